"""Writing what the office must keep of final issues and proofs. It goes into content/, not into output/."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.finals import final_file
from generator.load.records import adoption_file, record_file
from generator.model.adoption import Adoption
from generator.model.adoption_json import to_json as adoption_json
from generator.model.final import Final
from generator.model.final_text import to_text
from generator.model.statistics import Statistics
from generator.model.statistics_json import to_json
from generator.publish.faults import blocked, explain
from generator.publish.write import PART


def write_record(root: Path, key: str, statistics: Statistics) -> list[Diagnostic]:
    """Keep the figures of the issue `key`."""
    return keep_file(root / record_file(key), to_json(statistics).encode())


def write_adoption(root: Path, key: str, adoption: Adoption) -> list[Diagnostic]:
    """Keep what the 采用通报 `key` counted."""
    return keep_file(root / adoption_file(key), adoption_json(adoption).encode())


def write_final(root: Path, key: str, final: Final) -> list[Diagnostic]:
    """Keep what the issue `key` says: its lock."""
    return keep_file(root / final_file(key), to_text(final).encode())


def keep_file(target: Path, data: bytes) -> list[Diagnostic]:
    """Write a file that is kept with the content: whole or not at all; one of the same bytes is not touched.

    Prepared beside its place and moved there, so that a run that is killed leaves no half of it.
    """
    part = target.with_name(f".{target.name}{PART}")
    try:
        if target.is_dir():
            return [blocked(target, "一个同名的文件夹")]
        if target.is_file() and target.read_bytes() == data:
            return []
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        os.replace(part, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return [explain(error, target)]
    return []
