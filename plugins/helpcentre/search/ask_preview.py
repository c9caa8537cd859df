"""The effect of adding an ask to an article: what this and other queries find before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from helpcentre.search.documents import SearchDocument
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings

Effect = Literal["better", "worse", "other"]
UNFOUND = 1_000_000
"""A rank behind all others, for an article that is not found."""


@dataclass(frozen=True, slots=True)
class PastSearch:
    """A query that readers typed, and the article at which one of them ended, or ""."""

    query: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class ChangedSearch:
    """A query whose first result changes, with the ids of the first result before and after ("" for none).

    It gets better or worse if the article at which its reader ended rises or falls; otherwise nobody knows.
    """

    query: str
    before: str
    after: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class AskPreview:
    """The rank of the article for the ask before and after (0: not found), and the past searches that change."""

    rank_before: int
    rank_after: int
    searches: int
    changed: list[ChangedSearch]


def preview_ask(
    documents: Sequence[SearchDocument],
    language: str,
    settings: SearchSettings,
    sisters: Iterable[SearchDocument],
    article: str,
    ask: str,
    past: Iterable[PastSearch],
) -> AskPreview:
    """Return the effect of adding `ask` to an article of `documents`, all of `language`, on itself and past searches.

    `sisters` are the documents of the other languages, as for `build_index`.
    """
    others = list(sisters)
    changed = [
        replace(each, asks=(*each.asks, ask), ask_lines=(*each.ask_lines, 0)) if each.id == article else each
        for each in documents
    ]
    before, after = (_open_index(each, language, settings, others) for each in (documents, changed))
    searches = list(dict.fromkeys(past))
    found = [
        _compare_results(each, _find_articles(before, each.query), _find_articles(after, each.query))
        for each in searches
    ]
    rank_before, rank_after = (
        _rank_article(_find_articles(index, ask), article) % UNFOUND for index in (before, after)
    )
    return AskPreview(rank_before, rank_after, len(searches), [each for each in found if each])


def _open_index(
    documents: Sequence[SearchDocument], language: str, settings: SearchSettings, sisters: Sequence[SearchDocument]
) -> PackedIndex:
    return PackedIndex(language, build_index(documents, language, settings, sisters=sisters).__getitem__)


def _find_articles(index: PackedIndex, query: str) -> list[str]:
    """Return the ids of the articles that a query finds, the best first."""
    return [index.article(hit.number)["id"] for hit in search(index, query).hits]


def _compare_results(past: PastSearch, before: Sequence[str], after: Sequence[str]) -> ChangedSearch | None:
    """Return how a search changes; None if its first result is the same and its reader's article has its rank."""
    first_before, first_after = (next(iter(ids), "") for ids in (before, after))
    climb = _rank_article(before, past.ended) - _rank_article(after, past.ended)
    if first_before == first_after and climb == 0:
        return None
    effect: Effect = "better" if climb > 0 else "worse" if climb < 0 else "other"
    return ChangedSearch(past.query, first_before, first_after, effect)


def _rank_article(ids: Sequence[str], article: str) -> int:
    return ids.index(article) + 1 if article in ids else UNFOUND
