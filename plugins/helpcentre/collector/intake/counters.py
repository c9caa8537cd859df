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
    """The number of times each key occurred in the current window; at most `size` keys, as in `RecentlyUsed`."""

    __slots__ = ("_half", "_ms", "_new", "_old", "_window")

    def __init__(self, window_ms: int, size: int) -> None:
        self._ms, self._window, self._half = window_ms, 0, max(1, size // 2)
        self._new: dict[bytes, int] = {}
        self._old: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def add(self, key: bytes, now: int) -> int:
        """Count one occurrence at `now` (Unix milliseconds) and return how many there have been in this window."""
        if now // self._ms != self._window:
            self._window, self._new, self._old = now // self._ms, {}, {}
        counts = self._new
        count = counts.get(key)
        if count is None:
            count = self._old.pop(key, 0)
        counts[key] = count = count + 1
        if len(counts) >= self._half:
            self._old, self._new = counts, {}
        return count
