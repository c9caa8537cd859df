"""Headings under the same heading differ, so that a reader of the table of contents can tell them apart."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings that have the same words as an earlier one with the same headings above."""
    above: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for heading, place in page.headings:
        words = heading.text.casefold()
        del above[heading.level - 1 :]
        above += [""] * (heading.level - 1 - len(above))
        way = (*above, words)
        if words and way in seen:
            yield page.at_heading(place, f"the heading '{heading.text}' is used twice; give this one different words")
        seen.add(way)
        above.append(words)


RULE = Rule("heading-repeated", "warning", per_page(check))
