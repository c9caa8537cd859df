"""Take personal data out of words before they are stored: addresses, phone, card and account numbers, order numbers.

Pure. What is found becomes a marker in square brackets, so that the sentence can still be read. When in doubt a number
goes: seven digits in a row (however they are grouped) are more likely a phone than something a writer needs.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

EMAIL, ACCOUNT, NUMBER, ORDER = "[email]", "[account]", "[number]", "[order]"

_NEW_LINE = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_WORD = r"[^\s<>\ue000-\uf8ff]"
_START = r"(?<![^\s<>\ue000-\uf8ff])"  # a word is tried from its beginning only, or a long one costs its length squared
_AT = r"(?:[@\uff20\ufe6b]|%40)"
_EMAIL = re.compile(
    rf'(?:"[^"\n]{{1,64}}"|{_START}{_WORD}+)?[ ]?{_AT}(?:[ ]?{_WORD}+)?'
    rf"|{_START}{_WORD}+ ?[(\[{{] ?(?:at|ät|chiocciola) ?[)\]}}] ?{_WORD}+",
    re.IGNORECASE,
)
_WITH_QUERY = re.compile(rf"{_START}([^\s<>?#\ue000-\uf8ff]+)[?#]{_WORD}*")
_LINK = re.compile(r"(?i)https?://|\bwww\.")
_GAP = r"(?:[\s.\-_/()|*~'\u2010-\u2015\u2019\u2043\u2212\u00b7\u200c\u200d]{0,3}|,)"
_NUMBER = re.compile(rf"[+\uff0b]?[(]?\d(?:{_GAP}\d){{6,}}")
_HEX_CODE = re.compile(r"(?i)0x[0-9a-f]{1,16}")
_ACCOUNT_GAP = r"[\s.,\-\u2010-\u2015]{0,2}"
_ACCOUNT_START = re.compile(rf"(?i)([a-z]{_ACCOUNT_GAP}[a-z]){_ACCOUNT_GAP}\d{_ACCOUNT_GAP}\d")
_ACCOUNT_LENGTHS = {  # the IBAN registry's length for each country
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FK FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip


def clean(text: str) -> str:
    """Return the text in NFC without control, invisible and private characters, and trimmed."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _NEW_LINE.sub("\n", text))).strip()


@dataclass(frozen=True)
class Redactor:
    """Scrubs by one site's rules: `order_pattern` is the shop's own order number, `keep` the ids never to be eaten."""

    order_pattern: str | None = None
    keep: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def _order(self) -> re.Pattern[str] | None:
        return re.compile(self.order_pattern, re.IGNORECASE) if self.order_pattern else None

    def redact(self, text: str, limit: int = 1000) -> str:
        """Return the text without personal data, at most `limit` characters."""
        kept: list[str] = []
        words = _set_aside(clean(text), self.keep.__contains__, kept)
        words = _without_accounts(words)  # before the codes: a group of an account may look like one, such as 0X00
        words = _set_aside(words, _HEX_CODE.fullmatch, kept)
        words = _EMAIL.sub(EMAIL, words)
        words = _WITH_QUERY.sub(_link_alone, words)
        if self._order:
            words = self._order.sub(ORDER, words)
        words = _NUMBER.sub(NUMBER, words)
        for index, word in enumerate(kept):
            words = words.replace(chr(0xE000 + index), word)
        return words[:limit].strip()


def _set_aside(text: str, wanted: Callable[[str], object], kept: list[str]) -> str:
    """Replace wanted words (article ids, codes such as 0x80070057) by a private character each, which no rule touches.

    The words are added to `kept`; the first of all stands for U+E000.
    """

    def aside(match: re.Match[str]) -> str:
        word = match.group()
        if len(kept) < 0x1900 and wanted(word):
            kept.append(word)
            return chr(0xE000 + len(kept) - 1)
        return word

    return re.sub(r"[^\s<>]+", aside, text)


def _link_alone(word: re.Match[str]) -> str:
    """Return a link without its query string and fragment, and any other word as it is."""
    return word.group(1) if _LINK.search(word.group(1)) else word.group()


def _without_accounts(text: str) -> str:
    """Replace every IBAN, however it is grouped, by its marker: right length for its country, right checksum."""
    found: list[str] = []
    done = 0
    position = 0
    while match := _ACCOUNT_START.search(text, position):
        end = _account_end(text, match)
        if end:
            found += (text[done : match.start()], ACCOUNT)
            done = position = end
        else:
            position = match.start() + 1
    return "".join((*found, text[done:]))


def _account_end(text: str, match: re.Match[str]) -> int | None:
    length = _ACCOUNT_LENGTHS.get("".join(re.findall("[A-Z]", match.group(1).upper())))
    if length is None:
        return None
    pattern = re.compile(rf"(?:{_ACCOUNT_GAP}[A-Za-z0-9]){{{length}}}")
    whole = pattern.match(text, match.start())
    if whole is None:
        return None
    plain = "".join(re.findall("[A-Z0-9]", whole.group().upper()))
    digits = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return whole.end() if int(digits) % 97 == 1 else None
