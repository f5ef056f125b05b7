"""What a page's look depends on beside its HTML, style sheet and pictures: this program, libraries, faces."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cffi import FFI

from generator.model.kinds import PROGRAM
from generator.setup.faces import face_folder
from generator.typeset.faces import Faces
from generator.typeset.fontconfig import FONTCONFIG, face_files, open_library

_PACKAGES = (
    *("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "uharfbuzz", "pillow"),
    "pikepdf",
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz.dylib")

_ffi = FFI()
_ffi.cdef(
    "const char *pango_version_string(void); const char *hb_version_string(void); int FcGetVersion(void);"
)
_FACE_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/etc/fonts",
)
_LIBRARY = re.compile(r"/\S*lib(?:pango|harfbuzz|fontconfig|freetype)[^/\s]*$")

DigestOf = Callable[[Path], str]
"""The digest of a file's bytes, "" where it cannot be read."""


def machine_digest(faces: Faces, digest_of: DigestOf) -> str:
    """One digest of the program's own code, the libraries' versions and the files of the faces.

    Of families that no role uses only the names count: a character that none of ours has is an error.
    """
    known = face_files()
    used = sorted({file for family in _families(faces) for file in known.get(family, ())})
    parts = [f"{path.relative_to(PROGRAM)} {digest_of(path)}" for path in sorted(program_files())]
    parts += [f"{name} {_version(name)}" for name in _PACKAGES]
    parts += [f"python {sys.version}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    parts += _libraries()
    # Which face lends its marks is said nowhere in the style sheet.
    parts += faces.marks
    parts += [f"{path.name} {digest_of(path)}" for path in used]
    parts += sorted(known)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def face_places(faces: Faces) -> tuple[Path, ...]:
    """Where a change of the faces or of the libraries shows: their files, and the folders of all faces, those
    too that are not there."""
    known = face_files()
    used = {file for family in _families(faces) for file in known.get(family, ())}
    folders = {file.parent for files in known.values() for file in files}
    for place in (*(Path(folder).expanduser() for folder in _FACE_FOLDERS), face_folder()):
        # A face that is put into a folder without any is told by the time of that folder.
        folders |= {place, *(Path(folder) for folder, _, _ in os.walk(place))}
    return tuple(sorted({*used, *folders, *_library_files()}))


def program_files() -> Iterable[Path]:
    return PROGRAM.rglob("*.py")


def _families(faces: Faces) -> frozenset[str]:
    return frozenset({*faces.marks, *(family for stack in faces.stacks.values() for family in stack)})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _libraries() -> list[str]:
    pango, harfbuzz = open_library(_ffi, *_PANGO), open_library(_ffi, *_HARFBUZZ)
    fontconfig = open_library(_ffi, *FONTCONFIG)
    return [
        f"pango {_ffi.string(pango.pango_version_string()).decode()}",
        f"harfbuzz {_ffi.string(harfbuzz.hb_version_string()).decode()}",
        f"fontconfig {fontconfig.FcGetVersion()}",
    ]


def _library_files() -> set[Path]:
    """The files of the libraries that this process has loaded, where the system tells (Linux)."""
    _libraries()
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return {Path(found[0]) for line in lines if (found := _LIBRARY.search(line))}
