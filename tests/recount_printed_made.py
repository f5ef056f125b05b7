"""What an issue prints of the ledger, held number by number against a recount: tables by what their headings
say, charts, tiles, cases, sentences and 交办单. Knows nothing of how blocks are made.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import yaml
from recount_made import (
    DIMENSIONS,
    FLOOR,
    HOT_AREAS,
    HOT_GROWTH,
    HOT_LEAST,
    HOT_REPEATS,
    HOT_TOP,
    HOT_USUAL,
    RATES,
    ROOT,
    WORDS,
    Pairs,
    Recount,
    Row,
    change,
    day_text,
    percent,
    span_text,
)

from generator.model.blocks import Case, Cases, Chart, Prose, Series, Sheet, Table, Tiles
from generator.model.bulletin import Bulletin, BulletinSection

OVERDUE_ITEMS = ("诉求", "承办单位", "时限", "超期（工作日）", "连续期数")
OPEN_ITEMS = ("服务对象", *OVERDUE_ITEMS)
REPEATED_ITEMS = ("诉求", "承办单位", "首次受理", "重复件数", "办理状态")
MOST_NAMED, MOST_BARS = 10, 10
ANNEX = {
    **{"派遣": "受理量", "按时办结": "按时办结量", "超期办结": "超期办结量", "未办结": "在办量"},
    **{"回访": "回访量", "不满意": "不满意量", "在办": "累计在办量", "超期": "累计超期量"},
}
ROUNDED = "因四舍五入，各项占比之和可能不等于100%。"
SHORT = ("诉求类型", "来源渠道", "服务对象")


def plain(text: str) -> str:
    """HTML or Markdown as its characters alone."""
    text = re.sub(r"<[^>]+>", "", text).replace("**", "")
    return re.sub(r"\s+", "", re.sub(r"(?m)^\s*\d+\. ", "", text))


def placeholders(text: str) -> list[str]:
    return re.findall(r"\{\{([^{}]+)\}\}", text)


def listed() -> list[dict[str, str]]:
    """Every entry of every list of the office."""
    found: list[dict[str, str]] = []
    for path in sorted((ROOT / "content/lists").iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                lines = [line for line in csv.reader(stream) if sum(map(bool, line)) > 1]
            found += [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        else:
            found += yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["条目"]
    return found


def is_told(told: tuple[str, str], whole: tuple[str, str]) -> bool:
    """Whether a text is told as it is, or its beginning if it is long."""
    beginning = told[1].removesuffix("……")
    if beginning == told[1]:
        return told == whole
    return told[0] == whole[0] and len(whole[1]) > 120 and whole[1].startswith(beginning)


@dataclass
class Printed:
    """Checks what one issue prints. Every method raises AssertionError for a wrong number, and for a block
    that it cannot check."""

    recount: Recount
    bulletin: Bulletin
    issue: Mapping[str, Any]
    """The issue's file."""
    outline: Mapping[str, Any]
    words: Mapping[str, str]
    entries: Sequence[Mapping[str, str]]

    def check(self) -> int:
        """All of the issue; how many numbers stand in what was checked."""
        self.check_texts()
        for section in self.bulletin.sections:
            self.check_section(section)
        for sheet in self.bulletin.sheets:
            self.check_sheet(sheet)
        self._check_sheets()
        texts = [str(section.blocks) for section in self.bulletin.sections]
        return len(re.findall(r"\d+(?:\.\d+)?", "".join(texts)))

    def check_section(self, section: BulletinSection) -> None:
        told = [block for block in section.blocks if isinstance(block, Cases)]
        for block in section.blocks:
            if isinstance(block, Table):
                self.check_table(block)
            elif isinstance(block, Chart):
                self.check_chart(block)
            elif isinstance(block, Tiles):
                self.check_tiles(block)
            elif isinstance(block, Cases):
                for case in block.cases:
                    self.check_case(case, block.heading)
            else:
                assert isinstance(block, Prose)
                self.check_prose(block)
        if told and told[0].heading:
            self._check_told(told)

    # Sentences.

    @cached_property
    def sentences(self) -> set[str]:
        """Everything that editors wrote around the figures, with the figures put in by the recount."""
        own = [section.get("文字", "") for section in self.issue.get("栏目", ())]
        own += [section.get("文字", "") for section in self.outline["栏目"]]
        texts = [*own, *self.words.values()]
        return {plain(self.filled(text)) for text in texts if text and "本单位" not in text}

    def filled(self, text: str, unit: str = "") -> str:
        def value(match: re.Match[str]) -> str:
            return self.recount.text(match[1].replace("本单位", unit))

        return re.sub(r"\{\{([^{}]+)\}\}", value, text)

    def check_texts(self) -> None:
        """按语 and 文字 of the issue stand in it, with the right figures."""
        blocks = [block for section in self.bulletin.sections for block in section.blocks]
        prose = {plain(block.html) for block in blocks if isinstance(block, Prose)}
        for section in self.issue.get("栏目", ()):
            if section.get("文字"):
                assert plain(self.filled(section["文字"])) in prose
        assert plain(self.bulletin.note_html) == plain(self.filled(self.issue.get("按语", "")))

    def check_prose(self, block: Prose) -> None:
        text = plain(block.html)
        if not re.search(r"\d", text) or text in self.sentences:
            return
        definitions = "；".join(f"{name}＝{part}÷{whole}×100%" for name, (part, whole) in RATES.items())
        below = self.below_floor
        lead = f"本期全部单位满意率为{percent(*self.recount.rate('满意率'))}"
        tail = f"，低于{FLOOR}%的单位有{len(below)}个。" if below else f"，没有低于{FLOOR}%的单位。"
        known = {f"注：{definitions}。", "注：满意率＝满意量÷回访量×100%。", f"{lead}{tail}"}
        known |= {self._by_unit(name) for name in ("累计超期量", "重复量")}
        assert text in known, text

    def _by_unit(self, name: str) -> str:
        """A count by unit in a sentence: the first ten, and the others together."""
        counted = self.recount.values("承办单位", name)
        ordered = [unit for unit in self.recount.order("承办单位") if unit in counted]
        ordered.sort(key=lambda unit: -counted[unit])
        told = [f"{unit}{counted[unit]}件" for unit in ordered[:MOST_NAMED]]
        if rest := ordered[MOST_NAMED:]:
            told.append(f"其余{len(rest)}个单位{sum(counted[unit] for unit in rest)}件")
        return f"按承办单位分：{'、'.join(told)}。"

    # Tables.

    def _titles(self, table: Table) -> tuple[str, ...]:
        return tuple(column.title for column in table.columns)

    def check_table(self, table: Table) -> None:
        titles = self._titles(table)
        groups = {column.group.removesuffix("（件）") for column in table.columns} & set(DIMENSIONS)
        if titles[0] == "时期":
            self._check_trend(table)
        elif titles[-1] == "列入理由":
            rows = [(*map(str, row[:-1]), row[-1]) for row in self.recount.hot]
            assert [tuple(row) for row in table.rows] == rows
            rule = [HOT_TOP, HOT_LEAST, HOT_USUAL, HOT_GROWTH, HOT_REPEATS, HOT_AREAS]
            assert re.findall(r"\d+", table.notes[0]) == [str(number) for number in rule]
        elif titles in (OPEN_ITEMS, OVERDUE_ITEMS, REPEATED_ITEMS):
            self._check_items(table)
        elif titles[0] == "序号":
            self._check_listing(table)
        elif titles[:2] == ("单位类别", "承办单位"):
            self._check_annex(table)
        elif groups:
            self._check_crossing(table, groups.pop())
        else:
            assert titles[0] in DIMENSIONS, titles
            self._check_dimension(table)

    def _check_trend(self, table: Table) -> None:
        year = self.recount.period.last.year
        for row, (span, received, closed) in zip(table.rows, self.recount.trend, strict=True):
            assert row == (self._label(row[0], span), span_text(span, year), str(received), str(closed))

    def _label(self, printed: str, span: Any) -> str:
        """The label of a period, which the first column has to be."""
        kinds = {
            "周": f"第{span.first.isocalendar().week}周",
            "月": f"{span.last.month}月",
            "季": f"{span.last.year}年{'一二三四'[span.last.month // 3 - 1]}季度",
        }
        assert printed == kinds[self.recount.cadence]
        return printed

    def _check_dimension(self, table: Table) -> None:
        """Counts, shares, changes and rates of each value, of the rest, and of all."""
        dimension, *titles = self._titles(table)
        first = next(title for title in titles if title.endswith("（件）")).removesuffix("（件）")
        shown = self._values_of(table, dimension, first)
        for row, values in zip(table.rows, shown, strict=True):
            assert row[1:] == tuple(self._cell(title, first, dimension, values) for title in titles), row
        if not table.total:
            assert set(self.below_floor) == {row[0] for row in table.rows}
            return
        assert table.total == ("合计", *(self._cell(title, first, dimension, None) for title in titles))
        if dimension in SHORT:
            assert [row[0] for row in table.rows] == list(WORDS[dimension])
        if "占比" in titles:
            self._check_share_notes(table, first, [row[titles.index("占比") + 1] for row in table.rows])

    def _values_of(self, table: Table, dimension: str, name: str) -> list[tuple[str, ...]]:
        """The values that each row stands for; together they are all of which there are any."""
        named = [row[0] for row in table.rows if not row[0].startswith("其余")]
        counted = self.recount.values(dimension, name)
        rest = tuple(value for value in counted if value not in named)
        if table.total:
            assert not rest or any(row[0].startswith("其余") for row in table.rows), rest
        found = []
        for row in table.rows:
            if row[0].startswith("其余"):
                assert re.match(r"其余(\d+)", row[0])[1] == str(len(rest))
            found.append(rest if row[0].startswith("其余") else (row[0],))
        if dimension not in SHORT:
            numbers = [counted.get(value, 0) for value in named if value not in ("其他", "未注明")]
            assert not table.total or numbers == sorted(numbers, reverse=True)
        return found

    def _sum(self, name: str, pairs: Iterable[Pairs], which: str = "now") -> int:
        return sum(self.recount.count(name, one, which) for one in pairs)

    def _cell(self, title: str, first: str, dimension: str, values: tuple[str, ...] | None) -> str:
        pairs: list[Pairs] = [()] if values is None else [((dimension, value),) for value in values]
        if title == "占比":
            return percent(self._sum(first, pairs), self.recount.count(first))
        if title in ("环比", "同比"):
            which = "before" if title == "环比" else "year_ago"
            numbers = self._sum(first, pairs), self._sum(first, pairs, which)
            return change(*numbers, "—", has=self.recount.has(which))
        if title in RATES:
            part, whole = RATES[title]
            return percent(self._sum(part, pairs), self._sum(whole, pairs))
        name = ANNEX.get(title, title.removesuffix("（件）"))
        return str(self._sum(name, pairs))

    def _check_share_notes(self, table: Table, name: str, *sides: Sequence[str]) -> None:
        """`sides` are shares that should add up: those of the rows, and of a crossing also of the columns."""
        numbers = re.findall(r"合计（(\d+)件）", "".join(table.notes))
        assert numbers == [str(self.recount.count(name))]
        sums = [sum(Decimal(share.removesuffix("%")) for share in shares) for shares in sides]
        assert (ROUNDED in table.notes) is any(total != 100 for total in sums)

    def _check_crossing(self, table: Table, across: str) -> None:
        down, *columns = self._titles(table)
        assert columns[-2:] == ["合计", "占比"]
        named = [title for title in columns[:-2] if not title.startswith("其余")]
        rest = tuple(value for value in self.recount.values(across) if value not in named)
        meant = [rest if title.startswith("其余") else (title,) for title in columns[:-2]]
        received = self.recount.count("受理量")
        for row, values in zip(table.rows, self._values_of(table, down, "受理量"), strict=True):
            numbers = [
                self._sum("受理量", [((down, one), (across, other)) for one in values for other in others])
                for others in meant
            ]
            own = sum(numbers)
            assert row[1:] == (*map(str, numbers), str(own), percent(own, received)), row
        whole = [self._sum("受理量", [((across, other),) for other in others]) for others in meant]
        assert sum(whole) == received
        assert table.total == ("合计", *map(str, whole), str(received), "100.0%")
        assert table.shares == ("占比", *(percent(one, received) for one in whole), "100.0%", "")
        self._check_share_notes(table, "受理量", [row[-1] for row in table.rows], table.shares[1:-2])

    def _check_annex(self, table: Table) -> None:
        _, _, *titles = self._titles(table)
        classes: dict[str, list[str]] = {}
        for name, unit, *cells in table.rows:
            own = classes.setdefault(name, [])
            if unit != "小计":
                assert unit in self.recount.units_of(name)
                own.append(unit)
            values = tuple(own) if unit == "小计" else (unit,)
            assert cells == [self._cell(title, "受理量", "承办单位", values) for title in titles], unit
        known = {name: self.recount.units_of(name) for name in WORDS["单位类别"]}
        assert {name: set(own) for name, own in classes.items()} == {
            name: own for name, own in known.items() if own
        }
        assert table.subtotals == tuple(place for place, row in enumerate(table.rows) if row[1] == "小计")
        assert [name for name, own in classes.items() if len(own) > 1] == [
            row[0] for row in table.rows if row[1] == "小计"
        ]
        assert table.total[-len(titles) :] == tuple(
            self._cell(title, "受理量", "承办单位", None) for title in titles
        )

    def _check_listing(self, table: Table) -> None:
        titles = self._titles(table)
        for row in table.rows:
            cells = dict(zip(titles, row, strict=True))
            assert any(
                all(entry.get(name, "") == cell for name, cell in cells.items()) for entry in self.entries
            )

    # Requests.

    def _check_items(self, table: Table) -> None:
        titles = self._titles(table)
        every, tell = {
            OPEN_ITEMS: (self.recount.open, self._open_item),
            OVERDUE_ITEMS: (self.recount.overdue, self._overdue_item),
            REPEATED_ITEMS: (self.recount.repeated, self._repeated_item),
        }[titles]
        quotable = [row for row in every if not row.confidential]
        shown = len(table.rows)
        # A 举报 stands behind all others, so that its place does not tell its day.
        first = [row for row in quotable if not row.tells][:shown]
        wanted = [tell(row) for row in first]
        if titles == OPEN_ITEMS:
            wanted.sort(key=lambda cells: WORDS["服务对象"].index(cells[0]))
        assert list(table.rows[: len(first)]) == wanted
        secret = Counter(tell(row) for row in quotable if row.tells)
        assert not Counter(table.rows[len(first) :]) - secret
        notes = [note for note in table.notes if not note.startswith("连续期数")]
        told = [f"共{len(quotable)}件，本表列出前{shown}件。"] if len(quotable) > shown else []
        if titles != REPEATED_ITEMS and len(every) > len(quotable):
            told.append(f"另有{len(every) - len(quotable)}件按保密规定只计数，不列出。")
        assert notes == told

    def _short(self, day: date) -> str:
        return day_text(day, self.recount.period.last.year)

    def _open_item(self, row: Row) -> tuple[str, ...]:
        return row.values["服务对象"], *self._overdue_item(row)

    def _overdue_item(self, row: Row) -> tuple[str, ...]:
        term = "—" if row.tells or row.due is None else self._short(row.due)
        standing = "—" if row.tells else str(self.recount.standing(row))
        return self.title(row), row.values["承办单位"], term, self._late(row), standing

    def _late(self, row: Row) -> str:
        if self.recount.state(row) != "已超期" or row.tells:
            return "—"
        return str(row.days_late(self.recount.period.as_of) or "不足1")

    def _repeated_item(self, row: Row) -> tuple[str, ...]:
        day = "—" if row.tells else self._short(row.received.date())
        again = str(self.recount.again(row))
        return self.title(row), row.values["承办单位"], day, again, self.recount.state(row)

    def title(self, row: Row) -> str:
        return f"{row.values['问题分类']}方面的举报" if row.tells else row.title

    def check_case(self, case: Case, heading: str) -> None:
        """The case is one of the requests, told as it was and with nothing else."""
        rows = [row for row in self.recount.known if self.title(row) == case.title and not row.confidential]
        assert any(self._is_told(case, heading, row) for row in rows), case

    def _is_told(self, case: Case, heading: str, row: Row) -> bool:
        """Whether the case may be this request; of a 举报 neither day nor place nor words are told."""
        if heading and row.values["服务对象"] != heading:
            return False
        state = self.recount.state(row)
        parts = {row.values["问题分类"], f"{row.values['承办单位']}承办", state}
        if not row.tells:
            parts |= {row.values["来源渠道"], row.values["属地"], f"{self._short(row.received.date())}受理"}
        answer = next((label for label, _ in case.facts if label != "诉求"), "")
        facts = [] if row.tells else [("诉求", row.content)]
        if answer:
            facts.append((answer, self._outcome(row, state)))
        whole = [fact for fact in facts if fact[1]]
        return (
            set(case.meta.split("，")) <= parts
            and bool(answer or case.meta.endswith(state))
            and len(case.facts) == len(whole)
            and all(map(is_told, case.facts, whole))
        )

    def _outcome(self, row: Row, state: str) -> str:
        year = self.recount.period.last.year
        if row.tells:
            return "已办结。" if state == "已办结" else "正在办理。"
        if row.result and (state == "已办结" or not row.closed):
            return row.result
        if state == "已办结":
            assert row.closed_at is not None
            return f"已于{day_text(row.closed_at.date(), year)}办结。"
        if state == "已超期":
            late = row.days_late(self.recount.period.as_of)
            return f"尚未办结，已超期{late}个工作日。" if late else "尚未办结，已过时限。"
        return f"正在办理，时限{day_text(row.due, year)}。" if row.due else "正在办理。"

    def _check_told(self, blocks: Sequence[Cases]) -> None:
        """How many requests are told, and how many are not."""
        answered = any(label == "答复" for block in blocks for case in block.cases for label, _ in case.facts)
        every = self.recount.answered if answered else self.recount.inside
        quotable = [row for row in every if not row.confidential]
        shown = sum(len(block.cases) for block in blocks)
        left = len(quotable) - shown
        note = f"以上选登{shown}件，另有{left}件没有登出。" if left else ""
        if len(every) > len(quotable):
            note += f"另有{len(every) - len(quotable)}件按保密规定只计数，不登内容。"
        assert blocks[-1].note == note and not any(block.note for block in blocks[:-1])

    # Pictures and tiles.

    def check_chart(self, chart: Chart) -> None:
        if chart.shape == "lines":
            trend = self.recount.trend
            for label, (span, _, _) in zip(chart.labels, trend, strict=True):
                self._label(label, span)
            values = {series.name: list(series.values) for series in chart.series}
            assert values == {
                "受理量": [float(received) for _, received, _ in trend],
                "办结量": [float(closed) for _, _, closed in trend],
            }
            told = [
                f"{label}受理{one[1]}件、办结{one[2]}件"
                for label, one in zip(chart.labels, trend, strict=True)
            ]
            assert chart.summary == "；".join(told) + "。"
            return
        (series,) = chart.series
        title = re.sub(r"（前\d+\D+）$", "", chart.title)
        dimension = title.removeprefix("各").removesuffix(series.name)
        counted = self.recount.values(dimension, series.name)
        wanted = [counted.pop(label) for label in chart.labels]
        assert list(series.values) == [float(number) for number in wanted]
        told = "、".join(f"{label}{number}件" for label, number in zip(chart.labels, wanted, strict=True))
        if counted:
            assert title != chart.title and len(wanted) == MOST_BARS
            told += f"；其余共{sum(counted.values())}件"
        assert chart.summary == f"{chart.title}：{told}。"
        assert sum(wanted) + sum(counted.values()) == self.recount.count(series.name)

    def check_tiles(self, block: Tiles) -> None:
        labels = [tile.label for tile in block.tiles]
        assert labels == ["受理量", "日均受理量", *RATES, "累计超期量"]
        for tile in block.tiles:
            unit = "%" if tile.label in RATES else "件"
            assert f"{tile.value}{unit}" == self.recount.text(tile.label) + ("" if unit == "%" else "件")
            assert tile.unit == unit
            changes = "，".join(base + text for base, text in tile.changes)
            assert changes == self.recount.text(f"{tile.label}.升降")

    # 交办单.

    def _check_sheets(self) -> None:
        quotable = {row.values["承办单位"] for row in self.recount.open if not row.confidential}
        numbers = [sheet.file_name.removesuffix(".pdf").partition("-")[2] for sheet in self.bulletin.sheets]
        if self.bulletin.publication == "suqiu-dongtai":
            assert sorted(numbers) == sorted(quotable)
        else:
            assert not numbers

    def check_sheet(self, sheet: Sheet) -> None:
        unit = sheet.file_name.removesuffix(".pdf").partition("-")[2]
        every = [row for row in self.recount.open if row.values["承办单位"] == unit]
        own = [row for row in every if not row.confidential]
        own.sort(key=lambda row: (-self._days(row), row.received.date(), row.id))
        opening, closing = self.words["交办单"], self.words["交办单结尾"]
        assert plain(sheet.opening) == plain(self.filled(opening, unit))
        assert plain(sheet.closing) == plain(closing)
        assert [row[0] for row in sheet.table.rows] == [str(number) for number in range(1, len(own) + 1)]
        told = [row[1:7] for row in sheet.table.rows]
        wanted = [self._sheet_row(row) for row in own if not row.tells]
        # A 举报 stands behind all others, so that its place does not tell its day.
        assert told[: len(wanted)] == wanted
        assert Counter(told[len(wanted) :]) == Counter(self._sheet_row(row) for row in own if row.tells)
        notes = [f"另有{len(every) - len(own)}件按保密规定只计数，不列出。"] if len(every) > len(own) else []
        assert list(sheet.table.notes) == notes

    def _days(self, row: Row) -> int:
        return row.days_late(self.recount.period.as_of) if self.recount.state(row) == "已超期" else 0

    def _sheet_row(self, row: Row) -> tuple[str, ...]:
        number = "—" if row.tells else row.id
        title, late = self.title(row), self._late(row)
        day = "—" if row.tells else row.received.date().isoformat()
        term = "—" if row.tells or row.due is None else row.due.isoformat()
        return number, title, row.values["诉求类型"], day, term, late

    # Units below the threshold.

    @cached_property
    def below_floor(self) -> list[str]:
        rates = {
            unit: self.recount.rate("满意率", (("承办单位", unit),))
            for unit in self.recount.values("承办单位", "回访量")
        }
        return [unit for unit, (part, whole) in rates.items() if part * 100 < FLOOR * whole]


# Slips, to show that they are found.


def slips(section: BulletinSection) -> Iterator[BulletinSection]:
    """The section with one number of a table, a chart or a tile raised by one, for each of them."""
    for place, block in enumerate(section.blocks):
        for wrong in _wrong_blocks(block):
            yield replace(section, blocks=(*section.blocks[:place], wrong, *section.blocks[place + 1 :]))


def _wrong_blocks(block: object) -> Iterator[Any]:
    if isinstance(block, Table):
        for number, row in enumerate(block.rows):
            for wrong in _wrong_cells(row):
                yield replace(block, rows=(*block.rows[:number], wrong, *block.rows[number + 1 :]))
        for wrong in _wrong_cells(block.total):
            yield replace(block, total=wrong)
    elif isinstance(block, Chart):
        for number, series in enumerate(block.series):
            for place, value in enumerate(series.values):
                values = (*series.values[:place], (value or 0) + 1, *series.values[place + 1 :])
                raised = Series(series.name, values)
                yield replace(block, series=(*block.series[:number], raised, *block.series[number + 1 :]))
    elif isinstance(block, Tiles):
        for number, tile in enumerate(block.tiles):
            wrong_tile = replace(tile, value=_raised(tile.value))
            yield replace(block, tiles=(*block.tiles[:number], wrong_tile, *block.tiles[number + 1 :]))


def _wrong_cells(row: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for place, cell in enumerate(row):
        if re.search(r"\d", cell):
            yield (*row[:place], _raised(cell), *row[place + 1 :])


def _raised(text: str) -> str:
    """The last number's last digit raised by one."""
    digit = [match for match in re.finditer(r"\d", text)][-1]
    return f"{text[: digit.start()]}{(int(digit[0]) + 1) % 10}{text[digit.end() :]}"
