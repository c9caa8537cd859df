"""The inverted index: lunr.py's Builder with our own registered pipeline, and what the index files need besides.

lunr counts the words; its pipeline is two functions of ours: `helpcentre-stop` drops function words (not in titles and
asks) and `helpcentre-keys-<language>` turns a word into its index keys. Nothing is downloaded. In tests,
`build_lunr_index()` is the oracle for the packed files.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from helpcentre.search.analyser import Analyser, content_words, word_list
from helpcentre.search.documents import SearchDocument
from helpcentre.search.thesaurus import PhraseAnalysis
from helpcentre.search.tokens import fingerprint, fold, join_codes, normalise, split_words, tokenise

FIELDS = ("title", "asks", "headings", "lead", "body", "transcript")
UNFILTERED = ("title", "asks")
"""Fields whose function words are indexed too."""
LEAD_WORDS = 40
ANALYSIS_VERSION = 6
"""Raise it when the analysis changes: cached articles of another version are analysed again."""

Cache = MutableMapping[str, Any]
"""Analysed articles by digest, as plain JSON values, so that a caller can keep them in a file."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """The search options of a site for one language.

    `stemmer` names a Snowball algorithm (`none`: no stemming; None: the language's own), `stop` and `question` add
    words to the built-in lists, `synonyms` are groups of words or phrases that mean the same; `thesaurus` says whether
    the built-in groups of everyday words are used too.
    """

    stemmer: str | None = None
    stop: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    thesaurus: bool = True


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
    digests: list[str] = field(default_factory=list)


def build_inverted_index(
    documents: Iterable[SearchDocument], language: str, settings: SearchSettings, cache: Cache | None = None
) -> InvertedIndex:
    """Return the inverted index of `documents` (all of `language`), in the order of their ids.

    `cache` keeps analysed articles from one build to the next; entries that are no longer used are removed from it.
    """
    cache = {} if cache is None else cache
    ordered = sorted(documents, key=lambda document: (document.id, document.url))
    analyser = Analyser(language, settings.stemmer)
    stop = _merge_word_lists(language, "stop", settings.stop)
    question = _merge_word_lists(language, "question", settings.question)
    builder = _create_builder(analyser, stop)
    inverted = InvertedIndex(ordered, builder, analyser, stop, question)
    salt = json.dumps(
        [ANALYSIS_VERSION, language, analyser.stemmer, sorted(stop), sorted(question)], ensure_ascii=False
    )
    spellings: Counter[str] = Counter()
    for number, document in enumerate(ordered):
        digest = _hash_document(document, salt)
        known = cache.get(digest)
        if known is None:
            known = cache[digest] = _analyse_document(document, inverted)
        inverted.digests.append(digest)
        builder.add_counts(str(number), known["fields"])
        spellings.update(known["words"])
        inverted.ask_keys.append(known["asks"])
        inverted.fingerprints.append(known["fingerprints"])
        inverted.title_keys.append(known["title"])
    for word, number in spellings.items():
        inverted.forms.setdefault(fold(word), {})[word] = number
    for stale in set(cache) - set(inverted.digests):
        del cache[stale]
    return inverted


def phrase_analysis(inverted: InvertedIndex) -> PhraseAnalysis:
    """Return how phrases become keys of this index."""

    def keys_of(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(inverted.analyser.keys(word)[-1] for word in words)

    def content_keys(phrase: str) -> tuple[str, ...]:
        return keys_of(content_words(split_words(normalise(phrase)), inverted.stop, inverted.question))

    def articles_with(key: str) -> set[str]:
        posting = inverted.builder.inverted_index.get(key, {})
        return {number for name in FIELDS for number in posting.get(name, ())}

    return PhraseAnalysis(lambda phrase: keys_of(split_words(normalise(phrase))), content_keys, articles_with)


def build_lunr_index(inverted: InvertedIndex) -> Any:
    """Return lunr.py's own Index over the same postings: the oracle of the tests."""
    return inverted.builder.build()


def _analyse_document(document: SearchDocument, inverted: InvertedIndex) -> dict[str, Any]:
    asks = [normalise(ask) for ask in document.asks]
    plain = [split_words(ask) for ask in asks]
    asked = [words + join_codes(ask) for words, ask in zip(plain, asks, strict=True)]
    title = tokenise(document.title)
    fields = {name: Counter(words) for name, words in _words_by_field(document, title, asked).items()}
    return {
        "fields": {name: inverted.builder.count_keys(name, words) for name, words in fields.items()},
        "words": sorted(set().union(*fields.values())),
        "asks": [_content_keys(words, inverted) for words in asked],
        "fingerprints": [fingerprint(words) for words in plain],
        "title": _content_keys(title, inverted),
    }


def _words_by_field(document: SearchDocument, title: list[str], asked: list[list[str]]) -> dict[str, list[str]]:
    body: list[str] = []
    headings: list[str] = []
    for section in document.sections:
        body += tokenise(section.text)
        headings += tokenise(section.heading)
    lead = tokenise(document.lead) if document.lead else body[:LEAD_WORDS]
    asks = [word for words in asked for word in words]
    return dict(zip(FIELDS, (title, asks, headings, lead, body, tokenise(document.transcript)), strict=True))


def _content_keys(words: list[str], inverted: InvertedIndex) -> list[list[str]]:
    """Return the keys of every distinct content word, ordered by the last key of each."""
    keys = [inverted.analyser.keys(word) for word in content_words(words, inverted.stop, inverted.question)]
    distinct = {each[-1]: each for each in keys}
    return [list(distinct[last]) for last in sorted(distinct)]


def _hash_document(document: SearchDocument, salt: str) -> str:
    sections = [(section.anchor, section.heading, section.text) for section in document.sections]
    searched = (document.title, document.asks, document.lead, sections, document.transcript)
    text = json.dumps(searched, ensure_ascii=False)
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def _merge_word_lists(language: str, name: str, more: tuple[str, ...]) -> frozenset[str]:
    extra = {fold(word) for text in more for word in tokenise(text)}
    return frozenset(extra.union(word_list(language, name)))


def _create_builder(analyser: Analyser, stop: frozenset[str]) -> CountingBuilder:
    builder = CountingBuilder()
    builder.ref("id")
    for name in FIELDS:
        builder.field(name)
    drop = _register(lambda word: () if fold(word) in stop else (word,), "helpcentre-stop")
    keys = _register(analyser.keys, f"helpcentre-keys-{analyser.language}")
    builder.pipeline.add(drop, keys)
    builder.pipeline.skip(drop, list(UNFILTERED))
    builder.search_pipeline.add(keys)
    return builder


def _register(function: Callable[[str], Sequence[str]], label: str) -> Callable[..., list[Token]]:
    def run(token: Token, _i: int = 0, _tokens: Sequence[Token] = ()) -> list[Token]:
        return [Token(key, token.metadata) for key in function(token.string)]

    Pipeline.registered_functions.pop(label, None)
    Pipeline.register_function(run, label)
    return run
