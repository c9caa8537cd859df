"""Two articles that list the same customers' words compete in search: only one of them can come first."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield entries of `asks` that another article of the same language has too."""
    taken: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        article = page.article
        for position, ask in enumerate(article.front.asks):
            first = taken.setdefault((article.language, ask.casefold()), article.path)
            if first != article.path:
                message = f"asks: '{ask}' is also asked of {first}; only one of the two can come first"
                yield page.in_front(("asks", position), message)


RULE = Rule("asks-shared", "warning", check, needs_front_matter=True)
