"""The measurements, each the same for every engine: a cold query, asking all queries, what the heaps hold."""

import math
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urljoin

from .chromium import PATIENCE_MS, Heaps
from .engine import Engine
from .server import Host, Line, host

LIMIT = 10
SHOWN = 6
"""Results of a timed query: what a field shows."""

WATCH = """(() => {
  const seen = () => {
    if (globalThis.firstResult || !document.querySelector(SELECTOR)) return;
    globalThis.firstResult = performance.timeOrigin + performance.now();
  };
  new MutationObserver(seen).observe(document, { subtree: true, childList: true });
})();"""


@dataclass(frozen=True)
class Cold:
    """One query by a reader who was never here before.

    `before`: bytes of the search that came with the page, and `early` the paths of what the field does not need for
    itself among them; `first`: bytes from the touch to the first results; `whole`: to the last byte; `seconds` from the
    touch to the first results (None: none came); `requests` after the touch; `top`: where the first result leads.
    """

    before: int
    early: tuple[str, ...]
    first: int
    whole: int
    requests: int
    seconds: float | None
    top: str


def cold(chromium: Any, engine: Engine, site: Path, query: str, line: Line | None = None, typing: float = 0) -> Cold:
    """Open the page in a new context, touch the field and ask; `typing` is milliseconds per letter."""
    context = chromium.new_context()
    try:
        with host(site, line) as served:
            page = context.new_page()
            page.add_init_script(WATCH.replace("SELECTOR", repr(engine.result)))
            page.goto(served.url)
            page.locator(engine.field).wait_for()
            served.quiet()
            loaded = list(served.sent)
            touched = time.time()
            page.click(engine.field)
            page.keyboard.type(query, delay=typing) if typing else page.keyboard.insert_text(query)
            page.keyboard.press("End")
            wait(page, served, engine.patience)
            served.quiet()
            first = page.evaluate("globalThis.firstResult ?? null")
            top = page.locator(engine.result).first.get_attribute("href") if first else ""
            start = unquote(page.evaluate("document.baseURI"))
            after = [each for each in served.sent[len(loaded) :] if "favicon" not in each.path]
    finally:
        context.close()
    own = [each for each in loaded if each.path.startswith(engine.own)]
    shown = first / 1000 if first else time.time()
    return Cold(
        before=sum(each.size for each in own),
        early=tuple(each.path for each in own if not each.path.endswith(engine.field_files)),
        first=sum(each.size for each in after if each.began <= shown),
        whole=sum(each.size for each in after),
        requests=len(after),
        seconds=max(0.0, shown - touched) if first else None,
        top=unquote(urljoin(start, top)).removeprefix(served.url).partition("#")[0].strip("/"),
    )


def wait(page: Any, served: Host, patience: float) -> None:
    """Wait for the first result; `patience` seconds of silence mean that there is none."""
    silent = time.monotonic()
    seen = -1
    while time.monotonic() - silent < patience:
        if page.evaluate("Boolean(globalThis.firstResult)"):
            return
        if served.open or len(served.sent) != seen:
            seen, silent = len(served.sent), time.monotonic()
        page.wait_for_timeout(20)


class Opened:
    """Pages of several engines side by side, so that timed rounds go from one to the next."""

    def __init__(self, chromium: Any, sites: dict[Engine, Path]) -> None:
        self.stack = ExitStack()
        self.pages: dict[Engine, Any] = {}
        for engine, site in sites.items():
            served = self.stack.enter_context(host(site))
            context = chromium.new_context()
            self.stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            if engine.init:
                page.add_init_script(engine.init)
            page.goto(served.url)
            self.pages[engine] = page

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def ask(self, engine: Engine, queries: Sequence[str], limit: int) -> list[dict[str, Any]]:
        """Return `ids` and `ms` of every query."""
        answers: list[dict[str, Any]] = self.pages[engine].evaluate(engine.ask, [list(queries), limit])
        return answers


def rounds(opened: Opened, queries: Sequence[str], times: int) -> dict[Engine, dict[str, Any]]:
    """Ask every engine everything: once for the answers and the first times, then `times` rounds in turn.

    Returns for each engine `found` (ids of every query), `first` (ms of every query while its files still come) and
    `ms` (median over the rounds of every query, files there).
    """
    result: dict[Engine, dict[str, Any]] = {}
    for engine in opened.pages:
        answers = opened.ask(engine, queries, LIMIT)
        result[engine] = {"found": [each["ids"] for each in answers], "first": [each["ms"] for each in answers]}
    taken: dict[Engine, list[list[float]]] = {engine: [] for engine in opened.pages}
    for _ in range(times):
        for engine in opened.pages:
            taken[engine].append([each["ms"] for each in opened.ask(engine, queries, SHOWN)])
    for engine, lists in taken.items():
        result[engine]["ms"] = [statistics.median(each) for each in zip(*lists, strict=True)]
    return result


def heap(chromium: Any, engine: Engine, site: Path, queries: Sequence[str]) -> float:
    """Return the megabytes held after all queries: what the page's heap grew by, and its workers' whole heaps."""
    context = chromium.new_context()
    try:
        with host(site) as served:
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            if engine.init:
                page.add_init_script(engine.init)
            heaps = Heaps(page)
            page.goto(served.url)
            served.quiet()
            before = heaps.page_megabytes()
            page.evaluate(engine.ask, [list(queries), LIMIT])
            return heaps.page_megabytes() - before + heaps.worker_megabytes()
    finally:
        context.close()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of `values` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
