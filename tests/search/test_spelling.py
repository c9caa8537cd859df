import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.search.spelling import (
    Form,
    distance,
    find_corrections,
    find_relatives,
    find_sound_alikes,
    share_root,
    spell_by_sound,
)

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


def test_a_limit_of_errors_may_be_given():
    assert find_corrections("abcdef", forms("xycdef"), False, 6) == []
    assert [errors for errors, _ in find_corrections("abcdef", forms("xycdef"), False, 6, 2)] == [2]


@pytest.mark.parametrize(
    ("heard", "word"),
    [
        ("kansel", "cancel"),
        ("adres", "address"),
        ("fone", "phone"),
        ("kue", "que"),
        ("sise", "size"),
        ("tipe", "type"),
        ("chianti", "kianti"),
        ("vurst", "wurst"),
        ("pak", "pack"),
        ("citta", "cita"),
    ],
)
def test_words_that_sound_alike_are_spelt_alike(heard, word):
    assert spell_by_sound(heard) == spell_by_sound(word)


def test_words_that_sound_different_are_not():
    for one, other in [("cat", "sat"), ("fan", "van"), ("bin", "pin"), ("choose", "loose")]:
        assert spell_by_sound(one) != spell_by_sound(other)


def test_the_same_sound_is_one_error_and_a_near_one_two():
    pool = forms("cancel", "candle")
    assert [(each.errors, each.form.folded) for each in find_sound_alikes("kansel", pool, 6, 1)] == [(1, "cancel")]
    pool = forms("warranty", "warning")
    assert find_sound_alikes("warenty", pool, 6, 0) == []
    assert [(each.errors, each.form.folded) for each in find_sound_alikes("warenty", pool, 6, 1)] == [(2, "warranty")]


def test_short_sounds_other_beginnings_and_other_lengths_are_left_alone():
    assert find_sound_alikes("kut", forms("cut"), 6, 1) == []
    assert find_sound_alikes("mancel", forms("cancel"), 6, 1) == []
    assert find_sound_alikes("aaaaadres", forms("adres"), 6, 1) == []


def test_the_most_common_of_the_words_that_sound_alike_come_first_and_no_more_than_asked():
    pool = forms("kansel", "cansel", "cancel")
    assert [each.form.folded for each in find_sound_alikes("kanzel", pool, 2, 0)] == ["kansel", "cansel"]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("anestesia", "anestetico", True),
        ("fotosintesi", "fotografia", False),
        ("etikett", "rucksendeetikett", True),
        ("lehekuljenumber", "number", True),
        ("prova", "provare", True),
        ("prov", "provare", False),
        ("tessere", "tessile", False),
    ],
)
def test_words_share_a_root_if_half_the_word_or_one_whole_word_is_common(one, other, shared):
    assert share_root(one, other) is shared


def test_the_same_letters_in_another_order_are_one_error_if_the_word_begins_with_the_same_letter():
    assert [errors for errors, _ in find_corrections("abcdefgh", forms("acbdfegh"), False, 6)] == [1]
    assert [errors for errors, _ in find_corrections("abcdefgh", forms("hbcdefga"), False, 6)] == [2]


def test_the_word_itself_has_no_error():
    assert [errors for errors, _ in find_corrections("pivot", forms("pivot"), False, 6)] == [0]


def test_letters_in_another_order_and_a_wrong_letter_are_equally_near():
    pool = forms("acbdfegh", "abcdefgx")
    assert [form.folded for _, form in find_corrections("abcdefgh", pool, False, 6)] == ["acbdfegh", "abcdefgx"]


def test_in_a_word_of_four_letters_they_may_only_change_places():
    pool = forms("from", "farm", "firm", "ford")
    assert [form.folded for _, form in find_corrections("form", pool, False, 6)] == ["from"]
    assert [form.folded for _, form in find_corrections("form", forms("morf"), False, 6)] == ["morf"]
