"""The one way to the network that yt-dlp has here: each address is looked at, each request and answer kept."""

from __future__ import annotations

import http.client
import urllib.request
from typing import Any
from urllib.parse import urljoin

from yt_dlp.networking import Request, RequestHandler, Response
from yt_dlp.networking.exceptions import HTTPError, RequestError, TransportError

from earwitness.backends.capture import Asked, Body, Capture
from earwitness.backends.fetch import LOCAL_ADVICE, REDIRECTS, Allowed, host_of, place
from earwitness.backends.loopback import Server, connection_to, hung_up_after
from earwitness.errors import FetchError


class Network(RequestHandler):  # type: ignore[misc]  # yt-dlp ships no types
    """Sends one request of yt-dlp's and follows its redirects; `capture` and `allowed` are set before the first.

    It has no proxies. What raises TransportError may be tried again, what raises RequestError not.
    """

    RH_NAME = RH_KEY = "earwitness"
    _SUPPORTED_URL_SCHEMES = ("http", "https")
    _SUPPORTED_PROXY_SCHEMES = None
    _SUPPORTED_FEATURES = None
    capture: Capture
    allowed: Allowed

    def _check_extensions(self, extensions: dict[str, Any]) -> None:
        super()._check_extensions(extensions)
        for known in ("cookiejar", "timeout", "legacy_ssl", "keep_header_casing"):
            extensions.pop(known, None)

    def _prepare_headers(self, request: Request, headers: Any) -> None:
        headers["Accept-Encoding"] = "identity"
        headers["Connection"] = "close"

    def _send(self, request: Request) -> Response:
        url, method, data = request.url, request.method, request.data
        jar = self._get_cookiejar(request)
        for _ in range(REDIRECTS + 1):
            with_cookies = urllib.request.Request(url)
            jar.add_cookie_header(with_cookies)
            headers = {**self._get_headers(request), **dict(with_cookies.header_items())}
            answer = self._asked(url, method, headers, data)
            jar.extract_cookies(answer.fp.answer, with_cookies)
            location = answer.headers.get("Location")
            if 200 <= answer.status < 300:
                return answer
            if not (300 <= answer.status < 400 and location):
                raise HTTPError(answer)
            answer.read()
            answer.close()
            url = urljoin(url, location)
            if method == "POST" and answer.status in (301, 302, 303):
                method, data = "GET", None
        raise HTTPError(answer, redirect_loop=True)

    def _asked(self, url: str, method: str, headers: dict[str, str], data: Any) -> _Answer:
        try:
            self.capture.check(url)
            to = place(url, self.allowed, otherwise=LOCAL_ADVICE)
            return self._answered(to, method, {**headers, "Host": host_of(to)}, data)
        except FetchError as err:
            self.capture.refused = err
            raise RequestError(cause=err) from err
        except (OSError, http.client.HTTPException, ValueError) as err:
            raise TransportError(cause=err) from err

    def _answered(self, to: Server, method: str, headers: dict[str, str], data: Any) -> _Answer:
        idle = self.capture.limits.idle_seconds
        connection = connection_to(to, idle)
        try:
            connection.connect()
            tls = self.capture.peer(connection.sock)
            asked = Asked(to=to, method=method, headers=tuple(headers.items()), tls=tls)
            with hung_up_after(2 * idle, connection.sock):
                connection.request(method, to.path, body=data, headers=headers)
                answer = connection.getresponse()
            self.capture.check(to.url, coming=answer.length or 0)
            return _Answer(Body(self.capture, asked, answer), to.url, answer)
        except BaseException:
            connection.close()
            raise


class _Answer(Response):  # type: ignore[misc]
    """What yt-dlp reads."""

    def __init__(self, body: Body, url: str, answer: http.client.HTTPResponse) -> None:
        super().__init__(fp=body, url=url, headers=answer.headers, status=answer.status, reason=answer.reason)

    def read(self, amt: int | None = None) -> bytes:
        try:
            return self.fp.read(amt)  # type: ignore[no-any-return]
        except FetchError as err:
            raise RequestError(cause=err) from err
        except Exception as err:
            raise TransportError(cause=err) from err
