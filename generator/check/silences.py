"""Where the proofreader is told to be silent: remarks in the text, keys in front matter, site.yaml.

A remark `<!-- 校对: 忽略 规则 理由 -->` (in YAML `# 校对: 忽略 规则 理由`) speaks of the block that it stands
in, or, alone on its line, of the one below it. Several rules are parted by 、.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.near import suggestion
from generator.model.content import Content
from generator.model.prose import Document
from generator.model.record import Path, Sourced
from generator.model.silence import Silenced

_REMARK = re.compile(r"(?:<!--|#)[ \t]*校对[ \t]*[:：][ \t]*(?P<words>[^\n]*?)[ \t]*(?:-->|$)")
_ORDER = re.compile(
    r"忽略[ \t]*[:：]?[ \t]*(?P<rule>[^\s、，,：:]+(?:[ \t]*、[ \t]*[^\s、，,：:]+)*)[ \t]*(?P<reason>.*)"
)
_BETWEEN = re.compile(r"[ \t]*[、，,][ \t]*")


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule that is not to speak of `file` from the `first` line to the `last`; `file` "" is the site.

    `written` is the rule as the editor named it: by its code or its Chinese name.
    """

    rule: str
    reason: str
    place: Place
    file: str
    first: int = 1
    last: int = 1_000_000_000
    written: str = ""

    def holds(self, finding: Diagnostic) -> bool:
        place = finding.place
        if finding.code != self.rule or place is None:
            return False
        return not self.file or (place.file == self.file and self.first <= place.line <= self.last)


def apply_silences(
    findings: Sequence[Diagnostic], silences: Sequence[Silence]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that are left, and a finding for each silence that silenced nothing."""
    used: set[Silence] = set()
    left: list[Diagnostic] = []
    by_rule: dict[str, list[Silence]] = {}
    for silence in silences:
        by_rule.setdefault(silence.rule, []).append(silence)
    for finding in findings:
        holding = [one for one in by_rule.get(finding.code, ()) if one.holds(finding)]
        used.update(holding)
        if not holding:
            left.append(finding)
    unused = [
        Diagnostic("silence-unused", one.place, {"rule": one.written}) for one in silences if one not in used
    ]
    return left, unused


def find_silences(
    content: Content, documents: Iterable[Document], names: Mapping[str, str]
) -> tuple[list[Silence], list[Diagnostic]]:
    """All silences of a site, and what is wrong with them. `names`: code and Chinese name → code."""
    silences: list[Silence] = []
    findings: list[Diagnostic] = []
    lines = lines_of(content)
    for silence in (*_remarks(documents, lines), *_keys(content)):
        for name in (silence.rule,) if silence.rule in names else _BETWEEN.split(silence.rule):
            code = names.get(name, "")
            fault = _fault(name, code, silence, names)
            if fault:
                findings.append(fault)
            else:
                silences.append(replace(silence, rule=code, written=name))
    return silences, findings


def _fault(name: str, code: str, silence: Silence, names: Mapping[str, str]) -> Diagnostic | None:
    """What is wrong with one rule that a silence names."""
    data = {"rule": name}
    if not code and name in CATALOGUE:
        return Diagnostic("silence-no-rule", silence.place, data)
    if not code:
        return Diagnostic("silence-unknown", silence.place, {**data, "near": suggestion(name, names)})
    return None if silence.reason else Diagnostic("silence-no-reason", silence.place, data)


def lines_of(content: Content) -> dict[str, tuple[str, ...]]:
    """The lines of every file of text, by its name."""
    site = content.site
    found = {site.file: site.lines}
    found |= {report.front.file: report.front.lines for report in content.reports.values()}
    found |= {issue.front.file: issue.front.lines for issue in content.issues}
    found |= {listing.file: listing.lines for listing in content.listings.values()}
    found |= {outline.front.file: outline.front.lines for outline in content.outlines.values()}
    return found


def _remarks(documents: Iterable[Document], lines: Mapping[str, tuple[str, ...]]) -> Iterator[Silence]:
    for document in documents:
        spans = sorted(block.lines for block in document.blocks)
        starts = [first for first, _ in spans]
        for number, line in enumerate(lines.get(document.file, ()), start=1):
            if "校对" not in line:
                continue
            for match in _REMARK.finditer(line):
                order = _ORDER.match(match["words"])
                if order is None:
                    continue
                place = Place(document.file, number, match.start() + 1)
                own = [span for span in spans if span[0] <= number <= span[1]]
                alone = not _REMARK.sub("", line).strip()
                if alone and not own:
                    index = bisect_left(starts, number)
                    own = [span for span in spans if index < len(spans) and span[0] == starts[index]]
                first = min((span[0] for span in own), default=number)
                last = max((span[1] for span in own), default=number)
                yield Silence(
                    order["rule"], order["reason"].strip(" ：:，,"), place, document.file, first, last
                )


def _keys(content: Content) -> Iterator[Silence]:
    for report in content.reports.values():
        yield from _of_record(report.front.record.silenced, report.front, ("silenced",), report.front.file)
    for issue in content.issues:
        yield from _of_record(issue.front.record.silenced, issue.front, ("silenced",), issue.front.file)
    site = content.site
    yield from _of_record(site.record.proofreading.silenced, site, ("proofreading", "silenced"), "")


def _of_record(
    silenced: Iterable[Silenced], source: Sourced[Any], path: Path, file: str
) -> Iterator[Silence]:
    for index, one in enumerate(silenced):
        yield Silence(one.rule, one.reason, source.place(*path, index, "rule"), file)
