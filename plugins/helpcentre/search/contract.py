"""The search contract: what a writer lists under `asks` finds the article, in the first three results."""

from collections.abc import Iterable

from helpcentre.errors import Finding
from helpcentre.search.documents import SearchDocument
from helpcentre.search.packed import PackedIndex
from helpcentre.search.query import search

PROMISED = 3
LOOKED_AT = 100


def broken_promises(index: PackedIndex, documents: Iterable[SearchDocument]) -> list[Finding]:
    """Return a finding for every ask of `documents` that does not put its article among the first three.

    `documents` are those the index was built from.
    """
    ordered = sorted(documents, key=lambda document: (document.id, document.url))
    findings = []
    for number, document in enumerate(ordered):
        for at, ask in enumerate(document.asks):
            ranks = [hit.number for hit in search(index, ask).hits[:LOOKED_AT]]
            rank = ranks.index(number) + 1 if number in ranks else 0
            if 0 < rank <= PROMISED:
                continue
            line = document.ask_lines[at] if at < len(document.ask_lines) else 0
            message = _message(ask, rank, [ordered[each] for each in ranks[:PROMISED] if each != number])
            findings.append(Finding(document.path, line, 0, message, "search-contract"))
    return findings


def _message(ask: str, rank: int, above: list[SearchDocument]) -> str:
    titles = ", ".join(f"'{document.title}' ({document.id})" for document in above)
    got = f"is number {rank}" if rank else "is not found"
    outranked = f" behind {titles}" if titles else ""
    advice = "say it in the title or a heading, make the ask more specific, or move it to the article that answers it"
    return f"asks: searching for '{ask}', this article {got}{outranked}; {advice}"
