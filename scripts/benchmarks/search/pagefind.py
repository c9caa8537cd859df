"""Pagefind with its own default interface; the index from whole HTML pages, as on a static site."""

import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from helpcentre.search.documents import SearchDocument

from .engine import Built, Engine, packages, page, run, write

ASK = """async ([queries, limit]) => {
  if (!globalThis.bench) {
    globalThis.bench = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
    await bench.init();
  }
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const { results } = await bench.search(query);
    const shown = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    const ms = performance.now() - began;
    const more = await Promise.all(results.slice(5, limit).map((result) => result.data()));
    const ids = [...shown, ...more].map((each) => decodeURI(each.raw_url ?? each.url).slice(1, -1));
    answers.push({ ids, ms });
  }
  return answers;
}"""


def build(documents: Sequence[SearchDocument], language: str, site: Path) -> Built:
    """Index the pages of `documents` with its own command line."""
    with tempfile.TemporaryDirectory() as name:
        for each in documents:
            write(Path(name) / each.id / "index.html", html(each, language))
        command = [packages() / "pagefind/lib/runner/bin.cjs", "--site", name, "--output-path", site / "pagefind"]
        _, seconds = run(["node", *command, "--force-language", language], site)
    page(site, "pagefind")
    return Built(seconds)


def html(document: SearchDocument, language: str) -> str:
    """Return an article as a page; the customers' words have the weight of a heading in it."""
    parts = [f"<h1>{escape(document.title)}</h1>"]
    parts += [f'<p data-pagefind-weight="6">{escape(ask)}</p>' for ask in document.asks]
    for section in document.sections:
        if section.heading:
            parts.append(f'<h2 id="{section.anchor}">{escape(section.heading)}</h2>')
        parts += [f"<p>{escape(text)}</p>" for text in section.text.split("\n\n") if text.strip()]
    body = "\n".join(parts)
    head = f"<head><title>{escape(document.title)}</title></head>"
    return f'<!doctype html><html lang="{language}">{head}<body><main data-pagefind-body>{body}</main></body></html>'


ENGINE = Engine(
    key="pagefind",
    title="Pagefind 1.6.0",
    field="input.pagefind-ui__search-input",
    result=".pagefind-ui__result-link",
    ask=ASK,
    build=build,
    own=("/pagefind/",),
    field_files=("pagefind-ui.js", "pagefind-ui.css"),
    varies=True,
    patience=1.5,
)
