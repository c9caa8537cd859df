"""The verdict on an edit, and the estimate behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.reports import TODAY
from tests.reporting.test_edit_evidence import BINS, timeline, weekly

from helpcentre.reporting.calendar_bins import days_of_week, week_of
from helpcentre.reporting.edit_effect import BETWEEN_LANGUAGES, LOOKS, _pool_languages, judge_edit
from helpcentre.reporting.site_movement import Movement
from helpcentre.reporting.statistics.step_model import Estimate

YEAR = weekly(5, 2, 360, 64)


def edited(before, after, days=63, movement=None, text="b"):
    """Make a timeline with so many Yes and No a week before and after an edit some days ago."""
    more = {"movement": movement} if movement else {}
    return timeline(
        ("a", 361), (text, days), a=weekly(*before, 360, days + 1), **{text: weekly(*after, days - 1)}, **more
    )


def judged(before, after, days=63, **more):
    return judge_edit(edited(before, after, days, **more), 1)


def test_an_edit_after_which_many_more_are_helped_made_it_better():
    found = judged((4, 5), (8, 1))
    assert found.outcome == "better"
    assert found.effect.interval.low > 0.1
    assert found.effect.mean == pytest.approx(0.4, abs=0.1)


def test_an_edit_after_which_many_fewer_are_helped_made_it_worse():
    found = judged((8, 1), (4, 5))
    assert found.outcome == "worse"
    assert found.effect.interval.high < -0.1


def test_an_edit_that_changes_nothing_makes_no_clear_difference():
    found = judged((6, 3), (6, 3))
    assert found.outcome == "no_difference"
    assert found.effect.interval.low < 0 < found.effect.interval.high


def test_four_answers_on_one_side_are_not_enough_however_clear_they_are():
    assert judge_edit(timeline(("a", 361), ("b", 63), a=YEAR, b={60: (0, 4)}), 1).outcome == "not_enough"
    assert judge_edit(timeline(("a", 361), ("b", 63), a={70: (4, 0)}, b=weekly(0, 9, 62)), 1).outcome == "not_enough"


def test_below_thirty_answers_no_clear_difference_is_not_said():
    few = timeline(("a", 361), ("b", 84), a=YEAR, b=weekly(2, 1, 76, 20))
    assert (judge_edit(few, 1).after.total, judge_edit(few, 1).outcome) == (27, "not_enough")
    enough = timeline(("a", 361), ("b", 84), a=YEAR, b=weekly(2, 1, 83, 20))
    assert (judge_edit(enough, 1).after.total, judge_edit(enough, 1).outcome) == (30, "no_difference")


def test_before_the_sixth_week_is_over_nothing_is_said():
    found = judged((4, 5), (9, 0), days=34)
    assert found.outcome == "not_enough"
    assert found.through == TODAY
    assert found.first_look > TODAY
    assert found.effect.mean > 0.2


def test_an_edit_is_judged_at_the_end_of_its_sixth_week_for_the_first_time():
    found = judged((2, 7), (9, 0), days=35)
    first, last = days_of_week(week_of(found.since.toordinal()), LOOKS[0])
    assert (found.through, found.first_look) == (TODAY, TODAY)
    assert last == TODAY.toordinal()
    assert first <= found.since.toordinal()
    assert found.outcome == "better"


@pytest.mark.parametrize(("days", "weeks"), [(35, 6), (48, 6), (49, 8), (76, 8), (77, 12), (130, 12)])
def test_between_two_looks_the_answers_up_to_the_last_one_count(days, weeks):
    found = judged((5, 4), (7, 2), days=days)
    assert found.through.toordinal() == days_of_week(week_of(found.since.toordinal()), weeks)[1]


def test_a_later_look_asks_for_less_than_the_first_one():
    assert judged((5, 4), (8, 2), days=35).outcome == "not_enough"
    assert judged((5, 4), (8, 2), days=77).outcome == "better"


def test_a_verdict_waits_until_the_look_before_points_the_same_way():
    """Four bad weeks after a good start are a trend, not the effect of the edit."""
    turned = timeline(("a", 361), ("b", 63), a=weekly(6, 3, 360, 64), b=weekly(9, 0, 62, 28) | weekly(0, 25, 27, 8))
    assert judge_edit(turned, 1).outcome != "worse"


def test_a_fall_of_the_whole_site_is_not_the_effect_of_the_edit():
    fell = Movement([-0.3 if last > TODAY.toordinal() - 63 else 0.0 for _, last in BINS.days], [0.001] * len(BINS))
    assert judged((8, 2), (5, 5)).outcome == "worse"
    found = judged((8, 2), (5, 5), movement=fell)
    assert found.outcome == "no_difference"
    assert found.movement == pytest.approx(-0.3, abs=0.01)
    assert found.effect.mean == pytest.approx(0, abs=0.05)


def test_a_decline_that_went_on_is_not_the_effect_of_the_edit():
    falling = {back: (round(60 + 30 * back / 360), round(40 - 30 * back / 360)) for back in range(360, 0, -7)}
    past, since = ({back: n for back, n in falling.items() if (back > 63) == old} for old in (True, False))
    found = judge_edit(timeline(("a", 361), ("b", 63), a=past, b=since), 1)
    assert found.outcome == "no_difference"
    assert found.effect.mean == pytest.approx(0, abs=0.05)


def test_a_return_is_judged_against_the_text_it_replaced():
    back = timeline(
        ("a", 361), ("b", 200), ("a", 63), a=weekly(8, 2, 360, 201) | weekly(8, 2, 62), b=weekly(3, 7, 199, 64)
    )
    assert judge_edit(back, 1).outcome == "worse"
    found = judge_edit(back, 2)
    assert (found.outcome, found.version) == ("better", "a" * 16)
    assert found.before.no > found.before.yes


def test_edits_in_a_row_are_one_effect_since_the_first_of_them():
    row = timeline(("a", 361), ("b", 70), ("c", 42), ("d", 7), a=weekly(4, 6, 360, 71), b=weekly(8, 2, 69, 43),
                   c=weekly(8, 2, 41, 8), d={3: (4, 1)})  # fmt: skip
    found = judge_edit(row, 3)
    assert (found.outcome, found.edits) == ("better", 3)
    assert found.since == row.periods[1].since
    assert found.version == "d" * 16


def test_other_languages_edited_at_the_same_time_make_an_effect_more_certain():
    alone = judge_edit(edited((4, 4), (5, 2)), 1)
    helped = judge_edit(edited((4, 4), (5, 2)), 1, [edited((4, 4), (6, 1), days=60), edited((4, 4), (6, 1), days=65)])
    assert helped.effect.deviation < alone.effect.deviation
    assert helped.effect.z > alone.effect.z


@pytest.mark.parametrize(
    ("days", "helps"), [(63, True), (83, True), (84, False), (49, True), (48, False), (300, False)]
)
def test_other_languages_help_if_they_were_edited_within_two_weeks(days, helps):
    alone = judge_edit(edited((4, 4), (5, 2)), 1)
    found = judge_edit(edited((4, 4), (5, 2)), 1, [edited((4, 4), (7, 0), days=days)])
    assert (found.effect != alone.effect) == helps


def test_a_language_that_was_never_edited_or_never_answered_helps_nobody():
    alone = judge_edit(edited((4, 4), (5, 2)), 1)
    others = [timeline(("a", 361), a=YEAR), timeline(("a", 361), ("b", 63), a=YEAR)]
    assert judge_edit(edited((4, 4), (5, 2)), 1, others) == alone


def test_a_language_without_answers_gets_no_verdict_from_the_others():
    silent = timeline(("a", 361), ("b", 63), a=YEAR)
    found = judge_edit(silent, 1, [edited((4, 5), (9, 0)), edited((4, 5), (9, 0))])
    assert found.effect.mean > 0.1
    assert found.outcome == "not_enough"


estimates = st.builds(Estimate, st.floats(-0.5, 0.5), st.floats(0.01, 0.3))


@given(st.lists(estimates, min_size=2, max_size=5))
def test_pooling_draws_an_estimate_towards_the_others_and_never_makes_it_less_certain(languages):
    found = _pool_languages(languages)
    assert found.deviation <= languages[0].deviation + 1e-9
    assert min(one.mean for one in languages) - 1e-9 <= found.mean <= max(one.mean for one in languages) + 1e-9


def test_pooling_two_equal_estimates_is_the_posterior_of_two_normal_effects():
    found = _pool_languages([Estimate(0.3, 0.1), Estimate(0.1, 0.1)])
    common, own = 0.1**2 + BETWEEN_LANGUAGES**2, BETWEEN_LANGUAGES**2 / (BETWEEN_LANGUAGES**2 + 0.1**2)
    assert found.mean == pytest.approx(own * 0.3 + (1 - own) * 0.2)
    assert found.deviation == pytest.approx((own * 0.1**2 + (1 - own) ** 2 * common / 2) ** 0.5)


def test_an_estimate_alone_stays_as_it_is():
    assert _pool_languages([Estimate(0.3, 0.1)]) == (0.3, 0.1)
