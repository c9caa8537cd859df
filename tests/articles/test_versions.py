import pytest

from helpcentre.articles.versions import sketch_of, version_of


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


def shingles_of(text):
    """Return the number of three-word shingles that the sketch of a short text has."""
    return len(sketch_of("", text)) // 8


@pytest.mark.parametrize(("text", "number"), [("", 1), ("one", 1), ("one two three", 1), ("one two three four", 2)])
def test_a_text_has_a_shingle_for_every_three_words_in_a_row_and_at_least_one(text, number):
    assert shingles_of(text) == number


def test_a_sketch_has_thirty_two_shingles_at_most():
    assert shingles_of(" ".join(f"word{number}" for number in range(33))) == 31
    assert shingles_of(" ".join(f"word{number}" for number in range(34))) == 32
    assert shingles_of(" ".join(f"word{number}" for number in range(99))) == 32
