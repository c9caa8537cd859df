"""Relative links between published pages."""

import posixpath
from collections.abc import Sequence
from functools import lru_cache


def relative_url(url: str, page_url: str) -> str:
    """Return `url` as a link from the page at `page_url`; both are relative to the site, empty for the home page.

    As in MkDocs, the last part of `page_url` is a file if it contains a full stop, and a link to a folder (`faq/`)
    ends with a slash, one to the home page does not (`../..`, and `.` on the home page itself).
    """
    folder, _, name = page_url.rpartition("/")
    start, goal = _split_path(folder if "." in name else page_url), _split_path(url)
    common = 0
    while common < min(len(start), len(goal)) and start[common] == goal[common]:
        common += 1
    link = "/".join([".."] * (len(start) - common) + list(goal[common:])) or "."
    return f"{link}/" if url.endswith("/") else link


@lru_cache(maxsize=4096)  # every page links to the same few, and is split for each of them
def _split_path(url: str) -> Sequence[str]:
    path = posixpath.normpath(f"/{url}").lstrip("/")
    return path.split("/") if path else []
