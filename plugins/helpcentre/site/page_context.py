"""The values that templates get of a page, as `hc`: one mapping with a part for each plugin in use."""

from typing import Any

from helpcentre.articles.model import Article
from helpcentre.articles.structured_data import script
from helpcentre.language.codes import direction
from helpcentre.site.discovery_links import discovery_links
from helpcentre.site.embed_context import embed_context
from helpcentre.site.feedback_context import feedback_context
from helpcentre.site.frame_context import article_context, frame_context, not_found_frame
from helpcentre.site.language_links import home_links, translation_links
from helpcentre.site.page_facts import PageFacts, describe_page
from helpcentre.site.pages import PANEL
from helpcentre.site.search_context import search_context
from helpcentre.site.site import Site
from helpcentre.site.structured_data import page_graph
from helpcentre.site.support_context import support_context


def page_context(site: Site, page: PageFacts) -> dict[str, Any]:
    """Return the `hc` of a page; its links are relative to the page."""
    options, article = site.options, site.pages.get(page.path)
    language = site.languages.of(page.path)
    hc = common_context(site, language, page.url)
    if options.articles is not None:
        hc["title"] = article.title if article else page.title
        hc["description"] = describe_page(page, article, site.pages.outlines.get(page.path))
        if article is not None:
            hc["article"] = article_context(site, article, page.url)
            hc["json_ld"] = script(page_graph(site, article, hc["description"]))
    if options.frame:
        hc |= frame_context(site, article, language, page.url)
        hc |= {"canonical": page.canonical_url, "noindex": is_hidden(site, page.path, article)}
        hc["discovery"] = discovery_links(site, article, language, page.url)
    if site.embed is not None:
        hc |= embed_context(site, site.embed, article, language, page.url)
    if options.multilingual:
        hc |= {
            "languages": translation_links(site, page.path, page.url),
            "missing": page.path in site.pages.placeholders,
        }
    hc |= support_context(site, article, language, page.url)
    if options.search is not None:
        hc["search"] = search_context(site, language, page.url)
    if article is not None and options.collector_url is not None and article.kind.is_article:
        hc["feedback"] = feedback_context(site, article, options.collector_url)
    return hc


def not_found_context(site: Site, language: str) -> dict[str, Any]:
    """Return the `hc` of the 404 page of a language; its links are absolute paths, since it answers at any depth."""
    hc = common_context(site, language, None)
    if site.options.frame:
        hc |= not_found_frame(site, language)
    if site.embed is not None:
        hc |= embed_context(site, site.embed, None, language, None)
    if site.options.multilingual:
        hc["languages"] = home_links(site, language)
    hc |= support_context(site, None, language, None)
    if site.options.search is not None:
        hc["search"] = search_context(site, language, None)
    return hc


def is_hidden(site: Site, path: str, article: Article | None) -> bool:
    """Return whether search engines should leave a page out: a placeholder, the search results, or the panel."""
    hidden = ("search", PANEL) if site.embed is not None else ("search",)
    return path in site.pages.placeholders or (article is not None and article.slug in hidden)


def common_context(site: Site, language: str, page_url: str | None) -> dict[str, Any]:
    """Return the values that every template needs: language, direction, words, and where the root and our files are."""
    return {
        "language": language,
        "dir": direction(language),
        "t": site.words(language),
        "root": site.link("", page_url),
        "assets": site.link("assets/helpcentre", page_url),
        "frame": site.options.frame,
    }
