"""`variables.yml`: one value for every page, written as each language writes it."""

import pytest

from helpcentre.articles.shared_text.variables import parse_variables
from helpcentre.errors import FindingsError

LANGUAGES = ("en", "it", "pt-BR")


def parse(text):
    return parse_variables(text, "variables.yml", LANGUAGES)


def errors(text):
    with pytest.raises(FindingsError) as refused:
        parse(text)
    return [(one.line, one.column, one.message) for one in refused.value.findings]


@pytest.mark.parametrize(
    ("written", "english", "italian"),
    [
        ("30", "30", "30"),
        ("2026", "2026", "2026"),
        ("4.5", "4.5", "4,5"),
        ("Via Appia 12", "Via Appia 12", "Via Appia 12"),
        ('"007"', "007", "007"),
        ("{amount: 4.50, currency: EUR}", "€4.50", "4,50\N{NO-BREAK SPACE}€"),
        ("{amount: 5, currency: EUR}", "€5", "5\N{NO-BREAK SPACE}€"),
        ("{amount: 1299, currency: GBP}", "£1,299", "1.299\N{NO-BREAK SPACE}£"),
        ("{date: 2026-12-24}", "24 December 2026", "24 dicembre 2026"),
        ("{en: a bag, it: una borsa}", "a bag", "una borsa"),
        ("{default: 2, it: 3}", "2", "3"),
        ("{en: {amount: 4, currency: GBP}, it: {amount: 5, currency: EUR}}", "£4", "5\N{NO-BREAK SPACE}€"),
    ],
)
def test_a_value_is_written_as_its_language_writes_it(written, english, italian):
    variables = parse(f"bag: {written}\n")

    assert variables.text("bag", "en") == english
    assert variables.text("bag", "it") == italian


def test_a_country_takes_the_value_of_its_language_unless_it_has_one():
    variables = parse("days: {pt: 2}\nplace: {pt: Lisboa, pt-BR: Recife}\nmuseum: {en: Tate}\n")

    assert variables.text("days", "pt-BR") == "2"
    assert variables.text("place", "pt-BR") == "Recife"
    assert variables.text("museum", "pt-BR") is None
    assert variables.text("bus", "en") is None


def test_an_empty_file_has_no_variables():
    assert parse("# none yet\n").texts == {}


def test_a_variable_knows_the_line_of_its_definition():
    assert parse("a: 1\n\nb: 2\n").places == {"a": (1, 1), "b": (3, 1)}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("- a\n", (1, 1), "variables are names with their values, such as returns_days: 30"),
        ("Price: 3\n", (1, 1), "'Price' is not a valid name"),
        ("a__b: 3\n", (1, 1), "'a__b' is not a valid name"),
        ("a:\n", (1, 3), "a: this is empty; write the value, or remove the variable"),
        ('a: ""\n', (1, 4), "this is empty"),
        ("a: {}\n", (1, 4), "this is empty"),
        ("a: [1]\n", (1, 4), "write text, a number, {amount: 4.50, currency: EUR}"),
        ("a: true\n", (1, 4), "write text, a number"),
        ("a: |\n  one\n  two\n", (1, 4), "a value is one line; write longer text as a snippet"),
        ("a:\n  en: x\n  itt: y\n", (3, 3), "'itt' is not a language of this site; did you mean 'it'?"),
        ("a:\n  en: x\n  zz: y\n", (3, 3), "write one of en, it, pt, pt-BR, default"),
        ("a:\n  en:\n", (2, 6), "a.en: this is empty"),
        ("a: {amuont: 3, currency: EUR}\n", (1, 5), "unknown key 'amuont'; did you mean 'amount'?"),
        ("a: {amount: 3}\n", (1, 4), "'currency' is missing"),
        ("a: {amount: 3, currency: EURO}\n", (1, 26), "write the three letters of a currency, such as EUR"),
        ("a: {en: {date: 2026-02-30}}\n", (1, 16), "there is no such day in the calendar"),
        ("a: {date: tomorrow}\n", (1, 11), "this is not a date; write it as 2026-11-01"),
        ("a: {date: 2026-02-01, time: x}\n", (1, 23), "unknown key 'time'"),
    ],
)
def test_an_error_is_at_its_place_with_what_to_write(text, place, words):
    found = errors(text)

    assert [(line, column) for line, column, message in found if words in message] == [place], found


def test_all_errors_of_a_file_are_reported_at_once():
    assert [line for line, _, _ in errors("A: 1\nb: []\nc: {xx: 1}\n")] == [1, 2, 3]
