"""Writing what the office must keep of a final issue. It goes into content/, not into output/."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.records import record_file
from generator.model.statistics import Statistics
from generator.model.statistics_json import to_json
from generator.publish.faults import blocked, explain
from generator.publish.write import PART


def write_record(root: Path, key: str, statistics: Statistics) -> list[Diagnostic]:
    """Keep the figures of the issue `key`: whole or not at all; a file of the same bytes is not touched.

    Prepared beside its place and moved there, so that a run that is killed leaves no half of it.
    """
    target = root / record_file(key)
    part = target.with_name(f".{target.name}{PART}")
    data = to_json(statistics).encode()
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
