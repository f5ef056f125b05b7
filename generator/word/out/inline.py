"""Text with emphasis, links and notes, from the safe HTML of a bulletin to runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.word.out.supplies import Supplies
from generator.word.out.xml import PLAIN, Setting, line_break, make, run

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LEFT_OUT = frozenset({"img", "figure", "ul", "ol", "table", "blockquote"})
"""What stands in a line of HTML and is a block of its own here."""


@dataclass(frozen=True, slots=True)
class Look:
    """`style` is a character style, `link` an address on the web."""

    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, or a call of the footnote `note`, an element of HTML."""

    text: str
    look: Look = Look()
    note: Any = None


BREAK = Piece("\n")
"""The end of a line, where the text wants one. In text itself a line's end is a blank."""


def pieces_of(element: Any, look: Look | None = None) -> list[Piece]:
    """What `element` says, its blanks as a browser shows them."""
    return _tidy(_pieces(element, look or Look()))


def runs_of(pieces: Iterable[Piece], supplies: Supplies | None, setting: Setting = PLAIN) -> list[Any]:
    """Runs for a paragraph. Without `supplies`, as in a note, links are text alone and there are no notes."""
    runs: list[Any] = []
    for piece in pieces:
        if piece.note is not None:
            if supplies is not None:
                runs.append(supplies.note(runs_of(pieces_of(piece.note), None)))
        elif piece is BREAK:
            runs.append(line_break())
        elif not piece.text:
            continue
        elif piece.look.link and supplies is not None:
            relation = {"r:id": supplies.link(piece.look.link)}
            runs.append(make("w:hyperlink", relation, run(piece.text, piece.look.style, setting)))
        else:
            runs.append(run(piece.text, piece.look.style, setting))
    return runs


def _pieces(element: Any, look: Look) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, look)
    for child in element:
        if isinstance(child.tag, str):
            yield from _inside(child, look)
        if child.tail:
            yield Piece(child.tail, look)


def _inside(child: Any, look: Look) -> Iterator[Piece]:
    classes = (child.get("class") or "").split()
    if child.tag == "br":
        yield BREAK
    elif "footnote" in classes:
        yield Piece("", look, child)
    elif child.tag in _LEFT_OUT or "footnote-ref" in classes or "continued" in classes:
        return
    elif child.tag in ("strong", "b"):
        yield from _pieces(child, replace(look, style="Strong"))
    elif child.tag in ("em", "i"):
        yield from _pieces(child, replace(look, style="Emphasis"))
    elif child.tag == "a" and (child.get("href") or "").startswith("http"):
        yield from _pieces(child, replace(look, link=child.get("href")))
    else:
        yield from _pieces(child, look)


def _tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """Runs of blanks as one, none at the ends of lines; a line's end only between lines."""
    tidy: list[Piece] = []
    for piece in pieces:
        if piece is BREAK or piece.note is not None:
            tidy.append(piece)
            continue
        text = _BLANKS.sub(" ", piece.text)
        if _at_line_start(tidy) or tidy[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            tidy.append(replace(piece, text=text))
    while tidy and not tidy[-1].text.strip() and tidy[-1].note is None:
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
    return tidy


def _at_line_start(pieces: list[Piece]) -> bool:
    return not pieces or pieces[-1] is BREAK
