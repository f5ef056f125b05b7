"""An issue packed for sending: for each receiver its copies, 交办单 and note; labels, register, sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.cache import cache_folder, keep
from generator.build.lock import alone
from generator.check.discreet import discreet
from generator.compile.finding import at
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.dispatch.answers import outstanding, read_answers
from generator.dispatch.entries import Entered, enter
from generator.dispatch.outbox import ENDING as LOG
from generator.dispatch.parcel import Parcel, aside, is_whole
from generator.dispatch.register import (
    Recalled,
    Register,
    read_register,
    register_file,
    register_text,
    same_issue,
    too_long,
    write_register,
)
from generator.dispatch.shares import Share, shares_of
from generator.dispatch.source import Finished, finish_issue
from generator.pdf.numbering import number_text
from generator.pipeline import find_faces, find_profile
from generator.publish.faults import explain
from generator.seal.sums import ENDING as SUMS_ENDING
from generator.typeset.faces import Faces
from generator.typeset.libraries import plain_names

if TYPE_CHECKING:
    from generator.pdf.stamp import Stamper

FOLDER = "packs"
NOTE, LABELS, WORKBOOK, SHEET = "发文通知.pdf", "地址签.pdf", "发文登记.xlsx", "群众诉求交办单.pdf"
_NUMBERED = re.compile(r"（\d{6}）")
_LONGEST_NAME = 40
"""Characters of a receiver in a file's name: at most 120 of the 255 bytes that systems allow."""

Progress = Callable[[int, int, str], None]
"""Called with how many copies are made, how many there will be, and for whom the last one was."""


@dataclass(frozen=True)
class Packed:
    """A pack that stands in `folder`. `shares` are its receivers, `numbers` theirs by name.

    `again`: nothing has changed since it was made, and nothing was written. `record` is the register,
    relative to the site; `recorded` are issues whose figures were kept for the first time.
    """

    folder: Path
    register: Register
    shares: tuple[Share, ...]
    numbers: Mapping[str, tuple[int, ...]]
    record: str
    secrecy: str = ""
    again: bool = False
    recorded: tuple[str, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    """What has not come back yet of the copies that are to be got back."""


def pack(
    site: Path,
    output: Path,
    name: str,
    *,
    day: date | None = None,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> tuple[Packed | None, list[Diagnostic]]:
    """Pack the issue `name`, which has to be final and without errors; `day` is that of sending, by default
    that of signing. None after an error: then neither the pack nor the register that stood has changed."""
    faces, findings = find_faces(site)
    with alone(cache_folder(site, output), waiting):
        finished, found = finish_issue(site, output, name, faces)
        findings = [one for one in findings if one.severity == "error"] + found
        if finished is None or faces is None:
            return None, discreet(findings)
        packed, found = _pack(site, output, finished, faces, day, progress)
        gathered = finished.ready.gathered
        return packed, discreet(findings + found, gathered.names, gathered.content.site.record.privacy.allow)


def folder_of(output: Path, issue_folder: str) -> Path:
    """Where the pack of an issue stands whose pages are in `issue_folder` below output/."""
    return output / FOLDER / issue_folder


def _pack(
    site: Path, output: Path, finished: Finished, faces: Faces, day: date | None, progress: Progress | None
) -> tuple[Packed | None, list[Diagnostic]]:
    key, content = finished.issue.key, finished.ready.gathered.content
    before, findings = read_register(site, key)
    if has_errors(findings):
        return None, findings
    found = _contradictions(finished, before.record if before else None, day)
    if found:
        return None, [*findings, *found]
    if before is None:
        found = _traces(site, folder_of(output, finished.bulletin.folder), finished)
        if found:
            return None, [*findings, *found]
    shares, total, found = shares_of(finished.issue, content, tuple(finished.sheets))
    findings += found
    if has_errors(found):
        return None, findings
    entered = enter(finished, shares, total, before.record if before else None, day)
    if too_long(entered.register):
        return None, [*findings, at(finished.issue.front, "pack-too-many", total=total)]
    target = folder_of(output, finished.bulletin.folder)
    # What is wrong with the answers is told by `status`.
    answers, _ = read_answers(site, key, entered.register, content.units)
    packed = Packed(
        target,
        entered.register,
        shares,
        entered.numbers,
        register_file(key),
        finished.secrecy,
        recorded=finished.recorded,
        recalled=outstanding(entered.register, answers),
    )
    mark = cache_folder(site, output) / "packs" / key.replace("/", "@")
    state = _state(finished, shares, entered)
    standing = before is not None and before.record == entered.register
    if standing and _text(mark) == state and is_whole(target):
        return replace(packed, again=True), findings
    made, found = _make(site, target, finished, faces, entered, shares, progress)
    findings += found
    if made is None:
        return None, findings
    keep(mark, state)
    return replace(packed, again=standing and not made), findings


def _make(
    site: Path,
    target: Path,
    finished: Finished,
    faces: Faces,
    entered: Entered,
    shares: tuple[Share, ...],
    progress: Progress | None,
) -> tuple[bool | None, list[Diagnostic]]:
    """Make the pack and put it in its place, the register before it: numbers that have left the house must be
    known. False where the same pack stood there; None after an error."""
    profile_name = finished.ready.gathered.content.site.record.profile
    profile, findings = find_profile(site, profile_name)
    if profile is None:
        return None, findings
    with plain_names():
        from generator.dispatch.papers import letters_of, set_labels, set_note
        from generator.dispatch.workbook import workbook
        from generator.pdf.lettering import Lettering
        from generator.pdf.stamp import ROLE, Stamper
        from generator.typeset.document import make_press
    press = make_press(faces, finished.ready.workshop.stylesheet)
    letters = letters_of(finished, shares, entered.numbers, entered.days)
    notes: dict[str, bytes] = {}
    for letter in letters:
        note, findings = set_note(press, finished, letter)
        if note is None:
            return None, findings
        notes[letter.share.name] = note
    labels, findings = set_labels(press, finished, letters)
    if labels is None:
        return None, findings
    publication = finished.publication
    count = _Count(progress, sum(share.copies for share in shares))
    stem = finished.bulletin.file_name.removesuffix(".pdf")
    try:
        parcel = Parcel(target)
        with Stamper(
            finished.pdf, Lettering(faces, ROLE), profile, at_masthead=publication.copy_numbers
        ) as stamper:
            for place, share in enumerate(shares, 1):
                files = dict(_copies(stamper, finished, share, entered, stem, count))
                if share.name in finished.sheets:
                    files[SHEET] = finished.sheets[share.name]
                if share.name in notes:
                    files[NOTE] = notes[share.name]
                parcel.add_folder(f"{place:03d}-{safe(share.name)}", files)
        parcel.add(LABELS, labels)
        by_name = {share.name: share for share in shares}
        parcel.add(WORKBOOK, workbook(entered.register, by_name, finished.bulletin.masthead.issuer))
        findings = write_register(site, finished.issue.key, register_text(entered.register))
        if findings:
            return None, findings
        made = parcel.close()
        return made, _kept_aside(parcel, target)
    except OSError as error:
        return None, [explain(error, Path(error.filename or target))]


def _kept_aside(parcel: Parcel, target: Path) -> list[Diagnostic]:
    if not parcel.kept:
        return []
    return [Diagnostic("pack-kept", None, {"names": "、".join(parcel.kept), "folder": str(aside(target))})]


def _contradictions(finished: Finished, before: Register | None, day: date | None) -> list[Diagnostic]:
    """What the order says against the issue or its register."""
    signed, publication = finished.bulletin.date, finished.publication
    if day is not None and day < signed:
        return [Diagnostic("pack-day-early", None, {"day": day.isoformat(), "signed": signed.isoformat()})]
    numbered = before is not None and (before.recalled or any(row.numbers for row in before.rows))
    if numbered and not (publication.copy_numbers or publication.mark):
        site = finished.ready.gathered.content.site
        return [at(site, "pack-numbers-off", "publications", finished.issue.publication)]
    return []


def _traces(site: Path, target: Path, finished: Finished) -> list[Diagnostic]:
    """What says that the issue was packed before, where its register is missing: numbering from 000001 again
    would give numbers to other units than those that hold them."""
    key, publication = finished.issue.key, finished.publication.name
    record = register_file(key)
    issue = finished.bulletin.title.removeprefix(publication)
    other = same_issue(site, key, publication, issue)
    if other:
        data = {"file": record, "other": other, "title": finished.bulletin.title}
        return [Diagnostic("register-other", Place(other), data)]
    stem = record.removesuffix(".yaml")
    signs = [name for name in (f"{stem}{LOG}", f"{stem}{SUMS_ENDING}") if (site / name).exists()]
    if any(_NUMBERED.search(path.name) for path in target.glob("*/*.pdf")):
        signs.append(str(target))
    if signs:
        return [Diagnostic("register-missing", None, {"file": record, "signs": "、".join(signs)})]
    return []


class _Count:
    """Tells how far the copies are."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def add(self, copies: int, name: str) -> None:
        self._done += copies
        if self._progress:
            self._progress(self._done, self._total, name)


def _copies(
    stamper: Stamper, finished: Finished, share: Share, entered: Entered, stem: str, count: _Count
) -> Iterator[tuple[str, bytes]]:
    """The files of a receiver's copies; where copies have no numbers, one file for all of them."""
    numbers = entered.numbers.get(share.name, ())
    if not numbers:
        if share.copies:
            yield f"{stem}.pdf", finished.pdf
            count.add(share.copies, share.name)
        return
    unit = finished.ready.gathered.content.units.find(share.name)
    named = (unit.short_name if unit else "") or share.name
    stamper.begin(named if finished.publication.mark else "")
    for number in numbers:
        yield f"{stem}（{number_text(number)}）.pdf", stamper.copy(number)
        count.add(1, share.name)


def safe(name: str) -> str:
    """A receiver's name without what file names cannot have."""
    kept = "".join(character for character in name if character.isalnum() or character in "（）-")
    return kept[:_LONGEST_NAME] or "单位"


def _state(finished: Finished, shares: tuple[Share, ...], entered: Entered) -> str:
    """A digest of all that the files of a pack are made of."""
    ready = finished.ready
    workshop = ready.workshop
    site = ready.gathered.content.site.record
    parts = [
        workshop.machine,
        workshop.templates,
        workshop.stylesheet,
        sha256(finished.pdf).hexdigest(),
        *(f"{unit} {sha256(data).hexdigest()}" for unit, data in finished.sheets.items()),
        register_text(entered.register),
        repr(shares),
        repr(finished.publication),
        repr(finished.bulletin.masthead),
        site.short_name,
    ]
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
