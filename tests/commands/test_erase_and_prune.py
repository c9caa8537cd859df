"""`helpcentre erase` and `helpcentre prune`: what is erased is in no byte of the files."""

from uuid import uuid4

import pytest

from helpcentre.collector.store.opening import open_store
from helpcentre.errors import HelpCentreError
from tests.commands.data import WORDS, report_of, run


def test_erased_words_are_in_no_byte_of_the_files(database, tmp_path):
    address, vote = database
    assert any(WORDS.encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert run("erase", vote, "--database", address).output == "Erased: 1\n"
    assert not any(WORDS.encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert sum(one.n for one in report_of(address).votes) == 1


def test_unknown_ids_are_reported_after_the_known_ones_are_erased(database):
    address, vote = database
    unknown = str(uuid4())
    with pytest.raises(HelpCentreError, match=f"No such item: {unknown}"):
        run("erase", vote, unknown, "--database", address)
    assert report_of(address).comments == ()


def test_nothing_is_erased_if_one_id_is_not_valid(database):
    address, vote = database
    with pytest.raises(HelpCentreError, match=r"Not a valid id: x, 12\. Use ids such as 6f1c0f4e-"):
        run("erase", vote, "x", "12", "--database", address)
    assert len(report_of(address).comments) == 1


def test_pruning_erases_what_is_too_old_and_keeps_the_day_sums(database, tmp_path):
    address, _ = database
    before = report_of(address).votes
    assert run("prune", "--comment-days", "1", "--item-days", "2", "--force", "--database", address).output.endswith(
        "rows. Day sums are kept.\n"
    )
    after = report_of(address)
    with open_store(address) as store:
        left = [record["text"] for record in store.read_table("item")]
    assert WORDS not in left
    assert after.votes == before


def test_compacting_gives_the_space_back(database, tmp_path):
    address, _ = database
    with open_store(address) as store, store.connection.transaction():
        store.connection.execute_many(
            "INSERT INTO counter (name, n) VALUES (?, 0)", [(f"{number}{'x' * 3000}",) for number in range(200)]
        )
    with open_store(address) as store, store.connection.transaction():
        store.connection.execute("DELETE FROM counter")
    size = (tmp_path / "feedback.db").stat().st_size
    run("prune", "--compact", "--database", address)
    assert (tmp_path / "feedback.db").stat().st_size < size / 2
