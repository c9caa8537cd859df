"""The inverted index: lunr.py's Builder with our own registered pipeline, and what packing needs beside it.

lunr inverts; its pipeline is two functions of ours: `helpcentre-stop` drops function words (not in titles and asks)
and `helpcentre-keys-<language>` turns a word into its index keys. Nothing is downloaded. In tests `lunr_index()` is
the oracle that the packed files are held against.
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

from helpcentre.search.analyse import (
    Analyser,
    clean,
    codes,
    fingerprint,
    fold,
    plain_words,
    word_list,
    words,
)
from helpcentre.search.documents import SearchDocument
from helpcentre.search.thesaurus import Vocabulary

FIELDS = ("title", "asks", "headings", "lead", "body", "transcript")
UNFILTERED = ("title", "asks")
"""Fields whose function words are indexed too."""
LEAD_WORDS = 40
ANALYSIS = 5
"""Raise it when the analysis changes: cached articles of another number are analysed anew."""

Cache = MutableMapping[str, Any]
"""Analysed articles by digest; plain JSON values, so that whoever builds may keep them in a file."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What a site may choose for one language.

    `stemmer` names a Snowball algorithm (`none`: no stemming; None: the language's own), `stop` and `question` add
    words to the lists that come along, `synonyms` are groups of words or phrases that mean the same; `thesaurus` says
    whether the everyday ones that come along are used too.
    """

    stemmer: str | None = None
    stop: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    thesaurus: bool = True


class CountingBuilder(Builder):  # type: ignore[misc]
    """lunr's Builder, taking counted words: each distinct word goes through the pipeline once, not at every place."""

    def __init__(self) -> None:
        super().__init__()
        self._piped: dict[bool, dict[str, tuple[str, ...]]] = {False: {}, True: {}}
        self._metadata: defaultdict[str, list[Any]] = defaultdict(list)  # lunr reads it, and nobody fills it

    def add_counts(self, ref: str, fields: Mapping[str, Mapping[str, int]]) -> None:
        """Add one document whose fields went through the pipeline before: key to count."""
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

    def count(self, name: str, found: Mapping[str, int]) -> dict[str, int]:
        """Run the pipeline of field `name` over counted words; returns counted keys."""
        known = self._piped[name in UNFILTERED]
        new = [word for word in found if word not in known]
        if new:
            known.update(dict.fromkeys(new, ()))
            for token in self.pipeline.run([Token(word, {"word": word}) for word in new], name):
                known[token.metadata["word"]] += (token.string,)
        counts: dict[str, int] = {}
        for word, count in found.items():
            for key in known[word]:
                counts[key] = counts.get(key, 0) + count
        return counts


@dataclass
class Inverted:
    """An index before packing: postings by key, the words people may type, and the asks of every article."""

    documents: Sequence[SearchDocument]
    builder: CountingBuilder
    analyser: Analyser
    stop: frozenset[str]
    question: frozenset[str]
    forms: dict[str, dict[str, int]] = field(default_factory=dict)
    """Folded word to the spellings it stands for, with the number of articles."""
    entries: list[list[list[list[str]]]] = field(default_factory=list)
    """For every article its asks, each as the content words (their keys) that a query of the same words has."""
    fingerprints: list[list[int]] = field(default_factory=list)
    """For every article the fingerprints of its asks."""
    title_keys: list[list[list[str]]] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)


def invert(
    documents: Iterable[SearchDocument], language: str, settings: SearchSettings, cache: Cache | None = None
) -> Inverted:
    """Return the inverted index of `documents` (all of `language`), in the order of their ids.

    `cache` keeps analysed articles from one build to the next; what is no longer used is taken out of it.
    """
    cache = {} if cache is None else cache
    ordered = sorted(documents, key=lambda document: (document.id, document.url))
    analyser = Analyser(language, settings.stemmer)
    stop = _listed(language, "stop", settings.stop)
    question = _listed(language, "question", settings.question)
    builder = _builder(analyser, stop)
    inverted = Inverted(ordered, builder, analyser, stop, question)
    salt = json.dumps([ANALYSIS, language, analyser.stemmer, sorted(stop), sorted(question)], ensure_ascii=False)
    spellings: Counter[str] = Counter()
    for number, document in enumerate(ordered):
        digest = _digest(document, salt)
        known = cache.get(digest)
        if known is None:
            known = cache[digest] = _analyse(document, inverted)
        inverted.digests.append(digest)
        builder.add_counts(str(number), known["fields"])
        spellings.update(known["words"])
        inverted.entries.append(known["entries"])
        inverted.fingerprints.append(known["fingerprints"])
        inverted.title_keys.append(known["title"])
    for word, number in spellings.items():
        inverted.forms.setdefault(fold(word), {})[word] = number
    for stale in set(cache) - set(inverted.digests):
        del cache[stale]
    return inverted


def content_words(found: Sequence[str], stop: frozenset[str], question: frozenset[str]) -> list[str]:
    """Return `found` without stop and question words; never nothing as long as there are words at all."""
    no_stop = [word for word in found if fold(word) not in stop]
    content = [word for word in no_stop if fold(word) not in question]
    return content or no_stop or list(found)


def vocabulary(inverted: Inverted) -> Vocabulary:
    """Return how phrases become keys of this index."""

    def keys(found: Sequence[str]) -> tuple[str, ...]:
        return tuple(inverted.analyser.keys(word)[-1] for word in found)

    def content(phrase: str) -> tuple[str, ...]:
        return keys(content_words(plain_words(clean(phrase)), inverted.stop, inverted.question))

    def having(key: str) -> set[str]:
        posting = inverted.builder.inverted_index.get(key, {})
        return {number for name in FIELDS for number in posting.get(name, ())}

    return Vocabulary(lambda phrase: keys(plain_words(clean(phrase))), content, having)


def lunr_index(inverted: Inverted) -> Any:
    """Return lunr.py's own Index over the same postings: the oracle of the tests."""
    return inverted.builder.build()


def _analyse(document: SearchDocument, inverted: Inverted) -> dict[str, Any]:
    asks = [clean(ask) for ask in document.asks]
    plain = [plain_words(ask) for ask in asks]
    asked = [found + codes(ask) for found, ask in zip(plain, asks, strict=True)]
    title = words(document.title)
    fields = {name: Counter(found) for name, found in _field_words(document, title, asked).items()}
    return {
        "fields": {name: inverted.builder.count(name, found) for name, found in fields.items()},
        "words": sorted(set().union(*fields.values())),
        "entries": [_content_keys(found, inverted) for found in asked],
        "fingerprints": [fingerprint(found) for found in plain],
        "title": _content_keys(title, inverted),
    }


def _field_words(document: SearchDocument, title: list[str], asked: list[list[str]]) -> dict[str, list[str]]:
    body: list[str] = []
    headings: list[str] = []
    for section in document.sections:
        body += words(section.text)
        headings += words(section.heading)
    lead = words(document.lead) if document.lead else body[:LEAD_WORDS]
    asks = [word for found in asked for word in found]
    return dict(zip(FIELDS, (title, asks, headings, lead, body, words(document.transcript)), strict=True))


def _content_keys(found: list[str], inverted: Inverted) -> list[list[str]]:
    keys = [inverted.analyser.keys(word) for word in content_words(found, inverted.stop, inverted.question)]
    distinct = {each[-1]: each for each in keys}
    return [list(distinct[last]) for last in sorted(distinct)]


def _digest(document: SearchDocument, salt: str) -> str:
    sections = [(section.anchor, section.heading, section.text) for section in document.sections]
    searched = (document.title, document.asks, document.lead, sections, document.transcript)
    text = json.dumps(searched, ensure_ascii=False)
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def _listed(language: str, name: str, more: tuple[str, ...]) -> frozenset[str]:
    extra = {fold(word) for text in more for word in words(text)}
    return frozenset(extra.union(word_list(language, name)))


def _builder(analyser: Analyser, stop: frozenset[str]) -> CountingBuilder:
    builder = CountingBuilder()
    builder.ref("id")
    for name in FIELDS:
        builder.field(name)
    drop = _registered(lambda word: () if fold(word) in stop else (word,), "helpcentre-stop")
    keys = _registered(analyser.keys, f"helpcentre-keys-{analyser.language}")
    builder.pipeline.add(drop, keys)
    builder.pipeline.skip(drop, list(UNFILTERED))
    builder.search_pipeline.add(keys)
    return builder


def _registered(function: Callable[[str], Sequence[str]], label: str) -> Callable[..., list[Token]]:
    def run(token: Token, _i: int = 0, _tokens: Sequence[Token] = ()) -> list[Token]:
        return [Token(key, token.metadata) for key in function(token.string)]

    Pipeline.registered_functions.pop(label, None)
    Pipeline.register_function(run, label)
    return run
