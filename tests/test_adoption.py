"""采用通报: which units' reports were used. Counted on small sites, told word by word; recounted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from compile_made import PUBLICATION, UNITS, content, hand, issue, report, site, told
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.adoption import count_adoption, counted_of
from generator.compile.adoption_outline import sentences
from generator.compile.adoption_sections import unit_table, with_adoption
from generator.compile.adoption_spans import spans_of
from generator.compile.adoption_words import figures_of, opening, silent_units
from generator.compile.bulletin import compile_issue, compile_site
from generator.compile.issue_figures import IssueFigures, compile_figures
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.load.markdown import Converter
from generator.load.outlines import load_outline
from generator.load.records import Records
from generator.model.adoption import Adoption, Tally, ranks, summed
from generator.model.adoption_json import from_json, to_json
from generator.model.blocks import Chart, Prose, Table
from generator.model.bulletin import Bulletin, BulletinSection
from generator.model.content import Content, LoadedIssue, LoadedOutline, LoadedReport
from generator.model.dates import parse_period
from generator.model.statistics_json import RecordError

PUBLICATIONS: dict[str, Any] = {
    "jb": PUBLICATION,
    "jl": {"name": "经验交流", "kind": "简报", "cadence": "月"},
    "nc": {"name": "内参", "kind": "简报", "cadence": "月", "secrecy": "秘密"},
    "tb": {"name": "采用通报", "kind": "采用通报", "cadence": "月"},
}
KEY = "tb/2022-01"


def shipped() -> LoadedOutline:
    outline, findings = load_outline(Path("/nowhere"), "采用通报", Converter(Path("/nowhere")))
    assert outline is not None and findings == []
    return outline


OUTLINE = shipped()


def final(name: str, day: str, *paths: str, publication: str = "jb", **keys: Any) -> LoadedIssue:
    number = int(name.rpartition("-")[2])
    more = {"number": number, "state": "定稿"} | keys
    return issue(name, day, hand(*paths), publication=publication, **more)


def circular(period: str = "2022年6月", day: str = "2022-07-05", **keys: Any) -> LoadedIssue:
    return issue("2022-01", day, publication="tb", period=period, number=1, **keys)


REPORTS = (
    report("reports/a.md", "2022-05-20", unit="东山县", title="上门问需"),
    report("reports/b.md", "2022-06-02", unit="东山县", title=r"修渠引水 \\ 三村受益"),
    report("reports/c.md", "2022-06-03", unit="市计划局", title="受理{{受理量}}件的背后"),
    report("reports/d.md", "2022-06-10", unit="市环境局", title="河长巡河", internal=True),
    report("reports/e.md", "2022-06-20", unit="市发改", title="还没有用上"),
    report("reports/f.md", "2022-06-21", unit="市环境局", title="只登内参"),
)
ISSUES = (
    final("2022-05", "2022-05-30", "reports/a.md"),
    final("2022-06", "2022-06-06", "reports/b.md", "reports/c.md"),
    final("2022-01", "2022-06-30", "reports/a.md", "reports/d.md", publication="jl"),
    final("2022-01", "2022-06-30", "reports/f.md", publication="nc"),
    circular(),
)


def made(
    issues: Sequence[LoadedIssue] = ISSUES, reports: Sequence[LoadedReport] = REPORTS, **keys: Any
) -> Content:
    given = content(tuple(reports), tuple(issues), **{"publications": PUBLICATIONS} | keys)
    return replace(given, outlines={"采用通报": OUTLINE})


def compiled(
    given: Content, records: Records | None = None
) -> tuple[Bulletin | None, IssueFigures, list[Diagnostic]]:
    plan, _ = compile_site(given)
    figures, findings = compile_figures(given, plan, None, records or Records())
    bulletin, found = compile_issue(given, plan, KEY, figures)
    return bulletin, figures, [*findings, *found]


def adoption_of(given: Content, period: str = "2022年6月", cadence: str = "月") -> Adoption:
    plan, _ = compile_site(given)
    return adopted(given, plan, period, cadence)


def adopted(given: Content, plan: Plan, period: str, cadence: str = "月") -> Adoption:
    record = given.site.record
    days = parse_period(period, record.week_start, record.month_cutoff)
    asked = frozenset(unit.name for unit in given.units.all)
    return count_adoption(counted_of(given, plan), given, plan, spans_of(days, cadence, record), asked)


def said(adoption: Adoption) -> list[str]:
    """The opening in words."""
    return sentences(opening(adoption), OUTLINE, figures_of(adoption))


def printed(adoption: Adoption, outline: LoadedOutline = OUTLINE) -> tuple[BulletinSection, ...]:
    sections, findings = with_adoption([], adoption, outline)
    assert findings == []
    return sections


def lines(sections: Sequence[BulletinSection]) -> list[str]:
    """What the sections say, a line for each paragraph, row and chart."""
    found = []
    for section in sections:
        found.append(f"## {section.name}")
        found += [f"{article.anchor} {''.join(article.title)}" for article in section.articles]
        for block in section.blocks:
            if isinstance(block, Prose):
                found += block.html.replace("<p>", "").replace("</p>", "").split("\n")
            elif isinstance(block, Chart):
                found.append(f"[图] {block.summary}")
            elif isinstance(block, Table):
                heads = [f"{column.group}{column.title}" for column in block.columns]
                rows = [heads, *block.rows, *([block.total] if block.total else [])]
                found += [block.caption, *("|".join(row) for row in rows), *block.notes]
    return found


# What is printed


def test_what_a_circular_says() -> None:
    bulletin, _, findings = compiled(made())
    assert findings == [] and bulletin is not None
    assert bulletin.masthead.number_line == "第1期（总第1期）"
    assert [section.anchor for section in bulletin.sections] == ["s1", "s2", "s3", "s4", "s5"]
    assert lines(bulletin.sections) == [
        "## 总体情况",
        "2022年6月，3个单位报送信息5篇，环比上升400.0%，同比暂无可比基期；"
        "3个单位的3篇被采用，环比上升200.0%，同比暂无可比基期；采用率60.0%，环比下降40.0个百分点，同比暂无可比基期。",
        "1至6月累计报送信息6篇，采用4篇，采用率66.7%。",
        "## 各单位报送和采用情况",
        "[图] 6月各类单位报送和采用的篇数：县市区报送1篇，采用1篇；市直报送4篇，采用2篇。",
        "各单位报送和采用情况（单位：篇）",
        "单位类别|单位|6月报送|6月采用|6月采用率|6月名次|1至6月报送|1至6月采用|1至6月采用率|1至6月名次",
        "县市区|东山县|1|1|100.0%|1|2|2|100.0%|1",
        "市直|市发改|2|1|50.0%|1|2|1|50.0%|1",
        "市直|市环境局|2|1|50.0%|1|2|1|50.0%|1",
        "市直|小计|4|2|50.0%||4|2|50.0%|",
        "合计||5|3|60.0%||6|4|66.7%|",
        "报送按来稿日期计。采用按刊登来稿的简报的签发日期计，只计定稿的；同一篇登在几期、几种刊物上的，只计第一次。",
        "采用率＝采用÷报送×100%，四舍五入到0.1%。",
        "名次在本类单位中按采用篇数排，篇数相同的名次相同；没有采用的不排，记“—”。",
        "## 各刊物采用情况",
        "各刊物采用情况",
        "刊物|出刊（期）|采用（篇次）|首次采用（篇）",
        "《工作简报》|1|2|2",
        "《经验交流》|1|2|1",
        "合计|2|4|3",
        "首次采用：以前没有别的刊物采用过的，其合计就是上表的采用篇数。",
        "## 没有报送信息的单位",
        "6月没有报送信息的单位共1个：",
        "县市区1个：西河区。",
        "## 附件\u3000采用稿件目录",
        "《工作简报》采用稿件",
        "序号|期号|标题|单位",
        "1|第6期|修渠引水三村受益|东山县",
        "2|第6期|受理……件的背后|市发改",
        "《经验交流》采用稿件",
        "序号|期号|标题|单位",
        "1|第1期|上门问需（重复采用）|东山县",
        "2|第1期|河长巡河|市环境局",
        "标“重复采用”的，以前已由别的刊物采用，不再计数。",
    ]


def test_a_period_in_which_nothing_was_sent_or_used() -> None:
    bulletin, _, findings = compiled(made([circular("2021年3月", "2021-04-02")], ()))
    assert findings == [] and bulletin is not None
    assert lines(bulletin.sections) == [
        "## 总体情况",
        "2021年3月，没有单位报送信息，环比、同比暂无可比基期；没有信息被采用，环比、同比暂无可比基期。",
        "1至3月累计报送信息0篇，采用0篇。",
        "## 各单位报送和采用情况",
        "3月没有单位报送信息，也没有信息被采用。",
        "## 没有报送信息的单位",
        "3月没有报送信息的单位共4个：",
        "县市区2个：东山县、西河区。",
        "市直2个：市发改、市环境局。",
    ]


def test_who_is_ahead_of_its_class() -> None:
    reports = [report(f"reports/{number}.md", "2022-06-02", unit="东山县") for number in range(2)]
    reports += [report(f"reports/{number}.md", "2022-06-02", unit="市环境局") for number in range(2, 5)]
    reports += [report(f"reports/{number}.md", "2022-06-02", unit="市发改") for number in range(5, 8)]
    used = final("2022-06", "2022-06-06", *(one.path for one in reports))
    adoption = adoption_of(made([used], reports))
    assert said(adoption)[-1] == ("本类单位中采用最多的：县市区为东山县2篇；市直为市发改、市环境局各3篇。")


def test_what_editors_write_stands_before_the_list() -> None:
    own = {"name": "下一步要求", "reports": ["reports/e.md"]}
    issues = [*ISSUES[:-1], replace(circular(sections=[own]))]
    bulletin, _, findings = compiled(made(issues))
    assert bulletin is not None and findings == []
    assert [section.name for section in bulletin.sections][-3:] == [
        "没有报送信息的单位",
        "下一步要求",
        "附件\u3000采用稿件目录",
    ]
    assert [section.anchor for section in bulletin.sections] == [f"s{number}" for number in range(1, 7)]
    assert bulletin.articles[0].title == ("还没有用上",)
    # That the circular itself prints it is no use of it.
    table = unit_table(adoption_of(made(issues)))
    assert table.total[2:4] == ("5", "3")


# What counts


def tallies(given: Content, period: str = "2022年6月") -> dict[str, tuple[int, int]]:
    units = adoption_of(given, period).units
    return {unit.name: (unit.now.sent, unit.now.used) for unit in units if unit.now}


def test_a_report_counts_once_when_it_was_used_first() -> None:
    again = final("2022-07", "2022-06-13", "reports/b.md", publication="jl")
    assert tallies(made([*ISSUES[:2], again])) == {"东山县": (1, 1), "市发改": (2, 1), "市环境局": (2, 0)}
    assert tallies(made([again])) == {"东山县": (1, 1), "市发改": (2, 0), "市环境局": (2, 0)}
    # On the same day the publication that stands first in site.yaml has it.
    same_day = final("2022-02", "2022-06-06", "reports/b.md", publication="jl")
    uses = adoption_of(made([same_day, *ISSUES[:2]])).uses
    assert [(use.publication, use.first) for use in uses] == [("jb", True), ("jb", True), ("jl", False)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(final("2022-07", "2022-06-13", "reports/e.md", state="草稿")), id="a draft"),
        pytest.param(final("2022-01", "2022-06-13", "reports/e.md", publication="nc"), id="a secret one"),
        pytest.param(final("2022-07", "2022-07-01", "reports/e.md"), id="signed after the period"),
        pytest.param(
            final("2022-07", "2022-06-13", "reports/e.md", reissues="jb/2022-06", number=None), id="a reissue"
        ),
    ],
)
def test_what_does_not_count(other: LoadedIssue) -> None:
    assert tallies(made([*ISSUES[:2], other])) == tallies(made(ISSUES[:2]))
    assert "内参" not in str(adoption_of(made([*ISSUES[:2], other])))


def test_one_publication_needs_no_table() -> None:
    assert "《工作简报》6月出刊1期，采用2篇。" in lines(printed(adoption_of(made(ISSUES[:2]))))
    alone = [ISSUES[0], ISSUES[2]]
    assert "《经验交流》6月出刊1期，采用2篇，其中首次采用1篇。" in lines(printed(adoption_of(made(alone))))


def test_a_rate_over_the_whole_is_explained() -> None:
    early = [report("reports/a.md", "2022-05-20", unit="东山县"), *REPORTS[1:3]]
    adoption = adoption_of(made([final("2022-06", "2022-06-06", "reports/a.md", "reports/b.md")], early))
    table = unit_table(adoption)
    assert table.rows[0][:5] == ("县市区", "东山县", "1", "2", "200.0%")
    assert table.notes[1] == (
        "采用率＝采用÷报送×100%，四舍五入到0.1%；以前报送、这时采用的也计在内，采用率可能超过100%。"
    )
    june = unit_table(adoption_of(made([final("2022-06", "2022-06-06", "reports/a.md")], early[:1])))
    assert june.rows[0] == ("县市区", "东山县", "0", "1", "—", "1", "1", "1", "100.0%", "1")
    assert june.notes[1].endswith("；没有报送的，算不出采用率，记“—”。")


def test_equal_numbers_have_equal_ranks() -> None:
    assert ranks([3, 5, 3, 0, 1]) == (2, 1, 2, 5, 4)
    assert ranks([]) == ()


def test_charts_of_units_and_months() -> None:
    """Months need three; units are drawn where no equal one would be left out by chance."""
    units = [unit.name for unit in UNITS]
    reports, issues = [], []
    for month in (3, 4, 5, 6):
        paths = []
        for place, unit in enumerate(units):
            for number in range(place + 1):
                path = f"reports/{month}-{place}-{number}.md"
                reports.append(report(path, f"2022-0{month}-02", unit=unit))
                paths.append(path)
        issues.append(final(f"2022-{month}", f"2022-0{month}-20", *paths))
    sections = printed(adoption_of(made(issues, reports)))
    charts = [block for section in sections for block in section.blocks if isinstance(block, Chart)]
    assert [(chart.shape, chart.title, chart.labels) for chart in charts] == [
        ("columns", "近4个月报送和采用的篇数", ("3月", "4月", "5月", "6月")),
        ("bars", "6月各单位采用篇数", ("西河区", "东山县", "市环境局", "市发改")),
    ]
    assert charts[1].summary == "6月各单位采用篇数：西河区4篇、东山县3篇、市环境局2篇、市发改1篇。"
    assert all(value >= 0 for chart in charts for series in chart.series for value in series.values)


def test_whom_nobody_asked_is_not_told_as_silent() -> None:
    specs = PUBLICATIONS | {"tb": PUBLICATIONS["tb"] | {"reporting": ["市直", "西河区"]}}
    _, figures, findings = compiled(made(publications=specs))
    assert findings == []
    assert silent_units(figures.adoptions[KEY]) == (("县市区", ("西河区",)),)
    bulletin, _, _ = compiled(made(publications=PUBLICATIONS | {"tb": specs["tb"] | {"reporting": ["市直"]}}))
    assert bulletin is not None
    assert lines(bulletin.sections).count("6月各单位都报送了信息。") == 1


# Days


@pytest.mark.parametrize(
    ("period", "name", "label", "year_label", "year_first"),
    [
        ("2022年1月", "2022年1月", "1月", "", "2022-01-01"),
        ("2022年6月", "2022年6月", "6月", "1至6月", "2022-01-01"),
        ("2022年第一季度", "2022年第一季度", "第一季度", "", "2022-01-01"),
        ("2022年第二季度", "2022年第二季度", "第二季度", "1至6月", "2022-01-01"),
        ("2022-07-01 至 2022-12-31", "2022年下半年", "下半年", "1至12月", "2022-01-01"),
        ("2022-02-01 至 2022-03-31", "2022年2至3月", "2至3月", "1至3月", "2022-01-01"),
        ("2022年", "2022年", "全年", "", "2022-01-01"),
        ("2022-06-01 至 2022-06-10", "2022年6月1日至6月10日", "本期", "今年以来", "2022-01-01"),
        (
            "2021-12-16 至 2022-01-15",
            "2021年12月16日至2022年1月15日",
            "本期",
            "",
            "2022-01-01",
        ),
        (
            "2021-12-01 至 2022-01-31",
            "2021年12月1日至2022年1月31日",
            "本期",
            "",
            "2022-01-01",
        ),
    ],
)
def test_what_a_period_is_called(
    period: str, name: str, label: str, year_label: str, year_first: str
) -> None:
    spans = spans_of(parse_period(period), "月", site().record)
    assert (spans.name, spans.label, spans.year_label) == (name, label, year_label)
    assert spans.year.first.isoformat() == year_first


def test_months_of_an_office_end_on_its_own_day() -> None:
    record = site(month_cutoff="20").record
    spans = spans_of(parse_period("2022年3月", 0, 20), "月", record)
    assert spans.name == "2022年3月（2022年2月21日至3月20日）"
    assert (spans.label, spans.year_label) == ("3月", "1至3月")
    assert spans.year.first == date(2021, 12, 21)
    assert [label for label, _ in spans.months][-3:] == ["1月", "2月", "3月"]
    assert spans.months[0][1].first == date(2021, 3, 21) and spans.months[-1][1] == spans.period


def test_both_bases_of_a_year_are_told_once() -> None:
    past = [report(f"reports/{number}.md", "2021-03-01") for number in range(4)]
    issues = [
        final("2021-03", "2021-03-08", *(one.path for one in past)),
        final("2022-06", "2022-06-06", "reports/a.md", "reports/b.md"),
    ]
    adoption = adoption_of(made(issues, [*past, *REPORTS[:2]]), "2022年", "年")
    assert said(adoption)[0] == (
        "2022年，1个单位报送信息2篇，环比、同比下降50.0%；1个单位的2篇被采用，环比、同比下降50.0%；"
        "采用率100.0%，环比、同比持平。"
    )


# Findings


def test_what_cannot_be_read_stops_the_circular() -> None:
    broken = ("issues/jb/2022-07.yaml", "issues/nc/2022-02.yaml", "issues/tb/2022-02.yaml", "reports/x.md")
    bulletin, figures, findings = compiled(made(broken=broken))
    assert bulletin is None and figures.stopped == {KEY}
    message = (
        "采用情况统计不全：content/issues/jb/2022-07.yaml、content/reports/x.md 有错误，里面的来稿没有算上"
    )
    assert told(findings) == [("error", "content/issues/tb/2022-01.yaml", message)]
    assert findings[0].hint == "请先照提示改好那里的错误，再做一次"


def test_a_broken_report_of_other_days_stops_nothing() -> None:
    given = replace(made(broken=("reports/x.md",)), broken_dates={"reports/x.md": date(2019, 1, 1)})
    assert compiled(given)[2] == []
    given = replace(given, broken_dates={"reports/x.md": date(2022, 6, 1)})
    assert compiled(given)[0] is None


def test_a_final_issue_that_is_stopped_may_count_and_stops_the_circular() -> None:
    twice = final("2022-07", "2022-06-13", "reports/b.md")
    _, figures, findings = compiled(made([*ISSUES, twice]))
    assert figures.stopped == {KEY}
    assert [finding.data["files"] for finding in findings] == ["content/issues/jb/2022-07.yaml"]


def test_drafts_in_the_period_are_told() -> None:
    draft = issue("2022-07", "2022-06-13", hand("reports/e.md"))
    later = issue("2022-08", "2022-07-01", hand("reports/d.md"))
    secret = issue("2022-07", "2022-06-13", hand("reports/e.md"), publication="nc")
    bulletin, _, findings = compiled(made([*ISSUES, draft, later, secret]))
    assert bulletin is not None
    message = (
        "签发日期在2022年6月1日至6月30日的简报，还有 1 期是草稿，没有计入：content/issues/jb/2022-07.yaml"
    )
    assert told(findings) == [("warning", "content/issues/tb/2022-01.yaml", message)]


def test_a_circular_that_is_signed_too_early() -> None:
    _, _, findings = compiled(made([*ISSUES[:-1], circular(day="2022-06-30")]))
    assert [finding.message for finding in findings] == [
        "“签发日期”是2022年6月30日，“报道期间”（2022年6月1日至6月30日）那时还没有过完，后面几天的采用没有算上"
    ]


def test_a_circular_without_a_period() -> None:
    specs = PUBLICATIONS | {"tb": PUBLICATIONS["tb"] | {"cadence": "不定期"}}
    bulletin, _, findings = compiled(made([*ISSUES[:-1], circular("")], publications=specs))
    assert bulletin is None
    assert told(findings)[0][2] == "这一期采用通报要写“报道期间”，不然不知道统计哪几天"
    assert findings[0].hint == "《采用通报》的“频次”推算不出期间，请写上，例如“报道期间: 2026年1月”"
    # By the month before the one that it is signed in.
    bulletin, figures, findings = compiled(made([*ISSUES[:-1], circular("")]))
    assert findings == [] and figures.adoptions[KEY].name == "2022年6月"


def test_a_name_in_the_scope_that_is_no_unit() -> None:
    specs = PUBLICATIONS | {"tb": PUBLICATIONS["tb"] | {"reporting": ["市直", "市林业局"]}}
    bulletin, figures, findings = compiled(made(publications=specs))
    assert bulletin is None and figures.stopped == {KEY}
    assert told(findings) == [("error", "site.yaml", "“通报范围”里的“市林业局”不是单位，也不是单位类别")]


# What is kept


def test_a_final_circular_keeps_what_it_printed() -> None:
    signed = [*ISSUES[:-1], circular(state="定稿")]
    bulletin, figures, findings = compiled(made(signed))
    assert findings == [] and bulletin is not None
    assert figures.adoptions_to_record == (KEY,)
    records = Records(adoptions={KEY: from_json(to_json(figures.adoptions[KEY]))})
    another = final("2022-07", "2022-06-13", "reports/e.md")
    again, figures, findings = compiled(made([*signed, another]), records)
    assert again == bulletin and figures.adoptions_to_record == ()
    message = (
        "这一期已经定稿，现在统计出来有 3 处和定稿时不同："
        "合计采用定稿时3篇，现在4篇；市发改6月采用定稿时1篇，现在2篇；市发改1至6月采用定稿时1篇，现在2篇"
    )
    assert told(findings) == [("warning", "content/issues/tb/2022-01.yaml", message)]
    assert findings[0].hint == (
        "成品仍用定稿时的数，可以不管；如果要按现在的改正这一期，请删去“content/records/adoption/tb/2022-01.json”"
        "和“content/records/finals/tb/2022-01.txt”，重新生成，并另行说明更正"
    )
    # What is wrong with the site today does not concern it.
    again, _, findings = compiled(made([*signed], broken=("issues/jb/2022-07.yaml",)), records)
    assert again == bulletin and findings == []
    # Alone, as in the package of an archived issue, it is as it was, too.
    again, _, findings = compiled(made([signed[-1]], ()), records)
    assert again is not None and findings == [] and again.sections == bulletin.sections


def test_what_else_may_differ_from_what_was_sent() -> None:
    signed = [*ISSUES[:-1], circular(state="定稿")]
    _, figures, _ = compiled(made(signed))
    records = Records(adoptions={KEY: figures.adoptions[KEY]})
    renamed = [
        *REPORTS[:1],
        report("reports/b.md", "2022-06-02", unit="东山县", title="换了题目"),
        *REPORTS[2:],
    ]
    _, _, findings = compiled(made(signed, renamed), records)
    assert [finding.data["differences"] for finding in findings] == [
        "目录定稿时《修渠引水三村受益》，现在《换了题目》"
    ]
    older = [*REPORTS, report("reports/g.md", "2022-05-03", unit="西河区")]
    _, _, findings = compiled(made(signed, older), records)
    assert [finding.data["differences"] for finding in findings] == [
        "西河区1至6月报送定稿时0篇，现在1篇；上期报送定稿时1篇，现在2篇"
    ]


def test_a_draft_is_counted_anew_and_says_so() -> None:
    _, figures, _ = compiled(made())
    kept = replace(figures.adoptions[KEY], uses=())
    _, figures, findings = compiled(made(), Records(adoptions={KEY: kept}))
    assert figures.adoptions[KEY].uses and figures.adoptions_to_record == ()
    assert told(findings) == [
        (
            "notice",
            "content/issues/tb/2022-01.yaml",
            "这一期是草稿，按现在的各期统计，不用以前定稿时留存的数",
        )
    ]


def test_a_record_that_cannot_be_read_stops_the_issue() -> None:
    signed = [*ISSUES[:-1], circular(state="定稿")]
    bulletin, figures, _ = compiled(made(signed), Records(broken_adoptions=frozenset({KEY})))
    assert bulletin is None and figures.stopped == {KEY}


def test_a_record_whose_issue_was_renamed() -> None:
    signed = [*ISSUES[:-1], circular(state="定稿")]
    _, figures, _ = compiled(made(signed))
    bulletin, _, findings = compiled(made(signed), Records(adoptions={"tb/6": figures.adoptions[KEY]}))
    assert bulletin is None
    assert findings[0].message == (
        "这一期已经定稿，同样几天的数字早已留存在“content/records/adoption/tb/6.json”里，那一份没有对应的一期"
    )


def test_json_brings_back_exactly_what_was_kept() -> None:
    adoption = adoption_of(made())
    text = to_json(adoption)
    assert from_json(text) == adoption and to_json(from_json(text)) == text
    assert text.startswith('{\n "说明": "这是程序留存的定稿数据：这一期采用通报发出时的全部数字和目录。')
    with pytest.raises(RecordError, match="留存以后被改动过"):
        from_json(text.replace('"sent": 2', '"sent": 3'))
    with pytest.raises(RecordError, match="格式太新"):
        from_json(text.replace('"格式": 1', '"格式": 2'))


# Sites at random, counted once more


DAYS = [date(2021, 12, 1) + timedelta(days=number) for number in range(0, 420, 7)]
PERIODS = ("2022年6月", "2022年第二季度", "2022年", "2022年1月", "2022-05-16 至 2022-06-20")


@st.composite
def random_sites(draw: st.DrawFn) -> Content:
    names = [unit.name for unit in UNITS]
    reports = [
        report(
            f"reports/{number}.md", draw(st.sampled_from(DAYS)).isoformat(), unit=draw(st.sampled_from(names))
        )
        for number in range(draw(st.integers(0, 25)))
    ]
    paths = [one.path for one in reports]
    issues = []
    for publication in ("jb", "jl", "nc"):
        left = list(paths)
        for number in range(1, draw(st.integers(0, 5)) + 1):
            chosen = draw(st.lists(st.sampled_from(left), max_size=4, unique=True)) if left else []
            left = [path for path in left if path not in chosen]
            day = draw(st.sampled_from(DAYS)).isoformat()
            state = draw(st.sampled_from(["定稿", "定稿", "草稿"]))
            name = f"{day[:4]}-{number:02d}"
            issues.append(
                issue(name, day, hand(*chosen), publication=publication, number=number, state=state)
            )
    return made(issues, reports)


def recount(given: Content, first: date, last: date) -> tuple[Counter[str], Counter[str]]:
    """Sent and used by the full name of each unit, in the plainest way."""
    sent: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for one in given.reports.values():
        unit = one.front.record.unit
        sent[unit] += first <= one.front.record.date <= last
        days = [
            two.front.record.date
            for two in given.issues
            if two.publication in ("jb", "jl")
            and two.front.record.state == "定稿"
            and any(one.path in section.reports for section in two.front.record.sections)
        ]
        used[unit] += bool(days) and first <= min(days) <= last
    return sent, used


@given(random_sites(), st.sampled_from(PERIODS))
def test_tables_agree_with_a_plain_recount(given: Content, period: str) -> None:
    adoption = adoption_of(given, period)
    now = recount(given, adoption.first, adoption.last)
    year = recount(given, adoption.year_first, adoption.last)
    for unit, own in zip(UNITS, adoption.units, strict=True):
        assert own.now == Tally(*(counts[unit.name] for counts in now))
        assert own.year == Tally(*(counts[unit.name] for counts in year))
    for base in (adoption.before, adoption.year_ago):
        assert base.tally == Tally(*(sum(own.values()) for own in recount(given, base.first, base.last)))
    total = summed(own.now for own in adoption.units)
    assert total.used == sum(use.first for use in adoption.uses)
    assert sum(one.issues for one in adoption.publications) == len(
        {(one.day, one.issue) for one in signed_in(given, adoption)}
    )
    assert from_json(to_json(adoption)) == adoption


def signed_in(given: Content, adoption: Adoption) -> list[Any]:
    """The final issues that count and were signed in the period."""
    return [
        type("Signed", (), {"day": one.front.record.date, "issue": one.key})
        for one in given.issues
        if one.publication in ("jb", "jl")
        and one.front.record.state == "定稿"
        and adoption.first <= one.front.record.date <= adoption.last
    ]


@given(random_sites(), st.sampled_from(PERIODS))
def test_the_figures_of_a_circular_agree_with_each_other(given: Content, period: str) -> None:
    adoption = adoption_of(given, period)
    table = unit_table(adoption)
    groups = (2, 6) if adoption.year_label else (2,)
    members = [row for place, row in enumerate(table.rows) if place not in table.subtotals]
    sums = [row for place, row in enumerate(table.rows) if place in table.subtotals]
    for start in groups:
        for column in (start, start + 1):
            if table.rows:
                assert table.total[column] == str(sum(int(row[column]) for row in members))
            for row in sums:
                own = [one for one in members if one[0] == row[0]]
                assert row[column] == str(sum(int(one[column]) for one in own))
        for row in members:
            above = [one for one in members if one[0] == row[0] and int(one[start + 1]) > int(row[start + 1])]
            expected = str(len(above) + 1) if row[start + 1] != "0" else "—"
            assert row[start + 3] == expected
            sent, used = int(row[start]), int(row[start + 1])
            assert row[start + 2] == ("—" if not sent else f"{(2000 * used + sent) // (2 * sent) / 10:.1f}%")
    used = [[int(row[3]) for row in members if row[0] == name] for name in ("县市区", "市直")]
    assert used == [sorted(own, reverse=True) for own in used]
    sections = {section.name: section for section in printed(adoption)}
    listed = [block for block in sections.get("附件\u3000采用稿件目录", BulletinSection("")).blocks]
    rows = [row for block in listed if isinstance(block, Table) for row in block.rows]
    assert (
        sum(not row[2].endswith("（重复采用）") for row in rows)
        == summed(own.now for own in adoption.units).used
    )
    silent = {name for _, names in silent_units(adoption) for name in names}
    assert silent == {own.name for own in adoption.units if not own.now.sent}
