"""What tells that a file has not been changed, without reading it."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size, time of the last change, time of the last change of the inode (both in ns), inode."""

TICK = 20_000_000
"""Nanoseconds: longer than a kernel's clock takes from tick to tick. What was changed so shortly before it
was looked at may have been changed again in the same tick."""
COARSE_TICK = 2_000_000_000
"""The same of drives that keep no parts of seconds, like a FAT stick."""
_SECOND = 1_000_000_000


def stamp_of(path: Path | str) -> Stamp | None:
    """The stamp of a file or folder; None where there is none. Links are followed."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def too_fresh(stamp: Stamp | None, looked_at: int) -> bool:
    """Whether a file that had `stamp` at the time `looked_at` (ns) may have changed since without a trace."""
    if stamp is None:
        return False
    tick = TICK if stamp[1] % _SECOND else COARSE_TICK
    return max(stamp[1], stamp[2]) + tick > looked_at
