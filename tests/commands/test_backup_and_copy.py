"""`helpcentre backup` and `helpcentre copy`: complete copies that report the same."""

import pytest

from helpcentre.collector.store.opening import open_store
from helpcentre.commands import copy as copy_command
from helpcentre.errors import HelpCentreError
from tests.collector.world import ALWAYS, NOON, item
from tests.commands.data import report_of, run


def test_a_backup_is_a_complete_database(database, tmp_path):
    address, _ = database
    run("backup", tmp_path / "copy.db", "--database", address)
    assert report_of(f"sqlite:///{tmp_path}/copy.db") == report_of(address)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites_a_file(database, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(HelpCentreError, match=r"copy\.db already exists\. Name another file\."):
        run("backup", target, "--database", database[0])
    assert target.read_text() == "mine"


def test_a_backup_into_a_folder_that_does_not_exist_is_one_plain_message(database, tmp_path):
    with pytest.raises(HelpCentreError, match="the backup cannot be written: No such file or directory"):
        run("backup", tmp_path / "none" / "copy.db", "--database", database[0])


def test_a_copy_has_everything_and_still_knows_readers_again(database, tmp_path):
    address, _ = database
    target = f"sqlite:///{tmp_path}/moved.db"
    run("token", "add", "marta", "--database", address)
    said = run("copy", "--from", address, "--to", target).output
    assert "item: 3\n" in said
    assert "token: 1\n" in said
    assert "issue:" not in said
    assert report_of(target) == report_of(address)
    with open_store(target) as store:
        assert [token.name for _, token in store.tokens()] == ["marta"]
        store.write([item(1, at=NOON + 5)])  # the same reader as before the move
        assert sum(vote.n for vote in store.votes(*ALWAYS)) == 2


def test_a_copy_into_a_database_with_answers_changes_nothing(database, tmp_path):
    address, _ = database
    target = f"sqlite:///{tmp_path}/moved.db"
    run("copy", "--from", address, "--to", target)
    before = report_of(target)
    with pytest.raises(HelpCentreError, match="The target already holds answers"):
        run("copy", "--from", address, "--to", target)
    assert report_of(target) == before


def test_a_copy_that_differs_from_its_source_is_reported(database, tmp_path, monkeypatch):
    address, _ = database
    real, seen = copy_command.open_existing, []

    def reading(database):
        """Open a database to which a row is added after it was read."""
        store = real(database)
        read = store.read_table

        def read_table(table, **more):
            rows = list(read(table, **more))
            if table == "channel":
                seen.append(table)
                rows += rows[:1] * (len(seen) - 1)
            return iter(rows)

        monkeypatch.setattr(store, "read_table", read_table)
        return store

    monkeypatch.setattr(copy_command, "open_existing", reading)
    with pytest.raises(HelpCentreError, match=r"channel: 3 rows in the source, 2 in the target\. Stop the collector"):
        run("copy", "--from", address, "--to", f"sqlite:///{tmp_path}/moved.db")
