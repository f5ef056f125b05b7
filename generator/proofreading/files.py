"""Files of the site that a check writes: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

_PART = ".part~"


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` beside the file and move it there; who may read it stays as it was. A link stays a link.

    Raises OSError where that cannot be done; the file is then as it was.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}{_PART}")
    try:
        part.write_bytes(data)
        if target.exists():
            shutil.copymode(target, part)
        os.replace(part, target)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
