"""An end tag without its beginning closes an element of the page around the text, and breaks its layout."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import find_unpaired_ends
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield end tags that close nothing in the text."""
    for name in dict.fromkeys(page.outline.stray):
        places = list(find_unpaired_ends(page.masked, name))
        for place in places[: page.outline.stray.count(name)]:
            yield page.in_body(place, f"</{name}> closes nothing here and breaks the page around the text; remove it")


RULE = Rule("end-tag-stray", "error", per_page(check))
