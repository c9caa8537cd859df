"""The title is printed from the front matter; the headings of the text begin at level 2 and skip no level."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield headings of level 1, and headings more than one level below the one before.

    Only headings that are written in the page can skip a level: a block such as `/// channels` chooses its own.
    """
    before = 1
    for position, (heading, place) in enumerate(page.headings):
        level = heading.level
        if level == 1 and position == 0 and not site.strict:
            continue  # it is the title
        if level == 1 and (place is None or place.spaced):
            message = "the title of the page is printed for you; turn this heading into ## or remove it"
            yield page.at_heading(place, message)
        elif level > before + 1 and place is not None:
            message = f"a heading of level {level} follows one of level {before}; write it with {'#' * (before + 1)}"
            yield page.at_heading(place, message)
        before = level


RULE = Rule("heading-level", "error", per_page(check))
