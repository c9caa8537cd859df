"""What was set aside: look at it, let it count, or keep it out; a hundred votes of one burst are one decision."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.responses import Response

from helpcentre.collector.pages import report as page
from helpcentre.collector.pages.report_routes import html, identities, screen_of
from helpcentre.collector.pages.visit import Visit
from helpcentre.collector.store.base import Store
from helpcentre.feedback.records import Quarantined
from helpcentre.language.strings import Strings

MOST = 500


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are alike in all but their time, newest first; words are only alike when they are the same."""

    kind: str
    article: str | None
    language: str
    value: int | None
    text: str | None
    signals: tuple[str, ...]
    items: tuple[Quarantined, ...]

    @property
    def first(self) -> datetime:
        """The instant of the oldest."""
        return self.items[-1].occurred

    @property
    def last(self) -> datetime:
        """The instant of the newest."""
        return self.items[0].occurred

    def said(self, words: Strings) -> str:
        """Return what was answered: Yes or No for a vote, else the grade."""
        if self.kind != "vote":
            return str(self.value)
        return words["feedback.yes" if self.value == 1 else "feedback.no"]


def grouped(items: Iterable[Quarantined]) -> list[Group]:
    """Return the items in groups, the one with the newest item first."""
    found: dict[tuple[object, ...], list[Quarantined]] = {}
    for item in items:
        key = (item.kind, item.article, item.language, item.value, item.text, item.signals)
        found.setdefault(key, []).append(item)
    return [
        Group(one.kind, one.article, one.language, one.value, one.text, one.signals, tuple(alike))
        for alike in found.values()
        for one in alike[:1]
    ]


def _sort(identity: bytes, store: Store, *, release: bool) -> bool:
    return store.release(identity) if release else store.discard(identity)


async def show_quarantine(visit: Visit) -> Response:
    """Return what waits to be looked at."""
    items = await visit.read(lambda store: store.quarantined(MOST))
    waiting = await visit.read(lambda store: store.waiting())
    signals = Counter(name for item in items for name in item.signals)
    asked = visit.request.query_params.get("signal", "")
    signal = asked if asked in signals else ""
    chosen = [item for item in items if not signal or signal in item.signals]
    screen = screen_of(visit, "quarantine", waiting)
    return await html(page.quarantine, screen, grouped(chosen), signals.most_common(), signal, MOST)


async def sort_quarantine(visit: Visit) -> Response:
    """Let the chosen items (the form's, or the one the address names) count or keep them out, then show the rest."""
    named = f"item-{visit.request.path_params.get('id', '')}"
    chosen: Sequence[bytes] = identities({**visit.form, named: "1"})
    action = visit.form.get("do")
    for identity in chosen if action in ("release", "discard") else ():
        await visit.change(partial(_sort, identity, release=action == "release"))  # one by one: votes get in between
    return visit.back("/quarantine", signal=visit.form.get("signal", ""))
