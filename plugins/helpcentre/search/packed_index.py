"""Reads the packed files of one language, loading each chunk when it is first needed."""

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from helpcentre.errors import HelpCentreError
from helpcentre.search.analyser import Analyser
from helpcentre.search.binary_format import ByteReader, DamagedChunkError, decompress, front_decode, utf16_key
from helpcentre.search.index_writer import FORMAT, LEVELS, Ask, Posting
from helpcentre.search.thesaurus import unpack_groups
from helpcentre.search.tokens import fold


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the dictionary: folded, as people spell it, and how common it is (4 log2 of its articles)."""

    folded: str
    spelt: str
    common: int


@dataclass
class PackedIndex:
    """The search files of one language; `load` returns the bytes of a path below `helpcentre/search/`.

    `load` raises FileNotFoundError for a file that does not exist.
    """

    language: str
    load: Callable[[str], bytes]
    _terms: dict[str, dict[str, list[Posting]]] = field(default_factory=dict)
    _words: dict[str, list[Form]] = field(default_factory=dict)
    _articles: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = self._load_chunk("head")
        reader = ByteReader(data)
        try:
            self.head: dict[str, Any] = json.loads(reader.read_text())
        except ValueError:
            raise DamagedChunkError(f"search: {self.language}/head.bin is damaged; build the site again") from None
        if self.head.get("format") != FORMAT:
            raise HelpCentreError(
                f"search: the files of '{self.language}' have format {self.head.get('format')}, but this version reads "
                f"format {FORMAT}; build the site again"
            )
        try:
            self._term_starts, self._word_starts = (
                [utf16_key(start) for start in front_decode(self.head[kind])] for kind in ("terms", "words")
            )
            self.synonyms = unpack_groups(self.head["synonyms"])
        except KeyError:
            raise DamagedChunkError(f"search: {self.language}/head.bin is damaged; build the site again") from None
        self._names = data[reader.at :]
        self.analyser = Analyser(self.language, self.head["stemmer"] or "none")
        self.articles: int = self.head["articles"]
        self.ranking: dict[str, float] = self.head["ranking"]
        self.expansion_weight: float = self.head["expansionWeight"]
        self.stop = frozenset(self.head["stop"].split())
        self.question = frozenset(self.head["question"].split())

    def postings(self, key: str) -> list[Posting]:
        """Return the postings of an index key; none for a key that is not in the index."""
        at = bisect_right(self._term_starts, utf16_key(key)) - 1
        if at < 0:
            return []
        name = self._file_name(at)
        chunk = self._terms.get(name)
        if chunk is None:
            chunk = self._terms[name] = read_terms(self._load_chunk(f"t-{name}"))
        return chunk.get(key, [])

    def forms(self, start: str) -> list[Form]:
        """Return the words that begin with the folded `start` (all of them for an empty text)."""
        if not self._word_starts:
            return []
        first = max(0, bisect_right(self._word_starts, utf16_key(start)) - 1)
        last = bisect_right(self._word_starts, utf16_key(start + "\uffff")) if start else len(self._word_starts)
        found: list[Form] = []
        for at in range(first, last):
            name = self._file_name(len(self._term_starts) + at)
            chunk = self._words.get(name)
            if chunk is None:
                chunk = self._words[name] = read_words(self._load_chunk(f"w-{name}"))
            found += [form for form in chunk if form.folded.startswith(start)]
        return found

    def article(self, number: int) -> dict[str, Any]:
        """Return the record of an article: id, url, title, kind, topics, sections [anchor, heading, text]."""
        known = self._articles.get(number)
        if known is None:
            name = self._file_name(len(self._term_starts) + len(self._word_starts) + number)
            known = self._articles[number] = json.loads(self._load_chunk(f"a-{name}"))
        return known

    def _file_name(self, position: int) -> str:
        """Return the name of a file: postings come first, then words, then articles."""
        return self._names[3 * position : 3 * position + 3].hex()

    def _load_chunk(self, name: str) -> bytes:
        path = f"{self.language}/{name}.bin"
        try:
            return decompress(self.load(path), path)
        except FileNotFoundError:
            raise DamagedChunkError(f"search: {path} is missing; build the site again") from None


def read_terms(data: bytes) -> dict[str, list[Posting]]:
    """Return the postings of a `t-` chunk by key."""
    reader = ByteReader(data)
    keys = front_decode(reader.read_text())
    for _ in keys:
        reader.read_varint()
    return {key: _read_postings(reader) for key in keys}


def _read_postings(reader: ByteReader) -> list[Posting]:
    found: list[Posting] = []
    number = -1
    for _ in range(reader.read_varint()):
        number += reader.read_varint() + 1
        flags = reader.read_byte()
        title = reader.read_byte() if flags & 2 else 0
        asks = tuple(_read_ask(reader) for _ in range(reader.read_varint())) if flags & 1 else ()
        found.append((number, min(flags >> 2, LEVELS), title, asks))
    return found


def _read_ask(reader: ByteReader) -> Ask:
    code = reader.read_varint()
    mark = reader.read_byte() + 256 * reader.read_byte() if code & 1 else -1
    return code >> 4, (code >> 1 & 7) + 1, mark


def read_words(data: bytes) -> list[Form]:
    """Return the dictionary words of a `w-` chunk."""
    reader = ByteReader(data)
    spelt = front_decode(reader.read_text())
    common = data[reader.at :]
    if len(common) != len(spelt):
        raise DamagedChunkError("search: a chunk ends too early; build the site again")
    return [Form(fold(word), word, level) for word, level in zip(spelt, common, strict=True)]
