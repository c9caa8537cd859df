"""The template values of a site that other sites show in a panel."""

from typing import Any

from helpcentre.articles import views
from helpcentre.articles.model import Article
from helpcentre.articles.views import ViewContext
from helpcentre.site.embed.model import Embed, Suggestion
from helpcentre.site.frame_context import view_context
from helpcentre.site.pages import PANEL
from helpcentre.site.site import Site

MOST_SUGGESTED = 6


def embed_context(
    site: Site, embed: Embed, article: Article | None, language: str, page_url: str | None
) -> dict[str, Any]:
    """Return the address of the panel from a page, and on the panel itself what it shows there."""
    roles = site.pages.roles(language)
    found: dict[str, Any] = {"panel_url": site.link(roles[PANEL], page_url)}
    if article is not None and article.slug == PANEL:
        found["panel"] = _panel_view(site, embed, view_context(site, language, page_url))
    return found


def _panel_view(site: Site, embed: Embed, reader: ViewContext) -> dict[str, Any]:
    """Return the title of the panel, its suggestions by pattern, and the articles for all other pages.

    A pattern without an article in this language is left out, so that a later one can fit.
    """
    home = site.pages.find(reader.language, "index")
    index = site.pages.topic_index
    lists = [(one.page, _suggested_articles(site, one, reader)) for one in embed.suggestions]
    return {
        "title": home.title if home is not None else reader.words["embed.launcher"],
        "suggestions": [{"page": page, "articles": articles} for page, articles in lists if articles],
        "most_asked": views.most_asked(home, index, reader) if home is not None else [],
    }


def _suggested_articles(site: Site, suggestion: Suggestion, reader: ViewContext) -> list[dict[str, Any]]:
    """Return the articles of a suggestion that exist in a language: those it names, then those of its topic."""
    index = site.pages.topic_index
    named = [index.find(reader.language, name) for name in suggestion.articles]
    of_topic = index.on_topic(reader.language, suggestion.topic) if suggestion.topic is not None else ()
    found = {article.id: article for article in (*named, *of_topic) if article is not None}
    return [views.card(article, reader) for article in list(found.values())[:MOST_SUGGESTED]]
