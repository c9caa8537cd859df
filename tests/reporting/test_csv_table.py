"""The report as CSV: rows with every column."""

from dataclasses import replace

import pytest
from tests.reporting.reports import (
    OLD,
    TODAY,
    article,
    edited_site,
    time_of,
)

from helpcentre.reporting.records import CommentRecord
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.csv_table import COLUMNS, as_csv
from helpcentre.reporting.text.csv_writer import BOM


@pytest.fixture(scope="module")
def report():
    return make_report(edited_site(), TODAY)


def test_a_row_of_the_csv_has_every_column_and_joins_what_is_a_list(report):
    comment = CommentRecord("c", "v", "failing", "en", OLD, "Where?", time_of(1), 0, None, None, "counted")
    records = edited_site(comments=(comment,))
    records = replace(records, articles=(*records.articles[:2], article("failing", topics=("orders", "refunds"))))
    lines = as_csv(make_report(records, TODAY)).removeprefix(BOM).splitlines()
    assert lines[0] == ",".join(f'"{name}"' for name in COLUMNS)
    cells = dict(zip(COLUMNS, (cell.strip('"') for cell in lines[1].split(",")), strict=True))
    assert cells["article"] == "failing"
    assert cells["topics"] == "orders refunds"
    assert (cells["since_edit_yes"], cells["since_edit_no"]) == ("18", "31")
    assert (cells["verdict"], cells["contacts"]) == ("", "0")
    assert (cells["reasons"], cells["newest_comment"]) == ("unclear: 31", "Where?")


def test_a_row_with_a_verdict_has_its_outcome_in_the_csv(report):
    lines = as_csv(report).removeprefix(BOM).splitlines()
    outcomes = {line.split('","')[0].strip('"'): line.split('","')[COLUMNS.index("verdict")] for line in lines[1:]}
    assert outcomes == {"failing": "", "repaired": "better", "spoilt": "worse"}
