"""`helpcentre/hours.json`: all that the browser looks up, one file for all pages and languages."""

import hashlib
import json
from datetime import datetime

from helpcentre.support.model import Support
from helpcentre.support.promises import notice_minutes, standing_promise


def compiled_hours(support: Support, now: datetime) -> str:
    """Return the file's text, for `now` as the instant of the build; the same support and day give the same bytes.

    `s` schedules as of `Calendar.as_json`; `c` channels with their schedule `s`, the wait `w` of live ones or the
    promise `p` in minutes (`e`: of elapsed, not working time); `n` notices with [f, t) and promises `p`.
    """
    used = [channel.schedule for channel in support.channels.values() if channel.schedule and channel.supported]
    names = list(dict.fromkeys(used)) or list(support.schedules)
    channels = {}
    for name, channel in support.channels.items():
        if not channel.supported:
            continue
        entry: dict[str, str | int] = {"s": channel.schedule} if channel.schedule else {}
        promise = standing_promise(channel)
        if channel.response.mode == "live":
            entry["w"] = channel.response.wait or 0
        elif promise:
            entry |= {"p": promise.minutes} | ({"e": 1} if promise.clock == "elapsed" else {})
        channels[name] = entry
    notices = {
        notice.id: {"f": start, "t": end, "p": notice.promise}
        for notice in support.notices
        for start, end in [notice_minutes(support, notice)]
    }
    value = {
        "tzdata": support.tzdata,
        "s": {name: support.calendar(name, now).as_json() for name in names},
        "c": channels,
        "n": notices,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def fingerprint(text: str) -> str:
    """Return the 12 hex digits that stand in the file's address, so that it may be cached for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
