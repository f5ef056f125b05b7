"""Reports: Markdown files with front matter, in content/reports/."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import suggestion
from generator.load.fields import read_record
from generator.load.kept import Kept, stamps_of
from generator.load.markdown import Converter
from generator.load.paths import clean
from generator.load.scratch import is_hidden, is_left_over
from generator.load.source import Source, read_source, site_name
from generator.load.stamps import Stamp, stamp_of
from generator.load.yaml_nodes import parse_mapping
from generator.model.content import LoadedReport
from generator.model.dates import DateError, parse_date
from generator.model.record import Sourced
from generator.model.report import Report
from generator.model.unit import Units

LONG_TITLE = 60
"""Characters: three lines of 20 at 22 pt on the type area of 156 mm."""

SUFFIXES = ("md", "markdown")
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"})
"""A picture may stand beside the report that shows it."""

_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_HEAD = 4000
"""Bytes in which a report's front matter stands."""
_DATE = re.compile(r"^\s*(?:日期|date)\s*[:：]\s*[\"“']?([^\s\"”'#]+)", re.MULTILINE)
_EXAMPLE = "标题: 市教育局召开动员会"


Pictured = tuple[Stamp | None, ...]
"""The stamps of the pictures that a report or an issue shows."""


@dataclass(frozen=True, slots=True)
class Front:
    """A Markdown file cut in two: lines of front matter and the body with its first line's number."""

    first: int
    last: int
    body: str
    body_line: int


def load_reports(
    root: Path, units: Units, converter: Converter, kept: Kept
) -> tuple[dict[str, LoadedReport], dict[str, date | None], list[Diagnostic]]:
    """All reports by path relative to content/; those that have errors with their dates, as far as these
    can be told; and the findings. `kept` has those that were read before."""
    reports: dict[str, LoadedReport] = {}
    broken: dict[str, date | None] = {}
    findings: list[Diagnostic] = []
    findings += unused_files(root / "content" / "reports", SUFFIXES, root)
    for path in files_below(root / "content" / "reports", SUFFIXES):
        name = site_name(path, root / "content")
        report, found = report_again(path, root, units, converter, kept)
        findings += found
        if report is None:
            broken[name] = guess_date(path)
        else:
            reports[name] = report
    return reports, broken, findings


def report_again(
    path: Path, root: Path, units: Units, converter: Converter, kept: Kept
) -> tuple[LoadedReport | None, list[Diagnostic]]:
    """`load_report`, or what it gave before. Nothing with an error is kept, which may depend on files that
    are not there."""
    file = str(path)
    known: tuple[LoadedReport, list[Diagnostic], Pictured] | None = kept.known(file, (units,))
    if known is not None:
        return known[:2]
    stamps = stamps_of([file])
    report, findings = load_report(path, root, units, converter)
    if report is None:
        return None, findings
    pictures = {*report.body.images, *(clean(photo.file) for photo in report.front.record.photos)}
    shown = [str(root / "content" / picture) for picture in sorted(pictures)]
    # Another picture makes another report, since what is made of it comes out otherwise.
    pictured: Pictured = tuple(map(stamp_of, shown))
    return kept.keep(file, (report, findings, pictured), {**stamps, **stamps_of(shown)}, (units,))[:2]


def guess_date(path: Path) -> date | None:
    """The 日期 of a report that cannot be read otherwise: rules that may want it have to know."""
    try:
        head = path.read_bytes()[:_HEAD]
    except OSError:
        return None
    for encoding in ("utf-8", "gb18030"):
        if match := _DATE.search(head.decode(encoding, errors="replace")):
            try:
                return parse_date(match[1])
            except DateError:
                return None
    return None


def load_report(
    path: Path, root: Path, units: Units, converter: Converter
) -> tuple[LoadedReport | None, list[Diagnostic]]:
    """One report; None if anything in it is an error."""
    source, findings = read_source(path, root)
    if source is None:
        return None, findings
    front, found = split_front(source)
    findings += found
    if front is None:
        return None, findings
    name = site_name(path, root / "content")
    sourced = None
    node, found = parse_mapping(source, _EXAMPLE, front.first, front.last)
    findings += found
    if node is not None:
        sourced, found = read_record(node, Report, source)
        findings += found
    prefix = f"n{hashlib.sha256(name.encode()).hexdigest()[:8]}-"
    body, found = converter.convert(
        front.body, file=source.name, first_line=front.body_line, report_path=name, prefix=prefix
    )
    findings += found
    findings += _check_body(source, front)
    if sourced is not None:
        findings += _check_front(sourced, source, units, converter)
    if sourced is None or has_errors(findings):
        return None, findings
    return LoadedReport(name, sourced, body), findings


def split_front(source: Source) -> tuple[Front | None, list[Diagnostic]]:
    """Where front matter stands, between two lines `---` at the top of the file."""
    lines = source.lines
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        return None, [source.finding("report-no-front", source.at(first + 1))]
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return Front(first + 2, number, "\n".join(lines[number + 1 :]), number + 2), []
    return None, [source.finding("report-front-open", source.at(first + 1))]


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    """Files with one of the suffixes, in order; hidden ones and an office program's locks left out."""
    wanted = {f".{suffix}" for suffix in suffixes}
    found = (path for path in every_file(folder) if path.suffix.lower() in wanted)
    return sorted(found, key=lambda path: path.parts)


def unused_files(folder: Path, suffixes: Iterable[str], root: Path) -> list[Diagnostic]:
    """A warning for each file that nothing reads, such as a report left as a Word file."""
    known = {f".{suffix}" for suffix in suffixes} | PICTURES
    wanted = "、".join(f".{suffix}" for suffix in suffixes)
    findings = []
    for path in every_file(folder):
        if path.is_dir() and not path.is_symlink():
            data = {"reason": "没有权限"}
            findings.append(Diagnostic("file-unreadable", Place(site_name(path, root)), data))
        elif path.suffix.lower() not in known:
            findings.append(Diagnostic("file-unused", Place(site_name(path, root)), {"wanted": wanted}))
    return findings


def every_file(folder: Path) -> Iterator[Path]:
    """All files below a folder, in order, without hidden ones and those that programs keep for a moment."""
    if not folder.is_dir():
        return
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        # `unused_files` tells that it cannot be read.
        yield folder
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not is_hidden(entry.name):
                yield from every_file(folder / entry.name)
        elif not is_left_over(entry.name):
            yield folder / entry.name


def _check_body(source: Source, front: Front) -> list[Diagnostic]:
    place = source.at(min(front.body_line, len(source.lines)))
    if not front.body.strip():
        return [source.finding("report-body-empty", place)]
    if not _HAN.search(front.body):
        return [source.finding("report-body-no-chinese", place)]
    return []


def _check_front(
    front: Sourced[Report], source: Source, units: Units, converter: Converter
) -> list[Diagnostic]:
    report = front.record
    findings = []
    if units.find(report.unit) is None:
        near = suggestion(report.unit, units.names(), "请核对名称；新单位请先加到 content/units.yaml")
        findings.append(source.finding("unit-unknown", front.place("unit"), name=report.unit, near=near))
    count = len(report.title.replace("\\", ""))
    if not report.title.replace("\\", "").strip():
        findings.append(source.finding("report-title-empty", front.place("title")))
    if count > LONG_TITLE:
        place = front.place("title")
        findings.append(source.finding("report-title-long", place, count=count, limit=LONG_TITLE))
    for index, photo in enumerate(report.photos):
        _, fault = converter.pictures.find(photo.file)
        if fault:
            findings.append(source.finding(fault.code, _place(front, index), **fault.data))
    return findings


def _place(front: Sourced[Report], index: int) -> Place:
    return front.place("photos", index, "file")
