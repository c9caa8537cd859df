"""The bytes of the packed index: varints, front-coded word lists, postings, gzip, hashed names.

`search-binary-format.js` and `search-postings.js` read the same bytes. All text is UTF-8, sorted as JavaScript compares
it (UTF-16 units).
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcentre.errors import HelpCentreError

FORMAT = 7
"""Increase this number when the files change: an index of another format is refused."""
_GZIP_MAGIC = b"\x1f\x8b"
MOST_SHARED = 40
"""Characters that `front_code` shares between two items at most, so that their number stays printable."""

K1 = 3.5
"""BM25's saturation of frequencies."""
LEVELS = 63

Ask = tuple[int, int, int]
"""Number of the ask, its length in content words, and its fingerprint (-1: another of its words carries it)."""
Posting = tuple[int, int, int, tuple[Ask, ...]]
"""Article number, level 1 to LEVELS, title length (0: not in the title), the asks the key is in."""


class DamagedChunkError(HelpCentreError):
    """A file of the packed index is missing or cut short."""


def compress(data: bytes) -> bytes:
    """Return `data` gzipped; the same input always gives the same bytes."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def decompress(data: bytes, name: str) -> bytes:
    """Return the content of the file `name`; a server may have decompressed it already.

    Raises DamagedChunkError if the gzip data is cut short or broken.
    """
    if not data.startswith(_GZIP_MAGIC):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error):
        raise DamagedChunkError(f"search: {name} is damaged; build the site again") from None


def content_hash(data: bytes, length: int = 8) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()[:length]


def encode_varint(number: int) -> bytes:
    """Return `number` (0 or more) in LEB128: seven bits per byte, lowest first, the eighth bit set if more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


@dataclass
class ByteReader:
    """Reads bytes, varints and texts from `data`, one after another."""

    data: bytes
    at: int = 0

    def read_varint(self) -> int:
        """Return the next number."""
        number = shift = 0
        while True:
            byte = self.read_byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def read_byte(self) -> int:
        """Return the next byte."""
        if self.at >= len(self.data):
            raise DamagedChunkError("search: a chunk ends too early; build the site again")
        self.at += 1
        return self.data[self.at - 1]

    def read_bytes(self) -> bytes:
        """Return the next bytes: their number, then the bytes."""
        length = self.read_varint()
        if self.at + length > len(self.data):
            raise DamagedChunkError("search: a chunk ends too early; build the site again")
        self.at += length
        return self.data[self.at - length : self.at]

    def read_text(self) -> str:
        """Return the next text: its length in bytes, then UTF-8."""
        return self.read_bytes().decode("utf-8")


def encode_bytes(data: bytes) -> bytes:
    """Return `data` as `ByteReader.read_bytes` reads it."""
    return encode_varint(len(data)) + data


def encode_text(text: str) -> bytes:
    """Return `text` as `ByteReader.read_text` reads it."""
    return encode_bytes(text.encode())


def front_code(items: Iterable[str]) -> str:
    """Return the sorted `items`, one per line, each without the beginning it shares with the one before.

    `casa, case` becomes `0casa, 3e`: the number of shared characters is one character, counted from `0` (at most 40).
    """
    lines = []
    previous = ""
    for item in items:
        shared = 0
        limit = min(len(previous), len(item), MOST_SHARED)
        while shared < limit and previous[shared] == item[shared] <= "\uffff":
            shared += 1
        lines.append(chr(48 + shared) + item[shared:])
        previous = item
    return "\n".join(lines)


def front_decode(text: str) -> list[str]:
    """Return the items that `front_code` encoded."""
    items = []
    previous = ""
    for line in text.split("\n") if text else ():
        previous = previous[: ord(line[0]) - 48] + line[1:]
        items.append(previous)
    return items


def split_evenly(sizes: Sequence[int], target: int) -> list[range]:
    """Return consecutive ranges of positions whose `sizes` add up to about `target` each, evenly filled."""
    total = sum(sizes)
    count = max(1, round(total / target))
    ranges: list[range] = []
    start = done = 0
    for position, size in enumerate(sizes):
        done += size
        if done * count >= total * (len(ranges) + 1):
            ranges.append(range(start, position + 1))
            start = position + 1
    if start < len(sizes):
        ranges.append(range(start, len(sizes)))
    return ranges


def to_level(frequency: float) -> int:
    """Return a weighted frequency after BM25's saturation, as a level from 1 to LEVELS."""
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
