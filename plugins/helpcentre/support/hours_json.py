"""The data that hours.js reads: `helpcentre/hours.json`, shared by all pages and languages, and that of each page."""

import hashlib
import json
from datetime import datetime

from helpcentre.language.codes import direction
from helpcentre.language.locales import regional_locale
from helpcentre.support.audience import Audience
from helpcentre.support.model import Support
from helpcentre.support.promises import standing_promise

NUMBERS_AND_CALENDAR = "-u-ca-gregory-nu-latn"
"""The BCP 47 extension that makes browsers write dates as Babel does here: Gregorian, with European digits."""


def compiled_hours(support: Support, now: datetime) -> str:
    """Return the file's text; `now` is the time of the build. The same support file and day give the same bytes.

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
        for start, end in [support.notice_minutes(notice)]
    }
    value = {
        "tzdata": support.tzdata,
        "s": {name: support.calendar(name, now).as_json() for name in names},
        "c": channels,
        "n": notices,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def fingerprint(text: str) -> str:
    """Return 12 hex digits for the file's address; they change with its content, so it can be cached permanently."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def page_data(support: Support, audience: Audience) -> str:
    """Return what hours.js needs to know of a page, as JSON for a data attribute.

    `closes`, `opens` and `reply` are the sentences for a time today, tomorrow and on a later day; `yours` are the words
    for the reader's own time: without a day, today, tomorrow and on a later day. `notices` are those of the page.
    `lang` and `dir` are there if the sentences are in another language than the page.
    """
    words = audience.words
    language = words.language_of("hours.closes.today")
    value: dict[str, str | list[str]] = {
        key: [words.plain(f"{section}.{key}.{form}") for form in ("today", "tomorrow", "day")]
        for section, key in (("hours", "closes"), ("hours", "opens"), ("channels", "reply"))
    }
    value |= {
        "yours": [words.plain(f"hours.yours.{form}") for form in ("time", "today", "tomorrow", "day")],
        "aside": words.plain("hours.aside"),
        "again": words.plain("hours.after_clock_change"),
        "always": words.plain("hours.always"),
        "never": words.plain("hours.no_change"),
        "fastest": words.plain("channels.fastest"),
        "locale": str(regional_locale(language)).replace("_", "-") + NUMBERS_AND_CALENDAR,
        "notices": [notice.id for notice in support.notices if notice.concerns(audience.topics, audience.language)],
    }
    if language != audience.language:
        value |= {"lang": language, "dir": direction(language)}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
