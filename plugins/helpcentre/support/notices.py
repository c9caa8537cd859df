"""The notices shown on a page, with their texts and dates."""

from typing import Any

from helpcentre.support.audience import Audience
from helpcentre.support.calendar import epoch_minute
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support
from helpcentre.support.notice_days import notice_days


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
