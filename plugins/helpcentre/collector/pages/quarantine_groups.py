"""Quarantined items that differ in nothing but their time, so that a burst of them is one decision. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from helpcentre.language.strings import Strings
from helpcentre.reporting.records import Quarantined


@dataclass(frozen=True, slots=True)
class QuarantineGroup:
    """Items that differ in nothing but their time, newest first; words are alike only if they are the same."""

    kind: str
    article: str | None
    language: str
    value: int | None
    text: str | None
    signals: tuple[str, ...]
    items: tuple[Quarantined, ...]

    @property
    def first(self) -> datetime:
        """The time of the oldest item, in UTC to the second."""
        return self.items[-1].occurred.astimezone(UTC).replace(microsecond=0)

    @property
    def last(self) -> datetime:
        """The time of the newest item, in UTC to the second."""
        return self.items[0].occurred.astimezone(UTC).replace(microsecond=0)

    @property
    def hours(self) -> str:
        """The times of a group within one UTC day, such as `14:02–14:09 UTC`; "" for one item or several days."""
        if len(self.items) == 1 or self.first.date() != self.last.date():
            return ""
        first, last = f"{self.first:%H:%M}", f"{self.last:%H:%M}"
        return f"{first}–{last} UTC" if first != last else f"{first} UTC"

    def answer(self, words: Strings) -> str:
        """Return what was answered: Yes or No for a vote, else the number."""
        if self.kind != "vote":
            return str(self.value)
        return words["feedback.yes" if self.value == 1 else "feedback.no"]


def group_items(items: Iterable[Quarantined]) -> list[QuarantineGroup]:
    """Return the items in groups, the one with the newest item first."""
    groups: dict[tuple[str, str | None, str, int | None, str | None, tuple[str, ...]], list[Quarantined]] = {}
    for item in items:
        alike = (item.kind, item.article, item.language, item.value, item.text, item.signals)
        groups.setdefault(alike, []).append(item)
    return [QuarantineGroup(*alike, tuple(members)) for alike, members in groups.items()]
