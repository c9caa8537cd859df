"""Answer times measured from tickets: which clock counts, what is compared, and what is offered to copy."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.support.load import parse_support
from helpcentre.support.response_times import ChannelTimes, as_yaml, measure, p90
from helpcentre.support.tickets import Ticket

TEXT = """
version: 1
default_time_zone: Europe/Rome
schedules: {office: {weekly: {mon-fri: ["09:00-13:00", "14:00-18:00"]}}}
channels:
  phone: {kind: phone, number: "+39 06 9480 2210", schedule: office, response: {mode: live, wait: 3m}}
  mail: {kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 4h}}
  form: {kind: form, url: /ask/, response: {mode: async, promise: 24h, clock: elapsed}}
  slow: {kind: form, url: /slow/, schedule: office, response: {mode: async, promise: 24h, clock: elapsed}}
  words: {kind: form, url: /words/, response: {mode: async, promise: {en: Soon}}}
  none: {kind: community, url: /forum/, response: {mode: none}}
"""
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 09:00 in Rome


@pytest.fixture(scope="module")
def support():
    return parse_support(TEXT, "support.yml")


def ticket(channel, minutes, *, created=MONDAY, solved=None, customer=""):
    first = None if minutes is None else created + timedelta(minutes=minutes)
    return Ticket(channel, created, first, None if solved is None else created + timedelta(minutes=solved), customer)


def times(support, *tickets):
    return {one.channel: one for one in measure(support, tickets).channels}


def test_a_channel_with_a_schedule_counts_its_working_minutes(support):
    found = times(support, ticket("mail", 300))["mail"]

    assert (found.clock, found.times) == ("working", (240,))  # an hour of lunch does not count


@pytest.mark.parametrize("name", ["form", "slow", "words", "none"])
def test_a_channel_without_working_time_counts_every_minute(support, name):
    found = times(support, ticket(name, 300))[name]

    assert (found.clock, found.times) == ("elapsed", (300,))


@pytest.mark.parametrize(
    ("name", "promise"), [("phone", 3), ("mail", 240), ("form", 1440), ("words", None), ("none", None)]
)
def test_the_promise_of_a_live_channel_is_its_wait(support, name, promise):
    assert times(support, ticket(name, 1))[name].promise == promise


def test_tickets_without_an_answer_are_counted_and_not_measured(support):
    found = times(support, ticket("mail", 60), ticket("mail", None), ticket("mail", None, solved=120))["mail"]

    assert (found.answers, found.unanswered, found.times) == (1, 2, (60,))
    assert (found.median, found.p90, found.resolution_median, found.solved) == (60, 60, 120, (120,))


def test_a_channel_with_nothing_answered_has_no_figures(support):
    found = times(support, ticket("mail", None))["mail"]

    assert (found.answers, found.unanswered) == (0, 1)
    assert (found.median, found.p90, found.within_promise, found.resolution_median, found.through) == (None,) * 5
    assert not found.worse


def test_the_share_within_the_promise_includes_the_last_minute(support):
    found = times(support, ticket("phone", 3), ticket("phone", 4), ticket("phone", 2), ticket("phone", 60))["phone"]

    assert found.within_promise == 0.5


def test_the_last_answer_is_the_day_through_which_was_measured(support):
    later = MONDAY + timedelta(days=2)
    found = times(support, ticket("mail", 60, created=later), ticket("mail", 60))["mail"]

    assert found.through == later + timedelta(minutes=60)


def test_the_channels_come_in_the_order_of_the_site_and_people_are_counted_once(support):
    found = measure(
        support,
        [
            ticket("mail", 1, customer="anna"),
            ticket("phone", 1, customer="bruno"),
            ticket("mail", 1, customer="anna"),
            ticket("fax", 1, customer="carla"),
            ticket("telex", 1),
            ticket("fax", 1),
        ],
    )

    assert [one.channel for one in found.channels] == ["phone", "mail"]
    assert found.customers == 3
    assert list(found.unknown.items()) == [("fax", 2), ("telex", 1)]


def test_without_names_the_number_of_customers_is_not_known(support):
    assert measure(support, [ticket("mail", 1)]).customers is None
    assert measure(support, []).channels == ()


@pytest.mark.parametrize(("answers", "reliable", "worse"), [(4, None, False), (5, 300, True), (6, 300, True)])
def test_a_time_is_reliable_from_five_answers(answers, reliable, worse):
    found = figures(answers=answers, p90=300, promise=240)

    assert (found.reliable_p90, found.worse) == (reliable, worse)


@pytest.mark.parametrize(("p90", "promise", "worse"), [(240, 240, False), (241, 240, True), (500, None, False)])
def test_a_time_is_worse_only_beyond_the_promise(p90, promise, worse):
    assert figures(answers=9, p90=p90, promise=promise).worse is worse


def figures(*, answers=60, p90=300, promise=240, through=MONDAY):
    return ChannelTimes("mail", answers, 0, p90, p90, "working", promise, None, None, through)


def test_a_line_for_the_support_file_needs_fifty_answers_a_time_and_a_day():
    assert as_yaml(figures()) == "measured: {p90: 5h, answers: 60, through: 2026-11-23}"
    assert as_yaml(figures(answers=50)) != ""
    assert as_yaml(figures(answers=49)) == ""
    assert as_yaml(figures(p90=None)) == ""
    assert as_yaml(figures(through=None)) == ""
    assert as_yaml(figures(p90=0)) == "measured: {p90: 1m, answers: 60, through: 2026-11-23}"


@given(st.lists(st.integers(0, 10_000), min_size=1).map(sorted))
def test_nine_of_ten_times_are_within_p90_and_one_less_would_not_do(values):
    found = p90(values)

    assert found in values
    assert sum(value <= found for value in values) >= 0.9 * len(values)
    assert sum(value < found for value in values) < 0.9 * len(values)


def test_no_times_have_no_p90():
    assert p90([]) is None
