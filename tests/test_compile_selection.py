"""Which reports an issue prints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from compile_made import PUBLICATION, codes, content, hand, issue, report, rule, told
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.bulletin import compile_site
from generator.compile.periods import period_before, period_text
from generator.model.content import LoadedReport
from generator.model.dates import Period
from generator.model.site import Site

WEEK = {"period": "2022-05-30 至 2022-06-05"}


def chosen(
    reports: list[LoadedReport], *sections: dict[str, Any], **keys: Any
) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """What one issue chooses, and the codes of what is told."""
    made = content(reports, [issue("a", "2022-06-06", *sections, **(WEEK | keys))])
    plan, findings = compile_site(made)
    return plan.chosen["jb/a"], codes(findings)


def test_by_hand_keeps_the_order_of_the_editor() -> None:
    reports = [report("reports/1.md"), report("reports/2.md"), report("reports/3.md", "2021-01-01")]
    sections = [hand("reports/3.md", "reports/1.md"), hand("reports/2.md", name="其他")]
    assert chosen(reports, *sections) == ((("reports/3.md", "reports/1.md"), ("reports/2.md",)), [])


def test_a_path_may_be_written_in_other_ways() -> None:
    reports = [report("reports/1.md"), report("reports/2.md")]
    written = hand("./reports/1.md", "reports\\2.md")
    assert chosen(reports, written, rule("其他")) == (
        (("reports/1.md", "reports/2.md"), ()),
        ["selection-empty"],
    )


def test_a_rule_takes_the_period_by_date_and_then_path() -> None:
    reports = [
        report("reports/c.md", "2022-05-30"),
        report("reports/z.md", "2022-05-30"),
        report("reports/a.md", "2022-06-05"),
        report("reports/early.md", "2022-05-29"),
        report("reports/late.md", "2022-06-06"),
    ]
    assert chosen(reports, rule()) == (
        (("reports/c.md", "reports/z.md", "reports/a.md"),),
        ["report-unused", "report-unused"],
    )


def test_all_conditions_must_hold_and_one_of_several_tags_is_enough() -> None:
    fitting = {"section": "基层动态", "tags": ["百日攻坚", "走访"], "unit": "东山县"}
    reports = [
        report("reports/1.md", **fitting),
        report("reports/2.md", **(fitting | {"tags": ["走访"]})),
        report("reports/3.md", **(fitting | {"tags": []})),
        report("reports/4.md", **(fitting | {"section": "经验交流"})),
        report("reports/5.md", **(fitting | {"unit": "市计划局"})),
    ]
    select = rule(section="基层动态", tags=["走访", "调研"], unit_class="县市区")
    assert chosen(reports, select)[0] == (("reports/1.md", "reports/2.md"),)


def test_a_unit_by_its_former_name_has_its_class() -> None:
    reports = [report("reports/1.md", unit="市计划局"), report("reports/2.md", unit="东山县")]
    assert chosen(reports, rule(unit_class="市直"))[0] == (("reports/1.md",),)


def test_limit_takes_the_first() -> None:
    reports = [report(f"reports/{day}.md", f"2022-06-0{day}") for day in (3, 1, 2)]
    assert chosen(reports, rule(limit=2))[0] == (("reports/1.md", "reports/2.md"),)


def test_a_rule_leaves_what_stands_by_hand_in_a_later_section_or_was_taken_before() -> None:
    reports = [report(f"reports/{number}.md") for number in (1, 2, 3)]
    sections = [rule("一", limit=1), rule("二"), hand("reports/1.md", name="三")]
    assert chosen(reports, *sections)[0] == (("reports/2.md",), ("reports/3.md",), ("reports/1.md",))


def test_by_hand_comes_before_by_rule_in_one_section() -> None:
    reports = [report(f"reports/{number}.md") for number in (1, 2)]
    section = {"name": "动态", "reports": ["reports/2.md"], "select": {}}
    assert chosen(reports, section)[0] == (("reports/2.md", "reports/1.md"),)


def test_a_rule_leaves_what_earlier_issues_used_by_hand_or_by_rule() -> None:
    reports = [report(f"reports/{number}.md") for number in (1, 2, 3)]
    issues = [
        issue("c", "2022-06-20", rule(), **WEEK),
        issue("b", "2022-06-13", rule(limit=1), **WEEK),
        issue("a", "2022-06-06", hand("reports/1.md")),
    ]
    plan, findings = compile_site(content(reports, issues))
    assert plan.chosen == {
        "jb/a": (("reports/1.md",),),
        "jb/b": (("reports/2.md",),),
        "jb/c": (("reports/3.md",),),
    }
    assert findings == []
    assert plan.order == {"jb": ("jb/a", "jb/b", "jb/c")}


def test_on_one_day_the_file_name_decides_who_comes_first() -> None:
    issues = [issue(name, "2022-06-06", rule(limit=1), **WEEK) for name in ("b", "a")]
    plan, _ = compile_site(content([report("reports/1.md"), report("reports/2.md")], issues))
    assert plan.chosen["jb/a"] == (("reports/1.md",),)


def test_two_publications_may_use_the_same_report() -> None:
    issues = [
        issue("a", "2022-06-06", hand("reports/1.md")),
        issue("a", "2022-06-06", rule(), publication="yb", **WEEK),
    ]
    made = content(
        [report("reports/1.md")], issues, {"jb": PUBLICATION, "yb": PUBLICATION | {"name": "月报"}}
    )
    plan, findings = compile_site(made)
    assert plan.chosen["yb/a"] == (("reports/1.md",),)
    assert findings == []


def test_a_report_in_two_issues_stops_the_later_and_names_both() -> None:
    later = issue("b", "2022-06-13", hand("reports/2.md", "reports/1.md"))
    made = content(
        [report("reports/1.md"), report("reports/2.md")],
        [later, issue("a", "2022-06-06", hand("reports/1.md"))],
    )
    plan, findings = compile_site(made)
    assert plan.stopped == {"jb/b"}
    assert told(findings) == [("error", "content/issues/jb/b.yaml", "“reports/1.md”在“jb/a”和“jb/b”里都用了")]
    assert findings[0].place == later.front.place("sections", 0, "reports", 1)
    assert findings[0].hint == (
        "同一种刊物里一篇只用一次，请从其中一期的“文章”里删去；"
        "如果“jb/a”是按“选取”收进去的，请在那一期收紧“选取”的条件"
    )


def test_a_report_that_no_issue_used_is_a_warning_at_the_report() -> None:
    made = content(
        [report("reports/1.md"), report("reports/2.md", title="走访企业")],
        [issue("a", "2022-06-06", hand("reports/1.md"))],
    )
    plan, findings = compile_site(made)
    assert plan.stopped == frozenset()
    assert told(findings) == [("warning", "content/reports/2.md", "“走访企业”还没有哪一期采用")]


def test_unused_reports_are_not_told_while_an_issue_is_broken() -> None:
    made = content([report("reports/1.md")], broken=("issues/jb/b.yaml",))
    assert compile_site(made)[1] == []


def test_a_broken_report_stops_the_issue_that_names_it() -> None:
    first = issue("a", "2022-06-06", hand("reports/1.md", "reports/2.md"))
    made = content(
        [report("reports/1.md"), report("reports/3.md")],
        [first, issue("b", "2022-06-13", hand("reports/3.md"))],
        broken=("reports/2.md",),
    )
    plan, findings = compile_site(made)
    assert plan.stopped == {"jb/a"}
    assert told(findings) == [
        ("error", "content/issues/jb/a.yaml", "这一期要用的“reports/2.md”没有读进来，这一期先不生成")
    ]
    assert findings[0].place == first.front.place("sections", 0, "reports", 1)


def test_an_empty_selection_is_a_warning() -> None:
    made = content(
        [report("reports/1.md")], [issue("a", "2022-06-06", hand("reports/1.md"), rule("经验"), **WEEK)]
    )
    plan, findings = compile_site(made)
    assert plan.stopped == frozenset()
    assert told(findings) == [
        (
            "warning",
            "content/issues/jb/a.yaml",
            "栏目“经验”按“选取”没有找到文章，不印这个栏目里的选取部分（报道期间：2022年5月30日至6月5日）",
        )
    ]


def test_an_issue_without_any_article_is_an_error() -> None:
    plan, findings = compile_site(content(issues=[issue("a", "2022-06-06", rule(), **WEEK)]))
    assert plan.stopped == {"jb/a"}
    assert [(one.severity, one.message) for one in findings][-1] == (
        "error",
        "这一期选不出文章，没有可以印的内容",
    )


def test_a_section_with_nothing_in_it_is_a_warning() -> None:
    made = content(
        [report("reports/1.md")], [issue("a", "2022-06-06", hand("reports/1.md"), {"name": "空栏"})]
    )
    assert [one.message for one in compile_site(made)[1]] == ["栏目“空栏”没有文章，不印这个栏目"]


def test_without_a_period_a_weekly_reports_on_the_week_before() -> None:
    reports = [report(f"reports/{day}.md", f"2022-06-{day}") for day in ("05", "06", "12", "13")]
    made = content(reports, [issue("a", "2022-06-17", rule())])
    assert compile_site(made)[0].chosen["jb/a"] == (("reports/06.md", "reports/12.md"),)
    friday = content(reports, [issue("a", "2022-06-17", rule())], week_start="周五")
    assert compile_site(friday)[0].chosen["jb/a"] == (("reports/12.md", "reports/13.md"),)


def test_without_a_period_and_a_cadence_a_rule_cannot_choose() -> None:
    publications = {"jb": PUBLICATION | {"cadence": "不定期"}}
    made = content([report("reports/1.md")], [issue("a", "2022-06-06", rule())], publications)
    plan, findings = compile_site(made)
    assert plan.stopped == {"jb/a"}
    assert told(findings)[0][2] == "这一期用了“选取”，还要写“报道期间”"
    assert (
        findings[0].hint
        == "《工作简报》的“频次”推算不出期间，请写上，例如“报道期间: 2022-05-30 至 2022-06-05”"
    )
    by_hand = content(
        [report("reports/1.md")], [issue("a", "2022-06-06", hand("reports/1.md"))], publications
    )
    assert compile_site(by_hand)[1] == []


def test_a_period_that_cannot_be_read_stops_the_issue() -> None:
    own = issue("a", "2022-06-06", rule(), period="2022-06-05 至 2022-05-30")
    plan, findings = compile_site(content([report("reports/1.md")], [own]))
    assert plan.stopped == {"jb/a"}
    assert codes(findings) == ["period-backwards", "report-unused"]
    assert findings[0].place == own.front.place("period")


@pytest.mark.parametrize(
    ("cadence", "day", "keys", "expected"),
    [
        ("周", "2022-01-03", {}, "2021年12月27日至2022年1月2日"),
        ("旬", "2022-06-15", {}, "2022年6月1日至6月10日"),
        ("旬", "2022-03-01", {}, "2022年2月21日至2月28日"),
        ("旬", "2022-05-31", {}, "2022年5月11日至5月20日"),
        ("半月", "2022-06-16", {}, "2022年6月1日至6月15日"),
        ("半月", "2022-06-15", {}, "2022年5月16日至5月31日"),
        ("月", "2022-03-31", {}, "2022年2月1日至2月28日"),
        ("月", "2022-06-06", {"month_cutoff": 25}, "2022年4月26日至5月25日"),
        ("月", "2022-05-28", {"month_cutoff": 25}, "2022年4月26日至5月25日"),
        ("月", "2022-05-25", {"month_cutoff": 25}, "2022年3月26日至4月25日"),
        ("月", "2022-04-01", {"month_cutoff": 30}, "2022年3月1日至3月30日"),
        ("季", "2022-06-30", {}, "2022年1月1日至3月31日"),
        ("年", "2022-06-30", {}, "2021年1月1日至12月31日"),
    ],
)
def test_the_period_before_by_cadence(cadence: str, day: str, keys: dict[str, int], expected: str) -> None:
    period = period_before(date.fromisoformat(day), cadence, Site(organization="市", **keys))
    assert period is not None
    assert period_text(period) == expected


def test_a_period_of_one_day_is_one_date() -> None:
    assert period_text(Period(date(2022, 6, 3), date(2022, 6, 3))) == "2022年6月3日"


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["周", "旬", "半月", "月", "季", "年"]),
    st.integers(0, 6),
    st.one_of(st.none(), st.integers(1, 31)),
)
def test_periods_follow_each_other_without_gaps(
    day: date, cadence: str, start: int, cutoff: int | None
) -> None:
    office = Site(organization="市", week_start=start, month_cutoff=cutoff)
    period = period_before(day, cadence, office)
    assert period is not None
    assert period.first <= period.last < day
    following = period_before(period.last + timedelta(days=1), cadence, office)
    assert following == period
    earlier = period_before(period.last, cadence, office)
    assert earlier is not None and earlier.last + timedelta(days=1) == period.first


REPORTS = tuple(f"reports/{number}.md" for number in range(8))


@st.composite
def sections(draw: st.DrawFn) -> dict[str, Any]:
    section = hand(*draw(st.lists(st.sampled_from(REPORTS), max_size=3, unique=True)))
    if draw(st.booleans()):
        section["select"] = {"limit": draw(st.one_of(st.none(), st.integers(1, 4)))}
    return section


@given(
    st.lists(st.integers(1, 28), min_size=8, max_size=8),
    st.lists(st.lists(sections(), min_size=1, max_size=3), min_size=1, max_size=5),
)
def test_no_report_is_printed_twice(days: list[int], composed: list[list[dict[str, Any]]]) -> None:
    reports = [report(path, f"2022-06-{day:02d}") for path, day in zip(REPORTS, days, strict=True)]
    issues = [
        issue(f"n{place}", f"2022-06-{7 * place + 2:02d}", *own, period="2022年6月")
        for place, own in enumerate(composed[:4])
    ]
    plan, _ = compile_site(content(reports, issues))
    printed = [
        path for key in plan.chosen if key not in plan.stopped for own in plan.chosen[key] for path in own
    ]
    assert len(printed) == len(set(printed))
    assert compile_site(content(reports[::-1], issues[::-1]))[0] == plan
