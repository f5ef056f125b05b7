"""A file that must not take the place of another."""

from __future__ import annotations

import os
from pathlib import Path


def write_fresh(target: Path, data: bytes) -> None:
    """The whole file or none. Raises FileExistsError where another file has come meanwhile."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        try:
            # A link is refused where the name is taken; a move would take the name from what has it.
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems, such as those of memory sticks, know no links.
            if target.exists():
                raise FileExistsError(str(target)) from None
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
