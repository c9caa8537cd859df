"""Finds the words of a query in the text of an article, as `search-matches.js` does in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from helpcentre.search.analyser import Analyser
from helpcentre.search.query_words import QueryWord
from helpcentre.search.tokens import locate_words, normalise

WordByKey = Mapping[str, int]
"""Index key to the number of the query's word; that of a phrase has spaces, that of an end of words ends with `-`."""


class Match(NamedTuple):
    """A place in a text, in characters, and the number of the query's word that it matches."""

    start: int
    end: int
    word: int


class _Place(NamedTuple):
    start: int
    end: int
    keys: tuple[str, ...]


def number_keys(words: Sequence[QueryWord]) -> WordByKey:
    """Return the keys of everything that the words of a query match, each with the number of its first word."""
    numbers: dict[str, int] = {}
    for number, word in enumerate(words):
        for variant in word.variants:
            for key in variant.keys:
                numbers.setdefault(key, number)
    return numbers


@dataclass
class MatchFinder:
    """Finds the words of one query in texts; `stop` are the folded words that never match."""

    analyser: Analyser
    stop: frozenset[str]
    word_by_key: WordByKey
    _phrases: dict[str, list[tuple[list[str], int]]] = field(default_factory=dict)
    _ends: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for key, word in self.word_by_key.items():
            keys = key.split(" ")
            if len(keys) > 1:
                self._phrases.setdefault(keys[0], []).append((keys, word))
            elif key.endswith("-"):
                self._ends.append((key[:-1], word))

    def find(self, text: str) -> list[Match]:
        """Return the matches in a text, in order; those of a phrase and of its words may overlap."""
        places = [
            _Place(start, start + len(word), self.analyser.keys(normal))
            for word, start in locate_words(text)
            if self.analyser.fold(normal := normalise(word)) not in self.stop
        ]
        found = []
        for at, place in enumerate(places):
            match = self._match_phrase(places, at) or self._match_word(place)
            if match:
                found.append(match)
        return found

    def _match_phrase(self, places: Sequence[_Place], at: int) -> Match | None:
        """Return the phrase that begins at a place."""
        for first in places[at].keys:
            for keys, word in self._phrases.get(first, ()):
                there = places[at : at + len(keys)]
                if len(there) == len(keys) and all(key in place.keys for key, place in zip(keys, there, strict=True)):
                    return Match(there[0].start, there[-1].end, word)
        return None

    def _match_word(self, place: _Place) -> Match | None:
        known = [key for key in place.keys if key in self.word_by_key]
        ends = [word for tail, word in self._ends if any(key.endswith(tail) for key in place.keys)]
        if not known and not ends:
            return None
        return Match(place.start, place.end, self.word_by_key[known[0]] if known else ends[0])
