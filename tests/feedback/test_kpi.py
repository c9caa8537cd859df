import pytest
from tests.feedback.reports import TODAY, ago, rows, votes

from helpcentre.errors import HelpCentreError
from helpcentre.feedback.kpi import Customers, csat, csat_mean, measures, nps, read_customers, retention
from helpcentre.feedback.kpi_series import POINTS, series
from helpcentre.feedback.kpi_text import kpi_text, measure_value
from helpcentre.feedback.records import ContactCount, RatingCount, SearchCount, ViewCount
from helpcentre.language.strings import strings

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


def test_without_counted_views_contacts_are_told_per_hundred_answers_and_say_so():
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
    assert named("self_service", measures(rows(views=views), ticket_users=30)).value == 10


def test_retention_leaves_new_customers_out():
    assert retention(Customers(1200, 1260, 180)).value == 0.9


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "0,5,5", "10,5,6", "1.5,2,3", "-1,2,1"])
def test_customers_written_wrongly_are_refused_with_what_is_meant(text):
    with pytest.raises(HelpCentreError, match="--customers"):
        read_customers(text)


def test_a_sparkline_has_a_point_for_every_week_and_gaps_where_nothing_was_known():
    line = series(rows(votes("pay", 30, 10, days=3)), TODAY)["helpfulness"]
    assert len(line) == POINTS
    assert line[0] is None
    assert line[-1] == 0.75
