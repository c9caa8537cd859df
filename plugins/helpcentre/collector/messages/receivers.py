"""The receivers of messages: a mailbox reached by SMTP, or an address that takes webhooks. They block; use a thread."""

import smtplib
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException

from helpcentre.collector.messages.email_message import compose_email, compose_reply
from helpcentre.collector.messages.parcel import Parcel
from helpcentre.collector.messages.receiver import TIMEOUT_SECONDS, DeliveryError
from helpcentre.collector.messages.webhook import make_request
from helpcentre.language.strings import strings

PROBLEM_LENGTH = 200


@dataclass(frozen=True)
class SmtpReceiver:
    """A mailbox. `security` is `tls` from the first byte, `starttls`, or `none` (for this machine only)."""

    recipient: str
    sender: str
    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    auto_reply: bool = False

    @property
    def name(self) -> str:
        """The address of the mailbox."""
        return self.recipient

    def deliver(self, parcel: Parcel) -> None:
        """Send the e-mail and, if it is wanted, the automatic reply; a reply that fails is not sent again."""
        email = compose_email(parcel, self.sender, self.recipient, strings(parcel.site_language))
        smtp = self._connect()
        try:
            with _smtp_errors():
                smtp.send_message(email, self.sender, [self.recipient])
            if self.auto_reply and parcel.reply:
                with suppress(smtplib.SMTPException, OSError):
                    smtp.send_message(compose_reply(parcel, self.sender), "", [parcel.message.email])
        finally:
            _close_smtp(smtp)

    def probe(self) -> None:
        """Sign in and out."""
        _close_smtp(self._connect())

    def _connect(self) -> smtplib.SMTP:
        with _smtp_errors():
            context, name = ssl.create_default_context(), self.sender.partition("@")[2]  # nothing is looked up
            smtp: smtplib.SMTP
            if self.security == "tls":
                smtp = smtplib.SMTP_SSL(self.host, self.port, name, timeout=TIMEOUT_SECONDS, context=context)
            else:
                smtp = smtplib.SMTP(self.host, self.port, name, timeout=TIMEOUT_SECONDS)
            try:
                if self.security == "starttls":
                    smtp.starttls(context=context)
                if self.user:
                    smtp.login(self.user, self.password)
            except BaseException:
                smtp.close()
                raise
            return smtp


@contextmanager
def _smtp_errors() -> Iterator[None]:
    """Turn the errors of smtplib into DeliveryError; what a server answers may quote the message and is left out."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted({code for code, _ in error.recipients.values()})
        raise DeliveryError(f"the mail server refused the recipient ({', '.join(map(str, codes))})") from None
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(f"the mail server answered {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(_describe_error(error)) from None


def _close_smtp(smtp: smtplib.SMTP) -> None:
    """End the connection; whether the server says goodbye does not matter."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    smtp.close()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Refuses redirects: they could lead a message, and its signature, to another place."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""
        return


@dataclass(frozen=True)
class WebhookReceiver:
    """An https address that takes signed webhooks; `key` signs them, `seconds` is the clock."""

    url: str
    key: bytes
    seconds: Callable[[], float] = time.time

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    def deliver(self, parcel: Parcel) -> None:
        """Send the request; every status from 200 to 299 means that the message has arrived."""
        body, headers = make_request(parcel, self.key, int(self.seconds()))
        request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - checked when configured
        try:
            with urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS):
                pass
        except urllib.error.HTTPError as error:
            error.close()
            raise DeliveryError(f"the webhook answered {error.code}") from None
        except (OSError, HTTPException) as error:
            raise DeliveryError(_describe_error(error)) from None

    def probe(self) -> None:
        """Do nothing: an address that takes webhooks can only be tried with a message."""


def _describe_error(error: BaseException) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return (str(reason) or type(error).__name__)[:PROBLEM_LENGTH]
