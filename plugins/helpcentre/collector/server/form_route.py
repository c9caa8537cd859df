"""`POST /feedback/v1/form`: the same votes and scores from readers without JavaScript, and where such a form leads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.routes import load_view
from helpcentre.collector.server.page_address import page_address
from helpcentre.collector.server.request_reading import read_headers, read_origin, read_request
from helpcentre.contract.events import Post, ScorePost
from helpcentre.contract.manifest import Manifest

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

THANKS = "helpcentre-thanks"


def thanks_address(post: Post, manifest: Manifest | None, *, here: bool) -> str:
    """Return where a form leads: an address of the manifest, never one of the request.

    A vote leads to its article; a score to the page it names if the site has that page, otherwise to the home page.
    `here`: the site is on the collector's own origin and addressed by path only, so that a preview on another port
    works too.
    """
    if isinstance(post, ScorePost):
        return page_address(post.page, f"{THANKS}-{post.kind}", manifest, here=here)
    entry = manifest.by_key.get((post.article, post.language)) if manifest else None
    return page_address(entry.url if entry else "", THANKS, manifest, here=here)


def form_endpoint(service: "Service") -> Any:
    """Return the endpoint."""

    async def accept_form(request: Request) -> Response:
        headers = read_headers(request.scope)
        origin = read_origin(headers)
        if origin not in service.origins:
            return await _refuse_form(request, service, 403, service.pipeline.refuse("origin_not_allowed"))
        incoming = await read_request(request.scope, request.receive, headers, service.settings)
        if incoming is None:
            return await _refuse_form(request, service, 413, service.pipeline.refuse("too_large"))
        result = await service.pipeline.accept_form(incoming)
        if isinstance(result, tuple):
            return await _refuse_form(request, service, *result)
        here = origin in service.settings.own_origins
        return RedirectResponse(thanks_address(result, service.manifest, here=here), 303)

    return accept_form


async def _refuse_form(request: Request, service: "Service", status: int, body: Mapping[str, Any]) -> Response:
    """Return a plain page in the reader's language: the answer was not stored, and what to do."""
    response = await load_view("sign_in_views:show_form_refusal")(PageRequest(request, service, None), status)
    if "retry_after" in body:
        response.headers["retry-after"] = str(body["retry_after"])
    return response
