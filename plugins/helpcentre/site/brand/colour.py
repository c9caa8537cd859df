"""Colours: sRGB as browsers read it, OKLCH to change how light one is, and contrast as WCAG defines it.

Sources: WCAG 2.2, "relative luminance" and "contrast ratio"; Björn Ottosson, "A perceptual color space for image
processing" (2020), for OKLab and its matrices.
"""

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 400
"""The step in which lightness is searched: about one step of an 8-bit channel."""


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque sRGB colour; each channel is a whole number from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 (black) to 1 (white)."""
        red, green, blue = (_decode_channel(channel / 255) for channel in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def oklch(self) -> tuple[float, float, float]:
        """Lightness (0 to 1), chroma (0 for grey) and hue (in degrees, 0 to 360)."""
        red, green, blue = (_decode_channel(channel / 255) for channel in (self.red, self.green, self.blue))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
        return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def parse_colour(text: str) -> Colour:
    """Return the colour of `#rgb` or `#rrggbb`; raises ValueError for any other text."""
    if not _HEX.fullmatch(text):
        raise ValueError(f"'{text}' is not a colour. Use # and six hexadecimal digits, for example #1d4e89")
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return Colour(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the sRGB colour nearest to an OKLCH one: with less chroma where no screen can show as much."""
    lightness = min(max(lightness, 0.0), 1.0)
    low, high = 0.0, chroma
    if _in_gamut(_mix_channels(lightness, chroma, hue)):
        low = chroma
    else:
        for _ in range(20):
            middle = (low + high) / 2
            low, high = (middle, high) if _in_gamut(_mix_channels(lightness, middle, hue)) else (low, middle)
    encoded = (_encode_channel(light) for light in _mix_channels(lightness, low, hue))
    return Colour(*(round(255 * min(max(channel, 0.0), 1.0)) for channel in encoded))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def lowest_contrast(colour: Colour, others: Iterable[Colour]) -> float:
    """Return the contrast of a colour with the one of `others` from which it differs least."""
    return min(contrast(colour, other) for other in others)


def nearest_passing(colour: Colour, backgrounds: Iterable[Colour], ratio: float) -> Colour | None:
    """Return the colour nearest in lightness, of the same hue, whose contrast with each background is at least `ratio`.

    None if no lightness will do: the backgrounds are too far apart.
    """
    others = list(backgrounds)
    lightness, chroma, hue = colour.oklch
    if lowest_contrast(colour, others) >= ratio:
        return colour
    if not _can_pass([other.luminance for other in others], ratio):
        return None
    for step in range(1, _STEPS + 1):
        for sign in (-1, 1):
            candidate = lightness + sign * step / _STEPS
            if 0 <= candidate <= 1:
                found = from_oklch(candidate, chroma, hue)
                if lowest_contrast(found, others) >= ratio:
                    return found
    return None


def _can_pass(luminances: list[float], ratio: float) -> bool:
    """Return whether any luminance at all has a contrast of at least `ratio` with each of those."""
    ordered = [one + 0.05 for one in sorted(luminances)]
    between = (math.sqrt(low * high) for low, high in itertools.pairwise(ordered))
    return any(
        min(max(light, other) / min(light, other) for other in ordered) >= ratio for light in (0.05, *between, 1.05)
    )


def _decode_channel(channel: float) -> float:
    """Return the light of an encoded channel, both from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encode_channel(light: float) -> float:
    """Return the encoded channel of a light, both from 0 to 1."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _mix_channels(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return the light of red, green and blue; outside 0 to 1 if no screen can show the colour."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(channels: tuple[float, float, float]) -> bool:
    """Return whether a screen can show the colour, rounding errors apart."""
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels)
