"""Loading WeasyPrint without its search for libraries."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plain_names() -> Iterator[None]:
    """While WeasyPrint is imported, libraries are opened by their plain names only.

    WeasyPrint tries the names of all systems in turn, and for each that fails cffi asks
    `ctypes.util.find_library`, which on Linux starts a compiler and a linker: some fifty processes,
    half of the time that the import takes. On Linux the plain names are enough.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
