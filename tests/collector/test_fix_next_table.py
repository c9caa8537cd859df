"""The fix-next table and the charts, made from plain reports."""

import re
from datetime import date, timedelta

import pytest

from helpcentre.collector.pages import charts, history_chart
from helpcentre.collector.pages.fix_next_table import ROWS_PER_PAGE, make_table, select_rows
from helpcentre.collector.pages.page_context import PageContext
from helpcentre.language.strings import strings
from helpcentre.reporting.annotations import Annotation
from helpcentre.reporting.article_history import count_weeks
from helpcentre.reporting.report import make_report
from tests.reporting.reports import TODAY, rows, votes


def many():
    return make_report(rows(*(votes(f"a{number:03}", 9, 1) for number in range(60))), TODAY)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("", 1, 25), ("3", 51, 60), ("99", 51, 60), ("0", 1, 25), ("-1", 1, 25), ("²", 1, 25), ("9" * 40, 1, 25)],
)
def test_a_long_table_comes_in_pages(asked, first, last):
    listing = make_table(many(), {"page": asked}, strings("en"))
    assert (listing.first, listing.last, listing.count, listing.pages) == (first, last, 60, 3)
    assert len(listing.rows) == last - first + 1 <= ROWS_PER_PAGE


def test_another_filter_begins_at_the_first_page_again():
    screen = PageContext("Shop", query=(("page", "3"), ("sort", "votes")))
    assert screen.here(language="et") == "?sort=votes&ui=en&days=30&language=et"
    assert "page=2" in screen.here(page=2)


def test_the_bands_are_counted_within_the_other_filters():
    report = make_report(rows(votes("bad", 2, 40), votes("good", 60, 1), votes("few", 1, 1, language="et")), TODAY)
    listing = make_table(report, {"language": "en", "band": "act"}, strings("en"))
    assert dict(listing.bands)["act"] == 1
    assert listing.everywhere == 2
    assert [row.article for row in listing.rows] == ["bad"]


def test_articles_are_rolled_up_over_their_languages():
    report = make_report(rows(votes("bad", 2, 40), votes("bad", 60, 1, language="et")), TODAY)
    listing = make_table(report, {"view": "together"}, strings("en"))
    assert [(one.article, one.languages, one.yes, one.no) for one in listing.rollups] == [("bad", ("en", "et"), 62, 41)]


def test_a_search_in_the_table_finds_titles_and_ids():
    found = make_report(rows(votes("refund", 9, 9), votes("login", 9, 9)), TODAY).rows
    assert [row.article for row in select_rows(found, {"q": " REFUND "})] == ["refund"]


def test_rows_are_sorted_as_asked():
    found = make_report(rows(votes("b", 9, 9), votes("a", 30, 30), votes("c", 1, 8)), TODAY).rows
    assert [row.article for row in select_rows(found, {"sort": "title"})] == ["a", "b", "c"]
    assert [row.article for row in select_rows(found, {"sort": "votes"})] == ["a", "b", "c"]
    assert next(row.article for row in select_rows(found, {"sort": "helpful"})) == "c"
    assert select_rows(found, {"sort": "nonsense"}) == list(found)
    assert select_rows(found, {"owner": "nobody"}) == []


def drawn(*marks):
    return history_chart.draw_history(count_weeks(votes("pay", 9, 4), date(2026, 11, 22)), 0.7, marks, strings("en"))


def test_a_chart_stays_in_its_frame():
    first, last = date(2025, 11, 24), date(2026, 11, 22)
    figure = drawn(Annotation(1, "closure", first - timedelta(9), first), Annotation(2, "edit", last, last))
    numbers = [float(value) for value in re.findall(r' x="([\d.-]+)"', figure)]
    assert min(numbers) >= 0
    assert max(numbers) <= history_chart.WIDTH


def test_a_chart_names_its_heights_at_both_ends_since_a_phone_shows_one_of_them():
    figure = drawn()
    for height in ("0%", "50%", "100%"):
        places = [float(x) for x in re.findall(rf'class="axis" x="([\d.]+)"[^>]*>{height}<', figure)]
        assert len(places) == 2, height
        assert min(places) < history_chart.LEFT < history_chart.WIDTH - history_chart.RIGHT < max(places)


def test_each_mark_has_a_flag_with_its_number_and_a_closure_is_shaded():
    day = date(2026, 8, 10)
    figure = drawn(
        Annotation(1, "closure", day, day + timedelta(11)),
        Annotation(2, "notice", day, day),
        Annotation(3, "edit", day, day),
    )
    assert re.findall(r'text-anchor="middle">(\d)<', figure) == ["1", "2", "3"]
    assert figure.count('class="closed"') == 1
    assert figure.count('class="mark"') == 2


def test_flags_of_neighbouring_days_do_not_cover_one_another():
    days = (date(2026, 8, 10), date(2026, 8, 12))
    figure = drawn(*(Annotation(number, "edit", day, day) for number, day in enumerate(days, 1)))
    heights = re.findall(r'class="flag" x="[\d.]+" y="([\d.]+)"', figure)
    assert len(set(heights)) == 2


def test_a_sparkline_of_one_value_is_no_line():
    assert charts.sparkline([None, 0.5]) == ""
    assert charts.sparkline([0.5, None, 0.5]).count("<polyline") == 2
