"""`helpcentre report`: what to fix next, in the form asked for."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from helpcentre.collector.reports import find_dated_gaps, read_report
from helpcentre.collector.store.base import Store
from helpcentre.commands.open_database import open_existing, refuse_language
from helpcentre.language.strings import strings
from helpcentre.reporting.kpi import measures
from helpcentre.reporting.report import DAYS, Report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.digest import as_digest
from helpcentre.reporting.text.fail_under import check_fail_under
from helpcentre.reporting.text.json_values import as_json
from helpcentre.reporting.text.markdown import as_markdown
from helpcentre.reporting.text.plain_text import as_text

GAP_DAYS = 90  # so that what few readers of a week searched for is seen to be asked again and again


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: `form` is text, json, csv, markdown or html; `until` the last UTC day (None: today).

    `ui` is the language of the words; `whole` lists every article as text.
    """

    days: int
    language: str | None = None
    form: str = "text"
    until: date | None = None
    changed: str | None = None
    digest: bool = False
    fail_under: float | None = None
    whole: bool = False
    ui: str = "en"
    config_file: Path = Path("mkdocs.yml")


def run(database: str, wanted: Wanted) -> int:
    """Print the report; return the exit code (1: `fail_under` was asked for and an article is surely below it)."""
    today = wanted.until or datetime.now(UTC).date()
    with open_existing(database) as store:
        refuse_language(store, wanted.language)
        # a digest has the figures of a week and the order of the report pages
        report = read_report(store, today, max(wanted.days, DAYS) if wanted.digest else wanted.days, wanted.language)
        if wanted.changed is not None:
            from helpcentre.commands.report_for_branch import print_changed

            gaps = find_dated_gaps(store, store.report_rows(report.since, today), wanted.language)
            print_changed(report, gaps, wanted.changed, wanted.config_file, wanted.form, strings(wanted.ui))
        elif wanted.digest:
            print_digest(report, store, wanted)
        else:
            print_report(report, store, wanted)
    if wanted.fail_under is None:
        return 0
    code, said = check_fail_under(report, wanted.fail_under, strings(wanted.ui))
    print(said, file=sys.stderr)
    return code


def print_digest(report: Report, store: Store, wanted: Wanted) -> None:
    """Print the week in one page, as Markdown or HTML."""
    since = report.until - timedelta(days=wanted.days - 1)
    rows = store.report_rows(since, report.until, wanted.language)
    longer = store.report_rows(report.until - timedelta(days=GAP_DAYS - 1), report.until)
    gaps = [gap for gap in find_dated_gaps(store, longer, wanted.language, least=2) if gap.last >= since]
    text = as_digest(report, since, measures(rows), gaps, strings(wanted.ui))
    if wanted.form == "html":
        import markdown

        text = markdown.markdown(text, extensions=["tables"], output_format="html") + "\n"
    sys.stdout.write(text)


def print_report(report: Report, store: Store, wanted: Wanted) -> None:
    """Print the report as text, json, csv, markdown or html."""
    words = strings(wanted.ui)
    if wanted.form == "json":
        print(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    elif wanted.form == "csv":
        sys.stdout.write(as_csv(report))
    elif wanted.form == "html":
        from helpcentre.collector.pages.report_pages import render_standalone

        sys.stdout.write(render_standalone(report, words))
    else:
        gaps = find_dated_gaps(store, store.report_rows(report.since, report.until), wanted.language, least=2)
        write = as_markdown if wanted.form == "markdown" else as_text
        sys.stdout.write(write(report, words, gaps, whole=wanted.whole))
