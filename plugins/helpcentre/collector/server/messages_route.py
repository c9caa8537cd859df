"""`POST /feedback/v1/messages`: the contact form, sent by a script as JSON or by a browser without JavaScript."""

import json
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.intake.parse import IncomingRequest
from helpcentre.collector.items import Refusal
from helpcentre.collector.messages.intake import BODY_LIMIT, Received, is_form, parse_message
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.routes import load_view
from helpcentre.collector.server.page_address import page_address
from helpcentre.collector.server.request_reading import read_headers, read_origin, read_request

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

SENT = "helpcentre-message-sent"
Answer = tuple[int, dict[str, object]]


def messages_endpoint(service: "Service") -> Any:
    """Return the endpoint. A form is answered by a page: the contact page again, or why the message was not taken."""

    async def accept_message(request: Request) -> Response:
        headers = read_headers(request.scope)
        origin = read_origin(headers)
        content_type = headers.get(b"content-type", b"").decode("latin-1")
        by_form = is_form(IncomingRequest(b"", content_type, 0))
        status, body, page = await _answer_request(request, service, origin)
        if by_form and status < 400:
            here = origin in service.settings.own_origins
            return RedirectResponse(page_address(page, SENT, service.manifest, here=here), 303)
        if by_form:
            return await _refuse_form(request, service, status, body)
        return _json_answer(status, body, origin if origin in service.origins else "")

    return accept_message


async def _answer_request(request: Request, service: "Service", origin: str) -> tuple[int, dict[str, object], str]:
    """Return status and body of the answer, and the page that the form names."""
    intake, headers = service.messages, read_headers(request.scope)
    if origin not in service.origins:
        return *intake.refuse(403, "origin_not_allowed"), ""
    incoming = await read_request(request.scope, request.receive, headers, service.settings, limit=BODY_LIMIT)
    if incoming is None:
        return *intake.refuse(413, "too_large"), ""
    form = service.manifest.contact_form if service.manifest else None
    if form is None:
        return *intake.refuse(404, "no_contact_form"), ""
    if service.forwarder.receiver is None:  # nobody would read it
        return *intake.refuse(503, "unavailable", retry_after=3600), ""
    try:
        visitor = await service.pipeline.identify_visitor(incoming)
    except StoreUnavailableError:
        return *intake.refuse(503, "unavailable", retry_after=5), ""
    received = parse_message(incoming, visitor.salt)
    if isinstance(received, Refusal):
        return *intake.refuse(received.status, received.error, at=received.at), ""
    return *await _accept(service, received, incoming, visitor), received.page or ""


async def _accept(service: "Service", received: Received, incoming: IncomingRequest, visitor: Any) -> Answer:
    """Store a message, count the contact that it is, and have it passed on."""
    status, body = await service.messages.accept(received.message, visitor, incoming.received)
    if status == 201:
        service.forwarder.wake()
        await service.count_contact(received.message, incoming)
    return status, body


def _json_answer(status: int, body: dict[str, object], origin: str) -> Response:
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    if origin:
        headers |= {"access-control-allow-origin": origin, "vary": "origin"}
    if "retry_after" in body:
        headers["retry-after"] = str(body["retry_after"])
    if status == 413:
        headers["connection"] = "close"
    return Response(json.dumps(body), status, headers, media_type="application/json")


async def _refuse_form(request: Request, service: "Service", status: int, body: dict[str, object]) -> Response:
    """Return a plain page in the reader's language: the message was not sent, and what to do."""
    response = await load_view("sign_in_views:show_message_refusal")(PageRequest(request, service, None), status)
    if "retry_after" in body:
        response.headers["retry-after"] = str(body["retry_after"])
    return response
