"""One build at a time writes into an output folder: a `make` beside a preview waits for it to finish."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

FILE = "lock"


@contextlib.contextmanager
def alone(cache: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock in the folder `cache`; `waiting` is called once if another build has it.

    The system lets go of it when the process ends, however it ends. Where a drive knows no locks the
    build goes on without.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(cache / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            # Not every network drive has locks.
            pass
        yield
    finally:
        os.close(descriptor)
