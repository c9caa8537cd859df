"""The built site as the collector serves it: the script for other sites can be compared with its hash there."""

import asyncio
import json

import pytest
from starlette.datastructures import Headers

from helpcentre.collector.server.built_site import BuiltSite

SCRIPT = "/assets/helpcentre/embed.js"


@pytest.fixture
def folder(tmp_path):
    for path, text in {
        "assets/helpcentre/embed.js": "1;",
        "assets/helpcentre/frame.js": "2;",
        "helpcentre/embed.json": json.dumps({"origins": ["https://shop.example", "https://shop.it"]}),
        "helpcentre/headers.json": json.dumps({"Referrer-Policy": "no-referrer"}),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def headers_of(folder, path, origin):
    """Return the headers of an answer to a page of `origin`."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        await asyncio.Event().wait()  # the client stays

    asked = [(b"origin", origin.encode())] if origin else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": asked, "extensions": {}}
    asyncio.run(BuiltSite(folder)(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize("origin", ["https://shop.example", "https://shop.it"])
def test_a_listed_origin_may_read_the_script(folder, origin):
    found = headers_of(folder, SCRIPT, origin)

    assert found["access-control-allow-origin"] == origin
    assert found["vary"] == "Origin"
    assert found["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("origin", ["https://other.example", "https://shop.example.evil.example", "null", "", "*"])
def test_another_origin_may_not(folder, origin):
    found = headers_of(folder, SCRIPT, origin)

    assert "access-control-allow-origin" not in found
    assert found["vary"] == "Origin"


def test_no_other_file_may_be_read(folder):
    found = headers_of(folder, "/assets/helpcentre/frame.js", "https://shop.example")

    assert "access-control-allow-origin" not in found
    assert "vary" not in found


@pytest.mark.parametrize("text", [None, "{", "[]", "{}"])
def test_a_site_without_a_description_of_the_embed_opens_nothing(folder, text):
    (folder / "helpcentre/embed.json").unlink()
    if text is not None:
        (folder / "helpcentre/embed.json").write_text(text, encoding="utf-8")

    assert "access-control-allow-origin" not in headers_of(folder, SCRIPT, "https://shop.example")


def test_a_site_that_is_published_by_switching_a_link_is_served_from_the_new_folder(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    link = tmp_path / "site"
    link.symlink_to("one")
    site = BuiltSite(link)

    assert site.respond("GET", "/", Headers()).path == tmp_path / "one/index.html"
    link.unlink()
    link.symlink_to("two")
    assert site.respond("GET", "/", Headers()).path == tmp_path / "two/index.html"
    assert site.respond("GET", "/../one/index.html", Headers()).status_code == 404
