"""All issues of a build made over processes and written as they are done, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.pool import Crew
from generator.build.workshop import Workshop
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.publish.manifest import Manifest, Package
from generator.publish.records import write_record
from generator.publish.write import write_package

Progress = Callable[[int, int, str], None]
"""Called with how many issues are done, how many there are, and which one was done last."""


@dataclass
class Outcome:
    """What a build did.

    `stopped` are issues that could not be made, `standing` those of them whose earlier output is there.
    `recorded` are final issues whose figures were kept for the first time, `sheets` counts 交办单.
    `borrowed`: (face wanted, face used) → characters. `lacking`: the machine cannot make any.
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
    recorded: list[str] = field(default_factory=list)
    borrowed: dict[tuple[str, str], str] = field(default_factory=dict)
    lacking: bool = False


def make_issues(
    outcome: Outcome,
    manifest: Manifest,
    workshop: Workshop,
    keys: Sequence[str],
    crew: Crew,
    progress: Progress | None,
) -> Manifest:
    """Make the issues of `keys` and write each as it is done; the manifest to go on with."""
    manifest = _make(outcome, manifest, workshop, keys, crew, progress)
    # Pages that link to an issue which turned out to be impossible are made once more, without the link.
    lost = workshop.linkable - set(manifest.files)
    beside = [key for key in outcome.made if lost and _neighbours(workshop.plan, key) & lost]
    if beside:
        fewer = replace(workshop, linkable=workshop.linkable - lost)
        manifest = _make(Outcome(outcome.output), manifest, fewer, beside, crew, None)
    return manifest


def _neighbours(plan: Plan, key: str) -> set[str]:
    """The issues before and after `key` in its publication, as far as they are not known to be stopped."""
    for keys in plan.order.values():
        if key in keys:
            able = [other for other in keys if other not in plan.stopped]
            place = able.index(key)
            return {*able[max(0, place - 1) : place], *able[place + 1 : place + 2]}
    return set()


def _make(
    outcome: Outcome,
    manifest: Manifest,
    workshop: Workshop,
    keys: Sequence[str],
    crew: Crew,
    progress: Progress | None,
) -> Manifest:
    """Make the issues and write each as it is done."""
    for done, made in enumerate(crew.make_all(workshop, keys), start=1):
        outcome.findings += made.findings
        if made.package is None or not _on_record(outcome, workshop, made.key):
            outcome.stopped.append(made.key)
        else:
            manifest = write(outcome, manifest, made.package)
            outcome.made.append(made.key)
            outcome.pages += made.pages
            outcome.sheets += made.sheets
            for pair, chars in made.borrowed.items():
                outcome.borrowed[pair] = "".join(sorted({*outcome.borrowed.get(pair, ""), *chars}))
        if progress:
            progress(done, len(keys), made.key)
    return manifest


def _on_record(outcome: Outcome, workshop: Workshop, key: str) -> bool:
    """Keep a final issue's figures before it is published: what was sent can then always be told."""
    if key not in workshop.figures.to_record:
        return True
    found = write_record(workshop.site, key, workshop.figures.statistics[key])
    outcome.findings += found
    if not found:
        outcome.recorded.append(key)
    return not found


def write(outcome: Outcome, manifest: Manifest, package: Package) -> Manifest:
    manifest, changes, found = write_package(outcome.output, package, manifest)
    outcome.findings += found
    outcome.written += len(changes.written)
    outcome.unchanged += len(changes.unchanged)
    outcome.removed += len(changes.removed)
    return manifest
