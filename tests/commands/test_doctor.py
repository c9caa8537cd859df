"""`helpcentre doctor` as it is typed: a line per check, JSON, and an exit code for cron."""

import json
import time

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.retention import Retention
from helpcentre.errors import HelpCentreError
from tests.collector.messages.mailbox import mail_server
from tests.collector.messages.test_message_store import stored
from tests.collector.process import make_site, running
from tests.collector.world import DAY, item, manifest


def now():
    return time.time_ns() // 1_000_000


@pytest.fixture
def database(tmp_path):
    """The address of a healthy database whose items are of today."""
    address = f"sqlite:///{tmp_path}/feedback.db"
    with open_store(address) as store:
        store.learn(manifest(), now())
        store.write([item(1, who=who, at=now() - 1000) for who in range(3)])
        store.prune(Retention(), now())
    return address


def doctor(*arguments):
    done = CliRunner().invoke(cli, ["doctor", *map(str, arguments)])
    if isinstance(done.exception, HelpCentreError):
        raise done.exception
    return done


def statuses(done):
    return {check["name"]: check["status"] for check in json.loads(done.stdout)["checks"]}


def test_a_healthy_collector_is_all_ok_and_exits_0(database, tmp_path):
    done = doctor("--database", database, "--site", make_site(tmp_path / "site"), "--thorough", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["status"] == "ok"
    assert statuses(done) == dict.fromkeys(
        ("database", "integrity", "sums", "disk", "log", "clock", "retention", "erasures", "proxy", "quarantine",
         "messages", "daily_cap", "keys", "manifest", "versions"),
        "ok",
    )  # fmt: skip


def test_each_check_is_a_line_with_its_status_first(database):
    lines = doctor("--database", database).stdout.splitlines()
    assert lines[0].startswith("ok       database    ")
    assert lines[-1].startswith("ok       versions    helpcentre ")
    assert len(lines) == 13


def test_an_error_exits_1_and_a_warning_does_not(database, tmp_path):
    (tmp_path / "feedback.db").chmod(0o640)
    warned = doctor("--database", database, "--json")
    assert warned.exit_code == 0
    assert json.loads(warned.stdout)["status"] == "warning"
    with open_store(database) as store:
        store.write([item(1, who=9, at=now() + 9 * DAY)])
    broken = doctor("--database", database, "--json")
    assert broken.exit_code == 1
    assert json.loads(broken.stdout)["status"] == "error"
    assert statuses(broken)["clock"] == "error"


def test_a_database_others_can_read_is_found(database, tmp_path):
    (tmp_path / "feedback.db").chmod(0o640)
    [line] = [one for one in doctor("--database", database).stdout.splitlines() if " database " in one]
    assert line.endswith("can be read by others (mode 640). Use chmod 600.")


def test_a_site_without_a_manifest_is_an_error_with_the_way_out(database, tmp_path):
    done = doctor("--database", database, "--site", tmp_path / "empty")
    assert done.exit_code == 1
    assert "manifest.json: file not found. Build the site first" in done.stdout


def test_a_file_that_is_not_a_database_is_an_error_and_the_site_is_checked_all_the_same(tmp_path):
    (tmp_path / "feedback.db").write_bytes(b"not a database, but long enough to be read as one" * 200)
    done = doctor("--database", f"sqlite:///{tmp_path}/feedback.db", "--site", make_site(tmp_path / "site"), "--json")
    assert done.exit_code == 1
    assert statuses(done) == {"database": "error", "manifest": "ok", "versions": "ok"}


def test_a_database_that_does_not_exist_is_not_created(tmp_path):
    with pytest.raises(HelpCentreError, match="There is no database at"):
        doctor("--database", f"sqlite:///{tmp_path}/none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_postgresql_database_is_checked_too(postgres_address):
    with open_store(postgres_address) as store:
        store.learn(manifest(), now())
        store.prune(Retention(), now())
    done = doctor("--database", postgres_address, "--json")
    assert done.exit_code == 0
    assert statuses(done)["integrity"] == "ok"
    assert "disk" not in statuses(done)


def test_the_retention_of_the_collector_can_be_given(tmp_path):
    other = f"sqlite:///{tmp_path}/other.db"
    with open_store(other) as store:
        store.learn(manifest(), now())
        for start in range(0, 600, 200):
            store.write([item(1, who=who, at=now() - 20 * DAY) for who in range(start, start + 200)])
    assert doctor("--database", other).exit_code == 0
    done = doctor("--database", other, "--item-days", "2", "--json")
    assert done.exit_code == 1
    assert statuses(done)["clock"] == "error"


def test_a_running_collector_can_be_looked_at(tmp_path):
    database = f"sqlite:///{tmp_path}/data/feedback.db"
    with running(tmp_path, database):
        done = doctor("--database", database, "--site", tmp_path / "site", "--json")
    assert done.exit_code == 0
    assert statuses(done)["manifest"] == "ok"


def test_a_collector_logs_at_the_start_what_the_doctor_would_find(tmp_path):
    database = f"sqlite:///{tmp_path}/data/feedback.db"
    with open_store(database) as store:
        store.learn(manifest(), now() - 450 * DAY)
        store.write([item(1, at=now() - 450 * DAY)])
    with running(tmp_path, database) as process:
        log = [json.loads(line) for line in process.log.read_text().splitlines() if line.startswith("{")]
    found = [entry for entry in log if entry["event"] == "problem_found"]
    assert [(entry["check"], entry["level"]) for entry in found] == [("clock", "warning")]
    assert "450 days earlier" in found[0]["message"]


def test_the_receiver_of_messages_is_checked_without_sending_anything(database):
    with mail_server() as (mails, port):
        options = ("--forward-to", "mailto:help@example.com", "--smtp", f"smtp://127.0.0.1:{port}")
        reached = doctor("--database", database, *options)
    broken = doctor("--database", database, *options)
    wrong = doctor("--database", database, "--forward-to", "mailto:help@example.com")

    assert "ok       receiver    messages go to help@example.com" in reached.stdout
    assert mails.taken == []
    assert "error    receiver    mailto:help@example.com cannot be reached: " in broken.stdout
    assert "error    receiver    --forward-to mailto:… needs --smtp" in wrong.stdout
    assert [reached.exit_code, broken.exit_code, wrong.exit_code] == [0, 1, 1]


def test_messages_that_are_not_passed_on_or_held_are_found(database):
    with open_store(database) as store:
        store.messages.add(stored("held"))
    held = doctor("--database", database)
    with open_store(database) as store:
        one = stored()
        store.messages.add(one)
        store.messages.postpone(one.id, 0, "the mail server answered 451")
    failing = doctor("--database", database)

    assert "warning  messages    1 messages are held." in held.stdout
    assert "error    messages    1 messages could not be passed on, the oldest of " in failing.stdout
    assert "the mail server answered 451" in failing.stdout
