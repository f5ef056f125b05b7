"""An issue packed for sending: for each receiver its copies, 交办单 and note; labels, register, sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.build.cache import cache_folder, keep
from generator.build.lock import alone
from generator.build.result import Progress
from generator.check.discreet import discreet
from generator.compile.finding import at
from generator.diagnostics import Diagnostic, has_errors
from generator.dispatch.answers import outstanding, read_answers
from generator.dispatch.entries import Entered, enter
from generator.dispatch.parcel import Parcel, aside, is_whole
from generator.dispatch.receivers import receivers_of
from generator.dispatch.refusals import contradictions, traces
from generator.dispatch.register import (
    Recalled,
    Register,
    read_register,
    register_file,
    too_long,
    write_register,
)
from generator.dispatch.register_text import register_text
from generator.dispatch.sealing import Sealing, open_sealing
from generator.dispatch.shares import Share
from generator.dispatch.source import Finished, finish_issue
from generator.load.finals import final_file
from generator.pipeline import find_faces, find_profile
from generator.publish.faults import explain
from generator.typeset.faces import Faces
from generator.typeset.libraries import plain_names

FOLDER = "packs"
NOTE, LABELS, WORKBOOK, SHEET = "发文通知.pdf", "地址签.pdf", "发文登记.xlsx", "群众诉求交办单.pdf"
_LONGEST_NAME = 40
"""Characters of a receiver in a file's name: at most 120 of the 255 bytes that systems allow."""


@dataclass(frozen=True)
class Packed:
    """A pack that stands in `folder`. `shares` are its receivers, `numbers` theirs by name.

    `again`: nothing has changed since it was made, and nothing was written. `record` is the register,
    relative to the site; `recorded` are issues whose figures were kept for the first time, `signed` those
    whose words were. `signer` is the name in the certificate whose key signed its files, "" where they are
    not signed.
    """

    folder: Path
    register: Register
    shares: tuple[Share, ...]
    numbers: Mapping[str, tuple[int, ...]]
    record: str
    secrecy: str = ""
    again: bool = False
    recorded: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    """What has not come back yet of the copies that are to be got back."""
    signer: str = ""


@dataclass(frozen=True)
class _Order:
    """What a pack is made from, and with."""

    site: Path
    output: Path
    finished: Finished
    faces: Faces
    sealing: Sealing
    progress: Progress | None

    @property
    def target(self) -> Path:
        return folder_of(self.output, self.finished.bulletin.folder)


def pack(
    site: Path,
    output: Path,
    name: str,
    *,
    day: date | None = None,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[Packed | None, list[Diagnostic]]:
    """Pack the issue `name`, which has to be final and without errors; `day` is that of sending, by default
    that of signing. What goes out is signed with the office's key, which `environment` may say the place of;
    without `environment` nothing is signed. None after an error: then neither the pack nor the register that
    stood has changed."""
    faces, findings = find_faces(site)
    with alone(cache_folder(site, output), waiting):
        finished, found = finish_issue(site, output, name, faces)
        findings = [one for one in findings if one.severity == "error"] + found
        if finished is None or faces is None:
            return None, discreet(findings)
        gathered = finished.ready.gathered
        record = gathered.content.site.record
        packed = None
        sealing, found = open_sealing(site, record, environment)
        findings += found
        if sealing is not None:
            packed, found = _pack(_Order(site, output, finished, faces, sealing, progress), day)
            findings += found
        if packed is None:
            # The build that came first has kept its words: who mends it now has to know.
            findings += [
                Diagnostic("pack-signed", None, {"file": final_file(key)}) for key in finished.signed
            ]
        return packed, discreet(findings, gathered.names, record.privacy.allow)


def folder_of(output: Path, issue_folder: str) -> Path:
    """Where the pack of an issue stands whose pages are in `issue_folder` below output/."""
    return output / FOLDER / issue_folder


def safe(name: str) -> str:
    """A receiver's name without what file names cannot have."""
    kept = "".join(character for character in name if character.isalnum() or character in "（）-")
    return kept[:_LONGEST_NAME] or "单位"


def _pack(order: _Order, day: date | None) -> tuple[Packed | None, list[Diagnostic]]:
    finished, site = order.finished, order.site
    key, content = finished.issue.key, finished.ready.gathered.content
    before, findings = read_register(site, key)
    if has_errors(findings):
        return None, findings
    found = contradictions(finished, before.record if before else None, day)
    if not found and before is None:
        found = traces(site, order.target, finished)
    if found:
        return None, [*findings, *found]
    receivers, found = receivers_of(finished, before.record if before else None)
    findings += found
    if has_errors(found):
        return None, findings
    shares, total = receivers.shares, receivers.total
    entered = enter(finished, receivers, before.record if before else None, day)
    if too_long(entered.register):
        return None, [*findings, at(finished.issue.front, "pack-too-many", total=total)]
    # What is wrong with the answers is told by `status`.
    answers, _ = read_answers(site, key, entered.register, content.units)
    packed = Packed(
        order.target,
        entered.register,
        shares,
        entered.numbers,
        register_file(key),
        finished.secrecy,
        recorded=finished.recorded,
        signed=finished.signed,
        recalled=outstanding(entered.register, answers),
    )
    mark = cache_folder(site, order.output) / "packs" / key.replace("/", "@")
    state = _state(finished, shares, entered)
    standing = before is not None and before.record == entered.register
    if standing and is_whole(order.target):
        kept = _text(mark)
        for seal, signer in order.sealing.good():
            if kept == f"{state} {seal}":
                return replace(packed, again=True, signer=signer), findings
    made, found = _make(order, entered, shares)
    findings += found
    if made is None:
        return None, findings
    seal, signer = order.sealing.own
    keep(mark, f"{state} {seal}")
    return replace(packed, again=standing and not made, signer=signer), findings


def _make(order: _Order, entered: Entered, shares: tuple[Share, ...]) -> tuple[bool | None, list[Diagnostic]]:
    """Make the pack and put it in its place, the register before it: numbers that have left the house must be
    known. False where the same pack stood there; None after an error."""
    finished, faces = order.finished, order.faces
    profile_name = finished.ready.gathered.content.site.record.profile
    profile, findings = find_profile(order.site, profile_name)
    if profile is None:
        return None, findings
    with plain_names():
        from generator.dispatch.copies import Copies
        from generator.dispatch.papers import letters_of, set_papers
        from generator.dispatch.workbook import workbook
        from generator.pdf.lettering import Lettering
        from generator.pdf.stamp import ROLE, Stamper
        from generator.typeset.document import make_press
    press = make_press(faces, finished.ready.workshop.stylesheet)
    papers, findings = set_papers(press, finished, letters_of(finished, shares, entered))
    if papers is None:
        return None, findings
    try:
        parcel = Parcel(order.target)
        with Stamper(
            finished.pdf, Lettering(faces, ROLE), profile, at_masthead=finished.publication.copy_numbers
        ) as stamper:
            copies = Copies(stamper, finished, entered, order.sealing, order.progress)
            for place, share in enumerate(shares, 1):
                files = dict(copies.of(share, entered.days[share.name]))
                files |= _beside(order, share, papers.notes, entered.days[share.name])
                parcel.add_folder(f"{place:03d}-{safe(share.name)}", files)
        for name, data in _archived(order):
            parcel.add(name, data)
        parcel.add(LABELS, papers.labels)
        by_name = {share.name: share for share in shares}
        parcel.add(WORKBOOK, workbook(entered, by_name, finished.bulletin.masthead.issuer))
        findings = write_register(order.site, finished.issue.key, register_text(entered.register))
        if findings:
            return None, findings
        made = parcel.close()
        return made, _kept_aside(parcel, order.target)
    except OSError as error:
        return None, [explain(error, Path(error.filename or order.target))]


def _beside(order: _Order, share: Share, notes: Mapping[str, bytes], day: date) -> dict[str, bytes]:
    """What goes to a receiver with its copies."""
    files = {}
    for name, pdfs in ((SHEET, order.finished.sheets), (NOTE, notes)):
        if share.name in pdfs:
            what = f"{order.finished.bulletin.title}，{name.removesuffix('.pdf')}，{share.name}"
            files[name] = order.sealing(pdfs[share.name], what, day)
    return files


def _archived(order: _Order) -> Iterator[tuple[str, bytes]]:
    """What goes to the filing room, where it was made: the archive copy and, as they are, its sources."""
    bulletin = order.finished.bulletin
    for name, data in order.finished.archive.items():
        is_pdf = name.endswith(".pdf")
        yield name, order.sealing(data, f"{bulletin.title}，归档", bulletin.date) if is_pdf else data


def _kept_aside(parcel: Parcel, target: Path) -> list[Diagnostic]:
    if not parcel.kept:
        return []
    return [Diagnostic("pack-kept", None, {"names": "、".join(parcel.kept), "folder": str(aside(target))})]


def _state(finished: Finished, shares: tuple[Share, ...], entered: Entered) -> str:
    """A digest of all that the files of a pack are made of, beside who signs them."""
    ready = finished.ready
    workshop = ready.workshop
    site = ready.gathered.content.site.record
    parts = [
        workshop.machine,
        workshop.templates,
        workshop.stylesheet,
        sha256(finished.pdf).hexdigest(),
        *(f"{unit} {sha256(data).hexdigest()}" for unit, data in finished.sheets.items()),
        *(f"{name} {sha256(data).hexdigest()}" for name, data in finished.archive.items()),
        register_text(entered.register),
        register_text(entered.first) if entered.first else "",
        repr(entered.asked),
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
