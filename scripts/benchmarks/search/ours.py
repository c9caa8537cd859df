"""helpcentre: a real page of a site it built, with the search files of the corpus in it."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpcentre.search import SearchDocument, SearchSettings, build_index

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
  if (!globalThis.bench) {
    const root = document.querySelector("[data-hc-search]");
    const { createClient } = await import(new URL("assets/helpcentre/search-client.js", document.baseURI).href);
    const hear = (reply) => { if (reply.partial) globalThis.broken(); else if (reply.final) globalThis.done(reply); };
    const base = new URL(root.dataset.base, document.baseURI).href;
    globalThis.bench = createClient(base, root.dataset.language, hear, () => globalThis.broken());
  }
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const reply = await new Promise((resolve, reject) => {
      globalThis.done = resolve;
      globalThis.broken = () => reject(new Error(`the search of "${query}" broke`));
      bench.search(query, limit);
    });
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
    own=("/assets/helpcentre/search", "/assets/helpcentre/vendor/snowball", "/helpcentre/search/"),
    field_files=(
        "search.js",
        "search-field.js",
        "search-results.js",
        "search-client.js",
        "search-report.js",
        "search.css",
    ),
    varies=True,
    kept=False,
)
