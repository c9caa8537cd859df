"""Search: from plain articles to small static files, with the same ranking in Python and in the browser."""

from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings

__all__ = ["PackedIndex", "SearchDocument", "SearchSettings", "Section", "build_index", "search"]
