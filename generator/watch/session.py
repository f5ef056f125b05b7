"""A site built again and again in one process: what a save changes is made, all else stays as it is.

It goes the way of every build (`pipeline`): gather, make ready, make issues, end. What was read and what was
made is kept; an issue is made again where anything that its order holds is another object than the last time.

An issue that somebody looks at goes first. Its page is composed at once, in this process, and shown; its PDF
is set in another, and shown when it is done. All methods belong to one thread; what is done in other
processes is told to `report`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.compose import Composed, Desk, compose, make_desk
from generator.build.lock import alone
from generator.build.orders import Beside, neighbours, orders
from generator.build.outcome import Making, all_stands, take
from generator.build.pool import Crew
from generator.build.result import Outcome
from generator.build.workshop import Made, Order, Workshop
from generator.diagnostics import Diagnostic, has_errors
from generator.gather import Gathered, gather
from generator.load.kept import Kept
from generator.pipeline import Ready, begin, end, find_faces, make_ready
from generator.publish.manifest import Manifest
from generator.publish.write import finish
from generator.refresh import refresh
from generator.typeset.faces import Faces
from generator.watch.board import Board
from generator.watch.jobs import Job, Jobs, Report
from generator.watch.parts import may_stand, parts_of
from generator.watch.state import Result, State, standing_of, version_of
from generator.watch.trace import trace

_FACES = "faces.yaml"
_TRIES = 3
"""How often a site is read that changes while it is read."""


class _Wanted(Exception):
    """Something else is to be done than what is at work."""


@dataclass
class Session:
    """The site in `site`, built into `output` for the windows of `board`. What is told to `report` belongs
    into `finish_one`, in the thread of the session. `machine` is what is wrong with the machine."""

    site: Path
    output: Path
    board: Board
    crew: Crew
    faces: Faces | None
    report: Report
    machine: tuple[Diagnostic, ...] = ()
    waiting: Callable[[], None] | None = None
    state: State = field(default_factory=State)
    _kept: Kept = field(default_factory=Kept)
    _ready: Ready | None = None
    _making: Making | None = None
    _desk: Desk | None = None
    _beside: Beside = field(default_factory=dict)
    _open: bool = False
    _begun: bool = False
    _ended: Manifest | None = None

    def __post_init__(self) -> None:
        self._jobs = Jobs(self.crew, self.report)

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    @property
    def left(self) -> int:
        """How many issues processes are at work on or will be."""
        return len(self._jobs)

    @property
    def untidy(self) -> bool:
        return self._jobs.untidy > 0

    def tidy(self) -> None:
        """Have the processes do what they would have to do later, when somebody waits for them."""
        self._jobs.tidy()

    def change(self, paths: Collection[Path], *, everything: bool = False) -> Outcome:
        """Take over what was changed at `paths`, and set off what has to be made because of it."""
        with alone(cache_folder(self.site, self.output), self.waiting):
            outcome = None if everything else self._quick(paths)
            if outcome is None:
                if (everything and self._begun) or any(path.name == _FACES for path in paths):
                    self.faces, found = find_faces(self.site)
                    self.machine = tuple(found)
                self._begun = True
                outcome = self._whole()
                if not self.state.broken:
                    self._kept.sweep()
        return outcome

    def proofread(self, wanted: Callable[[], bool] = lambda: False) -> bool:
        """Read what editors wrote as a proofreader does; while a site cannot be read, what was said stays.

        It is broken off once something else is `wanted`; returns whether it came to its end.
        """

        def look_up(*_: object) -> None:
            if wanted():
                raise _Wanted

        if self.state.gathered is not None and not self.state.broken:
            # The processes that make issues were started without it: they have no use for the rules.
            from generator.proofreading.check import text_findings

            try:
                slips = text_findings(self.site, self.state.gathered, self._kept, look_up)
            except _Wanted:
                return False
            self.state = replace(self.state, slips=slips)
        return True

    def look(self, key: str) -> None:
        """Somebody looks at an issue that nobody looked at before: show its page with marks, and its PDF."""
        ready, making = self._ready, self._making
        if ready is None or making is None or key not in ready.keys:
            return
        job, result = self._jobs.newest(key), self.state.results.get(key)
        if job.composed is not None if job is not None else result is None or not result.ok:
            return
        with alone(cache_folder(self.site, self.output), self.waiting):
            if not self._open:
                # What the last change came to has been told.
                self._making = replace(making, outcome=Outcome(self.output))
            self._make([key], force=True)

    def finish_one(self, key: str, done: Future[Made]) -> Outcome | None:
        """Write what a process has made. Returns the outcome of the change that it was the last of."""
        job, making = self._jobs.finish(key, done), self._making
        if making is None:
            return None
        with alone(cache_folder(self.site, self.output), self.waiting):
            newer = self._jobs.newest(key)
            if job is not None and (newer is None or may_stand(job.order, newer.order)):
                self._take(making, job, self.crew.result(done, key))
            self._jobs.start(self.board.looked_at())
            return self._close() if self._open and not self._jobs else None

    def _quick(self, paths: Collection[Path]) -> Outcome | None:
        """Take over a change that concerns none but the issues that the files are part of; None where it may
        concern others."""
        ready, making = self._ready, self._making
        if ready is None or making is None or self.state.broken:
            return None
        found = refresh(self.site, ready.gathered, paths, self.state.findings, self._kept)
        if found is None:
            return None
        gathered, keys = found
        if not all(key in self.state.results and self.state.results[key].ok for key in keys):
            # Once it can be made again, others link to it.
            return None
        outcome = making.outcome if self._open else Outcome(self.output)
        self._ready = replace(ready, gathered=gathered)
        planned = replace(making.planned, content=gathered.content)
        self._making = replace(making, outcome=outcome, planned=planned)
        self.state = replace(self.state, gathered=gathered)
        self._set_off(keys)
        return outcome

    def _whole(self) -> Outcome:
        outcome = Outcome(self.output)
        gathered, found = self._gather()
        findings = [*self.machine, *found]
        ready = None
        if gathered is not None:
            ready, found = make_ready(self.site, self.output, gathered, self.faces, kept=self._kept)
            findings += found
        broken = ready is None
        self.state = replace(self.state, gathered=gathered or self.state.gathered, broken=broken)
        if ready is None:
            self.state = replace(self.state, findings=tuple(findings))
            outcome.findings += findings
            return outcome
        if self._desk is None or self._desk.workshop != ready.workshop:
            self._desk = make_desk(ready.workshop)
        if self._open and self._making is not None:
            # The next build begins with what is on record, and this one has not come to its end.
            finish(self.output, self._making.manifest, self._making.manifest.files)
        self._ready, self._making, self._ended = ready, begin(outcome, ready), None
        findings += outcome.findings
        self.state = replace(
            self.state, findings=tuple(findings), standing=standing_of(self._making.manifest)
        )
        self._renew_assets(ready)
        self._beside = neighbours(self._making.planned)
        self._jobs.keep_only(ready.keys)
        self.state = self.state.only(ready.keys, ready.broken)
        self._set_off(self._first(ready.keys))
        return outcome

    def _gather(self) -> tuple[Gathered | None, list[Diagnostic]]:
        for _ in range(_TRIES - 1):
            try:
                return gather(self.site, self._kept)
            except FileNotFoundError:
                # A folder went away after it was listed, as when another state of the site is checked out.
                continue
        return gather(self.site, self._kept)

    def _renew_assets(self, ready: Ready) -> None:
        version = _assets(ready.workshop, ready.screen)
        if version != self.state.assets:
            self.state = replace(self.state, assets=version)
            self.board.put_assets(version)

    def _first(self, keys: Collection[str]) -> list[str]:
        """The issues that somebody looks at, then the others."""
        looked_at = [key for key in self.board.looked_at() if key in keys]
        return list(dict.fromkeys([*looked_at, *keys]))

    def _set_off(self, keys: Iterable[str]) -> None:
        self._open = True
        self._make(keys)
        if not self._jobs:
            self._close()

    def _make(self, keys: Iterable[str], *, force: bool = False) -> None:
        """Set off those of the issues that would not come out as they are."""
        making, desk = self._making, self._desk
        assert making is not None and desk is not None
        looked_at = self.board.looked_at()
        for order in orders(making.planned, keys, self._beside, making.layouts):
            job = Job(order, making.workshop, parts_of(order, making.workshop))
            if not force and self._is_made(making, job):
                continue
            found: list[Diagnostic] = []
            stopped = bool(order.plan.stopped or order.figures.stopped)
            if order.key in looked_at and not stopped:
                composed, found = self._show(desk, order)
                job = replace(job, composed=composed, asked=self.board.asked(order.key))
                stopped = composed is None and has_errors(found)
            if stopped:
                self._jobs.drop([order.key])
                self._take(making, job, Made(order.key, None, tuple(found)))
                continue
            self._jobs.put(job)
        self._jobs.start(looked_at)

    def _is_made(self, making: Making, job: Job) -> bool:
        """Whether the issue is made already, or will be, of the same parts."""
        newest, result = self._jobs.newest(job.key), self.state.results.get(job.key)
        if newest is not None:
            return newest.parts == job.parts
        return result is not None and result.parts == job.parts and bool(making.manifest.files.get(job.key))

    def _show(self, desk: Desk, order: Order) -> tuple[Composed | None, list[Diagnostic]]:
        """Compose an issue here, and show its page at once; neither a page nor findings where that fails by a
        fault of ours: a process will find out and tell."""
        try:
            composed, findings = compose(desk, order)
            if composed is None or not composed.bulletin.html:
                return composed, findings
            traced = trace(composed.html, composed.bulletin, order.content)
        except Exception:
            return None, []
        # A page that gets its marks only now is another one to a window that has it without.
        version = version_of(traced.encode())
        self.board.put_page(order.key, version, traced)
        if (result := self.state.results.get(order.key)) is not None:
            self.state = self.state.with_result(order.key, replace(result, web=version))
        return replace(composed, traced=traced), findings

    def _take(self, making: Making, job: Job, made: Made) -> None:
        if not all_stands(making, made):
            self._jobs.put(replace(job, order=replace(job.order, layouts={})))
            return
        known = self.state.results.get(job.key) or Result()
        if made.pdf:
            # Shown before it is written: whoever waits for it need not wait for the disk. It is what the
            # editors wrote also where it cannot be written, as the page on the screen is.
            known = replace(known, pages=version_of(made.pdf + repr(made.places).encode()))
            self.board.put_print(
                job.key, known.pages, made.pdf, made.places, looks=made.looks, pictures=made.pictures
            )
        told = len(making.outcome.findings)
        take(making, made)
        # Made twice where it was saved again meanwhile.
        making.outcome.made[:] = dict.fromkeys(making.outcome.made)
        findings = tuple(making.outcome.findings[told:])
        if made.package is None or has_errors(findings):
            self.state = self.state.with_result(job.key, known.stopped(findings))
            return
        result = known.after(made, findings, job.parts)
        if job.composed is not None and job.composed.traced:
            result = replace(result, web=version_of(job.composed.traced.encode()))
        if made.pdf:
            result = replace(result, pages=known.pages)
        else:
            self._renew(job.key, result, made)
        self.state = self.state.with_result(job.key, result)

    def _renew(self, key: str, result: Result, made: Made) -> None:
        """Replace what the board has of an issue that nobody looks at now: somebody may turn back to it."""
        files = made.package.files if made.package else {}
        page, pdf = files.get(f"{result.folder}/index.html"), files.get(next(iter(made.layouts)))
        if page is not None and self.board.page(key) is not None:
            self.board.put_page(key, result.web, page.decode())
        if pdf is not None and self.board.printed(key) is not None:
            self.board.put_print(key, result.pages, pdf, {})

    def _close(self) -> Outcome:
        """All that this change set off is done."""
        ready, making = self._ready, self._making
        assert ready is not None and making is not None
        lost = making.planned.linkable - set(making.manifest.files)
        if lost:
            # Pages that link to an issue which turned out to be impossible are made again without the link.
            making.planned = replace(making.planned, linkable=making.planned.linkable - lost)
            self._beside = neighbours(making.planned)
            self._make(ready.keys)
            if self._jobs:
                return making.outcome
        if making.manifest != self._ended:
            told = len(making.outcome.findings)
            end(making, ready)
            found = tuple(making.outcome.findings[told:])
            self._ended = None if has_errors(found) else making.manifest
            self.state = replace(self.state, ended=found)
        self._open = False
        self.state = replace(self.state, standing=standing_of(making.manifest))
        return making.outcome


def _assets(workshop: Workshop, screen: str) -> str:
    return hashlib.sha256(f"{screen}\0{workshop.stylesheet}".encode()).hexdigest()[:12]
