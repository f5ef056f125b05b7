"""Changes of files as the Linux kernel tells them (inotify): the folders that are watched, and what follows
from an event in one of them."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watchdog.observers.inotify_c import CallbackId, InotifyConstants, InotifyEvent, WatchDescriptor

from generator.watch.folders import Identity, entries_of, identity_of, is_below
from generator.watch.heard import Heard
from generator.watch.reader import EVENTS, Reader

_NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG}
)
"""Errors that tell of one folder; others, of which the limits of inotify are the common ones, of all."""

_NO_WATCH = WatchDescriptor(-1)
"""What watchdog answers for a folder that may not be read."""

_FOLDER = InotifyConstants.IN_ISDIR

_LONGEST = 3.0
"""Seconds that the thread gets to end."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name in a folder outside of those that are watched whole: a root itself, or what a link leads to.
    What happens to the file `wanted` is told as a change of `path`."""

    wanted: str
    path: str


@dataclass(eq=False, slots=True)
class _Folder:
    """A watch on one folder; watchdog calls it for each event."""

    path: str
    events: Events
    whole: bool
    wd: WatchDescriptor = _NO_WATCH
    identity: Identity | None = None

    def on_event(self, event: InotifyEvent) -> None:
        self.events.hear(self, event)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        self.events.forget(self)

    def on_queue_overflow(self) -> None:
        """The reader sees to it, once for all folders."""


class Events:
    """Tells `heard` what happens to the roots and to everything below them.

    A root may be a folder, a file or nothing yet; it may go and come back. `skipped` is asked for a path and
    whether it is a folder; there is no watch in folders that it names. Raises OSError where the system gives
    no watches.
    """

    def __init__(self, roots: Sequence[str], skipped: Callable[[str, bool], bool], heard: Heard) -> None:
        self._roots = tuple(roots)
        self._skipped = skipped
        self._heard = heard
        self._lock = threading.RLock()
        self._whole: dict[str, _Folder] = {}
        self._beside: dict[str, _Folder] = {}
        self._spots: dict[tuple[str, str], set[_Spot]] = {}
        self._closed = False
        self._reader = Reader(self._start_again, heard.fail)
        self._reader.start()
        try:
            with self._lock:
                self._start()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends the thread; nothing is told any more."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._reader.stop()
        # It ends with the process at the latest.
        self._reader.join(_LONGEST)

    def check(self) -> None:
        """Starts again where a root or what it stands in has become another folder without an event, as
        when a folder further up was renamed or a drive was mounted."""
        with self._lock:
            roots = (self._whole[root] for root in self._roots if root in self._whole)
            if any(
                folder.identity != identity_of(folder.path) for folder in (*self._beside.values(), *roots)
            ):
                self._start_again()

    def hear(self, folder: _Folder, event: InotifyEvent) -> None:
        """An event of a folder, in the reader's thread."""
        with self._lock:
            if self._closed or self._kept(folder.whole).get(folder.path) is not folder:
                return
            if not event.name:
                # Of a folder that is watched whole, the folder that it stands in tells the same.
                if not folder.whole and event.mask & (
                    InotifyConstants.IN_DELETE_SELF
                    | InotifyConstants.IN_MOVE_SELF
                    | InotifyConstants.IN_UNMOUNT
                ):
                    self._start_again()
                return
            path = os.path.join(folder.path, os.fsdecode(event.name))
            if folder.whole:
                if not self._skipped(path, self._is_folder(path, event)):
                    if _came_or_went(event):
                        self._unlink(path)
                    self._changed(path, event)
                return
            for spot in tuple(self._spots.get((folder.path, os.path.basename(path)), ())):
                self._changed_at(spot, path, event)

    def forget(self, folder: _Folder) -> None:
        """The kernel has removed a watch, because the folder is no more."""
        with self._lock:
            if not self._closed and self._kept(folder.whole).get(folder.path) is folder:
                del self._kept(folder.whole)[folder.path]

    def _kept(self, whole: bool) -> dict[str, _Folder]:
        return self._whole if whole else self._beside

    def _start(self) -> None:
        for root in self._roots:
            self._stand(_Spot(root, root))
            self._enter(root, tell=False)

    def _start_again(self) -> None:
        """All watches anew, where nobody knows any more what they stand for."""
        with self._lock:
            if self._closed:
                return
            for folder in (*self._whole.values(), *self._beside.values()):
                self._unwatch(folder)
            self._spots.clear()
            self._start()
            self._heard.lost()

    def _changed_at(self, spot: _Spot, path: str, event: InotifyEvent) -> None:
        if path != spot.wanted:
            # A folder on the way to it. As long as it is missing, there is nothing to be told.
            if _came_or_went(event):
                self._start_again()
            return
        if _came_or_went(event) and spot.wanted == spot.path:
            self._unlink(spot.path)
        self._changed(spot.path, event)

    def _is_folder(self, path: str, event: InotifyEvent) -> bool:
        """For a link to a folder the event does not say it."""
        return (
            bool(event.mask & _FOLDER)
            or path in self._whole
            or (_came_or_went(event) and os.path.isdir(path))
        )

    def _changed(self, path: str, event: InotifyEvent) -> None:
        is_folder = bool(event.mask & _FOLDER)
        if event.is_create or event.is_moved_to:
            self._came(path, saved=event.is_moved_to)
        elif event.is_delete or event.is_moved_from:
            if self._leave(path) or is_folder:
                self._heard.folder()
            else:
                self._heard.unsure(path)
        elif is_folder:
            if path not in self._whole:  # its rights have changed: perhaps it can be read now
                self._came(path, saved=False)
        elif event.is_close_write:
            self._heard.saved(path)
        elif event.is_attrib:
            self._heard.touched(path)
        else:
            self._heard.unsure(path)

    def _came(self, path: str, *, saved: bool) -> None:
        known = self._whole.get(path)
        if known is not None and known.identity == identity_of(path):
            return  # found already, when the folder that it is in was looked through
        if self._leave(path):
            self._heard.folder()
        if os.path.isdir(path):
            self._heard.folder()
        elif saved:
            self._heard.saved(path)
        else:
            self._heard.unsure(path)
        self._enter(path, tell=True)

    def _enter(self, path: str, *, tell: bool) -> None:
        """Watches a path: what it leads to where it is a link, all below it where it is a folder."""
        if os.path.islink(path):
            self._stand(_Spot(os.path.realpath(path), path))
        if os.path.isdir(path):
            above = {folder.identity for name, folder in self._whole.items() if is_below(path, name)}
            self._walk(path, frozenset(above), tell=tell)

    def _walk(self, path: str, above: frozenset[Identity | None], *, tell: bool) -> None:
        """Watches a folder and those in it; with `tell`, tells of the files found.

        First the watch, then the look: a file that comes in between is seen twice and never missed.
        """
        folder = self._watch(path, whole=True)
        if folder is None:
            return
        if folder.identity in above:  # a link that leads back up
            self._unwatch(folder)
            return
        for entry in entries_of(path):
            if self._skipped(entry.path, entry.is_folder):
                continue
            if entry.is_link:
                self._stand(_Spot(os.path.realpath(entry.path), entry.path))
            if entry.is_folder:
                self._walk(entry.path, above | {folder.identity}, tell=tell)
            elif tell:
                self._heard.unsure(entry.path)

    def _leave(self, path: str) -> bool:
        """Takes the watches off a folder and all below it; whether there were any."""
        left = [folder for name, folder in self._whole.items() if name == path or is_below(name, path)]
        for folder in left:
            self._unwatch(folder)
        for spots in self._spots.values():
            spots -= {spot for spot in spots if spot.wanted != spot.path and is_below(spot.path, path)}
        self._tidy()
        return bool(left)

    def _stand(self, spot: _Spot) -> None:
        """Watches the folder of a path, or the nearest one above that is there."""
        while True:
            name, folder = spot.wanted, os.path.dirname(spot.wanted)
            while not os.path.isdir(folder) and folder != os.path.dirname(folder):
                name, folder = folder, os.path.dirname(folder)
            if self._watch(folder, whole=False) is not None:
                self._spots.setdefault((folder, os.path.basename(name)), set()).add(spot)
            elif os.path.isdir(folder):
                return  # without the right to read it
            else:
                continue
            if name == spot.wanted or not os.path.isdir(name):
                return  # else it has come before the watch was there

    def _unlink(self, path: str) -> None:
        """What a link led to does not concern it any more."""
        for spots in self._spots.values():
            spots -= {spot for spot in spots if spot.path == path and spot.wanted != path}
        self._tidy()

    def _tidy(self) -> None:
        """Takes off the watches of folders in which nothing is waited for."""
        self._spots = {place: spots for place, spots in self._spots.items() if spots}
        needed = {folder for folder, _ in self._spots}
        for folder in [folder for path, folder in self._beside.items() if path not in needed]:
            self._unwatch(folder)

    def _watch(self, path: str, *, whole: bool) -> _Folder | None:
        """A watch on a folder, the one that there is or a new one; None where the folder cannot be read."""
        kept = self._kept(whole)
        if path in kept:
            return kept[path]
        folder = _Folder(path, self, whole)
        try:
            folder.wd = self._reader.add_callback(os.fsencode(path), EVENTS, folder, CallbackId(id(folder)))
        except OSError as error:
            if error.errno in _NOT_THERE:
                return None
            raise
        folder.identity = identity_of(path)
        kept[path] = folder
        if folder.wd == _NO_WATCH or folder.identity is None:
            self._unwatch(folder)
            return None
        return folder

    def _unwatch(self, folder: _Folder) -> None:
        del self._kept(folder.whole)[folder.path]
        self._reader.remove_callbacks([(folder.wd, CallbackId(id(folder)))])


def _came_or_went(event: InotifyEvent) -> bool:
    return bool(
        event.mask & (InotifyConstants.IN_CREATE | InotifyConstants.IN_DELETE | InotifyConstants.IN_MOVE)
    )
