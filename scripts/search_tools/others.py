"""The searches that help sites use today, measured like ours: MiniSearch, lunr and Pagefind from npm.

Quality is theirs as they come (prefix and fuzzy search on where they have it), over the same title, asks and text.
Bytes are what a first query costs: library, prebuilt index and, for Pagefind, what it fetches for five results.
"""

import gzip
import json
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from chromium import browser, serve
from evaluate import summary

PACKAGES = ("minisearch@7.2.0", "lunr@2.3.9", "pagefind@1.6.0")

NODE = """
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
const { engine, records, queries, language } = JSON.parse(readFileSync(0, "utf8"));
const began = performance.now();
let find, index;
if (engine === "minisearch") {
  const { default: MiniSearch } = await import("minisearch");
  const searchOptions = { prefix: true, fuzzy: 0.2, boost: { title: 4 } };
  const mini = new MiniSearch({ fields: ["title", "asks", "text"], searchOptions });
  mini.addAll(records);
  index = JSON.stringify(mini);
  find = (query) => mini.search(query).map((hit) => hit.id);
} else if (engine === "lunr") {
  const { default: lunr } = await import("lunr");
  const made = lunr(function () {
    for (const field of ["title", "asks", "text"]) this.field(field);
    for (const record of records) this.add(record);
  });
  index = JSON.stringify(made);
  find = (query) => made.search(query.replace(/[-+^~*:]/g, " ")).map((hit) => hit.ref);
} else {
  const pagefind = await import("pagefind");
  const { index: made } = await pagefind.createIndex({ forceLanguage: language });
  for (const { id, title, asks, text } of records) {
    await made.addCustomRecord({ url: `/${id}/`, content: `${title}. ${asks}. ${text}`, language, meta: { title } });
  }
  await made.writeFiles({ outputPath: "pagefind-out" });
  await pagefind.close();
}
const build = (performance.now() - began) / 1000;
const answers = [];
for (const query of find ? queries : []) {
  const start = performance.now();
  const ids = find(query);
  answers.push({ ids: ids.slice(0, 20), ms: performance.now() - start });
}
console.log(JSON.stringify({ build, answers, bytes: index ? gzipSync(index, { level: 9 }).length : 0 }));
"""

PAGEFIND = """async ([base, language, queries]) => {
  document.documentElement.lang = language;
  const pagefind = await import(`${base}pagefind/pagefind.js`);
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const { results } = await pagefind.search(query);
    const data = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    answers.push({ ids: data.map((each) => each.raw_url ?? each.url), ms: performance.now() - began });
  }
  return answers;
}"""


def measure(documents: Sequence[Any], language: str, queries: Sequence[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the figures of each engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, *PACKAGES]
        subprocess.run(install, check=True, capture_output=True)
        (folder / "run.mjs").write_text(NODE, encoding="utf-8")
        for engine in ("minisearch", "lunr", "pagefind"):
            found = _run(folder, engine, documents, language, queries)
            if engine == "pagefind":
                _pagefind(folder, language, queries, found)
            else:
                found["kb"] = (found.pop("bytes") + _library(folder, engine)) / 1000
            quality = summary(list(queries), [answer["ids"] for answer in found["answers"]])["all"]
            times = [answer["ms"] for answer in found["answers"]]
            yield (
                engine,
                {
                    "articles": len(documents),
                    "s1": quality["success@1"],
                    "s5": quality["success@5"],
                    "kb": found["kb"],
                    "ms": statistics.median(times),
                    "ms95": statistics.quantiles(times, n=20)[-1],
                    "build": found["build"],
                },
            )


def _run(folder: Path, engine: str, documents: Sequence[Any], language: str, queries: Sequence[Any]) -> dict[str, Any]:
    records = [
        {
            "id": each.id,
            "title": each.title,
            "asks": ". ".join(each.asks),
            "text": "\n".join(f"{section.heading} {section.text}" for section in each.sections),
        }
        for each in documents
    ]
    asked = {"engine": engine, "records": records, "queries": [query[2] for query in queries], "language": language}
    command = ["node", "--max-old-space-size=3000", "run.mjs"]
    done = subprocess.run(command, cwd=folder, input=json.dumps(asked), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{engine}: {done.stderr[-800:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _library(folder: Path, engine: str) -> int:
    paths = {"minisearch": "minisearch/dist/es/index.js", "lunr": "lunr/lunr.min.js"}
    return len(gzip.compress((folder / "node_modules" / paths[engine]).read_bytes(), 9))


def _pagefind(folder: Path, language: str, queries: Sequence[Any], found: dict[str, Any]) -> None:
    """Ask Pagefind in Chromium: each of some queries cold for the bytes, then all of them for the answers."""
    (folder / "site").mkdir()
    (folder / "pagefind-out").rename(folder / "site" / "pagefind")
    texts = [query[2] for query in queries]
    cold = []
    with browser() as chromium:
        for text in texts[:12]:
            with serve(folder / "site") as (address, sent):
                _ask(chromium, address, language, [text])
                cold.append(sum(size for path, size in sent if path.startswith("pagefind/")))
        with serve(folder / "site") as (address, _):
            answers = _ask(chromium, address, language, texts)
    for answer in answers:
        answer["ids"] = [url.strip("/") for url in answer["ids"]]
    found |= {"answers": answers, "kb": statistics.median(cold) / 1000}


def _ask(chromium: Any, address: str, language: str, texts: list[str]) -> list[dict[str, Any]]:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    answers: list[dict[str, Any]] = page.evaluate(PAGEFIND, [address, language, texts])
    context.close()
    return answers
