"""Triage: which issues the commits of a log close, and the order in which issues are listed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcentre.errors import Finding
from helpcentre.reporting.records import Issue

TRAILER = re.compile(r"^feedback:[ \t]*(?P<refs>.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"F-(?P<number>[1-9][0-9]{0,9})\Z", re.IGNORECASE)
STATUSES = ("open", "planned", "fixed", "declined")
NATURES = ("content", "product", "translation", "search", "service", "spam", "other")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the log: its short name and its whole message."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The issues a log closes: their numbers with the commit, those closed before, and references that are wrong."""

    close: tuple[tuple[int, str], ...]
    already: tuple[int, ...]
    findings: tuple[Finding, ...]


def parse_references(commit: Commit) -> tuple[list[int], list[str]]:
    """Return the issue numbers in a commit's `Feedback:` trailers, and the parts that are not issue numbers."""
    numbers: list[int] = []
    wrong: list[str] = []
    for trailer in TRAILER.finditer(commit.message):
        for part in re.split(r"[\s,]+", trailer["refs"].strip(" ,")):
            found = _REFERENCE.match(part)
            if found:
                numbers.append(int(found["number"]))
            else:
                wrong.append(part)
    return numbers, wrong


def find_closed(commits: Iterable[Commit], issues: Sequence[Issue]) -> Closing:
    """Return the issues that the commits, oldest first, close; all unknown numbers and typos become findings."""
    known = {issue.issue: issue for issue in issues}
    close: dict[int, str] = {}
    already: list[int] = []
    findings: list[Finding] = []
    for commit in commits:
        numbers, wrong = parse_references(commit)
        for part in wrong:
            message = f"'{part}' in the Feedback trailer is not an issue number; write it as Feedback: F-123"
            findings.append(Finding(f"commit {commit.name}", 0, 0, message, "triage"))
        for number in numbers:
            if number not in known:
                message = f"there is no issue F-{number}; helpcentre triage lists them"
                findings.append(Finding(f"commit {commit.name}", 0, 0, message, "triage"))
            elif known[number].status in ("fixed", "declined"):
                already.append(number)
            else:
                close.setdefault(number, commit.name)
    return Closing(tuple(close.items()), tuple(dict.fromkeys(already)), tuple(findings))


def urgency_key(issue: Issue) -> tuple[bool, int, int, int]:
    """Return the sort key of an issue: open ones first, worst severity, most frequent, oldest."""
    return issue.status not in ("open", "planned"), issue.severity, -issue.frequency, issue.issue
