"""Long numbers that writers need: dates, times, prices, sizes, versions, laws, product and error codes."""

import re
from dataclasses import dataclass
from itertools import pairwise

from helpcentre.collector.intake.recognisers import context_words as words
from helpcentre.collector.intake.recognisers.folded_text import digits_of

_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}(?P<a>[-./]){_MONTH}(?P=a){_DAY}"
    rf"|{_DAY}(?P<b>[-./]) ?{_MONTH}(?P=b) ?(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}(?P<c>[-./]){_DAY}(?P=c){_YEAR}"
    rf"|(?<!\d[ .-]){_DAY} {_MONTH} 20[0-3]\d(?![ .-]\d))(?!\d)"
)
_TIME = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?(?![.:]?\d)")
_LAW = re.compile(rf"(?<![\d/])(?:{_YEAR}/\d{{1,4}}|\d{{1,4}}/{_YEAR})(?!/?\d)")
_AMOUNT = re.compile(r"(?!0\d)(?:\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*|\d{1,9})(?:[.,]\d{1,2})?")
_BETWEEN_AMOUNTS = re.compile(r"\s*[,;/–—]\s+|\s+[-–—/]\s*|[–—/-]")
_SIGNS = rf"\.?(?:\s*(?:{words.NUMBER_SIGNS})(?![a-z])){{0,2}}[\s.:#\-]*$"
_CURRENCY_BEFORE = re.compile(rf"(?i)(?<![a-z]){words.CURRENCY}\s{{0,2}}$")
_CURRENCY_AFTER = re.compile(rf"(?i)^\s{{0,2}}(?:,-|\.-)?\s?{words.CURRENCY}(?![a-z])")
_UNIT_AFTER = re.compile(rf"(?i)^\s?{words.UNIT}(?![a-z])")
_PRODUCT_BEFORE = re.compile(rf"(?i)\b{words.PRODUCT}{_SIGNS}")
_ERROR_BEFORE = re.compile(rf"(?i)\b{words.ERROR}(?:\s*(?:di\s)?{words.ERROR})?{_SIGNS}")
_VERSION_BEFORE = re.compile(rf"(?i)\b{words.VERSION}(?:\s+(?:nt|{words.VERSION}))?{_SIGNS}")
_STANDARD_BEFORE = re.compile(rf"(?i)(?<!\w){words.STANDARD}{_SIGNS}")
_TIMES_AFTER, _TIMES_BEFORE = re.compile(r"\s?[x×X]\s?\d"), re.compile(r"\d\s?[x×X]\s?$")
_CODE_BEFORE = re.compile(r"(?:^|[\s(\[\"'#])(?P<letters>[A-Za-z]+[A-Za-z0-9]*)(?:[-_/.][A-Za-z0-9]+)*[-_/]$")
_PHONE_WORD = re.compile(rf"(?i){words.PHONE}|no|nr|num|ph|cel")
_DIGITS_OF_A_CODE = 10


@dataclass(frozen=True)
class Number:
    """A run of seven digits or more with what may part them, and what is written before and after it."""

    text: str
    before: str
    after: str


def is_harmless(number: Number) -> bool:
    """Return whether the words around a long number, or its own shape, say that it is not personal."""
    left = _LAW.sub("", _TIME.sub("", _DATE.sub("", number.text)))
    if len(digits_of(left)) < 4:
        return True
    if number.text.startswith(("+", "(", "00")):
        return False
    return _is_row(number.text.strip()) or _is_price(number) or _is_code(number) or _is_measure(number, sure=True)


def may_be_harmless(number: Number) -> bool:
    """Return whether the shape alone suggests a date, an amount or a size; a phone number may look the same."""
    text = number.text.strip()
    return (
        re.fullmatch(rf"20[1-3]\d{_month_and_day()}", text) is not None
        or re.fullmatch(r"[1-9]\d?(?:[.,' \u00a0\u202f]\d{3}){2,}(?:[.,]\d{1,2})?", text) is not None
        or re.fullmatch(r"[1-9]\d{0,2}\.\d{3},\d{2}|[1-9]\d{0,2},\d{3}\.\d{2}", text) is not None
        or _is_span(text)
        or _is_measure(number, sure=False)
    )


def _month_and_day() -> str:
    return r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


def _is_price(number: Number) -> bool:
    if not (_CURRENCY_BEFORE.search(number.before) or _CURRENCY_AFTER.search(number.after)):
        return False
    return _are_amounts(number.text)


def _is_measure(number: Number, *, sure: bool) -> bool:
    """Return whether a unit follows, or the number is part of a product such as 3840x2160.

    With `sure`, parts must be short, and a unit must have more than one letter (“cm”).
    """
    unit = _UNIT_AFTER.match(number.after)
    product = bool(
        _TIMES_AFTER.match(number.after) or _TIMES_BEFORE.search(number.before) or (unit and "*" in number.text)
    )
    if not (unit or product) or (sure and not product and (unit is None or len(unit.group().strip()) == 1)):
        return False
    parts = re.split(r"\s*[*/–—-]\s*|\s+", number.text.strip())
    longest = (4 if product else 3) if sure else 5
    return len(parts) > 1 and all(len(digits_of(part)) <= longest and not re.match(r"0\d", part) for part in parts)


def _are_amounts(text: str) -> bool:
    parts = [part for part in _BETWEEN_AMOUNTS.split(text.strip()) if part]
    return all(_AMOUNT.fullmatch(part.strip(" ,.-")) for part in parts)


def _is_code(number: Number) -> bool:
    """Return whether a number is called a product, an error, a version, a law or a standard, or is part of a code."""
    text, before = number.text.strip(), number.before
    one_word = not re.search(r"\s", text)
    if _PRODUCT_BEFORE.search(before):
        return one_word and len(digits_of(text)) <= 14
    if _STANDARD_BEFORE.search(before) or _VERSION_BEFORE.search(before):
        return one_word or all(len(part) <= 6 for part in re.split(r"[\s.\-:/]+", text))
    if _ERROR_BEFORE.search(before):
        parts = re.split(r"[\s\-./:]+", text)
        return not text.startswith("0") and all(len(part) <= 8 for part in parts) and len(digits_of(text)) <= 12
    prefix = _CODE_BEFORE.search(before)
    return (
        prefix is not None
        and one_word
        and not _PHONE_WORD.fullmatch(prefix["letters"])
        and len(digits_of(text)) <= _DIGITS_OF_A_CODE
        and (len(digits_of(text)) <= 8 or "-" in text)
    )


def _numbers_in(text: str) -> list[int]:
    """Return the numbers of at most four digits a text is a list of; nothing if it is anything else."""
    parts = re.split(r"\s*[,/–—\-]\s*|\s+", text)
    plain = all(part.isdigit() and len(part) <= 4 and not re.match(r"0\d", part) for part in parts)
    return [int(part) for part in parts] if plain else []


def _is_row(text: str) -> bool:
    """Return whether at least three numbers rise or fall in even or small steps, as sizes and years do (36 38 40)."""
    numbers = _numbers_in(text)
    steps = [after - before for before, after in pairwise(numbers)]
    if len(steps) < 2:
        return False
    even = len(set(steps)) == 1 and steps[0] != 0
    return even or all(0 < step <= 10 for step in steps) or all(-10 <= step < 0 for step in steps)


def _is_span(text: str) -> bool:
    """Return whether a text is a span of years or of round numbers (1000-2000)."""
    numbers = _numbers_in(text)
    return (
        len(numbers) == 2
        and numbers[0] < numbers[1]
        and all(number % 50 == 0 or 1900 <= number < 2100 for number in numbers)
    )
