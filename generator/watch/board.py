"""The board: what the builder writes and the server reads, each in a thread of its own.

Whoever wants to hear of changes listens; the board knows nothing of connections or event loops.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.model.look import Asked, Look
from generator.model.mark import Mark
from generator.watch.view import IssueView, View

MOST_ISSUES = 12
"""Issues whose page and printed pages are kept in memory; of all others there are the files below output/."""

MOST_ASKED = 4
"""Pages of an issue that windows asked for last and that are drawn before they ask again: no more than can
be seen at once, since all pages of the issue wait for them."""

VIEW, WEB, PRINT, ASSETS = "view", "web", "print", "assets"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed: `kind` is VIEW, WEB, PRINT or ASSETS; `key` an issue's, `version` its new state.

    A PRINT may have the `signatures` of all pages, and `pictures` of some, as PNG by signature and dots per
    inch.
    """

    kind: str
    key: str = ""
    version: str = ""
    signatures: tuple[str, ...] = ()
    pictures: Mapping[tuple[str, int], bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """The web page of an issue, with the marks of its source lines."""

    version: str
    html: str


@dataclass(frozen=True, slots=True)
class Print:
    """The finished PDF of an issue, and by page number (from 1) the places of its source lines; `looks` are
    its pages, none where nobody has looked at them yet."""

    version: str
    pdf: bytes
    marks: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()


Listener = Callable[[Event], None]


class Board:
    """What the preview shows at this moment. All methods may be called from any thread.

    `output` and `site` are the folders of the site. `on_look` is called when a window starts to show another
    issue, in the thread of the server; it must return at once.
    """

    def __init__(self, output: Path, site: Path, view: View) -> None:
        self.output = output
        self.site = site
        self.on_look: Callable[[], None] = _nothing
        self._lock = threading.Lock()
        self._view = view
        self._index = _Index(view.issues)
        self._pages: _Shelf[Page] = _Shelf(MOST_ISSUES)
        self._prints: _Shelf[Print] = _Shelf(MOST_ISSUES)
        self._windows: dict[str, tuple[object, str]] = {}
        self._asked: dict[str, tuple[Asked, ...]] = {}
        self._listeners: tuple[Listener, ...] = ()

    # The builder's side

    @property
    def view(self) -> View:
        return self._view

    def put(self, view: View) -> None:
        """Show another state. What is kept of issues that are gone or have become secret is forgotten."""
        with self._lock:
            if view.issues is not self._view.issues:
                index = _Index(view.issues)
                gone = self._index.shown - index.shown
                self._pages.drop(gone)
                self._prints.drop(gone)
                self._index = index
            self._view = view
            self._tell(Event(VIEW))

    def put_page(self, key: str, version: str, html: str) -> None:
        """The web page of an issue; it is served instead of the file below output/."""
        with self._lock:
            self._pages.put(key, Page(version, html), self._looked_at())
            self._tell(Event(WEB, key, version))

    def put_print(
        self,
        key: str,
        version: str,
        pdf: bytes,
        marks: Mapping[int, tuple[Mark, ...]],
        *,
        looks: tuple[Look, ...] = (),
        pictures: Mapping[tuple[str, int], bytes] | None = None,
    ) -> None:
        """The printed pages of an issue; `version` is that of `IssueView.pages`. `looks` are all its pages,
        where they are known already; `pictures` go to those who listen and are not kept."""
        with self._lock:
            self._prints.put(key, Print(version, pdf, marks, looks), self._looked_at())
            signatures = tuple(look.signature for look in looks)
            self._tell(Event(PRINT, key, version, signatures, pictures or {}))

    def put_assets(self, version: str) -> None:
        """The style sheets changed."""
        with self._lock:
            self._tell(Event(ASSETS, version=version))

    def looked_at(self) -> tuple[str, ...]:
        """The keys of the issues that open windows show, each once, the most recent first."""
        with self._lock:
            return self._looked_at()

    def asked(self, key: str) -> tuple[Asked, ...]:
        """The pages of an issue that windows have asked for, the most recent last."""
        with self._lock:
            return self._asked.get(key, ())

    # The server's side

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called for every event, in order, in the thread that writes; it must return at once
        and not call the board. Returns what ends it."""

        def end() -> None:
            with self._lock:
                self._listeners = tuple(other for other in self._listeners if other is not listener)

        with self._lock:
            self._listeners = (*self._listeners, listener)
        return end

    def look(self, window: str, key: str) -> Callable[[], None]:
        """A window shows the issue `key`, "" for none. Returns what is to be called when it goes away.

        A window that connects again before its old connection was seen to be dead counts once.
        """
        token = object()
        with self._lock:
            _, before = self._windows.pop(window, (None, ""))
            self._windows[window] = (token, key)
            self._pages.touch(key)
            self._prints.touch(key)
        if key and key != before:
            self.on_look()

        def leave() -> None:
            with self._lock:
                if self._windows.get(window, (None, ""))[0] is token:
                    del self._windows[window]

        return leave

    def ask(self, key: str, page: Asked) -> None:
        """A window has got the picture of a page; what windows do not show any more is forgotten."""
        with self._lock:
            shown = (key, *self._looked_at())
            kept = {one: pages for one, pages in self._asked.items() if one in shown}
            others = (one for one in kept.get(key, ()) if one.number != page.number)
            kept[key] = (*others, page)[-MOST_ASKED:]
            self._asked = kept

    def issue(self, key: str) -> IssueView | None:
        return self._index.issues.get(key)

    def page(self, key: str) -> Page | None:
        with self._lock:
            return self._pages.get(key)

    def printed(self, key: str) -> Print | None:
        with self._lock:
            return self._prints.get(key)

    def issue_in(self, folder: str) -> str:
        """The key of the issue whose page stands in `folder` below output/; "" for none."""
        return self._index.folders.get(folder, "")

    def publication(self, name: str) -> bool | None:
        """Whether the publication in the folder `name` may be shown; None for one that is not known.

        One secret issue makes the publication secret: its level is written for the publication, and the files
        of an issue that was deleted can still lie below output/.
        """
        return None if name not in self._index.publications else name not in self._index.secret

    def _looked_at(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for _, key in reversed(self._windows.values()) if key))

    def _tell(self, event: Event) -> None:
        # Inside the lock, so that all hear of changes in the order in which they were written.
        for listener in self._listeners:
            listener(event)


class _Index:
    """The issues of a view by what they are asked for."""

    def __init__(self, issues: tuple[IssueView, ...]) -> None:
        self.issues = {issue.key: issue for issue in issues}
        self.publications = frozenset(issue.key.partition("/")[0] for issue in issues)
        self.secret = frozenset(issue.key.partition("/")[0] for issue in issues if issue.secret)
        self.shown = frozenset(issue.key for issue in issues if not issue.secret)
        self.folders = {issue.folder: issue.key for issue in issues if issue.folder and not issue.secret}


class _Shelf(Generic[T]):
    """At most `most` values by key. Those that were shown least recently go first; those never shown before
    them, so that a build of all issues does not push out what somebody turns the pages of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[str, T] = {}
        self._shown: dict[str, int] = {}
        self._count = 0

    def put(self, key: str, value: T, looked_at: Collection[str]) -> None:
        self._values[key] = value
        if key in looked_at:
            self.touch(key)
        if len(self._values) > self._most:
            self.drop((min(self._values, key=lambda one: (one in looked_at, self._shown.get(one, 0))),))

    def get(self, key: str) -> T | None:
        self.touch(key)
        return self._values.get(key)

    def touch(self, key: str) -> None:
        if key in self._values:
            self._count += 1
            self._shown[key] = self._count

    def drop(self, keys: Collection[str]) -> None:
        for key in keys:
            self._values.pop(key, None)
            self._shown.pop(key, None)


def _nothing() -> None:
    """Nobody wants to know."""
