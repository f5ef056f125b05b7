"""Tasks over processes. With one process asked for, they are done here, one after another.

The processes are started before the content is loaded and import WeasyPrint meanwhile, which takes as
long as loading does.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.workshop import Made, Workshop
from generator.diagnostics import Diagnostic, Place
from generator.typeset.libraries import plain_names

if TYPE_CHECKING:
    from generator.build.task import Bench


class Crew:
    """Processes that make issues; None of them where `pool` is None."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool

    def make_all(self, workshop: Workshop, keys: Sequence[str]) -> Iterator[Made]:
        """Make every issue of `keys`, in the order in which they are done."""
        if self._pool is None:
            _begin(workshop)
            try:
                for key in keys:
                    yield _run("", key)
            finally:
                _finish()
            return
        with tempfile.NamedTemporaryFile(prefix="jianbao-", suffix=".work") as file:
            # Each process reads the workshop once; sent with every task it would be pickled each time.
            pickle.dump(workshop, file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            waiting = {self._pool.submit(_run, file.name, key): key for key in keys}
            for done in as_completed(waiting):
                try:
                    yield done.result()
                except BrokenProcessPool:
                    yield _failed(waiting[done], "处理这一期的进程意外结束（可能是内存不够）")


@contextlib.contextmanager
def crew(jobs: int) -> Iterator[Crew]:
    """A crew of `jobs` processes, at work on getting ready. fontconfig has to be set up before."""
    if jobs <= 1:
        yield Crew(None)
        return
    # Forking is quicker than starting anew; where a system cannot, processes are spawned.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _get_ready)
    pool.submit(os.getpid)  # starts the processes
    try:
        yield Crew(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# The one piece of state of a worker process: what it set up, and for which workshop.
_bench: Bench | None = None
_workshop_file = ""


def _get_ready() -> None:
    # Ctrl-C goes to all processes of the terminal; the one that shares out the work deals with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with plain_names():
        import generator.build.task  # noqa: F401


def _begin(workshop: Workshop) -> None:
    with plain_names():
        from generator.build.task import set_up

    global _bench
    _bench = set_up(workshop)
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


def _run(file: str, key: str) -> Made:
    from generator.build.task import make_issue

    global _workshop_file
    try:
        if file != _workshop_file:
            _begin(pickle.loads(Path(file).read_bytes()))
            _workshop_file = file
        assert _bench is not None
        return make_issue(_bench, key)
    except Exception as error:  # a fault of ours must not take the other issues with it
        return _failed(key, f"{type(error).__name__}: {error} ({_where(error)})")


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
