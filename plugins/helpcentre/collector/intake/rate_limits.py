"""Rate limits per reader, address, network and article.

Counts are kept in memory. Those of addresses, networks and articles are exchanged through the store every few seconds,
so that a restart or another process grants nothing extra; those of single readers never leave the memory.
"""

from dataclasses import dataclass

from helpcentre.collector.intake.bursts import HOUR_MS, BurstWatch, Counted
from helpcentre.collector.intake.counters import RecentlyUsed, WindowCounter
from helpcentre.collector.intake.identity import Visitor, keyed_hash
from helpcentre.collector.items import Item
from helpcentre.contract.limits import DAY_MS

ANSWERS = ("vote", "comment", "csat", "nps")
ONCE_A_DAY = ("vote", "csat", "nps")
SCORES = ("csat", "nps")
BURST = "burst"
BURSTS_WATCHED = 2_000


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The number of items that count before further ones are quarantined; answers are votes, comments and scores."""

    visitor_answers_hour: int = 30
    visitor_traces_hour: int = 120  # searches, contact clicks, views and runs of troubleshooters
    network_answers_hour: int = 300
    network_traces_hour: int = 1_200
    article_hour: int = 5_000
    address_burst_hour: int = 30  # readers behind one address about one article, or with one search: more are a burst
    network_burst_hour: int = 60
    provider_burst_hour: int = 150  # IPv6 only
    address_article_day: int = 60  # readers behind one address (an office, a carrier) answering about one article
    network_article_day: int = 120
    score_factor: int = 3  # for satisfaction and recommendation, which are asked once for the whole site
    network_day: int = 10_000  # items of all kinds: shares of the daily cap, so that no source can use it up
    provider_day: int = 50_000
    fast_hour: int = 10  # answers within `fast_ms` of opening the page, from one address
    fast_ms: int = 1_000


class RateLimiter:
    """Counts per hour and day, in memory, of at most `size` keys; items above a limit are quarantined, not refused."""

    def __init__(self, limits: RateLimits | None = None, size: int = 10_000) -> None:
        self.limits = limits or RateLimits()
        self._reader_hour = WindowCounter(HOUR_MS, size // 2)
        self.hour, self.day = WindowCounter(HOUR_MS, size // 2), WindowCounter(DAY_MS, size // 2)
        self._readers: RecentlyUsed[tuple[str, ...]] = RecentlyUsed(size)
        self._burst_watch = BurstWatch(BURSTS_WATCHED)
        self.bursts: list[list[bytes]] = []  # items that counted before their burst was noticed: to be set aside

    def __len__(self) -> int:
        return len(self._reader_hour) + len(self.hour) + len(self.day)

    def count_item(self, visitor: Visitor, item: Item, age_ms: int | None) -> list[str]:
        """Count an item and return the limits it is above, as reason codes."""
        limits, count, now = self.limits, self.hour.add, item.received
        found: list[str] = []
        answer = item.kind in ANSWERS
        if self._reader_hour.add((b"v" if answer else b"w") + visitor.key, now) > (
            limits.visitor_answers_hour if answer else limits.visitor_traces_hour
        ):
            found.append("visitor_budget")
        if count((b"n" if answer else b"o") + visitor.network, now) > (
            limits.network_answers_hour if answer else limits.network_traces_hour
        ):
            found.append("network_budget")
        run = item.kind == "troubleshooter"  # sent again with every answer: it must not use up the limit of votes
        if item.article and count((b"u" if run else b"a") + item.article.encode(), now) > limits.article_hour:
            found.append("article_budget")
        fast = answer and age_ms is not None and age_ms < limits.fast_ms
        if fast and count(b"f" + visitor.address, now) > limits.fast_hour:
            found.append("too_fast")
        if item.kind in ONCE_A_DAY or (item.kind == "search" and item.text):  # words are kept of failed searches only
            found += self._count_reader(visitor, item)
        in_network = self.day.add(b"s" + visitor.network, now)
        in_provider = self.day.add(b"t" + visitor.provider, now)
        if in_network > limits.network_day or in_provider > limits.provider_day:
            found.append("daily_share")
        return found

    def _count_reader(self, visitor: Visitor, item: Item) -> tuple[str, ...]:
        """Return the signals for too many different readers of one address or network about one question.

        The first answer of a reader decides for that reader's later ones, so that people may change their minds.
        """
        reader = item.ballot or item.id
        known = self._readers.get(reader)
        if known is not None:
            return known
        question = f"{item.kind}/{item.language}/{item.article or item.text or ''}".encode()
        found: tuple[str, ...] = ()
        if item.kind in ONCE_A_DAY:
            found += self._count_question(visitor, question, item)
        if self._is_in_burst(visitor, question, item, reader):
            found += (BURST,)
        self._readers.put(reader, found)
        return found

    def _count_question(self, visitor: Visitor, question: bytes, item: Item) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        factor = self.limits.score_factor if item.kind in SCORES else 1
        of_address, of_network = (
            self.day.add(keyed_hash(visitor.salt, sender + question), item.received)
            for sender in (b"p" + visitor.address, b"q" + visitor.network)
        )
        if of_address > self.limits.address_article_day * factor:
            found += ("address_article_budget",)
        if of_network > self.limits.network_article_day * factor:
            found += ("network_article_budget",)
        return found

    def _is_in_burst(self, visitor: Visitor, question: bytes, item: Item, reader: bytes) -> bool:
        """Return whether an item is part of a burst; the earlier items of a new burst go to `bursts`.

        Searches are watched per address only: many readers of one network do search for the same words.
        """
        limits = self.limits
        factor = limits.score_factor if item.kind in SCORES else 1
        senders = [(b"p" + visitor.address, limits.address_burst_hour)]
        if item.kind in ONCE_A_DAY:
            senders.append((b"q" + visitor.network, limits.network_burst_hour * factor))
        if item.kind in ONCE_A_DAY and visitor.is_ipv6:  # an IPv4 /16 has the readers of a whole region
            senders.append((b"r" + visitor.provider, limits.provider_burst_hour * factor))
        for sender, limit in senders:  # the narrowest first: what is part of its burst is not counted for a wider one
            key = keyed_hash(visitor.salt, sender + question)
            is_burst = self.hour.add(key, item.received) > limit
            earlier = self._burst_watch.add(key, Counted(item.id, reader), item.received, is_burst=is_burst)
            if earlier is not None:
                for counted in earlier:
                    self._readers.put(counted.reader, (BURST,))
                if earlier:
                    self.bursts.append([counted.item for counted in earlier])
                return True
        return False
