"""From items to issues: what a commit message closes, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helpcentre.errors import Finding
from helpcentre.language.strings import Strings
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.export import to_csv

TRAILER = re.compile(r"^feedback:[ \t]*(?P<refs>.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"F-(?P<number>[1-9][0-9]{0,9})\Z", re.IGNORECASE)
STATUSES = ("open", "planned", "fixed", "declined")
COLUMNS = (
    "issue", "title", "nature", "severity", "frequency", "status", "article", "language", "owner", "opened", "closed",
    "items",
)  # fmt: skip
NATURES = ("content", "product", "translation", "search", "service", "spam", "other")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the log: its short name and its whole message."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What a log closes: issue numbers with the commit that did, those closed already, and what cannot be read."""

    close: tuple[tuple[int, str], ...]
    already: tuple[int, ...]
    findings: tuple[Finding, ...]


def references(commit: Commit) -> tuple[list[int], list[str]]:
    """Return the issue numbers of a commit's `Feedback:` trailers, and what in them is no number."""
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


def closing(commits: Iterable[Commit], issues: Sequence[Issue]) -> Closing:
    """Return what the commits close, oldest commit first; unknown numbers and typos become findings, all at once."""
    known = {issue.issue: issue for issue in issues}
    close: dict[int, str] = {}
    already: list[int] = []
    findings: list[Finding] = []
    for commit in commits:
        numbers, wrong = references(commit)
        for part in wrong:
            message = f"'{part}' in the Feedback trailer is no issue; write it as Feedback: F-123"
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


def urgency(issue: Issue) -> tuple[bool, int, int, int]:
    """Return the sort key of an issue: open ones first, worst severity, most frequent, oldest."""
    return issue.status not in ("open", "planned"), issue.severity, -issue.frequency, issue.issue


def issue_json(issue: Issue) -> dict[str, Any]:
    """Return an issue as plain values; `frequency` is linked items in 30 days."""
    return {
        "issue": f"F-{issue.issue}",
        "title": issue.title,
        "nature": issue.nature,
        "severity": issue.severity,
        "frequency": issue.frequency,
        "status": issue.status,
        "article": issue.article,
        "language": issue.language,
        "owner": issue.owner,
        "opened": issue.opened.isoformat(),
        "closed": issue.closed.isoformat() if issue.closed else None,
        "items": list(issue.items),
    }


def issue_from_json(value: Mapping[str, Any]) -> Issue:
    """Return the issue that `issue_json` wrote; who may only read gets the number of its items, not their ids."""
    items = value["items"]
    return Issue(
        issue=int(value["issue"].removeprefix("F-")),
        title=value["title"],
        nature=value["nature"],
        severity=value["severity"],
        status=value["status"],
        article=value["article"],
        language=value["language"],
        owner=value["owner"],
        opened=datetime.fromisoformat(value["opened"]),
        closed=datetime.fromisoformat(value["closed"]) if value["closed"] else None,
        items=tuple(items) if isinstance(items, list) else (),
        frequency=value["frequency"],
    )


def issues_csv(issues: Sequence[Issue]) -> str:
    """Return the issues as CSV in which no title begins like a formula; `items` is how many are linked."""
    rows = [issue_json(issue) | {"items": len(issue.items)} for issue in sorted(issues, key=urgency)]
    return to_csv(COLUMNS, rows)


def issues_text(issues: Sequence[Issue], words: Strings) -> str:
    """Return the issues as text, one line each, most urgent first."""
    if not issues:
        return words["report.triage.none"] + "\n"
    lines = []
    for issue in sorted(issues, key=urgency):
        place = f"{issue.article} ({issue.language})" if issue.language else issue.article or say.DASH
        facts = (
            words[f"report.status.{issue.status}"],
            words[f"report.nature.{issue.nature}"],
            words.text("report.severity_of", n=issue.severity),
            words.text("report.frequency_of", n=issue.frequency),
            issue.owner or say.DASH,
        )
        lines.append(f"F-{issue.issue:<5} {say.plain(issue.title)}\n        {place} · {' · '.join(facts)}")
    return "\n".join(lines) + "\n"
