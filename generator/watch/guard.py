"""Who may ask: only pages of this preview, in a browser on this machine.

Listening on 127.0.0.1 keeps other machines out, and not other web sites: a page of any site may send requests
to this address, and a name of its own may be made to point here (DNS rebinding). Hence Host and Origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

WRONG_HOST = "预览只供这台电脑使用：请用程序给出的地址打开。"
WRONG_ORIGIN = "这个请求来自别的网站，预览不接受。"
WRONG_TYPE = "预览不接受这种请求。"

_READING = ("GET", "HEAD")


class Guard:
    """Refuses foreign requests and gives every answer its headers; the answers themselves pass unbuffered."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self.refuse(scope["method"], scope["path"], scope["headers"])
        answer: ASGIApp = JSONResponse({"message": refusal}, 403) if refusal else self._app
        await answer(scope, receive, guarded)

    def refuse(self, method: str, path: str, headers: Sequence[tuple[bytes, bytes]]) -> str:
        """Why a request is refused; "" where it is not. Names of headers are in lower case."""

        def all_of(name: bytes) -> list[str]:
            return [value.decode("latin-1").strip().lower() for key, value in headers if key == name]

        hosts = all_of(b"host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return WRONG_HOST
        origins = all_of(b"origin")
        if not self._origins.issuperset(origins):
            return WRONG_ORIGIN
        # A link in a letter or on another page may open the preview, and nothing inside it.
        entering = method in _READING and path == "/" and all_of(b"sec-fetch-mode") == ["navigate"]
        if not entering and any(site not in ("same-origin", "none") for site in all_of(b"sec-fetch-site")):
            return WRONG_ORIGIN
        if method not in _READING:
            if not origins:
                return WRONG_ORIGIN
            types = [value.partition(";")[0].strip() for value in all_of(b"content-type")]
            if types != ["application/json"]:
                return WRONG_TYPE
        return ""
