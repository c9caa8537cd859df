"""A change of the total is divided into change within groups and shift between them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.period_comparison import GROUPINGS, compare_with_period_before
from helpcentre.reporting.records import ArticleRecord, ReportRows, VoteCount

SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 30)
NOW, BEFORE = SINCE.toordinal(), SINCE.toordinal() - 1


def article(language="en", identity="faq/a", topics=("orders", "money"), owner=None, kind="faq"):
    return ArticleRecord(identity, language, "Title", "url/", kind, topics, owner, None, "v1", True, ())


def vote(day, language, value, n, identity="faq/a", reason=""):
    return VoteCount(day, identity, language, "v1", value, reason, n)


def answers(day, language, yes, no):
    return [vote(day, language, 1, yes), vote(day, language, 0, no)]


BOTH = (article("en"), article("et"))


def compare(*votes, grouping="language", articles=BOTH):
    rows = ReportRows(SINCE, UNTIL, articles=articles, votes=tuple(one for some in votes for one in some))
    return compare_with_period_before(rows, SINCE, UNTIL, grouping)


def test_a_total_that_falls_while_every_group_rises_is_a_shift_of_the_mix():
    found = compare(
        answers(BEFORE, "en", 85, 15), answers(BEFORE, "et", 11, 9),
        answers(NOW, "en", 44, 6), answers(NOW, "et", 60, 40),
    )  # fmt: skip
    assert found.change == pytest.approx(104 / 150 - 96 / 120)
    assert found.change < -0.1
    assert found.within > 0.03
    assert found.mix < -0.13
    estonian, english = found.groups
    assert (estonian.name, english.name) == ("et", "en")
    assert estonian.within == pytest.approx((20 / 120 + 100 / 150) / 2 * (0.6 - 0.55))
    assert estonian.mix == pytest.approx((100 / 150 - 20 / 120) * ((0.6 + 0.55) / 2 - (104 / 150 + 96 / 120) / 2))


def test_the_same_mix_leaves_only_change_within():
    found = compare(
        answers(BEFORE, "en", 80, 20), answers(BEFORE, "et", 25, 25),
        answers(NOW, "en", 60, 40), answers(NOW, "et", 25, 25),
    )  # fmt: skip
    assert found.mix == pytest.approx(0)
    assert {group.name: round(group.within, 6) for group in found.groups} == {"en": round(-0.2 * 2 / 3, 6), "et": 0}


def test_a_new_group_is_a_shift_and_not_an_improvement():
    found = compare(answers(BEFORE, "en", 8, 2), answers(NOW, "en", 8, 2), answers(NOW, "et", 10, 0))
    assert found.within == pytest.approx(0)
    assert found.mix == pytest.approx(0.1)
    assert [group.before.total for group in found.groups if group.name == "et"] == [0]


def test_a_group_that_is_gone_is_a_shift_too():
    found = compare(answers(BEFORE, "en", 8, 2), answers(BEFORE, "et", 0, 10), answers(NOW, "en", 8, 2))
    assert found.within == pytest.approx(0)
    assert found.change == pytest.approx(0.4)
    assert [group.name for group in found.groups] == ["en", "et"]


@pytest.mark.parametrize("day", [BEFORE, NOW])
def test_without_answers_in_both_windows_nothing_is_compared(day):
    assert compare(answers(day, "en", 3, 1)) is None


def test_each_window_has_its_own_days_and_no_other():
    first, last = SINCE.toordinal() - 30, UNTIL.toordinal()
    found = compare(
        answers(first - 1, "en", 100, 0), answers(first, "en", 1, 1), answers(BEFORE, "en", 2, 0),
        answers(NOW, "en", 4, 0), answers(last, "en", 0, 8), answers(last + 1, "en", 100, 0),
    )  # fmt: skip
    assert (found.before, found.now) == (Answers(3, 1), Answers(4, 8))


def test_readers_of_the_wrong_page_count_in_no_group():
    wrong = [vote(NOW, "et", 0, 50, reason=WRONG_PAGE)]
    found = compare(answers(BEFORE, "en", 1, 1), answers(NOW, "en", 1, 1), wrong)
    assert [group.name for group in found.groups] == ["en"]
    assert found.now == Answers(1, 1)


@pytest.mark.parametrize(
    ("grouping", "name"), [("language", "en"), ("kind", "faq"), ("topic", "orders"), ("owner", "marta")]
)
def test_articles_are_grouped_by_what_they_have(grouping, name):
    votes = answers(BEFORE, "en", 1, 1), answers(NOW, "en", 1, 1)
    found = compare(*votes, grouping=grouping, articles=[article(owner="marta")])
    assert found.grouping == grouping
    assert [group.name for group in found.groups] == [name]


def test_an_article_without_topic_or_owner_or_one_that_nobody_knows_has_a_group_without_name():
    votes = answers(BEFORE, "en", 1, 1), answers(NOW, "en", 1, 1)
    for grouping, articles in (("topic", [article(topics=())]), ("owner", [article()]), ("kind", [])):
        assert [group.name for group in compare(*votes, grouping=grouping, articles=articles).groups] == [""]


COUNTS = st.tuples(st.integers(0, 50), st.integers(0, 50))


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(COUNTS, COUNTS), min_size=1), st.sampled_from(GROUPINGS))
def test_the_parts_are_always_the_whole_change(groups, grouping):
    articles = [article(name, topics=(name,), owner=name, kind=name) for name in groups]
    votes = [
        answers(day, name, *counts)
        for name, both in groups.items()
        for day, counts in zip((BEFORE, NOW), both, strict=True)
    ]
    found = compare(*votes, grouping=grouping, articles=articles)
    totals = [sum(sum(both[place]) for both in groups.values()) for place in (0, 1)]
    if not all(totals):
        assert found is None
        return
    assert found.within + found.mix == pytest.approx(found.change)
    assert sum(group.now.total for group in found.groups) == found.now.total
