"""The libraries of the system that setting pages needs, looked for as WeasyPrint does: by loading them."""

from __future__ import annotations

import ctypes
import sys

PANGO_LEAST = (1, 44, 0)
"""The oldest Pango that WeasyPrint 70 works with."""


def load(name: str) -> ctypes.CDLL | None:
    """The library called `name`, such as `pango-1.0`, or None where the system has none."""
    for candidate in (f"lib{name}.so.0", f"lib{name}.dylib", f"lib{name}.0.dylib"):
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def pango_version() -> tuple[int, int, int] | None:
    """Pango's version, or None where there is no Pango."""
    pango = load("pango-1.0")
    if pango is None:
        return None
    number = int(pango.pango_version())
    return number // 10000, number // 100 % 100, number % 100


def has_pango() -> bool:
    """Whether pages can be set: Pango is new enough and has its FreeType part."""
    version = pango_version()
    return version is not None and version >= PANGO_LEAST and load("pangoft2-1.0") is not None


def has_subset() -> bool:
    """Whether HarfBuzz can subset fonts; without it Python does, many times slower."""
    return load("harfbuzz-subset") is not None


def has_atomic() -> bool:
    """Whether the Node.js that drives the tests' browser can start; only Linux may lack the library."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True
