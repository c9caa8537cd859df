"""Postings of an index key and their bytes; `search-postings.js` reads the same bytes."""

from collections.abc import Sequence

from helpcentre.search.binary_format import ByteReader, encode_varint

K1 = 3.5
"""BM25's saturation of frequencies."""
LEVELS = 63

Ask = tuple[int, int, int]
"""Number of the ask, its length in content words, and its fingerprint (-1: another of its words carries it)."""
Posting = tuple[int, int, int, tuple[Ask, ...]]
"""Article number, level 1 to LEVELS, title length (0: not in the title), the asks the key is in."""


def to_level(frequency: float) -> int:
    """Return a weighted frequency as BM25 saturates it, in 1 to LEVELS."""
    return round(LEVELS * frequency / (frequency + K1)) or 1


def encode_postings(postings: Sequence[Posting]) -> bytes:
    """Return, per article: gap; level*4 with 2 for the title and 1 for asks; title length; the asks.

    An ask is number*16 + (length - 1)*2, plus 1 if two bytes of fingerprint follow.
    """
    out = bytearray(encode_varint(len(postings)))
    expected = 0
    for number, level, title, asks in postings:
        gap = number - expected
        expected = number + 1
        if gap < 128:  # the usual case, without a call
            out.append(gap)
        else:
            out += encode_varint(gap)
        out.append(level << 2 | (2 if title else 0) | (1 if asks else 0))
        if title:
            out.append(title)
        if asks:
            out += encode_varint(len(asks))
            for ask, length, mark in asks:
                out += encode_varint(ask * 16 + (length - 1) * 2 + (mark >= 0))
                out += mark.to_bytes(2, "little") if mark >= 0 else b""
    return bytes(out)


def read_postings(reader: ByteReader) -> list[Posting]:
    """Return the postings that `encode_postings` wrote."""
    found: list[Posting] = []
    number = -1
    for _ in range(reader.read_varint()):
        number += reader.read_varint() + 1
        flags = reader.read_byte()
        title = reader.read_byte() if flags & 2 else 0
        asks = tuple(_read_ask(reader) for _ in range(reader.read_varint())) if flags & 1 else ()
        found.append((number, min(flags >> 2, LEVELS), title, asks))
    return found


def _read_ask(reader: ByteReader) -> Ask:
    code = reader.read_varint()
    mark = reader.read_byte() + 256 * reader.read_byte() if code & 1 else -1
    return code >> 4, (code >> 1 & 7) + 1, mark
