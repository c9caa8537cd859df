"""Numbers in a text, in a form that is the same in every language: 1,299.50 and 1.299,50, 6 pm and 18:00."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LEFT_OUT = re.compile(
    r"https?://\S+|\S+@\S+|\+[0-9][0-9 ()./-]{5,}[0-9]"
    r"|\b(?!(?:Rp|EUR|USD|IDR|GBP|CHF)[0-9])[\w-]*[^\W\d_][-_/]?[0-9][\w-]*|#[0-9]+"
)
"""Addresses, phone numbers, and codes such as PAY-402 or WELCOME10: they are the same in every language or nobody's."""
_HALF_DAY = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5][0-9]))?[ \u00a0\u202f]?(?P<half>[ap])\.?m\b\.?", re.I
)
_NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:[.,:'’ \u00a0\u202f][0-9]+)*")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'’ \u00a0\u202f][0-9]{3})+")
_CURRENCIES = {
    "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "eurot": "eur", "$": "usd", "usd": "usd", "£": "gbp",
    "gbp": "gbp", "rp": "idr", "idr": "idr", "rupiah": "idr", "kr": "kr", "sek": "kr", "chf": "chf", "¥": "jpy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `value` in its common form, `unit` a currency, `%` or empty, `text` and `offset` as it is written."""

    value: str
    unit: str
    text: str
    offset: int


def find_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in order."""
    seen = _LEFT_OUT.sub(lambda found: " " * len(found[0]), text)
    half_days = list(_HALF_DAY.finditer(seen))
    for found in half_days:
        hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
        yield Number(_join_decimals(str(hour), found["minute"] or ""), "", found[0], found.start())
    for found in half_days:
        seen = seen[: found.start()] + " " * len(found[0]) + seen[found.end() :]
    for found in _NUMBER.finditer(seen):
        for value, written, offset in _split_number(found[0], found.start()):
            yield Number(value, _find_unit(seen, offset, offset + len(written)), written, offset)


def _split_number(text: str, offset: int) -> Iterator[tuple[str, str, int]]:
    """Yield (value, text, offset): one number, or several that only spaces part."""
    if _THOUSANDS.fullmatch(text):
        yield re.sub(r"[^0-9]", "", text), text, offset
        return
    for part in re.finditer(r"[^ \u00a0\u202f'’]+", text):
        yield _normalise_number(part[0]), part[0], offset + part.start()


def _normalise_number(text: str) -> str:
    """Return a number without thousands separators, and with `|` before its decimals or minutes."""
    *groups, last = re.split(r"[.,:]", text)
    if not groups:
        return _join_decimals(last, "")
    if len(last) == 3 and all(len(group) == 3 for group in groups[1:]):
        return _join_decimals("".join([*groups, last]), "")
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        return "|".join(part.lstrip("0") or "0" for part in [*groups, last])  # a date such as 24.12.2026
    return _join_decimals("".join(groups), last)


def _join_decimals(whole: str, decimals: str) -> str:
    shown = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f"|{decimals if len(decimals) == 2 else shown}" if shown else "")


def _find_unit(text: str, start: int, end: int) -> str:
    after = re.match(r"[ \u00a0\u202f]?(%|[€$£¥]|[^\W\d_]{2,6})", text[end : end + 8])
    before = re.search(r"(?:([€$£¥])|\b([^\W\d_]{2,4})\.?)[ \u00a0\u202f]?$", text[max(0, start - 6) : start])
    if after and after[1] == "%":
        return "%"
    named = [after[1].casefold() if after else "", (before[1] or before[2]).casefold() if before else ""]
    return next((_CURRENCIES[name] for name in named if name in _CURRENCIES), "")
