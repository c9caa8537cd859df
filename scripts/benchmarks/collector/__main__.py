"""Votes per second that are on the disk, against what bounds them; every target is a ratio within one run.

    scripts/bench collector [--rounds 6] [--seconds 2] [--connections 64] [--only KIND …] [--items 1000000] [--write]

Load comes from wrk (Debian): a fresh id and another reader for each vote. After every run the rows are counted: each
2xx is a row that counts. The servers take turns in a new random order each round, the product before and after each of
the others, so that other work of the machine affects both alike. PostgreSQL is Debian's, Isso comes from PyPI into
.cache/bench-collector. docs/collector-benchmark.md explains what is compared and has the table (`--write`).
`--rounds 0` measures the report alone. With `--strict` a missed target ends the run with 1.
"""

import argparse
import os
import platform
import random
import shlex
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.collector import postgres

from . import isso, tables
from .load import Bench, Figures, sync_ms
from .million import Timed, time_report
from .targets import PRODUCT, Runs, rows

ROOT = Path(__file__).parents[3]
WORK = ROOT / ".cache" / "bench-collector"
PAGE = ROOT / "docs" / "collector-benchmark.md"
KINDS = ("c", "asgi", "sqlite", "postgres", "normal", "single", "ack-first", "isso")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench collector", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seconds", type=int, default=2, help="of load for each server in each round")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--items", type=int, default=1_000_000, help="for the report; 0 leaves it out")
    parser.add_argument("--disk", type=Path, help="folder for the databases while they are measured")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/collector-benchmark.md")
    parser.add_argument("--strict", action="store_true", help="end with 1 if a target is missed")
    return parser.parse_args()


class Round:
    """One round, which runs every server once, in random order."""

    def __init__(self, bench: Bench, server: postgres.Server | None) -> None:
        self.bench, self.server = bench, server

    def measure(self, kind: str, number: int) -> Figures:
        """Run one server; PostgreSQL gets a new database, whose rows are counted afterwards."""
        if kind != "postgres" or self.server is None:
            return self.bench.measure(kind, number)
        name = f"bench{number}"
        self.server.sql(f"CREATE DATABASE {name}")
        about = {"postgres": self.server.address(name), "postgres_pid": self.server.pid()}
        bench = Bench(**{**vars(self.bench), **about})
        figures = bench.measure(kind, number)
        check_postgres(self.server.address(name), figures, bench)
        self.server.sql(f"DROP DATABASE {name} WITH (FORCE)")
        return figures


def check_postgres(address: str, figures: Figures, bench: Bench) -> None:
    """Check that PostgreSQL has a row for every 2xx response."""
    from helpcentre.collector.store.opening import open_store

    with open_store(address) as store:
        stored = int(store.connection.rows("SELECT COUNT(DISTINCT ballot) FROM item WHERE state = 0")[0][0])
    answered = figures.answered
    assert answered <= stored <= answered + bench.connections, f"{answered} answered 2xx, {stored} stored"


def present(options: argparse.Namespace) -> tuple[list[str], list[str], Path | None, bool]:
    """Return the servers that can be measured here, why others cannot, Isso's Python, whether PostgreSQL is there."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    python = isso.install(WORK) if "isso" in options.only else None
    why_not = {
        "c": None if shutil.which("cc") else "no C compiler",
        "isso": None if python else "Isso could not be installed from PyPI",
        "postgres": postgres.why_not() if "postgres" in options.only else "not asked for",
    }
    kinds = [kind for kind in options.only if why_not.get(kind) is None]
    notes = [f"{kind} not measured: {why_not[kind]}" for kind in options.only if why_not.get(kind)]
    return kinds, notes, python, why_not["postgres"] is None


def main() -> int:
    options, begin = arguments(), time.monotonic()
    WORK.mkdir(parents=True, exist_ok=True)
    if options.disk:
        tempfile.tempdir = str(options.disk)
    kinds, notes, python, with_postgres = present(options)
    runs = Runs()
    reports: dict[str, Timed] = {}
    syncs = []
    with ExitStack() as stack:
        server = postgres.Server() if with_postgres else None
        if server:
            stack.callback(server.close)
        turn = Round(Bench(WORK, options.disk, options.seconds, options.connections, python), server)
        for number in range(options.rounds):
            syncs.append(sync_ms(options.disk))
            for kind, figures in one_round(turn, kinds, number):
                runs.add(kind, figures)
                print(f"round {number + 1}: {kind:10} {figures.rate:8,.0f}/s", file=sys.stderr, flush=True)
        if options.items:
            reports = measure_reports(options.items, server, options.disk)
    head = [
        f"{datetime.now(UTC):%Y-%m-%d}: scripts/bench collector {shlex.join(sys.argv[1:])}".rstrip(),
        described(options, time.monotonic() - begin),
        *disk(syncs),
        *notes,
    ]
    show(head, runs, reports, options)
    missed = [row for row in rows(runs, reports, options.connections) if row.met is False]
    return int(options.strict and bool(missed))


def one_round(turn: Round, kinds: list[str], number: int) -> Iterator[tuple[str, Figures]]:
    """Run every server, in a random order, and the product before and after each of the others.

    A shared machine is faster and slower in turns of half a minute, so servers that are compared run one after another.
    """
    others = [kind for kind in kinds if kind != PRODUCT]
    product = [PRODUCT] if PRODUCT in kinds else []
    order = list(product)
    for kind in random.Random(number).sample(others, len(others)):
        order += [kind, *product]
    for kind in order:
        yield kind, turn.measure(kind, number)


def described(options: argparse.Namespace, seconds: float) -> str:
    """Return the machine and the run in words."""
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    run = f"{options.rounds} rounds of {options.seconds} s, {options.connections} connections"
    load = f"load {os.getloadavg()[1]:.1f}"
    return f"{os.cpu_count()} cores, {load}, {versions}; {run}; the whole run took {seconds:.0f} s"


def disk(syncs: list[tuple[float, float]]) -> list[str]:
    """Return in words how long the disk took."""
    if not syncs:
        return []
    medians, worst = [p50 for p50, _ in syncs], max(p99 for _, p99 in syncs)
    between = f"{min(medians):.2f}–{max(medians):.2f} ms (medians of the rounds; 99th percentile up to {worst:.1f} ms)"
    return [f"A forced 4 KiB write takes {between}"]


def measure_reports(items: int, server: postgres.Server | None, disk: Path | None) -> dict[str, Timed]:
    """Return the times of the report on each database."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="helpcentre-bench-", dir=disk) as name:
        found["SQLite"] = time_report(Path(name), f"sqlite:///{name}/f.db", items)
        if server:
            server.sql("CREATE DATABASE million")
            found["PostgreSQL"] = time_report(Path(name), server.address("million"), items)
    return found


def show(head: list[str], runs: Runs, reports: dict[str, Timed], options: argparse.Namespace) -> None:
    """Print the tables and, if asked, write them into the page."""
    found = [tables.targets_table(runs, reports, options.connections), tables.servers_table(runs)]
    found += [tables.reports_table(reports)] if reports else []
    print("\n".join(head), *map(tables.as_text, found), sep="\n\n")
    if options.write:
        tables.write(PAGE, ["  \n".join(head), *map(tables.as_markdown, found)])


if __name__ == "__main__":
    sys.exit(main())
