"""A small site with a server of its preview, and a browser's side of it: plain requests and event streams."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model.look import Look
from generator.watch.board import Board
from generator.watch.prints import Printer
from generator.watch.server import Server, serve
from generator.watch.view import IssueView, View

KEY = "jianbao/2026-01"
SECRET_KEY = "neican/2026-01"
PDF_NAME = "工作简报2026年第1期.pdf"
INSIDE = "这里可以看"
OUTSIDE = "这里不可以看"
PAGE = f"<!DOCTYPE html><html><body><p>{INSIDE}</p></BODY></html>"


def issue_view(key: str = KEY, folder: str = "jianbao/2026/01", *, secret: bool = False) -> IssueView:
    publication = key.partition("/")[0]
    return IssueView(key, publication, "第1期", "2026-01-05", "草稿", folder, "w1", "p1", 2, secret=secret)


def make_view(*more: IssueView, serial: int = 1) -> View:
    secret = issue_view(SECRET_KEY, "neican/2026/01", secret=True)
    return View("run-1", serial, "某某办公室", (issue_view(), secret, *more))


def make_files(root: Path) -> Path:
    """A site with an output/ that holds an open issue and a secret one, and things that must not get out."""
    files = {
        "site.yaml": OUTSIDE,
        "content/reports/稿 一.md": OUTSIDE,
        "output/index.html": PAGE,
        "output/.manifest.json": OUTSIDE,
        "output/assets/screen.css": f"/* {INSIDE} */",
        "output/jianbao/2026/01/index.html": PAGE,
        f"output/jianbao/2026/01/{PDF_NAME}": "%PDF 1",
        "output/jianbao/2026/01/.index.html.part~": OUTSIDE,
        "output/jianbao/2026/01/media/图 1.jpg": INSIDE,
        "output/neican/2026/01/index.html": OUTSIDE,
        "output/neican/2026/01/neican.pdf": OUTSIDE,
        "output/gone/2020/01/index.html": OUTSIDE,
        "output2/index.html": OUTSIDE,
        "preview/index.html": "<!DOCTYPE html><body>壳</body>",
        "preview/live.js": "export {};",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "output" / "link.html").symlink_to(root / "site.yaml")
    (root / "output" / "assets" / "out").symlink_to(root, target_is_directory=True)
    (root / "output" / "assets" / "neican").symlink_to(root / "output" / "neican", target_is_directory=True)
    (root / "output" / "assets" / "round.css").symlink_to(root / "output" / "assets" / "round.css")
    return root


@dataclass
class Drawn:
    """A printer that makes pages of nothing and remembers what it was asked for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    seconds: float = 0.0
    listing_seconds: float = 0.0
    fails: bool = False

    def looks(self, pdf: bytes) -> tuple[Look, ...]:
        self.asked.append(("looks", pdf))
        time.sleep(self.listing_seconds)
        if self.fails:
            raise RuntimeError("a fault")
        return tuple(Look(f"{pdf.decode()} {n}", 595.0, 842.0) for n in (1, 2))

    def png(self, pdf: bytes, number: int, dpi: int) -> bytes:
        self.asked.append(("png", pdf, number, dpi))
        time.sleep(self.seconds)
        return b"\x89PNG %b %d %d" % (pdf, number, dpi)

    @property
    def printer(self) -> Printer:
        return Printer(self.looks, self.png)


def start(root: Path, editor: str = "", drawn: Drawn | None = None, port: int = 0) -> tuple[Board, Server]:
    board = Board(root / "output", root, make_view())
    printer = (drawn or Drawn()).printer
    return board, serve(board, port, editor, printer=printer, pages=root / "preview")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def message(self) -> str:
        return str(json.loads(self.body)["message"])

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """One request; names of headers with `_` for `-`. The path goes out exactly as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host="host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value.encode())
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, named, answer.read())
    finally:
        connection.close()


def raw(server: Server, request: bytes) -> bytes:
    """The answer to bytes that no sound client would send; they have to ask for the end of the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
        plain.sendall(request)
        answer = b""
        while part := plain.recv(65536):
            answer += part
        return answer


class Window:
    """A window of the preview: its stream of events."""

    def __init__(self, server: Server, name: str = "", key: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        self._connection.request("GET", f"/api/events?window={name}&key={key}")
        self.answer = self._connection.getresponse()

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.answer.close()
        self._connection.close()

    def block(self) -> str:
        """The next block of the stream, without the empty line that ends it; "" at its end."""
        lines = []
        while (line := self.answer.readline().decode()) not in ("", "\n"):
            lines.append(line)
        return "".join(lines)

    def event(self) -> tuple[str, Any]:
        """The next event: its name and its data."""
        kind, data = self.block().splitlines()
        return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    def begin(self) -> Window:
        """Past what every stream begins with."""
        assert self.block() == "retry: 500\n"
        assert self.event()[0] == "view"
        return self


def wait_for(condition: Any, seconds: float = 5.0) -> None:
    """Wait until something is true that another thread makes true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.005)
