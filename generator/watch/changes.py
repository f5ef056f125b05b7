"""Which files of a site changed: waits for it, and tells it in batches."""

from __future__ import annotations

import errno
import math
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from generator.load.scratch import is_hidden, is_scratch
from generator.watch.drives import drive_type, is_silent, keeps_numbers
from generator.watch.folders import is_below
from generator.watch.heard import Batch, Heard
from generator.watch.polling import Polling

if TYPE_CHECKING:
    from generator.watch.events import Events

__all__ = ["Batch", "Changes"]

HEARTBEAT = 1.0
"""Seconds after which it is looked whether the roots are still the folders that are watched."""

_SLOWER = "改为每半秒查看一次文件，保存以后预览会慢半秒左右"


class Changes:
    """Watches the roots and everything below them until it is closed.

    A root is a file or a folder and need not exist yet. `ignored` is asked for files and folders below the
    roots, from any thread, and must always give the same answer for a path; nothing below an ignored folder
    is looked at. Files that programs keep for a moment and hidden ones are ignored anyway.

    `polling`: True looks every half second, False relies on events, None decides by the drive; where events
    cannot be had, it looks in any case. `note` says in Chinese, for editors, why it looks; it is empty where
    there is nothing to say, and may come to be filled while waiting.
    """

    def __init__(
        self, roots: Sequence[Path], ignored: Callable[[Path], bool], *, polling: bool | None = None
    ) -> None:
        self.note = ""
        self._ignored = ignored
        self._roots = _outermost(os.path.abspath(root) for root in roots)
        self._heard = Heard()
        self._closed = threading.Event()
        self._events: Events | None = None
        self._polling: Polling | None = None
        kinds = [drive_type(root) for root in self._roots]
        self._numbered = all(keeps_numbers(kind) for kind in kinds)
        silent = next((kind for kind in kinds if is_silent(kind)), "")
        if polling is None and silent:
            self._poll(f"文件所在的磁盘（{silent}）在文件改动时不通知本机，{_SLOWER}。")
        elif polling:
            self._poll("")
        elif sys.platform != "linux":
            self._poll(f"在这种操作系统上收不到文件改动的通知，{_SLOWER}。")
        else:
            self._listen()

    def wait(self, timeout: float | None = None) -> Batch | None:
        """What changed since the last call; where nothing has, waits for it, at most `timeout` seconds.

        None where nothing came, and once `close` was called. Raises what `ignored` raises.
        """
        end = math.inf if timeout is None else time.monotonic() + timeout
        while not self._closed.is_set():
            left = max(0.0, end - time.monotonic())
            if self._polling is not None:
                return self._polling.take(left, self._closed)
            batch = self._heard.take(min(left, HEARTBEAT))
            if batch is not None:
                return batch
            if not self._is_well():
                return Batch(everything=True)
            if time.monotonic() >= end:
                return None
        return None

    def close(self) -> None:
        """Ends the watch, and a `wait` of another thread with it."""
        self._closed.set()
        self._heard.close()
        if self._events is not None:
            self._events.close()

    def __enter__(self) -> Changes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _listen(self) -> None:
        from generator.watch.events import Events  # cannot be imported where there is no inotify

        try:
            self._events = Events(self._roots, self._skipped, self._heard)
        except OSError as error:
            self._poll(_reason(error))

    def _is_well(self) -> bool:
        """Whether events still come; where they do not, goes on by looking."""
        failure = self._heard.failure
        if failure is None and self._events is not None:
            try:
                self._events.check()
                return True
            except OSError as error:
                failure = error
        if self._events is not None:
            self._events.close()
            self._events = None
        self._poll(_reason(failure))
        return False

    def _poll(self, note: str) -> None:
        self._polling = Polling(self._roots, self._skipped, numbered=self._numbered)
        self.note = note

    def _skipped(self, path: str, is_folder: bool) -> bool:
        name = os.path.basename(path)
        return (is_hidden(name) if is_folder else is_scratch(name)) or self._ignored(Path(path))


def _reason(error: BaseException | None) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EMFILE, errno.ENFILE):
        return (
            f"系统允许同时留意的文件夹个数用完了，{_SLOWER}。要恢复，请关掉一些程序再重新运行本命令，"
            "或者请管理员调大系统参数 fs.inotify.max_user_watches 和 fs.inotify.max_user_instances。"
        )
    return f"系统的文件改动通知中断了（{type(error).__name__}: {error}），{_SLOWER}。"


def _outermost(roots: Iterable[str]) -> tuple[str, ...]:
    """Without those that stand in another one."""
    every = sorted(set(roots))
    return tuple(root for root in every if not any(is_below(root, other) for other in every))
