"""`terms.yml`: the words to use and to avoid, by language, and the rule that finds those to avoid."""

import pytest

from helpcentre.articles.terms_file import load_terms, parse_terms
from helpcentre.errors import FindingsError

from .checks.bicycle_shop import LOCK_EN, findings

LANGUAGES = ("en", "it")
TERMS = """\
en:
  - {use: cycle, avoid: [bike, two  wheeler], because: our sign says so}
  - {use: email, avoid: [e-mail]}
it:
  - {use: bici, avoid: [bike]}
"""


def errors(text):
    with pytest.raises(FindingsError) as refused:
        parse_terms(text, LANGUAGES)
    return [(one.line, one.message) for one in refused.value.findings]


def test_a_file_has_terms_for_each_language():
    found = parse_terms(TERMS, LANGUAGES)

    assert [(term.use, term.avoid) for term in found["en"]] == [
        ("cycle", ("bike", "two  wheeler")),
        ("email", ("e-mail",)),
    ]
    assert parse_terms("", LANGUAGES) == {}
    assert list(parse_terms("pt: [{use: a, avoid: [b]}]\n", ("pt-BR",))) == ["pt"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("fr:\n  - {use: a, avoid: [b]}\n", 1, "'fr' is not a language of this site; write one of en, it"),
        ("ita:\n  - {use: a, avoid: [b]}\n", 1, "did you mean 'it'?"),
        ("en:\n  - {use: a, avoids: [b]}\n", 2, "unknown key 'en.0.avoids'; did you mean 'avoid'?"),
        ("en:\n  - {avoid: [b]}\n", 2, "is missing"),
        ("en:\n  - {use: a, avoid: []}\n", 2, "this is empty; write at least 1"),
        ("en:\n  - {use: a, avoid: b}\n", 2, "a list belongs here"),
        ("- a\n", 1, "names and values belong here"),
    ],
)
def test_an_error_is_at_its_line_with_what_to_write(text, line, words):
    assert [place for place, message in errors(text) if words in message] == [line], errors(text)


def test_the_file_of_the_content_folder_is_read(tmp_path):
    assert load_terms(tmp_path, LANGUAGES) == {}

    (tmp_path / "terms.yml").write_text(TERMS, encoding="utf-8")
    assert list(load_terms(tmp_path, LANGUAGES)) == ["en", "it"]

    (tmp_path / "terms.yml").write_bytes(b"en: \xff\n")
    with pytest.raises(FindingsError, match="cannot be read as UTF-8"):
        load_terms(tmp_path, LANGUAGES)


def found(text, **changes):
    """Return (line from the first one below the page, message) of the words to avoid."""
    pages = {"en/faq/lock.md": f"{LOCK_EN}\n{text}"} | changes
    first = LOCK_EN.count("\n") + 1
    terms = parse_terms(TERMS, LANGUAGES)
    return [
        (line - first, message) for code, _, line, message in findings(pages, terms=terms) if code == "term-avoided"
    ]


def test_words_to_avoid_are_found_whole_in_any_case_and_over_lines():
    assert found("Your Bike is here.\n\nSend an e-mail.\n\nA two\nwheeler.\n") == [
        (1, "the site does not use 'Bike'; write 'cycle': our sign says so"),
        (3, "the site does not use 'e-mail'; write 'email'"),
        (5, "the site does not use 'two wheeler'; write 'cycle': our sign says so"),
    ]


@pytest.mark.parametrize("text", ["Bikes and motorbike.", "`bike`", "[cycle](https://x.example/bike)", "Cycle."])
def test_other_words_code_and_addresses_are_left_alone(text):
    assert found(f"{text}\n") == []


def test_titles_are_checked_and_the_customers_own_words_are_not():
    page = LOCK_EN.replace("asks: [", 'asks: ["bike lock", ', 1)
    title = next(line for line in page.split("\n") if line.startswith("title:"))
    changed = page.replace(title, 'title: "Is a bike locked?"')

    assert [message for _, message in found("", **{"en/faq/lock.md": page})] == []
    assert [message for _, message in found("", **{"en/faq/lock.md": changed})] == [
        "title: the site does not use 'bike'; write 'cycle': our sign says so"
    ]
