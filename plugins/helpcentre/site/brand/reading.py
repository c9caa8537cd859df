"""From the `brand` block of mkdocs.yml to a `Brand`, with everything that is wrong with it at its place."""

import difflib
from collections.abc import Collection, Iterator
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document
from helpcentre.marked_yaml.locating import locate
from helpcentre.marked_yaml.validation import validate
from helpcentre.site.brand.colour import Colour
from helpcentre.site.brand.model import Brand
from helpcentre.site.brand.palette import ACCENTS, FailingPair, Palette, failing_pairs, nearest_background
from helpcentre.site.brand.stylesheet import palettes_of

RULE = "brand"
WAY = ("extra", "helpcentre", "brand")
"""The path of the block in mkdocs.yml."""
_BEHIND = {
    "paper": "the background",
    "wash": "the tinted background",
    "card": "the background of cards",
    "mark": "words marked by the search",
    "brand": "the accent",
}


def read_brand(value: Any, text: str, path: str) -> Brand:
    """Return the brand of a site; `value` is the block as the host read it, `text` the file it is in.

    Raises FindingsError with all errors at their places in `path`.
    """
    return validate(Brand, locate(text, path, WAY, {} if value is None else value), rule=RULE)


def find_missing_files(brand: Brand, files: Collection[str], document: Document) -> Iterator[Finding]:
    """Yield an error for each file that the block names and the content folder lacks."""
    for key, path in brand.files().items():
        if path not in files:
            near = difflib.get_close_matches(path, list(files), n=1, cutoff=0.6)
            hint = f"; did you mean '{near[0]}'?" if near else ". Write its path in the content folder."
            yield document.finding(
                _find_written_key(key, document), f"brand.{'.'.join(key)}: there is no file '{path}'{hint}", rule=RULE
            )


def _find_written_key(key: tuple[str, ...], document: Document) -> tuple[str, ...]:
    """Return the way to a key as it is written: `logo: file` stands for `logo: {light: file}`."""
    return key if key in document.values else key[:-1] if key[:-1] in document.values else ()


def find_unreadable_colours(brand: Brand, document: Document) -> Iterator[Finding]:
    """Yield one error for each scheme whose background, or else whose accent, has too little contrast somewhere."""
    for scheme, palette in palettes_of(brand).items():
        failing = sorted(failing_pairs(scheme, palette), key=lambda pair: pair.found / pair.needed)
        better = nearest_background(scheme, palette["paper"])
        if failing and better != palette["paper"]:
            yield _report_colour("background", palette["paper"], failing, better, palette, document)
        elif failing:
            worst = min(failing, key=lambda pair: (pair.text not in ACCENTS, pair.found / pair.needed))
            yield _report_colour("accent", palette["brand"], [worst], worst.nearest, palette, document)


def _report_colour(
    key: str, chosen: Colour, failing: list[FailingPair], better: Colour | None, palette: Palette, document: Document
) -> Finding:
    worst = failing[0]
    behind = _BEHIND.get(worst.behind, f"the background of callouts ({worst.behind})")
    message = (
        f"brand.{key}: with '{chosen}', text in the {worst.scheme} scheme has a contrast of {worst.found:.2f}:1 on "
        f"{behind} ({palette[worst.text]} on {palette[worst.behind]}), and {worst.needed:g}:1 is needed."
        + (f" The nearest colour that passes is '{better}'." if better else "")
    )
    return document.finding(_find_written_key((key, worst.scheme), document), message, rule=RULE)
