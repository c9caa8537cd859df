"""Material's own search: a page it rendered, its scripts and worker as shipped, its index of the corpus.

The index is written by mkdocs-material's own `SearchIndex` from the articles as rendered pages, the customers' words
at the head of the text (as `tags` they made it bigger and found less). The page is a real one of its theme; its
interface, its worker and its lunr with the language plugins run in Chromium as they come.
"""

import json
import time
from collections.abc import Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from material.plugins.search.plugin import SearchIndex

from helpcentre.search.documents import SearchDocument

from .engine import ROOT, Built, Engine, run, write

CONFIG = """site_name: Measured
site_url: http://127.0.0.1/
docs_dir: content
site_dir: site
theme: {{name: material, language: {language}, font: false}}
plugins: [search]
"""

INIT = """globalThis.Worker = class extends Worker {
  asked = 0;
  answered = 0;
  waiting = new Map();
  constructor(...given) {
    super(...given);
    globalThis.searchWorker = this;
    this.addEventListener("message", ({ data }) => {
      if (data.type === 1) this.ready = true;
      if (data.type === 3) this.waiting.get(++this.answered)?.(data.data);
    });
  }
  postMessage(message) {
    if (message.type === 2) this.asked += 1;
    super.postMessage(message);
  }
};"""
"""Its interface asks too (nothing, at first) and answers carry no number: they come in the order of the questions."""

ASK = """async ([queries, limit]) => {
  while (!globalThis.searchWorker?.ready) await new Promise((resolve) => setTimeout(resolve, 20));
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const found = await new Promise((resolve) => {
      searchWorker.waiting.set(searchWorker.asked + 1, resolve);
      searchWorker.postMessage({ type: 2, data: query });
    });
    const ms = performance.now() - began;
    const ids = found.items.map(([first]) => decodeURI(first.location).split("#")[0].replace(/\\/$/, ""));
    answers.push({ ids: ids.slice(0, limit), ms });
  }
  return answers;
}"""


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:
    """Build a site of one page, then replace its index by that of `documents`."""
    source = site.with_name(f"{site.name}-source")
    write(source / "mkdocs.yml", CONFIG.format(language=language))
    write(source / "content/index.md", "# Measured\n\nMeasured.\n")
    run([ROOT / ".venv/bin/mkdocs", "build", "--quiet", "--clean", "--site-dir", site], source)
    target = site / "search/search_index.json"
    config = json.loads(target.read_text(encoding="utf-8"))["config"]
    began = time.process_time()
    index = SearchIndex(**config)
    for each in documents:
        index.add_entry_from_context(rendered(each))
    target.write_text(index.generate_search_index(None), encoding="utf-8")
    return Built(time.process_time() - began)


def rendered(document: SearchDocument) -> Any:
    """Return an article as the page that MkDocs hands to the search plugin."""
    parts = [f"<h1 id='title'>{escape(document.title)}</h1>"]
    if document.asks:
        parts.append(f"<p>{escape('. '.join(document.asks))}</p>")
    outline = []
    for section in document.sections:
        if section.heading:
            parts.append(f'<h2 id="{section.anchor}">{escape(section.heading)}</h2>')
            outline.append(SimpleNamespace(id=section.anchor, url=f"#{section.anchor}", children=[]))
        parts += [f"<p>{escape(text)}</p>" for text in section.text.split("\n\n") if text.strip()]
    top = SimpleNamespace(id="title", url="", children=outline)
    return SimpleNamespace(
        content="\n".join(parts), toc=[top], url=f"{document.id}/", title=document.title, meta={"title": document.title}
    )


ENGINE = Engine(
    key="material",
    title=f"Material {version('mkdocs-material')}",
    field="input[data-md-component=search-query]",
    result=".md-search-result__item a",
    ask=ASK,
    build=build,
    own=("/assets/javascripts/workers/", "/assets/javascripts/lunr/", "/search/"),
    field_files=("none",),
    init=INIT,
    patience=8,
)
