import pytest
from tests.reporting.reports import instant

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.edit_effect import judge_edit, judge_edits
from helpcentre.reporting.records import Version
from helpcentre.reporting.statistics.prior import no_change_prior
from helpcentre.reporting.trend import TrendWindows, find_trend


def judged(before, after):
    return judge_edit(Answers(*before), Answers(*after), instant(20), "b" * 16)


def test_forty_one_percent_becoming_eighty_three_is_better():
    found = judged((36, 51), (25, 5))
    assert found.outcome == "better"
    assert found.sure > 0.99


def test_a_spoilt_article_is_worse():
    assert judged((120, 20), (8, 16)).outcome == "worse"


def test_seven_answers_are_not_enough_however_clear_they_look():
    assert judged((5, 80), (7, 0)).outcome == "not_enough"


def test_thirty_answers_that_say_the_same_are_no_clear_difference():
    assert judged((60, 40), (20, 12)).outcome == "no_difference"


def test_before_an_edit_that_followed_another_at_once_stand_the_texts_before_both():
    texts = [Version("a", "en", name, instant(days), "") for name, days in (("v1", 90), ("v2", 21), ("v3", 20))]
    totals = {"v1": Answers(30, 30), "v2": Answers(1, 0), "v3": Answers(20, 1)}
    found = judge_edits(texts, totals)
    assert [one.version for one in found] == ["v2", "v3"]
    assert found[1].before == (31, 30)
    assert found[1].outcome == "better"


def test_the_first_text_of_all_has_no_verdict():
    assert judge_edits([Version("a", "en", "v1", instant(9), "")], {"v1": Answers(3, 3)}) == ()


def windows(new, old):
    return TrendWindows(Answers(*new), Answers(*old))


def standing(new, old):
    """Two looks a week apart that see the same."""
    return find_trend(windows(new, old), windows(new, old))


def test_a_fall_from_ninety_to_forty_five_percent_is_seen_though_most_still_say_yes_at_first():
    assert standing((18, 22), (180, 20))[0] == "worse"


def test_a_rise_is_seen_too():
    assert standing((30, 2), (60, 80))[0] == "better"


def test_a_percentage_that_wobbles_is_steady():
    assert standing((14, 6), (70, 22))[0] == "steady"


def test_with_seven_answers_the_trend_is_not_known():
    assert standing((0, 7), (90, 2)) == ("unknown", 0.0)


def test_a_fall_that_was_not_there_a_week_ago_is_no_badge_yet():
    assert find_trend(windows((18, 22), (180, 20)), windows((30, 8), (182, 18)))[0] == "steady"


def test_a_fall_that_was_suspected_a_week_ago_becomes_a_badge():
    assert find_trend(windows((18, 22), (180, 20)), windows((25, 14), (182, 18)))[0] == "worse"


def test_a_fall_after_a_rise_is_no_badge_yet():
    assert find_trend(windows((18, 22), (180, 20)), windows((60, 1), (120, 80)))[0] == "steady"


def test_the_sceptical_prior_expects_no_change():
    assert no_change_prior(Answers(5, 5), Answers(50, 50)).mean == pytest.approx(0.5)
