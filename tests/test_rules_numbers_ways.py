"""Rules about bases of comparison, percentage points and times: many ways to say a thing wrong, and right."""

from __future__ import annotations

import pytest

from generator.check.proofread import document_slips
from generator.check.prose.body import Blocks
from generator.check.prose.inline import SourceLine
from generator.check.rule import Office
from generator.check.rules.dates.group import RULES as DATES
from generator.check.rules.numbers.group import RULES as NUMBERS_ALONE
from generator.model.prose import Document
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists

RULES = (*NUMBERS_ALONE, *DATES)

OFFICE = Office(Site(organization="砚平市领导小组办公室"), Units(()), WordLists())

BASES = (
    "本月受理150件，较上月同比增长25%。",
    "上月受理120件，本月受理150件，同比增长25%。",
    "本月受理150件，上月120件，同比增长25%。",
    "本周受理60件，比上周的80件减少20件，同比下降25%。",
    "本周受理60件，比上周减少20件，同比下降25%。",
    "与上周相比，受理量同比上升5%。",
    "与去年同期相比，投诉量环比下降3%。",
    "较上月受理总量同比下降5%。",
    "同比上季度增长3%，环比上年同期增长5%。",
    "以上月为基数，同比增长5%。",
    "去年同期120件，今年150件，环比增长25%。",
    "比去年同期的120件增加30件，环比增长25%。",
    "同比增长25%（上月为120件）。",
    "环比增长25%（去年同期为120件）。",
    "环比增长25%（较上年同期）。",
    "| 类别 | 上月 | 本月 | 同比 |\n|---|---|---|---|\n| 甲 | 100 | 120 | 20% |\n| 乙 | 50 | 40 | -20% |",
    "| 类别 | 去年同期 | 今年 | 环比增减（%） |\n|---|---|---|---|\n"
    "| 甲 | 100 | 120 | 20 |\n| 乙 | 50 | 40 | -20 |",
    "| 类别 | 受理量 | 较上周同比 |\n|---|---|---|\n| 甲 | 100 | 5% |",
    "| 类别 | 受理量 | 环比（与去年同期比） |\n|---|---|---|\n| 甲 | 100 | 5% |",
    "| 类别 | 受理量 | 同比（较上月） |\n|---|---|---|\n| 甲 | 100 | 5% |",
    "受理量为120件（较上周同比+5%）。",
)

BASES_RIGHT = (
    "受理量较上月增长5%，同比增长8%。",
    "本月受理150件，上月120件，环比增长25%，同比增长8%。",
    "本月受理150件，比上月增加30件，同比增长25%，环比增长25%。",
    "本月受理150件，比上月的120件增加30件，同比增长8%。",
    "与上月相比，同比增幅扩大2个百分点。",
    "受理量同比增速较上月回落0.3个百分点。",
    "与上周相比，投诉减少，求助持平，全月同比下降3%。",
    "一季度受理360件，较去年四季度环比增长3%。",
    "今年1月受理120件，较去年12月环比增长3%。",
    "| 类别 | 上月 | 本月 | 环比 | 同比 |\n|---|---|---|---|---|\n"
    "| 甲 | 100 | 120 | 20% | 3% |\n| 乙 | 50 | 40 | -20% | 5% |",
    "| 类别 | 去年同期 | 今年 | 同比 |\n|---|---|---|---|\n| 甲 | 100 | 120 | 20% |\n| 乙 | 50 | 40 | -20% |",
    "| 类别 | 本月 | 上月 | 环比 |\n|---|---|---|---|\n| 甲 | 100 | 120 | -16.7% |\n| 乙 | 50 | 40 | 25% |",
    "与上月和去年同期相比，分别增长3%和5%。",
    "上月同比增长5%，本月同比增长8%。",
)

POINTS = (
    "办结率由90%提高到95%，提高5%。",
    "办结率由上周的90%提高到本周的95%，提高了5%。",
    "满意率98%，比上周上升2.3%。",
    "满意率为98%，较上周的96%上升2%。",
    "满意率同比上升2.3%。",
    "办结率较上月提高3.5%。",
    "合格率从5月的92.5%升至6月的95%，增加2.5%。",
    "上周办结率90%，本周95%，上升5%。",
    "满意率达98%以上，同比提高2%。",
    "按时办结率95%，环比提升3%。",
    "占比由30%下降到25%，下降5%。",
    "办结率达到96%（比上月提高4%）。",
)

POINTS_RIGHT = (
    "办结率由90%提高到95%，提高5个百分点。",
    "由80%提高到100%，增长25%，增长率5%，同比提高2个百分点。",
    "满意率98%，受理量比上周上升2.3%。",
    "工作效率提高30%，使用率提高20%。",
    "满意率98%，同比提高2个百分点，投诉下降5%。",
    "办结率95%，提高到98%。",
    "贷款利率4.5%，下降10%。",
    "办结率90%，投诉占5%，下降85%。",
    "其中投诉占40%，咨询占35%，均下降5%。",
    "回访率100%，投诉量下降12%。",
)

TIMES = (
    "会议时间为上午11时至9时。",
    "活动于14:30—13:30举行。",
    "下午5时至3时开放。",
    "上午10时30分至9时30分召开会议。",
    "上午11点半至10点半召开会议。",
    "6月3日14:30至6月3日13:30召开。",
    "下午3点开到2点半。",
    "上午9时开始，8时30分结束。",
    "14∶30—13∶30",
    "晚上9时至8时举行座谈。",
    "时间：15:00-14:00",
)

TIMES_RIGHT = (
    "晚上10时至6时施工。",
    "20:00至6:00停水。",
    "上午9时至11时开放。",
    "下午2时至5时开放。",
    "晚上7时至9时开放。",
    "上午9时开始，11时结束。",
    "下午2时开始，5时结束。",
    "22时开始，次日6时结束。",
    "晚上9时至次日8时停水。",
    "3至12月份，9—12月底完成。",
    "二月二十八日召开，十二月三十一日结束。",
    "从5月3日14:30至5月4日13:30。",
    "比分为15:00-14:00。",
    "从8点干到晚上8点，从10时忙到2时。",
)


def of_text(text: str) -> list[str]:
    read = Blocks("content/reports/a.md", "正文")
    read.read([SourceLine(line, number, 1) for number, line in enumerate(text.split("\n"), start=1)])
    document = Document("report", "a", "content/reports/a.md", tuple(read.blocks), tuple(read.tables))
    return [slip.code for slip in document_slips(document, OFFICE, RULES)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "compared-base") for text in BASES),
        *((text, "rate-moved-percent") for text in POINTS),
        *((text, "time-backwards") for text in TIMES),
        ("二月三十日召开会议，六月三十一日结束。", "day-impossible"),
        ("计划13月底完成。", "day-impossible"),
        ("来了10几封信、20几笔款。", "number-mixed"),
    ],
)
def test_many_ways_to_say_it_wrong(text: str, code: str) -> None:
    assert set(of_text(text)) == {code}


@pytest.mark.parametrize("text", (*BASES_RIGHT, *POINTS_RIGHT, *TIMES_RIGHT))
def test_many_ways_to_say_it_right(text: str) -> None:
    assert of_text(text) == []
