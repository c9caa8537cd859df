"""The sizes of SVG and PNG files, so that a page reserves their space."""

import re
import struct
import xml.etree.ElementTree as ET

_PNG = b"\x89PNG\r\n\x1a\n"
_LENGTH = re.compile(r"\s*([0-9.]+)(?:px)?\s*")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, of an SVG those of its `viewBox`; None if they are not known."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    return _svg_size(data)


def _svg_size(data: bytes) -> tuple[int, int] | None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314 - a file of the site, without entities
    except (ET.ParseError, ValueError):
        return None
    view_box = root.get("viewBox", "").replace(",", " ").split()
    sides = view_box[2:] if len(view_box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [match for side in sides if (match := _LENGTH.fullmatch(side))]
    try:
        width, height = (round(float(match[1])) for match in found)
    except ValueError:  # not two of them, or no numbers
        return None
    return (width, height) if width > 0 and height > 0 else None
