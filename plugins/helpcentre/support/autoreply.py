"""The text a mail tool, a WhatsApp account or a forgotten social page answers with, from the same data as the site."""

from datetime import datetime

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.language.dates import clock, full_day
from helpcentre.language.strings import strings
from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_cards import channel_label, promise_words
from helpcentre.support.channel_selection import channels_for
from helpcentre.support.contact_links import channel_link
from helpcentre.support.field_types import localised
from helpcentre.support.model import Support
from helpcentre.support.promises import concerns, deadline, notice_minutes, promise_at
from helpcentre.support.status import sentence, status
from helpcentre.support.week_table import local_time, special_days, week_line


def autoreply(support: Support, name: str, language: str, now: datetime, *, dated: bool) -> str:
    """Return the reply of a channel in plain text.

    `dated` says by when the answer to a message of `now` comes; without it the text holds for any message until the
    closures it names are over. Channels that are not answered (and names that are no channel) send people to those
    that are. Raises HelpCentreError for a name that is only misspelt.
    """
    channel = support.channels.get(name)
    if channel is not None and channel.supported:
        parts = _answered(support, name, Audience(language, now), dated=dated)
    else:
        hint = did_you_mean(name, support.channels) if channel is None else ""
        if hint or (channel is None and support.file.unsupported is None):
            known = ", ".join(support.channels)
            raise HelpCentreError(f"there is no channel '{name}'{hint or f'; write one of {known}'}")
        to = channel.redirect_to if channel is not None else support.file.unsupported and support.file.unsupported.to
        parts = _redirect(support, to or [], Audience(language, now))
    parts.append(strings(language)["reply.goodbye"])
    return "\n\n".join(part for part in parts if part) + "\n"


def _answered(support: Support, name: str, reader: Audience, *, dated: bool) -> list[str]:
    language, words = reader.language, strings(reader.language)
    channel = support.channels[name]
    promise = promise_words(support, name, reader)
    parts = [words["reply.received"], _deadline(support, name, reader) if dated else ""]
    if not parts[1] and promise:
        parts[1] = f"{promise['label']}: {promise['text']}" + (f" ({promise['why']})" if promise["why"] else "")
    parts += [
        localised(notice.text, language)
        for notice in support.notices
        for start, end in [notice_minutes(support, notice)]
        if start <= epoch_minute(reader.now) < end and concerns(notice, (), language)
    ]
    if channel.schedule:
        schedule = support.schedule(channel.schedule)
        zone = local_time(support, channel.schedule, language)
        parts.append(f"{words['channels.hours']}: {week_line(schedule, language)} ({zone})")
        special = special_days(support, channel.schedule, language, reader.now)
        lines = [f"- {day['day']}: {day['hours']} ({day['reason']})" for day in special]
        parts.append("\n".join([f"{words['hours.next_closures']}:", *lines]) if lines else "")
    return parts


def _deadline(support: Support, name: str, reader: Audience) -> str:
    """Return by when the answer comes: of a live channel that is closed, when it is back."""
    channel, words = support.channels[name], strings(reader.language)
    if not channel.schedule:
        return ""
    calendar, minute = support.calendar(channel.schedule, reader.now), epoch_minute(reader.now)
    place = local_time(support, channel.schedule, reader.language)
    if channel.response.mode == "live":
        return f"{sentence(calendar, status(calendar, reader.now), reader.language)} ({place})"
    promise = promise_at(support, name, reader.now, language=reader.language)
    by = deadline(calendar, promise, minute) if promise else None
    if by is None:
        return ""
    # a mail is read on any day: a date, not "tomorrow"
    at = calendar.local(by)
    return f"{words['reply.answer_by']}: {full_day(at.date(), reader.language)} {clock(at, reader.language)} ({place})"


def _redirect(support: Support, to: list[str], reader: Audience) -> list[str]:
    """Return the way to the channels that are answered, those in the reader's language if there are any."""
    spoken = [name for name in to if support.channels[name].speaks(reader.language)]
    names = spoken or channels_for(support, reader.language) or to
    lines = []
    for name in names:
        channel = support.channels[name]
        link = channel_link(channel, reader.language)
        # a number or an address is read and copied; a page is only of use as its whole address
        value = link.value if channel.kind in ("phone", "whatsapp", "email", "telegram", "shop") else link.href
        lines.append(f"- {channel_label(channel, reader.language)}: {value.partition('?')[0] or link.value}")
    return [strings(reader.language)["reply.redirect"] + "\n" + "\n".join(lines)]
