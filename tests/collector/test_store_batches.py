"""Batches: the same rows on both databases, however readers come back, change their minds and repeat themselves."""

import random
import threading
from copy import copy
from datetime import date

import pytest

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.items import SUPERSEDED
from helpcentre.collector.store import item_writes
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.sqlite import INSERT_LIMIT
from tests.collector.postgres import fresh_database, why_not
from tests.collector.world import ALWAYS, NOON, item, manifest


@pytest.fixture
def postgres():
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    with fresh_database() as address, open_store(address) as store:
        store.learn(manifest(), NOON)
        yield store


def everything(store):
    """Return items and sums without what is drawn by lot or counted up."""
    items = sorted(store.read_table("item", whole=True), key=lambda record: record["id"])
    return items, list(store.read_table("tally"))


def counted(store):
    return sum(vote.n for vote in store.votes(*ALWAYS))


def mixed(seed):
    """Return twenty batches of readers who come back, change their mind, comment before and after, and repeat."""
    chance, made = random.Random(seed), []
    for number in range(20):
        batch = []
        for _ in range(chance.randrange(1, 6)):
            one = item(chance.randrange(2), who=chance.randrange(12), at=NOON + number)
            earlier = chance.choice(made) if made else None
            drawn = chance.random()
            if earlier and drawn < 0.1:
                one = copy(earlier)
            elif earlier and drawn < 0.2:
                one.replaces = earlier.id
            elif earlier and drawn < 0.4:
                one.kind, one.parent, one.text, one.ballot, one.value = "comment", earlier.id, "Non va", None, None
            elif drawn < 0.5:
                one.quarantine("honeypot")
            batch.append(one)
            made.append(copy(one))
        if chance.random() < 0.3:
            batch.reverse()
        yield batch


@pytest.mark.parametrize("seed", range(4))
def test_postgresql_and_sqlite_store_the_same_rows_and_give_the_same_outcomes(postgres, tmp_path, seed):
    with open_store(f"sqlite:///{tmp_path}/other.db") as sqlite:
        for batch in mixed(seed):
            assert postgres.write([copy(each) for each in batch]) == sqlite.write(batch)
        assert everything(postgres) == everything(sqlite)
        assert postgres.wrong_sums(date(2000, 1, 1)) == {}


def test_new_readers_are_stored_with_a_comment_in_the_same_batch(store):
    vote = item(1, who=3)
    remark = item(who=4)
    remark.kind, remark.parent, remark.text, remark.ballot, remark.value = "comment", vote.id, "Grazie", None, None
    assert store.write([item(1, who=1), item(0, who=2), vote, remark]) == ["stored"] * 4
    assert counted(store) == 3


def test_a_reader_who_answers_again_is_settled_against_the_stored_answer(store):
    store.write([item(1, who=1)])
    assert store.write([item(0, who=1, at=NOON + 1), item(1, who=2)]) == ["stored", "stored"]
    assert counted(store) == 2


def test_a_commit_of_one_collector_is_seen_by_another_that_waited_for_it(postgres):
    first, answered = item(1, who=1), []
    with open_store(postgres.connection._address) as other:
        other.write([item(1, who=2)])
        again = threading.Thread(target=lambda: answered.extend(other.write([item(0, who=1, at=NOON + 1)])))
        with postgres.connection.transaction():
            item_writes.write(postgres.connection, [first])
            again.start()
            again.join(0.3)
            assert again.is_alive()
        again.join(10)
    assert answered == ["stored"]
    assert counted(postgres) == 2
    assert {record["id"]: record["state"] for record in postgres.read_table("item")}[first.id] == SUPERSEDED


def test_a_connection_the_server_ended_is_reported_and_the_next_batch_is_written(postgres):
    postgres.write([item(1, who=1)])
    (backend,) = postgres.connection.rows("SELECT pg_backend_pid()")[0]
    with open_store(postgres.connection._address) as other:
        other.connection.rows("SELECT pg_terminate_backend(?)", backend)
    with pytest.raises(StoreUnavailableError):
        postgres.write([item(1, who=2)])
    assert postgres.write([item(1, who=3)]) == ["stored"]
    assert counted(postgres) == 2


@pytest.mark.parametrize("number", [1, 2, INSERT_LIMIT - 1, INSERT_LIMIT, 3 * INSERT_LIMIT + 7])
def test_a_batch_of_any_size_is_stored_whole(store, number):
    assert store.write([item(1, at=NOON + at) for at in range(number)]) == ["stored"] * number
    assert store.connection.rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM item") == [(number, number)]


def test_postgresql_finds_what_a_batch_touches_by_index_although_it_was_planned_when_the_tables_were_empty(postgres):
    read = "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'item'"
    for start in range(0, 1200, 100):
        with postgres.connection.transaction():
            item_writes.write(postgres.connection, [item(1, at=NOON + start + at) for at in range(100)])
            assert postgres.connection.rows(read) == [(0,)]
