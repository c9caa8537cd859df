"""The receiver that the options and the environment describe. Secrets come from the environment or a file only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from helpcentre.collector.messages.receiver import Receiver
from helpcentre.collector.messages.receivers import SmtpReceiver, WebhookReceiver
from helpcentre.collector.messages.webhook import decode_secret
from helpcentre.errors import HelpCentreError

SMTP_PASSWORD = "HELPCENTRE_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
WEBHOOK_SECRET = "HELPCENTRE_WEBHOOK_SECRET"  # noqa: S105
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class ForwardOptions:
    """The options of messages as given; `docs/contact.md` explains them."""

    forward_to: str = ""
    smtp: str = ""
    mail_from: str = ""
    auto_reply: bool = False


def make_receiver(options: ForwardOptions, environment: Mapping[str, str]) -> Receiver | None:
    """Return where messages go; None if no option says so. Raises HelpCentreError for options that do not fit."""
    if options.forward_to.startswith("mailto:"):
        return _make_smtp_receiver(options, environment)
    if options.forward_to:
        return _make_webhook_receiver(options, environment)
    given = [name for name, value in (("--smtp", options.smtp), ("--mail-from", options.mail_from)) if value]
    given += ["--auto-reply"] if options.auto_reply else []
    if given:
        raise HelpCentreError(f"{given[0]} needs --forward-to, for example --forward-to mailto:help@example.com.")
    return None


def _make_smtp_receiver(options: ForwardOptions, environment: Mapping[str, str]) -> SmtpReceiver:
    recipient = _read_email("--forward-to", options.forward_to.removeprefix("mailto:"))
    if not options.smtp:
        raise HelpCentreError("--forward-to mailto:… needs --smtp, for example --smtp smtps://user@mail.example.com.")
    sender = _read_email("--mail-from", options.mail_from or options.forward_to.removeprefix("mailto:"))
    parts = _split_address(options.smtp)
    if parts.scheme not in PORTS or not parts.hostname:
        raise HelpCentreError(
            f"--smtp: '{_hide_password(options.smtp)}' is not the address of a mail server. Use smtps://user@host "
            "(TLS) or smtp://user@host:587 (STARTTLS)."
        )
    if parts.password is not None:
        raise HelpCentreError(
            f"--smtp contains a password. Put it into {SMTP_PASSWORD} or a file: {SMTP_PASSWORD}_FILE."
        )
    password = read_secret(SMTP_PASSWORD, environment)
    if parts.username and not password:
        raise HelpCentreError(f"--smtp names a user. Put the password into {SMTP_PASSWORD} or {SMTP_PASSWORD}_FILE.")
    local = parts.hostname in LOCAL_HOSTS and not parts.username
    security = "tls" if parts.scheme == "smtps" else "none" if local else "starttls"
    return SmtpReceiver(
        recipient, sender, parts.hostname, parts.port or PORTS[parts.scheme], security, unquote(parts.username or ""),
        password, options.auto_reply,
    )  # fmt: skip


def _make_webhook_receiver(options: ForwardOptions, environment: Mapping[str, str]) -> WebhookReceiver:
    parts = _split_address(options.forward_to)
    local = parts.scheme == "http" and parts.hostname in LOCAL_HOSTS
    is_sendable = bool(parts.hostname) and options.forward_to.isascii()
    if not is_sendable or not (parts.scheme == "https" or local) or parts.username:
        raise HelpCentreError(
            f"--forward-to: '{_hide_password(options.forward_to)}' is neither a mailbox nor an https address. "
            "Use mailto:help@example.com or https://desk.example.com/hook."
        )
    if options.smtp or options.mail_from or options.auto_reply:
        raise HelpCentreError("--smtp, --mail-from and --auto-reply need --forward-to mailto:…, not a webhook.")
    secret = read_secret(WEBHOOK_SECRET, environment)
    if not secret:
        raise HelpCentreError(f"A webhook needs a secret. Put it into {WEBHOOK_SECRET} or {WEBHOOK_SECRET}_FILE.")
    try:
        return WebhookReceiver(options.forward_to, decode_secret(secret))
    except ValueError as error:
        raise HelpCentreError(
            f"{WEBHOOK_SECRET}: {error}. Use 24 to 64 random bytes in base64, as from: openssl rand -base64 32"
        ) from None


def read_secret(name: str, environment: Mapping[str, str]) -> str:
    """Return the value of a variable, or the content of the file that `<name>_FILE` names; empty if neither is set."""
    if environment.get(name):
        return environment[name].strip()
    path = environment.get(f"{name}_FILE", "")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path, or bytes that are not UTF-8
        reason = getattr(error, "strerror", None) or "it is not text"
        raise HelpCentreError(f"{name}_FILE: {path} cannot be read: {reason}.") from None


def _split_address(address: str) -> SplitResult:
    """Return the parts of an address; empty ones if its port or its IPv6 address is not valid, or if it has spaces."""
    try:
        parts = urlsplit(address)
        is_valid = parts.port != 0
    except ValueError:
        is_valid = False
    return parts if is_valid and not re.search(r"[\s\x00-\x1f\x7f]", address) else urlsplit("")


def _read_email(option: str, text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email or text
    except EmailNotValidError:
        raise HelpCentreError(
            f"{option}: '{text}' is not a valid e-mail address. Use one such as help@example.com."
        ) from None


def _hide_password(address: str) -> str:
    """Return an address without what is before its @, unless that is a plain mailbox such as help@example.com."""
    scheme, mark, rest = address.partition("://") if "://" in address else ("", "", address)
    user, _, host = rest.rpartition("@")
    return f"{scheme}{mark}{host}" if mark or ":" in user else address
