"""The hours of a page as templates show them: full tables, and the compact lines of the footer."""

from collections.abc import Iterable
from typing import Any

from helpcentre.language.punctuation import comma, join_items
from helpcentre.support.audience import Audience
from helpcentre.support.channel_names import channel_label
from helpcentre.support.channel_selection import channels_for, nearest_channels
from helpcentre.support.model import Support
from helpcentre.support.week_table import local_time, schedule_view, week_line


def hours_view(support: Support, audience: Audience, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Return the full tables, of `names` or of every schedule that a channel in the reader's language uses.

    If no channel answers in that language, the tables are those of the nearest ones, as on the contact page.
    """
    if names is None:
        channels = channels_for(support, audience.language) or nearest_channels(support, audience.language)
    else:
        channels = support.supported_channels
    shown = list(names) if names is not None else _used_schedules(support, channels)
    return {
        "schedules": [
            schedule_view(support, name, audience.words, audience.now)
            | _describe_channels(support, name, audience, channels)
            for name in shown
        ]
    }


def _used_schedules(support: Support, channels: Iterable[str]) -> list[str]:
    found = dict.fromkeys(support.channels[name].schedule for name in channels)
    return [name for name in found if name] or ([] if support.channels else list(support.schedules))


def _describe_channels(support: Support, schedule: str, audience: Audience, among: Iterable[str]) -> dict[str, Any]:
    """Return the channels of a schedule, and which live state to show for them.

    `title` names all channels. `badge` is whether "open now" or "closed" applies: some channels are reached during
    these hours only, and `staffed` names them if other channels share the schedule. The channels in `writable` accept
    messages at any time: they are never shown as closed, but with the time of the answer.
    """
    of_schedule = [name for name in among if support.channels[name].schedule == schedule]
    labels = {name: channel_label(support.channels[name], audience.words) for name in of_schedule}
    writable = [name for name in of_schedule if support.channels[name].response.mode == "async"]
    staffed = [labels[name] for name in of_schedule if name not in writable]
    return {
        "title": join_items(labels.values(), audience.language) or schedule,
        "badge": bool(staffed) or not of_schedule,
        "staffed": join_items(staffed, audience.language) if writable else "",
        "comma": comma(audience.language),
        "writable": [_describe_writable(name, labels[name], is_only=len(of_schedule) == 1) for name in writable],
    }


def _describe_writable(name: str, label: str, *, is_only: bool) -> dict[str, str]:
    """Return a channel that accepts messages at any time; `name` is its label as plain text, for an attribute."""
    return {"id": name, "label": "" if is_only else label, "name": "" if is_only else str(label)}


def footer_view(support: Support, audience: Audience) -> list[dict[str, Any]]:
    """Return the compact hours under every page: a line for each schedule of the channels in the reader's language."""
    names = channels_for(support, audience.language)
    return [
        {
            "id": name,
            "week": week_line(support.schedule(name), audience.words),
            "zone": local_time(support, name, audience.words),
        }
        | _describe_channels(support, name, audience, names)
        for name in _used_schedules(support, names)
    ]
