"""Interface strings that a site provides: errors at their place, with what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.language.builtin import builtin_strings
from helpcentre.language.site_strings import parse_site_strings, read_site_strings
from helpcentre.language.strings import strings


def findings(text, language="de"):
    try:
        parse_site_strings(text, "content/strings/de.yml", language)
    except FindingsError as error:
        return [str(finding).removeprefix("content/strings/de.yml:") for finding in error.findings]
    return []


def test_a_file_with_valid_strings_is_read():
    text = 'frame.home: Startseite\nfeedback.no: No\nhours.place: "{city} (Ortszeit)"\n'

    assert parse_site_strings(text, "de.yml", "de") == {
        "frame.home": "Startseite",
        "feedback.no": "No",
        "hours.place": "{city} (Ortszeit)",
    }
    assert parse_site_strings("", "de.yml", "de") == {}
    assert parse_site_strings("# nothing yet\n", "de.yml", "de") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- a\n",
            "1:1: strings are keys with their texts, for example frame.home: Startseite; write each on its own line",
        ),
        ("frame.hoem: x\n", "1:1: unknown string 'frame.hoem'; did you mean 'frame.home'?"),
        ("xyz: x\n", "1:1: unknown string 'xyz'; run helpcentre strings for the known ones"),
        ("report.title: x\n", "1:1: 'report.title' is a string of the reports, which a site cannot change; remove it"),
        ("pages.key: x\n", "1:1: 'pages.key' is a string of the reports, which a site cannot change; remove it"),
        (
            "topic.articles: x\n",
            "1:1: 'topic.articles' needs plural forms; use topic.articles.one, topic.articles.other",
        ),
        (
            'topic.articles.few: "{n}"\n',
            "1:1: 'few' is not a plural form of 'de'; use topic.articles.one, topic.articles.other",
        ),
        ("frame.home: 5\n", "1:13: frame.home: write text, in quotes if it looks like a number (found 5)"),
        ("frame.home: true\n", "1:13: frame.home: write text, in quotes if it looks like a number (found True)"),
        ("frame.home: ''\n", "1:13: frame.home: this is empty; write the text or remove the key"),
        ("frame.home: '  '\n", "1:13: frame.home: this is empty; write the text or remove the key"),
        ("frame.home: ' a'\n", "1:13: frame.home: there are spaces at its beginning or end; remove them"),
        (
            "frame.home: 'a {b}'\n",
            "1:13: frame.home: unknown placeholder '{b}'; known here: none",
        ),
        (
            "hours.place: 'Zeit in {citi}'\n",
            "1:14: hours.place: unknown placeholder '{citi}'; did you mean 'city'?",
        ),
        (
            "hours.place: Ortszeit\n",
            "1:14: hours.place: the placeholder '{city}' is missing; add it (English: '{city} time')",
        ),
    ],
)
def test_a_wrong_string_is_reported_at_its_place(text, expected):
    assert findings(text) == [expected]


@pytest.mark.parametrize("text", ["{city", "{city} {}", "{{city}}", "{city!r}", "{city:>9}", "{city.x}"])
def test_a_brace_that_is_not_a_name_is_an_error(text):
    explanation = "a brace does not belong to a name such as {time}; remove or complete it"
    assert findings(f"hours.place: '{text}'\n") == [f"1:14: hours.place: {explanation} (found '{text}')"]


def test_all_errors_come_at_once():
    assert len(findings("frame.hoem: x\nframe.home: 5\nhours.place: x\nframe.menu: Menü\n")) == 3


def test_a_plural_form_may_leave_out_the_number_and_must_not_invent_another():
    assert findings("topic.articles.one: eine Antwort\ntopic.articles.other: '{n} Antworten'\n") == []
    assert findings("topic.articles.one: '{m} Antwort'\n") == [
        "1:21: topic.articles.one: unknown placeholder '{m}'; known here: {n}"
    ]


def test_a_form_that_english_lacks_is_taken_in_a_language_that_has_it():
    assert findings("topic.articles.few: '{n} odpovědi'\n", "cs") == []


def test_the_file_of_a_language_is_read_from_the_folder_strings(tmp_path):
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings/de.yml").write_text("frame.home: Startseite\n", encoding="utf-8")

    assert read_site_strings(tmp_path, "de") == {"frame.home": "Startseite"}
    assert read_site_strings(tmp_path, "fr") == {}
    assert read_site_strings(tmp_path / "nowhere", "de") == {}


def test_a_file_that_is_not_utf_8_is_reported_at_the_byte(tmp_path):
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings/de.yml").write_bytes(b"frame.home: Men\xfc\n")

    with pytest.raises(FindingsError, match=r"^content/strings/de\.yml:1:16: the byte 0xFC"):
        read_site_strings(tmp_path, "de", name="content/")


@given(st.dictionaries(st.sampled_from(sorted(builtin_strings("en"))), st.text()))
def test_whatever_is_accepted_can_be_filled_in(texts):
    lines = "".join(f"{key}: {text!r}\n" for key, text in texts.items() if text.isprintable() and "'" not in text)
    try:
        own = parse_site_strings(lines, "de.yml", "de")
    except FindingsError:
        return
    words = strings("de", own)
    for key in own:
        assert words.text(
            key,
            **dict.fromkeys(("n", "time", "day", "city", "date", "topic", "query", "value"), "x"),
            **dict.fromkeys(
                ("start", "end", "text", "aside", "channel", "state", "place", "title", "url", "highest"), "x"
            ),
        )
