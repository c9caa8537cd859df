"""The cards of the channels as templates show them: label, link, promise and notes, all in finished words."""

from collections.abc import Iterable, Iterator
from typing import Any

from helpcentre.language.dates import date_locale, duration
from helpcentre.language.strings import locale, strings
from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_model import Channel
from helpcentre.support.channel_selection import channels_for, recommended_channel, supported_channels
from helpcentre.support.contact_links import channel_link
from helpcentre.support.contacts import parse_phone
from helpcentre.support.field_types import localised
from helpcentre.support.model import Support
from helpcentre.support.notices import notice_days
from helpcentre.support.promises import Promise, concerns, notice_minutes, standing_promise
from helpcentre.support.week_table import local_time, week_line


def channels_view(support: Support, reader: Audience, names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Return the cards of `names`, or of every channel that is answered."""
    return [
        channel_view(support, name, reader) for name in (names if names is not None else supported_channels(support))
    ]


def still_stuck_view(support: Support, reader: Audience) -> dict[str, Any]:
    """Return the card under an article: the channels for its topic and language, the best one marked."""
    return {"channels": channels_view(support, reader, channels_for(support, reader.language, reader.topics))}


def channel_view(support: Support, name: str, reader: Audience) -> dict[str, Any]:
    """Return the card of one channel."""
    channel, language = support.channels[name], reader.language
    words = strings(language)
    link = channel_link(channel, language, reader.question)
    schedule = support.schedule(channel.schedule) if channel.schedule else None
    verb = "email" if link.href.startswith("mailto:") else channel.kind
    return {
        "id": name,
        "kind": channel.kind,
        "label": channel_label(channel, language),
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
        "recommended": recommended_channel(support, language, reader.topics) == name,
    }


def channel_label(channel: Channel, language: str) -> str:
    """Return what a channel is called."""
    return localised(channel.label, language) or strings(language)[f"channels.kind.{channel.kind}"]


def languages_in_words(channel: Channel, language: str) -> str:
    """Return the languages a channel answers in, named in the reader's language."""
    names = (locale(code).get_display_name(date_locale(language)) or code for code in channel.languages or ())
    return ", ".join(str(name) for name in names)


def promise_words(support: Support, name: str, reader: Audience) -> dict[str, str] | None:
    """Return the promise as `{"label", "text", "why"}`, true without JavaScript; None where there is none."""
    channel, words = support.channels[name], strings(reader.language)
    response = channel.response
    if response.mode == "live":
        wait = words.text("channels.up_to", time=duration(response.wait, reader.language)) if response.wait else ""
        return {"label": words["channels.wait"], "text": wait, "why": ""} if wait else None
    if isinstance(response.promise, dict):
        return {"label": words["channels.promise"], "text": localised(response.promise, reader.language), "why": ""}
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


def _delays(support: Support, name: str, promise: Promise, reader: Audience) -> Iterator[str]:
    """Yield what notices that are not over change, with their days: true whenever the page is read."""
    for notice in support.notices:
        slower = notice.promise.get(name, 0)
        over = notice_minutes(support, notice)[1] <= epoch_minute(reader.now)
        if slower > promise.minutes and not over and concerns(notice, reader.topics, reader.language):
            time = strings(reader.language).text("channels.up_to", time=duration(slower, reader.language))
            yield f"{notice_days(notice, reader.language)}: {time}"


def notes(support: Support, channel: Channel, language: str) -> list[dict[str, str]]:
    """Return cost, limits, reach and the people behind a robot, each as `{"label", "text"}`."""
    words = strings(language)
    countries = locale(date_locale(language).language).territories
    shop = channel.kind == "shop"
    behind = [
        channel_label(support.channels[name], language) for name in (channel.handover.to if channel.handover else ())
    ]
    found = [
        (words["channels.cost"], localised(channel.cost, language)),
        (words["channels.limits"], localised(channel.limits, language)),
        ("", localised(channel.note, language)),
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
