"""The SQLite connection: few statements, everything or nothing, and open again after a failure."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.errors import StoreUnavailableError, UnfitError
from helpcentre.collector.store.connection import Insert
from helpcentre.collector.store.sqlite import IN_LIMIT, INSERT_LIMIT, SqliteConnection


@pytest.fixture
def connection(tmp_path):
    made = SqliteConnection(tmp_path / "f.db", busy_timeout_ms=50)
    made.execute("CREATE TABLE t (id BLOB PRIMARY KEY, n INTEGER NOT NULL) STRICT")
    yield made
    made.close()


def numbers(connection):
    return sorted(row[0] for row in connection.rows("SELECT n FROM t"))


def key(number):
    return number.to_bytes(4, "big")


def statements_of(connection):
    """Return a list that grows with each statement SQLite runs."""
    run = []
    connection._open_database().set_trace_callback(run.append)
    return run


@pytest.mark.parametrize("count", [0, 1, 2, 3, 63, INSERT_LIMIT, 65, 127, 300])
def test_rows_are_inserted_in_few_statements_of_a_few_sizes(connection, count):
    run = statements_of(connection)
    connection.insert(Insert("t", ("id", "n"), [(key(number), number) for number in range(count)]))
    assert len([sql for sql in run if sql.startswith("INSERT")]) == count // INSERT_LIMIT + bin(
        count % INSERT_LIMIT
    ).count("1")
    assert numbers(connection) == list(range(count))


def test_several_tables_are_filled_in_their_order_and_conflicts_are_settled(connection):
    rows = [(key(1), 1)]
    add = "ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n"
    connection.insert(Insert("t", ("id", "n"), rows), Insert("t", ("id", "n"), rows, add))
    assert numbers(connection) == [2]


@given(wanted=st.lists(st.integers(0, 2_000), max_size=IN_LIMIT * 2 + 20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_list_of_any_length_finds_what_is_in_it(connection, wanted):
    connection.execute("DELETE FROM t")
    connection.insert(Insert("t", ("id", "n"), [(key(number), number) for number in range(0, 2_000, 7)]))
    found = connection.rows_in("SELECT n FROM t WHERE id {in}", [key(number) for number in dict.fromkeys(wanted)])
    assert sorted(row[0] for row in found) == sorted({number for number in wanted if number % 7 == 0})


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (3, [4]), (5, [8]), (500, [500]), (501, [500, 1])])
def test_lists_are_padded_so_that_few_statements_are_prepared(connection, monkeypatch, count, sizes):
    seen = []
    monkeypatch.setattr(connection, "rows", lambda sql, *values: seen.append((sql.count("?"), len(values))) or [])
    connection.rows_in("SELECT n FROM t WHERE id {in}", [key(number) for number in range(count)])
    assert seen == [(size, size) for size in sizes]


def test_several_lookups_return_their_rows_in_order(connection):
    connection.insert(Insert("t", ("id", "n"), [(key(1), 1), (key(2), 2)]))
    find = "SELECT n FROM t WHERE id {in}"
    assert connection.look_up([(find, [key(2)]), (find, []), (find, [key(1), key(9)])]) == [[(2,)], [], [(1,)]]


def test_a_transaction_that_fails_leaves_nothing(connection):
    with pytest.raises(ZeroDivisionError), connection.transaction():
        connection.execute("INSERT INTO t VALUES (?, 1)", key(1))
        raise ZeroDivisionError
    assert numbers(connection) == []
    with connection.transaction():
        connection.execute("INSERT INTO t VALUES (?, 1)", key(1))
    assert numbers(connection) == [1]


@pytest.mark.parametrize(
    ("sql", "values"), [("INSERT INTO t VALUES (?, NULL)", (key(2),)), ("INSERT INTO t VALUES (?, ?)", (key(1), 7))]
)
def test_an_item_that_the_database_forbids_is_unfit_and_the_database_is_fine(connection, sql, values):
    connection.execute("INSERT INTO t VALUES (?, 1)", key(1))
    with pytest.raises(UnfitError), connection.transaction():
        connection.execute(sql, *values)
    assert numbers(connection) == [1]


def test_any_other_failure_is_the_databases(connection):
    for call in (
        lambda: connection.execute("nonsense"),
        lambda: connection.rows("SELECT nothing FROM t"),
        lambda: connection.execute_many("nonsense ?", [(1,)]),
        lambda: list(connection.stream("SELECT nothing FROM t")),
    ):
        with pytest.raises(StoreUnavailableError) as caught:
            call()
        assert not isinstance(caught.value, UnfitError)
        assert str(connection.path) in str(caught.value)


def test_a_lock_held_by_another_is_waited_for_only_so_long(connection, tmp_path):
    other = sqlite3.connect(tmp_path / "f.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match="database is locked"), connection.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with connection.transaction():
        connection.execute("INSERT INTO t VALUES (?, 1)", key(1))


def test_a_connection_that_cannot_roll_back_is_opened_again(connection, monkeypatch):
    class Broken:
        in_transaction = True

        def execute(self, sql, *_):
            raise sqlite3.OperationalError(f"disk I/O error in {sql}")

        def close(self):
            raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(connection, "_database", Broken())
    with pytest.raises(StoreUnavailableError, match="disk I/O error"), connection.transaction():
        pass
    assert connection._database is None
    assert numbers(connection) == []


def test_a_closed_connection_opens_itself_when_it_is_used(connection):
    connection.close()
    connection.close()
    assert numbers(connection) == []


def test_another_connection_sees_what_was_committed_and_has_the_same_settings(connection):
    connection.execute("INSERT INTO t VALUES (?, 5)", key(1))
    other = connection.reconnect()
    assert numbers(other) == [5]
    assert (other.path, other._busy_timeout_ms) == (connection.path, 50)
    other.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("temp_store", 2),
     ("cache_size", -1000), ("wal_autocheckpoint", 4000)],
)  # fmt: skip
def test_every_connection_is_durable_private_and_small(connection, pragma, value):
    for one in (connection, connection.reconnect()):
        assert one.rows(f"PRAGMA {pragma}") == [(value,)]


def test_less_durable_writes_must_be_asked_for(tmp_path):
    made = SqliteConnection(tmp_path / "g.db", synchronous="NORMAL")
    assert made.rows("PRAGMA synchronous") == [(1,)]
    again = made.reconnect()
    assert again.rows("PRAGMA synchronous") == [(1,)]
    for one in (made, again):
        one.close()


def test_compacting_gives_up_after_its_patience_and_says_what_to_do(connection):
    connection.insert(Insert("t", ("id", "n"), [(key(number), number) for number in range(50)]))
    reader = connection.reconnect()
    reader.execute("BEGIN")
    reader.rows("SELECT COUNT(*) FROM t")
    connection.execute("DELETE FROM t")
    with pytest.raises(Exception, match="in use, so what was erased may still be in its files") as caught:
        connection.compact(patience_seconds=0.3)
    assert "prune --compact" in str(caught.value)
    reader.execute("COMMIT")
    connection.compact()
    reader.close()


def test_a_stream_can_be_left_early(connection):
    connection.insert(Insert("t", ("id", "n"), [(key(number), number) for number in range(50)]))
    assert next(connection.stream("SELECT n FROM t ORDER BY n")) == (0,)
    with connection.transaction():
        connection.execute("DELETE FROM t")
    assert numbers(connection) == []
