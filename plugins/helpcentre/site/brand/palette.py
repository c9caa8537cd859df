"""The colours of the pages in a light and a dark scheme, derived from an accent and a background.

Greys take a little of the background's hue. What a site chooses is kept as it is, and `failing_pairs` says if it cannot
be read; what is derived always can.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from helpcentre.site.brand.colour import Colour, contrast, from_oklch, lowest_contrast, nearest_passing

Scheme = Literal["light", "dark"]
Palette = Mapping[str, Colour]
"""The colours of a scheme by their names in the style sheets, without the prefix `--hc-`."""

TEXT, SHAPE = 4.5, 3.0
"""The contrast that WCAG 2.2 AA requires of text (1.4.3), and of borders and signs with a meaning (1.4.11)."""
ACCENTS = ("link", "brand")
"""The parts that are drawn in the accent colour."""
SURFACES = ("paper", "wash", "card")
CALLOUTS = ("info", "good", "warn", "danger")
"""The callouts by colour: note, tip, warning and danger. Each has a wash behind its text."""
WASHES = tuple(f"{name}-wash" for name in CALLOUTS)

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, behind, TEXT) for text in ("ink", "quiet", "link") for behind in (*SURFACES, *WASHES, "mark")),
    *((name, behind, TEXT) for name in CALLOUTS for behind in (*SURFACES, f"{name}-wash")),
    *(("brand", behind, TEXT) for behind in SURFACES),
    ("brand-ink", "brand", TEXT),
    *(("edge", behind, SHAPE) for behind in SURFACES),
)
"""Every pair of colours that the templates put on each other: what is read, what is behind it, the contrast needed."""

_TINT = 0.005
"""The chroma of a background at which the greys have the chroma given below."""
_GREYS: Mapping[Scheme, Mapping[str, tuple[float, float]]] = {
    "light": {
        "wash": (0.961, 0.015),
        "card": (1.0, 0.0),
        "ink": (0.259, 0.016),
        "quiet": (0.475, 0.021),
        "line": (0.89, 0.022),
        "edge": (0.608, 0.025),
    },
    "dark": {
        "wash": (0.24, 0.013),
        "card": (0.232, 0.012),
        "ink": (0.944, 0.015),
        "quiet": (0.758, 0.026),
        "line": (0.332, 0.019),
        "edge": (0.609, 0.029),
    },
}
"""Lightness and chroma of each grey."""
_PAPER: Mapping[Scheme, tuple[float, float]] = {"light": (0.995, 0.003), "dark": (0.204, 0.004)}
"""Lightness and highest chroma of a background that is derived."""
_SIGNALS: Mapping[Scheme, Mapping[str, tuple[float, float, float]]] = {
    "light": {
        "info": (0.47, 0.1, 250),
        "good": (0.471, 0.096, 157),
        "warn": (0.494, 0.109, 67),
        "danger": (0.48, 0.16, 27),
        "info-wash": (0.965, 0.02, 250),
        "good-wash": (0.965, 0.03, 157),
        "warn-wash": (0.965, 0.036, 84),
        "danger-wash": (0.965, 0.025, 20),
        "mark": (0.925, 0.081, 85),
    },
    "dark": {
        "info": (0.8, 0.09, 250),
        "good": (0.801, 0.105, 159),
        "warn": (0.837, 0.123, 81),
        "danger": (0.8, 0.11, 22),
        "info-wash": (0.281, 0.042, 250),
        "good-wash": (0.281, 0.042, 160),
        "warn-wash": (0.281, 0.042, 83),
        "danger-wash": (0.281, 0.05, 20),
        "mark": (0.362, 0.07, 77),
    },
}
"""Lightness, chroma and hue of what has the same meaning on every site."""
_DARK_ACCENT = (0.8, 0.11)
"""The lightness and the highest chroma of an accent that is derived for the dark."""


@dataclass(frozen=True, slots=True)
class FailingPair:
    """Two colours of a scheme that cannot be told apart well enough, and the nearest colour that could be."""

    scheme: Scheme
    text: str
    behind: str
    found: float
    needed: float
    nearest: Colour | None


@lru_cache(maxsize=16)  # every page asks for them
def make_palettes(
    accent: Colour,
    background: Colour | None = None,
    dark_accent: Colour | None = None,
    dark_background: Colour | None = None,
) -> dict[Scheme, Palette]:
    """Return the colours of both schemes: `accent` and `background` are for the light one; what is None is derived."""
    _, chroma, hue = (background or accent).oklch
    light, dark = (
        own or from_oklch(lightness, min(most, chroma), hue)
        for own, (lightness, most) in ((background, _PAPER["light"]), (dark_background, _PAPER["dark"]))
    )
    return {
        "light": _make_palette("light", light, accent),
        "dark": _make_palette("dark", dark, dark_accent or accent, derive=not dark_accent),
    }


def failing_pairs(scheme: Scheme, palette: Palette) -> Iterator[FailingPair]:
    """Yield each pair that is below its contrast, with the nearest text colour that passes in all its pairs."""
    for text, behind, needed in PAIRS:
        found = contrast(palette[text], palette[behind])
        if found < needed:
            others = [palette[other] for name, other, _ in PAIRS if name == text]
            yield FailingPair(scheme, text, behind, found, needed, nearest_passing(palette[text], others, needed))


def _make_palette(scheme: Scheme, paper: Colour, accent: Colour, *, derive: bool = False) -> Palette:
    """Return the colours of one scheme; `derive` the accent from the light one's."""
    colours = {"paper": paper, **_make_greys(scheme, paper), **_make_signals(scheme)}
    brand = _make_dark_twin(accent, colours) if derive else accent
    colours |= {"brand": brand, "link": brand, "brand-ink": _choose_ink(brand)}
    for name in ("quiet", "edge", *CALLOUTS):
        colours[name] = _make_readable(name, colours)
    texts = [colours[text] for text in ("ink", "quiet", "link")]
    colours["mark"] = nearest_passing(colours["mark"], texts, TEXT) or paper
    return colours


def nearest_background(scheme: Scheme, paper: Colour) -> Colour:
    """Return the nearest background that all but an accent can be read on: a lighter one, in the dark a darker one."""
    lightness, chroma, hue = paper.oklch
    accent, sign = (Colour(0, 0, 0), 1) if scheme == "light" else (Colour(255, 255, 255), -1)
    for step in range(101):
        candidate = paper if step == 0 else from_oklch(lightness + sign * step / 100, chroma, hue)
        if not any(failing_pairs(scheme, _make_palette(scheme, candidate, accent))):
            return candidate
    return candidate


def _make_greys(scheme: Scheme, paper: Colour) -> dict[str, Colour]:
    _, chroma, hue = paper.oklch
    tint = min(chroma / _TINT, 1.6)
    return {name: from_oklch(light, own * tint, hue) for name, (light, own) in _GREYS[scheme].items()}


def _make_signals(scheme: Scheme) -> dict[str, Colour]:
    return {name: from_oklch(*oklch) for name, oklch in _SIGNALS[scheme].items()}


def _make_dark_twin(accent: Colour, colours: Palette) -> Colour:
    """Return an accent of the same hue that can be read on everything dark."""
    _, chroma, hue = accent.oklch
    lightness, highest = _DARK_ACCENT
    twin = from_oklch(lightness, min(chroma, highest), hue)
    return nearest_passing(twin, [colours[name] for name in (*SURFACES, *WASHES)], TEXT) or twin


def _choose_ink(brand: Colour) -> Colour:
    """Return white or black, whichever is easier to read on `brand`: one of the two always passes."""
    return max((Colour(255, 255, 255), Colour(0, 0, 0)), key=lambda ink: contrast(ink, brand))


def _make_readable(name: str, colours: Palette) -> Colour:
    """Return one of our colours, moved as far as its backgrounds ask."""
    needed = max(ratio for text, _, ratio in PAIRS if text == name)
    behind = [colours[other] for text, other, _ in PAIRS if text == name and other != "mark"]
    return nearest_passing(colours[name], behind, needed) or max(
        (Colour(0, 0, 0), Colour(255, 255, 255)), key=lambda ink: lowest_contrast(ink, behind)
    )
