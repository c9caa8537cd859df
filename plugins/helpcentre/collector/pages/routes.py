"""The table of pages: add a `Page` here and it is served, guarded and in the tests that go through all routes.

Paths are below `/reports`; `scope` is what a key needs: read to look, moderate to change. A view is named
`module:function` (a module of this folder) and imported when first asked for, so that a collector whose reports
nobody reads stays small. It takes a `PageRequest` and returns a Starlette response, usually `await
visit.render("template.html", …)`. Views that change something have method POST and are only called when the form's
`csrf` field is right.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from starlette.responses import Response

from helpcentre.collector.pages.page_request import PageRequest

View = Callable[[PageRequest], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page or action of the reports."""

    path: str
    view: str
    scope: Literal["read", "moderate"] = "read"
    methods: tuple[str, ...] = ("GET",)


PAGES: tuple[Page, ...] = (
    Page("/", "report_views:show_overview"),
    Page("/articles", "report_views:show_articles"),
    Page("/article", "report_views:show_article"),
    Page("/gaps", "report_views:show_gaps"),
    Page("/triage", "report_views:show_triage"),
    Page("/issues", "report_views:file_issue", "moderate", ("POST",)),
    Page("/issues/{issue}", "report_views:change_issue", "moderate", ("POST",)),
    Page("/report.css", "report_views:style"),
    Page("/quarantine", "quarantine_views:show_quarantine"),
    Page("/quarantine", "quarantine_views:sort_quarantine", "moderate", ("POST",)),
    Page("/quarantine/{id}", "quarantine_views:sort_quarantine", "moderate", ("POST",)),
)


@cache
def view_of(name: str) -> View:
    """Return the function behind `module:function`."""
    module, _, function = name.partition(":")
    view: View = getattr(import_module(f"helpcentre.collector.pages.{module}"), function)
    return view
