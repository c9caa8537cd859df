from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.versions import similarity, sketch_of, version_of

TEXT = " ".join(f"word{number}" for number in range(200))


def test_the_version_is_sixteen_hex_digits():
    version = version_of("Title", "Body")

    assert len(version) == 16
    int(version, 16)


def test_a_reflowed_paragraph_is_the_same_version():
    assert version_of("T", "one two\nthree") == version_of("T", "one  two three\n")


def test_another_word_is_another_version():
    assert version_of("T", "one two") != version_of("T", "one too")


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
