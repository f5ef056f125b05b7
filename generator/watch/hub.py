"""Events of the board sent to every open window, as server-sent events.

The builder's thread hands an event to the loop of the server; there every connection has a box in which only
the newest state of each thing waits, so that a window that reads slowly, or sleeps, costs nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from generator.watch.board import VIEW, Board, Event
from generator.watch.view import View

PING_SECONDS = 15.0
"""A comment is sent after so long a silence, so that both sides notice a connection that is dead."""

RETRY_MS = 500
JOIN_SECONDS = 0.03
"""Changes of the view that follow one another faster than this are joined; the last one is always sent."""

_PING = b":\n\n"


class Hub:
    """Stands between the board and the connections of one server; all but `close` and what the board calls
    happens in the loop `loop`."""

    def __init__(self, board: Board, loop: asyncio.AbstractEventLoop) -> None:
        self._board = board
        self._loop = loop
        self._lock = threading.Lock()
        self._closed = False
        self._boxes: set[_Box] = set()
        self._view_due: asyncio.TimerHandle | None = None
        self._view = board.view
        self._view_sent = 0.0
        self._unlisten = board.listen(self._hear)

    def stream(self, window: str, key: str) -> EventStream:
        """The answer to a window that shows the issue `key`."""
        return EventStream(self, window, key)

    def close(self) -> None:
        """End all streams; those that come later end at once."""
        self._unlisten()
        with self._lock:
            self._closed = True
        if self._view_due:
            self._view_due.cancel()
        for box in self._boxes:
            box.close()

    def connect(self, box: _Box, window: str, key: str) -> contextlib.ExitStack:
        """Join a connection to the hub for as long as the context is open."""
        stack = contextlib.ExitStack()
        # A window without a name of its own is a window each time.
        stack.callback(self._board.look(window or f"@{id(box)}", key))
        self._boxes.add(box)
        stack.callback(self._boxes.discard, box)
        box.put((VIEW, ""), _frame(VIEW, _state(self._board.view)))
        if self._closed:
            box.close()
        return stack

    def _hear(self, event: Event) -> None:
        """In the builder's thread."""
        with self._lock:
            if not self._closed:
                self._loop.call_soon_threadsafe(self._pass_on, event)

    def _pass_on(self, event: Event) -> None:
        if event.kind != VIEW:
            self._send((event.kind, event.key), _frame(event.kind, _change(event)))
            return
        wait = self._view_sent + JOIN_SECONDS - self._loop.time()
        if wait <= 0:
            self._send_view()
        elif self._view_due is None:
            self._view_due = self._loop.call_later(wait, self._send_view)

    def _send_view(self) -> None:
        # Read from the board only now: what was put meanwhile goes along.
        self._view_due = None
        view = self._board.view
        if view is not self._view:
            self._view = view
            self._view_sent = self._loop.time()
            self._send((VIEW, ""), _frame(VIEW, _state(view)))

    def _send(self, name: tuple[str, str], frame: bytes) -> None:
        for box in self._boxes:
            box.put(name, frame)


class EventStream(StreamingResponse):
    """The events of one connection. However it ends, the window is then taken off the board."""

    def __init__(self, hub: Hub, window: str, key: str) -> None:
        self._hub = hub
        self._window = window
        self._key = key
        self._box = _Box()
        headers = {"Cache-Control": "no-cache"}
        super().__init__(self._frames(), headers=headers, media_type="text/event-stream")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._hub.connect(self._box, self._window, self._key):
            await super().__call__(scope, receive, send)

    async def _frames(self) -> AsyncIterator[bytes]:
        yield b"retry: %d\n\n" % RETRY_MS
        while not self._box.closed:
            yield await self._box.take()


class _Box:
    """What waits to be sent over one connection: of each thing the newest, in the order of their changes."""

    def __init__(self) -> None:
        self.closed = False
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._filled = asyncio.Event()

    def put(self, name: tuple[str, str], frame: bytes) -> None:
        self._waiting.pop(name, None)
        self._waiting[name] = frame
        self._filled.set()

    async def take(self) -> bytes:
        """All that waits; a comment where nothing came for a while."""
        try:
            async with asyncio.timeout(PING_SECONDS):
                await self._filled.wait()
        except TimeoutError:
            return _PING
        frames = b"".join(self._waiting.values())
        self._waiting.clear()
        self._filled.clear()
        return frames

    def close(self) -> None:
        self.closed = True
        self._filled.set()


def _state(view: View) -> dict[str, object]:
    return {
        "run": view.run,
        "serial": view.serial,
        "busy": view.busy,
        "done": view.done,
        "total": view.total,
    }


def _change(event: Event) -> dict[str, object]:
    data: dict[str, object] = {"key": event.key} if event.key else {}
    data["version"] = event.version
    if event.signatures:
        data["signatures"] = event.signatures
    return data


def _frame(kind: str, data: dict[str, object]) -> bytes:
    # JSON has no line ends of its own: the data is one line.
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
