"""Counters in memory whose size is bounded, however many different keys are counted."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class RecentlyUsed(Generic[Value]):
    """A dictionary of at most `size` keys that drops the least recently used ones, half of it at a time."""

    __slots__ = ("_new", "_old", "half")

    def __init__(self, size: int) -> None:
        self.half = max(1, size // 2)
        self._new: dict[bytes, Value] = {}
        self._old: dict[bytes, Value] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: bytes) -> Value | None:
        """Return the value of a key, which is then the most recently used one; None if there is none."""
        value = self._new.get(key)
        if value is None and self._old:
            value = self._old.pop(key, None)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: bytes, value: Value) -> None:
        """Set the value of a key."""
        self._new[key] = value
        if len(self._new) >= self.half:
            self._old, self._new = self._new, {}


class WindowCounter:
    """How often keys occurred in the present window of time (an hour, a day)."""

    __slots__ = ("_counts", "_ms", "_window")

    def __init__(self, window_ms: int, size: int) -> None:
        self._ms, self._window = window_ms, 0
        self._counts: RecentlyUsed[int] = RecentlyUsed(size)

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, key: bytes, now: int) -> int:
        """Count one occurrence and return how many there have been in this window."""
        window, counts = now // self._ms, self._counts
        if window != self._window:
            self._window, self._counts = window, (counts := RecentlyUsed(2 * counts.half))
        count = (counts.get(key) or 0) + 1
        counts.put(key, count)
        return count
