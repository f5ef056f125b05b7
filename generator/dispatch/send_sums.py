"""The sums of a pack and of the issue's PDFs put on record, so that any copy can be told later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.compile.sheets import FOLDER as SHEETS
from generator.diagnostics import Diagnostic
from generator.dispatch.pack import NOTE as NOTE_FILE
from generator.dispatch.pack import SHEET as SHEET_FILE
from generator.dispatch.pack import Packed, safe
from generator.dispatch.register import FOLDER
from generator.dispatch.shares import Share
from generator.model.bulletin import PUBLIC
from generator.pdf.archive_source import SUFFIX
from generator.pdf.kinds import KINDS
from generator.publish.faults import explain
from generator.seal.standing import sheet_unit
from generator.seal.sums import COPY, NOTE, PUBLIC_EDITION, SHEET, SOURCES, ZIP, Issued, add_sums, digest_of

_NUMBERED = re.compile(r"（(\d{6})）\.pdf")


def record_sums(site: Path, packed: Packed) -> list[Diagnostic]:
    """Enter what the pack holds, and the PDFs of the issue beside the print one. What is entered stays."""
    try:
        copies = list(_copies(packed))
        known = {one.digest for one in copies}
        # Without a key the 交办单 in a unit's folder is the very file that the build made.
        issued = [
            *_kinds(packed),
            *_sources(packed),
            *(one for one in _unpacked(packed) if one.digest not in known),
            *copies,
        ]
    except OSError as error:
        return [explain(error, Path(error.filename or packed.folder))]
    return add_sums(site, packed.record.removeprefix(f"{FOLDER}/").removesuffix(".yaml"), issued)


def share_folder(packed: Packed, share: Share) -> Path:
    """The folder of a receiver; its zip has the same name."""
    place = packed.shares.index(share) + 1
    return packed.folder / f"{place:03d}-{safe(share.name)}"


def _pages(packed: Packed) -> Path:
    """Where the PDFs of the issue stand: a pack lies in packs/ like the pages in output/."""
    return packed.folder.parents[3] / packed.folder.relative_to(packed.folder.parents[2])


def _kinds(packed: Packed) -> Iterator[Issued]:
    """The print PDF and what was made beside it."""
    register = packed.register
    stem = f"{register.publication}{register.issue}"
    for kind in KINDS.values():
        # The archive copy in the pack is another file, once it is signed.
        for path in (folder / kind.file_name(f"{stem}.pdf") for folder in (_pages(packed), packed.folder)):
            if path.is_file():
                digest = digest_of(path.read_bytes())
                yield Issued(digest, register.publication, register.issue, kind.label, file=path.name)


def _sources(packed: Packed) -> Iterator[Issued]:
    """The package of sources, which goes to the filing room with the archive copy."""
    register = packed.register
    for path in sorted(packed.folder.glob(f"*{SUFFIX}")):
        digest = digest_of(path.read_bytes())
        yield Issued(digest, register.publication, register.issue, SOURCES, file=path.name)


def _unpacked(packed: Packed) -> Iterator[Issued]:
    """What is beside the issue's own PDFs and in no unit's folder: the public edition, 交办单 unsigned."""
    register = packed.register
    for folder, kind in ((PUBLIC, PUBLIC_EDITION), (SHEETS, SHEET)):
        for path in sorted((_pages(packed) / folder).glob("*.pdf")):
            unit = sheet_unit(path.name) if kind == SHEET else ""
            digest = digest_of(path.read_bytes())
            yield Issued(digest, register.publication, register.issue, kind, unit, file=path.name)


def _copies(packed: Packed) -> Iterator[Issued]:
    register = packed.register
    for share in packed.shares:
        folder = share_folder(packed, share)
        for path in (*sorted(folder.glob("*.pdf")), folder.with_name(f"{folder.name}.zip")):
            numbered = _NUMBERED.search(path.name)
            number = numbered[1] if numbered else ""
            digest = digest_of(path.read_bytes())
            kind = _kind(path.name)
            yield Issued(digest, register.publication, register.issue, kind, share.name, number, path.name)


def _kind(name: str) -> str:
    special = {NOTE_FILE: NOTE, SHEET_FILE: SHEET}
    return ZIP if name.endswith(".zip") else special.get(name, COPY)
