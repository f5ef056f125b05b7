"""Takes single files out of a Debian package without installing it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

_MAGIC = b"!<arch>\n"
_HEADER = 60


class DebError(Exception):
    """The package cannot be read; the message says why, in Chinese."""


def extract(package: Path, names: Collection[str], folder: Path) -> list[str]:
    """Puts the members of `package` that bear one of `names` into `folder`; returns those it had.

    A member is known by its last part, since the folders change from release to release. Each file is written
    beside its place and moved there, so that a face is either whole or absent. Raises DebError.
    """
    found = []
    try:
        with _contents(package) as stream, tarfile.open(fileobj=stream, mode="r|*") as archive:
            for member in archive:
                name = PurePosixPath(member.name).name
                data = archive.extractfile(member) if name in names and member.isfile() else None
                if data is not None:
                    _write(data, folder / name)
                    found.append(name)
                if len(found) == len(names):
                    break
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise DebError(f"软件包 {package.name} 损坏") from error
    return found


def _write(data: IO[bytes], target: Path) -> None:
    part = target.with_name(target.name + ".new")
    with part.open("wb") as out:
        shutil.copyfileobj(data, out, 1 << 20)
    part.replace(target)


@contextmanager
def _contents(package: Path) -> Iterator[IO[bytes]]:
    """The package's files as a tar stream: by dpkg-deb, which knows every compression, else by ourselves."""
    tool = shutil.which("dpkg-deb")
    if tool is None:
        yield data_member(package)
        return
    command = [tool, "--fsys-tarfile", str(package)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            # The files that are wanted may come early; the rest need not be unpacked.
            process.kill()


def data_member(package: Path) -> io.BytesIO:
    """The `data.tar.*` member of a .deb, still compressed. Raises DebError.

    A .deb is an `ar` archive: after eight bytes of magic, members with a header of 60 bytes each, whose name
    stands in its first 16 and whose decimal size in bytes 48 to 58; members begin on even offsets.
    """
    with package.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DebError(f"{package.name} 不是 Debian 软件包")
        while len(header := file.read(_HEADER)) == _HEADER:
            name = header[:16].decode("ascii", "replace").strip().rstrip("/")
            digits = header[48:58].strip()
            if not digits.isdigit():
                break
            size = int(digits)
            if name.startswith("data.tar"):
                return io.BytesIO(file.read(size))
            file.seek(size + size % 2, io.SEEK_CUR)
    raise DebError(f"软件包 {package.name} 损坏")
