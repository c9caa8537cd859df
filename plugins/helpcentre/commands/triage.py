"""`helpcentre triage`: the issues readers' answers were filed under; commits close them."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from helpcentre.commands.issue_sources import Book, CollectorBook, StoreBook
from helpcentre.commands.open_database import open_existing
from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.reporting.text.issues import issue_json, issues_text
from helpcentre.reporting.triage import Commit, find_closed, urgency_key

_RECORD, _FIELD = "\x1e", "\x1f"


@contextmanager
def open_book(database: str, collector: str | None) -> Iterator[Book]:
    """Yield the issues of a collector, asked with the key in HELPCENTRE_TOKEN, or else those of a database."""
    if collector is not None:
        yield CollectorBook(collector, os.environ.get("HELPCENTRE_TOKEN", "").strip())
    else:
        with open_existing(database) as store:
            yield StoreBook(store)


def run(book: Book, status: str | None, *, as_json: bool, ui: str = "en") -> None:
    """Print the issues, most urgent first; `status` narrows them."""
    issues = [one for one in book.issues() if status in (None, one.status)]
    if as_json:
        found = [issue_json(issue) for issue in sorted(issues, key=urgency_key)]
        print(json.dumps({"issues": found}, ensure_ascii=False, indent=1))
    else:
        print(issues_text(issues, strings(ui)), end="")


def run_status(book: Book, issue: str, status: str, *, dry: bool = False) -> None:
    """Change the status of one issue, named `F-12` or `12`; `dry` only says what would change."""
    number = issue.upper().removeprefix("F-")
    if not (number.isascii() and number.isdigit()):
        raise HelpCentreError(f"'{issue}' is no issue; write it as F-12")
    found = [one.status for one in book.issues() if one.issue == int(number)] if dry else []
    if not (found or (not dry and book.change(int(number), status))):
        raise HelpCentreError(f"there is no issue F-{number}; helpcentre triage lists them")
    print(f"F-{number}: would be {status}, is {found[0]}" if dry else f"F-{number}: {status}")


def run_close(book: Book, span: str, *, dry: bool) -> None:
    """Close what the commits of `span` (A..B) name in their `Feedback:` trailers; raises for unknown numbers."""
    found = find_closed(log(span), book.issues())
    if found.findings:
        raise FindingsError(found.findings)
    for number, commit in found.close:
        if not dry:
            book.change(number, "fixed")
        print(f"F-{number}: {'would be fixed' if dry else 'fixed'} by {commit}")
    for number in found.already:
        print(f"F-{number}: closed already")
    if not found.close and not found.already:
        print(f"no commit of {span} has a Feedback: F-… trailer")


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
