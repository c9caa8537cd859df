"""An Atom feed (RFC 4287) of new and changed pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page or a notice: its unchanging `id` (an address), title, full address, date and time of its last change.

    `updated` has a zone, and `summary` is plain text.
    """

    id: str
    title: str
    url: str
    updated: datetime
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `url` is its full address, `home` that of the page it belongs to.

    `begun` is the date and time, with a zone, that a feed without entries gives as its last change.
    """

    url: str
    home: str
    title: str
    language: str
    begun: datetime
    entries: Sequence[FeedEntry]


def atom_feed(feed: Feed) -> str:
    """Return the XML of a feed; it was changed when its newest entry was."""
    updated = max((entry.updated for entry in feed.entries), default=feed.begun)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>',
        f"  <id>{escape(feed.url)}</id>",
        f"  <title>{escape(feed.title)}</title>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(feed.home)}/>',
        f"  <updated>{_format_time(updated)}</updated>",
        f"  <author><name>{escape(feed.title)}</name></author>",
    ]
    for entry in feed.entries:
        lines += [
            "  <entry>",
            f"    <id>{escape(entry.id)}</id>",
            f"    <title>{escape(entry.title)}</title>",
            f'    <link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>',
            f"    <updated>{_format_time(entry.updated)}</updated>",
            *([f"    <summary>{escape(entry.summary)}</summary>"] if entry.summary else []),
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _format_time(time: datetime) -> str:
    """Return a date and time in UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
