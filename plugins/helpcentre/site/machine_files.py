"""The files for machines that a build writes next to the pages, and their names in messages."""

from helpcentre.articles.languages import Languages
from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import (
    BRAND_SHEET,
    HEADERS,
    HEADERS_JSON,
    HOURS,
    LETTER_ICON,
    MANIFEST,
    SEARCH_FOLDER,
    SITEMAP,
    calendar_path,
    worker_path,
)


def not_found_path(languages: Languages, language: str) -> str:
    """Return the path of the 404 page of a language."""
    return "404.html" if language == languages.default else f"{language}/404.html"


def has_manifest(options: SiteOptions) -> bool:
    """Return whether the site has a manifest: with the articles plugin, or for the widget."""
    return options.articles is not None or options.collector_url is not None


def has_own_not_found_pages(options: SiteOptions) -> bool:
    """Return whether the build writes the 404 pages: with our frame, and one for each of several languages."""
    return options.frame or options.multilingual


def has_sitemap(options: SiteOptions) -> bool:
    """Return whether the build writes the sitemap; it needs the address of the site."""
    return options.multilingual and bool(options.url)


def machine_files(options: SiteOptions, *, has_support: bool) -> dict[str, str]:
    """Return the path of every such file, and how messages call it; most search files are named for their content.

    `has_support` says whether there is a support file without errors.
    """
    languages = options.languages.all
    found: dict[str, str] = {}
    if has_manifest(options):
        found[MANIFEST] = "the manifest"
    if options.frame:
        found |= {HEADERS: "the HTTP headers", HEADERS_JSON: "the HTTP headers"}
        found |= {BRAND_SHEET: "the style sheet of the brand", LETTER_ICON: "the icon of the site"}
    if has_own_not_found_pages(options):
        found |= {not_found_path(options.languages, code): "the page for unknown addresses" for code in languages}
    if has_sitemap(options):
        found |= {SITEMAP: "the sitemap", f"{SITEMAP}.gz": "the sitemap"}
    if has_support and (options.hours or options.channels):
        found[HOURS] = "the opening hours"
    if has_support and options.hours:
        found |= {calendar_path(code): "the calendar of the hours" for code in languages}
    if options.search is not None:
        found |= {f"{SEARCH_FOLDER}/{code}/head.bin": "the search index" for code in languages}
        found |= {worker_path(code): "the search script" for code in languages}
    return found
