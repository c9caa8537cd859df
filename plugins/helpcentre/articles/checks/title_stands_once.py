"""The title stands in the front matter; the text begins below it, and no heading skips a level."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedPage, CheckedSite
from helpcentre.errors import Finding

RULE = "title-stands-once"
_HEADING = re.compile(r"^(#{1,6})\s+\S")
_FENCE = re.compile(r"^(```|~~~)")


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield headings of level 1, and headings more than one level below the one before."""
    for page in site.pages.values():
        before = 1
        for number, level in headings(page):
            if level == 1:
                message = "the page's title is printed for you; turn the heading with one # into ## or take it out"
                yield Finding(page.article.path, number, 1, message, RULE)
            elif level > before + 1:
                message = (
                    f"a heading of level {level} follows one of level {before}; write it with {'#' * (before + 1)}"
                )
                yield Finding(page.article.path, number, 1, message, RULE)
            before = level


def headings(page: CheckedPage) -> Iterator[tuple[int, int]]:
    """Yield (line of the file, level) of the headings written in the Markdown, code left out."""
    fenced = False
    for number, line in enumerate(page.article.body.splitlines(), start=page.article.body_line):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _HEADING.match(line)):
            yield number, len(match[1])
