from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from tests.reporting.reports import TODAY, ago, rows, votes

from helpcentre.errors import HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.reporting.kpi import Customers, csat, csat_mean, measures, nps, read_customers, retention
from helpcentre.reporting.kpi_series import POINTS, make_series
from helpcentre.reporting.kpi_tickets import ticket_measures
from helpcentre.reporting.records import ContactCount, RatingCount, SearchCount, ViewCount
from helpcentre.reporting.statistics.intervals import median_interval
from helpcentre.reporting.text.kpi import kpi_text, measure_value

DAY = ago(2).toordinal()


def rated(kind, **grades):
    return tuple(RatingCount(DAY, kind, "en", int(grade[1:]), n) for grade, n in grades.items())


def named(name, found):
    return next(one for one in found if one.name == name)


def test_csat_is_the_share_of_fours_and_fives():
    found = csat(rated("csat", g0=2, g3=3, g4=10, g5=10))
    assert (found.numerator, found.denominator, found.value) == (20, 25, 0.8)
    assert found.low < 0.8 < found.high


def test_the_mean_grade_has_an_interval_within_the_scale():
    found = csat_mean(rated("csat", g0=1, g5=29))
    assert found.value == pytest.approx(145 / 30)
    assert found.high <= 5


def test_under_twenty_grades_csat_is_silent():
    assert csat(rated("csat", g5=19)).value is None


def test_nps_is_promoters_minus_detractors_with_its_standard_error():
    found = nps(rated("nps", g10=20, g9=10, g8=10, g6=5, g0=5))
    assert found.value == pytest.approx(100 * (30 - 10) / 50)
    half = 1.6448536 * 100 * ((0.6 + 0.2 - 0.4**2) / 50) ** 0.5
    assert found.high - found.value == pytest.approx(half, rel=1e-6)


def test_the_two_scales_are_never_mixed():
    found = measures(rows(ratings=rated("nps", g5=40)))
    assert named("csat", found).denominator == 0
    assert named("nps", found).value == -100


def test_under_thirty_answers_nps_is_a_dash():
    words = strings("en")
    assert measure_value(nps(rated("nps", g10=29)), words) == "–"
    assert "shown from 30, so far: 29" in kpi_text([nps(rated("nps", g10=29))], words)


def test_without_counted_views_contacts_are_given_per_hundred_answers_and_say_so():
    contacts = (ContactCount(DAY, "email", "", "en", 6),)
    found = measures(rows(votes("pay", 40, 20), contacts=contacts))
    assert named("contacts_per_100_answers", found).value == pytest.approx(10)


def test_with_counted_views_the_contact_rate_is_a_share_of_them():
    contacts = (ContactCount(DAY, "email", "", "en", 6),)
    views = (ViewCount(DAY, "pay", "en", 300),)
    assert named("contact_rate", measures(rows(contacts=contacts, views=views))).value == 0.02


def test_zero_results_and_searches_nobody_followed_are_shares_of_all_searches():
    searches = (SearchCount(DAY, "en", 50, 10, 5, 0, 0, 0),)
    found = measures(rows(searches=searches))
    assert (named("zero_results", found).value, named("no_click", found).value) == (0.2, 0.1)


def test_self_service_is_never_guessed():
    views = (ViewCount(DAY, "pay", "en", 300),)
    assert named("self_service", measures(rows(views=views))).value is None
    assert named("self_service", measures(rows(), ticket_users=30)).value is None
    found = named("self_service", measures(rows(views=views), ticket_users=30))
    spread = exp(1.6448536 * (1 / 300 + 1 / 30) ** 0.5)
    assert (found.value, found.numerator, found.denominator) == (10, 300, 30)
    assert (found.low, found.high) == pytest.approx((10 / spread, 10 * spread), rel=1e-6)


def test_self_service_waits_for_twenty_people():
    found = named("self_service", measures(rows(views=(ViewCount(DAY, "pay", "en", 300),)), ticket_users=19))
    assert found.value is None
    assert "shown from 20, so far: 19" in kpi_text([found], strings("en"))


def test_helpfulness_leaves_wrong_pages_out_and_has_wilsons_interval():
    found = named("helpfulness", measures(rows(votes("pay", 8, 2), votes("pay", 0, 9, reason="wrong_page"))))
    z2 = 1.6448536**2
    centre, half = (0.8 + z2 / 20) / (1 + z2 / 10), 1.6448536 / (1 + z2 / 10) * (0.016 + z2 / 400) ** 0.5
    assert (found.value, found.numerator, found.denominator) == (0.8, 8, 10)
    assert (found.low, found.high) == pytest.approx((centre - half, centre + half), rel=1e-6)


def test_under_five_answers_helpfulness_is_a_dash():
    assert measure_value(named("helpfulness", measures(rows(votes("pay", 3, 1)))), strings("en")) == "–"


def test_the_mean_grade_is_worked_out_by_hand():
    # 5 grades of 2 and 15 of 4: mean 3.5, variance (5 * 2.25 + 15 * 0.25) / 19
    found = csat_mean(rated("csat", g2=5, g4=15))
    half = 1.6448536 * (15 / 19 / 20) ** 0.5
    assert (found.value, found.denominator) == (3.5, 20)
    assert (found.low, found.high) == pytest.approx((3.5 - half, 3.5 + half), rel=1e-6)


def test_zero_is_a_grade_of_satisfaction_and_of_recommendation():
    assert csat(rated("csat", g0=20)).value == 0
    assert nps(rated("nps", g0=15, g6=15)).value == -100


@pytest.mark.parametrize(("grade", "score"), [(10, 100), (9, 100), (8, 0), (7, 0), (6, -100)])
def test_promoters_give_nine_or_ten_and_detractors_six_or_less(grade, score):
    assert nps(rated("nps", **{f"g{grade}": 30})).value == score


def test_contacts_per_hundred_answers_have_poissons_interval():
    contacts = (ContactCount(DAY, "email", "", "en", 16),)
    found = named("contacts_per_100_answers", measures(rows(votes("pay", 150, 50), contacts=contacts)))
    half = 1.6448536 * 100 * 4 / 200
    assert (found.value, found.low, found.high) == pytest.approx((8, 8 - half, 8 + half), rel=1e-6)


def channel(times, solved=(), promise=60):
    from helpcentre.support.response_times import ChannelTimes

    return ChannelTimes("email", len(times), 0, None, None, "working", promise, None, None, None, times, solved)


def test_the_first_answer_is_given_as_a_median_between_two_tickets():
    # 1 - 2 * (1 + 8) / 2**8 = 0.93 for the second and the seventh of eight; the third and the sixth hold it in 0.71
    first, kept, solved = ticket_measures(channel((10, 20, 30, 40, 50, 60, 70, 80), (100, 200, 300, 400, 500)))
    assert (first.value, first.low, first.high, first.n) == (45, 20, 70, 8)
    assert (kept.value, kept.numerator, kept.denominator) == (0.75, 6, 8)
    assert (solved.value, solved.low, solved.high) == (300, 100, 500)


def test_under_five_tickets_times_are_a_dash_and_without_a_promise_none_is_kept():
    assert [one.value for one in ticket_measures(channel((1, 2, 3, 4)))] == [None, None, None]
    assert [one.name for one in ticket_measures(channel((1,), promise=None))] == ["first_response", "resolution"]


@given(st.integers(5, 3000))
@settings(max_examples=60)
def test_the_medians_interval_is_the_narrowest_of_at_least_ninety_percent(count):
    low, high = median_interval(range(1, count + 1))
    assert low + high == count + 1
    assert 1 - 2 * binom.cdf(low - 1, count, 0.5) >= 0.9
    assert 1 - 2 * binom.cdf(low, count, 0.5) < 0.9 or low + 1 > count - low


def test_retention_leaves_new_customers_out():
    assert retention(Customers(1200, 1260, 180)).value == 0.9


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "0,5,5", "10,5,6", "1.5,2,3", "-1,2,1", "1,-2,1", "²,1,1"])
def test_customers_written_wrongly_are_refused_with_what_is_meant(text):
    with pytest.raises(HelpCentreError, match="--customers"):
        read_customers(text)


def test_more_customers_kept_than_there_were_is_refused_with_the_sum():
    said = "350 - 80 = 270 customers stayed, but there were only 100 at the start; correct one of the three"
    with pytest.raises(HelpCentreError, match=f"--customers 100,350,80: {said}"):
        read_customers("100,350,80")
    assert retention(read_customers("100,180,80")).value == 1


def test_a_sparkline_has_a_point_for_every_week_and_gaps_for_weeks_without_data():
    line = make_series(rows(votes("pay", 30, 10, days=3)), TODAY)["helpfulness"]
    assert len(line) == POINTS
    assert line[0] is None
    assert line[-1] == 0.75
