"""Failed searches, and those with only a typo or with an answer one click later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.reports import article, at, rows, time_of

from helpcentre.reporting.failed_searches import LONGEST_CHAIN, list_failed_searches
from helpcentre.reporting.gaps import LEAST_ABANDONED, find_gaps
from helpcentre.reporting.question_concepts import is_same_question
from helpcentre.reporting.record_index import RecordIndex
from helpcentre.reporting.records import CommentRecord, Query


def asked(text, number, after=None, language="en", **more):
    known = {"results": 3, "clicked": "", "corrected": None, "missing": 0, "repeat": 0, "outcome": ""}
    previous = None if after is None else b"q%d" % after
    return Query(b"q%d" % number, text, language, previous=previous, at=at(number), **{**known, **more})


def failed(*queries, **more):
    """Return the failed searches by the number of their id, in their order."""
    return {int(one.id[1:]): one for one in list_failed_searches(rows(queries=queries, **more)) if one.id}


@pytest.mark.parametrize(
    ("more", "fails"),
    [
        ({}, False),  # shown, from a page that sends a search once
        ({"results": 0}, True),
        ({"missing": 1}, True),
        ({"missing": 1, "clicked": "faq/x", "outcome": "clicked"}, True),
        ({"outcome": "open"}, False),
        ({"outcome": "refined"}, True),
        ({"outcome": "abandoned"}, True),
        ({"outcome": "contacted"}, True),
        ({"clicked": "faq/x", "outcome": "clicked"}, False),
        ({"clicked": "faq/x", "outcome": "refined"}, False),  # the article did not answer: see its own row
        ({"clicked": "faq/x", "outcome": "contacted"}, False),
        ({"corrected": "refund", "clicked": "faq/refund", "outcome": "clicked"}, False),
    ],
)
def test_a_search_fails_by_its_results_and_what_its_reader_did(more, fails):
    assert bool(failed(asked("refund", 1, **more))) is fails


@pytest.mark.parametrize("first", ["refnud parcel", "refund parcels", "Parcel  refund"])
def test_the_same_words_spelt_right_and_followed_did_not_fail(first):
    right = asked("refund parcel", 1, after=2, clicked="faq/refund")
    assert not failed(asked(first, 2, results=0), right)


def test_a_typo_that_leads_nowhere_is_a_failure():
    assert set(failed(asked("refnud", 2, results=0), asked("refund", 1, after=2, outcome="abandoned"))) == {1, 2}


def test_other_words_that_are_followed_leave_the_first_ones_failed():
    found = failed(asked("money back", 2), asked("refund", 1, after=2, clicked="faq/refund"))
    assert (found[2].reworded, found[2].ended) == (True, "faq/refund")
    assert set(found) == {2}


def test_a_reader_who_says_it_is_missing_is_believed_whatever_came_later():
    assert set(failed(asked("refnud", 2, missing=1), asked("refund", 1, after=2, clicked="faq/refund"))) == {2}


def test_the_article_at_the_end_of_several_searches_is_named_for_each():
    chain = [
        asked("cash back", 4, results=0),
        asked("repayments", 3, after=4, results=0),
        asked("repaymnet", 2, after=3, results=0),
        asked("repayment", 1, after=2, clicked="faq/refund"),
    ]
    assert {number: one.ended for number, one in failed(*chain).items()} == {4: "faq/refund"}
    chain[-1] = asked("refund", 1, after=2, clicked="faq/refund")
    assert {number: one.ended for number, one in failed(*chain).items()} == dict.fromkeys((4, 3, 2), "faq/refund")


def test_searches_that_name_each_other_as_the_one_before_end():
    ring = [asked("a thing", 1, after=2, results=0), asked("another", 2, after=1, results=0)]
    assert all(one.reworded for one in failed(*ring).values())
    assert set(failed(asked("itself", 3, after=3, results=0))) == {3}


def test_an_endless_chain_is_followed_for_a_while_only():
    last = LONGEST_CHAIN + 2
    chain = [asked(f"word{'x' * n} of {n}", n, after=n - 1 or None, results=0) for n in range(1, last)]
    chain.append(asked("the end", last, after=last - 1, clicked="faq/end"))
    found = failed(*chain)
    assert found[1].ended == ""
    assert found[2].ended == "faq/end"


def test_outcomes_are_kept_for_the_gap():
    found = failed(asked("a", 1, outcome="abandoned"), asked("b", 2, outcome="contacted"), asked("c", 3, results=0))
    assert [(one.abandoned, one.contacted, one.found) for one in found.values()] == [
        (True, False, True), (False, True, True), (False, False, False),
    ]  # fmt: skip


def test_a_comment_on_the_wrong_page_is_a_failed_search_and_any_other_is_not():
    comments = tuple(
        CommentRecord(reason, "v", "pay", "en", "a" * 16, "gift wrap", time_of(2), 0, reason, None, "counted")
        for reason in ("wrong_page", "unclear")
    )
    assert [(one.text, one.reader) for one in list_failed_searches(rows(comments=comments))] == [("gift wrap", True)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), max_size=8))
def test_a_followed_search_is_never_a_gap_unless_it_found_nothing(steps):
    queries = [
        asked(f"word{text}", number, after=number - 1 or None, results=results, clicked="faq/x" if clicked else "")
        for number, (text, results, clicked) in enumerate(steps, 1)
    ]
    found = failed(*queries)
    for number, (_, results, clicked) in enumerate(steps, 1):
        assert not (number in found and clicked and results)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("refund", "refnud", True),
        ("the refund", "refunds", True),
        ("refund parcel", "refund", False),
        ("refund", "refund parcel", False),
        ("card", "cart", False),
        ("parcel refund", "refund refunds", False),
    ],
)
def test_endings_order_and_typos_make_no_other_question(one, other, same):
    assert is_same_question(one, other, "en") is same


def gaps_of(*queries, **more):
    return find_gaps(rows(queries=queries), **more)


def test_results_left_without_a_click_are_a_gap_from_three_readers():
    left = [asked("gift wrap", number, outcome="abandoned") for number in range(1, LEAST_ABANDONED + 1)]
    (gap,) = gaps_of(*left)
    assert (gap.readers, gap.abandoned, gap.contacted) == (LEAST_ABANDONED, LEAST_ABANDONED, 0)
    assert gaps_of(*left[1:]) == ()


@pytest.mark.parametrize(
    "more",
    [{"results": 0}, {"missing": 1}, {"outcome": "contacted"}, {"outcome": "refined"}, {"results": 0, "outcome": ""}],
)
def test_any_other_sign_makes_one_reader_a_gap(more):
    (gap,) = gaps_of(
        asked("gift wrap", 1, **{"outcome": "abandoned"} | more), asked("gift wrap", 2, outcome="abandoned")
    )
    assert gap.readers == 2


def test_a_search_that_is_refined_after_a_click_counts_against_the_article():
    queries = (
        asked("refund", 1, clicked="refund", outcome="refined"),
        asked("refund", 2, clicked="refund", outcome="clicked"),
        asked("refund", 3, clicked="refund", outcome="contacted"),
        asked("refund", 4, clicked="refund"),  # an earlier page: known by the search that follows
        asked("money back", 5, after=4, clicked="refund"),
    )
    given = rows(articles=(article("refund"),), queries=queries)
    assert RecordIndex(given, given.until, 30).bounced == {("refund", "en"): 2}
