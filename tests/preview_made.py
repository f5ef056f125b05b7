"""A stand-in for the preview's server: the same addresses and events, and it says what a test puts in."""

from __future__ import annotations

import contextlib
import io
import json
import mimetypes
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from PIL import Image, ImageDraw

from generator.model.mark import Mark
from generator.watch.view import IssueView, PageView, PrintView, View

PARTS = Path(__file__).resolve().parents[1] / "templates" / "preview"
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
LIVE = '<script src="/preview/live.js" type="module"></script>'
A4 = (595.28, 841.89)

Picture = Callable[[str, int, int], bytes]


def drawn(key: str, number: int, dpi: int, signature: str = "") -> bytes:
    """A printed page as a picture: its number, and bars whose length comes from its signature."""
    width, height = (-(-side * dpi // 72) for side in A4)
    image = Image.new("RGB", (int(width), int(height)), "white")
    pen = ImageDraw.Draw(image)
    for row in range(40):
        length = 0.55 + 0.3 * ((hash_of(signature) >> row % 16) & 1)
        y = height * (0.1 + row * 0.02)
        pen.rectangle((width * 0.1, y, width * length, y + dpi / 24), fill=(70, 66, 60))
    pen.text((width / 2, height * 0.93), str(number), fill="black")
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def hash_of(text: str) -> int:
    return sum(ord(character) * 31**place for place, character in enumerate(text)) % 65_521


def pages(*signatures: str, marks: tuple[Mark, ...] = ()) -> tuple[PageView, ...]:
    return tuple(
        PageView(signature, *A4, marks=marks if n == 0 else ()) for n, signature in enumerate(signatures)
    )


class PreviewMade:
    """Serves a view, pages and printed pages; `web`, `print`, `show` change them and tell the browser."""

    def __init__(self, view: View, *, output: Path | None = None, picture: Picture | None = None) -> None:
        self.view = view
        self.output = output
        self.picture = picture
        self.html: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        self.prints: dict[str, PrintView] = {}
        self.asked: list[str] = []
        self.keys: list[str] = []
        self.opened: list[dict[str, Any]] = []
        self.listing = threading.Event()
        """Cleared: no list of printed pages is sent until it is set."""
        self.listing.set()
        self.lines: list[queue.SimpleQueue[bytes | None]] = []
        self.sockets: list[socket.socket] = []
        self.port = 0
        self.httpd: ThreadingHTTPServer | None = None

    # ---- running

    def start(self) -> None:
        made = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                made.get(self)

            def do_POST(self) -> None:
                made.post(self)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def process_request(self, request: Any, client_address: Any) -> None:
                made.sockets.append(request)
                super().process_request(request, client_address)

            def handle_error(self, *_: object) -> None:
                return  # A browser that closed its line is no error.

        self.httpd = Server(("127.0.0.1", self.port), Handler)
        self.port = self.httpd.server_port
        threading.Thread(target=self.httpd.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        assert self.httpd is not None
        for line in self.lines:
            line.put(None)
        self.lines.clear()
        self.httpd.shutdown()
        self.httpd.server_close()
        for connection in self.sockets:
            # Browsers keep connections open, and their threads would go on answering.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.sockets.clear()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # ---- what changes

    def show(self, **changes: Any) -> None:
        """Another view; its serial grows."""
        self.view = replace(self.view, serial=self.view.serial + 1, **changes)
        self.tell("view", self.stand())

    def issue(self, key: str, **changes: Any) -> None:
        """One issue of the view changes, and the page is told by a view event."""
        self.note(key, **changes)
        self.show()

    def note(self, key: str, **changes: Any) -> None:
        issues = tuple(replace(one, **changes) if one.key == key else one for one in self.view.issues)
        self.view = replace(self.view, issues=issues)

    def web(self, key: str, version: str, html: str) -> None:
        self.html[self.find(key).folder] = html
        self.note(key, web=version)
        self.tell("web", {"key": key, "version": version})

    def print(self, key: str, version: str, printed: tuple[PageView, ...], *, announced: bool = True) -> None:
        """Other printed pages; `announced`: the event says already what they look like."""
        self.prints[key] = PrintView(key, version, printed)
        self.note(key, pages=version, page_count=len(printed))
        said = {"signatures": [page.signature for page in printed]} if announced else {}
        self.tell("print", {"key": key, "version": version, **said})

    def assets(self, version: str) -> None:
        self.view = replace(self.view, assets=version)
        self.tell("assets", {"version": version})

    def tell(self, event: str, data: dict[str, Any]) -> None:
        text = f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
        for line in list(self.lines):
            line.put(text)

    def stand(self) -> dict[str, Any]:
        view = self.view
        return {
            "run": view.run,
            "serial": view.serial,
            "busy": view.busy,
            "done": view.done,
            "total": view.total,
        }

    def find(self, key: str) -> IssueView:
        return next(issue for issue in self.view.issues if issue.key == key)

    # ---- answers

    def get(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        path = unquote(parts.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.asked.append(path)
        if path == "/":
            self.send(request, (PARTS / "index.html").read_bytes(), "text/html; charset=utf-8")
        elif path.startswith("/preview/"):
            file = PARTS / path.rsplit("/", 1)[1]
            self.send(request, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "text/plain")
        elif path == "/api/view":
            self.send_json(request, asdict(self.view))
        elif path == "/api/events":
            self.stream(request, query.get("key", ""))
        elif path.startswith("/site/"):
            self.send_page(request, path.removeprefix("/site/"))
        elif path.startswith("/api/print/"):
            self.send_print(request, path.removeprefix("/api/print/"), query)
        else:
            self.refuse(request, HTTPStatus.NOT_FOUND, "没有这个地址")

    def post(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["content-length"])))
        if not self.view.editor:
            self.refuse(request, HTTPStatus.CONFLICT, "没有设置打开编辑器的命令。")
            return
        self.opened.append(body)
        request.send_response(HTTPStatus.NO_CONTENT)
        request.end_headers()

    def send_page(self, request: BaseHTTPRequestHandler, path: str) -> None:
        folder = path.removesuffix("index.html").rstrip("/")
        if any(issue.secret and issue.folder == folder for issue in self.view.issues):
            self.refuse(request, HTTPStatus.FORBIDDEN, "涉密的一期不在预览里显示")
        elif path.endswith("index.html") and folder in self.html:
            self.send(request, live(self.html[folder]), "text/html; charset=utf-8")
        elif path in self.styles:
            self.send(request, self.styles[path].encode(), "text/css")
        elif self.output and (self.output / path).is_file():
            body = (self.output / path).read_bytes()
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            self.send(request, live(body.decode()) if path.endswith(".html") else body, kind)
        else:
            self.refuse(request, HTTPStatus.NOT_FOUND, "没有这个文件")

    def send_print(self, request: BaseHTTPRequestHandler, path: str, query: dict[str, str]) -> None:
        if not path.endswith(".png"):
            self.listing.wait(10)
            self.send_json(request, asdict(self.prints[path]))
            return
        key, number = path.removesuffix(".png").rsplit("/", 1)
        dpi = int(query["dpi"])
        if self.picture:
            body = self.picture(key, int(number), dpi)
        else:
            body = drawn(key, int(number), dpi, query["v"])
        self.send(request, body, "image/png")

    def stream(self, request: BaseHTTPRequestHandler, key: str) -> None:
        self.keys.append(key)
        line: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.lines.append(line)
        request.close_connection = True
        request.send_response(HTTPStatus.OK)
        self.send_heads(request, "text/event-stream")
        request.send_header("Connection", "close")
        request.end_headers()
        request.wfile.write(b"retry: 500\n\n")
        request.wfile.write(f"event: view\ndata: {json.dumps(self.stand())}\n\n".encode())
        while (text := line.get()) is not None:
            request.wfile.write(text)

    def refuse(self, request: BaseHTTPRequestHandler, status: HTTPStatus, message: str) -> None:
        self.send(
            request, json.dumps({"message": message}, ensure_ascii=False).encode(), "application/json", status
        )

    def send_json(self, request: BaseHTTPRequestHandler, value: dict[str, Any]) -> None:
        self.send(request, json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def send(
        self,
        request: BaseHTTPRequestHandler,
        body: bytes,
        kind: str,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        request.send_response(status)
        self.send_heads(request, kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def send_heads(self, request: BaseHTTPRequestHandler, kind: str) -> None:
        request.send_header("Content-Type", kind)
        request.send_header("Cache-Control", "no-cache")
        request.send_header("Content-Security-Policy", POLICY)
        request.send_header("X-Content-Type-Options", "nosniff")
        request.send_header("Referrer-Policy", "no-referrer")


def live(html: str) -> bytes:
    return html.replace("</body>", f"{LIVE}</body>").encode()
