"""Decisions about gaps: to which later gaps they belong, and when an answer has helped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from tests.reporting.reports import TODAY, ago, at, rows

from helpcentre.language.strings import strings
from helpcentre.reporting.gap_decisions import binomial_tail, find_decision, has_helped, hash_wording
from helpcentre.reporting.gaps import REASON_LENGTH, decide, find_gaps
from helpcentre.reporting.records import GapDecision, Query
from helpcentre.reporting.text.gaps import gap_json, gaps_text


def asked(text, number, days, language="en"):
    return Query(b"q%d" % number, text, language, 0, "", None, None, 0, 0, at(days))


def decision(wording, state="dismissed", when=5, language="en", reason="not sold", article=""):
    return GapDecision(hash_wording(language, wording), state, reason, article, at(when))


def decided(*decisions):
    return {one.wording: one for one in decisions}


def test_a_decision_is_about_a_wording_in_one_language():
    found = decided(decision("qris"))
    assert find_decision("en", {"qris": 3}, found).state == "dismissed"
    assert find_decision("id", {"qris": 3}, found) is None
    assert find_decision("en", {"gopay": 3}, found) is None
    assert find_decision("en", {"qris": 3}, {}) is None


@pytest.mark.parametrize(("others", "belongs"), [(0, True), (3, True), (4, False)])
def test_a_decision_belongs_to_a_gap_of_which_it_covers_half_of_the_readers(others, belongs):
    found = find_decision("en", {"qris": 3, "qris code": others}, decided(decision("qris")))
    assert (found is not None) is belongs


def test_the_wordings_of_one_decision_count_together():
    found = decided(decision("qris"), decision("scan qris"))
    assert find_decision("en", {"qris": 2, "scan qris": 2, "kris": 3}, found).state == "dismissed"


def test_of_two_decisions_the_newer_one_counts():
    found = decided(decision("qris", when=9), decision("scan qris", "planned", when=2))
    assert find_decision("en", {"qris": 2, "scan qris": 2}, found).state == "planned"
    assert find_decision("en", {"qris": 3, "scan qris": 1}, found).state == "dismissed"


def test_words_are_only_kept_as_hashes():
    assert len(hash_wording("en", "qris")) == 16
    assert hash_wording("en", "qris") != hash_wording("en", "qris ")
    assert hash_wording("e", "nqris") != hash_wording("en", "qris")


# Did the answer help?


@given(st.integers(1, 300), st.floats(0.01, 0.99), st.integers(0, 300))
def test_the_tail_is_that_of_the_binomial_distribution(n, share, k):
    k = min(k, n)
    assert binomial_tail(n, share, range(k + 1)) == pytest.approx(binom.cdf(k, n, share), abs=1e-9)
    assert binomial_tail(n, share, range(k, n + 1)) == pytest.approx(binom.sf(k - 1, n, share), abs=1e-9)


@pytest.mark.parametrize(
    ("before", "days_before", "since", "days_since", "helped"),
    [
        (12, 30, 0, 30, True),
        (12, 30, 2, 30, True),
        (12, 30, 12, 30, False),
        (12, 30, 30, 30, False),
        (12, 30, 6, 30, None),  # half as many: may be either
        (1, 30, 0, 30, None),
        (12, 30, 0, 3, None),  # three days say little
        (0, 30, 9, 30, None),
        (12, 0, 9, 30, None),
        (12, 30, 9, 0, None),
    ],
)
def test_an_answer_has_helped_if_chance_seldom_leaves_so_few_readers(before, days_before, since, days_since, helped):
    assert has_helped(before, days_before, since, days_since) is helped


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_more_readers_since_never_speak_for_the_answer(before, days_before, since, days_since):
    order = {True: 0, None: 1, False: 2}
    now = has_helped(before, days_before, since, days_since)
    assert order[has_helped(before, days_before, since + 1, days_since)] >= order[now]


def test_an_answer_that_changes_nothing_is_seldom_said_to_have_helped():
    said = sum(
        binom.pmf(since, 24, 0.5) for since in range(25) if has_helped(24 - since, 30, since, 30) is True
    )  # fmt: skip
    assert said <= 0.05


# In the list


def gaps(queries, *decisions):
    return find_gaps(rows(queries=tuple(queries), decisions=decisions))


def test_a_gap_shows_its_decision_and_its_readers_since():
    searches = [asked("qris", number, days) for number, days in enumerate((20, 18, 9, 5, 4, 1))]
    (gap,) = gaps(searches, decision("qris", "planned", when=5, reason="in spring"))
    assert (gap.state, gap.reason, gap.decided, gap.readers_since, gap.helped) == (
        "planned", "in spring", ago(5), 2, None,
    )  # fmt: skip
    assert gap_json(gap)["decided"] == ago(5).isoformat()
    assert not gap.is_settled


def test_a_new_gap_has_no_decision():
    (gap,) = gaps([asked("qris", 1, 3)])
    assert (gap.state, gap.reason, gap.answer, gap.decided, gap.readers_since) == ("new", "", None, None, 0)
    assert gap_json(gap)["decided"] is None


def test_an_answered_gap_says_whether_that_helped():
    before = [asked("qris", number, 15 + number) for number in range(12)]
    answer = decision("qris", "answered", when=14, article="faq/pay")
    (gap,) = gaps(before, answer)
    assert (gap.answer, gap.readers_since, gap.helped, gap.is_settled) == ("faq/pay", 0, True, True)
    again = [asked("qris", 20 + number, 1 + number) for number in range(12)]
    (gap,) = gaps([*before, *again], answer)
    assert (gap.readers_since, gap.helped, gap.is_settled) == (12, False, False)
    (gap,) = gaps([*before, *again], answer._replace(state="planned"))
    assert gap.helped is None


def test_settled_gaps_come_last_and_one_that_goes_on_failing_does_not():
    many = [asked("qris", number, 15 + number % 10) for number in range(9)]
    found = gaps([*many, asked("klarna", 50, 2)], decision("qris"))
    assert [(gap.number, gap.query, gap.state) for gap in found] == [(1, "klarna", "new"), (2, "qris", "dismissed")]
    again = [asked("qris", 60 + number, 1 + number) for number in range(12)]
    found = gaps([*many, *again, asked("klarna", 50, 2)], decision("qris", "answered", when=14))
    assert [gap.query for gap in found] == ["qris", "klarna"]


def test_a_decision_is_about_every_wording_of_its_gap():
    (gap,) = gaps([asked("gift wrap", 1, 3), asked("gift wrapping", 2, 3)])
    made = decide(gap, "dismissed", "  not\nsold " + "x" * 300, "", at(1))
    assert {one.wording for one in made} == {hash_wording("en", words) for words, _ in gap.wordings}
    assert {one.reason for one in made} == {("not sold " + "x" * 300)[:REASON_LENGTH]}
    (after,) = gaps([asked("gift wrapping", 2, 0)], *made)
    assert (after.state, after.decided) == ("dismissed", date.fromordinal(TODAY.toordinal() - 1))


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_the_text_says_what_was_decided_in_every_language(language):
    before = [asked("qris", number, 15 + number) for number in range(12)]
    words = strings(language)
    text = gaps_text(gaps(before, decision("qris", "answered", when=14, article="faq/pay")), TODAY, words)
    for part in (words["report.gaps.state.answered"], "faq/pay", "not sold", words["report.gaps.helped"]):
        assert part in text
