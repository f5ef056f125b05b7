"""The sums of a pack and of the issue's PDFs put on record, so that any copy can be told later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.dispatch.pack import NOTE as NOTE_FILE
from generator.dispatch.pack import SHEET as SHEET_FILE
from generator.dispatch.pack import Packed, safe
from generator.dispatch.register import FOLDER
from generator.dispatch.shares import Share
from generator.pdf.kinds import KINDS
from generator.publish.faults import explain
from generator.seal.sums import COPY, NOTE, SHEET, ZIP, Issued, add_sums, digest_of

_NUMBERED = re.compile(r"（(\d{6})）\.pdf")


def record_sums(site: Path, packed: Packed) -> list[Diagnostic]:
    """Enter what the pack holds, and the PDFs of the issue beside the print one. What is entered stays."""
    try:
        issued = [*_kinds(packed), *_copies(packed)]
    except OSError as error:
        return [explain(error, Path(error.filename or packed.folder))]
    return add_sums(site, packed.record.removeprefix(f"{FOLDER}/").removesuffix(".yaml"), issued)


def share_folder(packed: Packed, share: Share) -> Path:
    """The folder of a receiver; its zip has the same name."""
    place = packed.shares.index(share) + 1
    return packed.folder / f"{place:03d}-{safe(share.name)}"


def _kinds(packed: Packed) -> Iterator[Issued]:
    """The print PDF and what was made beside it. A pack lies in packs/ like the pages in output/."""
    place = packed.folder.relative_to(packed.folder.parents[2])
    pages = packed.folder.parents[3] / place
    register = packed.register
    stem = f"{register.publication}{register.issue}"
    for kind in KINDS.values():
        # The archive copy in the pack is another file, once it is signed.
        for path in (folder / kind.file_name(f"{stem}.pdf") for folder in (pages, packed.folder)):
            if path.is_file():
                digest = digest_of(path.read_bytes())
                yield Issued(digest, register.publication, register.issue, kind.label, file=path.name)


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
