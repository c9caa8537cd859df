"""Bursts: many readers of one household, network or provider who answer one question within an hour.

Thirty phones behind one carrier's address are ordinary readers; two hundred votes from one network are not. So the
items of an hour count until there are more than a limit of them, and then none of them counts: those that already did
are set aside with the rest. Memory is bounded, and ids are kept for the current hour only.
"""

from collections.abc import Iterable
from typing import NamedTuple

from helpcentre.collector.intake.counters import RecentlyUsed

HOUR_MS = 3600 * 1000
_ID_BYTES = 16


class Counted(NamedTuple):
    """An item that counts unless its burst is noticed: its id, and the ballot of its reader, 16 bytes each."""

    item: bytes
    reader: bytes


class BurstWatch:
    """The items of each sender about each question in the current hour; at most `size` pairs are watched."""

    def __init__(self, size: int) -> None:
        self._size, self._hour = size, 0
        self._seen: RecentlyUsed[bytearray] = RecentlyUsed(size)
        self._bursts: RecentlyUsed[bool] = RecentlyUsed(size)

    def add(self, key: bytes, counted: Counted, now: int, *, is_burst: bool) -> list[Counted] | None:
        """Note an item of a sender and question (`key`) at `now` (Unix ms).

        Returns None until there is a burst. Its first item returns those before it, which counted until then; each
        later one returns an empty list.
        """
        if now // HOUR_MS != self._hour:
            self._hour = now // HOUR_MS
            self._seen, self._bursts = RecentlyUsed(self._size), RecentlyUsed(self._size)
        if self._bursts.get(key):
            return []
        seen = self._seen.get(key)
        if seen is None:
            self._seen.put(key, seen := bytearray())
        if not is_burst:
            seen += counted.item + counted.reader
            return None
        self._bursts.put(key, True)
        earlier = list(_split_burst(bytes(seen)))
        seen.clear()
        return earlier


def _split_burst(seen: bytes) -> Iterable[Counted]:
    for start in range(0, len(seen), 2 * _ID_BYTES):
        middle = start + _ID_BYTES
        yield Counted(seen[start:middle], seen[middle : middle + _ID_BYTES])
