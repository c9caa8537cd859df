"""A list in front matter names each entry once."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_LISTS = ("topics", "asks", "related", "redirect_from", "most_asked")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield entries that the same list already has, in any case of letters."""
    for key in _LISTS:
        seen: set[str] = set()
        for position, entry in enumerate(getattr(page.article.front, key)):
            if entry.casefold() in seen:
                yield page.in_front((key, position), f"{key}: '{entry}' is listed twice; remove one")
            seen.add(entry.casefold())


RULE = Rule("entry-repeated", "warning", per_page(check), needs_front_matter=True)
