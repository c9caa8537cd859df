"""A block belongs to an extension: otherwise readers see `/// hourz` as text."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import nearest
from helpcentre.articles.shared_text.model import SNIPPET_USE
from helpcentre.errors import Finding

BLOCKS = ("hours", "channels", "video", "csat", "nps", "troubleshooter")
SNIPPET = "snippet"
_TWO_SLASHES = re.compile(rf"^[ \t]{{0,3}}//[ \t]+(?P<name>{'|'.join(BLOCKS)})[ \t]*(?:\|.*)?$", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]{0,3}/{3,}[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*(?:\|.*)?$", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the beginnings of blocks that readers see as text."""
    for offset, found in page.find_in_prose(_TWO_SLASHES):
        name = found["name"]
        yield page.in_body(offset, f"a block begins with three slashes; write '/// {name}', and '///' below it")
    for offset, found in page.find_in_prose(_BLOCK):
        name = found["name"]
        line = page.masked.rfind("\n", 0, max(offset, 0)) + 1
        if name == SNIPPET and SNIPPET_USE.match(page.masked, line):
            continue  # `snippet-unknown` reports it
        near = nearest(name, (*BLOCKS, SNIPPET))
        if name == SNIPPET:
            remedy = "write '/// snippet | NAME', with the name of a file in snippets/, and '///' on the next line"
        elif name in BLOCKS:
            remedy = "add helpcentre.markdown_blocks to markdown_extensions in mkdocs.yml"
        elif near:
            remedy = f"did you mean '/// {near}'?"
        else:
            remedy = "remove it, or enable the Markdown extension that has it"
        yield page.in_body(offset, f"there is no block '{name}', so readers see it as text; {remedy}")


RULE = Rule("block-unknown", "error", per_page(check))
