"""What of a site is watched, and what never is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.model.kinds import SHIPPED


def watched(site: Path) -> tuple[Path, ...]:
    """What a build may read of the site, and the program's own templates."""
    site = site.absolute()
    return (site / "site.yaml", site / "content", site / "templates", SHIPPED)


def is_ignored(output: Path) -> Callable[[Path], bool]:
    """What is never a reason to build: the output, wherever it lies."""
    folder = output.absolute()
    return lambda path: path == folder or folder in path.parents
