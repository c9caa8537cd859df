"""Reads the packed files of one language, loading each chunk when it is first needed."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from helpcentre.errors import HelpCentreError
from helpcentre.search.analyser import Analyser
from helpcentre.search.binary_format import (
    FORMAT,
    LEVELS,
    ByteReader,
    DamagedChunkError,
    Posting,
    decompress,
    front_decode,
    read_postings,
)
from helpcentre.search.facets import Facet
from helpcentre.search.spelling import Form
from helpcentre.search.synonym_groups import Synonyms, read_synonyms
from helpcentre.search.tokens import utf16_key

SECTIONS = {"t": "terms", "w": "words", "s": "sisters"}
"""The kinds of chunks that have a first key, and where the head has the first keys."""
ARTICLE_KEY = "#"
SISTER_KEY = "+"
"""No index key of a word begins with one of these."""


@dataclass
class PackedIndex:
    """The search files of one language; `load` returns the bytes of a path below `helpcentre/search/`.

    `load` raises FileNotFoundError for a file that does not exist.
    """

    language: str
    load: Callable[[str], bytes]
    _data: dict[str, bytes] = field(default_factory=dict)
    """The bytes of chunks that came with the head, by name."""
    _chunks: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        reader = ByteReader(self._load_file("head"))
        try:
            self.head: dict[str, Any] = json.loads(reader.read_text())
        except ValueError:
            raise self._damage_error("head") from None
        if self.head.get("format") != FORMAT:
            raise HelpCentreError(
                f"search: the files of '{self.language}' have format {self.head.get('format')}, but this version reads "
                f"format {FORMAT}; build the site again"
            )
        try:
            self._open_head(reader)
        except (KeyError, ValueError):
            raise self._damage_error("head") from None

    def _open_head(self, reader: ByteReader) -> None:
        head = self.head
        self._starts = {kind: [utf16_key(start) for start in front_decode(head[SECTIONS[kind]])] for kind in SECTIONS}
        self._names = reader.read_bytes()
        inline = [reader.read_bytes() for _ in range(reader.read_varint())]
        kinds = [(kind, at) for kind in SECTIONS for at in range(len(self._starts[kind]))]
        kinds += [("x", at) for at in range(head["extras"])]
        names = [f"{kind}{at}" for kind, at in kinds[: len(inline)]]
        self._data = dict(zip(names, inline, strict=True))
        files = kinds[len(inline) :]
        names += [f"{kind}-{self._file_name(position)}" for position, (kind, _) in enumerate(files)]
        self._chunk_names = dict(zip(kinds, names, strict=True))
        self._chunks_before_articles = len(files)
        variants = dict(zip(head["variants"][::2], head["variants"][1::2], strict=True))
        self.analyser = Analyser(self.language, head["stemmer"] or "none", variants)
        self.shapes = [(shape, number) for shape, number in head["shapes"]]
        self.articles: int = head["articles"]
        facets = [Facet(kind, topics) for kind, topics in head["facets"]]
        self._facets: list[Facet] = [facets[number] for number in head["facetOf"]]
        self.ranking: dict[str, float] = head["ranking"]
        self.expansion_weight: float = head["expansionWeight"]
        self.has_compounds: bool = head["compounds"]
        self.stop = frozenset(head["stop"].split())
        self.question = frozenset(head["question"].split())

    def postings(self, key: str) -> list[Posting]:
        """Return the postings of an index key; none for a key that is not in the index.

        `#` and a number is the key of that article itself, `+` and a folded word that word in the sister languages.
        """
        if key.startswith(ARTICLE_KEY):
            return [(int(key[1:]), LEVELS, 0, ())]
        if key.startswith(SISTER_KEY):
            return self._postings_of("s", key[1:])
        return self._postings_of("t", key)

    def forms(self, start: str) -> list[Form]:
        """Return the words that begin with the folded `start` (all of them for an empty text)."""
        starts = self._starts["w"]
        if not starts:
            return []
        first = max(0, bisect_right(starts, utf16_key(start)) - 1)
        last = bisect_right(starts, utf16_key(start + "\uffff")) if start else len(starts)
        found: list[Form] = []
        for at in range(first, last):
            chunk = self._load_chunk("w", at, self._read_words)
            found += [form for form in chunk if form.folded.startswith(start)]
        return found

    def synonyms(self, key: str) -> Sequence[Synonyms]:
        """Return the synonyms of phrases that have `key`, if it is their first content word."""
        if not self._starts["t"]:
            return ()
        terms: Terms = self._load_chunk("t", self._find_chunk("t", key), read_terms)
        return terms.synonyms.get(key, ())

    def extras(self, key: str) -> Sequence[Synonyms]:
        """Return the brands and emoji that have `key`."""
        if not self.head["extras"]:
            return ()
        extras: Mapping[str, Sequence[Synonyms]] = self._load_chunk(
            "x", 0, lambda data: read_synonyms(data.decode("utf-8"))
        )
        return extras.get(key, ())

    def facet(self, number: int) -> Facet:
        """Return the kind and the topics of an article."""
        return self._facets[number]

    def article(self, number: int) -> dict[str, Any]:
        """Return the record of an article: id, url, title, kind, topics, sections [anchor, heading, text]."""
        name = f"a-{self._file_name(self._chunks_before_articles + number)}"
        if name not in self._chunks:
            self._chunks[name] = json.loads(self._load_file(name))
        record: dict[str, Any] = self._chunks[name]
        return record

    def _postings_of(self, kind: str, key: str) -> list[Posting]:
        if not self._starts[kind]:
            return []
        terms: Terms = self._load_chunk(kind, self._find_chunk(kind, key), read_terms)
        return terms.postings.get(key, [])

    def _find_chunk(self, kind: str, key: str) -> int:
        """Return the number of the chunk for a key: the last one that does not start after it, or the first."""
        return max(0, bisect_right(self._starts[kind], utf16_key(key)) - 1)

    def _load_chunk(self, kind: str, at: int, read: Callable[[bytes], Any]) -> Any:
        name = self._chunk_names[kind, at]
        if name not in self._chunks:
            self._chunks[name] = read(self._data.get(name) or self._load_file(name))
        return self._chunks[name]

    def _read_words(self, data: bytes) -> list[Form]:
        reader = ByteReader(data)
        spelt = front_decode(reader.read_text())
        common = data[reader.at :]
        if len(common) != len(spelt):
            raise DamagedChunkError("search: a chunk ends too early; build the site again")
        return [Form(self.analyser.fold(word), word, level) for word, level in zip(spelt, common, strict=True)]

    def _file_name(self, position: int) -> str:
        """Return the name of a file: terms come first, then words, sisters, extras, articles."""
        return self._names[3 * position : 3 * position + 3].hex()

    def _load_file(self, name: str) -> bytes:
        path = f"{self.language}/{name}.bin"
        try:
            return decompress(self.load(path), path)
        except FileNotFoundError:
            raise DamagedChunkError(f"search: {path} is missing; build the site again") from None

    def _damage_error(self, name: str) -> DamagedChunkError:
        return DamagedChunkError(f"search: {self.language}/{name}.bin is damaged; build the site again")


class Terms(NamedTuple):
    """The postings of a chunk, and the synonyms whose first content word belongs to it."""

    postings: dict[str, list[Posting]]
    synonyms: Mapping[str, Sequence[Synonyms]]


def read_terms(data: bytes) -> Terms:
    """Return the content of a chunk of terms, or of words of sister languages."""
    reader = ByteReader(data)
    keys = front_decode(reader.read_text())
    for _ in keys:
        reader.read_varint()
    postings = {key: read_postings(reader) for key in keys}
    return Terms(postings, read_synonyms(reader.read_text() if reader.at < len(data) else ""))
