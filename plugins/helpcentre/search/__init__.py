"""Search: from plain articles to small static files, and the same ranking in Python and in the browser."""

from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index import SearchSettings
from helpcentre.search.pack import build_index
from helpcentre.search.packed import PackedIndex
from helpcentre.search.query import search

__all__ = ["PackedIndex", "SearchDocument", "SearchSettings", "Section", "build_index", "search"]
