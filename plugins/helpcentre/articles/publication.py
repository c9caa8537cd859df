"""The days on which a page is published: from `publish_on` on, and no longer from `unpublish_on` on."""

from datetime import date
from enum import Enum

from helpcentre.articles.model import FrontMatter


class Publication(Enum):
    """The state of a page on a day."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    """It is not published yet."""
    ENDED = "ended"
    """It is no longer published."""


def publication_on(front: FrontMatter, day: date) -> Publication:
    """Return the state of a page on a day in the time zone of the site; drafts have no other state."""
    if front.unpublish_on is not None and front.unpublish_on <= day:
        return Publication.ENDED
    if front.publish_on is not None and front.publish_on > day:
        return Publication.SCHEDULED
    return Publication.PUBLISHED
