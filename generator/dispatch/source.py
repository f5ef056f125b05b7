"""The issue that is sent: built first, so that what goes out is what its files say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.outcome import make_issues
from generator.build.pool import crew
from generator.build.result import Outcome
from generator.compile.blocks.cases import tells_on_someone
from generator.compile.bulletin import compile_issue
from generator.compile.finding import at
from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic, has_errors
from generator.dispatch.register import Matter
from generator.gather import Gathered, choose, gather
from generator.load.kept import Kept
from generator.model.blocks import Sheet
from generator.model.bulletin import Bulletin
from generator.model.content import LoadedIssue
from generator.model.issue import FINAL
from generator.model.issue_keys import key_of
from generator.model.site import Publication
from generator.model.statistics import OPEN
from generator.pdf.archive_source import source_name
from generator.pdf.kinds import ARCHIVE, KINDS
from generator.pipeline import Ready, begin, end, make_ready
from generator.proofreading.check import text_findings
from generator.proofreading.text import issue_files
from generator.typeset.faces import Faces


@dataclass(frozen=True)
class Finished:
    """A final issue as it was built. `pdf` is its print PDF; `sheets` are the PDFs of its 交办单, `matters`
    what these assign, by the unit's full name. `archive` are the archive copy and its sources by their file
    names, where they were made. `recorded` are issues whose figures were kept just now, `signed` those whose
    words were."""

    issue: LoadedIssue
    bulletin: Bulletin
    ready: Ready
    pdf: bytes
    sheets: Mapping[str, bytes]
    matters: Mapping[str, tuple[Matter, ...]]
    archive: Mapping[str, bytes] = field(default_factory=dict)
    recorded: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()

    @property
    def publication(self) -> Publication:
        return self.ready.gathered.content.site.record.publications[self.issue.publication]

    @property
    def secrecy(self) -> str:
        """机密★1年; "" for an issue that is not secret."""
        return secrecy_line(self.publication)

    def sheet(self, unit: str) -> Sheet | None:
        return next((sheet for sheet in self.bulletin.sheets if sheet.unit == unit), None)


def finish_issue(
    site: Path, output: Path, name: str, faces: Faces | None
) -> tuple[Finished | None, list[Diagnostic]]:
    """Build the issue `name`, which has to be final and without errors, those of the proofreader included.

    Only while nobody else builds into `output` (`build.lock`).
    """
    gathered, findings = gather(site)
    if gathered is None:
        return None, findings
    content = gathered.content
    keys, found = choose(gathered.plan, [name], {key_of(path) for path in content.broken})
    if not keys:
        return None, [*(one for one in findings if one.severity == "error"), *found]
    issue = next((one for one in content.issues if one.key == keys[0]), None)
    if issue is None:
        return None, findings
    if issue.front.record.state != FINAL:
        return None, [at(issue.front, "pack-draft", "state", key=issue.key)]
    slips = _slips(site, gathered, issue.key)
    if slips:
        return None, slips
    ready, found = make_ready(site, output, gathered, faces, [name])
    findings += found
    if ready is None:
        return None, findings
    outcome = Outcome(output)
    with crew(1) as worker:
        making = replace(begin(outcome, ready), signs=True)
        # With the kinds that the publication lists: the archive copy goes with the pack.
        making.planned = replace(making.planned, kinds=())
        make_issues(making, ready.keys, worker, None)
        end(making, ready, [name])
    findings += outcome.findings
    if issue.key not in outcome.made:
        return None, [one for one in findings if one.severity == "error"]
    bulletin, found = compile_issue(content, ready.plan, issue.key, ready.figures)
    if bulletin is None or has_errors(found):
        return None, found
    folder = output / bulletin.folder
    try:
        pdf = (folder / bulletin.file_name).read_bytes()
        sheets = {sheet.unit: (folder / sheet.file_name).read_bytes() for sheet in bulletin.sheets}
        archive = {name: (folder / name).read_bytes() for name in _archived(bulletin, folder)}
    except OSError as error:
        return None, [Diagnostic("pack-vanished", None, {"path": str(error.filename)})]
    matters = _matters(ready, issue.key)
    kept = {"recorded": tuple(outcome.recorded), "signed": tuple(outcome.signed)}
    return Finished(issue, bulletin, ready, pdf, sheets, matters, archive, **kept), []


def _archived(bulletin: Bulletin, folder: Path) -> list[str]:
    """The archive copy and its sources where they stand: a build removes those of other pages."""
    copy = KINDS[ARCHIVE].file_name(bulletin.file_name)
    names = (copy, source_name(bulletin))
    return [name for name in names if (folder / copy).is_file() and (folder / name).is_file()]


def _slips(site: Path, gathered: Gathered, key: str) -> list[Diagnostic]:
    """The proofreader's errors in the text of the issue, as `make check` tells them."""
    files = issue_files(gathered.content, gathered.plan).get(key, ())
    return [
        one
        for one in text_findings(site, gathered, Kept())
        if one.severity == "error" and one.place and one.place.file in files
    ]


def _matters(ready: Ready, key: str) -> dict[str, tuple[Matter, ...]]:
    """What the 交办单 of an issue assign. A 举报 is handed over another way and followed up there."""
    statistics = ready.figures.statistics.get(key)
    units = ready.gathered.content.units
    found: dict[str, list[Matter]] = {}
    for item in statistics.items.get(OPEN, ()) if statistics else ():
        if item.unit and not tells_on_someone(item):
            known = units.find(item.unit)
            matter = Matter(id=item.id, due=item.term)
            found.setdefault(known.name if known else item.unit, []).append(matter)
    return {unit: tuple(sorted(matters, key=lambda one: one.id)) for unit, matters in found.items()}
