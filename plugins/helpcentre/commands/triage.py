"""`helpcentre triage`: the issues readers' answers were filed under; commits close them."""

import json
import subprocess
from datetime import UTC, datetime

from helpcentre.collector.store.base import Store
from helpcentre.commands.report import open_existing
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.feedback.triage import Commit, closing, issue_json, issues_text, urgency
from helpcentre.language.strings import strings

_RECORD, _FIELD = "\x1e", "\x1f"


def run(database: str, status: str | None, *, as_json: bool) -> None:
    """Print the issues, most urgent first; `status` narrows them."""
    with open_existing(database) as store:
        issues = [one for one in store.issues(datetime.now(UTC)) if status in (None, one.status)]
    if as_json:
        found = [issue_json(issue) for issue in sorted(issues, key=urgency)]
        print(json.dumps({"issues": found}, ensure_ascii=False, indent=1))
    else:
        print(issues_text(issues, strings("en")), end="")


def run_status(database: str, issue: str, status: str) -> None:
    """Change the status of one issue, named `F-12` or `12`."""
    number = issue.upper().removeprefix("F-")
    if not number.isdigit():
        raise HelpCentreError(f"'{issue}' is no issue; write it as F-12")
    with open_existing(database) as store:
        if not store.change_issue(int(number), _now(), status=status):
            raise HelpCentreError(f"there is no issue F-{number}; helpcentre triage lists them")
    print(f"F-{number}: {status}")


def run_close(database: str, span: str, *, dry: bool) -> None:
    """Close what the commits of `span` (A..B) name in their `Feedback:` trailers; raises for unknown numbers."""
    commits = log(span)
    with open_existing(database) as store:
        found = closing(commits, store.issues(datetime.now(UTC)))
        if found.findings:
            raise FindingsError(found.findings)
        for number, commit in found.close:
            _close(store, number, commit, dry=dry)
    for number in found.already:
        print(f"F-{number}: closed already")
    if not found.close and not found.already:
        print(f"no commit of {span} has a Feedback: F-… trailer")


def _close(store: Store, number: int, commit: str, *, dry: bool) -> None:
    if not dry:
        store.change_issue(number, _now(), status="fixed")
    print(f"F-{number}: {'would be fixed' if dry else 'fixed'} by {commit}")


def log(span: str) -> list[Commit]:
    """Return the commits of a span, oldest first."""
    if span.startswith("-"):
        raise HelpCentreError(f"'{span}' is no range of commits; write it as v1.2..HEAD")
    form = f"--format=%h{_FIELD}%B{_RECORD}"
    done = subprocess.run(["git", "log", "--reverse", form, span, "--"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise HelpCentreError(f"git log {span}: {done.stderr.strip().splitlines()[-1] if done.stderr else 'failed'}")
    records = [record.strip("\n") for record in done.stdout.split(_RECORD)]
    return [Commit(*record.split(_FIELD, 1)) for record in records if record]


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
