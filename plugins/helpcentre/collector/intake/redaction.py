"""Remove personal data from words before they are stored. Pure.

Personal data is replaced by a marker in square brackets, so that the sentence can still be read. A number of seven
digits or more is removed unless its shape or the words around it say that it is a date, a price, a product code or the
like: it is more likely a phone number than something a writer needs. Names and streets are not recognised.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from helpcentre.collector.intake.order_pattern import compile_order_pattern
from helpcentre.collector.intake.recognisers.bank_details import find_bank_details
from helpcentre.collector.intake.recognisers.email_addresses import find_email_addresses
from helpcentre.collector.intake.recognisers.folded_text import Span, cover, fold, spans_of
from helpcentre.collector.intake.recognisers.identity_numbers import find_identity_numbers
from helpcentre.collector.intake.recognisers.links import REMOVED, find_links
from helpcentre.collector.intake.recognisers.network_addresses import find_network_addresses
from helpcentre.collector.intake.recognisers.orders_and_parcels import ORDER, find_orders_and_parcels
from helpcentre.collector.intake.recognisers.phone_numbers import find_phone_numbers, regions_of
from helpcentre.collector.intake.recognisers.security_codes import find_security_codes

_NEW_LINE = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_TOKEN = re.compile(r"[^\s<>]+")
_ERROR_CODE = re.compile(r"(?i)(?<![0-9a-z])0x(?:[0-9a-f]{1,8}|(?=[0-9a-f]*[a-f])[0-9a-f]{9,16})(?![0-9a-z])")


def clean(text: str) -> str:
    """Return the text in NFC without control, invisible and private characters, and trimmed."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _NEW_LINE.sub("\n", text))).strip()


@dataclass(frozen=True)
class Redactor:
    """Redacts personal data by the rules of one site.

    `order_pattern` is the shop's own order number as a regular expression, `keep` the words that always stay (the ids
    of articles), `regions` the countries (two letters) whose phone numbers readers write without a country code.
    """

    order_pattern: str | None = None
    keep: frozenset[str] = field(default_factory=frozenset)
    regions: tuple[str, ...] = regions_of(("en", "it", "id", "et"))

    def __post_init__(self) -> None:
        _ = self._compiled_order_pattern  # a pattern that cannot be used is an error now, not at the first comment

    @cached_property
    def _compiled_order_pattern(self) -> re.Pattern[str] | None:
        return compile_order_pattern(self.order_pattern) if self.order_pattern else None

    def redact(self, text: str, limit: int = 1000) -> str:
        """Return the text without personal data, at most `limit` characters."""
        cleaned = clean(text)
        spans: list[Span] = []
        seen = fold(cleaned)
        for find in self._list_recognisers():
            found = _without_overlaps(find(seen))
            seen = cover(seen, found)
            spans += found
        return _write_markers(cleaned, spans)[:limit].strip()

    def _list_recognisers(self) -> Iterator[Callable[[str], Iterable[Span]]]:
        """Yield the recognisers, the most reliable first: each sees only what the ones before it left."""
        yield self._find_kept_words
        yield find_links
        yield find_email_addresses
        yield find_bank_details
        if self._compiled_order_pattern:
            yield partial(spans_of, self._compiled_order_pattern, marker=ORDER)
        yield partial(spans_of, _ERROR_CODE)
        yield find_security_codes
        yield find_identity_numbers
        yield find_network_addresses
        yield find_orders_and_parcels
        yield partial(find_phone_numbers, regions=self.regions)

    def _find_kept_words(self, text: str) -> Iterator[Span]:
        for match in _TOKEN.finditer(text):
            if match.group() in self.keep:
                yield Span(*match.span())


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order; of two that overlap the one that begins first, or else the longer."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _write_markers(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for span in sorted(spans):
        if span.marker:
            pieces += (text[done : span.start], "" if span.marker == REMOVED else span.marker)
            done = span.end
    return "".join((*pieces, text[done:]))
