"""Translations that need work, and the share of their source that has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.articles.translations import (
    MAJOR_SHARE,
    State,
    compare,
    list_translations,
    sort_by_readers,
    split_paragraphs,
)

LANGUAGES = Languages("en", ("en", "it", "et"))
WORDS = st.lists(
    st.sampled_from(["the", "lamp", "is", "warm", "and", "30", "days", "enough"]), min_size=1, max_size=8
).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=6)


def article(path, body="Text.", **front):
    keys = "".join(f"{key}: {value}\n" for key, value in {"title": "T", "kind": "faq", **front}.items())
    return read_article(Source(path, f"---\n{keys}---\n\n{body}\n"), LANGUAGES)


def states(*articles):
    return {(one.language, one.slug): one.state for one in list_translations(articles, LANGUAGES)}


def test_a_page_without_a_translation_is_missing_in_each_other_language():
    assert states(article("en/faq/a.md")) == {("it", "faq/a"): State.MISSING, ("et", "faq/a"): State.MISSING}


def test_a_translation_of_todays_version_is_current():
    source = article("en/faq/a.md")
    translation = article("it/faq/a.md", source_version=f'"{source.version}"')

    assert states(source, translation)["it", "faq/a"] is State.CURRENT


def test_a_translation_of_another_version_is_behind():
    translation = article("it/faq/a.md", source_version="0123456789abcdef")

    assert states(article("en/faq/a.md"), translation)["it", "faq/a"] is State.BEHIND


def test_a_translation_that_names_no_version_is_unmarked():
    assert states(article("en/faq/a.md"), article("it/faq/a.md"))["it", "faq/a"] is State.UNMARKED


def test_a_translation_whose_source_was_deleted_is_without_source():
    translation = article("it/faq/a.md", source_version="0123456789abcdef")

    assert states(translation) == {("it", "faq/a"): State.WITHOUT_SOURCE}


def test_a_page_that_moved_with_its_links_makes_no_translation_behind():
    before = article("en/faq/a.md", "See [it](../guides/b.md).")
    after = article("en/faq/a.md", "See [it](../guides/c.md).")
    translation = article("it/faq/a.md", source_version=f'"{before.version}"')

    assert states(after, translation)["it", "faq/a"] is State.CURRENT


def test_missing_comes_before_behind_and_the_most_read_first_within_a_state():
    found = list_translations(
        [
            article("en/faq/a.md"),
            article("en/faq/b.md"),
            article("en/faq/c.md"),
            article("it/faq/c.md", source_version="0123456789abcdef"),
        ],
        LANGUAGES,
    )
    italian = [one.slug for one in sort_by_readers(found, {"faq/b": 9, "faq/c": 99}) if one.language == "it"]

    assert italian == ["faq/b", "faq/a", "faq/c"]


def test_paragraphs_are_parted_by_blank_lines_and_the_title_is_the_first():
    assert split_paragraphs("Title", "One\ntwo.\n\n\nThree.\n") == ("Title", "One\ntwo.", "Three.")


@pytest.mark.parametrize("fence", ["```", "~~~", "////"])
def test_a_block_between_fences_is_one_paragraph(fence):
    body = f"Before.\n\n{fence} note\n\nInside.\n\n{fence}\n\nAfter."

    assert split_paragraphs("T", body) == ("T", "Before.", f"{fence} note\n\nInside.\n\n{fence}", "After.")


def test_a_paragraph_that_was_only_reflowed_has_not_changed():
    assert compare(["T", "one two\nthree"], ["T", "one two three"]).paragraphs == ()


def test_changed_added_and_removed_paragraphs_are_shown_side_by_side():
    change = compare(["T", "keep", "old text", "gone"], ["T", "keep", "new text", "last"])

    assert [(one.before, one.after) for one in change.paragraphs] == [("old text", "new text"), ("gone", "last")]
    added = compare(["T", "keep"], ["T", "keep", "more"])
    assert [(one.before, one.after) for one in added.paragraphs] == [(None, "more")]


def test_a_changed_number_is_major_however_small_the_change():
    before = "word " * 200 + "within 24 hours"
    change = compare([before], [before.replace("24", "48")])

    assert change.share < MAJOR_SHARE
    assert change.numbers
    assert change.is_major


def test_a_corrected_word_in_a_long_text_is_minor():
    before = "the parcel was recieved yesterday " * 30

    assert not compare([before], [before.replace("recieved", "received", 1)]).is_major


def test_moving_a_paragraph_changes_no_number():
    assert not compare(["30 days", "2 lamps"], ["2 lamps", "30 days"]).numbers


@given(TEXTS)
def test_a_text_compared_with_itself_has_not_changed(text):
    change = compare(text, text)

    assert (change.paragraphs, change.share, change.numbers) == ((), 0.0, False)


@given(TEXTS, TEXTS)
def test_the_changed_share_is_between_nought_and_one_and_nought_only_for_the_same_words(before, after):
    change = compare(before, after)

    assert 0.0 <= change.share <= 1.0
    same = " ".join(before).split() == " ".join(after).split()
    assert (change.share == 0.0) == same


@given(TEXTS, TEXTS)
def test_every_paragraph_that_is_only_in_one_version_is_listed(before, after):
    change = compare(before, after)

    assert {one for one in before if one not in after} <= {one.before for one in change.paragraphs}
    assert {one for one in after if one not in before} <= {one.after for one in change.paragraphs}
