"""The readers a page is made for."""

from dataclasses import dataclass
from datetime import datetime

from helpcentre.support.contact_links import NO_PLACEHOLDERS, Placeholders


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of a page: their language, the time of the build, and what the page is about."""

    language: str
    now: datetime
    topics: tuple[str, ...] = ()
    placeholders: Placeholders = NO_PLACEHOLDERS
