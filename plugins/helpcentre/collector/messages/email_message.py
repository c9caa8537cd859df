"""A parcel as an e-mail to the support team, and the automatic reply to its writer. Pure.

Header fields are set through `email.policy.SMTP`, which refuses line breaks but decodes encoded words, and these may
contain line breaks. What a writer or the site gives is therefore cleaned first, so no field can add another.
"""

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpcentre.collector.messages.parcel import Parcel
    from helpcentre.language.strings import Strings

ENCODED_WORD_START = "=?"  # RFC 2047
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # but not tab, line feed, carriage return


def compose_email(parcel: "Parcel", sender: str, recipient: str, words: "Strings") -> EmailMessage:
    """Return the e-mail for the team; `words` are the strings of the language the team works in.

    Replies go to the writer. The Message-ID is the same each time a message is sent, so that a mail system can
    recognise a repetition.
    """
    message = parcel.message
    email = _start_email(parcel, sender)
    email["To"] = Address(addr_spec=recipient)
    email["Reply-To"] = _make_address(message.name, message.email)
    subject = message.subject or message.text.strip().splitlines()[0][:80]
    email["Subject"] = _clean_field(f"[{message.topic}] {subject}" if message.topic else subject)
    email["Message-ID"] = f"<{message.id}@{sender.partition('@')[2]}>"
    return _set_text(email, _write_body(parcel, words), message.language)


def compose_reply(parcel: "Parcel", sender: str) -> EmailMessage:
    """Return the automatic reply, without words of the message, and marked so that no program answers it (RFC 3834)."""
    message = parcel.message
    email = _start_email(parcel, sender)
    email["To"] = _make_address("", message.email)
    email["Subject"] = _clean_field(parcel.site or sender)
    email["Message-ID"] = f"<{message.id}.reply@{sender.partition('@')[2]}>"
    email["In-Reply-To"] = f"<{message.id}@{sender.partition('@')[2]}>"
    email["Auto-Submitted"] = "auto-replied"
    email["X-Auto-Response-Suppress"] = "All"
    return _set_text(email, parcel.reply, message.language)


def _start_email(parcel: "Parcel", sender: str) -> EmailMessage:
    email = EmailMessage(policy=SMTP)
    email["From"] = _make_address(parcel.site, sender)
    email["Date"] = datetime.fromtimestamp(parcel.received // 1000, UTC)
    return email


def _make_address(name: str, address: str) -> Address:
    """Return an address; its parts are not parsed, since some providers gave out `a..b@` and `a.@`."""
    user, _, domain = address.rpartition("@")
    return Address(_clean_field(name), user, domain)


def _clean_field(text: str) -> str:
    """Return the text of a header field, without control characters and so that nothing in it is decoded."""
    return _CONTROL_CHARACTERS.sub(" ", text).replace(ENCODED_WORD_START, "= ?")


def _set_text(email: EmailMessage, text: str, language: str) -> EmailMessage:
    email.set_content(_CONTROL_CHARACTERS.sub(" ", text))  # removes header fields about the content
    email["Content-Language"] = language
    return email


def _write_body(parcel: "Parcel", words: "Strings") -> str:
    """Return the message, then what its writer read, searched for and tried."""
    message = parcel.message
    article = " ".join(filter(None, (parcel.article_title or message.article, parcel.article_url)))
    steps = "".join(f"\n- {step}" for step in message.steps)
    facts = [
        (words["message.from"], " ".join(filter(None, (message.name, f"<{message.email}>")))),
        (words["message.article"], article),
        (words["message.query"], message.query),
        (words["message.steps"], steps),
    ]
    lines = [
        f"{label}{words.colon.rstrip() if text.startswith(chr(10)) else words.colon}{text}"
        for label, text in facts
        if text
    ]
    return f"{message.text.strip()}\n\n-- \n" + "\n".join(lines) + "\n"
