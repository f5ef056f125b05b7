"""Random ledgers through the real loader into a whole issue: whatever is counted, all that is printed agrees.

Nothing is counted a second time here. Tables are held against their own totals, and all tables, charts, tiles
and sentences against each other.
"""

from __future__ import annotations

import csv
import io
import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st
from recount_printed_made import slips

from generator.compile.blocks import BLOCKS
from generator.compile.bulletin import compile_issue
from generator.compile.figures.values import ROUNDED
from generator.compile.issue_figures import compile_figures
from generator.diagnostics import has_errors
from generator.diagnostics.show import plain
from generator.gather import gather
from generator.model.blocks import Block, Cases, Chart, Prose, Table, Tiles
from generator.model.bulletin import Bulletin
from generator.model.statistics import COUNTS

UNITS = {"市城管局": "市直", "市水利局": "市直", "东山县": "县市区", "西河区": "县市区", "自来水公司": "国资"}
WORDS: Mapping[str, Sequence[str]] = {
    "来源渠道": ("来访", "短信", "e线民生", ""),
    "诉求类型": ("咨询", "求助", "投诉", "举报", "表扬", ""),
    "问题分类": ("供水", "供暖", "道路", "物业", "噪声", "其他", ""),
    "服务对象": ("市场主体", "困难群众", ""),
    "属地": ("东山县", "西河区", "南湖区", "北岭县", ""),
    "承办单位": (*UNITS, ""),
    "状态": ("办理中", "已办结"),
    "满意度": ("满意", "基本满意", "不满意", "未接通", ""),
    "保密": ("", "", "", "是"),
    "办理时限": ("", "", "1个工作日", "3个工作日", "20天"),
}
HEADER = ("编号", "受理时间", "办结时间", "重复件", "标题", *WORDS)
RATES = {
    "办结率": ("办结量", "受理量"),
    "按时办结率": ("按时办结量", "办结量"),
    "满意率": ("满意量", "回访量"),
    "重复率": ("重复量", "受理量"),
}
SITE = {
    "单位": "某市工作专班",
    "词表": {
        "来源渠道": list(WORDS["来源渠道"][:-1]),
        "问题分类": list(WORDS["问题分类"][:-1]),
        "服务对象": list(WORDS["服务对象"][:-1]),
    },
    "办理时限": {"咨询": "2个工作日", "其他": "5个工作日"},
    "指标": {name: {"分子": part, "分母": whole} for name, (part, whole) in RATES.items()},
    "刊物": {"zb": {"名称": "民情周报", "类型": "专报", "频次": "周"}},
}
LONG_AGO = date(2022, 3, 1)


@dataclass(frozen=True)
class Case:
    """A ledger and the issue that is made of it; `limit` is 最多 of the sections without charts."""

    rows: tuple[Mapping[str, str], ...]
    first: date
    last: date
    as_of: datetime
    limit: int | None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    first = LONG_AGO + timedelta(days=draw(st.integers(0, 60)))
    last = first + timedelta(days=draw(st.sampled_from([6, 6, 0, 13, 29])))
    midnight = datetime(last.year, last.month, last.day) + timedelta(days=1)
    as_of = midnight + timedelta(hours=draw(st.sampled_from([0, 0, -5, 9, 72])))
    rows: list[Mapping[str, str]] = []
    for number in range(draw(st.sampled_from([0, 1, 3, 12, 30, 60]))):
        start = datetime(first.year, first.month, first.day)
        away = draw(st.sampled_from([0, 0, 0, 0, -7, -20, -365, 30]))
        received = start + timedelta(days=away, minutes=draw(st.integers(0, 24 * 60 * 7 - 1)))
        words = {name: draw(st.sampled_from(own)) for name, own in WORDS.items()}
        closed = received + timedelta(minutes=draw(st.integers(0, 60 * 24 * 14)))
        rows.append(
            {
                **words,
                "编号": f"R{number:03d}",
                "受理时间": f"{received:%Y-%m-%d %H:%M}",
                "办结时间": f"{closed:%Y-%m-%d %H:%M}" if words["状态"] == "已办结" else "",
                "重复件": draw(st.sampled_from(["", "", "", *(row["编号"] for row in rows)])),
                "标题": f"反映事项{number}",
            }
        )
    return Case(tuple(rows), first, last, as_of, draw(st.sampled_from([None, 2, 3, 5])))


def written(case: Case, root: Path) -> Path:
    """The site: every block in a section with charts, and again in one without."""
    told = "；".join(f"{name}{{{{{name}}}}}件" for name in COUNTS)
    sections: list[dict[str, Any]] = [{"名称": "文字", "文字": f"{told}。"}]
    for name in BLOCKS:
        more = {"最多": case.limit} if case.limit else {}
        sections += [
            {"名称": f"{name}图", "内容": [name]},
            {"名称": f"{name}表", "内容": [name], "图": "否", **more},
        ]
    issue = {
        "期号": 1,
        "签发日期": case.last + timedelta(days=1),
        "报道期间": f"{case.first} 至 {case.last}",
        "截止时间": f"{case.as_of:%Y-%m-%d %H:%M}",
        "栏目": sections,
    }
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, HEADER)
    writer.writeheader()
    writer.writerows(case.rows)
    files = {
        "site.yaml": _yaml(SITE),
        "content/units.yaml": _yaml([{"名称": name, "类别": kind} for name, kind in UNITS.items()]),
        "content/issues/zb/2022-01.yaml": _yaml(issue),
        "content/requests/a.csv": stream.getvalue(),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def composed(case: Case) -> Bulletin:
    with tempfile.TemporaryDirectory() as folder:
        gathered, findings = gather(written(case, Path(folder)))
        assert gathered is not None and not has_errors(findings), plain(findings)
        figures, findings = compile_figures(
            gathered.content, gathered.plan, gathered.ledger, gathered.records
        )
        assert not has_errors(findings), plain(findings)
        bulletin, findings = compile_issue(gathered.content, gathered.plan, "zb/2022-01", figures)
        assert bulletin is not None and not has_errors(findings), plain(findings)
        return bulletin


# Shrinking takes minutes, and what fails is told by its message as well.
@settings(max_examples=40, phases=[Phase.generate])
@given(cases())
def test_all_that_an_issue_prints_agrees(case: Case) -> None:
    event("some rows" if case.rows else "no rows")
    check(composed(case))


def test_a_number_off_by_one_is_found() -> None:
    """Every number of every table that has a total, of every chart and of every tile with a count."""
    chance = random.Random(7)
    rows = [
        {
            **{name: chance.choice(own) for name, own in WORDS.items()},
            "编号": f"R{number:03d}",
            "受理时间": f"2022-03-{chance.randint(1, 7):02d} {chance.randint(0, 23):02d}:00",
            "办结时间": "",
            "重复件": chance.choice(["", "R000"]) if number else "",
            "标题": f"反映事项{number}",
        }
        for number in range(60)
    ]
    closed = [{**row, "办结时间": "2022-03-08 09:00"} if row["状态"] == "已办结" else row for row in rows]
    case = Case(tuple(closed), date(2022, 3, 1), date(2022, 3, 7), datetime(2022, 3, 9), None)
    bulletin = composed(case)
    check(bulletin)
    found = 0
    for place, section in enumerate(bulletin.sections):
        for wrong in slips(section):
            if any(is_held(one, other) for one, other in zip(section.blocks, wrong.blocks, strict=True)):
                sections = (*bulletin.sections[:place], wrong, *bulletin.sections[place + 1 :])
                with pytest.raises((AssertionError, KeyError)):
                    check(replace(bulletin, sections=sections))
                found += 1
    assert found > 400


def is_held(block: Block, wrong: Block) -> bool:
    """Whether a changed block is one whose numbers others have to agree with."""
    if block == wrong or isinstance(block, Table):
        return block != wrong and bool(block.total)  # type: ignore[union-attr]
    if isinstance(block, Tiles) and isinstance(wrong, Tiles):
        pairs = zip(block.tiles, wrong.tiles, strict=True)
        return any(one != other and one.label != "日均受理量" for one, other in pairs)
    return isinstance(block, Chart) and block.shape == "bars"


def check(bulletin: Bulletin) -> None:
    sections = {section.name: section.blocks for section in bulletin.sections}
    counts = counts_told(sections["文字"])
    check_counts(counts)
    blocks = [block for own in sections.values() for block in own]
    tables = [block for block in blocks if isinstance(block, Table)]
    for table in tables:
        check_table(table, counts)
    for block in blocks:
        if isinstance(block, Chart):
            check_chart(block, counts)
        elif isinstance(block, Tiles):
            check_tiles(block, counts)
        elif isinstance(block, Prose):
            check_sentence(block, counts)
    check_charts_and_tables(sections)
    check_items(sections, counts)


def counts_told(blocks: Sequence[Block]) -> dict[str, int]:
    """The counts of all requests, as the issue's sentence tells them."""
    (block,) = blocks
    assert isinstance(block, Prose)
    found = {name: int(number) for name, number in re.findall(r"(\w+?)(\d+)件", block.html)}
    assert list(found) == list(COUNTS)
    return found


def check_counts(counts: Mapping[str, int]) -> None:
    assert counts["办结量"] + counts["在办量"] == counts["受理量"]
    assert counts["按时办结量"] + counts["超期办结量"] == counts["办结量"]
    assert counts["超期办结量"] + counts["超期未办结量"] == counts["超期量"]
    assert counts["超期未办结量"] <= counts["在办量"] <= counts["累计在办量"]
    assert counts["超期未办结量"] <= counts["累计超期量"] <= counts["累计在办量"]
    assert counts["满意量"] + counts["不满意量"] == counts["回访量"] <= counts["办结量"]


ANNEX = {
    **{"派遣": "受理量", "按时办结": "按时办结量", "超期办结": "超期办结量", "未办结": "在办量"},
    **{"回访": "回访量", "不满意": "不满意量", "在办": "累计在办量", "超期": "累计超期量"},
}


def check_table(table: Table, counts: Mapping[str, int]) -> None:
    if not table.total:
        check_rates(table, table.rows)
        return
    grouped = {column.title: column.group for column in table.columns}
    titles = list(grouped)
    lead = len(titles) - len(table.total[1:]) if len(table.total) < len(titles) else 1
    members = [row for place, row in enumerate(table.rows) if place not in table.subtotals]
    for place, title in enumerate(titles):
        counted = place >= lead and ("（件）" in title or "（件）" in grouped[title] or title == "合计")
        if not counted:
            continue
        total = int(table.total[place - len(titles)])
        assert sum(int(row[place]) for row in members) == total, title
        for own, summed in subtotals(table):
            assert sum(int(row[place]) for row in own) == int(summed[place])
        name = ANNEX.get(title, title.removesuffix("（件）").replace("合计", "受理量"))
        if name in counts:
            assert total == counts[name]
    check_rates(table, [*table.rows, (*[""] * (len(titles) - len(table.total)), *table.total)])
    check_crossed(table)
    check_shares(table, counts)


def subtotals(table: Table) -> Iterator[tuple[list[tuple[str, ...]], tuple[str, ...]]]:
    """The members of each class, and its 小计."""
    for place in table.subtotals:
        row = table.rows[place]
        assert row[1] == "小计"
        yield [one for one in table.rows if one[0] == row[0] and one[1] != "小计"], row


def check_rates(table: Table, rows: Sequence[tuple[str, ...]]) -> None:
    """A rate divides what stands beside it."""
    names = [ANNEX.get(column.title, column.title.removesuffix("（件）")) for column in table.columns]
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        if {"按时办结量", "超期办结量", "在办量", "受理量"} <= cells.keys():
            done = int(cells["按时办结量"]) + int(cells["超期办结量"])
            assert done + int(cells["在办量"]) == int(cells["受理量"])
            cells["办结量"] = str(done)
        if {"回访量", "不满意量"} <= cells.keys():
            assert cells.setdefault("满意量", str(int(cells["回访量"]) - int(cells["不满意量"])))
        for rate, (part, whole) in RATES.items():
            if rate in cells and part in cells and whole in cells:
                assert cells[rate] == percent(int(cells[part]), int(cells[whole]))


def check_crossed(table: Table) -> None:
    """The rows of a crossing add up too."""
    crossed = [place for place, column in enumerate(table.columns) if column.group.endswith("（件）")]
    titles = [column.title for column in table.columns]
    if "合计" in titles:
        whole = titles.index("合计")
        for row in (*table.rows, table.total):
            assert sum(int(row[place]) for place in crossed) == int(row[whole])


def check_shares(table: Table, counts: Mapping[str, int]) -> None:
    """Shares divide by the total that the table prints; the note stands just where they do not add up."""
    titles = [column.title for column in table.columns]
    if "占比" not in titles:
        assert not any("占比" in note for note in table.notes)
        return
    place = titles.index("占比")
    counted = titles.index("合计") if "合计" in titles else 1
    total = int(table.total[counted])
    assert f"合计（{total}件）" in "".join(table.notes)
    for row in (*table.rows, table.total):
        assert row[place] == percent(int(row[counted]), total)
    sides = [[row[place] for row in table.rows]]
    if table.shares:
        numbers = table.total[1 : counted + 1]
        assert table.shares[1:] == (*(percent(int(number), total) for number in numbers), "")
        sides.append(list(table.shares[1:counted]))
    uneven = any(sum(Decimal(share.removesuffix("%")) for share in side) != 100 for side in sides)
    assert (ROUNDED in table.notes) is uneven


def check_chart(chart: Chart, counts: Mapping[str, int]) -> None:
    """Marks and the sentence beside them are the same numbers; all of them are those of the whole."""
    if chart.shape == "lines":
        for series in chart.series:
            assert series.values[-1] == counts[series.name]
        told = [float(number) for number in re.findall(r"(?:受理|办结)(\d+)件", chart.summary)]
        assert told == [
            value for point in zip(*(one.values for one in chart.series), strict=True) for value in point
        ]
        return
    (series,) = chart.series
    body, _, rest = chart.summary.removeprefix(f"{chart.title}：").partition("；其余共")
    told = [float(number) for number in re.findall(r"(\d+)件", body)]
    assert told == list(series.values)
    named = [
        value for label, value in zip(chart.labels, told, strict=True) if label not in ("其他", "未注明")
    ]
    assert named == sorted(named, reverse=True)
    others = int(re.findall(r"\d+", rest)[0]) if rest else 0
    assert sum(told) + others == counts[series.name]


def check_charts_and_tables(sections: Mapping[str, Sequence[Block]]) -> None:
    """The bars of a section are the rows of the table that it prints, and so is the curve."""
    for name, blocks in sections.items():
        charts = [block for block in blocks if isinstance(block, Chart)]
        beside = (*blocks, *sections.get(name.removesuffix("图") + "表", ()))
        tables = [block for block in beside if isinstance(block, Table)]
        for chart in charts:
            for series in chart.series:
                marks = dict(zip(chart.labels, series.values, strict=True))
                for numbers in columns_of(tables, chart, series.name):
                    shared = marks.keys() & numbers.keys()
                    cut = any(label.startswith("其余") for label in numbers)
                    assert shared or cut or not numbers
                    assert {label: numbers[label] for label in shared} == {
                        label: marks[label] for label in shared
                    }


def columns_of(tables: Sequence[Table], chart: Chart, name: str) -> Iterator[dict[str, float]]:
    """Row → number, for each table that tells of the same."""
    for table in tables:
        titles = [column.title for column in table.columns]
        same = (
            titles[0] == "时期" if chart.shape == "lines" else chart.title.startswith(f"各{titles[0]}{name}")
        )
        wanted = f"{name}（件）" if f"{name}（件）" in titles else "合计"
        if same and wanted in titles:
            yield {row[0]: float(row[titles.index(wanted)]) for row in table.rows}


def check_tiles(block: Tiles, counts: Mapping[str, int]) -> None:
    for tile in block.tiles:
        if tile.label in counts:
            assert int(tile.value) == counts[tile.label]
        elif tile.label in RATES:
            part, whole = (counts[name] for name in RATES[tile.label])
            assert f"{tile.value}{tile.unit}" == (percent(part, whole) if whole else "暂无数据")


def check_sentence(block: Prose, counts: Mapping[str, int]) -> None:
    """Wherever a sentence of the outline tells a count of all requests, it is the same one."""
    for name, number in re.findall(r"共受理群众诉求(\d+)件|累计超期未办结(\d+)件", block.html):
        assert int(name or number) == counts["受理量" if name else "累计超期量"]
    if match := re.search(r"按承办单位分：(.*)。", block.html):
        told = sum(int(number) for number in re.findall(r"(\d+)件", match[1]))
        assert told in (counts["累计超期量"], counts["重复量"])


def check_items(sections: Mapping[str, Sequence[Block]], counts: Mapping[str, int]) -> None:
    """What is listed, what is cut and what is confidential is all that is counted."""
    for name, counted in {"超期事项": "累计超期量", "仍在办": "累计在办量"}.items():
        for kind in "图表":
            blocks = sections[f"{name}{kind}"]
            tables = [block for block in blocks if isinstance(block, Table)]
            text = "".join(str(block) for block in blocks)
            shown = sum(len(table.rows) for table in tables)
            listed = re.search(r"共(\d+)件，本表列出前(\d+)件", text)
            if listed:
                assert int(listed[2]) == shown < int(listed[1])
            hidden = re.search(r"另有(\d+)件按保密规定", text)
            whole = int(listed[1]) if listed else shown
            assert whole + (int(hidden[1]) if hidden else 0) == counts[counted]
    for name, counted in {"新受理": "受理量", "已答复": "本期办结量"}.items():
        for kind in "图表":
            told = [block for block in sections[f"{name}{kind}"] if isinstance(block, Cases)]
            notes = "".join(block.note for block in told)
            left = sum(int(number) for number in re.findall(r"另有(\d+)件", notes))
            if told:
                assert sum(len(block.cases) for block in told) + left == counts[counted]


def percent(part: int, whole: int) -> str:
    if not whole:
        return "—"
    return f"{(Decimal(part * 100) / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
