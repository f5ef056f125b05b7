"""From a bulletin's HTML to its print PDF."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.logger import LOGGER
from weasyprint.urls import URLFetcherResponse

from generator.diagnostics import Diagnostic
from generator.model.mark import Mark
from generator.typeset import contents, hook
from generator.typeset.characters import FULL_WIDTH_MARKS
from generator.typeset.embedding import finish
from generator.typeset.faces import Faces
from generator.typeset.foot import settle_foot
from generator.typeset.line_numbers import NumberedLines, SetLine, numbered_lines, with_line_numbers
from generator.typeset.parts import DocumentParts, document_parts
from generator.typeset.places import source_places
from generator.typeset.recent import Recent
from generator.typeset.shaping import TypeCase
from generator.typeset.streams import pack, packed_streams

# Addresses that a page may name lie below this one; nothing else is ever fetched.
_BASE = "file:///bulletin/"


@dataclass(frozen=True)
class Press:
    """What all documents of a process share: the faces with their shaped characters, the style sheet.

    `case` and `packed` remember what was set and packed a moment ago, so that a document that differs
    little from one before it is made quickly. Its bytes are the same without that.
    """

    faces: Faces
    case: TypeCase
    sheet: CSS
    counters: CounterStyle
    packed: Recent[bytes]


@dataclass(frozen=True)
class Typeset:
    """A finished PDF. `borrowed`: (face wanted, face used) → the characters that came from it. `places` are
    those of source lines, by page from 1, where they were wanted. `parts` are what stands on the pages.
    `tagged` are the same pages with marks of their structure (ISO 32000-1, 14.7), where they were wanted.
    `lines` are those of blocks that ask for them, by name, where lines are numbered."""

    pdf: bytes
    pages: int
    borrowed: Mapping[tuple[str, str], str]
    parts: DocumentParts
    places: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)
    tagged: bytes = b""
    lines: Mapping[str, tuple[SetLine, ...]] = field(default_factory=dict)


def make_press(faces: Faces, stylesheet: str) -> Press:
    """Prepare a process for typesetting. Raises RuntimeError where WeasyPrint is of an untested version."""
    hook.install()
    case = TypeCase(faces.marks)
    counters = CounterStyle()
    sheet = CSS(
        string=f"{stylesheet}\n{contents.RULE}",
        font_config=case,
        counter_style=counters,
        url_fetcher=_no_address,
        base_url=_BASE,
    )
    return Press(faces, case, sheet, counters, packed_streams())


def typeset(
    press: Press,
    html: str,
    files: Mapping[str, bytes],
    *,
    even_foot: bool = False,
    places: bool = False,
    numbered: bool = False,
    tagged: bool = False,
) -> tuple[Typeset | None, list[Diagnostic]]:
    """Set `html`. `files` are the pictures that it may show, by their address in it.

    `even_foot`: the foot stands on an even page, for offices that bind duplex. `numbered`: every line has a
    number beside it, as in proofs. `tagged`: the document is written a second time, with tags. A character
    that no face has is an error and gives no PDF.
    """
    press.case.begin_document()
    with _listening() as remarks:
        document = _lay_out(press, html, files)
        if even_foot and len(document.pages) % 2:
            document = _lay_out(press, html.replace('<body class="', '<body class="even-foot ', 1), files)
        misplaced = settle_foot(document)
        contents.fill_contents(document)
        found_places = source_places(document) if places else {}
        parts = document_parts(document)
        pdf = _written(press, document)
        lines = numbered_lines(document) if numbered else NumberedLines({}, {})
        if numbered:
            pdf = with_line_numbers(pdf, lines.places)
    findings = [*misplaced, *(Diagnostic("page-remark", data={"text": text}) for text in remarks)]
    if press.case.missing:
        missing = "".join(sorted(press.case.missing))
        return None, [*findings, *(Diagnostic("glyph-missing", data=_named(char)) for char in missing)]
    borrowed = {
        pair: "".join(sorted(chars - FULL_WIDTH_MARKS))
        for pair, chars in press.case.used.items()
        if chars - FULL_WIDTH_MARKS
    }
    with_tags = _written(press, document, tagged=True) if tagged else b""
    made = Typeset(pdf, len(document.pages), borrowed, parts, found_places, with_tags, lines.blocks)
    return made, findings


def _lay_out(press: Press, html: str, files: Mapping[str, bytes]) -> Any:
    source = HTML(string=html, base_url=_BASE + "index.html", url_fetcher=_fetcher(files))
    return source.render(stylesheets=[press.sheet], font_config=press.case, counter_style=press.counters)


def _written(press: Press, document: Any, *, tagged: bool = False) -> bytes:
    """The laid-out document as a PDF. Tags make it larger by up to a sixth, and are not for the print."""
    target = io.BytesIO()
    version = "1.4" if tagged else None
    document.write_pdf(target, finisher=partial(_finish, press), pdf_tags=tagged, pdf_version=version)
    return target.getvalue()


def _finish(press: Press, document: Any, pdf: Any) -> None:
    finish(document, pdf)
    pack(pdf, press.packed)


def _named(char: str) -> dict[str, str]:
    return {"char": char, "code": f"U+{ord(char[0]):04X}"}


def _fetcher(files: Mapping[str, bytes]) -> Any:
    """Gives the pictures in `files` and an empty sheet for the page's own style sheets; nothing else."""

    def fetch(url: str, *_: Any, **__: Any) -> URLFetcherResponse:
        address = unquote(urlsplit(url).path).removeprefix("/bulletin/")
        if address in files:
            return URLFetcherResponse(url, files[address], {})
        if address.endswith(".css"):
            return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})
        raise ValueError(f"not an address of this site: {url}")

    return fetch


def _no_address(url: str, *_: Any, **__: Any) -> URLFetcherResponse:
    raise ValueError(f"a style sheet may fetch nothing: {url}")


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile, each remark once."""
    remarks: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            if record.levelno >= logging.WARNING and text not in remarks:
                remarks.append(text)

    keeper = Keeper()
    LOGGER.addHandler(keeper)
    try:
        yield remarks
    finally:
        LOGGER.removeHandler(keeper)
