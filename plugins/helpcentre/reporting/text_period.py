"""A time in which one text of an article was live."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TextPeriod:
    """A time in which one text was live: its versions (more than one if they hardly differ), and when it began.

    `latest` is the version that was live at its end.
    """

    versions: frozenset[str]
    since: datetime
    latest: str
