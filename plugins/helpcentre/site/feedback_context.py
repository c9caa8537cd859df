"""The template values of the feedback widget of an article."""

from typing import Any

from helpcentre.articles.model import Article
from helpcentre.contract.events import REASONS
from helpcentre.site.site import Site

MOST_HEADINGS = 12


def feedback_context(site: Site, article: Article, collector_url: str) -> dict[str, Any]:
    """Return the addresses, the reasons to choose from, and the headings a reader can name."""
    words = site.words(article.language)
    headings = site.pages.headings(article.path)[:MOST_HEADINGS]
    return {
        "form_url": f"{collector_url}feedback/v1/form",
        "items_url": f"{collector_url}feedback/v1/items",
        "article": article.id,
        "language": article.language,
        "version": article.version,
        "counts_views": site.options.count_views,
        "reasons": [{"code": code, "text": words[f"feedback.reason.{code}"]} for code in REASONS],
        "headings": [{"id": anchor, "text": text} for anchor, text in headings],
    }
