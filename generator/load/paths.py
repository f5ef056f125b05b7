"""Paths that editors write: where they may lead, and whether what they name is there."""

from __future__ import annotations

import posixpath
import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from PIL import Image

from generator.diagnostics.near import path_suggestion

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
MOST_PIXELS = 60_000_000
"""Pixels of a picture: a good camera has 50 million; more would only fill the memory."""

_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a path: a code of the catalogue and its data."""

    code: str
    data: dict[str, Any]


def check_form(path: str, example: str) -> Fault | None:
    """A path must be relative to content/ and lead no way up (content-format.md, keys and values)."""
    data = {"path": path, "example": example}
    if path.startswith(("/", "\\", "~")) and not path.startswith("//"):
        return Fault("path-absolute", data)
    if _DRIVE.match(path) or path.lower().startswith("file:"):
        return Fault("path-absolute", data)
    if _ADDRESS.match(path):
        return Fault("path-address", data)
    if ".." in path.replace("\\", "/").split("/"):
        return Fault("path-up", data)
    return None


def clean(path: str) -> str:
    """`./media\\a.jpg` is `media/a.jpg`; the way up is kept where it is inside."""
    return posixpath.normpath(path.strip().replace("\\", "/"))


@dataclass
class Pictures:
    """The pictures of one site; each file is looked at once, however many reports show it."""

    root: Path
    _looked: dict[Path, Fault | None] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.root / "content"

    def find(self, path: str) -> tuple[str | None, Fault | None]:
        """A picture that front matter names: its path relative to content/, or what is wrong."""
        example = self._example(path)
        fault = check_form(path, example)
        if fault:
            return None, fault
        return self._checked(clean(path), path)

    def find_in_text(self, path: str, report: str) -> tuple[str | None, Fault | None]:
        """The same for Markdown, where a path may also be relative to the report (`report`, in content/)."""
        example = self._example(path)
        fault = check_form(path, example)
        if fault and fault.code != "path-up":
            return None, fault
        for one in dict.fromkeys((path, unquote(path))):
            beside = clean(posixpath.join(posixpath.dirname(report), one))
            for candidate in (clean(one), beside):
                if not candidate.startswith("..") and self._is_file(candidate):
                    return self._checked(candidate, path)
        if fault:
            return None, Fault("path-outside" if self._leads_out(path, report) else "path-up", fault.data)
        return self._checked(clean(path), path)

    def _leads_out(self, path: str, report: str) -> bool:
        return clean(posixpath.join(posixpath.dirname(report), path)).startswith("..")

    def _is_file(self, path: str) -> bool:
        try:
            return (self.content / path).is_file()
        except (OSError, ValueError):
            return False

    def _checked(self, path: str, written: str) -> tuple[str | None, Fault | None]:
        if not self._is_file(path):
            return None, Fault("photo-missing", {"path": written, "near": self._near(path)})
        file = (self.content / path).resolve()
        if not file.is_relative_to(self.content.resolve()):
            return None, Fault("path-outside", {"path": written, "example": self._example(path)})
        if file not in self._looked:
            self._looked[file] = look(file)
        fault = self._looked[file]
        return (None, Fault(fault.code, {**fault.data, "path": written})) if fault else (path, None)

    def _near(self, path: str) -> str:
        """Files with a like name; only looked for when something is missing."""
        files = [
            file.relative_to(self.content).as_posix()
            for folder in (self.content / "media", (self.content / path).parent)
            if folder.is_dir()
            for file in sorted(folder.rglob("*"))[:5000]
            if file.is_file() and file.is_relative_to(self.content)
        ]
        return path_suggestion(path, files, "请把图片放进 content/media 文件夹，并核对文件名和扩展名")

    def _example(self, path: str) -> str:
        name = posixpath.basename(path.replace("\\", "/").rstrip("/"))
        return f"media/{name}" if name and name != ".." else "media/a.jpg"


def look(file: Path) -> Fault | None:
    """Whether a file is a whole picture that can be printed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    return Fault("photo-too-large", {"width": width, "height": height})
                if picture.format not in FORMATS:
                    return Fault("photo-format", {"format": picture.format})
                if picture.format == "JPEG" and not _jpeg_ends(picture):
                    return Fault("photo-broken", {})
                picture.verify()
    except Image.DecompressionBombError:
        return Fault("photo-too-large", {"width": "上万", "height": "上万"})
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError):
        # Pillow's readers raise any of these on damaged bytes.
        return Fault("photo-broken", {})
    return None


def _jpeg_ends(picture: Image.Image) -> bool:
    """Whether the scan has its end marker: Pillow's check of a JPEG does not see one that is cut off.

    Opening stops at the start of the scan, so that thumbnails in the header are passed already.
    """
    stream = getattr(picture, "fp", None)
    return stream is None or b"\xff\xd9" in stream.read()
