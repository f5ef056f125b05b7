"""What stands in output/ as this program made it: PDFs of issues, public editions, 交办单, volumes.

They are known by their bytes as long as they stand there; packs and volumes are on
record besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic
from generator.load.finals import final_file
from generator.model.bulletin import PUBLIC
from generator.pdf.archive_source import SUFFIX
from generator.pdf.kinds import KINDS, PRINT
from generator.publish.manifest import Manifest, is_volume
from generator.seal.sums import PUBLIC_EDITION, SHEET, SOURCES, Issued, digest_of

_PLACE = 3
"""Parts of a path before the files of an issue: gongzuo-jianbao/2022/05/."""
_NUMBERED = re.compile(r"\d+-")


def find_standing(
    site: Path, output: Path, manifest: Manifest, data: bytes
) -> tuple[Issued | None, list[Diagnostic]]:
    """What a PDF of these bytes in output/ is; None where there is none, with an error where it is one of a
    draft."""
    for owner, path in _files(manifest):
        if not _same(output / path, data):
            continue
        if not is_volume(owner) and not _is_final(site, manifest, owner):
            return None, [Diagnostic("verify-draft", None, {"path": path, "key": owner})]
        return issued_of(manifest, owner, path, digest_of(data)), []
    return None, []


def titles_of(manifest: Manifest) -> set[str]:
    """The titles that PDFs of what stands bear. A 交办单 bears none that tells its issue."""
    every = (issued_of(manifest, owner, path, "") for owner, path in _files(manifest))
    return {one.title for one in every if one.kind != SHEET}


def issued_of(manifest: Manifest, owner: str, path: str, digest: str) -> Issued:
    """What the PDF `path` of an issue or a volume is, by its place and its name."""
    name = PurePosixPath(path)
    if is_volume(owner):
        publication, label = _names(path, name.name)
        return Issued(digest, publication, label, kind_of(path), file=path)
    printed = _printed(manifest.files.get(owner, ()), path)
    publication, label = _names(path, printed)
    if (entry := manifest.entries.get(owner)) is not None:
        # In the names of files a long one is cut off.
        publication = entry.publication_name
    if name.parts[_PLACE] == PUBLIC:
        return Issued(digest, publication, label, PUBLIC_EDITION, file=path)
    if len(name.parts) > _PLACE + 1:
        return Issued(digest, publication, label, SHEET, sheet_unit(path), file=path)
    return Issued(digest, publication, label, kind_of(path), file=path)


def kind_of(path: str) -> str:
    """The kind of PDF, or that it is the package of sources, by the end of its name."""
    if path.endswith(SUFFIX):
        return SOURCES
    special = [kind for kind in KINDS.values() if kind.suffix and path.endswith(f"{kind.suffix}.pdf")]
    return (special[0] if special else KINDS[PRINT]).label


def sheet_unit(path: str) -> str:
    """Whose 交办单 a file is: 交办单/02-市教育局.pdf."""
    return _NUMBERED.sub("", PurePosixPath(path).stem, count=1)


def _files(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """The PDFs of issues and of volumes, and packages of sources, with their owners."""
    for owner, paths in sorted(manifest.files.items()):
        if not owner.startswith("@") or is_volume(owner):
            yield from ((owner, path) for path in paths if path.endswith((".pdf", SUFFIX)))


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _is_final(site: Path, manifest: Manifest, key: str) -> bool:
    """What the archive says; a secret issue is not in it, but it has a lock once it is final."""
    entry = manifest.entries.get(key)
    return not entry.draft if entry else (site / final_file(key)).is_file()


def _printed(paths: Sequence[str], path: str) -> str:
    """The name of the print PDF of the issue that has `path`."""
    place = PurePosixPath(path).parts[:_PLACE]
    own = (PurePosixPath(one) for one in paths if one.endswith(".pdf") and kind_of(one) == KINDS[PRINT].label)
    return next((one.name for one in own if one.parts[:-1] == place), PurePosixPath(path).name)


def _names(path: str, file_name: str) -> tuple[str, str]:
    """工作简报2022年第5期（归档）.pdf → 工作简报, 2022年第5期. The year is in the path."""
    stem = file_name.removesuffix(".pdf")
    for suffix in (kind.suffix for kind in KINDS.values() if kind.suffix):
        stem = stem.removesuffix(suffix)
    parts = PurePosixPath(path).parts
    year = f"{parts[1]}年" if len(parts) > 1 else ""
    name, found, label = stem.rpartition(year) if year else (stem, "", "")
    return (name, f"{found}{label}") if name else (parts[0], stem)
