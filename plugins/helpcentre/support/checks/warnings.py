"""What is no mistake but wants looking after: dates gone by, a promise that is not kept, too many channels.

These are warnings of `helpcentre check` only: time passing never breaks a build or `helpcentre hours`.
"""

from collections.abc import Iterator
from datetime import datetime

from helpcentre.errors import Finding
from helpcentre.marked_yaml import Key
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_selection import supported_channels
from helpcentre.support.model import Support
from helpcentre.support.promises import notice_minutes
from helpcentre.support.response_times import LEAST_TICKETS, short

MANY = 5
OLD_DAYS = 45


def support_warnings(support: Support, now: datetime) -> list[Finding]:
    """Return the warnings of a valid support file at an instant."""
    found = [*_gone_by(support, now), *_promises(support, now), *support.horizon_findings(now)]
    names = supported_channels(support)
    if len(names) > MANY:
        message = f"{len(names)} channels are many to keep open; five well kept ones serve people better"
        found.append(_warning(support, ("channels",), message))
    return sorted(found)


def _warning(support: Support, key: Key, message: str) -> Finding:
    line, column = support.document.place(key)
    return Finding(support.document.path, line, column, message, "support", "warning")


def _gone_by(support: Support, now: datetime) -> Iterator[Finding]:
    for name, schedule in support.schedules.items():
        today = now.astimezone(support.zone(name)).date()
        spans = (
            ("exceptions", [special.last for special in schedule.exceptions]),
            ("seasons", [season.through for season in schedule.seasons]),
            ("closures", [closure.to.date() for closure in schedule.closures]),
        )
        for part, ends in spans:
            for index, end in enumerate(ends):
                if end < today:
                    yield _warning(support, ("schedules", name, part, index), f"this was over on {end}; take it out")
    for index, notice in enumerate(support.notices):
        if notice_minutes(support, notice)[1] <= epoch_minute(now):
            yield _warning(support, ("notices", index), f"'{notice.id}' was over on {notice.to:%Y-%m-%d}; take it out")


def _promises(support: Support, now: datetime) -> Iterator[Finding]:
    for name, channel in support.channels.items():
        measured, promise = channel.response.measured, channel.response.minutes
        key = ("channels", name, "response", "measured")
        if measured is None:
            continue
        if measured.answers < LEAST_TICKETS:
            message = f"measured from {measured.answers} answers: pages use it from {LEAST_TICKETS}; measure longer"
            yield _warning(support, key, message)
        elif promise is not None and measured.p90 > promise:
            message = (
                f"'{name}' promises {short(promise)}, but 9 of 10 answers took up to {short(measured.p90)}; pages show "
                "the longer time. Answer sooner, or promise what is kept"
            )
            yield _warning(support, key, message)
        if measured.through and (now.date() - measured.through).days > OLD_DAYS:
            yield _warning(
                support, key, f"measured through {measured.through}: older than {OLD_DAYS} days; measure again"
            )
