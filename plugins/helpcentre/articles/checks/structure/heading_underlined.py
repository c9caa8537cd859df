"""A line of hyphens right below a line of text turns that text into a heading, which is rarely what was meant."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings made by an underline of hyphens."""
    lines = page.article.body.split("\n")
    for heading, place in page.headings:
        if place is not None and place.style == "setext" and lines[place.line + 1].startswith("-"):
            message = (
                f"--- below makes '{heading.text}' a heading; write ## before a heading, "
                "or leave an empty line above --- for a rule"
            )
            yield page.at_heading(place, message)


RULE = Rule("heading-underlined", "warning", per_page(check))
