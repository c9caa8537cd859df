"""`helpcentre token`: keys are shown once, listed, and revoked."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.errors import HelpCentreError
from tests.commands.data import run


def test_a_key_is_shown_once_and_only_its_hash_is_stored(database, tmp_path):
    address, _ = database
    made = run("token", "add", "marta", "--database", address)
    secret = made.stdout.strip()
    assert secret.startswith("hc_")
    assert len(secret) >= 43
    assert secret not in made.stderr
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes()


def test_a_new_key_says_what_it_allows_and_until_when(database):
    expiry = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
    said = run("token", "add", "ci", "--scope", "moderate", "--days", "7", "--database", database[0]).stderr
    assert said == f"Key 'ci' (moderate access) expires on {expiry}. Copy it now; it will not be shown again:\n"


def test_keys_are_listed_with_scope_expiry_and_last_use(database):
    address, _ = database
    with open_store(address) as store:
        store.add_token(b"a" * 32, Token("marta", "read", 0, 1_796_000_000_000, None))
        store.add_token(b"b" * 32, Token("old", "moderate", 1, None, None))
        store.touch_token("old", 1_795_000_000_000)
    assert run("token", "list", "--database", address).output == (
        "marta  read  expires 2026-11-30  last used never\nold  moderate  expires never  last used 2026-11-18\n"
    )


def test_without_keys_the_list_says_how_to_make_one(database):
    said = run("token", "list", "--database", database[0]).output
    assert said == "There are no keys. Make one with helpcentre token add NAME.\n"


def test_two_keys_cannot_have_one_name(database):
    run("token", "add", "marta", "--database", database[0])
    with pytest.raises(HelpCentreError, match="There is already a key named 'marta'"):
        run("token", "add", "marta", "--database", database[0])


def test_a_revoked_key_is_gone_and_its_name_is_free(database):
    address, _ = database
    run("token", "add", "marta", "--database", address)
    run("token", "add", "ci", "--database", address)
    assert run("token", "revoke", "marta", "--database", address).output == "Key 'marta' has been revoked.\n"
    with pytest.raises(HelpCentreError, match=r"There is no key named 'marta'\. Existing keys: ci\."):
        run("token", "revoke", "marta", "--database", address)
    assert run("token", "add", "marta", "--database", address).stdout.startswith("hc_")


@pytest.mark.parametrize("name", ["", "  "])
def test_a_key_without_a_name_is_wrong_usage(database, name):
    result = CliRunner().invoke(cli, ["token", "add", name, "--database", database[0]])
    assert result.exit_code == 2
    assert "blank" in result.stderr
    assert "There are no keys" in run("token", "list", "--database", database[0]).output


def test_a_database_that_does_not_exist_is_one_message_and_is_not_created(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from helpcentre.cli import main; main()", "token", "list", "--database",
         f"sqlite:///{tmp_path}/none.db"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"There is no database at {tmp_path}/none.db. Name it with --database" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_relative_database_that_does_not_exist_is_named_with_its_full_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HelpCentreError, match=f"There is no database at {tmp_path}/data/feedback.db"):
        run("token", "list", "--database", "sqlite:///data/feedback.db")
