"""The figures as tables: plain columns for the terminal, Markdown for the documentation."""

import statistics
from collections.abc import Sequence
from typing import Any

from .measure import percentile
from .run import Part
from .targets import Row, pooled, rows

Table = tuple[str, list[str], list[list[str]]]
"""A caption, the head, the rows."""

VERDICT = {True: "pass", False: "FAIL", None: "not measured"}
TYPES = ("question", "infl", "typo", "accent", "prefix", "syn", "exact")


def tables(parts: Sequence[Part], more: Sequence[Part]) -> list[Table]:
    """Return every table of a run; `more` are the parts with more articles."""
    return [
        target_table(rows(parts, more)),
        engine_table("Engine by engine", parts),
        found_table(parts),
        *([engine_table(f"{more[0].articles:,} articles", more), word_table(more)] if more else []),
    ]


def target_table(found: Sequence[Row]) -> Table:
    """Return the targets with their verdicts."""
    head = ["", "target", "measured", "", "best of the others"]
    return "Targets", head, [[row.name, row.target, row.ours, VERDICT[row.met], row.others] for row in found]


def engine_table(caption: str, parts: Sequence[Part]) -> Table:
    """Return one row an engine and language: quality, bytes, time, memory, building."""
    head = ["", "lang", "s@1", "s@5", "MRR", "kB before touch", "kB cold query, median / worst", "requests"]
    head += ["s on a slow line", "ms p50 / p95", "ms p50, files to come", "MB", "index CPU s", "again"]
    return caption, head, [engine_row(part) for part in parts]


def engine_row(part: Part) -> list[str]:
    """Return the cells of one engine in one language."""
    figures: dict[str, Any] = part.figures
    quality = figures["quality"]["all"]
    again = figures["build"]["again"]
    return [
        part.title,
        part.language,
        f"{quality['success@1']:.3f}",
        f"{quality['success@5']:.3f}",
        f"{quality['mrr']:.3f}",
        f"{figures['before'] / 1000:.0f}",
        f"{statistics.median(figures['whole']) / 1000:.0f} / {max(figures['whole']) / 1000:.0f}",
        f"{statistics.median(figures['requests']):.0f}",
        "–" if figures["slow"] is None else f"{figures['slow']:.1f}",
        f"{percentile(figures['ms'], 0.5):.1f} / {percentile(figures['ms'], 0.95):.1f}",
        f"{percentile(figures['ms_first'], 0.5):.0f}",
        f"{figures['heap']:.1f}",
        f"{figures['build']['seconds']:.1f}",
        "–" if again is None else f"{again:.1f}",
    ]


def found_table(parts: Sequence[Part]) -> Table:
    """Return what is found among the first five, by type of query, over all languages."""
    engines = list(dict.fromkeys((part.engine, part.title) for part in parts))
    head = ["success@5 (@1)", *(f"{kind}" for kind in TYPES), "all", "MRR"]
    body = []
    for key, title in engines:
        cells = [title]
        for kind in (*TYPES, ""):
            counts = pooled(parts, key, kind)
            cells.append(f"{counts['success@5']:.2f} ({counts['success@1']:.2f})" if counts else "–")
        whole = pooled(parts, key)
        body.append([*cells, f"{whole['mrr']:.3f}" if whole else "–"])
    numbers = [pooled(parts, engines[0][0], kind) for kind in (*TYPES, "")] if engines else []
    body.append(["queries", *(str(each["n"]) if each else "0" for each in numbers), ""])
    return "By type of query", head, body


def word_table(parts: Sequence[Part]) -> Table:
    """Return the bytes of short and of long queries, for engines where they differ."""
    head = ["kB from touch to results, median", "one or two words", "four words and more"]
    body = []
    for part in parts:
        sizes = list(zip(part.figures["queries"], part.figures["whole"], strict=True))
        short = [size / 1000 for query, size in sizes if len(query.split()) <= 2]
        long = [size / 1000 for query, size in sizes if len(query.split()) >= 4]
        if short and long:
            body.append([part.title, f"{statistics.median(short):.0f}", f"{statistics.median(long):.0f}"])
    return "Short and long queries", head, body


def notes(parts: Sequence[Part]) -> list[str]:
    """Return the notes below the tables."""
    lines = []
    for part in parts:
        figures = part.figures
        name = f"{part.title}, {part.language}, {part.articles:,} articles"
        same = [
            bool(figures["found"][query][:1]) and (top == ids[0] or top.endswith(f"/{ids[0]}"))
            if (ids := figures["found"][query])
            else not top
            for query, top in zip(figures["queries"], figures["top"], strict=True)
        ]
        if not all(same):
            odd = [query for query, fine in zip(figures["queries"], same, strict=True) if not fine]
            lines.append(f"{name}: the page itself shows another first result for {odd}")
        if figures["typed"]:
            typed = statistics.median(figures["typed"]) / 1000
            lines.append(f"{name}: {typed:.0f} kB when the query is typed letter by letter")
    return lines


def as_text(found: Sequence[Table]) -> str:
    """Return tables in columns."""
    lines = []
    for caption, head, body in found:
        widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
        lines.append(caption)
        for row in (head, *body):
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
        lines.append("")
    return "\n".join(lines)


def as_markdown(found: Sequence[Table]) -> str:
    """Return tables in Markdown; our own rows are bold."""
    lines = []
    for caption, head, body in found:
        lines += [f"### {caption}", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
        for row in body:
            name = f"**{row[0]}**" if row[0] == "helpcentre" else row[0]
            lines.append(f"| {' | '.join([name, *row[1:]])} |")
        lines.append("")
    return "\n".join(lines)
