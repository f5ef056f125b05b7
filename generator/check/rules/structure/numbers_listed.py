"""Numbers that are no signs of the text: of an ordered list's items, of a table's rows, of its captions; and
the words 首先, 其次 that number within a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.load.headings import han_number
from generator.model.prose import CAPTION, CELL, ITEM, PARAGRAPH, Block, Document, Run, Table

_APART = 6
"""Lines between items of one list, at most: an item may have a paragraph or a list of its own."""
_FARTHEST = 3
_LEAST_ROWS = 3
_OF_ROWS = frozenset(("序号", "编号", "序", "项次", "顺序号"))
_ROW = pattern(r"\d{1,3}\Z")
_CAPTION = pattern(r"\s*(?P<of>附?[图表])\s?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?=[ 　：:、.．])")
_CAPTIONS = frozenset("附图表 　\t\n\u00a0")
"""What a caption with a number begins with, and blanks before it."""
_VALUES = {han_number(number): number for number in range(1, 100)}
_ARTICLE = pattern(r"第(?P<number>[一二三四五六七八九十]{1,3})条[ 　]")
_WITHIN = pattern(r"(?:(?<=[。；：])|\A)(?P<number>\d{1,2})[.．、](?=[\u4e00-\u9fff“])")
_STAGE = pattern(
    r"(?:\A|(?<=[。；：！？，]))(?P<word>首先|其次|再次|再者|最后)"
    r"(?:[，、：]|[是要]|(?=[^，。；：]{2,12}[，。；：]))"
)
_RANKS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 5}


def item_numbers(document: Document) -> Iterator[Found]:
    """1. 2. 3. 5. of a list: it is printed as 1 to 4, and what the text says of item 5 is wrong."""
    lists: list[list[Block]] = []
    last: Block | None = None
    for block in document.blocks:
        if block.kind == ITEM and block.number:
            apart = last is None or block.lines[0] - last.lines[1] > _APART
            column = block.runs[0].column
            own = None if apart else _open(lists, column)
            if own is None or block.number == 1 != own[-1].number:
                lists.append([block])
            else:
                own.append(block)
            last = block
        elif block.kind not in (ITEM, PARAGRAPH):
            last = None
    for items in lists:
        yield from _gaps(items, [block.number for block in items], "{}.")


def _with_number(block: Block) -> Block:
    """An item with the number that is written before it, so that a place can point to that."""
    sign = f"{block.number}. "
    first = block.runs[0]
    ahead = Run(0, first.line, max(1, first.column - len(sign)))
    behind = tuple(replace(run, start=run.start + len(sign)) for run in block.runs)
    return replace(block, text=sign + block.text, runs=(ahead, *behind))


def _open(lists: list[list[Block]], column: int) -> list[Block] | None:
    """The list whose items begin about at a column; a longer number begins its text further on."""
    for items in reversed(lists[-3:]):
        if abs(items[-1].runs[0].column - column) <= 1:
            return items
    return None


def row_numbers(document: Document) -> Iterator[Found]:
    """序号 1, 2, 4 of a table."""
    for table in document.tables:
        for column, head in enumerate(table.rows[0]):
            if "".join(head.text.split()) in _OF_ROWS:
                yield from _rows(table, column)


def _rows(table: Table, column: int) -> Iterator[Found]:
    cells = [row[column] for row in table.rows[1:] if column < len(row) and row[column].text]
    numbers = [int(cell.text) for cell in cells if _ROW.match(cell.text)]
    if len(numbers) == len(cells) >= _LEAST_ROWS and numbers[0] == 1 and numbers.count(1) == 1:
        yield from _gaps(cells, numbers, "{}")


def caption_numbers(document: Document) -> Iterator[Found]:
    """表1, and then 表3."""
    found: dict[str, list[tuple[Block, int, str]]] = {}
    for block in document.of(CAPTION, PARAGRAPH):
        match = _CAPTION.match(block.text) if block.text[:1] in _CAPTIONS else None
        if match and len(block.text) <= 40 and (block.kind == CAPTION or "。" not in block.text[:-1]):
            written = match["number"]
            value = int(written) if written.isdecimal() else _VALUES.get(written, 0)
            found.setdefault(match["of"], []).append((block, value, match[0].strip()))
    for those in found.values():
        numbers = [value for _, value, _ in those]
        if len(those) > 1 and numbers[0] == 1:
            yield from _gaps([block for block, _, _ in those], numbers, f"{those[0][2][:-1]}{{}}")


def _gaps(blocks: Sequence[Block], numbers: Sequence[int], form: str) -> Iterator[Found]:
    """Numbers that do not follow the one before. All the same is a way to write lists in Markdown."""
    if len(set(numbers)) == 1 and (len(numbers) > 2 or numbers[0] == 1):
        return
    if sorted(numbers) != list(numbers):
        return
    for place in range(1, len(numbers)):
        last, number = numbers[place - 1], numbers[place]
        counted = number == numbers[0] + place  # One that was told before it is wrong, and this is not.
        if number != last + 1 and number - last <= _FARTHEST and not counted:
            fault = "重复" if number == last else "不连续"
            block = _with_number(blocks[place]) if blocks[place].number else blocks[place]
            shown = form.format(number)
            if "条" in form:
                shown = form.format(han_number(number))
            words = {"shown": shown, "fault": fault, "before": form.format(last), "right": str(last + 1)}
            end = len(block.text) if block.kind == CELL else len(shown)
            yield block, Hit(0, min(end, len(block.text)), words)


def article_numbers(document: Document) -> Iterator[Found]:
    """第一条, 第二条, 第四条 of rules that are printed from their beginning."""
    found = [
        (block, match)
        for block in document.of(PARAGRAPH)
        if block.text[:1] == "第" and (match := _ARTICLE.match(block.text))
    ]
    numbers = [_VALUES.get(match["number"], 0) for _, match in found]
    if len(found) > 2 and numbers[0] == 1 and all(numbers):
        yield from _gaps([block for block, _ in found], numbers, "第{}条")


def inner_numbers(document: Document) -> Iterator[Found]:
    """要做好三件事：1.走访；2.登记；2.回访 in one paragraph."""
    for block in document.of(PARAGRAPH, ITEM):
        text = block.text
        begins = "；" in text and ("1." in text or "1．" in text or "1、" in text)
        found = list(_WITHIN.finditer(text)) if begins else []
        numbers = [int(match["number"]) for match in found]
        if len(found) < 3 or numbers[0] != 1 or sorted(numbers) != numbers:
            continue
        for before, match in pairwise(found):
            last, number = int(before["number"]), int(match["number"])
            if number != last + 1 and number - last <= _FARTHEST:
                fault = "重复" if number == last else "不连续"
                words = {"shown": match[0], "fault": fault, "before": before[0], "right": str(last + 1)}
                yield block, Hit(match.start(), match.end(), words)
                break


def said_order(document: Document) -> Iterator[Found]:
    """首先…其次…其次…; 首先…再次…其次… in one paragraph."""
    for block in document.of(PARAGRAPH, ITEM):
        text = block.text
        if "首先" not in text or "其次" not in text:
            continue
        rank, before = 0, ""
        for match in _STAGE.finditer(text):
            word = match["word"]
            now = _RANKS[word]
            if word == "首先":
                if rank == 1:
                    break  # Two things that come first are told of two matters.
                rank, before = now, word
            elif rank and now <= rank:
                fault = "重复" if now == rank else "不连续"
                right = {1: 2, 2: 3, 3: 4, 5: 5}[rank]
                words = {"shown": word, "fault": fault, "before": before, "right": str(right)}
                yield block, Hit(match.start("word"), match.end("word"), words)
                break
            elif rank:
                rank, before = now, word
