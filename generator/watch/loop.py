"""The command `watch`: one thread builds, one waits for changes, one serves; here they meet."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue

from generator.build.cores import cores
from generator.build.pool import start_crew
from generator.build.result import Outcome
from generator.build.workshop import Made
from generator.diagnostics import Diagnostic
from generator.load.kept import Kept
from generator.load.source import reason, site_name
from generator.pipeline import find_faces
from generator.watch.board import Board
from generator.watch.changes import Batch, Changes
from generator.watch.heap import Heap
from generator.watch.rest import Chore, Rest
from generator.watch.scope import is_ignored, watched
from generator.watch.server import serve
from generator.watch.session import Session
from generator.watch.view import View
from generator.watch.views import shown

WAITING = "另一个 make 正在编这个站点，等它编完再接着做……"
_TURN = 0.001
"""Seconds that a thread works before another gets its turn."""
_FEW = 2
"""Issues that are soon done: how far it is with them is not shown."""
_OFTEN = 0.25
"""Seconds between two states of long work that are shown."""
_PAINT = 0.1
"""Seconds that a browser has for a printed page before it is told of the list and the findings."""
_PAUSE, _LONGEST_PAUSE = 0.05, 3.0
"""Seconds without anything to do after which the site is proofread: nobody waits for a page then. A site that
takes long waits twice as long as it took, so that who saves again has not to wait for it."""
_LONG = 0.5
"""Seconds of proofreading in which much is read for the first time, and kept."""
_REST = 0.3
"""Seconds after a build in which a browser draws what came of it: it needs all cores."""


class PortTaken(Exception):
    """The server cannot have its port; says in Chinese why."""


@dataclass(frozen=True)
class Round:
    """One build, for the line in the terminal: what was changed, what came of it, the findings of the whole
    site as it is now, and how long it took."""

    outcome: Outcome
    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    seconds: float
    first: bool = False


@dataclass(frozen=True)
class _Look:
    """A window shows another issue."""


@dataclass(frozen=True)
class _Done:
    key: str
    future: Future[Made]


_Work = Batch | _Look | _Done | None


class Watch:
    """A site watched and built until it is stopped.

    `tell` is called after every build, `note` with what else is to be said; both in the thread of `run`.
    `port` 0 is the next free one; `editor` is the command that opens a file at a line, "" for none;
    `polling` as in `Changes`.
    """

    def __init__(
        self,
        site: Path,
        output: Path,
        tell: Callable[[Round], None],
        note: Callable[[str], None],
        *,
        port: int = 0,
        editor: str = "",
        polling: bool | None = None,
    ) -> None:
        # Without `..` in it, as changed files are told.
        site, output = Path(os.path.abspath(site)), Path(os.path.abspath(output))
        self._site, self._output = site, output
        self._tell, self._note = tell, note
        self._port, self._editor, self._polling = port, editor, polling
        self._queue: SimpleQueue[_Work] = SimpleQueue()
        self._view = View(secrets.token_hex(4), 0, site.name, busy=True, editor=bool(editor))
        self._board = Board(output, site, self._view)
        self._kept = Kept()
        self._files: set[str] = set()
        self._began = time.monotonic()
        self._total = 0
        self._first = True
        self._shown = 0.0
        self._told: tuple[Diagnostic, ...] = ()
        self._summary = ""
        self._untold: Round | None = None
        self._rest = Rest()
        self._pause = _PAUSE
        self._heap: Heap | None = None

    def run(self, opened: Callable[[str], None]) -> None:
        """Serve, build, and build again. `opened` gets the address once it is served. Raises PortTaken."""
        # The server answers while a build is at work: Python changes threads sooner than by itself.
        sys.setswitchinterval(_TURN)
        self._heap = Heap()
        faces, found = find_faces(self._site)
        # Before any thread is started: processes are forked.
        workers = start_crew(max(2, cores()))
        session = Session(self._site, self._output, self._board, workers, faces, self._report)
        session.machine = tuple(found)
        session.waiting = lambda: self._note(WAITING)
        self._board.on_look = lambda: self._queue.put(_Look())
        changes = Changes(watched(self._site), is_ignored(self._output), polling=self._polling)
        try:
            try:
                server = serve(self._board, self._port, self._editor)
            except OSError as error:
                raise PortTaken(reason(error)) from error
            try:
                opened(server.address)
                if changes.note:
                    self._note(changes.note)
                threading.Thread(target=self._listen, args=(changes,), daemon=True).start()
                self._work(session)
            finally:
                server.stop()
        finally:
            changes.close()
            workers.close()

    def stop(self) -> None:
        """May be called from any thread."""
        self._queue.put(None)

    def _report(self, key: str, future: Future[Made]) -> None:
        self._queue.put(_Done(key, future))

    def _listen(self, changes: Changes) -> None:
        while (batch := changes.wait()) is not None:
            self._queue.put(batch)

    def _work(self, session: Session) -> None:
        self._changed(session, Batch(everything=True))
        while True:
            works = [self._wait(session)]
            # What came meanwhile joins; a burst of saves is one build.
            with contextlib.suppress(Empty):
                while True:
                    works.append(self._queue.get_nowait())
            if None in works:
                return
            batches = [work for work in works if isinstance(work, Batch)]
            if batches:
                paths = frozenset().union(*(batch.paths for batch in batches))
                self._changed(session, Batch(paths, any(batch.everything for batch in batches)))
            if any(isinstance(work, _Look) for work in works):
                for key in self._board.looked_at():
                    session.look(key)
            for work in works:
                if isinstance(work, _Done):
                    self._done(session, work)

    def _wait(self, session: Session) -> _Work:
        """The next thing to do; while there is none, what was put off is done."""
        while (seconds := None if session.busy else self._rest.seconds) is not None:
            try:
                work = self._queue.get(timeout=seconds)
            except Empty:
                self._do(session, self._rest.take())
            else:
                self._say_over(session)
                return work
        return self._queue.get()

    def _do(self, session: Session, chore: Chore) -> None:
        if chore is Chore.SHOW:
            self._show(session)
        elif chore is Chore.PROOFREAD:
            self._proofread(session)
        else:
            if self._heap is not None:
                self._heap.tidy()
            if session.untidy:
                session.tidy()

    def _proofread(self, session: Session) -> None:
        """Read the site as a proofreader and show what is found, unless something else comes meanwhile."""
        began = time.monotonic()
        done = session.proofread(lambda: not self._queue.empty())
        if done:
            self._show(session)
            self._rest.put(Chore.TIDY, _REST)
        self._say_over(session)
        took = time.monotonic() - began
        if self._heap is not None and took > _LONG:
            self._heap.grow()
        # Broken off, it would have taken longer.
        self._pause = min(max(_PAUSE if done else self._pause, 2 * took), _LONGEST_PAUSE)
        if not done:
            self._rest.put(Chore.PROOFREAD, self._pause)

    def _say_over(self, session: Session) -> None:
        """Tell the build that is over, if it has not been told, with the findings as they are now."""
        if self._rest.drop(Chore.SHOW):
            self._show(session)
        done, self._untold = self._untold, None
        if done is not None:
            self._tell(replace(done, findings=self._told))

    def _changed(self, session: Session, batch: Batch) -> None:
        self._began = time.monotonic()
        self._files |= {site_name(path, self._site) for path in batch.paths}
        try:
            outcome = session.change(batch.paths, everything=batch.everything)
        except OSError as error:
            # The preview goes on: what is wrong with the machine may be over when the next file is saved.
            self._note(f"这次没有编成：{reason(error)}（{error.filename or ''}）。处理好以后，再保存一次。")
            return
        self._total = session.left
        if self._heap is not None and (batch.everything or session.left > _FEW):
            self._heap.grow()
        if not session.busy:
            self._over(session, outcome)
        elif self._total > _FEW:
            self._show(session)

    def _done(self, session: Session, work: _Done) -> None:
        outcome = session.finish_one(work.key, work.future)
        if outcome is not None and not session.busy:
            self._over(session, outcome, _PAINT if self._board.looked_at() else 0)
        elif not session.busy or time.monotonic() - self._shown > _OFTEN:
            self._show(session)

    def _over(self, session: Session, outcome: Outcome, paint: float = 0) -> None:
        """A build has come to its end; browsers have `paint` seconds to show its pages."""
        if self._heap is not None:
            self._heap.built()
        seconds = time.monotonic() - self._began
        self._summary = summary(outcome, seconds)
        self._untold = Round(outcome, tuple(sorted(self._files)), (), seconds, self._first)
        self._files.clear()
        self._first = False
        if paint:
            self._rest.put(Chore.SHOW, paint)
        else:
            self._show(session)
        self._rest.put(Chore.PROOFREAD, paint + self._pause)
        self._rest.put(Chore.TIDY, _REST)

    def _show(self, session: Session) -> None:
        """Bring the list and the findings up to date, which takes longer than to show a page."""
        self._rest.drop(Chore.SHOW)
        self._shown = time.monotonic()
        now = shown(session.state, self._site, self._kept)
        # More may come while a build is under way: another issue that is looked at, pages without a link.
        self._total = max(self._total, session.left) if session.busy else 0
        self._view = replace(
            self._view,
            serial=self._view.serial + 1,
            issues=now.issues,
            findings=now.findings,
            assets=session.state.assets,
            busy=session.busy,
            done=max(0, self._total - session.left),
            total=self._total,
            summary=self._summary,
        )
        self._board.put(self._view)
        self._told = now.told


def summary(outcome: Outcome, seconds: float) -> str:
    """What a build came to, in one line below the pages."""
    count = len(set(outcome.made))
    return f"编了 {count} 期，用 {seconds:.1f} 秒" if count else f"没有要编的，用 {seconds:.1f} 秒"
