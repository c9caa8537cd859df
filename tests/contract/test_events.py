"""The wire contract, case by case: the same file a page's own tests can read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.contract.events import Invalid, body_schema, read_event, read_form

CASES = json.loads((Path(__file__).parents[1] / "cases" / "events" / "wire.json").read_text(encoding="utf-8"))
FORM = {"kind": "vote", "article": "payment-declined", "language": "it", "version": "a1b2c3d4e5f60718", "value": "0"}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_wire_contract_holds_for(case):
    if case["at"] is None:
        assert read_event(case["event"]).kind == case["event"]["kind"]
    else:
        with pytest.raises(Invalid) as refusal:
            read_event(case["event"])
        assert refusal.value.at == case["at"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner),
    )
)
def test_no_json_value_is_more_than_refused(value):
    with pytest.raises(Invalid):
        read_event(value)


def test_every_field_is_described():
    for name, schema in body_schema("#/$defs/{model}")["$defs"].items():
        for field, description in schema.get("properties", {}).items():
            assert field == "kind" or description.get("description"), f"{name}.{field} says nothing about itself"
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"value": "2"}, "value"),
        ({"reason": "boring"}, "reason"),
        ({"next": "https://evil.example"}, "next"),
        ({"text": "a" * 2001}, "text"),
        ({"version": ""}, "version"),
    ],
)
def test_a_form_says_which_field_is_wrong(change, at):
    with pytest.raises(Invalid) as refusal:
        read_form(FORM | change)
    assert refusal.value.at == at


def test_a_form_takes_empty_fields_as_nothing_said():
    post = read_form(FORM | {"reason": "", "text": "", "heading": "", "website": ""})
    assert (post.reason, post.text, post.heading, post.website) == ("", "", "", "")
