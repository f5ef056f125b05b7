"""Writing below output/: prepared beside the place, then moved there.

A build that is killed at any moment leaves whole files: those of before or those of now. Files whose
bytes are the same are not touched. What a killed build left half-written is swept by the next one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.model.bulletin import PUBLIC, Bulletin
from generator.publish.faults import blocked, explain
from generator.publish.manifest import (
    MANIFEST,
    Manifest,
    Package,
    is_below,
    is_volume,
    issue_of,
    manifest_bytes,
)
from generator.publish.media import Medium, media_files
from generator.render.archive import entry_of

PART = ".part~"
"""How the name of a file ends that is not complete; the name begins with a dot besides."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a call did: paths below output/, sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicFiles:
    """A public edition beside its PDF: the page with its pictures, and style sheets of its own, so that its
    folder can be put on a web server alone. `pages` are those of the PDF."""

    bulletin: Bulletin
    html: str
    media: tuple[Medium, ...]
    screen_css: bytes
    print_css: bytes
    pages: int

    @property
    def files(self) -> dict[str, bytes]:
        """By path below output/, the page last."""
        folder = self.bulletin.folder
        styles = {"screen.css": self.screen_css, "print.css": self.print_css}
        return {
            **media_files(folder, self.media),
            **{f"{folder}/assets/{name}": data for name, data in styles.items()},
            f"{folder}/index.html": self.html.encode(),
        }


class _Refused(Exception):
    """The machine will not write there."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


def write_package(
    output: Path, package: Package, manifest: Manifest
) -> tuple[Manifest, Changes, list[Diagnostic]]:
    """Write the files of one package, all of them or, where one cannot be prepared, none.

    Files that the owner had before and has no more are removed, unless they are somebody else's now.
    Returns the manifest to go on with, after an error too.
    """
    _check_paths(package.paths)
    before = manifest.files.get(package.owner, ())
    both = manifest.with_files(package.owner, {*before, *package.paths})
    after = manifest.with_files(package.owner, package.paths).with_entry(package.owner, package.entry)
    prepared: dict[str, Path] = {}
    try:
        changed = [path for path, data in package.files.items() if not _same(output / path, data)]
        if both is not manifest and both.files != manifest.files:
            # Said before it is done: a build that is killed in between still knows its own files, and whose.
            _write_now(output, MANIFEST, manifest_bytes(both))
        for path in changed:
            prepared[path] = _prepare(output, path, package.files[path])
        for path in changed:
            _move(output, path, prepared[path])
            del prepared[path]
    except _Refused as refusal:
        for part in prepared.values():
            _forget(part)
        return both, Changes(), [refusal.finding]
    lost = [path for path in before if path not in package.paths]
    gone = [path for path in lost if path not in after.paths and remove(output, path)]
    unchanged = tuple(sorted(set(package.paths) - set(changed)))
    return after, Changes(tuple(sorted(changed)), unchanged, tuple(sorted(gone))), []


def finish(
    output: Path, manifest: Manifest, owners: Collection[str]
) -> tuple[Manifest, Changes, list[Diagnostic]]:
    """Remove what belongs to owners that are no more, and what killed builds left; store the manifest.

    `owners` are all issues that the site has now, those included that could not be made this time.
    """
    _sweep(output, manifest)
    gone: list[str] = []
    former = [owner for owner in manifest.files if not _stays(owner, owners)]
    for owner in sorted(former):
        paths = manifest.files[owner]
        manifest = manifest.without(owner)
        gone += [path for path in paths if path not in manifest.paths and remove(output, path)]
    stored = manifest_bytes(manifest)
    try:
        if not _same(output / MANIFEST, stored):
            _write_now(output, MANIFEST, stored)
    except _Refused as refusal:
        return manifest, Changes(removed=tuple(sorted(gone))), [refusal.finding]
    return manifest, Changes(removed=tuple(sorted(gone))), []


def _stays(owner: str, owners: Collection[str]) -> bool:
    """Whether what an owner has is still wanted: a volume is, as long as its publication has issues."""
    key = issue_of(owner)
    if is_volume(owner):
        publication = key.partition("/")[0]
        return any(own.startswith(f"{publication}/") for own in owners)
    return not key or key in owners


def bulletin_package(
    bulletin: Bulletin,
    html: str | None,
    pdfs: Mapping[str, bytes],
    media: Iterable[Medium],
    *,
    pages: int = 0,
    standing: Iterable[str] = (),
    public: PublicFiles | None = None,
) -> Package:
    """The files of one issue, the page last, so that it never shows what is not there yet.

    `html` is None for what must not become a page; `pdfs` are by file name, `standing` the names of
    those that are there already. Pages come with their pictures, PDFs hold their own. `public` is what stands
    beside the PDF of the public edition.
    """
    files: dict[str, bytes] = {}
    if html is not None:
        files |= media_files(bulletin.folder, media)
    files |= {f"{bulletin.folder}/{name}": data for name, data in pdfs.items()}
    if public is not None:
        files |= public.files
    if html is not None:
        files[f"{bulletin.folder}/index.html"] = html.encode()
    entry = entry_of(bulletin, pages=pages) if html is not None else None
    if entry is not None and public is not None:
        own = f"{PUBLIC}/{public.bulletin.file_name}"
        entry = replace(entry, public_file=own, public_pages=public.pages)
    return Package(bulletin.key, files, entry, tuple(f"{bulletin.folder}/{name}" for name in standing))


def assets(screen_css: bytes, print_css: bytes) -> Package:
    """The style sheets that all pages share."""
    files = {"assets/screen.css": screen_css, "assets/print.css": print_css}
    return Package("@assets", files)


def archive(index_html: bytes) -> Package:
    """The page of all issues."""
    return Package("@archive", {"index.html": index_html})


def _check_paths(paths: Iterable[str]) -> None:
    for path in paths:
        if not is_below(path):
            raise ValueError(f"not a path below the output folder: {path!r}")


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _prepare(output: Path, path: str, data: bytes) -> Path:
    """The file complete, under a name of its own, in the folder where it belongs."""
    target = output / path
    part = _part_of(target)
    try:
        if target.is_dir():
            raise _Refused(blocked(target, "一个同名的文件夹"))
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    except OSError as error:
        _forget(part)
        raise _Refused(explain(error, target)) from error
    return part


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name}{PART}")


def _move(output: Path, path: str, part: Path) -> None:
    try:
        os.replace(part, output / path)
    except OSError as error:
        raise _Refused(explain(error, output / path)) from error


def _write_now(output: Path, path: str, data: bytes) -> None:
    part = _prepare(output, path, data)
    try:
        _move(output, path, part)
    except _Refused:
        _forget(part)
        raise


def _forget(part: Path) -> None:
    """Remove a part if it is there; if not now, the next build sweeps it."""
    with contextlib.suppress(OSError):
        part.unlink()


def remove(output: Path, path: str) -> bool:
    """Remove a file of ours and the folders that it leaves empty; false where it was gone already."""
    file = output / path
    # What a killed build prepared here no later one would look for.
    _forget(_part_of(file))
    try:
        file.unlink()
        removed = True
    except OSError:
        removed = False
    for folder in list(file.relative_to(output).parents)[:-1]:
        try:
            (output / folder).rmdir()
        except OSError:
            break
    return removed


def _sweep(output: Path, manifest: Manifest) -> None:
    """Parts in the folders that hold files of ours; nowhere else."""
    folders: Iterable[Path] = {(output / path).parent for path in manifest.paths} | {output}
    for folder in folders:
        for part in folder.glob(f".*{PART}"):
            _forget(part)
