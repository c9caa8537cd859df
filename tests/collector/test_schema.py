"""Databases written by every earlier version are brought to the newest schema with their data."""

import hashlib

import pytest

from helpcentre.collector.store import schema
from helpcentre.collector.store.maintenance import FORGOTTEN_UP_TO, read_number
from helpcentre.collector.store.opening import open_store, sqlite_path
from helpcentre.collector.store.sqlite import SqliteConnection
from helpcentre.contract.limits import day_of
from helpcentre.errors import HelpCentreError
from tests.collector.world import ALWAYS, NOON, V1, item, manifest

NEWEST = schema.read_steps("sqlite")[-1][0]
RELEASED = {  # the steps that databases out there have taken: never edit one, add a step with the next number
    "sqlite": {
        1: "df85a07e3ff651e2", 2: "2d0d63789e2f90e2", 3: "0bc410cd47c53433", 4: "59a9abc0bb7c0de4",
        5: "1d2e54a3531e19e0", 6: "798bcb1a422f7389", 7: "0d547a7271936a6f",
    },
    "postgres": {
        1: "b5a945716884f912", 2: "6334e111d2ab4575", 3: "d7fb6a96e39f7aa2", 4: "ac67c7065344ecae",
        5: "1d2e54a3531e19e0", 6: "a20417e1dfb011f0", 7: "afa476071c78d797",
    },
}  # fmt: skip


def connect(address):
    """Return a connection to an empty database, without any schema."""
    if address.startswith("sqlite:"):
        return SqliteConnection(sqlite_path(address))
    from helpcentre.collector.store.postgres import PostgresConnection

    return PostgresConnection(address)


def fill_first_schema(connection):
    """Add one reader's vote, its sums and an article as the first version stored them."""
    columns = "id, kind, language, received, occurred, article, version, value, reason, heading, channel, clicked, "
    columns += "missing, repeat, state, signals"
    with connection.transaction():
        connection.execute(
            f"INSERT INTO item ({columns}) VALUES (?, 'vote', 'it', ?, ?, 'payment-declined', ?, 0, 'wrong_page', '', "
            "'', '', 0, 0, 0, '')",
            bytes(15) + b"\1", NOON, NOON, V1,
        )  # fmt: skip
        sums = (
            "INSERT INTO tally (kind, day, article, language, version, value, label, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        for kind, day, value, label, n in (
            ("vote", day_of(NOON), 0, "wrong_page", 1),
            ("vote", day_of(NOON) - 500, 1, "", 7),  # its items were pruned long ago
            ("total", 0, 0, "", 1),  # before step 5 "wrong page" was part of the totals
            ("total", 0, 1, "", 7),
        ):
            connection.execute(sums, kind, day, "payment-declined", "it", V1, value, label, n)


@pytest.mark.parametrize("reached", range(1, NEWEST + 1))
def test_a_database_of_every_earlier_schema_is_brought_up_to_date_with_its_data(address, reached):
    connection = connect(address)
    assert schema.migrate(connection, up_to=reached) == reached
    fill_first_schema(connection)
    connection.close()

    with open_store(address) as store:
        rows = store.report_rows(*ALWAYS)
        assert sum(vote.n for vote in rows.votes) == 8
        if reached < 5:
            assert [(total.yes, total.no) for total in rows.totals] == [(7, 0)]
        store.learn(manifest(), NOON)
        assert store.write([item(1)]) == ["stored"]
        assert len(list(store.read_table("item"))) == 2
        assert store.counters() == {}


def test_the_mark_of_erased_hashes_is_no_longer_a_counter(address):
    connection = connect(address)
    schema.migrate(connection, up_to=5)
    with connection.transaction():
        for name, n in (("forgotten_seq", 41), ("stored", 7)):
            connection.execute("INSERT INTO counter (name, n) VALUES (?, ?)", name, n)
    connection.close()
    with open_store(address) as store:
        assert store.counters() == {"stored": 7}
        assert read_number(store.connection, FORGOTTEN_UP_TO) == 41


def test_numbers_of_deleted_rows_are_not_used_again_after_the_table_of_items_was_copied(address):
    connection = connect(address)
    schema.migrate(connection, up_to=11)
    fill_first_schema(connection)
    with connection.transaction():
        connection.execute("DELETE FROM item")
    connection.close()
    with open_store(address) as store:
        store.learn(manifest(), NOON)
        store.write([item(1)])
        assert [row[0] for row in store.connection.rows("SELECT seq FROM item")] == [2]


def test_migrating_again_changes_nothing(address):
    with open_store(address) as store:
        assert schema.migrate(store.connection) == NEWEST
        numbers = [row[0] for row in store.connection.rows("SELECT number FROM migration ORDER BY number")]
    assert numbers == list(range(1, NEWEST + 1))


def test_a_step_that_fails_leaves_the_database_as_it_was(address, monkeypatch):
    connection, read_steps = connect(address), schema.read_steps
    broken = (NEWEST + 1, "CREATE TABLE later (n BIGINT);\nnonsense;")
    monkeypatch.setattr(schema, "read_steps", lambda name: [*read_steps(name), broken])
    schema.migrate(connection, up_to=NEWEST)
    with pytest.raises(HelpCentreError):
        schema.migrate(connection)
    assert connection.rows("SELECT MAX(number) FROM migration")[0][0] == NEWEST
    with pytest.raises(HelpCentreError):
        connection.rows("SELECT n FROM later")
    connection.close()


def test_a_database_of_a_newer_helpcentre_is_left_alone(address):
    with open_store(address) as store, store.connection.transaction():
        store.connection.execute("INSERT INTO migration (number) VALUES (999)")
    with pytest.raises(HelpCentreError, match=r"newer helpcentre \(schema 999; this version knows schema \d+\)"):
        open_store(address)


def test_both_databases_have_the_same_steps():
    for name in ("sqlite", "postgres"):
        assert [number for number, _ in schema.read_steps(name)] == list(range(1, NEWEST + 1))


def test_statements_are_split_at_semicolons_and_comment_lines_are_left_out():
    sql = "-- a; comment\nCREATE TABLE a (n INT);\n  -- another\n\nDROP TABLE a\n;\n"
    assert schema.split_statements(sql) == ["CREATE TABLE a (n INT)", "DROP TABLE a"]


@pytest.mark.parametrize("name", ["sqlite", "postgres"])
def test_no_released_step_is_ever_edited(name):
    found = {number: fingerprint(sql) for number, sql in schema.read_steps(name)}
    assert {number: found[number] for number in RELEASED[name]} == RELEASED[name]


def fingerprint(sql):
    """Return a hash of the statements, without comments and line breaks."""
    text = "\n".join(" ".join(statement.split()) for statement in schema.split_statements(sql))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
