"""The table of pages: a `Page` added here is served, guarded, and covered by the tests that go through all routes.

Paths are below `/reports`. A view is named `module:function` (a module of this package) and imported when it is first
asked for, so that a collector whose reports nobody reads stays small. It takes a `PageRequest` and returns a Starlette
response. Views that change something have method POST and are only called if the form's `csrf` field is right.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from starlette.responses import Response

from helpcentre.collector.tokens import Scope

View = Callable[..., Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page or action of the reports; `scope` is what a token needs: read to look, moderate to change."""

    path: str
    view: str
    scope: Scope = "read"
    methods: tuple[str, ...] = ("GET",)


PAGES: tuple[Page, ...] = (
    Page("/", "report_views:show_overview"),
    Page("/articles", "report_views:show_articles"),
    Page("/article", "report_views:show_article"),
    Page("/gaps", "report_views:show_gaps"),
    Page("/gaps", "report_views:decide_gap", "moderate", ("POST",)),
    Page("/triage", "issue_views:show_triage"),
    Page("/issues", "issue_views:file_issue", "moderate", ("POST",)),
    Page("/issues/{issue}", "issue_views:change_issue", "moderate", ("POST",)),
    Page("/quarantine", "quarantine_views:show_quarantine"),
    Page("/quarantine", "quarantine_views:decide", "moderate", ("POST",)),
    Page("/quarantine/undo", "quarantine_views:undo", "moderate", ("POST",)),
    Page("/messages", "message_views:show_messages"),
    Page("/messages", "message_views:decide", "moderate", ("POST",)),
    Page("/quarantine/{id}", "quarantine_views:decide", "moderate", ("POST",)),
)


@cache
def load_view(name: str) -> View:
    """Return the function named `module:function`."""
    module, _, function = name.partition(":")
    view: View = getattr(import_module(f"helpcentre.collector.pages.{module}"), function)
    return view
