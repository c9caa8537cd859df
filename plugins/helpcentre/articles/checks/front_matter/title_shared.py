"""Two pages of one language have different titles, so that readers can tell them apart in lists and in search."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield titles that another page of the same language has too, whatever the case of letters."""
    taken: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        article = page.article
        first = taken.setdefault((article.language, article.title.casefold()), article.path)
        if first != article.path:
            message = f"title: {first} has the same title; give one of the two another"
            yield page.in_front(("title",), message)


RULE = Rule("title-shared", "warning", check, needs_front_matter=True)
