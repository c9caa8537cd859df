"""`helpcentre search`: the readers' search, asked from the command line over the built files."""

import json
from pathlib import Path
from typing import Any

from helpcentre.errors import HelpCentreError
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search


def run(query: str, site: Path, language: str, limit: int, *, as_json: bool) -> None:
    """Print the first `limit` results for `query`."""
    index = open_index(site, language)
    answer = search(index, query)
    rows = [row(index, hit.number, hit.score) for hit in answer.hits[:limit]]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    if answer.corrected:
        print(f"Showing results for: {answer.corrected}")
    for place, found in enumerate(rows, 1):
        print(f"{place:2} {found['title']} ({found['url']}, {found['score']:.2f})")
    if not rows:
        print("Nothing found.")


def row(index: PackedIndex, number: int, score: float) -> dict[str, Any]:
    """Return the JSON object of one result."""
    article = index.article(number)
    return {"article": article["id"], "url": article["url"], "title": article["title"], "score": score}


def open_index(site: Path, language: str) -> PackedIndex:
    """Return the index of `language` in the built `site`; raises HelpCentreError if it does not exist."""
    folder = site / "helpcentre" / "search"
    if not (folder / language / "head.bin").is_file():
        known = sorted(path.parent.name for path in folder.glob("*/head.bin"))
        found = f"it has: {', '.join(known)}" if known else "it has none at all; build it first, or give --site"
        raise HelpCentreError(f"search: no search files for '{language}' in {site}; {found}")
    return PackedIndex(language, lambda path: (folder / path).read_bytes())
