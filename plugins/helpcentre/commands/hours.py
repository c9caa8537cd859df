"""`helpcentre hours`: whether a schedule is open at a time, and when that changes."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from helpcentre.commands.support_strings import read_support_strings
from helpcentre.commands.time_option import resolve_time
from helpcentre.language.strings import Strings
from helpcentre.support.calendar import utc_time
from helpcentre.support.load import load_support
from helpcentre.support.model import Support
from helpcentre.support.status import format_utc, sentence_with_place, status
from helpcentre.support.week_table import local_time


def run(support_file: Path, schedule: str | None, at: str | None, language: str, *, as_json: bool) -> None:
    """Print the state of one schedule or of all; `at` without an offset is a local time of the schedule."""
    support = load_support(support_file)
    words = read_support_strings(support_file, language)
    names = [schedule] if schedule is not None else list(support.schedules)
    times = {name: resolve_time(at, support.zone(name)) for name in names}
    for finding in support.horizon_findings(next(iter(times.values()))):
        print(f"warning: {finding}", file=sys.stderr)
    states = [describe_schedule(support, name, time, words) for name, time in times.items()]
    if as_json:
        print(json.dumps(states if schedule is None else states[0], ensure_ascii=False))
        return
    for state in states:
        print(f"{state['schedule']}: {state['text']}")


def describe_schedule(support: Support, name: str, now: datetime, words: Strings) -> dict[str, Any]:
    """Return the JSON object of one schedule: times in UTC, `open` and `next` null past the horizon."""
    calendar = support.calendar(name, now)
    state = status(calendar, now)
    return {
        "schedule": name,
        "at": format_utc(now),
        "open": state.open,
        "next": None if state.next is None else format_utc(utc_time(state.next)),
        "text": sentence_with_place(calendar, state, words, local_time(support, name, words)),
    }
