"""The collector as an ASGI application: all its routes, and the start and stop of what runs behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from helpcentre.collector.lifecycle import Service
from helpcentre.collector.pages.access_guard import AccessGuard
from helpcentre.collector.server.allowed_hosts import AllowedHosts
from helpcentre.collector.server.form_route import form_endpoint
from helpcentre.collector.server.items_routes import ItemsEndpoint, erase_endpoint, preflight_endpoint
from helpcentre.collector.server.status_routes import (
    metrics_endpoint,
    openapi_endpoint,
    ready_endpoint,
    report_health,
)
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.base import Store

ITEMS = "/feedback/v1/items"
FORM = "/feedback/v1/form"


def create_app(
    store: Store, settings: Settings | None = None, *, fallback: ASGIApp | None = None, service: Service | None = None
) -> Starlette:
    """Return the application; it starts and stops its own writer and background tasks, and leaves the store open.

    `fallback` answers every other path, such as those of the static site; without it they are 404. The running
    collector is `state.service` of the application.
    """
    running = service or Service(store, settings)

    @asynccontextmanager
    async def run_service(_: Starlette) -> AsyncIterator[None]:
        await running.start()
        try:
            yield
        finally:
            await running.stop()

    guard = AccessGuard(running)
    routes: list[BaseRoute] = [
        Route(ITEMS, ItemsEndpoint(running), methods=["POST"]),
        Route(ITEMS, preflight_endpoint(running, "POST"), methods=["OPTIONS"]),
        Route(f"{ITEMS}/{{id}}", erase_endpoint(running), methods=["DELETE"]),
        Route(f"{ITEMS}/{{id}}", preflight_endpoint(running, "DELETE"), methods=["OPTIONS"]),
        Route(FORM, form_endpoint(running), methods=["POST"]),
        Route("/feedback/v1/openapi.json", openapi_endpoint(running), methods=["GET"]),
        Route("/healthz", report_health, methods=["GET"]),
        Route("/readyz", ready_endpoint(running), methods=["GET"]),
        Route("/metrics", metrics_endpoint(running, guard), methods=["GET"]),
        *guard.routes(),
    ]
    if fallback is not None:
        routes.append(Mount("/", fallback))
    app = Starlette(routes=routes, lifespan=run_service, middleware=[Middleware(AllowedHosts, service=running)])
    app.router.redirect_slashes = False  # such a redirect would lead to the Host that a request names
    app.state.service = running
    return app
