"""The cases both languages read, and a shorthand for support files."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from helpcentre.errors import FindingsError
from helpcentre.language.builtin import shipped_languages
from helpcentre.language.strings import strings
from helpcentre.support.audience import Audience
from helpcentre.support.hours_json import compiled_hours, page_data
from helpcentre.support.load import parse_support

CASES = Path(__file__).parents[1] / "cases" / "hours"


def read_cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def compile_vectors():
    """Return the case file and its compiled schedules by name."""
    data = read_cases("vectors.json")
    support = parse_support(json.dumps(data["support"]), "vectors.json")
    # a calendar begins on the local day before its `now`
    day_after = date.fromisoformat(data["compiled_from"]) + timedelta(days=1)
    calendars = {}
    for name in support.schedules:
        now = datetime(day_after.year, day_after.month, day_after.day, 12, tzinfo=support.zone(name))
        calendars[name] = support.calendar(name, now)
    return data, calendars


def promise_support():
    data = read_cases("promises.json")
    return data, parse_support(json.dumps(data["support"]), "promises.json"), datetime.fromisoformat(data["built"])


def compiled_cases():
    """Return the text of each file that node reads with the cases: what a build would have given the browser."""
    data, support, built = promise_support()
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    schedules = {name: calendar.as_json() for name, calendar in compile_vectors()[1].items()}
    pages = {
        language: json.loads(page_data(support, Audience(strings(language), built))) for language in shipped_languages()
    }
    by_page = {}
    for case in data["cases"]:
        reader = Audience(strings(case.get("language", "en")), built, tuple(case.get("topics", ())))
        by_page[case["name"]] = json.loads(page_data(support, reader))["notices"]
    promises = {"file": json.loads(compiled_hours(support, built)), "notices": by_page}
    return {
        "compiled.json": json.dumps(schedules, **compact) + "\n",
        "compiled_pages.json": json.dumps(pages, **compact) + "\n",
        "compiled_promises.json": json.dumps(promises, **compact) + "\n",
    }


@pytest.fixture(scope="session")
def vectors():
    return compile_vectors()


@pytest.fixture
def findings():
    """Return a function that gives the findings of a support file as text."""

    def find(text, lock=None):
        try:
            parse_support(text, "content/support.yml", lock)
        except FindingsError as error:
            return [str(finding) for finding in error.findings]
        return []

    return find
