"""The duration of an MP4 file (ISO/IEC 14496-12: the box `mvhd` in the box `moov`)."""

import struct
from collections.abc import Iterator


def duration_of_mp4(data: bytes) -> float | None:
    """Return the duration in seconds; None if the data are not an MP4 file that says it."""
    for name, body in _read_boxes(data):
        if name == b"moov":
            for inner, header in _read_boxes(body):
                if inner == b"mvhd":
                    return _read_header(header)
    return None


def _read_boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, content) of each box; a box of size 0 goes on to the end, one of size 1 has a long size."""
    place = 0
    while place + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, place)
        begin = place + 8
        if size == 1 and place + 16 <= len(data):
            size, begin = struct.unpack_from(">Q", data, place + 8)[0], place + 16
        elif size == 0:
            size = len(data) - place
        if size < begin - place:
            return
        yield name, data[begin : place + size]
        place += size


def _read_header(header: bytes) -> float | None:
    """Return the duration in `mvhd`: version 1 has 64-bit times."""
    layout, skipped = (">IQ", 20) if header[:1] == b"\x01" else (">II", 12)
    if len(header) < skipped + struct.calcsize(layout):
        return None
    scale, length = struct.unpack_from(layout, header, skipped)
    return length / scale if scale else None
