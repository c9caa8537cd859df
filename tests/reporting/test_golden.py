"""One small site in every form, kept as files: a change in any of them is seen in review.

Write them again with `UPDATE_GOLDEN=1 pytest tests/reporting/test_golden.py`.
"""

import json
import os
import re
from pathlib import Path

import pytest
from tests.reporting.reports import TODAY, ago, article, rows, time_of, votes

from helpcentre.collector.pages.report_pages import render_standalone
from helpcentre.language.strings import strings
from helpcentre.reporting.records import CommentRecord, ContactCount, HeadingCount, Version
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.json_values import as_json
from helpcentre.reporting.text.markdown import as_markdown
from helpcentre.reporting.text.plain_text import as_text

FOLDER = Path(__file__).parent / "golden"


def site():
    said = ("c1", "v1", "pay", "it", "a" * 16, "=1+1 <script>alert(1)</script> [x](javascript:y) @all", time_of(1))
    return rows(
        votes("pay", 18, 31, language="it", reason="unclear"),
        votes("pay", 0, 4, language="it", reason="wrong_page"),
        votes("returns", 36, 51, days=70),
        votes("returns", 26, 3, version="b" * 16),
        votes("sizes", 80, 5, language="et"),
        votes("login", 88, 12, days=60, language="id"),
        votes("login", 12, 20, days=9, language="id"),
        votes("new", 1, 1),
        articles=(
            article("pay", "it", headings=(("scaduta", "La carta è scaduta"),)),
            article("returns", version="b" * 16),
            article("sizes", "et"),
            article("login", "id"),
            article("new"),
        ),
        versions=(
            Version("returns", "en", "a" * 16, time_of(300), ""),
            Version("returns", "en", "b" * 16, time_of(20), ""),
        ),
        headings=(HeadingCount("pay", "it", "a" * 16, "scaduta", 8),),
        contacts=(ContactCount(ago(1).toordinal(), "whatsapp", "pay", "it", 9),),
        comments=(CommentRecord(*said, 0, "unclear", None, "counted"),),
        quarantined=3,
    )


def written(form):
    report, words = make_report(site(), TODAY), strings("en")
    if form == "json":
        return json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        return re.sub(r"(?s)<style>.*?</style>", "<style>…</style>", render_standalone(report, words))
    return {"txt": as_text, "md": as_markdown}[form](report, words) if form != "csv" else as_csv(report)


@pytest.mark.parametrize("form", ["txt", "json", "csv", "md", "html"])
def test_the_report_of_the_small_site_is_as_it_was(form):
    path = FOLDER / f"report.{form}"
    found = written(form)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(found.encode())
    assert path.read_bytes().decode() == found
