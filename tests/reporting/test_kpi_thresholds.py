"""Key figures: how many answers each takes, and where its interval ends."""

from math import exp, sqrt

import pytest
from tests.reporting.reports import ago, rows, votes

from helpcentre.errors import HelpCentreError
from helpcentre.reporting.kpi import (
    Customers,
    contact_rate,
    csat,
    csat_mean,
    helpfulness,
    measure_json,
    measure_share,
    nps,
    read_customers,
    retention,
    search_rates,
    self_service,
)
from helpcentre.reporting.records import ContactCount, RatingCount, SearchCount, ViewCount
from helpcentre.reporting.statistics.intervals import wilson

DAY = ago(2).toordinal()
Z90 = 1.6448536269514722


def rated(kind, **grades):
    return [RatingCount(DAY, kind, "en", int(grade[1:]), n) for grade, n in grades.items()]


def clicks(n):
    return (ContactCount(DAY, "email", "pay", "en", n),)


def views(n):
    return (ViewCount(DAY, "pay", "en", n),) if n else ()


@pytest.mark.parametrize(("answers", "shown"), [(4, False), (5, True)])
def test_helpfulness_takes_five_answers(answers, shown):
    assert (helpfulness(rows(votes("pay", answers, 0))).value is not None) == shown


@pytest.mark.parametrize(("answers", "shown"), [(19, False), (20, True)])
def test_satisfaction_takes_twenty_answers(answers, shown):
    for measure in (csat, csat_mean):
        found = measure(rated("csat", g4=answers))
        assert (found.value is not None) == shown
        assert (found.n, found.needs) == (answers, 20)


@pytest.mark.parametrize(("answers", "shown"), [(29, False), (30, True)])
def test_the_net_promoter_score_takes_thirty_answers(answers, shown):
    assert (nps(rated("nps", g9=answers)).value is not None) == shown


def test_intervals_of_grades_and_points_end_at_their_scales():
    assert csat_mean(rated("csat", g5=19, g4=1)).high == 5.0
    assert csat_mean(rated("csat", g0=19, g1=1)).low == 0.0
    mixed = nps(rated("nps", g10=29, g0=1))
    assert mixed.value == pytest.approx(100 * 28 / 30)
    assert mixed.high <= 100.0
    assert nps(rated("nps", g0=29, g10=1)).low >= -100.0


def test_the_spread_of_a_mean_is_that_of_a_sample():
    found = csat_mean(rated("csat", g2=10, g4=10))
    half = Z90 * sqrt(20 / 19 / 20)
    assert (found.low, found.high) == (pytest.approx(3 - half), pytest.approx(3 + half))
    assert (found.numerator, found.denominator) == (60, 20)


@pytest.mark.parametrize(("clicked", "viewed", "rate"), [(5, 20, 0.25), (30, 20, 1.0), (5, 19, None)])
def test_the_contact_rate_is_never_above_all_and_takes_twenty_views(clicked, viewed, rate):
    found = contact_rate(rows(contacts=clicks(clicked), views=views(viewed)))
    assert (found.name, found.value) == ("contact_rate", rate)


@pytest.mark.parametrize(("answers", "value"), [(19, None), (20, 25.0)])
def test_contacts_per_hundred_answers_take_twenty_of_them(answers, value):
    found = contact_rate(rows(votes("pay", answers, 0), contacts=clicks(5)))
    assert (found.name, found.value) == ("contacts_per_100_answers", value)
    assert (found.low is None) == (found.high is None) == (value is None)


def test_contacts_without_any_answer_have_no_rate():
    assert contact_rate(rows(contacts=clicks(5))).value is None


def test_searches_are_counted_over_days_and_languages():
    days = (SearchCount(DAY, "en", 15, 3, 5, 0, 0, 0), SearchCount(DAY - 1, "it", 5, 1, 1, 0, 0, 0))
    zero, unclicked = search_rates(rows(searches=days))
    assert (zero.value, unclicked.value) == (4 / 20, 6 / 20)
    assert (zero.low, zero.high) == wilson(4, 20)


@pytest.mark.parametrize(
    ("viewed", "people", "value", "needs", "n"),
    [(100, 20, 5.0, 20, 20), (100, 19, None, 20, 19), (0, 50, None, 1, 0), (100, None, None, 1, 0)],
)
def test_self_service_takes_views_and_twenty_people(viewed, people, value, needs, n):
    found = self_service(rows(views=views(viewed)), people)
    assert (found.value, found.needs, found.n) == (value, needs, n)
    if value:
        spread = exp(Z90 * sqrt(1 / viewed + 1 / people))
        assert (found.low, found.high) == (pytest.approx(value / spread), pytest.approx(value * spread))


@pytest.mark.parametrize("text", ["0,10,5", "10,5,6", "10,20,9", "1,2", "1,2,3,4", "a,b,c", "", "1.5,2,1", "-1,2,1"])
def test_customers_that_cannot_be_are_refused(text):
    with pytest.raises(HelpCentreError, match="--customers"):
        read_customers(text)


@pytest.mark.parametrize(
    ("text", "customers", "kept"),
    [
        ("10,20,10", Customers(10, 20, 10), 1.0),
        (" 10 , 5 , 5 ", Customers(10, 5, 5), 0.0),
        ("4,3,1", Customers(4, 3, 1), 0.5),
    ],
)
def test_those_who_stayed_are_the_customers_at_the_end_without_the_new_ones(text, customers, kept):
    assert read_customers(text) == customers
    assert retention(customers).value == kept


def test_the_json_of_a_figure_is_rounded_and_null_without_a_value():
    assert measure_json(measure_share("csat", 1, 3, 1))["value"] == 0.3333
    none = measure_json(measure_share("csat", 1, 3, 4))
    assert (none["value"], none["low"], none["high"], none["needs"], none["n"]) == (None, None, None, 4, 3)
