"""Articles over all their languages."""

import pytest
from tests.reporting.reports import TODAY, rows, votes

from helpcentre.reporting.report import make_report, roll_up


def test_articles_over_all_languages_are_in_the_order_of_readers_left_then_of_names():
    records = rows(votes("b", 1, 9), votes("b", 2, 8, language="it"), votes("a", 9, 1), votes("c", 9, 1))
    found = make_report(records, TODAY)
    rolled = roll_up(found.rows)
    assert [one.article for one in rolled] == ["b", "a", "c"]
    assert (rolled[0].yes, rolled[0].no) == (3, 17)
    assert rolled[0].unhelped == pytest.approx(sum(row.unhelped for row in found.rows if row.article == "b"))
    assert set(rolled[0].languages) == {"en", "it"}
