"""Serve the built site as it is published: its headers, its 404 pages, and its search for readers without JavaScript.

For `helpcentre serve`; a web server does the same with `helpcentre/headers.json`, but for the search.
"""

import json
import mimetypes
import os
import re
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from helpcentre.collector.server.search_responder import Find, SearchResponder
from helpcentre.site.output_paths import EMBED_JSON, HEADERS_JSON, LAUNCHER

for _kind, _ending in (
    ("text/vtt", ".vtt"),
    ("text/javascript", ".js"),
    ("video/webm", ".webm"),
    ("image/webp", ".webp"),
):
    mimetypes.add_type(_kind, _ending)

NAME_LIMIT, PATH_LIMIT = 255, 1000  # longer names and paths are errors for the file system


SEARCH_PAGE = re.compile(r"/search(?:\.html|/(?:index\.html)?)?$")


class BuiltSite:
    """An ASGI application that answers GET and HEAD from a folder; `folder` may appear and change while it runs.

    With `find` it answers the queries of search pages, too.
    """

    def __init__(self, folder: Path, find: Find | None = None) -> None:
        self.folder = folder
        self._search = SearchResponder(find) if find else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        query = scope.get("query_string", b"").decode("latin-1")
        response = self.respond(scope["method"], scope["path"], Headers(scope=scope), query)
        if self._search and scope["method"] == "GET" and isinstance(response, FileResponse):
            page = await self._search.fill_page(Path(response.path), query)
            response = response if page is None else HTMLResponse(page)
        for name, value in self.headers().items():
            response.headers[name] = value
        if scope["path"] == f"/{LAUNCHER}":
            self._allow_reading(response, Headers(scope=scope).get("origin", ""))
        response.headers.setdefault("Cache-Control", "no-cache")
        await response(scope, receive, send)

    def headers(self) -> dict[str, str]:
        """Return the headers of the site, as the build wrote them."""
        return {str(name): str(value) for name, value in self._read_json(HEADERS_JSON).items()}

    def _read_json(self, path: str) -> dict[str, Any]:
        """Return an object that the build wrote, empty if there is none."""
        try:
            found = json.loads((self.folder / path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _allow_reading(self, response: Response, origin: str) -> None:
        """Let the pages of an origin that embeds the site compare the launcher's script with its hash."""
        response.headers["Vary"] = "Origin"
        if origin in self._read_json(EMBED_JSON).get("origins", ()):
            response.headers["Access-Control-Allow-Origin"] = origin

    def respond(self, method: str, path: str, headers: Headers, query: str = "") -> Response:
        """Return the answer for a path: the file, a redirect to its folder, or the 404 page of its language."""
        if method not in ("GET", "HEAD"):
            return PlainTextResponse("method not allowed\n", 405, {"Allow": "GET, HEAD"})
        if "\0" in path or any(len(part.encode()) > NAME_LIMIT for part in path.split("/")) or len(path) > PATH_LIMIT:
            return self._not_found("/")
        target = self._find_inside(path.lstrip("/"))
        if target and target.is_dir():
            if not path.endswith("/"):
                return RedirectResponse(f"/{path.strip('/')}/{'?' if query else ''}{query}", 301)
            target = self._find_inside(str(target / "index.html"))
        if not target or not target.is_file():
            return self._not_found(path)
        return _send_file(target, headers)

    def _find_inside(self, name: str) -> Path | None:
        """Return what a name in the folder refers to, links followed; None if that is outside the folder."""
        root = os.path.realpath(self.folder)  # each time, since publishing may mean switching a link
        target = Path(os.path.realpath(Path(root, name)))  # unlike resolve() it survives links in a circle
        return target if target.is_relative_to(root) else None

    def _not_found(self, path: str) -> Response:
        language = path.lstrip("/").split("/", 1)[0]
        for name in (f"{language}/404.html", "404.html"):
            page = self._find_inside(name)
            if page and page.is_file():
                return FileResponse(page, 404)
        return PlainTextResponse("not found\n", 404)


class SearchPages:
    """An ASGI application that answers only the search pages of a built site, for a collector next to a web server."""

    def __init__(self, folder: Path, find: Find) -> None:
        self._site = BuiltSite(folder, find)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not SEARCH_PAGE.search(scope["path"]):
            await PlainTextResponse("not found\n", 404)(scope, receive, send)
        else:
            await self._site(scope, receive, send)


def _send_file(target: Path, headers: Headers) -> Response:
    response = FileResponse(target, stat_result=target.stat())
    unchanged = StaticFiles(check_dir=False).is_not_modified(response.headers, headers)
    return Response(status_code=304, headers={"ETag": response.headers["etag"]}) if unchanged else response
