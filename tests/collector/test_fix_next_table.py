"""The fix-next table, made from plain reports: filters, order, pages, and the choices that are offered."""

from dataclasses import replace

import pytest

from helpcentre.collector.pages.fix_next_table import ROWS_PER_PAGE, make_table, select_rows
from helpcentre.language.strings import strings
from helpcentre.reporting.report import make_report
from tests.reporting.reports import TODAY, article, rows, votes


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


def test_every_filter_narrows_the_table_and_several_narrow_it_together():
    report = make_report(
        rows(
            votes("pay", 2, 40), votes("pay", 60, 1, language="et"), votes("ship", 9, 9),
            articles=(
                article("pay", topics=("payments", "cards"), owner="anna", kind="faq"),
                article("pay", language="et", topics=("payments",), owner="bert", kind="guide"),
                article("ship", topics=("shipping",), owner="anna", kind="faq"),
            ),
        ),
        TODAY,
    )  # fmt: skip

    def found(**asked):
        return sorted((row.article, row.language) for row in select_rows(report.rows, asked))

    assert found(topic="payments") == [("pay", "en"), ("pay", "et")]
    assert found(topic="cards") == [("pay", "en")]
    assert found(owner="anna") == [("pay", "en"), ("ship", "en")]
    assert found(kind="guide") == [("pay", "et")]
    assert found(owner="anna", topic="payments") == [("pay", "en")]
    assert found(owner="") == [("pay", "en"), ("pay", "et"), ("ship", "en")]
    assert found(topic="pay") == []


def test_choices_are_offered_only_if_there_is_more_than_one():
    report = make_report(
        rows(
            votes("pay", 2, 40), votes("pay", 60, 1, language="et"),
            articles=(
                article("pay", topics=("b", "a")), article("pay", language="et", topics=("a",)),
            ),
        ),
        TODAY,
    )  # fmt: skip
    choices = dict(make_table(report, {}, strings("en")).choices)
    assert choices == {"language": (("en", "English"), ("et", "eesti")), "topic": (("a", "a"), ("b", "b"))}


def test_a_band_that_was_chosen_stays_offered_when_it_is_empty():
    report = make_report(rows(votes("bad", 2, 40)), TODAY)
    assert dict(make_table(report, {"band": "watch"}, strings("en")).bands) == {"act": 1, "watch": 0}
    assert dict(make_table(report, {}, strings("en")).bands) == {"act": 1}


def test_an_empty_report_is_a_table_of_one_empty_page():
    table = make_table(make_report(rows(), TODAY), {}, strings("en"))
    assert (table.rows, table.count, table.first, table.last, table.page, table.pages) == ((), 0, 0, 0, 1, 1)
    assert (table.bands, table.choices, table.everywhere) == ((), (), 0)


def test_a_page_of_articles_over_all_languages_counts_articles():
    counts = [votes(f"a{n:02}", 9, 1, language=code) for n in range(30) for code in ("en", "et")]
    report = make_report(rows(*counts), TODAY)
    table = make_table(report, {"view": "together", "page": "2"}, strings("en"))
    assert (table.count, table.pages, table.first, table.last) == (30, 2, 26, 30)
    assert len(table.rollups) == 5
    assert table.rows == ()


@pytest.mark.parametrize(("trend", "place"), [("worse", 0), ("better", 1), ("steady", 2), ("unknown", 3)])
def test_articles_that_got_worse_come_first_in_the_order_of_trends(trend, place):
    report = make_report(rows(*(votes(f"a{number}", 9, 9) for number in range(4))), TODAY)
    trends = ("steady", "unknown", "worse", "better")
    mixed = [replace(row, trend=one) for row, one in zip(report.rows, trends, strict=True)]
    assert select_rows(mixed, {"sort": "trend"})[place].trend == trend


def test_an_article_without_a_share_is_last_in_the_order_of_shares():
    report = make_report(rows(votes("a", 0, 3), votes("b", 3, 0)), TODAY)
    unknown = replace(report.rows[0], share=None, article="none")
    assert [row.article for row in select_rows([unknown, *report.rows], {"sort": "helpful"})] == ["a", "b", "none"]


def test_the_address_is_repeated_for_the_form_and_nothing_else_of_it():
    table = make_table(many(), {"q": "a0", "sort": "title", "view": "", "evil": "x"}, strings("en"))
    assert table.chosen == {
        "language": "", "topic": "", "owner": "", "kind": "", "q": "a0", "band": "", "sort": "title", "view": "",
    }  # fmt: skip
