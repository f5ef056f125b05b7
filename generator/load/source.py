"""Bytes of a content file into text, and findings at places in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Place

LARGEST = 1024 * 1024
"""Bytes of a text file; more is a file that was pasted full of pictures or exported from elsewhere."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """A text file. `name` is relative to the site; line ends are `\\n`; `lines` are without them."""

    name: str
    text: str
    lines: tuple[str, ...]

    def finding(self, code: str, place: Place, **data: Any) -> Diagnostic:
        """A finding at a place of this file, with the line that stands there."""
        line = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        return Diagnostic(code, place, data, line)

    def at(self, line: int, column: int = 1) -> Place:
        return Place(self.name, line, column)


def make_source(name: str, text: str) -> Source:
    """A source from text with any line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, text, tuple(text.split("\n")))


def site_name(path: Path, root: Path) -> str:
    """A path as findings name it: relative to the site, with `/`, and printable in any case."""
    try:
        relative = path.relative_to(root)
    except ValueError:
        relative = path
    return relative.as_posix().encode("utf-8", "replace").decode("utf-8")


def read_source(path: Path, root: Path) -> tuple[Source | None, list[Diagnostic]]:
    """The text of a file of the site, or what keeps it from being read.

    UTF-8 with or without a byte order mark; GB 18030 is read with a notice; all else is an error.
    """
    name = site_name(path, root)
    data, findings = read_bytes(path, root)
    if data is None:
        return None, findings
    text, findings = decode(data, name)
    return (make_source(name, text), findings) if text is not None else (None, findings)


def decode(data: bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of `data`; None where it is no text or empty."""
    data = data.removeprefix(_BOM)
    if not data.strip():
        return None, [Diagnostic("file-empty", Place(name))]
    if b"\0" in data:
        return None, [Diagnostic("file-binary", Place(name))]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        start = error.start
    text = _decode_gb18030(data)
    if text is not None:
        return text, [Diagnostic("file-gb18030", Place(name))]
    good = data[:start].decode("utf-8")
    if not any(character > "\x7f" for character in good) and _mostly_control(data):
        return None, [Diagnostic("file-binary", Place(name))]
    line = good.count("\n") + 1
    excerpt = good.rsplit("\n", 1)[-1]
    return None, [Diagnostic("file-encoding", Place(name, line, len(excerpt) + 1), excerpt=excerpt)]


def check_file(
    path: Path, root: Path, largest: int = LARGEST, too_large: str = "file-too-large"
) -> list[Diagnostic]:
    """What keeps a file of the site from being read, before it is opened. Of more than `largest` bytes, the
    finding has the code `too_large` and says how many times as large it is."""
    name = site_name(path, root)
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return [Diagnostic("file-outside", Place(name))]
        if path.exists() and not path.is_file():
            # A pipe or a device would be waited for without end.
            return [Diagnostic("file-unreadable", Place(name), {"reason": "它不是普通文件"})]
        size = path.stat().st_size
    except OSError as error:
        return [Diagnostic("file-unreadable", Place(name), {"reason": reason(error)})]
    if size > largest:
        return [Diagnostic(too_large, Place(name), {"size": f"{size / largest:.1f}"})]
    return []


def read_bytes(
    path: Path, root: Path, largest: int = LARGEST, too_large: str = "file-too-large"
) -> tuple[bytes | None, list[Diagnostic]]:
    """A file's bytes, or what keeps it from being read; `largest` and `too_large` as in `check_file`."""
    findings = check_file(path, root, largest, too_large)
    if findings:
        return None, findings
    try:
        return path.read_bytes(), []
    except OSError as error:
        return None, [Diagnostic("file-unreadable", Place(site_name(path, root)), {"reason": reason(error)})]


def reason(error: OSError) -> str:
    """Why a file could not be used, in the editor's language."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "它是文件夹"
    return error.strerror or type(error).__name__


def _decode_gb18030(data: bytes) -> str | None:
    """The text, if it is plausible GB 18030: the encoding accepts nearly any bytes, so Chinese text
    must show common characters (those of GB 2312) and no private or control ones."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [character for character in text if character > "\x7f"]
    if any(_is_control(character) or "\ue000" <= character <= "\uf8ff" for character in text):
        return None
    common = sum(_in_gb2312(character) for character in foreign)
    return text if foreign and common >= 0.8 * len(foreign) else None


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_control(character: str) -> bool:
    return (character < " " and character not in "\t\n\r\f\v") or "\x7f" <= character <= "\x9f"


def _mostly_control(data: bytes) -> bool:
    head = data[:4096]
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\v" for byte in head)
    return strange > len(head) // 50
