"""A parcel as a signed webhook, by the Standard Webhooks specification (version 1). Pure."""

import base64
import binascii
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from helpcentre.collector.messages.parcel import Parcel

SECRET_PREFIX = "whsec_"  # noqa: S105 - not a secret
LEAST_KEY_BYTES, MOST_KEY_BYTES = 24, 64


class WebhookRequest(NamedTuple):
    """The body and the header fields of one delivery."""

    body: bytes
    headers: dict[str, str]


def decode_secret(text: str) -> bytes:
    """Return the key of a secret such as `whsec_…`. Raises ValueError if it is not one of 24 to 64 bytes in base64."""
    try:
        key = base64.b64decode(text.strip().removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("it is not base64") from None
    if not LEAST_KEY_BYTES <= len(key) <= MOST_KEY_BYTES:
        raise ValueError(f"it has {len(key)} bytes, not {LEAST_KEY_BYTES} to {MOST_KEY_BYTES}")
    return key


def make_request(parcel: "Parcel", key: bytes, seconds: int) -> WebhookRequest:
    """Return the request for a parcel at a Unix time; `webhook-id` is the same at every attempt."""
    body = json.dumps(_describe_parcel(parcel), ensure_ascii=False, separators=(",", ":")).encode()
    identity = f"msg_{parcel.message.id}"
    headers = {
        "content-type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(key, identity, seconds, body),
    }
    return WebhookRequest(body, headers)


def sign(key: bytes, identity: str, seconds: int, body: bytes) -> str:
    """Return the signature of a delivery: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64."""
    digest = hmac.new(key, f"{identity}.{seconds}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _describe_parcel(parcel: "Parcel") -> dict[str, object]:
    message = parcel.message
    article = {"id": message.article, "title": parcel.article_title, "url": parcel.article_url}
    return {
        "type": "contact.message",
        "timestamp": datetime.fromtimestamp(parcel.received / 1000, UTC).isoformat(),
        "data": {
            "id": message.id,
            "language": message.language,
            "name": message.name,
            "email": message.email,
            "subject": message.subject,
            "topic": message.topic,
            "text": message.text,
            "article": article if message.article else None,
            "query": message.query,
            "steps": list(message.steps),
        },
    }
