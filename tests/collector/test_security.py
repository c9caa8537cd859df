"""Attacks by visitors, leaked keys, forged headers and clocks that jump."""

import asyncio
import time
from datetime import date
from itertools import pairwise
from uuid import uuid4

import pytest

from helpcentre.collector.errors import UnfitError
from helpcentre.collector.intake.parse import parse_items
from helpcentre.collector.intake.redacted_item import make_redacted_item
from helpcentre.collector.intake.redaction import Redactor
from helpcentre.collector.items import DISCARDED, QUARANTINED
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.retention import Retention
from helpcentre.contract.limits import day_of
from tests.collector.test_http import ITEMS, collector, http, site
from tests.collector.world import ALWAYS, DAY, NOON, comment, item, known, rating, request, search, vote

__all__ = ["collector", "http", "site"]
HOUR = 3_600_000


def ballots(store):
    return [record["ballot"] for record in store.read_table("item", whole=True)]


def states(store):
    return {record["id"]: record["state"] for record in store.read_table("item")}


# Losing votes


def test_repeating_one_answer_does_not_use_up_the_days_cap(collector):
    with collector(daily_cap=3) as client:
        one = vote()
        assert [client.post(ITEMS, json=one).status_code for _ in range(6)] == [201, *[200] * 5]
        assert client.post(ITEMS, json=vote()).status_code == 201


def test_answers_that_come_at_the_same_time_all_count_towards_the_cap(sqlite_store):
    async def run():
        service = Service(sqlite_store, Settings(clock=lambda: NOON, daily_cap=50))
        await service.start()
        service.pipeline.catalogue = known()
        await asyncio.gather(*(service.pipeline.accept_items(request(vote(), who=n)) for n in range(40)))
        await service.stop()
        return service.pipeline.daily_cap.stored_on(day_of(NOON))

    assert asyncio.run(run()) == 40


def test_erasing_ids_nobody_has_is_remembered_up_to_the_cap_only(collector):
    with collector(daily_cap=5) as client:
        one = vote()
        client.post(ITEMS, json=one)
        assert {client.delete(f"{ITEMS}/{uuid4()}").status_code for _ in range(20)} == {204}
        assert len(list(client.store.read_table("erased"))) == 5
        assert client.delete(f"{ITEMS}/{one['id']}").status_code == 204
        assert states(client.store) == {}


def test_an_id_used_by_another_kind_takes_nothing_away(http):
    one = vote(1)
    http.post(ITEMS, json=one)
    for other in (rating("nps", 0, id=one["id"]), search(id=one["id"]), vote(0, id=one["id"])):
        assert http.post(ITEMS, json=other).json() == {"stored": 0}
    assert [(row["kind"], row["value"]) for row in http.store.read_table("item")] == [("vote", 1)]


def test_a_vote_cannot_take_over_one_by_an_id_it_does_not_know(store):
    mine, theirs = item(1, who=1), item(0, who=2)
    theirs.replaces = uuid4().bytes
    store.write([mine, theirs])
    assert set(states(store).values()) == {0}


def test_a_comment_on_a_discarded_vote_does_not_count(store):
    spam = item(0)
    store.write([spam])
    store.decide(spam.id, "discard", NOON)
    words = item(None, kind="comment", text="compra", parent=spam.id)
    store.write([words])
    assert states(store) == {spam.id: DISCARDED, words.id: QUARANTINED}
    assert store.comments(*ALWAYS) == ()


# Privacy


def test_the_error_of_an_item_that_the_database_refuses_contains_none_of_its_words(store):
    for broken in ({"kind": "nonsense"}, {"text": "segreto " * 200}, {"id": b"segreto"}):
        unfit = item(0, text="segreto")
        for name, value in broken.items():
            setattr(unfit, name, value)
        with pytest.raises(UnfitError) as raised:
            store.write([unfit])
        assert "segreto" not in str(raised.value)
    assert store.write([item(0)]) == ["stored"]


def test_an_item_the_database_will_not_take_is_422_and_counted_and_the_collector_stays_ready(http, monkeypatch):
    def refuse(_):
        raise UnfitError("CHECK constraint failed")

    monkeypatch.setattr(http.service.store, "write", refuse)
    answer = http.post(ITEMS, json=vote())
    assert (answer.status_code, answer.json()) == (422, {"error": "invalid", "at": ""})
    assert http.service.pipeline.counts.total["refused_invalid"] == 1
    assert http.get("/readyz").status_code == 200
    monkeypatch.undo()
    assert http.post(ITEMS, json=vote()).status_code == 201


def test_erasing_an_answer_erases_the_votes_it_replaced_and_their_comments(http):
    first = vote(0)
    words = comment(first, "Vivo in via Roma")
    second = vote(0, reason="unclear", replaces=first["id"])
    http.post(ITEMS, json=[first, words, second])
    http.delete(f"{ITEMS}/{second['id']}")
    assert list(http.store.read_table("item")) == []
    assert http.store.wrong_sums(date(2000, 1, 1)) == {}
    assert http.post(ITEMS, json=[first, words]).json()["stored"] == 0


def test_erasing_takes_nothing_that_another_kind_or_article_owns(store):
    other = item(1, who=1, article="shipping-cost")
    mine = item(0, who=2)
    mine.replaces = other.id
    store.write([other, mine])
    assert store.erase(mine.id, NOON)
    assert list(states(store)) == [other.id]


def test_erasing_a_long_or_circular_chain_of_answers_ends(store):
    chain = [item(0, who=1) for _ in range(1500)]
    for before, after in pairwise(chain):
        after.replaces = before.id
    chain[0].replaces = chain[-1].id
    store.write(chain)
    assert store.erase(chain[-1].id, NOON)
    assert states(store) == {}


def test_a_hash_ends_even_if_its_row_was_written_before_an_older_one(store):
    midnight = NOON - 12 * HOUR
    store.write([item(1, who=1, at=midnight + 1), item(1, who=2, at=midnight - 1)])
    store.erase_expired_hashes(midnight + DAY)
    assert [ballot is None for ballot in ballots(store)] == [False, True]
    store.erase_expired_hashes(midnight + 2 * DAY)
    assert ballots(store) == [None, None]


def test_salts_and_hashes_of_a_clock_that_ran_ahead_end_too(store):
    ahead = NOON + 400 * DAY
    salt = store.salt(day_of(ahead))
    store.write([item(1, who=1, at=ahead), item(1, who=2, at=NOON)])
    store.erase_expired_hashes(NOON)
    assert [ballot is None for ballot in ballots(store)] == [True, False]
    assert store.salt(day_of(ahead)) != salt


def test_the_hourly_care_leaves_no_hash_older_than_48_hours(http):
    http.clock.now = NOON - 12 * HOUR  # midnight: the day's salt is used for the first time
    http.post(ITEMS, json=vote())
    http.clock.now += 2 * DAY - HOUR // 2  # the last round before 48 hours are over
    http.portal.call(http.service.apply_retention)
    assert ballots(http.store) == [None]
    assert len(list(http.store.read_table("salt", whole=True))) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "4111,1111,1111,1111", "4111|1111|1111|1111", "4111*1111*1111*1111", "02'123'45'67",
        "02\u2043123\u204345\u204367",
        "+39~02~1234567", "anna%40example.com", "https://shop.example/u/anna%40example.com", "ee38,2200,2210,2014,5685",
    ],
)  # fmt: skip
def test_odd_separators_hide_no_personal_data(text):
    redacted = Redactor().redact(text)
    assert "[" in redacted
    assert not [piece for piece in ("1111", "1234567", "123", "2200", "anna") if piece in redacted]


def test_hours_and_short_lists_of_numbers_are_kept():
    for text in ("dalle 9:00 alle 17:30", "passi 1, 2, 3, 4, 5, 6, 7", "errore 0x80070057", "1,500 rows"):
        assert Redactor().redact(text) == text


@pytest.mark.parametrize("text", ["a" * 1000, "a@b " + "c" * 990, '"' * 1000, "(" * 1000, "https://" * 125, "1" * 1000])
def test_a_list_of_long_words_does_not_hold_up_the_others(text):
    one = vote()
    arrived, catalogue, redact = request([comment(one, text) for _ in range(20)]), known(), Redactor().redact
    began = time.process_time()
    for event in parse_items(arrived):
        make_redacted_item(event, NOON, catalogue, redact)
    assert time.process_time() - began < 1


def test_a_row_from_a_clock_that_ran_ahead_does_not_keep_older_rows_from_being_erased(store):
    store.write([item(1, who=1, at=NOON + 4000 * DAY)])
    store.write([item(1, who=n, at=NOON) for n in range(2, 1200)])
    store.prune(Retention(), NOON + 500 * DAY)
    assert [row["received"] for row in store.read_table("item")] == [NOON + 4000 * DAY]
