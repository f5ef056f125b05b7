"""A city's site of another kind (`tests/sites/yunling`): its figures counted once more in plain Python, and
what a reader who checks by hand must find. What its pages say word by word is held by `test_golden`.

One ledger in three files: a workbook of the old kind (.xls) with a title, a header in two rows of merged
cells and dates as bare numbers, a GB 18030 CSV from the visits desk, and a YAML list. Months end on the
20th; of the publications one is yearly, one secret and with 交办单; the 问题清单 lies across.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import chinese_calendar
import pypdfium2
import pytest
import yaml
from blocks_made import Row, blocks, lines, many, statistics, tables
from conftest import told
from pages import built, page_texts
from python_calamine import CalamineWorkbook
from statistics_made import Row as LedgerRow
from statistics_made import compiled, weekly

from generator.compile.blocks.cases import shortened
from generator.compile.figures.figure import Figure, figure
from generator.diagnostics import ordered
from generator.model.blocks import Prose, Tiles
from generator.model.statistics import HotIssue, Statistics

SITE = Path(__file__).parent / "sites" / "yunling"
REQUESTS = SITE / "content/requests"
BOOK, DESK, GRID = (REQUESTS / name for name in ("市民热线工单.xls", "接待大厅登记.csv", "网格走访.yaml"))
FIRST_YEAR = "nianbao/2025/01/民生诉求年报2025年第1期.pdf"
YEARLY = "nianbao/2026/01/民生诉求年报2026年第1期.pdf"
JANUARY = "yuefenxi/2026/01/民声月度分析2026年第1期.pdf"
MONTHLY = "yuefenxi/2026/02/民声月度分析2026年第2期.pdf"
SECRET = "yaoqing/2026/05/民情要情专呈2026年第5期.pdf"
LEVEL = "机密★6个月"
DAY = timedelta(days=1)

SEAT = "的表头里这些列没有读：“坐席工号”\n用不着的不必管；要用的，请在 site.yaml 的“列名”里写明它是哪一项"
MESSAGES = [
    *(
        f"content/requests/市民热线工单.xls:4:1 注意 工作表“{sheet}”{SEAT}"
        for sheet in ("2024年", "2025年", "2026年1至2月")
    ),
    "content/requests/市民热线工单.xls:31:1 注意 印出的诉求里，有1件的文字带着不能印的个人信息，已经隐去："
    "“2026年1至2月”表第31行\n"
    "台账本身没有改动；如果隐去的是可以公开的号码或地址，请写进 site.yaml 的“隐私”下的“允许”",
    "content/requests/接待大厅登记.csv:1:1 注意 这个文件的编码是 GB 18030，已经照样读取\n"
    "下次保存时编码请选 UTF-8",
]


# The ledger, read a second time with nothing of the generator's.


@dataclass(frozen=True)
class Request:
    id: str
    channel: str
    received: datetime
    type: str
    category: str
    area: str
    unit: str
    due: date
    closed: datetime | None
    answer: str
    repeated: bool
    secret: bool

    def done(self, as_of: datetime) -> bool:
        return self.closed is not None and self.closed < as_of

    def in_term(self, as_of: datetime) -> bool:
        return self.done(as_of) and self.closed is not None and self.closed.date() <= self.due

    def overdue(self, as_of: datetime) -> bool:
        return not self.done(as_of) and as_of > datetime.combine(self.due + DAY, time())

    def days_late(self, as_of: datetime) -> int:
        """Whole working days since the term."""
        last = (as_of - timedelta(microseconds=1)).date()
        days = (self.due + DAY * count for count in range(1, (last - self.due).days + 1))
        return sum(chinese_calendar.is_workday(day) for day in days)


def after_workdays(day: date, count: int) -> date:
    while count:
        day += DAY
        count -= chinese_calendar.is_workday(day)
    return day


def term(kind: str, received: date) -> date:
    if kind == "建议":
        return received + 20 * DAY
    return after_workdays(received, {"咨询": 3, "求助": 5, "投诉": 7}.get(kind, 10))


def moment(value: object) -> datetime | None:
    """A cell of the workbook: a time, or the days since the end of 1899 that stand for one."""
    if isinstance(value, int | float):
        value = datetime(1899, 12, 30) + timedelta(seconds=round(value * 86400))
    assert isinstance(value, datetime | date | str)
    if not value:
        return None
    assert not isinstance(value, str)
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def hotline() -> Iterable[Request]:
    book = CalamineWorkbook.from_path(BOOK)
    for name in book.sheet_names:
        title, _, _, header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert title[0] == f"沄陵市市民热线工单汇总表（{name}）" and header[9] == "承办单位"
        for row in rows:
            received = moment(row[2])
            assert received is not None and row[1] == "市民热线"
            until = moment(row[10])
            yield Request(
                *(
                    str(row[0]).removesuffix(".0"),
                    "市民热线",
                    received,
                    str(row[3]),
                    str(row[4]),
                    str(row[6]),
                    str(row[9]),
                ),
                due=until.date() if until else term(str(row[3]), received.date()),
                closed=moment(row[12]),
                answer=str(row[14]),
                repeated=bool(row[15]),
                secret=row[16] == "是",
            )


def desk() -> Iterable[Request]:
    text = DESK.read_bytes().decode("gb18030")
    _, *rows = csv.reader(text.splitlines(keepends=True))
    for row in rows:
        received = datetime.strptime(row[2], "%Y/%m/%d %H:%M")
        days = received.date()
        yield Request(
            *(row[0], row[1], received, row[3], row[4], row[6], row[9].replace("市教育局", "市教体局")),
            due=after_workdays(days, 10) if row[10] else term(row[3], days),
            closed=datetime.strptime(row[12], "%Y年%m月%d日") if row[12] else None,
            answer=row[14],
            repeated=False,
            secret=False,
        )


def grid() -> Iterable[Request]:
    for row in yaml.load(GRID.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        received = datetime.fromisoformat(row["受理时间"])
        closed = row.get("办结时间")
        yield Request(
            *(row["编号"], row["来源渠道"], received, row["诉求类型"], row["问题分类"]),
            *(row["属地"], row["承办单位"]),
            due=term(row["诉求类型"], received.date()),
            closed=datetime.fromisoformat(closed) if closed else None,
            answer=row.get("满意度", ""),
            repeated=False,
            secret=False,
        )


LEDGER = [*hotline(), *desk(), *grid()]


@dataclass(frozen=True)
class Span:
    first: date
    last: date
    as_of: datetime

    def inside(self, **values: str) -> list[Request]:
        return [
            row
            for row in LEDGER
            if self.first <= row.received.date() <= self.last
            and row.received < self.as_of
            and all(getattr(row, name) == value for name, value in values.items())
        ]

    def open(self, **values: str) -> list[Request]:
        rows = (row for row in LEDGER if row.received < self.as_of and not row.done(self.as_of))
        return [row for row in rows if all(getattr(row, name) == value for name, value in values.items())]

    def late(self, **values: str) -> list[Request]:
        return [row for row in self.open(**values) if row.overdue(self.as_of)]

    def closed(self, **values: str) -> list[Request]:
        return [row for row in self.inside(**values) if row.done(self.as_of)]

    def in_term(self, **values: str) -> list[Request]:
        return [row for row in self.closed(**values) if row.in_term(self.as_of)]

    def asked(self, **values: str) -> list[Request]:
        return [row for row in self.closed(**values) if row.answer in ("满意", "基本满意", "不满意")]

    def content(self, **values: str) -> list[Request]:
        return [row for row in self.asked(**values) if row.answer != "不满意"]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


Rows = Callable[[Span], list[Request]]
RATES: dict[str, tuple[Rows, Rows]] = {
    "办结率": (Span.closed, Span.inside),
    "按时办结率": (Span.in_term, Span.closed),
    "满意率": (Span.content, Span.asked),
}
YEAR_2024 = Span(date(2024, 1, 1), date(2024, 12, 31), datetime(2025, 1, 10, 18))
YEAR_2025 = Span(date(2025, 1, 1), date(2025, 12, 31), datetime(2026, 1, 10, 18))


def month(year: int, number: int, after: timedelta = timedelta()) -> Span:
    """From the 21st of the month before to the 20th, as it stood so long after its end."""
    last = date(year, number, 20)
    first = (last.replace(day=1) - DAY).replace(day=21)
    return Span(first, last, datetime.combine(last + DAY, time()) + after)


FEBRUARY, JANUARY_SPAN = month(2026, 2, timedelta(days=3, hours=9)), month(2026, 1)
TEN_DAYS = Span(date(2026, 2, 11), date(2026, 2, 20), datetime(2026, 2, 21))


# Numbers as they are printed, worked out with decimals.


def tenths(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def percent(part: int, whole: int) -> str:
    return f"{tenths(Decimal(100 * part) / whole)}%" if whole else "—"


def moved(difference: Decimal, unit: str) -> str:
    size = tenths(abs(difference))
    return "持平" if size == "0.0" else f"{'上升' if difference > 0 else '下降'}{size}{unit}"


def change(now: Decimal | int, before: Decimal | int, none: str = "暂无可比基期") -> str:
    if not before:
        return "持平" if not now else none
    return moved((Decimal(now) - before) * 100 / before, "%")


def points(name: str, now: Span, before: Span) -> str:
    part, whole = RATES[name]
    rates = [Decimal(100 * len(part(span))) / len(whole(span)) for span in (now, before)]
    return moved(rates[0] - rates[1], "个百分点")


def rate(name: str, span: Span) -> str:
    part, whole = RATES[name]
    return percent(len(part(span)), len(whole(span)))


def mean(span: Span) -> Decimal:
    return Decimal(len(span.inside())) / span.days


# What was built.


@dataclass(frozen=True)
class Built:
    output: Path
    messages: list[str]

    def pages(self, pdf: str) -> list[str]:
        """The pages' texts without blanks."""
        return ["".join(text.split()) for text in page_texts(self.output / pdf)]

    def text(self, pdf: str) -> str:
        return "".join(self.pages(pdf))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    copy = tmp_path_factory.mktemp("yunling") / "site"
    shutil.copytree(SITE, copy)
    outcome = built(copy)
    assert outcome.recorded == ["nianbao/2025-01"]
    return Built(copy / "output", [told(finding) for finding in ordered(outcome.findings)])


def test_what_is_said_of_the_site(made: Built) -> None:
    assert made.messages == MESSAGES


def test_the_three_files_are_one_ledger() -> None:
    """Counted by hand in the files, so that the recount below is held by something, too."""
    assert [len(list(rows())) for rows in (hotline, desk, grid)] == [160, 55, 12]
    assert (len(YEAR_2024.inside()), len(YEAR_2025.inside()), len(FEBRUARY.inside())) == (61, 118, 32)
    first = LEDGER[0]
    assert (first.id, first.received) == ("2024000101", datetime(2024, 1, 1, 9, 20))


# The yearly edition.


def test_the_first_year_has_nothing_to_compare_with(made: Built) -> None:
    text = made.text(FIRST_YEAR)
    assert "2024年受理群众诉求61件，环比、同比暂无可比基期；办结率96.7%，与上年相比暂无可比基期。" in text
    for name in RATES:
        assert f"{name}{rate(name, YEAR_2024)}环比、同比暂无可比基期" in text
    # Of a year that the ledger does not have, 0 would be wrong.
    assert "物业管理18——03件数第1位" in text
    assert "“—”表示台账里没有上期的数据，或者没有足够的往期，算不出常态。" in text
    assert "台账里还没有可以比较的往期数据，暂不列走势。" in text
    assert re.search(r"(上升|下降)\d", text) is None


def test_a_year_is_compared_with_the_year_before_once(made: Built) -> None:
    """环比 and 同比 of a year are of the same days, so both are told in one."""
    text = made.text(YEARLY)
    now, before = len(YEAR_2025.inside()), len(YEAR_2024.inside())
    both = f"环比、同比{change(now, before)}"
    assert f"本期（2025年）共受理群众诉求{now}件，{both}。截至2026年1月10日18时，" in text
    assert f"受理量{now}件{both}日均受理量{tenths(mean(YEAR_2025))}件" in text
    # 2024 had a day more: the mean went up by more than the number did.
    assert (change(now, before), change(mean(YEAR_2025), mean(YEAR_2024))) == ("上升93.4%", "上升94.0%")
    assert f"日均受理量0.3件环比、同比{change(mean(YEAR_2025), mean(YEAR_2024))}" in text
    for name in RATES:
        assert f"{name}{rate(name, YEAR_2025)}环比、同比{points(name, YEAR_2025, YEAR_2024)}" in text
    late, then = len(YEAR_2025.late()), len(YEAR_2024.late())
    assert f"累计超期量{late}件环比、同比{change(late, then)}" in text


def test_the_note_of_the_year_names_figures_of_both_years(made: Built) -> None:
    text = made.text(YEARLY)
    now, before = len(YEAR_2025.inside()), len(YEAR_2024.inside())
    shares = [
        Decimal(100 * len(span.inside(category="物业管理"))) / len(span.inside())
        for span in (YEAR_2025, YEAR_2024)
    ]
    assert (
        f"2025年受理群众诉求{now}件，同比{change(now, before)}（2024年{before}件）；"
        f"办结率{rate('办结率', YEAR_2025)}，同比{points('办结率', YEAR_2025, YEAR_2024)}；"
        f"满意率{rate('满意率', YEAR_2025)}，同比{points('满意率', YEAR_2025, YEAR_2024)}。"
    ) in text
    share = f"物业管理占{tenths(shares[0])}%，同比{moved(shares[0] - shares[1], '个百分点')}。"
    assert share in text
    assert "发：各镇街，各部门，各公用企业，各驻沄机构。" in text and "共印20份" in text
    grids = len(YEAR_2025.inside(channel="网格走访"))
    assert f"网格走访{grids}件，同比暂无可比基期，请各镇街接着走；" in text
    assert f"对还没有办结的{len(YEAR_2025.open())}件，请承办单位逐件报明时限。" in text


def test_every_row_of_the_years_tables_is_right(made: Built) -> None:
    text = made.text(YEARLY)
    whole = len(YEAR_2025.inside())
    for category in {row.category for row in YEAR_2025.inside()}:
        now, before = (len(span.inside(category=category)) for span in (YEAR_2025, YEAR_2024))
        assert f"{category}{now}{percent(now, whole)}{change(now, before, none='—')}" in text
    for channel in ("市民热线", "接待大厅", "网格走访"):
        numbers = [
            len(YEAR_2025.inside(channel=channel, type=kind))
            for kind in ("咨询", "求助", "投诉", "举报", "建议")
        ]
        assert f"{channel}{''.join(map(str, numbers))}{sum(numbers)}{percent(sum(numbers), whole)}" in text
    annex = made.pages(YEARLY)[9] + made.pages(YEARLY)[10]
    for unit in {row.unit for row in YEAR_2025.inside()}:
        assert f"{unit}{annexed(YEAR_2025, unit=unit)}" in annex
    assert f"合计{annexed(YEAR_2025)}注：" in annex


def annexed(span: Span, **values: str) -> str:
    received, closed, in_term = span.inside(**values), span.closed(**values), span.in_term(**values)
    asked, content = span.asked(**values), span.content(**values)
    return "".join(
        (
            f"{len(received)}{len(in_term)}{len(closed) - len(in_term)}{len(received) - len(closed)}",
            percent(len(closed), len(received)) + percent(len(in_term), len(closed)),
            f"{len(asked)}{len(asked) - len(content)}{percent(len(content), len(asked))}",
            f"{len(span.open(**values))}{len(span.late(**values))}",
        )
    )


def test_what_is_overdue_is_told_with_its_days_and_issues(made: Built) -> None:
    text = made.text(YEARLY)
    late = YEAR_2025.late()
    for row in late:
        years = "" if row.due.year == 2025 else f"{row.due.year}年"
        days = row.days_late(YEAR_2025.as_of) or "不足1"
        stood = 1 + (row in YEAR_2024.open())
        assert f"{row.unit}{years}{row.due.month}月{row.due.day}日{days}{stood}" in text
    assert sum(row in YEAR_2024.open() for row in late) == 2 and len(late) == 10


def test_the_trend_of_years_has_both(made: Built) -> None:
    text = made.text(YEARLY)
    assert "近期各期受理和办结的件数如下。" in text and "2024年2025年" in text
    page = (made.output / YEARLY).parent.joinpath("index.html").read_text(encoding="utf-8")
    assert (
        f"2024年受理{len(YEAR_2024.inside())}件、办结{len(YEAR_2024.closed())}件；"
        f"2025年受理{len(YEAR_2025.inside())}件、办结{len(YEAR_2025.closed())}件。"
    ) in page


def test_a_table_of_one_row_stays_with_the_words_before_it(made: Built) -> None:
    """It was once taken to the next page with the section that follows."""
    (page,) = [page for page in made.pages(YEARLY) if "多次反映的诉求" in page]
    assert "按承办单位分：市住建局3件。多次反映的诉求" in page


# Months that end on the 20th.


def test_a_month_goes_from_the_21st_to_the_20th(made: Built) -> None:
    text = made.text(MONTHLY)
    before, year_ago = month(2026, 1, timedelta(days=3, hours=9)), month(2025, 2, timedelta(days=3, hours=9))
    numbers = [len(span.inside()) for span in (FEBRUARY, before, year_ago)]
    changes = f"环比{change(numbers[0], numbers[1])}，同比{change(numbers[0], numbers[2])}"
    assert f"本期（1月21日至2月20日）共受理群众诉求{numbers[0]}件，{changes}。截至2月24日9时，" in text
    for name in RATES:
        told = [points(name, FEBRUARY, base) for base in (before, year_ago)]
        if told[0] == told[1] == "持平":
            assert f"{name}{rate(name, FEBRUARY)}环比、同比持平" in text
        else:
            assert f"{name}{rate(name, FEBRUARY)}环比{told[0]}同比{told[1]}" in text
    assert "签发：辛某责编：褚某沄陵市民生诉求联合办理中心2026年2月24日印发共印14份" in text
    assert "发：各镇街，各部门。" in text


def test_the_trend_of_months_ends_on_the_20th_each(made: Built) -> None:
    page = (made.output / MONTHLY).parent.joinpath("index.html").read_text(encoding="utf-8")
    late = timedelta(days=3, hours=9)
    months = [*(month(2025, number, late) for number in range(3, 13)), month(2026, 1, late), FEBRUARY]
    told = "；".join(
        f"{span.last.month}月受理{len(span.inside())}件、办结{len(span.closed())}件" for span in months
    )
    assert f"{told}。" in page


def test_hot_issues_of_the_month_are_told_beside_the_usual(made: Built) -> None:
    text = made.text(MONTHLY)
    late = timedelta(days=3, hours=9)
    before = [month(2026, 1, late), month(2025, 12, late), month(2025, 11, late)]
    for category in ("物业管理", "供水", "停车与出行"):
        rows = FEBRUARY.inside(category=category)
        usual = Decimal(sum(len(span.inside(category=category)) for span in before)) / 3
        numbers = (len(rows), len(before[0].inside(category=category)), tenths(usual))
        repeats, areas = sum(row.repeated for row in rows), len({row.area for row in rows})
        assert f"{category}{''.join(map(str, numbers))}{repeats}{areas}件数第" in text
    growth = (Decimal(len(FEBRUARY.inside(category="物业管理"))) * 3 / 8 - 1) * 100
    assert f"件数第1位；比常态增长{tenths(growth)}%" in text


def test_units_below_the_floor_are_told(made: Built) -> None:
    text = made.text(YEARLY)
    below = []
    for unit in {row.unit for row in YEAR_2025.asked()}:
        asked, content = len(YEAR_2025.asked(unit=unit)), len(YEAR_2025.content(unit=unit))
        if content * 100 < 80 * asked:
            below.append(f"{unit}{asked}{content}{asked - content}{percent(content, asked)}")
    assert f"低于80%的单位有{len(below)}个。" in text and len(below) == 3
    assert all(row in text for row in below)


def test_a_month_named_in_the_issue_is_the_offices_month(made: Built) -> None:
    text = made.text(JANUARY)
    numbers = [len(span.inside()) for span in (JANUARY_SPAN, month(2025, 12), month(2025, 1))]
    assert (
        f"本期（2025年12月21日至2026年1月20日）共受理群众诉求{numbers[0]}件，"
        f"环比{change(numbers[0], numbers[1])}，同比{change(numbers[0], numbers[2])}。截至1月20日24时，"
    ) in text
    late = len(JANUARY_SPAN.late())
    assert f"累计超期未办结{late}件" in text and f"共{late}件，本表列出前4件。" in text


# The secret one.


def test_a_secret_publication_has_no_page_and_is_in_no_index(made: Built) -> None:
    pages = list(made.output.rglob("*.html"))
    assert sorted(path.relative_to(made.output).parts[0] for path in pages) == [
        "index.html",
        *("nianbao", "nianbao", "yuefenxi", "yuefenxi"),
    ]
    for path in (path for path in made.output.rglob("*") if path.suffix in (".html", ".css", ".svg")):
        text = path.read_text(encoding="utf-8")
        assert "要情" not in text and "yaoqing" not in text and LEVEL not in text, path


def test_every_page_of_it_bears_the_level(made: Built) -> None:
    """The first page at the head of the text; the others above the type area."""
    pages = made.pages(SECRET)
    assert pages[0].startswith(f"草稿{LEVEL}民情要情专呈第5期（总第41期）")
    assert len(pages) == 8 and all(page.count(LEVEL) == 1 for page in pages)
    sheets = sorted((made.output / SECRET).parent.glob("交办单/*.pdf"))
    assert len(sheets) == 9
    parted = 0
    for sheet in sheets:
        texts = made.pages(str(sheet.relative_to(made.output)))
        assert all(text.count(LEVEL) == 1 for text in texts), sheet
        parted += len(texts) > 1
    assert parted >= 1
    for pdf in (YEARLY, MONTHLY):
        assert "★" not in made.text(pdf)


def test_its_figures_are_those_of_ten_days(made: Built) -> None:
    text = made.text(SECRET)
    before = Span(date(2026, 2, 1), date(2026, 2, 10), datetime(2026, 2, 11))
    closed = [
        sum(row.closed is not None and span.first <= row.closed.date() <= span.last for row in LEDGER)
        for span in (TEN_DAYS, before)
    ]
    now = len(TEN_DAYS.inside())
    assert (
        f"本期（2月11日至2月20日）共受理群众诉求{now}件，环比{change(now, len(before.inside()))}；"
        f"办结诉求{closed[0]}件（含以前受理的），环比{change(closed[0], closed[1])}。截至2月20日24时，"
        f"还没有办结的诉求共{len(TEN_DAYS.open())}件，其中已超期{len(TEN_DAYS.late())}件。"
    ) in text
    assert "另有1件按保密规定只计数，不登内容。" in text
    # The foot goes on an even page, alone there, without a number.
    assert made.pages(SECRET)[7] == (
        f"草稿报：市委书记，市长。签发：辛某沄陵市民生诉求联合办理中心2026年2月24日印发共印2份{LEVEL}"
    )


def test_each_unit_gets_its_own_open_requests(made: Built) -> None:
    folder = (made.output / SECRET).parent / "交办单"
    for sheet in folder.glob("*.pdf"):
        unit = sheet.stem.partition("-")[2]
        text = made.text(str(sheet.relative_to(made.output)))
        rows = TEN_DAYS.open(unit=unit)
        assert f"还没有办结的群众诉求共{len(rows)}件，其中已超期{len(TEN_DAYS.late(unit=unit))}件" in text
        for row in LEDGER:
            listed = row in rows and not row.secret and row.type != "举报"
            assert (row.id in text) == listed, (sheet, row.id)
        if any(row.secret for row in rows):
            assert "另有1件按保密规定只计数，不列出。" in text
    assert {row.unit for row in TEN_DAYS.open()} == {
        sheet.stem.partition("-")[2] for sheet in folder.glob("*.pdf")
    }


def test_of_a_whistleblowers_request_the_matter_alone_is_told(made: Built) -> None:
    (told_on,) = [row for row in TEN_DAYS.inside() if row.type == "举报"]
    text = made.text(SECRET)
    assert f"{told_on.category}方面的举报（{told_on.category}，{told_on.unit}承办，在办）" in text
    assert "虚开" not in text and "材料商" not in text


def test_no_telephone_of_the_ledger_is_in_the_output(made: Built) -> None:
    book = CalamineWorkbook.from_path(BOOK)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    cells = [str(cell) for sheet in sheets for row in sheet for cell in row]
    (number,) = {found for cell in cells for found in re.findall(r"(?<!\d)1\d{10}(?!\d)", cell)}
    for path in made.output.rglob("*"):
        assert path.is_dir() or number.encode() not in path.read_bytes()
        if path.suffix == ".pdf":
            assert number not in made.text(str(path.relative_to(made.output)))
    assert "来电人称多次联系无果，电话（电话略），盼回复。" in made.text(SECRET)


# The list that lies across.


@pytest.mark.parametrize(("pdf", "page"), [(YEARLY, 9), (MONTHLY, 8), (SECRET, 7)])
def test_the_list_of_problems_lies_across(made: Built, pdf: str, page: int) -> None:
    document = pypdfium2.PdfDocument(made.output / pdf)
    turned = [number for number, one in enumerate(document, 1) if one.get_width() > one.get_height()]
    document.close()
    assert turned == [page]
    text = made.pages(pdf)[page - 1]
    assert "问题清单序号事项单位责任人目标措施时限状态进展1柳荫里等五个小区" in text
    assert "5石笋镇石板村到镇中学的路坑洼积水" in text


# What was mended for this site, in small.


def test_of_a_period_that_the_ledger_does_not_have_no_number_is_told() -> None:
    hot = (HotIssue("道路交通", 3, 2, 1.0, 0, 1, ("件数第1位",), ()),)
    (table,) = tables(blocks("热点诉求", statistics(many(3, Row()), hot=hot)))
    assert lines(table)[2:] == [
        "道路交通 | 3 | — | 1.0 | 0 | 1 | 件数第1位",
        "注：“—”表示台账里没有上期的数据。",
    ]
    (table,) = tables(blocks("热点诉求", statistics([*many(3, Row()), Row(span=1)], hot=hot)))
    assert lines(table)[2:] == ["道路交通 | 3 | 2 | 1.0 | 0 | 1 | 件数第1位"]


def test_a_base_that_is_no_whole_period_is_not_called_missing() -> None:
    """It is compared with on the same page."""
    for rows, lacking in (
        ([Row(), Row(span=1)], "往期的数据还不完整"),
        ([Row()], "还没有可以比较的往期数据"),
    ):
        (words,) = blocks("走势", statistics(rows))
        assert isinstance(words, Prose) and words.html == f"<p>台账里{lacking}，暂不列走势。</p>"


def test_both_comparisons_with_the_same_days_are_one() -> None:
    made = statistics([*many(3, Row()), *many(2, Row(span=1)), *many(2, Row(span=2))])
    assert both_of(made) == "环比上升50.0%，同比上升50.0%"
    made = replace(made, year_ago=made.before)
    assert both_of(made) == "环比、同比上升50.0%"
    (tiles, *_) = blocks("关键数字", made)
    assert isinstance(tiles, Tiles) and tiles.tiles[0].changes == (("环比、同比", "上升50.0%"),)
    (table,) = tables(blocks("诉求类型", made))
    assert lines(table)[1] == "诉求类型 | 受理量（件） | 占比 | 环比、同比"


def both_of(made: Statistics) -> str:
    found = figure(made, "受理量.升降")
    assert isinstance(found, Figure)
    return found.text


def test_a_year_that_the_ledger_has_a_part_of_is_told_once() -> None:
    rows = [LedgerRow(str(day), received_at=day) for day in (datetime(2024, 2, 1), datetime(2025, 3, 1))]
    issues = [weekly("2026-01", "2026-01-19", period="2025年")]
    _, findings = compiled(rows, issues, cadence="年")
    assert [finding.message for finding in findings] == [
        "台账从2024年2月1日开始，环比、同比的基期（2024年1月1日至12月31日）不完整，与它比较的升降不能作准"
    ]


def test_a_line_that_was_turned_in_its_cell_is_no_paragraph() -> None:
    assert shortened("来电人反映，\n从腊月起时断时续。", None) == "来电人反映，从腊月起时断时续。"
    assert shortened("1.水管漏水\n2.路灯不亮", None) == "1.水管漏水\n2.路灯不亮"
