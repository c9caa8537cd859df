"""The cards of the channels: label, link, promise and notes, in finished words for the templates."""

from collections.abc import Iterable, Iterator
from typing import Any

from helpcentre.language.dates import duration
from helpcentre.language.locales import locale, regional_locale
from helpcentre.language.punctuation import join_items, semicolon
from helpcentre.language.strings import Strings
from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_model import Channel
from helpcentre.support.channel_names import channel_label, language_names
from helpcentre.support.channel_selection import channels_for, nearest_channels, recommended_channels
from helpcentre.support.contact_formats import parse_phone
from helpcentre.support.contact_links import channel_link
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support
from helpcentre.support.notice_days import notice_days
from helpcentre.support.promises import Promise, standing_promise
from helpcentre.support.week_table import local_time, week_line

SHOWN_ADDRESSES = ("phone", "email", "whatsapp", "telegram", "messenger", "social", "shop")
"""Channels whose number or address is worth reading, copying or dialling elsewhere; that of a form or a chat is not."""


def channels_view(support: Support, audience: Audience, names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Return the cards of `names`, or of every channel that is answered."""
    return [
        channel_view(support, name, audience) for name in (names if names is not None else support.supported_channels)
    ]


def listing_view(support: Support, audience: Audience) -> dict[str, Any]:
    """Return the listing of a contact page: as `channels`, the cards of those that answer in the reader's language.

    If none does, they are the nearest ones, which name their languages, and `in_other_languages` is true.
    """
    names = channels_for(support, audience.language, audience.topics)
    others = [] if names else nearest_channels(support, audience.language)
    return {"channels": channels_view(support, audience, names or others), "in_other_languages": bool(others)}


def still_stuck_view(support: Support, audience: Audience) -> dict[str, Any]:
    """Return the cards under an article: the channels for its topics and language.

    `best` has those recommended for its topics, the best first; `first` is shown before a script has looked at the
    clock.
    """
    names = channels_for(support, audience.language, audience.topics)
    best = recommended_channels(support, audience.language, audience.topics)
    return {
        "channels": channels_view(support, audience, names),
        "best": best,
        "first": next(iter([*best, *names]), ""),
    }


def channel_view(support: Support, name: str, audience: Audience) -> dict[str, Any]:
    """Return the card of one channel; `best` has all recommended channels, if this is one of them.

    `is_counted` is false for the contact form of the site: its messages are counted, not the clicks on its link.
    """
    channel, words = support.channels[name], audience.words
    link = channel_link(channel, words, audience.placeholders)
    schedule = support.schedule(channel.schedule) if channel.schedule else None
    best = recommended_channels(support, words.language, audience.topics)
    verb = "email" if link.href.startswith("mailto:") else channel.kind
    return {
        "id": name,
        "kind": channel.kind,
        "label": channel_label(channel, words),
        "href": f"{audience.contact_page}{link.href}" if channel.contact_form else link.href,
        "is_counted": channel.contact_form is None,
        "value": link.value if verb in SHOWN_ADDRESSES else "",
        "action": words[f"channels.act.{verb}"],
        "speaks": channel.speaks(words.language),
        "languages": language_names(channel, words.language),
        "mode": channel.response.mode,
        "live": channel.schedule or "",
        "week": week_line(schedule, words) if schedule else "",
        "zone": local_time(support, channel.schedule, words) if channel.schedule else "",
        "promise": promise_view(support, name, audience),
        "notes": channel_notes(support, channel, words),
        "best": best if name in best else [],
    }


def promise_view(support: Support, name: str, audience: Audience) -> dict[str, str] | None:
    """Return the promise as `{"label", "text", "why"}`, valid without JavaScript; None if there is none."""
    channel, words = support.channels[name], audience.words
    response = channel.response
    if response.mode == "live":
        wait = _up_to(response.wait, None, words) if response.wait else ""
        return {"label": words["channels.wait"], "text": wait, "why": ""} if wait else None
    if isinstance(response.promise, dict):
        return {"label": words["channels.promise"], "text": localised(response.promise, audience.language), "why": ""}
    promise = standing_promise(channel)
    if promise is None:
        return None
    text = _up_to(promise.minutes, promise, audience.words)
    delays = _describe_delays(support, name, promise, audience)
    return {
        "label": words["channels.promise"],
        "text": text,
        "why": semicolon(words.language).join(
            [*([words["channels.measured"]] if promise.source == "measured" else []), *delays]
        ),
    }


def _up_to(minutes: int, promise: Promise | None, words: Strings) -> str:
    """Return the time to an answer in words, counted by the clock of the promise."""
    key = "channels.up_to_open" if promise is not None and promise.clock == "working" else "channels.up_to"
    return words.text(key, time=duration(minutes, words.language_of(key)))


def _describe_delays(support: Support, name: str, promise: Promise, audience: Audience) -> Iterator[str]:
    """Yield the longer times of notices that are not over, with their days: valid whenever the page is read."""
    for notice in support.notices:
        slower = notice.promise.get(name, 0)
        over = support.notice_minutes(notice)[1] <= epoch_minute(audience.now)
        if slower > promise.minutes and not over and notice.concerns(audience.topics, audience.language):
            words = audience.words
            yield f"{notice_days(notice, words)}{words.colon}{_up_to(slower, promise, words)}"


def channel_notes(support: Support, channel: Channel, words: Strings) -> list[dict[str, str]]:
    """Return cost, limits, reach and handover of a channel, each as `{"label", "text"}`."""
    countries = locale(regional_locale(words.language).language).territories
    shop = channel.kind == "shop"
    handover = [
        channel_label(support.channels[name], words) for name in (channel.handover.to if channel.handover else ())
    ]
    found = [
        (words["channels.cost"], localised(channel.cost, words.language)),
        (words["channels.limits"], localised(channel.limits, words.language)),
        ("", localised(channel.note, words.language)),
        (
            words["channels.reachable_from"],
            join_items((str(countries.get(code, code)) for code in channel.reachable_from or ()), words.language),
        ),
        ("", words["channels.chatbot_note"] if channel.kind == "chatbot" else ""),
        (words["channels.handover"], join_items(handover, words.language)),
        (words["channels.kind.phone"], parse_phone(channel.number).international if shop and channel.number else ""),
        ("", words["channels.forum_note"] if channel.kind == "community" else ""),
    ]
    return [{"label": title, "text": text} for title, text in found if text]
