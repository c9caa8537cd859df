"""Messages in both databases: kept until they are passed on, bounded, and then gone."""

import json
import sqlite3
from uuid import uuid4

import msgspec
import pytest

from helpcentre.collector.store import messages as rows
from helpcentre.collector.store.messages import MessageFacts, StoredMessage
from helpcentre.collector.store.opening import open_store
from tests.collector.messages.mailbox import message
from tests.collector.world import DAY, NOON

MINUTE = 60_000


def stored(state="waiting", received=NOON, **more):
    body = msgspec.json.encode(message(**more))
    return StoredMessage(uuid4().bytes, state, received, body, "links" if state == "held" else "", 0, received)


def claim(store, now=NOON):
    return store.messages.claim(now, now + MINUTE)


def test_a_message_is_stored_once(store):
    one = stored()

    assert [store.messages.add(one), store.messages.add(one)] == ["stored", "duplicate"]
    assert store.messages.read("waiting") == [one]


def test_a_message_that_is_gone_is_not_stored_again_by_a_late_retry(store):
    one = stored()
    store.messages.add(one)

    assert store.messages.remove(one.id, NOON) is True
    assert store.messages.add(one) == "duplicate"
    assert store.messages.remove(one.id, NOON) is False
    assert store.pending_wipes() == [one.id]


def test_a_message_is_claimed_by_one_collector_until_its_time_is_over(store):
    one = stored()
    store.messages.add(one)

    assert claim(store) == one
    assert claim(store, NOON + MINUTE - 1) is None
    assert claim(store, NOON + MINUTE) == one


def test_messages_are_claimed_when_they_are_due_the_one_that_is_due_longest_first(store):
    late, early = stored(received=NOON + 5), stored(received=NOON)
    for one in (late, early):
        store.messages.add(one)

    assert claim(store, NOON - 1) is None
    assert [claim(store, NOON + 5), claim(store, NOON + 5), claim(store, NOON + 5)] == [early, late, None]


def test_a_failed_message_is_due_again_at_its_time_and_says_why(store):
    one = stored()
    store.messages.add(one)
    claim(store)
    store.messages.postpone(one.id, NOON + 30_000, "down")

    assert claim(store, NOON + 29_999) is None
    again = claim(store, NOON + 30_000)
    assert (again.id, again.attempts, again.problem) == (one.id, 1, "down")


def test_after_a_start_every_message_is_due_that_nobody_is_passing_on(store):
    one, other = stored(), stored()
    store.messages.add(one)
    store.messages.postpone(one.id, NOON + 60 * MINUTE, "down")
    store.messages.add(other)
    assert store.messages.claim(NOON, NOON + 2 * MINUTE).id == other.id
    store.connection.execute("UPDATE message SET next_at = ? WHERE id = ?", NOON + 60 * MINUTE, other.id)

    assert store.messages.retry(NOON + MINUTE) == 1
    assert claim(store, NOON + MINUTE).id == one.id
    assert claim(store, NOON + MINUTE) is None


def test_a_held_message_is_passed_on_only_after_it_is_released(store):
    one = stored("held")
    store.messages.add(one)

    assert claim(store) is None
    assert store.messages.release(one.id, NOON + 1) is True
    assert store.messages.release(one.id, NOON + 1) is False
    assert claim(store, NOON + 1).id == one.id


@pytest.mark.parametrize("state", ["waiting", "held"])
def test_the_messages_of_each_state_are_bounded(state, store, monkeypatch):
    monkeypatch.setitem(rows.MOST, state, 2)

    assert [store.messages.add(stored(state)) for _ in range(3)] == ["stored", "stored", "full"]
    assert store.messages.add(stored("held" if state == "waiting" else "waiting")) == "stored"


def test_messages_are_bounded_by_age_too(store):
    old, fresh, held = stored(received=NOON - 1), stored(received=NOON), stored("held", received=NOON - DAY)
    for one in (old, fresh, held):
        store.messages.add(one)

    assert sorted(store.messages.expire(NOON, NOON + 1)) == sorted([old.id, held.id])
    assert store.messages.read("waiting") == [fresh]
    assert store.messages.expire(NOON, NOON + 1) == []


def test_the_facts_are_how_many_wait_fail_and_are_held(store):
    assert store.messages.facts() == MessageFacts()
    one, other, held = stored(received=NOON - 5), stored(), stored("held")
    for each in (one, other, held):
        store.messages.add(each)
    store.messages.postpone(other.id, NOON + 9, "down")

    assert store.messages.facts() == MessageFacts(2, 1, 1, NOON - 5, NOON - 5, "down")


def test_erasing_an_id_erases_its_message(store):
    one = stored()
    store.messages.add(one)

    assert store.erase(one.id, NOON) == [one.id]
    assert store.messages.read("waiting") == []


def test_messages_are_in_no_export(store):
    store.messages.add(stored(text="SECRETWORDS"))

    from helpcentre.collector.store.exports import EXPORTED

    lines = [json.dumps(row, default=repr) for table in EXPORTED for row in store.read_table(table)]
    assert "message" not in EXPORTED
    assert not any("SECRETWORDS" in line for line in lines)


def test_messages_are_in_no_backup(sqlite_store, tmp_path):
    sqlite_store.messages.add(stored(text="SECRETWORDS"))

    sqlite_store.backup(tmp_path / "copy.db")

    assert b"SECRETWORDS" not in (tmp_path / "copy.db").read_bytes()
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT COUNT(*) FROM message").fetchone() == (0,)


def test_messages_move_to_another_database(store, tmp_path):
    one = stored()
    store.messages.add(one)

    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        other.write_tables([("message", list(store.read_table("message", whole=True)))])
        assert other.messages.read("waiting") == [one]


def test_the_file_says_whether_a_message_is_still_in_it(sqlite_store):
    one = stored()
    sqlite_store.messages.add(one)
    sqlite_store.connection.empty_log()

    assert sqlite_store.connection.file_contains([one.id]) is True
    sqlite_store.messages.remove(one.id, NOON)
    sqlite_store.connection.empty_log()
    assert sqlite_store.connection.file_contains([one.id]) is False
