"""The lock of a signed issue as a file: a line for each paragraph, as version control likes it.

Each line begins with a digest of what follows, and the last line counts them and has a digest of all: a file
that somebody has edited, or that was cut off, can be told from one that the program wrote, and where.
"""

from __future__ import annotations

import hashlib
import re

from generator.model.final import PICTURE, Final, Said

VERSION = 1
_HEAD = "定稿留底"
_EXPLAINED = "这一期定稿时印出的全部文字，一段一行；图片只记摘要。程序写的，请勿改动。"
_FIRST = re.compile(rf"{_HEAD} (?P<version>\d{{1,6}}) (?P<title>.*)")
_LINE = re.compile(r"(?P<digest>[0-9a-f]{8}) (?P<rest>(?P<kind>[a-z][a-z0-9]*) (?P<text>.*))")
_PICTURE = re.compile(r"(?P<digest>[0-9a-f]{16}) (?P<path>.+)", re.DOTALL)
_LAST = re.compile(r"共 (?P<count>\d{1,9}) 行 (?P<digest>[0-9a-f]{16})")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\x0b": "\\v", "\x0c": "\\f"}
_ESCAPES |= {char: f"\\u{ord(char):04x}" for char in "\x1c\x1d\x1e\x85\u2028\u2029"}
"""Characters that would begin another line, or look as one of these."""
_RAW = {escaped: char for char, escaped in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\(?:u[0-9a-f]{4}|.)", re.DOTALL)
_HEADER_LINES = 3


class FinalError(ValueError):
    """Text that is no lock; `reason` in the editors' words, at `line` and `column` from 1. `version` is that
    of a newer format, else 0."""

    def __init__(self, reason: str, line: int = 1, column: int = 1, version: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column, self.version = reason, line, column, version


def to_text(final: Final) -> str:
    """The lock as it is kept."""
    body = [_written(one) for one in final.said]
    lines = [f"{_HEAD} {VERSION} {_escaped(final.title)}", _EXPLAINED, "", *body]
    lines.append(f"共 {len(body)} 行 {_whole(final.title, body)}")
    return "\n".join(lines) + "\n"


def from_text(text: str) -> Final:
    """What `to_text` has written, also with another system's ends of lines. Raises FinalError otherwise."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    first = _FIRST.fullmatch(lines[0])
    if first is None:
        raise FinalError("开头不是程序写的样子")
    if int(first["version"]) > VERSION:
        raise FinalError("", version=int(first["version"]))
    last = _LAST.fullmatch(lines[-1])
    body = lines[_HEADER_LINES : -1 if last else None]
    said = tuple(_read(line, number) for number, line in enumerate(body, start=_HEADER_LINES + 1))
    if last is None:
        raise FinalError("末尾不全，少了最后一行", len(lines))
    if int(last["count"]) != len(body):
        raise FinalError(f"留底时是 {last['count']} 行，现在是 {len(body)} 行", len(lines))
    title = _raw(first["title"])
    if last["digest"] != _whole(title, body):
        raise FinalError("留底以后被改动过", len(lines))
    return Final(title, said)


def digest_of(data: bytes) -> str:
    """What the bytes of a picture are known by."""
    return hashlib.sha256(data).hexdigest()[:16]


def _written(one: Said) -> str:
    text = f"{one.digest} {one.text}" if one.kind == PICTURE else one.text
    rest = f"{one.kind} {_escaped(text)}"
    return f"{_short(rest)} {rest}"


def _read(line: str, number: int) -> Said:
    match = _LINE.fullmatch(line)
    if match is None:
        raise FinalError("这一行不是程序写的样子", number)
    if match["digest"] != _short(match["rest"]):
        raise FinalError("这一行留底以后被改动过", number, match.start("text") + 1)
    text = _raw(match["text"])
    if match["kind"] != PICTURE:
        return Said(match["kind"], text)
    picture = _PICTURE.fullmatch(text)
    if picture is None:
        raise FinalError("这一行不是程序写的样子", number, match.start("text") + 1)
    return Said(PICTURE, picture["path"], picture["digest"])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _whole(title: str, body: list[str]) -> str:
    text = "\n".join((title, *body))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _raw(text: str) -> str:
    return _ESCAPED.sub(lambda match: _RAW.get(match[0], match[0]), text)
