"""What the site tells about itself."""

import json

import pytest

from helpcentre.contract.manifest import origin_of, parse_manifest
from helpcentre.errors import HelpCentreError

ARTICLE = {
    "id": "payment-declined",
    "language": "it",
    "version": "a1b2c3d4e5f60718",
    "sketch": "00ff",
    "url": "it/troubleshooting/payment-declined/",
    "title": "Il pagamento viene rifiutato",
    "kind": "troubleshooting",
    "topics": ["payments"],
    "owner": "payments-team",
    "reviewed": "2026-11-01",
    "headings": [{"id": "la-carta-e-scaduta", "text": "La carta è scaduta"}],
}
SITE = {"name": "Shop", "url": "https://help.example.com/aiuto/", "default_language": "en", "languages": ["en", "it"]}


def manifest(**changes):
    return json.dumps({"site": SITE, "articles": [ARTICLE], "channels": ["email"], **changes})


def test_a_manifest_is_read_with_everything_in_it():
    read = parse_manifest(manifest())
    assert read.by_key[("payment-declined", "it")].headings[0].text == "La carta è scaduta"
    assert (read.origin, read.base_path, read.ids) == (
        "https://help.example.com",
        "/aiuto/",
        frozenset({"payment-declined"}),
    )


def test_a_field_of_a_newer_build_does_not_stop_an_older_collector():
    assert (
        parse_manifest(manifest(articles=[ARTICLE | {"mood": "sunny"}], future=1)).articles[0].owner == "payments-team"
    )


def test_all_complaints_come_at_once_and_name_their_place():
    with pytest.raises(HelpCentreError) as error:
        parse_manifest(manifest(articles=[ARTICLE | {"version": "x"}, ARTICLE | {"id": "../x"}]), "site/m.json")
    assert "site/m.json: articles.0.version" in str(error.value)
    assert "articles.1.id" in str(error.value)


def test_an_article_that_stands_twice_is_named():
    with pytest.raises(HelpCentreError, match=r"payment-declined \(it\)"):
        parse_manifest(manifest(articles=[ARTICLE, ARTICLE]))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"articles": []}'])
def test_what_is_no_manifest_is_refused(text):
    with pytest.raises(HelpCentreError, match=r"manifest\.json"):
        parse_manifest(text)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Help.Example.com/a/b", "https://help.example.com"),
        ("https://help.example.com:443/", "https://help.example.com"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:80/", "http://[::1]"),
        ("https://user:word@help.example.com/", "https://help.example.com"),
        ("ftp://help.example.com/", None),
        ("https://", None),
        ("https://x:99999/", None),
        ("/", None),
        ("", None),
    ],
)
def test_an_origin_is_written_as_browsers_send_it(address, origin):
    assert origin_of(address) == origin
