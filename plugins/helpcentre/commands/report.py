"""`helpcentre report`: what to fix next, in the form asked for."""

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from helpcentre.collector.store import open_store
from helpcentre.collector.store.base import Store, sqlite_path
from helpcentre.errors import HelpCentreError
from helpcentre.feedback.report import Report, make_report, needed_since
from helpcentre.feedback.report_export import as_csv, as_json
from helpcentre.feedback.report_text import as_markdown, as_text
from helpcentre.language.strings import strings


def run(
    database: str,
    *,
    days: int,
    language: str | None,
    changed: str | None,
    form: str,
    fail_under: float | None = None,
    until: date | None = None,
) -> None:
    """Print the report of the `days` UTC days up to today (or `until`)."""
    today = until or datetime.now(UTC).date()
    with open_existing(database) as store:
        if changed is not None:
            from helpcentre.commands.report_changed import run_changed

            run_changed(store, changed, today, days, language, form)
            return
        report = read_report(store, today, days, language)
        print_report(report, form, store)
    if fail_under is not None:
        from helpcentre.feedback.digest import gate

        sys.exit(gate(report, fail_under, strings("en")))


def open_existing(database: str) -> Store:
    """Open a database that is there; a report never makes an empty one."""
    if database.startswith("sqlite:") and not (path := sqlite_path(database)).is_file():
        place = path if path.is_absolute() else Path.cwd() / path
        message = (
            f"there is no database at {place}; name it with --database sqlite:///path/to/feedback.db, "
            "or start one: helpcentre collect"
        )
        raise HelpCentreError(message)
    return open_store(database)


def read_report(store: Store, until: date, days: int, language: str | None) -> Report:
    """Return the report of the `days` UTC days up to `until`, from a store."""
    since = date.fromordinal(until.toordinal() - days + 1)
    records = store.report_rows(since, until)
    records = replace(records, votes=store.votes(needed_since(until, days), until))
    return make_report(records, until, days, language)


def print_report(report: Report, form: str, store: Store) -> None:
    """Print the report as text, json, csv, markdown or html."""
    words = strings("en")
    if form == "json":
        print(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    elif form == "csv":
        sys.stdout.write(as_csv(report))
    elif form == "markdown":
        sys.stdout.write(as_markdown(report, words))
    elif form == "html":
        from helpcentre.collector.pages.report import standalone

        sys.stdout.write(standalone(report, store, words))
    else:
        sys.stdout.write(as_text(report, words))
