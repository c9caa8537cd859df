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

    __slots__ = ("_half", "_known", "_new", "_old", "_window", "ms")

    def __init__(self, window_ms: int, size: int) -> None:
        self.ms, self._window, self._half = window_ms, 0, max(1, size // 2)
        self._new: dict[bytes, int] = {}
        self._old: dict[bytes, int] = {}
        self._known: dict[bytes, int] = {}  # the totals that others know too, as of the last exchange

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def add(self, key: bytes, now: int) -> int:
        """Count one occurrence at `now` (Unix milliseconds) and return how many there have been in this window."""
        if now // self.ms != self._window:
            self._begin_window(now // self.ms)
        counts = self._new
        count = counts.get(key)
        if count is None:
            count = self._old.pop(key, 0)
        counts[key] = count = count + 1
        if len(counts) >= self._half:
            self._old, self._new = counts, {}
        return count

    def _begin_window(self, window: int) -> None:
        self._window, self._new, self._old, self._known = window, {}, {}, {}

    def take_new(self, now: int) -> tuple[int, dict[bytes, int]]:
        """Return the number of the current window, and what was counted in it since the last call, by key."""
        if now // self.ms != self._window:
            self._begin_window(now // self.ms)
        counts, known = {**self._old, **self._new}, self._known
        new = {key: count - known.get(key, 0) for key, count in counts.items() if count > known.get(key, 0)}
        self._known = counts
        return self._window, new

    def give_back(self, window: int, new: dict[bytes, int]) -> None:
        """Undo `take_new` for counts that could not be shared."""
        if window == self._window:
            for key, number in new.items():
                self._known[key] = self._known.get(key, number) - number

    def merge(self, window: int, totals: dict[bytes, int]) -> None:
        """Take over totals to which others have added, if the window is still the same."""
        if window != self._window:
            return
        for key, total in totals.items():
            more = total - self._known.get(key, 0)
            if more > 0:
                self._new[key] = self._new.get(key, self._old.pop(key, 0)) + more
                self._known[key] = total
            if len(self._new) >= self._half:
                self._old, self._new = self._new, {}
