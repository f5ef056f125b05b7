"""The printed pages of issues: their list, each as a picture, the PDF itself.

The process that set an issue for a window has listed its pages, and drawn those that windows show and that
have changed. What is wanted besides is made here, beside the loop of the server: pages are drawn by one
thread, one after another, and listed by another one, since the list of a new state must not wait for the
pictures of an old one.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.model.look import Asked, Look
from generator.publish.manifest import read_manifest
from generator.watch.board import MOST_ISSUES, Board, Event, Print
from generator.watch.files import find_inside
from generator.watch.view import IssueView, PageView, PrintView

PICTURE_BYTES = 8_000_000
"""Pictures kept: enough for the pages of some issues; the browser keeps those that it has."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Printer:
    """Reads finished PDFs: `page_looks(pdf)` lists the pages, `page_png(pdf, number, dpi)` draws one. Both
    are called by different threads."""

    page_looks: Callable[[bytes], tuple[Look, ...]]
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
        self._lists: OrderedDict[str, tuple[str, Future[tuple[Look, ...]]]] = OrderedDict()
        self._pictures = _Pictures()
        self._end = board.listen(self._heard)

    def close(self) -> None:
        self._end()
        self._drawing.shutdown(wait=False, cancel_futures=True)
        self._listing.shutdown(wait=False, cancel_futures=True)

    async def view(self, issue: IssueView) -> PrintView | None:
        """The printed pages; None where there is no PDF yet."""
        printed = self._board.printed(issue.key)
        if printed is not None and printed.looks:
            return _view(issue, printed, printed.looks)
        return await _apart(self._listing, lambda: self._list(issue))

    async def picture(self, issue: IssueView, number: int, dpi: int) -> Picture | None:
        """Page `number`, from 1, as it is now, with `dpi` dots per inch; None where there is no such page."""
        printed = self._board.printed(issue.key)
        picture = self._at_hand(printed.looks, number, dpi) if printed else None
        if picture is None:
            picture = await _apart(self._drawing, lambda: self._draw(issue, number, dpi))
        if picture is not None:
            self._board.ask(issue.key, Asked(number, dpi, picture.signature))
        return picture

    async def pdf(self, issue: IssueView) -> tuple[str, bytes] | None:
        """The PDF and its file name; None where there is none yet."""
        return await _apart(self._listing, lambda: self._pdf(issue))

    def _heard(self, event: Event) -> None:
        """In the builder's thread."""
        for name, data in event.pictures.items():
            self._pictures.put(name, data)

    def _at_hand(self, looks: tuple[Look, ...], number: int, dpi: int) -> Picture | None:
        if not 1 <= number <= len(looks):
            return None
        signature = looks[number - 1].signature
        data = self._pictures.get((signature, dpi))
        return None if data is None else Picture(data, signature)

    # In the threads

    def _list(self, issue: IssueView) -> PrintView | None:
        found = self._find(issue)
        return _view(issue, found[1], self._looks(issue, *found)) if found else None

    def _draw(self, issue: IssueView, number: int, dpi: int) -> Picture | None:
        found = self._find(issue)
        looks = self._looks(issue, *found) if found else ()
        if found is None or not 1 <= number <= len(looks):
            return None
        picture = self._at_hand(looks, number, dpi)
        if picture is None:
            signature = looks[number - 1].signature
            picture = Picture(self._made().page_png(found[1].pdf, number, dpi), signature)
            self._pictures.put((signature, dpi), picture.data)
        return picture

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

    def _looks(self, issue: IssueView, state: str, printed: Print) -> tuple[Look, ...]:
        """The pages of a PDF, listed once for each state: who comes meanwhile waits for that."""
        if printed.looks:
            return printed.looks
        fresh: Future[tuple[Look, ...]] = Future()
        with self._lock:
            known = self._lists.get(issue.key)
            listed = known[1] if known is not None and known[0] == state else fresh
            self._lists[issue.key] = (state, listed)
            self._lists.move_to_end(issue.key)
            if len(self._lists) > MOST_ISSUES:
                self._lists.popitem(last=False)
        if listed is fresh:
            # Outside the lock: a new list must not wait for one that is made for a picture.
            try:
                fresh.set_result(self._made().page_looks(printed.pdf))
            except Exception as error:
                fresh.set_exception(error)
                with self._lock:
                    if self._lists.get(issue.key) == (state, fresh):
                        del self._lists[issue.key]
        return listed.result()

    def _made(self) -> Printer:
        """The printer, made when a page is wanted that is not at hand: what reads PDFs takes its time to
        import."""
        if self._printer is None:
            from generator.typeset.looks import page_looks
            from generator.typeset.pictures import page_png

            self._printer = Printer(page_looks, page_png)
        return self._printer


class _Pictures:
    """Pages as PNG by signature and dots per inch, of all issues: those asked for least recently go first.
    May be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._data: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0

    def get(self, name: tuple[str, int]) -> bytes | None:
        with self._lock:
            if name in self._data:
                self._data.move_to_end(name)
            return self._data.get(name)

    def put(self, name: tuple[str, int], data: bytes) -> None:
        with self._lock:
            self._size += len(data) - len(self._data.pop(name, b""))
            self._data[name] = data
            while self._size > PICTURE_BYTES and len(self._data) > 1:
                self._size -= len(self._data.popitem(last=False)[1])


def _view(issue: IssueView, printed: Print, looks: tuple[Look, ...]) -> PrintView:
    """The pages with the marks of their source lines."""
    pages = (
        PageView(look.signature, look.width, look.height, tuple(printed.marks.get(number, ())))
        for number, look in enumerate(looks, start=1)
    )
    return PrintView(issue.key, printed.version, tuple(pages))


async def _apart(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
