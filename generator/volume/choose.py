"""Which issues a volume holds, in which order, and what an editor has to know of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from generator.compile.again import first_key
from generator.compile.finding import at
from generator.compile.numbers import Numbers
from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.near import suggestion
from generator.gather import Gathered
from generator.model.content import LoadedIssue
from generator.model.issue import FINAL
from generator.volume.part import Part, is_correction, parse_part, parse_year, runs_text

_LAST_OF_FIRST_HALF = 6


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the publication by its id, the year, the part of it."""

    publication: str
    year: int
    part: Part


@dataclass(frozen=True)
class Held:
    """An issue of the year; `day` is its 签发日期, of a reissue that of the issue whose place it takes. A
    correction's may be in a later year."""

    issue: LoadedIssue
    numbers: Numbers
    day: date

    @property
    def is_final(self) -> bool:
        return self.issue.front.record.state == FINAL


def read_wanted(
    gathered: Gathered, publication: str, year: str, part: str
) -> tuple[Wanted | None, list[Diagnostic]]:
    """What the words of the command mean; a publication may be named by its 名称 as well."""
    known = gathered.content.site.record.publications
    by_name = {one.name: key for key, one in known.items()}
    publication = by_name.get(publication, publication)
    findings: list[Diagnostic] = []
    if publication not in known:
        others = "、".join(known) or "（还没有）"
        near = suggestion(publication, [*known, *by_name], f"site.yaml 里有：{others}")
        findings.append(Diagnostic("new-publication-unknown", None, {"name": publication, "near": near}))
    number, own = parse_year(year), parse_part(part)
    if number is None:
        findings.append(Diagnostic("volume-year", None, {"text": year}))
    if own is None:
        findings.append(Diagnostic("volume-part", None, {"text": part}))
    if findings or number is None or own is None:
        return None, findings
    return Wanted(publication, number, own), []


def choose_issues(gathered: Gathered, wanted: Wanted) -> tuple[tuple[Held, ...], list[Diagnostic]]:
    """The final issues that the volume holds, by 签发日期; none after an error.

    Drafts, missing numbers, and issues that a reissue has replaced are told. A file with errors stops the
    volume, since nobody can tell whether it belongs there.
    """
    unreadable = _unreadable(gathered, wanted)
    if unreadable:
        return (), unreadable
    of_year, told = _in_their_places(_of_year(gathered, wanted))
    held = _in_part(of_year, wanted)
    findings = [finding for one in held for finding in told.get(one.issue.key, ())]
    for one in held:
        if not one.is_final:
            findings.append(at(one.issue.front, "volume-draft", "state", label=one.numbers.label))
    name = gathered.content.site.record.publications[wanted.publication].name
    final = tuple(one for one in held if one.is_final)
    if not final:
        span = f"{wanted.year}年{wanted.part.label}"
        return (), [*findings, Diagnostic("volume-none", None, {"name": name, "span": span})]
    missing = _missing(of_year, held, wanted.part)
    if missing:
        data = {"name": name, "year": wanted.year, "missing": missing}
        findings.append(Diagnostic("volume-missing", None, data))
    return final, findings


def _of_year(gathered: Gathered, wanted: Wanted) -> list[Held]:
    """All issues of the publication and year, by 签发日期."""
    numbers = gathered.plan.numbers
    issues = {issue.key: issue for issue in gathered.content.issues}
    keys = gathered.plan.order.get(wanted.publication, ())
    return [
        Held(issues[key], numbers[key], issues[key].front.record.date)
        for key in keys
        if numbers[key].year == wanted.year
    ]


def _in_their_places(issues: Sequence[Held]) -> tuple[list[Held], dict[str, list[Diagnostic]]]:
    """The issues, the last final reissue of each in the place of the first, which it makes void, and with it
    what corrected it until then: that names pages which the volume does not hold. A draft of a reissue stands
    behind the first, and is told like other drafts. The findings are by the reissue's key."""
    behind: dict[str, list[Held]] = {}
    for one in issues:
        if one.numbers.again and not is_correction(one.numbers):
            behind.setdefault(one.numbers.again.first, []).append(one)
    # One that is not in the site any more: its first reissue says when it was signed.
    known = {one.issue.key for one in issues}
    lost = {own[0].issue.key: first for first, own in behind.items() if first not in known}
    found: list[Held] = []
    standing, findings = _without_void(issues, behind)
    for one in standing:
        again = one.numbers.again
        stands_for_lost = one.issue.key in lost
        if again and not is_correction(one.numbers) and not stands_for_lost:
            continue
        day = again.date if again and stands_for_lost else one.day
        own = [other for other in behind.get(lost.get(one.issue.key, one.issue.key), ()) if other is not one]
        final = [other for other in (one, *own) if other.is_final]
        last = final[-1] if final else one
        found.append(Held(last.issue, last.numbers, day))
        found += [Held(other.issue, other.numbers, day) for other in own if not other.is_final]
        if last is not one:
            data = {"label": one.numbers.label, "other": last.numbers.label}
            replaced = at(last.issue.front, "volume-replaced", "reissues", **data)
            findings.setdefault(last.issue.key, []).insert(0, replaced)
    return sorted(found, key=lambda one: one.day), findings


def _without_void(
    issues: Sequence[Held], reissues: Mapping[str, Sequence[Held]]
) -> tuple[list[Held], dict[str, list[Diagnostic]]]:
    """The issues without final corrections that a later reissue of the same first has made void."""
    left: list[Held] = []
    findings: dict[str, list[Diagnostic]] = {}
    for one in issues:
        again = one.numbers.again
        is_final = again is not None and is_correction(one.numbers) and one.is_final
        own = reissues.get(again.first, ()) if again is not None and is_final else ()
        later = [other for other in own if other.is_final and one.day <= other.day]
        if not later:
            left.append(one)
            continue
        data = {"label": one.numbers.label, "other": later[-1].numbers.label}
        told = at(one.issue.front, "volume-correction-void", "corrects", **data)
        findings.setdefault(later[-1].issue.key, []).append(told)
    return left, findings


def _in_part(issues: Sequence[Held], wanted: Wanted) -> list[Held]:
    part = wanted.part
    if part.half:
        # A correction may have been signed in a later year: the second half has that too.
        end = wanted.year, _LAST_OF_FIRST_HALF
        return [one for one in issues if ((one.day.year, one.day.month) <= end) == (part.half == 1)]
    if not part.last:
        return list(issues)
    homes = _homes(issues)
    return [one for one, home in zip(issues, homes, strict=True) if part.first <= home <= part.last]


def _homes(issues: Sequence[Held]) -> list[int]:
    """The number of the ordinary issue with which each one goes: its own; of a supplement that before it, and
    where none is, the first; of a correction that with which its first goes."""
    now = next((one.numbers.number for one in issues if not one.numbers.supplement), 0)
    homes: list[int] = []
    by_key: dict[str, int] = {}
    for one in issues:
        numbers = one.numbers
        key = numbers.again.first if numbers.again else one.issue.key
        home = now if numbers.supplement else numbers.number
        if not is_correction(numbers):
            now = by_key[key] = home
        homes.append(by_key.get(key, home))
    return homes


def _missing(of_year: Iterable[Held], held: Iterable[Held], part: Part) -> str:
    """Numbers that no issue has, a draft neither: before the first of the volume where that is the first of
    the year, between its issues, and where it was asked for by numbers, all that were asked for."""
    texts = []
    for supplement, head in ((False, ""), (True, "增刊")):
        year, own = (
            {
                one.numbers.number
                for one in some
                if one.numbers.supplement == supplement and not is_correction(one.numbers)
            }
            for some in (of_year, held)
        )
        first, last = min(own, default=1), max(own, default=0)
        if part.last and not supplement:
            first, last = part.first, part.last
        elif own and first == min(year):
            first = 1
        texts.append(runs_text(set(range(first, last + 1)) - year, head))
    return "、".join(text for text in texts if text)


def _unreadable(gathered: Gathered, wanted: Wanted) -> list[Diagnostic]:
    """Issues of the publication that cannot be made and may be of that year."""
    folder = PurePosixPath("issues", wanted.publication)
    paths = {path for path in map(PurePosixPath, gathered.content.broken) if path.parent == folder}
    files = {f"content/{path}" for path in paths if _may_be_of(path.stem, wanted.year)}
    files |= {
        one.front.file
        for one in gathered.refused
        if isinstance(one, LoadedIssue)
        and one.publication == wanted.publication
        and wanted.year in _years_of(one, gathered)
    }
    return [Diagnostic("volume-unreadable", Place(file), {"file": file}) for file in sorted(files)]


def _years_of(issue: LoadedIssue, gathered: Gathered) -> set[int]:
    """The years that an issue without numbers may belong to: a correction belongs to that of its first."""
    record = issue.front.record
    first = gathered.plan.numbers.get(first_key(issue))
    return {(record.first_date or record.date).year, first.year if first else record.date.year}


def _may_be_of(stem: str, year: int) -> bool:
    """A file that begins with another year is not of this one; of others nothing can be told."""
    named = re.match(r"((?:19|20)\d\d)(?!\d)", stem)
    return named is None or int(named[1]) == year
