"""The search contract: each phrase a writer lists under `asks` finds the article among the first three results."""

from collections.abc import Callable, Iterable, Sequence

from helpcentre.errors import Finding
from helpcentre.search.documents import SearchDocument

PROMISED_RANK = 3
LAST_RANK = 100
"""Ranks beyond this one are reported as not found."""


def find_broken_asks(find: Callable[[str], Sequence[int]], documents: Iterable[SearchDocument]) -> list[Finding]:
    """Return a finding for every ask of `documents` that does not find its article among the first three results.

    `documents` are those the index was built from; `find` returns the numbers of the articles that a query finds, the
    best first.
    """
    ordered = sorted(documents, key=lambda document: (document.id, document.url))
    findings = []
    for number, document in enumerate(ordered):
        for at, ask in enumerate(document.asks):
            ranks = list(find(ask)[:LAST_RANK])
            rank = ranks.index(number) + 1 if number in ranks else 0
            if 0 < rank <= PROMISED_RANK:
                continue
            line = document.ask_lines[at] if at < len(document.ask_lines) else 0
            message = _describe_broken_ask(
                ask, rank, [ordered[each] for each in ranks[:PROMISED_RANK] if each != number]
            )
            findings.append(Finding(document.path, line, 0, message, "search-contract"))
    return findings


def _describe_broken_ask(ask: str, rank: int, above: list[SearchDocument]) -> str:
    titles = ", ".join(f"'{document.title}' ({document.id})" for document in above)
    place = f"is result number {rank}" if rank else "is not found"
    outranked = f", after {titles}" if titles else ""
    advice = "Use its words in the title or a heading, make it more specific, or move it to the article that answers it"
    return f"asks: in a search for '{ask}', this article {place}{outranked}. {advice}"
