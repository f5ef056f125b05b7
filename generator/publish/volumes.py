"""The volumes that stand below output/, as the page of all issues names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.publish.manifest import Manifest, issue_of, volume_level
from generator.render.archive import ArchiveVolume

_OF = re.compile(r"(?P<publication>[^/]+)/(?P<year>\d{4}) (?P<part>.+)")
_NAME = "合订本"
_WHOLE = "全年"


def volumes_of(output: Path, manifest: Manifest) -> tuple[ArchiveVolume, ...]:
    """Every volume that is there: its print PDF, else another kind of it. Nothing secret is named."""
    found = sorted(_volumes(output, manifest), key=lambda one: (one[0], one[1].name))
    return tuple(volume for _, volume in found)


def _volumes(output: Path, manifest: Manifest) -> Iterator[tuple[bool, ArchiveVolume]]:
    """Each with whether it is a part of its year: the whole stands first."""
    for owner, paths in manifest.files.items():
        of = _OF.fullmatch(issue_of(owner)) if volume_level(owner) == "" else None
        files = sorted((path for path in paths if (output / path).is_file()), key=len)
        if of is None or not files:
            continue
        part = "" if of["part"] == _WHOLE else of["part"]
        # The names of the other kinds are longer: （归档）.
        yield bool(part), ArchiveVolume(of["publication"], int(of["year"]), f"{part}{_NAME}", files[0])
