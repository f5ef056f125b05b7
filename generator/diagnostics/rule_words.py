"""The words of one rule of the proofreader: its sentence, its page in the manual, its examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.diagnostics.entry import Entry


@dataclass(frozen=True, slots=True)
class RuleWords:
    """`name` is what editors call the rule, also where they silence it. `what` says in a sentence what it
    finds, `why` names the clause or the reason. `bad` and `good` are pairs of examples, which are its tests:
    bodies of reports, or whole files where they begin with `---`; several files have a line `=====` between
    them. `message` and `hint` are templates over the data of a finding.
    """

    severity: Literal["error", "warning"]
    name: str
    message: str
    hint: str
    what: str
    why: str
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        return Entry(self.severity, self.message, self.hint)
