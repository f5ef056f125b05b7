"""Every file of a site as a document: what editors wrote in it, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator.check.passages import Passage, issue_passages, report_passages, values_of
from generator.check.prose.body import Blocks
from generator.check.prose.inline import NOTHING, SourceLine
from generator.load.kept import Kept
from generator.load.markdown_scan import REMARK, mask_code, readable
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.prose import CAPTION, HEADING, SUBTITLE, TITLE, VALUE, Document
from generator.model.record import Record, Sourced

REPORT, ISSUE, LIST, OUTLINE, SITE = "report", "issue", "list", "outline", "site"

_KINDS = {"title": TITLE, "subtitle": SUBTITLE, "caption": CAPTION}
_MARKDOWN = frozenset({"note", "text", "body", "words"})
_PROSE = frozenset(
    (
        *("title", "subtitle", "caption", "section", "tags", "name", "notice"),
        *("matter", "goal", "measures", "progress", "organization", "issuer"),
        *("place", "should_be", "because"),
    )
)
"""Keys whose values are words that a reader reads; all others are names, numbers, files and settings, and
what stood in an issue that is corrected."""
_ANY = re.compile(r"[^\n]")


def documents(content: Content, kept: Kept | None = None) -> tuple[Document, ...]:
    """All that the site's editors wrote, file by file. `kept` has what was read before."""
    kept = kept or Kept()
    site = content.site
    made = [
        kept.again(f"prose {report.path}", (), (report,), partial(report_document, report))
        for report in content.reports.values()
    ]
    made += [
        kept.again(f"prose {issue.key}", (), (issue,), partial(issue_document, issue))
        for issue in content.issues
    ]
    for name, listing in content.listings.items():
        own = Sourced[Record](listing.record, listing.file, listing.places, listing.lines)
        look = partial(record_document, LIST, name, own)
        made.append(kept.again(f"prose list {name}", (), (listing,), look))
    for kind, outline in content.outlines.items():
        front = outline.front
        own = Sourced[Record](front.record, front.file, front.places, front.lines)
        if (content.root / front.file).is_file():
            made.append(record_document(OUTLINE, kind, own))
    whole = Sourced[Record](site.record, site.file, site.places, site.lines)
    made.append(kept.again("prose site", (), (site,), partial(record_document, SITE, "", whole)))
    return tuple(made)


def report_document(report: LoadedReport) -> Document:
    return _document(REPORT, report.path, report.front.file, report_passages(report))


def issue_document(issue: LoadedIssue) -> Document:
    return _document(ISSUE, issue.key, issue.front.file, issue_passages(issue))


def record_document(kind: str, key: str, sourced: Sourced[Record]) -> Document:
    return _document(kind, key, sourced.file, values_of(sourced))


def _document(kind: str, key: str, file: str, passages: Iterator[Passage]) -> Document:
    read = Blocks(file, "")
    for passage in passages:
        read.where = passage.where
        if passage.key in _MARKDOWN:
            read.read(list(_lines(passage)))
        elif passage.key in _PROSE:
            _value(read, passage, kind)
    return Document(kind, key, file, tuple(read.blocks), tuple(read.tables))


def _value(read: Blocks, passage: Passage, kind: str) -> None:
    what = _KINDS.get(passage.key, VALUE)
    if passage.key == "name" and kind in (ISSUE, OUTLINE):
        what = HEADING
    read.add(what, list(_lines(passage)), markdown=False)


def _lines(passage: Passage) -> Iterator[SourceLine]:
    """The lines of a passage with their places; remarks for proofreading are left out."""
    text = readable(passage.text)
    if passage.markdown and "<!--" in text:
        masked = mask_code(text)
        for match in REMARK.finditer(masked):
            text = text[: match.start()] + _ANY.sub(NOTHING, match[0]) + text[match.end() :]
    if passage.whole:
        for number, line in enumerate(text.split("\n"), start=passage.place.line):
            if NOTHING not in line or line.strip(f"{NOTHING} \t"):
                yield SourceLine(line, number, 1)
        return
    position = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        place = passage.at(position + lead, position + len(line)) if line.strip() else passage.place
        # The place is that of the first character that is no blank.
        column = place.column - lead if place.column > lead else 1
        if _is_read(line):
            yield SourceLine(line, place.line, column)
        position += len(line) + 1


def _is_read(line: str) -> bool:
    """Whether something is left of a line besides a remark."""
    return NOTHING not in line or bool(line.strip(f"{NOTHING} \t"))
