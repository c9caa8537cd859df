"""Signed webhooks, by the Standard Webhooks specification."""

import base64
import hashlib
import hmac
import json

import pytest

from helpcentre.collector.messages.webhook import decode_secret, make_request, sign
from tests.collector.messages.mailbox import ID, parcel

KEY = bytes(range(24))


def test_the_signature_is_that_of_the_example_in_the_specification():
    key = decode_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'

    found = sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_verify_a_request():
    body, headers = make_request(parcel(), KEY, 1_795_000_100)

    assert headers["webhook-id"] == f"msg_{ID}"
    assert headers["webhook-timestamp"] == "1795000100"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_the_body_says_everything_the_writer_sent():
    article = {"article": "lamp-dark", "article_title": "Lamp", "article_url": "https://help.example.com/lamp/"}
    body, headers = make_request(
        parcel(name="Anna", subject="s", topic="t", query="q", steps=("a", "b"), **article), KEY, 1
    )

    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "type": "contact.message",
        "timestamp": "2026-11-18T11:06:40+00:00",
        "data": {
            "id": ID,
            "language": "it",
            "name": "Anna",
            "email": "anna@example.com",
            "subject": "s",
            "topic": "t",
            "text": "La lampada non si accende.\nHo già provato un'altra presa.",
            "article": {"id": "lamp-dark", "title": "Lamp", "url": "https://help.example.com/lamp/"},
            "query": "q",
            "steps": ["a", "b"],
        },
    }
    assert json.loads(make_request(parcel(), KEY, 1).body)["data"]["article"] is None


@pytest.mark.parametrize("size", [24, 64])
def test_a_secret_has_24_to_64_bytes(size):
    assert decode_secret(f" whsec_{base64.b64encode(bytes(size)).decode()}\n") == bytes(size)


@pytest.mark.parametrize(
    ("secret", "message"),
    [
        (base64.b64encode(bytes(23)).decode(), "it has 23 bytes, not 24 to 64"),
        (base64.b64encode(bytes(65)).decode(), "it has 65 bytes, not 24 to 64"),
        ("whsec_not base64!", "it is not base64"),
        ("", "it has 0 bytes, not 24 to 64"),
    ],
)
def test_any_other_secret_is_refused(secret, message):
    with pytest.raises(ValueError, match=message):
        decode_secret(secret)
