"""The port that the preview listens on, of this machine only."""

from __future__ import annotations

import errno
import os
import socket

HOST = "127.0.0.1"
FIRST_PORT = 8017
_PORTS = 200
"""So many ports are tried; each is held by another preview or another program."""
_BACKLOG = 128


def listen(port: int = 0) -> socket.socket:
    """A socket that listens on `port`, for 0 on the next free one from 8017.

    Raises OSError where the port, or all of them, are taken.
    """
    if port:
        return _bind(port)
    for number in range(FIRST_PORT, FIRST_PORT + _PORTS):
        try:
            return _bind(number)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(errno.EADDRINUSE, f"ports {FIRST_PORT} to {FIRST_PORT + _PORTS - 1} are taken")


def _bind(port: int) -> socket.socket:
    # asyncio sends without delay (TCP_NODELAY) only where the socket itself says that it is one of TCP;
    # else the end of every answer waits some 40 ms for the browser to confirm its beginning.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":
            # A restart gets its port back at once, though connections of the run before still fade out.
            # On Windows the same option would let two programs share a port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        # Now and not when the server starts: else a second one could take the same port meanwhile.
        bound.listen(_BACKLOG)
        bound.setblocking(False)
    except OSError:
        bound.close()
        raise
    return bound
