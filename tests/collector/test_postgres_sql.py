"""The SQL written for PostgreSQL: numbered placeholders, arrays per column, several tables in one statement."""

import pytest

from helpcentre.collector.store.connection import Insert
from helpcentre.collector.store.postgres_sql import column_values, insert_sql, lookup_sql, number_placeholders


@pytest.mark.parametrize(
    ("sql", "numbered"),
    [
        ("SELECT 1", "SELECT 1"),
        ("? = ?", "$1 = $2"),
        ("a IN (?, ?) OR b = ? OR c = ?", "a IN ($1, $2) OR b = $3 OR c = $4"),
        ("?" * 12, "".join(f"${number}" for number in range(1, 13))),
    ],
)
def test_placeholders_are_numbered_from_one_in_their_order(sql, numbered):
    assert number_placeholders(sql) == numbered
    assert number_placeholders(sql) == numbered, "every statement begins at one again"


def test_several_lookups_are_one_row_of_arrays():
    assert lookup_sql(("SELECT id FROM a WHERE id {in}", "SELECT x FROM b WHERE y {in}")) == (
        "SELECT ARRAY(SELECT found FROM (SELECT id FROM a WHERE id = ANY(?)) found), "
        "ARRAY(SELECT found FROM (SELECT x FROM b WHERE y = ANY(?)) found)"
    )


def test_one_insert_is_plain_and_names_the_type_of_each_column():
    one = Insert("item", ("id", "kind", "received"), [(b"1", "vote", 5)], "ON CONFLICT DO NOTHING")
    assert insert_sql([one]) == (
        "INSERT INTO item (id, kind, received) SELECT * FROM unnest(?::bytea[], ?::text[], ?::bigint[]) "
        "ON CONFLICT DO NOTHING"
    )


def test_several_inserts_are_one_statement():
    parts = [Insert("a", ("id",), [(b"1",)]), Insert("b", ("n",), [(1,)]), Insert("c", ("name",), [("x",)])]
    assert insert_sql(parts) == (
        "WITH part0 AS (INSERT INTO a (id) SELECT * FROM unnest(?::bytea[]) ), "
        "part1 AS (INSERT INTO b (n) SELECT * FROM unnest(?::bigint[]) ) "
        "INSERT INTO c (name) SELECT * FROM unnest(?::text[]) "
    )


@pytest.mark.parametrize("column", ["id", "parent", "replaces", "ballot", "slot"])
def test_ids_and_hashes_are_bytes(column):
    assert "?::bytea[]" in insert_sql([Insert("t", (column,), [(b"",)])])


@pytest.mark.parametrize(
    "column", ["received", "occurred", "value", "results", "missing", "repeat", "state", "day", "n"]
)
def test_times_counts_and_states_are_numbers(column):
    assert "?::bigint[]" in insert_sql([Insert("t", (column,), [(1,)])])


def test_values_are_listed_by_column_over_all_inserts():
    parts = [Insert("a", ("x", "y"), [(1, "a"), (2, "b"), (3, None)]), Insert("b", ("z",), [(b"q",)])]
    assert column_values(parts) == [[1, 2, 3], ["a", "b", None], [b"q"]]


def test_an_insert_without_rows_has_an_empty_list_for_each_column():
    assert column_values([Insert("a", ("x", "y"), [])]) == [[], []]


def test_rows_of_different_lengths_are_an_error_and_not_cut():
    with pytest.raises(ValueError, match="shorter"):
        column_values([Insert("a", ("x", "y"), [(1, 2), (3,)])])
