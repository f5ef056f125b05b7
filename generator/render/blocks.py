"""What a finished page says, block by block: paragraphs, headings, rows, captions, pictures, drawings.

Two pages are compared by these, and by these alone: what makes a page look as it does is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import lxml.html
from lxml.html import HtmlElement

from generator.model.final import DRAWING, PICTURE, ROW, Said, plain

TEXTS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "figcaption", "dt", "dd", "pre", "blockquote")
)
"""Elements that are one block of words, where they hold no other one."""
_WHOLE = frozenset((ROW, PICTURE, DRAWING))
_AROUND = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "body",
            "colgroup",
            "details",
            "div",
            "dl",
            "figure",
            "footer",
            "form",
        ),
        *(
            "header",
            "hr",
            "main",
            "nav",
            "ol",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "ul",
        ),
    )
)
_BLOCKS = TEXTS | _WHOLE | _AROUND
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_NOT_SAID = ("site-bar", "skip", "draft-mark")
"""Classes of what is on the screen alone, and of the mark of a draft."""
_CELLS = ("td", "th")


def parse_page(html: str) -> HtmlElement:
    return lxml.html.document_fromstring(html)


def page_blocks(page: HtmlElement) -> Iterator[HtmlElement]:
    """The smallest blocks of a page that say anything, in its order; a row of a table is one. Words that
    stand beside a block in one element are put into a <span> of their own."""
    stack = [page.body]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or _is_unseen(element):
            continue
        if element.tag in _WHOLE or not _has_blocks(element):
            if says(element):
                yield element
            continue
        _set_apart(element)
        stack.extend(reversed(element))


def said_by(block: HtmlElement) -> Said:
    """A block as words. A picture is known by its address, a drawing by what it tells those who cannot see
    it: how its words are spread over it is a matter of drawing."""
    if block.tag == PICTURE:
        return Said(PICTURE, block.get("src", ""))
    if block.tag == DRAWING:
        return Said(DRAWING, _told(block) or plain(block.text_content()))
    if block.tag == ROW:
        return Said(ROW, "\t".join(plain(cell.text_content()) for cell in row_cells(block)))
    return Said(block.tag if block.tag in TEXTS else "p", block.text_content())


def said_by_page(html: str) -> tuple[Said, ...]:
    """All that a page says."""
    return tuple(said_by(block) for block in page_blocks(parse_page(html)))


def _told(drawing: HtmlElement) -> str:
    """The title of a drawing and what it tells, which most often begins with the title."""
    title, told = (
        plain("".join(one.text_content() for one in drawing if one.tag == tag)) for tag in ("title", "desc")
    )
    return told if told.startswith(title) else f"{title}：{told}" if told else title


def page_of(elements: Iterable[str]) -> str:
    """The barest page of these elements, such as those of `element_of`."""
    return "\n".join(["<!DOCTYPE html>\n<html>", "<body>", *elements, "</body>", "</html>", ""])


def element_of(one: Said) -> str:
    """The barest element that says this."""
    text = escape(one.text)
    if one.kind == PICTURE:
        return f'<img src="{text}">'
    if one.kind == ROW:
        return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in text.split(chr(9)))}</tr></table>"
    return f"<svg><text>{text}</text></svg>" if one.kind == DRAWING else f"<{one.kind}>{text}</{one.kind}>"


def row_cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in _CELLS]


def says(block: HtmlElement) -> bool:
    """Whether there is anything to read or to see in it."""
    return bool(block.tag == PICTURE or plain(block.text_content()))


def _is_unseen(element: HtmlElement) -> bool:
    return element.tag in _UNSEEN or any(name in element.classes for name in _NOT_SAID)


def _has_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or _has_blocks(element) or _is_unseen(element)


def _set_apart(element: HtmlElement) -> None:
    """Put every run of words between the blocks of an element into a <span>."""
    lead, before = element.text or "", None
    run: list[HtmlElement] = []
    for child in [*element, None]:
        if child is not None and not (isinstance(child.tag, str) and _is_block(child)):
            run.append(child)
            continue
        said = [one.text_content() if isinstance(one.tag, str) else "" for one in run]
        if plain("".join((lead, *said, *(one.tail or "" for one in run)))):
            _wrap(element, before, lead, run)
        if child is not None:
            lead, before, run = child.tail or "", child, []


def _wrap(parent: HtmlElement, before: HtmlElement | None, lead: str, run: list[HtmlElement]) -> None:
    span = lxml.html.Element("span")
    span.text = lead
    if before is None:
        parent.text = None
        parent.insert(0, span)
    else:
        before.tail = None
        parent.insert(parent.index(before) + 1, span)
    for one in run:
        span.append(one)
