"""Addresses that open a mail or phone program can be used: `mailto:help@example.com`, `tel:+390694802210`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_MAIL = re.compile(r"[^@\s,;:<>()\[\]\\\"]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_PHONE = re.compile(r"\+?[0-9*#][0-9().*#-]*")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield e-mail and phone links that no program can use."""
    for link in placed_links(page, site):
        scheme, _, rest = link.href.partition(":")
        problem = {"mailto": _check_mail, "tel": _check_phone, "sms": _check_phone}.get(scheme.lower())
        message = problem(unquote(rest)) if problem else None
        if message:
            yield link.finding(f"'{link.href}': {message}")


def _check_mail(rest: str) -> str | None:
    if rest.startswith(" ") or rest.endswith(" "):
        return f"a space is in this address; write mailto:{rest.strip()}"
    addresses = [address.strip() for address in rest.split("?")[0].split(",")]
    wrong = [address for address in addresses if not _MAIL.fullmatch(address)]
    if not wrong or addresses == [""]:
        return None
    return f"'{wrong[0]}' is not a valid e-mail address; write mailto:name@example.com"


def _check_phone(rest: str) -> str | None:
    number = rest.split(";")[0].split("?")[0].strip()
    digits = re.sub(r"[^0-9]", "", number)
    example = "write it with + and the country code, such as tel:+390694802210"
    if not _PHONE.fullmatch(number.replace(" ", "")) or not 3 <= len(digits) <= 15:
        return f"'{number}' is not a valid phone number; {example}"
    return None if not number.startswith("+") or _is_possible(number) else f"this phone number cannot exist; {example}"


def _is_possible(number: str) -> bool:
    from phonenumbers import NumberParseException, is_possible_number, parse

    try:
        return bool(is_possible_number(parse(number)))
    except NumberParseException:
        return False


RULE = Rule("link-contact", "error", per_page(check))
