"""What is put off until nobody waits for a page, each thing with the moment from which it may be done."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum


class Chore(Enum):
    """SHOW: bring the list and the findings up to date. PROOFREAD: read the site as a proofreader does.
    TIDY: throw away what this process and the others do not need any more."""

    SHOW = "show"
    PROOFREAD = "proofread"
    TIDY = "tidy"


class Rest:
    """Chores that wait, each at most once, and are taken one by one, the earliest first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due: dict[Chore, float] = {}

    def __contains__(self, chore: Chore) -> bool:
        return chore in self._due

    def put(self, chore: Chore, seconds: float) -> None:
        """Put a chore off for so many seconds from now, whatever was said of it before."""
        self._due[chore] = self._clock() + seconds

    def drop(self, chore: Chore) -> bool:
        """Take a chore out before its time; whether it was there."""
        return self._due.pop(chore, None) is not None

    @property
    def seconds(self) -> float | None:
        """Seconds until the next chore may be done; None where there is none."""
        return max(0.0, min(self._due.values()) - self._clock()) if self._due else None

    def take(self) -> Chore:
        """The chore that is due first."""
        chore = min(self._due, key=lambda one: self._due[one])
        del self._due[chore]
        return chore
