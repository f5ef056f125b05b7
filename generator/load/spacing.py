"""Chinese white space in a tree of HTML: which blanks and line ends of the source are printed.

A line end between two Chinese characters is nothing, elsewhere it is a space; no space stands between
Han and Latin or digits (house rule), across emphasis too; none at the ends of a block.
Code keeps its blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

_BLOCKS = (
    {"div", "p", "ul", "ol", "li", "blockquote", "figure", "figcaption", "hr", "br"}
    | {"table", "thead", "tbody", "tr", "th", "td", "caption"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
_EDGE, _CODE, _OBJECT = "\x00", "\x01", "\x02"
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_ALWAYS_WIDE = frozenset("“”‘’…—·")
_QUOTES = frozenset("“”‘’")
_LATIN_SIGNS = frozenset("%‰℃°")


class Run(NamedTuple):
    """Text of the tree, in reading order: the element and whether it is its tail; None for a mark."""

    element: Element | None
    is_tail: bool
    text: str


def set_spacing(root: Element) -> None:
    """Puts the white space of all texts below `root` right."""
    runs = list(_runs(root))
    whole = "".join(run.text for run in runs)
    seams = set(accumulate(len(run.text) for run in runs))
    edits = [edit for match in _BLANKS.finditer(whole) if (edit := _edit(match, whole, seams))]
    if not edits:
        return
    start = 0
    position = 0
    for run in runs:
        end = start + len(run.text)
        if run.element is not None:
            while position < len(edits) and edits[position][1] <= start:
                position += 1
            text = _apply(run.text, start, edits, position)
            if run.is_tail:
                run.element.tail = text
            else:
                run.element.text = text
        start = end


def tidy(text: str) -> str:
    """The same for a text that stands alone."""
    holder = Element("p")
    holder.text = _INVISIBLE.sub("", text)
    set_spacing(holder)
    return holder.text or ""


def drop_invisible(text: str) -> str:
    """Without zero-width characters, which come along when text is copied from the web."""
    return _INVISIBLE.sub("", text)


def _runs(element: Element) -> Iterator[Run]:
    tag = element.tag
    block = tag in _BLOCKS
    if block:
        yield Run(None, False, _EDGE)
    if tag == "code":
        yield Run(None, False, _CODE)
    elif tag in ("sup", "img"):
        yield Run(None, False, _OBJECT)
    else:
        if element.text:
            yield Run(element, False, element.text)
        for child in element:
            yield from _runs(child)
            if child.tail:
                yield Run(child, True, child.tail)
    if block:
        yield Run(None, False, _EDGE)


def _edit(match: re.Match[str], whole: str, seams: set[int]) -> tuple[int, int, str] | None:
    """The blanks of a match as they are printed; None where they stay. `seams` are where elements meet:
    blanks there belong to the marks of emphasis."""
    start, end = match.span()
    at_seam = any(offset in seams for offset in range(start, end + 1))
    before = whole[start - 1] if start else _EDGE
    after = whole[end] if end < len(whole) else _EDGE
    # A quotation mark beside a Latin letter stands in Latin text: “so” and not 说“so”.
    if before in _QUOTES and start > 1 and _is_latin(whole[start - 2]):
        before = whole[start - 2]
    if after in _QUOTES and end + 1 < len(whole) and _is_latin(whole[end + 1]):
        after = whole[end + 1]
    blank = _blank(before, after, match[0], at_seam)
    return (start, end, blank) if blank != match[0] else None


def _blank(before: str, after: str, written: str, at_seam: bool) -> str:
    """What is printed for the blanks `written` between two characters."""
    if _EDGE in (before, after) or _OBJECT in (before, after):
        return ""
    if "\u3000" in written:  # an ideographic space inside a line is meant
        return "\u3000" * written.count("\u3000")
    wide = is_wide(before), is_wide(after)
    if all(wide) and ("\n" in written or at_seam):
        return ""
    if (wide[0] and _is_latin(after)) or (wide[1] and _is_latin(before)):
        return ""
    return " "


def _apply(text: str, start: int, edits: list[tuple[int, int, str]], position: int) -> str:
    """`text`, which stands at `start`, after the edits from `position` on that touch it."""
    pieces, last, end = [], 0, start + len(text)
    while position < len(edits) and edits[position][0] < end:
        first, final, blank = edits[position]
        pieces.append(text[last : max(first - start, 0)])
        if first >= start:  # a run of blanks across elements is printed where it begins
            pieces.append(blank)
        last = min(final - start, len(text))
        position += 1
    return "".join([*pieces, text[last:]])


@cache
def is_wide(character: str) -> bool:
    """Han, kana, full-width forms and the punctuation that Chinese text sets at full width."""
    return character in _ALWAYS_WIDE or unicodedata.east_asian_width(character) in "WF"


def _is_latin(character: str) -> bool:
    return character == _CODE or character in _LATIN_SIGNS or (character.isalnum() and not is_wide(character))
