"""The command `volume`: from a site's folder to the volume in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.cores import cores
from generator.build.lock import alone
from generator.build.outcome import make_issues
from generator.build.pool import Crew, crew
from generator.build.result import Outcome
from generator.check.discreet import discreet
from generator.compile.bulletin import compile_issue
from generator.compile.finding import at
from generator.diagnostics import Diagnostic, has_errors
from generator.gather import gather
from generator.pdf.kinds import ARCHIVE, KINDS, PRINT
from generator.pipeline import Ready, begin, end, find_faces, make_ready, write_index
from generator.publish.manifest import Package, beside, read_manifest
from generator.publish.write import write_package
from generator.typeset.libraries import plain_names
from generator.volume.choose import Held, Wanted, choose_issues, read_wanted
from generator.volume.entries import Bound, bind_issue

_WHOLE = "全年"
VOLUME_KINDS = (PRINT, ARCHIVE, "press")
"""The kinds of PDF that a volume is made as: it is too thick to be folded."""


@dataclass(frozen=True)
class Volume:
    """A volume that was made: its `files` below output/, by the name of their kind; `pages` counts all of
    them, `articles` the lines of the contents, `units` those of the index. `held` are the issues in words.
    `publication` is an id, of which `name` is the name."""

    publication: str
    name: str
    title: str
    files: Mapping[str, str]
    pages: int
    issues: int
    corrections: int
    articles: int
    units: int
    held: str
    secrecy: str = ""
    kept: tuple[str, ...] = ()
    """Issues whose figures or words were kept for the first time."""


def make_volume(
    site: Path,
    output: Path,
    publication: str,
    year: str,
    part: str = "",
    *,
    kinds: Sequence[str] = (PRINT,),
    waiting: Callable[[], None] | None = None,
) -> tuple[Volume | None, list[Diagnostic]]:
    """Make the volume of a publication and a year, of a part of it where `part` names one (`parse_part`), as
    each of `kinds` of PDF.

    Its issues are built first, so that it holds what their files say. None after an error: then the volume
    that stood there has not changed.
    """
    faces, findings = find_faces(site)
    findings = _errors(findings)
    with crew(cores()) as workers, alone(cache_folder(site, output), waiting):
        gathered, found = gather(site)
        if gathered is None:
            return None, discreet(findings + found)
        names, allow = gathered.names, gathered.content.site.record.privacy.allow
        wanted, told = read_wanted(gathered, publication, year, part)
        if wanted is None:
            return None, discreet(told, names, allow)
        held, told = choose_issues(gathered, wanted)
        if not held:
            reasons = _errors(found) if any(one.code == "volume-unreadable" for one in told) else []
            return None, discreet(reasons + told, names, allow)
        ready, more = make_ready(site, output, gathered, faces, [one.issue.key for one in held])
        findings += _errors(found + more)
        if ready is None:
            return None, discreet(findings, names, allow)
        outcome = Outcome(output)
        issues, more = _finished(ready, held, workers, outcome)
        if not issues:
            return None, discreet([*findings, *more, *told], names, allow)
        volume, more = _made(ready, wanted, issues, kinds)
        if volume is not None:
            volume = replace(volume, kept=tuple(sorted({*outcome.recorded, *outcome.signed})))
        return volume, discreet(told + more, names, allow)


def _finished(
    ready: Ready, held: Sequence[Held], workers: Crew, outcome: Outcome
) -> tuple[list[Bound], list[Diagnostic]]:
    """The issues of the volume as they were built; none where one of them could not be."""
    output, content = ready.workshop.output, ready.gathered.content
    making = replace(begin(outcome, ready), signs=True)
    # With the kinds that the publication lists and its public editions: one without these takes them away.
    making.planned = replace(making.planned, kinds=())
    make_issues(making, ready.keys, workers, None)
    end(making, ready, ready.keys)
    findings = _errors(outcome.findings)
    lost = [one for one in held if one.issue.key not in outcome.made]
    if lost:
        stopped = (at(one.issue.front, "volume-stopped", "state", label=one.numbers.label) for one in lost)
        return [], [*findings, *stopped]
    bound = []
    for place, one in enumerate(held, 1):
        bulletin, found = compile_issue(content, ready.plan, one.issue.key, ready.figures)
        if bulletin is None:
            return [], _errors(found)
        path = output / bulletin.folder / bulletin.file_name
        try:
            pdf = path.read_bytes()
        except OSError:
            return [], [Diagnostic("pack-vanished", None, {"path": str(path)})]
        bound.append(bind_issue(place, bulletin, one.numbers, pdf, content))
    return bound, []


def _made(
    ready: Ready, wanted: Wanted, issues: Sequence[Bound], kinds: Sequence[str]
) -> tuple[Volume | None, list[Diagnostic]]:
    """The volume of `issues`, written to its place once all of `kinds` are made."""
    with plain_names():
        from generator.volume.compose import compose_volume
    composed, findings = compose_volume(ready, wanted, issues, kinds)
    if composed is None:
        return None, findings
    output, front = ready.workshop.output, composed.front
    folder = f"{wanted.publication}/{wanted.year}"
    files = {kind: f"{folder}/{name}" for kind, (name, _) in composed.files.items()}
    owner = beside("volume", f"{folder} {front.part or _WHOLE}", front.secrecy)
    manifest = read_manifest(output)
    standing = _other_kinds(output, manifest.files.get(owner, ()), kinds)
    package = Package(
        owner, {files[kind]: pdf for kind, (_, pdf) in composed.files.items()}, standing=standing
    )
    manifest, _, found = write_package(output, package, manifest)
    findings += found
    if has_errors(findings):
        return None, findings
    shown = Outcome(output)
    write_index(shown, ready, manifest)
    findings += shown.findings
    articles = sum(len(issue.entries) for issue in issues)
    units = sum(len(group.rows) for group in front.index)
    held = "，".join(front.held)
    corrections = sum(issue.is_correction for issue in issues)
    counts = composed.pages, len(issues) - corrections, corrections, articles, units
    name = issues[-1].bulletin.masthead.name
    volume = Volume(wanted.publication, name, front.title, files, *counts, held, front.secrecy)
    return volume, findings


def _other_kinds(output: Path, paths: Iterable[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """Those of the volume's `paths` that are of none of `kinds`, and are still there: they stay."""
    return tuple(path for path in paths if _kind_of(path) not in kinds and (output / path).is_file())


def _kind_of(path: str) -> str:
    """The kind of PDF that a volume's file is, by the end of its name."""
    stem = path.removesuffix(".pdf")
    ends = ((kind, KINDS[kind].suffix) for kind in VOLUME_KINDS)
    return next((kind for kind, suffix in ends if suffix and stem.endswith(suffix)), PRINT)


def _errors(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in findings if one.severity == "error"]
