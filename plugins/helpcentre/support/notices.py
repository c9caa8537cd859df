"""The notices shown on a page, with their texts and dates."""

from typing import Any

from helpcentre.language.dates import full_day
from helpcentre.language.strings import Strings
from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.channel_model import Notice
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support


def notices_view(support: Support, audience: Audience) -> list[dict[str, Any]]:
    """Return the notices of a page that are not over; `active` is whether one applies at the time of the build."""
    minute, words = epoch_minute(audience.now), audience.words
    found = []
    for notice in support.notices:
        start, end = support.notice_minutes(notice)
        if end <= minute or not notice.concerns(audience.topics, words.language):
            continue
        found.append(
            {
                "id": notice.id,
                "severity": notice.severity,
                "label": words[f"notices.severity.{notice.severity}"],
                "text": localised(notice.text, words.language),
                "days": notice_days(notice, words),
                "active": start <= minute,
                "article": notice.link.article if notice.link else None,
                "url": notice.link.url if notice.link else None,
                "link": localised(notice.link.text, words.language) if notice.link else "",
            }
        )
    return found


def notice_days(notice: Notice, words: Strings) -> str:
    """Return the first and the last day of a notice, in words."""
    start, end = (full_day(time.date(), words.language_of("notices.days")) for time in (notice.start, notice.to))
    return words.text("notices.days", start=start, end=end)
