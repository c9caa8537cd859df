"""The filters of results: the kind and the topics of every article, as `search-facets.js` has them in the browser."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Facet(NamedTuple):
    """The kind and the topics of an article."""

    kind: str
    topics: Sequence[str]


class Filter(NamedTuple):
    """A kind and a topic that a reader has chosen; empty: any."""

    kind: str = ""
    topic: str = ""


NO_FILTER = Filter()


class FilteredHits(NamedTuple, Generic[Item]):
    """The hits that a filter leaves, the filter in use, and the number of hits by kind and by topic, most first.

    A number is that of the hits with this kind and the chosen topic, or with this topic and of the chosen kind.
    """

    hits: list[Item]
    chosen: Filter
    kinds: list[tuple[str, int]]
    topics: list[tuple[str, int]]


def filter_hits(hits: Sequence[Item], facet_of: Callable[[Item], Facet], wanted: Filter) -> FilteredHits[Item]:
    """Return the hits of the wanted kind and topic; what no hit has is not filtered for."""
    facets = [facet_of(hit) for hit in hits]
    kind = wanted.kind if any(facet.kind == wanted.kind for facet in facets) else ""
    of_kind = [facet for facet in facets if kind in ("", facet.kind)]
    topic = wanted.topic if any(wanted.topic in facet.topics for facet in of_kind) else ""
    on_topic = [facet for facet in facets if not topic or topic in facet.topics]
    left = [
        hit
        for hit, facet in zip(hits, facets, strict=True)
        if kind in ("", facet.kind) and (not topic or topic in facet.topics)
    ]
    kinds = _count_names(facet.kind for facet in on_topic)
    return FilteredHits(
        left, Filter(kind, topic), kinds, _count_names(name for each in of_kind for name in each.topics)
    )


def _count_names(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
