"""Erased words are in no byte of the files, copies hold no salts, and nobody but the owner may read any of it."""

import json
import os
import random
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.sqlite_files import file_contains, written_privately
from helpcentre.contract.limits import day_of
from helpcentre.errors import HelpCentreError
from tests.collector.postgres import fresh_database, why_not
from tests.collector.process import running
from tests.collector.test_http import ITEMS, collector, http, site
from tests.collector.world import ALWAYS, DAY, NOON, ORIGIN, comment, item, manifest, search, vote

__all__ = ["collector", "http", "site"]
WORDS = "Abito in via dei Gelsomini, al terzo piano"


def files(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


def where(folder, words):
    wanted = words if isinstance(words, bytes) else words.encode()
    return {name for name, content in files(folder).items() if wanted in content}


def until_gone(folder, words, seconds=6):
    end = time.monotonic() + seconds
    while where(folder, words) and time.monotonic() < end:
        time.sleep(0.1)
    return where(folder, words)


def test_words_a_reader_erased_are_in_no_byte_of_the_files_a_moment_later(http, tmp_path):
    event = vote()
    http.post(ITEMS, json=[event, comment(event, WORDS)])
    assert "feedback.db-wal" in where(tmp_path / "data", WORDS)
    assert http.delete(f"{ITEMS}/{event['id']}").status_code == 204
    assert until_gone(tmp_path / "data", WORDS) == set()


def test_a_search_can_be_erased_without_a_trace_too(http, tmp_path):
    event = search(WORDS)
    http.post(ITEMS, json=event)
    http.delete(f"{ITEMS}/{event['id']}")
    assert until_gone(tmp_path / "data", WORDS) == set()


def test_a_long_report_delays_the_traces_end_but_no_vote(http, tmp_path):
    event = vote()
    http.post(ITEMS, json=[event, comment(event, WORDS)])
    reading = http.store.connection
    reading.execute("BEGIN")
    reading.rows("SELECT COUNT(*) FROM item")
    http.delete(f"{ITEMS}/{event['id']}")
    began = time.monotonic()
    assert http.post(ITEMS, json=vote(article="shipping-cost")).status_code == 201
    assert time.monotonic() - began < 4, "it waited for the report"
    time.sleep(1.5)
    assert where(tmp_path / "data", WORDS) != set()
    assert http.get("/readyz").status_code == 200
    reading.execute("COMMIT")
    assert until_gone(tmp_path / "data", WORDS, 10) == set()


def busy_history(store, chance):
    """Write and erase until pages have been balanced often; returns the ids of what was erased, and its words."""
    alive, gone = [], {}
    for _ in range(40):
        made = [item(chance.randrange(2), who=chance.randrange(400)) for _ in range(6)]
        words = [f"<{uuid4().hex}>" * chance.choice((1, 3, 20)) for _ in made]
        said = [item(None, kind="comment", parent=one.id, text=text) for one, text in zip(made, words, strict=True)]
        store.write([*made, *said])
        alive += zip(made, words, strict=True)
        chance.shuffle(alive)
        for one, text in [alive.pop() for _ in range(5)]:
            gone |= dict.fromkeys(store.erase(one.id, NOON), text[:34])
    return gone


def test_copies_that_a_balanced_page_keeps_are_found_and_rebuilt_away(tmp_path):
    chance, kept = random.Random(3), 0
    for number in range(12):
        folder = tmp_path / str(number)
        with open_store(f"sqlite:///{folder}/f.db", synchronous="OFF") as store:
            store.learn(manifest(), NOON)
            gone = busy_history(store, chance)
            assert store.connection.empty_log()
            left = [words for words in gone.values() if where(folder, words)]
            assert bool(left) <= store.connection.file_contains(list(gone))
            kept += bool(left)
            if store.connection.file_contains(list(gone)):
                assert store.connection.rebuild()
                assert store.connection.empty_log()
            content = b"".join(files(folder).values())
            assert [words for words in gone.values() if words.encode() in content] == []
            assert store.wrong_sums(date(2000, 1, 1)) == {}
    assert kept, "no page kept a copy, so nothing was proven"


def test_a_row_is_found_across_the_parts_a_file_is_read_in(tmp_path, monkeypatch):
    monkeypatch.setattr("helpcentre.collector.store.sqlite_files.PART", 64)
    identity = uuid4().bytes
    for before in range(40, 90):
        (tmp_path / "f").write_bytes(b"x" * before + identity + b"comment" + b"x" * 99)
        assert file_contains(tmp_path / "f", [uuid4().bytes, identity])
        (tmp_path / "f").write_bytes(b"x" * before + identity + b"x" * 99)
        assert not file_contains(tmp_path / "f", [identity])


def test_words_that_are_over_age_leave_the_files_too(http, tmp_path):
    event = vote()
    http.post(ITEMS, json=[event, comment(event, WORDS)])
    for _ in range(7):  # the collector runs all the time
        http.clock.now += 26 * DAY
        http.portal.call(http.service.apply_retention)
    assert until_gone(tmp_path / "data", WORDS) == set()
    assert sum(one.n for one in http.store.votes(*ALWAYS)) == 1


def test_a_salt_leaves_the_files_with_its_48_hours(http, tmp_path):
    http.post(ITEMS, json=vote())
    [salt] = [row["key"] for row in http.store.read_table("salt", whole=True)]
    [ballot] = [row["ballot"] for row in http.store.read_table("item", whole=True)]
    assert where(tmp_path / "data", salt) != set()
    http.clock.now += 3 * DAY
    http.portal.call(http.service.apply_retention)
    assert until_gone(tmp_path / "data", salt) == set()
    assert until_gone(tmp_path / "data", ballot) == set()


# Copies and who may read them


def test_a_backup_has_no_salt_and_no_hash_of_a_reader_and_loses_nothing_else(tmp_path):
    (tmp_path / "copy").mkdir()
    with open_store(f"sqlite:///{tmp_path}/data/f.db") as store:
        store.learn(manifest(), NOON)
        salt = store.salt(day_of(NOON))
        first = item(0, reason="unclear")
        store.write([first, item(None, kind="comment", text="ä õ ü", parent=first.id), item(1, who=2)])
        gone = item(0, who=3)
        store.write([gone, item(None, kind="comment", text=WORDS, parent=gone.id)])
        store.erase(gone.id, NOON)
        store.backup(tmp_path / "copy" / "b.db")
        assert list(files(tmp_path / "copy")) == ["b.db"]
        for secret in (salt, first.ballot, WORDS):
            assert where(tmp_path / "copy", secret) == set()
            assert secret == WORDS or where(tmp_path / "data", secret) != set()
        with open_store(f"sqlite:///{tmp_path}/copy/b.db") as copy:
            assert list(copy.read_table("salt", whole=True)) == []
            assert copy.report_rows(*ALWAYS) == store.report_rows(*ALWAYS)
            assert copy.write([item(0, identity=first.id)]) == ["duplicate"]
            assert copy.write([item(1, who=9, at=NOON + 1)]) == ["stored"]
            assert copy.wrong_sums(date(2000, 1, 1)) == {}


def test_a_backup_of_postgresql_has_no_salt(tmp_path):
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    with fresh_database() as address, open_store(address) as store:
        store.learn(manifest(), NOON)
        store.salt(day_of(NOON))
        store.write([item(0)])
        store.backup(tmp_path / "b.dump")
    assert (tmp_path / "b.dump").stat().st_mode & 0o777 == 0o600
    shown = subprocess.run(["pg_restore", "-f", "-", tmp_path / "b.dump"], check=True, capture_output=True).stdout
    assert b"COPY public.item " in shown
    assert b"CREATE TABLE public.salt" in shown
    assert b"COPY public.salt" not in shown


def test_files_of_the_collector_can_be_read_by_their_owner_only(http, tmp_path):
    before = os.umask(0)
    try:
        http.post(ITEMS, json=vote())
        http.store.backup(tmp_path / "backup.db")
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "data").iterdir()}
        assert set(modes) == {"feedback.db", "feedback.db-wal", "feedback.db-shm"}
        assert set(modes.values()) == {"0o600"}
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "backup.db").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_a_database_that_was_copied_back_carelessly_is_closed_to_others(tmp_path):
    path = tmp_path / "f.db"
    open_store(f"sqlite:///{path}").close()
    for given, kept in ((0o644, 0o640), (0o666, 0o660), (0o640, 0o640), (0o600, 0o600)):
        path.chmod(given)
        open_store(f"sqlite:///{path}").close()
        assert path.stat().st_mode & 0o777 == kept


def test_the_owner_erases_and_copies_while_the_collector_runs(tmp_path):
    database = f"sqlite:///{tmp_path}/data/feedback.db"

    def typed(*arguments):
        result = CliRunner().invoke(cli, [*arguments, "--database", database])
        assert result.exit_code == 0, result.output
        return result.output

    with running(tmp_path, database) as collector:
        event = vote()
        post_list(collector.port, [event, comment(event, WORDS)])
        assert where(tmp_path / "data", WORDS) != set()
        typed("backup", str(tmp_path / "before.db"))
        assert "Erased: 1" in typed("erase", event["id"])
        assert where(tmp_path / "data", WORDS) == set()
        typed("backup", str(tmp_path / "after.db"))
        assert WORDS.encode() in (tmp_path / "before.db").read_bytes()
        assert WORDS.encode() not in (tmp_path / "after.db").read_bytes()
        post_list(collector.port, [vote()])
        assert "Day sums are kept" in typed("prune", "--compact")
    with open_store(database) as store:
        assert sum(one.n for one in store.votes(*ALWAYS)) == 1


def post_list(port, events):
    headers = {"Content-Type": "application/json", "Origin": ORIGIN}
    address = f"http://127.0.0.1:{port}{ITEMS}"
    asked = urllib.request.Request(address, json.dumps(events).encode(), headers)
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert json.load(answer)["stored"] == len(events)


def test_a_link_planted_in_place_of_a_copy_is_not_followed(tmp_path):
    victim, target = tmp_path / "victim", tmp_path / "shared" / "all.jsonl"
    victim.write_text("mine", encoding="utf-8")
    target.parent.mkdir()
    (target.parent / "all.jsonl.part").symlink_to(victim)
    with written_privately(target, "export") as half:
        half.write_text("secret", encoding="utf-8")
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not target.is_symlink()
    assert target.read_text(encoding="utf-8") == "secret"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path):
    def broken():
        with written_privately(tmp_path / "b.db", "backup"):
            raise OSError(28, "No space left on device")

    with pytest.raises(HelpCentreError, match="the backup cannot be written: No space left on device"):
        broken()
    assert list(tmp_path.iterdir()) == []


def counted_elsewhere(database):
    """Return how many items another program sees; as it leaves it may believe that it was the last one."""
    code = "import sqlite3, sys; found = sqlite3.connect(sys.argv[1]); print(*found.execute(sys.argv[2]).fetchone())"
    query = "SELECT count(*) FROM item"
    done = subprocess.run([sys.executable, "-c", code, database, query], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_looking_for_erased_rows_takes_no_lock_away_so_no_later_vote_is_lost(tmp_path):
    """To close any other descriptor of the file would: the next program to leave would delete the log we write to."""
    database = tmp_path / "f.db"
    with open_store(f"sqlite:///{database}") as store:
        store.learn(manifest(), NOON)
        store.write([item(who=1)])
        assert not store.connection.file_contains([uuid4().bytes])
        assert counted_elsewhere(database) == 1
        store.write([item(who=2)])
        assert counted_elsewhere(database) == 2
