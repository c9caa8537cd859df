"""`helpcentre search`: the search of a built site, from the command line."""

import json
from pathlib import Path
from typing import Any

from helpcentre.errors import HelpCentreError
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import Answer, search
from helpcentre.search.relevance import Hit


def run(query: str, site: Path, language: str, limit: int, *, as_json: bool) -> None:
    """Print the first `limit` results for `query`; as JSON, rows that are only a guess have `"guess": true`."""
    index = open_index(site, language)
    answer = search(index, query)
    rows = [describe_result(index, hit) for hit in answer.hits[:limit]]
    if as_json:
        print(json.dumps([row | {"guess": True} if answer.guessed else row for row in rows], ensure_ascii=False))
        return
    print_remarks(answer)
    for place, row in enumerate(rows, 1):
        print(f"{place:2} {row['title']} ({row['url']}, {row['score']:.2f})")


def print_remarks(answer: Answer) -> None:
    """Print the remarks that a page shows above the results."""
    if answer.hits and not answer.guessed:
        if answer.corrected:
            print(f"Showing results for: {answer.corrected}")
        return
    print("Nothing found.")
    if answer.suggested:
        print(f"Did you mean: {answer.suggested}")
    if answer.guessed:
        print("Perhaps one of these helps:")


def describe_result(index: PackedIndex, hit: Hit) -> dict[str, Any]:
    """Return the JSON object of one result."""
    article = index.article(hit.number)
    return {"article": article["id"], "url": article["url"], "title": article["title"], "score": hit.score}


def open_index(site: Path, language: str) -> PackedIndex:
    """Return the index of `language` in the built `site`; raises HelpCentreError if it does not exist."""
    folder = site / "helpcentre" / "search"
    if not (folder / language / "head.bin").is_file():
        known = sorted(path.parent.name for path in folder.glob("*/head.bin"))
        found = f"it has: {', '.join(known)}" if known else "it has none at all; build it first, or give --site"
        raise HelpCentreError(f"search: no search files for '{language}' in {site}; {found}")
    return PackedIndex(language, lambda path: (folder / path).read_bytes())
