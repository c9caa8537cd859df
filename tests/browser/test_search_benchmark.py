"""The search benchmark in Chromium, on a page whose bytes, results and memory are known beforehand."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from benchmarks.search.engine import Built, Engine
from benchmarks.search.measure import Opened, cold, heap, rounds

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><input id="field"><ol id="results"></ol><script type="module" src="page.js"></script>'
SCRIPT = """
const list = document.querySelector("#results");
const load = (path) => fetch(path).then((answer) => answer.arrayBuffer());
let index;
field.addEventListener("focus", () => (index ??= load("index.bin")));
field.addEventListener("input", async () => {
  await index;
  if (field.value.startsWith("x")) return;
  list.innerHTML = '<li><a href="/it/found/">found</a></li>';
  await new Promise((resolve) => setTimeout(resolve, 100));
  await load("late.bin");
});
fetch("early.bin");
const holder = new Worker("worker.js");
globalThis.bench = (query) => new Promise((resolve) => {
  holder.onmessage = () => resolve({ ids: [query], ms: 2 });
  holder.postMessage(query);
});
"""
WORKER = "let kept; onmessage = () => { kept ??= new Uint8Array(8_000_000).fill(1); postMessage(kept.length); };"
ASK = "async ([queries]) => { const all = []; for (const query of queries) all.push(await bench(query)); return all; }"
ENGINE = Engine(
    key="known",
    title="Known",
    field="#field",
    result="#results a",
    ask=ASK,
    build=lambda *_: Built(0),
    own=("/early.bin", "/index.bin", "/page.js"),
    field_files=("page.js",),
    patience=0.5,
)


@pytest.fixture
def site(tmp_path):
    files = {"index.html": PAGE, "page.js": SCRIPT, "worker.js": WORKER}
    files |= {"early.bin": "e" * 300, "index.bin": "i" * 5_000, "late.bin": "l" * 700}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_bytes_are_counted_before_the_touch_and_up_to_the_first_result(chromium, site):
    found = cold(chromium, ENGINE, site, "ask")
    assert found.before > 300
    assert found.early == ("/early.bin",)
    assert (found.first, found.whole, found.requests) == (5_000, 5_700, 2)
    assert found.top == "it/found"
    assert 0 < found.seconds < 5


def test_a_query_that_finds_nothing_costs_bytes_and_has_no_time(chromium, site):
    found = cold(chromium, ENGINE, site, "x")
    assert (found.whole, found.seconds, found.top) == (5_000, None, "")


def test_memory_in_a_worker_is_counted(chromium, site):
    assert 8 <= heap(chromium, ENGINE, site, ["ask"]) < 11


def test_answers_are_those_of_the_query_asked(chromium, site):
    with Opened(chromium, {ENGINE: site}) as opened:
        figures = rounds(opened, ["one", "two"], 2)[ENGINE]
    assert figures["found"] == [["one"], ["two"]]
    assert figures["ms"] == [2, 2]
