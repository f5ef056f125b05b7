"""What is put off until nobody waits for a page."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from generator.watch.heap import Heap
from generator.watch.rest import Chore, Rest


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_earliest_is_taken_first_and_each_once() -> None:
    clock = Clock()
    rest = Rest(clock)
    assert rest.seconds is None
    rest.put(Chore.TIDY, 0.3)
    rest.put(Chore.SHOW, 0.1)
    rest.put(Chore.PROOFREAD, 3.0)
    assert rest.seconds == pytest.approx(0.1)
    clock.now += 0.25
    assert rest.seconds == 0.0
    assert [rest.take(), rest.take(), rest.take()] == [Chore.SHOW, Chore.TIDY, Chore.PROOFREAD]
    assert rest.seconds is None


def test_what_is_put_off_again_waits_anew() -> None:
    clock = Clock()
    rest = Rest(clock)
    rest.put(Chore.SHOW, 0.1)
    clock.now += 0.09
    rest.put(Chore.SHOW, 0.1)
    assert rest.seconds == pytest.approx(0.1)
    assert Chore.SHOW in rest and rest.drop(Chore.SHOW) and not rest.drop(Chore.SHOW)
    assert Chore.SHOW not in rest and rest.seconds is None


class Ring:
    """An object that only the collector can throw away."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def collector() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def rings() -> int:
    return sum(isinstance(one, Ring) for one in gc.get_objects())


@pytest.mark.usefixtures("collector")
def test_what_a_site_was_read_into_is_looked_through_once() -> None:
    heap = Heap()
    Ring()
    heap.tidy()
    assert rings() == 0 and (frozen := gc.get_freeze_count()) > 1000
    Ring()
    heap.tidy()
    # New objects are thrown away; those of before are not looked through, until there are many new ones.
    assert rings() == 0 and gc.get_freeze_count() <= frozen
    kept = [Ring() for _ in range(5000)]
    heap.grow()
    heap.tidy()
    assert gc.get_freeze_count() > frozen
    del kept
    heap.grow()
    heap.tidy()
    gc.unfreeze()
    assert rings() == 0


@pytest.mark.usefixtures("collector")
def test_without_a_rest_it_is_tidied_up_after_some_builds() -> None:
    heap = Heap()
    heap.tidy()
    Ring()
    for _ in range(49):
        heap.built()
    assert rings() == 1
    heap.built()
    assert rings() == 0
