"""A report of an earlier day knows nothing of what came later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from helpcentre.collector.reports import read_report
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.limits import day_of
from helpcentre.reporting.report import make_report
from tests.collector.world import DAY, NOON, V1, V2, article, item, manifest

TODAY = date.fromordinal(day_of(NOON))
THEN = TODAY - timedelta(days=20)


@pytest.fixture
def store(address):
    """A store that met the site's first texts 120 days ago."""
    with open_store(address) as opened:
        opened.learn(manifest(), NOON - 120 * DAY)
        yield opened


def report(store, until):
    return read_report(store, until, 30)


def answers(store, yes, no, days_ago, version=V1):
    at = NOON - days_ago * DAY
    values = [1] * yes + [0] * no
    store.write([item(value, who=who, at=at, version=version) for who, value in enumerate(values)])


def test_the_report_of_a_past_day_is_the_one_that_was_made_on_that_day(store):
    answers(store, 20, 10, 30)
    answers(store, 3, 9, 20)
    made_then = report(store, THEN)
    answers(store, 0, 30, 19)
    store.learn(manifest(article(version=V2)), NOON - 10 * DAY)
    answers(store, 30, 0, 5, V2)
    answers(store, 0, 25, 5)
    # which articles are live is known of today only
    assert replace(report(store, THEN), rows=(), silent=()) == replace(made_then, rows=(), silent=())
    (before,), (after,) = made_then.rows, report(store, THEN).rows
    assert after == before
    assert (before.since_edit, before.verdict) == ((23, 19), None)


def test_sums_before_the_window_make_the_same_report_as_single_days(store):
    for back in range(0, 130, 3):
        answers(store, 2, back % 5, back)
        store.write([item(0, who=50, at=NOON - back * DAY, reason="wrong_page")])
    daily = store.report_rows(TODAY - timedelta(days=29), TODAY, sums_since=TODAY - timedelta(days=200))
    assert report(store, TODAY) == make_report(daily, TODAY, 30)
    assert report(store, TODAY).rows[0].trend != "unknown"


def test_the_report_of_today_has_the_edit_and_its_verdict(store):
    for week in range(6):
        answers(store, 2, 8, 101 - 7 * week)
    store.learn(manifest(article(version=V2)), NOON - 58 * DAY)
    for week in range(8):
        answers(store, 9, 1, 57 - 7 * week, V2)
    (row,) = report(store, TODAY).rows
    assert row.verdict.outcome == "better"
    assert row.verdict.before == (12, 48)
    assert row.since_edit == (72, 8)
