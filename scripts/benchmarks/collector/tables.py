"""The figures as text for the terminal and as Markdown for docs/collector-benchmark.md."""

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from .million import Timed
from .targets import Runs, ratio, rows, shown

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
VERDICT = {True: "pass", False: "MISSED", None: "not measured"}
NAMES = {
    "c": "C no-op", "asgi": "raw ASGI no-op, same server", "sqlite": "**helpcentre**, SQLite",
    "postgres": "helpcentre, PostgreSQL", "normal": "SQLite, synchronous=NORMAL (loses votes in a power cut)",
    "single": "SQLite, a commit per vote", "ack-first": "answers before it writes (loses votes in any crash)",
    "isso": "Isso 0.14, SQLite",
}  # fmt: skip
Table = tuple[list[str], list[list[str]]]


def targets_table(runs: Runs, reports: Mapping[str, Timed], connections: int) -> Table:
    """Return the targets with their verdicts."""
    found = rows(runs, reports, connections)
    verdicts = ["" if row.target == "none" else VERDICT[row.met] for row in found]
    lines = [[row.name, row.target, row.measured, verdict] for row, verdict in zip(found, verdicts, strict=True)]
    return ["", "target", "measured", ""], lines


def servers_table(runs: Runs) -> Table:
    """Return a row for each server: medians over the rounds."""
    head = ["", "votes/s (best)", "p50 / p99 ms", "CPU µs per vote", "PSS MiB idle → loaded", "helpcentre / this"]
    table = []
    for kind, name in NAMES.items():
        if not (figures := runs.of(kind)):
            continue
        of = {field: statistics.median(getattr(one, field) for one in figures) for field in vars(figures[0])}
        best = max(one.rate for one in figures)
        cpu = f"{of['cpu']:.0f}" + (f" + {of['database']:.0f} in the database" if of["database"] else "")
        table.append([
            name, f"{of['rate']:,.0f} ({best:,.0f})", f"{of['p50']:.1f} / {of['p99']:.1f}", cpu,
            f"{of['idle']:.1f} → {of['pss']:.1f}", shown(ratio(runs, kind)),
        ])  # fmt: skip
    return head, table


def reports_table(reports: Mapping[str, Timed]) -> Table:
    """Return the times of the report over many items."""
    head = ["ms", "rows from the day sums", "whole report", "votes counted from the items", "day sums read"]
    return head, [
        [name, f"{one.sums:.1f}", f"{one.report:.1f}", f"{one.raw:.0f}", f"{one.day_sums:,}"]
        for name, one in reports.items()
    ]


def as_text(table: Table) -> str:
    """Return a table in columns."""
    head, lines = table
    cells = [[cell.replace("**", "") for cell in line] for line in (head, *lines)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def as_markdown(table: Table) -> str:
    """Return a table in Markdown."""
    head, lines = table
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines))


def write(path: Path, parts: Sequence[str]) -> None:
    """Put the parts between the two marks of a page; raises ValueError without them."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path}: there is no {BEGIN} … {END}")
    text = "\n\n".join(parts)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
