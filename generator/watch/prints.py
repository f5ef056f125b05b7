"""The printed pages of issues: their list, each as a picture, the PDF itself.

Pages are drawn by one thread, one after another, and listed by another one, both beside the loop of the
server: the list of a new state must not wait for the pictures of an old one.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.model.mark import Mark
from generator.publish.manifest import read_manifest
from generator.watch.board import MOST_ISSUES, PRINT, Board, Event, Print
from generator.watch.files import find_inside
from generator.watch.view import IssueView, PageView, PrintView

PICTURE_BYTES = 8_000_000
"""Pictures kept: enough for the pages of some issues; the browser keeps those that it has."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Printer:
    """Makes pages of a PDF: `page_views(pdf, marks)` lists them, `page_png(pdf, number, dpi)` draws one. The
    two are called by different threads, each by one at a time."""

    page_views: Callable[[bytes, Mapping[int, tuple[Mark, ...]]], tuple[PageView, ...]]
    page_png: Callable[[bytes, int, int], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG; `signature` is that of the page that it shows."""

    data: bytes
    signature: str


class Prints:
    """Everything about printed pages; for an issue that the board has no PDF of, the file below output/."""

    def __init__(self, board: Board, printer: Printer | None = None) -> None:
        self._board = board
        self._printer = printer
        self._drawing = ThreadPoolExecutor(1, "preview-draw")
        self._listing = ThreadPoolExecutor(1, "preview-list")
        self._lock = threading.Lock()
        self._views: OrderedDict[str, tuple[str, tuple[PageView, ...]]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._kept = 0
        self._asked: dict[str, dict[int, int]] = {}
        self._end = board.listen(self._heard)

    def close(self) -> None:
        self._end()
        self._drawing.shutdown(wait=False, cancel_futures=True)
        self._listing.shutdown(wait=False, cancel_futures=True)

    async def view(self, issue: IssueView) -> PrintView | None:
        """The printed pages; None where there is no PDF yet."""
        return await _apart(self._listing, lambda: self._view(issue))

    async def picture(self, issue: IssueView, number: int, dpi: int) -> Picture | None:
        """Page `number`, from 1, as it is now, with `dpi` dots per inch; None where there is no such page."""
        return await _apart(self._drawing, lambda: self._picture(issue, number, dpi))

    async def pdf(self, issue: IssueView) -> tuple[str, bytes] | None:
        """The PDF and its file name; None where there is none yet."""
        return await _apart(self._listing, lambda: self._pdf(issue))

    # In the threads

    def _heard(self, event: Event) -> None:
        """Draw the pages that windows have asked for before they ask again."""
        if event.kind == PRINT and event.key in self._asked:
            with contextlib.suppress(RuntimeError):  # the server is about to stop
                self._drawing.submit(self._ahead, event.key)

    def _ahead(self, key: str) -> None:
        issue = self._board.issue(key)
        if issue is not None:
            for number, dpi in tuple(self._asked.get(key, {}).items()):
                self._picture(issue, number, dpi)

    def _view(self, issue: IssueView) -> PrintView | None:
        found = self._find(issue)
        if found is None:
            return None
        return PrintView(issue.key, found[1].version, self._pages(issue, *found))

    def _picture(self, issue: IssueView, number: int, dpi: int) -> Picture | None:
        found = self._find(issue)
        pages = self._pages(issue, *found) if found else ()
        if found is None or not 1 <= number <= len(pages):
            return None
        self._asked = {issue.key: {**self._asked.get(issue.key, {}), number: dpi}}
        signature = pages[number - 1].signature
        if (data := self._pictures.get((signature, dpi))) is None:
            data = self._made().page_png(found[1].pdf, number, dpi)
            self._keep((signature, dpi), data)
        self._pictures.move_to_end((signature, dpi))
        return Picture(data, signature)

    def _pdf(self, issue: IssueView) -> tuple[str, bytes] | None:
        found = self._find(issue)
        if found is None:
            return None
        file = self._file(issue)
        return file.name if file else f"{issue.key.rpartition('/')[2]}.pdf", found[1].pdf

    def _find(self, issue: IssueView) -> tuple[str, Print] | None:
        """The PDF, and a text that is another one for every other PDF of the issue."""
        if printed := self._board.printed(issue.key):
            return f"memory {printed.version}", printed
        file = self._file(issue)
        if file is None:
            return None
        try:
            state = file.stat()
            printed = Print(issue.pages, file.read_bytes())
        except OSError:
            return None
        return f"file {issue.pages} {state.st_mtime_ns} {state.st_size} {state.st_ino}", printed

    def _file(self, issue: IssueView) -> Path | None:
        """The PDF of the issue below output/; where several lie there, the one that the archive leads to."""
        output = self._board.output
        names = [file.name for file in (output / issue.folder).glob("*.pdf")] if issue.folder else []
        if len(names) > 1:
            entry = read_manifest(output).entries.get(issue.key)
            names = [entry.file_name] if entry else []
        return find_inside(output, f"{issue.folder}/{names[0]}") if names else None

    def _pages(self, issue: IssueView, state: str, printed: Print) -> tuple[PageView, ...]:
        with self._lock:
            known = self._views.get(issue.key)
        # Outside the lock: a new list must not wait for one that is made for a picture.
        same = known is not None and known[0] == state
        pages = known[1] if known and same else self._made().page_views(printed.pdf, printed.marks)
        with self._lock:
            self._views[issue.key] = (state, pages)
            self._views.move_to_end(issue.key)
            if len(self._views) > MOST_ISSUES:
                self._views.popitem(last=False)
            return pages

    def _keep(self, name: tuple[str, int], data: bytes) -> None:
        self._pictures[name] = data
        self._kept += len(data)
        while self._kept > PICTURE_BYTES and len(self._pictures) > 1:
            self._kept -= len(self._pictures.popitem(last=False)[1])

    def _made(self) -> Printer:
        """The printer, made when the first page is wanted: what reads PDFs takes its time to import."""
        if self._printer is None:
            from generator.watch.printed import page_png, page_views

            self._printer = Printer(page_views, page_png)
        return self._printer


async def _apart(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
