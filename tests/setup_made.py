"""What the tests of the set-up are made of: a file server, packages, fonts, and machines that lack things."""

from __future__ import annotations

import http.server
import io
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.setup import apt, installed, system
from generator.setup.installed import Installed

ROOT = Path(__file__).resolve().parents[1]
BODY = bytes(range(256)) * 4000


@dataclass
class Server:
    """A file server on this machine: `body` at every path, with the faults that it is told to have."""

    body: bytes = BODY
    status: int = 200
    ranges: bool = True
    break_after: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs while the block does."""
    told = Server()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            told.asked.append(wanted)
            start = int(wanted[len("bytes=") : -1]) if wanted and told.ranges else 0
            body = told.body[start:] if told.status == 200 else b""
            self.send_response(206 if start else told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # A client that cannot write what it gets hangs up.
            with suppress(ConnectionError):
                self.wfile.write(body[: told.break_after.pop(0)] if told.break_after else body)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        told.address = f"http://127.0.0.1:{running.server_port}/some.deb"
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield told
        running.shutdown()
        thread.join()


def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty face folder, on a machine whose system has no faces and no apt."""
    monkeypatch.setenv("JIANBAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(installed, "in_system", tuple)
    monkeypatch.setattr(apt, "locate", lambda _: None)
    monkeypatch.setattr(system, "manager", lambda: None)
    place = tmp_path / "cache" / "faces"
    place.mkdir(parents=True)
    return place


@contextmanager
def refusal(kind: type[Exception], message: str) -> Iterator[None]:
    """The block must raise `kind` with exactly `message`."""
    with pytest.raises(kind) as caught:
        yield
    assert str(caught.value) == message


def make_deb(path: Path, files: dict[str, bytes], compression: str = "xz") -> Path:
    """A small .deb: `ar` around a control member of odd length and the files as a tar."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode=f"w:{compression}") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"./usr/share/fonts/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    control = io.BytesIO()
    with tarfile.open(fileobj=control, mode="w:gz"):
        pass
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", control.getvalue()),
        (f"data.tar.{compression}", tar.getvalue()),
    )
    out = b"!<arch>\n"
    for name, data in members:
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode("ascii")
        out += data + b"\n" * (len(data) % 2)
    path.write_bytes(out)
    return path


def font(*families: str, bold: bool = False, chinese: bool = True) -> Installed:
    styles = frozenset({"Bold" if bold else "Regular"})
    return Installed(Path("/fonts") / f"{families[0]}.ttf", frozenset(families), styles, chinese)


def only(*commands: str) -> Callable[[str], str | None]:
    """A `shutil.which` of a machine that has `commands` alone."""
    return lambda name: f"/usr/bin/{name}" if name in commands else None
