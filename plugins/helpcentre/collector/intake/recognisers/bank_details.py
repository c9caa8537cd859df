"""IBANs, by length and checksum, and payment cards, by the Luhn checksum."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers.folded_text import GAP, Span, digits_of, spans_of

ACCOUNT, CARD = "[account]", "[card]"
_IBAN_GAP = r"[\s.,\-\u2010-\u2015]{0,2}"
_IBAN_START = re.compile(rf"(?i)([a-z]{_IBAN_GAP}[a-z]){_IBAN_GAP}\d{_IBAN_GAP}\d")
IBAN_LENGTHS = {  # the IBAN registry's length for each country
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FK FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
_CALLED_IBAN = re.compile(
    rf"(?i)\biban\b[\s:.#=]{{0,3}}(?P<it>[a-z]{{2}}{_IBAN_GAP}\d\d(?:{_IBAN_GAP}[a-z\d]){{8,32}})(?![a-z\d])"
)
_BRANDS = re.compile(  # first digits and lengths of the card brands (ISO/IEC 7812-1)
    r"4\d{12}(?:\d{3}(?:\d{3})?)?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}"
    r"|6(?:011|4\d\d|5\d\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6\d)\d{14}(?:\d{2,3})?"
)
_CARD = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{12,18}}(?!\d)")


def find_bank_details(text: str) -> Iterator[Span]:
    """Yield the IBANs and card numbers in a folded text, however they are grouped."""
    yield from _find_ibans(text)
    yield from spans_of(_CALLED_IBAN, text, ACCOUNT)
    for match in _CARD.finditer(text):
        digits = digits_of(match.group())
        if _BRANDS.fullmatch(digits) and passes_luhn(digits):
            yield Span(*match.span(), CARD)


def _find_ibans(text: str) -> Iterator[Span]:
    position = 0
    while match := _IBAN_START.search(text, position):
        end = _end_of_iban(text, match)
        if end:
            yield Span(match.start(), end, ACCOUNT)
        position = end or match.start() + 1


def _end_of_iban(text: str, match: re.Match[str]) -> int | None:
    """Return where an IBAN ends that starts with this match: right length for its country, checksum 1 (ISO 7064)."""
    length = IBAN_LENGTHS.get("".join(re.findall("[A-Z]", match.group(1).upper())))
    if length is None:
        return None
    whole = re.compile(rf"(?:{_IBAN_GAP}[A-Za-z0-9]){{{length}}}").match(text, match.start())
    if whole is None:
        return None
    plain = "".join(re.findall("[A-Z0-9]", whole.group().upper()))
    digits = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return whole.end() if int(digits) % 97 == 1 else None


def passes_luhn(digits: str) -> bool:
    """Return whether a string of digits has a valid Luhn checksum (ISO/IEC 7812-1) and is not all zeros."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0 and digits.strip("0") != ""
