"""The quarantine: look at suspicious items, count them or keep them out; a burst of a hundred votes takes one decision.

A decision cannot be undone on these pages (an answer that counts may have replaced another one of its reader). So a
decision about more than a few items is confirmed first, and the page that follows says how many there were.
"""

from collections import Counter
from functools import partial
from typing import Literal
from uuid import UUID

from starlette.responses import Response

from helpcentre.collector.pages import report_pages as pages
from helpcentre.collector.pages.form_values import parse_item_ids, parse_whole_number
from helpcentre.collector.pages.page_context import COUNTS
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.quarantine_groups import group_items
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.store.base import Store

SHOWN = 500
FEW = 10  # a decision about more items is confirmed first
Action = Literal["release", "discard"]


async def show_quarantine(asked: PageRequest) -> Response:
    """Return the quarantined items."""
    items, quarantined = await asked.read(lambda store: (store.quarantined(SHOWN), store.count_quarantined()))
    signals = Counter(name for item in items for name in item.signals)
    wanted = asked.query.get("signal", "")
    signal = wanted if wanted in signals else ""
    groups = group_items(item for item in items if not signal or signal in item.signals)
    page = make_context(asked, "quarantine", quarantined)
    done = [(name, number) for name in COUNTS.values() if (number := _count_decided(asked, name))]
    return await asked.html(pages.render_quarantine, page, groups, signals.most_common(), signal, SHOWN, done)


def _count_decided(asked: PageRequest, name: str) -> int:
    """Return how many items an address says were decided about, as long as that is possible."""
    return parse_whole_number(asked.query.get(name, ""), digits=3) or 0


async def decide(asked: PageRequest) -> Response:
    """Count the chosen items (the form's, or the one the address names) or keep them out, then show the rest.

    A person who decides about many at once is asked to confirm; a script, which sends no CSRF token, is not.
    """
    named = f"item-{asked.request.path_params.get('id', '')}"
    chosen = parse_item_ids({**asked.form, named: "1"})
    wanted, signal = asked.form.get("do"), asked.form.get("signal", "")
    if wanted not in ("release", "discard"):
        return asked.redirect("/quarantine", signal=signal)
    action: Action = "release" if wanted == "release" else "discard"
    if len(chosen) > FEW and "sure" not in asked.form and asked.access and asked.access.csrf:
        return await _ask_to_confirm(asked.as_get("/reports/quarantine", signal=signal), action, frozenset(chosen))
    done = 0
    for identity in chosen:  # one transaction each, so that votes get in between
        done += await asked.change(partial(_decide_one, identity, action))
    return asked.redirect("/quarantine", signal=signal, **{COUNTS[action]: str(done or "")})


def _decide_one(identity: bytes, action: Action, store: Store) -> bool:
    return store.release(identity) if action == "release" else store.discard(identity)


async def _ask_to_confirm(asked: PageRequest, action: Action, chosen: frozenset[bytes]) -> Response:
    """Return the page that asks for confirmation; it shows the chosen items that are still in quarantine."""
    items, quarantined = await asked.read(lambda store: (store.quarantined(SHOWN), store.count_quarantined()))
    groups = group_items(item for item in items if UUID(item.id).bytes in chosen)
    page = make_context(asked, "quarantine", quarantined)
    return await asked.html(pages.render_confirmation, page, groups, action, asked.query.get("signal", ""))
