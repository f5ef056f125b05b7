"""A page with what was changed since an earlier state of it marked: insertions underlined, deletions struck.

Pages are compared block by block (paragraph, heading, row, caption); blocks that are alike are compared word
by word. The page stays what it is in all else, so that a signer reads it as it will be printed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from generator.model.final import Said
from generator.proof.change import Change, blocks_of, page_html
from generator.render.blocks import element_of, page_blocks, page_of, parse_page, row_cells, said_by
from generator.render.differences import pairs
from generator.render.words import compare

_BOUND = frozenset(("tr", "li", "caption", "figcaption", "img", "svg", "dt", "dd", "h1", "span"))
"""Blocks that stand in a parent of their own, or once in a page."""
_HIDDEN = ("id", "aria-labelledby", "href")
_DIGEST = re.compile(r"-[0-9a-f]{6,}(?=\.\w+$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """The page with marks, and its changes in the order of the page."""

    html: str
    changes: tuple[Change, ...]


def mark_changes(old: str, new: str) -> Marked:
    """`new`, a page, with everything that is not as in `old` marked by <ins> and <del>."""
    page = parse_page(new)
    before, after = blocks_of(parse_page(old)), blocks_of(page)
    changes: list[Change] = []
    under = ""
    last: HtmlElement | None = None
    number = -1
    for one, other in pairs([_known(block) for block in before], [_known(block) for block in after]):
        was, now = _at(before, one), _at(after, other)
        number = number if other is None else other
        if now is not None and now.tag in ("h2", "h3"):
            under = _text(now)
        if was is not None and now is not None:
            if _known(was).meaning != _known(now).meaning:
                changes.append(Change(_text(was), _text(now), under, number))
                _mark_both(was, now)
            last = now
        elif now is not None:
            changes.append(Change("", _text(now), under, number))
            _wrap(now, "ins")
            last = now
        elif was is not None:
            changes.append(Change(_text(was), "", under, number))
            last = _put_back(was, last, page)
    return Marked(page_html(page), tuple(changes))


def words_of(page: str) -> str:
    """What a page says, block by block, without what makes it look as it does: all that `mark_changes` has to
    know of the earlier of two pages, and what is kept of a proof."""
    return page_of([_plain(block) for block in page_blocks(parse_page(page))])


def _plain(block: HtmlElement) -> str:
    if block.tag == "img":
        return f'<img src="{escape(block.get("src", ""))}" alt="{escape(block.get("alt", ""))}">'
    return element_of(said_by(block))


def _known(block: HtmlElement) -> Said:
    """What a block is known by; a picture is known by its file, whose name ends with a digest."""
    if block.tag != "img":
        return said_by(block)
    name = block.get("src", "").rpartition("/")[2]
    digest = _DIGEST.search(name)
    return Said("img", _DIGEST.sub("", name), digest[0] if digest else "")


def _at(blocks: Sequence[HtmlElement], place: int | None) -> HtmlElement | None:
    return None if place is None else blocks[place]


def _text(block: HtmlElement) -> str:
    if block.tag == "img":
        return f"〔图片〕{block.get('alt', '')}"
    if block.tag == "svg":
        return f"〔图〕{said_by(block).text}"
    return "　".join(said_by(block).text.split("\t")) if block.tag == "tr" else block.text_content()


def _mark_both(old: HtmlElement, new: HtmlElement) -> None:
    if new.tag in ("img", "svg"):
        _wrap(new, "ins")
        return
    if new.tag == "tr":
        cells_old, cells_new = row_cells(old), row_cells(new)
        if len(cells_old) == len(cells_new):
            for was, now in zip(cells_old, cells_new, strict=True):
                if was.text_content() != now.text_content():
                    _mark_text(was.text_content(), now)
            return
        _wrap(new, "ins")
        return
    _mark_text(old.text_content(), new)


def _mark_text(old: str, new: HtmlElement) -> None:
    """Marks within an element whose text was `old`: its own elements stay, its texts are cut."""
    pieces = compare(old, new.text_content())
    cuts: list[tuple[int, int]] = []
    gone: list[tuple[int, str]] = []
    position = 0
    for piece in pieces:
        if piece.kind == "gone":
            gone.append((position, piece.text))
            continue
        if piece.kind == "new":
            cuts.append((position, position + len(piece.text)))
        position += len(piece.text)
    _cut(new, cuts, gone)


def _cut(element: HtmlElement, cuts: Sequence[tuple[int, int]], gone: Sequence[tuple[int, str]]) -> None:
    """Wrap the characters of `cuts` in <ins> and put <del> at the places of `gone`, in all texts below."""
    position = 0
    left = list(gone)
    places = list(_texts(element))
    for holder, is_tail in places:
        text = (holder.tail if is_tail else holder.text) or ""
        end = position + len(text)
        is_last = (holder, is_tail) == places[-1]
        here = [one for one in left if position <= one[0] < end or (is_last and one[0] == end)]
        left = [one for one in left if one not in here]
        nodes = _nodes(text, position, cuts, here)
        position = end
        if len(nodes) == 1 and isinstance(nodes[0], str):
            continue
        _replace(holder, is_tail, nodes)
    for _, text in left:
        element.append(_element("del", text))


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """The places of texts below an element in reading order: an element's own text, or what follows it."""
    yield element, False
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child, True


def _nodes(
    text: str, start: int, cuts: Sequence[tuple[int, int]], gone: Sequence[tuple[int, str]]
) -> list[Any]:
    """A text as strings and elements."""
    edges = {start, start + len(text), *(place for place, _ in gone)}
    edges |= {edge for cut in cuts for edge in cut if start < edge < start + len(text)}
    ordered = sorted(edges)
    nodes: list[Any] = []
    for first, last in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        nodes += [_element("del", words) for place, words in gone if place == first]
        part = text[first - start : last - start]
        if part:
            inserted = any(low <= first and last <= high for low, high in cuts)
            nodes.append(_element("ins", part) if inserted else part)
    return nodes or [""]


def _replace(holder: HtmlElement, is_tail: bool, nodes: Sequence[Any]) -> None:
    """Put strings and elements where a text stood."""
    if is_tail:
        parent, index, previous = holder.getparent(), holder.getparent().index(holder) + 1, holder
        holder.tail = ""
    else:
        parent, index, previous = holder, 0, None
        holder.text = ""
    for node in nodes:
        if isinstance(node, str):
            if previous is None:
                parent.text = (parent.text or "") + node
            else:
                previous.tail = (previous.tail or "") + node
        else:
            parent.insert(index, node)
            index, previous = index + 1, node


def _element(tag: str, text: str) -> HtmlElement:
    element = lxml.html.Element(tag)
    element.text = text
    return element


def _wrap(block: HtmlElement, tag: str) -> None:
    """Mark a whole block as new or gone."""
    if block.tag in ("img", "svg"):
        block.classes.add("changed")
        return
    for cell in row_cells(block) if block.tag == "tr" else [block]:
        text = cell.text_content()
        if tag == "ins":
            _cut(cell, [(0, len(text))], [])
        else:
            for inner in list(cell):
                cell.remove(inner)
            cell.text = ""
            cell.append(_element("del", text))


def _put_back(old: HtmlElement, last: HtmlElement | None, page: HtmlElement) -> HtmlElement:
    """Show a block that is gone behind the block `last` of the page; the block that was put in."""
    block = copy.deepcopy(old)
    block.tail = None
    for element in block.iter():
        for name in _HIDDEN:
            element.attrib.pop(name, None)
    fits = last is not None and _fit(old, last)
    if old.tag in _BOUND and not (fits and old.tag in ("tr", "li")):
        # It has no place of its own here: told as a paragraph.
        block = lxml.html.Element("p")
        block.text = _text(old)
    elif last is not None and old.tag == "tr":
        _dress(block, last)
    _wrap(block, "del")
    anchor = last if last is not None else None
    if anchor is None:
        page.body.insert(0, block)
        return block
    if not fits:
        anchor = _outermost(anchor)
    parent = anchor.getparent()
    block.tail, anchor.tail = anchor.tail, None
    parent.insert(parent.index(anchor) + 1, block)
    return block


def _dress(row: HtmlElement, like: HtmlElement) -> None:
    """Set the cells of a row as those of another one."""
    cells, others = row_cells(row), row_cells(like)
    for cell, other in zip(cells, others, strict=True) if len(cells) == len(others) else ():
        if other.get("class"):
            cell.set("class", other.get("class"))


def _fit(old: HtmlElement, last: HtmlElement) -> bool:
    """Whether a block may stand behind another one, in the same parent."""
    return old.tag == last.tag if old.tag in _BOUND or last.tag in _BOUND else True


def _outermost(element: HtmlElement) -> HtmlElement:
    """The list, table or figure that an element belongs to."""
    outer = element
    for above in element.iterancestors("ul", "ol", "table", "figure", "thead", "tbody", "dl"):
        outer = above
    return outer
