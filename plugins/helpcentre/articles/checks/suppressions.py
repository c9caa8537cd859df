"""Silencing a rule in one place, with a reason: `<!-- helpcentre: allow CODE because REASON -->`.

In the text it covers the line it is on, and the paragraph that follows if it is alone on its line. In front matter,
`# helpcentre: allow CODE because REASON` covers every finding in the front matter.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from helpcentre.articles.checks.checked_site import CheckedPage
from helpcentre.errors import Finding, did_you_mean

UNUSED, INVALID = "allow-unused", "allow-invalid"
_COMMENT = re.compile(
    r"<!--[ \t]*helpcentre:(?P<rest>.*?)-->|^[^\n'\"]*?#[ \t]*helpcentre:(?P<yaml>[^\n]*)$", re.S | re.M
)
_ALLOW = re.compile(r"\s*allow\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\s+(?P<reason>\S.*?))?\s*", re.S)
EXAMPLE = "write <!-- helpcentre: allow CODE because REASON -->"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code that is silenced from line `first` to line `last` of a file; `line` is that of the comment."""

    path: str
    code: str
    line: int
    column: int
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is silenced."""
        return (finding.path, finding.rule) == (self.path, self.code) and self.first <= finding.line <= self.last


def apply_allowances(
    findings: Iterable[Finding], pages: Iterable[CheckedPage], known: Collection[str]
) -> Iterator[Finding]:
    """Yield the findings that no comment silences, and those about the comments themselves."""
    allowances: dict[str, list[Allowance]] = {}
    for page in pages:
        if "helpcentre:" not in page.article.source:
            continue
        for found in _read_comments(page, known):
            if isinstance(found, Finding):
                yield found
            else:
                allowances.setdefault(page.article.path, []).append(found)
    used: set[Allowance] = set()
    for finding in findings:
        covering = [one for one in allowances.get(finding.path, ()) if one.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for one in (one for of_page in allowances.values() for one in of_page if one not in used):
        message = f"nothing here is reported as {one.code}; remove the comment"
        yield Finding(one.path, one.line, one.column, message, UNUSED, "warning")


def _read_comments(page: CheckedPage, known: Collection[str]) -> Iterator[Allowance | Finding]:
    source = page.article.source
    lines = source.split("\n")
    for comment in _COMMENT.finditer(source):
        line = source.count("\n", 0, comment.start()) + 1
        in_front = line < page.article.body_line
        if in_front is (comment["rest"] is not None):
            continue
        column = comment.start() - source.rfind("\n", 0, comment.start())
        parsed = _ALLOW.fullmatch(comment["yaml"] if in_front else comment["rest"])
        if parsed is None or not parsed["reason"]:
            message = f"this comment silences nothing because it has no reason; {EXAMPLE}" if parsed else EXAMPLE
            yield Finding(page.article.path, line, column, message, INVALID, "error")
            continue
        last_line = line + comment[0].count("\n")
        first, last = (1, page.article.body_line - 1) if in_front else _covered_lines(lines, line, last_line)
        for code in re.split(r"\s*,\s*", parsed["codes"]):
            if code not in known:
                message = f"there is no check '{code}'{did_you_mean(code, known)}"
                yield Finding(page.article.path, line, column, message, INVALID, "error")
            else:
                yield Allowance(page.article.path, code, line, column, first, last)


def _covered_lines(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """Return the first and last line that a comment from line `first` to `last` covers, all from 1."""
    alone = lines[first - 1].lstrip().startswith("<!--") and lines[last - 1].rstrip().endswith("-->")
    end = last
    if alone:
        while end < len(lines) and not lines[end].strip():
            end += 1
        while end < len(lines) and lines[end].strip():
            end += 1
    return first, end
