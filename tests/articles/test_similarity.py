"""The similarity of two texts, from their sketches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.similarity import SKETCH_SIZE, share_of_words_kept, similarity
from helpcentre.articles.versions import sketch_of

TEXT = " ".join(f"word{number}" for number in range(200))


def test_the_same_text_is_wholly_similar():
    assert similarity(sketch_of("T", TEXT), sketch_of("T", TEXT)) == 1.0


def test_a_small_edit_stays_similar_and_another_text_is_not():
    edited = TEXT.replace("word100", "other")

    assert similarity(sketch_of("T", TEXT), sketch_of("T", edited)) > 0.8
    assert similarity(sketch_of("T", TEXT), sketch_of("X", TEXT.replace("word", "other"))) < 0.1


def test_the_estimate_is_near_the_true_share_of_shingles():
    half = " ".join(TEXT.split()[:100] + [f"new{number}" for number in range(100)])
    mine, theirs = (
        {tuple(w[i : i + 3]) for i in range(len(w) - 2)} for w in (["T", *TEXT.split()], ["T", *half.split()])
    )
    true = len(mine & theirs) / len(mine | theirs)

    assert abs(similarity(sketch_of("T", TEXT), sketch_of("T", half)) - true) < 0.27  # three standard errors of 32


@given(st.text(max_size=200), st.text(max_size=200))
def test_similarity_is_symmetric_and_between_nought_and_one(a, b):
    first, second = sketch_of("", a), sketch_of("", b)

    assert similarity(first, second) == similarity(second, first)
    assert 0.0 <= similarity(first, second) <= 1.0


def test_changing_one_word_in_twenty_keeps_nearly_all_of_the_words():
    words = [f"word{number}" for number in range(400)]
    changed = [f"new{number}" if number % 20 == 0 else word for number, word in enumerate(words)]
    resemblance = similarity(sketch_of("T", " ".join(words)), sketch_of("T", " ".join(changed)))
    assert share_of_words_kept(resemblance) == pytest.approx(0.95, abs=0.05)
    assert share_of_words_kept(1.0) == 1.0
    assert share_of_words_kept(0.0) == 0.0


def test_without_a_sketch_nothing_is_similar():
    some = sketch_of("T", TEXT)

    assert similarity("", some) == similarity(some, "") == similarity("", "") == 0.0


def test_two_sketches_with_one_value_of_three_in_common_are_a_third_alike():
    assert similarity("aaaaaaaabbbbbbbb", "aaaaaaaacccccccc") == 1 / 3


def test_only_the_smallest_values_of_both_count():
    many = "".join(f"{number:08}" for number in range(SKETCH_SIZE))
    others = "".join(f"{number:08}" for number in range(SKETCH_SIZE - 1)) + "99999999"

    assert similarity(many, others) == (SKETCH_SIZE - 1) / SKETCH_SIZE


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.98, 1.0])
def test_the_share_of_words_kept_is_found_again_from_the_resemblance_it_makes(kept):
    assert share_of_words_kept(kept**3 / (2 - kept**3)) == pytest.approx(kept)
