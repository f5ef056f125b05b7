"""Tasks over processes. A single task, or a single core, needs none."""

from __future__ import annotations

import gc
import multiprocessing
import os
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


def make_all(workshop: Workshop, keys: Sequence[str], jobs: int) -> Iterator[Made]:
    """Make every issue of `keys`, in the order in which they are done, over `jobs` processes."""
    jobs = min(jobs, len(keys))
    if jobs <= 1:
        _begin(workshop)
        for key in keys:
            yield _run(key)
        return
    # Forking hands over what is loaded without copying it; where a system cannot, it is pickled.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, context, _begin, (workshop,)) as pool:
        waiting = {pool.submit(_run, key): key for key in keys}
        try:
            for done in as_completed(waiting):
                try:
                    yield done.result()
                except BrokenProcessPool:
                    yield _failed(waiting[done], "处理这一期的进程意外结束（可能是内存不够）")
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# The one piece of state of a worker process: what it set up when it began.
_bench: Bench | None = None


def _begin(workshop: Workshop) -> None:
    # WeasyPrint is imported here and not above: the program starts without it.
    with plain_names():
        from generator.build.task import set_up

    global _bench
    _bench = set_up(workshop)
    # Layout makes and drops some hundred thousand objects an issue; what was set up stays for good.
    # Collecting less often saves about a tenth of the time and costs some ten megabytes.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _run(key: str) -> Made:
    from generator.build.task import make_issue

    assert _bench is not None
    try:
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
