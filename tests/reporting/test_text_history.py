"""The sequence of texts that readers saw, from first-seen times, the present text and the votes."""

from datetime import timedelta

import pytest
from tests.reporting.reports import TODAY, ago, time_of

from helpcentre.reporting.calendar_bins import CalendarBins
from helpcentre.reporting.records import Version
from helpcentre.reporting.text_history import list_periods

BINS = CalendarBins(TODAY)
A, B, C = "a" * 16, "b" * 16, "c" * 16
WORDS = [f"{number:08x}" for number in range(1, 80)]


def sketch(first, last=None):
    return "".join(WORDS[first : last or first + 32])


def text(version, days, likeness=""):
    return Version("pay", "en", version, time_of(days), likeness)


def voted(**by_version):
    """Make counts by bin from {version letter: {days ago: votes}}."""
    found = {}
    for letter, days in by_version.items():
        counts = found.setdefault(letter * 16, [0] * (2 * len(BINS)))
        for back, n in days.items():
            counts[2 * BINS.place(ago(back).toordinal()) + 1] += n
    return found


def periods(texts, current, votes=None):
    return [(one.latest, one.since) for one in list_periods(texts, current, BINS, votes or {})]


def test_texts_follow_each_other_by_when_they_were_first_seen():
    found = periods([text(A, 200), text(B, 90), text(C, 20)], C)
    assert found == [(A, time_of(200)), (B, time_of(90)), (C, time_of(20))]


def test_an_article_without_a_known_text_has_no_period():
    assert list_periods([], A, BINS, {}) == ()


def test_a_text_that_came_back_is_a_new_period_from_the_week_after_the_last_votes_for_the_newer_one():
    votes = voted(a={150: 20, 34: 5, 20: 6, 5: 4}, b={80: 9, 60: 8, 45: 7})
    found = periods([text(A, 200), text(B, 90)], A, votes)
    assert [one[0] for one in found] == [A, B, A]
    assert found[2][1].date().toordinal() == BINS.days[BINS.place(ago(45).toordinal())][1] + 1


def test_late_votes_for_the_text_before_do_not_date_its_return():
    votes = voted(a={150: 20, 86: 3, 10: 6}, b={80: 9, 45: 7, 20: 9})
    since = periods([text(A, 200), text(B, 90)], A, votes)[2][1].date()
    assert ago(20) < since <= ago(10)


def test_without_votes_a_return_is_dated_as_early_as_it_can_have_been():
    found = periods([text(A, 200), text(B, 90)], A)
    assert found[2][0] == A
    assert time_of(90) <= found[2][1] <= time_of(82)


def test_a_return_on_the_day_of_the_edit_is_not_before_it():
    found = periods([text(A, 200), text(B, 0)], A)
    assert found[2][1] >= found[1][1]


def test_a_text_that_came_back_between_two_others_is_found_by_its_votes():
    votes = voted(a={150: 9, 60: 6, 50: 6}, b={85: 5}, c={10: 5})
    found = periods([text(A, 200), text(B, 90), text(C, 30)], C, votes)
    assert [one[0] for one in found] == [A, B, A, C]


def test_a_few_votes_from_a_cache_do_not_make_a_return():
    votes = voted(a={150: 9, 60: 4}, b={85: 5, 50: 9}, c={10: 5})
    assert [one[0] for one in periods([text(A, 200), text(B, 90), text(C, 30)], C, votes)] == [A, B, C]


def test_votes_that_continue_for_the_newer_text_do_not_make_a_return_of_the_older_one():
    votes = voted(a={150: 9, 60: 6}, b={85: 5, 59: 30, 40: 30}, c={10: 5})
    assert [one[0] for one in periods([text(A, 200), text(B, 90), text(C, 30)], C, votes)] == [A, B, C]


def test_texts_that_hardly_differ_are_one_period():
    found = list_periods([text(A, 200, sketch(0)), text(B, 90, sketch(1)), text(C, 20, sketch(40))], C, BINS, {})
    assert [one.versions for one in found] == [{A, B}, {C}]
    assert (found[0].latest, found[0].since) == (B, time_of(200))


def test_small_edits_that_add_up_begin_a_new_period():
    chain = [text(letter * 16, 300 - 8 * number, sketch(number)) for number, letter in enumerate("abcdefgh")]
    found = list_periods(chain, "h" * 16, BINS, {})
    assert 1 < len(found) < len(chain)
    assert found[0].versions >= {A, B}


def test_texts_without_a_sketch_are_never_alike():
    assert len(list_periods([text(A, 200), text(B, 90)], B, BINS, {})) == 2


@pytest.mark.parametrize(("shingles", "periods_found"), [(7, 2), (8, 1)])
def test_texts_of_a_few_words_cannot_be_compared(shingles, periods_found):
    texts = [text(A, 200, sketch(0, shingles)), text(B, 90, sketch(0, shingles))]
    assert len(list_periods(texts, B, BINS, {})) == periods_found


def test_a_text_that_comes_back_after_one_that_hardly_differs_never_left():
    found = list_periods([text(A, 200, sketch(0)), text(B, 90, sketch(1))], A, BINS, {})
    assert [(one.versions, one.latest) for one in found] == [({A, B}, A)]


@pytest.mark.parametrize("days", [0, 1, 40])
def test_the_last_period_is_that_of_the_present_text(days):
    found = list_periods([text(A, 200), text(B, days + 1), text(C, days)], B, BINS, {})
    assert found[-1].latest == B
    assert found[-1].since.date() <= TODAY + timedelta(1)
