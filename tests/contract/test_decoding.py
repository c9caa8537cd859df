"""Request bodies are read as the wire contract says, and the first wrong field is named."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collector import world

from helpcentre.contract.decoding import InvalidError, read_body, read_event, read_form
from helpcentre.contract.events import EVENT_TYPES, FormPost, ScorePost, Vote
from helpcentre.contract.json_schema import contract_schemas

CASES = json.loads((Path(__file__).parents[1] / "cases" / "events" / "wire.json").read_text(encoding="utf-8"))
VOTE = world.vote(id="6f1c0f4e-9b7a-4c3d-8e21-0123456789ab")
FORM = {"kind": "vote", "article": "payment-declined", "language": "it", "version": "a1b2c3d4e5f60718", "value": "0"}
SENT = [
    VOTE,
    world.vote(1, age_ms=4200),
    world.vote(reason="unclear", heading="la-carta", replaces=VOTE["id"], age_ms=0),
    world.vote(reason=None, heading=None, replaces=None, age_ms=None),
    world.comment(VOTE, "Non funziona: “rifiutata” 🙁"),
    world.search(),
    world.search(results=3, clicked="payment-declined", corrected="reso", previous=VOTE["id"], missing=True),
    world.contact(),
    world.contact(article="payment-declined"),
    world.rating("csat", 5),
    world.rating("nps", 10),
    {"kind": "view", "id": VOTE["id"], "language": "it", "article": "payment-declined"},
]


def read(body):
    """Return what a body is read as, as plain values: an object, the field that is wrong, or a list of them."""
    try:
        found = read_body(body if isinstance(body, bytes) else body.encode())
    except InvalidError as error:
        return error.at
    return [plain(part) for part in found] if isinstance(found, list) else plain(found)


def plain(part):
    return part.at if isinstance(part, InvalidError) else {"kind": part.kind, **msgspec.structs.asdict(part)}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_wire_contract_holds_for(case):
    found = read(json.dumps(case["event"]))
    if case["at"] is None:
        assert found["kind"] == case["event"]["kind"]
    else:
        assert found == case["at"]


@pytest.mark.parametrize("event", SENT, ids=lambda event: event["kind"])
def test_an_item_that_a_page_sends_is_read_unchanged(event):
    found = read(json.dumps(event))
    assert {name: found[name] for name in event} == event
    assert not any(found[name] for name in found.keys() - event.keys())


def changed(**literals):
    """Return the text of a vote with some fields replaced by JSON text."""
    pairs = {name: json.dumps(value) for name, value in VOTE.items()} | literals
    return "{" + ",".join(f'"{name}":{text}' for name, text in pairs.items()) + "}"


BODIES = {
    "nothing": ("", ""),
    "half an object": ("{", ""),
    "a list in a list": ("[[]]", [""]),
    "null": ("null", ""),
    "a number": ("1", ""),
    "text": ('"vote"', ""),
    "an object without a kind": ("{}", "kind"),
    "a list as kind": ('{"kind":[]}', "kind"),
    "a kind with a capital": (changed(kind='"Vote"'), "kind"),
    "NaN in a known field": (changed(value="NaN"), ""),
    "NaN in an unknown field": (changed(more="NaN"), ""),
    "an infinite number": (changed(value="-Infinity"), ""),
    "a number too large for a float": (changed(value="1e400"), "value"),
    "a number too large for 64 bits": (changed(age_ms="18446744073709551616"), "age_ms"),
    "more digits than Python reads": (changed(age_ms="1" + "0" * 5000), ""),
    "the largest age": (changed(age_ms="9007199254740992"), {"age_ms": 2**53}),
    "an age above the largest": (changed(age_ms="9007199254740993"), "age_ms"),
    "true for 1": (changed(value="true"), "value"),
    "text for 1": (changed(value='"1"'), "value"),
    "1.0": (changed(value="1.0"), {"value": 1}),
    "1e0": (changed(value="1e0"), {"value": 1}),
    "minus zero": (changed(value="-0.0"), {"value": 0}),
    "half": (changed(value="0.5"), "value"),
    "a leading zero": (changed(value="01"), ""),
    "half a surrogate pair": (changed(heading='"\\ud800"'), ""),
    "half a surrogate pair in an unknown field": (changed(more='"\\ud800"'), ""),
    "half a surrogate pair in a name": (changed(**{"\\ud800": "1"}), ""),
    "the other half alone": (changed(heading='"\\udc00"'), ""),
    "a whole surrogate pair": (changed(heading='"\\ud83d\\ude00"'), {"heading": "😀"}),
    "an escaped NUL": (changed(heading='"\\u0000"'), {"heading": "\0"}),
    "a control character": (changed(heading='"\x01"'), ""),
    "a line feed in a text": (changed(heading='"\n"'), ""),
    "invalid UTF-8": (changed(heading='"x"').encode().replace(b"x", b"\xff"), ""),
    "UTF-8 of half a surrogate pair": (changed(heading='"x"').encode().replace(b"x", b"\xed\xa0\x80"), ""),
    "a byte order mark": ("\ufeff" + changed(), ""),
    "text after the object": (changed() + "x", ""),
    "space around the object": (" \n" + changed() + "\t", {"value": 0}),
    "a comma at the end": (changed()[:-1] + ",}", ""),
    "a name given twice: the last counts": (changed(value='2,"value":1'), {"value": 1}),
    "a name given twice: the last is wrong": (changed(value='1,"value":2'), "value"),
    "a kind given twice: the last counts": (changed(kind='"view","kind":"vote"'), {"kind": "vote"}),
    "a kind given twice: the last is another": (changed(kind='"vote","kind":"csat"'), "article"),
    "an escaped name": (changed().replace('"kind"', '"\\u006bind"'), {"kind": "vote"}),
    "too deep": ('{"a":' * 100_000, ""),
    "a deep unknown field": (changed(more="[" * 50 + "]" * 50), "more"),
    "an empty list": ("[]", []),
    "a list with wrong parts": (f"[{changed(value='7')},5]", ["value", ""]),
    "a list with NaN in one part": (f"[{changed()},{changed(value='NaN')}]", ""),
    "1,000 characters beyond the basic plane": (
        json.dumps(world.comment(VOTE, "😀" * 1000), ensure_ascii=False), {"text": "😀" * 1000},
    ),
    "1,001 of them": (json.dumps(world.comment(VOTE, "😀" * 1001), ensure_ascii=False), "text"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_an_odd_body_is_read_like_this(name):
    body, expected = BODIES[name]
    found = read(body)
    if isinstance(expected, dict):
        assert {key: found[key] for key in expected} == expected
        assert all(type(found[key]) is type(value) for key, value in expected.items())
    else:
        assert found == expected


@pytest.mark.parametrize("field", ["id", "language", "article", "version"])
def test_a_line_feed_after_a_well_formed_value_is_refused(field):
    assert read(json.dumps(VOTE | {field: VOTE[field] + "\n"})) == field


def test_of_several_wrong_fields_the_first_of_the_contract_is_named_whatever_the_order_of_the_body():
    wrong = {"zz": 1, "replaces": "x", "value": 7, "article": "A", "language": 1}
    expected = ["language", "article", "value", "replaces", "zz"]
    event = VOTE | wrong
    for at in expected:
        assert read(json.dumps(dict(reversed(event.items())))) == at
        event = {key: value for key, value in event.items() if key != at} | ({at: VOTE[at]} if at in VOTE else {})
    assert read(json.dumps(event))["value"] == 0


def test_of_several_unknown_fields_the_first_in_the_body_is_named():
    assert read(json.dumps({"b": 1, **VOTE, "a": 1})) == "b"


def test_a_missing_field_counts_like_a_wrong_one():
    assert read(json.dumps({key: VOTE[key] for key in ("kind", "id", "version", "value")})) == "language"


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"reason": "unclear"}, "reason"),
        ({"heading": "h"}, "heading"),
        ({"heading": "h", "reason": "unclear"}, "reason"),
        ({"heading": "h", "replaces": "x"}, "heading"),
        ({"heading": "h", "more": 1}, "heading"),
        ({"reason": "no such reason"}, "reason"),
        ({"article": "A", "reason": "unclear"}, "article"),
    ],
)
def test_a_yes_with_a_reason_or_a_heading_is_refused_there(more, at):
    assert read(json.dumps(world.vote(1) | more)) == at
    assert read(json.dumps(world.vote(1) | more).replace('"value": 1', '"value": 1.0')) == at


def test_a_yes_cannot_be_given_a_reason_in_python_either():
    vote = read_event(world.vote(1))
    with pytest.raises(ValueError, match="only a vote of 0"):
        Vote(**{**msgspec.structs.asdict(vote), "reason": "unclear"})


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner),
)


@given(JSON)
def test_no_json_value_does_more_than_be_refused(value):
    with pytest.raises(InvalidError):
        read_event(value)


def values(schema, definitions):
    """Return a strategy for what a schema of the contract allows, with numbers such as 1.0 where it says integer."""
    if "anyOf" in schema:
        return st.one_of([values(part, definitions) for part in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema["type"]
    if kind == "object":
        fields = {name: values(part, definitions) for name, part in schema["properties"].items()}
        required = {name: fields.pop(name) for name in schema["required"]}
        return st.fixed_dictionaries(required, optional=fields)
    if kind == "integer":
        whole = st.integers(schema["minimum"], schema["maximum"])
        return whole | whole.filter(lambda number: number < 2**53).map(float)
    if kind == "array":
        return st.lists(values(schema["items"], definitions), min_size=schema["minItems"], max_size=3).map(tuple)
    if kind == "string" and "pattern" in schema:
        low, high = schema.get("minLength", 0), schema.get("maxLength", 10**6)
        return st.from_regex(schema["pattern"], fullmatch=True).filter(lambda text: low <= len(text) <= high)
    if kind == "string":
        return st.text(min_size=schema["minLength"], max_size=20)
    return {"boolean": st.booleans(), "null": st.none()}[kind]


DEFINITIONS = contract_schemas().definitions
ANY_EVENT = st.sampled_from([kind.__name__ for kind in EVENT_TYPES.values()]).flatmap(
    lambda name: values(DEFINITIONS[name], DEFINITIONS)
)


def contradicts_itself(event):
    return event["kind"] == "vote" and event["value"] == 1 and (event.get("reason") or event.get("heading"))


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(ANY_EVENT)
def test_whatever_the_schema_allows_is_read_and_nothing_is_changed(event):
    found = read(json.dumps(event))
    if contradicts_itself(event):
        assert found in ("reason", "heading")
    else:
        assert {name: found[name] for name in event} == event


FLOATS = st.floats(allow_nan=False, allow_infinity=False)  # JSON has neither
LEAVES = st.none() | st.booleans() | st.integers() | FLOATS | st.text(max_size=5)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(ANY_EVENT, st.data())
def test_however_an_event_is_bent_the_quick_reading_and_the_slow_one_agree(event, data):
    names = st.sampled_from([*sorted(event), "kind", "value", "reason", "heading", "website"])
    for name in data.draw(st.lists(names, max_size=2)):
        event[name] = data.draw(LEAVES | st.sampled_from([0, 1, "unclear", "vote", "csat", *event.values()]))
    try:
        slow = plain(read_event(json.loads(json.dumps(event))))
    except InvalidError as error:
        slow = error.at
    assert read(json.dumps(event)) == slow


# Forms


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"kind": "comment"}, "kind"),
        ({"value": "2"}, "value"),
        ({"reason": "boring"}, "reason"),
        ({"next": "https://evil.example"}, "next"),
        ({"text": "a" * 2001}, "text"),
        ({"heading": "a" * 201}, "heading"),
        ({"website": "a" * 2001}, "website"),
        ({"version": ""}, "version"),
        ({"article": "A", "next": ""}, "article"),
    ],
)
def test_a_form_says_which_field_is_wrong(change, at):
    with pytest.raises(InvalidError) as refusal:
        read_form(FORM | change)
    assert refusal.value.at == at


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"value": "11"}, "value"),
        ({"value": "4\n"}, "value"),
        ({"page": "x" * 1001}, "page"),
        ({"text": ""}, "text"),
        ({"language": ""}, "language"),
    ],
)
def test_a_score_says_which_field_is_wrong(fields, at):
    with pytest.raises(InvalidError) as refusal:
        read_form({"kind": "nps", "language": "it", "value": "9"} | fields)
    assert refusal.value.at == at


def test_a_form_is_a_vote_unless_it_says_that_it_is_a_score():
    fields = {name: text for name, text in FORM.items() if name != "kind"}
    assert isinstance(read_form(fields), FormPost)
    assert isinstance(read_form({"kind": "csat", "language": "it", "value": "5"}), ScorePost)


def test_a_form_reads_empty_fields_as_nothing_said():
    post = read_form(FORM | {"reason": "", "text": "", "heading": "", "website": ""})
    assert (post.reason, post.text, post.heading, post.website) == ("", "", "", "")


def test_a_form_at_its_limits_is_read():
    post = read_form(FORM | {"text": "a" * 2000, "heading": "a" * 200, "website": "a" * 2000})
    assert (len(post.text), len(post.heading), len(post.website)) == (2000, 200, 2000)


# What is loaded


def test_a_collector_that_stores_and_refuses_votes_has_no_pydantic_in_it(tmp_path):
    program = """
import sys
from helpcentre.collector.server import app
from helpcentre.collector.intake import identity, parse, redacted_item, validate
from helpcentre.collector.store.opening import open_store
from helpcentre.contract.manifest import parse_manifest
manifest = parse_manifest(sys.argv[2])
with open_store(sys.argv[3]) as store:
    store.learn(manifest, 0)
    events = parse.parse_items(parse.IncomingRequest(sys.argv[1].encode(), "application/json", 10**12))
    item = redacted_item.make_redacted_item(events[0], 10**12, store.known(), str)
    print(store.write([item]), events[1].at, [name for name in sys.modules if "pydantic" in name])
"""
    arguments = [json.dumps([VOTE, VOTE | {"value": 7}]), world.manifest_text(), f"sqlite:///{tmp_path}/f.db"]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout == "['stored'] value []\n"
