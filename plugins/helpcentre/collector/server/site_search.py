"""Searches for readers without JavaScript: the index that a built site publishes, read by the Python engine."""

from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.errors import HelpCentreError
from helpcentre.search.facets import NO_FILTER, Filter, filter_hits
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.presentation import FoundResults, present_results
from helpcentre.search.query import search

INDEX_FOLDER = "helpcentre/search"
MOST_SEARCHES = 5_000
"""After so many searches an index is opened again, as it keeps the keys of every word that has been typed."""


@dataclass
class _OpenIndex:
    index: PackedIndex
    modified: int
    searches: int = 0


@dataclass
class SiteSearch:
    """The search of the site in `folder`; every language's index is opened once, and again when it changes.

    Not safe for several threads.
    """

    folder: Path
    _open: dict[str, _OpenIndex] = field(default_factory=dict)

    def find(self, language: str, query: str, limit: int, wanted: Filter) -> FoundResults | None:
        """Return the first `limit` results of the wanted kind and topic; None if the site has no index of the language.

        An index that cannot be read, as in the middle of an update, is the same as none.
        """
        try:
            index = self._open_index(language)
            answer = search(index, query)
            wanted = NO_FILTER if answer.guessed else wanted
            found = filter_hits(answer.hits, lambda hit: index.facet(hit.number), wanted)
            results = present_results(index, answer.words, [hit.number for hit in found.hits[:limit]])
            return FoundResults(
                results,
                total=len(found.hits),
                all=len(answer.hits),
                filter=found.chosen,
                kinds=found.kinds,
                topics=found.topics,
                corrected=answer.corrected,
                suggested=answer.suggested,
                guessed=answer.guessed,
            )
        except (OSError, HelpCentreError):
            self._open.pop(language, None)
            return None

    def _open_index(self, language: str) -> PackedIndex:
        folder = self.folder / INDEX_FOLDER
        modified = (folder / language / "head.bin").stat().st_mtime_ns
        known = self._open.get(language)
        if known is None or known.modified != modified or known.searches >= MOST_SEARCHES:
            index = PackedIndex(language, lambda path: (folder / path).read_bytes())
            known = self._open[language] = _OpenIndex(index, modified)
        known.searches += 1
        return known.index
