"""Warnings about a valid support.yml: past dates, broken promises, missing texts, too many channels.

They are shown by `helpcentre check` only: the passing of time never breaks a build or `helpcentre hours`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Key
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_model import LEAST_ANSWERS
from helpcentre.support.checks.references import RULE
from helpcentre.support.checks.texts import text_warnings
from helpcentre.support.field_types import DAY, Range, format_duration
from helpcentre.support.model import Support

MOST_CHANNELS = 5
OLD_DAYS = 45
LONGEST_NIGHT = 12 * 60
"""Minutes; hours that run past midnight and are longer are rather two times that were swapped."""


def support_warnings(support: Support, now: datetime, languages: Sequence[str] = ()) -> list[Finding]:
    """Return the warnings of a valid support file at `now`; `languages` are those of the site, if known."""
    found = [
        *_find_past_dates(support, now),
        *_find_broken_promises(support, now),
        *_find_early_midnights(support),
        *_find_long_nights(support),
        *text_warnings(support, languages),
        *support.horizon_findings(now),
    ]
    names = support.supported_channels
    if len(names) > MOST_CHANNELS:
        message = f"{len(names)} channels are hard to keep up; consider answering well on {MOST_CHANNELS} or fewer"
        found.append(_make_warning(support, ("channels",), message))
    return sorted(found)


def _make_warning(support: Support, key: Key, message: str) -> Finding:
    line, column = support.document.place(key)
    return Finding(support.document.path, line, column, message, RULE, "warning")


def _find_past_dates(support: Support, now: datetime) -> Iterator[Finding]:
    for name, schedule in support.schedules.items():
        today = now.astimezone(support.zone(name)).date()
        spans = (
            ("exceptions", [exception.last for exception in schedule.exceptions]),
            ("seasons", [season.through for season in schedule.seasons]),
            ("closures", [closure.to.date() for closure in schedule.closures]),
        )
        for part, ends in spans:
            for index, end in enumerate(ends):
                if end < today:
                    yield _make_warning(support, ("schedules", name, part, index), f"this ended on {end}; remove it")
    for index, notice in enumerate(support.notices):
        if support.notice_minutes(notice)[1] <= epoch_minute(now):
            yield _make_warning(support, ("notices", index), f"'{notice.id}' ended on {notice.to:%Y-%m-%d}; remove it")


def _find_early_midnights(support: Support) -> Iterator[Finding]:
    for name, schedule in support.schedules.items():
        for days, ranges in schedule.weekly.items():
            for index, span in enumerate(ranges):
                if span.end == DAY - 1:
                    message = f"'{span}' closes a minute before midnight; if it is open until midnight, use"
                    place = ("schedules", name, "weekly", days, index)
                    yield _make_warning(support, place, f'{message} "{Range(span.start, DAY)}"')


def _find_long_nights(support: Support) -> Iterator[Finding]:
    for name, schedule in support.schedules.items():
        for days, ranges in schedule.weekly.items():
            for index, span in enumerate(ranges):
                if span.end > DAY and span.end - span.start > LONGEST_NIGHT:
                    length = format_duration(span.end - span.start)
                    message = f"'{span}' is open past midnight, for {length}; if it closes on the same day, use"
                    place = ("schedules", name, "weekly", days, index)
                    yield _make_warning(support, place, f'{message} "{Range(span.end - DAY, span.start)}"')


def _find_broken_promises(support: Support, now: datetime) -> Iterator[Finding]:
    for name, channel in support.channels.items():
        measured, promise = channel.response.measured, channel.response.minutes
        key = ("channels", name, "response", "measured")
        if measured is None:
            continue
        if measured.answers < LEAST_ANSWERS:
            message = (
                f"this was measured from {measured.answers} answers; pages use it from {LEAST_ANSWERS} answers on. "
                "Measure a longer period"
            )
            yield _make_warning(support, key, message)
        elif channel.response.measured_too_late is not None:
            message = (
                f"'{name}' promises {format_duration(promise)}, but 9 of 10 answers took up to "
                f"{format_duration(measured.p90)}; pages show the longer time. Answer sooner, or promise a longer time"
            )
            yield _make_warning(support, key, message)
        if measured.through and (now.date() - measured.through).days > OLD_DAYS:
            message = f"this was measured through {measured.through}, more than {OLD_DAYS} days ago; measure again"
            yield _make_warning(support, key, message)
