"""Passes messages on in the background: at once, and again after growing pauses while the receiver is down.

A message is deleted after the receiver has taken it. If the collector is killed between the two, it is sent once more
with the same Message-ID or webhook-id.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from urllib.parse import urljoin

import msgspec

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.messages.parcel import Parcel
from helpcentre.collector.messages.receiver import TIMEOUT_SECONDS, DeliveryError, Receiver
from helpcentre.collector.metrics import Counts
from helpcentre.collector.store.messages import MessageFacts, StoredMessage
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.limits import DAY_MS
from helpcentre.contract.manifest import Manifest
from helpcentre.contract.messages import Message

log = logging.getLogger("helpcentre.collector")

FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 30_000, 3_600_000
CLAIM_MS = 10 * TIMEOUT_SECONDS * 1000  # longer than any delivery takes
LOOK_MS = 30_000  # another collector of the same database may have left a message
BATCH = 5  # in a step, whose claims all begin when it does: with more, a slow receiver would outlast them


def pause_after(attempts: int) -> int:
    """Return the milliseconds to wait after a number of failed attempts: half a minute, doubled up to an hour."""
    return min(FIRST_PAUSE_MS << min(attempts - 1, 20), LONGEST_PAUSE_MS)


class Forwarder:
    """The background work on messages. `facts` are those of the last look at the database."""

    def __init__(self, writer: Writer, store: Store, counts: Counts, receiver: Receiver | None, keep_days: int) -> None:
        self.receiver = receiver
        self.facts = MessageFacts()
        self._writer, self._store, self._counts, self._keep_ms = writer, store, counts, keep_days * DAY_MS
        self._look_at = 0
        self._stopping = False
        self._working = asyncio.Lock()

    def wake(self) -> None:
        """Look at the messages at the next step: one has arrived or was released."""
        self._look_at = 0

    async def start(self, now: int) -> None:
        """Try everything that waits: perhaps the collector was stopped to correct what was in the way."""
        await self._writer.run(partial(self._store.messages.retry, now))
        self.facts = await self._writer.run(self._store.messages.facts)

    async def stop(self) -> None:
        """Wait for the message that is being passed on, so that it is not sent again after a restart."""
        self._stopping = True
        async with self._working:
            pass

    async def step(self, now: int, manifest: Manifest | None) -> list[bytes]:
        """Pass on what is due; return the ids of the messages that are gone, for the eraser.

        After a failure the rest waits for the next step, so that a receiver that is down is not asked for every one.
        """
        if now < self._look_at:
            return []
        async with self._working:
            return await self._forward_due(now, manifest)

    async def _forward_due(self, now: int, manifest: Manifest | None) -> list[bytes]:
        gone: list[bytes] = []
        self._look_at = now + LOOK_MS
        try:
            gone += await self._expire(now)
            for _ in range(BATCH if self.receiver else 0):
                if self._stopping:
                    break
                message = await self._writer.run(partial(self._store.messages.claim, now, now + CLAIM_MS))
                if message is None or not await self._pass_on(message, now, manifest):
                    break
                gone.append(message.id)
            self.facts = await self._writer.run(self._store.messages.facts)
        except StoreUnavailableError as error:
            log.warning("messages_not_read", extra={"facts": {"reason": str(error)}})
            return gone
        if self.receiver and self.facts.next_at is not None:
            self._look_at = min(self._look_at, self.facts.next_at)
        return gone

    async def _pass_on(self, message: StoredMessage, now: int, manifest: Manifest | None) -> bool:
        """Return whether the receiver has taken a message."""
        problem = await asyncio.to_thread(_try_to_deliver, self.receiver, partial(make_parcel, message, manifest))
        if not problem:
            await self._writer.run(partial(self._store.messages.remove, message.id, now))
            self._counts.messages("forwarded")
            log.info("message_forwarded", extra={"facts": {"attempts": message.attempts + 1}})
            return True
        attempts = message.attempts + 1
        next_at = now + pause_after(attempts)
        await self._writer.run(partial(self._store.messages.postpone, message.id, next_at, problem))
        self._counts.messages("failed")
        log.warning("message_not_forwarded", extra={"facts": {"reason": problem, "attempts": attempts}})
        return False

    async def _expire(self, now: int) -> list[bytes]:
        """Delete the messages that nobody took for too long."""
        expired = await self._writer.run(partial(self._store.messages.expire, now - self._keep_ms, now))
        if expired:
            self._counts.messages("expired", len(expired))
            log.error("messages_expired", extra={"facts": {"messages": len(expired)}})
        return expired


def make_parcel(stored: StoredMessage, manifest: Manifest | None) -> Parcel:
    """Return the parcel of a stored message."""
    message = msgspec.json.decode(stored.body, type=Message)
    if manifest is None:
        return Parcel(message, stored.received)
    site, form = manifest.site, manifest.contact_form
    entry = manifest.by_key.get((message.article or "", message.language))
    return Parcel(
        message,
        stored.received,
        site.name,
        site.default_language,
        entry.title if entry else "",
        urljoin(site.url, entry.url) if entry and manifest.origin else "",
        form.replies.get(message.language, "") if form else "",
    )


def _try_to_deliver(receiver: Receiver | None, make: Callable[[], Parcel]) -> str:
    """Return why a message could not be passed on; empty if it was."""
    try:
        if receiver is not None:
            receiver.deliver(make())
    except DeliveryError as error:
        return str(error)
    except Exception as error:  # a message that cannot be composed must not stop those behind it
        return type(error).__name__  # its text may quote the message
    return ""
