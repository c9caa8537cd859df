"""Messages passed on in the background: at once, again after growing pauses, and never twice."""

import asyncio
import json
from types import SimpleNamespace

import msgspec
import pytest

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.messages.forwarder import (
    BATCH,
    CLAIM_MS,
    FIRST_PAUSE_MS,
    LONGEST_PAUSE_MS,
    LOOK_MS,
    Forwarder,
    make_parcel,
    pause_after,
)
from helpcentre.collector.messages.receiver import DeliveryError
from helpcentre.collector.metrics import Counts
from helpcentre.collector.store.messages import StoredMessage
from helpcentre.collector.writer import Writer
from helpcentre.contract.manifest import parse_manifest
from tests.collector.messages.mailbox import message
from tests.collector.messages.test_message_store import stored
from tests.collector.world import DAY, NOON, manifest_text

MINUTE, HOUR = 60_000, 3_600_000


class Receiver:
    """A receiver that takes messages, or says why not."""

    name = "help@example.com"

    def __init__(self):
        self.taken, self.problem, self.asked = [], None, 0

    def deliver(self, parcel):
        self.asked += 1
        if self.problem:
            raise self.problem
        self.taken.append(parcel)


@pytest.fixture
def post(sqlite_store):
    """The forwarder of a database, driven step by step at times of the test."""
    receiver, counts = Receiver(), Counts()

    def run(*times, adding=(), receiver=receiver, keep_days=14, start=False):
        async def work():
            writer = Writer(sqlite_store)
            writer.start()
            forwarder = Forwarder(writer, sqlite_store, counts, receiver, keep_days)
            if start:
                await forwarder.start(times[0])
            gone = [await forwarder.step(now, None) for now in times]
            await writer.stop()
            return SimpleNamespace(gone=gone, facts=forwarder.facts)

        for one in adding:
            sqlite_store.messages.add(one)
        return asyncio.run(work())

    return SimpleNamespace(run=run, receiver=receiver, counts=counts.total, store=sqlite_store)


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [(1, FIRST_PAUSE_MS), (2, MINUTE), (3, 2 * MINUTE), (7, 32 * MINUTE), (8, LONGEST_PAUSE_MS), (1000, HOUR)],
)
def test_the_pauses_double_up_to_an_hour(attempts, pause):
    assert pause_after(attempts) == pause


def test_messages_are_passed_on_oldest_first_and_then_gone(post):
    one, other = stored(received=NOON - 2, text="one"), stored(received=NOON - 1, text="two")

    found = post.run(NOON, adding=[other, one])

    assert [parcel.message.text for parcel in post.receiver.taken] == ["one", "two"]
    assert found.gone == [[one.id, other.id]]
    assert found.facts.waiting == 0
    assert post.counts["messages_forwarded"] == 2


def test_a_message_is_kept_while_the_receiver_is_down_and_tried_again_after_growing_pauses(post):
    one = stored()
    post.receiver.problem = DeliveryError("the mail server answered 451")
    times = [NOON, NOON + 29_999, NOON + 30_000, NOON + 89_999, NOON + 90_000]

    found = post.run(*times, adding=[one])

    assert post.receiver.asked == 3
    assert (found.facts.failing, found.facts.problem) == (1, "the mail server answered 451")
    assert found.facts.next_at == NOON + 90_000 + 2 * MINUTE
    assert post.counts["messages_failed"] == 3
    post.receiver.problem = None
    assert post.run(NOON + 90_000 + 2 * MINUTE).gone == [[one.id]]
    assert len(post.receiver.taken) == 1


def test_after_a_day_without_the_receiver_every_message_arrives_once(post):
    post.receiver.problem = DeliveryError("down")
    post.run(*range(NOON, NOON + DAY, HOUR), adding=[stored(text=str(number)) for number in range(5)])
    post.receiver.problem = None

    post.run(*range(NOON + DAY, NOON + DAY + 2 * HOUR, MINUTE))

    assert sorted(parcel.message.text for parcel in post.receiver.taken) == ["0", "1", "2", "3", "4"]


def test_a_step_takes_few_messages_and_the_next_one_goes_on_at_once(post):
    one_more = [stored(text=str(number)) for number in range(BATCH + 1)]

    found = post.run(NOON, NOON + 1, adding=one_more)

    assert [len(gone) for gone in found.gone] == [BATCH, 1]


def test_a_receiver_that_is_down_is_asked_once_a_step(post):
    post.receiver.problem = DeliveryError("down")

    post.run(NOON, NOON, adding=[stored(), stored(), stored()])

    assert post.receiver.asked == 2


def test_a_message_that_cannot_be_composed_does_not_stop_the_others_and_reveals_nothing(post, caplog):
    bad, good = stored(received=NOON - 1), stored(text="good")
    post.receiver.problem = ValueError("anna@example.com")
    post.run(NOON, adding=[bad])
    post.receiver.problem = None

    found = post.run(NOON + 1, adding=[good])

    assert found.gone == [[good.id]]
    assert found.facts.problem == "ValueError"
    assert "anna@example.com" not in json.dumps([record.__dict__ for record in caplog.records], default=repr)


def test_a_message_that_another_collector_is_passing_on_is_left_to_it(post):
    one = stored()
    post.store.messages.add(one)
    post.store.messages.claim(NOON, NOON + CLAIM_MS)

    assert post.run(NOON, NOON + CLAIM_MS - 1).gone == [[], []]
    assert post.run(NOON + CLAIM_MS).gone == [[one.id]]


def test_a_new_start_tries_at_once(post):
    post.receiver.problem = DeliveryError("down")
    post.run(*(NOON + n * HOUR for n in range(3)), adding=[stored()])
    post.receiver.problem = None

    assert len(post.run(NOON + 2 * HOUR + 1, start=True).gone[0]) == 1


def test_without_work_the_database_is_looked_at_twice_a_minute(post):
    one = stored()
    post.run(NOON)
    found = []

    async def work():
        writer = Writer(post.store)
        writer.start()
        forwarder = Forwarder(writer, post.store, Counts(), post.receiver, 14)
        found.append(await forwarder.step(NOON, None))
        post.store.messages.add(one)
        found.append(await forwarder.step(NOON + LOOK_MS - 1, None))
        found.append(await forwarder.step(NOON + LOOK_MS, None))
        other = stored()
        post.store.messages.add(other)
        forwarder.wake()
        found.append(await forwarder.step(NOON + LOOK_MS, None) == [other.id])
        await writer.stop()

    asyncio.run(work())
    assert found == [[], [], [one.id], True]


def test_messages_that_nobody_takes_are_deleted_after_their_days(post, caplog):
    old, held = stored(received=NOON - 2 * DAY - 1), stored("held", received=NOON - 2 * DAY - 1)
    fresh = stored(received=NOON - 2 * DAY)
    post.receiver.problem = DeliveryError("down")

    found = post.run(NOON, adding=[old, held, fresh], keep_days=2)

    assert sorted(found.gone[0]) == sorted([old.id, held.id])
    assert post.counts["messages_expired"] == 2
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["messages_expired"]


def test_without_a_receiver_messages_wait(post):
    found = post.run(NOON, adding=[stored()], receiver=None)

    assert (found.gone, found.facts.waiting) == ([[]], 1)


def test_a_database_that_cannot_be_read_is_tried_again(post, monkeypatch):
    one = stored()
    post.store.messages.add(one)
    with monkeypatch.context() as broken:
        broken.setattr(post.store.messages, "claim", fail_to_claim)
        assert post.run(NOON).gone == [[]]

    assert post.run(NOON).gone == [[one.id]]


def fail_to_claim(*_):
    raise StoreUnavailableError("locked")


def test_a_stop_waits_for_the_message_that_is_being_passed_on(post):
    done = []

    async def work():
        writer = Writer(post.store)
        writer.start()
        forwarder = Forwarder(writer, post.store, Counts(), post.receiver, 14)
        step = asyncio.create_task(forwarder.step(NOON, None))
        await asyncio.sleep(0)
        await forwarder.stop()
        done.append(step.done())
        post.store.messages.add(stored())
        forwarder.wake()
        done.append(await forwarder.step(NOON, None))
        await writer.stop()

    post.store.messages.add(stored())
    asyncio.run(work())
    assert done == [True, []]


def test_a_parcel_has_the_title_and_address_of_the_article_and_the_reply_of_the_language():
    facts = json.loads(manifest_text())
    facts["contact_form"] = {"channel": "email", "replies": {"it": "Grazie."}}
    site = parse_manifest(json.dumps(facts))
    one = StoredMessage(bytes(16), "waiting", NOON, msgspec.json.encode(message(article="payment-declined")))

    found = make_parcel(one, site)

    assert (found.site, found.site_language, found.received) == ("Shop", "en", NOON)
    assert found.article_title == "Payment-Declined"
    assert found.article_url == "https://help.example.com/it/help/payment-declined/"
    assert found.reply == "Grazie."


def test_a_parcel_of_an_unknown_article_or_site_still_has_the_message():
    one = StoredMessage(bytes(16), "waiting", NOON, msgspec.json.encode(message(article="gone", language="et")))
    facts = json.loads(manifest_text(url="/help/"))

    known, unknown = make_parcel(one, parse_manifest(json.dumps(facts))), make_parcel(one, None)

    assert (known.article_title, known.article_url, known.reply) == ("", "", "")
    assert unknown.message == known.message == message(article="gone", language="et")
