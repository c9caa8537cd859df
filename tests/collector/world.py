"""A small site and its readers, for the collector's tests."""

import json
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from helpcentre.collector.intake.identity import identify
from helpcentre.collector.intake.parse import IncomingRequest
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.items import Item
from helpcentre.contract.manifest import parse_manifest

V1, V2 = "a1b2c3d4e5f60718", "ffffffffffffffff"
NOON = 1_795_000_000_000 // 86_400_000 * 86_400_000 + 43_200_000  # noon of a day in 2026, UTC
DAY = 86_400_000
ORIGIN = "https://help.example.com"
SALT = bytes(range(32))
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def article(identity="payment-declined", language="it", version=V1, **more):
    entry = {
        "id": identity,
        "language": language,
        "version": version,
        "sketch": "00",
        "url": f"{language}/help/{identity}/",
        "title": identity.title(),
        "kind": "faq",
        "topics": ["payments"],
        "owner": "payments-team",
        "reviewed": "2026-11-01",
        "headings": [{"id": "la-carta", "text": "La carta"}],
    }
    return entry | more


def manifest(*articles, url=f"{ORIGIN}/"):
    return parse_manifest(manifest_text(*articles, url=url))


def manifest_text(*articles, url=f"{ORIGIN}/"):
    listed = articles or (
        article(),
        article(language="et"),
        article("shipping-cost", "it"),
        article("shipping-cost", "id"),
    )
    site = {"name": "Shop", "url": url, "default_language": "en", "languages": ["en", "it", "id", "et"]}
    pages = ["", "it/", "it/contact/"]
    return json.dumps({"site": site, "articles": listed, "channels": ["email", "whatsapp"], "pages": pages})


def known(*articles):
    site = manifest(*articles)
    return SiteCatalogue(
        versions=frozenset((a.id, a.language, a.version) for a in site.articles),
        articles=frozenset((a.id, a.language) for a in site.articles),
        ids=site.ids,
        headings=frozenset((a.id, a.language, h.id) for a in site.articles for h in a.headings),
        channels=frozenset(site.channels),
        languages=frozenset(site.site.languages),
    )


def vote(value=0, **more):
    event = {
        "kind": "vote",
        "id": str(uuid4()),
        "article": "payment-declined",
        "language": "it",
        "version": V1,
        "value": value,
    }
    return event | more


def comment(of, text="Non funziona", **more):
    event = {key: of[key] for key in ("article", "language", "version")}
    return {"kind": "comment", "id": str(uuid4()), "vote": of["id"], "text": text, **event} | more


def search(query="reso gratis", results=0, **more):
    return {"kind": "search", "id": str(uuid4()), "language": "it", "query": query, "results": results} | more


def contact(channel="email", **more):
    return {"kind": "contact", "id": str(uuid4()), "channel": channel, "language": "it"} | more


def rating(kind, value, **more):
    return {"kind": kind, "id": str(uuid4()), "value": value, "language": "it"} | more


def raw(identity):
    return UUID(identity).bytes


def reader(number=1, salt=SALT):
    return identify(salt, address_of(number), "Browser/1", "it")


def address_of(number):
    """Return the IPv4 address of reader `number`."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def request(event, *, content_type="application/json", received=NOON, who=1, **more):
    """Return a request with an event, a list of them or raw bytes as its body, of reader number `who`."""
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return IncomingRequest(body, content_type, received, address_of(who), "Browser/1", "it", **more)


def item(value=0, *, who=1, at=NOON, received=None, kind="vote", identity=None, version=V1, **more):
    """Return a vote ready for the store, of reader number `who`."""
    made = Item(
        identity or uuid4().bytes, kind, more.pop("language", "it"), received or at, at,
        article=more.pop("article", "payment-declined" if kind in ("vote", "comment") else ""),
        version=version if kind in ("vote", "comment") else "", value=value, **more,
    )  # fmt: skip
    if kind != "comment":
        question = (who, kind, made.article, made.language, made.version, made.channel, made.received // DAY)
        made.ballot = sha256(repr(question).encode()).digest()[:16]
    return made
