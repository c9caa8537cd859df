"""One request to a report page: who asks, in which language, how to read the store and how to answer."""

import asyncio
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from helpcentre.collector.store.base import Store
from helpcentre.collector.tokens import Access

if TYPE_CHECKING:
    from jinja2 import Environment

    from helpcentre.collector.lifecycle import Service
    from helpcentre.language.strings import Strings

FOLDER = Path(__file__).parent
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SECURITY = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
Result = TypeVar("Result")


@cache
def environment() -> "Environment":
    """Return the templates of this folder; everything in them is escaped, unknown names are errors."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_language(request: Request) -> str:
    """Return the language to show the page in: `?ui=it`, else what the browser prefers, else English."""
    from helpcentre.language.strings import known_languages  # late: Babel is heavy, and votes do not need it

    known = known_languages()
    preferred = request.headers.get("accept-language", "").split(",")
    asked = [request.query_params.get("ui", ""), *(part.split(";", 1)[0].strip() for part in preferred)]
    for language in asked:
        for candidate in (language, language.split("-", 1)[0]):
            if candidate in known:
                return candidate
    return "en"


class PageRequest:
    """A request with what its answer needs. `access` is None only on the sign-in page."""

    def __init__(self, request: Request, service: "Service", access: Access | None) -> None:
        self.request = request
        self.service = service
        self.access = access
        self.language = page_language(request)
        self.form: Mapping[str, str] = {}

    @property
    def words(self) -> "Strings":
        """Return the words of the page's language."""
        from helpcentre.language.strings import strings

        return strings(self.language)

    @property
    def tongues(self) -> list[tuple[str, str]]:
        """Return the languages the pages speak, each with its own name."""
        from helpcentre.language.locales import endonym
        from helpcentre.language.strings import known_languages

        return [(code, endonym(code)) for code in known_languages()]

    @property
    def now(self) -> int:
        """Return the collector's clock, Unix milliseconds."""
        return self.service.settings.clock()

    def as_asked(self, path: str, **query: str) -> "PageRequest":
        """Return the visit as if a page had been asked for, in the language and period of the form that was sent."""
        kept = {name: self.form[name] for name in ("ui", "days") if self.form.get(name)}
        asked = urlencode({**{name: value for name, value in query.items() if value}, **kept})
        scope = {**self.request.scope, "method": "GET", "path": path, "query_string": asked.encode()}
        return PageRequest(Request(scope), self.service, self.access)

    async def read(self, call: Callable[[Store], Result]) -> Result:
        """Run a read of the store beside the writer, so that a long report delays nobody's vote."""
        return await self.service.reader.run(call)

    async def change(self, call: Callable[[Store], Result]) -> Result:
        """Run a change of the store in the writer."""
        return await self.service.writer.run(lambda: call(self.service.store))

    async def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """Return a page from a template of this folder; templates get `t`, `words`, `lang`, `dir`, `access`, `csrf`."""
        from helpcentre.language.locales import direction

        page = environment().get_template(template)
        given = {
            "t": self.words,
            "words": self.words,
            "lang": self.language,
            "dir": direction(self.language),
            "tongues": [(code, name, f"?ui={code}") for code, name in self.tongues],
            "access": self.access,
            "csrf": self.access.csrf if self.access else "",
            "path": self.request.url.path,
            "query": dict(self.request.query_params),
            "site_name": self.service.manifest.site.name if self.service.manifest else "",
        }
        text = await asyncio.to_thread(page.render, given | context)
        return HTMLResponse(text, status, headers=dict(SECURITY))

    def back(self, path: str, fragment: str = "", **query: str) -> Response:
        """Return a redirect to another page below `/reports`, in the language and period of the form that was sent."""
        kept = {name: self.form[name] for name in ("ui", "days") if self.form.get(name)}
        asked = urlencode({**kept, **{name: value for name, value in query.items() if value}})
        address = f"/reports{path}{'?' if asked else ''}{asked}{'#' if fragment else ''}{fragment}"
        return RedirectResponse(address, 303, headers=dict(SECURITY))
