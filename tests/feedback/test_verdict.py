import random

import pytest
from tests.feedback.reports import instant

from helpcentre.feedback.ranking import Answers
from helpcentre.feedback.records import Version
from helpcentre.feedback.verdict import trend, unchanged, verdict, verdicts


def judged(before, after):
    return verdict(Answers(*before), Answers(*after), instant(20), "b" * 16)


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
    found = verdicts(texts, totals)
    assert [one.version for one in found] == ["v2", "v3"]
    assert found[1].before == (31, 30)
    assert found[1].outcome == "better"


def test_the_first_text_of_all_has_no_verdict():
    assert verdicts([Version("a", "en", "v1", instant(9), "")], {"v1": Answers(3, 3)}) == ()


def test_a_fall_from_ninety_to_forty_five_percent_is_seen_though_most_still_say_yes_at_first():
    assert trend(Answers(18, 22), Answers(180, 20))[0] == "worse"


def test_a_rise_is_seen_too():
    assert trend(Answers(30, 2), Answers(60, 80))[0] == "better"


def test_a_percentage_that_wobbles_is_steady():
    assert trend(Answers(14, 6), Answers(70, 22))[0] == "steady"


def test_with_seven_answers_the_trend_is_not_known():
    assert trend(Answers(0, 7), Answers(90, 2)) == ("unknown", 0.0)


def test_the_sceptical_prior_expects_no_change():
    assert unchanged(Answers(5, 5), Answers(50, 50)).mean == pytest.approx(0.5)


def test_planted_edits_are_judged_right_in_95_percent_once_the_verdict_dares_to_speak(rounds):
    """Half of the edits change nothing; the verdict is asked after every second answer, up to 120 of them."""
    chance = random.Random(20)
    right = wrong = 0
    for _ in range(rounds(60, 1500)):
        before = chance.betavariate(4, 4)
        after = before if chance.random() < 0.5 else chance.betavariate(7, 2.5)
        asked = chance.choice([10, 30, 80, 200])
        yes = sum(chance.random() < before for _ in range(asked))
        said = _first_word(Answers(yes, asked - yes), after, chance)
        if said:
            truth = "better" if after > before else "worse" if after < before else ""
            right, wrong = right + (said == truth), wrong + (said != truth)
    assert right >= 8
    assert right / (right + wrong) >= 0.95


def _first_word(before, share, chance):
    yes = no = 0
    for asked in range(1, 121):
        if chance.random() < share:
            yes += 1
        else:
            no += 1
        if asked >= 8 and asked % 2 == 0:
            found = judged(before, (yes, no)).outcome
            if found in ("better", "worse"):
                return found
    return None


def test_false_worse_badges_stay_under_one_in_ten_article_years(rounds):
    """Nothing ever changes: 0.8 are helped, one answer a day, the badge looked at every second day for a year."""
    chance, badges, articles = random.Random(5), 0, rounds(8, 400)
    for _ in range(articles):
        counts = [chance.choice([0, 1, 2]) for _ in range(365)]
        days = [(sum(chance.random() < 0.8 for _ in range(n)), n) for n in counts]
        shown = False
        for today in range(118, 366, 2):
            new, old = days[today - 28 : today], days[today - 118 : today - 28]
            now = trend(_sum(new), _sum(old))[0] == "worse"
            badges += now and not shown
            shown = now
    assert badges / (articles * 248 / 365) <= 0.1


def _sum(days):
    yes, asked = sum(y for y, _ in days), sum(n for _, n in days)
    return Answers(yes, asked - yes)
