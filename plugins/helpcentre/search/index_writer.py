"""From the inverted index to small files, so that a reader loads only what a query needs.

Under `<language>/`, all gzipped; the names hold a hash of the content, so the files may be cached for ever:

* `head.bin`: the only name that never changes. JSON (language, lists, the first key of every chunk), then three bytes
  per file, its name: postings, words, articles.
* `t-….bin`: postings of a run of index keys. Per article: how well the key fits (BM25F, saturated, 6 bits), the
  number of content words in the title if the key is in it, and the asks it is in, with their lengths.
* `w-….bin`: a run of the words in the articles as people spell them, with the number of articles that have them: for
  prefixes, typing errors and spelling.
* `a-….bin`: one article: address, title, headings and text, for the result and its snippet.

BM25F after Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), equation 3.20.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2, sqrt
from typing import Any

from helpcentre.search.binary_format import (
    compress,
    content_hash,
    encode_text,
    encode_varint,
    front_code,
    split_evenly,
    utf16_key,
)
from helpcentre.search.documents import SearchDocument
from helpcentre.search.inverted_index import (
    FIELDS,
    Cache,
    InvertedIndex,
    SearchSettings,
    build_inverted_index,
    phrase_analysis,
)
from helpcentre.search.thesaurus import pack_groups, thesaurus

FORMAT = 4
RANKING = {
    "idfExponent": 0.6,
    "coverageExponent": 0.4,
    "titleBoost": 2.4,
    "asksBoost": 1.8,
    "beta": 1.25,
    "prefixWeight": 0.7,
    "prefixWeightBesideExact": 0.4,
    "mostPrefixes": 10,
    "oneErrorWeight": 0.8,
    "twoErrorsWeight": 0.6,
    "mostCorrections": 6,
    "relativeWeight": 0.6,
    "relativeShare": 0.6,
    "mostRelatives": 6,
    "expansionShare": 0.7,
    "expansionTail": 5,
    "mostExpansions": 8,
    "synonymWeight": 0.7,
}
"""The constants of the query, which Python and JavaScript read from the head."""
EXPANSION_WEIGHT = dict.fromkeys(("", "estonian", "finnish", "hungarian", "lithuanian", "turkish"), 0.55)
"""Weight of a word with the same beginning, for stemmers that leave many endings on (and for no stemmer at all)."""
FIELD_WEIGHTS = {"title": 4.0, "asks": 2.5, "headings": 3.5, "lead": 1.2, "body": 1.0, "transcript": 0.7}
LENGTH_NORMALISATION = {"title": 0.3, "asks": 0.3, "headings": 0.5, "lead": 0.3, "body": 0.6, "transcript": 0.6}
"""BM25F's b for each field."""
K1 = 3.5
LEVELS = 63
TERM_CHUNK = 1_000, 6
WORD_CHUNK = 2_500, 90
"""The least size of a chunk in bytes before gzip, and its growth: the square root of this times all bytes.

A query loads a few chunks and the name of every one, so it loads the least if both grow at the same rate.
"""

Ask = tuple[int, int, int]
"""Number of the ask, its length in content words, and its fingerprint (-1: another of its words carries it)."""
Posting = tuple[int, int, int, tuple[Ask, ...]]
"""Article number, level 1 to LEVELS, title length (0: not in the title), the asks the key is in."""


def build_index(
    documents: Iterable[SearchDocument], language: str, settings: SearchSettings, cache: Cache | None = None
) -> dict[str, bytes]:
    """Return the search files of one language: path below `helpcentre/search/` to content.

    `documents` are the articles of `language`; `cache` may be kept from one build to the next.
    """
    inverted = build_inverted_index(documents, language, settings, cache)
    files: dict[str, bytes] = {}
    terms, names = _write_terms(inverted, f"{language}/t-", files)
    words, word_names = _write_words(inverted, f"{language}/w-", files)
    articles = b"".join(_add_file(_encode_article(each), f"{language}/a-", files) for each in inverted.documents)
    head = {
        "format": FORMAT,
        "language": language,
        "stemmer": inverted.analyser.stemmer,
        "articles": len(inverted.documents),
        "stop": " ".join(sorted(inverted.stop)),
        "question": " ".join(sorted(inverted.question)),
        "synonyms": pack_groups(
            settings.synonyms, thesaurus(language) if settings.thesaurus else (), phrase_analysis(inverted)
        ),
        "ranking": RANKING,
        "expansionWeight": EXPANSION_WEIGHT.get(inverted.analyser.stemmer, 0),
        "terms": front_code(terms),
        "words": front_code(words),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    files[f"{language}/head.bin"] = compress(encode_text(text) + names + word_names + articles)
    return files


def compute_postings(inverted: InvertedIndex) -> dict[str, list[Posting]]:
    """Return the postings of every key, in the order of the articles."""
    mean = _mean_lengths(inverted)
    postings: defaultdict[str, list[Posting]] = defaultdict(list)
    for number in range(len(inverted.documents)):
        titles = {key for keys in inverted.title_keys[number] for key in keys}
        title_length = min(255, len(inverted.title_keys[number]))
        asks = _asks_by_key(inverted.ask_keys[number], inverted.fingerprints[number])
        for key, frequency in _weighted_frequencies(inverted.builder, str(number), mean).items():
            level = round(LEVELS * frequency / (frequency + K1)) or 1
            postings[key].append((number, level, title_length if key in titles else 0, asks.get(key, ())))
    return postings


def _mean_lengths(inverted: InvertedIndex) -> dict[str, float]:
    """Return the mean number of keys in each field, 1 for a field that no article has."""
    total = len(inverted.documents)
    lengths = inverted.builder.field_lengths
    return {name: sum(lengths[f"{name}/{number}"] for number in range(total)) / max(1, total) or 1.0 for name in FIELDS}


def _weighted_frequencies(builder: Any, number: str, mean: Mapping[str, float]) -> dict[str, float]:
    """Return BM25F's weighted frequency of every key of one article."""
    frequencies: dict[str, float] = {}
    for name in FIELDS:
        reference = f"{name}/{number}"
        b = LENGTH_NORMALISATION[name]
        weight = FIELD_WEIGHTS[name] / (1 - b + b * builder.field_lengths[reference] / mean[name])
        for key, count in builder.field_term_frequencies[reference].items():
            frequencies[key] = frequencies.get(key, 0.0) + weight * count
    return frequencies


def _asks_by_key(asks: Sequence[Sequence[Sequence[str]]], fingerprints: Sequence[int]) -> dict[str, tuple[Ask, ...]]:
    """Return the asks each key is in; the keys of an ask's first word carry its fingerprint."""
    found: defaultdict[str, list[Ask]] = defaultdict(list)
    for number, ask in enumerate(asks):
        first = set(ask[0]) if ask else set()
        for key in sorted({key for keys in ask for key in keys}):
            mark = fingerprints[number] if key in first else -1
            found[key].append((number, min(len(ask), 8), mark))
    return {key: tuple(each) for key, each in found.items()}


def _write_terms(inverted: InvertedIndex, start: str, files: dict[str, bytes]) -> tuple[list[str], bytes]:
    """Add the chunks of postings; returns the first key of each, and their names."""
    postings = compute_postings(inverted)
    keys = sorted(postings, key=utf16_key)
    blocks = [_encode_postings(postings[key]) for key in keys]
    chunks = _split_into_chunks([len(block) + 6 for block in blocks], *TERM_CHUNK)
    names = b""
    for chunk in chunks:
        text = encode_text(front_code([keys[at] for at in chunk]))
        lengths = b"".join(encode_varint(len(blocks[at])) for at in chunk)
        names += _add_file(text + lengths + b"".join(blocks[at] for at in chunk), start, files)
    return [keys[chunk.start] for chunk in chunks], names


def _encode_postings(postings: Sequence[Posting]) -> bytes:
    """Return, per article: gap; level*4 with 2 for the title and 1 for asks; title length; the asks.

    An ask is number*16 + (length - 1)*2, plus 1 if two bytes of fingerprint follow.
    """
    out = bytearray(encode_varint(len(postings)))
    expected = 0
    for number, level, title, asks in postings:
        gap = number - expected
        expected = number + 1
        if gap < 128:  # the usual case, without a call
            out.append(gap)
        else:
            out += encode_varint(gap)
        out.append(level << 2 | (2 if title else 0) | (1 if asks else 0))
        if title:
            out.append(title)
        if asks:
            out += encode_varint(len(asks))
            for ask, length, mark in asks:
                out += encode_varint(ask * 16 + (length - 1) * 2 + (mark >= 0))
                out += mark.to_bytes(2, "little") if mark >= 0 else b""
    return bytes(out)


def _write_words(inverted: InvertedIndex, start: str, files: dict[str, bytes]) -> tuple[list[str], bytes]:
    """Add the chunks of words; returns the first word of each, folded, and their names."""
    forms = sorted((form for form in inverted.forms if len(form) > 1 and not form.isdecimal()), key=utf16_key)
    spelt = [min(inverted.forms[form].items(), key=lambda item: (-item[1], item[0]))[0] for form in forms]
    counts = [sum(inverted.forms[form].values()) for form in forms]
    chunks = _split_into_chunks([len(form) + 1 for form in forms], *WORD_CHUNK)
    names = b""
    for chunk in chunks:
        data = encode_text(front_code([spelt[at] for at in chunk]))
        data += bytes(min(255, round(4 * log2(counts[at]))) for at in chunk)
        names += _add_file(data, start, files)
    return [forms[chunk.start] for chunk in chunks], names


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


def _add_file(data: bytes, start: str, files: dict[str, bytes]) -> bytes:
    """Add a file named after its content; returns the three bytes of its name."""
    for attempt in range(1000):
        name = content_hash(data + b"#" * attempt, 6)
        path = f"{start}{name}.bin"
        if path not in files:
            files[path] = compress(data)
            return bytes.fromhex(name)
    raise AssertionError("no free name after 1,000 attempts")
