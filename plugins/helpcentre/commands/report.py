"""`helpcentre report`: what to fix next, in the format asked for."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from helpcentre.collector.reports import find_dated_gaps, read_report
from helpcentre.collector.store.store import Store
from helpcentre.commands.open_database import open_existing, refuse_language
from helpcentre.language.strings import strings
from helpcentre.reporting.kpi import measures
from helpcentre.reporting.report import DAYS
from helpcentre.reporting.report_model import Report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.digest import as_digest
from helpcentre.reporting.text.fail_under import check_fail_under
from helpcentre.reporting.text.json_values import as_json
from helpcentre.reporting.text.markdown import as_markdown
from helpcentre.reporting.text.plain_text import as_text

GAP_DAYS = 90  # long enough to show that a search which few readers make in one week comes back again and again


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of the command.

    `form` is text, json, csv, markdown or html; `until` is the last UTC day (None: today); `ui` is the language of the
    words; `whole` lists every article as text.
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


def run(database: str, options: ReportOptions) -> int:
    """Print the report; return the exit code, 1 if an article is clearly below `fail_under`."""
    today = options.until or datetime.now(UTC).date()
    words = strings(options.ui)
    with open_existing(database) as store:
        refuse_language(store, options.language)
        # A digest has the figures of a week and the order of the report pages.
        days = max(options.days, DAYS) if options.digest else options.days
        report = read_report(store, today, days, options.language)
        if options.changed is not None:
            from helpcentre.commands.report_for_branch import print_changed  # late: it imports MkDocs

            gaps = find_dated_gaps(store, store.report_rows(report.since, today), options.language)
            print_changed(report, gaps, options.changed, options.config_file, options.form, words)
        elif options.digest:
            print_digest(report, store, options)
        else:
            print_report(report, store, options)
    if options.fail_under is None:
        return 0
    code, verdict = check_fail_under(report, options.fail_under, words)
    print(verdict, file=sys.stderr)
    return code


def print_digest(report: Report, store: Store, options: ReportOptions) -> None:
    """Print the week in one page, as Markdown or HTML."""
    since = report.until - timedelta(days=options.days - 1)
    rows = store.report_rows(since, report.until, options.language)
    longer = store.report_rows(report.until - timedelta(days=GAP_DAYS - 1), report.until)
    gaps = [
        gap
        for gap in find_dated_gaps(store, longer, options.language, least=2)
        if gap.last >= since and not gap.is_settled
    ]
    text = as_digest(report, since, measures(rows), gaps, strings(options.ui))
    if options.form == "html":
        import markdown

        text = markdown.markdown(text, extensions=["tables"], output_format="html") + "\n"
    sys.stdout.write(text)


def print_report(report: Report, store: Store, options: ReportOptions) -> None:
    """Print the report as text, json, csv, markdown or html."""
    words = strings(options.ui)
    if options.form == "json":
        print(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    elif options.form == "csv":
        sys.stdout.write(as_csv(report))
    elif options.form == "html":
        from helpcentre.collector.pages.report_pages import render_standalone

        sys.stdout.write(render_standalone(report, words))
    else:
        gaps = find_dated_gaps(store, store.report_rows(report.since, report.until), options.language, least=2)
        write = as_markdown if options.form == "markdown" else as_text
        sys.stdout.write(write(report, words, gaps, whole=options.whole))
