"""Passing a message on to a mail server and to a webhook, over real sockets."""

import base64
import hashlib
import hmac

import pytest

from helpcentre.collector.messages.receiver import DeliveryError
from helpcentre.collector.messages.receivers import SmtpReceiver, WebhookReceiver
from tests.collector.messages.mailbox import ID, mail_server, parcel, unused_port, webhook_server

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def server():
    with mail_server() as found:
        yield found


@pytest.fixture
def mails(server):
    mails, _ = server
    mails.taken.clear()
    mails.answer = "250 OK"
    return mails


@pytest.fixture
def receiver(server, mails):
    return SmtpReceiver("help@example.com", "site@example.com", "127.0.0.1", server[1], "none")


def test_a_message_arrives_at_the_mailbox(mails, receiver):
    receiver.deliver(parcel(name="Anna"))

    [(envelope, email)] = mails.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("site@example.com", ["help@example.com"])
    assert email["Reply-To"] == "Anna <anna@example.com>"
    assert "La lampada non si accende." in email.get_content()


def test_the_team_reads_the_facts_in_the_first_language_of_the_site(mails, receiver):
    receiver.deliver(parcel(query="lampada", site_language="it"))

    assert "Hai cercato: lampada" in mails.taken[0][1].get_content()


def test_the_automatic_reply_goes_to_the_writer_without_a_return_path(server, mails):
    SmtpReceiver("help@example.com", "site@example.com", "127.0.0.1", server[1], "none", auto_reply=True).deliver(
        parcel(reply="Grazie.")
    )

    assert [(envelope.mail_from, envelope.rcpt_tos) for envelope, _ in mails.taken] == [
        ("site@example.com", ["help@example.com"]),
        ("<>", ["anna@example.com"]),
    ]


def test_no_reply_is_sent_unless_it_is_wanted_and_the_site_has_one(server, mails, receiver):
    receiver.deliver(parcel(reply="Grazie."))
    SmtpReceiver("help@example.com", "site@example.com", "127.0.0.1", server[1], "none", auto_reply=True).deliver(
        parcel()
    )

    assert [envelope.rcpt_tos for envelope, _ in mails.taken] == [["help@example.com"]] * 2


def test_a_mail_server_that_refuses_is_named_by_its_code_without_its_words(mails, receiver):
    mails.answer = "554 5.7.1 anna@example.com is not welcome"

    with pytest.raises(DeliveryError, match=r"^the mail server answered 554$"):
        receiver.deliver(parcel())


def test_a_mail_server_that_cannot_be_reached_is_a_delivery_error():
    receiver = SmtpReceiver("help@example.com", "site@example.com", "127.0.0.1", unused_port(), "none")

    with pytest.raises(DeliveryError, match="refused"):
        receiver.deliver(parcel())
    with pytest.raises(DeliveryError, match="refused"):
        receiver.probe()


def test_a_server_without_starttls_gets_neither_password_nor_message(server, mails):
    receiver = SmtpReceiver("help@example.com", "s@example.com", "127.0.0.1", server[1], "starttls", "user", "secret")

    with pytest.raises(DeliveryError, match="STARTTLS"):
        receiver.deliver(parcel())
    assert mails.taken == []


def test_probing_sends_nothing(mails, receiver):
    receiver.probe()

    assert mails.taken == []
    assert receiver.name == "help@example.com"


def test_a_message_arrives_at_the_webhook_with_a_valid_signature():
    with webhook_server() as (taken, url):
        WebhookReceiver(url, KEY, lambda: 1_795_000_100.9).deliver(parcel())

    [(headers, body)] = taken
    signed = f"msg_{ID}.1795000100.".encode() + body
    signature = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (f"msg_{ID}", "1795000100")
    assert headers["webhook-signature"] == f"v1,{signature}"
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", [302, 410, 500])
def test_any_other_answer_than_success_is_a_delivery_error_and_no_redirect_is_followed(status):
    with webhook_server(status) as (taken, url), pytest.raises(DeliveryError, match=f"the webhook answered {status}"):
        WebhookReceiver(url, KEY).deliver(parcel())
    assert len(taken) == 1


def test_a_webhook_that_cannot_be_reached_is_a_delivery_error():
    receiver = WebhookReceiver(f"http://127.0.0.1:{unused_port()}/hook", KEY)

    with pytest.raises(DeliveryError, match="refused"):
        receiver.deliver(parcel())
    receiver.probe()
