"""A check that has nothing to do: all that the last one read or looked for is as it was.

As with builds, only sizes, times and inodes are compared, and nothing heavy is imported.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.build.again import Looked, Stamps, look, stamps
from generator.build.cache import cache_folder, keep
from generator.build.finding_json import finding_data, finding_of
from generator.load.stamps import Stamp, stamp_of, too_fresh
from generator.proofreading.report import Report, Told

_VERSION = 1
_UNSURE = ("output-", "cache-", "page-failed")
"""Findings of these codes may be gone the next time though no file has changed."""
_ENVIRONMENT = ("JIANBAO_CACHE", "XDG_CACHE_HOME", "HOME")
"""What says where faces are looked for."""


def remember(
    site: Path,
    output: Path,
    before: Looked,
    report: Report,
    *,
    text: bool,
    machine: Stamps,
    own: Collection[Path] = (),
) -> None:
    """Keep what a check of the whole site came to, unless something was changed while it was at work.

    `machine` is what else decides how pages come out; `own` are files that the check itself has written.
    """
    if report.lacking or any(one.finding.code.startswith(_UNSURE) for one in report.told):
        return
    after = look(site)
    records = {str(place) for path in own for place in (path, *path.parents)}
    changed = {
        path
        for path in {*before.stamps, *after.stamps}
        if before.stamps.get(path, ()) != after.stamps.get(path, ())
    }
    if changed - records or any(too_fresh(stamp, before.at) for stamp in before.stamps.values()):
        return
    data = {
        "version": _VERSION,
        "environment": _environment(),
        "trees": after.stamps,
        "places": {**machine, **stamps((Path(sys.executable), Path(sysconfig.get_paths()["purelib"])))},
        "report": _data(report),
    }
    # JSON in ASCII: names of files need not be text.
    keep(_file(site, output, text), json.dumps(data))


def unchanged(site: Path, output: Path, *, text: bool) -> Report | None:
    """What the last check of the whole site came to, if the next could come to nothing else; else None."""
    try:
        data = json.loads(_file(site, output, text).read_bytes())
        if data["version"] != _VERSION or data["environment"] != _environment():
            return None
        if not all(_same(stamp, stamp_of(path)) for path, stamp in data["places"].items()):
            return None
        now, trees = look(site).stamps, data["trees"]
        if len(trees) != len(now) or not all(_same(trees.get(path, ()), now[path]) for path in now):
            return None
        return _report(data["report"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _file(site: Path, output: Path, text: bool) -> Path:
    return cache_folder(site, output) / ("check-text.json" if text else "check.json")


def _environment() -> dict[str, str | None]:
    return {name: os.environ.get(name) for name in _ENVIRONMENT}


def _same(kept: Any, now: Stamp | None) -> bool:
    return kept is None if now is None else kept is not None and tuple(kept) == now


def _data(report: Report) -> dict[str, Any]:
    told = [[finding_data(one.finding), one.text, one.fix, one.known] for one in report.told]
    return {"told": told, "issues": report.issues, "stale": report.stale, "made": report.made}


def _report(data: Any) -> Report:
    told = tuple(Told(finding_of(one), text, fix, known) for one, text, fix, known in data["told"])
    issues = {key: tuple(files) for key, files in data["issues"].items()}
    return replace(Report(told, issues), stale=int(data["stale"]), made=int(data["made"]))
