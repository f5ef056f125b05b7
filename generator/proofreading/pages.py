"""The pages that a check looks at, made first where they are not up to date.

What is found on a page is found in making it and kept with it (`build.layouts`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.build.again import Stamps, stamps, unchanged
from generator.build.result import Outcome, Progress
from generator.pipeline import build, find_faces
from generator.typeset.machine import face_places


def make_pages(
    site: Path,
    output: Path,
    only: Sequence[str],
    jobs: int,
    progress: Progress | None,
    waiting: Callable[[], None] | None,
) -> Outcome:
    """All pages, or those of the issues `only`, with everything that was found in making them."""
    outcome = unchanged(site, output)
    if outcome is None:
        outcome = build(site, output, only, jobs=jobs, progress=progress, waiting=waiting)
    return outcome


def machine_stamps(site: Path) -> Stamps:
    """What else decides how pages come out: faces and libraries."""
    faces, _ = find_faces(site)
    return stamps(face_places(faces)) if faces is not None else {}
