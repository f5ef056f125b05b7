"""Jobs for the processes of the preview: when these tidy up."""

from __future__ import annotations

from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any, cast

from generator.build.pool import Crew
from generator.build.workshop import Made
from generator.watch.jobs import UNTIDY, Job, Jobs


class Fake:
    """A crew that notes what is asked of it; nothing is ever done."""

    jobs = 2

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.futures: list[Future[Made]] = []

    def begin(self, workshop: Any, order: Any, composed: Any, asked: Any) -> Future[Made]:
        self.asked.append(order.key)
        self.futures.append(Future())
        return self.futures[-1]

    def tidy(self) -> None:
        self.asked.append("tidy")

    def is_lost(self, done: Future[Made]) -> bool:
        return False


def job(key: str) -> Job:
    return Job(cast(Any, SimpleNamespace(key=key)), cast(Any, None), ())


def one_after_another(jobs: Jobs, crew: Fake, count: int) -> None:
    for _ in range(count):
        jobs.put(job("a"))
        jobs.start(["a"])
        assert jobs.finish("a", crew.futures[-1]) is not None


def test_processes_tidy_up_where_save_follows_save() -> None:
    crew = Fake()
    jobs = Jobs(cast(Crew, crew), lambda key, done: None)
    one_after_another(jobs, crew, 2 * UNTIDY + 1)
    assert crew.asked == ["a"] * UNTIDY + ["tidy"] + ["a"] * UNTIDY + ["tidy", "a"]
    assert jobs.untidy == 1


def test_who_has_tidied_up_need_not_soon() -> None:
    crew = Fake()
    jobs = Jobs(cast(Crew, crew), lambda key, done: None)
    one_after_another(jobs, crew, UNTIDY)
    jobs.tidy()
    one_after_another(jobs, crew, UNTIDY)
    assert crew.asked.count("tidy") == 1


def test_a_build_of_many_issues_is_not_held_up() -> None:
    crew = Fake()
    jobs = Jobs(cast(Crew, crew), lambda key, done: None)
    for number in range(3 * UNTIDY):
        jobs.put(job(str(number)))
    jobs.start([])
    for number in range(3 * UNTIDY - 1):
        jobs.finish(crew.asked[number], crew.futures[number])
        jobs.start([])
    assert "tidy" not in crew.asked and len(crew.asked) == 3 * UNTIDY
