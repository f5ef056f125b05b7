"""Wholes and what they are divided into, rates, growth, and counts of items: what is told and what is not."""

from __future__ import annotations

import pytest

from generator.check.proofread import document_slips
from generator.check.rules.figures.group import RULES
from tests.test_rules_figures import OFFICE, read

FAULTS = [
    ("figure-sum", "全区共有社区工作者586人，专职412人，兼职184人，平均年龄36岁。"),
    ("figure-sum", "抽检餐具300份，达标276份，不达标34份，不达标餐具已责令重新消毒。"),
    ("figure-sum", "城东片区收储闲置房屋46栋，城西片区收储38栋，两个片区合计收储94栋。"),
    ("figure-sum", "受访的1000人中有620人支持，260人无所谓，130人反对。"),
    ("figure-sum", "我们村一共96户，搬走58户，还剩48户。"),
    ("figure-sum", "白天巡查26次，夜间巡查18次，一天下来共巡查46次。"),
    ("figure-rate", "社区共有党员96名，参加活动72名，参与率达80%。"),
    ("figure-rate", "满意率为96%，回访的500件中群众表示满意的470件。"),
    ("figure-rate", "全市45个断面中，水质优良的41个，优良率95.1%。"),
    ("figure-share", "全村劳动力1400人，外出务工560人，占45%。"),
    ("figure-change", "群众平均候诊时间从45分钟缩至27分钟，减少了60%。"),
    ("figure-change", "4月交通事故同比减少66起，下降30%，去年4月为330起。"),
    ("figure-change", "电动车火灾同比下降50%，从去年的24起减少到16起。"),
    ("figure-times", "甲村有26户报名，乙村有13户报名，甲村是乙村的3倍。"),
    ("figure-times", "假日接听来电240个，前一天为80个，增加了3倍。"),
    ("items-count", "代表们反映了两个难题，一个是浇地难，一个是卖粮难，一个是看病难。"),
    ("items-count", "抽查科目：语文、数学、英语、科学3科；"),
    ("items-count", "# 五个坚持\n\n坚持党建引领，坚持群众路线，坚持问题导向，坚持依法办事。"),
]
CLEAN = [
    "共受理诉求120件，办结100件，满意25件。",
    "应到代表120人，实到115人，列席10人。",
    "走访低收入家庭80户，其中残疾人家庭40户、独居老人家庭50户。",
    "再增开北京至合肥列车9趟，北京至福州列车3趟，北京至成都列车3趟，北京至包头列车4趟。",
    "收到问卷500份，填写满意的470份，不满意的5份。",
    "受理诉求120件，未办结10件，办结率98%。",
    "抽检食用油250批次，不合格5批次，合格率98%。",
    "全县有低保户1250户，今年新增低保户50户，增长率4.2%。",
    "门诊量由1.2万人次增至1.5万人次，药占比下降20%。",
    "由8家增至32家，营业额翻了三番。",
    "三个乡镇的问题：缺水，缺电，缺人，缺路。",
    "开展道路、供水、供电、燃气项目3个，总投资2亿元。",
    "会议强调三点：第一，抓进度；第二，保质量。此外，要加强安全。",
    "第二十条 禁止下列行为：\n\n（一）攀爬；\n\n（二）刻画；\n\n（三）露营。",
]


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_a_fault_is_told(code: str, text: str) -> None:
    assert code in [slip.code for slip in document_slips(read(text), OFFICE, RULES)]


@pytest.mark.parametrize("text", CLEAN)
def test_right_prose_is_silent(text: str) -> None:
    assert [(slip.code, slip.hit.data) for slip in document_slips(read(text), OFFICE, RULES)] == []
