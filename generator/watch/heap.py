"""When Python looks for objects that nobody needs any more: not while somebody waits for a page.

Looking through all that is kept of a large site takes a tenth of a second and more, in which nothing else
goes on in the process.
"""

from __future__ import annotations

import gc

from generator.build.memory import give_back

_SELDOM = (50_000, 20, 1_000)
"""As many new objects before it is looked among the young ones, and so on (`gc.set_threshold`): all of them
are looked through only at rest."""
_MOST = 50
"""Builds without a rest after which that is done all the same."""


class Heap:
    """The objects of this process. What a whole site was read into stays, and is not looked through."""

    def __init__(self) -> None:
        self._grown = True
        self._builds = 0
        gc.set_threshold(*_SELDOM)

    def grow(self) -> None:
        """The whole site was read, or is about to be."""
        self._grown = True

    def built(self) -> None:
        """A build is over."""
        self._builds += 1
        if self._builds >= _MOST:
            self.tidy()

    def tidy(self) -> None:
        """Throw away what is not needed any more."""
        self._builds = 0
        if self._grown:
            # What was read before may not be needed any more.
            gc.unfreeze()
        gc.collect()
        if self._grown:
            gc.freeze()
        self._grown = False
        give_back()
