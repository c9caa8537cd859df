"""The views of the report: from a request to what is read from the store, to a page or a file."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.responses import Response

from helpcentre.collector import reports
from helpcentre.collector.pages import report_pages as pages
from helpcentre.collector.pages.fix_next_table import make_table, select_rows
from helpcentre.collector.pages.form_values import known_or
from helpcentre.collector.pages.page_request import PageRequest, csv_file, json_file
from helpcentre.collector.pages.request_context import make_context
from helpcentre.reporting.gap_decisions import STATES
from helpcentre.reporting.gaps import decide
from helpcentre.reporting.period_comparison import GROUPINGS
from helpcentre.reporting.report_model import Report, roll_up
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.gaps import gap_json, gaps_csv
from helpcentre.reporting.text.json_values import as_json

Form = Mapping[str, str]


async def show_overview(asked: PageRequest) -> Response:
    """Return the first page."""
    until, days, grouping = asked.today, asked.days, known_or(asked.query.get("by"), GROUPINGS, "language")
    found = await asked.read(lambda store: reports.read_overview(store, until, days, grouping))
    return await asked.html(pages.render_overview, make_context(asked, "overview", found.report.quarantined), found)


async def show_articles(asked: PageRequest) -> Response:
    """Return the table of all articles, or the same as CSV or JSON."""
    until, days = asked.today, asked.days
    report = await asked.read(lambda store: reports.read_report(store, until, days))
    if asked.query.get("form") in ("csv", "json"):
        return _report_file(asked, report)
    page = make_context(asked, "articles", report.quarantined)
    return await asked.html(pages.render_articles, page, report, make_table(report, asked.query, page.words))


def _report_file(asked: PageRequest, report: Report) -> Response:
    """Return the rows as a file. With a comment's id it could be erased, so only a moderator's file has the ids."""
    rows = tuple(select_rows(report.rows, asked.query))
    chosen, name = replace(report, rows=rows, rollups=roll_up(rows)), f"helpcentre-{report.until}"
    if asked.query["form"] == "csv":
        return csv_file(as_csv(chosen), name)
    found = as_json(chosen)
    if not asked.may_change:
        for row in found["rows"]:
            for comment in row["comments"]:
                del comment["id"]
    return json_file(found, name)


async def show_article(asked: PageRequest, filled: Form | None = None) -> Response:
    """Return the page of one article in one language; `filled` is an issue's form that is shown again with an error."""
    until, days = asked.today, asked.days
    name, language = asked.query.get("id", ""), asked.query.get("language", "")
    report, history, annotations = await asked.read(
        lambda store: reports.read_article(store, until, days, name, language)
    )
    page = make_context(asked, "articles", report.quarantined, **form_page(asked, filled))
    if history is None:
        words = page.words
        message = (words["report.no_article"], words["report.no_article_hint"])
        link = (page.link("articles"), words["report.nav.articles"])
        return await asked.html(pages.render_message, page, *message, *link, status=404)
    return await asked.html(
        pages.render_article, page, report, history, annotations, filled, status=form_status(filled)
    )


async def show_gaps(asked: PageRequest) -> Response:
    """Return the failed searches, or the same as CSV or JSON."""
    until, days, language = asked.today, asked.days, asked.query.get("language", "")
    found = await asked.read(lambda store: reports.read_gap_list(store, until, days))
    shown = [gap for gap in found.gaps if language in ("", gap.language)]
    if asked.query.get("form") == "csv":
        return csv_file(gaps_csv(shown), f"helpcentre-gaps-{until}")
    if asked.query.get("form") == "json":
        return json_file({"gaps": [gap_json(gap) for gap in shown]}, f"helpcentre-gaps-{until}")
    return await asked.html(pages.render_gaps, make_context(asked, "gaps", found.quarantined), found, shown)


async def decide_gap(asked: PageRequest) -> Response:
    """Store a decision about a gap, which the form names by its language and commonest wording."""
    form, until, days, now = asked.form, asked.today, asked.days, asked.now
    state, reason = known_or(form.get("state"), STATES, ""), form.get("reason", "").strip()
    found = await asked.read(lambda store: reports.read_gap_list(store, until, days))
    wanted = (form.get("language", ""), form.get("query", ""))
    gap = next((one for one in found.gaps if (one.language, one.query) == wanted), None)
    if gap and state and (reason or state != "dismissed"):
        decisions = decide(gap, state, reason, gap.answer or "", now)
        await asked.change(lambda store: store.decide_gap(decisions))
    return asked.redirect("/gaps", language=form.get("only", ""))


def form_page(asked: PageRequest, filled: Form | None) -> dict[str, str]:
    """Return the page's own path if it is shown at a form's address, so that its links lead to the page."""
    return {} if filled is None else {"path": asked.request.url.path}


def form_status(filled: Form | None) -> int:
    """Return the HTTP status of a page: 422 if it shows a form again with an error."""
    return 200 if filled is None else 422
