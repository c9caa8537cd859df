"""Search gaps: which searches have failed, how old a gap is, and which questions are the same."""

import pytest
from tests.reporting.reports import ago, at, rows

from helpcentre.reporting.gaps import find_gaps
from helpcentre.reporting.question_concepts import nearly_same, question_stems
from helpcentre.reporting.records import CommentRecord, Query


def asked(number, text="qris", **more):
    given = {"results": 0, "clicked": "", "corrected": None, "previous": None, "missing": 0, "repeat": 0}
    days = more.pop("days", number)
    return Query(b"q%d" % number, text, "en", at=at(days), **given | more)


def gaps_of(*queries, **more):
    least, before = more.pop("least", 1), more.pop("before", None)
    return find_gaps(rows(queries=tuple(queries), **more), least=least, before=before)


@pytest.mark.parametrize(
    ("query", "is_gap"),
    [
        ({"results": 0}, True),
        ({"results": 3, "missing": 1}, True),
        ({"results": 3}, False),
        ({"results": 3, "clicked": "pay"}, False),
        ({"results": 3, "clicked": "pay", "missing": 1}, True),
    ],
)
def test_a_search_failed_if_it_found_nothing_or_its_reader_said_so(query, is_gap):
    assert bool(gaps_of(asked(1, **query))) == is_gap


def test_a_search_that_nobody_followed_failed_if_another_came_after_it():
    first, then = asked(1, results=3), asked(2, "pay by code", results=3, clicked="pay", previous=b"q1")
    [gap] = gaps_of(first, then)
    assert (gap.query, gap.reworded, gap.likely) == ("qris", 1, "pay")
    assert gaps_of(first._replace(clicked="other"), then) == ()


def test_a_gap_is_as_old_as_its_first_failure_and_as_new_as_its_last():
    [gap] = gaps_of(asked(1, days=9), asked(2, days=2), asked(3, days=5))
    assert (gap.first, gap.last, gap.readers) == (ago(9), ago(2), 3)
    [older] = gaps_of(asked(1, days=9), before={("en", "qris"): ago(40).toordinal(), ("it", "qris"): 1})
    assert (older.first, older.last) == (ago(40), ago(9))


def test_gaps_that_fewer_readers_met_than_asked_for_are_left_out():
    queries = [asked(1), asked(2), asked(3, "gift wrapping")]
    assert [gap.query for gap in gaps_of(*queries, least=2)] == ["qris"]
    assert [(gap.number, gap.query) for gap in gaps_of(*queries)] == [(1, "qris"), (2, "gift wrapping")]


def test_of_gaps_with_as_many_readers_the_latest_comes_first():
    found = gaps_of(asked(1, "gift wrapping", days=9), asked(2, days=1))
    assert [gap.query for gap in found] == ["qris", "gift wrapping"]


def test_a_reader_who_asks_again_and_says_it_is_missing_counts_as_one_reader():
    [gap] = gaps_of(asked(1, missing=1), asked(2, repeat=1, missing=1))
    assert (gap.readers, gap.wordings) == (1, (("qris", 1),))


def test_only_comments_of_readers_on_the_wrong_page_ask_for_something():
    said = [
        CommentRecord(f"c{number}", "v", "pay", "en", "a" * 16, "qris please", ago(1), 0, reason, None, "counted")
        for number, reason in enumerate(["wrong_page", "unclear", None])
    ]
    [gap] = gaps_of(comments=tuple(said))
    assert gap.readers == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("parcel", "parcel", True),
        ("parce", "parcel", True),
        ("parcle", "parcel", True),
        ("parxel", "parcel", True),
        ("xparcel", "parcel", True),
        ("carts", "cards", True),
        ("cart", "card", False),
        ("parcxx", "parcel", False),
        ("parcelxxx", "parcel", False),
        ("pakiautomaat", "pakiautomaadi", True),
        ("shipping", "shipment", False),
        ("parcelaaaa", "parcelbbbb", False),
        ("post", "posta", False),
        ("poste", "posta", True),
        ("posta", "tosta", True),
        ("posta", "opsta", True),
        ("posta", "opsat", False),
    ],
)
def test_stems_are_nearly_the_same_if_one_letter_or_a_long_ending_differs(one, other, same):
    assert nearly_same(one, other) == nearly_same(other, one) == same


def test_a_question_of_common_words_only_is_all_of_them():
    assert question_stems("how do I", "en") != frozenset()
    assert question_stems("how do I pay", "en") == question_stems("pay", "en")


def ended(number, tab, article="pay", **more):
    """A failed search and the next one of the same tab, which ended at an article."""
    failed = asked(number, **more)
    return failed, asked(tab, f"pay by code {tab}", results=3, clicked=article, previous=failed.id)


def test_words_of_two_readers_who_ended_at_one_article_are_proposed_as_its_ask():
    [one] = gaps_of(*ended(1, 11))
    assert (one.likely, one.arrived, one.is_proposed) == ("pay", 1, False)
    [two] = gaps_of(*ended(1, 11), *ended(2, 12))
    assert (two.likely, two.arrived, two.is_proposed) == ("pay", 2, True)


def test_a_reader_who_asks_again_counts_once_for_a_proposal():
    [again] = gaps_of(*ended(1, 11), *ended(2, 12, repeat=1))
    assert (again.arrived, again.is_proposed) == (1, False)


def test_readers_who_ended_at_different_articles_propose_nothing():
    [gap] = gaps_of(*ended(1, 11), *ended(2, 12, "other"))
    assert (gap.likely, gap.arrived, gap.is_proposed) == ("other", 1, False)


def test_an_article_that_is_likely_only_by_its_words_is_not_proposed():
    [gap] = gaps_of(asked(1), asked(2), asked(3))
    assert (gap.arrived, gap.is_proposed) == (0, False)
