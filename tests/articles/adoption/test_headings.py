"""Headings have no gaps, and their ids are found by the anchors of other generators."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.adoption.headings import heading_ids, level_headings, slug_heading


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([2, 3, 2], [2, 3, 2]),
        ([3, 3, 4], [2, 2, 3]),
        ([1, 2], [2, 3]),
        ([2, 4, 4, 3], [2, 3, 3, 3]),
        ([4, 2, 4], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_levels_follow_each_other(levels, expected):
    lines = level_headings([f"{'#' * level} a" for level in levels])

    assert [line.index(" ") for line in lines] == expected


@given(st.lists(st.integers(1, 6)))
def test_no_level_is_skipped_and_none_is_the_title(levels):
    found = [line.index(" ") for line in level_headings([f"{'#' * level} a" for level in levels])]

    assert all(level >= 2 for level in found)
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_underlined_headings_are_written_with_signs():
    assert level_headings(["A", "===", "", "B", "---", "text"]) == ["## A", "", "### B", "text"]


@pytest.mark.parametrize(
    "lines", [["", "---"], ["| a |", "---"], ["a", "b", "---"], ["```", "# a", "```"], ["- a", "---"]]
)
def test_rules_tables_and_code_are_not_headings(lines):
    assert level_headings(lines) == lines


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Where is my order?", "where-is-my-order"),
        ("`code` & more", "code--more"),
        ("[Link](x.md) **bold**", "link-bold"),
        ("Über uns", "über-uns"),
        ("設定 画面", "設定-画面"),
        ("A ##", "a"),
    ],
)
def test_the_id_of_a_heading_has_its_words(words, slug):
    assert slug_heading(words) == slug


def test_ids_are_found_by_the_anchors_that_others_use():
    ids = heading_ids('## A & B\n## Twice\n## Twice\n## Own {#Mine}\n<a name="old"></a>\n```\n## code\n```')

    assert ids["a--b"] == ids["a-b"] == "a--b"
    assert (ids["twice"], ids["twice-1"], ids["twice_1"]) == ("twice", "twice_1", "twice_1")
    assert ids["Mine"] == ids["mine"] == "Mine"
    assert ids["old"] == "old"
    assert "code" not in ids
