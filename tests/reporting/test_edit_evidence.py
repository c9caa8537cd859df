"""The answers before an edit and those after it."""

import pytest
from tests.reporting.reports import TODAY, ago, time_of

from helpcentre.reporting.calendar_bins import CalendarBins
from helpcentre.reporting.edit_evidence import UNEQUAL, Timeline, find_series, split_sides, widen
from helpcentre.reporting.site_movement import Movement
from helpcentre.reporting.statistics.step_model import Estimate
from helpcentre.reporting.text_period import TextPeriod

BINS = CalendarBins(TODAY)
STILL = Movement([0.0] * len(BINS), [0.0] * len(BINS))


def timeline(*periods, movement=STILL, **votes):
    """Make a timeline of periods (letter, days ago), of votes per letter: {days ago: (yes, no)}."""
    counts = {}
    for letter, days in votes.items():
        mine = counts[letter * 16] = [0] * (2 * len(BINS))
        for back, (yes, no) in days.items():
            place = BINS.place(ago(back).toordinal())
            mine[2 * place] += no
            mine[2 * place + 1] += yes
    texts = tuple(TextPeriod(frozenset({letter * 16}), time_of(days), letter * 16) for letter, days in periods)
    return Timeline(texts, counts, BINS, movement, 0.75, 0.15)


def weekly(yes, no, first, last=0):
    """Return the same answers in each of the weeks from `first` to `last` days ago."""
    return dict.fromkeys(range(first, last - 1, -7), (yes, no))


def sides(one, first=1, number=1, through=None):
    return split_sides(one, first, number, BINS.last if through is None else through)


def test_answers_to_the_old_text_are_before_and_those_to_the_new_one_after():
    found = sides(timeline(("a", 300), ("b", 60), a=weekly(3, 2, 300, 61), b=weekly(4, 1, 56)))
    assert found.after == (4 * 9, 9)
    assert found.before.yes * 2 == found.before.no * 3
    assert [one.since is None for one in found.observations] == sorted(
        (one.since is None for one in found.observations), reverse=True
    )


def test_observations_are_in_order_of_time_and_count_weeks_since_the_edit():
    found = sides(timeline(("a", 300), ("b", 60), a=weekly(3, 2, 300, 61), b=weekly(4, 1, 56))).observations
    assert list(found) == sorted(found, key=lambda one: one.week)
    after = [one.since for one in found if one.since is not None]
    assert all(0 <= one <= 60 / 7 + 0.5 for one in after)
    assert after[-1] - after[0] == pytest.approx(7.5, abs=1)


def test_before_an_edit_eight_weeks_count_as_recent():
    long_ago = weekly(0, 9, 300, 130) | weekly(9, 0, 116, 61)
    assert sides(timeline(("a", 300), ("b", 60), a=long_ago, b={3: (9, 1)})).before.no == 0


def test_if_few_answered_recent_goes_back_until_thirty_two_did():
    found = sides(timeline(("a", 300), ("b", 60), a=weekly(1, 0, 300, 61), b={3: (9, 1)}))
    assert 32 <= found.before.total <= 40


def test_answers_up_to_a_day_are_those_of_the_bins_that_end_by_then():
    one = timeline(("a", 300), ("b", 60), a=weekly(3, 2, 300, 61), b={50: (5, 0), 20: (0, 5)})
    assert sides(one, through=ago(21).toordinal()).after == (5, 0)
    assert sides(one, through=ago(14).toordinal()).after == (5, 5)
    assert sides(one).after == (5, 5)


def test_late_answers_for_the_old_text_count_for_a_week_and_then_no_more():
    late = timeline(("a", 300), ("b", 60), a={90: (50, 0), 58: (0, 3), 30: (0, 9)}, b={3: (9, 1)})
    assert sides(late).before.no == 3


def test_answers_of_a_texts_first_life_are_not_those_since_it_came_back():
    back = timeline(
        ("a", 300), ("b", 150), ("a", 60), a=weekly(5, 0, 299, 160) | weekly(1, 1, 56), b=weekly(0, 5, 149, 65)
    )
    found = sides(back, 2, 2)
    assert found.after == (9, 9)
    assert found.before.yes == 0


def test_a_text_that_had_few_answers_is_helped_out_by_the_one_before_it():
    one = timeline(("a", 300), ("b", 80), ("c", 20), a=weekly(2, 1, 299, 85), b={70: (4, 0)}, c={3: (9, 1)})
    assert len(sides(one, 2, 2).observations) > 5
    plenty = timeline(("a", 300), ("b", 80), ("c", 20), a=weekly(2, 1, 299, 85), b={70: (20, 10)}, c={3: (9, 1)})
    assert len(sides(plenty, 2, 2).observations) == 2


def test_the_movement_of_the_site_is_taken_off_and_makes_the_comparison_less_certain():
    moved = Movement([-0.2 if place < 9 else 0.0 for place in range(len(BINS))], [0.001] * len(BINS))
    votes = {"a": weekly(4, 1, 300, 64), "b": weekly(3, 2, 56)}
    still, falling = (
        sides(timeline(("a", 300), ("b", 60), **votes)),
        sides(timeline(("a", 300), ("b", 60), movement=moved, **votes)),
    )
    assert falling.movement == pytest.approx(-0.2, abs=0.01)
    assert still.recent.mean < -0.1
    assert falling.recent.mean == pytest.approx(still.recent.mean + 0.2, abs=0.01)
    assert falling.recent.deviation > still.recent.deviation
    assert [one.share for one in falling.observations] == pytest.approx(
        [one.share + (0.2 if one.since is not None else 0) for one in still.observations], abs=0.01
    )
    assert {one.noise for one in falling.observations} == {0.001}


def test_the_comparison_adds_one_answer_of_each_kind_on_both_sides():
    found = sides(timeline(("a", 300), ("b", 60), a={65: (7, 3)}, b={10: (9, 1)})).recent
    before, after = 8 / 12, 10 / 12
    assert found.mean == pytest.approx(after - before)
    assert found.deviation == pytest.approx((before * (1 - before) / 12 + after * (1 - after) / 12) ** 0.5)


def test_a_movement_widens_an_estimate_by_a_quarter_of_it():
    assert widen(Estimate(0.1, 0.03), 0.16) == (0.1, pytest.approx(0.05))
    assert UNEQUAL == 0.25


def test_an_edit_is_judged_alone_if_the_one_before_was_long_ago():
    assert find_series(timeline(("a", 300), ("b", 100), ("c", 20), c={3: (2, 0)}), 2) == 2


def test_edits_that_follow_each_other_within_six_weeks_are_one_series():
    assert find_series(timeline(("a", 300), ("b", 60), ("c", 30), ("d", 5), d={3: (2, 0)}), 3) == 1
    assert find_series(timeline(("a", 300), ("b", 48), ("c", 6)), 2) == 2
    assert find_series(timeline(("a", 300), ("b", 47), ("c", 6)), 2) == 1


@pytest.mark.parametrize(("days", "answers", "first"), [(41, 5, 2), (40, 5, 1), (41, 4, 1), (50, 5, 2)])
def test_the_last_text_is_judged_alone_once_it_is_six_weeks_old_and_has_thirty_answers(days, answers, first):
    one = timeline(("a", 300), ("b", days + 20), ("c", days), c=weekly(answers, 0, 35))
    assert find_series(one, 2) == first


def test_a_small_edit_every_eight_days_is_judged_as_the_series_of_twelve_weeks():
    many = [(chr(ord("b") + number), 8 * (20 - number)) for number in range(21)]
    one = timeline(("a", 400), *many)
    first = find_series(one, 21)
    assert 76 <= one.start(21) - one.start(first) <= 84


def test_a_series_that_ends_where_it_began_is_only_the_return():
    one = timeline(("a", 300), ("b", 30), ("a", 20))
    assert find_series(one, 2) == 2


def test_the_first_text_is_never_part_of_a_series():
    assert find_series(timeline(("a", 30), ("b", 20), ("c", 10)), 2) == 1


@pytest.mark.parametrize(("recent", "total"), [(31, 36), (32, 32)])
def test_exactly_thirty_two_recent_answers_are_enough(recent, total):
    found = sides(timeline(("a", 300), ("b", 60), a={70: (recent, 0), 150: (0, 5)}, b={3: (9, 1)}))
    assert found.before.total == total


def last_day_of_a_bin():
    """Return how many days ago a week ended, some months back."""
    return TODAY.toordinal() - BINS.days[8][1]


def test_a_text_that_began_on_the_last_day_of_a_week_has_the_answers_of_that_week():
    days = last_day_of_a_bin()
    found = sides(timeline(("a", 300), ("b", days), a=weekly(3, 2, 300, days + 1), b={days: (7, 0)}))
    assert found.after == (7, 0)


def test_answers_to_a_text_count_for_one_week_after_it_was_replaced():
    days = last_day_of_a_bin() - 1  # a Monday
    late = [sides(timeline(("a", 300), ("b", days), a={days - back: (40, 0)}, b={1: (1, 1)})) for back in range(22)]
    counted = [one.before.total == 40 for one in late]
    assert counted == sorted(counted, reverse=True)
    assert counted.index(False) == 7
