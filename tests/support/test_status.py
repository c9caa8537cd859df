"""The sentence of the badge, in the words of tests/cases/hours/words.json."""

from datetime import datetime

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.status import format_utc, sentence, status

from .hours_cases import read_cases


@pytest.mark.parametrize("case", read_cases("words.json")["cases"], ids=lambda case: case["name"])
def test_the_sentence_says_when_in_label_and_value(case, vectors):
    calendar = vectors[1][case["schedule"]]
    state = status(calendar, datetime.fromisoformat(case["at"]))
    assert sentence(calendar, state, strings(case["language"])) == case["text"]


def test_past_the_horizon_it_says_that_it_does_not_know(vectors):
    calendar = vectors[1]["office"]
    state = status(calendar, datetime.fromisoformat("2029-01-01T00:00Z"))
    assert sentence(calendar, state, strings("en")) == "Hours this far ahead are not known yet"


def test_seconds_are_written_only_if_they_are_not_zero():
    assert format_utc(datetime.fromisoformat("2026-11-23T12:00:00Z")) == "2026-11-23T12:00Z"
    assert format_utc(datetime.fromisoformat("2026-11-23T12:00:30Z")) == "2026-11-23T12:00:30Z"
