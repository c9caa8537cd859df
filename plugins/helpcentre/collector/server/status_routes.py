"""The routes for monitoring programs: `/healthz`, `/readyz`, `/metrics` and the OpenAPI document."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from helpcentre import __version__
from helpcentre.collector.intake.daily_cap import NEAR
from helpcentre.collector.intake.ip_prefixes import parse_address
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.process_usage import read_usage
from helpcentre.collector.prometheus import Gauges, format_metrics
from helpcentre.collector.server.openapi import make_document
from helpcentre.collector.server.request_reading import read_address, read_headers
from helpcentre.contract.limits import day_of

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

Authorise = Callable[[Request], Awaitable[object | Response]]


async def report_health(_: Request) -> Response:
    """Answer that the process runs."""
    return JSONResponse({"status": "ok"})


def ready_endpoint(service: "Service") -> Any:
    """Return the endpoint that says whether items can be stored now."""

    async def report_ready(_: Request) -> Response:
        used = _cap_used(service)
        near: dict[str, object] = {"daily_cap_used": used} if used >= NEAR else {}
        problems = [*service.health.find_problems(), *(["daily_cap"] if used == 1 else [])]
        if not problems:
            return JSONResponse({"ready": True, **near})
        return JSONResponse({"ready": False, "problems": problems, **near}, 503, {"retry-after": "5"})

    return report_ready


def metrics_endpoint(service: "Service", authorise: Authorise) -> Any:
    """Return the endpoint of the counters: for this machine without a key, for others with one.

    `authorise` returns what a request may do, or the response if it may do nothing.
    """

    async def report_metrics(request: Request) -> Response:
        headers = read_headers(request.scope)
        address = parse_address(read_address(request.scope, headers, service.settings))
        forwarded = b"x-forwarded-for" in headers  # the readers of a proxy on this machine are not this machine
        if address is None or not address.is_loopback or forwarded:
            access = await authorise(request)
            if isinstance(access, Response):
                return access
        text = format_metrics(
            service.pipeline.counts, service.requests, service.writer.commits, _measure_gauges(service)
        )
        return PlainTextResponse(text, headers={"content-type": "text/plain; version=0.0.4; charset=utf-8"})

    return report_metrics


def _measure_gauges(service: "Service") -> Gauges:
    now, connection = service.settings.clock(), service.store.connection
    modified, retention, space = service.manifest_modified, service.retention_run, connection.disk_space()
    return Gauges(
        waiting=service.writer.waiting,
        batches=service.writer.batches,
        ready=not service.health.find_problems(),
        cap_used=_cap_used(service),
        quarantine_used=round(service.pipeline.quarantine.used_on(day_of(now)), 3),
        manifest_age=None if modified is None else round(now / 1000 - modified, 1),
        since_retention=None if retention is None else (now - retention) / 1000,
        wipes_pending=service.eraser.pending,
        database_bytes=connection.file_size(),
        log_bytes=connection.log_size(),
        disk_free_bytes=space[0] if space else None,
        messages=(messages := service.forwarder.facts),
        messages_age=None if messages.oldest is None else (now - messages.oldest) / 1000,
        version=__version__,
        store=connection.name,
        process=read_usage(),
    )


def _cap_used(service: "Service") -> float:
    """Return the share of today's cap that is used, to three digits; 1 only if it is reached."""
    used = service.pipeline.daily_cap.used_on(day_of(service.settings.clock()))
    return used if used == 1 else min(round(used, 3), 0.999)


def openapi_endpoint(service: "Service") -> Any:
    """Return the endpoint of the OpenAPI document, which is made once per manifest: it takes longer than a vote."""
    made: list[tuple[SiteCatalogue, bytes]] = []

    async def show_document(_: Request) -> Response:
        catalogue = service.pipeline.catalogue
        if not made or made[0][0] is not catalogue:
            made[:] = [(catalogue, json.dumps(await asyncio.to_thread(make_document, catalogue)).encode())]
        return Response(made[0][1], media_type="application/json")

    return show_document
