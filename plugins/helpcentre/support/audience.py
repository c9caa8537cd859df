"""Whom a page is made for: the language, the date and time of the build, and what the page is about."""

from dataclasses import dataclass
from datetime import datetime

from helpcentre.support.contact_links import NO_PLACEHOLDERS, Placeholders


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a page is made: its language, the instant of the build, and what it is about."""

    language: str
    now: datetime
    topics: tuple[str, ...] = ()
    question: Placeholders = NO_PLACEHOLDERS
