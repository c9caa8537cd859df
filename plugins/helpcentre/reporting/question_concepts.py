"""The concepts of a question: its words without endings, with synonyms, typos and joined words taken for one another.

The words come from failed searches, so a synonym is often the only thing that two readers with one question have in
common. Synonyms are those that the search itself knows (`search/thesaurus`). A word that occurs once and that neither
the site nor the synonyms know is a typo of a known or commoner word if they are nearly the same; a word that is two
others written together (*giftwrap*) is those two.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from helpcentre.search.analyser import Analyser, word_list
from helpcentre.search.synonym_groups import locate_phrase
from helpcentre.search.thesaurus import thesaurus
from helpcentre.search.tokens import fold, normalise, split_words

Concepts = frozenset[str]

SHORTEST_TYPO = 5  # letters a word needs before one letter may differ
LONG_PREFIX = 6
SYNONYMS = "="  # before the number of a group of synonyms, which no stem can begin with


_Sequence = tuple[tuple[str, bool], ...]  # stems in their order, and whether each is a word that every question has


class _Phrase(NamedTuple):
    stems: tuple[str, ...]
    concept: str


def question_stems(text: str, language: str) -> Concepts:
    """Return the stems of a question, without the words that every question has."""
    analyser = _load_analyser(language)
    return frozenset(analyser.keys(word)[0] for word in _content_words(text, language))


def is_same_question(one: str, other: str, language: str) -> bool:
    """Return whether two questions have the same words but for endings, order and typos."""
    mine, theirs = _content_words(one, language), _content_words(other, language)
    return len(mine) == len(theirs) and all(
        any(_is_same_word(word, candidate, language) for candidate in there)
        for here, there in ((mine, theirs), (theirs, mine))
        for word in here
    )


def find_concepts(texts: Iterable[str], language: str, known: Collection[str]) -> dict[str, Concepts]:
    """Return the concepts of each text; `known` are the stems that the site's articles have."""
    sequences = {text: _stem_sequence(text, language) for text in dict.fromkeys(texts)}
    counts = Counter(stem for sequence in sequences.values() for stem in {stem for stem, _ in sequence})
    right = _find_typos(counts, {*known, *_synonym_stems(language)})
    joined = _find_joined(sequences.values(), counts)
    return {
        text: _recognise_concepts(
            tuple(part for stem, common in sequence for part in joined.get(stem, ((right.get(stem, stem), common),))),
            language,
        )
        for text, sequence in sequences.items()
    }


def read_concepts(text: str, language: str) -> Concepts:
    """Return the concepts of a text of the site, in which nothing is misspelt."""
    return _recognise_concepts(_stem_sequence(text, language), language)


@lru_cache(maxsize=1 << 16)
def nearly_same(one: str, other: str) -> bool:
    """Return whether two stems are equal, or differ in one letter (more, less, another, swapped) or a long ending."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_TYPO or abs(len(one) - len(other)) > 2:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if start >= LONG_PREFIX and start >= 0.8 * max(len(one), len(other)):  # pakiautomaat, pakiautomaadi
        return True
    rest, their = one[start:], other[start:]
    swapped = rest[:2] == their[1::-1] and rest[2:] == their[2:] and len(their) > 1
    return swapped or rest[1:] == their[1:] or rest[1:] == their or rest == their[1:]


@cache
def _load_analyser(language: str) -> Analyser:
    return Analyser(language)


@cache
def _load_common_words(language: str) -> frozenset[str]:
    base = language.split("-")[0]
    return frozenset(word_list(base, "stop")) | frozenset(word_list(base, "question"))


def _content_words(text: str, language: str) -> list[str]:
    """Return the words of a question, without those that every question has if there are any others."""
    common, every = _load_common_words(language), split_words(normalise(text))
    return [word for word in every if fold(word) not in common] or every


def _is_same_word(one: str, other: str, language: str) -> bool:
    """Compare words and stems: a typo may be where the stem is cut off."""
    analyser = _load_analyser(language)
    return nearly_same(fold(one), fold(other)) or nearly_same(analyser.keys(one)[0], analyser.keys(other)[0])


@lru_cache(maxsize=1 << 15)
def _stem_sequence(text: str, language: str) -> _Sequence:
    """Return the stems of all words in their order, and whether each is a word that every question has."""
    analyser, common = _load_analyser(language), _load_common_words(language)
    return tuple((analyser.keys(word)[0], fold(word) in common) for word in split_words(normalise(text)))


@lru_cache(maxsize=1 << 15)
def _recognise_concepts(sequence: _Sequence, language: str) -> Concepts:
    """Return the synonyms of a question, longest first, and its remaining stems."""
    phrases = _load_phrases(language)
    keys, is_common = [(stem,) for stem, _ in sequence], [common for _, common in sequence]
    found, used = set[str](), set[int]()
    for start, (stem, _) in enumerate(sequence):
        for phrase in phrases.get(stem, ()):
            places = locate_phrase(phrase.stems, keys, is_common, start)
            if places and used.isdisjoint(places):
                found.add(phrase.concept)
                used.update(places)
                break
    rest = {stem for place, (stem, common) in enumerate(sequence) if place not in used and not common}
    return frozenset(found | rest) or frozenset(stem for stem, _ in sequence)


@cache
def _load_phrases(language: str) -> Mapping[str, list[_Phrase]]:
    """Return the built-in synonyms by their first stem, longest first, without phrases that are in two groups."""
    groups = thesaurus(language)
    every = [
        _Phrase(tuple(stem for stem, _ in _stem_sequence(text, language)), f"{SYNONYMS}{number}")
        for number, group in enumerate(groups)
        for text in group
        if not text.startswith("(")
    ]
    owners = defaultdict[tuple[str, ...], set[str]](set)
    for phrase in every:
        owners[phrase.stems].add(phrase.concept)
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in sorted(set(every), key=lambda one: (-len(one.stems), one)):
        if phrase.stems and len(owners[phrase.stems]) == 1:
            found[phrase.stems[0]].append(phrase)
    return found


@cache
def _synonym_stems(language: str) -> frozenset[str]:
    return frozenset(stem for phrases in _load_phrases(language).values() for one in phrases for stem in one.stems)


def _find_typos(counts: Mapping[str, int], known: Collection[str]) -> dict[str, str]:
    """Return the stems that are another one misspelt, each with that one: a known one, or else the commonest."""
    pool = defaultdict[str, set[str]](set)
    for stem in {*counts, *known}:
        for key in _find_neighbourhood(stem):
            pool[key].add(stem)
    found = {}
    for stem in sorted(counts):
        if counts[stem] > 1 or stem in known:
            continue
        others = {other for key in _find_neighbourhood(stem) for other in pool[key] if other != stem}
        near = [other for other in others if nearly_same(stem, other)]
        better = [other for other in near if other in known or counts.get(other, 0) > 1 or other < stem]
        if better:
            found[stem] = min(better, key=lambda other: (-counts.get(other, 0), other not in known, other))
    return found


def _find_neighbourhood(stem: str) -> Iterator[str]:
    """Yield keys of which nearly the same stems share at least one: all but one letter, and a long beginning."""
    if len(stem) >= SHORTEST_TYPO:
        yield stem
        yield from (stem[:place] + stem[place + 1 :] for place in range(len(stem)))
        yield f"{stem[:LONG_PREFIX]}…"


def _find_joined(sequences: Iterable[_Sequence], counts: Mapping[str, int]) -> dict[str, _Sequence]:
    """Return the stems that are two neighbouring words of another question written together."""
    return {
        one[0] + other[0]: (one, other)
        for sequence in sequences
        for one, other in pairwise(sequence)
        if one[0] + other[0] in counts
    }
