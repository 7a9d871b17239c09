"""Who may ask: this machine's browser, once it has shown the token that the terminal printed, from its own page.

A page of another site can send requests to this machine, and can give its own name this machine's address (DNS
rebinding). So the Host must be this server, whatever changes something must come from its own page (Origin), and a
cookie that no other site's request carries (SameSite=Strict) stands for the token, which counts once.
"""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_OUT = "Open the address that `earwitness review` printed in the terminal; it counts once.\n"


class Guard:
    """Lets through what may ask, and puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"earwitness-{port}"  # a cookie is for all ports of a host
        self._token: str | None = token
        self._session = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._answering(scope)(scope, receive, guarded)

    def _answering(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return PlainTextResponse("This is another host.\n", 400)
        changes = scope["method"] not in ("GET", "HEAD")
        if (changes and origin is None) or origin not in (None, f"http://{host}"):
            return PlainTextResponse("This comes from another page.\n", 403)
        if token := parse_qs(scope["query_string"].decode("latin-1")).get("token"):
            return self._let_in(token[0])
        if not hmac.compare_digest(self._shown(headers).encode(), self._session.encode()):
            return PlainTextResponse(_OUT, 403)
        return self._app

    def _let_in(self, token: str) -> ASGIApp:
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return PlainTextResponse(_OUT, 403)
        self._token = None
        response = RedirectResponse("/", 303)
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
        return response

    def _shown(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""
