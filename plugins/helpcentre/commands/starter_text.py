"""The text of the pages of a new site, in the language of their readers and for no particular trade."""

from pathlib import Path
from typing import TypedDict, cast

import yaml

from helpcentre.language.builtin import closest_codes

FOLDER = Path(__file__).parent / "starter"
FALLBACK = "en"


class StarterText(TypedDict):
    """The name of the site, an opening sentence per page, and one article, which says when the team is available."""

    name: str
    home: str
    contact: str
    faq: str
    question: str
    asks: list[str]
    answer: str
    more: str


def starter_text(language: str) -> StarterText:
    """Return the text for a language, with its script or base language if need be; in English for all others."""
    paths = (FOLDER / f"{code}.yml" for code in (*closest_codes(language), FALLBACK))
    path = next(path for path in paths if path.is_file())
    return cast("StarterText", yaml.safe_load(path.read_text(encoding="utf-8")))
