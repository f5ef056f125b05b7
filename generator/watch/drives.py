"""Drives that send no events when a file on them changes elsewhere: network drives, drives of the host."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/mounts")

_SILENT = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "gfs2", "ocfs2", "davfs"),
        # Folders of the machine that this one runs in: WSL, VirtualBox, VMware, Parallels, QEMU, Docker.
        *("9p", "drvfs", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "fakeowner", "osxfs", "grpcfuse"),
    }
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def drive_type(path: str, mounts: Path = MOUNTS) -> str:
    """The type of the file system that holds `path`, which need not exist; "" where nobody can tell.

    Of several file systems mounted over each other at one place, the last is the one in use.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    real = os.path.realpath(path)
    found, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # Blanks and the like stand as octal numbers of their bytes.
        place = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1])
        if len(place) >= len(found) and (real + "/").startswith(place.rstrip("/") + "/"):
            found, kind = place, fields[2]
    return kind


def is_silent(kind: str) -> bool:
    """Whether file systems of this type may change without telling. A disk that is in this machine and read
    through FUSE (`fuseblk`: NTFS, exFAT) does tell."""
    return kind in _SILENT or _is_program(kind)


def keeps_numbers(kind: str) -> bool:
    """Whether a file has the same number as long as it exists. Programs that show something as a drive give
    files numbers as they are asked for, and others later."""
    return not _is_program(kind)


def _is_program(kind: str) -> bool:
    return kind == "fuse" or kind.startswith("fuse.")
