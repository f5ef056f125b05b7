"""What is in a folder, and which folder it is; a folder that vanishes meanwhile is no error."""

from __future__ import annotations

import os
from typing import NamedTuple

Identity = tuple[int, int]
"""Drive and number of a folder: a path may come to be another folder, two paths may be the same one."""


class Entry(NamedTuple):
    """`is_folder` holds for a link to a folder too."""

    path: str
    is_folder: bool
    is_link: bool


def entries_of(folder: str) -> list[Entry]:
    """Files and folders in a folder; none where it is gone or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [_entry(entry) for entry in entries]
    except OSError:
        return []


def identity_of(folder: str) -> Identity | None:
    """None where there is nothing."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_below(path: str, folder: str) -> bool:
    """Whether a path stands in a folder or in one of those in it."""
    return path.startswith(folder.rstrip("/") + "/")


def _entry(entry: os.DirEntry[str]) -> Entry:
    is_link = entry.is_symlink()
    # os.path.isdir, since a link that leads to itself is an error for DirEntry.
    is_folder = os.path.isdir(entry.path) if is_link else entry.is_dir(follow_symlinks=False)
    return Entry(entry.path, is_folder, is_link)
