"""Every word the product says to a reader, per language, from `strings/<language>.yml`.

A file is flat: `feedback.yes: Yes`. Plural forms stand under the key with the CLDR category: `search.found.one`,
`search.found.other`. English is complete; a site may add a language of its own, and what it leaves out is English.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from helpcentre.errors import did_you_mean
from helpcentre.language.locales import plural_category
from helpcentre.marked_yaml import load

FOLDER = Path(__file__).parent / "strings"


class Strings(Mapping[str, str]):
    """The words of one language; `strings["hours.open"]`, `strings.text("hours.until", time="18:00")`."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language = language
        self._words = words

    def __getitem__(self, key: str) -> str:
        try:
            return self._words[key]
        except KeyError:
            raise KeyError(f"no string '{key}'{did_you_mean(key, self._words)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def text(self, key: str, **values: Any) -> str:
        """Return the words of `key` with `{name}` filled in."""
        return self[key].format(**values)

    def plural(self, key: str, number: int, **values: Any) -> str:
        """Return the form of `key` for `number`; `{n}` is the number, or the value given for it."""
        form = f"{key}.{plural_category(self.language, number)}"
        return self.text(form if form in self._words else f"{key}.other", **{"n": number, **values})

    def under(self, prefix: str) -> dict[str, str]:
        """Return the strings whose key begins with `prefix.`, with the prefix cut off."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self._words.items() if key.startswith(start)}


def known_languages() -> tuple[str, ...]:
    """Return the languages that come with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def strings(language: str) -> Strings:
    """Return the words of `language`; those it lacks (or all, for a language we do not know) are English."""
    words = dict(_read("en"))
    base = language.split("-")[0]
    for name in dict.fromkeys((base, language)):
        if name != "en" and (FOLDER / f"{name}.yml").is_file():
            words |= _read(name)
    return Strings(language, words)


def _read(language: str) -> dict[str, str]:
    path = FOLDER / f"{language}.yml"
    value = load(path.read_text(encoding="utf-8"), f"strings/{path.name}").value
    return {str(key): str(text) for key, text in value.items()}
