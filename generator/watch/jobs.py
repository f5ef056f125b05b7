"""What processes are at work on for the preview, and what waits for them: of each issue the newest order."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, replace

from generator.build.compose import Composed
from generator.build.pool import Crew
from generator.build.workshop import Made, Order, Workshop
from generator.model.look import Asked

UNTIDY = 4
"""Jobs that are begun one right after the other before the processes tidy up: each leaves some two megabytes
in the process that did it, which it takes ten milliseconds to find."""
Report = Callable[[str, "Future[Made]"], None]
"""Told from any thread that a process is done with an issue."""


@dataclass(frozen=True)
class Job:
    """An issue to be made, or with `composed` only to be printed, with pictures of pages that windows have
    `asked` for. `parts` are what it is made of; `again`: a process ended over it once."""

    order: Order
    workshop: Workshop
    parts: tuple[object, ...]
    composed: Composed | None = None
    asked: tuple[Asked, ...] = ()
    again: bool = False

    @property
    def key(self) -> str:
        return self.order.key


class Jobs:
    """Hands jobs to a crew, few at a time: what somebody looks at must not wait behind a build of all issues.

    An issue has at most one job at work and one that waits. All but `report` belongs to one thread.
    """

    def __init__(self, crew: Crew, report: Report) -> None:
        self._crew = crew
        self._report = report
        self._waiting: dict[str, Job] = {}
        self._at_work: dict[str, tuple[Job, Future[Made]]] = {}
        self._futures: set[Future[Made]] = set()
        self.untidy = 0
        """Jobs begun since the processes tidied up."""

    def __len__(self) -> int:
        """How many issues are being made or will be."""
        return len(self._waiting.keys() | self._at_work.keys())

    def newest(self, key: str) -> Job | None:
        """What the issue will be when all is done."""
        if key in self._waiting:
            return self._waiting[key]
        return self._at_work[key][0] if key in self._at_work else None

    def put(self, job: Job) -> None:
        """Have a job done, instead of an earlier one of the issue that still waits."""
        self._waiting[job.key] = job

    def drop(self, keys: Collection[str]) -> None:
        """What becomes of these issues is not wanted any more."""
        for key in keys:
            self._waiting.pop(key, None)
            self._at_work.pop(key, None)

    def keep_only(self, keys: Collection[str]) -> None:
        """Of all other issues nothing is wanted any more."""
        self.drop((self._waiting.keys() | self._at_work.keys()) - set(keys))

    def start(self, first: Collection[str]) -> None:
        """Give the processes as much as they take, the issues of `first` before all others."""
        # One more than there are processes, so that none has to wait for this one.
        while len(self._futures) <= self._crew.jobs and (key := self._next(first)) is not None:
            job = self._waiting.pop(key)
            # One issue after the other, not a build of many, which is soon over: before the job, when all
            # processes are free, since while one is at work another would tidy up twice.
            if self.untidy >= UNTIDY and not self._futures and not self._waiting:
                self.tidy()
            self.untidy += 1
            future = self._crew.begin(job.workshop, job.order, job.composed, job.asked)
            self._at_work[key] = (job, future)
            self._futures.add(future)
            future.add_done_callback(self._tell(key))

    def tidy(self) -> None:
        """Have the processes throw away what jobs left behind."""
        self._crew.tidy()
        self.untidy = 0

    def finish(self, key: str, done: Future[Made]) -> Job | None:
        """The job that `done` was for; None where it is not wanted any more, or has to be done again."""
        self._futures.discard(done)
        job, future = self._at_work.get(key, (None, None))
        if job is None or future is not done:
            return None
        del self._at_work[key]
        if self._crew.is_lost(done) and not job.again:
            # Perhaps it was for another issue that the process ended: this one gets a second try.
            self._waiting.setdefault(key, replace(job, again=True))
            return None
        return job

    def _next(self, first: Collection[str]) -> str | None:
        every = (*first, *self._waiting)
        return next((key for key in every if key in self._waiting and key not in self._at_work), None)

    def _tell(self, key: str) -> Callable[[Future[Made]], None]:
        return lambda done: self._report(key, done)
