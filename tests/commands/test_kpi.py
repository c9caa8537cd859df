"""`helpcentre kpi --tickets` and `helpcentre autoreply`, as typed."""

import json

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli

TICKETS = "channel,created,first_response\n" + "email,2026-11-23T09:00,2026-11-23T17:30\n" * 60


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tickets.csv"
    path.write_text(TICKETS, encoding="utf-8")
    return path


def run(tmp_path, *arguments):
    database = f"sqlite:///{tmp_path}/none.db"
    return CliRunner().invoke(cli, ["kpi", "--database", database, *map(str, arguments)])


def test_times_are_measured_against_the_promise(file, tmp_path):
    result = run(tmp_path, "--tickets", file, "--json")
    (email,) = json.loads(result.stdout)["channels"]
    assert [(one["name"], one["value"], one["n"]) for one in email.pop("measures")] == [
        ("first_response", 450, 60),
        ("promise_kept", 0, 60),
        ("resolution", None, 0),
    ]
    assert email == {
        "channel": "email",
        "answers": 60,
        "unanswered": 0,
        "clock": "working",
        "median_minutes": 450,
        "p90_minutes": 450,
        "promise_minutes": 240,
        "within_promise": 0.0,
        "resolution_median_minutes": None,
        "worse_than_promised": True,
    }
    assert result.exit_code == 0


def test_ci_can_be_made_to_fail_if_a_promise_is_not_kept(file, tmp_path):
    result = run(tmp_path, "--tickets", file, "--fail")
    assert result.exit_code == 1
    assert "LATER THAN PROMISED: email promises 4h, takes 7h30m" in result.stdout
    assert "support.yml: measured: {p90: 7h30m, answers: 60, through: 2026-11-23}" in result.stdout


def test_a_handful_of_late_answers_fails_nothing_and_is_a_dash(file, tmp_path):
    file.write_text("".join(TICKETS.splitlines(keepends=True)[:5]), encoding="utf-8")
    result = run(tmp_path, "--tickets", file, "--fail")
    assert result.exit_code == 0
    assert "9 of 10 answers: – (shown from 5, so far: 4); promised: 4h" in result.stdout
    assert "LATER THAN PROMISED" not in result.stdout
    (email,) = json.loads(run(tmp_path, "--tickets", file, "--json").stdout)["channels"]
    assert (email["p90_minutes"], email["worse_than_promised"]) == (None, False)


def test_to_fail_without_tickets_is_wrong_usage(tmp_path):
    result = run(tmp_path, "--fail")
    assert result.exit_code == 2
    assert "--fail needs --tickets FILE." in result.stderr


def test_tickets_that_are_not_there_are_said_in_plain_words(tmp_path):
    done = run(tmp_path, "--tickets", tmp_path / "none.csv")
    assert str(done.exception) == f"--tickets {tmp_path / 'none.csv'}: file not found."
    assert "the file cannot be read: Is a directory." in str(run(tmp_path, "--tickets", tmp_path).exception)


def test_dates_that_can_be_read_both_ways_are_one_line_on_standard_error(file, tmp_path):
    file.write_text("channel,created,first_response\n" + "email,05/06/2026 09:00,05/06/2026 10:00\n" * 3)
    (warning,) = run(tmp_path, "--tickets", file).stderr.splitlines()
    assert warning.startswith("warning: ")
    assert "was read day first, as 2026-06-05" in warning


def test_the_times_are_printed_in_the_language_asked_for(file, tmp_path):
    said = run(tmp_path, "--tickets", file, "--ui", "et").stdout
    assert "Esimene vastus, mediaan: 7h30m (90% vahemik: 7h30m kuni 7h30m · pöördumisi: 60)" in said
    assert "Vastatud lubatud ajaga: 0%" in said


def test_retention_comes_only_from_the_numbers_given(tmp_path):
    from helpcentre.collector.store.opening import open_store

    with open_store(f"sqlite:///{tmp_path}/none.db"):
        pass
    assert "Customers retained" not in run(tmp_path).stdout
    said = run(tmp_path, "--customers", "1200,1260,180").stdout
    assert "Customers retained: 90% (90% interval: 88% to 91% · 1,080 of 1,200)" in said
    assert run(tmp_path, "--customers", "1200,1260").exit_code == 1


def test_a_database_that_is_not_there_is_said_and_not_made(tmp_path):
    done = run(tmp_path)
    assert "There is no database at" in str(done.exception)
    assert not (tmp_path / "none.db").exists()


def test_a_reply_is_printed_in_the_language_asked_for():
    result = CliRunner().invoke(
        cli, ["autoreply", "--channel", "email", "--language", "et", "--at", "2026-11-27T12:00"]
    )
    assert "Vastame hiljemalt: esmaspäev, 30. november kell 12:00" in result.stdout


def test_the_key_figures_of_a_postgresql_database_are_read_too(postgres_address):
    from helpcentre.collector.store.opening import open_store

    with open_store(postgres_address):
        pass
    done = CliRunner().invoke(cli, ["kpi", "--database", postgres_address, "--json"])
    assert done.exit_code == 0, done.output
    assert {one["name"] for one in json.loads(done.stdout)["measures"]} >= {"helpfulness", "csat", "nps"}


def test_a_wrong_time_zone_is_refused_with_the_nearest_one(file, tmp_path):
    done = run(tmp_path, "--tickets", file, "--zone", "Europe/Roma")
    assert str(done.exception).startswith(
        "--zone: 'Europe/Roma' is not a time zone. Use an IANA name such as Europe/Rome"
    )
