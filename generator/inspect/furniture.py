"""Rules about what stands around the text: the foot, the contents, the mark of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.inspect.page import SLIP, Finished, Page, around, told
from generator.typeset.parts import ENTRY, FOOT, Part

_PAGE_NUMBER = re.compile(r"[—–―-](\d+)[—–―-]")
_POINTS_PER_MM = 72 / 25.4
_THIN = 3.0
"""Points: what is thicker is no rule."""
_DRAFT_WORDS = frozenset({"草稿", "送审稿", "征求意见稿", "讨论稿", "样稿"})


def foot_place(document: Finished) -> Iterator[Diagnostic]:
    """The last rule of the foot off the bottom edge of the last page's type area (GB/T 9704-2012, 7.4.1).

    A foot on another page than the last is an error of typesetting and told there; so is nothing said of an
    office's own foot that has no rules.
    """
    page = document.pages[-1]
    feet = [part.frame for part in page.parts.parts if part.role == FOOT]
    if not feet:
        return
    top = around(feet).top - _THIN
    wide = 0.9 * (page.area.right - page.area.left)
    bottoms = [
        box.bottom
        for box in page.printed.blackened
        if box.bottom - box.top < _THIN and box.right - box.left > wide and box.top > top
    ]
    off = max(bottoms) - page.area.bottom if bottoms else 0.0
    if abs(off) > SLIP:
        where = "高" if off < 0 else "低"
        yield told("page-foot-place", page.number, off=f"{abs(off) / _POINTS_PER_MM:.1f}", where=where)


def contents_pages(document: Finished) -> Iterator[Diagnostic]:
    """A number in the contents that is not that of the page where the title stands."""
    entries: dict[int, list[tuple[Page, Part]]] = {}
    for page, part in document.parts(ENTRY):
        if part.address in document.first:
            entries.setdefault(part.key, []).append((page, part))
    for places in entries.values():
        page, part = places[-1]
        runs = page.runs_in(part.frame)
        end = max(runs, key=lambda run: (round(run.baseline), run.left), default=None)
        number = end.text.strip(".…· ") if end else ""
        printed = number if number.isdecimal() else ""
        stands = _number_of(document.pages[document.first[part.address] - 1])
        if printed != str(stands):
            title = "".join(part.text for _, part in places).removesuffix(printed).rstrip(".…· ")
            said = f"印着第 {printed} 页" if printed else "没有页码"
            yield told("page-contents", page.number, title, said=said, stands=stands)


def _number_of(page: Page) -> int:
    """The number printed on a page; where there is none, which of the file's pages it is."""
    area = page.area
    outside = "".join(
        run.text for run in page.printed.runs if not (run.upright and area.top <= run.baseline <= area.bottom)
    )
    found = _PAGE_NUMBER.search("".join(outside.split()))
    return int(found[1]) if found else page.number


def draft_left(document: Finished) -> Iterator[Diagnostic]:
    """The mark of a draft on an issue that is final."""
    marked = [page.number for page in document.pages if _mark_of(page)]
    if marked and not document.draft:
        yield told("page-draft-left", marked[0], pages=_listed(marked))


def draft_missing(document: Finished) -> Iterator[Diagnostic]:
    """A page of a draft that does not show that it is one."""
    bare = [page.number for page in document.pages if not _mark_of(page)]
    if bare and document.draft:
        yield told("page-draft-missing", bare[0], pages=_listed(bare))


def _mark_of(page: Page) -> str:
    """What is printed on a page as the mark of a draft: that of the template, or such a word set aslant."""
    own = "".join(page.parts.mark.split())
    for run in page.printed.runs:
        text = "".join(run.text.split())
        if (own and text == own) or (not run.upright and text in _DRAFT_WORDS):
            return text
    return ""


def _listed(pages: list[int]) -> str:
    return "、".join(map(str, pages))
