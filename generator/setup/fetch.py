"""Downloads a file: resumed after an interruption, with progress, and checked by its hash."""

from __future__ import annotations

import errno
import hashlib
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import IO

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are there."""

_CHUNK = 1 << 18
_TIMEOUT = 15.0


class FetchError(Exception):
    """The file could not be had: the message says why, in Chinese; `status` is HTTP's, 0 without one."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


def fetch(
    address: str,
    target: Path,
    *,
    size: int,
    algorithm: str,
    digest: str,
    progress: Progress,
    proxies: Mapping[str, str] | None = None,
) -> None:
    """Brings `address` to `target`, by way of `target` + `.part`, which is taken up again after a break.

    `size` is in bytes; `algorithm` names a hash of hashlib, `digest` is its value in lower-case hex. Raises
    FetchError; what has arrived then stays for the next try, unless it is wrong.
    """
    part = target.with_name(target.name + ".part")
    opener = _opener(proxies)
    try:
        for fresh in (False, True):
            if fresh:
                part.unlink(missing_ok=True)
            _complete(opener, address, part, size, progress)
            if _digest(part, algorithm) == digest:
                part.replace(target)
                return
        part.unlink(missing_ok=True)
    except OSError as error:
        raise FetchError(disk_trouble(error)) from error
    raise FetchError("下载的文件与软件源公布的校验值不符")


def _opener(proxies: Mapping[str, str] | None) -> urllib.request.OpenerDirector:
    if not proxies:
        return urllib.request.build_opener()
    return urllib.request.build_opener(urllib.request.ProxyHandler(dict(proxies)))


def _complete(
    opener: urllib.request.OpenerDirector, address: str, part: Path, size: int, progress: Progress
) -> None:
    """Adds to `part` until it has `size` bytes; after a break tries again while that brings anything."""
    here = _size(part)
    while here < size:
        try:
            _receive(opener, address, part, here, size, progress)
        except urllib.error.HTTPError as error:
            error.close()
            raise FetchError(_refusal(error.code), error.code) from error
        except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
            if _size(part) <= here:
                raise FetchError("连不上软件源") from error
            time.sleep(1)
        if _size(part) <= here:
            raise FetchError("下载中途断开")
        here = _size(part)


def _refusal(status: int) -> str:
    if status == 404:
        return "软件源里已经没有这个版本，要先运行 sudo apt-get update"
    return f"软件源拒绝下载（{status}），请检查代理设置"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _receive(
    opener: urllib.request.OpenerDirector,
    address: str,
    part: Path,
    start: int,
    size: int,
    progress: Progress,
) -> None:
    request = urllib.request.Request(address, headers={"User-Agent": "jianbao"})
    if start:
        request.add_header("Range", f"bytes={start}-")
    with opener.open(request, timeout=_TIMEOUT) as answer:
        # A server that knows no ranges answers 200 with everything from the beginning.
        resumed = start > 0 and answer.status == 206
        with part.open("ab" if resumed else "wb") as out:
            _copy(answer, out, start if resumed else 0, size, progress)


def _copy(answer: IO[bytes], out: IO[bytes], done: int, size: int, progress: Progress) -> None:
    while done <= size and (chunk := answer.read(_CHUNK)):
        out.write(chunk)
        done += len(chunk)
        progress(done, size)


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def disk_trouble(error: OSError) -> str:
    """An error of the disk, in words."""
    known = {
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已用完",
        errno.EACCES: "没有写入权限",
        errno.EPERM: "没有写入权限",
        errno.EROFS: "磁盘是只读的",
    }
    return known.get(error.errno or 0, f"读写出错：{error.strerror or error}")
