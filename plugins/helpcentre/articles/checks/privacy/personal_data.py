"""Personal data in an example belongs to somebody: a real card number, bank account or private mailbox."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(r"(?<![\w+.-])[3-6][0-9]{3}(?:[ \u00a0-]?[0-9]{4}){2}[ \u00a0-]?[0-9]{1,7}(?![\w-]|\.[0-9])")
_TAX_CODE = re.compile(r"\b[A-Z]{6}[0-9]{2}[A-EHLMPR-T][0-9]{2}[A-Z][0-9]{3}[A-Z]\b")
"""The Italian codice fiscale of a person."""
_PASSWORD = re.compile(
    r"\b(?:password|passphrase|pin code|kata sandi|parool|salasõna)[ \t]*[:=][ \t]*(?=\S*[0-9])(?=\S*[^\W\d_])\S{6,}",
    re.IGNORECASE,
)
_MAILBOX = re.compile(
    r"[\w.+-]+@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|gmx|web|libero|virgilio|alice"
    r"|tiscali|mail|hot|proton|protonmail|yandex)\.[a-z]{2,3}(?:\.[a-z]{2})?\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?i)\bcopyright\b|©|\(c\)")
"""A line of a licence, whose names and addresses must stay."""
_TEST_CARDS = frozenset(
    {"4242424242424242", "4111111111111111", "5555555555554444", "4000000000000002", "378282246310005"}
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield bank accounts and cards with valid check digits, tax codes, passwords, and private mailboxes."""
    for pattern, is_real, message in _KINDS:
        for offset, found in page.find_in_prose(pattern):
            line = page.outline.prose[: found.start()].rsplit("\n", 1)[-1]
            if is_real(found[0]) and not _COPYRIGHT.search(line):
                yield page.in_body(offset, message)


def is_iban(text: str) -> bool:
    """Return whether the check digits of a bank account number are right (ISO 13616, modulo 97)."""
    plain = re.sub(r"\s", "", text)
    digits = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(digits) % 97 == 1


def is_card(text: str) -> bool:
    """Return whether the check digit of a card number is right (Luhn), and it is not one published for tests."""
    digits = [int(char) for char in re.sub(r"[^0-9]", "", text)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    known = "".join(map(str, digits)) in _TEST_CARDS
    return 13 <= len(digits) <= 19 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and not known


_KINDS = (
    (_IBAN, is_iban, "this looks like a real bank account; write one that cannot exist, such as IT00 X000 …"),
    (_CARD, is_card, "this looks like a real card number; write one that cannot exist, such as 1234 …"),
    (
        _TAX_CODE,
        bool,
        "this looks like the tax code of a person; write one that cannot exist, such as XXXXXX00X00X000X",
    ),
    (_PASSWORD, bool, "this looks like a real password; remove it, and use a new one"),
    (_MAILBOX, bool, "this looks like a private mailbox; write an address at example.com"),
)
RULE = Rule("personal-data", "warning", per_page(check))
