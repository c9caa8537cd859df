"""`helpcentre hours` and `helpcentre holidays`, as typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli, main
from helpcentre.errors import HelpCentreError

CASES = Path(__file__).parents[1] / "cases" / "hours" / "vectors.json"
DATA = json.loads(CASES.read_text(encoding="utf-8"))
DEMO = Path(__file__).parents[2] / "content" / "support.yml"


def run(*arguments):
    return CliRunner().invoke(cli, ["hours", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("site") / "support.yml"
    path.write_text(json.dumps(DATA["support"]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "case", [case for case in DATA["cases"] if case["open"] is not None and case["next"]], ids=lambda c: c["name"]
)
def test_json_gives_open_and_next_in_utc(case, file):
    result = run("--support", file, "--schedule", case["schedule"], "--at", case["at"], "--json")
    found = json.loads(result.stdout)
    assert list(found) == ["schedule", "at", "open", "next", "text"]
    assert (found["schedule"], found["at"]) == (case["schedule"], case["at"])
    # here the horizon begins the day before `at`, so nothing the file covers is out of reach
    assert (found["open"], found["next"]) == (case["open"], case["next"])


def test_next_is_null_for_always_and_for_never(file):
    for name, is_open in (("always", True), ("never", False)):
        found = json.loads(run("--support", file, "--schedule", name, "--at", "2026-11-21T09:00Z", "--json").stdout)
        assert (found["open"], found["next"]) == (is_open, None)


def test_time_passing_breaks_nothing(file):
    found = json.loads(run("--support", file, "--schedule", "office", "--at", "2041-03-04T10:00Z", "--json").stdout)
    assert (found["open"], found["next"]) == (True, "2041-03-04T12:00Z")


def test_an_offset_and_z_give_the_same_time(file):
    a, b = (
        run("--support", file, "--schedule", "office", "--at", at, "--json").stdout
        for at in ("2026-12-24T10:00Z", "2026-12-24T11:00+01:00")
    )
    assert a == b


def test_a_time_without_a_zone_is_the_schedules_own_clock(file):
    found = json.loads(run("--support", file, "--schedule", "office", "--at", "2026-12-24T11:00", "--json").stdout)
    assert found["at"] == "2026-12-24T10:00Z"


def test_without_a_schedule_all_are_shown(file):
    found = json.loads(run("--support", file, "--at", "2026-12-24T11:00Z", "--json").stdout)
    assert [one["schedule"] for one in found] == list(DATA["support"]["schedules"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Closed · opens at 14:00 (Rome time)"),
        ("it", "Chiuso · riapre alle 14:00 (ora di Roma)"),
        ("id", "Tutup · buka lagi pukul 14.00 (waktu Roma)"),
        ("et", "Suletud · avame kell 14:00 (kohalik aeg: Rooma)"),
    ],
)
def test_the_lunch_break_in_four_languages(language, expected):
    result = run("--support", DEMO, "--schedule", "rome", "--at", "2026-11-23T12:30Z", "--language", language)
    assert result.stdout == f"rome: {expected}\n"


def test_an_unknown_schedule_is_reported_with_the_nearest(file, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["helpcentre", "hours", "--support", str(file), "--schedule", "ofice"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert "has no schedule 'ofice'; did you mean 'office'?" in capsys.readouterr().err


@pytest.mark.parametrize("at", ["", "garbage", "2026-02-30T10:00", "9999-01-01T00:00Z"])
def test_an_at_that_is_not_a_date_and_time_is_wrong_usage_and_never_means_now(at, file):
    for command in (["hours"], ["autoreply", "--channel", "email", "--language", "en"]):
        place = file if command == ["hours"] else DEMO
        result = CliRunner().invoke(cli, [*command, "--support", str(place), "--at", at])
        assert result.exit_code == 2
        assert f"--at: '{at}' is" in result.stderr
        assert result.stdout == ""


def test_an_empty_schedule_name_is_an_error(file):
    result = CliRunner().invoke(cli, ["hours", "--support", str(file), "--schedule", ""])
    assert isinstance(result.exception, HelpCentreError)
    assert "has no schedule ''; use one of office" in str(result.exception)


def test_a_reply_for_a_place_that_is_not_a_channel_comes_with_a_note():
    asked = ["autoreply", "--support", str(DEMO), "--language", "en", "--channel"]
    result = CliRunner().invoke(cli, [*asked, "tiktok"], catch_exceptions=False)
    assert result.stdout.startswith("Thank you for writing. We can't answer questions here")
    assert result.stderr.startswith(f"note: 'tiktok' is not a channel in {DEMO} (channels: phone-it, ")
    assert result.stderr.endswith("this is the reply for places where you do not answer\n")
    assert CliRunner().invoke(cli, [*asked, "instagram"], catch_exceptions=False).stderr == ""
    assert CliRunner().invoke(cli, [*asked, " "]).exit_code == 2


def test_more_years_than_are_frozen_are_reported_until_they_are(tmp_path):
    path = tmp_path / "support.yml"
    text = (
        "version: 1\ndefault_time_zone: Europe/Rome\nholidays: {it: {from: {country: IT}, years: 1}}\n"
        "schedules: {a: {weekly: {mon: ['09:00-18:00']}, holidays: {use: it}}}\n"
    )
    path.write_text(text, encoding="utf-8")
    freeze = ["holidays", "--support", str(path), "--from-year", "2026", "--update"]
    CliRunner().invoke(cli, freeze, catch_exceptions=False)
    path.write_text(text.replace("years: 1", "years: 2"), encoding="utf-8")
    asked = ["hours", "--support", str(path), "--at", "2026-11-23T10:00Z"]
    result = CliRunner().invoke(cli, asked)
    assert isinstance(result.exception, HelpCentreError)
    assert (
        f"{path}:3:45: holidays.lock.yml is older than this file: 'it' is locked with years: 1 (2026), not years: 2"
        in str(result.exception)
    )
    CliRunner().invoke(cli, freeze, catch_exceptions=False)
    assert CliRunner().invoke(cli, asked, catch_exceptions=False).stdout.startswith("a: Open now")


def test_the_systems_older_zones_do_not_count(tmp_path):
    """A fake system copy in which Vancouver is at UTC+14 would be seen at once."""
    import shutil
    from importlib.resources import files

    zones = tmp_path / "zoneinfo" / "America"
    zones.mkdir(parents=True)
    shutil.copy(str(files("tzdata").joinpath("zoneinfo/Pacific/Kiritimati")), zones / "Vancouver")
    file = tmp_path / "support.yml"
    file.write_text(json.dumps(DATA["support"]), encoding="utf-8")
    environment = {**os.environ, "PYTHONTZPATH": str(tmp_path / "zoneinfo")}
    code = "from helpcentre.cli import main; import sys; "
    code += f"sys.argv[1:] = ['hours', '--support', {str(file)!r}, '--schedule', 'vancouver', '--at', "
    code += "'2026-12-01T16:00Z', '--json']; main()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["next"] == "2026-12-02T00:00Z"


def test_the_demos_frozen_holidays_are_those_of_the_library():
    result = CliRunner().invoke(
        cli, ["holidays", "--support", str(DEMO), "--from-year", "2026"], catch_exceptions=False
    )
    assert "is up to date" in result.stdout
