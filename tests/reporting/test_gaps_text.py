"""Search gaps as text, Markdown, CSV and plain values."""

import pytest
from tests.reporting.reports import TODAY, ago, gap

from helpcentre.language.strings import strings
from helpcentre.reporting.text.gaps import COLUMNS, gap_json, gaps_csv, gaps_markdown, gaps_text
from helpcentre.reporting.text.markdown import escape_markdown
from helpcentre.reporting.text.sentences import gap_counts

EN = strings("en")


def test_counts_that_are_none_are_left_out_of_the_words_about_a_gap():
    few = gap_counts(gap(), TODAY, EN)
    assert few == f"{EN.plural('report.gaps.readers', 4)} · {EN.plural('report.gaps.age', 4)}"
    every = gap_counts(gap(reworded=2, missing=1), TODAY, EN).split(" · ")
    assert every[1:3] == [EN.text("report.gaps.reworded", n=2), EN.text("report.gaps.missing", n=1)]


@pytest.mark.parametrize(("days", "n"), [(0, 1), (1, 2), (30, 31)])
def test_a_gap_that_began_today_is_one_day_old(days, n):
    assert gap_counts(gap(first=ago(days)), TODAY, EN).endswith(EN.plural("report.gaps.age", n))


def test_a_gap_lists_three_more_wordings_and_the_likely_article():
    wordings = tuple((f"words {number}", 9 - number) for number in range(6))
    said = gaps_text([gap(wordings=wordings, likely="faq/pay")], TODAY, EN).splitlines()
    assert said[2] == "  1. “words 0” (en)"
    assert said[4] == f"     {EN['report.gaps.also']}: “words 1” 8, “words 2” 7, “words 3” 6"
    assert said[5] == f"     {EN['report.gaps.likely']}: faq/pay"
    assert len(gaps_text([gap()], TODAY, EN).splitlines()) == 4


def test_without_gaps_every_form_says_so():
    assert gaps_text([], TODAY, EN) == EN["report.gaps.none"] + "\n"
    assert gaps_markdown([], TODAY, EN).splitlines()[2:] == [escape_markdown(EN["report.gaps.none"])]
    assert len(gaps_csv([]).splitlines()) == 1


def test_a_gap_has_the_same_values_in_json_and_csv_with_its_wordings_joined():
    found = gap(wordings=(("a", 3), ("b", 1)), missing=1, likely="faq/pay")
    assert gap_json(found)["wordings"] == [{"text": "a", "n": 3}, {"text": "b", "n": 1}]
    cells = gaps_csv([found]).splitlines()[1].strip('"').split('","')
    assert cells[COLUMNS.index("wordings")] == "a: 3; b: 1"
    assert cells[2:6] == ["a", "4", "0", "1"]


def test_every_gap_is_an_item_of_the_markdown_list_with_its_words_escaped():
    said = gaps_markdown([gap(query="*bold*"), gap(2, "card")], TODAY, EN).splitlines()
    assert said[2].startswith("- **\\*bold\\*** (en): ")
    assert said[3].startswith("- **card** (en): ")
    assert len(said) == 4
