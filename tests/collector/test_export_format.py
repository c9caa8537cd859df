"""The lines of an export: whatever is encoded is decoded again, and damage is refused with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.store import export_format
from helpcentre.collector.store.export_format import FORMAT, FORMATS, decode, encode
from helpcentre.errors import HelpCentreError

VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8")),
    st.integers(-(2**63), 2**63 - 1),
    st.binary(max_size=20),
)
ROWS = st.sampled_from(sorted(FORMATS[FORMAT].items())).flatmap(
    lambda pair: st.tuples(st.just(pair[0]), st.fixed_dictionaries(dict.fromkeys(pair[1], VALUES)))
)


@given(st.lists(ROWS, max_size=6))
def test_encoded_rows_are_decoded_unchanged(rows):
    assert list(decode(encode(rows), "x")) == rows


@given(st.lists(ROWS, max_size=3))
def test_every_line_is_ascii_and_ends_where_it_should(rows):
    lines = list(encode(rows))
    assert len(lines) == len(rows) + 2
    assert all(line.isascii() and line.endswith("\n") and line.count("\n") == 1 for line in lines)


def test_an_empty_export_has_a_head_and_a_foot():
    assert list(encode([])) == [f'{{"helpcentre": {FORMAT}}}\n', '{"rows": 0}\n']
    assert list(decode(encode([]), "x")) == []


def test_bytes_are_written_as_hexadecimal_digits_also_from_a_view():
    rows = [("erased", {"id": memoryview(b"\x00\xff"), "at": 5})]
    assert list(encode(rows))[1] == '{"table": "erased", "id": {"hex": "00ff"}, "at": 5}\n'
    assert list(decode(encode(rows), "x")) == [("erased", {"id": b"\x00\xff", "at": 5})]


def refusal(*lines):
    with pytest.raises(HelpCentreError) as caught:
        list(decode(lines, "x"))
    return str(caught.value)


def test_an_empty_file_is_cut_off():
    assert refusal() == "x: the export is cut off: its last line is missing. Export again."


@pytest.mark.parametrize(
    "head", ["{}", '{"helpcentre": 0}', '{"helpcentre": true}', '{"helpcentre": "1"}', '{"helpcentre": 1, "more": 1}',
             '{"helpcentre": 1.0}', '{"helpcentre": null}', "1", "x", ""],
)  # fmt: skip
def test_a_file_with_another_first_line_is_not_an_export(head):
    assert refusal(head) == "x:1: this is not an export of helpcentre. Write one with helpcentre export."


def test_a_row_is_given_before_a_later_line_is_found_damaged():
    rows = decode(['{"helpcentre": 1}', '{"table": "counter", "name": "a", "n": 1}', "{"], "x")
    assert next(rows) == ("counter", {"name": "a", "n": 1})
    with pytest.raises(HelpCentreError, match="x:3: this line is not a JSON object"):
        next(rows)


@pytest.mark.parametrize("said", [0, 2, "1", None, 1.5])
def test_the_foot_must_have_the_number_of_rows(said):
    row = '{"table": "counter", "name": "a", "n": 1}'
    message = refusal('{"helpcentre": 1}', row, json.dumps({"rows": said}))
    assert message == f"x:3: 1 rows were found, but the export had {said}. Export again."


@pytest.mark.parametrize(
    "value", ["1.5", "true", "[]", '{"hex": "0"}', '{"hex": "xx"}', '{"hex": null}', '{"hex": "00", "n": 1}',
              str(2**63), str(-(2**63) - 1), '"\\udc80"', "{}"],
)  # fmt: skip
def test_a_value_no_database_holds_is_damaged(value):
    row = f'{{"table": "counter", "name": "a", "n": {value}}}'
    assert refusal('{"helpcentre": 1}', row) == "x:2: a value in 'counter' is damaged. Export again."


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63), 0, "", "õ", None])
def test_the_edges_of_what_a_database_holds_are_fine(value):
    lines = ['{"helpcentre": 1}', json.dumps({"table": "counter", "name": "a", "n": value}), '{"rows": 1}']
    assert list(decode(lines, "x")) == [("counter", {"name": "a", "n": value})]


def test_wrong_columns_are_named_in_order():
    row = '{"table": "counter", "zebra": 1, "name": "a", "apple": 2}'
    assert refusal('{"helpcentre": 1}', row) == (
        "x:2: the columns of 'counter' are wrong (apple, n, zebra). Export again."
    )


def test_a_format_with_more_columns_restores_an_earlier_one_with_them_empty(monkeypatch):
    newest = FORMAT + 1
    later = FORMATS | {newest: FORMATS[1] | {"counter": ("name", "n", "since"), "new": ("id",)}}
    monkeypatch.setattr(export_format, "FORMATS", later)
    monkeypatch.setattr(export_format, "FORMAT", newest)
    former = ['{"helpcentre": 1}', '{"table": "counter", "name": "a", "n": 1}', '{"rows": 1}']
    assert list(decode(former, "x")) == [("counter", {"name": "a", "n": 1, "since": None})]
    assert "the columns of 'counter' are wrong (since)" in refusal(f'{{"helpcentre": {newest}}}', former[1])
    assert "there is no table 'new'" in refusal('{"helpcentre": 1}', '{"table": "new", "id": 1}')
    assert next(encode([])) == f'{{"helpcentre": {newest}}}\n'
    assert f"newer than this version of helpcentre (format {newest})" in refusal(f'{{"helpcentre": {newest + 1}}}')


def test_an_item_of_format_1_gets_no_outcome_no_steps_and_revision_0():
    item = dict.fromkeys(FORMATS[1]["item"])
    former = ['{"helpcentre": 1}', json.dumps({"table": "item", **item}), '{"rows": 1}']
    ((table, row),) = decode(former, "x")
    assert (table, row) == ("item", {**item, "outcome": "", "revision": 0, "steps": ""})
