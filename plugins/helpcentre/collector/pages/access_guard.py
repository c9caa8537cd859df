"""The guard before every page: 401 without a token, 403 with too narrow a scope or a forged form."""

import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.intake.ip_prefixes import address_prefix, packed_address
from helpcentre.collector.pages.page_request import SECURITY_HEADERS, PageRequest
from helpcentre.collector.pages.routes import PAGES, Page, View, load_view
from helpcentre.collector.sessions import SESSION_MS, Sessions
from helpcentre.collector.sign_in_throttle import SignInThrottle
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import Access, find_token, hash_secret

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

FORM_LIMIT = 64 * 1024
ADDRESS_LIMIT = 2_000
START = "/reports/"
REMEMBER_TOKENS_MS = 1_000  # for addresses that have failed too often
NOTE_USE_MS = 3_600_000  # how often a token's use is written down
STATIC = Path(__file__).parent / "static"
Endpoint = Callable[[Request], Awaitable[Response]]


class AccessGuard:
    """Checks who is signed in, and makes the routes of the pages."""

    def __init__(self, service: "Service") -> None:
        self.service = service
        self.sessions = Sessions()
        self.throttle = SignInThrottle()
        self._used: dict[str, int] = {}
        self._remembered_tokens: list[tuple[bytes, Token]] = []
        self._tokens_read = 0  # when, in Unix milliseconds

    def routes(self) -> list[BaseRoute]:
        """Return the routes below `/reports`: those of the table behind the guard, and sign-in, which is public."""
        guarded = [
            Route(f"/reports{page.path}", self.endpoint(page, load_view), methods=list(page.methods)) for page in PAGES
        ]
        sign_out = Page("/logout", "")
        return [
            Route("/reports/login", self._show_sign_in, methods=["GET"], name="public"),
            Route("/reports/login", self._sign_in, methods=["POST"], name="public"),
            Route(
                "/reports/static/reports.css", _serve_static("reports.css", "text/css"), methods=["GET"], name="public"
            ),
            Route(
                "/reports/static/icon.svg", _serve_static("icon.svg", "image/svg+xml"), methods=["GET"], name="public"
            ),
            Route("/reports", _redirect_to_start, methods=["GET"], name="public"),
            Route("/reports/logout", self.endpoint(sign_out, lambda _: self._sign_out), methods=["POST"]),
            *guarded,
        ]

    def endpoint(self, page: Page, load: Callable[[str], View]) -> Endpoint:
        """Return the guarded endpoint of one page; `load` gives its view when it is first asked for."""

        async def endpoint(request: Request) -> Response:
            try:
                access = await self.access(request)
                if isinstance(access, Response):
                    return access
                if not access.may(page.scope):
                    return await self._refuse_access(request, access, 403)
                asked = PageRequest(request, self.service, access)
                if request.method == "POST" and not await self._read_form(asked):
                    return await self._refuse_access(request, access, 403)
                return await load(page.view)(asked)
            except StoreUnavailableError:
                return _respond_unavailable()

        return endpoint

    async def access(self, request: Request) -> Access | Response:
        """Return what a request may do, from its bearer token or its session; or the response if it may do nothing."""
        now, address = self.service.settings.clock(), self._address_prefix_of(request)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            token = await self._find_token(secret.strip(), address, now)
            if token is None:
                return self._throttle_failures(address, now) or await self._refuse_access(request, None, 401)
            await self._note_use(token, now)
            return Access(token.name, token.scope)
        cookie = request.cookies.get(self.cookie_name(request), "")
        access = None
        if self.sessions.is_open(cookie, now):  # a stranger's request never reaches the database
            access = self.sessions.access(cookie, await self._read_tokens(), now)
        return access or await self._refuse_access(request, None, 401)

    async def _find_token(self, secret: str, address: str, now: int) -> Token | None:
        """Return the token of a secret; a right one is right however often others at the address have failed.

        An address with too many failures is answered from memory, so that its guesses do not reach the database.
        """
        recent = 0 <= now - self._tokens_read < REMEMBER_TOKENS_MS
        blocked = recent and self.throttle.is_blocked(address, now)
        if blocked and find_token(secret, self._remembered_tokens, now) is None:
            return None
        return find_token(secret, await self._read_tokens(), now)

    def _throttle_failures(self, address: str, now: int) -> Response | None:
        """Count a failed sign-in; return the response to one too many."""
        if self.throttle.is_blocked(address, now):
            return _too_many_failures()
        self.throttle.add_failure(address, now)
        return None

    async def _read_tokens(self) -> list[tuple[bytes, Token]]:
        self._remembered_tokens = await self.service.writer.run(self.service.store.tokens)
        self._tokens_read = self.service.settings.clock()
        return self._remembered_tokens

    def cookie_name(self, request: Request) -> str:
        """Return `__Host-…` if the connection is encrypted; plain http on loopback cannot carry that prefix."""
        return "__Host-helpcentre" if self._is_encrypted(request) else "helpcentre"

    def _is_encrypted(self, request: Request) -> bool:
        return bool(self.service.settings.proxies.trusted) or request.url.scheme == "https"

    def _address_prefix_of(self, request: Request) -> str:
        peer = request.client.host if request.client else None
        hops = ",".join(request.headers.getlist("x-forwarded-for"))  # a proxy may add its line below a forged one
        return address_prefix(packed_address(self.service.settings.proxies.client(peer, hops))).hex()

    async def _note_use(self, token: Token, now: int) -> None:
        """Write down once an hour that a token is in use."""
        if now - self._used.get(token.name, 0) > NOTE_USE_MS:
            self._used[token.name] = now
            await self.service.writer.run(lambda: self.service.store.touch_token(token.name, now))

    async def _refuse_access(self, request: Request, access: Access | None, status: int) -> Response:
        """Return 401 or 403: for browsers the sign-in form or a page that says why, for scripts a code."""
        if "text/html" in request.headers.get("accept", ""):
            view, asked = ("show_forbidden", "") if status == 403 else ("show_sign_in", way_back(_address_of(request)))
            response = await load_view(f"sign_in_views:{view}")(
                PageRequest(request, self.service, access), status, asked
            )
        else:
            error = "sign_in" if status == 401 else "forbidden"
            response = JSONResponse({"error": error}, status, dict(SECURITY_HEADERS))
        if status == 401:
            response.headers["www-authenticate"] = 'Bearer realm="reports"'
        return response

    async def _show_sign_in(self, request: Request) -> Response:
        onward = way_back(request.query_params.get("to", ""))
        return await load_view("sign_in_views:show_sign_in")(PageRequest(request, self.service, None), 200, onward)

    async def _sign_in(self, request: Request) -> Response:
        now, address = self.service.settings.clock(), self._address_prefix_of(request)
        if not self._is_own_form(request):
            return await self._refuse_access(request, None, 403)  # another site, even a sister site, cannot sign in
        fields = await _read_fields(request)
        secret, onward = fields.get("token", "").strip(), way_back(fields.get("to", ""))
        try:
            token = await self._find_token(secret, address, now)
        except StoreUnavailableError:
            return _respond_unavailable()
        if token is None:
            if too_many := self._throttle_failures(address, now):
                return too_many
            asked = PageRequest(request, self.service, None)
            return await load_view("sign_in_views:show_sign_in")(asked, 401, onward, "pages.wrong_key")
        await self._note_use(token, now)
        response = RedirectResponse(onward or START, 303, headers=dict(SECURITY_HEADERS))
        response.set_cookie(
            self.cookie_name(request), self.sessions.start(hash_secret(secret), now), httponly=True, samesite="strict",
            secure=self._is_encrypted(request), path="/", max_age=SESSION_MS // 1000,
        )  # fmt: skip
        return response

    def _is_own_form(self, request: Request) -> bool:
        """Return whether a form was sent by a page of the collector or of its site, as far as the browser says so."""
        origin = request.headers.get("origin")
        same_host = origin is not None and urlsplit(origin).netloc == request.headers.get("host", "")
        if origin is not None and not same_host and origin not in self.service.origins:
            return False
        return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")

    async def _sign_out(self, asked: PageRequest) -> Response:
        name = self.cookie_name(asked.request)
        self.sessions.end(asked.request.cookies.get(name, ""))
        response = asked.redirect("/login")
        secure = self._is_encrypted(asked.request)
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="strict")
        return response

    async def _read_form(self, asked: PageRequest) -> bool:
        """Read a form; false if its CSRF token is not the session's. A bearer token needs none."""
        asked.form = await _read_fields(asked.request)
        if asked.access is None or not asked.access.csrf:
            return asked.access is not None
        given = asked.form.get("csrf", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, asked.access.csrf.encode())


def way_back(address: str) -> str:
    """Return the address if it is of a page of the table (so of this site, and never sign-in or sign-out), else "".

    People who sign in are sent there, so nothing else gets through: no scheme, no host, no dots, no backslash, no
    `//`, nothing that is not printable ASCII.
    """
    path = address.partition("?")[0]
    plain = len(address) <= ADDRESS_LIMIT and address.isascii() and address.isprintable()
    plain = plain and not any(odd in address for odd in (" ", "\\", "//"))
    return address if plain and path in {f"/reports{page.path}" for page in PAGES if "GET" in page.methods} else ""


def _address_of(request: Request) -> str:
    """Return the path and query of a request; "" for a form, which cannot be asked for again."""
    if request.method != "GET":
        return ""
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}{'?' if query else ''}{query}"


def _serve_static(name: str, media_type: str) -> Endpoint:
    async def static(_: Request) -> Response:
        headers = {**SECURITY_HEADERS, "cache-control": "max-age=3600"}
        return Response((STATIC / name).read_bytes(), media_type=media_type, headers=headers)

    return static


async def _read_fields(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM_LIMIT:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        return {}


async def _redirect_to_start(_: Request) -> Response:
    return RedirectResponse(START, 308)


def _too_many_failures() -> Response:
    text = "Too many failed sign-ins. Try again in a minute."
    return PlainTextResponse(text, 429, {**SECURITY_HEADERS, "retry-after": "60"})


def _respond_unavailable() -> Response:
    return PlainTextResponse("unavailable", 503, {**SECURITY_HEADERS, "retry-after": "5"})
