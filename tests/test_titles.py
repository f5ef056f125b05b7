"""Titles in lines by sense."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.titles import break_title, width

PER_LINE = 20
PIECES = re.split(
    r"\s+",
    "市发展局 石垱镇 召开 开展 推动 会议 群众 127家 98.5% 2022年6月3日 第三次 3.2万户 5G LED 12345 营商环境 "
    "《公众诉求动态》 “一对一” ， 、 ： 的 和 为 —— …… （试行） 清单 落实 喆昇 扎实 ！ 销号",
)
titles = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("东原区小微企业“一对一”帮扶机制落地见效", ("东原区小微企业“一对一”帮扶机制落地见效",)),
        (
            "市发展局召开助企纾困动员会暨优化营商环境工作推进会议",
            ("市发展局召开助企纾困动员会", "暨优化营商环境工作推进会议"),
        ),
        (
            "石垱村党员干部冒雪清扫道路确保群众出行安全",
            ("石垱村党员干部冒雪清扫道路", "确保群众出行安全"),
        ),
        (
            "市住建局多措并举推进老旧小区改造让群众住得更安心",
            ("市住建局多措并举推进老旧小区改造", "让群众住得更安心"),
        ),
        (
            "青埠县“板凳会”开到田间地头，86件群众急难愁盼问题现场办结",
            ("青埠县“板凳会”开到田间地头，", "86件群众急难愁盼问题现场办结"),
        ),
        (
            "12345热线办理提速增效推动群众诉求按时办结率达到98.5%",
            ("12345热线办理提速增效", "推动群众诉求按时办结率达到98.5%"),
        ),
        (
            "关于2025年第四季度《社情民意每周专报》办理情况的通报",
            ("关于2025年第四季度《社情民意每周专报》", "办理情况的通报"),
        ),
        (
            "市委实践活动领导小组办公室关于表彰2025年度下基层察民情解民忧暖民心实践活动先进单位和先进个人的决定",
            (
                "市委实践活动领导小组办公室",
                "关于表彰2025年度下基层察民情解民忧",
                "暖民心实践活动先进单位和先进个人的决定",
            ),
        ),
    ],
)
def test_titles_break_where_the_sense_pauses(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title, PER_LINE, ()) == lines


def test_an_editors_mark_decides() -> None:
    assert break_title(r"市城管局\\开展夜市整治", PER_LINE, ()) == ("市城管局", "开展夜市整治")
    assert break_title(r"市发展局召开 \\ 动员会", PER_LINE, ()) == ("市发展局召开", "动员会")


def test_a_part_that_is_too_long_is_broken_again() -> None:
    lines = break_title(r"动员令\\石垱村党员干部冒雪清扫道路确保群众出行安全", PER_LINE, ())
    assert lines == ("动员令", "石垱村党员干部冒雪清扫道路", "确保群众出行安全")


def test_names_of_units_stay_whole() -> None:
    title = "全市组织开展走访慰问活动喆昇垚锜科技有限公司积极参与"
    name = "喆昇垚锜科技有限公司"
    assert any(name in line for line in break_title(title, PER_LINE, (name,)))


def test_an_empty_title_and_one_of_marks_have_no_lines() -> None:
    assert break_title("", PER_LINE, ()) == ()
    assert break_title(r"\\", PER_LINE, ()) == ()


def test_a_line_must_hold_something() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        break_title("标题", 0, ())


@given(titles)
def test_the_lines_joined_are_the_title(title: str) -> None:
    assert "".join(break_title(title, PER_LINE, ())) == title


@given(st.text(max_size=120), st.integers(1, 30))
def test_any_text_at_any_width_is_broken_and_kept(title: str, per_line: int) -> None:
    marks = re.compile(r"\s*\\+\s*")
    assert "".join(break_title(title, per_line, ("单位",))) == marks.sub("", title.strip())


@given(titles)
def test_no_line_is_too_wide(title: str) -> None:
    assert all(width(line) <= PER_LINE for line in break_title(title, PER_LINE, ()))


sensible = st.lists(
    st.sampled_from([piece for piece in PIECES if piece not in "，、：——……！的"]), min_size=6, max_size=16
).map("".join)


@given(sensible)
def test_rules_hold_between_lines(title: str) -> None:
    for before, after in zip(lines := break_title(title, PER_LINE, ()), lines[1:], strict=False):
        joint = before[-1] + after[0]
        assert after[0] not in "，。、；：？！）》”％%—…"
        assert before[-1] not in "（《“"
        assert not re.fullmatch(r"[0-9A-Za-z.]{2}", joint)
        assert not re.fullmatch(r"\d[家年月日%万户]|万户", joint)
        assert before.count("《") == before.count("》")


@given(titles)
def test_one_or_two_characters_never_stand_alone(title: str) -> None:
    lines = break_title(title, PER_LINE, ())
    assert len(lines) == 1 or all(width(line) >= 3 for line in lines)


@pytest.mark.parametrize("times", [4, 12, 40, 800])
def test_a_very_long_title_takes_no_time(times: int) -> None:
    title = "市发展局召开助企纾困动员会" * times
    started = time.perf_counter()
    lines = break_title(title, PER_LINE, ())
    assert time.perf_counter() - started < 2
    assert "".join(lines) == title
    assert all(width(line) <= PER_LINE for line in lines)
