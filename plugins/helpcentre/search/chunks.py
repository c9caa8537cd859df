"""The bytes of the packed index: varints, front-coded word lists, gzip with hashed names.

`search-engine.js` reads the same bytes. All text is UTF-8, sorted as JavaScript compares it (UTF-16 units).
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcentre.errors import HelpCentreError

_GZIP = b"\x1f\x8b"


class DamagedChunkError(HelpCentreError):
    """A file of the packed index is missing, cut short or of another version."""


def utf16(text: str) -> bytes:
    """Return the sort key under which Python orders `text` as JavaScript's `<` does."""
    return text.encode("utf-16-be", "surrogatepass")


def squeeze(data: bytes) -> bytes:
    """Return `data` gzipped, the same bytes for the same input."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def expand(data: bytes, name: str) -> bytes:
    """Return the content of a chunk; a server may have taken the gzip off already."""
    if not data.startswith(_GZIP):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error):
        raise DamagedChunkError(f"search: {name} is damaged; build the site again") from None


def digest(data: bytes, length: int = 8) -> str:
    """Return `length` hexadecimal digits that name this content."""
    return hashlib.sha256(data).hexdigest()[:length]


def varint(number: int) -> bytes:
    """Return `number` (0 or more) in seven bits a byte, lowest first, the eighth bit saying that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


@dataclass
class Reader:
    """Reads varints and texts from the front of `data`."""

    data: bytes
    at: int = 0

    def varint(self) -> int:
        """Return the next number."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def byte(self) -> int:
        """Return the next byte."""
        if self.at >= len(self.data):
            raise DamagedChunkError("search: a chunk ends too early; build the site again")
        self.at += 1
        return self.data[self.at - 1]

    def text(self) -> str:
        """Return the next text: its length in bytes, then UTF-8."""
        length = self.varint()
        if self.at + length > len(self.data):
            raise DamagedChunkError("search: a chunk ends too early; build the site again")
        self.at += length
        return self.data[self.at - length : self.at].decode("utf-8")


def packed_text(text: str) -> bytes:
    """Return `text` as `Reader.text` takes it."""
    encoded = text.encode()
    return varint(len(encoded)) + encoded


def front_code(items: Iterable[str]) -> str:
    """Return the sorted `items` one a line, each without what it shares with the one before: `0casa`, `3e`.

    The number of shared characters is one character from `0` on (at most 40).
    """
    lines = []
    before = ""
    for item in items:
        shared = 0
        most = min(len(before), len(item), 40)
        while shared < most and before[shared] == item[shared] <= "\uffff":
            shared += 1
        lines.append(chr(48 + shared) + item[shared:])
        before = item
    return "\n".join(lines)


def front_decode(text: str) -> list[str]:
    """Undo `front_code`."""
    items = []
    before = ""
    for line in text.split("\n") if text else ():
        before = before[: ord(line[0]) - 48] + line[1:]
        items.append(before)
    return items


def groups(sizes: Sequence[int], limit: int) -> list[range]:
    """Return consecutive ranges of positions whose sizes add up to about `limit` each, evenly filled."""
    total = sum(sizes)
    count = max(1, round(total / limit))
    found: list[range] = []
    start = done = 0
    for position, size in enumerate(sizes):
        done += size
        if done * count >= total * (len(found) + 1) and position + 1 > start:
            found.append(range(start, position + 1))
            start = position + 1
    if start < len(sizes):
        found.append(range(start, len(sizes)))
    return found
