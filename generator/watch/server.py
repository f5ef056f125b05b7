"""The server of the preview: uvicorn with a loop of its own, in a thread beside the builder's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
import weakref
from functools import partial
from pathlib import Path

import uvicorn

from generator.model.kinds import SHIPPED
from generator.watch.board import Board
from generator.watch.guard import Guard
from generator.watch.hub import Hub
from generator.watch.ports import HOST, listen
from generator.watch.prints import Printer, Prints
from generator.watch.routes import Routes

PAGES = SHIPPED / "preview"
"""The preview's own pages."""

_GRACE = 0.1
"""Seconds that answers under way get when the server stops."""
_PAUSE = 0.005
_LONGEST = 3.0
"""Seconds after which an ending server is left to itself: its thread is none that a process waits for."""
_KEEP_ALIVE = 120
"""Seconds that a connection stays open for the next save; a new one would cost it time."""


def serve(
    board: Board, port: int = 0, editor: str = "", *, printer: Printer | None = None, pages: Path = PAGES
) -> Server:
    """Serve the board on 127.0.0.1 until `stop`: on `port`, for 0 on the next free one from 8017.

    `editor` is the command that opens a file (`code -g {file}:{line}`), "" for none. `printer` and `pages`
    take the place of those that are ours. Raises OSError where the port is taken.
    """
    server = Server(board, listen(port), editor, printer, pages)
    server.start()
    return server


class Server:
    """A server at work; `address` is what a browser opens."""

    def __init__(
        self, board: Board, listener: socket.socket, editor: str, printer: Printer | None, pages: Path
    ) -> None:
        self.port: int = listener.getsockname()[1]
        self.address = f"http://{HOST}:{self.port}/"
        self._board = board
        self._listener = listener
        self._editor = editor
        self._printer = printer
        self._pages = pages
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._uvicorn: _Uvicorn | None = None

    def start(self) -> None:
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=partial(_let_go, weakref.ref(self)))
        self._thread.start()
        self._ready.wait()
        if self._uvicorn is None or not self._uvicorn.started:
            raise RuntimeError("the server of the preview did not start")

    def stop(self) -> None:
        """End at once, with open connections too. May be called again, from any thread but its own."""
        if self._loop and self._uvicorn:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._uvicorn.end)
        # A request that will not be ended must not keep the command from ending.
        self._thread.join(_LONGEST)

    def sockets(self) -> list[int]:
        """The descriptors of the port and of all connections."""
        found = [self._listener, *(self._uvicorn.connections() if self._uvicorn else ())]
        return [number for one in found if (number := one.fileno()) >= 0]

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        finally:
            self._listener.close()
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        hub = Hub(self._board, self._loop)
        prints = Prints(self._board, self._printer)
        routes = Routes(self._board, hub, prints, self._pages, self._editor)
        config = uvicorn.Config(
            Guard(routes.app(), self.port),
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            # What goes wrong in an answer is told in the answer; the terminal belongs to the builds.
            log_level="critical",
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE,
        )
        self._uvicorn = _Uvicorn(config, hub, self._ready)
        try:
            await self._uvicorn.serve([self._listener])
        finally:
            hub.close()
            prints.close()
            routes.close()


class _Uvicorn(uvicorn.Server):
    """uvicorn without its clock: it looks ten times a second whether it is to end, and then waits for its
    clients for as long as they like."""

    def __init__(self, config: uvicorn.Config, hub: Hub, ready: threading.Event) -> None:
        super().__init__(config)
        self._hub = hub
        self._ready = ready
        self._end = asyncio.Event()

    def end(self) -> None:
        """In the loop."""
        self._end.set()

    def connections(self) -> list[socket.socket]:
        transports = [connection.transport for connection in list(self.server_state.connections)]
        return [found for one in transports if (found := one.get_extra_info("socket")) is not None]

    async def main_loop(self) -> None:
        self._ready.set()
        await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # First nobody new is let in, and the port is closed after a pause: asyncio loses a connection, and
        # leaves it open, that is half let in when the port closes.
        for listener in sockets or ():
            with contextlib.suppress(NotImplementedError):  # on Windows there is no such loss
                asyncio.get_running_loop().remove_reader(listener)
        self._hub.close()
        connections = self.server_state.connections
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await asyncio.sleep(_PAUSE)
                while connections:
                    for connection in list(connections):
                        if not connection.transport.is_closing():
                            connection.shutdown()
                    await asyncio.sleep(_PAUSE)
        for server in self.servers:
            server.close()
        for connection in list(connections):
            connection.transport.abort()
        # The transports close in the next turn of the loop.
        await asyncio.sleep(0)


def _let_go(server: weakref.ref[Server]) -> None:
    """In a process that was forked off to make issues: leave the port and the connections to the preview.

    Else, were the preview killed, they would stay open for as long as that process lives: browsers would not
    notice, and the next preview could not have its port. The descriptors then lead nowhere; they are not
    closed, as objects that came along in the fork still hold them.
    """
    found = server()
    if found is None:
        return
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in found.sockets():
        os.dup2(nowhere, number)
    os.close(nowhere)
