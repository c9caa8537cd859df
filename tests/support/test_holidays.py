"""Frozen holidays: what is locked, what is reported, and that the machine's language and zone data change nothing."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from helpcentre.support.holiday_lock import compare, make_lock, read_lock, write_lock
from helpcentre.support.holidays import HolidayCalendar, HolidaySource, resolve_source
from helpcentre.support.load import parse_support

FILE = """\
version: 1
default_time_zone: Europe/Rome
horizon_days: 400
holidays:
  it: {from: {country: IT, subdiv: RM}, years: 2, add: [{date: 2026-12-07, name: {en: Bridge day}}], drop: [2026-06-29]}
schedules:
  a: {weekly: {mon-sun: ["09:00-17:00"]}, holidays: {use: it}}
"""


@pytest.fixture
def sets():
    return parse_support(FILE, "support.yml").file.holidays


@pytest.fixture
def lock(sets):
    return write_lock(make_lock(sets, {}, first_year=2026, languages=["en", "it"]), "holidays 0.109")


def test_italys_new_holiday_of_4_october_is_there():
    days = resolve_source(HolidaySource(country="IT", categories=["public"]), 2027)
    assert days[date(2027, 10, 4)]["it"].startswith("Festa nazionale di San Francesco")


def test_indonesias_moving_holidays_are_those_of_the_decree():
    days = resolve_source(HolidaySource(country="ID"), 2026)
    assert {date(2026, 3, 19), date(2026, 3, 21), date(2026, 3, 22), date(2026, 5, 27)} <= set(days)


def test_added_days_are_kept_and_dropped_days_are_worked(sets):
    days = HolidayCalendar(sets["it"])
    assert days.on(date(2026, 12, 7)) == {"en": "Bridge day"}
    assert days.on(date(2026, 6, 29)) is None


def test_a_lock_reads_back_as_it_was_written(sets, lock):
    made = make_lock(sets, {}, first_year=2026, languages=["en", "it"])
    assert read_lock(lock, "lock") == made
    assert made["it"].years == (2026, 2027)
    assert set(made["it"].days[date(2026, 12, 25)]) == {"en", "it"}


def test_the_same_holidays_give_the_same_bytes_whatever_the_language_of_the_machine(tmp_path):
    (tmp_path / "support.yml").write_text(FILE, encoding="utf-8")
    made = set()
    for language in ("C", "C.UTF-8", "it_IT.UTF-8", "et_EE.UTF-8"):
        environment = {**os.environ, "LANG": language, "LC_ALL": language, "LANGUAGE": language, "PYTHONUTF8": "1"}
        command = (
            "from helpcentre.cli import main; import sys; sys.argv[1:] = ['holidays', '--support', 'support.yml', "
        )
        command += "'--update', '--from-year', '2026']; main()"
        subprocess.run([sys.executable, "-c", command], cwd=tmp_path, env=environment, check=True, capture_output=True)
        made.add((tmp_path / "holidays.lock.yml").read_bytes())
        (tmp_path / "holidays.lock.yml").unlink()
    assert len(made) == 1


def test_the_lock_takes_precedence_over_the_library(lock):
    changed = lock.replace("'2026-12-25'", "'2026-12-23'")
    support = parse_support(FILE, "support.yml", changed)
    assert support.plan_for("a", date(2026, 12, 23)).rule == "holiday"
    assert support.plan_for("a", date(2026, 12, 25)).rule == "weekly"


def test_a_year_the_lock_does_not_hold_is_still_no_false_open(lock):
    support = parse_support(FILE, "support.yml", lock)
    assert support.plan_for("a", date(2031, 12, 25)).rule == "holiday"


def test_a_lock_that_runs_out_before_the_horizon_is_a_warning_and_no_error(lock):
    support = parse_support(FILE, "support.yml", lock)
    assert list(support.horizon_findings(datetime(2026, 11, 22, tzinfo=UTC))) == []
    (finding,) = support.horizon_findings(datetime(2027, 1, 10, tzinfo=UTC))
    assert finding.severity == "warning"
    assert (finding.line, finding.column) == (5, 3)
    assert "has no dates for 'it' in 2028" in finding.message
    assert "helpcentre holidays --update" in finding.message


def test_no_lock_at_all_is_a_warning():
    (finding,) = parse_support(FILE, "support.yml").horizon_findings(datetime(2026, 11, 22, tzinfo=UTC))
    assert "does not exist" in finding.message


def test_the_difference_names_each_day_that_changes(sets, lock):
    old = read_lock(lock.replace("'2026-12-26'", "'2026-12-27'").replace("Epiphany", "Befana"), "lock")
    new = make_lock(sets, {}, first_year=2026, languages=["en", "it"])
    assert [str(change) for change in compare(old, new)] == [
        "~ it 2026-01-06 Befana -> Epiphany",
        "+ it 2026-12-26 Saint Stephen's Day",
        "- it 2026-12-27 Saint Stephen's Day",
        "~ it 2027-01-06 Befana -> Epiphany",
    ]


def test_a_name_added_by_hand_is_kept_also_for_next_years_holiday(sets, lock):
    old = read_lock(lock.replace("'2026-12-25': {", "'2026-12-25': {et: jõulupüha, "), "lock")
    new = make_lock(sets, old, first_year=2027, languages=["en", "it"])
    assert new["it"].days[date(2027, 12, 25)] == {"en": "Christmas Day", "et": "jõulupüha", "it": "Natale"}
