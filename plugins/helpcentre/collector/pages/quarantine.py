"""What was set aside: look at it, let it count, or keep it out."""

from starlette.responses import Response

from helpcentre.collector.pages.visit import Visit


async def show_quarantine(visit: Visit) -> Response:
    """Return the list of items waiting to be looked at."""
    items = await visit.read(lambda store: store.quarantined())
    return await visit.render("quarantine.html", items=items)


async def sort_quarantine(visit: Visit) -> Response:
    """Release or discard one item, then show the rest."""
    try:
        identity = bytes.fromhex(visit.request.path_params["id"].replace("-", ""))
    except ValueError:
        return visit.back("/quarantine")
    if visit.form.get("do") == "release":
        await visit.change(lambda store: store.release(identity))
    elif visit.form.get("do") == "discard":
        await visit.change(lambda store: store.discard(identity))
    return visit.back("/quarantine")
