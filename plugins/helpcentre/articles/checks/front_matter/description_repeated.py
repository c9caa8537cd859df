"""A description says more than the title, and something else than that of another page."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield descriptions that are the title, or that of another page of the same language."""
    taken: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        article = page.article
        words = (article.front.description or "").casefold().strip(" .?!")
        if not words:
            continue
        first = taken.setdefault((article.language, words), article.path)
        if words == article.title.casefold().strip(" .?!"):
            yield page.in_front(
                ("description",), "description: this is the title; write what the page says, or remove it"
            )
        elif first != article.path:
            message = f"description: {first} has the same one; write another"
            yield page.in_front(("description",), message)


RULE = Rule("description-repeated", "warning", check, needs_front_matter=True)
