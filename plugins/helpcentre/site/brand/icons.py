"""Icons of topics: a name in our set, or an SVG file of the site's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.site.brand.drawing import read_drawing
from helpcentre.theme_dir import theme_dir

FOLDER = ".icons/helpcentre"
"""The folder of the built-in set in the theme; hosts publish nothing from a folder that begins with a dot."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawing for templates: an icon of our set by its `name`, or the `drawing` of a file."""

    name: str = ""
    drawing: str = ""


@cache
def icon_names() -> frozenset[str]:
    """Return the names of our set."""
    return frozenset(path.stem for path in (theme_dir() / FOLDER).glob("*.svg"))


def read_icon(value: str, content_dir: Path) -> Icon:
    """Return the icon that `value` names; raises HelpCentreError for an unknown name and a file that is not an icon."""
    if not value.endswith(".svg"):
        if value in icon_names():
            return Icon(name=value)
        raise HelpCentreError(
            f"'{value}' is not an icon of the set{did_you_mean(value, icon_names())}. "
            "docs/brand.md lists them; for your own, write the path of an .svg file in the content folder."
        )
    path = content_dir / value
    if not path.resolve().is_relative_to(content_dir.resolve()) or not path.is_file():
        raise HelpCentreError(f"there is no file '{value}' in the content folder")
    return Icon(drawing=read_drawing(path.read_text(encoding="utf-8", errors="replace"), value))


def as_values(icons: Mapping[str, Icon]) -> dict[str, dict[str, str]]:
    """Return icons as the plain values that templates take."""
    return {key: {"icon": icon.name, "drawing": icon.drawing} for key, icon in icons.items()}
