"""Builds: ours, MkDocs with our plugins, Material, Zensical and Hugo, in turn in one run.

    scripts/bench build [--articles 200 --articles 1000] [--rounds 2] [--peer ours …] [--corpus DIR] [--write]

Each generator builds the same articles (from `--seed`, or those of `--corpus`) in a folder of .cache/bench-build.
Cold builds have neither a cache nor a site of an earlier build. The other scenes are measured for generators that use
an earlier build. Generators that are not installed are left out: Hugo is Debian's package `hugo`, Zensical is installed
from PyPI at the first run. Of Material without navigation.prune, only up to 1,000 articles are built.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.collector.tables import as_markdown, as_text, write

from .corpus import Text, make_up_texts, read_texts, write_site
from .measure import Cost, measure
from .peers import PEERS, Command, Peer
from .scenes import CHANGES, COLD, forget
from .targets import Runs, target_rows

ROOT = Path(__file__).parents[3]
WORK = ROOT / ".cache/bench-build"
PAGE = ROOT / "docs/build-benchmark.md"
MOST_UNPRUNED = 1000
TARGETS = ["", "target", "measured", ""]
COSTS = ["", "articles", "scene", "CPU s", "wall s", "peak MiB", "files written", "MB written"]


def main() -> int:
    """Measure and print."""
    options = _read_arguments()
    runs: dict[tuple[int, str, str], list[Cost]] = defaultdict(list)
    peers = [peer for peer in PEERS if not options.peer or peer.key in options.peer]
    began = time.monotonic()
    try:
        for size in options.articles or [200, 1000]:
            _measure_size(peers, _list_texts(options, size), options, runs)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        print(f"bench build: {error}", file=sys.stderr)
        return 1
    targets = (TARGETS, [row.cells() for row in target_rows(runs)])
    costs = (COSTS, _cost_lines(runs, peers))
    head = _describe_run(time.monotonic() - began)
    print("\n\n".join([head, as_text(targets), as_text(costs)]))
    if options.write:
        write(PAGE, [head, as_markdown(targets), as_markdown(costs)])
    return 0


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench build", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, action="append", metavar="N", help="this many; can be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="real articles instead of made-up ones")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peer", action="append", choices=[peer.key for peer in PEERS])
    parser.add_argument("--write", action="store_true", help=f"write the tables into {PAGE.relative_to(ROOT)}")
    return parser.parse_args()


def _list_texts(options: argparse.Namespace, size: int) -> list[Text]:
    return read_texts(options.corpus, "en", size) if options.corpus else make_up_texts(size, options.seed)


def _measure_size(
    peers: Sequence[Peer],
    texts: Sequence[Text],
    options: argparse.Namespace,
    runs: dict[tuple[int, str, str], list[Cost]],
) -> None:
    """Build the same articles with each generator in turn, as often as there are rounds."""
    size = len(texts)
    shown = [peer for peer in peers if peer.key != "material" or size <= MOST_UNPRUNED]
    commands: dict[Peer, Command] = {peer: command for peer in shown if (command := peer.find())}
    folders = {peer.key: WORK / f"{peer.key}-{size}" for peer in commands}
    for number in range(options.rounds):
        for peer, found in commands.items():
            print(f"… {size:,} articles, round {number + 1}: {peer.title.strip('*')}", file=sys.stderr)
            folder = folders[peer.key]
            write_site(folder, texts, options.seed, contract="off" if options.corpus else "error")
            peer.prepare(folder)
            forget(peer, folder)
            command = [str(word) for word in found]
            runs[size, peer.key, COLD].append(measure(command, folder, folder / peer.site))
            for scene, change in CHANGES.items() if peer.is_incremental else ():
                change(folder)
                runs[size, peer.key, scene].append(measure(command, folder, folder / peer.site))
    for folder in folders.values():
        shutil.rmtree(folder)


def _cost_lines(runs: Runs, peers: Sequence[Peer]) -> list[list[str]]:
    titles = {peer.key: peer.title for peer in peers}
    lines = []
    for (size, key, scene), costs in runs.items():
        of = {name: statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__}
        figures = [f"{of['cpu']:.2f}", f"{of['wall']:.2f}", f"{of['mebibytes']:.0f}", f"{of['files']:.0f}"]
        lines.append([titles[key], f"{size:,}", scene, *figures, f"{of['written'] / 1e6:.1f}"])
    return lines


def _describe_run(seconds: float) -> str:
    hugo = shutil.which("hugo")
    version = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout if hugo else ""
    hugo_name = " ".join(version.split()[:2]) or "no Hugo"
    return (
        f"{time.strftime('%Y-%m-%d')}: scripts/bench build {' '.join(sys.argv[1:])}".rstrip()
        + f"; {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}, Python {platform.python_version()}, {hugo_name}; "
        f"{seconds / 60:.0f} min. Medians of the rounds."
    )


if __name__ == "__main__":
    sys.exit(main())
