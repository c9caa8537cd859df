"""A heading has words: an empty one is an entry without a name in the table of contents and in a screen reader."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings without words."""
    for heading, place in page.headings:
        has_image = place is not None and ("![" in place.text or "<img" in place.text)
        if not heading.text and not has_image:
            yield page.at_heading(place, "this heading is empty; write its words, or remove it")


RULE = Rule("heading-empty", "error", per_page(check))
