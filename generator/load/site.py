"""A whole site: site.yaml, units, reports and issues, with everything that is wrong in any of them."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.load.fields import read_record
from generator.load.issues import load_issues
from generator.load.kept import Kept
from generator.load.lists import FOLDER, load_lists
from generator.load.markdown import Converter
from generator.load.outlines import load_outline, outline_files
from generator.load.reports import every_file, load_reports
from generator.load.source import Source, read_source
from generator.load.units import FILE as UNITS_FILE
from generator.load.units import load_units
from generator.load.words import FILE as WORDS_FILE
from generator.load.words import load_words
from generator.load.yaml_nodes import parse_mapping
from generator.model.content import Content, LoadedOutline
from generator.model.kinds import COUNTED_KINDS
from generator.model.record import Sourced
from generator.model.site import RATES, Site, Vocabularies
from generator.model.unit import Units

FILE = "site.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAKEN = frozenset({"assets"})
"""Folders of output/ that the publisher fills itself."""


def load_site(root: Path, kept: Kept | None = None) -> tuple[Content | None, list[Diagnostic]]:
    """The content of the site at `root` and all findings. `kept` has what was read before.

    None where site.yaml or units.yaml has errors, since nothing can be judged without them. A report
    or an issue with errors is left out, named in `broken`, and the rest goes on.
    """
    kept = kept or Kept()
    site, findings = kept.again("site", [root / FILE], (), lambda: load_site_file(root), sound=_is_there)
    findings = list(findings)
    if not findings and not (root / "content").is_dir():
        return None, [Diagnostic("site-no-content", Place("content"))]
    classes = site.record.vocabularies.unit_classes if site else Vocabularies().unit_classes
    units, found = (None, []) if not (root / FILE).is_file() else _units(root, classes, kept)
    findings += found
    if site is None or units is None:
        return None, findings
    converter = Converter(root)
    reports, broken_reports, found = load_reports(root, units, converter, kept)
    findings += found
    listings, broken_lists, found = kept.again(
        "lists", every_file(root / FOLDER), (units,), lambda: load_lists(root, units)
    )
    findings += found
    kinds = {publication.kind for publication in site.record.publications.values()}
    outlines: dict[str, LoadedOutline] = {}
    for kind in (kind for kind in COUNTED_KINDS if kind in kinds):
        outline, found = kept.again(
            f"outline {kind}",
            outline_files(root, kind),
            (),
            partial(load_outline, root, kind, converter),
            sound=_is_kept,
        )
        findings += found
        outlines |= {kind: outline} if outline else {}
    words, found = kept.again("words", [root / WORDS_FILE], (), lambda: load_words(root))
    findings += found
    known = reports.keys() | broken_reports.keys()
    issues, broken_issues, found = load_issues(root, site.record, known, converter, kept)
    findings += found
    broken = frozenset({*broken_reports, *broken_issues})
    dates = {path: day for path, day in broken_reports.items() if day is not None}
    content = Content(
        root, site, units, reports, issues, broken, dates, listings, broken_lists, outlines, words
    )
    return content, findings


def _is_kept(loaded: tuple[LoadedOutline | None, list[Diagnostic]]) -> bool:
    """An outline without findings, which may depend on files that are not there, and without pictures."""
    outline, findings = loaded
    if outline is None or findings:
        return False
    bodies = (*outline.texts.values(), *(words.body for words in outline.words.values()))
    return not any(body.images for body in bodies)


def _units(root: Path, classes: tuple[str, ...], kept: Kept) -> tuple[Units | None, list[Diagnostic]]:
    # The words of site.yaml decide which classes there are; as a name they tell one vocabulary from another.
    name = f"units {'、'.join(classes)}"
    return kept.again(name, [root / UNITS_FILE], (), lambda: load_units(root, classes), sound=_is_there)


def _is_there(loaded: tuple[object, list[Diagnostic]]) -> bool:
    """Whether a file was sound enough that something was made of it."""
    return loaded[0] is not None


def load_site_file(root: Path) -> tuple[Sourced[Site] | None, list[Diagnostic]]:
    """site.yaml alone; None with errors."""
    path = root / FILE
    if not path.is_file():
        return None, [Diagnostic("site-missing", Place(FILE))]
    source, findings = read_source(path, root)
    if source is None:
        return None, findings
    node, found = parse_mapping(source, "单位: 市领导小组办公室")
    findings += found
    if node is None:
        return None, findings
    site, found = read_record(node, Site, source)
    findings += found
    if site is None:
        return None, findings
    findings += _check_publications(site, source)
    if has_errors(findings):
        return None, findings
    return _with_default_rates(site), findings


def _check_publications(site: Sourced[Site], source: Source) -> list[Diagnostic]:
    findings = []
    for name in site.record.publications:
        code = "publication-id-taken" if name in _TAKEN else "publication-id"
        if name in _TAKEN or not _ID.fullmatch(name):
            findings.append(source.finding(code, site.place("publications", name), id=name))
    return findings


def _with_default_rates(site: Sourced[Site]) -> Sourced[Site]:
    """An office that defines one rate keeps the others' defaults."""
    rates = {**RATES, **site.record.rates}
    record = site.record.model_copy(update={"rates": rates})
    return Sourced(record, site.file, site.places, site.lines)
