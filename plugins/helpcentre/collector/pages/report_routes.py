"""The report pages' views: from a visit to what is read, to a page; the changes a support lead makes there."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from starlette.responses import HTMLResponse, Response

from helpcentre.collector.pages import report as page
from helpcentre.collector.pages import report_data as data
from helpcentre.collector.pages.visit import SECURITY, Visit
from helpcentre.collector.store.triage import Draft
from helpcentre.feedback.gaps import find_gaps
from helpcentre.feedback.gaps_text import gap_json, gaps_csv
from helpcentre.feedback.report import Report
from helpcentre.feedback.report_export import as_csv, as_json
from helpcentre.feedback.triage import NATURES, STATUSES

PERIODS = (7, 30, 90, 365)
USUAL = 30


def screen_of(visit: Visit, tab: str, waiting: int = 0) -> page.Screen:
    """Return how this visit is shown."""
    manifest = visit.service.manifest
    access = visit.access
    return page.Screen(
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


def days_of(visit: Visit) -> int:
    """Return the period asked for; anything unusual is 30 days."""
    asked = visit.request.query_params.get("days", "")
    number = _whole(asked)
    return number if number is not None and 1 <= number <= 3660 else USUAL


def today(visit: Visit) -> date:
    """Return the UTC day it is by the collector's clock."""
    return datetime.fromtimestamp(visit.now / 1000, UTC).date()


async def _html(write: Callable[..., str], *arguments: Any, status: int = 200) -> Response:
    return HTMLResponse(await asyncio.to_thread(write, *arguments), status, headers=dict(SECURITY))


def _file(text: str, kind: str, name: str) -> Response:
    headers = {**SECURITY, "content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)


async def style(_: Visit) -> Response:
    """Return the style sheet of the report pages."""
    return Response(page.sheet(), media_type="text/css", headers={**SECURITY, "cache-control": "private, max-age=3600"})


async def show_overview(visit: Visit) -> Response:
    """Return the first page."""
    until, days = today(visit), days_of(visit)
    found = await visit.read(lambda store: data.read_overview(store, until, days))
    screen = screen_of(visit, "overview", found.report.quarantined)
    return await _html(page.overview, screen, found.report, found.measures, found.series, found.gaps)


async def show_articles(visit: Visit) -> Response:
    """Return the table of all articles, or the same as CSV or JSON."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    report = await visit.read(lambda store: data.read_report(store, until, days))
    if asked.get("form") in ("csv", "json"):
        return _export(report, asked, ids=visit.access is not None and visit.access.may("moderate"))
    return await _html(page.articles, screen_of(visit, "articles", report.quarantined), report, asked)


def _export(report: Report, asked: Any, *, ids: bool) -> Response:
    """Return the rows as a file; who knows an item's id may erase it, so only who may moderate gets the `ids`."""
    from dataclasses import replace

    chosen = replace(report, rows=tuple(page.select(report.rows, asked)))
    name = f"helpcentre-{report.until}"
    if asked["form"] == "csv":
        return _file(as_csv(chosen), "text/csv; charset=utf-8", f"{name}.csv")
    found = as_json(chosen)
    for comment in () if ids else (one for row in found["rows"] for one in row["comments"]):
        del comment["id"]
    return _file(json.dumps(found, ensure_ascii=False, indent=1), "application/json", f"{name}.json")


async def show_article(visit: Visit) -> Response:
    """Return the page of one article in one language."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    name, language = asked.get("id", ""), asked.get("language", "")
    report, story = await visit.read(lambda store: data.read_story(store, until, days, name, language))
    if story is None:
        words = visit.words
        return await visit.render(
            "message.html", 404, heading=words["report.no_article"], text=words["report.no_article_hint"],
            link="/reports/articles", link_text=words["report.nav.articles"],
        )  # fmt: skip
    return await _html(page.article, screen_of(visit, "articles", report.quarantined), report, story)


async def show_gaps(visit: Visit) -> Response:
    """Return the searches in vain, or the same as CSV or JSON."""
    until, days, asked = today(visit), days_of(visit), visit.request.query_params
    found = await visit.read(lambda store: data.read_overview(store, until, days))
    since = found.report.since
    gaps = await visit.read(lambda store: find_gaps(store.report_rows(since, until)))
    if asked.get("form") == "csv":
        return _file(gaps_csv(gaps), "text/csv; charset=utf-8", f"helpcentre-gaps-{until}.csv")
    if asked.get("form") == "json":
        text = json.dumps({"gaps": [gap_json(gap) for gap in gaps]}, ensure_ascii=False, indent=1)
        return _file(text, "application/json", f"helpcentre-gaps-{until}.json")
    return await _html(page.gaps, screen_of(visit, "gaps", found.report.quarantined), found.report, gaps)


async def show_triage(visit: Visit) -> Response:
    """Return the issues."""
    until = today(visit)
    issues, quotes = await visit.read(lambda store: data.read_issues(store, until))
    waiting = await visit.read(lambda store: len(store.quarantined()))
    return await _html(page.triage, screen_of(visit, "triage", waiting), issues, quotes)


async def file_issue(visit: Visit) -> Response:
    """File the chosen comments under a new issue or one that is there."""
    form, now = visit.form, visit.now
    chosen = [item for item in (_identity(name) for name in form if name.startswith("item-")) if item]
    number = _whole(form.get("issue", ""))
    if number is not None:
        if await visit.change(lambda store: store.change_issue(number, now)):
            await visit.change(lambda store: store.link_items(number, chosen, now))
        return visit.back(f"/triage?ui={visit.language}#F-{number}")
    title = " ".join(form.get("title", "").split())[:200] or form.get("article", "")
    draft = Draft(
        title=title,
        nature=_one_of(form.get("nature"), NATURES, "content"),
        severity=int(_one_of(form.get("severity"), ("1", "2", "3", "4"), "2")),
        article=form.get("article") or None,
        language=form.get("language") or None,
        owner=await _owner(visit, form.get("article", ""), form.get("language", "")),
    )
    made = await visit.change(lambda store: store.open_issue(draft, chosen, now))
    return visit.back(f"/triage?ui={visit.language}#F-{made}")


async def change_issue(visit: Visit) -> Response:
    """Change the status or the severity of an issue."""
    form, now, number = visit.form, visit.now, _whole(visit.request.path_params["issue"])
    changes: dict[str, Any] = {}
    if form.get("status") in STATUSES:
        changes["status"] = form["status"]
    if form.get("severity") in ("1", "2", "3", "4"):
        changes["severity"] = int(form["severity"])
    if number is not None and changes:
        await visit.change(lambda store: store.change_issue(number, now, **changes))
    return visit.back(f"/triage?ui={visit.language}#F-{number}" if number is not None else "/triage")


async def _owner(visit: Visit, article: str, language: str) -> str | None:
    """Return the owner the article's front matter names."""
    manifest = visit.service.manifest
    known = manifest.by_key.get((article, language)) if manifest else None
    return known.owner if known else None


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
