"""Numbers and addresses: checked by phonenumberslite and email-validator (no network), as links and for eyes."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_NO_WHATSAPP = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
)


@dataclass(frozen=True)
class Phone:
    """A valid number: `uri` per RFC 3966 (with extension), `digits` for wa.me, and the two ways to print it."""

    uri: str
    digits: str
    international: str
    national: str
    region: str


def parse_phone(number: str) -> Phone:
    """Return the number of `"+39 06 9480 2210"`; raises ValueError with what to write instead."""
    advice = 'write it with + and the country code, such as "+39 06 9480 2210"'
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        raise ValueError(f"this is no telephone number; {advice}") from None
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(f"no such number can exist in that country; {advice}")

    def written(form: int) -> str:
        return str(phonenumbers.format_number(parsed, form))

    return Phone(
        uri=written(PhoneNumberFormat.RFC3966),
        digits=written(PhoneNumberFormat.E164).removeprefix("+"),
        international=written(PhoneNumberFormat.INTERNATIONAL),
        national=written(PhoneNumberFormat.NATIONAL),
        region=str(phonenumbers.region_code_for_number(parsed) or ""),
    )


def parse_whatsapp(number: str) -> Phone:
    """Return the number; raises ValueError also for kinds of number that cannot have an account."""
    phone = parse_phone(number)
    if phonenumbers.number_type(phonenumbers.parse(number, None)) in _NO_WHATSAPP:
        raise ValueError("a free or shared-cost number has no WhatsApp account; write a mobile or landline number")
    return phone


def parse_email(address: str) -> str:
    """Return the normalised address; raises ValueError with what is wrong with it."""
    try:
        return str(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        raise ValueError(f"this is no e-mail address: {reason}; write one such as help@example.com") from None


def parse_url(url: str) -> str:
    """Return an `https` (or `http`) address, or one on this site that begins with `/`."""
    parts = urlsplit(url)
    if (parts.scheme in {"https", "http"} and parts.netloc and " " not in url) or (
        url.startswith("/") and not url.startswith("//")
    ):
        return url
    raise ValueError('this is no web address; write "https://www.example.com/chat", or "/chat/" on this site')


def encode(text: str) -> str:
    """Return `text` for the query of a `mailto:` or `wa.me` link: `%20` for spaces, CRLF for line ends."""
    return quote("\r\n".join(text.splitlines()), safe="")
