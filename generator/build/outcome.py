"""All issues of a build made over processes and written as they are done, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.layouts import Layout, add_layouts
from generator.build.orders import Planned, neighbours, orders
from generator.build.pool import Crew
from generator.build.result import Outcome, Progress
from generator.build.workshop import Made, Workshop
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.publish.manifest import Manifest, Package
from generator.publish.records import write_adoption, write_final, write_record
from generator.publish.write import write_package


@dataclass
class Making:
    """A build under way: what it works from, and what it has done so far.

    `manifest` and `layouts` (by path below output/) grow with every issue; `cache` is where layouts are kept.
    With `signs`, final issues that have not been signed are: what they say is kept. A preview signs none,
    since it sees every state between two saves.
    """

    outcome: Outcome
    planned: Planned
    workshop: Workshop
    manifest: Manifest
    cache: Path
    layouts: dict[str, Layout] = field(default_factory=dict)
    signs: bool = False


def make_issues(making: Making, keys: Sequence[str], crew: Crew, progress: Progress | None) -> None:
    """Make the issues of `keys` and write each as it is done."""
    _make(making, keys, crew, progress)
    # Pages that link to an issue which turned out to be impossible are made once more, without the link.
    planned = making.planned
    lost = planned.linkable - set(making.manifest.files)
    beside = [key for key in making.outcome.made if lost and _beside(planned.plan, key) & lost]
    if beside:
        fewer = replace(planned, linkable=planned.linkable - lost)
        again = replace(making, outcome=Outcome(making.outcome.output), planned=fewer)
        _make(again, beside, crew, None)
        making.manifest = again.manifest


def _beside(plan: Plan, key: str) -> set[str]:
    """The issues before and after `key` in its publication, as far as they are not known to be stopped."""
    for keys in plan.order.values():
        if key in keys:
            able = [other for other in keys if other not in plan.stopped]
            place = able.index(key)
            return {*able[max(0, place - 1) : place], *able[place + 1 : place + 2]}
    return set()


def _make(making: Making, keys: Sequence[str], crew: Crew, progress: Progress | None) -> None:
    planned = making.planned
    ordered = orders(planned, keys, neighbours(planned), making.layouts)
    robbed: list[str] = []
    for done, made in enumerate(crew.make_all(making.workshop, ordered), start=1):
        if all_stands(making, made):
            take(making, made)
        else:
            robbed.append(made.key)
        if progress:
            progress(done, len(keys), made.key)
    if robbed:
        _make(making, robbed, crew, None)


def all_stands(making: Making, made: Made) -> bool:
    """Whether the PDFs that `made` was content with are there still: when issues change places, the one that
    had a file before may have removed it meanwhile."""
    standing = made.package.standing if made.package else ()
    return all((making.outcome.output / path).is_file() for path in standing)


def take(making: Making, made: Made) -> None:
    """Write what was made of one issue, and count it."""
    outcome = making.outcome
    outcome.findings += made.findings
    if made.package is None or not (_on_record(making, made.key) and _sign(making, made)):
        outcome.stopped.append(made.key)
        return
    making.manifest = write(outcome, making.manifest, made.package)
    add_layouts(making.cache, {path: one for path, one in made.layouts.items() if _is_new(making, path, one)})
    making.layouts |= made.layouts
    outcome.made.append(made.key)
    outcome.pages += made.pages
    outcome.sheets += made.sheets
    outcome.set_now += made.set_now
    for pair, chars in made.borrowed.items():
        outcome.borrowed[pair] = "".join(sorted({*outcome.borrowed.get(pair, ""), *chars}))


def _is_new(making: Making, path: str, layout: Layout) -> bool:
    return making.layouts.get(path) != layout


def _on_record(making: Making, key: str) -> bool:
    """Keep a final issue's figures before it is published: what was sent can then always be told."""
    figures, outcome, site = making.planned.figures, making.outcome, making.workshop.site
    if key not in figures.to_record and key not in figures.adoptions_to_record:
        return True
    found: list[Diagnostic] = []
    if key in figures.to_record:
        found += write_record(site, key, figures.statistics[key])
    if key in figures.adoptions_to_record:
        found += write_adoption(site, key, figures.adoptions[key])
    outcome.findings += found
    if not found:
        outcome.recorded.append(key)
    return not found


def _sign(making: Making, made: Made) -> bool:
    """Keep what a final issue says before it is published: nothing may be changed in it unseen then."""
    if made.final is None or not making.signs:
        return True
    found = write_final(making.workshop.site, made.key, made.final)
    making.outcome.findings += found
    if not found:
        making.outcome.signed.append(made.key)
    return not found


def write(outcome: Outcome, manifest: Manifest, package: Package) -> Manifest:
    manifest, changes, found = write_package(outcome.output, package, manifest)
    outcome.findings += found
    outcome.written += len(changes.written)
    outcome.unchanged += len(changes.unchanged)
    outcome.removed += len(changes.removed)
    return manifest
