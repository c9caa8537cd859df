"""A request body becomes items of the contract, or a refusal."""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.parse import BODY_LIMIT, FORM_FIELDS, FormItems, parse_form, parse_items
from helpcentre.collector.items import Refusal, uuid_text
from helpcentre.contract.events import Comment, Csat, Event, FormPost, Nps, Vote
from tests.collector.world import V1, comment, rating, request, vote

IDS = (uuid4().bytes, uuid4().bytes)
POST = {"kind": "vote", "article": "payment-declined", "language": "it", "version": V1, "value": "0"}
UNREADABLE = Refusal(422, "invalid", "")
FORM_TYPE = "application/x-www-form-urlencoded"


def parse(event, **more):
    return parse_items(request(event, **more))


def form(fields, content_type=FORM_TYPE):
    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    return parse_form(request(body, content_type=content_type), IDS)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=utf-8", "text/plain", "Text/Plain", " text/plain ;x"],
)
def test_json_is_accepted_as_json_or_as_plain_text(content_type):
    assert isinstance(parse(vote(), content_type=content_type), Vote)


@pytest.mark.parametrize("content_type", ["", "text/html", FORM_TYPE, "multipart/form-data", "json", ";text/plain"])
def test_any_other_content_type_is_415(content_type):
    assert parse(vote(), content_type=content_type) == Refusal(415, "unsupported_media_type")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"a":NaN}', b"[" * 5000, b'{"id":"\\ud800"}', b"\x00"])
def test_a_body_that_is_not_json_is_422_as_a_whole(body):
    assert parse(body) == UNREADABLE


def test_a_wrong_field_is_422_at_its_name():
    assert parse(vote(value=2)) == Refusal(422, "invalid", "value")


def test_a_list_is_parsed_part_by_part():
    parts = parse([vote(), vote(value=7), 5, rating("nps", 9)])
    assert [type(part) for part in parts] == [Vote, Refusal, Refusal, Nps]
    assert parts[1:3] == [Refusal(422, "invalid", "value"), UNREADABLE]


@pytest.mark.parametrize(("number", "accepted"), [(0, False), (1, True), (20, True), (21, False)])
def test_a_list_has_one_to_twenty_items(number, accepted):
    right, wrong = parse([vote() for _ in range(number)]), parse([vote(value=7) for _ in range(number)])
    assert (right != UNREADABLE, wrong != UNREADABLE) == (accepted, accepted)


def test_one_item_must_be_smaller_than_a_list_may_be():
    text = json.dumps(vote()).encode()
    assert isinstance(parse(text + b" " * (BODY_LIMIT - len(text))), Vote)
    assert parse(text + b" " * (BODY_LIMIT - len(text) + 1)) == Refusal(413, "too_large")
    assert isinstance(parse(b"[" + text + b" " * BODY_LIMIT + b"]"), list)


@given(st.binary(max_size=300), st.sampled_from(["application/json", "text/plain"]))
def test_no_bytes_raise_an_error(body, content_type):
    assert isinstance(parse(body, content_type=content_type), Refusal | Event | list)


# Forms


def test_a_form_becomes_a_vote_and_a_comment():
    found = form(POST | {"reason": "unclear", "text": " Non capisco ", "heading": "la-carta", "website": ""})
    assert isinstance(found.post, FormPost)
    voted, said = found.events
    assert (voted.id, voted.value, voted.reason, voted.heading) == (uuid_text(IDS[0]), 0, "unclear", "la-carta")
    assert (said.id, said.text, said.vote) == (uuid_text(IDS[1]), "Non capisco", voted.id)
    assert (said.article, said.language, said.version) == (voted.article, voted.language, voted.version)
    assert not found.trapped


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_form_without_words_is_only_a_vote(text):
    assert [type(event) for event in form(POST | {"text": text}).events] == [Vote]


def test_the_words_of_a_form_are_cut_to_what_a_comment_may_have():
    (_, said) = form(POST | {"text": f"  {'a' * 1500}"}).events
    assert isinstance(said, Comment)
    assert said.text == "a" * 1000


@pytest.mark.parametrize("more", [{"reason": "outdated"}, {"text": "Manca un passo"}])
def test_the_second_form_needs_no_value_because_only_readers_who_said_no_are_asked(more):
    voted = form({key: value for key, value in POST.items() if key != "value"} | more).events[0]
    assert (voted.value, voted.reason) == (0, more.get("reason"))


@pytest.mark.parametrize("more", [{}, {"text": " "}, {"heading": "la-carta"}])
def test_a_form_that_says_nothing_is_422(more):
    assert form(POST | {"value": ""} | more) == Refusal(422, "invalid", "value")


def test_a_yes_with_a_reason_left_over_in_the_form_is_a_yes():
    (voted,) = form(POST | {"value": "1", "reason": "unclear", "heading": "la-carta"}).events
    assert (voted.value, voted.reason, voted.heading) == (1, None, None)


@pytest.mark.parametrize(("website", "trapped"), [("", False), ("http://spam.example", True)])
def test_a_form_that_fills_in_the_invisible_field_is_marked(website, trapped):
    assert form(POST | {"website": website}).trapped is trapped
    assert form({"kind": "csat", "language": "it", "value": "5", "website": website}).trapped is trapped


def test_a_score_form_becomes_a_score():
    assert [
        (type(one), one.value, one.id) for one in form({"kind": "csat", "language": "it", "value": "5"}).events
    ] == [(Csat, 5, uuid_text(IDS[0]))]
    assert [type(one) for one in form({"kind": "nps", "language": "it", "value": "10"}).events] == [Nps]


def test_a_satisfaction_score_above_five_is_422():
    assert form({"kind": "csat", "language": "it", "value": "6"}) == Refusal(422, "invalid", "value")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        (POST | {"redirect": "https://evil.example"}, Refusal(422, "invalid", "redirect")),
        (POST | {"redirect": ""}, Refusal(422, "invalid", "redirect")),
        (b"%ff=%ff", UNREADABLE),
        (b"\xff", UNREADABLE),
        ("kind=vote&text=è".encode(), UNREADABLE),
    ],
)
def test_a_form_is_as_strict_as_json(fields, refusal):
    assert form(fields) == refusal


def test_a_form_has_a_limited_number_of_fields():
    field = urlencode(POST).encode() + b"&value=0"
    assert isinstance(form(field + b"&value=0" * (FORM_FIELDS - 6)), FormItems)
    assert form(field + b"&value=0" * (FORM_FIELDS - 5)) == UNREADABLE


@pytest.mark.parametrize("content_type", ["application/json", "", "text/plain"])
def test_a_form_of_another_content_type_is_415(content_type):
    assert form(POST, content_type) == Refusal(415, "unsupported_media_type")


def test_the_content_type_of_a_form_may_have_a_parameter():
    assert isinstance(form(POST, f"{FORM_TYPE.upper()}; charset=utf-8"), FormItems)


@given(
    st.dictionaries(st.sampled_from([*POST, "reason", "text", "heading", "website", "page", "x"]), st.text(max_size=9))
)
def test_no_fields_raise_an_error(fields):
    assert isinstance(form(fields), Refusal | FormItems)


def test_a_comment_needs_a_vote():
    assert parse({key: value for key, value in comment(vote()).items() if key != "vote"}) == Refusal(
        422, "invalid", "vote"
    )
