"""`helpcentre export` and `restore`: an export of any version comes back complete, a damaged one not at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.store.export_format import FORMATS
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.limits import day_of
from helpcentre.errors import HelpCentreError
from tests.collector.world import ALWAYS, NOON, item
from tests.commands.data import WORDS, report_of, run

CASES = Path(__file__).parents[1] / "cases/exports"
FORMAT_1 = CASES / "format-1.jsonl"  # written by the first version that had exports; never write it again
FORMAT_2 = CASES / "format-2.jsonl"  # the same site, written by the last version of that format


def test_an_export_can_be_restored_and_reports_the_same(database, tmp_path):
    address, _ = database
    target, other = tmp_path / "all.jsonl", f"sqlite:///{tmp_path}/other.db"
    run("export", target, "--database", address)
    assert target.stat().st_mode & 0o777 == 0o600
    said = run("restore", target, "--database", other).output
    assert said.startswith("Restored: 1 site, 4 article, 4 version, 2 channel, ")
    assert "3 item" in said
    assert report_of(other) == report_of(address)


def test_an_export_to_standard_output_is_the_same_as_to_a_file(database, tmp_path):
    address, _ = database
    run("export", tmp_path / "all.jsonl", "--database", address)
    assert run("export", "--database", address).stdout == (tmp_path / "all.jsonl").read_text(encoding="utf-8")


def test_an_export_names_its_format_and_the_number_of_its_rows(database):
    lines = [json.loads(line) for line in run("export", "--database", database[0]).stdout.splitlines()]
    assert lines[0] == {"helpcentre": max(FORMATS)}
    assert lines[-1] == {"rows": len(lines) - 2}


# Every format is restored for ever


@pytest.fixture
def restored(address):
    """An empty database of each kind, after the export of format 1 was restored into it."""
    run("restore", FORMAT_1, "--database", address)
    return address


def test_an_export_of_format_1_is_restored_on_both_databases(restored):
    rows = report_of(restored)
    votes = {(one.article, one.language, one.value, one.reason): one.n for one in rows.votes}
    assert votes == {("payment-declined", "it", 1, ""): 1, ("payment-declined", "et", 0, "wrong_page"): 1}
    assert [(one.text, one.value, one.reason, one.heading, one.issue) for one in rows.comments] == [
        ("Non capisco la parte sulla carta 😀", 0, "unclear", "la-carta", 1)
    ]
    assert {(one.query, one.corrected, one.missing) for one in rows.queries} == {
        ("reso gratis", None, 0), ("rezo", "reso", 1),
    }  # fmt: skip
    assert [(one.kind, one.value, one.n) for one in rows.ratings] == [("csat", 4, 1), ("nps", 9, 1)]
    assert [(one.channel, one.n) for one in rows.contacts] == [("email", 1)]
    assert [(one.article, one.n) for one in rows.views] == [("shipping-cost", 1)]
    assert rows.quarantined == 1
    assert rows.counters == {"refused_unknown_article": 3, "stored": 12}
    assert [(one.title, one.status, one.severity, len(one.items)) for one in rows.issues] == [
        ("Dire quali carte", "open", 1, 2), ("Name the button", "fixed", 3, 0),
    ]  # fmt: skip
    assert {(one.article, one.language): one.title for one in rows.articles} == {
        ("payment-declined", "et"): "Makse lükati tagasi",
        ("payment-declined", "it"): "Pagamento rifiutato „è“",
        ("shipping-cost", "id"): "Shipping-Cost",
    }


def test_a_database_restored_from_format_1_goes_on_counting(restored):
    with open_store(restored) as store:
        assert [event.words["et"] for event in store.events(date(2026, 8, 1), date(2026, 8, 31))] == ["suvepuhkus"]
        assert store.wrong_sums(date(2000, 1, 1)) == {}
        erased = [record["id"] for record in store.read_table("erased")]
        assert len(erased) == 2
        assert store.write([item(1, identity=erased[0]), item(1, who=99)]) == ["duplicate", "stored"]
        assert store.write([item(1, who=99, at=NOON + 1)]) == ["stored"]
        discarded = store.quarantined(discarded=True)
        assert [(one.value, day_of(int(one.occurred.timestamp() * 1000))) for one in discarded] == [(1, day_of(NOON))]
        assert store.wrong_sums(date(2000, 1, 1)) == {}


def test_a_database_restored_from_format_1_exports_the_same_rows(restored):
    now = run("export", "--database", restored).stdout.splitlines()
    if max(FORMATS) == 1:
        assert sorted(now) == sorted(FORMAT_1.read_text(encoding="utf-8").splitlines())


def test_an_export_of_format_2_is_restored_with_outcomes_and_decisions(address):
    run("restore", FORMAT_2, "--database", address)
    rows = report_of(address)
    assert {(one.query, one.outcome) for one in rows.queries} == {("reso gratis", "abandoned"), ("rezo", "")}
    assert [(one.state, one.reason) for one in rows.decisions] == [("dismissed", "We don't sell this")]


@pytest.mark.parametrize(("number", "fixture"), [(1, FORMAT_1), (2, FORMAT_2)])
def test_the_tables_of_a_format_are_those_of_the_fixture(number, fixture):
    tables = {}
    for line in fixture.read_text(encoding="utf-8").splitlines()[1:-1]:
        row = json.loads(line)
        tables.setdefault(row.pop("table"), set()).add(frozenset(row))
    assert tables == {table: {frozenset(columns)} for table, columns in FORMATS[number].items()}


def test_every_column_of_the_database_is_exported_or_known_to_stay(restored):
    """A new column needs a new format: add it to FORMATS under the next number."""
    stay = {"item": {"seq"}}
    with open_store(restored) as store:
        for table, columns in FORMATS[max(FORMATS)].items():
            if store.connection.name == "sqlite":
                found = {row[1] for row in store.connection.rows(f"PRAGMA table_info({table})")}
            else:
                query = "SELECT column_name FROM information_schema.columns WHERE table_name = ?"
                found = {row[0] for row in store.connection.rows(query, table)}
            assert found - stay.get(table, set()) == set(columns), table


# What is damaged is not restored


def refusal(tmp_path, text, name="bad.jsonl"):
    """Return the message of a restore that must fail and must leave no answers behind."""
    path, database = tmp_path / name, tmp_path / "third.db"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(HelpCentreError) as caught:
        run("restore", path, "--database", f"sqlite:///{database}")
    assert not database.exists()
    return str(caught.value).removeprefix(f"{tmp_path}/")


@pytest.fixture
def lines(database):
    return run("export", "--database", database[0]).stdout.splitlines()


def test_an_export_without_its_last_line_is_refused(tmp_path, lines):
    said = refusal(tmp_path, "\n".join(lines[:-1]))
    assert said == "bad.jsonl: the export is cut off: its last line is missing. Export again."


def test_an_export_that_lacks_a_row_is_refused_with_both_numbers(tmp_path, lines):
    said = refusal(tmp_path, "\n".join([*lines[:3], *lines[4:]]))
    rows = len(lines) - 2
    assert said == f"bad.jsonl:{len(lines) - 1}: {rows - 1} rows were found, but the export had {rows}. Export again."


def test_a_line_after_the_end_is_refused(tmp_path, lines):
    said = refusal(tmp_path, "\n".join([*lines, lines[1]]))
    assert said == f"bad.jsonl:{len(lines) + 1}: there is a line after the end of the export. Export again."


@pytest.mark.parametrize("line", ["{", "", "[]", "null", "7", "[" * 100_000])
def test_a_line_that_is_not_an_object_is_refused_with_its_number(tmp_path, lines, line):
    said = refusal(tmp_path, "\n".join([lines[0], line, *lines[1:]]))
    assert said == "bad.jsonl:2: this line is not a JSON object. Export again."


@pytest.mark.parametrize("head", ["", "{}", "x", '{"helpcentre": 0}', '{"helpcentre": true}', '{"helpcentre": "1"}',
                                  '{"helpcentre": 1, "more": 1}', '{"rows": 0}'])  # fmt: skip
def test_a_file_that_is_not_an_export_is_refused(tmp_path, lines, head):
    said = refusal(tmp_path, "\n".join([head, *lines[1:]]))
    assert said == "bad.jsonl:1: this is not an export of helpcentre. Write one with helpcentre export."


def test_an_export_of_a_newer_format_asks_for_an_update(tmp_path, lines):
    newest = max(FORMATS)
    assert refusal(tmp_path, "\n".join([json.dumps({"helpcentre": newest + 1}), *lines[1:]])) == (
        f"bad.jsonl:1: this export has format {newest + 1}, which is newer than this version of helpcentre "
        f"(format {newest}). Update helpcentre first."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"table": "nothing"}', "there is no table 'nothing' in an export."),
        ('{"table": ["item"]}', "there is no table ['item'] in an export."),
        ('{"name": "x"}', "there is no table None in an export."),
        ('{"table": "channel", "channel": "x"}', "the columns of 'channel' are wrong (first_seen)."),
        ('{"table": "channel", "channel": "x", "first_seen": 1, "n": 1}', "the columns of 'channel' are wrong (n)."),
        ('{"table": "channel", "channel": {"hex": "zz"}, "first_seen": 1}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": {"hex": 1}, "first_seen": 1}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": [1], "first_seen": 1}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": "\\ud800", "first_seen": 1}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": "x", "first_seen": 9223372036854775808}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": "x", "first_seen": 1.5}', "a value in 'channel' is damaged."),
        ('{"table": "channel", "channel": "x", "first_seen": true}', "a value in 'channel' is damaged."),
    ],
)
def test_a_damaged_row_is_refused_with_its_line(tmp_path, row, said):
    assert refusal(tmp_path, f'{{"helpcentre": 1}}\n{row}\n{{"rows": 1}}\n') == f"bad.jsonl:2: {said} Export again."


def test_the_largest_numbers_a_database_holds_are_not_damaged(tmp_path):
    rows = [{"table": "counter", "name": name, "n": n} for name, n in (("most", 2**63 - 1), ("least", -(2**63)))]
    text = "\n".join(json.dumps(one) for one in ({"helpcentre": 1}, *rows, {"rows": 2}))
    path = tmp_path / "big.jsonl"
    path.write_text(text, encoding="utf-8")
    run("restore", path, "--database", f"sqlite:///{tmp_path}/big.db")
    assert report_of(f"sqlite:///{tmp_path}/big.db").counters == {"least": -(2**63), "most": 2**63 - 1}


def test_a_file_that_does_not_exist_is_named_without_an_error_number(tmp_path):
    with pytest.raises(HelpCentreError) as caught:
        run("restore", tmp_path / "nope.jsonl", "--database", f"sqlite:///{tmp_path}/y.db")
    assert str(caught.value) == f"{tmp_path}/nope.jsonl: file not found."


def test_a_folder_and_a_file_of_bytes_are_refused_in_plain_words(tmp_path):
    with pytest.raises(HelpCentreError, match="the file cannot be read: Is a directory"):
        run("restore", tmp_path, "--database", f"sqlite:///{tmp_path}/y.db")
    assert refusal(tmp_path, b'{"helpcentre": 1}\n\xff\xfe') == "bad.jsonl: the file is not UTF-8 text. Export again."


def test_a_row_the_database_refuses_leaves_nothing_of_the_others(tmp_path, lines):
    broken = [line.replace('"kind": "vote"', '"kind": "nonsense"') for line in lines]
    (tmp_path / "bad.jsonl").write_text("\n".join(broken), encoding="utf-8")
    with pytest.raises(HelpCentreError):
        run("restore", tmp_path / "bad.jsonl", "--database", f"sqlite:///{tmp_path}/half.db")
    with open_store(f"sqlite:///{tmp_path}/half.db") as store:
        assert store.is_empty()
        assert list(store.read_table("channel")) == []


def test_a_database_with_answers_is_never_restored_over(database, tmp_path):
    address, _ = database
    run("export", tmp_path / "all.jsonl", "--database", address)
    before = report_of(address)
    with pytest.raises(HelpCentreError, match="already holds answers"):
        run("restore", tmp_path / "all.jsonl", "--database", address)
    assert report_of(address) == before


def test_an_export_that_cannot_be_written_says_why(database, tmp_path):
    with pytest.raises(HelpCentreError, match="the export cannot be written: No such file or directory"):
        run("export", tmp_path / "none" / "all.jsonl", "--database", database[0])


@given(place=st.integers(0, 2_000), junk=st.binary(max_size=6), cut=st.integers(0, 6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_damage_ever_ends_in_a_traceback(tmp_path, place, junk, cut):
    whole = FORMAT_1.read_bytes()
    place %= len(whole)
    path, database = tmp_path / "damaged.jsonl", tmp_path / "damaged.db"
    path.write_bytes(whole[:place] + junk + whole[place + cut :])
    try:
        run("restore", path, "--database", f"sqlite:///{database}")
    except HelpCentreError as error:
        assert "Traceback" not in str(error)
    for file in tmp_path.glob("damaged.db*"):
        file.unlink()


def test_readers_words_survive_the_round_trip_whatever_they_are(database, tmp_path):
    address, _ = database
    odd = ["\u2028line", "\x85", 'quote"\\', "😀", "\t", '{"table": "item"}', "ä" * 500, WORDS]
    said = item(0, who=7)
    with open_store(address) as store:
        store.write([said, *(item(None, kind="comment", text=text, parent=said.id) for text in odd)])
    run("export", tmp_path / "odd.jsonl", "--database", address)
    run("restore", tmp_path / "odd.jsonl", "--database", f"sqlite:///{tmp_path}/odd.db")
    with open_store(f"sqlite:///{tmp_path}/odd.db") as store:
        assert {one.text for one in store.comments(*ALWAYS)} == set(odd)
