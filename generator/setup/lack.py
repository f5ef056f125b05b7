"""What a machine lacks, as a value: the one form in which every step of the set-up says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[str], None]
"""Takes one line of Chinese for whoever is watching; never a fragment, never a line's end."""


@dataclass(frozen=True)
class Lack:
    """Something is missing: `what` and its consequence, `mend` what to do, `fatal` if nothing can be made."""

    what: str
    mend: str
    fatal: bool = True

    def lines(self) -> tuple[str, ...]:
        return (*self.what.splitlines(), *(f"  {line}" for line in self.mend.splitlines()))
