"""An item's way from a request to the database: parse, validate, redact, identify, judge, queue, commit.

Each step is one module: `intake/parse`, `validate`, `redacted_item`, `identity`, `judge`, then `writer` and the store.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from uuid import uuid4

from helpcentre.collector.errors import BusyError, DayIsFullError, StoreUnavailableError, UnfitError
from helpcentre.collector.intake.ballot import make_ballot
from helpcentre.collector.intake.counters import WindowCounter
from helpcentre.collector.intake.daily_cap import DailyCap
from helpcentre.collector.intake.identity import Visitor, identify
from helpcentre.collector.intake.judge import judge
from helpcentre.collector.intake.parse import IncomingRequest, parse_form, parse_items
from helpcentre.collector.intake.quarantine_share import QuarantineShare
from helpcentre.collector.intake.rate_limits import BURST, RateLimiter
from helpcentre.collector.intake.redacted_item import Redact, make_redacted_item
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.intake.validate import find_refusal, reason_not_to_store
from helpcentre.collector.items import Item, Outcome, Refusal
from helpcentre.collector.logs import Failures
from helpcentre.collector.metrics import Counts
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.events import AnyEvent, Post
from helpcentre.contract.limits import DAY_MS, day_of

log = logging.getLogger("helpcentre.collector")

Answer = tuple[int, dict[str, object]]  # status and body of a response
STORED: Answer = (201, {"stored": 1})
NOT_STORED: Answer = (200, {"stored": 0})
_REASONS: dict[type, str] = {DayIsFullError: "daily_cap", BusyError: "busy", UnfitError: "invalid"}


class Pipeline:
    """Takes items of requests to the database and says what became of them."""

    def __init__(self, store: Store, writer: Writer, settings: Settings, redact: Redact) -> None:
        self.catalogue = SiteCatalogue()
        self.redact = redact
        self.limiter = RateLimiter(settings.limits)
        self.counts = Counts()
        self.daily_cap, self.quarantine = DailyCap(settings.daily_cap), QuarantineShare(settings.quarantine_cap)
        self._store, self._writer, self._count_views = store, writer, settings.count_views
        self._salt_day, self._salt = 0, b""
        self._failures = Failures()

    @property
    def shared_counters(self) -> dict[str, WindowCounter]:
        """Return the counters, by name, that all collectors of a database share."""
        return {"hour": self.limiter.hour, "day": self.limiter.day, "quarantine": self.quarantine.networks}

    async def start_day(self, now: int) -> None:
        """Load the salt of a day, and how many items have been stored since it began (`now` in Unix milliseconds)."""
        day, midnight = day_of(now), now // DAY_MS * DAY_MS
        self._salt_day, self._salt = day, await self._writer.run(lambda: self._store.salt(day))
        today = await self._writer.run(lambda: self._store.recent_facts(midnight))
        self.quarantine.add(day, today.quarantined)
        self._count_stored(day, today.received - today.quarantined)

    async def accept_items(self, request: IncomingRequest) -> Answer:
        """Store the item or the list of items of a body; return status and body of the response."""
        parsed = parse_items(request)
        if isinstance(parsed, Refusal):
            return self._count_refusal(parsed)
        try:
            visitor = await self.identify_visitor(request)
            if isinstance(parsed, list):
                return await self._accept_list(parsed, request, visitor)
            item = self._prepare_item(parsed, request, visitor)
            return self._count_outcome(item, (await self._commit_items([item]))[0]) if isinstance(item, Item) else item
        except StoreUnavailableError as error:
            return self._explain_failure(error)
        finally:
            if self.limiter.bursts:
                await self._set_bursts_aside(request.received)

    async def accept_form(self, request: IncomingRequest) -> Post | Answer:
        """Store the items of a form post; return the post itself if all of them are stored."""
        form = parse_form(request, (uuid4().bytes, uuid4().bytes))
        if isinstance(form, Refusal):
            return self._count_refusal(form)
        try:
            visitor = await self.identify_visitor(request)
            prepared = []
            for event in form.events:
                prepared.append(self._prepare_item(event, request, visitor, trapped=form.trapped))
                if not isinstance(prepared[-1], Item) and prepared[-1][0] >= 400:
                    return prepared[-1]
            await self._commit_all(prepared)
        except StoreUnavailableError as error:
            return self._explain_failure(error)
        finally:
            if self.limiter.bursts:
                await self._set_bursts_aside(request.received)
        return form.post

    async def accept_event(self, event: AnyEvent, request: IncomingRequest) -> None:
        """Store an item that a request means without saying so; one that cannot be stored is only counted."""
        with suppress(StoreUnavailableError):
            await self._commit_all([self._prepare_item(event, request, await self.identify_visitor(request))])

    def refuse(self, reason: str) -> dict[str, object]:
        """Count a request that was refused before its body was read; return the body of the response."""
        self.counts.refused(reason)
        return {"error": reason}

    def _prepare_item(
        self, event: AnyEvent, request: IncomingRequest, visitor: Visitor, *, trapped: bool = False
    ) -> Item | Answer:
        """Return the item to store, or the answer to one that is refused or not stored."""
        refusal = find_refusal(event, self.catalogue)
        if refusal is not None:
            return self._count_refusal(refusal)
        reason = reason_not_to_store(event, count_views=self._count_views, opted_out=request.opted_out)
        if reason is not None:
            self.counts.refused(reason)
            return NOT_STORED
        item = make_redacted_item(event, request.received, self.catalogue, self.redact)
        item.ballot = make_ballot(visitor, event)
        judge(item, visitor, self.limiter, event.age_ms, trapped=trapped)
        if item.kind == "view" and item.signals:  # a view is only counted: there is nothing to quarantine
            self.counts.refused("over_budget")
            return STORED
        if item.signals and not self.quarantine.keep(visitor.network, item.received):
            self.counts.dropped(item.signals)
            return NOT_STORED
        return item

    async def _accept_list(
        self, parts: Sequence[AnyEvent | Refusal], request: IncomingRequest, visitor: Visitor
    ) -> Answer:
        answers = await self._commit_all(
            [
                self._count_refusal(part) if isinstance(part, Refusal) else self._prepare_item(part, request, visitor)
                for part in parts
            ]
        )
        results = [body for _, body in answers]
        stored = sum(body == STORED[1] for body in results)
        status = answers[0][0]
        if all(status >= 400 for status, _ in answers):
            first = dict(results[0])
            if "at" in first:
                first["at"] = f"0.{first['at']}".rstrip(".")
            return status, {**first, "results": results}
        return (201 if stored else 200), {"stored": stored, "results": results}

    async def _commit_all(self, prepared: Sequence[Item | Answer]) -> list[Answer]:
        """Store the items among them; return the answer to each, in the same order."""
        items = [one for one in prepared if isinstance(one, Item)]
        outcomes = iter(await self._commit_items(items) if items else ())
        return [self._count_outcome(one, next(outcomes)) if isinstance(one, Item) else one for one in prepared]

    async def _commit_items(self, items: Sequence[Item]) -> list[Outcome]:
        """Put items into the queue and wait until they are on the disk."""
        day, counting = day_of(items[0].received), len([item for item in items if not item.signals])
        try:
            self.daily_cap.require_capacity(day, counting)
            outcomes = await self._writer.submit(items)
        except StoreUnavailableError as error:
            self.counts.refused(_REASONS.get(type(error), "unavailable"), len(items))
            raise
        self._count_stored(day, outcomes.count("stored"))
        if (late := outcomes.count("quarantined") - len(items) + counting) > 0:  # comments, because of their votes
            self.quarantine.add(day, late)
        return outcomes

    async def _set_bursts_aside(self, now: int) -> None:
        """Quarantine the items that counted until more of their kind made them a burst."""
        bursts = self.limiter.bursts
        while bursts:
            ids = bursts.pop()
            try:
                number = await self._writer.run(partial(self._store.set_aside, ids, BURST))
            except StoreUnavailableError:
                bursts.append(ids)  # tried again with the next item
                return
            self.quarantine.add(day_of(now), number)
            log.warning("burst_set_aside", extra={"facts": {"items": number}})

    def _count_stored(self, day: int, number: int) -> None:
        """Count items towards the daily cap, and warn once when it is near and once when it is reached."""
        used = self.daily_cap.add(day, number)
        if used is not None:
            facts = {"stored": self.daily_cap.stored_on(day), "limit": self.daily_cap.limit, "used": round(used, 2)}
            log.warning("daily_cap_reached" if used == 1 else "daily_cap_near", extra={"facts": facts})

    async def identify_visitor(self, request: IncomingRequest) -> Visitor:
        """Return the visitor behind a request. Raises StoreUnavailableError if the day's salt cannot be read."""
        day = day_of(request.received)
        if self._salt_day != day:
            try:
                salt = await self._writer.run(lambda: self._store.salt(day))
            except StoreUnavailableError:
                self.counts.refused("unavailable")
                raise
            self._salt_day, self._salt = day, salt
        return identify(self._salt, request.address, request.user_agent, request.accept_language)

    def _count_refusal(self, refusal: Refusal) -> Answer:
        self.counts.refused(refusal.error)
        return refusal.status, refusal.body()

    def _count_outcome(self, item: Item, outcome: Outcome) -> Answer:
        self.counts.accepted(outcome)
        if outcome == "quarantined":
            self.counts.quarantined(item.signals)
        return NOT_STORED if outcome == "duplicate" else STORED

    def _explain_failure(self, error: StoreUnavailableError) -> Answer:
        """Return the answer to items that could not be stored."""
        if isinstance(error, BusyError):
            return 503, {"error": "unavailable", "retry_after": error.retry_after}
        self._failures.note(str(error))
        if isinstance(error, UnfitError):
            return 422, {"error": "invalid", "at": ""}
        return 503, {"error": "unavailable", "retry_after": 5}
