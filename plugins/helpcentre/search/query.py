"""The same search as the browser's, over the packed files: `search-query.js` follows this step by step.

Every word of a query that is not a function or question word may match several variants: the word itself; what the
last word may become; what it means by a group of synonyms; if nothing matches, what the writer may have meant. Any
word finds an article (never all are required); its score depends on how well the keys fit (BM25F), how much of the
query is covered, and how much of the title or of one ask.

The last stage is for queries that would end in nothing: words run together are read apart, the whole dictionary is
compared, and at the very end three articles are shown as a guess.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpcentre.search.analyser import content_words, cut_question_words
from helpcentre.search.expansion import find_exact, find_prefixed, find_variants
from helpcentre.search.packed_index import ARTICLE_KEY, PackedIndex
from helpcentre.search.query_words import QueryWord, Variant
from helpcentre.search.relevance import Hit, is_doubtful, rank
from helpcentre.search.rescue import find_anywhere, find_guesses, find_meant
from helpcentre.search.segmentation import segment
from helpcentre.search.settings import LONGEST_QUERY
from helpcentre.search.shapes import match_shapes
from helpcentre.search.synonym_groups import Synonyms, locate_phrase
from helpcentre.search.tokens import (
    ends_with_code,
    fingerprint,
    fold,
    is_spaceless,
    join_codes,
    normalise,
    split_words,
)

MOST_WORDS = 24
MOST_GUESSES = 3


@dataclass
class Answer:
    """Hits, best first.

    `corrected` is the corrected query if words had to be corrected (else empty), `suggested` a query to offer if
    nothing was found; `guessed` says that the hits are only a guess.
    """

    hits: Sequence[Hit] = ()
    words: Sequence[QueryWord] = ()
    corrected: str = ""
    suggested: str = ""
    guessed: bool = False


@dataclass
class Plan:
    """The words of a query with what they match, and the query's own words."""

    plain: list[str]
    words: list[QueryWord] = field(default_factory=list)
    corrected: str = ""
    guessed: bool = False

    @property
    def matches(self) -> bool:
        """True if any word matches anything."""
        return any(word.variants for word in self.words)

    @property
    def is_certain(self) -> bool:
        """True if any word matches something as it is written."""
        return any(word.variants and not word.rescued for word in self.words)


def search(index: PackedIndex, query: str) -> Answer:
    """Return every article that `query` finds, best first; at most three if they are a guess."""
    plan = plan_query(index, query)
    matching = [word for word in plan.words if word.variants]
    hits = rank(index, matching, fingerprint(plan.plain))
    if hits and not plan.guessed:
        plan.guessed = is_doubtful(index, plan.words, hits[0])
    if plan.guessed:
        hits = hits[:MOST_GUESSES]
    suggested = "" if hits else _join_words(plan.words, [word.near for word in plan.words])
    return Answer(hits, plan.words, plan.corrected if hits else "", suggested, plan.guessed and bool(hits))


def plan_query(index: PackedIndex, query: str) -> Plan:
    """Return the words of `query` with what they match, the last stage included."""
    plan = _plan_words(index, normalise(query[:LONGEST_QUERY]))
    apart = _read_apart(index, plan)
    if apart:
        plan = _plan_words(index, apart)
        plan.corrected = plan.corrected or apart
    if not plan.is_certain:
        for word in plan.words:
            word.variants = word.variants or find_anywhere(index, word)
        plan.corrected = _note_corrections(plan.words) or plan.corrected
    if not plan.matches:
        plan.guessed = True
        for word in plan.words:
            word.variants = find_guesses(index, word)
    return plan


def _plan_words(index: PackedIndex, text: str) -> Plan:
    """Return the words of a text from `normalise` with what each of them matches."""
    text = cut_question_words(text, index.question)
    plain = split_words(text)[:MOST_WORDS]
    codes = join_codes(text)[:MOST_WORDS]
    open_ends = _find_open_ends(text, plain, codes)
    by_key = _collect_words(index, plain, codes, open_ends)
    synonyms = _find_synonyms(index, index.synonyms, plain, codes, by_key, "synonymWeight")
    words = list(by_key.values())
    for word in words:
        if not word.variants:
            word.variants = find_variants(index, word.text, open_end=word.text in open_ends)
    unmatched = {key: word for key, word in by_key.items() if not word.variants and id(word) not in synonyms}
    if unmatched:
        synonyms |= _find_synonyms(index, index.extras, plain, codes, unmatched, "extraWeight")
    for word in words:
        if not word.variants:
            word.variants = find_meant(index, word, open_end=word.text in open_ends, known=id(word) in synonyms)
            word.rescued = id(word) not in synonyms
    _add_joined_neighbours(index, words)
    for word in words:
        word.variants = [*word.variants, *synonyms.get(id(word), ())]
    _add_shapes(index, words, [*plain, *codes])
    return Plan(plain, words, _note_corrections(words))


def _find_open_ends(text: str, plain: Sequence[str], codes: Sequence[str]) -> set[str]:
    """Return the words that may be unfinished: the last one, or the last code as a whole."""
    if not plain or not text.endswith(plain[-1]):
        return set()
    return {codes[-1]} if ends_with_code(text) else {plain[-1]}


def _collect_words(
    index: PackedIndex, plain: Sequence[str], codes: Sequence[str], open_ends: set[str]
) -> dict[str, QueryWord]:
    """Return the content words of a query by their last key, and the codes that are known."""
    by_key: dict[str, QueryWord] = {}
    for text in content_words(plain, index.stop, index.question):
        by_key.setdefault(index.analyser.keys(text)[-1], QueryWord(text))
    for code in codes:
        word = QueryWord(code, find_exact(index, code))
        if code in open_ends:
            word.variants += find_prefixed(index, code, word.variants)
        if word.variants or index.synonyms(fold(code)):
            by_key.setdefault(code, word)
    return by_key


def _read_apart(index: PackedIndex, plan: Plan) -> str:
    """Return the query with words that were run together split; empty if there are none."""
    unknown = {word.text for word in plan.words if not word.variants}
    pieces = {text: segment(index, index.analyser.fold(text)) for text in plan.plain if text in unknown}
    if not any(pieces.values()):
        return ""
    return " ".join(" ".join(pieces.get(text) or [text]) for text in plan.plain)


def _note_corrections(words: Sequence[QueryWord]) -> str:
    return _join_words(words, [word.corrected for word in words])


def _join_words(words: Sequence[QueryWord], spellings: Sequence[str]) -> str:
    """Return the words in their other spellings; empty if there are none."""
    if not any(spellings):
        return ""
    return " ".join(spelling or word.text for word, spelling in zip(words, spellings, strict=True))


def _add_shapes(index: PackedIndex, words: list[QueryWord], texts: Sequence[str]) -> None:
    """Let numbers of a known shape find the article that the site names for it."""
    for number, text in match_shapes(index.shapes, texts).items():
        words.append(QueryWord(text, [Variant((f"{ARTICLE_KEY}{number}",), 1.0, exact=True)]))


def _add_joined_neighbours(index: PackedIndex, words: Sequence[QueryWord]) -> None:
    """Let two neighbours also match the word they make when written together: `tanda tangan`, `tandatangan`."""
    for first, second in pairwise(words):
        if is_spaceless(first.text) or is_spaceless(second.text):
            continue
        longest = len(fold(first.text)) + 1
        joined = find_exact(index, first.text + second.text)
        variants = [variant for variant in joined if len(variant.keys[0]) > longest]  # not stemmed back to the first
        for word in (first, second) if variants else ():
            word.variants = [*word.variants, *(Variant(variant.keys, 1.0) for variant in variants)]


def _find_synonyms(
    index: PackedIndex,
    look_up: Callable[[str], Sequence[Synonyms]],
    plain: Sequence[str],
    codes: Sequence[str],
    by_key: Mapping[str, QueryWord],
    weight: str,
) -> dict[int, list[Variant]]:
    """Return the other phrases of its groups for each word (by its `id`); `by_key` holds words by their last key."""
    keys = [index.analyser.keys(word) for word in plain]
    is_function_word = [fold(word) in index.stop or fold(word) in index.question for word in plain]
    texts = dict.fromkeys(key for word in by_key.values() for key in index.analyser.keys(word.text))
    met: list[tuple[QueryWord | None, tuple[str, ...]]] = []
    for phrase, others in dict.fromkeys(each for key in texts for each in look_up(key)):
        for start, first in enumerate(keys):
            places = locate_phrase(phrase, keys, is_function_word, start) if phrase[0] in first else []
            met += [(by_key.get(keys[at][-1]), others) for at in places]
        met += [(by_key.get(code), others) for code in codes if phrase == (fold(code),)]
    found: dict[int, dict[str, Variant]] = {}
    for word, others in met:
        if word:
            variants = {other: Variant((other,), index.ranking[weight]) for other in others}
            found.setdefault(id(word), {}).update(variants)
    return {word: list(variants.values()) for word, variants in found.items()}
