"""The search in a real Chromium: a page, the worker, HTTP with gzip for text, every byte counted."""

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpcentre.site.options import SearchOptions
from helpcentre.site.search_scripts import worker_script

CHROMIUM = "/usr/bin/chromium"
TEXT = (".html", ".js", ".css", ".json", ".svg")
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
PAGE = b"<!doctype html><meta charset=utf-8><title>search</title><body>"

ASK = """async ([base, language, queries, limit, script]) => {
  const worker = new Worker(script);
  worker.postMessage({ type: "open", base, language, head: null });
  const ask = (query, id) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.id === id && (data.final || data.type === "failed")) resolve({ results: [], ...data });
    };
    worker.postMessage({ type: "search", id, query, limit });
  });
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const reply = await ask(query, answers.length + 1);
    answers.push({ ...reply, elapsed: performance.now() - began });
  }
  return answers;
}"""


@contextmanager
def serve(*folders: Path, delay: float = 0.0) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve `folders` on loopback (the first that has a path wins); yields the address and the bytes per path sent."""
    sent: list[tuple[str, int]] = []
    packed: dict[Path, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            file = next((folder / path for folder in folders if path and (folder / path).is_file()), None)
            body, headers = self.content(path, file)
            if delay:
                threading.Event().wait(delay)
            self.send_response(200 if body is not None else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")
            sent.append((path, len(body or b"")))

        def content(self, path: str, file: Path | None) -> tuple[bytes | None, dict[str, str]]:
            if not path or path == "empty.html":
                return PAGE, {"Content-Type": "text/html"}
            if file is None:
                return None, {}
            kind = {"Content-Type": KINDS.get(file.suffix, "application/octet-stream")}
            if file.suffix not in TEXT:
                return file.read_bytes(), kind
            if file not in packed:
                packed[file] = gzip.compress(file.read_bytes(), 9)
            return packed[file], kind | {"Content-Encoding": "gzip"}

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Iterator[Any]:
    """Yield Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-precise-memory-info"])
        yield started
        started.close()


def ask(site: Path, queries: Sequence[tuple[str, str, str, Any]], limit: int) -> list[dict[str, Any]]:
    """Return the worker's answers to judged queries, language by language in one page each, in their order."""
    answers: list[dict[str, Any]] = [{}] * len(queries)
    with TemporaryDirectory() as folder, serve(site, Path(folder)) as (address, _), browser() as chromium:
        for language in dict.fromkeys(query[0] for query in queries):
            name = f"worker-{language}.js"
            (Path(folder) / name).write_text(worker_script(language, SearchOptions()), encoding="utf-8")
            places = [place for place, query in enumerate(queries) if query[0] == language]
            page = chromium.new_page()
            page.goto(address)
            texts = [queries[place][2] for place in places]
            base = f"{address}helpcentre/search/"
            found = page.evaluate(ASK, [base, language, texts, limit, f"{address}{name}"])
            for place, answer in zip(places, found, strict=True):
                answers[place] = answer
            page.close()
    return json.loads(json.dumps(answers))
