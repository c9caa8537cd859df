"""Promises and deadlines, by tests/cases/hours/promises.json."""

from datetime import datetime

import pytest

from helpcentre.support.calendar import epoch_minute, utc_time
from helpcentre.support.channel_model import Channel
from helpcentre.support.promises import (
    best_channel,
    deadline,
    fastest,
    is_closed,
    open_first,
    promise_at,
    standing_promise,
)
from helpcentre.support.status import format_utc

from .hours_cases import promise_support, read_cases

CASES = read_cases("promises.json")["cases"]


@pytest.fixture(scope="module")
def shop():
    return promise_support()


@pytest.mark.parametrize("case", [case for case in CASES if "channel" in case], ids=lambda case: case["name"])
def test_the_answer_comes_by(case, shop):
    _, support, built = shop
    now, page = (
        datetime.fromisoformat(case["at"]),
        {"topics": case.get("topics", ()), "language": case.get("language", "en")},
    )
    promise = promise_at(support, case["channel"], now, **page)
    schedule = support.channels[case["channel"]].schedule
    calendar = support.calendar(schedule, built) if schedule else None
    found = deadline(calendar, promise, epoch_minute(now)) if promise else None
    assert (format_utc(utc_time(found)) if found is not None else None) == case["by"]


@pytest.mark.parametrize("case", [case for case in CASES if "fastest" in case], ids=lambda case: case["name"])
def test_the_fastest_channel_is(case, shop):
    _, support, _ = shop
    assert fastest(support, support.channels, datetime.fromisoformat(case["at"])) == case["fastest"]


@pytest.mark.parametrize("case", [case for case in CASES if "order" in case], ids=lambda case: case["name"])
def test_a_listing_has_the_order(case, shop):
    _, support, _ = shop
    assert open_first(support, case["of"], datetime.fromisoformat(case["at"])) == case["order"]


@pytest.mark.parametrize("case", [case for case in CASES if "best" in case], ids=lambda case: case["name"])
def test_the_best_channel_is(case, shop):
    _, support, _ = shop
    assert best_channel(support, case["of"], datetime.fromisoformat(case["at"])) == case["best"]


def test_a_channel_past_the_horizon_is_not_called_closed(shop):
    _, support, built = shop
    assert is_closed(support, "phone", built) is False
    assert support.calendar("office", built).is_open(epoch_minute(datetime.fromisoformat("2029-01-01T03:00Z"))) is None


def test_a_measured_time_that_is_better_than_the_promise_changes_nothing():
    response = {"mode": "async", "promise": "8h", "measured": {"p90": "5m", "answers": 120}}
    channel = Channel.model_validate({"kind": "form", "url": "/ask/", "response": response})
    assert standing_promise(channel).minutes == 480


@pytest.mark.parametrize(("answers", "minutes"), [(1, 240), (4, 240), (5, 390)])
def test_a_time_measured_from_a_handful_of_answers_replaces_no_promise(answers, minutes):
    response = {"mode": "async", "promise": "4h", "measured": {"p90": "6h30m", "answers": answers}}
    channel = Channel.model_validate({"kind": "form", "url": "/ask/", "response": response})
    assert standing_promise(channel).minutes == minutes


def test_a_closed_phone_is_named_when_nothing_else_has_a_time(shop):
    _, support, _ = shop
    assert fastest(support, ["phone", "forum", "dead"], datetime.fromisoformat("2026-11-23T20:00Z")) == "phone"
    assert fastest(support, ["forum", "dead"], datetime.fromisoformat("2026-11-23T20:00Z")) is None
