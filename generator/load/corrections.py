"""Corrections and reissues as editors write them: what one file alone can have wrong."""

from __future__ import annotations

import re
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.paths import clean
from generator.load.source import Source
from generator.model.issue import Issue
from generator.model.record import Sourced, chinese_names

_KEYS = [word.encode(code) for word in ("更正", "重发") for code in ("utf-8", "gb18030")]
_AGAIN = re.compile(rb"^(?:%s|corrects|reissues)[ \t]*:" % b"|".join(map(re.escape, _KEYS)), re.MULTILINE)
_FIGURE = re.compile(r"\{\{|｛｛")
_LONGEST = 1024 * 1024


def check_again(issue: Sourced[Issue], source: Source) -> list[Diagnostic]:
    """What is wrong with 更正, 更正说明 and 重发 by themselves, whatever they are of."""
    record = issue.record
    findings: list[Diagnostic] = []
    if record.corrects and record.reissues:
        findings.append(source.finding("again-both", issue.place("reissues")))
    if record.amendments and not record.corrects:
        code = "reissue-amendments" if record.reissues else "amendments-of-nothing"
        findings.append(source.finding(code, issue.place("amendments")))
    if record.corrects and not record.amendments:
        findings.append(source.finding("correction-empty", issue.place("corrects")))
    if record.corrects and record.sections:
        findings.append(source.finding("correction-sections", issue.place("sections")))
    if record.revisions and not record.reissues:
        findings.append(source.finding("revisions-of-nothing", issue.place("revisions")))
    for index, revision in enumerate(record.revisions):
        if clean(revision.report) == clean(revision.revised):
            findings.append(source.finding("revision-same", issue.place("revisions", index)))
    for index, one in enumerate(record.amendments):
        if one.was == one.should_be:
            code = "amendment-same" if one.was else "amendment-empty"
            findings.append(source.finding(code, issue.place("amendments", index)))
        for name in chinese_names(type(one)):
            if _FIGURE.search(getattr(one, name)):
                findings.append(source.finding("amendment-figure", issue.place("amendments", index, name)))
    return findings


def says_again(path: Path) -> bool:
    """Whether a file that could not be read is meant for a correction or a reissue: it has no number of its
    own then, and moves nobody's."""
    try:
        data = path.read_bytes()[:_LONGEST]
    except OSError:
        return False
    return _AGAIN.search(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")) is not None
