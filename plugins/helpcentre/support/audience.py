"""The readers that a page is made for."""

from dataclasses import dataclass
from datetime import datetime

from helpcentre.language.strings import Strings
from helpcentre.support.placeholders import NO_PLACEHOLDERS, Placeholders


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of a page: the strings of their language, the time of the build, and what the page is about."""

    words: Strings
    now: datetime
    topics: tuple[str, ...] = ()
    placeholders: Placeholders = NO_PLACEHOLDERS
    contact_page: str = ""
    """The address of the contact page as linked from the page; empty on itself."""

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language
