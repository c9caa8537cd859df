import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.sketches import similarity
from helpcentre.articles.versions import sketch_of, version_of

TEXT = " ".join(f"word{number}" for number in range(200))


def test_the_version_is_sixteen_hex_digits():
    version = version_of("Title", "Body")

    assert len(version) == 16
    int(version, 16)


def test_a_reflowed_paragraph_is_the_same_version():
    assert version_of("T", "one two\nthree") == version_of("T", "one  two three\n")


def test_another_word_is_another_version():
    assert version_of("T", "one two") != version_of("T", "one too")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see [the list](a.md) now", "see [the list](../faq/b.md#prices) now"),
        ("see [the list](<a b.md>) now", "see [the list](<c d.md>) now"),
        ('see <a href="a/">it</a>', 'see <a href="../b/">it</a>'),
        ("see [it][x]\n\n[x]: a.md", "see [it][x]\n\n[x]: b.md"),
    ],
)
def test_a_link_to_a_page_that_has_moved_is_the_same_version(before, after):
    assert version_of("T", before) == version_of("T", after)
    assert sketch_of("T", before) == sketch_of("T", after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see [the list](a.md) now", "see [the new list](a.md) now"),
        ("![a lamp](a.png)", "![a lamp](b.png)"),
        ("write `[x](a.md)` there", "write `[x](b.md)` there"),
    ],
)
def test_other_words_another_image_and_code_are_another_version(before, after):
    assert version_of("T", before) != version_of("T", after)


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
