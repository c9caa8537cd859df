"""The commands that look after the data, as they are typed."""

import json
import subprocess
import sys
from uuid import UUID

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store import open_store
from helpcentre.errors import HelpCentreError
from tests.collector.world import ALWAYS, NOON, item, manifest


@pytest.fixture
def database(tmp_path):
    address = f"sqlite:///{tmp_path}/feedback.db"
    with open_store(address) as store:
        store.learn(manifest(), NOON)
        vote = item(0, reason="unclear")
        store.write([vote, item(None, kind="comment", text="segreto da cancellare", parent=vote.id), item(1, who=2)])
    return address, str(UUID(bytes=vote.id))


def run(*arguments):
    result = CliRunner().invoke(cli, list(arguments))
    if isinstance(result.exception, HelpCentreError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def test_a_key_is_shown_once_and_only_its_hash_is_kept(database, tmp_path):
    address, _ = database
    secret = run("token", "add", "marta", "--database", address).stdout.strip()
    assert secret.startswith("hc_")
    assert len(secret) >= 43
    assert "marta  read" in run("token", "list", "--database", address).output
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes()
    with pytest.raises(HelpCentreError, match="there is a key named 'marta'"):
        run("token", "add", "marta", "--database", address)
    run("token", "revoke", "marta", "--database", address)
    with pytest.raises(HelpCentreError, match="there is no key named 'marta'"):
        run("token", "revoke", "marta", "--database", address)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_key_without_a_name_is_wrong_usage(database, name):
    result = CliRunner().invoke(cli, ["token", "add", name, "--database", database[0]])
    assert result.exit_code == 2
    assert "the name of the key is blank" in result.stderr
    assert "no keys" in run("token", "list", "--database", database[0]).output


def test_erased_words_are_in_no_byte_of_the_files(database, tmp_path):
    address, vote = database
    assert any(b"segreto" in file.read_bytes() for file in tmp_path.iterdir())
    assert "Erased: 1" in run("erase", vote, "--database", address).output
    assert not any(b"segreto" in file.read_bytes() for file in tmp_path.iterdir())
    with pytest.raises(HelpCentreError, match="not there"):
        run("erase", vote, "--database", address)
    with pytest.raises(HelpCentreError, match="not an id: x"):
        run("erase", "x", "--database", address)


def report(address):
    with open_store(address) as store:
        return store.report_rows(*ALWAYS)


def test_an_export_comes_back_whole_and_a_changed_one_does_not(database, tmp_path):
    address, _ = database
    target, other = tmp_path / "all.jsonl", f"sqlite:///{tmp_path}/other.db"
    run("export", str(target), "--database", address)
    assert target.stat().st_mode & 0o777 == 0o600
    run("restore", str(target), "--database", other)
    assert report(other) == report(address)
    with pytest.raises(HelpCentreError, match="has answers already"):
        run("restore", str(target), "--database", other)
    lines = target.read_text().splitlines()
    cut = tmp_path / "cut.jsonl"
    cut.write_text("\n".join(lines[:-2]))
    with pytest.raises(HelpCentreError, match="cut off"):
        run("restore", str(cut), "--database", f"sqlite:///{tmp_path}/third.db")
    cut.write_text("\n".join([lines[0], "{", *lines[1:]]))
    with pytest.raises(HelpCentreError, match=r"cut\.jsonl:2: this line is no JSON object"):
        run("restore", str(cut), "--database", f"sqlite:///{tmp_path}/third.db")
    assert json.loads(lines[0]) == {"helpcentre": 1}


def test_a_backup_is_a_whole_database_of_its_own(database, tmp_path):
    address, _ = database
    run("backup", str(tmp_path / "copy.db"), "--database", address)
    assert report(f"sqlite:///{tmp_path}/copy.db") == report(address)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    with pytest.raises(HelpCentreError, match="is there already"):
        run("backup", str(tmp_path / "copy.db"), "--database", address)


def test_a_copy_has_everything_and_keeps_readers_apart(database, tmp_path):
    address, _ = database
    target = f"sqlite:///{tmp_path}/moved.db"
    run("token", "add", "marta", "--database", address)
    run("copy", "--from", address, "--to", target)
    assert report(target) == report(address)
    with open_store(target) as store:
        assert [token.name for _, token in store.tokens()] == ["marta"]
        store.write([item(1, at=NOON + 5)])  # the same reader as before the move
        assert sum(vote.n for vote in store.votes(*ALWAYS)) == 2


def test_a_database_that_is_not_there_is_one_message(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from helpcentre.cli import main; main()", "token", "list", "--database",
         f"sqlite:///{tmp_path}/none.db"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "there is no database at" in done.stderr
    assert not (tmp_path / "none.db").exists()
