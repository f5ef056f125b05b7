"""Which sections an issue has, in which order: its kind's outline and its own 栏目 put together.

An issue without 内容 and 清单 of its own follows the outline: a section of the same 名称 changes the words,
the cases and the reports of that one, others come before the first annex. An issue that says what its
sections hold is laid out exactly as it says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from generator.compile.blocks import CASES
from generator.model.content import LoadedIssue, LoadedOutline
from generator.model.issue import Section
from generator.model.outline import OutlineSection
from generator.model.record import Path, Sourced
from generator.model.report import Body


@dataclass(frozen=True)
class Part:
    """A section that is to be composed.

    `source` and `path` are where its 内容, 清单 and 条件 are written, `text_source` the file of its words.
    `own` is its place among the issue's 栏目, None for one that the outline alone has. `by_issue`: the issue
    itself says what the section holds, so that what is missing is an error.
    """

    name: str
    source: Sourced[Any]
    path: Path
    content: tuple[str, ...] = ()
    listing: str = ""
    text: Body | None = None
    text_source: Sourced[Any] | None = None
    requests: tuple[str, ...] = ()
    charts: bool = True
    limit: int | None = None
    condition: str = ""
    annex: bool = False
    own: int | None = None
    by_issue: bool = False


def parts_of(issue: LoadedIssue, outline: LoadedOutline | None) -> tuple[Part, ...]:
    """All sections in order, those too that may turn out to have nothing to print."""
    own: tuple[Section, ...] = issue.front.record.sections
    parts = tuple(_of_issue(issue, index) for index in range(len(own)))
    if outline is None:
        return parts
    if any(section.content or section.listing for section in own):
        return _with_annexes(parts, outline)
    by_name = {section.name: index for index, section in reversed(list(enumerate(own)))}
    merged = []
    for index, section in enumerate(outline.front.record.sections):
        part = _of_outline(outline, index)
        place = by_name.pop(section.name, None)
        merged.append(part if place is None else _changed(part, parts[place]))
    used = {part.own for part in merged if part.own is not None}
    others = [part for part in parts if part.own not in used]
    first_annex = next((index for index, part in enumerate(merged) if part.annex), len(merged))
    return (*merged[:first_annex], *others, *merged[first_annex:])


def _of_issue(issue: LoadedIssue, index: int) -> Part:
    section = issue.front.record.sections[index]
    return Part(
        name=section.name,
        source=issue.front,
        path=("sections", index),
        content=_with_cases(section.content, section.requests),
        listing=section.listing,
        text=issue.texts.get(index),
        text_source=issue.front,
        requests=section.requests,
        charts=section.charts,
        limit=section.limit,
        own=index,
        by_issue=True,
    )


def _of_outline(outline: LoadedOutline, index: int) -> Part:
    section: OutlineSection = outline.front.record.sections[index]
    return Part(
        name=section.name,
        source=outline.front,
        path=("sections", index),
        content=section.content,
        listing=section.listing,
        text=outline.texts.get(index),
        text_source=outline.front,
        charts=section.charts,
        limit=section.limit,
        condition=section.condition,
        annex=section.annex,
    )


def _changed(part: Part, own: Part) -> Part:
    """A section of the outline with what the issue's section of the same name says of it."""
    return replace(
        part,
        text=own.text or part.text,
        text_source=own.text_source if own.text else part.text_source,
        content=_with_cases(part.content, own.requests),
        requests=own.requests,
        charts=part.charts and own.charts,
        limit=own.limit or part.limit,
        own=own.own,
    )


def _with_cases(content: tuple[str, ...], requests: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever chooses cases (编号) wants them told."""
    return (*content, CASES) if requests and CASES not in content else content


def _with_annexes(parts: tuple[Part, ...], outline: LoadedOutline) -> tuple[Part, ...]:
    """An issue cannot say that a section is an annex; those at its end are that hold what an annex of the
    outline holds, or are named like one."""
    known = [section for section in outline.front.record.sections if section.annex]
    last = len(parts)
    while last and any(_is_like(parts[last - 1], section) for section in known):
        last -= 1
    return (*parts[:last], *(replace(part, annex=True) for part in parts[last:]))


def _is_like(part: Part, annex: OutlineSection) -> bool:
    if part.name == annex.name:
        return True
    if part.listing:
        return part.listing == annex.listing and not part.content
    return bool(part.content) and set(part.content) <= set(annex.content)
