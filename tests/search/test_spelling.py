import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.search.packed_index import Form
from helpcentre.search.spelling import distance, find_corrections, find_relatives, split_in_two

CASES = json.loads((Path(__file__).parents[1] / "cases" / "search" / "spelling.json").read_text(encoding="utf-8"))
letters = st.text(alphabet="abc", max_size=6)


def forms(*words):
    return [Form(word, word, common) for common, word in enumerate(reversed(words))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['word']} {case['other']}")
def test_the_distance_is_that_of_the_case_file(case):
    assert distance(case["word"], case["other"], case["limit"], case["open"]) == case["distance"]


@given(letters, letters)
def test_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert distance(one, other, 9, False) == distance(other, one, 9, False)
    assert (distance(one, other, 9, False) == 0) == (one == other)


@given(letters, letters)
def test_the_open_end_is_the_nearest_beginning(word, other):
    nearest = min(distance(word, other[:end], 9, False) for end in range(len(other) + 1))
    assert distance(word, other, 9, True) == min(nearest, 10)


@given(letters, letters, st.integers(0, 3))
def test_a_limit_only_cuts_the_distance(one, other, limit):
    assert distance(one, other, limit, False) == min(limit + 1, distance(one, other, 9, False))


def test_the_nearest_words_win_and_among_them_the_most_common():
    pool = forms("pivot", "pilot", "privato")
    assert [(errors, form.folded) for errors, form in find_corrections("pivott", pool, False, 6)] == [(1, "pivot")]
    assert [form.folded for _, form in find_corrections("pivit", forms("pavit", "pivot"), False, 6)] == [
        "pavit",
        "pivot",
    ]


def test_short_words_are_left_alone_and_long_ones_may_hold_two_errors():
    assert find_corrections("abc", forms("abd"), False, 6) == []
    assert find_corrections("abcdefg", forms("abxxefg"), False, 6) == []
    assert [errors for errors, _ in find_corrections("abcdefgh", forms("abxxefgh"), False, 6)] == [2]


def test_relatives_share_the_longest_beginning():
    pool = forms("salvestamine", "salvestus", "salv", "muu")
    shared, found = find_relatives("salvestub", pool, 0.6, 6)
    assert (shared, [form.folded for form in found]) == (8, ["salvestus"])
    assert find_relatives("xyz", pool, 0.6, 6)[1] == []


def test_a_word_is_split_where_its_first_part_is_known():
    assert split_in_two("buonoregalo", forms("buono", "altro")) == [("buono", "regalo")]
    assert split_in_two("buo", forms("b")) == []
