"""Reading everything that a build wrote, and looking in it for what was planted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Generic, TypeVar

import pikepdf
import pypdfium2
from identifiers_made import HAN

T = TypeVar("T", str, bytes)
_TAG = re.compile(r"<[^>]*>")
_NOT_LETTERS = re.compile(r"[\W_]+")
_DIGITS = {ord(han): str(digit) for digit, han in enumerate(HAN)} | {ord("零"): "0", ord("幺"): "1"}


def flat(text: str) -> str:
    """A text without anything that could part the characters of an identifier, in small letters."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower()


def with_digits(text: str) -> str:
    """The same with Han digits as Arabic ones, as an identifier may be written."""
    return flat(text).translate(_DIGITS)


def texts_below(folder: Path) -> Iterator[tuple[str, str]]:
    """File and text of everything readable: files as they are, text, objects and metadata of PDFs."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        yield f"{name} (name)", name
        if path.suffix == ".pdf":
            yield from ((f"{name} {part}", text) for part, text in _pdf_texts(path))
        elif path.suffix not in (".jpg", ".png", ".otf", ".ttf", ".woff2"):
            text = path.read_text(encoding="utf-8")
            yield name, text
            yield f"{name} (words)", unescape(_TAG.sub("", text))


def raw_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """File and bytes of everything, the streams of PDFs decompressed."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        yield name, path.read_bytes()
        if path.suffix == ".pdf":
            with pikepdf.open(path) as document:
                for number, thing in enumerate(document.objects):
                    if isinstance(thing, pikepdf.Stream):
                        yield f"{name} object {number}", _stream(thing)


def _stream(stream: pikepdf.Stream) -> bytes:
    """Decompressed; a JPEG as it is."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def left_in(folder: Path, secrets: Iterable[str]) -> list[str]:
    """Which secrets stand in any byte or text below `folder`, and where."""
    secrets = list(secrets)
    plain = Wanted({flat(secret): secret for secret in secrets})
    counted = Wanted({with_digits(secret): secret for secret in secrets})
    found = []
    for name, text in texts_below(folder):
        there = plain.found_in(flat(text)) | counted.found_in(with_digits(text))
        found += [f"{secret} in {name}" for secret in sorted(there)]
    encoded = [
        Wanted({secret.encode(encoding): secret for secret in secrets})
        for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
    ]
    for name, data in raw_below(folder):
        there = set().union(*(wanted.found_in(data) for wanted in encoded))
        found += [f"{secret} in the bytes of {name}" for secret in sorted(there)]
    return found


class Wanted(Generic[T]):
    """Many strings (or strings of bytes) looked for at once: by their first characters, then whole."""

    def __init__(self, secrets: Mapping[T, str]) -> None:
        self._length = min((len(key) for key in secrets), default=0)
        self._heads: dict[T, list[tuple[T, str]]] = {}
        for key, secret in secrets.items():
            self._heads.setdefault(key[: self._length], []).append((key, secret))

    def found_in(self, hay: T) -> set[str]:
        length, heads = self._length, self._heads
        starts = [at for at in range(len(hay) - length + 1) if hay[at : at + length] in heads]
        return {
            secret
            for at in starts
            for key, secret in heads[hay[at : at + length]]
            if hay[at : at + len(key)] == key
        }


def _pdf_texts(path: Path) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, 1):
        yield f"page {number}", page.get_textpage().get_text_range()
    document.close()
    with pikepdf.open(path) as opened:
        yield "strings", "\n".join(_strings(opened))


def _strings(document: pikepdf.Pdf) -> Iterator[str]:
    """Every string of every object: titles, ActualText, bookmarks, links, alternative texts, XMP."""
    for thing in document.objects:
        yield from _strings_of(thing)
        if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
            yield thing.read_bytes().decode("utf-8", "replace")


def _strings_of(thing: object, depth: int = 0) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118
            yield from _strings_of(thing[key], depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            yield from _strings_of(item, depth + 1)
