"""A limit on failed sign-ins: five a minute for each address."""

from collections import OrderedDict
from dataclasses import dataclass, field

FAILURES_PER_MINUTE = 5


@dataclass(slots=True)
class SignInThrottle:
    """Failed sign-ins of the current minute by address; at most `size` addresses are remembered."""

    limit: int = FAILURES_PER_MINUTE
    size: int = 10_000
    _failures: OrderedDict[str, tuple[int, int]] = field(default_factory=OrderedDict)

    def is_blocked(self, address: str, now: int) -> bool:
        """Return whether this address has failed too often in the minute of `now` (Unix milliseconds)."""
        return self._count_failures(address, now) >= self.limit

    def add_failure(self, address: str, now: int) -> None:
        """Count a failure."""
        self._failures[address] = (now // 60_000, self._count_failures(address, now) + 1)
        self._failures.move_to_end(address)
        if len(self._failures) > self.size:
            self._failures.popitem(last=False)

    def _count_failures(self, address: str, now: int) -> int:
        minute, count = self._failures.get(address, (0, 0))
        return count if minute == now // 60_000 else 0
