"""A volume without its issues: cover, contents, an empty page for each of theirs, index, set like a bulletin.

The contents get their numbers as those of a bulletin do: an entry leads to a mark on an empty page. The index
stands behind all that it names and moves nothing; its numbers follow from the page on which the first issue
begins, which is found by setting the contents beforehand.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from jinja2 import Environment
from markupsafe import Markup

from generator.diagnostics import Diagnostic, has_errors
from generator.model.dates import chinese_date
from generator.model.profile import Profile
from generator.render.environment import render_template
from generator.typeset.document import Press, typeset
from generator.typeset.faces import ROLES
from generator.volume.entries import Bound, Spot, spots_of
from generator.volume.part import numbers_text, totals_text
from generator.volume.unit_index import Group

INDEX = "index"
"""The name of the place where the index begins."""
_TEMPLATE = "volume/volume.html"


@dataclass(frozen=True)
class Front:
    """What cover, contents and index say. `part` is 上半年 or the like, `secrecy` 机密★1年."""

    title: str
    year: int
    part: str
    name_lines: tuple[str, ...]
    issuer: str
    notice: str
    secrecy: str
    issues: tuple[Bound, ...]
    index: tuple[Group, ...]

    @property
    def held(self) -> tuple[str, ...]:
        """The numbers of the issues, as the cover prints them."""
        numbers = [issue.numbers for issue in self.issues]
        return tuple(line for line in (numbers_text(numbers), totals_text(numbers)) if line)

    @property
    def span(self) -> str:
        """2026年1月5日至2026年6月29日: a reissue stands in the place of an earlier day than its own."""
        days = [issue.bulletin.date for issue in self.issues]
        first, last = chinese_date(min(days)), chinese_date(max(days))
        return first if first == last else f"{first}至{last}"


@dataclass(frozen=True)
class Skeleton:
    """The volume with empty pages; `spots` are its named places by id."""

    pdf: bytes
    pages: int
    spots: Mapping[str, Spot]


def set_skeleton(
    press: Press, templates: Environment, profile: Profile, front: Front
) -> tuple[Skeleton | None, list[Diagnostic]]:
    """Set the volume's own pages; None after an error."""
    if not front.index:
        return _set(press, templates, profile, front)
    sketch, findings = _set(press, templates, profile, front, sketch=True)
    if sketch is None:
        return None, findings
    pages = pages_of(front.issues, sketch.spots[front.issues[0].id].page)
    return _set(press, templates, profile, front, pages)


def pages_of(issues: Sequence[Bound], first: int) -> dict[str, int]:
    """The page of each entry by its id, where the first issue begins on the page `first`; every issue begins
    on an odd page."""
    pages: dict[str, int] = {}
    for issue in issues:
        pages |= {entry.id: first + entry.spot.page - 1 for entry in issue.entries}
        first += issue.pages + issue.pages % 2
    return pages


def _set(
    press: Press,
    templates: Environment,
    profile: Profile,
    front: Front,
    pages: Mapping[str, int] | None = None,
    *,
    sketch: bool = False,
) -> tuple[Skeleton | None, list[Diagnostic]]:
    """`pages` are those of the index. A `sketch` has one page for all issues."""
    values = {
        **{
            name: getattr(front, name) for name in ("title", "year", "part", "name_lines", "issuer", "notice")
        },
        **{name: getattr(front, name) for name in ("secrecy", "issues", "index", "held", "span")},
        "pages": pages or {},
        "sketch": sketch,
        "root": "../..",
        "P": profile,
        "LP": profile.line_pitch.pt,
        "F": {role: Markup(press.faces.css(role)) for role in ROLES},
        "title_weight": press.faces.title_weight,
    }
    html, findings = render_template(templates, _TEMPLATE, values)
    if has_errors(findings):
        return None, findings
    result, found = typeset(press, html, {})
    findings += found
    if result is None or has_errors(findings):
        return None, findings
    with pikepdf.open(io.BytesIO(result.pdf)) as document:
        return Skeleton(result.pdf, result.pages, spots_of(document)), findings
