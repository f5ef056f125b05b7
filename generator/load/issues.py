"""Issues: one bulletin a file, in content/issues/<publication id>/."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import path_suggestion, suggestion
from generator.load.corrections import check_again
from generator.load.fields import read_record
from generator.load.kept import Kept, stamps_of
from generator.load.markdown import Converter
from generator.load.paths import check_form, clean
from generator.load.reports import Pictured, files_below, split_front, unused_files
from generator.load.source import Source, read_source, site_name
from generator.load.stamps import stamp_of
from generator.load.texts import NOTHING, WrittenText, convert_text, section_texts, text_at
from generator.load.yaml_nodes import Mapping as MappingNode
from generator.load.yaml_nodes import parse_mapping
from generator.model.content import LoadedIssue
from generator.model.dates import DateError, parse_period
from generator.model.issue import FINAL, Issue
from generator.model.kinds import COUNTED_KINDS
from generator.model.record import Sourced
from generator.model.site import Site

SUFFIXES = ("yaml", "yml", "md")
_EXAMPLE = "签发日期: 2022-06-06"
_REPORT_EXAMPLE = "reports/2022/0528-jiaoyu.md"


def load_issues(
    root: Path, site: Site, reports: Collection[str], converter: Converter, kept: Kept
) -> tuple[tuple[LoadedIssue, ...], set[str], list[Diagnostic]]:
    """All issues in the order of their files, the paths of those with errors, and the findings.

    `reports` are the paths of all reports, those with errors too; `kept` has what was read before.
    """
    issues: dict[str, LoadedIssue] = {}
    files: dict[str, str] = {}
    broken: set[str] = set()
    findings: list[Diagnostic] = []
    folder = root / "content" / "issues"
    findings += unused_files(folder, SUFFIXES, root)
    for path in files_below(folder, SUFFIXES):
        name = site_name(path, root / "content")
        place = Place(site_name(path, root))
        key, found = _key(name, place, site.publications)
        if key in files:
            found.append(Diagnostic("issue-twice", place, {"other": files[key]}))
            broken.add(f"{posixpath.dirname(name)}/{files[key]}")
            issues.pop(key, None)
        issue = None
        if key is not None and not found:
            files[key] = posixpath.basename(name)
            issue, found = issue_again(path, root, key, site, reports, converter, kept)
        findings += found
        if issue is None:
            broken.add(name)
        else:
            issues[issue.key] = issue
    return tuple(issues.values()), broken, findings


def issue_again(
    path: Path,
    root: Path,
    key: str,
    site: Site,
    reports: Collection[str],
    converter: Converter,
    kept: Kept,
) -> tuple[LoadedIssue | None, list[Diagnostic]]:
    """`load_issue`, or what it gave before, where that had no error and the reports it names are there."""
    file = str(path)
    known: tuple[LoadedIssue, list[Diagnostic], Pictured] | None = kept.known(file, (site,))
    if known is not None and all(clean(name) in reports for name in _named(known[0])):
        return known[:2]
    stamps = stamps_of([file])
    issue, findings = load_issue(path, root, key, site, reports, converter)
    if issue is None:
        return None, findings
    images = {*issue.note.images, *(image for body in issue.texts.values() for image in body.images)}
    shown = [str(root / "content" / image) for image in sorted(images)]
    pictured: Pictured = tuple(map(stamp_of, shown))
    return kept.keep(file, (issue, findings, pictured), {**stamps, **stamps_of(shown)}, (site,))[:2]


def _named(issue: LoadedIssue) -> Iterator[str]:
    record = issue.front.record
    yield from (name for section in record.sections for name in section.reports)
    yield from (one.revised for one in record.revisions)


def load_issue(
    path: Path, root: Path, key: str, site: Site, reports: Collection[str], converter: Converter
) -> tuple[LoadedIssue | None, list[Diagnostic]]:
    """One issue; None if anything in it is an error. `key` is `<publication id>/<file stem>`."""
    source, findings = read_source(path, root)
    if source is None:
        return None, findings
    first, last, below = 1, None, NOTHING
    if path.suffix.lower() == ".md":
        front, found = split_front(source)
        findings += found
        if front is None:
            return None, findings
        first, last, below = front.first, front.last, WrittenText(front.body, front.body_line)
    node, found = parse_mapping(source, _EXAMPLE, first, last)
    findings += found
    if node is None:
        return None, findings
    sourced, found = read_record(node, Issue, source)
    findings += found
    if sourced is None:
        return None, findings
    findings += _check(sourced, source, site, key.split("/")[0], reports)
    name = site_name(path, root / "content")
    written, found = _note(sourced, node, below, source)
    findings += found
    note, found = convert_text(written, source, converter, path=name, prefix="note-")
    findings += found
    words = [section.text for section in sourced.record.sections]
    texts, found = section_texts(words, node, source, converter, path=name, prefix="words")
    findings += found
    if has_errors(findings):
        return None, findings
    return LoadedIssue(key, key.split("/")[0], sourced, note, texts), findings


def _key(name: str, place: Place, publications: Mapping[str, object]) -> tuple[str | None, list[Diagnostic]]:
    """The key of an issue from its path `issues/<publication id>/<stem>.yaml`."""
    parts = name.split("/")
    if len(parts) != 3:
        return None, [Diagnostic("issue-place", place)]
    folder = parts[1]
    if folder not in publications:
        known = "、".join(publications) or "（还没有）"
        near = suggestion(folder, publications, f"site.yaml 的“刊物”里有：{known}")
        return None, [Diagnostic("issue-folder-unknown", place, {"name": folder, "near": near})]
    return f"{folder}/{posixpath.splitext(parts[2])[0]}", []


def _note(
    issue: Sourced[Issue], node: MappingNode, below: WrittenText, source: Source
) -> tuple[WrittenText, list[Diagnostic]]:
    """The editor's note: the key 按语, or the text below the front matter."""
    if not issue.record.note:
        return below, []
    if below.text.strip():
        return NOTHING, [source.finding("issue-note-twice", issue.place("note"))]
    return text_at(node, [("按语", "note")], source), []


def _check(
    issue: Sourced[Issue], source: Source, site: Site, publication: str, reports: Collection[str]
) -> list[Diagnostic]:
    record = issue.record
    findings: list[Diagnostic] = []
    if record.state == FINAL and record.number is None and not record.again:
        findings.append(source.finding("issue-no-number", issue.place("state")))
    if record.period:
        try:
            parse_period(record.period, site.week_start, site.month_cutoff)
        except DateError as error:
            findings.append(source.finding(error.reason, issue.place("period"), **error.data))
    findings += check_again(issue, source)
    composed = site.publications[publication].kind in COUNTED_KINDS or record.corrects
    if not composed and not any(section.has_content for section in record.sections):
        findings.append(source.finding("issue-empty", issue.place("sections")))
    classes = site.vocabularies.unit_classes
    for index, section in enumerate(record.sections):
        unit_class = section.select.unit_class if section.select else ""
        if unit_class and unit_class not in classes:
            place = issue.place("sections", index, "select", "unit_class")
            allowed = "、".join(classes)
            findings.append(source.finding("unit-class-unknown", place, text=unit_class, allowed=allowed))
    return findings + _check_reports(issue, source, reports)


def _check_reports(issue: Sourced[Issue], source: Source, reports: Collection[str]) -> list[Diagnostic]:
    """Every report that an issue names must be there, and once."""
    findings: list[Diagnostic] = []
    lines: dict[str, int] = {}
    revised = {clean(one.report) for one in issue.record.revisions}
    for number, section in enumerate(issue.record.sections):
        for index, written in enumerate(section.reports):
            place = issue.place("sections", number, "reports", index)
            fault = check_form(written, _REPORT_EXAMPLE)
            path = clean(written)
            if fault:
                findings.append(source.finding(fault.code, place, **fault.data))
            elif path not in reports and path not in revised:
                near = path_suggestion(
                    path, reports, "请核对路径，从 content 文件夹算起，例如：" + _REPORT_EXAMPLE
                )
                findings.append(source.finding("report-missing", place, path=written, near=near))
            elif path in lines:
                findings.append(source.finding("report-twice", place, path=written, line=lines[path]))
            lines.setdefault(path, place.line)
    for index, one in enumerate(issue.record.revisions):
        place = issue.place("revisions", index, "revised")
        fault = check_form(one.revised, _REPORT_EXAMPLE)
        if fault:
            findings.append(source.finding(fault.code, place, **fault.data))
        elif clean(one.revised) not in reports:
            near = path_suggestion(clean(one.revised), reports, "请核对路径，从 content 文件夹算起")
            findings.append(source.finding("report-missing", place, path=one.revised, near=near))
    return findings
