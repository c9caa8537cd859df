"""helpcentre: a real page of a site it built, with the search files of the corpus in it."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpcentre.search.documents import SearchDocument
from helpcentre.search.index_writer import build_index
from helpcentre.search.settings import SearchSettings

from .engine import ROOT, Built, Engine, run, write

CONFIG = """site_name: Measured
site_url: http://127.0.0.1/
docs_dir: content
site_dir: site
theme: {{name: material, font: false}}
plugins:
  - helpcentre/languages: {{default: {language}, languages: []}}
  - helpcentre/articles: {{frame: helpcentre}}
  - helpcentre/search: {{contract: "off"}}
"""

ASK = """async ([queries, limit]) => {
  const { language, base } = document.querySelector("[data-hc-search]").dataset;
  if (!globalThis.bench) {
    globalThis.bench = new Worker(`assets/helpcentre/search-worker-${language}.js`);
    bench.postMessage({ type: "open", base: new URL(base, document.baseURI).href, language, head: null });
    bench.asked = 0;
  }
  const ask = (query) => new Promise((resolve, reject) => {
    const id = ++bench.asked;
    bench.onmessage = ({ data }) => {
      if (data.id !== id) return;
      if (data.type === "failed" || data.partial) reject(new Error(`the search of "${query}" broke`));
      else if (data.final) resolve(data);
    };
    bench.postMessage({ type: "search", id, query, limit });
  });
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const reply = await ask(query);
    answers.push({ ids: reply.results.map((each) => each.id), ms: performance.now() - began });
  }
  return answers;
}"""


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:
    """Build a site of two pages in `site`, then the search files of `documents` first and again into it."""
    source = site.with_name(f"{site.name}-source")
    write(source / "mkdocs.yml", CONFIG.format(language=language))
    write(source / "content" / language / "index.md", "---\ntitle: Measured\nkind: page\n---\n\nMeasured.\n")
    write(source / "content" / language / "faq/one.md", "---\ntitle: One\nkind: faq\n---\n\nOne.\n")
    run([ROOT / ".venv/bin/mkdocs", "build", "--quiet", "--clean", "--site-dir", site], source)
    for stale in (site / "helpcentre/search" / language).iterdir():
        stale.unlink()
    cache: dict[str, Any] = {}
    began = time.process_time()
    files = build_index(documents, language, SearchSettings(), cache)
    first = time.process_time()
    build_index(documents, language, SearchSettings(), cache)
    again = time.process_time()
    for path, content in files.items():
        write(site / "helpcentre/search" / path, content)
    return Built(first - began, again - first)


ENGINE = Engine(
    key="helpcentre",
    title="helpcentre",
    field="input[name=q]",
    result="[data-hc-search-results] a[role=option]",
    ask=ASK,
    build=build,
    own=("/assets/helpcentre/search", "/helpcentre/search/"),
    field_files=("search.js", "search-ui.js", "search.css"),
    varies=True,
    kept=False,
)
