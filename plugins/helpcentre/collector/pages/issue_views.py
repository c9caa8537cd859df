"""The views of the triage page: issues, filing items as an issue, and changing an issue."""

from typing import Any

from starlette.responses import Response

from helpcentre.collector import reports
from helpcentre.collector.pages import report_pages as pages
from helpcentre.collector.pages.form_values import known_or, one_line, parse_item_ids, parse_whole_number
from helpcentre.collector.pages.page_request import PageRequest, csv_file, json_file
from helpcentre.collector.pages.report_views import Form, form_page, form_status, show_article
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.store.issues import Draft
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text.issues import issue_json, issues_csv
from helpcentre.reporting.triage import NATURES, STATUSES

SEVERITIES = ("1", "2", "3", "4")
TITLE_LENGTH, OWNER_LENGTH = 200, 100


async def show_triage(asked: PageRequest, filled: Form | None = None) -> Response:
    """Return the issues, or the same as CSV or JSON; `filled` is a form that is shown again with an error."""
    until = asked.today
    issues, quotes = await asked.read(lambda store: reports.read_issues(store, until))
    status = known_or(asked.query.get("status"), STATUSES, "")
    chosen = [issue for issue in issues if status in ("", issue.status)]
    if asked.query.get("form") == "csv":
        return csv_file(issues_csv(chosen), f"helpcentre-issues-{until}")
    if asked.query.get("form") == "json":
        return json_file({"issues": [_issue_value(one, asked) for one in chosen]}, f"helpcentre-issues-{until}")
    quarantined = await asked.read(lambda store: store.count_quarantined())
    page = make_context(asked, "triage", quarantined, **form_page(asked, filled))
    return await asked.html(pages.render_triage, page, issues, quotes, status, filled, status=form_status(filled))


def _issue_value(issue: Issue, asked: PageRequest) -> dict[str, Any]:
    """Return an issue as JSON. With an item's id it could be erased, so only a moderator's file has the ids."""
    return issue_json(issue) | ({} if asked.may_change else {"items": len(issue.items)})


async def file_issue(asked: PageRequest) -> Response:
    """File the chosen comments under a new or an existing issue; a new one without a title is asked about."""
    form, now, chosen = asked.form, asked.now, parse_item_ids(asked.form)
    number = parse_whole_number(form.get("issue", ""))
    if number is not None:
        if await asked.change(lambda store: store.change_issue(number, now)):
            await asked.change(lambda store: store.link_items(number, chosen, now))
        return asked.redirect("/triage", f"F-{number}")
    article, language = form.get("article", ""), form.get("language", "")
    title = one_line(form.get("title", ""), TITLE_LENGTH)
    if not title and article:
        return await show_article(asked.as_get("/reports/article", id=article, language=language), form)
    if not title:
        return await show_triage(asked.as_get("/reports/triage", status=form.get("only", "")), form)
    draft = Draft(
        title=title,
        nature=_nature_from(form, "content"),
        severity=int(known_or(form.get("severity"), SEVERITIES, "2")),
        article=article or None,
        language=language or None,
        owner=one_line(form.get("owner", ""), OWNER_LENGTH) or _article_owner(asked, article, language),
    )
    made = await asked.change(lambda store: store.open_issue(draft, chosen, now))
    return asked.redirect("/triage", f"F-{made}")


async def change_issue(asked: PageRequest) -> Response:
    """Change an issue's title, nature, severity, status or owner; missing and unknown values change nothing."""
    form, now, number = asked.form, asked.now, parse_whole_number(asked.request.path_params["issue"])
    changes = _issue_changes(form)
    if number is not None and changes:
        await asked.change(lambda store: store.change_issue(number, now, **changes))
    # A filter is kept unless it would now hide what was just changed.
    only = form.get("only", "")
    status = only if changes.get("status", only) == only else ""
    return asked.redirect("/triage", f"F-{number}" if number is not None else "", status=status)


def _issue_changes(form: Form) -> dict[str, Any]:
    """Return the new values of an issue by column."""
    changes: dict[str, Any] = {
        "status": known_or(form.get("status"), STATUSES, None),
        "nature": _nature_from(form, None),
        "severity": parse_whole_number(known_or(form.get("severity"), SEVERITIES, "")),
        "title": one_line(form.get("title", ""), TITLE_LENGTH) or None,
    }
    found = {column: value for column, value in changes.items() if value is not None}
    if "owner" in form:  # an empty owner is a change: nobody owns the issue any more
        found["owner"] = one_line(form["owner"], OWNER_LENGTH) or None
    return found


def _nature_from(form: Form, default: str | None) -> Any:
    return known_or(form.get("nature"), NATURES, default)


def _article_owner(asked: PageRequest, article: str, language: str) -> str | None:
    """Return the owner named in the article's front matter."""
    manifest = asked.service.manifest
    entry = manifest.by_key.get((article, language)) if manifest else None
    return entry.owner if entry else None
