"""Words typed twice, side by side or apart, in sentences of many kinds; and what rightly stands twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.rule import SurveyRule
from generator.check.rules.wording.doubled import RULES
from generator.check.rules.wording.doubled_known import begins_word, may_double
from generator.model.prose import CELL, FIGURE, PARAGRAPH, TITLE, Block, Run

(RULE,) = RULES


def found(*texts: str, kind: str = PARAGRAPH) -> list[str]:
    assert isinstance(RULE, SurveyRule)
    blocks = [
        Block(kind, text, "正文", "r.md", (Run(0, line, 1),), (line, line))
        for line, text in enumerate(texts, 1)
    ]
    read = RULE.survey(blocks, None)  # type: ignore[arg-type]
    return [
        blocks[number].text[hit.start : hit.end]
        for number, one in read.items()
        for hit in RULE.find(one, None)  # type: ignore[arg-type]
    ]


TWICE = {
    "该项目由财政投资资建设。": "资资",
    "全年共新增城镇就业业1.2万人。": "业业",
    "我县积极推进进农村改厕工作。": "进进",
    "要把安全全责任落到实处。": "全全",
    "项目前期工作滞滞后。": "滞滞",
    "市图书馆馆馆藏古籍两万余册。": "馆馆馆",
    "请各县区区于每月五日前报送。": "区区",
    "一户一档，一档档一码。": "档档",
    "每位参保人可以在任一一家医院刷卡。": "一一",
    "满意度提高了2.6个百分点点。": "点点",
    "第第三届龙舟赛定于端午鸣锣。": "第第",
    "这批中小企业企业大多做出口加工。": "企业企业",
    "工地上的监测设备设备一开就报警。": "设备设备",
    "该项目占地占地320亩。": "占地占地",
    "志愿者把热饭送到了老人老人手中。": "老人老人",
    "老党员说：“我们我们赶上了好时候。”": "我们我们",
    "技术员在大棚里在大棚里指导菜农。": "在大棚里在大棚里",
    "法院以案说法，以案说法，让群众受教育。": "以案说法，以案说法",
    "其中，其中，规模以上企业贡献了六成税收。": "其中，其中",
    "成效是明显的。成效是明显的。但路还长。": "成效是明显的。成效是明显的",
    "对排污企业对一律实行在线监测。": "对",
    "镇里把闲置的校舍把改成了老年食堂。": "把",
    "汇报演出由县总工会由主办。": "由",
    "我局将会同有关部门将依法从严查处。": "将",
    "管廊主体已于上周已全部贯通。": "已",
    "封顶线从今年起从上调到二十万元。": "从",
    "专家就柑橘病就防治方法作了现场示范。": "就",
    "小学生可以在学校可以写完作业。": "可以",
    "全市今年全市新栽行道树两万株。": "全市",
    "目前，库区的水上项目目前已经开放。": "目前",
    "村医每月为高血压病人为病人测血压。": "为病人",
    "参展的有竹编、剪纸、漆器、竹编等手工艺。": "竹编",
    "向困难群众向发放米面油。": "向",
}

ONCE = (
    "市图书馆馆长和河道河长到场，县委委员和村委委员参加。",
    "投资资金、项目目标、工程程序、学校校园、企业业务都列入清单。",
    "全区区属企业、全县县直机关、全省省级园区、该村村民、本局局长。",
    "教育局局党组、应急局局务会、县委委机关都派了人。",
    "每年年初、去年年底、今年年内、2022年年度报告、本月月底。",
    "热热闹闹过节，踏踏实实干事，方方面面满意，大大小小的会。",
    "一件件一桩桩，一家家一户户，一遍遍一次次。",
    "乡村村村通，人人有责，层层落实，事事有回音，件件有着落。",
    "社会工作工作人员、主题活动活动室、会议会议室、人大代表代表群众。",
    "工会委员会委员、申请人申请人民法院调解、基金会基金会员。",
    "已经签约的企业已经开工，可以办的可以先办。",
    "由市里统一采购，再由镇里分发；改由县里采购的有三家。",
    "在建、改建、扩建建（构）筑物，《立法法》和《行政许可法》。",
    "苹果、梨、桃、苹果醋、桃干都有卖；李某、王某、李某某参加了调解。",
    "出版、印刷、发行单位出版、印刷、发行图书。",
    "特别重大、重大、较大事故，极高风险区、高风险区、中风险区。",
    "企业创业创新，监测预测预警，使用信用信息，合理处理处置。",
    "研究研究、讨论讨论、考虑考虑，很多很多人，哗啦哗啦响。",
    "“谢谢你们，谢谢你们。”他说：“好了好了，快走快走。”",
    "二〇二二年，一九九九年，八八八元，三三制，七七八八。",
    f"{FIGURE}年年底，{FIGURE}户户主。",
    "——————，。。。。。。，==========，1111111111，aaaa。",
)


@pytest.mark.parametrize(("text", "twice"), TWICE.items())
def test_what_stands_twice_is_found(text: str, twice: str) -> None:
    assert found(text) == [twice]


@pytest.mark.parametrize("text", ONCE)
def test_what_may_stand_twice_is_silent(text: str) -> None:
    assert found(text) == []


def test_blocks_are_read_by_themselves() -> None:
    assert found("会议由市教育局主持", "主持人宣布开始。") == []
    assert found("各县区参加。", "要要抓紧。", "项目已开工。") == ["要要"]
    assert found("项目前期工作滞滞后", kind=CELL) == found("项目前期工作滞滞后", kind=TITLE) == ["滞滞"]
    assert found("\U00020000\U00020000和县里里的人。") == ["里里"], (
        "characters of two units keep their places"
    )
    assert found("") == found("的") == []


def test_what_may_double_depends_on_its_neighbours() -> None:
    assert may_double("馆", "书", "长") and not may_double("资", "投", "建", "设")
    assert may_double("年", "每", "初") and not may_double("第", "", "三")
    assert begins_word("企业") and not begins_word("业创")


@given(
    st.text(
        alphabet="的了一二人馆长资投，。、；“”对由把已于从起和 \n1a\U00020000\ud800" + FIGURE, max_size=120
    )
)
def test_any_text_ends_in_places_within_it(text: str) -> None:
    for twice in found(text, text):
        assert twice and twice in text


@pytest.mark.parametrize(
    "piece", ["一", "人", "企业", "对企业", "、甲乙", "把", "已于", "甲，", "目前，", "“", "  "]
)
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    started = time.process_time()
    found(piece * (60_000 // len(piece)))
    assert time.process_time() - started < 3
