"""Readers who looked for something else: counted on their day, never against the text."""

from datetime import date, timedelta

from helpcentre.collector.reports import read_report
from helpcentre.contract.limits import day_of
from helpcentre.reporting.gaps import find_gaps
from tests.collector.world import DAY, NOON, V1, item

TODAY = date.fromordinal(day_of(NOON))


def totals(store):
    return [(one.version, one.yes, one.no) for one in store.report_rows(TODAY, TODAY).totals]


def test_a_wrong_page_answer_is_in_the_day_and_in_no_total_or_heading(store):
    store.write(
        [item(1, who=1), item(0, who=2, reason="unclear"), item(0, who=3, reason="wrong_page", heading="la-carta")]
    )
    rows = store.report_rows(TODAY, TODAY)
    assert sum(vote.n for vote in rows.votes) == 3
    assert totals(store) == [(V1, 1, 1)]
    assert rows.headings == ()


def test_a_reader_who_then_says_why_no_is_taken_back_from_the_day_only(store):
    store.write([item(0, reason="wrong_page")])
    store.write([item(0, reason="unclear", at=NOON + 1000)])
    assert totals(store) == [(V1, 0, 1)]
    store.write([item(0, reason="wrong_page", at=NOON + 2000)])
    assert totals(store) == []
    assert store.wrong_sums(date(1, 1, 1)) == {}


def test_wrong_page_answers_of_years_ago_do_not_count_against_a_text_in_its_report(store):
    store.write([item(0, who=who, at=NOON - 300 * DAY, reason="wrong_page") for who in range(30)])
    store.write([item(1, who=who, at=NOON - 300 * DAY) for who in range(40, 60)] + [item(1, who=70)])
    (row,) = read_report(store, TODAY, 30).rows
    assert row.since_edit == (21, 0)
    assert row.below_target < 0.01


def test_the_comments_of_readers_on_the_wrong_page_are_a_search_gap(store):
    vote = item(0, reason="wrong_page")
    said = item(None, kind="comment", text="regalo di nozze", parent=vote.id, at=NOON + 5)
    store.write([vote, said])
    (gap,) = find_gaps(store.report_rows(TODAY - timedelta(7), TODAY))
    assert (gap.query, gap.language, gap.readers) == ("regalo di nozze", "it", 1)
