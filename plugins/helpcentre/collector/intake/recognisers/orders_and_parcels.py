"""Order, invoice, customer and parcel numbers, by the shapes carriers use and by the words in front of them."""

import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers import context_words as words
from helpcentre.collector.intake.recognisers.folded_text import Span, spans_of

ORDER, PARCEL = "[order]", "[parcel]"
_UPS = re.compile(r"(?i)(?<![A-Z0-9])1Z(?:[ \-]?[A-Z0-9]){16}(?![A-Z0-9])")
_POSTAL = re.compile(r"(?i)(?<![A-Z0-9])[A-Z]{2}(?:[ \-]?\d){9}[ \-]?[A-Z]{2}(?![A-Z0-9])")  # UPU standard S10
_DIGIT_LATER = r"[A-Z0-9/_.\-]*\d"
_TOKEN = rf"(?P<it>(?={_DIGIT_LATER * 4})[A-Z0-9][A-Z0-9/_\-]*[A-Z0-9])(?![A-Z0-9])"
_JOIN = rf"(?:\s*(?:{words.NUMBER_SIGNS}|-)(?![a-z])){{0,3}}[\s#:°º.]{{0,4}}"
_PARCEL = re.compile(rf"(?i)\b{words.PARCEL}{_JOIN}{_TOKEN}")
_ORDER = re.compile(rf"(?i)\b{words.ORDER}{_JOIN}{_TOKEN}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_orders_and_parcels(text: str) -> Iterator[Span]:
    """Yield order, invoice, customer and parcel numbers in a folded text; a year alone is not one."""
    yield from spans_of(_UPS, text, PARCEL)
    yield from spans_of(_POSTAL, text, PARCEL)
    yield from spans_of(_PARCEL, text, PARCEL)
    for span in spans_of(_ORDER, text, ORDER):
        if not _YEAR.fullmatch(text[span.start : span.end]):
            yield span
