"""Tasks over processes. With one process asked for, they are done here, one after another.

The processes are started before the content is loaded and import WeasyPrint meanwhile, which takes as
long as loading does.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import pickle
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.memory import give_back
from generator.build.workshop import Made, Order, Workshop
from generator.diagnostics import Diagnostic, Place
from generator.model.look import Asked
from generator.typeset.libraries import plain_names

if TYPE_CHECKING:
    from generator.build.compose import Composed
    from generator.build.task import Bench


class Crew:
    """`jobs` processes that make issues; none of them where `pool` is None. A crew can be given one workshop
    after another; each process reads it once."""

    def __init__(self, pool: ProcessPoolExecutor | None, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool = pool
        self._workshop: Workshop | None = None
        self._handed = b""

    def make_all(self, workshop: Workshop, orders: Iterable[Order]) -> Iterator[Made]:
        """Make every issue that is ordered, in the order in which they are done."""
        if self._pool is None:
            _begin(workshop)
            try:
                for order in orders:
                    yield _run(b"", order)
            finally:
                _finish()
            return
        waiting = {self.begin(workshop, order): order.key for order in orders}
        for done in as_completed(waiting):
            yield self.result(done, waiting[done])

    def begin(
        self,
        workshop: Workshop,
        order: Order,
        composed: Composed | None = None,
        asked: tuple[Asked, ...] = (),
    ) -> Future[Made]:
        """Have an issue made, or with `composed`, its HTML, only printed; `asked` are pages that are wanted
        as pictures. Without processes it is done when this returns."""
        handed = self._handed_over(workshop)
        if self._pool is None:
            done: Future[Made] = Future()
            done.set_result(_run(handed, order, composed, asked))
            return done
        try:
            return self._pool.submit(_run, handed, order, composed, asked)
        except BrokenProcessPool:
            # A process was killed. By now this one may have threads, which forking does not go with.
            self._pool.shutdown(wait=False)
            self._pool = _start_pool(self.jobs, "spawn")
            return self._pool.submit(_run, handed, order, composed, asked)

    def is_lost(self, done: Future[Made]) -> bool:
        """Whether a process ended before it was done: this one, or another, which takes all with it."""
        return isinstance(done.exception(), BrokenProcessPool)

    def result(self, done: Future[Made], key: str) -> Made:
        """What became of it, once it is done."""
        try:
            return done.result()
        except BrokenProcessPool:
            return _failed(key, "处理这一期的进程意外结束（可能是内存不够）")

    def tidy(self) -> None:
        """Have the processes do, while nobody waits, what they would do when somebody does: throw away what
        the last issues left behind, and import what draws pages."""
        if self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):
                for _ in range(self.jobs):
                    self._pool.submit(_tidy)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _handed_over(self, workshop: Workshop) -> bytes:
        """The workshop pickled, which is done once. It goes with every task and never into a file: it holds
        the names of citizens, and a build that is killed would leave it behind."""
        if workshop != self._workshop:
            self._workshop = workshop
            self._handed = pickle.dumps(workshop, pickle.HIGHEST_PROTOCOL)
        return self._handed


@contextlib.contextmanager
def crew(jobs: int) -> Iterator[Crew]:
    """A crew of `jobs` processes, at work on getting ready. fontconfig has to be set up before."""
    made = start_crew(jobs)
    try:
        yield made
    finally:
        made.close()


def start_crew(jobs: int) -> Crew:
    """A crew that lives until it is closed."""
    if jobs <= 1:
        return Crew(None)
    # Forking is quicker than starting anew; where a system cannot, processes are spawned.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    try:
        return Crew(_start_pool(jobs, method), jobs)
    except OSError:
        # Processes wait for each other by way of shared memory, which may be full or not there.
        return Crew(None)


def _start_pool(jobs: int, method: str) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _get_ready)
    pool.submit(os.getpid)  # starts the processes
    return pool


# The one piece of state of a worker process: what it set up, for which workshop, whether it tidied up since.
_bench: Bench | None = None
_handed = b""
_tidied = False


def _get_ready() -> None:
    # Ctrl-C goes to all processes of the terminal; the one that shares out the work deals with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was inherited by forking is never collected here: objects of C libraries cannot stand that.
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with plain_names():
        import generator.build.task  # noqa: F401


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _begin(workshop: Workshop) -> None:
    with plain_names():
        from generator.build.task import set_up

    global _bench, _tidied
    _bench, _tidied = set_up(workshop), False
    # Layout makes and drops some hundred thousand objects an issue; what was set up stays for good.
    # Collecting less often saves about a sixth of the time and costs some fifty megabytes.
    gc.collect()
    gc.freeze()
    gc.set_threshold(700_000, 2, 5)


def _finish() -> None:
    """Lets go of what `_begin` set up, also where the build was broken off: this process has DuckDB's objects
    too, and what stays frozen is never collected, of which DuckDB complains at the end."""
    global _bench
    _bench = None
    gc.unfreeze()


def _tidy() -> None:
    import generator.typeset.looks
    import generator.typeset.pictures  # noqa: F401

    global _tidied
    if _bench is not None:
        _bench.press.case.tidy()
    gc.collect()
    if not _tidied:
        # What is kept of a whole site is not looked through again: of a large one that takes a tenth of a
        # second.
        gc.freeze()
    _tidied = True
    give_back()


def _run(
    handed: bytes, order: Order, composed: Composed | None = None, asked: tuple[Asked, ...] = ()
) -> Made:
    from generator.build.task import make_issue, print_issue

    global _handed
    try:
        if handed != _handed:
            _begin(pickle.loads(handed))
            _handed = handed
        assert _bench is not None
        return print_issue(_bench, order, composed, asked) if composed else make_issue(_bench, order)
    except Exception as error:  # a fault of ours must not take the other issues with it
        return _failed(order.key, f"{type(error).__name__}: {error} ({_where(error)})")


def _failed(key: str, text: str) -> Made:
    place = Place(f"content/issues/{key}.yaml")
    return Made(key, None, (Diagnostic("page-failed", place, {"text": text}),))


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
