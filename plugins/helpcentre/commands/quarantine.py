"""`helpcentre quarantine list|release|discard|undo`: decide about many suspicious items at once."""

import json
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice

import click

from helpcentre.collector.pages.quarantine_groups import QuarantineGroup, group_items
from helpcentre.collector.store.decisions import Action, read_decided
from helpcentre.collector.store.quarantine import QuarantineFilter, count_signals, find_quarantined, read_quarantined
from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError
from helpcentre.language.strings import strings

GROUPS_SHOWN = 30
DONE = {"release": "released", "discard": "discarded"}
_AGE = re.compile(r"(\d{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def make_filter(
    since: str | None = None,
    until: str | None = None,
    now: datetime | None = None,
    **options: str | bool,
) -> QuarantineFilter:
    """Return the filter that options mean. Raises UsageError for a time that is not valid."""
    now = now or datetime.now(UTC)
    times = {name: _parse_time(f"--{name}", text, now) for name, text in (("since", since), ("until", until))}
    return QuarantineFilter(**times, **options)  # type: ignore[arg-type] # the names are those of its fields


def _parse_time(option: str, text: str | None, now: datetime) -> int | None:
    """Return a time, or an age such as `2h`, in Unix milliseconds."""
    if text is None:
        return None
    if age := _AGE.fullmatch(text):
        found = now - timedelta(**{_UNITS[age[2]]: int(age[1])})
    else:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise click.UsageError(
                f"{option}: '{text}' is not a valid time. Use one such as 2026-11-28T14:00 (UTC) or an age such as 2h."
            ) from None
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return int(found.timestamp() * 1000)


def list_items(database: str, wanted: QuarantineFilter, *, as_json: bool) -> None:
    """Print the items that match, alike ones as one group, and exact numbers by signal."""
    with open_existing(database) as store:
        total = len(find_quarantined(store.connection, wanted))
        signals = count_signals(store.connection, wanted).most_common()
        groups = group_items(read_quarantined(store.connection, wanted))
    if as_json:
        found = {"items": total, "signals": dict(signals), "groups": [_group_json(group) for group in groups]}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(f"{total:,} items" + "".join(f", {name} {number:,}" for name, number in signals))
    for line in _group_lines(groups):
        click.echo(line)


def _group_json(group: QuarantineGroup) -> dict[str, object]:
    return {
        "kind": group.kind,
        "article": group.article,
        "language": group.language,
        "value": group.value,
        "text": group.text,
        "signals": list(group.signals),
        "first": group.first.isoformat(),
        "last": group.last.isoformat(),
        "ids": [item.id for item in group.items],
    }


def _group_lines(groups: list[QuarantineGroup]) -> Iterable[str]:
    words = strings("en")
    for group in islice(groups, GROUPS_SHOWN):
        answer = group.answer(words) if group.value is not None else ""
        about = " ".join(part for part in (group.kind, answer, group.article or "", group.language) if part)
        text = f"  “{group.text}”" if group.text else ""
        span = f"{group.first:%Y-%m-%d %H:%M}"
        span += f"–{group.last:%H:%M}" if group.first.date() == group.last.date() else f" – {group.last:%Y-%m-%d %H:%M}"
        yield f"{len(group.items):>7,} × {about}  {span} UTC  {' '.join(group.signals)}{text}"
    if len(groups) > GROUPS_SHOWN:
        yield f"… and {len(groups) - GROUPS_SHOWN:,} more groups"


def decide(
    database: str,
    wanted: QuarantineFilter,
    action: Action,
    *,
    confirmed: bool,
    clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
) -> None:
    """Count or keep out every item that matches, after confirmation, and print how to undo that."""
    if wanted == QuarantineFilter(discarded=wanted.discarded):
        raise click.UsageError("Name the items with at least one option, for example --signal too_fast --since 2h.")
    with open_existing(database) as store:
        chosen = find_quarantined(store.connection, wanted)
        if not chosen:
            click.echo("No item matches.")
            return
        if not confirmed:
            click.confirm(f"{action.capitalize()} {len(chosen):,} items?", abort=True)
        at = clock()
        done = sum(store.decide(identity, action, at) for identity in chosen)
    click.echo(f"{done:,} items {DONE[action]}. Undo within 24 hours: helpcentre quarantine undo --decision {at}")


def undo(database: str, decision: int | None, clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
    """Undo a decision, or the newest one, and print how many items are as before."""
    with open_existing(database) as store:
        recent = {one.at: one for one in store.decisions(clock())}
        if not recent:
            raise HelpCentreError("There is no decision in the last 24 hours to undo.")
        chosen = next(iter(recent)) if decision is None else decision
        if chosen not in recent:
            known = ", ".join(map(str, recent))
            raise HelpCentreError(
                f"There is no decision {chosen} in the last 24 hours. Decisions that can be undone: {known}."
            )
        ids = read_decided(store.connection, chosen)
        done = sum(store.undo(identity, chosen) for identity in ids)
    click.echo(f"{done:,} of {len(ids):,} items are as they were before the decision to {recent[chosen].action} them.")
