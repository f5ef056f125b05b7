"""Rules about where lines and pages end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Diagnostic
from generator.inspect.page import Finished, Page, told
from generator.model.line_rules import parted, wrong_end, wrong_start
from generator.typeset.parts import (
    FOOT,
    HEAD_CELL,
    HEADING,
    PARAGRAPH,
    TABLE_CAPTION,
    TITLE,
    Row,
)

_BEGINNING = (TITLE, HEADING, TABLE_CAPTION)
"""What says what comes after it, and is lost without."""
_EITHER_SIDE = 6
"""Characters of a line that a message shows at its end and at its start."""


def line_rules(document: Finished) -> Iterator[Diagnostic]:
    """A line that begins or ends with what may not stand there, between two lines of one paragraph."""
    for page in document.pages:
        for part in page.parts.parts:
            for first, second in pairwise(part.rows):
                yield from _between(first, second, page.number)
    for page, following in pairwise(_with_text(document)):
        last, next_ = page.parts.flow[-1], following.parts.flow[0]
        if last.key == next_.key and last.rows and next_.rows:
            yield from _between(last.rows[-1], next_.rows[0], page.number)


def _between(first: Row, second: Row, page: int) -> Iterator[Diagnostic]:
    if first.forced:
        return
    fault = wrong_start(second.text) or wrong_end(first.text) or parted(first.text, second.text)
    if fault:
        end, start = first.text[-_EITHER_SIDE:], second.text[:_EITHER_SIDE]
        yield told("page-line-rule", page, end, fault=fault, start=start)


def heading_at_foot(document: Finished) -> Iterator[Diagnostic]:
    """A heading, a table's title or its head as the last thing on a page, with something on the next."""
    for page, following in pairwise(_with_text(document)):
        last = page.parts.flow[-1]
        if last.role == HEAD_CELL:
            own = [part for part in page.parts.flow if part.table == last.table]
            if any(part.role != HEAD_CELL for part in own):
                continue
        elif last.role not in _BEGINNING or last.key == following.parts.flow[0].key:
            continue
        yield told("page-heading-foot", page.number, last.text)


def single_last_line(document: Finished) -> Iterator[Diagnostic]:
    """The last line of a paragraph or heading alone on top of a page."""
    pages = _with_text(document)
    for number, (before, page) in enumerate(pairwise(pages), start=1):
        part, flow = page.parts.flow[0], before.parts.flow
        if part.role not in (PARAGRAPH, HEADING, TITLE) or len(part.rows) != 1 or flow[-1].key != part.key:
            continue
        on = number + 1 < len(pages) and pages[number + 1].parts.flow[0].key == part.key
        if not (on and len(page.parts.flow) == 1):
            yield told("page-single-line", page.number, part.text)


def foot_alone(document: Finished) -> Iterator[Diagnostic]:
    """A page that has nothing but the foot, unless the foot has to stand on an even page."""
    for page in document.pages:
        feet = [part.frame for part in page.parts.parts if part.role == FOOT]
        if not feet or (document.even_foot and page.number % 2 == 0):
            continue
        top = min(frame.top for frame in feet)
        runs = page.runs_in(page.area)
        pictures = [one for one in page.printed.pictures if one.box.top < top]
        if not pictures and all(run.baseline > top for run in runs):
            yield told("page-foot-alone", page.number)


def _with_text(document: Finished) -> list[Page]:
    """The pages that are not blank."""
    return [page for page in document.pages if page.parts.flow]
