"""What stands beside an issue's print PDF: the other kinds of it, and the package of sources for the archive.

They are made of the pages once these are set, and kept with the layouts. A kind that was made by order
(`make pdf`) stays until the pages change; one that the publication lists is made again then. A preview makes
none: what does not belong to the pages any more goes, and the next build makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from generator.build.compose import Composed
from generator.build.layouts import Layout, digest, stands
from generator.build.workshop import Order, Workshop
from generator.diagnostics import Diagnostic
from generator.load.source import reason
from generator.model.bulletin import Bulletin
from generator.pdf.archive_source import Sources, source_name, source_package
from generator.pdf.facts import Facts, facts_of
from generator.pdf.kinds import ARCHIVE, KINDS, PRINT, Kind
from generator.pdf.options import AS_STANDARD, Options, options_of

_ORDERED = "ordered "
"""Begins the key of what was made by order, and not because the publication lists it."""


@dataclass(frozen=True)
class Beside:
    """One file: what is kept of it, and its bytes, none where it stands already."""

    layout: Layout
    data: bytes = b""


@dataclass(frozen=True)
class Plans:
    """What becomes of the other kinds of PDF: `standing` are there already, `missing` are to be made, with
    the key that they will have; both by file name. `output` is the folder of all that is made."""

    facts: Facts
    options: Options
    output: Path
    standing: Mapping[str, Layout]
    missing: Mapping[str, tuple[Kind, str]]

    @property
    def tagged(self) -> bool:
        """Whether the pages are wanted with marks of their structure."""
        return any(kind.tagged for kind, _ in self.missing.values())


def plan_kinds(order: Order, bulletin: Bulletin, pages: str, workshop: Workshop) -> Plans:
    """Which kinds an issue gets whose pages have the key `pages`."""
    facts, output = facts_of(bulletin), workshop.output
    publication = order.content.site.record.publications[bulletin.publication]
    options = options_of(publication, workshop.profile) if workshop.profile else AS_STANDARD
    listed = publication.pdf_kinds
    standing: dict[str, Layout] = {}
    missing: dict[str, tuple[Kind, str]] = {}
    for kind in KINDS.values():
        if kind.name == PRINT:
            continue
        name = kind.file_name(bulletin.file_name)
        path = f"{bulletin.folder}/{name}"
        own = _key(pages, kind, facts, options)
        asked = kind.name in listed
        wanted = own if asked else _ORDERED + own
        known = order.layouts.get(path)
        if known is not None and known.key in (own, _ORDERED + own) and stands(output / path, known):
            by_order = known.key != own or kind.name in (order.kinds or ())
            if asked or by_order:
                standing[name] = replace(known, key=wanted)
        elif order.kinds is not None and (asked or kind.name in order.kinds):
            missing[name] = kind, wanted
    return Plans(facts, options, output, standing, missing)


def make_beside(
    plans: Plans, order: Order, composed: Composed, own: Layout, printed: Callable[[], bytes], tagged: bytes
) -> tuple[dict[str, Beside], list[Diagnostic]]:
    """All that stands beside the print PDF, whose layout is `own`, by file name. What is missing is made of
    the `printed` file, or of the pages `tagged`; what cannot be made is left out, and a finding says why."""
    beside = {name: Beside(layout) for name, layout in plans.standing.items()}
    findings = [finding for layout in plans.standing.values() for finding in layout.findings]
    for name, (kind, key) in plans.missing.items():
        pdf, found = kind.make(tagged if kind.tagged else printed(), plans.facts, plans.options)
        findings += found
        if pdf is not None:
            beside[name] = Beside(Layout(key, digest(pdf), own.pages, findings=tuple(found)), pdf)
    if not composed.bulletin.draft and KINDS[ARCHIVE].file_name(composed.bulletin.file_name) in beside:
        found = _add_sources(beside, plans, order, composed, own)
        findings += found
    return beside, findings


def _add_sources(
    beside: dict[str, Beside], plans: Plans, order: Order, composed: Composed, own: Layout
) -> list[Diagnostic]:
    """Put the package of sources beside the archive copy of a final issue."""
    bulletin = composed.bulletin
    name = source_name(bulletin)
    known = order.layouts.get(f"{bulletin.folder}/{name}")
    if order.kinds is None:
        # What editors wrote may have changed without a change of the pages: the next build will see to it.
        path = plans.output / bulletin.folder / name
        if known is not None and known.key == own.key and stands(path, known):
            beside[name] = Beside(known)
        return []
    pictures = {path: medium.data for path, medium in composed.media.items()}
    figures = order.figures
    counted, adoption = figures.statistics.get(order.key), figures.adoptions.get(order.key)
    sources = Sources(order.content, bulletin, pictures, counted, adoption)
    try:
        package = source_package(sources)
    except OSError as error:
        return [Diagnostic("archive-source", None, {"path": error.filename or "", "reason": reason(error)})]
    layout = Layout(own.key, digest(package), own.pages)
    there = stands(plans.output / bulletin.folder / name, layout)
    beside[name] = Beside(layout, b"" if there else package)
    return []


def _key(pages: str, kind: Kind, facts: Facts, options: Options) -> str:
    """The digest of what decides the bytes of a kind: the program itself is part of the key of its pages."""
    words = "\n".join((pages, kind.name, repr(facts), repr(options), version("pikepdf")))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
