"""Words that do not go with their neighbours, remarks of those who edit, and words typed twice apart."""

from __future__ import annotations

import pytest

from generator.check.rules.wording.leftovers import leftover, survey
from generator.check.rules.wording.pairs_read import contexts, pairs
from generator.model.prose import PARAGRAPH, TITLE, Block, Run
from tests.test_rules_wording import OFFICE, found

USED = {
    "党员充分发扬了先锋模范作用。": ("发扬", "发挥"),
    "要继承和发挥艰苦奋斗的优良传统。": ("发挥", "发扬"),
    "各校要提高宣传力度，办好板报。": ("提高", "加大"),
    "办证时间由10天缩小到3天。": ("缩小", "缩短"),
    "城乡教学质量差距明显缩短。": ("缩短", "缩小"),
    "灌溉效率明显扩大，每亩省水百方。": ("扩大", "提高"),
    "民警一举破获犯罪嫌疑人6名。": ("破获", "抓获"),
    "老年人依法履行自己的权利时遇到困难。": ("履行", "行使"),
    "物业公司应当担任赔偿责任。": ("担任", "承担"),
    "由区融媒体中心主任承担组长。": ("承担", "担任"),
    "双方就交房时间达到共识。": ("达到", "达成"),
    "新建的中心弥补了我县的空白。": ("弥补", "填补"),
    "防汛形势十分严肃，不能松劲。": ("严肃", "严峻"),
    "广阔医务人员日夜坚守。": ("广阔", "广大"),
    "县里伙同消防、住建部门开展联合检查。": ("伙同", "会同"),
    "会议在市委党校顺利开展。": ("开展", "召开"),
}
USED_WELL = (
    "党员发扬优良传统，发挥带头作用，提高认识，加大整治力度。",
    "教学质量差距逐步缩小，办理时间由10天缩短到3天，生产能力扩大一倍。",
    "民警破获犯罪嫌疑人李某盗窃案，抓获涉案人员6名。",
    "对情节严重的依法查处，形势严峻，态度严肃，要求严格，打击严厉。",
    "履行权利义务约定，行使监督权，承担主任职责，担任责任建筑师。",
    "广阔的田野上，广大群众广泛参与，前景广阔。",
    "采取技术、药物等措施防治虫害，采用新技术，采纳专家意见。",
    "召开座谈会，举办比赛，开展座谈会精神宣讲活动。",
    "城市建设档案齐全，环境保护设施正常运行，代为履行使用单位义务。",
)


@pytest.mark.parametrize(("text", "told"), USED.items())
def test_a_word_beside_which_another_is_meant_is_found(text: str, told: tuple[str, str]) -> None:
    assert [(pair.word, pair.right) for pair, _, _ in pairs().find(text)] == [told]


@pytest.mark.parametrize("text", USED_WELL)
def test_a_word_that_goes_with_its_neighbours_is_silent(text: str) -> None:
    assert not pairs().find(text)


def test_a_line_without_the_word_is_refused() -> None:
    with pytest.raises(ValueError, match="作用"):
        list(contexts(iter(("发扬→发挥：作用要“发挥”", "    作用"))))


def _left(text: str, kind: str = PARAGRAPH) -> list[str]:
    block = Block(kind, text, "正文", "r.md", (Run(0, 1, 1),), (1, 1), 1)
    read = survey([block], OFFICE)
    return [text[hit.start : hit.end] for one in read.values() for hit in leftover(one, OFFICE)]


REMARKS = (
    "共检查工地68个（这个数跟安监站再对一下）。",
    "（此处由办公室补写，约两百字）",
    "各学校要高度重视/关注学生心理健康。",
    "会议作了部署，ABC等8个单位作了发言。",
    "交警新增专用车道9处，这样写行不行，车速有所提高。",
    "直接责任人：张三（换成真名）",
    "邻居每天上门kanwang老人一次。",
    "二是风气变好了。举个例子？",
    "区医院照常开诊。——原文到此，后面老张再加一段——实行三个月来效果好。",
    "村里请来（张教授还是章教授，查一下）一位专家。",
    "引来投资5亿元。请领导审阅后定稿。",
    "按语内容待王科改后再贴。",
    "吸引游客（方案一：吸引；方案二：引来）4万人次。",
    "老人由家人接回。此段与第一期重复，删？中心还与卫生院签约。",
    "税务干部送去政策汇编N册。",
    "全县新建公厕36座（小周再去问问住建局）。",
    "2026年月日，全市召开推进会。",
)
NO_REMARKS = (
    "印发《县域商业管理办法（征求意见稿）》，向社会征求意见。",
    "市统计局公布了三季度数据（按可比价计算）。",
    "这段河道的整治方案请市水利局审核，待验收合格后再拨付剩余资金。",
    "妥否，请批示。",
    "请市教育局阅后归档。",
    "该处管网老化，居民建议改造，群众诉求没给答复的一并核查。",
    "平台在github开源，村民在taobao开店，志愿者用app预约。",
    "“还是家门口看病方便”——村卫生室见闻",
    "（联系人：市民政局王某，请提前核对时间）",
    "【数据】本周受理诉求210件，成本下降到300元/吨。",
)


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_of_those_who_edit_is_found(text: str) -> None:
    assert _left(text)


@pytest.mark.parametrize("text", NO_REMARKS)
def test_what_is_no_remark_is_silent(text: str) -> None:
    assert not _left(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("柏溪县粮食收储工作总结-最终版2", ["-最终版2"]),
        ("关于开展秋季禁烧检查的通报（征求意见稿）", ["（征求意见稿）"]),
        ("市住建局开展安全检查.docx", [".docx"]),
        ("关于公开征求《河道管理办法（征求意见稿）》意见的公告", []),
        ("老旧小区改造进展情况（二）", []),
        ("数字政府2.0版上线", []),
    ],
)
def test_a_title_that_was_the_name_of_a_file(text: str, told: list[str]) -> None:
    assert _left(text, TITLE) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("镇政府与320户农民与签订了收购协议。", ["与"]),
        ("我市将通过新建、改扩建学校将新增学位8000个。", ["将"]),
        ("科普车把科学实验把送进了小学。", ["把"]),
        ("由区纪委、区财政局、区审计局、区财政局组成检查组。", ["区财政局"]),
        ("对群众反映的油烟问题，问题，执法人员到场检测。", ["问题"]),
        ("转发关于做好值守工作的通知的通知。", ["的通知"]),
        ("镇里开展了开展食品安全检查。", ["开展了开展"]),
        ("开展“送医下乡”“送医下乡”活动12场。", ["“送医下乡”"]),
        ("方案经区政府经批准后实施。", ["经"]),
        ("自己的敌人的敌人，与市里加强交流与合作，将领将到场。", []),
        ("食品、食品添加剂、食品相关产品都要查验，临时管理规约、管理规约、议事规则都要公示。", []),
    ],
)
def test_a_word_typed_twice_apart(text: str, told: list[str]) -> None:
    assert found(text) == told
