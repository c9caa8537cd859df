"""The values that a message to the team is prefilled with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The values for prefilled messages, from the article being read; empty on other pages (home, contact)."""

    title: str = ""
    url: str = ""
    article: str = ""
    topic: str = ""


NO_PLACEHOLDERS = Placeholders()
