"""From the inverted index to small files, so that a reader loads only what a query needs.

Under `<language>/`, all gzipped (the names carry a hash of the content, so they may be cached for ever):

* `head.bin`: the only name that stays. JSON (language, lists, the first key of every chunk), then three bytes per file,
  its name: postings, words, articles.
* `t-….bin`: postings of a run of index keys. Per article: how well the key fits (BM25F, saturated, 6 bits), the
  number of content words in the title if the key stands there, and which asks it stands in, with their lengths.
* `w-….bin`: a run of the words that stand in the articles as people spell them, with how many articles have them:
  for prefixes, typing errors and spelling.
* `a-….bin`: one article: address, title, headings and text, for the result and its snippet.

BM25F after Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), equation 3.20.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2, sqrt
from typing import Any

from helpcentre.search.chunks import digest, front_code, groups, packed_text, squeeze, utf16, varint
from helpcentre.search.documents import SearchDocument
from helpcentre.search.index import FIELDS, Cache, Inverted, SearchSettings, invert, vocabulary
from helpcentre.search.thesaurus import packed_groups, thesaurus

FORMAT = 3
RANKING = {
    "rarity": 0.6,
    "coverage": 0.4,
    "title": 2.4,
    "asks": 1.8,
    "beta": 1.25,
    "prefix": 0.7,
    "prefixMore": 0.4,
    "prefixes": 10,
    "typo1": 0.8,
    "typo2": 0.6,
    "typos": 6,
    "family": 0.6,
    "familyShare": 0.6,
    "families": 6,
    "kinShare": 0.7,
    "kinTail": 5,
    "kins": 8,
    "synonym": 0.7,
}
"""The constants of `query.py` and `search-engine.js`, which read them from the head."""
KIN = dict.fromkeys(("", "estonian", "finnish", "hungarian", "lithuanian", "turkish"), 0.55)
"""Worth of a word with the same beginning, for stemmers that leave many endings on (and for no stemmer at all)."""
WEIGHTS = {"title": 4.0, "asks": 2.5, "headings": 3.5, "lead": 1.2, "body": 1.0, "transcript": 0.7}
LENGTH = {"title": 0.3, "asks": 0.3, "headings": 0.5, "lead": 0.3, "body": 0.6, "transcript": 0.6}
"""BM25F's b: how much a field's length counts."""
K1 = 3.5
LEVELS = 63
TERM_CHUNK = 1_000, 6
WORD_CHUNK = 2_500, 90
"""The least size of a chunk in bytes before gzip, and how it grows: by the square root of this times all bytes.

A query loads a few chunks and the name of every one, so what it loads is least when both grow alike.
"""

Ask = tuple[int, int, int]
"""Number of the ask, its length in content words, and its fingerprint (-1: another of its words carries it)."""
Posting = tuple[int, int, int, tuple[Ask, ...]]
"""Article number, level 1 to LEVELS, title length (0: not in the title), the asks it stands in."""


def build_index(
    documents: Iterable[SearchDocument], language: str, settings: SearchSettings, cache: Cache | None = None
) -> dict[str, bytes]:
    """Return the search files of one language: path below `helpcentre/search/` to content.

    `documents` are the articles of `language`; `cache` may be kept from one build to the next.
    """
    inverted = invert(documents, language, settings, cache)
    files: dict[str, bytes] = {}
    terms, names = _pack_terms(inverted, f"{language}/t-", files)
    forms, more = _pack_words(inverted, f"{language}/w-", files)
    articles = b"".join(_store(_article(document), f"{language}/a-", files) for document in inverted.documents)
    head = {
        "format": FORMAT,
        "language": language,
        "stemmer": inverted.analyser.stemmer,
        "articles": len(inverted.documents),
        "stop": " ".join(sorted(inverted.stop)),
        "question": " ".join(sorted(inverted.question)),
        "synonyms": packed_groups(
            settings.synonyms,
            thesaurus(language) if settings.thesaurus else (),
            vocabulary(inverted),
        ),
        "ranking": RANKING,
        "kin": KIN.get(inverted.analyser.stemmer, 0),
        "terms": front_code(terms),
        "words": front_code(forms),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    files[f"{language}/head.bin"] = squeeze(packed_text(text) + names + more + articles)
    return files


def _article(document: SearchDocument) -> bytes:
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


def postings(inverted: Inverted) -> dict[str, list[Posting]]:
    """Return for every key its postings, in the order of the articles."""
    total = max(1, len(inverted.documents))
    builder = inverted.builder
    mean = (
        {name: sum(builder.field_lengths[f"{name}/{n}"] for n in range(total)) / total or 1.0 for name in FIELDS}
        if (inverted.documents)
        else {}
    )
    found: defaultdict[str, list[Posting]] = defaultdict(list)
    for number in range(len(inverted.documents)):
        titles = {key for keys in inverted.title_keys[number] for key in keys}
        title_length = min(255, len(inverted.title_keys[number]))
        asks = _asks_by_key(inverted.entries[number], inverted.fingerprints[number])
        for key, weight in _weights(builder, str(number), mean).items():
            level = round(LEVELS * weight / (weight + K1)) or 1
            found[key].append((number, level, title_length if key in titles else 0, asks.get(key, ())))
    return found


def _weights(builder: Any, number: str, mean: Mapping[str, float]) -> dict[str, float]:
    """Return BM25F's weighted frequency of every key of one article."""
    weights: dict[str, float] = {}
    for name in FIELDS:
        reference = f"{name}/{number}"
        worth = WEIGHTS[name] / (1 - LENGTH[name] + LENGTH[name] * builder.field_lengths[reference] / mean[name])
        for key, count in builder.field_term_frequencies[reference].items():
            weights[key] = weights.get(key, 0.0) + worth * count
    return weights


def _asks_by_key(entries: Sequence[Sequence[Sequence[str]]], fingerprints: Sequence[int]) -> dict[str, tuple[Ask, ...]]:
    """Return for every key the asks it stands in; the keys of an ask's first word carry its fingerprint."""
    found: defaultdict[str, list[Ask]] = defaultdict(list)
    for number, entry in enumerate(entries):
        first = set(entry[0]) if entry else set()
        for key in sorted({key for keys in entry for key in keys}):
            mark = fingerprints[number] if key in first else -1
            found[key].append((number, min(len(entry), 8), mark))
    return {key: tuple(asks) for key, asks in found.items()}


def _pack_terms(inverted: Inverted, start: str, files: dict[str, bytes]) -> tuple[list[str], bytes]:
    """Add the chunks of postings; returns the first key and the name of each."""
    found = postings(inverted)
    keys = sorted(found, key=utf16)
    blocks = [_pack_postings(found[key]) for key in keys]
    chunks = _chunks([len(block) + 6 for block in blocks], *TERM_CHUNK)
    names = b""
    for chunk in chunks:
        text = packed_text(front_code([keys[at] for at in chunk]))
        lengths = b"".join(varint(len(blocks[at])) for at in chunk)
        names += _store(text + lengths + b"".join(blocks[at] for at in chunk), start, files)
    return [keys[chunk.start] for chunk in chunks], names


def _pack_postings(found: Sequence[Posting]) -> bytes:
    """Per article: gap; level*4 with 2 for the title and 1 for asks; title length; the asks.

    An ask is number*16 + (length - 1)*2, and 1 more where two bytes of fingerprint follow.
    """
    out = bytearray(varint(len(found)))
    expected = 0
    for number, level, title, asks in found:
        gap = number - expected
        expected = number + 1
        if gap < 128:
            out.append(gap)
        else:
            out += varint(gap)
        out.append(level << 2 | (2 if title else 0) | (1 if asks else 0))
        if title:
            out.append(title)
        if asks:
            out += varint(len(asks))
            for entry, length, mark in asks:
                out += varint(entry * 16 + (length - 1) * 2 + (mark >= 0))
                out += mark.to_bytes(2, "little") if mark >= 0 else b""
    return bytes(out)


def _pack_words(inverted: Inverted, start: str, files: dict[str, bytes]) -> tuple[list[str], bytes]:
    """Add the chunks of words; returns the first word, folded, and the name of each."""
    forms = sorted((form for form in inverted.forms if len(form) > 1 and not form.isdecimal()), key=utf16)
    spelt = [min(inverted.forms[form].items(), key=lambda item: (-item[1], item[0]))[0] for form in forms]
    counts = [sum(inverted.forms[form].values()) for form in forms]
    chunks = _chunks([len(form) + 1 for form in forms], *WORD_CHUNK)
    names = b""
    for chunk in chunks:
        data = packed_text(front_code([spelt[at] for at in chunk]))
        data += bytes(min(255, round(4 * log2(counts[at]))) for at in chunk)
        names += _store(data, start, files)
    return [forms[chunk.start] for chunk in chunks], names


def _chunks(sizes: Sequence[int], least: int, growth: int) -> list[range]:
    return groups(sizes, max(least, round(sqrt(growth * sum(sizes)))))


def _store(data: bytes, start: str, files: dict[str, bytes]) -> bytes:
    """Add a file named by its content; returns the three bytes of its name."""
    for attempt in range(1000):
        name = digest(data + b"#" * attempt, 6)
        path = f"{start}{name}.bin"
        if path not in files:
            files[path] = squeeze(data)
            return bytes.fromhex(name)
    raise AssertionError("no free name in a thousand")
