"""Search: quality, bytes, time, memory and building, ours, Pagefind, MiniSearch, Material and lunr, in one run.

    scripts/bench search --corpus DIR [--queries TSV] [--engine NAME …] [--language it …] [--more 2800] [--write]

DIR holds `*.LANG.jsonl.gz`, one article per line, and `judged.tsv` (docs/search.md explains both). Everything runs in
Debian's Chromium against a loopback host that sends text gzipped. The others come from npm at the first run, further
articles (`--more`) from Debian's packages; both stay in .cache/bench-search with the others' indexes (`--fresh` makes
the indexes again). `--quick` measures little of everything, to try the benchmark itself.
"""

import argparse
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from . import lunr_json, material, minisearch, orama, ours, pagefind, report
from .chromium import browser
from .corpus import larger, mark, read_corpus, read_queries
from .engine import ROOT, WORK
from .run import Depth, Part, parts

ENGINES = {module.ENGINE.key: module.ENGINE for module in (ours, pagefind, minisearch, orama, material, lunr_json)}
PATHS = {"--corpus": "DIR", "--queries": "TSV", "--json": ""}
QUICK = Depth(cold=2, slow=0, rounds=1)
GROWN = Depth(slow=0, rounds=2)


def main() -> int:
    """Measure, or read what was measured, and print."""
    options = arguments()
    try:
        head, found, more = report.read(options.tables) if options.tables else measured(options)
    except (OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
        print(f"bench search: {error}", file=sys.stderr)
        return 1
    if options.json:
        report.keep(options.json, head, found, more)
    print(report.text(head, found, more))
    if options.write:
        report.write(ROOT / "docs" / "search.md", head, found, more)
    return 0


def measured(options: argparse.Namespace) -> tuple[report.Head, list[Part], list[Part]]:
    """Return what the run was, its parts, and those with more articles (the first language)."""
    if options.fresh:
        shutil.rmtree(WORK / "sites", ignore_errors=True)
    began = time.monotonic()
    with browser() as chromium:
        machine = report.machine(chromium.version)
    engines = [ENGINES[key] for key in options.engine or ENGINES]
    corpus = read_corpus(options.corpus)
    queries = read_queries(options.queries or options.corpus / "judged.tsv")
    found: list[Part] = []
    more: list[Part] = []
    languages = options.language or list(dict.fromkeys(query[0] for query in queries))
    for language in languages:
        own = [query for query in queries if query[0] == language]
        if not own or language not in corpus:
            raise ValueError(f"there are no articles or no judged queries in {language!r}")
        found += parts(engines, corpus[language], language, own, QUICK if options.quick else Depth(), say)
        if options.more and language == languages[0]:
            grown = larger(corpus[language], language, options.more, WORK)
            more = parts(engines, grown, language, own, QUICK if options.quick else GROWN, say)
    summary = {language: (len(corpus[language]), mark(corpus[language])) for language in languages}
    number = sum(query[0] in languages for query in queries)
    seconds = time.monotonic() - began
    return (
        report.Head([command(sys.argv[1:])], time.strftime("%Y-%m-%d"), machine, summary, number, seconds),
        found,
        more,
    )


def command(given: Sequence[str]) -> str:
    """Return the command of a run as others may repeat it: DIR and TSV for paths of this machine, no --json."""
    words = ["scripts/bench", "search"]
    rest = iter(given)
    for word in rest:
        option, is_joined, _ = word.partition("=")
        if option not in PATHS:
            words.append(word)
            continue
        if not is_joined:
            next(rest, "")
        words += [option, PATHS[option]] if PATHS[option] else []
    return shlex.join(words)


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="the articles")
    parser.add_argument("--queries", type=Path, metavar="TSV", help="the judged queries (default: DIR/judged.tsv)")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only these (default: all)")
    parser.add_argument("--language", action="append", help="only these (default: all that have queries)")
    parser.add_argument("--more", type=int, metavar="N", help="measure the first language with N articles too")
    parser.add_argument("--fresh", action="store_true", help="make the other engines' indexes again")
    parser.add_argument("--quick", action="store_true", help="few queries, one round: to try the benchmark")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/search.md")
    parser.add_argument(
        "--tables", nargs="+", type=Path, metavar="FILE", help="measure nothing: print what --json kept"
    )
    options = parser.parse_args()
    if not options.corpus and not options.tables:
        parser.error("give --corpus DIR to measure, or --tables FILE to print what was measured")
    if options.write and (options.engine or options.language or options.quick):
        parser.error("--write puts a whole run into the documentation: leave out --engine, --language and --quick")
    return options


def say(what: str) -> None:
    """Print what is being measured."""
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
