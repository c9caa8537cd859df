"""The collector without HTTP: takes arrivals, keeps the site's manifest, salts and counters up to date."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import uuid4

from helpcentre.collector.intake.identity import Visitor, visitor
from helpcentre.collector.intake.rate_limits import RateLimiter
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.intake.validate import Accepted, IncomingRequest, Post, accept, accept_form
from helpcentre.collector.items import (
    BusyError,
    DayIsFullError,
    Item,
    Outcome,
    Refusal,
    StoreUnavailableError,
    UnfitError,
)
from helpcentre.collector.logs import Failures
from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.collector.metrics import Counts
from helpcentre.collector.read_thread import Reader
from helpcentre.collector.secure_erase import Wiper
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.base import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.limits import DAY_MS, day_of
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import HelpCentreError

log = logging.getLogger("helpcentre.collector")

Answer = tuple[int, dict[str, object]]
_REASONS: dict[type, str] = {DayIsFullError: "daily_cap", BusyError: "busy", UnfitError: "invalid"}
NOTED = 10_000  # ids a day that are erased before they came; each is kept for eight days


class Service:
    """One running collector."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.store = store
        self.writer = Writer(store, limit=self.settings.queue)
        self.reader = Reader(store)
        self.wiper = Wiper(self.writer, store)
        self.counts = Counts()
        self.budgets = RateLimiter(self.settings.limits)
        self.known = SiteCatalogue()
        self.manifest: Manifest | None = None
        self._source = ManifestSource(self.settings.site) if self.settings.site else None
        self._origins: tuple[Manifest | None, frozenset[str]] | None = None
        self._salt: tuple[int, bytes] | None = None
        self._stored_day, self._noted_day = (0, 0), (0, 0)
        self._failures = Failures()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def origins(self) -> frozenset[str]:
        """Return every origin that may post; worked out once for each manifest."""
        manifest, known = self.manifest, self._origins
        if known is None or known[0] is not manifest:
            own = (manifest.origin,) if manifest and manifest.origin else ()
            known = self._origins = manifest, frozenset((*self.settings.origins, *self.settings.own_origins, *own))
        return known[1]

    async def start(self) -> None:
        """Read the manifest and the store, then begin to write and to look after the data."""
        self.writer.start()
        await self.refresh(first=True)
        self.known = await self.writer.run(self._read_known)
        now = self.settings.clock()
        self._salt = (day_of(now), await self.writer.run(lambda: self.store.salt(day_of(now))))
        self._stored_day = (day_of(now), await self.writer.run(lambda: self.store.count_since(now // DAY_MS * DAY_MS)))
        self._tasks = [
            asyncio.create_task(self._every(self.settings.manifest_seconds, self.refresh)),
            asyncio.create_task(self._every(10, self.save_counts)),
            asyncio.create_task(self._every(1, self.wiper.step)),
            asyncio.create_task(self._every(self.settings.care_seconds, self.care, at_once=True)),
        ]

    async def stop(self) -> None:
        """End the tasks, write what waits."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.save_counts()
        await self.wiper.step()
        await self.writer.stop()
        await asyncio.to_thread(self.reader.close)

    async def take(self, arrival: IncomingRequest, address: str, user_agent: str, accept_language: str) -> Answer:
        """Store what a body to /items says; returns status and body of the answer."""
        try:
            who = await self._visitor(arrival.received, address, user_agent, accept_language)
            accepted = accept(arrival, self.known, who)
            if isinstance(accepted, list):
                return await self._take_list(accepted, who)
            judged = self._judge(accepted, who)
            return self._stored((await self._write([judged]))[0]) if isinstance(judged, Item) else judged
        except StoreUnavailableError as error:
            return self._unavailable(error)

    def take_then(
        self,
        arrival: IncomingRequest,
        visitor_parts: tuple[str, str, str],
        then: Callable[[int, dict[str, object]], None],
    ) -> bool:
        """Store one item and call `then` with status and body of the answer; False if that has to be waited for."""
        salt = self._salt
        if salt is None or salt[0] != day_of(arrival.received):
            return False
        who = visitor(salt[1], *visitor_parts)
        accepted = accept(arrival, self.known, who)
        if isinstance(accepted, list):
            return False
        judged = self._judge(accepted, who)
        if not isinstance(judged, Item):
            then(*judged)
            return True
        items = [judged]

        def written(outcomes: list[Outcome], error: BaseException | None) -> None:
            if error is None:
                self._count_stored(items, outcomes)
                then(*self._stored(outcomes[0]))
            elif isinstance(error, StoreUnavailableError):
                self._count_refused(items, error)
                then(*self._unavailable(error))
            else:
                then(500, {"error": "internal"})
                raise error

        try:
            self._admit(items)
            self.writer.submit_then(items, written)
        except StoreUnavailableError as error:
            self._count_refused(items, error)
            then(*self._unavailable(error))
        return True

    async def take_form(
        self, arrival: IncomingRequest, address: str, user_agent: str, accept_language: str
    ) -> Post | Refusal | Answer:
        """Store a form post; returns the post itself when it is stored."""
        try:
            who = await self._visitor(arrival.received, address, user_agent, accept_language)
            accepted = accept_form(arrival, self.known, who, (uuid4().bytes, uuid4().bytes))
            if isinstance(accepted, Refusal):
                self.counts.refused(accepted.error)
                return accepted
            post, taken = accepted
            for status, body in await self._take_all(list(taken), who):
                if status >= 400:
                    return status, body
        except StoreUnavailableError as error:
            return self._unavailable(error)
        return post

    def refuse(self, reason: str) -> dict[str, object]:
        """Count a request refused before its body was read; returns the answer's body."""
        self.counts.refused(reason)
        return {"error": reason}

    async def erase(self, identity: bytes) -> None:
        """Delete an item for its writer; ids that are not there are remembered up to the day's cap, not without end."""
        now = self.settings.clock()
        noted = self._noted_day[1] + 1 if self._noted_day[0] == day_of(now) else 1
        self._noted_day, cap = (day_of(now), noted), min(self.settings.daily_cap, NOTED)
        self.wiper.erased(await self.writer.run(lambda: self.store.erase(identity, now, remember=noted <= cap)))

    async def ready(self) -> bool:
        """Tell whether writes work; after a failed one, by trying again."""
        if not self.writer.healthy:
            try:
                await self.writer.run(lambda: self.store.add_counters({"probes": 1}))
            except StoreUnavailableError:
                return False
            self.writer.healthy = True
        return True

    async def _take_list(self, parts: list[Accepted | Refusal], who: Visitor) -> Answer:
        answers = await self._take_all(parts, who)
        results = [body for _, body in answers]
        stored = sum(int(str(body.get("stored", 0))) for body in results)
        statuses = [status for status, _ in answers]
        if all(status >= 400 for status in statuses):
            first = dict(results[0])
            if "at" in first:
                first["at"] = f"0.{first['at']}".rstrip(".")
            return statuses[0], {**first, "results": results}
        return (201 if stored else 200), {"stored": stored, "results": results}

    async def _take_all(self, parts: list[Accepted | Refusal], who: Visitor) -> list[Answer]:
        judged = [self._judge(part, who) for part in parts]
        items = [one for one in judged if isinstance(one, Item)]
        outcomes = iter(await self._write(items) if items else ())
        return [self._stored(next(outcomes)) if isinstance(one, Item) else one for one in judged]

    def _judge(self, part: Accepted | Refusal, who: Visitor) -> Answer | Item:
        """Return the answer to what is not written, or the item to write, with its suspicions noted."""
        if isinstance(part, Refusal):
            self.counts.refused(part.error)
            return part.status, dict(part.body())
        if part.uncounted:
            self.counts.refused(part.uncounted)
            return 200, {"stored": 0}
        for signal in self.budgets.signals(who, part.item, part.age_ms):
            part.item.suspect(signal)
        if part.item.kind == "view" and part.item.signals:
            self.counts.refused("over_budget")
            return 201, {"stored": 1}
        return part.item

    async def _write(self, items: list[Item]) -> list[Outcome]:
        try:
            self._admit(items)
            outcomes = await self.writer.submit(items)
        except StoreUnavailableError as error:
            self._count_refused(items, error)
            raise
        self._count_stored(items, outcomes)
        return outcomes

    def _admit(self, items: list[Item]) -> None:
        if self._stored_on(day_of(items[0].received)) + len(items) > self.settings.daily_cap:
            raise DayIsFullError("the day's cap is reached", retry_after=3600)

    def _count_stored(self, items: list[Item], outcomes: list[Outcome]) -> None:
        today = day_of(items[0].received)
        self._stored_day = (today, self._stored_on(today) + len(outcomes) - outcomes.count("duplicate"))

    def _count_refused(self, items: list[Item], error: StoreUnavailableError) -> None:
        self.counts.refused(_REASONS.get(type(error), "unavailable"), len(items))

    def _stored_on(self, day: int) -> int:
        return self._stored_day[1] if self._stored_day[0] == day else 0

    def _stored(self, outcome: Outcome) -> Answer:
        self.counts.accepted(outcome)
        return (200, {"stored": 0}) if outcome == "duplicate" else (201, {"stored": 1})

    def _unavailable(self, error: StoreUnavailableError) -> Answer:
        if isinstance(error, BusyError):
            return 503, {"error": "unavailable", "retry_after": error.retry_after}
        self._failures.note(str(error))
        if isinstance(error, UnfitError):
            return 422, {"error": "invalid", "at": ""}
        return 503, {"error": "unavailable", "retry_after": 5}

    async def _visitor(self, received: int, address: str, user_agent: str, accept_language: str) -> Visitor:
        day = day_of(received)
        if self._salt is None or self._salt[0] != day:
            try:
                self._salt = (day, await self.writer.run(lambda: self.store.salt(day)))
            except StoreUnavailableError:
                self.counts.refused("unavailable")
                raise
        return visitor(self._salt[1], address, user_agent, accept_language)

    async def refresh(self, *, first: bool = False) -> None:
        """Read the manifest again if it has changed; a broken or missing one leaves the last good one in force."""
        if self._source is None:
            return
        try:
            manifest = await asyncio.to_thread(self._source.read)
            if manifest is None:
                return
            now = self.settings.clock()
            await self.writer.run(lambda: self.store.learn(manifest, now))
        except StoreUnavailableError as error:
            self._source.forget()
            log.warning("manifest_not_kept", extra={"facts": {"reason": str(error)}})
            return
        except HelpCentreError as error:
            log.warning("manifest_not_read", extra={"facts": {"reason": str(error)}})
            return
        self.manifest = manifest
        log.info("manifest_read", extra={"facts": {"articles": len(manifest.articles)}})
        if not first:
            self.known = await self.writer.run(self._read_known)

    async def save_counts(self) -> None:
        """Keep the counters, so that a restart does not lose them."""
        new = self.counts.take_new()
        if not new:
            return
        try:
            await self.writer.run(lambda: self.store.add_counters(new))
        except StoreUnavailableError:
            self.counts.give_back(new)

    async def care(self) -> None:
        """Erase salts, hashes, words and items that are over age, in short transactions between the batches."""
        now, keep = self.settings.clock(), self.settings.retention
        with suppress(StoreUnavailableError):
            soon = now + min(int(2000 * self.settings.care_seconds), DAY_MS // 2)  # due before the next round: goes now
            forgotten = await self.writer.run(lambda: self.store.erase_expired_hashes(soon))
            pruned = 0
            while changed := await self.writer.run(lambda: self.store.prune_some(keep, now)):
                pruned += changed
            self.wiper.pruned(pruned, forgotten)
            log.info("cared", extra={"facts": {"hashes_erased": forgotten, "rows_pruned": pruned}})

    def _read_known(self) -> SiteCatalogue:
        return self.store.known(order_pattern=self.settings.order_pattern, count_views=self.settings.count_views)

    async def _every(self, seconds: float, call: Callable[[], Awaitable[None]], *, at_once: bool = False) -> None:
        while True:
            if not at_once:
                await asyncio.sleep(seconds)
            at_once = False
            try:
                await call()
            except Exception:  # a task that looks after things must outlive what goes wrong once
                log.exception("care_failed")
