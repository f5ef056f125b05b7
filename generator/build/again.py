"""A build that has nothing to do: all that the last one read, looked for or wrote is as it was.

Only sizes, times and inodes are compared, so that nothing has to be read or even imported. Where any differs
the build goes its way, and contents decide what has to be made.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.build.cache import cache_folder, keep
from generator.build.finding_json import finding_data, finding_of
from generator.build.result import Outcome
from generator.load.stamps import Stamp, stamp_of, too_fresh
from generator.model.kinds import PROGRAM, SHIPPED

FILE = "last.json"
_VERSION = 1
_UNSURE = ("output-", "cache-", "page-failed")
"""Findings of these codes may be gone the next time though no file has changed."""
_ENVIRONMENT = ("JIANBAO_CACHE", "XDG_CACHE_HOME", "HOME")
"""What says where faces are looked for (`setup.faces.face_folder`, fontconfig)."""
_UNREAD = (".git", ".hg", ".svn", "__pycache__")
_FOLDER: Stamp = (0, 0, 0, 0)
"""A folder has no stamp: it changes with every file that an editor saves, and its files are looked at."""

Stamps = Mapping[str, Stamp | None]
"""By full path; None for what was looked for and was not there."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the files were at a moment (`at`, ns): all below the trees of a site and of the program."""

    at: int
    stamps: Stamps


def look(site: Path) -> Looked:
    """Everything that a build of `site` may read of the site and of the program itself."""
    at = time.time_ns()
    found: dict[str, Stamp | None] = {str(site / "site.yaml"): stamp_of(site / "site.yaml")}
    for tree in _trees(site):
        found |= _tree(tree)
    return Looked(at, found)


def remember(
    site: Path,
    before: Looked,
    outcome: Outcome,
    machine: Stamps,
    written: Iterable[Path],
    own: Collection[Path] = (),
) -> None:
    """Keep what a whole build came to, unless something was changed while it was at work.

    `machine` is what else decides the result (faces, libraries) as it was before, `written` are the files of
    the output; `own` are files of the site that this build has written itself.
    """
    if outcome.lacking or any(finding.code.startswith(_UNSURE) for finding in outcome.findings):
        return
    after = look(site)
    records = {str(place) for path in own for place in (path, *path.parents)}
    changed = {path for path in {*before.stamps, *after.stamps} if _differs(path, before, after)}
    if changed - records or _too_fresh(before):
        return
    data = {
        "version": _VERSION,
        "output": str(outcome.output.absolute()),
        "environment": _environment(),
        "trees": after.stamps,
        "places": {**machine, **stamps((*written, *_of_python()))},
        "outcome": _outcome_data(outcome),
    }
    # JSON in ASCII: names of files need not be text.
    keep(cache_folder(site, outcome.output) / FILE, json.dumps(data))


def stamps(paths: Iterable[Path]) -> dict[str, Stamp | None]:
    """What files are now."""
    return {str(path): stamp_of(path) for path in paths}


def unchanged(site: Path, output: Path) -> Outcome | None:
    """The outcome of the last build of all, if the next one could come to no other; else None."""
    try:
        data = json.loads((cache_folder(site, output) / FILE).read_bytes())
        if data["version"] != _VERSION or data["output"] != str(output.absolute()):
            return None
        if data["environment"] != _environment():
            return None
        for path, stamp in data["places"].items():
            if not _same(stamp, stamp_of(path)):
                return None
        now = look(site).stamps
        trees = data["trees"]
        if len(trees) != len(now) or any(not _same(trees.get(path, ()), now[path]) for path in now):
            return None
        return _outcome(data["outcome"], output)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _trees(site: Path) -> tuple[Path, ...]:
    """The folders of the site and of the program; a program that lies in the site is looked at once."""
    folders = (site / "content", site / "templates", PROGRAM, SHIPPED)
    return tuple({folder.resolve(): folder for folder in folders}.values())


def _tree(folder: Path, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Stamp | None]]:
    """All files and folders below a folder, links followed; the folder itself where it is not there.

    `above` are the real paths of the folders on the way: a link back to one of them leads nowhere new.
    """
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError:
        yield str(folder), stamp_of(folder)
        return
    way = (*above, os.path.realpath(folder))
    for entry in entries:
        if entry.name in _UNREAD:
            continue
        if not entry.is_dir():
            yield entry.path, stamp_of(entry.path)
            continue
        yield entry.path, _FOLDER
        if not entry.is_symlink() or os.path.realpath(entry.path) not in way:
            yield from _tree(Path(entry.path), way)


def _environment() -> dict[str, str | None]:
    return {name: os.environ.get(name) for name in _ENVIRONMENT}


def _of_python() -> tuple[Path, ...]:
    """Packages that come or go change the time of their folder."""
    return Path(sys.executable), Path(sysconfig.get_paths()["purelib"])


def _differs(path: str, before: Looked, after: Looked) -> bool:
    absent = ()
    return before.stamps.get(path, absent) != after.stamps.get(path, absent)


def _too_fresh(looked: Looked) -> bool:
    return any(too_fresh(stamp, looked.at) for stamp in looked.stamps.values())


def _same(kept: Any, now: Stamp | None) -> bool:
    return kept is None if now is None else kept is not None and tuple(kept) == now


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "findings": [finding_data(finding) for finding in outcome.findings],
        "made": outcome.made,
        "stopped": outcome.stopped,
        "standing": outcome.standing,
        "files": outcome.written + outcome.unchanged,
        "pages": outcome.pages,
        "sheets": outcome.sheets,
        "borrowed": [[*pair, characters] for pair, characters in sorted(outcome.borrowed.items())],
    }


def _outcome(data: Mapping[str, Any], output: Path) -> Outcome:
    return Outcome(
        output,
        findings=[finding_of(finding) for finding in data["findings"]],
        made=list(data["made"]),
        stopped=list(data["stopped"]),
        standing=list(data["standing"]),
        unchanged=int(data["files"]),
        pages=int(data["pages"]),
        sheets=int(data["sheets"]),
        borrowed={(wanted, used): characters for wanted, used, characters in data["borrowed"]},
        again=True,
    )
