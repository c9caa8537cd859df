"""The interface strings of one language: built in, completed or replaced by the site, and English for the rest.

Strings that appear together come from one language, so that no sentence mixes two: if one of them is missing, all of
its family are English. A string in another language than the page's says so in HTML.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from helpcentre.errors import did_you_mean
from helpcentre.language.builtin import builtin_strings, plural_bases, plural_forms, reader_keys, split_key
from helpcentre.language.foreign_text import ForeignText
from helpcentre.language.locales import plural_category
from helpcentre.language.punctuation import colon

FALLBACK = "en"
FAMILIES: tuple[tuple[str, ...], ...] = (
    (
        "hours.closes.",
        "hours.opens.",
        "hours.yours.",
        "hours.aside",
        "hours.place",
        "hours.after_clock_change",
        "hours.always",
        "hours.no_change",
        "hours.unknown",
        "channels.reply.",
        "channels.fastest",
    ),
    ("channels.up_to", "channels.wait", "channels.promise", "channels.measured", "notices.days"),
    ("search.ui.",),
    ("feedback.",),
    ("score.",),
    ("embed.",),
)
"""The beginnings of keys whose strings appear in one sentence or one form."""


class Strings(Mapping[str, str]):
    """The strings of one language; `strings["hours.closed"]`, `strings.text("hours.place", city="Rome")`."""

    def __init__(self, language: str, own: Mapping[str, str], fallback: Mapping[str, str]) -> None:
        self.language = language
        self._own = own
        self._fallback = fallback

    def __getitem__(self, key: str) -> str:
        if key in self._own:
            return self._own[key]
        if key in self._fallback:
            return ForeignText(self._fallback[key], FALLBACK)
        raise KeyError(f"no string '{key}'{did_you_mean(key, self._fallback)}")

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from (key for key in self._fallback if key not in self._own)

    def __len__(self) -> int:
        return len({*self._own, *self._fallback})

    @property
    def colon(self) -> str:
        """The separator of a label and its value, with its space."""
        return colon(self.language)

    def language_of(self, key: str) -> str:
        """Return the language of a string: dates and durations within it must be in that language."""
        return self.language if key in self._own else FALLBACK

    def is_foreign(self, key: str) -> bool:
        """Return whether a string is in another language than the page."""
        return self.language_of(key) != self.language

    def plain(self, key: str) -> str:
        """Return a string for an attribute or a script, where its language cannot be marked."""
        return str.__str__(self[key])

    def text(self, key: str, **values: Any) -> str:
        """Return a string with its `{name}` filled in."""
        text = self[key]
        filled = text.format(**values)
        return ForeignText(filled, text.language) if isinstance(text, ForeignText) else filled

    def plural(self, key: str, number: int, **values: Any) -> str:
        """Return the form of `key` for `number`; `{n}` is the number, or the value given for it."""
        forms = (f"{key}.{plural_category(self.language, number)}", f"{key}.other")
        own = next((form for form in forms if form in self._own), "")
        return self.text(own or f"{key}.{plural_category(FALLBACK, number)}", **{"n": number, **values})

    def under(self, prefix: str) -> dict[str, str]:
        """Return the strings whose key begins with `prefix.`, with the prefix removed."""
        start = f"{prefix}."
        return {key.removeprefix(start): self.plain(key) for key in self if key.startswith(start)}


def strings(language: str, texts: Mapping[str, str] | None = None) -> Strings:
    """Return the strings of `language`, with those that a site provides in `texts`; English for what is missing."""
    return _compose_strings(language, texts) if texts else _compose_builtin(language)


@lru_cache(maxsize=64)
def _compose_builtin(language: str) -> Strings:
    return _compose_strings(language, {})


def _compose_strings(language: str, texts: Mapping[str, str] | None) -> Strings:
    english = builtin_strings(FALLBACK)
    own = {key: text for key, text in {**builtin_strings(language), **(texts or {})}.items() if _is_known(key, english)}
    missing = {split_key(key)[0] for key in missing_strings(language, texts or {})}
    for family in FAMILIES:
        if any(key.startswith(family) for key in missing):
            missing |= {split_key(key)[0] for key in english if key.startswith(family)}
    if language != FALLBACK:
        own = {key: text for key, text in own.items() if split_key(key)[0] not in missing}
    bases = {base for base, category in map(split_key, own) if category}
    # without the forms of a plural that the language has in its own categories
    rest = {key: text for key, text in english.items() if split_key(key)[0] not in bases or key in own}
    return Strings(language, own, rest)


def _is_known(key: str, english: Mapping[str, str]) -> bool:
    base, category = split_key(key)
    return key in english or (category != "" and base in plural_bases())


def missing_strings(language: str, texts: Mapping[str, str]) -> list[str]:
    """Return the keys, with plural categories, for which neither the package nor a site has a string for readers."""
    own = {*builtin_strings(language), *texts}
    found = []
    for key in reader_keys():
        forms = [f"{key}.{category}" for category in plural_forms(language)] if key in plural_bases() else [key]
        found += [form for form in forms if form not in own]
    return found
