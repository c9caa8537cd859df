"""`helpcentre triage`: the issues filed from readers' answers; commits can close them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from helpcentre.commands.git import run_git
from helpcentre.commands.issue_sources import CollectorIssues, DatabaseIssues, IssueSource
from helpcentre.commands.open_database import open_existing
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.reporting.text.issues import issue_json, issues_text
from helpcentre.reporting.triage import Commit, find_closed, urgency_key

_RECORD, _FIELD = "\x1e", "\x1f"  # separate the commits, and the parts of one, in what Git prints


@contextmanager
def open_issues(database: str, collector: str | None) -> Iterator[IssueSource]:
    """Yield the issues of a collector, asked with the token in HELPCENTRE_TOKEN, or else those of a database."""
    if collector is not None:
        yield CollectorIssues(collector, os.environ.get("HELPCENTRE_TOKEN", "").strip())
    else:
        with open_existing(database) as store:
            yield DatabaseIssues(store)


def run(source: IssueSource, status: str | None, *, as_json: bool, ui: str = "en") -> None:
    """Print the issues, most urgent first; `status` shows only some."""
    issues = [one for one in source.issues() if status in (None, one.status)]
    if as_json:
        found = [issue_json(issue) for issue in sorted(issues, key=urgency_key)]
        print(json.dumps({"issues": found}, ensure_ascii=False, indent=1))
    else:
        print(issues_text(issues, strings(ui)), end="")


def run_status(source: IssueSource, issue: str, status: str, *, dry: bool = False) -> None:
    """Change the status of one issue, named `F-12` or `12`; `dry` only prints what would change."""
    number = issue.upper().removeprefix("F-")
    if not (number.isascii() and number.isdigit()):
        raise HelpCentreError(f"'{issue}' is not an issue number. Use a number such as F-12.")
    before = [one.status for one in source.issues() if one.issue == int(number)] if dry else []
    if not (before or (not dry and source.change(int(number), status))):
        raise HelpCentreError(f"There is no issue F-{number}. List them with helpcentre triage.")
    print(f"F-{number}: would be {status}, is {before[0]}" if dry else f"F-{number}: {status}")


def run_close(source: IssueSource, span: str, *, dry: bool) -> None:
    """Close the issues that the commits of `span` (A..B) name in `Feedback:` trailers; raises for unknown numbers."""
    found = find_closed(read_commits(span), source.issues())
    if found.findings:
        raise FindingsError(found.findings)
    for number, commit in found.close:
        if not dry:
            source.change(number, "fixed")
        print(f"F-{number}: {'would be fixed' if dry else 'fixed'} by {commit}")
    for number in found.already:
        print(f"F-{number}: is already closed")
    if not found.close and not found.already:
        print(f"No commit of {span} has a Feedback: F-… trailer.")


def read_commits(span: str) -> list[Commit]:
    """Return the commits of a range, oldest first."""
    if span.startswith("-"):
        raise HelpCentreError(f"'{span}' is not a range of commits. Use one such as v1.2..HEAD.")
    text = run_git("log", "--reverse", f"--format=%h{_FIELD}%B{_RECORD}", span, "--")
    records = [record.strip("\n") for record in text.split(_RECORD)]
    return [Commit(*record.split(_FIELD, 1)) for record in records if record]
