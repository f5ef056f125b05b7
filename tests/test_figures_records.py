"""What a final issue keeps: written, read again exactly, and held against the ledger of later days."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import compile_made
import pytest
from figures_made import CELLS, ITEMS, random_statistics, statistics
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.figures.frozen import differences, settle
from generator.diagnostics import Diagnostic, Place
from generator.load.records import Records, load_records, record_file
from generator.model.content import Content
from generator.model.statistics import (
    Counts,
    HotIssue,
    Item,
    RateRule,
    Span,
    Statistics,
    TrendPoint,
)
from generator.model.statistics_json import RecordError, from_json, to_json
from generator.publish.records import write_record

MADE = statistics(items=ITEMS)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))
texts = st.text(max_size=12)
numbers = st.integers(0, 10**7)
spans = st.builds(Span, days, days, moments)
cells = st.builds(Counts, *[st.dictionaries(texts, numbers, max_size=3)] * 3)
items = st.builds(
    Item,
    *[texts, days, *[texts] * 10],
    term=st.none() | days,
    closed=st.none() | days,
    late=numbers,
    standing=numbers,
    repeats=numbers,
    satisfied=st.none() | st.booleans(),
)
several = st.lists(items, max_size=2).map(tuple)
hot_issues = st.builds(
    HotIssue,
    texts,
    numbers,
    numbers,
    st.none() | st.floats(0, 1e6),
    numbers,
    numbers,
    *[st.lists(texts, max_size=2).map(tuple)] * 2,
)
whole = st.builds(
    Statistics,
    spans,
    spans,
    spans,
    st.dictionaries(texts, cells, max_size=4),
    st.dictionaries(texts, st.lists(texts, max_size=3).map(tuple), max_size=3),
    st.dictionaries(texts, st.builds(RateRule, texts, texts), max_size=3),
    st.lists(st.builds(TrendPoint, texts, days, days, numbers, numbers), max_size=2).map(tuple),
    st.lists(hot_issues, max_size=2).map(tuple),
    texts,
    st.dictionaries(texts, several, max_size=2),
    st.dictionaries(texts, numbers, max_size=2),
    several,
)


def told(finding: Diagnostic) -> str:
    return f"{finding.severity} {finding.message}\n{finding.hint}"


@given(whole)
def test_json_brings_back_exactly_what_was_kept(made: Statistics) -> None:
    text = to_json(made)
    again = from_json(text)
    assert again == made
    assert to_json(again) == text


def test_the_file_says_what_it_is_and_is_stable() -> None:
    text = to_json(MADE)
    assert text.startswith('{\n "说明": "这是程序留存的定稿数据：这一期发出时的全部数字。')
    assert "受理量" in text and "\\u" not in text and text.endswith("}\n")
    turned = replace(MADE, cells=dict(reversed(CELLS.items())))
    assert to_json(turned) == text
    assert from_json(text.replace("\n", "\r\n")) == MADE


def _changed(text: str, **keys: Any) -> str:
    return json.dumps({**json.loads(text), **keys}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "不是完整的 JSON"),
        (to_json(MADE)[:500], "不是完整的 JSON"),
        ("<<<<<<< HEAD\n" + to_json(MADE), "不是完整的 JSON"),
        ("[" * 100_000, "不是程序写的 JSON"),
        ("[]", "不是程序留存的数据"),
        ('{"格式": 1}', "不是程序留存的数据"),
        (_changed(to_json(MADE), 格式="1"), "不是程序留存的数据"),
        (to_json(MADE).replace('"受理量": 150', '"受理量": 151'), "留存以后被改动过"),
        (_changed(to_json(MADE), 校验="0"), "留存以后被改动过"),
    ],
)
def test_what_is_no_record(text: str, reason: str) -> None:
    with pytest.raises(RecordError) as raised:
        from_json(text)
    assert raised.value.reason == reason


def test_records_are_found_by_the_key_of_their_issue(tmp_path: Path) -> None:
    assert load_records(tmp_path) == (Records(), [])
    assert write_record(tmp_path, "zhoubao/2022-22", MADE) == []
    records, findings = load_records(tmp_path)
    assert findings == []
    assert records == Records({"zhoubao/2022-22": MADE}, frozenset())


def test_a_broken_record_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    for key in ("zb/1", "zb/2", "zb/3", "zb/4"):
        write_record(tmp_path, key, MADE)
    (tmp_path / record_file("zb/1")).write_text(to_json(MADE)[:20], encoding="utf-8")
    (tmp_path / record_file("zb/2")).write_bytes("说明".encode("gb18030"))
    (tmp_path / record_file("zb/3")).write_text(_changed(to_json(MADE), 格式=2), encoding="utf-8")
    records, findings = load_records(tmp_path)
    assert records.broken == {"zb/1", "zb/2", "zb/3"}
    assert list(records.statistics) == ["zb/4"]
    hint = "请从版本库恢复这个文件；没有的话，请删去它，程序会按现在的台账重新计算，请核对以后再付印"
    assert [told(one) for one in findings] == [
        f"error 这个文件是程序留存的定稿数据，读不出来：不是完整的 JSON\n{hint}",
        f"error 这个文件是程序留存的定稿数据，读不出来：不是 UTF-8 编码\n{hint}",
        "error 这个文件是用更新的程序留存的（格式 2），现在的程序读不了\n请升级程序，再做一次",
    ]
    assert findings[0].place == Place("content/records/figures/zb/1.json", 2, 8)


def test_a_folder_in_the_place_of_a_record(tmp_path: Path) -> None:
    (tmp_path / record_file("zb/1")).mkdir(parents=True)
    assert [one.data["reason"] for one in load_records(tmp_path)[1]] == ["它不是普通文件"]
    (finding,) = write_record(tmp_path, "zb/1", MADE)
    assert finding.code == "output-blocked"
    assert "一个同名的文件夹占着这个位置" in finding.message


def test_a_record_of_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    write_record(tmp_path, "zb/1", MADE)
    file = tmp_path / record_file("zb/1")
    os.utime(file, (1, 1))
    assert write_record(tmp_path, "zb/1", MADE) == []
    assert file.stat().st_mtime == 1
    assert write_record(tmp_path, "zb/1", statistics({})) == []
    assert file.stat().st_mtime != 1
    assert [path.name for path in file.parent.iterdir()] == ["1.json"]


def test_a_record_that_cannot_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path, "zb/1", MADE)
    file = tmp_path / record_file("zb/1")

    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    (finding,) = write_record(tmp_path, "zb/1", statistics({}))
    assert finding.message == f"不能写入“{file}”：磁盘已满"
    assert from_json(file.read_text(encoding="utf-8")) == MADE
    assert [path.name for path in file.parent.iterdir()] == ["1.json"]


def site_with(state: str) -> Content:
    number = {"number": "22"} if state == "定稿" else {}
    issue = compile_made.issue("22", "2022-06-06", state=state, **number)
    return compile_made.content(issues=[issue])


KEY = "jb/22"
FINAL, DRAFT = site_with("定稿"), site_with("草稿")
LATER = statistics(
    {
        **CELLS,
        "": replace(CELLS[""], now={**CELLS[""].now, "办结量": 147}),
        "诉求类型.表扬": Counts({"受理量": 5}),
    }
)


def test_a_final_issue_without_a_record_is_to_be_kept() -> None:
    assert settle({KEY: MADE}, Records(), FINAL) == ({KEY: MADE}, (KEY,), [])


def test_a_draft_is_not_kept() -> None:
    assert settle({KEY: MADE}, Records(), DRAFT) == ({KEY: MADE}, (), [])


def test_a_final_issue_prints_what_was_sent() -> None:
    sent = statistics()
    assert settle({KEY: sent}, Records({KEY: sent}), FINAL) == ({KEY: sent}, (), [])
    used, to_write, findings = settle({KEY: LATER}, Records({KEY: sent}), FINAL)
    assert (used, to_write) == ({KEY: sent}, ())
    assert [told(one) for one in findings] == [
        "warning 这一期已经定稿，现在的台账算出来有 8 个数和定稿时不同："
        "办结量定稿时145件，现在147件；办结率定稿时96.7%，现在98.0%；按时办结率定稿时96.6%，现在95.2%；"
        "受理量.诉求类型.表扬定稿时4件，现在5件；办结量.诉求类型.表扬定稿时4件，现在0件；"
        "按时办结量.诉求类型.表扬定稿时4件，现在0件；办结率.诉求类型.表扬定稿时100.0%，现在0.0%；"
        "按时办结率.诉求类型.表扬定稿时100.0%，现在—\n"
        "成品仍用定稿时的数，可以不管；如果要按现在的台账改正这一期，请删去“content/records/figures/jb/22.json”，"
        "重新生成，并另行说明更正"
    ]
    assert findings[0].place == Place("content/issues/jb/22.yaml")


def test_many_differences_are_told_in_part() -> None:
    (finding,) = settle({KEY: statistics({})}, Records({KEY: MADE}), FINAL)[2]
    assert finding.data["count"] > 100
    assert finding.message.endswith(f"；还有 {finding.data['count'] - 8} 个")
    assert finding.message.count("定稿时") == 8 + 1


def test_without_a_ledger_the_record_is_used_silently() -> None:
    assert settle({}, Records({KEY: MADE}), FINAL) == ({KEY: MADE}, (), [])


def test_without_a_ledger_and_a_record_there_are_no_figures() -> None:
    assert settle({}, Records(), FINAL) == ({}, (), [])
    assert settle({}, Records({KEY: MADE}), DRAFT) == ({}, (), [])


def test_with_a_broken_record_nothing_is_computed_anew() -> None:
    assert settle({KEY: MADE}, Records(broken=frozenset({KEY})), FINAL) == ({}, (), [])


def test_a_draft_again_is_told_of_its_record() -> None:
    used, to_write, findings = settle({KEY: LATER}, Records({KEY: MADE}), DRAFT)
    assert (used, to_write) == ({KEY: LATER}, ())
    assert [told(one) for one in findings] == [
        "notice 这一期是草稿，按现在的台账计算，不用以前定稿时留存的数\n"
        "再次定稿以前，请删去“content/records/figures/jb/22.json”；不删的话，定稿后仍用留存的数"
    ]


def test_the_words_of_requests_that_changed_are_told() -> None:
    (item,) = ITEMS["在办"]
    changed = statistics(items={"在办": (replace(item, result="已修复"),)})
    (finding,) = settle({KEY: changed}, Records({KEY: MADE}), FINAL)[2]
    assert told(finding) == (
        "notice 这一期已经定稿，数字没有变，但台账里这些诉求的内容改过：20220530-0017\n"
        "成品仍用定稿时的内容，可以不管；如果要改用现在的，请删去“content/records/figures/jb/22.json”，"
        "重新生成，并另行说明更正"
    )


def test_another_period_or_closing_time_is_a_difference() -> None:
    span = Span(date(2022, 5, 29), date(2022, 6, 4), datetime(2022, 6, 5, 9))
    assert differences(MADE, replace(MADE, span=span)) == [
        ("报道期间", "5月30日至6月5日", "5月29日至6月4日"),
        ("截止时间", "6月5日24时", "6月5日9时"),
    ]


def test_another_definition_of_a_rate_is_a_difference() -> None:
    cells = {"": Counts({"受理量": 4, "办结量": 2, "按时办结量": 1})}
    sent = statistics(cells, rates={"办结率": RateRule("办结量", "受理量")})
    now = replace(sent, rates={"办结率": RateRule("按时办结量", "受理量")})
    assert differences(sent, now) == [("办结率", "50.0%", "25.0%")]
    assert differences(sent, replace(sent, rates={})) == [
        ("办结率", "50.0%", "没有这个指标"),
        ("办结率.上期", "—", "没有这个指标"),
        ("办结率.同期", "—", "没有这个指标"),
    ]


def test_a_crossing_that_one_of_them_does_not_have_is_no_difference() -> None:
    without = {path: counts for path, counts in CELLS.items() if path.count(".") < 3}
    assert differences(MADE, statistics(without)) == []
    fewer = {path: counts for path, counts in CELLS.items() if path != "诉求类型.求助.来源渠道.来访"}
    assert differences(MADE, statistics(fewer))[0] == ("受理量.诉求类型.求助.来源渠道.来访", "12件", "0件")


def test_the_trend_is_compared_where_both_tell_of_a_period() -> None:
    first, last = MADE.trend
    now = replace(MADE, trend=(replace(first, received=121), replace(last, received=1)))
    assert differences(MADE, now) == [("走势中第21周的受理", "120件", "121件")]
    assert differences(MADE, replace(MADE, trend=())) == []


@given(random_statistics(), random_statistics())
def test_differences_are_none_where_the_numbers_are_the_same(one: Statistics, other: Statistics) -> None:
    def plain(made: Statistics) -> dict[str, int]:
        return {
            f"{path}/{which}/{name}": number
            for path, counts in made.cells.items()
            for which in ("now", "before", "year_ago")
            for name, number in getattr(counts, which).items()
            if number and path.count(".") < 2
        }

    assert differences(one, one) == []
    if plain(one) != plain(other):
        assert differences(one, other)
