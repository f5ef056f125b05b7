"""One event with two days: in one report in other words, in two, in tables; and what is two events."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.rules.structure.event_forms import mentions
from tests.rules_made import read_site, write_site

ONE = [
    ("4月2日，市妇幼保健院新院区投入使用。", "4月12日投入使用的市妇幼保健院新院区当天接诊三百人次。"),
    ("县医院新门诊楼4月20日启用。", "谈起4月26日县医院新门诊楼启用那天的情景，护士长记忆犹新。"),
    ("《养犬管理条例》自4月1日起施行。", "5月1日起施行的《养犬管理条例》共三十二条。"),
    ("报名截止时间为6月10日，逾期不再受理。", "请抓紧时间，6月15日报名截止。"),
    ("4月6日，通往北坪村的公路发生山体滑坡。", "4月8日通往北坪村的公路山体滑坡造成交通中断。"),
    ("双溪桥限高架5月3日被一辆货车撞断。", "5月4日撞断双溪桥限高架的货车车主已经承认超高。"),
    ("全市职工篮球赛于4月15日开赛。", "4月13日开赛的职工篮球赛让大家走出了办公室。"),
    ("县消防大队接警时间是5月21日凌晨1时20分。", "厂方对5月22日凌晨1时20分打来的电话作了记录。"),
    ("城西污水厂二期工程于2021年9月1日开工。", "2021年10月1日开工的城西污水厂二期工程已完成主体。"),
    ("| 日期 | 事项 |\n| --- | --- |\n| 2月18日 | 野生动物救助站揭牌 |", "2月28日，野生动物救助站揭牌。"),
    ("5月12日，市应急管理局组织开展地震应急演练。", "5月13日举行的地震应急演练暴露出通信盲区。"),
]
TWO = [
    ("5月6日，县领导到石门镇督导防汛。", "5月9日，县领导到石门镇检查学校。"),
    ("3月1日，城西污水厂一期工程开工。", "5月1日，城西污水厂二期工程开工。"),
    ("4月2日，柳林村文化广场启用。", "4月12日，柳林村卫生室启用。"),
    ("4月2日，柳林村卫生室开工。", "5月20日，柳林村卫生室竣工。"),
    ("原定5月20日开工的滨河路，因雨推迟。", "5月25日，滨河路开工。"),
    ("5月6日，市气象台发布暴雨黄色预警。", "5月8日，市气象台发布暴雨橙色预警。"),
    ("5月12日，全市职工运动会开幕。", "5月14日，全市职工运动会闭幕。"),
    ("2021年5月1日，荷花池公园开园。", "2022年5月1日，荷花池公园开园。"),
    ("3月5日，东湾村党群服务中心揭牌。", "3月9日，西湾村党群服务中心揭牌。"),
    ("5月5日，全市安全生产工作会议召开。", "5月8日，云岭县召开安全生产工作会议。"),
    ("4月15日，云岭县首个社区食堂开业。", "5月15日，云岭县第二个社区食堂开业。"),
    ("报名时间为5月1日至5月10日。", "考试时间为5月20日。"),
    ("5月6日，村里停水。", "5月8日，村里又停水。"),
    ("4月3日，开发区与甲公司签约建设电池项目。", "4月9日，开发区与乙公司签约建设电池项目。"),
]


def _codes(tmp_path: Path, *bodies: str) -> list[str]:
    text = "=====\n".join(
        f"---\n标题: 第{number}件事的经过\n单位: 市教育局\n日期: 2022-05-{27 + number}\n---\n{body}\n"
        for number, body in enumerate(bodies, start=1)
    )
    told, _ = read_site(write_site(tmp_path, text))
    return [one.code for one in told if one.code == "event-day-differs"]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_event_with_two_days_is_found_in_a_report(first: str, second: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, f"{first}\n\n{second}") == ["event-day-differs"]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_events_are_silent(first: str, second: str, tmp_path: Path) -> None:
    assert _codes(tmp_path / "one", f"{first}\n\n{second}") == []
    assert _codes(tmp_path / "two", first, second) == []


def test_the_same_sentence_with_two_days_is_found_in_two_reports(tmp_path: Path) -> None:
    first, second = (
        "市公积金中心迁至人民路二十号办公，原址停止受理。",
        "市公积金中心迁至人民路二十号办公，电话不变。",
    )
    assert _codes(tmp_path / "a", f"自5月23日起，{first}", f"自5月24日起，{second}") == ["event-day-differs"]
    assert _codes(tmp_path / "b", f"自5月23日起，{first}", f"自5月23日起，{second}") == []


def test_a_mention_stands_where_its_day_is_written() -> None:
    text = "新馆于2022年5月12日上午9时30分开放。"
    (one,) = mentions(text)
    assert text[one.start : one.end] == "2022年5月12日"
    assert ("新馆", "开放") in one.names and not one.clock


@given(st.text(alphabet="5月12日，。召开的推进会新馆开放于自起“”《》市局 1时：第a", max_size=200))
def test_any_text_ends_in_mentions(text: str) -> None:
    for one in mentions(text):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["5月1日", "5月1日，", "5月1日新馆开放，", "的", "召开", "5月1日召开的推进会"]
)
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    started = time.perf_counter()
    for _ in mentions(piece * (60_000 // len(piece))):
        pass
    assert time.perf_counter() - started < 5
