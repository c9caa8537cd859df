"""A batch that touches nothing stored is written in one journey; whichever way it goes, the rows are the same."""

import random
import threading
from copy import copy
from datetime import date
from uuid import uuid4

import pytest

from helpcentre.collector.items import COUNTED, SUPERSEDED, StoreUnavailableError
from helpcentre.collector.store import item_writes, open_store
from helpcentre.collector.store.connection import Question
from helpcentre.errors import HelpCentreError
from tests.collector.postgres import fresh_database, why_not
from tests.collector.world import ALWAYS, NOON, item, manifest


@pytest.fixture
def postgres():
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    with fresh_database() as address, open_store(address) as store:
        store.learn(manifest(), NOON)
        yield store


def transactions_of(store, monkeypatch):
    """Return a list that grows with each transaction of several statements."""
    begun, transaction = [], store.connection.transaction
    monkeypatch.setattr(store.connection, "transaction", lambda: begun.append(1) or transaction())
    return begun


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
                one.suspect("honeypot")
            batch.append(one)
            made.append(copy(one))
        if chance.random() < 0.3:
            batch.reverse()
        yield batch


@pytest.mark.parametrize("seed", range(4))
def test_one_journey_and_several_lead_to_the_same_rows_and_answers(address, tmp_path, seed):
    with open_store(address) as one, open_store(f"sqlite:///{tmp_path}/several.db") as several:
        one.connection.one_journey, several.connection.one_journey = True, False
        for batch in mixed(seed):
            assert one.write([copy(each) for each in batch]) == several.write(batch)
        assert everything(one) == everything(several)
        assert one.wrong_sums(date(2000, 1, 1)) == {}


def test_new_readers_take_one_journey(postgres, monkeypatch):
    begun = transactions_of(postgres, monkeypatch)
    vote = item(1, who=3)
    remark = item(who=4)
    remark.kind, remark.parent, remark.text, remark.ballot, remark.value = "comment", vote.id, "Grazie", None, None
    assert postgres.write([item(1, who=1), item(0, who=2), vote, remark]) == ["stored"] * 4
    assert not begun
    assert counted(postgres) == 3


def test_a_reader_who_answers_again_is_settled_against_the_stored_answer(postgres, monkeypatch):
    postgres.write([item(1, who=1)])
    begun = transactions_of(postgres, monkeypatch)
    assert postgres.write([item(0, who=1, at=NOON + 1), item(1, who=2)]) == ["stored", "stored"]
    assert begun
    assert counted(postgres) == 2


def test_what_one_collector_commits_is_seen_by_another_that_waited_for_it(postgres):
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


def test_items_the_database_refuses_are_as_they_were(postgres):
    lonely = item(who=1)
    lonely.kind, lonely.parent, lonely.text, lonely.ballot, lonely.value = "comment", None, "Non va", None, None
    broken = item(1, who=2)
    broken.kind = "nonsense"
    with pytest.raises(HelpCentreError):
        postgres.write([lonely, broken])
    assert (lonely.state, lonely.signals) == (COUNTED, "")
    assert list(postgres.read_table("item")) == []
    postgres.write([lonely])
    assert [record["signals"] for record in postgres.read_table("item")] == ["no_vote"]


def test_a_connection_the_server_ended_is_told_and_the_next_batch_is_written(postgres):
    postgres.write([item(1, who=1)])
    (backend,) = postgres.connection.rows("SELECT pg_backend_pid()")[0]
    with open_store(postgres.connection._address) as other:
        other.connection.rows("SELECT pg_terminate_backend(?)", backend)
    with pytest.raises(StoreUnavailableError):
        postgres.write([item(1, who=2)])
    assert postgres.write([item(1, who=3)]) == ["stored"]
    assert counted(postgres) == 2


def test_a_role_that_may_not_make_functions_writes_in_several_journeys(postgres):
    role, connection = f"guest{uuid4().hex[:8]}", postgres.connection
    database = connection._address.rpartition("/")[2]
    for statement in (
        f"CREATE ROLE {role} LOGIN",
        f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        f"GRANT CREATE ON SCHEMA public TO {role}",
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
    ):
        connection.execute(statement)
    with open_store(connection._address.replace("postgres@", f"{role}@")) as guest:
        assert guest.write([item(1, who=1)]) == ["stored"]
        assert guest.write([item(1, who=2)]) == ["stored"]
        assert not guest.connection.one_journey
    assert counted(postgres) == 2


def test_a_report_that_is_given_up_leaves_the_connection_usable(address):
    with open_store(address) as store:
        each = store.connection.each([Question("SELECT 1"), Question("SELECT 2"), Question("SELECT 3")])
        assert list(map(tuple, next(each))) == [(1,)]
        each.close()
        assert store.write([item(1)]) == ["stored"]


def test_questions_are_answered_in_their_order_and_a_wrong_one_is_told(address):
    with open_store(address) as store:
        asked = [Question("SELECT CAST(? AS BIGINT) + 1", (number,)) for number in range(5)]
        assert [rows[0][0] for rows in store.connection.each(asked)] == [1, 2, 3, 4, 5]
        with pytest.raises(StoreUnavailableError):
            list(store.connection.each([Question("SELECT 1"), Question("SELECT nothing FROM nowhere")]))
        assert store.write([item(1)]) == ["stored"]
