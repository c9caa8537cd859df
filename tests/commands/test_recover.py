"""`helpcentre recover`: a damaged SQLite file gives back every row that can be read."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.schema import migrate
from helpcentre.collector.store.sqlite import SqliteConnection
from helpcentre.errors import HelpCentreError
from tests.collector.world import DAY, NOON, item, manifest
from tests.commands.data import report_of, run

PAGE = 4096
READERS = 600
SINCE = date(2000, 1, 1)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """The file of a database with votes of many readers on several days."""
    path = tmp_path_factory.mktemp("healthy") / "feedback.db"
    with open_store(f"sqlite:///{path}") as store:
        store.learn(manifest(), NOON)
        store.write([item(n % 2, who=n, at=NOON + n % 9 * DAY) for n in range(READERS)])
        store.erase(b"e" * 16, NOON)
        store.compact(NOON)
    return path


@pytest.fixture
def damaged(healthy, tmp_path):
    """A copy of the file, to be damaged."""
    return Path(shutil.copy(healthy, tmp_path / "damaged.db"))


def pages_of(path, name):
    """Return the numbers of the leaf pages of a table or index, found with the file's own statistics."""
    with closing(sqlite3.connect(path)) as database:
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    data = path.read_bytes()
    start = (root - 1) * PAGE
    if data[start] in (0x0D, 0x0A):
        return [root]
    count = int.from_bytes(data[start + 3 : start + 5], "big")
    cells = [int.from_bytes(data[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(count)]
    return [int.from_bytes(data[start + cell : start + cell + 4], "big") for cell in cells]


def overwrite(path, page, content=b"\xff" * PAGE):
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def recovered(path):
    """Return the new file and the text that was printed."""
    target = path.with_name("recovered.db")
    said = run("recover", target, "--database", f"sqlite:///{path}").output
    return target, said


def ids(path):
    with closing(sqlite3.connect(path)) as database:
        return {row[0] for row in database.execute("SELECT id FROM item NOT INDEXED")}


def test_a_healthy_file_is_saved_whole(damaged):
    target, said = recovered(damaged)
    assert report_of(f"sqlite:///{target}") == report_of(f"sqlite:///{damaged}")
    assert f"item: {READERS} saved\n" in said
    assert "could not" not in said
    assert "counted again" not in said
    with open_store(f"sqlite:///{target}") as store:
        assert store.erase(b"e" * 16, NOON) == []  # it is still known to be erased
        assert store.connection.find_damage(thorough=True) == []


def test_only_the_rows_of_an_unreadable_page_are_lost(healthy, damaged):
    page = pages_of(damaged, "item")[3]
    overwrite(damaged, page)
    target, said = recovered(damaged)
    lost = ids(healthy) - ids(target)
    assert 0 < len(lost) < 60
    assert f"item: {READERS - len(lost)} saved; 1 stretch could not be read\n" in said


def test_a_readable_page_between_two_unreadable_ones_is_saved(healthy, damaged):
    pages = pages_of(damaged, "item")
    for page in pages[:8:2]:
        overwrite(damaged, page)
    target, said = recovered(damaged)
    assert "4 stretches could not be read" in said
    assert READERS - 5 * 45 < len(ids(target)) < READERS


def test_two_unreadable_pages_are_two_stretches(healthy, damaged):
    pages = pages_of(damaged, "item")
    overwrite(damaged, pages[1])
    overwrite(damaged, pages[5])
    target, said = recovered(damaged)
    assert "2 stretches could not be read" in said
    assert READERS - 120 < len(ids(target)) < READERS


def test_a_table_whose_last_page_is_unreadable_ends_there(healthy, damaged):
    with closing(sqlite3.connect(damaged)) as database:
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()[0]
    last = int.from_bytes(damaged.read_bytes()[(root - 1) * PAGE + 8 :][:4], "big")
    overwrite(damaged, last)
    target, said = recovered(damaged)
    assert "1 stretch could not be read" in said
    assert len(ids(target)) > READERS - 60


def test_a_damaged_index_loses_nothing(healthy, damaged):
    for page in pages_of(damaged, "sqlite_autoindex_item_1"):
        overwrite(damaged, page)
    target, said = recovered(damaged)
    assert ids(target) == ids(healthy)
    assert "could not" not in said


def test_day_sums_that_cannot_be_read_are_counted_again(healthy, damaged):
    overwrite(damaged, pages_of(damaged, "tally")[0])
    target, said = recovered(damaged)
    assert "day sums were lower than the saved items and were counted again." in said
    assert report_of(f"sqlite:///{target}") == report_of(f"sqlite:///{healthy}")
    with open_store(f"sqlite:///{target}") as store:
        assert store.wrong_sums(SINCE) == {}


def test_sums_of_items_that_have_expired_are_kept(damaged):
    with closing(sqlite3.connect(damaged)) as database, database:
        database.execute("DELETE FROM item WHERE seq % 2 = 0")
    before = report_of(f"sqlite:///{damaged}")
    target, _ = recovered(damaged)
    assert report_of(f"sqlite:///{target}") == before


def test_rows_that_only_the_log_has_are_saved_too(damaged):
    with closing(sqlite3.connect(damaged, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("INSERT INTO channel VALUES ('carrier-pigeon', 1)")
        assert damaged.with_name("damaged.db-wal").stat().st_size
        target, _ = recovered(damaged)
    with closing(sqlite3.connect(target)) as database:
        assert ("carrier-pigeon",) in database.execute("SELECT channel FROM channel").fetchall()


def test_a_file_of_an_earlier_version_is_brought_to_the_newest_schema(tmp_path):
    old = tmp_path / "old.db"
    connection = SqliteConnection(old)
    migrate(connection, up_to=3)
    connection.execute("INSERT INTO channel VALUES ('phone', 1)")
    connection.close()
    target, said = recovered(old)
    assert "channel: 1 saved" in said
    with open_store(f"sqlite:///{target}") as store:
        assert store.schema_reached() > 3


def test_a_row_with_values_that_are_not_valid_is_left_out_and_counted(damaged):
    with closing(sqlite3.connect(damaged)) as database, database:
        database.execute("PRAGMA ignore_check_constraints=ON")
        database.execute("UPDATE item SET state = 9 WHERE seq = 5")
    target, said = recovered(damaged)
    assert f"item: {READERS - 1} saved; 1 had values that are not valid\n" in said
    assert len(ids(target)) == READERS - 1


def test_the_damaged_file_is_not_changed(damaged):
    overwrite(damaged, pages_of(damaged, "item")[0])
    before = damaged.read_bytes()
    recovered(damaged)
    assert damaged.read_bytes() == before
    assert {path.name for path in damaged.parent.iterdir()} <= {"damaged.db", "recovered.db"}


@pytest.mark.parametrize("content", [b"", b"not a database" * 400], ids=["empty", "text"])
def test_a_file_in_which_nothing_can_be_read_leaves_no_new_one(tmp_path, content):
    path = tmp_path / "feedback.db"
    path.write_bytes(content)
    with pytest.raises(HelpCentreError, match="Nothing in this file can be read as a feedback database"):
        recovered(path)
    assert [one.name for one in tmp_path.iterdir()] == ["feedback.db"]


def test_an_existing_file_is_never_written_to(damaged, tmp_path):
    mine = tmp_path / "recovered.db"
    mine.write_text("mine")
    with pytest.raises(HelpCentreError, match=r"recovered\.db already exists\. Name another file\."):
        recovered(damaged)
    assert mine.read_text() == "mine"


def test_only_a_sqlite_file_that_exists_is_recovered(tmp_path):
    with pytest.raises(HelpCentreError, match="Only SQLite files can be recovered"):
        run("recover", tmp_path / "new.db", "--database", "postgresql://localhost/feedback")
    with pytest.raises(HelpCentreError, match=r"none\.db: file not found\."):
        run("recover", tmp_path / "new.db", "--database", f"sqlite:///{tmp_path}/none.db")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(2, 10**6), st.binary(min_size=1, max_size=PAGE)), min_size=1, max_size=6))
def test_however_a_file_is_overwritten_the_result_is_a_sound_database(healthy, tmp_path, damage):
    path = tmp_path / "damaged.db"
    shutil.copy(healthy, path)
    pages = path.stat().st_size // PAGE
    for page, content in damage:
        overwrite(path, 2 + page % (pages - 1), content)
    tmp_path.joinpath("recovered.db").unlink(missing_ok=True)
    try:
        target, _ = recovered(path)
    except HelpCentreError as error:
        assert "Nothing in this file" in str(error)
        return
    with open_store(f"sqlite:///{target}") as store:
        assert store.connection.find_damage(thorough=True) == []
    assert len(ids(target)) <= READERS
