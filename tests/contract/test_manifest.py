"""The manifest of a built site."""

import json
import re
from datetime import date
from hashlib import blake2b

import pytest

from helpcentre.contract.manifest import ManifestPart, join_parts, origin_of, parse_manifest, parse_part
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


def refused(text, place="site/m.json"):
    with pytest.raises(HelpCentreError) as error:
        parse_manifest(text, place)
    return str(error.value).splitlines()


def test_all_problems_come_at_once_with_their_path_and_what_to_write():
    wrong = [ARTICLE | {"version": "x"}, ARTICLE | {"id": "../x", "reviewed": "soon"}]
    assert refused(manifest(articles=wrong, channels=["e mail"])) == [
        "site/m.json: articles[0].version: 'x' is not valid; write 16 lower-case hex digits",
        "site/m.json: articles[1].id: '../x' is not valid; write an id such as payment-declined",
        "site/m.json: articles[1].reviewed: 'soon' is not valid; write a date such as 2026-11-01",
        "site/m.json: channels[0]: 'e mail' is not valid; write a channel's id such as phone-it",
        "Build the site again: helpcentre build",
    ]


@pytest.mark.parametrize(("number", "lines"), [(20, 21), (21, 22), (500, 22)])
def test_twenty_problems_are_shown_and_the_rest_counted(number, lines):
    message = refused(manifest(channels=["e mail"] * number))
    assert len(message) == lines
    if number > 20:
        assert message[20] == f"site/m.json: {number - 20} more problems"


def test_articles_that_are_listed_more_than_once_are_named():
    other = ARTICLE | {"language": "et"}
    assert parse_manifest(manifest(articles=[ARTICLE, other])).ids == {"payment-declined"}
    assert refused(manifest(articles=[ARTICLE, other, ARTICLE, other, ARTICLE]))[0] == (
        "site/m.json: these articles are listed more than once: payment-declined (it), payment-declined (et)"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is not valid JSON: "),
        ("{", "this is not valid JSON: "),
        (b"\xff", "this is not valid JSON: "),
        ('{"site": {"name": "\\ud800"}}', "this is not valid JSON: "),
        ("[" * 100_000, "this is not valid JSON: "),
        ("[]", "the whole file: [] is not valid; write an object"),
        ("null", "the whole file: null is not valid; write an object"),
        ('{"articles": []}', "site: is missing; write an object"),
    ],
    ids=repr,
)
def test_anything_else_is_refused(text, problem):
    message = refused(text, "helpcentre/manifest.json")
    assert message[0].startswith(f"helpcentre/manifest.json: {problem}")
    assert message[-1] == "Build the site again: helpcentre build"


@pytest.mark.parametrize("day", ["2026-12-24T00:00:00", "20261224", "2026-W52-4", "2026-02-30", "2026-12-24\n", 1])
def test_a_day_has_one_form(day):
    closed = {"kind": "closure", "name": "Natale", "first": day, "last": "2026-12-26"}
    assert refused(manifest(events=[closed]))[0].startswith("site/m.json: events[0].first: ")


def test_closures_and_notices_are_read_with_their_words():
    closed = {
        "kind": "closure", "name": "Natale", "first": "2026-12-24", "last": "2026-12-26", "words": {"it": "Chiuso"},
    }  # fmt: skip
    (event,) = parse_manifest(manifest(events=[closed])).events
    assert (event.first, event.last, event.words) == (date(2026, 12, 24), date(2026, 12, 26), {"it": "Chiuso"})
    assert (event.topics, event.languages) == ((), ())
    assert refused(manifest(events=[closed | {"words": {"??": "x"}}]))[0] == (
        "site/m.json: events[0].words.??: '??' is not valid; write a language code such as it or pt-BR"
    )


def test_the_addresses_are_those_of_articles_and_other_pages():
    read = parse_manifest(manifest(pages=["", "it/contact/"]))
    assert read.addresses == {"", "it/contact/", "it/troubleshooting/payment-declined/"}


@pytest.mark.parametrize(
    ("url", "path"), [("/", "/"), ("https://a.example", "/"), ("https://a.example/b/c", "/b/c/"), ("/b/", "/b/")]
)
def test_the_base_path_has_a_slash_at_both_ends(url, path):
    assert parse_manifest(manifest(site=SITE | {"url": url})).base_path == path


def test_a_manifest_can_be_a_key_of_a_dictionary():
    assert hash(parse_manifest(manifest()).articles[0]) == hash(parse_manifest(manifest()).articles[0])


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


# --- a manifest in parts


def part(text, language="it"):
    return ManifestPart(language, blake2b(text, digest_size=16).hexdigest())


def test_the_articles_of_a_part_are_read_if_it_is_the_file_that_the_manifest_names():
    text = json.dumps({"articles": [ARTICLE]}).encode()

    assert [one.id for one in parse_part(text, part(text), "part")] == ["payment-declined"]
    with pytest.raises(HelpCentreError, match=r"part is not the file that the manifest names\. If the site is being"):
        parse_part(text + b" ", part(text), "part")


def test_a_part_with_problems_is_refused_with_their_places():
    text = json.dumps({"articles": [ARTICLE | {"version": "x"}]}).encode()

    with pytest.raises(HelpCentreError, match=re.escape("part: articles[0].version: ")):
        parse_part(text, part(text), "part")


def test_the_articles_of_all_parts_are_those_of_the_manifest():
    read = parse_manifest(manifest(articles=[], parts=[{"language": "it", "hash": "0" * 32}]))
    articles = parse_manifest(manifest()).articles

    assert read.parts[0].path == "helpcentre/manifest.it.json"
    assert join_parts(read, [articles], "m").ids == {"payment-declined"}
    assert join_parts(parse_manifest(manifest()), [], "m") == parse_manifest(manifest())
    with pytest.raises(HelpCentreError, match=re.escape("m: these articles are listed more than once: payment-d")):
        join_parts(read, [articles, articles], "m")


@pytest.mark.parametrize("wrong", [{"language": "../x"}, {"hash": "0" * 31}, {"hash": "G" * 32}, {"hash": "0" * 33}])
def test_the_name_and_the_fingerprint_of_a_part_are_checked(wrong):
    with pytest.raises(HelpCentreError, match=re.escape("parts[0].")):
        parse_manifest(manifest(parts=[{"language": "it", "hash": "0" * 32} | wrong]))
