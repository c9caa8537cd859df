"""A site's own icons: SVG files that become part of the page, and so may hold shapes and nothing else."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape

from helpcentre.errors import HelpCentreError

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
_LEFT_OUT = frozenset({"title", "desc", "metadata", "defs"})
"""Elements that drawing programs add and that pages do not need."""
_GEOMETRY = frozenset(
    {
        "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "points", "transform",
        "fill-rule", "clip-rule", "opacity", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-linecap",
        "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset",
    }
)  # fmt: skip
_COLOURS = frozenset({"fill", "stroke"})
_VIEW_BOX = re.compile(r"\s*(-?[\d.]+[\s,]+){3}[\d.]+\s*")
LARGEST = 8_000
"""The largest number of characters in an icon, which is part of every page that shows it."""


def read_drawing(text: str, path: str) -> str:
    """Return an SVG file as an element for a page, drawn in the colour of the text around it.

    Raises HelpCentreError, naming `path`, for a file that is not an SVG of plain shapes with a `viewBox`.
    """
    if len(text) > LARGEST:
        raise HelpCentreError(f"{path}: an icon may have {LARGEST:,} characters, and this file has {len(text):,}")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise HelpCentreError(f"{path}: remove the line with <!DOCTYPE or <!ENTITY")
    try:
        root = ET.fromstring(text)  # noqa: S314 - short, and without entities
    except ET.ParseError as error:
        raise HelpCentreError(f"{path}: this is not an SVG file ({error})") from None
    view_box = root.get("viewBox", "")
    if root.tag != f"{_NAMESPACE}svg" or not _VIEW_BOX.fullmatch(view_box):
        raise HelpCentreError(
            f'{path}: begin the file with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        )
    shapes = "".join(_write_shapes(root, path))
    paint = "".join(_write_paint(root))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{escape(view_box.strip())}"{paint}>{shapes}</svg>'


def _write_shapes(parent: ET.Element, path: str) -> Iterator[str]:
    """Yield the elements within `parent` as text."""
    for element in parent:
        name = element.tag.removeprefix(_NAMESPACE) if isinstance(element.tag, str) else ""
        if name in _LEFT_OUT or "{" in name:  # of the drawing program
            continue
        if name not in _SHAPES:
            raise HelpCentreError(f"{path}: an icon is made of shapes; <{name}> cannot be part of one")
        attributes = "".join((*_write_geometry(element), *_write_paint(element)))
        yield f"<{name}{attributes}>{''.join(_write_shapes(element, path))}</{name}>"


def _read_attributes(element: ET.Element) -> dict[str, str]:
    """Return the attributes of an element, and the declarations of its `style`, which win over them."""
    declared = (one.partition(":") for one in element.get("style", "").split(";"))
    return dict(element.items()) | {name.strip(): value.strip() for name, colon, value in declared if colon}


def _write_geometry(element: ET.Element) -> Iterator[str]:
    """Yield the attributes that describe a shape, without its colours."""
    yield from (f' {name}="{escape(value)}"' for name, value in _read_attributes(element).items() if name in _GEOMETRY)


def _write_paint(element: ET.Element) -> Iterator[str]:
    """Yield fill and stroke: `none` stays, and every colour becomes that of the text."""
    for name in sorted(_COLOURS):
        value = _read_attributes(element).get(name)
        if value is not None:
            yield f' {name}="{"none" if value.strip() == "none" else "currentcolor"}"'
