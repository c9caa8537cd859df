"""One run: every engine, every language, then more articles. What comes out is plain JSON."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import measure
from .chromium import browser
from .corpus import Judged, SearchDocument, summary
from .engine import Engine
from .server import SLOW

TYPED = 4
TYPING_MS = 120
"""Milliseconds from one letter to the next: a quick typist."""


@dataclass(frozen=True)
class Depth:
    """The extent of a run: cold queries, those of them on the slow line, and timed rounds."""

    cold: int = 12
    slow: int = 2
    rounds: int = 3


@dataclass
class Part:
    """The figures of one engine in one language."""

    engine: str
    title: str
    language: str
    articles: int
    figures: dict[str, Any] = field(default_factory=dict)


def parts(
    engines: Sequence[Engine],
    documents: Sequence[SearchDocument],
    language: str,
    queries: Sequence[Judged],
    depth: Depth,
    say: Callable[[str], None],
) -> list[Part]:
    """Measure `engines` on the articles of one language."""
    texts = [query[2] for query in queries]
    result: dict[Engine, Part] = {}
    sites: dict[Engine, Path] = {}
    for engine in engines:
        say(f"{language} {len(documents)} {engine.title}: index")
        sites[engine], built = engine.site(documents, language)
        made = {"seconds": built.seconds, "again": built.again}
        result[engine] = Part(engine.key, engine.title, language, len(documents), {"build": made})
    with browser() as chromium:
        say(f"{language} {len(documents)}: answers and times, in turn")
        with measure.Opened(chromium, sites) as opened:
            for engine, found in measure.rounds(opened, texts, depth.rounds).items():
                result[engine].figures |= answers(queries, found)
        for engine, part in result.items():
            say(f"{language} {len(documents)} {engine.title}: cold queries, memory")
            part.figures |= coldly(chromium, engine, sites[engine], texts, depth)
            part.figures["heap"] = measure.heap(chromium, engine, sites[engine], texts)
    return list(result.values())


def coldly(chromium: Any, engine: Engine, site: Path, texts: Sequence[str], depth: Depth) -> dict[str, Any]:
    """Return bytes, requests and seconds of cold queries; two are enough where every query costs the same."""
    chosen = spread(texts, depth.cold if engine.varies else 2)
    found = [measure.cold(chromium, engine, site, text) for text in chosen]
    slow = [measure.cold(chromium, engine, site, text, SLOW) for text in spread(chosen, depth.slow)]
    typed = []
    if engine.key == "helpcentre" and depth.slow:
        typed = [measure.cold(chromium, engine, site, text, typing=TYPING_MS) for text in spread(chosen, TYPED)]
    seconds = [each.seconds for each in slow if each.seconds is not None]
    return {
        "queries": list(chosen),
        "before": max(each.before for each in found),
        "early": sorted({path for each in found for path in each.early}),
        "first": [each.first for each in found],
        "whole": [each.whole for each in found],
        "requests": [each.requests for each in found],
        "slow": statistics.median(seconds) if seconds else None,
        "typed": [each.whole for each in typed],
        "top": [each.top for each in found],
    }


def answers(queries: Sequence[Judged], found: dict[str, Any]) -> dict[str, Any]:
    """Return the quality, the ranks behind it, and the times of every query."""
    return {
        "quality": summary(list(queries), found["found"]),
        "found": {query[2]: ids[:5] for query, ids in zip(queries, found["found"], strict=True)},
        "ranks": [rank(query, ids) for query, ids in zip(queries, found["found"], strict=True)],
        "types": [query[1] for query in queries],
        "ms": found["ms"],
        "ms_first": found["first"],
    }


def rank(query: Judged, ids: Iterable[str]) -> int:
    """Return the place of the first accepted article among `ids`, counted from 1; 0: none."""
    return next((place for place, each in enumerate(ids, 1) if each in query[3]), 0)


def spread(items: Sequence[str], number: int) -> list[str]:
    """Return at most `number` of `items`, evenly from the first to the last."""
    if number >= len(items):
        return list(items)
    return [items[place * len(items) // number] for place in range(number)]
