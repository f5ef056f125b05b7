"""Lines of the text as headings, paragraphs, lists and tables with captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.intake.draft import Heading, Items, Paragraph, Part
from generator.intake.manuscript import Block, Line, Span, Table, without
from generator.load.headings import LEVELS, number_text, written_number

_HAN = r"[一二三四五六七八九十]{1,3}"
_FORMS = (
    re.compile(rf"\s*{_HAN}、\s*"),
    re.compile(rf"\s*[（(]{_HAN}[）)][、.．]?\s*"),
    re.compile(r"\s*\d{1,2}[.．、](?!\d)\s*"),
    re.compile(r"\s*[（(]\d{1,2}[）)][、.．]?\s*"),
)
_LONGEST = (40, 40, 30, 30)
"""Characters of a heading of each level; what is longer is a paragraph that begins with a number."""
_STYLED = 60
_ITEM = 120
"""Characters of the items of a numbered list; longer ones are paragraphs."""
_ENDS = tuple("。；：，、;:,")
_CAPTION = re.compile(
    r"\s*表\s*(?P<number>\d{0,3}|[一二三四五六七八九十]{0,3})\s*(?:[：:.．]|[ 　]+)\s*(?P<text>\S.*)"
)
_MOSTLY = 0.6
_WIDE_DIGITS = str.maketrans("（）．、", "()..")


def outline(blocks: Sequence[Block]) -> tuple[tuple[Part, ...], list[Diagnostic]]:
    """The parts of the text, and what is to be told of it."""
    remarks: list[Diagnostic] = []
    blocks = _less_bold(blocks, remarks)
    levels = _levels(blocks, remarks)
    dropped = _numbers_agree(blocks, levels)
    if levels and not dropped and any(_form(blocks[place]) for place in levels):
        remarks.append(Diagnostic("import-numbers-kept"))
    parts: list[Part] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if place in levels and isinstance(block, Line):
            parts.append(_heading(block, levels[place], dropped))
        elif isinstance(block, Table):
            parts.append(_captioned(block, parts, blocks[place - 1] if place else None))
        elif isinstance(block, Line):
            items = _items(blocks, place, levels)
            if items is not None:
                parts.append(items)
                place += len(items.items)
                continue
            parts.append(Paragraph(block.spans))
        place += 1
    return tuple(parts), remarks


def _form(block: Block) -> int | None:
    """The level whose form a line's number has."""
    if not isinstance(block, Line):
        return None
    return next((level for level, form in enumerate(_FORMS, 1) if form.match(block.text)), None)


def _levels(blocks: Sequence[Block], remarks: list[Diagnostic]) -> dict[int, int]:
    """Which blocks are headings, and of which level."""
    styles = sorted(
        {block.look.heading for block in blocks if isinstance(block, Line) and block.look.heading}
    )
    levels: dict[int, int] = {}
    for place, block in enumerate(blocks):
        if not isinstance(block, Line) or not block.text.strip():
            continue
        form = _form(block)
        if block.look.heading and len(block.text) <= _STYLED:
            levels[place] = form or min(styles.index(block.look.heading) + 1, LEVELS)
        elif form and block.look.bullet < 0 and _stands_alone(blocks, place, form):
            levels[place] = form
    forms = Counter(_form(blocks[place]) for place in levels)
    # One line that begins with 1. is more likely the start of a sentence than the only heading of its kind.
    levels = {
        place: level
        for place, level in levels.items()
        if level < 3 or forms[_form(blocks[place])] > 1 or _is_styled(blocks[place])
    }
    if not levels:
        levels = {place: 1 for place, block in enumerate(blocks) if _bold_heading(blocks, place)}
        if levels:
            remarks.append(Diagnostic("import-bold-headings", None, {"count": len(levels)}))
    return levels


def _is_styled(block: Block) -> bool:
    return isinstance(block, Line) and block.look.heading > 0


def _stands_alone(blocks: Sequence[Block], place: int, form: int) -> bool:
    """Whether a numbered line is a heading and not an item of a list: text follows it, no other item."""
    line = blocks[place]
    assert isinstance(line, Line)
    text = line.text.strip()
    if len(text) > _LONGEST[form - 1] or text.endswith(_ENDS) or any(span.note for span in line.spans):
        return False
    if place + 1 >= len(blocks) or not _FORMS[form - 1].sub("", text, count=1):
        return False
    above, following = blocks[place - 1] if place else None, blocks[place + 1]
    listed = isinstance(above, Line) and _form(above) == form and len(above.text) <= _LONGEST[form - 1]
    if _form(following) == form or listed:
        return False
    return form < 3 or line.look.bold or (isinstance(following, Line) and len(following.text) > len(text))


def _bold_heading(blocks: Sequence[Block], place: int) -> bool:
    line, following = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(line, Line) or not isinstance(following, Line) or _form(line):
        return False
    text = line.text.strip()
    short = 0 < len(text) <= 30 and not text.endswith(_ENDS) and line.look.bullet < 0
    return short and line.look.bold and not following.look.bold


def _numbers_agree(blocks: Sequence[Block], levels: dict[int, int]) -> bool:
    """Whether the bulletin, which counts headings by itself, would print the numbers that are written."""
    ranks = {level: rank for rank, level in enumerate(sorted(set(levels.values())), 1)}
    counts: Counter[int] = Counter()
    for place, level in levels.items():
        rank = min(ranks[level], LEVELS)
        counts[rank] += 1
        for lower in range(rank + 1, LEVELS + 1):
            counts[lower] = 0
        line = blocks[place]
        assert isinstance(line, Line)
        form = _form(line)
        if form is None:
            # Text like 第一，… has a number of another form, which stays and is counted on from.
            if written_number(line.text) is not None:
                return False
            continue
        match = _FORMS[form - 1].match(line.text)
        written = (match[0] if match else "").strip().translate(_WIDE_DIGITS)
        if written.rstrip(".") != number_text(rank, counts[rank]).translate(_WIDE_DIGITS).rstrip("."):
            return False
    return True


def _heading(line: Line, level: int, dropped: bool) -> Heading:
    spans = tuple(replace(span, bold=False) for span in line.spans)
    form = _form(line)
    if dropped and form is not None:
        match = _FORMS[form - 1].match(line.text)
        rest = without(spans, match.end() if match else 0)
        if "".join(span.text for span in rest).strip():
            spans = rest
    return Heading(level, spans)


def _items(blocks: Sequence[Block], place: int, levels: dict[int, int]) -> Items | None:
    """The list that begins here: lines with dots, or numbered from 1 and short."""
    run: list[Line] = []
    for number, block in enumerate(blocks[place:], 1):
        if not isinstance(block, Line) or place + number - 1 in levels:
            break
        first = run[0] if run else block
        if first.look.bullet >= 0:
            if block.look.bullet < 0:
                break
        elif _form(block) != 3 or written_number(block.text.strip()) != number or len(block.text) > _ITEM:
            break
        run.append(block)
    if not run:
        return None
    if run[0].look.bullet >= 0:
        lowest = run[0].look.bullet
        return Items(False, tuple((min(max(one.look.bullet - lowest, 0), 2), one.spans) for one in run))
    if len(run) < 2:
        return None
    cut = [(one, _FORMS[2].match(one.text)) for one in run]
    texts = tuple((0, without(one.spans, match.end() if match else 0)) for one, match in cut)
    # An item without words is no item of a list.
    return Items(True, texts) if all("".join(s.text for s in spans).strip() for _, spans in texts) else None


def _captioned(table: Table, parts: list[Part], above: Block | None) -> Table:
    """The table with the line above it as its caption, if that is one."""
    if not isinstance(above, Line) or not parts or not isinstance(parts[-1], Paragraph):
        return table
    text = above.text.strip()
    match = _CAPTION.fullmatch(text)
    centred = above.look.align == "center" and not text.endswith("。")
    if any(span.note for span in above.spans) or not (match or centred) or len(text) > 60:
        return table
    parts.pop()
    caption = f"{match['number']}：{match['text']}" if match else f"：{text}"
    return replace(table, caption=caption)


def _less_bold(blocks: Sequence[Block], remarks: list[Diagnostic]) -> Sequence[Block]:
    """Emphasis in nearly all of a text emphasises nothing."""
    spans = [span for block in blocks if isinstance(block, Line) for span in block.spans]
    total = sum(len(span.text) for span in spans)
    bold = sum(len(span.text) for span in spans if span.bold)
    if not total or bold < _MOSTLY * total:
        return blocks
    remarks.append(Diagnostic("import-bold-dropped"))
    return [
        Line(
            tuple(Span(span.text, False, span.note) for span in block.spans),
            replace(block.look, bold=False),
            block.gap,
        )
        if isinstance(block, Line)
        else block
        for block in blocks
    ]
