"""A block whose name is misspelt is no block: readers would see `/// hourz` as text."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

RULE = "blocks-are-known"
BLOCKS = ("hours", "channels", "video", "csat", "nps")
_START = re.compile(r" {0,3}/{3,} *([A-Za-z][\w-]*) *(?:\|.*)?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NEAR = 0.78  # strict: a site may have blocks of its own, and only a slip of the pen is meant here


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield the blocks whose name is nearly, but not quite, one of ours."""
    for page in site.pages.values():
        for line, column, name in _names(page.article.body):
            near = get_close_matches(name, BLOCKS, n=1, cutoff=_NEAR)
            if near and name not in BLOCKS:
                message = f"there is no block '{name}', readers would see it as text; did you mean '/// {near[0]}'?"
                yield Finding(page.article.path, page.article.body_line + line, column, message, RULE)


def _names(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line from 0, column from 1, name) of each line that begins a block outside code."""
    fence = ""
    for number, line in enumerate(body.splitlines()):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        start = None if fence else _START.match(line)
        if start:
            yield number, start.start(1) + 1, start[1]
