"""What is safe mended: the rules' own mendings, again and again until nothing is left, and nothing else.

All is worked out in memory; `write_mended` puts it into the files. A mended file is the old one byte for byte
but for the characters that were mended, with its encoding, its mark and its line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.check.discreet import discreet_text
from generator.check.proofread import proofread_prose, prose_of
from generator.check.rule import Prose
from generator.check.sieve import Slip
from generator.check.silences import lines_of
from generator.diagnostics import Diagnostic
from generator.gather import Gathered
from generator.load.kept import Kept
from generator.load.source import decode
from generator.proofreading.evolve import Edit, Edits, by_line, edited_document, edited_line
from generator.proofreading.meaning import Loaded, faulty_lines
from generator.proofreading.report import Told
from generator.proofreading.text import (
    Lines,
    discreetly,
    is_text,
    locked_in,
    text_there,
    told_of,
    with_line,
)

_ROUNDS = 8
"""How often a mending may bring out another one; more is two rules that undo each other."""
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")

Banned = set[tuple[str, int]]
"""Lines of files that are left as they are."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file mended in `count` places. `old` and `new` are its lines as they may be shown: with identifiers
    as `*`, of which nothing is mended."""

    file: str
    before: bytes
    after: bytes
    old: tuple[str, ...]
    new: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Mending:
    """What was mended, and what is left to people.

    `locked`: files of final issues where something could be mended, each with how much. `unsafe`: places that
    cannot be mended without changing more than the words. `left`: what a check finds after all of it.
    """

    files: tuple[Mended, ...] = ()
    locked: Mapping[str, int] = field(default_factory=dict)
    unsafe: tuple[tuple[str, int], ...] = ()
    left: tuple[Told, ...] = ()

    @property
    def count(self) -> int:
        return sum(file.count for file in self.files)


def mend(gathered: Gathered, only: Collection[str] | None = None) -> Mending:
    """Work out what can be mended in the site, or in the files `only`; no file is written.

    What may not be printed is mended too: it stays for people to delete, and the rest of its file is right.
    """
    content, kept = gathered.written, Kept()
    prose = prose_of(content, gathered.plan, kept)
    lines, locked = lines_of(content), locked_in(gathered)
    closed = _Closed(gathered)
    loaded: dict[str, Loaded] = {report.front.file: report for report in content.reports.values()}
    loaded |= {issue.front.file: issue for issue in content.issues}
    banned: Banned = set()
    while True:
        work = _Work(prose, dict(lines), locked, banned, only, closed)
        faulty = work.run(kept)
        for file, rounds in work.rounds.items():
            if not faulty:
                found = faulty_lines(file, lines[file], work.lines[file], rounds, loaded.get(file))
                faulty |= {(file, line) for line in found}
        if not faulty - banned:
            break
        # From the beginning: what would come after a mending that is not made does not come either.
        banned |= faulty
    files, unread = _files(content.root, lines, work)
    files = tuple(replace(one, old=closed.shown(one.old), new=closed.shown(one.new)) for one in files)
    left = [told_of(slip, work.lines, locked) for slip in work.slips]
    left += [Told(with_line(finding, work.lines)) for finding in work.findings]
    return Mending(
        files, work.locked_counts(lines), tuple(sorted(banned | unread)), tuple(discreetly(left, gathered))
    )


class _Closed:
    """What is never shown, and so is not mended: nobody could agree to what is not seen."""

    def __init__(self, gathered: Gathered) -> None:
        self._names, self._allow = gathered.names, gathered.content.site.record.privacy.allow

    def shown(self, lines: Sequence[str]) -> tuple[str, ...]:
        """The lines with all of it as `*`; it may go on in the next line."""
        return tuple(discreet_text("\n".join(lines), self._names, self._allow).split("\n"))

    def holds(self, file: str, line: str, edit: Edit) -> bool:
        start, end = edit.column - 1, edit.end - 1
        shown = discreet_text(line, self._names, self._allow)
        return shown[start:end] != line[start:end] or self.shown([file]) != (file,)


class _Work:
    """One try: rounds of mending over the whole site, with some lines left alone."""

    def __init__(
        self,
        prose: Prose,
        lines: dict[str, tuple[str, ...]],
        locked: Mapping[str, str],
        banned: Banned,
        only: Collection[str] | None,
        closed: _Closed,
    ) -> None:
        self.prose, self.lines, self.locked, self.banned, self.only = prose, lines, locked, banned, only
        self.closed = closed
        self.rounds: dict[str, list[Edits]] = {}
        self.slips: list[Slip] = []
        self.findings: list[Diagnostic] = []

    def run(self, kept: Kept) -> Banned:
        """Mend until nothing is left; the lines where that has no end."""
        edits: dict[str, dict[int, list[Edit]]] = {}
        for _ in range(_ROUNDS):
            self.slips, self.findings = proofread_prose(self.prose, kept)
            edits = self._edits()
            if not edits:
                return set()
            self._apply(edits)
        return {(file, line) for file, own in edits.items() for line in own}

    def locked_counts(self, lines: Lines) -> dict[str, int]:
        counts: dict[str, int] = {}
        for slip in self.slips:
            file = slip.block.file
            if file not in self.locked or not self._is_asked(file) or slip.hit.fix is None:
                continue
            if is_text(file) and text_there(slip, lines):
                counts[file] = counts.get(file, 0) + 1
        return counts

    def _is_asked(self, file: str) -> bool:
        return self.only is None or file in self.only

    def _edits(self) -> dict[str, dict[int, list[Edit]]]:
        found: dict[str, list[Edit]] = {}
        for slip in self.slips:
            file, fix = slip.block.file, slip.hit.fix
            if fix is None or "\n" in fix or file in self.locked:
                continue
            if not is_text(file) or not self._is_asked(file):
                continue
            text = text_there(slip, self.lines)
            place = slip.block.place(slip.hit.start)
            if not text or text == fix or (file, place.line) in self.banned:
                continue
            edit = Edit(place.line, place.column, text, fix)
            if not self.closed.holds(file, self.lines[file][place.line - 1], edit):
                found.setdefault(file, []).append(edit)
        return {file: by_line(edits) for file, edits in found.items()}

    def _apply(self, edits: Mapping[str, Edits]) -> None:
        for file, own in edits.items():
            self.rounds.setdefault(file, []).append(own)
            lines = list(self.lines[file])
            for number, line_edits in own.items():
                lines[number - 1] = edited_line(lines[number - 1], line_edits)
            self.lines[file] = tuple(lines)
        documents = tuple(
            edited_document(document, edits[document.file]) if document.file in edits else document
            for document in self.prose.documents
        )
        self.prose = replace(self.prose, documents=documents)


def _files(root: Path, lines: Lines, work: _Work) -> tuple[tuple[Mended, ...], Banned]:
    """The mended files, and the lines of those that are not any more what was read."""
    files: list[Mended] = []
    unread: Banned = set()
    for file, rounds in sorted(work.rounds.items()):
        old, new = lines[file], work.lines[file]
        count = sum(len(own) for edits in rounds for own in edits.values())
        if old == new:
            continue
        try:
            before = (root / file).read_bytes()
        except OSError:
            before = b""
        after = mended_bytes(before, file, old, new)
        if after is None:
            unread |= {(file, line) for edits in rounds for line in edits}
        else:
            files.append(Mended(file, before, after, old, new, count))
    return tuple(files), unread


def mended_bytes(data: bytes, file: str, old: Iterable[str], new: Iterable[str]) -> bytes | None:
    """`data` with the lines `new` for `old`; None where it does not have the lines `old`, or its encoding has
    no such character."""
    text, found = decode(data, file)
    if text is None:
        return None
    encoding = "gb18030" if any(finding.code == "file-gb18030" for finding in found) else "utf-8"
    bom = _BOM if data.startswith(_BOM) else b""
    ends = _LINE_END.findall(text)
    lines = _LINE_END.split(text)
    pairs = list(zip(old, new, strict=True))
    if [before for before, _ in pairs] != lines:
        return None
    mended = "".join(line + end for (_, line), end in zip(pairs, [*ends, ""], strict=True))
    try:
        # An encoding with several ways to write a character must not change the others.
        if bom + text.encode(encoding) != data:
            return None
        return bom + mended.encode(encoding)
    except UnicodeEncodeError:
        return None
