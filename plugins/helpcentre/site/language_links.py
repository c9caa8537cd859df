"""Links between the languages of a site: on each page, on the 404 pages, and in the sitemap."""

from collections.abc import Iterator
from typing import Any

from helpcentre.articles.sitemap import SitemapPage, sitemap
from helpcentre.language.locales import endonym
from helpcentre.site.site import Site

NOT_IN_SITEMAP = ("404", "search")


def translation_links(site: Site, path: str, page_url: str) -> list[dict[str, Any]]:
    """Return a link for every language that a page exists in; its own is marked as current."""
    own = site.languages.of(path)
    found = site.pages.translations(site.languages.slug(path))
    return [_make_link(code, site.link(article.url, page_url), code == own) for code, article in found.items()]


def home_links(site: Site, language: str) -> list[dict[str, Any]]:
    """Return links to the home page of every language, from the 404 page of one."""
    return [
        _make_link(code, site.link(site.url_of(code, "index"), None), code == language) for code in site.languages.all
    ]


def site_sitemap(site: Site) -> str:
    """Return the sitemap: every real page with its translations."""
    return sitemap(list(_sitemap_pages(site)), site.languages.default)


def _sitemap_pages(site: Site) -> Iterator[SitemapPage]:
    absolute = site.options.absolute
    for slug in site.pages.slugs():
        if slug in NOT_IN_SITEMAP:
            continue
        found = site.pages.translations(slug)
        alternates = {code: absolute(article.url) for code, article in found.items()}
        for article in found.values():
            modified = article.reviewed.isoformat() if article.reviewed else None
            yield SitemapPage(absolute(article.url), modified, alternates)


def _make_link(code: str, url: str, current: bool) -> dict[str, Any]:
    return {"code": code, "name": endonym(code).capitalize(), "url": url, "current": current}
