"""Addresses of databases: what can be opened, and what to write instead of anything else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.store.opening import open_store, sqlite_path
from helpcentre.errors import HelpCentreError


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("sqlite:///data/feedback.db", "data/feedback.db"),
        ("sqlite:////var/lib/feedback.db", "/var/lib/feedback.db"),
        ("sqlite:///with%20space.db", "with space.db"),
        ("sqlite:///%C3%B5.db", "õ.db"),
        ("sqlite:///a?b.db", "a?b.db"),
    ],
)
def test_three_slashes_are_relative_and_four_absolute(address, path):
    assert sqlite_path(address) == Path(path)


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///", "sqlite:x.db", "sqlite://x.db", "sqlite:/x.db"])
def test_an_address_without_a_file_says_how_to_name_one(address):
    with pytest.raises(HelpCentreError) as caught:
        sqlite_path(address)
    assert str(caught.value) == (
        f"'{address}' does not name a file. Use sqlite:///data/feedback.db, or four slashes for an absolute path."
    )


@pytest.mark.parametrize("address", ["mysql://x", "nonsense", "", "/var/lib/feedback.db", "SQLITE//x", "postgres"])
def test_a_value_that_is_not_an_address_is_refused_with_both_kinds(address):
    with pytest.raises(HelpCentreError) as caught:
        open_store(address)
    assert str(caught.value) == (
        f"'{address}' is not a supported database address. "
        "Use sqlite:///data/feedback.db or postgresql://user@host/name."
    )


def test_a_password_in_a_wrong_address_is_not_repeated():
    with pytest.raises(HelpCentreError) as caught:
        open_store("mysql://shop:hunter2@db.example.com/x")
    assert "hunter2" not in str(caught.value)
    assert "'db.example.com/x' is not" in str(caught.value)


def test_a_file_and_its_folders_are_created(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/a/b/feedback.db") as store:
        assert store.is_empty()
    assert (tmp_path / "a/b/feedback.db").stat().st_mode & 0o777 == 0o600


def test_a_folder_in_place_of_the_file_is_one_plain_message(tmp_path):
    (tmp_path / "feedback.db").mkdir()
    with pytest.raises(HelpCentreError, match=r"feedback\.db: the database cannot be opened: "):
        open_store(f"sqlite:///{tmp_path}/feedback.db")


def test_a_file_in_place_of_a_folder_says_what_to_do(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(HelpCentreError, match=r"cannot be created: .*\. Choose another place with --database\."):
        open_store(f"sqlite:///{tmp_path}/data/feedback.db")


def test_a_server_that_is_not_there_is_named_without_its_password():
    with pytest.raises(HelpCentreError) as caught:
        open_store("postgresql://shop:hunter2@127.0.0.1:1/x", timeout=2)
    assert str(caught.value).startswith("postgresql://127.0.0.1:1/x: the database cannot be opened: ")
    assert "hunter2" not in str(caught.value)


@given(st.text(max_size=30))
def test_no_address_ends_in_a_traceback(text):
    try:
        sqlite_path(f"sqlite:///{text}")
    except HelpCentreError:
        assert not text
