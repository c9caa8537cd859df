"""From the inverted index to small files, so that a reader loads only what a query needs.

Under `<language>/`, all gzipped; the names hold a hash of the content, so the files can be cached permanently:

* `head.bin`: the only name that never changes. JSON (language, lists, the first key of every chunk), then three bytes
  per file, its name: terms, words, sisters, extras, articles. In a small index the chunks of terms and words are not
  separate files, but are in the head.
* `t-….bin`: the postings of a run of index keys, and the synonyms of words among them.
* `w-….bin`: a run of the words in the articles as people spell them, with the number of articles that have them: for
  prefixes, typing errors and spelling.
* `s-….bin`: words that the same articles have in the site's other languages, with their postings.
* `x-….bin`: brands and emoji, with the words they stand for.
* `a-….bin`: one article: address, title, headings and text, for the result and its snippet.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2, sqrt
from typing import Any

from helpcentre.search.analyser import character_variants
from helpcentre.search.binary_format import (
    FORMAT,
    Posting,
    compress,
    content_hash,
    encode_bytes,
    encode_postings,
    encode_text,
    encode_varint,
    front_code,
    split_evenly,
)
from helpcentre.search.brands_and_emoji import find_extras
from helpcentre.search.compounds import LINKS
from helpcentre.search.documents import SearchDocument
from helpcentre.search.inverted_index import Cache, InvertedIndex, build_inverted_index, phrase_analysis
from helpcentre.search.postings import compute_postings
from helpcentre.search.settings import EXPANSION_WEIGHT, RANKING, SearchSettings
from helpcentre.search.shapes import normalise_shape
from helpcentre.search.sister_languages import sister_postings
from helpcentre.search.synonym_groups import Synonyms, encode_synonyms
from helpcentre.search.thesaurus import find_synonyms, thesaurus
from helpcentre.search.tokens import utf16_key

TERM_CHUNK = 700, 3
WORD_CHUNK = 1_000, 30
SISTER_CHUNK = 4_000, 12
"""The least size of a chunk in bytes before gzip, and its growth: the square root of this times all bytes.

A query loads a few chunks and the name of every one, so it loads the least if both grow at the same rate.
"""
SMALL_INDEX = 32_000
"""Terms and words of at most this many bytes, gzipped, are in the head: one request instead of a dozen."""


@dataclass
class _Section:
    """The chunks of one kind of file: the first key of each, and their content."""

    kind: str
    starts: list[str] = field(default_factory=list)
    chunks: list[bytes] = field(default_factory=list)


def build_index(
    documents: Iterable[SearchDocument],
    language: str,
    settings: SearchSettings,
    cache: Cache | None = None,
    sisters: Iterable[SearchDocument] = (),
) -> dict[str, bytes]:
    """Return the search files of one language: path below `helpcentre/search/` to content.

    `documents` are the articles of `language`, `sisters` those of the site's other languages; `cache` may be kept from
    one build to the next.
    """
    inverted = build_inverted_index(documents, language, settings, cache)
    sections = [
        _split_terms(inverted, language, settings),
        _split_words(inverted),
        _split_postings("s", sister_postings(inverted.documents, sisters, language), *SISTER_CHUNK),
        _pack_extras(inverted, language, settings),
    ]
    files: dict[str, bytes] = {}
    inline = [chunk for section in sections[:2] for chunk in section.chunks]
    is_small = sum(len(compress(chunk)) for chunk in inline) <= SMALL_INDEX
    names = _add_files(sections[2:] if is_small else sections, language, files)
    articles = b"".join(_add_file(_encode_article(each), f"{language}/a-", files) for each in inverted.documents)
    text = json.dumps(_describe_head(inverted, language, settings, sections), ensure_ascii=False, separators=(",", ":"))
    chunks = b"".join(map(encode_bytes, inline)) if is_small else b""
    head = encode_text(text) + encode_bytes(names + articles) + encode_varint(len(inline) * is_small) + chunks
    files[f"{language}/head.bin"] = compress(head)
    return files


def _describe_head(
    inverted: InvertedIndex, language: str, settings: SearchSettings, sections: Sequence[_Section]
) -> dict[str, Any]:
    terms, words, sisters, extras = sections
    stemmer = inverted.analyser.stemmer
    return {
        "format": FORMAT,
        "language": language,
        "stemmer": stemmer,
        "articles": len(inverted.documents),
        "stop": " ".join(sorted(inverted.stop)),
        "question": " ".join(sorted(inverted.question)),
        "variants": _used_variants(inverted, language),
        **_number_facets(inverted),
        "shapes": _number_shapes(inverted, settings),
        "ranking": RANKING,
        "expansionWeight": EXPANSION_WEIGHT.get(stemmer, 0),
        "compounds": stemmer in LINKS,
        "terms": front_code(terms.starts),
        "words": front_code(words.starts),
        "sisters": front_code(sisters.starts),
        "extras": len(extras.chunks),
    }


def _used_variants(inverted: InvertedIndex, language: str) -> str:
    """Return the pairs of a traditional and a simplified character of which the articles have the second."""
    used = set("".join(inverted.forms))
    return "".join(one + other for one, other in sorted(character_variants(language).items()) if other in used)


def _number_facets(inverted: InvertedIndex) -> dict[str, Any]:
    """Return the kinds with their topics that occur, and for every article the number of its pair."""
    own = [(document.kind, document.topics) for document in inverted.documents]
    facets = sorted(set(own))
    numbers = {facet: number for number, facet in enumerate(facets)}
    return {"facets": facets, "facetOf": [numbers[facet] for facet in own]}


def _number_shapes(inverted: InvertedIndex, settings: SearchSettings) -> list[list[Any]]:
    """Return the shapes with the numbers of their articles; those of an article that is not translated are left out."""
    numbers = {document.id: number for number, document in enumerate(inverted.documents)}
    return [
        [normalise_shape(shape.shape), numbers[shape.article]] for shape in settings.shapes if shape.article in numbers
    ]


def _split_terms(inverted: InvertedIndex, language: str, settings: SearchSettings) -> _Section:
    """Return the chunks of postings, each with the synonyms whose anchor belongs to it."""
    section = _split_postings("t", compute_postings(inverted), *TERM_CHUNK)
    built_in = thesaurus(language) if settings.thesaurus else ()
    synonyms: dict[int, list[Synonyms]] = {}
    starts = [utf16_key(start) for start in section.starts]
    for anchor, found in find_synonyms(settings.synonyms, built_in, phrase_analysis(inverted)).items():
        synonyms.setdefault(max(0, bisect_right(starts, utf16_key(anchor)) - 1), []).extend(found)
    section.chunks = [
        chunk + encode_text(encode_synonyms(synonyms.get(at, ()))) for at, chunk in enumerate(section.chunks)
    ]
    return section


def _split_postings(kind: str, postings: Mapping[str, Sequence[Posting]], least: int, growth: int) -> _Section:
    """Return the chunks of postings: the keys, the length of each key's postings, the postings."""
    keys = sorted(postings, key=utf16_key)
    blocks = [encode_postings(postings[key]) for key in keys]
    section = _Section(kind)
    for chunk in _split_into_chunks([len(block) + 6 for block in blocks], least, growth):
        lengths = b"".join(encode_varint(len(blocks[at])) for at in chunk)
        text = encode_text(front_code([keys[at] for at in chunk]))
        section.chunks.append(text + lengths + b"".join(blocks[at] for at in chunk))
        section.starts.append(keys[chunk.start])
    return section


def _split_words(inverted: InvertedIndex) -> _Section:
    """Return the chunks of words: the commonest spelling of each, then how common each is."""
    forms = sorted((form for form in inverted.forms if len(form) > 1 and not form.isdecimal()), key=utf16_key)
    spelt = [min(inverted.forms[form].items(), key=lambda item: (-item[1], item[0]))[0] for form in forms]
    counts = [sum(inverted.forms[form].values()) for form in forms]
    section = _Section("w")
    for chunk in _split_into_chunks([len(form) + 1 for form in forms], *WORD_CHUNK):
        data = encode_text(front_code([spelt[at] for at in chunk]))
        section.chunks.append(data + bytes(min(255, round(4 * log2(counts[at]))) for at in chunk))
        section.starts.append(forms[chunk.start])
    return section


def _pack_extras(inverted: InvertedIndex, language: str, settings: SearchSettings) -> _Section:
    found = find_extras(language, settings.brands, phrase_analysis(inverted)) if settings.thesaurus else []
    return _Section("x", [""], [encode_synonyms(found).encode()]) if found else _Section("x")


def _encode_article(document: SearchDocument) -> bytes:
    record: dict[str, Any] = {
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "kind": document.kind,
        "topics": list(document.topics),
        "sections": [[section.anchor, section.heading, section.text] for section in document.sections],
    }
    if document.lead:
        record["lead"] = document.lead
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _split_into_chunks(sizes: Sequence[int], least: int, growth: int) -> list[range]:
    return split_evenly(sizes, max(least, round(sqrt(growth * sum(sizes)))))


def _add_files(sections: Sequence[_Section], language: str, files: dict[str, bytes]) -> bytes:
    """Add a file for every chunk; returns their names."""
    return b"".join(
        _add_file(chunk, f"{language}/{section.kind}-", files) for section in sections for chunk in section.chunks
    )


def _add_file(data: bytes, start: str, files: dict[str, bytes]) -> bytes:
    """Add a file named after its content; returns the three bytes of its name."""
    for attempt in range(1000):
        name = content_hash(data + b"#" * attempt, 6)
        path = f"{start}{name}.bin"
        if path not in files:
            files[path] = compress(data)
            return bytes.fromhex(name)
    raise AssertionError("no free name after 1,000 attempts")
