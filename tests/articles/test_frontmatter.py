from datetime import date, timedelta

import pytest

from helpcentre.articles.frontmatter import split_front_matter, validate_front_matter
from helpcentre.articles.kinds import Kind
from helpcentre.errors import FindingsError

GOOD = """---
title: Il pagamento viene rifiutato
kind: troubleshooting
topics: [payments]
asks: ["la carta non passa"]
reviewed: 2026-11-01
review_every: 180d
severity: high
---

Testo.
"""


def wrong(text):
    with pytest.raises(FindingsError) as caught:
        validate_front_matter(split_front_matter(text, "it/x.md"))
    return [str(finding) for finding in caught.value.findings]


def test_good_front_matter_becomes_values():
    parsed = split_front_matter(GOOD, "it/x.md")
    front = validate_front_matter(parsed)

    assert front.kind is Kind.TROUBLESHOOTING
    assert front.reviewed == date(2026, 11, 1)
    assert front.review_every == timedelta(days=180)
    assert parsed.body == "\nTesto.\n"
    assert parsed.body_line == 10


def test_windows_line_ends_and_a_byte_order_mark_are_read():
    parsed = split_front_matter("\ufeff" + GOOD.replace("\n", "\r\n"), "it/x.md")

    assert validate_front_matter(parsed).title == "Il pagamento viene rifiutato"


def test_a_file_without_front_matter_says_what_to_write():
    assert wrong("# Hello\n") == [
        "it/x.md:1:1: there is no front matter; begin the file with ---, title: …, kind: …, ---"
    ]


def test_front_matter_that_is_not_closed_is_told():
    assert "is not closed" in wrong("---\ntitle: a\n")[0]


def test_an_unclosed_quote_is_reported_and_not_printed_on_the_page():
    [message] = wrong("---\ntitle: 'unclosed\n---\ntext\n")

    assert message.startswith("it/x.md:2:8: the quotation mark ' opened here is never closed")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("reviewed: 2026-13-40", "write a day of the calendar as 2026-11-01"),
        ("review_every: soon", "write a number of days such as 180d"),
        ("kind: fqa", "write one of faq, troubleshooting"),
        ("id: Not OK", "write lower-case letters"),
        ("severity: extreme", "severity"),
        ("topcis: [payments]", "did you mean 'topics'?"),
        ("video: {file: x, duration: forever, recorded: 2026-01-01}", "write a length such as 42s"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(line, told):
    found = wrong(f"---\ntitle: a\n{line}\n---\n")

    assert any(told in message and message.startswith("it/x.md:3:") for message in found), found
