"""What a build did. Nothing here imports what a build needs: a second build only tells it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic

Progress = Callable[[int, int, str], None]
"""Called with how many issues are done, how many there are, and which one was done last."""


@dataclass
class Outcome:
    """What a build did.

    `stopped` are issues that could not be made, `standing` those of them whose earlier output is there.
    `recorded` are final issues whose figures were kept for the first time, `signed` those whose words were,
    `sheets` counts 交办单.
    `set_now` counts the PDFs that had to be set, all others stood already. `borrowed`: (face wanted, face
    used) → characters. `lacking`: the machine cannot make any. `again`: nothing has changed since the last
    build, whose outcome this is.
    """

    output: Path
    findings: list[Diagnostic] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    pages: int = 0
    sheets: int = 0
    set_now: int = 0
    recorded: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    borrowed: dict[tuple[str, str], str] = field(default_factory=dict)
    lacking: bool = False
    again: bool = False
