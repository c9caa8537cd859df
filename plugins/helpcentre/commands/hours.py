"""`helpcentre hours`: whether somebody is there at T, and when that changes."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from helpcentre.errors import HelpCentreError
from helpcentre.support.calendar import utc_time
from helpcentre.support.load import load_support, parse_time
from helpcentre.support.model import Support
from helpcentre.support.status import format_utc, sentence_with_place, status
from helpcentre.support.week_table import local_time


def run(support_file: Path, schedule: str | None, at: str | None, language: str, *, as_json: bool) -> None:
    """Print the state of one schedule, or of all; `at` without a zone is the clock of the schedule's zone."""
    support = load_support(support_file)
    names = [schedule] if schedule is not None else list(support.schedules)
    moments = {name: moment(at, support.zone(name)) for name in names}
    for finding in support.horizon_findings(next(iter(moments.values()))):
        print(f"warning: {finding}", file=sys.stderr)
    answers = [answer(support, name, moment, language) for name, moment in moments.items()]
    if as_json:
        print(json.dumps(answers if schedule is None else answers[0], ensure_ascii=False))
        return
    for found in answers:
        print(f"{found['schedule']}: {found['text']}")


def moment(at: str | None, local: ZoneInfo) -> datetime:
    """Return the instant of `--at`, now where it is not given; one that cannot be read is a usage error."""
    if at is None:
        return datetime.now(UTC)
    try:
        return parse_time(at, local)
    except HelpCentreError as error:
        raise click.UsageError(f"--at: {error}") from None


def answer(support: Support, name: str, now: datetime, language: str) -> dict[str, Any]:
    """Return the JSON object of one schedule: instants in UTC, `open` and `next` null where they are not known."""
    calendar = support.calendar(name, now)
    state = status(calendar, now)
    return {
        "schedule": name,
        "at": format_utc(now),
        "open": state.open,
        "next": None if state.next is None else format_utc(utc_time(state.next)),
        "text": sentence_with_place(calendar, state, language, local_time(support, name, language)),
    }
