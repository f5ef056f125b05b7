"""The files as they were before the last mending, in .cache/undo/, and how to put them back."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.proofreading.files import replace_file
from generator.proofreading.mend import Mended
from generator.publish.faults import explain

_FOLDER = ".cache/undo"
_LIST = "list.json"
_VERSION = 1


@dataclass(frozen=True)
class Undone:
    """`restored` files are as they were; `changed` ones were changed since and left as they are."""

    restored: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def write_mended(site: Path, files: Sequence[Mended]) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Keep the old files, then write the mended ones. A file that was changed since it was read stays as it
    is. Returns the files that were written."""
    try:
        _keep(site / _FOLDER, files)
    except OSError as error:
        return (), [explain(error, site / _FOLDER)]
    written: list[str] = []
    findings: list[Diagnostic] = []
    for one in files:
        path = site / one.file
        try:
            if path.read_bytes() == one.before:
                replace_file(path, one.after)
                written.append(one.file)
        except OSError as error:
            findings.append(explain(error, path))
    return tuple(written), findings


def undo(site: Path) -> tuple[Undone | None, list[Diagnostic]]:
    """Put back what the last mending has changed; None where there is nothing to put back."""
    folder = site / _FOLDER
    try:
        data = json.loads((folder / _LIST).read_bytes())
        entries = [(str(name), str(kept), str(mark)) for name, kept, mark in data["files"]]
        if data["version"] != _VERSION:
            return None, []
    except (OSError, ValueError, KeyError, TypeError):
        return None, []
    restored, changed, findings = [], [], []
    for name, kept, mark in entries:
        path = site / name
        try:
            before, now = (folder / kept).read_bytes(), path.read_bytes() if path.is_file() else b""
            if _mark(now) == mark:
                replace_file(path, before)
                restored.append(name)
            elif now != before:
                changed.append(name)
        except OSError as error:
            findings.append(explain(error, path))
    if not changed and not findings:
        shutil.rmtree(folder, ignore_errors=True)
    return Undone(tuple(restored), tuple(changed)), findings


def _keep(folder: Path, files: Sequence[Mended]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, one in enumerate(files):
        (folder / str(number)).write_bytes(one.before)
        entries.append([one.file, str(number), _mark(one.after)])
    # The list comes last: without it there is nothing to put back, and no file was changed yet.
    replace_file(folder / _LIST, json.dumps({"version": _VERSION, "files": entries}).encode())


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
