"""The report pages' views: from a visit to what is read, to a page; the changes a support lead makes there."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from starlette.responses import HTMLResponse, Response

from helpcentre.collector import reports
from helpcentre.collector.pages import report_pages
from helpcentre.collector.pages.fix_next_table import make_table, select
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.pages.page_request import SECURITY, PageRequest
from helpcentre.collector.store.issues import Draft
from helpcentre.reporting.report import Report, roll_up
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.gaps import gap_json, gaps_csv
from helpcentre.reporting.text.issues import issue_json, issues_csv
from helpcentre.reporting.text.json_values import as_json
from helpcentre.reporting.triage import NATURES, STATUSES

USUAL = 30
Filled = Mapping[str, str]
SEVERITIES = ("1", "2", "3", "4")
TITLE_LENGTH, OWNER_LENGTH = 200, 100


def screen_of(visit: PageRequest, tab: str, waiting: int = 0) -> PageContext:
    """Return how this visit is shown."""
    manifest = visit.service.manifest
    access = visit.access
    return PageContext(
        site=manifest.site.name if manifest else "",
        ui=visit.language,
        tab=tab,
        days=days_of(visit),
        waiting=waiting,
        csrf=access.csrf if access else "",
        may_change=access is not None and access.may("moderate"),
        site_url=manifest.base_path if manifest else "/",
        query=tuple(visit.request.query_params.items()),
    )


def days_of(visit: PageRequest) -> int:
    """Return the period asked for; anything unusual is 30 days."""
    asked = visit.request.query_params.get("days", "")
    number = _whole(asked)
    return number if number is not None and 1 <= number <= 3660 else USUAL


def today(visit: PageRequest) -> date:
    """Return the UTC day it is by the collector's clock."""
    return datetime.fromtimestamp(visit.now / 1000, UTC).date()


async def html(write: Callable[..., str], *arguments: Any, status: int = 200) -> Response:
    """Return what `write` makes of the arguments, made beside the event loop."""
    return HTMLResponse(await asyncio.to_thread(write, *arguments), status, headers=dict(SECURITY))


def _file(text: str, kind: str, name: str) -> Response:
    headers = {**SECURITY, "content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)


def _json(found: Any, name: str) -> Response:
    return _file(json.dumps(found, ensure_ascii=False, indent=1), "application/json", name)


async def style(_: PageRequest) -> Response:
    """Return the style sheet of the report pages."""
    return Response(
        report_pages.sheet(), media_type="text/css", headers={**SECURITY, "cache-control": "private, max-age=3600"}
    )


async def show_overview(visit: PageRequest) -> Response:
    """Return the first page."""
    until, days = today(visit), days_of(visit)
    found = await visit.read(lambda store: reports.read_overview(store, until, days))
    screen = screen_of(visit, "overview", found.report.quarantined)
    return await html(report_pages.overview, screen, found.report, found.measures, found.series, found.gaps)


async def show_articles(visit: PageRequest) -> Response:
    """Return the table of all articles, or the same as CSV or JSON."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    report = await visit.read(lambda store: reports.read_report(store, until, days))
    if asked.get("form") in ("csv", "json"):
        return _export(report, asked, ids=visit.access is not None and visit.access.may("moderate"))
    listing = make_table(report, asked, visit.words)
    return await html(report_pages.articles, screen_of(visit, "articles", report.quarantined), report, listing)


def _export(report: Report, asked: Mapping[str, str], *, ids: bool) -> Response:
    """Return the rows as a file; who knows an item's id may erase it, so only who may moderate gets the `ids`."""
    rows = tuple(select(report.rows, asked))
    chosen = replace(report, rows=rows, rollups=roll_up(rows))
    name = f"helpcentre-{report.until}"
    if asked["form"] == "csv":
        return _file(as_csv(chosen), "text/csv; charset=utf-8", f"{name}.csv")
    found = as_json(chosen)
    for comment in () if ids else (one for row in found["rows"] for one in row["comments"]):
        del comment["id"]
    return _json(found, f"{name}.json")


async def show_article(visit: PageRequest, filled: Filled | None = None) -> Response:
    """Return the page of one article in one language; `filled` is a form that could not be filed and is shown again."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    name, language = asked.get("id", ""), asked.get("language", "")
    report, story, marks = await visit.read(lambda store: reports.read_story(store, until, days, name, language))
    screen = _again(visit, screen_of(visit, "articles", report.quarantined), filled)
    if story is None:
        words, back = visit.words, screen.link("articles")
        said = words["report.no_article"], words["report.no_article_hint"]
        return await html(report_pages.message, screen, *said, back, words["report.nav.articles"], status=404)
    return await html(report_pages.article, screen, report, story, marks, filled, status=_status(filled))


async def show_gaps(visit: PageRequest) -> Response:
    """Return the searches in vain, or the same as CSV or JSON."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    found = await visit.read(lambda store: reports.read_gaps(store, until, days))
    language = asked.get("language", "")
    gaps = [gap for gap in found.found if language in ("", gap.language)]
    if asked.get("form") == "csv":
        return _file(gaps_csv(gaps), "text/csv; charset=utf-8", f"helpcentre-gaps-{until}.csv")
    if asked.get("form") == "json":
        return _json({"gaps": [gap_json(gap) for gap in gaps]}, f"helpcentre-gaps-{until}.json")
    return await html(report_pages.gaps, screen_of(visit, "gaps", found.quarantined), found, gaps)


async def show_triage(visit: PageRequest, filled: Filled | None = None) -> Response:
    """Return the issues, or the same as CSV or JSON; `filled` is a form that could not be filed and is shown again."""
    until, asked = today(visit), visit.request.query_params
    issues, quotes = await visit.read(lambda store: reports.read_issues(store, until))
    status = asked.get("status", "")
    status = status if status in STATUSES else ""
    chosen = [issue for issue in issues if status in ("", issue.status)]
    if asked.get("form") == "csv":
        return _file(issues_csv(chosen), "text/csv; charset=utf-8", f"helpcentre-issues-{until}.csv")
    if asked.get("form") == "json":
        may = visit.access is not None and visit.access.may("moderate")
        found = [issue_json(issue) | ({} if may else {"items": len(issue.items)}) for issue in chosen]
        return _json({"issues": found}, f"helpcentre-issues-{until}.json")
    waiting = await visit.read(lambda store: store.count_quarantined())
    screen = _again(visit, screen_of(visit, "triage", waiting), filled)
    return await html(report_pages.triage, screen, issues, quotes, status, filled, status=_status(filled))


def _again(visit: PageRequest, screen: PageContext, filled: Filled | None) -> PageContext:
    """Return the screen; a form shown again stands at the address it was sent to, so its links name their page."""
    return screen if filled is None else replace(screen, path=visit.request.url.path)


def _status(filled: Filled | None) -> int:
    return 200 if filled is None else 422


async def file_issue(visit: PageRequest) -> Response:
    """File the chosen comments under a new issue or one that is there; a new one without a title is asked about."""
    form, now, chosen = visit.form, visit.now, identities(visit.form)
    number = _whole(form.get("issue", ""))
    if number is not None:
        if await visit.change(lambda store: store.change_issue(number, now)):
            await visit.change(lambda store: store.link_items(number, chosen, now))
        return visit.back("/triage", f"F-{number}")
    article, language = form.get("article", ""), form.get("language", "")
    title = _line(form.get("title", ""), TITLE_LENGTH)
    if not title and article:
        return await show_article(visit.as_asked("/reports/article", id=article, language=language), form)
    if not title:
        return await show_triage(visit.as_asked("/reports/triage", status=form.get("only", "")), form)
    draft = Draft(
        title=title,
        nature=_one_of(form.get("nature"), NATURES, "content"),
        severity=int(_one_of(form.get("severity"), SEVERITIES, "2")),
        article=article or None,
        language=language or None,
        owner=_line(form.get("owner", ""), OWNER_LENGTH) or _owner(visit, article, language),
    )
    made = await visit.change(lambda store: store.open_issue(draft, chosen, now))
    return visit.back("/triage", f"F-{made}")


async def change_issue(visit: PageRequest) -> Response:
    """Change an issue's title, nature, severity, status or owner; what is nonsense or not in the form stays."""
    form, now, number = visit.form, visit.now, _whole(visit.request.path_params["issue"])
    changes: dict[str, Any] = {}
    if form.get("status") in STATUSES:
        changes["status"] = form["status"]
    if form.get("nature") in NATURES:
        changes["nature"] = form["nature"]
    if form.get("severity") in SEVERITIES:
        changes["severity"] = int(form["severity"])
    if title := _line(form.get("title", ""), TITLE_LENGTH):
        changes["title"] = title
    if "owner" in form:
        changes["owner"] = _line(form["owner"], OWNER_LENGTH) or None
    if number is not None and changes:
        await visit.change(lambda store: store.change_issue(number, now, **changes))
    # A filter is kept unless it would now hide what was just changed.
    only = form.get("only", "")
    kept = only if changes.get("status", only) == only else ""
    return visit.back("/triage", f"F-{number}" if number is not None else "", status=kept)


def _owner(visit: PageRequest, article: str, language: str) -> str | None:
    """Return the owner the article's front matter names."""
    manifest = visit.service.manifest
    known = manifest.by_key.get((article, language)) if manifest else None
    return known.owner if known else None


def identities(form: Mapping[str, str]) -> list[bytes]:
    """Return the items a form has chosen; what is no id is left out."""
    return [found for found in (_identity(name) for name in form if name.startswith("item-")) if found]


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _whole(text: str) -> int | None:
    """Return a number of at most nine plain digits; `²` is a digit too, and no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _one_of(value: str | None, known: tuple[str, ...], otherwise: str) -> Any:
    return value if value in known else otherwise


def _identity(name: str) -> bytes | None:
    try:
        identity = bytes.fromhex(name.removeprefix("item-").replace("-", ""))
    except ValueError:
        return None
    return identity if len(identity) == 16 else None
