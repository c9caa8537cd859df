"""The receiver that options and environment describe."""

import base64

import pytest

from helpcentre.collector.messages.configuration import ForwardOptions, make_receiver, read_secret
from helpcentre.collector.messages.receivers import SmtpReceiver, WebhookReceiver
from helpcentre.errors import HelpCentreError

KEY = bytes(32)
SECRET = {"HELPCENTRE_WEBHOOK_SECRET": f"whsec_{base64.b64encode(KEY).decode()}"}
PASSWORD = {"HELPCENTRE_SMTP_PASSWORD": "secret"}


def receiver(environment=(), **options):
    return make_receiver(ForwardOptions(**options), dict(environment))


def test_without_options_messages_go_nowhere():
    assert receiver() is None


@pytest.mark.parametrize(
    ("smtp", "environment", "expected"),
    [
        ("smtps://bot%40shop@mail.example.com", PASSWORD, ("mail.example.com", 465, "tls", "bot@shop", "secret")),
        ("smtp://bot@mail.example.com", PASSWORD, ("mail.example.com", 587, "starttls", "bot", "secret")),
        ("smtp://bot@mail.example.com:25", PASSWORD, ("mail.example.com", 25, "starttls", "bot", "secret")),
        ("smtp://mail.example.com", {}, ("mail.example.com", 587, "starttls", "", "")),
        ("smtp://localhost:25", {}, ("localhost", 25, "none", "", "")),
        ("smtp://bot@127.0.0.1:25", PASSWORD, ("127.0.0.1", 25, "starttls", "bot", "secret")),
        ("smtps://localhost", {}, ("localhost", 465, "tls", "", "")),
    ],
)
def test_a_mailbox_is_reached_with_tls_unless_the_server_is_this_machine(smtp, environment, expected):
    found = receiver(environment, forward_to="mailto:help@example.com", smtp=smtp)

    assert isinstance(found, SmtpReceiver)
    assert (found.host, found.port, found.security, found.user, found.password) == expected
    assert (found.recipient, found.sender, found.auto_reply) == ("help@example.com", "help@example.com", False)


def test_the_sender_can_be_another_address():
    found = receiver(
        forward_to="mailto:help@example.com", smtp="smtp://localhost", mail_from="site@example.com", auto_reply=True
    )

    assert isinstance(found, SmtpReceiver)
    assert (found.recipient, found.sender, found.auto_reply) == ("help@example.com", "site@example.com", True)


@pytest.mark.parametrize("url", ["https://desk.example.com/hook", "http://127.0.0.1:8080/hook", "http://localhost/h"])
def test_a_webhook_is_an_https_address_or_on_this_machine(url):
    found = receiver(SECRET, forward_to=url)

    assert isinstance(found, WebhookReceiver)
    assert (found.url, found.key) == (url, KEY)


@pytest.mark.parametrize(
    ("options", "environment", "message"),
    [
        ({"smtp": "smtp://localhost"}, {}, "--smtp needs --forward-to"),
        ({"mail_from": "a@example.com"}, {}, "--mail-from needs --forward-to"),
        ({"auto_reply": True}, {}, "--auto-reply needs --forward-to"),
        ({"forward_to": "mailto:help@example.com"}, {}, "needs --smtp, for example"),
        ({"forward_to": "mailto:help", "smtp": "smtp://localhost"}, {}, "--forward-to: 'help' is not a valid e-mail"),
        (
            {"forward_to": "mailto:help@example.com", "smtp": "smtp://localhost", "mail_from": "x\r\ny@example.com"},
            {},
            "--mail-from: 'x\r\ny@example.com' is not a valid e-mail address",
        ),
        (
            {"forward_to": "mailto:help@example.com", "smtp": "mail.example.com"},
            {},
            "'mail.example.com' is not the address",
        ),
        ({"forward_to": "mailto:help@example.com", "smtp": "smtp://h:0"}, {}, "is not the address of a mail server"),
        ({"forward_to": "mailto:help@example.com", "smtp": "smtp://h:x"}, {}, "is not the address of a mail server"),
        (
            {"forward_to": "mailto:help@example.com", "smtp": "smtp://h:65536"},
            {},
            "is not the address of a mail server",
        ),
        ({"forward_to": "mailto:help@example.com", "smtp": "smtp://[::1"}, {}, "is not the address of a mail server"),
        ({"forward_to": "mailto:help@example.com", "smtp": "smtp://a\nb"}, {}, "is not the address of a mail server"),
        (
            {"forward_to": "mailto:help@example.com", "smtp": "bot:hunter2@mail.example.com"},
            {},
            "'mail.example.com' is not the address of a mail server",
        ),
        (
            {"forward_to": "mailto:help@example.com", "smtp": "smtps://bot:hunter2@mail.example.com"},
            {},
            "--smtp contains a password. Put it into HELPCENTRE_SMTP_PASSWORD",
        ),
        ({"forward_to": "mailto:help@example.com", "smtp": "smtps://bot@mail.example.com"}, {}, "--smtp names a user"),
        ({"forward_to": "http://desk.example.com/hook"}, SECRET, "is neither a mailbox nor an https address"),
        ({"forward_to": "https://user:hunter2@desk.example.com/"}, SECRET, "'https://desk.example.com/' is neither"),
        ({"forward_to": "help@example.com"}, SECRET, "'help@example.com' is neither a mailbox nor an https address"),
        ({"forward_to": "https://[desk/"}, SECRET, "is neither a mailbox nor an https address"),
        ({"forward_to": "https://desk.example.com:0/"}, SECRET, "is neither a mailbox nor an https address"),
        ({"forward_to": "https://desk.example.com/a b"}, SECRET, "is neither a mailbox nor an https address"),
        ({"forward_to": "https://desk.example.com/ü"}, SECRET, "is neither a mailbox nor an https address"),
        ({"forward_to": "https://desk.example.com/"}, {}, "A webhook needs a secret"),
        (
            {"forward_to": "https://desk.example.com/"},
            {"HELPCENTRE_WEBHOOK_SECRET": "c2hvcnQ="},
            "HELPCENTRE_WEBHOOK_SECRET: it has 5 bytes",
        ),
        (
            {"forward_to": "https://desk.example.com/", "smtp": "smtp://localhost"},
            SECRET,
            "need --forward-to mailto:…, not a webhook",
        ),
    ],
)
def test_options_that_do_not_fit_are_explained_without_a_secret(options, environment, message):
    with pytest.raises(HelpCentreError) as caught:
        receiver(environment, **options)
    assert message in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_secret_comes_from_the_variable_or_from_the_file_it_names(tmp_path):
    file = tmp_path / "secret"
    file.write_text("from file\n", encoding="utf-8")

    assert read_secret("X", {"X": " direct ", "X_FILE": str(file)}) == "direct"
    assert read_secret("X", {"X_FILE": str(file)}) == "from file"
    assert read_secret("X", {}) == ""
    with pytest.raises(HelpCentreError, match=r"X_FILE: .* cannot be read: No such file"):
        read_secret("X", {"X_FILE": str(tmp_path / "none")})
    file.write_bytes(b"\xff")
    with pytest.raises(HelpCentreError, match="it is not text"):
        read_secret("X", {"X_FILE": str(file)})
    with pytest.raises(HelpCentreError, match=r"X_FILE: .* cannot be read"):
        read_secret("X", {"X_FILE": "a\0b"})
