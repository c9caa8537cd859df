"""Pages of `helpcentre serve`: they reload after a build, and show the errors of one that failed."""

import asyncio
import html
import re
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

RELOAD_PATH = "/helpcentre/reload"
MODULE = b'<script type="module" src="/helpcentre/reload.js"></script></body>'
SCRIPT = f"""// Reloads the page after a build; only `helpcentre serve` sends it.
const events = new EventSource("{RELOAD_PATH}");
let first = null;
events.onmessage = (event) => {{
  if (first === null) first = event.data;
  else if (event.data !== first) location.reload();
}};
"""
STYLES = Path(__file__).with_name("reload.css")
_BODY = re.compile(rb"<body\b[^>]*>")
_PLACE = re.compile(r"^(\S+?:\d+(?::\d+)?): (.*)$")


class Builds:
    """The number of the newest build, and the errors of it: empty if it succeeded."""

    def __init__(self) -> None:
        self.number = 0
        self.problems = ""

    def done(self, problems: str = "") -> None:
        """Count one more build; `problems` has an error on each line."""
        self.problems = problems
        self.number += 1


class LiveReload:
    """Middleware that adds the reload script and the errors to pages, and serves the event stream.

    `site_dir` is the folder of the site: as long as it has no home page, every page is the list of the errors.
    """

    def __init__(self, app: ASGIApp, builds: Builds, site_dir: Path, stopping: Callable[[], bool]) -> None:
        self.app, self.builds, self.site_dir, self.stopping = app, builds, site_dir, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == RELOAD_PATH:
            await self._stream_builds(send)
        elif scope["path"] == "/helpcentre/reload.js":
            await _answer_request(send, SCRIPT.encode(), "text/javascript")
        elif scope["path"] == "/helpcentre/reload.css":
            await _answer_request(send, STYLES.read_bytes(), "text/css")
        elif self.builds.problems and not (self.site_dir / "index.html").is_file():
            await _answer_request(send, problem_page(self.builds.problems).encode(), "text/html; charset=utf-8", 503)
        else:
            await self.app(scope, receive, _Inject(send, self.builds.problems))

    async def _stream_builds(self, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        sent = -1
        while not self.stopping():
            if self.builds.number != sent:
                sent = self.builds.number
                body = f"retry: 500\ndata: {sent}\n\n".encode()
            else:
                body = b": still here\n\n"
            await send({"type": "http.response.body", "body": body, "more_body": True})
            for _ in range(100):
                await asyncio.sleep(0.05)
                if self.builds.number != sent or self.stopping():
                    break
        await send({"type": "http.response.body", "body": b""})


class _Inject:
    """Sends an HTML answer with the errors at the beginning of its body, and the module at the end."""

    def __init__(self, send: Send, problems: str) -> None:
        self.send, self.problems = send, problems
        self.start: Message | None = None
        self.html = False
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            self.html = headers.get("content-type", "").startswith("text/html")
            if not self.html:
                await self.send(message)
            self.start = message
        elif not self.html or self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish_body(self.start)

    async def _finish_body(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        body = add_to_page(self.body, self.problems)
        if body:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def add_to_page(page: bytes, problems: str) -> bytes:
    """Return a page with the errors at the beginning of its body, if there are any, and the module at the end."""
    body = _BODY.search(page)
    if problems and body is not None:
        page = page[: body.end()] + describe_problems(problems).encode() + page[body.end() :]
    return page.replace(b"</body>", MODULE, 1)


def describe_problems(problems: str) -> str:
    """Return the errors as HTML, with their places marked."""
    items = "".join(f"<li>{_describe_problem(line)}</li>" for line in problems.splitlines() if line.strip())
    return (
        '<link rel="stylesheet" href="/helpcentre/reload.css">'
        '<section class="hc-problems" role="alert" lang="en" dir="ltr">'
        "<h2>The site was not built. Correct the errors and save: the page then reloads.</h2>"
        f"<ul>{items}</ul></section>"
    )


def _describe_problem(line: str) -> str:
    match = _PLACE.match(line)
    if match is None:
        return html.escape(line)
    return f"<code>{html.escape(match[1])}</code> {html.escape(match[2])}"


def problem_page(problems: str) -> str:
    """Return a page that has the errors only, for a site that was never built."""
    title = "The site was not built"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{describe_problems(problems)}{MODULE.decode()}</html>"
    )


async def _answer_request(send: Send, body: bytes, kind: str, status: int = 200) -> None:
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-cache"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
