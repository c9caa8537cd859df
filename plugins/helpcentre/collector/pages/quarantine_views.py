"""The quarantine: look at suspicious items, count them or keep them out; a burst of a hundred votes takes one decision.

A decision about more than a few items is confirmed first. It can be undone for a day: if an answer
then no longer counts, the one it had replaced counts again.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from starlette.responses import Response

from helpcentre.collector.pages import report_pages as pages
from helpcentre.collector.pages.form_values import parse_item_ids, parse_whole_number
from helpcentre.collector.pages.page_context import COUNTS
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.quarantine_groups import group_items
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.store.decisions import Action, Decision, read_decided
from helpcentre.collector.store.quarantine import (
    QuarantineFilter,
    count_signals,
    find_quarantined,
    read_quarantined,
)
from helpcentre.collector.store.store import Store
from helpcentre.reporting.records import Quarantined

SHOWN = 500
FEW = 10  # a decision about more items is confirmed first
DECISIONS_SHOWN = 5


async def show_quarantine(asked: PageRequest) -> Response:
    """Return the quarantined items, and what was decided during the last day."""
    now, wanted = asked.service.settings.clock(), asked.query.get("signal", "")
    found = await asked.read(partial(_read_quarantine, wanted, now))
    page = make_context(asked, "quarantine", found.quarantined)
    done = [(name, number) for name in COUNTS.values() if (number := _count_decided(asked, name))]
    return await asked.html(
        pages.render_quarantine, page, group_items(found.items), found.signals, found.signal, SHOWN, now, done,
        found.decisions,
    )  # fmt: skip


class _Found(NamedTuple):
    items: Sequence[Quarantined]
    signals: list[tuple[str, int]]
    signal: str
    decisions: list[Decision]
    quarantined: int


def _read_quarantine(wanted: str, now: int, store: Store) -> _Found:
    """Return the newest items with a signal, or all of them if no item has it."""
    signals = count_signals(store.connection, QuarantineFilter()).most_common()
    signal = wanted if wanted in dict(signals) else ""
    items = read_quarantined(store.connection, QuarantineFilter(signal=signal), SHOWN)
    return _Found(items, signals, signal, store.decisions(now)[:DECISIONS_SHOWN], store.count_quarantined())


def _count_decided(asked: PageRequest, name: str) -> int:
    """Return how many items an address says were decided about, as long as that is possible."""
    return parse_whole_number(asked.query.get(name, ""), digits=6) or 0


async def decide(asked: PageRequest) -> Response:
    """Count the chosen items (the form's, or the one the address names) or keep them out, then show the rest.

    With the field `all`, every item with the signal is chosen, also those that the page does not show. A person who
    decides about many at once is asked to confirm; a script, which sends no CSRF token, is not.
    """
    named = f"item-{asked.request.path_params.get('id', '')}"
    wanted, signal = asked.form.get("do"), asked.form.get("signal", "")
    if wanted not in ("release", "discard"):
        return asked.redirect("/quarantine", signal=signal)
    chosen: Sequence[bytes] = parse_item_ids({**asked.form, named: "1"})
    if "all" in asked.form:  # of those that the page showed or counted: what arrived later was not decided about
        before = parse_whole_number(asked.form.get("before", ""), digits=15)
        every = QuarantineFilter(signal=signal, before=before)
        chosen = await asked.read(lambda store: find_quarantined(store.connection, every))
    action: Action = "release" if wanted == "release" else "discard"
    if len(chosen) > FEW and "sure" not in asked.form and asked.access and asked.access.csrf:
        return await _ask_to_confirm(asked.as_get("/reports/quarantine", signal=signal), action, chosen, asked.form)
    done, at = 0, asked.service.settings.clock()
    for identity in chosen:  # one transaction each, so that votes get in between
        done += await asked.change(partial(_decide_one, identity, action, at))
    return asked.redirect("/quarantine", signal=signal, **{COUNTS[action]: str(done or "")})


def _decide_one(identity: bytes, action: Action, at: int, store: Store) -> bool:
    return store.decide(identity, action, at)


async def undo(asked: PageRequest) -> Response:
    """Undo the decision that was made at the time in the form, then show the quarantine."""
    at, done = parse_whole_number(asked.form.get("decided", ""), digits=15), 0
    for identity in await asked.read(lambda store: read_decided(store.connection, at)) if at is not None else ():
        done += await asked.change(partial(_undo_one, identity, at or 0))
    return asked.redirect("/quarantine", **{COUNTS["undo"]: str(done or "")})


def _undo_one(identity: bytes, at: int, store: Store) -> bool:
    return store.undo(identity, at)


async def _ask_to_confirm(
    asked: PageRequest, action: Action, chosen: Sequence[bytes], form: Mapping[str, str]
) -> Response:
    """Return the page that asks for confirmation; it shows the chosen items that are still in quarantine."""
    signal, before = asked.query.get("signal", ""), form.get("before", "")
    wanted = QuarantineFilter(signal=signal, before=parse_whole_number(before, digits=15))
    items, quarantined = await asked.read(
        lambda store: (read_quarantined(store.connection, wanted, SHOWN), store.count_quarantined())
    )
    kept = frozenset(chosen)
    groups = group_items(item for item in items if UUID(item.id).bytes in kept)
    number = len(chosen) if "all" in form else sum(len(group.items) for group in groups)
    page = make_context(asked, "quarantine", quarantined)
    every = before if "all" in form else None
    return await asked.html(pages.render_confirmation, page, groups, action, signal, number, every)
