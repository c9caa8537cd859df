"""The articles and the judged queries of a run."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "search_tools"))

from evaluate import Judged, document, read_corpus, read_queries, summary

from helpcentre.search.documents import SearchDocument

from . import debian

__all__ = ["Judged", "SearchDocument", "larger", "mark", "read_corpus", "read_queries", "records", "summary"]


def larger(documents: Sequence[SearchDocument], language: str, number: int, folder: Path) -> list[SearchDocument]:
    """Return `number` articles: `documents` and further ones from Debian's packages, kept in `folder`.

    Further articles are taken in the order of a hash of their id, so that every part of the help is among them.
    Raises CalledProcessError without apt, and ValueError if there are not enough.
    """
    path = debian.fetch(language, folder)
    known = {each.id for each in documents}
    found = [document(record, language) for record in debian.read(path) if record["id"] not in known]
    found.sort(key=lambda each: hashlib.sha256(each.id.encode()).hexdigest())
    whole = [*documents, *found[: number - len(documents)]]
    if len(whole) < number:
        raise ValueError(f"there are only {len(whole)} articles in {language}, not {number}")
    return whole


def records(documents: Sequence[SearchDocument]) -> list[dict[str, str]]:
    """Return the articles as flat texts: id, title, asks and text (headings and what is below them)."""
    return [
        {
            "id": each.id,
            "title": each.title,
            "asks": ". ".join(each.asks),
            "text": "\n".join(f"{section.heading}\n{section.text}" for section in each.sections),
        }
        for each in documents
    ]


def mark(documents: Sequence[SearchDocument]) -> str:
    """Return a short fingerprint of the articles."""
    return hashlib.sha256(repr(list(documents)).encode()).hexdigest()[:12]
