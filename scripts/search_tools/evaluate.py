"""Measure the quality of the search: success@1, success@5 and MRR over judged queries, per language and type.

    scripts/search_eval SITE QUERIES.tsv [--engine browser|python] [--chromium] [--corpus DIR] [--json]

SITE is a built site. QUERIES.tsv has four columns: language, type, query, accepted article ids (comma); a line that
begins with # is a remark. With --corpus, every `*.LANG.jsonl.gz` in DIR (one article a line: id, title, keywords,
sections of h and text, body) is built into SITE first: search files only, the contract off.
"""

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from helpcentre.commands.search import open_index
from helpcentre.errors import HelpCentreError
from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index_writer import build_index
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings

HERE = Path(__file__).resolve().parent
DEPTH = 20
Judged = tuple[str, str, str, set[str]]


def main() -> int:
    """Read the options, answer, count, print."""
    options = arguments()
    try:
        if options.corpus:
            build_corpus(options.corpus, options.site)
        queries = read_queries(options.queries)
        if options.chromium:
            found = by_chromium(options.site, queries)
        elif options.engine == "python":
            found = by_python(options.site, queries)
        else:
            found = by_node(options.site, queries)
    except (HelpCentreError, OSError, ValueError) as error:
        print(f"search_eval: {error}", file=sys.stderr)
        return 1
    result = summary(queries, found)
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else table(result))
    return 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, metavar="SITE")
    parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
    parser.add_argument("--engine", choices=("browser", "python"), default="browser", help="default: browser, in Node")
    parser.add_argument("--chromium", action="store_true", help="ask the worker in a real Chromium")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="build the search files from these articles first")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def read_queries(path: Path) -> list[Judged]:
    """Return the judged queries; a line of another shape is an error with its number."""
    queries: list[Judged] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise ValueError(
                f"{path}:{number}: {len(cells)} columns; write language, type, query and ids with tabs between"
            )
        language, kind, query, accepted = cells
        queries.append((language.strip(), kind.strip(), query, {each.strip() for each in accepted.split(",")}))
    if not queries:
        raise ValueError(f"{path}: there are no queries in it")
    return queries


def read_corpus(folder: Path) -> dict[str, list[SearchDocument]]:
    """Return the articles of every `*.LANG.jsonl.gz` in `folder`, by language."""
    documents: dict[str, list[SearchDocument]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl.gz")):
        match = re.search(r"\.([a-z]{2,3}(?:-[A-Za-z]+)?)\.jsonl\.gz$", path.name)
        if match:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                documents[match[1]] += [document(json.loads(line), match[1]) for line in lines if line.strip()]
    if not documents:
        raise ValueError(f"{folder}: there is no *.LANG.jsonl.gz in it")
    return documents


def document(record: dict[str, Any], language: str) -> SearchDocument:
    """Return one line of a corpus as an article."""
    given = record.get("sections") or [{"h": "", "text": record.get("body", "")}]
    sections = tuple(
        Section(f"s{number}" if each.get("h") else "", each.get("h", ""), each.get("text", ""))
        for number, each in enumerate(given)
    )
    return SearchDocument(
        id=record["id"],
        language=language,
        url=f"{language}/{record['id']}/",
        title=record["title"],
        asks=tuple(record.get("keywords") or ()),
        sections=sections,
        kind=record.get("kind", "page"),
        path=record["id"],
    )


def build_corpus(folder: Path, site: Path) -> None:
    """Write the search files of a corpus into `site`."""
    for language, documents in read_corpus(folder).items():
        shutil.rmtree(site / "helpcentre" / "search" / language, ignore_errors=True)
        for path, content in build_index(documents, language, SearchSettings()).items():
            target = site / "helpcentre" / "search" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def by_python(site: Path, queries: list[Judged]) -> list[list[str]]:
    """Return the ids that the Python engine finds for each query."""
    indexes = {language: open_index(site, language) for language in dict.fromkeys(query[0] for query in queries)}
    found = []
    for language, _, query, _ in queries:
        index = indexes[language]
        found.append([index.article(hit.number)["id"] for hit in search(index, query).hits[:DEPTH]])
    return found


def by_node(site: Path, queries: list[Judged]) -> list[list[str]]:
    """Return the ids that the browser's own code finds in Node."""
    for language in dict.fromkeys(query[0] for query in queries):
        open_index(site, language)
    asked = {"site": str(site.resolve()), "queries": [[each[0], each[2]] for each in queries], "limit": DEPTH}
    done = subprocess.run(
        ["node", str(HERE / "node.mjs")], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ValueError(f"node could not answer: {done.stderr.strip()[-500:]}")
    return [answer["ids"] for answer in json.loads(done.stdout)]


def by_chromium(site: Path, queries: list[Judged]) -> list[list[str]]:
    """Return the ids that the worker finds in a real Chromium, over HTTP."""
    from chromium import ask

    return [[result["id"] for result in answer["results"]] for answer in ask(site, queries, DEPTH)]


def summary(queries: list[Judged], found: list[list[str]]) -> dict[str, Any]:
    """Return the counts of all queries, by language and by type."""
    ranks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (language, kind, _, accepted), ids in zip(queries, found, strict=True):
        rank = next((place for place, each in enumerate(ids, 1) if each in accepted), 0)
        for group in (("all", ""), ("language", language), ("type", kind)):
            ranks[group].append(rank)
    result: dict[str, Any] = {"all": counts(ranks["all", ""]), "language": {}, "type": {}}
    for (group, name), found_ranks in ranks.items():
        if name:
            result[group][name] = counts(found_ranks)
    return result


def counts(ranks: list[int]) -> dict[str, float]:
    """Return n, success@1, success@5 and the mean reciprocal rank of `ranks` (0: not found)."""
    number = len(ranks)
    return {
        "n": number,
        "success@1": round(sum(rank == 1 for rank in ranks) / number, 4),
        "success@5": round(sum(0 < rank <= 5 for rank in ranks) / number, 4),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / number, 4),
    }


def table(result: dict[str, Any]) -> str:
    """Return the counts as text."""
    lines = [f"{'':12}{'n':>5}  success@1  success@5    MRR"]
    rows = [("all", result["all"]), *result["language"].items(), *result["type"].items()]
    for name, row in rows:
        lines.append(f"{name:12}{row['n']:5}{row['success@1']:11.3f}{row['success@5']:11.3f}{row['mrr']:7.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
