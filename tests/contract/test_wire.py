"""The reader without pydantic: never more than the models accept, and all that pages send."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collector import world

from helpcentre.contract import wire
from helpcentre.contract.events import Invalid, read_event
from helpcentre.contract.manifest import parse_manifest
from helpcentre.contract.schema import read_manifest, wire_schema
from helpcentre.errors import HelpCentreError

SCHEMA = json.loads(wire.SCHEMA.read_text(encoding="utf-8"))
EVENTS = [name for name, schema in SCHEMA.items() if "const" in schema["properties"].get("kind", {})]
VOTE = world.vote()
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
WRONG = {
    "null": None, "a list": [], "a text": "vote", "nothing": {}, "a list as kind": {"kind": []},
    "a kind nobody knows": {"kind": "Vote"},
    "a value of 2": world.vote(2), "a value of -1": world.vote(-1), "true": world.vote(True),
    "a text of 1": world.vote("1"),
    "a yes with a reason": world.vote(1, reason="unclear"), "a yes with a heading": world.vote(1, heading="la-carta"),
    "another reason": world.vote(reason="because"), "a field too many": world.vote(more=1),
    "a field too few": {key: value for key, value in VOTE.items() if key != "language"},
    "an id that is none": world.vote(id="x"), "an id and a line feed": world.vote(id=VOTE["id"] + "\n"),
    "an article and a line feed": world.vote(article="a\n"), "a capital": world.vote(article="A"),
    "a number as article": world.vote(article=7), "a short version": world.vote(version="a1b2c3d4e5f6071"),
    "an age before birth": world.vote(age_ms=-1), "an endless age": world.vote(age_ms=2**53 + 1),
    "an empty heading": world.vote(heading=""), "no words": world.comment(VOTE, ""),
    "too many words": world.comment(VOTE, "x" * 1001), "a number for true": world.search(missing=1),
    "too many results": world.search(results=1_000_001), "six of five": world.rating("csat", 6),
    "eleven of ten": world.rating("nps", 11), "a channel with a blank": world.contact("e mail"),
}  # fmt: skip


def accepted(value):
    try:
        return read_event(value)
    except Invalid:
        return None


def test_the_schema_in_the_package_is_what_the_models_say():
    assert wire_schema() == SCHEMA, "the models changed: run scripts/wire-schema"


@pytest.mark.parametrize("event", SENT, ids=lambda event: event["kind"])
def test_what_a_page_sends_is_read_at_once(event):
    assert wire.is_event(event)
    assert accepted(event).model_dump(exclude_unset=True) == event


@pytest.mark.parametrize("name", WRONG)
def test_what_the_models_refuse_is_not_read_at_once(name):
    assert accepted(WRONG[name]) is None
    assert not wire.is_event(WRONG[name])


def test_a_whole_number_with_a_point_is_left_to_the_models():
    assert accepted(world.vote(1.0)).value == 1
    assert not wire.is_event(world.vote(1.0))


def values(schema):
    """Return a strategy for what a schema of the contract allows, and numbers like 1.0 where it says integer."""
    if "anyOf" in schema:
        return st.one_of([values(part) for part in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "object":
        wanted = {name: values(part) for name, part in schema["properties"].items()}
        required = {name: wanted.pop(name) for name in schema["required"]}
        return st.fixed_dictionaries(required, optional=wanted)
    if schema["type"] == "integer":
        whole = st.integers(schema["minimum"], schema["maximum"])
        return whole | whole.filter(lambda number: number < 2**53).map(float)
    if schema["type"] == "string" and "pattern" in schema:
        short = schema.get("minLength", 0), schema.get("maxLength", 10**6)
        return st.from_regex(schema["pattern"], fullmatch=True).filter(lambda text: short[0] <= len(text) <= short[1])
    if schema["type"] == "string":
        return st.text(min_size=schema["minLength"], max_size=20)
    return {"boolean": st.booleans(), "null": st.none()}[schema["type"]]


ANY_EVENT = st.sampled_from(EVENTS).flatmap(lambda name: values(SCHEMA[name]))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(ANY_EVENT, st.data())
def test_it_never_reads_what_the_models_refuse_however_an_event_is_bent(event, data):
    names = st.sampled_from([*sorted(event), "kind", "value", "reason", "heading", "website"])
    for name in data.draw(st.lists(names, max_size=2)):
        event[name] = data.draw(LEAVES | st.sampled_from([0, 1, "unclear", "vote", "csat", *event.values()]))
    if wire.is_event(event):
        model = accepted(event)
        assert model is not None
        assert model.model_dump(exclude_unset=True) == event


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(ANY_EVENT)
def test_it_reads_every_event_of_the_schema_but_those_with_numbers_like_1_0(event):
    pointed = any(type(value) is float for value in event.values())
    assert wire.is_event(event) == (accepted(event) is not None and not pointed)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "format": "uri"},
        {"type": "string", "pattern": "x"},
        {"type": "integer", "multipleOf": 5},
        {"type": "object", "dependentRequired": {"a": ["b"]}},
        {"oneOf": [{"type": "string"}]},
    ],
    ids=lambda schema: list(schema)[-1],
)
def test_a_rule_it_does_not_know_is_an_error_and_not_passed_over(schema):
    with pytest.raises(ValueError, match=r"wire\.json has"):
        wire.compiled({"Thing": schema})


def test_a_manifest_is_the_same_whoever_reads_it():
    entry = world.article(
        headings=[{"id": "a", "text": "A"}], topics=["x"], reviewed=None, owner=None, sketch="0f", later="unknown yet"
    )
    closed = {
        "kind": "closure",
        "name": "Natale",
        "first": "2026-12-24",
        "last": "2026-12-26",
        "words": {"it": "Chiuso"},
    }
    document = json.loads(world.manifest_text(entry, world.article(language="et")))
    text = json.dumps({**document, "events": [closed], "later": {"unknown": ["yet"]}})
    assert wire.is_manifest(json.loads(text))
    assert parse_manifest(text) == read_manifest(text, "here")
    assert hash(parse_manifest(text).articles[0]) == hash(read_manifest(text, "here").articles[0])


def test_half_of_a_surrogate_pair_in_a_manifest_is_a_plain_complaint():
    text = world.manifest_text(world.article(title="x")).replace('"title": "x"', '"title": "\\ud800"')
    assert "\\ud800" in text
    with pytest.raises(HelpCentreError, match="helpcentre build"):
        parse_manifest(text)


@pytest.mark.parametrize("day", ["2026-12-24T00:00:00", "20261224", "2026-W52-4", "2026-02-30"])
def test_days_in_other_forms_are_left_to_the_models(day):
    event = {"kind": "notice", "name": "x", "first": day, "last": "2026-12-26"}
    assert not wire.checks()["SiteEvent"](event)


def test_a_collector_that_stores_votes_has_no_pydantic_in_it(tmp_path):
    program = """
import sys
from helpcentre.collector.intake.validate import IncomingRequest, accept
from helpcentre.collector.server import app as http
from helpcentre.collector.store import open_store
from helpcentre.collector.intake.identity import visitor
from helpcentre.contract.manifest import parse_manifest
body, manifest = sys.argv[1].encode(), parse_manifest(sys.argv[2])
with open_store(sys.argv[3]) as store:
    store.learn(manifest, 0)
    who = visitor(bytes(32), "192.0.2.1", "", "")
    taken = accept(IncomingRequest(body, "application/json", 10**12), store.known(), who)
    print(store.write([taken.item]), [name for name in sys.modules if "pydantic" in name])
"""
    arguments = [json.dumps(VOTE), world.manifest_text(), f"sqlite:///{tmp_path}/f.db"]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout == "['stored'] []\n"
