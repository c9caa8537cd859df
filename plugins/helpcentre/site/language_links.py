"""Links between the languages of a site: on each pageand on the 404 pages."""

from collections.abc import Mapping
from typing import Any

from helpcentre.articles.model import Article
from helpcentre.language.locales import endonym
from helpcentre.site.site import Site


def translation_links(site: Site, path: str, page_url: str) -> list[dict[str, Any]]:
    """Return a link to the page in every language of the site; its own is marked as current.

    In a language that the page is missing in, this is the short page that says so, or the home page if there is none.
    """
    own, slug = site.languages.of(path), site.languages.slug(path)
    found = site.pages.translations(slug)
    return [
        _make_link(code, site.link(_find_address(site, code, slug, own, found), page_url), code == own)
        for code in (site.languages.all if found else ())
    ]


def _find_address(site: Site, code: str, slug: str, own: str, found: Mapping[str, Article]) -> str:
    if code in found:
        return found[code].url
    is_published = code == own or f"{code}/{slug}.md" in site.pages.placeholders
    return site.url_of(code, slug if is_published else "index")


def home_links(site: Site, language: str) -> list[dict[str, Any]]:
    """Return links to the home page of every language, from the 404 page of one."""
    return [
        _make_link(code, site.link(site.url_of(code, "index"), None), code == language) for code in site.languages.all
    ]


def _make_link(code: str, url: str, current: bool) -> dict[str, Any]:
    return {"code": code, "name": endonym(code).capitalize(), "url": url, "current": current}
