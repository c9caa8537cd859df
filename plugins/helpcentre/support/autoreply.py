"""The automatic reply of a mailbox, a WhatsApp account or an unused social page, from the same data as the site."""

from datetime import datetime

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.language.dates import clock, full_day
from helpcentre.language.strings import Strings
from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_cards import promise_view
from helpcentre.support.channel_names import channel_label
from helpcentre.support.channel_selection import channels_for
from helpcentre.support.contact_links import channel_link
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support
from helpcentre.support.promises import deadline, promise_at
from helpcentre.support.status import sentence_with_place, status
from helpcentre.support.week_table import local_time, special_days, week_line

SHOWN_AS_TYPED = frozenset({"phone", "whatsapp", "email", "telegram", "shop"})
"""The kinds of channel whose number or address people read and copy; of the others the whole link is given."""


def autoreply(support: Support, name: str, words: Strings, now: datetime, *, dated: bool) -> str:
    """Return the reply of a channel as plain text.

    With `dated` it names the time of the answer to a message of `now`; without, the text is valid for any message
    until the closures it names are over. For channels that are not supported, and for names that are not channels, it
    directs people to the channels that are answered. Raises HelpCentreError for a misspelt name.
    """
    channel = support.channels.get(name)
    audience = Audience(words, now)
    if channel is not None and channel.supported:
        parts = _compose_answer(support, name, audience, dated=dated)
    else:
        hint = did_you_mean(name, support.channels) if channel is None else ""
        if hint or (channel is None and support.file.unsupported is None):
            known = ", ".join(support.channels)
            raise HelpCentreError(f"unknown channel '{name}'{hint or f'; use one of {known}'}")
        targets = (
            channel.redirect_to if channel is not None else support.file.unsupported and support.file.unsupported.to
        )
        parts = [_compose_redirect(support, targets or [], audience)]
    parts.append(words["reply.goodbye"])
    return "\n\n".join(part for part in parts if part) + "\n"


def _compose_answer(support: Support, name: str, audience: Audience, *, dated: bool) -> list[str]:
    """Return the paragraphs of a supported channel: received, answer time, active notices, hours, special days."""
    channel, words = support.channels[name], audience.words
    answer_time = _describe_deadline(support, name, audience) if dated else ""
    parts = [
        words["reply.received"],
        answer_time or _describe_promise(support, name, audience),
        *_active_notices(support, audience),
    ]
    if channel.schedule:
        week = week_line(support.schedule(channel.schedule), words)
        place = local_time(support, channel.schedule, words)
        parts.append(f"{words['channels.hours']}{words.colon}{week} ({place})")
        special = special_days(support, channel.schedule, words, audience.now)
        lines = [f"- {day['day']}{words.colon}{day['hours']} ({day['reason']})" for day in special]
        parts.append("\n".join([f"{words['hours.next_closures']}{words.colon}".rstrip(" "), *lines]) if lines else "")
    return parts


def _describe_promise(support: Support, name: str, audience: Audience) -> str:
    promise = promise_view(support, name, audience)
    if promise is None:
        return ""
    return f"{promise['label']}{audience.words.colon}{promise['text']}" + (
        f" ({promise['why']})" if promise["why"] else ""
    )


def _active_notices(support: Support, audience: Audience) -> list[str]:
    minute = epoch_minute(audience.now)
    return [
        localised(notice.text, audience.language)
        for notice in support.notices
        for start, end in [support.notice_minutes(notice)]
        if start <= minute < end and notice.concerns((), audience.language)
    ]


def _describe_deadline(support: Support, name: str, audience: Audience) -> str:
    """Return by when the answer comes; of a live channel its state, with the time it opens again."""
    channel, words = support.channels[name], audience.words
    if not channel.schedule:
        return ""
    calendar, minute = support.calendar(channel.schedule, audience.now), epoch_minute(audience.now)
    place = local_time(support, channel.schedule, words)
    if channel.response.mode == "live":
        return sentence_with_place(calendar, status(calendar, audience.now), words, place)
    promise = promise_at(support, name, audience.now, language=audience.language)
    by = deadline(calendar, promise, minute) if promise else None
    if by is None:
        return ""
    # an e-mail may be read on another day: a date, not "tomorrow"
    at = calendar.local(by)
    language = words.language_of("reply.answer_by")
    return words.text("reply.answer_by", day=full_day(at.date(), language), time=clock(at, language), place=place)


def _compose_redirect(support: Support, targets: list[str], audience: Audience) -> str:
    """Return the list of channels that are answered, those in the reader's language if there are any."""
    language, words = audience.language, audience.words
    spoken = [name for name in targets if support.channels[name].speaks(language)]
    lines = [words["reply.redirect"]]
    for name in spoken or channels_for(support, language) or targets:
        channel = support.channels[name]
        if channel.contact_form:  # its address is known to the site only
            continue
        link = channel_link(channel, words)
        value = link.value if channel.kind in SHOWN_AS_TYPED else link.href
        lines.append(f"- {channel_label(channel, words)}{words.colon}{value.partition('?')[0] or link.value}")
    return "\n".join(lines)
