"""The settings of a running collector."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.intake.rate_limits import RateLimits
from helpcentre.collector.messages.receiver import Receiver
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.writer import QUEUE_LIMIT


def wall_clock() -> int:
    """Return the time in Unix milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Settings:
    """The settings of a running collector; every field has a default."""

    site: str | None = None  # folder or https address of the built site
    origins: tuple[str, ...] = ()  # allowed in addition to the site's own
    own_origins: tuple[str, ...] = ()  # the collector's own addresses
    proxies: TrustedProxies = field(default_factory=TrustedProxies)
    limits: RateLimits = field(default_factory=RateLimits)
    retention: Retention = field(default_factory=Retention)
    order_pattern: str | None = None
    count_views: bool = False
    receiver: Receiver | None = None  # of messages of the contact form
    message_days: int = 14  # that a message nobody takes is kept
    daily_cap: int = 200_000  # items that count
    quarantine_cap: int = 20_000  # quarantined items per day, besides those that count
    queue: int = QUEUE_LIMIT  # items waiting to be written
    share_seconds: float = 5  # between two exchanges of what senders have used of their limits
    manifest_seconds: float = 30
    retention_seconds: float = 3600
    clock: Callable[[], int] = wall_clock
