import pytest
from pydantic import BaseModel, ConfigDict

from helpcentre.errors import FindingsError
from helpcentre.marked_yaml import load, validate


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: int


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    inner: Inner | None = None
    items: list[int] = []


def messages(text, model=Model):
    with pytest.raises(FindingsError) as caught:
        validate(model, load(text, "x.yml"))
    return [str(finding) for finding in caught.value.findings]


def test_a_bare_time_stays_text_and_is_not_six_hundred():
    assert load("at: 10:00", "x.yml").value == {"at": "10:00"}


def test_no_and_off_stay_words():
    assert load("a: no\nb: off\nc: true", "x.yml").value == {"a": "no", "b": "off", "c": True}


def test_an_impossible_date_is_text_and_no_crash():
    assert load("day: 2026-13-40", "x.yml").value == {"day": "2026-13-40"}


def test_an_octal_looking_number_stays_text():
    assert load("zip: 00100", "x.yml").value == {"zip": "00100"}


def test_broken_yaml_names_file_line_and_column():
    with pytest.raises(FindingsError) as caught:
        load("title: 'unclosed\n", "x.yml")

    assert str(caught.value).startswith("x.yml:2:1: this is not YAML")


def test_a_key_that_stands_twice_is_refused_with_the_first_place():
    with pytest.raises(FindingsError, match=r"x.yml:3:1: 'title' stands twice \(first in line 1\)"):
        load("title: a\nother: b\ntitle: c\n", "x.yml")


def test_an_unknown_key_gets_a_suggestion_at_its_own_place():
    [message] = messages("title: a\ntitel: b\n")

    assert message.startswith("x.yml:2:1: unknown key 'titel'; did you mean 'title'?")


def test_every_mistake_is_told_at_once():
    found = messages("title: a\ninner:\n  number: many\nitems: [1, x]\nextra: 1\n")

    assert [line.split(": ")[0] for line in found] == ["x.yml:3:11", "x.yml:4:12", "x.yml:5:1"]


def test_a_missing_key_is_told_where_it_belongs():
    assert messages("items: []") == ["x.yml:1:1: 'title' is missing; add it"]


def test_the_first_line_of_the_text_may_be_a_later_line_of_the_file():
    with pytest.raises(FindingsError, match=r"x.md:9:"):
        load("a: [", "x.md", first_line=9)


def test_a_key_that_stands_twice_hides_no_other_mistake():
    document = load("title: a\ntitle: b\ninner: {number: many}\n", "x.yml", keep_twice=True)

    with pytest.raises(FindingsError) as caught:
        validate(Model, document)

    assert [str(finding).split(": ")[0] for finding in caught.value.findings] == ["x.yml:2:1", "x.yml:3:17"]


def test_what_pydantic_says_of_a_type_is_told_in_plain_words():
    [message] = messages("title: a\ninner: [1]\n")
    assert message == (
        "x.yml:2:8: inner: keys with their values belong here: number; write each on a line of its own (found [1])"
    )
    [message] = messages("title: 7\n")
    assert message == "x.yml:1:8: title: write text here, in quotes where it looks like a number (found 7)"
    [message] = messages("title: a\nitems: 1\n")
    assert "items: a list belongs here; write it in brackets, or each item on a line of its own" in message
    [message] = messages("title: a\ninner: {number:}\n")
    assert message == "x.yml:2:16: inner.number: write a whole number (found nothing)"
