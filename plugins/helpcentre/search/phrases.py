"""Phrases of synonyms in texts: a phrase such as `money back` is an index key, found where its words are neighbours."""

from collections.abc import Iterable, Mapping, Sequence

from helpcentre.search.analyser import Analyser
from helpcentre.search.synonym_groups import Phrase, phrase_key
from helpcentre.search.tokens import fold


class PhraseFinder:
    """Finds `phrases` of two or more keys in lists of words; function words in `stop` may intervene."""

    def __init__(self, phrases: Iterable[Phrase], analyser: Analyser, stop: frozenset[str]) -> None:
        self._analyser = analyser
        self._stop = stop
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in sorted(set(phrases)):
            if len(phrase) > 1:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    def find(self, words: Sequence[str]) -> list[str]:
        """Return the keys of the phrases in `words`, once per occurrence."""
        if not self._by_first:
            return []
        content = [self._analyser.keys(word) for word in words if fold(word) not in self._stop]
        return [
            phrase_key(phrase)
            for at, keys in enumerate(content)
            for key in keys
            for phrase in self._by_first.get(key, ())
            if _matches_at(phrase, content, at)
        ]

    def names(self) -> list[str]:
        """Return the keys of all phrases, sorted."""
        return sorted(phrase_key(phrase) for phrases in self._by_first.values() for phrase in phrases)


def count_phrases(finder: PhraseFinder, texts: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """Return how often each phrase occurs in the texts of one field."""
    counts: dict[str, int] = {}
    for words in texts:
        for key in finder.find(words):
            counts[key] = counts.get(key, 0) + 1
    return counts


def _matches_at(phrase: Phrase, content: Sequence[Sequence[str]], at: int) -> bool:
    return at + len(phrase) <= len(content) and all(
        key in content[at + offset] for offset, key in enumerate(phrase[1:], 1)
    )
