"""A pack as files: made beside its place, summed up, and put there in one step.

Whenever the work is broken off, the pack that stood before stands whole.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

SUMS = "SHA256SUMS"
_NEW, _OLD = ".part~", ".old~"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: what is in it says no clock's."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux's renameat2."""
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in every folder they show."""
_HERE = -100
"""AT_FDCWD: paths are relative to the working folder."""


class Parcel:
    """A pack that is being made. `close` comes last; what is given up is swept away the next time."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder = beside(target, _NEW)
        sweep(target)
        self._folder.mkdir(parents=True)
        self._sums: dict[str, str] = {}
        self.kept: tuple[str, ...] = ()
        """Files of the last pack that this program did not make, now in `aside(target)`."""

    def add(self, name: str, data: bytes) -> None:
        """A file at `name`, with `/`, below the pack's folder."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        _settle(path)
        self._sums[name] = sha256(data).hexdigest()

    def add_folder(self, folder: str, files: Mapping[str, bytes]) -> None:
        """A folder with the sums of its files, and the same as a zip beside it."""
        files = {**files, SUMS: _sums_text({name: sha256(data).hexdigest() for name, data in files.items()})}
        for name, data in files.items():
            self.add(f"{folder}/{name}", data)
        archive = self._folder / f"{folder}.zip"
        # PDFs are packed already: packing them again would take its time and save nothing.
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
            for name, data in files.items():
                entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
                entry.external_attr = 0o644 << 16
                # The same on every system: zipfile says on which it ran.
                entry.create_system = 3
                target.writestr(entry, data)
        _settle(archive)
        self._sums[f"{folder}.zip"] = sha256(archive.read_bytes()).hexdigest()

    def close(self) -> bool:
        """Put the pack in its place; false where the same one stands there already."""
        sums = _sums_text(self._sums)
        (self._folder / SUMS).write_bytes(sums)
        _settle(self._folder / SUMS)
        if sums.decode() == _read(self._target / SUMS) and is_whole(self._target):
            sweep(self._target)
            return False
        self.kept = _keep_foreign(self._target)
        _exchange(self._folder, self._target)
        sweep(self._target)
        return True


def _sums_text(sums: Mapping[str, str]) -> bytes:
    """As `sha256sum -c` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def is_whole(folder: Path) -> bool:
    """Whether a pack has the files that its SHA256SUMS lists, as they were. What others have put beside them
    (a .DS_Store, a scan) is no matter of it."""
    listed = _listed(folder)
    try:
        return bool(listed) and all(
            sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in listed.items()
        )
    except OSError:
        return False


def aside(target: Path) -> Path:
    """Where files go that stood in a pack and were not ours: beside its folder."""
    return target.with_name(f"{target.name}（原有）")


def _listed(folder: Path) -> dict[str, str]:
    lines = _read(folder / SUMS).splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _keep_foreign(target: Path) -> tuple[str, ...]:
    """Copy what an editor has changed or added in the pack to `aside(target)`: a register that was signed or
    filled in is not to be had a second time. The names below it. Copied, not moved: the pack stays whole."""
    listed = _listed(target)
    kept = []
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if not path.is_file() or name == SUMS or path.name in _LITTER:
            continue
        data = path.read_bytes()
        if sha256(data).hexdigest() != listed.get(name):
            kept.append(_put_aside(aside(target) / name, data))
    return tuple(path.relative_to(aside(target)).as_posix() for path in kept)


def _put_aside(place: Path, data: bytes) -> Path:
    """The file with these bytes at `place`, or beside it under a number where another stands there."""
    number, path = 1, place
    while path.exists() and path.read_bytes() != data:
        number += 1
        path = place.with_name(f"{place.stem}（{number}）{place.suffix}")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = beside(path, _NEW)
        part.write_bytes(data)
        _settle(part)
        os.replace(part, path)
    return path


def _settle(path: Path) -> None:
    """Have the system write a file to the disk: a pack must be whole also after a power failure."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}{ending}")


def sweep(target: Path) -> None:
    """Remove what a run that was broken off left; where it was between two moves, put the last pack back."""
    old = beside(target, _OLD)
    if old.exists() and not target.exists():
        os.rename(old, target)
    for path in (beside(target, _NEW), old):
        if path.exists():
            shutil.rmtree(path)


def _exchange(new: Path, target: Path) -> None:
    """`new` takes the place of `target`, and `target` that of `new`, in one step where the system has it."""
    if not target.exists():
        os.rename(new, target)
        return
    if not _exchanged(new, target):
        old = beside(target, _OLD)
        os.rename(target, old)
        os.rename(new, target)


def _exchanged(one: Path, other: Path) -> bool:
    call = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
