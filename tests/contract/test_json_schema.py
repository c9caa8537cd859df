"""The contract as JSON Schema: complete, described, and as strict as what reads the bodies."""

import json

import jsonschema_rs  # schemathesis depends on it
import pytest
from tests.collector import world

from helpcentre.contract.decoding import InvalidError, read_event
from helpcentre.contract.events import EVENT_TYPES, REASONS
from helpcentre.contract.json_schema import contract_schemas
from helpcentre.contract.limits import LIST_LIMIT

BODY, DEFINITIONS = contract_schemas()


def accepts(name, value):
    schema = {"$ref": f"#/$defs/{name}", "$defs": DEFINITIONS}
    return jsonschema_rs.Draft202012Validator(schema).is_valid(value)


def test_every_field_is_described_and_no_type_takes_unknown_ones():
    assert {"FormPost", "ScorePost"} <= DEFINITIONS.keys()
    for name, schema in DEFINITIONS.items():
        assert schema["additionalProperties"] is False
        assert schema["description"]
        for field, description in schema["properties"].items():
            assert field == "kind" or description.get("description"), f"{name}.{field} has no description"


def test_a_body_is_one_item_or_a_list_of_up_to_twenty():
    listed = next(part for part in BODY["anyOf"] if part.get("type") == "array")
    assert (listed["minItems"], listed["maxItems"]) == (1, LIST_LIMIT)
    single = next(part for part in BODY["anyOf"] if "discriminator" in part)
    assert single["discriminator"]["mapping"] == {
        kind: f"#/$defs/{event_type.__name__}" for kind, event_type in EVENT_TYPES.items()
    }


def test_patterns_are_written_for_every_language_and_not_only_for_python():
    text = json.dumps(contract_schemas())
    assert "\\\\Z" not in text
    assert '"^[0-9a-f]{16}$"' in text


def test_references_follow_the_template():
    body, _ = contract_schemas("#/components/schemas/{name}")
    assert "#/components/schemas/Vote" in json.dumps(body)
    assert "$defs" not in json.dumps(body)


def test_the_reasons_are_those_of_the_contract():
    (codes, _) = DEFINITIONS["Vote"]["properties"]["reason"]["anyOf"]
    assert sorted(codes["enum"]) == sorted(REASONS)


@pytest.mark.parametrize(
    "event",
    [
        world.vote(1),
        world.vote(0, reason="unclear", heading="h"),
        world.vote(1, reason="unclear"),
        world.vote(1, heading="h"),
        world.vote(1, reason=None, heading=None),
        world.vote(2),
        world.vote(True),
        world.vote(more=1),
        world.comment(world.vote(), "x" * 1000),
        world.comment(world.vote(), "x" * 1001),
        world.search(missing=1),
        world.search(results=-1),
        world.contact("e mail"),
        world.rating("csat", 6),
        world.rating("nps", 6),
        {"kind": "view", "id": "6f1c0f4e-9b7a-4c3d-8e21-0123456789ab", "language": "it", "article": "a"},
    ],
    ids=lambda event: f"{event['kind']} {event.get('value', '')}",
)
def test_the_schema_and_the_reader_agree_about(event):
    try:
        read = bool(read_event(event))
    except InvalidError:
        read = False
    assert accepts(EVENT_TYPES[event["kind"]].__name__, event) == read


@pytest.mark.parametrize(("kind", "value", "fits"), [("csat", "5", True), ("csat", "6", False), ("nps", "10", True)])
def test_the_form_of_a_csat_score_ends_at_five(kind, value, fits):
    assert accepts("ScorePost", {"kind": kind, "language": "it", "value": value}) == fits


def test_only_the_form_with_a_reason_may_leave_out_its_value():
    assert "value" in DEFINITIONS["FormPost"]["required"]
