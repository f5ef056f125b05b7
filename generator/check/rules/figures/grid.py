"""A table read as numbers: what its rows and columns are, and which of them can be reckoned with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.pattern import pattern
from generator.model.prose import Block, Document, Table

_NUMBER = pattern(
    r"(?P<sign>[-−–+＋]?)"
    r"(?P<number>\d{1,3}(?:[, \u00a0\u2009]\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
    r"[\s　]?(?:[%％]|(?![百千万亿])[\u4e00-\u9fff]{0,3})"
)
_THOUSANDS = pattern("[, \u00a0\u2009]")
_BLANK = pattern(r"[\s　]*(?:[-—–－/／]*|无|——)[\s　]*")
_GRAND = pattern(
    r"[\u4e00-\u9fff]{0,4}(?:合计|总计)|共计|总和|总[人户件里面产投金]?[数量额程积资]|合计数|总合计|全[市县区省州]合?计?|汇总|累计"
)
_TOTAL = pattern(r"合计|共计|总计")
_SUB = pattern(r".{0,8}小计")
_CLOSED = pattern(r"[\s　：:]")
_NO_SUM = pattern(
    r"率|[%％‰]|百分|环比|同比|增长|增[幅速]|升降|排[名位]|名次|位次|得分|分数|评分|满意度|指数|单价|均价|价格|编号|序号|序列"
    r"|年[份度]|日期|时间|电话号|联系电话|时长|用时|天数|平均|人均|户均|日均|次均|最[高低大小多少长短早晚]|浓度|温度|气温|湿度|等级|级别|页码|代码|占比|比重|比例"
)
RATE = pattern(r"率|占比|比重|比例|环比|同比|增长|增[幅速]|升降")
_UNIT = pattern(r"[（(]([^（）()]{1,8})[）)]")
_SUM = r"(?:合计|总[数计和]|之和|相加|100)"
_REMARK = pattern(
    rf"{_SUM}[^，。；]{{0,8}}不等于|不等于[^，。；]{{0,8}}{_SUM}"
    r"|去重|重复|剔除|交叉|不含|未计入|不计入|除外|同时属于|多选|四舍五入"
)
_NEAR = 3
"""Lines above and below a table in which it may be said that its sums are no plain ones."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is None where there is no number; an empty cell holds 0. `step` is one of its last digit."""

    block: Block
    value: Decimal | None
    step: Decimal
    blank: bool

    @property
    def half(self) -> Decimal:
        """How far the number may be from what was counted; whole numbers are counted one by one."""
        return self.step / 2 if self.step < 1 else Decimal(0)

    @property
    def shown(self) -> str:
        return self.block.text.strip()


@dataclass(frozen=True)
class Grid:
    """A table's `heads`, and its rows below, each with its `label`; the cells of a row are as many as heads.
    `remarked`: near it stands that its sums are no plain ones."""

    heads: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarked: bool
    head_blocks: tuple[Block, ...]

    def column(self, index: int) -> list[Cell]:
        return [row[index] for row in self.rows]

    def is_number(self, index: int) -> bool:
        """Whether every cell of a column holds a number or nothing, and some a number."""
        cells = self.column(index)
        return all(cell.value is not None for cell in cells) and not all(cell.blank for cell in cells)

    def is_sum(self, index: int) -> bool:
        return self.is_number(index) and _NO_SUM.search(self.heads[index]) is None

    def is_rate(self, index: int) -> bool:
        return RATE.search(self.heads[index]) is not None

    def unit(self, index: int) -> str:
        match = _UNIT.search(self.heads[index])
        return match[1] if match else ""

    @property
    def sums(self) -> list[int]:
        return [index for index in range(len(self.heads)) if self.is_sum(index)]


def grids(document: Document, is_wanted: Callable[[Table], bool]) -> Iterator[Grid]:
    """The wanted tables of a document that can be reckoned with: a head, and rows of as many cells."""
    tables = [table for table in document.tables if is_wanted(table)]
    if not tables:
        return
    remarks = sorted(block.lines[0] for block in document.blocks if _REMARK.search(block.text))
    for table in tables:
        rows = [row for row in table.rows[1:] if any(cell.text.strip() for cell in row)]
        width = len(table.rows[0])
        if rows and width >= 2 and all(len(row) == width for row in rows):
            first, last = table.rows[0][0].lines[0], table.rows[-1][0].lines[1]
            near = bisect_left(remarks, first - _NEAR) < bisect_left(remarks, last + _NEAR + 1)
            yield _grid(table, rows, near)


def _grid(table: Table, rows: Sequence[Sequence[Block]], remarked: bool) -> Grid:
    heads = tuple(_CLOSED.sub("", cell.text) for cell in table.rows[0])
    cells = tuple(tuple(_cell(block) for block in row) for row in rows)
    labels = tuple(_label(row) for row in rows)
    return Grid(heads, labels, cells, remarked, table.rows[0])


def _label(row: Sequence[Block]) -> str:
    """The words of a row's first cells: 合　计 without the blank; 小计 of 餐饮 | 小计."""
    texts = [text for cell in row[:3] if (text := _CLOSED.sub("", cell.text)) and not _NUMBER.fullmatch(text)]
    if not texts:
        return ""
    if any(is_sub(text) or _TOTAL.fullmatch(text) for text in texts[1:]) and not is_grand(texts[0]):
        return "小计"
    return texts[0]


def _cell(block: Block) -> Cell:
    text = block.text.strip()
    if _BLANK.fullmatch(text):
        return Cell(block, Decimal(0), Decimal(0), blank=True)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Cell(block, None, Decimal(0), blank=False)
    number = _THOUSANDS.sub("", match["number"])
    digits = len(number.partition(".")[2])
    value = Decimal(f"{'-' if match['sign'] in ('-', '−', '–') else ''}{number}")
    return Cell(block, value, Decimal(1).scaleb(-digits), blank=False)


def is_grand(label: str) -> bool:
    return _GRAND.fullmatch(label) is not None


def is_sub(label: str) -> bool:
    return _SUB.fullmatch(label) is not None
