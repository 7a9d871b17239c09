"""Who may ask: a browser that has shown a token that the terminal printed, from its own page.

A page of another site can send requests to this machine, and can give its own name this machine's address (DNS
rebinding). So the Host must be this server, whatever changes something must come from its own page (Origin), and a
cookie that no other site's request carries (SameSite=Strict) stands for the token, which counts once.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from earwitness.records.custody import Guest
from earwitness.web.sessions import Sessions
from earwitness.workflow.person import acting_for

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

# Who has no page yet has told no language.
_OUT = """\
Open the address that `earwitness review` printed in the terminal; it counts once.
Відкрийте адресу, яку `earwitness review` показав у терміналі; вона діє один раз.
Откройте адрес, который `earwitness review` показал в терминале; он действует один раз.
"""

# A redirect would not do: after a link in a mail, the browser takes it for that site's and holds the cookie back.
_IN = '<!doctype html><meta charset="utf-8"><title>earwitness</title><meta http-equiv="refresh" content="0;url=/">'


class Guard:
    """Lets through what may ask, as whoever was let in, and puts HEADERS on every answer.

    `origins` are the addresses of the server, all of them plain or all of them encrypted; `came` is told who has
    come in, None for whoever serves.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: Sequence[str],
        sessions: Sessions,
        came: Callable[[Guest | None], None],
    ) -> None:
        self._app = app
        self._origins = {origin.partition("//")[2]: origin for origin in origins}
        self._secure = origins[0].startswith("https:")
        port = urlsplit(origins[0]).port or 443  # a cookie is for all ports of a host
        self._cookie = f"__Host-earwitness-{port}" if self._secure else f"earwitness-{port}"
        self._came = came
        self._tokens: dict[str, Guest | None] = {}
        self._sessions = sessions

    def invite(self, guest: Guest | None) -> str:
        """A new token, by which somebody is let in once: a guest, or with None whoever serves."""
        token = secrets.token_urlsafe(24)
        self._tokens[token] = guest
        return token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        answer = self._refused(scope, headers)
        if answer is None and (token := parse_qs(scope["query_string"].decode("latin-1")).get("token")):
            answer = self._let_in(token[0], scope["method"], headers)
        session = self._sessions.find(self._shown(headers))
        if answer is None and session is None:
            answer = PlainTextResponse(_OUT, 403)
        with acting_for(session.guest if session else None):
            await (answer or self._app)(scope, receive, guarded)

    def _refused(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._origins:
            return PlainTextResponse("This is another host.\n", 400)
        changes = scope["method"] not in ("GET", "HEAD")
        if (changes and origin is None) or origin not in (None, self._origins[host]):
            return PlainTextResponse("This comes from another page.\n", 403)
        return None

    def _let_in(self, shown: str, method: str, headers: Headers) -> ASGIApp:
        token = _key(self._tokens, shown)
        is_guess = method != "GET" or "prefetch" in headers.get(
            "sec-purpose", ""
        )  # of a browser, or of a messenger
        if token is None or is_guess:
            return PlainTextResponse(_OUT, 403)
        guest = self._tokens.pop(token)
        response = HTMLResponse(_IN)
        response.set_cookie(
            self._cookie, self._sessions.begin(guest), httponly=True, samesite="strict", secure=self._secure
        )
        self._came(guest)
        return response

    def _shown(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def _key(held: Iterable[str], shown: str) -> str | None:
    """The key that was shown, None where it is none; how long that takes tells nothing of those that are."""
    found = [one for one in held if hmac.compare_digest(one.encode(), shown.encode())]
    return found[0] if found else None
