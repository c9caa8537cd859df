"""Messages on their way to the database: what is taken, held and refused."""

from urllib.parse import urlencode

import pytest

from helpcentre.collector.intake.parse import IncomingRequest
from helpcentre.collector.items import Refusal
from helpcentre.collector.messages.intake import (
    HELD_DAY,
    HOUSEHOLD_HOUR,
    LEAST_MS,
    NETWORK_HOUR,
    SAME_TEXT_DAY,
    MessageJudge,
    is_form,
    parse_message,
)
from tests.collector.messages.mailbox import message
from tests.collector.world import DAY, NOON, SALT, reader, request

JSON = {
    "id": "6f1c1d52-3d2c-4c4e-9b57-0a3c1d2e4f50",
    "language": "it",
    "email": "anna@example.com",
    "text": "Ciao",
    "consent": True,
}
FORM = {
    "language": "it",
    "email": "anna@example.com",
    "text": "Ciao\r\na tutti",
    "consent": "yes",
    "page": "it/contact/",
}
HOUR = 3_600_000


def posted(fields, content_type="application/x-www-form-urlencoded"):
    return request(urlencode(fields).encode(), content_type=content_type)


def refused(asked):
    found = parse_message(asked, SALT)
    assert isinstance(found, Refusal), found
    return found.status, found.error, found.at


def test_a_script_sends_json_and_a_form_its_fields():
    by_script, by_form = parse_message(request(JSON), SALT), parse_message(posted(FORM), SALT)

    assert (by_script.message.text, by_script.page) == ("Ciao", None)
    assert (by_form.message.text, by_form.page) == ("Ciao\na tutti", "it/contact/")
    assert by_form.message.consent is True


def test_a_form_that_is_sent_twice_is_one_message_and_another_text_is_another():
    one, same, other, later = (
        parse_message(posted(FORM | more), salt).message.id
        for more, salt in (({}, SALT), ({}, SALT), ({"text": "Altro"}, SALT), ({}, bytes(32)))
    )

    assert one == same
    assert len({one, other, later}) == 3


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"email": "anna"}, "email"),
        ({"email": "anna@example.com\r\nBcc: x@example.com"}, "email"),
        ({"email": "anna@example.com\n"}, "email"),
        ({"email": "a@b@example.com"}, "email"),
        ({"email": "=?utf-8?q?a?=@example.com"}, "email"),
        ({"email": "anna@exa mple.com"}, "email"),
        ({"email": "a" * 65 + "@example.com"}, "email"),
        ({"name": "Anna\r\nBcc: x@example.com"}, "name"),
        ({"name": "Anna\x00"}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"subject": "x\ny"}, "subject"),
        ({"subject": "x\u2028y"}, "subject"),
        ({"subject": "s" * 151}, "subject"),
        ({"topic": "x\ry"}, "topic"),
        ({"query": "x\ny"}, "query"),
        ({"query": "q" * 201}, "query"),
        ({"steps": ["one\ntwo"]}, "steps"),
        ({"steps": [""]}, "steps"),
        ({"steps": ["x"] * 21}, "steps"),
        ({"steps": ["x" * 301]}, "steps"),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"consent": False}, "consent"),
        ({"consent": "yes"}, "consent"),
        ({"article": "../x"}, "article"),
        ({"file": "x"}, "file"),
        ({"id": "1"}, "id"),
        ({"age_ms": -1}, "age_ms"),
    ],
)
def test_a_field_that_is_wrong_is_named(more, at):
    assert refused(request(JSON | more)) == (422, "invalid", at)


def test_a_message_may_be_as_long_as_the_form_says():
    longest = {"text": "x" * 5000, "name": "n" * 100, "subject": "s" * 150, "steps": ["x" * 300] * 20, "age_ms": 4000.0}

    assert parse_message(request(JSON | longest), SALT).message.text == "x" * 5000


@pytest.mark.parametrize("missing", ["language", "email", "text", "consent"])
def test_a_form_that_is_not_complete_is_refused(missing):
    fields = {name: value for name, value in FORM.items() if name != missing}

    assert refused(posted(fields)) == (422, "invalid", missing)


@pytest.mark.parametrize("body", [b"[]", b"1", b"{", b"\xff", b"[" * 3000, b'{"id": NaN}'])
def test_a_body_that_is_not_a_message_is_refused(body):
    assert refused(request(body)) == (422, "invalid", "")


def test_a_form_that_cannot_be_read_is_refused():
    form = {"content_type": "application/x-www-form-urlencoded"}

    assert refused(request("è".encode(), **form)) == (422, "invalid", "")
    assert refused(request(b"&".join(b"a%d=1" % n for n in range(30)), **form)) == (422, "invalid", "")


def test_an_attachment_is_refused():
    asked = request(b"--x\r\n", content_type="multipart/form-data; boundary=x")

    assert refused(asked) == (415, "unsupported_media_type", None)
    assert is_form(asked)


def test_whether_the_answer_is_a_page_depends_on_the_content_type():
    kinds = ["application/json", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", ""]

    assert [is_form(IncomingRequest(b"", kind, NOON)) for kind in kinds] == [False, False, True, True]


def signals(text="Ciao, la lampada non funziona", who=1, at=NOON, judge=None, **more):
    sent = message(**{"text": text, "email": f"anna{who}@example.com"} | more)
    return (judge or MessageJudge()).find_signals(sent, reader(who), at)


def test_an_ordinary_message_has_no_signal():
    assert signals() == []
    assert signals(age_ms=LEAST_MS) == []
    assert signals("Due prodotti: https://a.example/1 https://a.example/2 https://a.example/3") == []


@pytest.mark.parametrize(
    ("given", "signal"),
    [
        ({"website": "x"}, "honeypot"),
        ({"age_ms": LEAST_MS - 1}, "too_fast"),
        ({"text": "https://a.x https://b.x https://c.x https://d.x"}, "links"),
        ({"text": "<a href=x>buy</a>"}, "markup"),
        ({"text": "buy buy buy buy buy buy"}, "repetition"),
        ({"text": "asdfghjkl qwertyuiop"}, "keyboard_mash"),
    ],
)
def test_a_message_that_looks_like_spam_has_a_signal(given, signal):
    assert signals(**given) == [signal]


def test_a_household_sends_a_few_messages_an_hour_before_they_are_held():
    judge = MessageJudge()
    found = [signals(f"Messaggio {n}", judge=judge) for n in range(HOUSEHOLD_HOUR + 1)]

    assert found == [[]] * HOUSEHOLD_HOUR + [["visitor_budget"]]
    assert signals("Più tardi", at=NOON + HOUR, judge=judge) == []
    assert signals("Un altro", who=2, judge=judge) == []


def test_an_address_gets_few_automatic_replies_an_hour_also_if_many_write_in_its_name():
    judge = MessageJudge()
    emails = ["victim@example.com"] * HOUSEHOLD_HOUR + ["Victim@Example.com"]
    found = [signals(f"Messaggio {n}", who=256 * n, email=email, judge=judge) for n, email in enumerate(emails)]

    assert found == [[]] * HOUSEHOLD_HOUR + [["visitor_budget"]]
    assert signals("Più tardi", who=9, email=emails[0], at=NOON + HOUR, judge=judge) == []
    assert signals("Un altro", who=9, judge=judge) == []


def test_a_network_sends_more_messages_an_hour_before_they_are_held():
    judge = MessageJudge()
    found = [signals(f"Messaggio {n}", who=n + 1, judge=judge) for n in range(NETWORK_HOUR + 1)]

    assert found == [[]] * NETWORK_HOUR + [["network_budget"]]


def test_the_same_text_from_many_readers_is_held_whatever_its_signs_and_capitals():
    judge = MessageJudge()
    texts = ["Buy cheap lamps now", "BUY cheap, lamps now!", "buy   cheap lamps now."]
    found = [signals(text, who=256 * n, judge=judge) for n, text in enumerate(texts)]

    assert found == [[]] * SAME_TEXT_DAY + [["repeated_text"]]
    assert signals(texts[0], who=9, at=NOON + DAY, judge=judge) == []


def test_a_household_can_have_so_many_messages_held_a_day():
    judge = MessageJudge()

    assert [judge.may_hold(reader(1), NOON) for _ in range(HELD_DAY + 1)] == [True] * HELD_DAY + [False]
    assert judge.may_hold(reader(2), NOON)
    assert judge.may_hold(reader(1), NOON + DAY)
