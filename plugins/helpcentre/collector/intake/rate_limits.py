"""How much one reader, address, network and article may send; the counts live in memory only."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from helpcentre.collector.intake.identity import Visitor
from helpcentre.collector.items import Item
from helpcentre.contract.limits import DAY_MS

HOUR_MS = 3600 * 1000
ANSWERS = ("vote", "comment", "csat", "nps")
ONCE_A_DAY = ("vote", "csat", "nps")


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How much is counted before items are set aside; answers are votes, comments and ratings."""

    visitor_answers_hour: int = 30
    visitor_traces_hour: int = 120  # searches, contact clicks and views
    network_answers_hour: int = 300
    network_traces_hour: int = 1_200
    article_hour: int = 5_000
    address_article_day: int = 10  # readers behind one address (an office, a school) answering about one article
    network_article_day: int = 60
    address_score_day: int = 30  # the same for satisfaction and recommendation, which are asked once for the whole site
    network_score_day: int = 180
    fast_hour: int = 10  # answers within `fast_ms` of opening the page, from one address
    fast_ms: int = 1_000


Value = TypeVar("Value")


class _Recent(Generic[Value]):
    """A dictionary of at most `size` keys that forgets what was not used for longest, half of it at a time."""

    __slots__ = ("_new", "_old", "half")

    def __init__(self, size: int) -> None:
        self.half = max(1, size // 2)
        self._new: dict[bytes, Value] = {}
        self._old: dict[bytes, Value] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: bytes) -> Value | None:
        value = self._new.get(key)
        if value is None and self._old:
            value = self._old.pop(key, None)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: bytes, value: Value) -> None:
        self._new[key] = value
        if len(self._new) >= self.half:
            self._old, self._new = self._new, {}


class _Counts:
    """How often keys came up in the present window of time (an hour, a day)."""

    __slots__ = ("_counts", "_ms", "_window")

    def __init__(self, window_ms: int, size: int) -> None:
        self._ms, self._window = window_ms, 0
        self._counts: _Recent[int] = _Recent(size)

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, key: bytes, now: int) -> int:
        """Count one and return how many there are."""
        window, counts = now // self._ms, self._counts
        if window != self._window:
            self._window, self._counts = window, (counts := _Recent(2 * counts.half))
        count = (counts.get(key) or 0) + 1
        counts.put(key, count)
        return count


class RateLimiter:
    """Counts per hour and day, in memory, at most `size` keys; what exceeds them is set aside, never refused."""

    def __init__(self, limits: RateLimits | None = None, size: int = 10_000) -> None:
        self.limits = limits or RateLimits()
        self._hour, self._day = _Counts(HOUR_MS, size // 2), _Counts(DAY_MS, size // 2)
        self._readers: _Recent[tuple[str, ...]] = _Recent(size)

    def __len__(self) -> int:
        return len(self._hour) + len(self._day)

    def signals(self, who: Visitor, item: Item, age_ms: int | None) -> list[str]:
        """Count the item and return the budgets it is over, as reason codes."""
        limits, add, now = self.limits, self._hour.add, item.received
        found: list[str] = []
        answer = item.kind in ANSWERS
        if add((b"v" if answer else b"w") + who.key, now) > (
            limits.visitor_answers_hour if answer else limits.visitor_traces_hour
        ):
            found.append("visitor_budget")
        if add((b"n" if answer else b"o") + who.network, now) > (
            limits.network_answers_hour if answer else limits.network_traces_hour
        ):
            found.append("network_budget")
        if item.article and add(b"a" + item.article.encode(), now) > limits.article_hour:
            found.append("article_budget")
        fast = answer and age_ms is not None and age_ms < limits.fast_ms
        if fast and add(b"f" + who.address, now) > limits.fast_hour:
            found.append("too_fast")
        return [*found, *self._crowd(who, item)] if item.kind in ONCE_A_DAY else found

    def _crowd(self, who: Visitor, item: Item) -> tuple[str, ...]:
        """Return the signals for too many different readers of one address or network about one question.

        The first answer of a reader decides for that reader's later ones, so that a mind can be changed.
        """
        reader = item.ballot or item.id
        known = self._readers.get(reader)
        if known is not None:
            return known
        found: tuple[str, ...] = ()
        limits, score = self.limits, item.kind != "vote"
        question = f"{item.kind}/{item.language}/{item.article}".encode()
        address_limit = limits.address_score_day if score else limits.address_article_day
        if self._day.add(b"p" + who.address + question, item.received) > address_limit:
            found += ("address_article_budget",)
        network_limit = limits.network_score_day if score else limits.network_article_day
        if self._day.add(b"q" + who.network + question, item.received) > network_limit:
            found += ("network_article_budget",)
        self._readers.put(reader, found)
        return found
