"""The foot of a bulletin: who gets it, who answers for it, how many copies are printed.

报, 送 and 发 hold names of units, classes of units (`县市区`, printed as 各县市区) and names that are no
unit here, which print as they stand. 共印N份 is 印数, else the copies of all units on the lists, each unit
once, and one for each name that is no unit. What an issue leaves out is its publication's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.model.bulletin import Foot
from generator.model.content import Content, LoadedIssue
from generator.model.dates import chinese_date
from generator.model.record import Sourced
from generator.model.unit import Unit

_LISTS = (("报", "report_to"), ("送", "send_to"), ("发", "issue_to"))
_OFFICERS = (("签发", "approved_by"), ("审核", "reviewed_by"), ("责编", "edited_by"))
_BODIES = (
    *("区", "县", "市", "乡", "镇", "街", "街道", "村", "社区"),
    *("单位", "部门", "机关", "机构", "企业", "公司", "集团", "学校", "院校", "医院"),
)
"""A class that ends in one of these names bodies by itself: 各县市区, but 各市直单位."""
_SHORTEST_SLIP = 4
"""Characters; shorter names are too much alike to tell."""


def make_foot(issue: LoadedIssue, content: Content) -> tuple[Foot, list[Diagnostic]]:
    """The foot of an issue. `copies` is 0 where neither a list nor 印数 tells it."""
    site = content.site.record
    lists = {label: list_entries(issue, content, name) for label, name in _LISTS}
    copies = _given(issue, content, "copies")
    if copies is None:
        copies = _copies((entry for entries in lists.values() for entry in entries), content)
    officers = [(label, _given(issue, content, name)) for label, name in _OFFICERS]
    foot = Foot(
        rows=tuple(
            (label, tuple(_printed(entry, content) for entry in entries))
            for label, entries in lists.items()
            if entries
        ),
        officers=tuple((label, officer) for label, officer in officers if officer),
        issuer=site.publications[issue.publication].issuer or site.organization,
        date_line=f"{chinese_date(issue.front.record.date)}印发",
        copies=copies,
    )
    return foot, [*_classes_without_units(issue, content), *_nearly_units(issue, content)]


def _given(issue: LoadedIssue, content: Content, name: str) -> Any:
    """The issue's value of a key of the distribution, else its publication's. An empty list is a value."""
    own = getattr(issue.front.record, name)
    if own is None or own == "":
        return getattr(content.site.record.publications[issue.publication], name)
    return own


def list_entries(issue: LoadedIssue, content: Content, name: str) -> tuple[str, ...]:
    """The names of one list, without the full stop that the page sets after the last one."""
    return tuple(entry for text in _given(issue, content, name) or () if (entry := text.rstrip("，；。")))


def _printed(entry: str, content: Content) -> str:
    unit = content.units.find(entry)
    if unit is not None:
        return unit.name if entry in unit.former_names else entry
    if class_members(entry, content) is None or "各" in entry:
        return entry
    return f"各{entry}" if entry.endswith(_BODIES) else f"各{entry}单位"


def _copies(entries: Iterable[str], content: Content) -> int:
    units: dict[str, int] = {}
    others: set[str] = set()
    for entry in entries:
        unit = content.units.find(entry)
        members = (unit,) if unit is not None else class_members(entry, content)
        if members is None:
            others.add(entry)
        else:
            units.update((member.name, member.copies) for member in members)
    return sum(units.values()) + len(others)


def class_members(entry: str, content: Content) -> tuple[Unit, ...] | None:
    """The units of a class, None for what is no class. 各市直单位 and 市直各单位 mean the class 市直 too."""
    bare = entry.replace("各", "", 1)
    for word in (entry, bare, bare.removesuffix("单位")):
        members = content.units.of_class(word)
        if members or word in content.site.record.vocabularies.unit_classes:
            return members
    return None


def _listed(
    issue: LoadedIssue, content: Content
) -> Iterator[tuple[Sourced[Any], tuple[str | int, ...], str]]:
    """Every entry of the lists, with the file and the path at which it is written."""
    for _, name in _LISTS:
        written_here = getattr(issue.front.record, name) is not None
        front: Sourced[Any] = issue.front if written_here else content.site
        path = (name,) if written_here else ("publications", issue.publication, name)
        for index, entry in enumerate(_given(issue, content, name) or ()):
            yield front, (*path, index), entry.rstrip("，；。")


def _classes_without_units(issue: LoadedIssue, content: Content) -> list[Diagnostic]:
    return [
        at(front, "class-without-units", *path, name=entry)
        for front, path, entry in _listed(issue, content)
        if content.units.find(entry) is None and class_members(entry, content) == ()
    ]


def _nearly_units(issue: LoadedIssue, content: Content) -> list[Diagnostic]:
    """Names on the lists that are no unit but look like a slip for one."""
    findings: list[Diagnostic] = []
    names = content.units.names()
    for front, path, entry in _listed(issue, content):
        if content.units.find(entry) is None and class_members(entry, content) is None:
            near = next((name for name in names if _is_slip(entry, name)), None)
            if near:
                findings.append(at(front, "unit-nearly", *path, name=entry, near=near))
    return findings


def _is_slip(written: str, name: str) -> bool:
    """Whether `written` is `name` with another last character (市委宣传局 for 市委宣传部), or with one left
    out or put in. Likeness alone does not tell: 市政协办公室 is no slip for 市政府办公室."""
    short, long = sorted((written, name), key=len)
    if len(short) < _SHORTEST_SLIP or len(long) - len(short) > 1:
        return False
    if len(short) == len(long):
        return short[:-1] == long[:-1]
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
