"""`POST /feedback/v1/form`: the same answers from readers without JavaScript, and where such a form leads."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from helpcentre.collector.intake.validate import Post
from helpcentre.collector.items import Refusal
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.routes import load_view
from helpcentre.collector.server.request import arrival, read_body, visitor_parts, wanted
from helpcentre.contract.manifest import Manifest

THANKS = "helpcentre-thanks"


def thanks(post: Post, manifest: Manifest | None, *, here: bool) -> str:
    """Return where a form leads: an address of the manifest, never one of the request.

    A vote leads to its article; a score to the page it names if the site has that page, else to the home page. `here`:
    the site is on the collector's own origin and named by path only, so that a preview on another port works too.
    """
    from helpcentre.contract.events import ScorePost  # late: it brings pydantic

    url, anchor = "", THANKS
    if isinstance(post, ScorePost):
        asked, anchor = post.page.removeprefix("/"), f"{THANKS}-{post.kind}"
        url = asked if manifest and asked in manifest.addresses else ""
    elif manifest and (entry := manifest.by_key.get((post.article, post.language))):
        url = entry.url
    whole = f"{manifest.base_path if manifest else ''}{url}".lstrip("/\\")
    origin = "" if here or manifest is None else manifest.origin or ""
    return f"{origin}/{whole}#{anchor}"


def form_endpoint(service: Service) -> Any:
    """Return the endpoint."""

    async def form(request: Request) -> Response:
        headers = wanted(request.scope)
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin not in service.origins:
            return await _form_refusal(request, service, 403, service.refuse("origin_not_allowed"))
        body = await read_body(request.receive, headers)
        if body is None:
            return await _form_refusal(request, service, 413, service.refuse("too_large"))
        parts = visitor_parts(request.scope, headers, service)
        taken = await service.take_form(arrival(body, headers, service), *parts)
        if isinstance(taken, Refusal):
            return await _form_refusal(request, service, taken.status, taken.body())
        if isinstance(taken, tuple):
            return await _form_refusal(request, service, *taken)
        return RedirectResponse(thanks(taken, service.manifest, here=origin in service.settings.own_origins), 303)

    return form


async def _form_refusal(request: Request, service: Service, status: int, body: Mapping[str, Any]) -> Response:
    """Return a plain page in the reader's language: not stored, and what to do."""
    answer = await load_view("sign_in_views:show_form_refusal")(PageRequest(request, service, None), status)
    if "retry_after" in body:
        answer.headers["retry-after"] = str(body["retry_after"])
    return answer
