"""The facts that a host has about a page while rendering it, and the description of a page."""

from dataclasses import dataclass

from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline

LEAD_WORDS = 26
"""Number of first words of a page that make its description if its writer gave none."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as its host knows it: its file, its address, the description it was given and its full address.

    `title` is for a page that is not among the site's pages, such as a placeholder.
    """

    path: str
    url: str
    title: str = ""
    description: str = ""
    canonical_url: str | None = None


def describe_page(page: PageFacts, article: Article | None, outline: Outline | None) -> str:
    """Return the description of a page: the one it was given, else its first words."""
    given = page.description or (article.front.description if article else None)
    if given:
        return given
    words = (outline.lead if outline else "").split()
    text = " ".join(words[:LEAD_WORDS])
    return f"{text} …" if len(words) > LEAD_WORDS else text
