"""Telephone numbers, e-mail addresses, web addresses and user names: validated offline and formatted."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_WITHOUT_WHATSAPP = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
)
_EXTENSION = re.compile(r"(?i)(;ext=|\bext(ension)?\b\.?:?|\bx\.?)\s*\d+\s*$")
_USERNAMES = {"telegram": r"[A-Za-z][A-Za-z0-9_]{4,31}", "messenger": r"[A-Za-z0-9.]{5,}"}


@dataclass(frozen=True)
class Phone:
    """A valid number: `uri` as of RFC 3966 (with the extension), `digits` for wa.me, and the two printed forms."""

    uri: str
    digits: str
    international: str
    national: str
    region: str


@lru_cache(maxsize=256)  # every page shows the same few
def parse_phone(number: str) -> Phone:
    """Return the number of `"+39 06 9480 2210"`; raises ValueError with what to write instead."""
    advice = 'use + and the country code, for example "+39 06 9480 2210"'
    letters = "".join(dict.fromkeys(filter(str.isalpha, _EXTENSION.sub("", number))))
    if letters:
        raise ValueError(f"a telephone number must not contain letters ('{letters}'); use digits only")
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        raise ValueError(f"this is not a telephone number; {advice}") from None
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(f"its country has no such numbers; {advice}")

    def format_as(form: int) -> str:
        return str(phonenumbers.format_number(parsed, form))

    return Phone(
        uri=format_as(PhoneNumberFormat.RFC3966),
        digits=format_as(PhoneNumberFormat.E164).removeprefix("+"),
        international=format_as(PhoneNumberFormat.INTERNATIONAL),
        national=format_as(PhoneNumberFormat.NATIONAL),
        region=str(phonenumbers.region_code_for_number(parsed) or ""),
    )


def parse_whatsapp(number: str) -> Phone:
    """Return the number; raises ValueError also for kinds of number that cannot have an account."""
    phone = parse_phone(number)
    if phonenumbers.number_type(phonenumbers.parse(number, None)) in _WITHOUT_WHATSAPP:
        raise ValueError("freephone and shared-cost numbers cannot have WhatsApp; use a mobile or landline number")
    return phone


@lru_cache(maxsize=256)
def parse_email(address: str) -> str:
    """Return the normalised address; raises ValueError with what is wrong with it."""
    try:
        return str(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        raise ValueError(
            f"this is not a valid e-mail address: {reason}; use an address such as help@example.com"
        ) from None


def parse_url(url: str) -> str:
    """Return an `https` (or `http`) address, or one on this site that begins with `/`."""
    # browsers drop line breaks and read a backslash as a slash, so that neither may be in an address
    if not re.search(r"[\s\\\x00-\x1f]", url) and (_is_absolute(url) or re.match(r"/(?!/)", url)):
        return url
    raise ValueError('this is not a web address; use "https://www.example.com/chat", or "/chat/" on this site')


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # an IPv6 address without its bracket
        return False
    return parts.scheme in {"https", "http"} and bool(parts.netloc)


def parse_username(kind: str, name: str) -> str:
    """Return the user name of a Telegram, Messenger or social account; raises ValueError for anything else."""
    if not re.fullmatch(_USERNAMES.get(kind, r"[^\s@/]+"), name):
        raise ValueError(f"this is not a {kind} user name; use the name alone, without @ and without an address")
    return name


def encode(text: str) -> str:
    """Return `text` for the query of a `mailto:` or `wa.me` link: `%20` for spaces, CRLF for line ends."""
    return quote("\r\n".join(text.splitlines()), safe="")
