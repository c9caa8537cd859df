"""What was set aside: look at it, let it count, or keep it out; a hundred votes of one burst are one decision.

There is no way back on these pages (an answer that counts may have outdone another one of its reader), so more than a
few at once are asked about first, and the page that comes back says how many there were.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal
from uuid import UUID

from starlette.responses import Response

from helpcentre.collector.pages import report_pages
from helpcentre.collector.pages.page_context import DONE
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.report_views import html, identities, screen_of
from helpcentre.collector.store.base import Store
from helpcentre.language.strings import Strings
from helpcentre.reporting.records import Quarantined

MOST = 500
FEW = 10  # more at once are asked about first
Action = Literal["release", "discard"]


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

    @property
    def hours(self) -> str:
        """Return the times of the oldest and the newest where they are of one UTC day: `14:02–14:09 UTC`, else ``."""
        first, last = self.first.astimezone(UTC), self.last.astimezone(UTC)
        if len(self.items) == 1 or first.date() != last.date():
            return ""
        return f"{first:%H:%M}–{last:%H:%M} UTC" if f"{first:%H:%M}" != f"{last:%H:%M}" else f"{first:%H:%M} UTC"

    @property
    def many(self) -> bool:
        """Tell whether a decision about all of them is asked about first."""
        return len(self.items) > FEW

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


async def show_quarantine(visit: PageRequest) -> Response:
    """Return what waits to be looked at."""
    items = await visit.read(lambda store: store.quarantined(MOST))
    waiting = await visit.read(lambda store: store.count_quarantined())
    signals = Counter(name for item in items for name in item.signals)
    asked = visit.request.query_params.get("signal", "")
    signal = asked if asked in signals else ""
    chosen = [item for item in items if not signal or signal in item.signals]
    screen = screen_of(visit, "quarantine", waiting)
    done = [(name, number) for name in DONE.values() if (number := _whole(visit, name))]
    return await html(report_pages.quarantine, screen, grouped(chosen), signals.most_common(), signal, MOST, done)


def _whole(visit: PageRequest, name: str) -> int:
    """Return the number an address gives, as long as it can be true; else 0."""
    text = visit.request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0


async def sort_quarantine(visit: PageRequest) -> Response:
    """Let the chosen items (the form's, or the one the address names) count or keep them out, then show the rest.

    A person (a script sends no form token) who decides about many at once is asked whether they are sure.
    """
    named = f"item-{visit.request.path_params.get('id', '')}"
    chosen: Sequence[bytes] = identities({**visit.form, named: "1"})
    asked, signal = visit.form.get("do"), visit.form.get("signal", "")
    if asked not in ("release", "discard"):
        return visit.back("/quarantine", signal=signal)
    action: Action = "release" if asked == "release" else "discard"
    if len(chosen) > FEW and "sure" not in visit.form and visit.access and visit.access.csrf:
        return await _ask(visit.as_asked("/reports/quarantine", signal=signal), action, frozenset(chosen))
    done = 0
    for identity in chosen:
        done += await visit.change(partial(_sort, identity, release=action == "release"))  # votes get in between
    return visit.back("/quarantine", signal=signal, **{DONE[action]: str(done or "")})


async def _ask(visit: PageRequest, action: Action, chosen: frozenset[bytes]) -> Response:
    """Return the question whether those of the chosen items that still wait shall count, or be kept out."""
    items = await visit.read(lambda store: store.quarantined(MOST))
    waiting = await visit.read(lambda store: store.count_quarantined())
    groups = grouped(item for item in items if UUID(item.id).bytes in chosen)
    signal = visit.request.query_params.get("signal", "")
    return await html(report_pages.sure, screen_of(visit, "quarantine", waiting), groups, action, signal)
