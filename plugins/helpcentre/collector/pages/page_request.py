"""One request to a page: its reader, language and period, access to the store, and ways to respond."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from helpcentre.collector.pages.form_values import parse_whole_number
from helpcentre.collector.store.store import Store
from helpcentre.collector.tokens import Access

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SECURITY_HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
USUAL_DAYS, MOST_DAYS = 30, 3660
Result = TypeVar("Result")


class PageRequest:
    """A request with what its response needs. `access` is None on pages that are open to everybody."""

    def __init__(self, request: Request, service: "Service", access: Access | None) -> None:
        self.request = request
        self.service = service
        self.access = access
        self.form: Mapping[str, str] = {}

    @property
    def query(self) -> Mapping[str, str]:
        """Return the parameters of the address."""
        return self.request.query_params

    @property
    def now(self) -> int:
        """Return the time by the collector's clock, in Unix milliseconds."""
        return self.service.settings.clock()

    @property
    def today(self) -> date:
        """Return the UTC day by the collector's clock."""
        return datetime.fromtimestamp(self.now / 1000, UTC).date()

    @property
    def days(self) -> int:
        """Return the period asked for; 30 days if it is missing or not valid."""
        number = parse_whole_number(self.form.get("days") or self.query.get("days", ""))
        return number if number is not None and 1 <= number <= MOST_DAYS else USUAL_DAYS

    @property
    def may_change(self) -> bool:
        """Return whether the request may change issues and decide about quarantined items."""
        return self.access is not None and self.access.may("moderate")

    def as_get(self, path: str, **query: str) -> "PageRequest":
        """Return the request as if a page had been asked for, in the language and period of the form that was sent."""
        scope = {
            **self.request.scope,
            "method": "GET",
            "path": path,
            "query_string": self._encode_query(query).encode(),
        }
        return PageRequest(Request(scope), self.service, self.access)

    async def read(self, call: Callable[[Store], Result]) -> Result:
        """Run a read of the store in its own thread, so that a long report never delays a vote."""
        return await self.service.reader.run(call)

    async def change(self, call: Callable[[Store], Result]) -> Result:
        """Run a change of the store in the writer."""
        return await self.service.writer.run(lambda: call(self.service.store))

    async def html(self, render: Callable[..., str], *values: Any, status: int = 200) -> HTMLResponse:
        """Return the page that `render` makes of the values; it is made in a thread, so that votes are not delayed."""
        return HTMLResponse(await asyncio.to_thread(render, *values), status, headers=dict(SECURITY_HEADERS))

    def redirect(self, path: str, fragment: str = "", **query: str) -> Response:
        """Return a redirect to a page below `/reports`, in the language and period of the form that was sent."""
        asked = self._encode_query(query)
        address = f"/reports{path}{'?' if asked else ''}{asked}{'#' if fragment else ''}{fragment}"
        return RedirectResponse(address, 303, headers=dict(SECURITY_HEADERS))

    def _encode_query(self, query: Mapping[str, str]) -> str:
        kept = {name: self.form[name] for name in ("ui", "days") if self.form.get(name)}
        return urlencode({**kept, **{name: value for name, value in query.items() if value}})


def csv_file(text: str, name: str) -> Response:
    """Return a CSV file as a download."""
    return _make_download(text, "text/csv; charset=utf-8", f"{name}.csv")


def json_file(value: Any, name: str) -> Response:
    """Return a JSON file as a download."""
    return _make_download(json.dumps(value, ensure_ascii=False, indent=1), "application/json", f"{name}.json")


def _make_download(text: str, media_type: str, name: str) -> Response:
    headers = {**SECURITY_HEADERS, "content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=media_type, headers=headers)
