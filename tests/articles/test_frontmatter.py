from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.frontmatter import body_after_front_matter, split_front_matter
from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_library, validate_front_matter
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


def findings(text):
    with pytest.raises(FindingsError) as caught:
        validate_front_matter(split_front_matter(text, "it/x.md"))
    return [str(finding).removeprefix("it/x.md:") for finding in caught.value.findings]


def front(*lines):
    return validate_front_matter(split_front_matter("\n".join(["---", "title: a", *lines, "---", ""]), "it/x.md"))


def refused(*lines):
    return findings("\n".join(["---", "title: a", *lines, "---", ""]))


def test_good_front_matter_becomes_values():
    parsed = split_front_matter(GOOD, "it/x.md")
    values = validate_front_matter(parsed)

    assert values.kind is Kind.TROUBLESHOOTING
    assert values.topics == ("payments",)
    assert values.asks == ("la carta non passa",)
    assert values.reviewed == date(2026, 11, 1)
    assert values.review_every == timedelta(days=180)
    assert values.severity == "high"
    assert parsed.body == "\nTesto.\n"
    assert parsed.body_line == 10


def test_windows_line_endings_and_a_byte_order_mark_are_read():
    parsed = split_front_matter("\ufeff" + GOOD.replace("\n", "\r\n"), "it/x.md")

    assert validate_front_matter(parsed).title == "Il pagamento viene rifiutato"
    assert parsed.body_line == 10


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Hello\n", "1:1: there is no front matter; begin the file with ---, title: …, kind: …, ---"),
        ("", "1:1: there is no front matter; begin the file with ---, title: …, kind: …, ---"),
        ("---\ntitle: a\n", "1:1: the front matter is not closed; write a line with --- after its last key"),
        (
            "---\ntitle: a\n ---\ntext\n",
            "1:1: the front matter is not closed; write a line with --- after its last key",
        ),
        (
            "\n\n---\ntitle: a\n---\n",
            ("3:1: the front matter must begin at the very start of the file; remove the space before ---"),
        ),
        (
            " ---\ntitle: a\n---\n",
            ("1:1: the front matter must begin at the very start of the file; remove the space before ---"),
        ),
        ("---\n---\n", "2:1: the front matter is empty; write title: … and kind: … between the two lines with ---"),
        (
            "---\n# only a comment\n---\n",
            ("2:1: the front matter is empty; write title: … and kind: … between the two lines with ---"),
        ),
        ("---\n- title\n---\n", "2:1: the front matter has no keys; write title: … and kind: …, each on its own line"),
        (
            "---\njust words\n---\n",
            "2:1: the front matter has no keys; write title: … and kind: …, each on its own line",
        ),
        (
            "---\ntitle: 'unclosed\n---\n",
            ("2:8: the quotation mark ' opened here is never closed; add one at the end of the text"),
        ),
        ("---\ntitle: a\x00b\n---\n", "2:9: the control character U+0000 cannot be used here; remove it"),
        ("---\ntitle: &a [*a]\n---\n", "2:12: *a is inside the value it repeats; write the value out"),
        (
            "---\ntitle: a\n<<<<<<< HEAD\nkind: faq\n=======\n>>>>>>> b\n---\n",
            (
                "3:1: Git left a merge conflict here; "
                "keep one version and remove the lines with <<<<<<<, ======= and >>>>>>>"
            ),
        ),
        ("---\nkind: faq\n---\n", "2:1: 'title' is missing; add it"),
        ("---\ntitle:\n---\n", "2:7: title: write text here, in quotes if it looks like a number (found nothing)"),
        ('---\ntitle: ""\n---\n', "2:8: title: this is empty; write something, or remove the key (found '')"),
    ],
)
def test_front_matter_that_cannot_be_used_says_what_to_write(text, message):
    assert findings(text) == [message]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "reviewed: 2026-02-30",
            (
                "3:11: reviewed: there is no such day in the calendar; write an existing date such as "
                "2026-11-01 (found '2026-02-30')"
            ),
        ),
        ("reviewed: 1 May", "3:11: reviewed: this is not a date; write it as 2026-11-01 (found '1 May')"),
        ("reviewed: 0", "3:11: reviewed: this is not a date; write it as 2026-11-01 (found 0)"),
        ("reviewed: 2026-W01-1", "3:11: reviewed: this is not a date; write it as 2026-11-01 (found '2026-W01-1')"),
        ("review_every: soon", "3:15: review_every: write a number of days such as 180d (found 'soon')"),
        ("review_every: 180", "3:15: review_every: write a number of days such as 180d (found 180)"),
        ("review_every: 0d", "3:15: review_every: write a number of days such as 180d (found '0d')"),
        ("review_every: 99999d", "3:15: review_every: write a number of days such as 180d (found '99999d')"),
        (
            "kind: fqa",
            (
                "3:7: kind: write one of faq, troubleshooting, video, guide, policy, notice, page; did you mean "
                "'faq'? (found 'fqa')"
            ),
        ),
        (
            "kind: [faq]",
            ("3:7: kind: write one of faq, troubleshooting, video, guide, policy, notice, page (found ['faq'])"),
        ),
        (
            "id: Not OK",
            (
                "3:5: id: write lower-case letters, digits and single - _ / between them, such as "
                "faq/payment-declined (found 'Not OK')"
            ),
        ),
        ("id: 4711", '3:5: id: put it in quotes: "4711" (found 4711)'),
        (
            "id: true",
            (
                "3:5: id: write lower-case letters, digits and single - _ / between them, such as "
                "faq/payment-declined (found True)"
            ),
        ),
        ("related: [a, 12]", '3:14: related.1: put it in quotes: "12" (found 12)'),
        ("severity: hihg", "3:11: severity: write low, medium or high; did you mean 'high'? (found 'hihg')"),
        ("severity: 3", "3:11: severity: write low, medium or high (found 3)"),
        (
            "source_version: abc",
            (
                "3:17: source_version: write the 16 digits that `helpcentre check` names, or remove the "
                "key (found 'abc')"
            ),
        ),
        (
            "asks: my card",
            (
                "3:7: asks: a list belongs here; write it in brackets, or each item on its own line after a "
                "hyphen (found 'my card')"
            ),
        ),
        ("asks: ['']", "3:8: asks.0: this is empty; write something, or remove the key (found '')"),
        ("asks: [7]", "3:8: asks.0: write text here, in quotes if it looks like a number (found 7)"),
        (
            "video: {file: x, duration: forever, recorded: 2026-01-01}",
            ("3:28: video.duration: write a length such as 42s or 1m 20s (found 'forever')"),
        ),
        (
            "video: {file: x, duration: '', recorded: 2026-01-01}",
            ("3:28: video.duration: write a length such as 42s or 1m 20s (found '')"),
        ),
        ("video: {file: x, duration: 4s}", "3:8: 'video.recorded' is missing; add it"),
        ("topcis: [payments]", "3:1: unknown key 'topcis'; did you mean 'topics'? Known here: "),
        ("unknown:", "3:1: unknown key 'unknown'"),
    ],
)
def test_a_wrong_value_is_reported_at_its_place_with_what_to_write(line, message):
    [found] = refused(line)

    assert found.startswith(message)


def test_every_error_is_reported_at_once():
    places = [found.split(": ")[0] for found in refused("kind: x", "id: X", "reviewed: x", "more: 1", "kind: faq")]

    assert places == ["3:7", "4:5", "5:11", "6:1", "7:1"]


@pytest.mark.parametrize(("key", "most"), [("asks", 30), ("related", 8), ("most_asked", 12)])
def test_a_list_may_have_as_many_entries_as_the_docs_say_and_no_more(key, most):
    entries = [f"x{number}" for number in range(most + 1)]

    assert len(getattr(front(f"{key}: [{', '.join(entries[:-1])}]"), key)) == most
    [message] = refused(f"{key}: [{', '.join(entries)}]")
    assert message.startswith(f"3:{len(key) + 3}: {key}: there are {most + 1}; write at most {most}")


@pytest.mark.parametrize(
    ("written", "length"),
    [("42s", 42), ("1m 20s", 80), ("1m20s", 80), ("2m", 120), ("0s", 0)],
)
def test_a_length_is_minutes_and_seconds(written, length):
    values = front(f"video: {{file: x, duration: {written}, recorded: 2026-01-01}}")

    assert values.video.duration == timedelta(seconds=length)


def test_optional_keys_without_a_value_count_as_absent():
    values = front("description:", "topics: ~", "asks: null", "reviewed:", "video:", "severity:", "source_version:")

    assert (values.description, values.topics, values.asks, values.reviewed) == (None, (), (), None)
    assert (values.video, values.severity, values.source_version) == (None, None, None)


def test_a_long_title_or_description_is_accepted():
    assert len(front(f"description: {'word ' * 200}").description) == 999


def test_text_over_several_lines_becomes_one_line_and_keeps_spaces_that_do_not_break():
    assert front("description: >", "  two", "  lines\u00a0here ", "").description == "two lines\u00a0here"


def test_a_version_of_decimal_digits_needs_no_quotes():
    assert front("source_version: 1234567890123456").source_version == "1234567890123456"
    assert front("source_version: 0123456789abcdef").source_version == "0123456789abcdef"


def test_the_body_of_refused_front_matter_is_found_with_its_line():
    assert body_after_front_matter("---\ntitle: [\n---\nText\n") == ("Text\n", 4)
    assert body_after_front_matter("Text\n") == ("Text\n", 1)


def test_a_review_date_that_would_leave_the_calendar_is_never_due():
    [article] = read_library(
        [(Source("en/a.md", "---\ntitle: a\nreviewed: 9999-12-31\nreview_every: 1d\n---\n"), None)],
        Languages("en", ("en",)),
    ).articles

    assert article.due is None


KEYS = st.sampled_from(
    [
        "title",
        "kind",
        "id",
        "topics",
        "asks",
        "reviewed",
        "review_every",
        "video",
        "related",
        "severity",
        "redirect_from",
        "source_version",
        "most_asked",
        "template",
        "description",
        "owner",
        "x",
    ]
)
VALUES = st.one_of(
    st.text(max_size=15),
    st.sampled_from(
        [
            "",
            "~",
            "1",
            "[a, 1]",
            "{a: b}",
            "&a [*a]",
            "*a",
            "2026-02-30",
            "'",
            '"\\x"',
            "|",
            "- x",
            "!!set",
            "9999-12-31",
            "[[[]]]",
            "{file: 1}",
            "-1",
            "1e9",
            "true",
            "\x00",
        ]
    ),
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6), st.booleans())
def test_any_front_matter_is_read_or_refused_at_a_place_in_the_file(pairs, strict):
    text = "---\n" + "\n".join(f"{key}: {value}" for key, value in pairs) + "\n---\nBody\n"
    library = read_library([(Source("en/faq/a.md", text), None)], Languages("en", ("en", "it")), strict=strict)

    assert len(library.articles) + len(library.refused) == 1
    assert bool(library.findings) == bool(library.refused)
    for finding in library.findings:
        assert finding.path == "en/faq/a.md"
        assert 1 <= finding.line <= len(text.splitlines()) + 1
        assert finding.column >= 1


@given(st.text(max_size=80))
def test_any_file_is_read_or_refused(text):
    library = read_library(
        [(Source("en/a.md", text), None), (Source("en/b.md", "---\n" + text), None)], Languages("en", ("en",))
    )

    assert len(library.articles) + len(library.refused) == 2
