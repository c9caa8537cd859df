"""The running collector without HTTP: starts and stops it, and keeps manifest, salts, counters and data up to date."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from uuid import uuid4

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.health import Health
from helpcentre.collector.intake.parse import IncomingRequest
from helpcentre.collector.intake.recognisers.phone_numbers import regions_of
from helpcentre.collector.intake.redaction import Redactor
from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.collector.messages.forwarder import Forwarder
from helpcentre.collector.messages.intake import MessageIntake
from helpcentre.collector.metrics import FORWARDED_BY_STRANGERS, RequestTimes
from helpcentre.collector.pipeline import Pipeline
from helpcentre.collector.read_thread import ReadThread
from helpcentre.collector.secure_erase import SecureEraser
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.events import Contact
from helpcentre.contract.limits import DAY_MS, day_of
from helpcentre.contract.manifest import Manifest
from helpcentre.contract.messages import Message
from helpcentre.errors import HelpCentreError

log = logging.getLogger("helpcentre.collector")

UNKNOWN_ERASURES = 10_000  # ids a day that are erased before they arrive; each is kept for eight days
FORCE_PRUNING = "helpcentre prune --force"
TRUST_HINT = "if you have a proxy in front, name its address with --behind-proxy, or all readers count as one"
RECEIVER_HINT = "the contact form of the site takes no messages; name where they go with --forward-to"
SAVE_SECONDS = 10
PROBE_SECONDS = 1
WIPE_SECONDS = 1
FORWARD_SECONDS = 1


class Service:
    """One running collector."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.store = store
        self.writer = Writer(store, limit=self.settings.queue)
        self.pipeline = Pipeline(store, self.writer, self.settings, Redactor(self.settings.order_pattern).redact)
        self.messages = MessageIntake(store, self.writer, self.pipeline.counts)
        self.forwarder = Forwarder(
            self.writer, store, self.pipeline.counts, self.settings.receiver, self.settings.message_days
        )
        self.health = Health(self.writer, store)
        self.reader = ReadThread(store)
        self.eraser = SecureEraser(self.writer, store, self.settings.clock)
        self.requests = RequestTimes()
        self.retention_run: int | None = None  # when retention was last applied, in Unix milliseconds
        self.manifest: Manifest | None = None
        self._source = ManifestSource(self.settings.site) if self.settings.site else None
        self._origins: tuple[Manifest | None, frozenset[str]] | None = None
        self._unknown_erasures = (0, 0)  # a day, and how many there have been
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def origins(self) -> frozenset[str]:
        """Return every origin that may post; computed once per manifest."""
        manifest, known = self.manifest, self._origins
        if known is None or known[0] is not manifest:
            own = (manifest.origin,) if manifest and manifest.origin else ()
            known = self._origins = manifest, frozenset((*self.settings.origins, *self.settings.own_origins, *own))
        return known[1]

    @property
    def manifest_modified(self) -> float | None:
        """Return when the site's manifest was last written, in Unix seconds; None if that cannot be known."""
        return self._source.modified() if self._source else None

    async def start(self) -> None:
        """Read the manifest and the store, then start the background tasks."""
        self.writer.start()
        await self.refresh(first=True)
        await self._read_catalogue()
        if self.manifest and self.manifest.contact_form and self.settings.receiver is None:
            log.warning("no_message_receiver", extra={"facts": {"hint": RECEIVER_HINT}})
        await self.eraser.start()
        self.retention_run = await self.writer.run(self.store.last_retention_run)
        await self.pipeline.start_day(self.settings.clock())
        await self.share_usage()
        await self.forwarder.start(self.settings.clock())
        self._tasks = [
            asyncio.create_task(self._repeat_every(self.settings.manifest_seconds, self.refresh)),
            asyncio.create_task(self._repeat_every(SAVE_SECONDS, self.save_counts)),
            asyncio.create_task(self._repeat_every(self.settings.share_seconds, self.share_usage)),
            asyncio.create_task(self._repeat_every(PROBE_SECONDS, self.health.probe)),
            asyncio.create_task(self._repeat_every(WIPE_SECONDS, self.eraser.step)),
            asyncio.create_task(self._repeat_every(FORWARD_SECONDS, self.forward_messages, at_once=True)),
            asyncio.create_task(
                self._repeat_every(self.settings.retention_seconds, self.apply_retention, at_once=True)
            ),
        ]

    async def stop(self) -> None:
        """End the background tasks and write what is still waiting."""
        await self.forwarder.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.save_counts()
        await self.share_usage()
        await self.eraser.step()
        await self.writer.stop()
        await asyncio.to_thread(self.reader.close)

    async def erase(self, identity: bytes) -> None:
        """Delete an item for its writer; an unknown id is refused from then on, up to a number of them each day."""
        now = self.settings.clock()
        day, unknown = self._unknown_erasures
        if day != day_of(now):
            unknown = 0
        remember = unknown < min(self.settings.daily_cap, UNKNOWN_ERASURES)
        erased = await self.writer.run(lambda: self.store.erase(identity, now, remember=remember))
        if not erased:
            self._unknown_erasures = day_of(now), unknown + 1
        self.eraser.add_erased(erased)

    def note_stranger(self) -> None:
        """Count a request that an unknown proxy has passed on, and warn of the first one."""
        counts = self.pipeline.counts
        counts.forwarded_by_stranger()
        if counts.total[FORWARDED_BY_STRANGERS] == 1:
            log.warning("forwarded_by_stranger", extra={"facts": {"hint": TRUST_HINT}})

    async def refresh(self, *, first: bool = False) -> None:
        """Read the manifest again if it has changed; if it is broken or missing, the last good one stays."""
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
            await self._read_catalogue()

    async def forward_messages(self) -> None:
        """Pass on the messages that are due."""
        self.eraser.add_erased(await self.forwarder.step(self.settings.clock(), self.manifest))

    async def count_contact(self, message: Message, request: IncomingRequest) -> None:
        """Count a message as what it is, a reader who has gone to a channel."""
        form = self.manifest.contact_form if self.manifest else None
        if form is None:
            return
        known = (message.article, message.language) in self.pipeline.catalogue.articles
        contact = Contact(
            id=str(uuid4()), language=message.language, channel=form.channel,
            article=message.article if known else None, search=message.search,
        )  # fmt: skip
        await self.pipeline.accept_event(contact, request)

    async def save_counts(self) -> None:
        """Save the counters, so that a restart does not lose them."""
        counts = self.pipeline.counts
        new = counts.take_new()
        if not new:
            return
        try:
            await self.writer.run(lambda: self.store.add_counters(new))
        except StoreUnavailableError:
            counts.give_back(new)

    async def share_usage(self) -> None:
        """Exchange with the other collectors how much senders have used of their limits; at the start, take it over."""
        now = self.settings.clock()
        for name, counter in self.pipeline.shared_counters.items():
            window, new = counter.take_new(now)
            try:
                totals = await self.writer.run(partial(self.store.share_usage, name, window, new))
            except StoreUnavailableError:
                counter.give_back(window, new)
            else:
                counter.merge(window, totals)

    async def apply_retention(self) -> None:
        """Erase expired salts, hashes, words and items, in short transactions between the batches."""
        now, keep = self.settings.clock(), self.settings.retention
        with suppress(StoreUnavailableError):
            ahead = min(int(2000 * self.settings.retention_seconds), DAY_MS // 2)  # what expires before the next round
            forgotten = await self.writer.run(lambda: self.store.erase_expired_hashes(now + ahead))
            self.eraser.add_pruned(forgotten)
            if doubt := await self.writer.run(lambda: self.store.doubt_about_pruning(keep, now)):
                log.warning("pruning_refused", extra={"facts": {"reason": doubt, "if_intended": FORCE_PRUNING}})
                return
            pruned = 0
            while changed := await self.writer.run(lambda: self.store.prune_some(keep, now)):
                pruned += changed
            self.eraser.add_pruned(pruned)
            self.retention_run = now
            log.info("retention_applied", extra={"facts": {"hashes_erased": forgotten, "rows_pruned": pruned}})

    async def _read_catalogue(self) -> None:
        """Read what answers are accepted about, and which words and numbers belong to the site."""
        catalogue = self.pipeline.catalogue = await self.writer.run(self.store.known)
        regions = regions_of(catalogue.languages)
        self.pipeline.redact = Redactor(self.settings.order_pattern, catalogue.ids, regions).redact

    async def _repeat_every(
        self, seconds: float, call: Callable[[], Awaitable[None]], *, at_once: bool = False
    ) -> None:
        while True:
            if not at_once:
                await asyncio.sleep(seconds)
            at_once = False
            try:
                await call()
            except Exception:  # a background task must survive a single failure
                log.exception("background_task_failed")
