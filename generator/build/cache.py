"""The folder in which builds keep what they know. It is a help and no condition: it may be deleted at any
time, and where it cannot be written, nothing is kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def cache_folder(site: Path, output: Path) -> Path:
    """Where builds of `site` into `output` keep what they know. Each output folder has its own; one that lies
    in the site is named by its place in it, so that it is known again when the site was moved."""
    site_path, output_path = os.path.abspath(site), os.path.abspath(output)
    place = os.path.relpath(output_path, site_path)
    name = output_path if place.startswith("..") else place
    return site / ".cache" / "build" / hashlib.sha256(os.fsencode(name)).hexdigest()[:8]


def keep(file: Path, text: str) -> None:
    """Write a file of the cache, whole or not at all. Only within `lock.alone`: what a killed build left half
    written has the same name, and is written over."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part~")
        part.write_text(text, encoding="utf-8")
        part.replace(file)
