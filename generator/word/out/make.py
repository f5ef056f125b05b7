"""The command `docx`: one issue as a .docx beside its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.diagnostics import Diagnostic, has_errors
from generator.pipeline import find_profile
from generator.proof.studio import open_studio
from generator.publish.manifest import Package, beside, read_manifest
from generator.publish.write import write_package
from generator.render.photos import read_sizes
from generator.typeset.document import typeset
from generator.typeset.parts import FOOT, DocumentParts
from generator.word.out.document import Material, charts_of, write_document
from generator.word.out.pictures import draw_all


@dataclass(frozen=True)
class Written:
    """What was made: the `file` below output/, the `pages` that the issue has in print, its level of secrecy
    (机密★1年, or "")."""

    file: str
    pages: int
    secrecy: str = ""


def make_docx(site: Path, output: Path, name: str) -> tuple[Written | None, list[Diagnostic]]:
    """Write the issue `name` as a .docx; None after an error, then nothing is written.

    It is set for print as well, since its contents tell the pages on which articles stand.
    """
    studio, findings = open_studio(site, output, name)
    if studio is None:
        return None, findings
    bulletin, workshop = studio.composed.bulletin, studio.ready.workshop
    record = studio.ready.gathered.content.site.record
    profile, found = find_profile(site, record.profile, studio.ready.gathered.content)
    findings += found
    printed, found = typeset(studio.press, studio.page, studio.pictures, even_foot=bulletin.even_foot)
    findings += found
    charts = charts_of(bulletin)
    drawings, found = draw_all(charts, workshop.faces)
    findings += found
    if profile is None or printed is None or has_errors(findings):
        return None, findings
    material = Material(
        templates=studio.ready.templates,
        profile=profile,
        pictures=studio.composed.media,
        sizes=read_sizes(site / "content", bulletin.images),
        drawings={id(chart): drawing for chart, drawing in zip(charts, drawings, strict=True)},
        pages=printed.parts.first,
        even=printed.pages % 2 == 0,
        foot_apart=bulletin.even_foot and _foot_apart(printed.parts),
    )
    data, found = write_document(bulletin, material)
    findings += found
    if data is None or has_errors(found):
        return None, findings
    path = f"{bulletin.folder}/{bulletin.file_name.removesuffix('.pdf')}.docx"
    owner = beside("docx", studio.key, bulletin.masthead.secrecy)
    with alone(cache_folder(site, output)):
        _, _, found = write_package(output, Package(owner, {path: data}), read_manifest(output))
    findings += found
    written = Written(path, printed.pages, bulletin.masthead.secrecy)
    return (None if has_errors(found) else written), findings


def _foot_apart(parts: DocumentParts) -> bool:
    """Whether the foot stands on the last page alone."""
    return all(part.role == FOOT for part in parts.pages[-1].flow)
