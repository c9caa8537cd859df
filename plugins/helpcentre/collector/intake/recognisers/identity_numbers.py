"""Numbers that states give to people, their documents and their cars, by unmistakable shape or by context."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers import context_words as words
from helpcentre.collector.intake.recognisers.folded_text import Span, digits_of, spans_of

IDENTITY, PLATE = "[id]", "[plate]"
_OMOCODE = "[0-9L-NP-V]"  # letters that stand for digits where two people would have the same codice fiscale
_GAP = r"[ .\-]?"
_CODICE_FISCALE = re.compile(
    rf"(?i)(?<![A-Z0-9])[A-Z]{{3}}{_GAP}[A-Z]{{3}}{_GAP}{_OMOCODE}{{2}}{_GAP}[A-EHLMPR-T]{_GAP}{_OMOCODE}{{2}}{_GAP}"
    rf"[A-Z]{_OMOCODE}{{3}}{_GAP}[A-Z](?![A-Z0-9])"
)
_ISIKUKOOD = re.compile(r"(?<!\d)[1-8](?:[ .\-]?\d){10}(?!\d)")
_IDENTITY_CARD_IT = re.compile(r"(?<![A-Za-z0-9])C[A-Z] ?\d{5} ?[A-Z]{2}(?![A-Za-z0-9])")
_DOCUMENT = re.compile(
    rf"(?i)\b{words.DOCUMENT}\b(?:\s*(?:{words.NUMBER_SIGNS})(?![a-z])){{0,3}}[ .:#]{{0,3}}"
    r"(?P<it>(?=(?:[A-Z]*\d){3})[A-Z0-9]{5,18}|[A-Z]{0,3} ?\d[\d \-]{4,18}\d)(?![A-Za-z0-9])"
)
_NUMBERED = re.compile(
    rf"(?i)(?<![a-z]){words.VAT_AND_IDENTITY}(?:\s*(?:{words.NUMBER_SIGNS})(?![a-z])){{0,3}}[ .:#=n°]{{0,4}}"
    r"(?P<it>(?:[A-Z]{2} ?)?\d[\d .\-/]{5,24}\d|[A-Z0-9]{9,18}(?<=\d))"
)
_PLATE_CONTEXT = re.compile(
    rf"(?i)\b{words.PLATE}(?:\s*(?:{words.NUMBER_SIGNS})(?![a-z])){{0,2}}[ .:#=]{{0,3}}"
    r"(?P<it>(?=[A-Z \-]{0,6}\d)[A-Z0-9]{1,4}(?:[ \-]?[A-Z0-9]{1,4}){1,3})(?![A-Za-z0-9])"
)
_ITALIAN = "[A-HJ-NPR-TV-Z]{2}"
_PLATE_ITALY = re.compile(
    rf"(?<![A-Za-z0-9\-])(?P<before>{_ITALIAN})[ \-]?\d{{3}}[ \-]?(?P<after>{_ITALIAN})(?![A-Za-z0-9\-])"
)
_PLATE_ESTONIA = re.compile(r"(?<![A-Za-z0-9.,\-])(?P<before>)\d{3} ?(?P<after>[A-Z]{3})(?![A-Za-z0-9\-])")
_PLATE_INDONESIA = re.compile(
    r"(?<![A-Za-z0-9\-])(?P<before>[A-Z]{1,2}) \d{3,4} (?P<after>[A-Z]{2,3})(?![A-Za-z0-9\-])"
)
_UNIT_LIST = """
AED API BTU CET CHF CMS CNY CSS DKK DPI EET EUR FHD GBP GHZ GMT GSM HDD HRS IDR IVA JPY KGS KHZ KWH KWT LBS
LED LUX MAH MHZ MIN MMS NOK PCS PDF PLN PPM PPN PSI RAM RGB RMS RPM SEC SEK SET SMS SSD SSL TLS UHD USD UTC
VAC VAT VDC WIB XXL XXS A CM DB FT GB GR HZ IN KB KG KM KW LM MB ML MM PC PX TB V W WH XL
"""
_UNITS = frozenset(_UNIT_LIST.split())
"""Words in capitals that appear next to numbers without being part of a plate."""


def find_identity_numbers(text: str) -> Iterator[Span]:
    """Yield identity, tax and document numbers and car plates in a folded text."""
    yield from spans_of(_CODICE_FISCALE, text, IDENTITY)
    yield from spans_of(_IDENTITY_CARD_IT, text, IDENTITY)
    yield from spans_of(_NUMBERED, text, IDENTITY)
    yield from spans_of(_DOCUMENT, text, IDENTITY)
    for match in _ISIKUKOOD.finditer(text):
        if is_isikukood(digits_of(match.group())):
            yield Span(*match.span(), IDENTITY)
    yield from spans_of(_PLATE_CONTEXT, text, PLATE)
    for pattern in (_PLATE_ITALY, _PLATE_ESTONIA, _PLATE_INDONESIA):
        for match in pattern.finditer(text):
            if match["before"] not in _UNITS and match["after"] not in _UNITS:
                yield Span(*match.span(), PLATE)


def is_isikukood(digits: str) -> bool:
    """Return whether eleven digits are an Estonian personal code: a day that may exist, and its checksum (EVS 585)."""
    month, day = int(digits[3:5]), int(digits[5:7])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    for weights in ("1234567891", "3456789123"):
        check = sum(int(weight) * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11
        if check < 10:
            return check == int(digits[10])
    return digits[10] == "0"
