"""The parts of a Markdown file: front matter with the place of every value, and the body.

MkDocs ignores broken front matter and prints it on the page, even with `--strict`; so this runs first.
"""

import re
from dataclasses import dataclass

from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import Document, load

RULE = "front-matter"
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A Markdown file, taken apart: front matter as a document with places, the body, and the line it begins on."""

    document: Document
    body: str
    body_line: int


def split_front_matter(text: str, path: str) -> SplitFile:
    """Take `text` apart at its `---` lines; raises FindingsError if they are missing or the YAML is broken."""
    match = _FENCE.match(text)
    if match is None:
        raise FindingsError([Finding(path, *_explain_missing_fence(text), RULE)])
    document = load(match["yaml"], path, first_line=2, keep_twice=True)
    if not isinstance(document.value, dict):
        message = (
            "the front matter is empty; write title: … and kind: … between the two lines with ---"
            if document.value is None
            else "the front matter has no keys; write title: … and kind: …, each on its own line"
        )
        raise FindingsError([Finding(path, 2, 1, message, RULE)])
    return SplitFile(document, text[match.end() :], text[: match.end()].count("\n") + 1)


def _explain_missing_fence(text: str) -> tuple[int, int, str]:
    """Return line, column and words for a file without a complete front matter."""
    if text.removeprefix("\ufeff").startswith("---"):
        wrong = re.search(r"^(?:-{2}|-{4,}|—|–{2,}|\*{3}|\+{3}|={3})[ \t]*$", text.partition("\n")[2], re.MULTILINE)
        if wrong:
            line = text.partition("\n")[2].count("\n", 0, wrong.start()) + 2
            return line, 1, f"the front matter ends with three hyphens; write --- instead of {wrong[0].strip()}"
        return 1, 1, "the front matter is not closed; write a line with --- after its last key"
    if text.lstrip("\ufeff \t\r\n").startswith("---"):
        line = text[: text.index("---")].count("\n") + 1
        return line, 1, "the front matter must begin at the very start of the file; remove the space before ---"
    return 1, 1, "there is no front matter; begin the file with ---, title: …, kind: …, ---"


def body_after_front_matter(text: str) -> tuple[str, int]:
    """Return the body of a text whose front matter is refused, and the line it begins on."""
    match = _FENCE.match(text)
    return (text[match.end() :], text[: match.end()].count("\n") + 1) if match else (text, 1)
