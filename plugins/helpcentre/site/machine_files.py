"""The files for machines that a build writes next to the pages, and their names in messages."""

from helpcentre.articles.languages import Languages
from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import (
    BRAND_SHEET,
    CRAWLER_RULES,
    EMBED_JSON,
    FEED,
    HEADERS,
    HEADERS_JSON,
    HOURS,
    LETTER_ICON,
    LLMS_TXT,
    MANIFEST,
    OFFLINE_WORKER,
    SEARCH_FOLDER,
    SITEMAP,
    WEB_MANIFEST,
    calendar_path,
    language_path,
    opensearch_path,
    worker_path,
)


def not_found_path(languages: Languages, language: str) -> str:
    """Return the path of the 404 page of a language."""
    return language_path(languages, "404.html", language)


def has_manifest(options: SiteOptions) -> bool:
    """Return whether the site has a manifest: with the articles plugin, or for the widget."""
    return options.articles is not None or options.collector_url is not None


def has_own_not_found_pages(options: SiteOptions) -> bool:
    """Return whether the build writes the 404 pages: with our frame, and one for each of several languages."""
    return options.frame or options.multilingual


def has_sitemap(options: SiteOptions) -> bool:
    """Return whether the build writes the sitemap; it needs the address of the site."""
    return options.multilingual and bool(options.url)


def has_crawler_rules(options: SiteOptions) -> bool:
    """Return whether the build writes robots.txt: crawlers read it only at the top of a host."""
    return options.frame and bool(options.url) and options.root_path == "/"


def has_opensearch(options: SiteOptions) -> bool:
    """Return whether the build describes its search for browsers, which need full addresses."""
    return options.frame and bool(options.url) and options.search is not None


def has_plain_text(options: SiteOptions) -> bool:
    """Return whether articles have Markdown copies, and each language its `llms.txt` and its feed."""
    return options.frame and options.articles is not None and options.articles.plain_text


def has_feeds(options: SiteOptions) -> bool:
    """Return whether each language has a feed, whose entries need full addresses."""
    return has_plain_text(options) and bool(options.url)


def machine_files(options: SiteOptions, *, has_support: bool) -> dict[str, str]:
    """Return the path of every such file, and how messages call it; most search files are named for their content.

    `has_support` says whether there is a support file without errors.
    """
    found = {MANIFEST: "the manifest"} if has_manifest(options) else {}
    found |= _frame_files(options)
    if has_sitemap(options):
        found |= {SITEMAP: "the sitemap", f"{SITEMAP}.gz": "the sitemap"}
    if has_support and (options.hours or options.channels):
        found[HOURS] = "the opening hours"
    for language in options.languages.all:
        found |= _language_files(options, language, has_support=has_support)
    return found


def _frame_files(options: SiteOptions) -> dict[str, str]:
    if not options.frame:
        return {}
    found = {HEADERS: "the HTTP headers", HEADERS_JSON: "the HTTP headers", WEB_MANIFEST: "the web manifest"}
    found |= {BRAND_SHEET: "the style sheet of the brand", LETTER_ICON: "the icon of the site"}
    if options.embed is not None:
        found[EMBED_JSON] = "the description of the embed"
    if options.offline:
        found[OFFLINE_WORKER] = "the script that keeps opened pages"
    return found | ({CRAWLER_RULES: "the rules for crawlers"} if has_crawler_rules(options) else {})


def _language_files(options: SiteOptions, language: str, *, has_support: bool) -> dict[str, str]:
    languages = options.languages
    found = {
        not_found_path(languages, language): ("the page for unknown addresses", has_own_not_found_pages(options)),
        calendar_path(language): ("the calendar of the hours", has_support and options.hours),
        f"{SEARCH_FOLDER}/{language}/head.bin": ("the search index", options.search is not None),
        worker_path(language): ("the script that searches", options.search is not None),
        opensearch_path(language): ("the description of the search", has_opensearch(options)),
        language_path(languages, LLMS_TXT, language): ("the list of the articles as text", has_plain_text(options)),
        language_path(languages, FEED, language): ("the feed", has_feeds(options)),
    }
    return {path: name for path, (name, is_written) in found.items() if is_written}
