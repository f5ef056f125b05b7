"""Items as they may be printed, lists of them, standing from issue to issue, and chosen cases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from compile_made import told
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_made import (
    Row,
    closed,
    compiled,
    day,
    is_done,
    is_late,
    ledger_of,
    random_rows,
    site_of,
    weekly,
)

from generator.compile.statistics import Wanted, compile_statistics
from generator.compile.statistics.items import NO_DAY
from generator.model.statistics import ANSWERED, NEW, OPEN, OVERDUE, REPEATED, Item, Statistics
from generator.model.workdays import workdays_late

ALL = Wanted(frozenset({NEW, ANSWERED, OPEN, OVERDUE, REPEATED}))
ISSUE = weekly("22", "2022-06-06")
FIRST, END = datetime(2022, 5, 30), datetime(2022, 6, 6)


def one(rows: list[Row], wanted: Wanted = ALL, **keys: object) -> Statistics:
    return compiled(rows, [ISSUE], wanted, **keys)[0]["zb/22"]  # type: ignore[arg-type]


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def descendants(rows: list[Row], id: str) -> set[str]:
    found, waiting = set(), [id]
    while waiting:
        parent = waiting.pop()
        for row in rows:
            if row.repeat_of == parent and row.id not in found | {id}:
                found.add(row.id)
                waiting.append(row.id)
    return found


@given(random_rows(), st.sampled_from(["2022-06-06 00:00", "2022-06-03 17:00", "2022-06-07 09:00"]))
@settings(max_examples=20)
def test_lists_hold_what_their_counts_count_but_confidential_rows(rows: list[Row], text: str) -> None:
    statistics = compiled(rows, [weekly("22", "2022-06-06", as_of=text)], ALL)[0]["zb/22"]
    as_of = statistics.span.as_of
    known = [row for row in rows if row.received_at < as_of and not row.confidential]
    inside = [row for row in known if FIRST <= row.received_at < END]
    still = [row for row in known if not is_done(row, as_of)]
    answered = [
        row for row in known if row.closed and row.closed_at and FIRST <= row.closed_at < min(END, as_of)
    ]
    again = {
        row.id for row in rows if row.repeat_of and FIRST <= row.received_at < END and row.received_at < as_of
    }
    roots = [row for row in known if not repeats_a_row(row, rows) and descendants(rows, row.id) & again]
    lists = statistics.items
    assert set(ids(lists[NEW])) == {row.id for row in inside}
    assert set(ids(lists[ANSWERED])) == {row.id for row in answered}
    assert ids(lists[OPEN]) == [row.id for row in sorted(still, key=lambda row: (row.received_at, row.id))]
    assert set(ids(lists[OVERDUE])) == {row.id for row in still if is_late(row, as_of)}
    assert set(ids(lists[REPEATED])) == {row.id for row in roots}
    assert statistics.lengths == {}
    late = [item.late for item in lists[OVERDUE]]
    assert late == sorted(late, reverse=True)
    again_most = [item.repeats for item in lists[REPEATED]]
    assert again_most == sorted(again_most, reverse=True) and 0 not in again_most
    parties = [*statistics.values["服务对象"], ""]
    for name in (NEW, ANSWERED):
        order = [parties.index(item.party) for item in lists[name]]
        assert order == sorted(order)


def repeats_a_row(row: Row, rows: list[Row]) -> bool:
    return any(other.id == row.repeat_of for other in rows)


@given(random_rows())
@settings(max_examples=12)
def test_items_say_how_they_stand(rows: list[Row]) -> None:
    """State, delay, number of issues and of repetitions of each item, told once more row by row."""
    issues = [
        weekly(f"{number:02d}", str(date(2022, 5, 16) + timedelta(weeks=number))) for number in range(4)
    ]
    by_id = {row.id: row for row in rows}
    found = compiled(rows, issues, ALL)[0]
    as_ofs = [found[issue.key].span.as_of for issue in issues]
    for number, issue in enumerate(issues):
        as_of = as_ofs[number]
        for item in (item for items in found[issue.key].items.values() for item in items):
            row = by_id[item.id]
            done, late = is_done(row, as_of), is_late(row, as_of)
            assert item.state == ("已办结" if done else "已超期" if late else "在办")
            assert item.standing == sum(
                row.received_at < moment and not is_done(row, moment) for moment in as_ofs[: number + 1]
            )
            assert item.repeats == sum(by_id[id].received_at < as_of for id in descendants(rows, row.id))
            assert item.satisfied == (row.satisfied if done else None)
            assert item.result == ("" if "举报" in row.type or (row.closed and not done) else row.result)
            if late and row.due_at:
                term = (row.due_at - timedelta(seconds=1)).date()
                until = row.closed_at.date() if done and row.closed_at else as_of.date() - timedelta(days=1)
                assert item.late == workdays_late(term, until)
            else:
                assert item.late == 0


def test_standing_counts_the_issues_of_this_publication_alone() -> None:
    rows = [
        Row("旧", received_at=day("5-10 9:00")),
        closed(Row("结", received_at=day("5-10 9:00")), day("5-30 9:00")),
    ]
    issues = [weekly("20", "2022-05-23"), weekly("21", "2022-05-30"), weekly("22", "2022-06-06")]
    made = site_of(issues)
    orders = {"zb": tuple(issue.key for issue in issues), "jb": ("jb/01", "jb/02")}
    wanted = {"zb/22": ALL, "zb/21": ALL}
    found = compile_statistics(ledger_of(rows), made, orders, wanted, str)[0]
    assert list(found) == ["zb/21", "zb/22"]
    assert [(item.id, item.standing) for item in found["zb/22"].items[OPEN]] == [("旧", 3)]
    assert [(item.id, item.standing) for item in found["zb/21"].items[OPEN]] == [("旧", 2), ("结", 2)]
    assert [(item.id, item.standing) for item in found["zb/22"].items[ANSWERED]] == [("结", 2)]


def test_an_item_in_full() -> None:
    rows = [
        closed(
            Row(
                "1",
                unit="市环境局",
                satisfied=True,
                received_at=day("5-30 9:12"),
                due_at=day("6-2"),
            ),
            day("6-6 0:00") - timedelta(hours=6),
        )
    ]
    assert one(rows).items[ANSWERED] == (
        Item(
            id="1",
            received=date(2022, 5, 30),
            channel="来访",
            type="投诉",
            category="物业管理",
            party="困难群众",
            area="东山县",
            unit="市环境局",
            title="反映物业管理问题",
            content="小区无人打扫。",
            result="已经办理。",
            state="已办结",
            term=date(2022, 6, 1),
            closed=date(2022, 6, 5),
            # 3 to 5 June 2022 was the Dragon Boat Festival.
            late=1,
            standing=0,
            repeats=0,
            satisfied=True,
        ),
    )


def test_a_report_on_someone_has_no_words_no_day_and_no_place() -> None:
    rows = [
        Row("1", type="举报", title="某处某人收钱", due_at=day("6-2")),
        Row("2", channel="举报箱", type="投诉", category="", due_at=day("6-30")),
    ]
    first, second = one(rows).items[NEW]
    for item in (first, second):
        assert (item.received, item.area, item.content, item.result) == (NO_DAY, "", "", "")
        assert (item.term, item.closed) == (None, None)
        assert item.unit == "市发改"
    assert (first.title, first.state, first.category) == ("物业管理方面的举报", "已超期", "物业管理")
    assert (second.title, second.state) == ("举报", "在办")


def test_confidential_rows_are_counted_and_never_quoted() -> None:
    rows = [Row("1", confidential=True, due_at=day("6-2"), title="密"), Row("2", repeat_of="1")]
    statistics = one(rows)
    assert statistics.cells[""].now["保密量"] == 1
    assert statistics.cells[""].now["累计超期量"] == 1
    assert {name: ids(items) for name, items in statistics.items.items()} == {
        **{NEW: ["2"], OPEN: ["2"]},
        **{ANSWERED: [], OVERDUE: [], REPEATED: []},
    }
    assert "密" not in str(statistics).replace("保密量", "")


def test_new_requests_stand_by_party_and_matter() -> None:
    rows = [
        Row("1", party="其他人", category="供暖"),
        Row("2", party="", category="供暖"),
        Row("3", party="困难群众", category="供暖"),
        Row("4", party="市场主体", category=""),
        Row("5", party="市场主体", category="物业管理", received_at=day("6-2 9:00")),
        Row("6", party="市场主体", category="物业管理"),
    ]
    assert ids(one(rows).items[NEW]) == ["6", "5", "4", "3", "1", "2"]


def test_a_list_is_cut_and_its_length_kept() -> None:
    rows = [Row(f"{number}", received_at=day(f"6-1 {number:02d}:00")) for number in range(10, 17)]
    wanted = Wanted(frozenset({OPEN, REPEATED}), quote_at_most=3)
    statistics = one(rows, wanted)
    assert ids(statistics.items[OPEN]) == ["10", "11", "12"]
    assert statistics.lengths == {OPEN: 7}
    assert statistics.items.keys() == {OPEN, REPEATED}
    assert one(rows[:3], wanted).lengths == {}


def test_repetitions_are_told_of_the_first_of_a_chain() -> None:
    rows = [
        Row("a", received_at=day("4-1 9:00")),
        Row("b", received_at=day("5-1 9:00"), repeat_of="a"),
        Row("c", received_at=day("6-1 9:00"), repeat_of="b"),
        Row("d", received_at=day("4-1 9:00")),
        Row("e", received_at=day("6-1 9:00"), repeat_of="d"),
        Row("f", received_at=day("6-1 9:00"), repeat_of="没有"),
        Row("g", received_at=day("4-1 9:00")),
        Row("h", received_at=day("4-2 9:00"), repeat_of="g"),
        Row("y", received_at=day("6-1 9:00"), repeat_of="z"),
        Row("z", received_at=day("6-1 9:00"), repeat_of="y"),
        Row("later", received_at=day("6-7 9:00"), repeat_of="d"),
    ]
    repeated = one(rows).items[REPEATED]
    assert [(item.id, item.repeats) for item in repeated] == [("a", 2), ("d", 1), ("y", 1)]


def test_texts_are_masked_once_and_told_once_for_each_file() -> None:
    seen: list[str] = []

    def masker(text: str) -> str:
        seen.append(text)
        return text.replace("123", "（略）")

    rows = [
        *(Row(str(number), line=number, content=f"请打 123，第{number}件") for number in range(2, 9)),
        Row("X", file="content/requests/b.xlsx", sheet="来访", line=5, title="123号"),
        Row("Y", file="content/requests/b.xlsx", sheet="来访", line=3, result="123"),
        Row("Z", file="content/requests/c.csv", line=3),
        Row("旧", file="content/requests/c.csv", line=4, received_at=day("1-1"), closed=True, title="123"),
    ]
    issues = [ISSUE, weekly("23", "2022-06-13")]
    found, findings = compiled(rows, issues, ALL, masker=masker)
    assert "123" not in str([one.items for one in found.values()])
    assert "请打 （略），第2件" in str(found["zb/23"].items[OPEN])
    assert seen.count("请打 123，第2件") == 1
    assert told(findings) == [
        (
            "notice",
            "content/requests/a.csv",
            "印出的诉求里，有7件的文字带着不能印的个人信息，已经隐去：第2、3、4、5、6行等",
        ),
        (
            "notice",
            "content/requests/b.xlsx",
            "印出的诉求里，有2件的文字带着不能印的个人信息，已经隐去：“来访”表第3、5行",
        ),
    ]
    assert [one.place.line for one in findings if one.place] == [2, 3]
    assert findings[0].hint == (
        "台账本身没有改动；如果隐去的是可以公开的号码或地址，请写进 site.yaml 的“隐私”下的“允许”"
    )


def test_by_default_the_site_s_masking_is_used() -> None:
    """Names out of the ledger and telephones are masked, the site's public numbers are not."""
    text = "业主李小明来电13800138000，热线12345。"
    ledger = ledger_of([Row("1", content=text)], names=frozenset({"李小明"}))
    made = site_of([ISSUE], privacy={"allow": ("12345",)})
    found = compile_statistics(ledger, made, {"zb": ("zb/22",)}, {"zb/22": ALL})[0]
    item = found["zb/22"].items[NEW][0]
    assert "李小明" not in item.content and "13800138000" not in item.content
    assert item.content.startswith("业主李某来电") and "12345" in item.content


def test_cases_that_the_editor_chose() -> None:
    rows = [
        Row("20220601-0001", category=""),
        Row("20220601-0002", category="", confidential=True),
        Row("20220601-0003", category="", type="举报"),
        Row("20220607-0004", category="", received_at=day("6-7 9:00")),
        Row("20220101-0005", category="", received_at=day("1-1 9:00")),
    ]
    chosen = (
        "20220101-0005",
        "20220601-0001",
        "20220601-0003",
        "20220601-0002",
        "20220607-0004",
        "20220601-0009",
    )
    section = {"name": "典型案例", "content": ["典型案例"], "requests": list(chosen)}
    issue = weekly("22", "2022-06-06", sections=[section])
    found, findings = compiled(rows, [issue], Wanted(cases=(*chosen, "甲")))
    assert ids(found["zb/22"].cases) == ["20220101-0005", "20220601-0001", "20220601-0003"]
    assert [(one.severity, one.message, one.hint) for one in findings] == [
        (
            "warning",
            "编号“20220601-0003”的诉求是举报，只能印出问题分类和承办单位",
            "举报不登姓名、时间、地点和内容；要讲清楚一件事，请换一件",
        ),
        (
            "error",
            "编号“20220601-0002”的诉求标了保密，不能作典型案例",
            "请换一件；保密的诉求只计数，不登内容",
        ),
        (
            "error",
            "编号“20220607-0004”的诉求是这一期“截止时间”以后才受理的",
            "请换一件，或者改正“编号”",
        ),
        (
            "error",
            "台账里没有编号是“20220601-0009”的诉求",
            "是不是想写“20220601-0001”“20220601-0002”“20220601-0003”？",
        ),
        ("error", "台账里没有编号是“甲”的诉求", "请对照台账的“编号”一列改正"),
    ]
    assert findings[0].place == issue.front.place("sections", 0, "requests", 2)
    assert findings[3].place == issue.front.place("sections", 0, "requests", 5)
