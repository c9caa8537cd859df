"""The data of the templates: hours, channels, notices; plain lists and mappings of finished words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helpcentre.language.dates import date_locale, duration, full_day
from helpcentre.language.strings import locale, strings
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_model import Channel, Notice, say
from helpcentre.support.contacts import parse_phone
from helpcentre.support.links import NO_QUESTION, Question, channel_link
from helpcentre.support.model import Support
from helpcentre.support.promises import Promise, concerns, notice_minutes, standing_promise
from helpcentre.support.weeks import local_time, schedule_view, week_line

NUMBERS_AND_CALENDAR = "-u-ca-gregory-nu-latn"
"""The BCP 47 extension that makes browsers write dates as Babel does here: Gregorian, with European digits."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is made: its language, the instant of the build, and what it is about."""

    language: str
    now: datetime
    topics: tuple[str, ...] = ()
    question: Question = NO_QUESTION


def answered(support: Support) -> list[str]:
    """Return the channels that are answered, in the site's order."""
    return [name for name, channel in support.channels.items() if channel.supported]


def channels_for(support: Support, language: str, topics: Iterable[str] = ()) -> list[str]:
    """Return the channels for a question in a language about `topics` (none: any), in the site's order."""
    pages = tuple(topics)
    hidden = {name for topic in pages if topic in support.topics for name in support.topics[topic].hide}
    return [
        name
        for name in answered(support)
        if support.channels[name].speaks(language)
        and name not in hidden
        and (
            not pages or support.channels[name].topics is None or set(support.channels[name].topics or ()) & set(pages)
        )
    ]


def recommended(support: Support, language: str, topics: Iterable[str]) -> str | None:
    """Return the first channel that the page's main topic recommends and that speaks its language."""
    pages = tuple(topics)
    there = channels_for(support, language, pages)
    wished = (name for topic in pages if topic in support.topics for name in support.topics[topic].recommend)
    return next((name for name in wished if name in there), None)


def page_data(support: Support, reader: Reader) -> str:
    """Return what hours.js needs of a page, as JSON for a data attribute: phrases, locale, notices that concern it."""
    words = strings(reader.language)
    value = {
        "closes": f"{words['hours.open']} · {words['hours.closes']}: ",
        "back": f"{words['hours.closed']} · {words['hours.back']}: ",
        "write": f"{words['channels.write_now']} · {words['channels.answer_by']}: ",
        "fastest": f"{words['channels.fastest']}: ",
        "yours": f" ({words['hours.your_time']}: ",
        "always": words["hours.always"],
        "never": words["hours.no_change"],
        "today": f"{words['hours.today']} ",
        "tomorrow": f"{words['hours.tomorrow']} ",
        "again": f" ({words['hours.after_clock_change']})",
        "locale": str(date_locale(reader.language)).replace("_", "-") + NUMBERS_AND_CALENDAR,
        "notices": [notice.id for notice in support.notices if concerns(notice, reader.topics, reader.language)],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def hours_view(support: Support, reader: Reader, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Return the full tables, of `names` or of every schedule that a channel keeps."""
    channels = answered(support)
    kept = list(names) if names is not None else _kept(support, channels)
    return {
        "schedules": [
            schedule_view(support, name, reader.language, reader.now) | _keepers(support, name, reader, channels)
            for name in kept
        ]
    }


def _kept(support: Support, channels: Iterable[str]) -> list[str]:
    found = dict.fromkeys(support.channels[name].schedule for name in channels)
    return [name for name in found if name] or ([] if support.channels else list(support.schedules))


def _keepers(support: Support, schedule: str, reader: Reader, among: Iterable[str]) -> dict[str, Any]:
    """Return who keeps a schedule, and what to say of it now.

    `title` names all of them; `badge` says whether "open now" means something: somebody is reached in these hours
    only, named by `staffed` when others keep them too. Those of `writable` take messages at any time: they are never
    called closed, they say by when there is an answer.
    """
    kept = [name for name in among if support.channels[name].schedule == schedule]
    labels = {name: label(support.channels[name], reader.language) for name in kept}
    writable = [name for name in kept if support.channels[name].response.mode == "async"]
    staffed = [labels[name] for name in kept if name not in writable]
    return {
        "title": ", ".join(labels.values()) or schedule,
        "badge": bool(staffed) or not kept,
        "staffed": ", ".join(staffed) if writable else "",
        "writable": [{"id": name, "label": labels[name] if len(kept) > 1 else ""} for name in writable],
    }


def footer_view(support: Support, reader: Reader) -> list[dict[str, Any]]:
    """Return the compact hours under every page, for the channels of the reader's language.

    One line for those of a schedule that are reached in its hours only, one for those that take messages at any time.
    """
    names = channels_for(support, reader.language)
    written = [name for name in names if support.channels[name].response.mode == "async"]
    staffed = [name for name in names if name not in written]
    return [
        {
            "id": name,
            "week": week_line(support.schedule(name), reader.language),
            "zone": local_time(support, name, reader.language),
        }
        | _keepers(support, name, reader, group)
        for name in _kept(support, names)
        for group in (staffed, written)
        if not names or any(support.channels[one].schedule == name for one in group)
    ]


def label(channel: Channel, language: str) -> str:
    """Return what a channel is called."""
    return say(channel.label, language) or strings(language)[f"channels.kind.{channel.kind}"]


def channel_view(support: Support, name: str, reader: Reader) -> dict[str, Any]:
    """Return the card of one channel."""
    channel, language = support.channels[name], reader.language
    words = strings(language)
    link = channel_link(channel, language, reader.question)
    schedule = support.schedule(channel.schedule) if channel.schedule else None
    verb = "email" if link.href.startswith("mailto:") else channel.kind
    return {
        "id": name,
        "kind": channel.kind,
        "label": label(channel, language),
        "href": link.href,
        "value": link.value,
        "action": words.text(f"channels.act.{verb}", value="\0").partition("\0"),
        "speaks": channel.speaks(language),
        "languages": languages_in_words(channel, language),
        "mode": channel.response.mode,
        "live": channel.schedule or "",
        "week": week_line(schedule, language) if schedule else "",
        "zone": local_time(support, channel.schedule, language) if channel.schedule else "",
        "promise": promise_words(support, name, reader),
        "notes": notes(support, channel, language),
        "recommended": recommended(support, language, reader.topics) == name,
    }


def languages_in_words(channel: Channel, language: str) -> str:
    """Return the languages a channel answers in, named in the reader's language."""
    names = (locale(code).get_display_name(date_locale(language)) or code for code in channel.languages or ())
    return ", ".join(str(name) for name in names)


def promise_words(support: Support, name: str, reader: Reader) -> dict[str, str] | None:
    """Return the promise as `{"label", "text", "why"}`, true without JavaScript; None where there is none."""
    channel, words = support.channels[name], strings(reader.language)
    response = channel.response
    if response.mode == "live":
        wait = words.text("channels.up_to", time=duration(response.wait, reader.language)) if response.wait else ""
        return {"label": words["channels.wait"], "text": wait, "why": ""} if wait else None
    if isinstance(response.promise, dict):
        return {"label": words["channels.promise"], "text": say(response.promise, reader.language), "why": ""}
    promise = standing_promise(channel)
    if promise is None:
        return None
    text = words.text("channels.up_to", time=duration(promise.minutes, reader.language))
    delays = [text for text in _delays(support, name, promise, reader) if text]
    return {
        "label": words["channels.promise"],
        "text": text,
        "why": "; ".join([*_why(promise, reader.language), *delays]),
    }


def _why(promise: Promise, language: str) -> list[str]:
    words = strings(language)
    reasons = [words["channels.working"]] if promise.clock == "working" else []
    return reasons + ([words["channels.measured"]] if promise.source == "measured" else [])


def _delays(support: Support, name: str, promise: Promise, reader: Reader) -> Iterator[str]:
    """Yield what notices that are not over change, with their days: true whenever the page is read."""
    for notice in support.notices:
        slower = notice.promise.get(name, 0)
        over = notice_minutes(support, notice)[1] <= epoch_minute(reader.now)
        if slower > promise.minutes and not over and concerns(notice, reader.topics, reader.language):
            time = strings(reader.language).text("channels.up_to", time=duration(slower, reader.language))
            yield f"{_days(notice, reader.language)}: {time}"


def _days(notice: Notice, language: str) -> str:
    words = strings(language)
    first, last = (full_day(moment.date(), language) for moment in (notice.start, notice.to))
    return f"{words['notices.from']} {first} {words['notices.until']} {last}"


def notes(support: Support, channel: Channel, language: str) -> list[dict[str, str]]:
    """Return cost, limits, reach and the people behind a robot, each as `{"label", "text"}`."""
    words = strings(language)
    countries = locale(date_locale(language).language).territories
    shop = channel.kind == "shop"
    behind = [label(support.channels[name], language) for name in (channel.handover.to if channel.handover else ())]
    found = [
        (words["channels.cost"], say(channel.cost, language)),
        (words["channels.limits"], say(channel.limits, language)),
        ("", say(channel.note, language)),
        (
            words["channels.reachable_from"],
            ", ".join(str(countries.get(code, code)) for code in channel.reachable_from or ()),
        ),
        ("", words["channels.robot_note"] if channel.kind == "chatbot" else ""),
        (words["channels.handover"], ", ".join(behind)),
        (words["channels.kind.phone"], parse_phone(channel.number).international if shop and channel.number else ""),
        ("", words["channels.forum_note"] if channel.kind == "community" else ""),
    ]
    return [{"label": title, "text": text} for title, text in found if text]


def channels_view(support: Support, reader: Reader, names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Return the cards of `names`, or of every channel that is answered."""
    return [channel_view(support, name, reader) for name in (names if names is not None else answered(support))]


def still_stuck_view(support: Support, reader: Reader) -> dict[str, Any]:
    """Return the card under an article: the channels for its topic and language, the best one marked."""
    return {"channels": channels_view(support, reader, channels_for(support, reader.language, reader.topics))}


def notices_view(support: Support, reader: Reader) -> list[dict[str, Any]]:
    """Return the notices of a page that are not over; `active` says whether one holds at the instant of the build."""
    minute, language = epoch_minute(reader.now), reader.language
    words = strings(language)
    found = []
    for notice in support.notices:
        start, end = notice_minutes(support, notice)
        if end <= minute or not concerns(notice, reader.topics, language):
            continue
        found.append(
            {
                "id": notice.id,
                "severity": notice.severity,
                "label": words[f"notices.severity.{notice.severity}"],
                "text": say(notice.text, language),
                "days": _days(notice, language),
                "active": start <= minute,
                "article": notice.link.article if notice.link else None,
                "url": notice.link.url if notice.link else None,
                "link": say(notice.link.text, language) if notice.link else "",
            }
        )
    return found
