"""Fill the search pages of a site off the event loop: one search at a time, and never a long queue of them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl

from helpcentre.collector.server.search_page import SearchPage, SearchRequest
from helpcentre.search.facets import Filter
from helpcentre.search.presentation import FoundResults

PAGE_NAMES = ("search.html", "search/index.html")
"""The ends of the paths of search pages; the second is for addresses with a slash at their end."""
QUEUE_LIMIT = 8
"""Searches that may wait; with more, readers get the page as it was built, with its topics."""
Find = Callable[[str, str, int, Filter], FoundResults | None]
"""Returns the results for a language, a query, a limit and a filter; None if the site has no index."""
QUERY_STRING_LIMIT, FIELD_LIMIT = 8_000, 10


class SearchResponder:
    """Answers the searches of readers without JavaScript in one separate thread, which starts with the first."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._waiting = 0

    async def fill_page(self, path: Path, query_string: str) -> str | None:
        """Return the search page in a file with the answer to a query; None for any other file, and if too many wait.

        `query_string` is that of the address: `q` is the query, `n` the number of results, `kind` and
        `topic` are filters.
        """
        if not path.as_posix().endswith(PAGE_NAMES) or self._waiting >= QUEUE_LIMIT:
            return None
        request = read_request(query_string)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._fill_page, path, request)
        finally:
            self._waiting -= 1

    def _fill_page(self, path: Path, request: SearchRequest) -> str | None:
        try:
            page = SearchPage.parse(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if page is None:
            return None
        if not request.query:
            return page.without_remark()
        return page.with_results(request, self._find(page.language, request.query, request.limit, request.filter))


def read_request(query_string: str) -> SearchRequest:
    """Return the request of a query string; what is beyond the limits is left out."""
    pairs = parse_qsl(query_string[:QUERY_STRING_LIMIT], max_num_fields=None, keep_blank_values=True)[:FIELD_LIMIT]
    return SearchRequest.from_form(dict(reversed(pairs)))
