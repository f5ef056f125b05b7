"""The baseline: findings that an old site had before, left out until their lines are changed.

A finding is known again by its rule, its file and its line, not by the line's number: what moves stays known.
What keeps a build from being made, and personal data, is never left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.diagnostics.show import shortened
from generator.diagnostics.words_privacy import PRIVACY
from generator.diagnostics.words_proofreading import RULES
from generator.load.fields import read_record
from generator.load.source import read_source
from generator.load.yaml_nodes import parse_mapping
from generator.model.baseline import Baseline, Known
from generator.proofreading.files import replace_file
from generator.proofreading.report import Told
from generator.publish.faults import explain

FILE = "content/records/baseline.yaml"
_HEAD = """\
# 校对的基线：这些问题在立基线的时候就有，make check 不再一处一处说，只在末了说有几处。
# 这个文件由 make check BASELINE=new 写成，请不要手改，连同别的记录一起存底。
# 改过的行会重新报；已经改好的，再运行一次 make check BASELINE=new 就从这里去掉。
"""
_EXAMPLE = "已有的问题: []"
_SHOWN = 60
"""Columns of a line that are written for people."""

Mark = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with what it is known by; `mark` is None where it may not be left out."""

    told: Told
    mark: Mark | None


def marked(told: Iterable[Told], lines: Iterable[str]) -> list[Marked]:
    """`lines` are those of the findings as they stand in the files, which are not shown."""
    return [Marked(one, _mark(one.finding, line)) for one, line in zip(told, lines, strict=True)]


def read_baseline(site: Path) -> tuple[Baseline, list[Diagnostic]]:
    """The site's baseline, empty where there is none or where it has errors."""
    path = site / FILE
    if not path.is_file():
        return Baseline(), []
    source, findings = read_source(path, site)
    if source is None:
        return Baseline(), findings
    node, found = parse_mapping(source, _EXAMPLE)
    findings += found
    if node is None:
        return Baseline(), findings
    read, found = read_record(node, Baseline, source)
    return (read.record if read else Baseline()), findings + found


def leave_out(found: Sequence[Marked], baseline: Baseline) -> tuple[list[Told], int]:
    """The findings, with those that the baseline has as `known`; and how many of it nobody finds any more."""
    left: Counter[Mark] = Counter()
    for known in baseline.known:
        left[known.rule, known.file, known.mark] += known.count
    told = []
    for one in found:
        is_known = one.mark is not None and left[one.mark] > 0
        if is_known and one.mark is not None:
            left[one.mark] -= 1
        told.append(replace(one.told, known=is_known))
    return told, left.total()


def write_baseline(site: Path, found: Iterable[Marked]) -> tuple[int, list[Diagnostic]]:
    """Write the baseline anew with these findings; how many it has, and what kept it from being written."""
    counted: Counter[Mark] = Counter()
    shown: dict[Mark, str] = {}
    for one in found:
        if one.mark is not None:
            counted[one.mark] += 1
            shown.setdefault(one.mark, one.told.finding.excerpt or one.told.finding.message)
    order = sorted(counted, key=lambda mark: (mark[1], mark[0], shown[mark], mark[2]))
    entries = [
        Known(rule=mark[0], file=mark[1], mark=mark[2], count=counted[mark], line=shown[mark])
        for mark in order
    ]
    path = site / FILE
    try:
        replace_file(path, _text(entries).encode())
    except OSError as error:
        return 0, [explain(error, path)]
    return counted.total(), []


def _mark(finding: Diagnostic, line: str) -> Mark | None:
    place = finding.place
    may_wait = finding.code in RULES or finding.severity == "warning"
    if place is None or not may_wait or finding.severity == "notice" or finding.code in PRIVACY:
        return None
    # What was found on a page has no line of its own, and says in its message where it is.
    text = "".join((line or finding.message).split())
    return finding.code, place.file, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _text(entries: Sequence[Known]) -> str:
    if not entries:
        return f"{_HEAD}已有的问题: []\n"
    lines = [f"{_HEAD}已有的问题:"]
    for one in entries:
        name = f"  # {RULES[one.rule].name}" if one.rule in RULES else ""
        lines += [
            f"  - 规则: {one.rule}{name}",
            f"    文件: {_quoted(one.file)}",
            f"    指纹: {_quoted(one.mark)}",
            f"    次数: {one.count}",
            f"    原文: {_quoted(shortened(one.line.strip(), _SHOWN))}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as YAML in any case; what cannot be printed is escaped."""
    escaped = (one if one.isprintable() else f"\\U{ord(one):08X}" for one in text.replace("\\", r"\\"))
    return '"' + "".join(escaped).replace('"', r"\"") + '"'
