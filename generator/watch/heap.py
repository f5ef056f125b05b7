"""When Python looks for objects that nobody needs any more: not while somebody waits for a page.

Looking through all that is kept of a large site takes a tenth of a second and more, in which nothing else
goes on in the process.
"""

from __future__ import annotations

import gc

_SELDOM = (50_000, 20, 1_000)
"""As many new objects before it is looked among the young ones, and so on (`gc.set_threshold`): all of them
are looked through only at rest."""


class Heap:
    """The objects of this process. What a whole site was read into stays, and is not looked through."""

    def __init__(self) -> None:
        self._grown = True
        gc.set_threshold(*_SELDOM)

    def grow(self) -> None:
        """The whole site was read, or is about to be."""
        self._grown = True

    def tidy(self) -> None:
        """Throw away what is not needed any more."""
        if self._grown:
            # What was read before may not be needed any more.
            gc.unfreeze()
        gc.collect()
        if self._grown:
            gc.freeze()
        self._grown = False
