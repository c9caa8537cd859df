"""The title stands in the front matter; the text begins below it, without a heading of level 1."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import Checked
from helpcentre.errors import Finding

RULE = "title-stands-once"


def check(site: Checked) -> Iterator[Finding]:
    """Yield pages with a second title, and headings that skip a level."""
    for page in site.pages.values():
        if 1 in page.levels:
            message = "the page's title is printed for you; turn the heading with one # into ## or take it out"
            yield page.in_body("# ", message, RULE)
        before = 1
        for level in page.levels:
            if level > before + 1 and level > 2:
                message = (
                    f"a heading of level {level} follows one of level {before}; write it with {'#' * (before + 1)}"
                )
                yield page.in_body("#" * level + " ", message, RULE)
                break
            before = level
