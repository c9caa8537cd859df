"""The messages of the contact form: whether they are passed on, and a decision about those that are held."""

from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

import msgspec
from starlette.responses import Response

from helpcentre.collector.items import utc_datetime, uuid_text
from helpcentre.collector.pages.form_values import parse_item_ids
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.pages.templating import render
from helpcentre.collector.store.messages import MessageFacts, StoredMessage
from helpcentre.collector.store.report_queries import read_searches
from helpcentre.collector.store.store import Store
from helpcentre.contract.messages import Message


class _Held(NamedTuple):
    """A held message as the page shows it."""

    id: str
    message: Message
    signals: list[str]
    day: str


async def show_messages(asked: PageRequest) -> Response:
    """Return the state of all messages and, for those who may decide, the held ones."""
    facts, held, quarantined = await asked.read(_read_messages)
    since, until = asked.today - timedelta(days=asked.days - 1), asked.today
    searches = await asked.read(lambda store: read_searches(store.connection, since, until))
    receiver = asked.service.forwarder.receiver
    form = asked.service.manifest.contact_form if asked.service.manifest else None
    page = make_context(asked, "messages", quarantined)
    values = {
        "facts": facts,
        "receiver": receiver.name if receiver else "",
        "has_form": form is not None,
        "solved": sum(one.solved for one in searches),
    }
    return await asked.html(_render_messages, page, held if asked.may_change else [], values)


def _read_messages(store: Store) -> tuple[MessageFacts, list[StoredMessage], int]:
    return store.messages.facts(), store.messages.read("held"), store.count_quarantined()


def _render_messages(page: PageContext, held: list[StoredMessage], values: dict[str, Any]) -> str:
    shown = [
        _Held(
            uuid_text(one.id), msgspec.json.decode(one.body, type=Message), one.signals.split(),
            utc_datetime(one.received).date().isoformat(),
        )
        for one in held
    ]  # fmt: skip
    facts = values["facts"]
    oldest = None if facts.oldest is None else utc_datetime(facts.oldest)
    return render("messages.html", page, held=shown, oldest=oldest, **values)


async def decide(asked: PageRequest) -> Response:
    """Pass the chosen messages on, or delete them, then show the rest."""
    now, service = asked.now, asked.service
    for identity in parse_item_ids(asked.form):
        if asked.form.get("do") == "release":
            await asked.change(partial(_release, identity, now))
        elif asked.form.get("do") == "discard" and await asked.change(partial(_remove, identity, now)):
            service.eraser.add_erased([identity])
    service.forwarder.wake()
    return asked.redirect("/messages")


def _release(identity: bytes, now: int, store: Store) -> bool:
    return store.messages.release(identity, now)


def _remove(identity: bytes, now: int, store: Store) -> bool:
    return store.messages.remove(identity, now)
