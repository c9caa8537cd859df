"""A collector that is killed while the receiver is down still passes its messages on, once."""

import base64
import json
import os
import time
import urllib.request
from uuid import uuid4

import pytest

from tests.collector import process
from tests.collector.messages.mailbox import unused_port, webhook_server
from tests.collector.world import ORIGIN, manifest_text


@pytest.fixture
def site_with_form(monkeypatch):
    facts = json.loads(manifest_text())
    facts["contact_form"] = {"channel": "email"}
    monkeypatch.setattr(process, "manifest_text", lambda: json.dumps(facts))
    monkeypatch.setitem(os.environ, "HELPCENTRE_WEBHOOK_SECRET", base64.b64encode(bytes(32)).decode())


def send(port, message):
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/feedback/v1/messages",
        json.dumps(message).encode(),
        {"content-type": "application/json", "origin": ORIGIN},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.status


def wait_for(condition):
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


def test_a_message_that_was_taken_before_a_kill_arrives_once_after_it(tmp_path, site_with_form):
    port, database = unused_port(), f"sqlite:///{tmp_path}/feedback.db"
    options = ("--forward-to", f"http://127.0.0.1:{port}/hook")
    given = {"language": "it", "email": "anna@example.com", "text": "Ciao", "consent": True}
    message = {"id": str(uuid4()), **given}
    with process.running(tmp_path, database, *options) as collector:
        assert send(collector.port, message) == 201
        collector.kill()

    with webhook_server(port=port) as (taken, _), process.running(tmp_path, database, *options) as collector:
        wait_for(lambda: taken)
        wait_for(lambda: "message_forwarded" in collector.log.read_text())
        assert send(collector.port, message) == 200
        assert send(collector.port, {"id": str(uuid4()), **given, "text": "Un altro"}) == 201
        wait_for(lambda: len(taken) == 2)

    assert [json.loads(body)["data"]["text"] for _, body in taken] == ["Ciao", "Un altro"]
    assert taken[0][0]["webhook-id"] == f"msg_{message['id']}"
