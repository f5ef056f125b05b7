"""The log of a sending: what was handed to the mail server, and what it answered. It is only ever added to.

content/records/dispatch/<publication id>/<file stem of the issue>-send.jsonl: one JSON object a line, on the
disk before the next step is taken. From it alone is known who has got the issue, whatever broke off when.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from generator.diagnostics import Diagnostic, Place
from generator.dispatch.register import FOLDER
from generator.seal.lines import from_line, to_line

ENDING = "-send.jsonl"
HANDED, TAKEN, REFUSED, DEFERRED = "交出", "收下", "拒收", "没有收"
"""HANDED: the message is with the server but for the dot that ends it, which is sent next; until then the
server must forget it (RFC 5321, 4.1.1.4). The others are its answer."""
AGAIN, ARRIVED, BROUGHT = "再发", "认定收到", "送达"
"""What an editor has decided or knows; BROUGHT: it came there by another way than the mail."""
_EVENTS = (HANDED, TAKEN, REFUSED, DEFERRED, AGAIN, ARRIVED, BROUGHT)
_KEYS = ("时间", "单位", "事", "邮箱", "信号", "内容", "说明")

Standing = Literal["open", "unknown", "done", "refused"]


class Busy(Exception):
    """Another process is sending the same issue."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line. `message` is the Message-ID, `digest` that of the files sent, `words` those of the server."""

    time: str
    unit: str
    what: str
    address: str = ""
    message: str = ""
    digest: str = ""
    words: str = ""


def log_file(issue_key: str) -> str:
    """Where the log of an issue stands, relative to the site."""
    return f"{FOLDER}/{issue_key}{ENDING}"


def read_log(site: Path, issue_key: str) -> tuple[tuple[Event, ...], list[Diagnostic]]:
    """The log of an issue, () where nothing was sent. A line that cannot be read is an error, after which
    nothing may be sent; the torn end of one that was being written counts as not written."""
    path = site / log_file(issue_key)
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError:
        return (), [Diagnostic("outbox-unreadable", Place(log_file(issue_key)))]
    return _parse(data, log_file(issue_key))


def standing(events: Sequence[Event], unit: str) -> Standing:
    """Where the sending to a unit is. unknown: handed over, and no answer on record."""
    last = next((event.what for event in reversed(events) if event.unit == unit), "")
    if last in (TAKEN, ARRIVED, BROUGHT):
        return "done"
    if last == HANDED:
        return "unknown"
    return "refused" if last == REFUSED else "open"


def last_event(events: Sequence[Event], unit: str, what: str) -> Event | None:
    return next((event for event in reversed(events) if (event.unit, event.what) == (unit, what)), None)


def turn(events: Sequence[Event], unit: str) -> int:
    """How often the unit has got the issue already. The name of a message changes with it alone, so that what
    is sent once more after a break is known to be the same message."""
    return sum(event.unit == unit and event.what in (TAKEN, ARRIVED) for event in events)


class Log:
    """The log, open to be added to by this process alone. Raises Busy, OSError."""

    def __init__(self, site: Path, issue_key: str) -> None:
        self._path = site / log_file(issue_key)
        self._name = log_file(issue_key)
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
            self._mend()
            _sync_folder(self._path.parent)
        except BaseException:
            os.close(self._descriptor)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def events(self) -> tuple[tuple[Event, ...], list[Diagnostic]]:
        """All that stands in it now."""
        return _parse(self._path.read_bytes(), self._name)

    def add(self, event: Event) -> None:
        """Write a line; it is on the disk when this returns."""
        data = _line(event)
        while data:
            data = data[os.write(self._descriptor, data) :]
        os.fsync(self._descriptor)

    def _mend(self) -> None:
        """Take away the torn end that a process left which ended while it wrote. What it was going to do
        after that line it has not done."""
        data = self._path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.ftruncate(self._descriptor, whole)
            os.fsync(self._descriptor)


def _sync_folder(folder: Path) -> None:
    """A new file's name must be on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Not every network drive can do this for a folder.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _line(event: Event) -> bytes:
    values = (event.time, event.unit, event.what, event.address, event.message, event.digest, event.words)
    return f"{to_line(_KEYS, values)}\n".encode("utf-8", "replace")


def _parse(data: bytes, name: str) -> tuple[tuple[Event, ...], list[Diagnostic]]:
    events: list[Event] = []
    for number, line in _whole_lines(data):
        event = _event(line)
        if event is None:
            return (), [Diagnostic("outbox-line", Place(name, number), {}, line.decode("utf-8", "replace"))]
        events.append(event)
    return tuple(events), []


def _whole_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    yield from enumerate(data[: data.rfind(b"\n") + 1].split(b"\n")[:-1], 1)


def _event(line: bytes) -> Event | None:
    values = from_line(_KEYS, line)
    event = Event(*values) if values else None
    return event if event and event.unit and event.what in _EVENTS else None
