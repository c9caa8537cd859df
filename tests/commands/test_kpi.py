"""`helpcentre kpi --tickets` and `helpcentre autoreply`, as typed."""

import json
import time

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from tests.collector.world import DAY, article, item, manifest

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


@pytest.fixture
def answered(tmp_path):
    """The address of a database in which English fell from 80% to 60% and Italian kept its 50%."""
    address, now = f"sqlite:///{tmp_path}/answers.db", int(time.time() * 1000)
    with open_store(address) as store:
        store.learn(manifest(article(language="en"), article(language="it")), now)
        for who in range(20):
            old = {"language": "en", "at": now - 40 * DAY, "who": who}
            store.write([item(int(who < 16), **old), item(int(who < 10), **old | {"language": "it"})])
            new = {"language": "en", "at": now - DAY, "who": 100 + who}
            store.write([item(int(who < 12), **new), item(int(who < 10), **new | {"language": "it"})])
    return address


def kpi(address, *arguments):
    result = CliRunner().invoke(cli, ["kpi", "--database", address, *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_change_is_divided_by_the_group_that_is_asked_for(answered):
    text = kpi(answered, "--compare", "language")
    assert (
        "Helpful: 55%, before: 65%, a change of −10 points: −10 within the groups, ±0 from a shift between them."
        in text
    )
    assert "en: 80% → 60% · answers: 20 → 20 · Within the group: −10 · Shift: ±0" in text
    assert "it: 50% → 50% · answers: 20 → 20 · Within the group: ±0 · Shift: ±0" in text
    compared = json.loads(kpi(answered, "--compare", "language", "--json"))["comparison"]
    assert (compared["grouping"], compared["change"], compared["within"], compared["mix"]) == (
        "language",
        -0.1,
        -0.1,
        0,
    )
    assert compared["groups"][0] == {
        "name": "en",
        "before": {"yes": 16, "no": 4},
        "now": {"yes": 12, "no": 8},
        "within": -0.1,
        "mix": 0,
    }


def test_without_the_option_nothing_is_compared(answered):
    assert "before" not in kpi(answered)
    assert "comparison" not in json.loads(kpi(answered, "--json"))


def test_a_period_without_answers_before_it_is_not_compared(answered):
    assert json.loads(kpi(answered, "--days", 60, "--compare", "kind", "--json"))["comparison"] is None
    assert "Compared with the period before\n  No answers in this period\n" in kpi(
        answered, "--days", 60, "--compare", "kind"
    )


def test_more_than_a_quarter_is_not_compared(tmp_path):
    result = run(tmp_path, "--days", "93", "--compare", "kind")
    assert result.exit_code == 2
    assert "--compare works for up to 92 days; --days is 93." in result.output
