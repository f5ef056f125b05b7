"""Why the machine would not write, as findings."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic

_REASONS: Mapping[int, str] = {
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件太大，这个磁盘放不下",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOENT: "文件夹不见了",
    errno.EBUSY: "文件正被别的程序占用",
    errno.ETXTBSY: "文件正被别的程序占用",
}


def explain(error: OSError, target: Path) -> Diagnostic:
    """The finding for an error while `target` was written."""
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Diagnostic("output-unwritable", None, {"path": str(target)})
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Diagnostic("output-full", None, {"path": str(target)})
    if error.errno == errno.EISDIR:
        return blocked(target, "一个同名的文件夹")
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return blocked(_file_in_the_way(target), "一个同名的文件")
    reason = _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")
    return Diagnostic("output-failed", None, {"path": str(target), "reason": reason})


def _file_in_the_way(target: Path) -> Path:
    """The nearest folder of the path that is a file instead."""
    return next((folder for folder in target.parents if folder.is_file()), target)


def blocked(path: Path, obstacle: str) -> Diagnostic:
    """Something that is in the way: `obstacle` names it."""
    return Diagnostic("output-blocked", None, {"path": str(path), "obstacle": obstacle})
