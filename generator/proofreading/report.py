"""What a check has found. Nothing here imports what a check needs: an unchanged one is only told again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Told:
    """A finding. `text` are the characters that it is about where they stand in its line as they are, `fix`
    what to write instead where that is safe. `known`: it stands in the baseline."""

    finding: Diagnostic
    text: str = ""
    fix: str | None = None
    known: bool = False


@dataclass(frozen=True)
class Report:
    """All findings of a check. `issues` are the files that each issue is made of, by its key.

    `stale` counts what the baseline has and nobody finds any more. `recorded` are final issues whose figures
    were kept for the first time; `made` counts the issues whose pages were looked at. `lacking`: the machine
    cannot make pages.
    """

    told: tuple[Told, ...]
    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stale: int = 0
    made: int = 0
    recorded: tuple[str, ...] = ()
    lacking: bool = False

    @property
    def loud(self) -> tuple[Told, ...]:
        """What is told: all that the baseline does not have."""
        return tuple(one for one in self.told if not one.known)

    @property
    def known(self) -> int:
        return len(self.told) - len(self.loud)

    def without_baseline(self) -> Report:
        return replace(self, told=tuple(replace(one, known=False) for one in self.told), stale=0)

    def of_issues(self, names: Sequence[str]) -> Report | None:
        """What concerns the issues of these names; None where one of them is not known."""
        known = {**{key: key for key in self.issues}, **{f"content/issues/{key}": key for key in self.issues}}
        keys = [known.get(_plain(name)) for name in names]
        if None in keys:
            return None
        own = {file for key in keys if key is not None for file in self.issues[key]}
        others = {file for files in self.issues.values() for file in files} - own
        told = tuple(one for one in self.told if _file(one.finding.place) not in others)
        return replace(self, told=told, stale=0, made=len(set(keys)))


def counts(told: Iterable[Told]) -> dict[Severity, int]:
    """How many findings of each severity, the most serious first."""
    found: dict[Severity, int] = {"error": 0, "warning": 0, "notice": 0}
    for one in told:
        found[one.finding.severity] += 1
    return found


def _file(place: Place | None) -> str:
    return place.file if place else ""


def _plain(name: str) -> str:
    path = name.replace("\\", "/").removeprefix("./")
    path = f"content/{path}" if path.startswith("issues/") else path
    return path.removesuffix(".yaml").removesuffix(".yml").removesuffix(".md")
