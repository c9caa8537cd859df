"""The inverted index: lunr.py's Builder with our own registered pipeline, and what the index files need besides.

lunr counts the words; its pipeline has two of our functions: `helpcentre-stop` drops function words (not in titles and
asks) and `helpcentre-keys-<language>` turns a word into its index keys. Nothing is downloaded. In tests,
`build_lunr_index()` is the oracle for the packed files.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from helpcentre.search.analyser import (
    Analyser,
    character_variants,
    content_words,
    cut_question_words,
    split_list,
    word_list,
)
from helpcentre.search.compounds import find_compound_tails
from helpcentre.search.documents import SearchDocument
from helpcentre.search.phrases import PhraseFinder, count_phrases
from helpcentre.search.settings import SearchSettings
from helpcentre.search.thesaurus import PhraseAnalysis, thesaurus
from helpcentre.search.tokens import fingerprint, fold, join_codes, normalise, split_words, tokenise

FIELDS = ("title", "asks", "headings", "lead", "body", "transcript")
UNFILTERED = ("title", "asks")
"""Fields whose function words are indexed too."""
LEAD_WORDS = 40
ANALYSIS_VERSION = 8
"""Raise it when the analysis changes: cached articles of another version are analysed again."""

Cache = MutableMapping[str, Any]
"""Analysed articles by digest, as plain JSON values, so that a caller can keep them in a file."""


class CountingBuilder(Builder):  # type: ignore[misc]
    """lunr's Builder, fed with counted words: each distinct word goes through the pipeline once, not at every place."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_by_word: dict[bool, dict[str, tuple[str, ...]]] = {False: {}, True: {}}
        self._metadata: defaultdict[str, list[Any]] = defaultdict(list)  # lunr reads it; it stays empty

    def add_counts(self, ref: str, fields: Mapping[str, Mapping[str, int]]) -> None:
        """Add one document; `fields` holds the counts of its index keys, from `count_keys`."""
        self._documents[ref] = {}
        self.document_count += 1
        for name in self._fields:
            counts = fields[name]
            self.field_term_frequencies[f"{name}/{ref}"] = counts
            self.field_lengths[f"{name}/{ref}"] = sum(counts.values())
            for key in counts:
                posting = self.inverted_index.get(key)
                if posting is None:
                    posting = {each: {} for each in self._fields}
                    posting["_index"] = self.term_index
                    self.term_index += 1
                    self.inverted_index[key] = posting
                posting[name][ref] = self._metadata

    def count_keys(self, name: str, words: Mapping[str, int]) -> dict[str, int]:
        """Run the pipeline of field `name` over counted words; returns counted index keys."""
        known = self._keys_by_word[name in UNFILTERED]
        new = [word for word in words if word not in known]
        if new:
            known.update(dict.fromkeys(new, ()))
            for token in self.pipeline.run([Token(word, {"word": word}) for word in new], name):
                known[token.metadata["word"]] += (token.string,)
        counts: dict[str, int] = {}
        for word, count in words.items():
            for key in known[word]:
                counts[key] = counts.get(key, 0) + count
        return counts


@dataclass
class InvertedIndex:
    """An index before it is written: postings by key, the words people may type, and the asks of every article."""

    documents: Sequence[SearchDocument]
    builder: CountingBuilder
    analyser: Analyser
    stop: frozenset[str]
    question: frozenset[str]
    forms: dict[str, dict[str, int]] = field(default_factory=dict)
    """Folded word to its spellings, each with the number of articles that have it."""
    ask_keys: list[list[list[list[str]]]] = field(default_factory=list)
    """For every article its asks, each as the keys of its content words, as a query of the same words has them."""
    fingerprints: list[list[int]] = field(default_factory=list)
    """For every article the fingerprints of its asks."""
    title_keys: list[list[list[str]]] = field(default_factory=list)
    title_phrases: list[list[str]] = field(default_factory=list)
    ask_phrases: list[list[list[str]]] = field(default_factory=list)
    """For every article the phrases in each of its asks."""
    compound_tails: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key of a compound to the keys of its last parts."""
    digests: list[str] = field(default_factory=list)


def build_inverted_index(
    documents: Iterable[SearchDocument], language: str, settings: SearchSettings, cache: Cache | None = None
) -> InvertedIndex:
    """Return the inverted index of `documents` (all of `language`), in the order of their ids.

    `cache` keeps analysed articles from one build to the next; entries that are no longer used are removed from it.
    """
    cache = {} if cache is None else cache
    ordered = sorted(documents, key=lambda document: (document.id, document.url))
    inverted = _create_index(ordered, language, settings)
    phrases = _create_phrase_finder(inverted, language, settings)
    shaped_by = [
        ANALYSIS_VERSION,
        language,
        inverted.analyser.stemmer,
        sorted(inverted.stop),
        sorted(inverted.question),
    ]
    salt = json.dumps([*shaped_by, phrases.names()], ensure_ascii=False)
    spellings: Counter[str] = Counter()
    for number, document in enumerate(ordered):
        digest = _hash_document(document, salt)
        known = cache.get(digest)
        if known is None:
            known = cache[digest] = _analyse_document(document, inverted, phrases)
        inverted.digests.append(digest)
        spellings.update(known["words"])
        _add_analysed(inverted, str(number), known)
    for word, number in spellings.items():
        inverted.forms.setdefault(inverted.analyser.fold(word), {})[word] = number
    inverted.compound_tails = find_compound_tails(inverted.forms, inverted.analyser)
    for stale in set(cache) - set(inverted.digests):
        del cache[stale]
    return inverted


def _create_index(ordered: Sequence[SearchDocument], language: str, settings: SearchSettings) -> InvertedIndex:
    analyser = Analyser(language, settings.stemmer, character_variants(language))
    stop = _merge_word_lists(language, "stop", settings.stop)
    question = _merge_word_lists(language, "question", settings.question)
    return InvertedIndex(ordered, _create_builder(analyser, stop), analyser, stop, question)


def _create_phrase_finder(inverted: InvertedIndex, language: str, settings: SearchSettings) -> PhraseFinder:
    built_in = thesaurus(language) if settings.thesaurus else ()
    phrases = phrase_analysis(inverted).phrases_to_index(settings.synonyms, built_in)
    return PhraseFinder(phrases, inverted.analyser, inverted.stop)


def _add_analysed(inverted: InvertedIndex, number: str, known: Mapping[str, Any]) -> None:
    inverted.builder.add_counts(number, known["fields"])
    inverted.ask_keys.append(known["asks"])
    inverted.fingerprints.append(known["fingerprints"])
    inverted.title_keys.append(known["title"])
    inverted.title_phrases.append(known["title_phrases"])
    inverted.ask_phrases.append(known["ask_phrases"])


def phrase_analysis(inverted: InvertedIndex) -> PhraseAnalysis:
    """Return how phrases become keys of this index."""

    def keys_of(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(inverted.analyser.keys(word)[-1] for word in words)

    def content_keys(phrase: str) -> tuple[str, ...]:
        return keys_of(content_words(split_words(normalise(phrase)), inverted.stop, inverted.question))

    return PhraseAnalysis(
        lambda phrase: keys_of(split_words(normalise(phrase))),
        content_keys,
        lambda key: key in inverted.builder.inverted_index,
    )


def build_lunr_index(inverted: InvertedIndex) -> Any:
    """Return lunr.py's own Index over the same postings: the oracle of the tests."""
    return inverted.builder.build()


def _analyse_document(document: SearchDocument, inverted: InvertedIndex, phrases: PhraseFinder) -> dict[str, Any]:
    asks = [cut_question_words(normalise(ask), inverted.question) for ask in document.asks]
    plain = [split_words(ask) for ask in asks]
    asked = [words + join_codes(ask) for words, ask in zip(plain, asks, strict=True)]
    title = tokenise(document.title)
    texts = _texts_by_field(document, title, [tokenise(ask) for ask in document.asks])
    words = {name: Counter(chain.from_iterable(each)) for name, each in texts.items()}
    return {
        "fields": {
            name: {**inverted.builder.count_keys(name, words[name]), **count_phrases(phrases, texts[name])}
            for name in FIELDS
        },
        "words": sorted(set().union(*words.values())),
        "asks": [_content_keys(words, inverted) for words in asked],
        "fingerprints": [fingerprint(words) for words in plain],
        "title": _content_keys(tokenise(cut_question_words(normalise(document.title), inverted.question)), inverted),
        "title_phrases": sorted(set(phrases.find(title))),
        "ask_phrases": [sorted(set(phrases.find(words))) for words in plain],
    }


def _texts_by_field(document: SearchDocument, title: list[str], asked: list[list[str]]) -> dict[str, list[list[str]]]:
    """Return the texts of each field, each text as its words."""
    body = [*(tokenise(section.text) for section in document.sections), tokenise(document.kind_label)]
    headings = [tokenise(section.heading) for section in document.sections]
    lead = tokenise(document.lead) if document.lead else list(islice(chain.from_iterable(body), LEAD_WORDS))
    return dict(zip(FIELDS, ([title], asked, headings, [lead], body, [tokenise(document.transcript)]), strict=True))


def _content_keys(words: list[str], inverted: InvertedIndex) -> list[list[str]]:
    """Return the keys of every distinct content word, ordered by the last key of each."""
    keys = [inverted.analyser.keys(word) for word in content_words(words, inverted.stop, inverted.question)]
    distinct = {each[-1]: each for each in keys}
    return [list(distinct[last]) for last in sorted(distinct)]


def _hash_document(document: SearchDocument, salt: str) -> str:
    sections = [(section.anchor, section.heading, section.text) for section in document.sections]
    searched = (document.title, document.asks, document.lead, sections, document.transcript, document.kind_label)
    text = json.dumps(searched, ensure_ascii=False)
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def _merge_word_lists(language: str, name: str, more: tuple[str, ...]) -> frozenset[str]:
    extra = {fold(word) for text in more for word in split_list(text)}
    return frozenset(extra.union(word_list(language, name)))


def _create_builder(analyser: Analyser, stop: frozenset[str]) -> CountingBuilder:
    builder = CountingBuilder()
    builder.ref("id")
    for name in FIELDS:
        builder.field(name)
    drop = _register_function(lambda word: () if fold(word) in stop else (word,), "helpcentre-stop")
    keys = _register_function(analyser.keys, f"helpcentre-keys-{analyser.language}")
    builder.pipeline.add(drop, keys)
    builder.pipeline.skip(drop, list(UNFILTERED))
    builder.search_pipeline.add(keys)
    return builder


def _register_function(function: Callable[[str], Sequence[str]], label: str) -> Callable[..., list[Token]]:
    def run(token: Token, _i: int = 0, _tokens: Sequence[Token] = ()) -> list[Token]:
        return [Token(key, token.metadata) for key in function(token.string)]

    Pipeline.registered_functions.pop(label, None)
    Pipeline.register_function(run, label)
    return run
