"""Sign-in, sign-out and the guard before every page: 401 without a key, 403 with the wrong scope or a forged form."""

import hmac
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from helpcentre.collector.intake.ip_addresses import address_prefix, packed_address
from helpcentre.collector.items import StoreUnavailableError
from helpcentre.collector.pages.page_request import FOLDER, SECURITY, PageRequest
from helpcentre.collector.pages.routes import PAGES, Page, View, view_of
from helpcentre.collector.sessions import Sessions
from helpcentre.collector.sign_in_throttle import SignInThrottle
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import Access, find_token, hash_secret

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

FORM_LIMIT = 64 * 1024
ADDRESS_LIMIT = 2_000
START = "/reports/"
Endpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    """Knows who is signed in and makes the routes of the pages."""

    def __init__(self, service: "Service") -> None:
        self.service = service
        self.sessions = Sessions()
        self.throttle = SignInThrottle()
        self._used: dict[str, int] = {}

    def routes(self) -> list[BaseRoute]:
        """Return the routes below `/reports`: the table's, each behind the guard, and sign-in, which is public."""
        guarded = [
            Route(f"/reports{page.path}", self.page(page), methods=list(page.methods), name=f"page {page.path}")
            for page in PAGES
        ]
        return [
            Route("/reports/login", self._login_page, methods=["GET"], name="public"),
            Route("/reports/login", self._login, methods=["POST"], name="public"),
            Route("/reports/static/pages.css", _static("pages.css", "text/css"), methods=["GET"], name="public"),
            Route("/reports/static/icon.svg", _static("icon.svg", "image/svg+xml"), methods=["GET"], name="public"),
            Route("/reports", _to_reports, methods=["GET"], name="public"),
            Route("/reports/logout", self.page(Page("/logout", ""), self._logout), methods=["POST"]),
            *guarded,
        ]

    def page(self, page: Page, view: View | None = None) -> Endpoint:
        """Return the endpoint of one page; `view` is given where it is not of the table."""

        async def endpoint(request: Request) -> Response:
            try:
                access = await self.access(request)
                if isinstance(access, Response):
                    return access
                if not access.may(page.scope):
                    return await self._refuse(request, access, 403)
                visit = PageRequest(request, self.service, access)
                if request.method == "POST" and not await self._read_form(visit):
                    return await self._refuse(request, access, 403)
                return await (view or view_of(page.view))(visit)
            except StoreUnavailableError:
                return PlainTextResponse("unavailable", 503, {**SECURITY, "retry-after": "5"})

        return endpoint

    async def access(self, request: Request) -> Access | Response:
        """Return what a request may do, from its bearer key or its session; or the answer to who may nothing."""
        now, address = self.service.settings.clock(), self._address(request)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            if self.throttle.is_blocked(address, now):
                return _too_many()
            token = find_token(secret.strip(), await self._tokens(), now)
            if token is None:
                self.throttle.add_failure(address, now)
                return await self._refuse(request, None, 401)
            await self._note_use(token, now)
            return Access(token.name, token.scope)
        cookie = request.cookies.get(self.cookie_name(request), "")
        access = None
        if self.sessions.is_open(cookie, now):  # a stranger's request asks the database nothing
            access = self.sessions.access(cookie, await self._tokens(), now)
        return access or await self._refuse(request, None, 401)

    async def _tokens(self) -> list[tuple[bytes, Token]]:
        return await self.service.writer.run(self.service.store.tokens)

    def cookie_name(self, request: Request) -> str:
        """Return `__Host-…` where the connection is encrypted; plain http on loopback cannot carry that prefix."""
        return "__Host-helpcentre" if self._is_secure(request) else "helpcentre"

    def _is_secure(self, request: Request) -> bool:
        return bool(self.service.settings.proxies.trusted) or request.url.scheme == "https"

    def _address(self, request: Request) -> str:
        peer = request.client.host if request.client else None
        hops = ",".join(request.headers.getlist("x-forwarded-for"))  # a proxy's own line may stand below a forged one
        return address_prefix(packed_address(self.service.settings.proxies.client(peer, hops))).hex()

    async def _note_use(self, token: Token, now: int) -> None:
        """Write down once an hour that a key is in use."""
        if now - self._used.get(token.name, 0) > 3_600_000:
            self._used[token.name] = now
            await self.service.writer.run(lambda: self.service.store.touch_token(token.name, now))

    async def _refuse(self, request: Request, access: Access | None, status: int) -> Response:
        """Return 401 with the sign-in form for browsers, or a code for scripts."""
        headers = {**SECURITY, **({"www-authenticate": 'Bearer realm="reports"'} if status == 401 else {})}
        if "text/html" not in request.headers.get("accept", ""):
            error = "sign_in" if status == 401 else "forbidden"
            return JSONResponse({"error": error}, status, headers)
        visit = PageRequest(request, self.service, access)
        if status == 401:
            answer = await _sign_in(visit, 401, way_back(_asked(request)))
            answer.headers.update(headers)
            return answer
        words = visit.words
        return await visit.render(
            "message.html", 403, heading=words["pages.forbidden"], text=words["pages.forbidden_hint"], link="/reports/",
            link_text=words["pages.title"],
        )  # fmt: skip

    async def _login_page(self, request: Request) -> Response:
        return await _sign_in(
            PageRequest(request, self.service, None), 200, way_back(request.query_params.get("to", ""))
        )

    async def _login(self, request: Request) -> Response:
        now, address = self.service.settings.clock(), self._address(request)
        if self.throttle.is_blocked(address, now):
            return _too_many()
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return await self._refuse(request, None, 403)  # nobody is signed in by another site, a sister site included
        visit = PageRequest(request, self.service, None)
        fields = await _form_fields(request)
        try:
            tokens = await self._tokens()
        except StoreUnavailableError:
            return PlainTextResponse("unavailable", 503, {**SECURITY, "retry-after": "5"})
        secret, onward = fields.get("token", "").strip(), way_back(fields.get("to", ""))
        token = find_token(secret, tokens, now)
        if token is None:
            self.throttle.add_failure(address, now)
            return await _sign_in(visit, 401, onward, visit.words["pages.wrong_key"])
        await self._note_use(token, now)
        answer = RedirectResponse(onward or START, 303, headers=dict(SECURITY))
        secure = self._is_secure(request)
        answer.set_cookie(
            self.cookie_name(request), self.sessions.start(hash_secret(secret), now), httponly=True, samesite="strict",
            secure=secure, path="/", max_age=12 * 3600,
        )  # fmt: skip
        return answer

    async def _logout(self, visit: PageRequest) -> Response:
        name = self.cookie_name(visit.request)
        self.sessions.end(visit.request.cookies.get(name, ""))
        answer = visit.back("/login")
        answer.delete_cookie(name, path="/", secure=self._is_secure(visit.request), httponly=True, samesite="strict")
        return answer

    async def _read_form(self, visit: PageRequest) -> bool:
        """Read a form into the visit; false if its csrf token is not the session's. A bearer key needs none."""
        visit.form = await _form_fields(visit.request)
        if visit.access is None or not visit.access.csrf:
            return visit.access is not None
        given = visit.form.get("csrf", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, visit.access.csrf.encode())


def way_back(address: str) -> str:
    """Return the address if it is of a page of the table (so of this site, and never sign-in or sign-out), else ``.

    Whoever signs in is sent there, so nothing else gets through: no scheme, no host, no dots, no backslash, no `//`,
    nothing that is not printable ASCII.
    """
    path = address.partition("?")[0]
    plain = len(address) <= ADDRESS_LIMIT and address.isascii() and address.isprintable()
    plain = plain and not any(odd in address for odd in (" ", "\\", "//"))
    return address if plain and path in {f"/reports{page.path}" for page in PAGES if "GET" in page.methods} else ""


def _asked(request: Request) -> str:
    """Return the path and query a browser asked for; nothing where it sent a form, which cannot be asked for again."""
    if request.method != "GET":
        return ""
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}{'?' if query else ''}{query}"


async def _sign_in(visit: PageRequest, status: int, onward: str, problem: str = "") -> Response:
    """Return the sign-in page; `onward` is where it leads, kept in its form and when its language is changed."""
    path, _, query = onward.partition("?")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    tongues = [
        (
            code,
            name,
            "/reports/login?" + urlencode({"ui": code, "to": path and f"{path}?{urlencode(asked | {'ui': code})}"}),
        )
        for code, name in visit.tongues
    ]
    return await visit.render("login.html", status, problem=problem, onward=onward, tongues=tongues)


def _static(name: str, kind: str) -> Endpoint:
    async def static(_: Request) -> Response:
        headers = {**SECURITY, "cache-control": "max-age=3600"}
        return Response((FOLDER / "static" / name).read_bytes(), media_type=kind, headers=headers)

    return static


async def _form_fields(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM_LIMIT:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        return {}


async def _to_reports(_: Request) -> Response:
    return RedirectResponse("/reports/", 308)


def _too_many() -> Response:
    return PlainTextResponse("too many failures, try again in a minute", 429, {**SECURITY, "retry-after": "60"})
