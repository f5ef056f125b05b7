"""Wholes and parts that verbs hold together, one amount in two measures, and years in Han numerals."""

from __future__ import annotations

import pytest

from generator.check.proofread import document_slips
from generator.check.rules import RULES
from generator.check.rules.figures.twice import candidates
from tests.test_rules_figures import OFFICE, read

FAULTS = [
    ("figure-sum", "项目总投资1.35亿元，由县级财政资金0.8亿元、社会资本0.65亿元组成，计划年底完工。"),
    ("figure-sum", "会议应到委员35人，实到31人，请假5人，符合规定。"),
    ("figure-sum", "发放调查问卷800份，回收有效问卷742份，无效问卷30份，未收回38份。"),
    ("figure-sum", "培训为期10天，前4天集中授课，后5天外出观摩。"),
    ("figure-sum", "整改期限为30天，前10天自查，后25天督查。"),
    ("figure-sum", "突击队全队十二人，党员七人，群众六人，个个都是好把式。"),
    ("figure-sum", "去年养了450只鸡、120只鸭、60只鹅，一共650只，全部卖完。"),
    ("figure-sum", "东片、西片分别新修水渠4.5公里和6.2公里，两地合计11.7公里。"),
    ("figure-direction", "4月，浓度为33微克/立方米，上年4月为38微克/立方米，同比上升13.2%。"),
    ("year-short", "九八年冬天，他当上了村支书。"),
    ("year-short", "驾驶人孙某（男，85年生）被依法处罚。"),
    ("items-count", "这次检查分三个组，第一组到东片，第二组到西片，第三组到南片，第四组到北片。"),
    ("number-mixed", "开班式定在上午9时三十分。"),
]
CLEAN = [
    "项目总投资1.45亿元，由县级财政资金0.8亿元、社会资本0.65亿元组成，计划年底完工。",
    "会议应到委员35人，实到31人，请假4人，符合规定。",
    "发放调查问卷800份，回收有效问卷742份，无效问卷20份，未收回38份。",
    "培训为期10天，前4天集中授课，后6天外出观摩。",
    "突击队全队十二人，党员七人，群众五人，个个都是好把式。",
    "去年养了450只鸡、120只鸭、60只鹅，一共630只，全部卖完。",
    "东片、西片分别新修水渠4.5公里和6.2公里，两地合计10.7公里。",
    "工程总造价4800万元（折合0.48亿元），由省市共同承担。",
    "输水管道长12500米（即12.5公里），已建成。",
    "4月，浓度为33微克/立方米，上年4月为38微克/立方米，同比下降13.2%。",
    "一九九八年冬天，他当上了村支书，三四年间走遍各组。",
    "这次检查分三个组，第一组到东片，第二组到西片，第三组到南片。",
    "群众反映的9点十分重要，逐条记录在案。",
]


CONVERTED = [
    ("工程总造价4800万元（折合0.84亿元），由省市共同承担。", "0.84亿元"),
    ("输水管道长12500米（即15.2公里），已建成。", "15.2公里"),
]


def codes(text: str) -> set[str]:
    return {slip.code for slip in document_slips(read(text), OFFICE, RULES)}


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_is_told(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("text", "shown"), CONVERTED)
def test_another_measure_is_another_amount(text: str, shown: str) -> None:
    found = candidates(read(text), OFFICE)
    assert found is not None
    assert [second.amount.shown for _, second in found.again] == [shown]


@pytest.mark.parametrize("text", CLEAN)
def test_is_not_told(text: str) -> None:
    assert not codes(text) & {code for code, _ in FAULTS}
    found = candidates(read(text), OFFICE)
    assert found is None or not found.again
