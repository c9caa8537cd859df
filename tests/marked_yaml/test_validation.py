import pytest
from pydantic import BaseModel, ConfigDict

from helpcentre.errors import FindingsError
from helpcentre.marked_yaml.loading import load
from helpcentre.marked_yaml.validation import validate


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


def test_an_unknown_key_gets_a_suggestion_at_its_own_place():
    [message] = messages("title: a\ntitel: b\n")

    assert message.startswith("x.yml:2:1: unknown key 'titel'; did you mean 'title'?")


def test_every_error_is_reported_at_once():
    found = messages("title: a\ninner:\n  number: many\nitems: [1, x]\nextra: 1\n")

    assert [line.split(": ")[0] for line in found] == ["x.yml:3:11", "x.yml:4:12", "x.yml:5:1"]


def test_a_missing_key_is_reported_where_it_belongs():
    assert messages("items: []") == ["x.yml:1:1: 'title' is missing; add it"]


def test_a_key_defined_twice_hides_no_other_error():
    document = load("title: a\ntitle: b\ninner: {number: many}\n", "x.yml", keep_twice=True)

    with pytest.raises(FindingsError) as caught:
        validate(Model, document)

    assert [str(finding).split(": ")[0] for finding in caught.value.findings] == ["x.yml:2:1", "x.yml:3:17"]


def test_a_wrong_type_is_explained_in_plain_words():
    [message] = messages("title: a\ninner: [1]\n")
    assert message == (
        "x.yml:2:8: inner: keys with their values belong here: number; write each on its own line (found [1])"
    )
    [message] = messages("title: 7\n")
    assert message == "x.yml:1:8: title: write text here, in quotes if it looks like a number (found 7)"
    [message] = messages("title: a\nitems: 1\n")
    assert "items: a list belongs here; write it in brackets, or each item on its own line" in message
    [message] = messages("title: a\ninner: {number: }\n")
    assert message == "x.yml:2:17: inner.number: write a whole number (found nothing)"
