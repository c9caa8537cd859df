"""Random schedules against a naive minute-by-minute oracle, against opening-hours-py, and against the browser."""

import json
import random
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.support.calendar import compile_schedule, epoch_minute
from helpcentre.support.field_types import DAYS, parse_days, parse_range
from helpcentre.support.schedule_model import Schedule, day_plan
from helpcentre.support.zones import force_tzdata, zone

force_tzdata()
ZONES = [
    "UTC", "Europe/Rome", "Europe/Tallinn", "Asia/Jakarta", "America/New_York", "America/Vancouver",
    "Africa/Cairo", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "Africa/Casablanca",
    "America/St_Johns", "Pacific/Chatham",
]  # fmt: skip
# a window that begins here holds a clock change of each zone that has one in these years
STARTS = [
    date(2026, 10, 21),
    date(2027, 3, 24),
    date(2026, 10, 1),
    date(2027, 4, 1),
    date(2027, 4, 27),
    date(2026, 12, 28),
]
WINDOW = 8


def text(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def day_hours(draw):
    """Up to two ranges that do not overlap, the last perhaps over midnight."""
    edges = sorted(draw(st.lists(st.integers(0, 95), min_size=0, max_size=4, unique=True)))
    ranges = [f"{text(a * 15)}-{text(b * 15)}" for a, b in zip(edges[::2], edges[1::2], strict=False)]
    if len(edges) % 2:
        ranges.append(
            f"{text(edges[-1] * 15)}-{text(draw(st.integers(0, edges[0] if len(edges) > 1 else edges[-1])) * 15)}"
        )
    return [item for item in ranges if item.split("-")[0] != item.split("-")[1]]


@st.composite
def schedules(draw):
    start = draw(st.sampled_from(STARTS))
    days = [start + timedelta(days=n) for n in range(-2, WINDOW + 2)]
    weekly = st.dictionaries(st.sampled_from(DAYS), day_hours(), max_size=7)
    raw = {"time_zone": draw(st.sampled_from(ZONES)), "weekly": draw(weekly)}
    specials = draw(st.lists(st.sampled_from(days), unique=True, max_size=3))
    raw["exceptions"] = [{"date": day.isoformat(), "hours": draw(day_hours())} for day in specials]
    if draw(st.booleans()):
        raw["seasons"] = [
            {"from": str(days[3]), "through": str(days[3 + draw(st.integers(0, 4))]), "weekly": draw(weekly)}
        ]
    if draw(st.booleans()):
        raw["holidays"] = {"use": "own", "hours": draw(day_hours())}
    holidays = set(draw(st.lists(st.sampled_from(days), unique=True, max_size=3)))
    for _ in range(draw(st.integers(0, 2))):
        begin = datetime.combine(draw(st.sampled_from(days)), datetime.min.time()) + timedelta(
            minutes=draw(st.integers(0, 95)) * 15
        )
        end = begin + timedelta(minutes=draw(st.integers(1, 40)) * 15)
        raw.setdefault("closures", []).append({"from": f"{begin:%Y-%m-%dT%H:%M}", "to": f"{end:%Y-%m-%dT%H:%M}"})
    return raw, start, holidays


class Oracle:
    """Knows no bisection, no fold and no offsets table: it looks at a wall clock once a minute and takes notes.

    A range opens when the clock first comes to its opening time and closes when the clock comes to its closing time
    for the last time.
    """

    def __init__(self, raw, start, holidays):
        local = zone(raw["time_zone"])
        midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
        self.first = epoch_minute(midnight) - 4 * 1440
        count = (WINDOW + 8) * 1440
        self.clock = [
            (midnight + timedelta(minutes=n - 4 * 1440)).astimezone(local).replace(tzinfo=None) for n in range(count)
        ]
        self.open = [False] * count
        for ahead in range(-3, WINDOW + 3):
            day = start + timedelta(days=ahead)
            for begin, end in self.hours(raw, day, holidays):
                base = datetime.combine(day, datetime.min.time())
                self.mark(base + timedelta(minutes=begin), base + timedelta(minutes=end), True)
        for closure in raw.get("closures", ()):
            self.mark(datetime.fromisoformat(closure["from"]), datetime.fromisoformat(closure["to"]), False)

    def mark(self, begin, end, value):
        clock = self.clock
        opens = next((n for n in range(1, len(clock)) if clock[n] >= begin > clock[n - 1]), None)
        crossings = [n for n in range(1, len(clock)) if clock[n] >= end > clock[n - 1]]
        if opens is not None and crossings:
            for n in range(opens, crossings[-1]):
                self.open[n] = value

    def hours(self, raw, day, holidays):
        def week(weekly):
            return next((hours for key, hours in weekly.items() if day.weekday() in parse_days(key)), [])

        special = [one["hours"] for one in raw["exceptions"] if one["date"] == day.isoformat()]
        if special:
            return [parse_range(item) for item in special[0]]
        usual = week(raw["weekly"])
        for season in raw.get("seasons", ()):
            if season["from"] <= day.isoformat() <= season["through"]:
                usual = week(season["weekly"])
        if "holidays" in raw and day in holidays and usual:
            usual = raw["holidays"]["hours"]
        return [parse_range(item) for item in usual]

    def at(self, minute):
        return self.open[minute - self.first]


def compiled(raw, start, holidays, days=WINDOW):
    schedule = Schedule.model_validate(raw)
    return compile_schedule(
        lambda day: day_plan(schedule, day, lambda day: {} if day in holidays else None).ranges,
        [(closure.start, closure.to) for closure in schedule.closures],
        zone(raw["time_zone"]),
        first=start,
        days=days,
    )


@pytest.fixture
def examples(request):
    return 400 if request.config.getoption("--full") else 12


def test_every_minute_is_as_the_naive_oracle_saw_it(examples):
    compared = 0

    @settings(max_examples=examples)
    @given(schedules())
    def compare(case):
        nonlocal compared
        calendar, oracle = compiled(*case), Oracle(*case)
        different = [
            minute
            for minute in range(calendar.start, calendar.end)
            if calendar.is_open(minute) is not oracle.at(minute)
        ]
        assert different == []
        compared += calendar.end - calendar.start

    compare()
    assert compared >= 10_000


def test_the_next_change_is_the_next_minute_at_which_the_oracle_changes(examples):
    @settings(max_examples=examples)
    @given(schedules(), st.data())
    def compare(case, data):
        calendar, oracle = compiled(*case), Oracle(*case)
        minute = data.draw(st.integers(calendar.start, calendar.end - 1))
        changes = (m for m in range(minute + 1, calendar.end) if oracle.at(m) != oracle.at(minute))
        assert calendar.next_change(minute) == next(changes, None)

    compare()


def test_working_time_and_deadlines_count_the_oracles_open_minutes(examples):
    @settings(max_examples=examples)
    @given(schedules(), st.data())
    def compare(case, data):
        calendar, oracle = compiled(*case), Oracle(*case)
        start = data.draw(st.integers(calendar.start, calendar.end - 1))
        end = data.draw(st.integers(start, calendar.end))
        assert calendar.working_minutes(start, end) == sum(oracle.at(minute) for minute in range(start, end))
        wanted = data.draw(st.integers(1, 2000))
        opened = [minute for minute in range(start, calendar.end) if oracle.at(minute)]
        expected = opened[wanted - 1] + 1 if len(opened) >= wanted else None
        assert calendar.answer_by(start, wanted) == expected

    compare()


def test_away_from_clock_changes_opening_hours_py_says_the_same():
    from opening_hours import OpeningHours

    names = dict(zip(DAYS, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))
    chance = random.Random(20261122)
    compared = 0
    while compared < 10_000:
        local = chance.choice(ZONES)
        weekly = {}
        for name in DAYS:
            edges = sorted(chance.sample(range(96), 4))
            if chance.random() < 0.8:
                weekly[name] = [
                    f"{text(edges[0] * 15)}-{text(edges[1] * 15)}",
                    f"{text(edges[2] * 15)}-{text(edges[3] * 15)}",
                ]
        if not weekly:
            continue
        rule = ", ".join(f"{names[name]} {','.join(hours)}" for name, hours in weekly.items())
        other = OpeningHours(rule, timezone=zone(local))
        calendar = compiled({"time_zone": local, "weekly": weekly, "exceptions": []}, date(2026, 6, 1), set(), 200)
        changes = [since for since, _ in calendar.offsets[1:]]
        for _ in range(400):
            minute = chance.randrange(calendar.start, calendar.end)
            if any(abs(minute - change) < 2 * 1440 for change in changes):
                continue
            moment = datetime.fromtimestamp(minute * 60, UTC).astimezone(zone(local))
            assert other.is_open(moment) is calendar.is_open(minute), (rule, moment)
            compared += 1
    assert compared >= 10_000


def test_the_browser_gives_ten_thousand_equal_answers(tmp_path):
    chance = random.Random(26112026)
    cases = []

    @settings(max_examples=60)
    @given(schedules())
    def collect(case):
        calendar = compiled(*case)
        asked = []
        for _ in range(200):
            minute = chance.randrange(calendar.start - 100, calendar.end + 100)
            working = chance.randrange(0, 2000)
            answer = [calendar.is_open(minute), calendar.next_change(minute), calendar.answer_by(minute, working)]
            asked.append([minute, working, *answer])
        cases.append({"schedule": calendar.as_json(), "asked": asked})

    collect()
    assert sum(len(case["asked"]) for case in cases) >= 10_000
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    node = shutil.which("node")
    assert node, "the fuzz needs node"
    replay = Path(__file__).parents[1] / "js" / "hours_replay.mjs"
    done = subprocess.run([node, str(replay), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked, different = map(int, done.stdout.split())
    assert asked >= 10_000
    assert different == 0
