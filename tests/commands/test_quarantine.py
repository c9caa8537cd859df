"""`helpcentre quarantine`: many suspicious items are listed, decided about and put back from the command line."""

import json
from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.quarantine import QuarantineFilter
from helpcentre.commands.quarantine import decide, make_filter, undo
from tests.collector.test_decisions import suspicious
from tests.collector.world import NOON, item, manifest

AT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    address = f"sqlite:///{tmp_path}/feedback.db"
    with open_store(address) as store:
        store.learn(manifest(), NOON)
        fast = [suspicious("too_fast", who=number, at=NOON + number * 1000) for number in range(12)]
        links = suspicious("links", who=50, value=0, reason="unclear", at=NOON - 86_400_000)
        store.write([*fast, links, item(1, who=99)])
    return address


def run(*arguments, given=None):
    return CliRunner().invoke(cli, ["quarantine", *arguments], input=given)


def waiting(database):
    with open_store(database) as store:
        return store.count_quarantined()


def test_alike_items_are_one_line_and_signals_are_counted(database):
    shown = run("list", "--database", database)
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0] == "13 items, too_fast 12, links 1"
    assert lines[1].split()[:4] == ["12", "×", "vote", "Yes"]
    assert lines[1].endswith("UTC  too_fast")
    assert lines[2].split()[:4] == ["1", "×", "vote", "No"]


def test_the_list_as_json_has_the_ids(database):
    found = json.loads(run("list", "--signal", "links", "--json", "--database", database).output)
    assert (found["items"], found["signals"]) == (1, {"links": 1})
    (group,) = found["groups"]
    assert (group["kind"], group["value"], group["signals"], len(group["ids"])) == ("vote", 0, ["links"], 1)


def test_a_decision_is_confirmed_and_says_how_to_undo_it(database):
    refused = run("discard", "--signal", "too_fast", "--database", database, given="n\n")
    assert refused.exit_code == 1
    assert "Discard 12 items?" in refused.output
    assert waiting(database) == 13
    done = run("discard", "--signal", "too_fast", "--database", database, given="y\n")
    assert "12 items discarded. Undo within 24 hours: helpcentre quarantine undo --decision " in done.output
    assert waiting(database) == 1
    back = run("undo", "--database", database)
    assert back.output == "12 of 12 items are as they were before the decision to discard them.\n"
    assert waiting(database) == 13


def test_items_that_were_kept_out_can_be_released_later(database):
    run("discard", "--signal", "links", "--yes", "--database", database)
    assert run("list", "--discarded", "--database", database).output.startswith("1 items, links 1")
    done = run("release", "--signal", "links", "--discarded", "--yes", "--database", database)
    assert done.output.startswith("1 items released.")
    with open_store(database) as store:
        assert store.quarantined(discarded=True) == ()


@pytest.mark.parametrize("action", ["release", "discard"])
def test_everything_at_once_is_refused(database, action):
    refused = run(action, "--yes", "--database", database)
    assert refused.exit_code == 2
    assert "--signal too_fast --since 2h" in refused.output
    assert waiting(database) == 13


def test_without_a_match_nothing_is_asked(database):
    shown = run("discard", "--signal", "honeypot", "--database", database)
    assert (shown.exit_code, shown.output) == (0, "No item matches.\n")


def test_an_unknown_decision_is_refused_with_those_that_can_be_undone(database):
    assert "There is no decision in the last 24 hours to undo." in str(run("undo", "--database", database).exception)
    decide(database, QuarantineFilter(signal="links"), "discard", confirmed=True, clock=lambda: NOON)
    with pytest.raises(Exception, match=f"no decision 7 in the last 24 hours. Decisions that can be undone: {NOON}"):
        undo(database, 7, clock=lambda: NOON + 1)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("2026-11-30T11:00", 1_796_036_400_000),
        ("2026-11-30T11:00:00Z", 1_796_036_400_000),
        ("2026-11-30T13:00+02:00", 1_796_036_400_000),
        ("2026-11-30", 1_795_996_800_000),
        ("60m", 1_796_036_400_000),
        ("1h", 1_796_036_400_000),
        ("1d", 1_795_953_600_000),
    ],
)
def test_a_time_is_one_of_utc_or_an_age(text, milliseconds):
    assert make_filter(since=text, now=AT) == QuarantineFilter(since=milliseconds)
    assert make_filter(until=text, now=AT) == QuarantineFilter(until=milliseconds)


@pytest.mark.parametrize("text", ["yesterday", "2w", "h", "-1h", "2026-13-01", ""])
def test_a_time_that_is_not_valid_is_refused_with_an_example(text):
    with pytest.raises(click.UsageError, match=r"--since: '.*' is not a valid time\. Use one such as 2026-11-28T14:00"):
        make_filter(since=text, now=AT)
