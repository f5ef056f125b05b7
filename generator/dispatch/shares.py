"""Who gets how many copies of an issue: its distribution list, unit by unit.

The same lists and the same rules as the foot's (`compile.foot`), so that the sum is what 共印N份 says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.compile.finding import at
from generator.compile.foot import class_members, list_entries, make_foot
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue
from generator.model.unit import Unit

RESERVE = "留存"
"""What is printed and on no list stays with the office, under this name."""
ASKED = "交办"
"""Why a unit that is on no list gets a parcel: there is a 交办单 for it."""
_LISTS = (("报", "report_to"), ("送", "send_to"), ("发", "issue_to"))


@dataclass(frozen=True, slots=True)
class Share:
    """One receiver. `name` is the unit's full name, or what stands on the list where it is no unit; `way` is
    报, 送 or 发, the first list that has it, 交办 or 留存; `mark` is what its copies' faint mark says."""

    name: str
    way: str
    copies: int
    contact: str = ""
    is_unit: bool = True
    short_name: str = ""

    @property
    def mark(self) -> str:
        return self.short_name or self.name

    @property
    def is_reserve(self) -> bool:
        return self.way == RESERVE


def shares_of(
    issue: LoadedIssue, content: Content, asked: Iterable[str] = ()
) -> tuple[tuple[Share, ...], int, list[Diagnostic]]:
    """All receivers in the order of the lists, and the number of copies that the foot prints.

    `asked` are the units (full names) that have a 交办单 in this issue: they get a parcel in any case. An
    error where the lists want more copies than are printed, or nobody is on them.
    """
    shares = listed(issue, content)
    foot, told = make_foot(issue, content)
    total = foot.copies
    wanted = sum(share.copies for share in shares.values())
    findings: list[Diagnostic] = [*told]
    if not shares:
        return (), total, [at(issue.front, "pack-nobody")]
    if wanted > total:
        place = _copies_given(issue)
        front = issue.front if place else content.site
        path = place or ("publications", issue.publication, "copies")
        return (), total, [at(front, "pack-copies-short", *path, wanted=wanted, total=total)]
    with_sheet = set(asked)
    add_asked(shares, asked, content)
    for name in [name for name, share in shares.items() if not share.copies and name not in with_sheet]:
        findings.append(at(issue.front, "pack-no-copies", name=name))
        del shares[name]
    if wanted < total:
        rest = total - wanted
        findings.append(at(issue.front, "pack-copies-left", wanted=wanted, total=total, rest=rest))
        own = shares.pop(RESERVE).copies if RESERVE in shares else 0
        shares[RESERVE] = Share(RESERVE, RESERVE, rest + own, is_unit=False)
    given = sum(share.copies for share in shares.values())
    if given != total:
        return (), total, [at(issue.front, "pack-copies-differ", given=given, total=total)]
    return tuple(shares.values()), total, findings


def add_asked(shares: dict[str, Share], asked: Iterable[str], content: Content) -> None:
    """Add those of `asked` that get no copies: a parcel with their 交办单."""
    for unit in dict.fromkeys(asked):
        if unit not in shares:
            shares[unit] = share_of(unit, ASKED, 0, content)


def share_of(name: str, way: str, copies: int, content: Content) -> Share:
    unit = content.units.find(name)
    if unit is None:
        return Share(name, way, copies, is_unit=False)
    return replace(_of_unit(unit, way), name=name, copies=copies)


def listed(issue: LoadedIssue, content: Content) -> dict[str, Share]:
    """By name; a unit that stands on several lists gets its copies once, by the first."""
    shares: dict[str, Share] = {}
    for way, key in _LISTS:
        for entry in list_entries(issue, content, key):
            unit = content.units.find(entry)
            members = (unit,) if unit is not None else class_members(entry, content)
            if members is None:
                # Who writes 留存 on a list means the office's own copies.
                own = RESERVE if entry == RESERVE else way
                shares.setdefault(entry, Share(entry, own, 1, is_unit=False))
                continue
            for member in members:
                shares.setdefault(member.name, _of_unit(member, way))
    return shares


def _of_unit(unit: Unit, way: str) -> Share:
    return Share(unit.name, way, unit.copies, unit.contact, short_name=unit.short_name)


def _copies_given(issue: LoadedIssue) -> tuple[str, ...]:
    """Where the issue itself says 印数; () where its publication does."""
    return ("copies",) if issue.front.record.copies is not None else ()
