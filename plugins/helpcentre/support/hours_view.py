"""The hours of a page as templates show them: full tables, and the compact lines of the footer."""

from collections.abc import Iterable
from typing import Any

from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import channel_label
from helpcentre.support.channel_selection import channels_for, supported_channels
from helpcentre.support.model import Support
from helpcentre.support.week_table import local_time, schedule_view, week_line


def hours_view(support: Support, reader: Audience, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Return the full tables, of `names` or of every schedule that a channel keeps."""
    channels = supported_channels(support)
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


def _keepers(support: Support, schedule: str, reader: Audience, among: Iterable[str]) -> dict[str, Any]:
    """Return who keeps a schedule, and what to say of it now.

    `title` names all of them; `badge` says whether "open now" means something: somebody is reached in these hours
    only, named by `staffed` when others keep them too. Those of `writable` take messages at any time: they are never
    called closed, they say by when there is an answer.
    """
    kept = [name for name in among if support.channels[name].schedule == schedule]
    labels = {name: channel_label(support.channels[name], reader.language) for name in kept}
    writable = [name for name in kept if support.channels[name].response.mode == "async"]
    staffed = [labels[name] for name in kept if name not in writable]
    return {
        "title": ", ".join(labels.values()) or schedule,
        "badge": bool(staffed) or not kept,
        "staffed": ", ".join(staffed) if writable else "",
        "writable": [{"id": name, "label": labels[name] if len(kept) > 1 else ""} for name in writable],
    }


def footer_view(support: Support, reader: Audience) -> list[dict[str, Any]]:
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
