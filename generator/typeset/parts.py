"""What the laid-out pages consist of: titles, paragraphs, cells, photos, with their lines and places.

A finished PDF tells where glyphs stand but not what they are. What a proofreader of pages has to know of
that is taken from WeasyPrint's boxes, once they are where they will be printed. Lengths are in points from
a page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure import boxes

TITLE: Final = "title"
HEADING: Final = "heading"
PARAGRAPH: Final = "paragraph"
ENTRY: Final = "entry"
CELL: Final = "cell"
CAPTION: Final = "caption"
TABLE_CAPTION: Final = "table caption"
HEAD_CELL: Final = "head cell"
MASTHEAD: Final = "masthead"
FOOT: Final = "foot"
NOTE: Final = "note"
FIGURE: Final = "figure"

_POINTS = 0.75
"""Of a CSS pixel."""
_BY_CLASS: Mapping[str, str] = {
    **dict.fromkeys(("title", "annex-title", "sheet-title", "slip-title"), TITLE),
    **dict.fromkeys(
        ("subtitle", "section-name", "contents-section", "annex-label", "cases-heading", "case-head"), HEADING
    ),
    **dict.fromkeys(("masthead",), MASTHEAD),
    **dict.fromkeys(("foot",), FOOT),
}
_BY_TAG: Mapping[str, str] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("p", "li"), PARAGRAPH),
    **{"td": CELL, "th": HEAD_CELL, "figcaption": CAPTION, "caption": TABLE_CAPTION},
}
_WHOLE = frozenset({TITLE, HEADING, MASTHEAD, FOOT, NOTE, CELL, HEAD_CELL, CAPTION, TABLE_CAPTION, ENTRY})
"""What all text inside is part of, whatever blocks it stands in."""


@dataclass(frozen=True, slots=True)
class Frame:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text as it is set, without blanks at its ends and without the calls of footnotes; `forced`:
    it ends here because the text says so."""

    text: str
    left: float
    right: float
    forced: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One block of text or one picture on one page.

    `key` is the same for what goes on on the next page. `frame` is its border box; that of a cell is the
    cell's. `address` is the anchor that an entry of the contents leads to, or the address of a photo.
    `table` numbers the tables of the document, from 1; 0 for what stands in none.
    """

    role: str
    key: int
    frame: Frame
    rows: tuple[Row, ...] = ()
    address: str = ""
    table: int = 0

    @property
    def text(self) -> str:
        return "".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class PageParts:
    """`area` is the type area; `parts` are in the order of the text, notes at the page's foot last.
    `tables` are what each table takes on this page, by number; `mark` is what the mark of a draft says."""

    area: Frame
    parts: tuple[Part, ...]
    tables: Mapping[int, Frame]
    mark: str = ""

    @property
    def flow(self) -> tuple[Part, ...]:
        """Without footnotes, which stand below whatever the page ends with."""
        return tuple(part for part in self.parts if part.role != NOTE)


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """`first` tells for every anchor the page, from 1, on which the first text or picture in it stands."""

    pages: tuple[PageParts, ...]
    first: Mapping[str, int]


def document_parts(document: Any) -> DocumentParts:
    """What stands on the pages of WeasyPrint's `document`, its foot settled and its contents filled in."""
    reader = _Reader()
    pages = tuple(reader.page(page._page_box, number) for number, page in enumerate(document.pages, start=1))
    return DocumentParts(pages, reader.first)


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds a box: the role that it has from there, anchors, the number of its table, its cell."""

    role: str = ""
    anchors: tuple[str, ...] = ()
    table: int = 0
    frame: Frame | None = None
    contents: bool = False


class _Reader:
    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self._number = 0
        self._tables: dict[int, int] = {}
        self._frames: dict[int, Frame] = {}
        self._mark = ""

    def page(self, box: Any, number: int) -> PageParts:
        self._number, self._frames, self._mark = number, {}, ""
        left, top = box.content_box_x(), box.content_box_y()
        area = _frame(left, top, left + box.width, top + box.height)
        parts = list(self._inside(box, _Around()))
        parts.sort(key=lambda part: part.role == NOTE)
        return PageParts(area, tuple(parts), self._frames, self._mark)

    def _inside(self, box: Any, around: _Around) -> Iterator[Part]:
        """The parts in `box`."""
        rows = [child for child in box.children if isinstance(child, boxes.LineBox)]
        if rows:
            yield from self._lines(box, rows, around)
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                for inner in _atomic(child):
                    yield from self._block(inner, around)
            elif not isinstance(child, boxes.MarginBox):
                yield from self._block(child, around)

    def _block(self, box: Any, around: _Around) -> Iterator[Part]:
        names = _classes(box)
        if "draft-mark" in names:
            self._mark = "".join(box.element.itertext()).strip()
            return
        if box.element_tag == "tr" and "continued" in names:
            return
        around = self._around(box, names, around)
        if isinstance(box, boxes.ReplacedBox):
            element = box.element
            address = element.get("src") or "" if element is not None and element.tag == "img" else ""
            yield self._part(Part(FIGURE, id(element), _border(box), address=address), around)
        elif isinstance(box, boxes.ParentBox):
            yield from self._inside(box, around)

    def _around(self, box: Any, names: list[str], around: _Around) -> _Around:
        role, anchors, table, frame = around.role, around.anchors, around.table, around.frame
        contents = around.contents or "contents" in names
        if isinstance(box, boxes.FootnoteAreaBox):
            role = NOTE
        elif role not in _WHOLE:
            named = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "")
            role = named or (_BY_TAG.get(box.element_tag, role))
            if contents and box.element_tag == "li":
                role = ENTRY
        if box.element is not None and (anchor := box.element.get("id")) and _own(box):
            anchors = (*anchors, anchor)
        if isinstance(box, boxes.TableBox):
            table = self._tables.setdefault(id(box.element), len(self._tables) + 1)
            self._frames[table] = _border(box)
        elif isinstance(box, boxes.TableCellBox):
            frame = _border(box)
        return _Around(role, anchors, table, frame, contents)

    def _lines(self, box: Any, lines: list[Any], around: _Around) -> Iterator[Part]:
        rows = tuple(row for row in map(_row, lines) if row.text)
        if rows:
            frame = around.frame or _border(box)
            address = _target(lines) if around.role == ENTRY else ""
            role = around.role or PARAGRAPH
            yield self._part(Part(role, id(box.element), frame, rows, address, around.table), around)

    def _part(self, part: Part, around: _Around) -> Part:
        """The part, after noting that its anchors have come to this page."""
        for anchor in around.anchors:
            self.first.setdefault(anchor, self._number)
        return part


def _row(line: Any) -> Row:
    texts = [box for box in _texts(line) if box.text.strip()]
    text = "".join(box.text for box in _texts(line)).strip()
    if not texts:
        return Row("", 0, 0, False)
    left = min(box.position_x for box in texts)
    right = max(box.position_x + box.width for box in texts)
    return Row(text, left * _POINTS, right * _POINTS, _is_forced(line))


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line, without those of footnotes' calls."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and not child.element_tag.endswith("::footnote-call"):
            yield from _texts(child)


def _is_forced(line: Any) -> bool:
    last = line
    while isinstance(last, boxes.ParentBox) and last.children:
        last = last.children[-1]
        if last.element_tag.startswith("br"):
            return True
    return False


def _atomic(line: Any) -> Iterator[Any]:
    """What stands in a line as a block does: photos side by side."""
    for child in line.children:
        if isinstance(child, boxes.AtomicInlineLevelBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _atomic(child)


def _target(lines: list[Any]) -> str:
    for line in lines:
        for child in line.children:
            if child.element is not None and child.element.tag == "a":
                return (child.element.get("href") or "").removeprefix("#")
    return ""


def _own(box: Any) -> bool:
    """Whether a box is its element's own, and not that of ::before or the like."""
    return bool(box.element_tag == box.element.tag)


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None and _own(box) else []


def _border(box: Any) -> Frame:
    left, top = box.border_box_x(), box.border_box_y()
    return _frame(left, top, left + box.border_width(), top + box.border_height())


def _frame(left: float, top: float, right: float, bottom: float) -> Frame:
    return Frame(left * _POINTS, top * _POINTS, right * _POINTS, bottom * _POINTS)
