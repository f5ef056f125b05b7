"""A volume from its issues to its PDFs: what its own pages say, these set, and all of it put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic
from generator.pdf.facts import Facts
from generator.pdf.kinds import KINDS
from generator.pdf.options import options_of
from generator.pipeline import Ready
from generator.typeset.document import make_press
from generator.volume.bind import bind
from generator.volume.choose import Wanted
from generator.volume.entries import Bound
from generator.volume.skeleton import Front, set_skeleton
from generator.volume.unit_index import unit_index

_NAME = "合订本"


@dataclass(frozen=True)
class Composed:
    """A volume that is not written yet: its `files`, name and bytes by kind of PDF, and its `pages`."""

    front: Front
    files: Mapping[str, tuple[str, bytes]]
    pages: int


def compose_volume(
    ready: Ready, wanted: Wanted, issues: Sequence[Bound], kinds: Sequence[str]
) -> tuple[Composed | None, list[Diagnostic]]:
    """The volume of `issues`, of which there is one at least, as each of `kinds`; None after an error."""
    workshop = ready.workshop
    publication = ready.gathered.content.site.record.publications[wanted.publication]
    if workshop.profile is None:
        raise ValueError("a workshop without a layout profile")
    front = _front(ready, wanted, issues)
    press = make_press(workshop.faces, workshop.stylesheet)
    skeleton, findings = set_skeleton(press, ready.templates, workshop.profile, front)
    if skeleton is None:
        return None, findings
    facts = _facts(front, publication.name)
    printed = bind(skeleton, issues, facts)
    options = options_of(publication, workshop.profile)
    files: dict[str, tuple[str, bytes]] = {}
    for kind in kinds:
        pdf, found = KINDS[kind].make(printed, facts, options)
        findings += found
        if pdf is None:
            return None, findings
        files[kind] = KINDS[kind].file_name(_file_name(front)), pdf
    return Composed(front, files, skeleton.pages), findings


def _front(ready: Ready, wanted: Wanted, issues: Sequence[Bound]) -> Front:
    """What the volume's own pages say; the names are those of its last issue."""
    content, part = ready.gathered.content, wanted.part.label
    masthead = issues[-1].bulletin.masthead
    return Front(
        title=f"{masthead.name}{wanted.year}年{part}{_NAME}",
        year=wanted.year,
        part=part,
        name_lines=masthead.name_lines,
        issuer=masthead.issuer,
        notice=masthead.notice,
        secrecy=secrecy_line(content.site.record.publications[wanted.publication]),
        issues=tuple(issues),
        index=unit_index(issues, content.units),
    )


def _facts(front: Front, publication: str) -> Facts:
    """What the PDF says of itself; its date is that of the last issue."""
    keywords = (publication, _NAME, f"{front.year}年")
    day = max(issue.bulletin.date for issue in front.issues)
    return Facts(front.title, publication, "，".join(front.held), front.issuer, day, keywords)


def _file_name(front: Front) -> str:
    """工作简报2026年合订本.pdf, with the publication's name as the files of its issues have it."""
    last = front.issues[-1]
    name = last.bulletin.file_name.removesuffix(f"{last.numbers.label}.pdf")
    return f"{name}{front.year}年{front.part}{_NAME}.pdf"
