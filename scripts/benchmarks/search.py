"""Search: quality, bytes to the first result, latency, memory and build time, ours beside what help sites use.

    scripts/bench search --corpus DIR --queries QUERIES.tsv [--language it …] [--copies 1] [--others]

`--corpus` holds `*.LANG.jsonl.gz`, one article a line (docs/search.md tells the shape). `--others` fetches Pagefind,
MiniSearch and lunr from npm into a temporary folder and measures them in the same run, with the same bytes counted:
gzip for text, files as they are otherwise. Everything is served from loopback.
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "search_tools"))

import others
from chromium import ASK, ASSETS, browser, serve
from evaluate import by_node, read_corpus, read_queries, summary

from helpcentre.mkdocs_plugins.scripts import without_comments
from helpcentre.search import SearchDocument, SearchSettings, build_index

COLD = 12
"""Queries measured cold, each in a browser context of its own."""

HEAP = """async ([base, language, queries]) => {
  const { session } = await import(new URL("search-session.js", base).href);
  let done;
  const handle = session((reply) => { if (reply.final || reply.type === "failed") done(); });
  handle({ type: "open", base: `${base}helpcentre/search/`, language });
  for (const [id, query] of queries.entries()) {
    await new Promise((resolve) => { done = resolve; handle({ type: "search", id: id + 1, query, limit: 6 }); });
  }
  globalThis.kept = handle;
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--queries", type=Path, required=True, metavar="TSV")
    parser.add_argument("--language", action="append", help="only these (default: all that have queries)")
    parser.add_argument(
        "--copies", type=float, default=1, help="how many times the corpus, for the growth of the bytes"
    )
    parser.add_argument("--others", action="store_true", help="measure Pagefind, MiniSearch and lunr too")
    options = parser.parse_args()
    queries = read_queries(options.queries)
    corpus = read_corpus(options.corpus)
    print(f"{time.strftime('%Y-%m-%d')} scripts/bench search {' '.join(sys.argv[1:])}\n")
    print(HEADER)
    for language in options.language or sorted({query[0] for query in queries}):
        own = [query for query in queries if query[0] == language]
        documents = grown(corpus[language], options.copies)
        print(row("helpcentre", language, ours(documents, language, own)), flush=True)
        if options.others:
            for name, result in others.measure(documents, language, own):
                print(row(name, language, result), flush=True)


HEADER = (
    f"{'engine':18}{'lang':5}{'articles':>9}{'s@1':>7}{'s@5':>7}{'kB cold p50':>12}{'p95':>6}{'ms p50':>8}{'p95':>7}"
    f"{'heap MB':>9}{'CPU s':>9}{'again':>9}"
)


def row(name: str, language: str, found: dict[str, Any]) -> str:
    """Return one line of the table; what was not measured is a dash."""

    def cell(key: str, width: int, digits: int) -> str:
        value = found.get(key)
        return f"{'–':>{width}}" if value is None else f"{value:{width}.{digits}f}"

    return (
        f"{name:18}{language:5}{found['articles']:9}{cell('s1', 7, 3)}{cell('s5', 7, 3)}{cell('kb', 12, 1)}"
        f"{cell('kb95', 6, 0)}{cell('ms', 8, 2)}{cell('ms95', 7, 1)}{cell('heap', 9, 2)}{cell('build', 9, 1)}"
        f"{cell('again', 9, 1)}"
    )


def grown(documents: list[SearchDocument], copies: float) -> list[SearchDocument]:
    """Return `copies` times the documents; a copy has an id and invented words of its own, so that nothing repeats."""
    whole = list(documents)
    number = 1
    while len(whole) < round(len(documents) * copies):
        for each in documents[: round(len(documents) * copies) - len(whole)]:
            sections = tuple(replace(section, text=f"{section.text} {each.id}{number}") for section in each.sections)
            whole.append(replace(each, id=f"{each.id}-{number}", url=f"{each.url}{number}/", sections=sections))
        number += 1
    return whole


def ours(documents: list[SearchDocument], language: str, queries: list[Any]) -> dict[str, Any]:
    """Return the figures of our own search."""
    cache: dict[str, Any] = {}
    began = time.process_time()
    files = build_index(documents, language, SearchSettings(), cache)
    built = time.process_time()
    build_index(documents, language, SearchSettings(), cache)
    again = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for script in ASSETS.glob("search*.js"):
            (site / script.name).write_text(without_comments(script.read_text(encoding="utf-8")), encoding="utf-8")
        for path, content in files.items():
            target = site / "helpcentre" / "search" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        quality = summary(queries, by_node(site, queries))["all"]
        cold = [cold_bytes(site, language, query[2]) for query in queries[:COLD]]
        latency, heap = warm(site, language, [query[2] for query in queries])
    return {
        "articles": len(documents),
        "s1": quality["success@1"],
        "s5": quality["success@5"],
        "kb": statistics.median(cold) / 1000,
        "kb95": max(cold) / 1000,
        "ms": statistics.median(latency),
        "ms95": statistics.quantiles(latency, n=20)[-1],
        "heap": heap / 1e6,
        "build": built - began,
        "again": again - built,
    }


def cold_bytes(site: Path, language: str, query: str) -> int:
    """Return the bytes of everything that is loaded for one query: scripts, stemmer, index and the articles shown."""
    with serve(site, ASSETS) as (address, sent), browser() as chromium:
        page = chromium.new_page()
        page.goto(address)
        page.evaluate("(address) => import(address)", f"{address}search.js")
        page.evaluate(ASK, [f"{address}helpcentre/search/", language, [query], 6, f"{address}search-client.js"])
        return sum(size for path, size in sent if path and not path.endswith("favicon.ico"))


def warm(site: Path, language: str, queries: list[str]) -> tuple[list[float], int]:
    """Return the milliseconds of each query once its files are there, and the heap that the search keeps."""
    with serve(site, ASSETS) as (address, _), browser() as chromium:
        page = chromium.new_page()
        page.goto(address)
        base = f"{address}helpcentre/search/"
        answers = page.evaluate(ASK, [base, language, queries * 2, 6, f"{address}search-client.js"])
        latency = [answer["ms"] for answer in answers[len(queries) :]]
        page.goto(f"{address}empty.html")
        tools = page.context.new_cdp_session(page)
        before = heap_of(tools)
        page.evaluate(HEAP, [address, language, queries])
        return latency, heap_of(tools) - before


def heap_of(tools: Any) -> int:
    """Return the bytes in use on the page's heap after a collection, array buffers included."""
    tools.send("HeapProfiler.enable")
    tools.send("HeapProfiler.collectGarbage")
    found = tools.send("Runtime.getHeapUsage")
    return int(found["usedSize"] + found.get("backingStorageSize", 0))


if __name__ == "__main__":
    main()
