"""The parts of our page frame around a text: breadcrumbs, neighbours, lists and policies."""

from typing import Any

from helpcentre.articles import views
from helpcentre.articles.model import Article
from helpcentre.articles.views import ViewContext
from helpcentre.site.brand.icons import as_values
from helpcentre.site.brand_context import brand_context
from helpcentre.site.pages import TOPICS, section_of
from helpcentre.site.security_headers import content_security_policy
from helpcentre.site.site import Site


def view_context(site: Site, language: str, page_url: str | None) -> ViewContext:
    """Return the language, words and links of a page; `page_url` is None for the 404 page."""
    icons = as_values(site.topic_icons)
    return ViewContext(
        language,
        site.words(language),
        site.topic_labels(language),
        lambda url: site.link(url, page_url),
        icons,
        site.pages.folder_names(language),
    )


def article_context(site: Site, article: Article, page_url: str) -> dict[str, Any]:
    """Return the parts of the frame of an article."""
    who = view_context(site, article.language, page_url)
    return views.article_view(article, site.pages.topic_index, who, site.pages.roles(article.language))


def frame_context(site: Site, article: Article | None, language: str, page_url: str) -> dict[str, Any]:
    """Return the parts of every page of the frame, and the lists of the home page, of a topic or of a section."""
    who, index = view_context(site, language, page_url), site.pages.topic_index
    found = _context_of_every_page(site, who, page_url)
    roles, order = site.pages.roles(language), list(who.topics)
    if article is None:
        return found
    if article.slug == "index":
        found["home"] = views.home_view(article, index, who, order, roles)
    elif article.slug.startswith(TOPICS):
        found["list"] = views.topic_view(article.slug.removeprefix(TOPICS), index, who)
    elif kind := section_of(article):
        found["list"] = views.section_view(kind, index, who, order)
    elif folder := site.pages.listed_folder(article):
        found["list"] = views.folder_view(article, folder, index, who, roles)
    return found


def not_found_frame(site: Site, language: str) -> dict[str, Any]:
    """Return the parts of the 404 page."""
    who = view_context(site, language, None)
    index, roles = site.pages.topic_index, site.pages.roles(language)
    topics = [*views.topic_cards(index, who, list(who.topics), roles), *views.folder_cards(index, who, roles)]
    return _context_of_every_page(site, who, None) | {"noindex": True, "topics": topics}


def _context_of_every_page(site: Site, who: ViewContext, page_url: str | None) -> dict[str, Any]:
    roles = site.pages.roles(who.language)
    return {
        "brand": brand_context(
            site.brand, site.options, site.picture_sizes, who.language, lambda path: site.link(path, page_url)
        ),
        "csp": content_security_policy(site.options),
        "offline": site.options.offline,
        "home_url": who.link(roles.get("home", "")),
        "contact_url": who.link(roles["contact"]) if "contact" in roles else None,
        "search_url": who.link(roles["search"]) if "search" in roles else None,
        "policies": views.policies(site.pages.topic_index, who),
        "sections": views.section_links(who, roles),
    }
