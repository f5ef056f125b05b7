"""Rules about figures that are reckoned from one another, or told twice: many ways to write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.check.proofread import document_slips, proofread_prose, prose_of
from generator.check.rules.figures.group import RULES
from generator.compile.plan import compile_site
from generator.load.kept import Kept
from generator.load.site import load_site
from tests.rules_made import write_site
from tests.test_rules_figures import OFFICE, of_site, read

TITLE = "走访学生家庭128户"

SUMS = (
    "总数126件，其中投诉50件、求助40件、咨询35件。",
    "共受理诉求126件，其中投诉50件、求助40件、咨询35件。",
    "共受理诉求126件。其中，投诉50件、求助40件、咨询35件。",
    "共受理诉求126件。其中投诉50件，求助40件，咨询35件。",
    "126名干部，其中男75人、女50人。",
    "受理126件：投诉50件，求助40件，咨询35件。",
    "受理126件（投诉50件、求助40件、咨询35件）。",
    "共126件，按类别分，投诉50件、求助40件、咨询35件。",
    "投诉50件、求助40件、咨询35件，共126件。",
    "投诉50件，求助40件，咨询35件，合计126件。",
    "受理的126件诉求中，投诉50件、求助40件、咨询35件。",
    "受理诉求126件，包括投诉50件、求助40件、咨询35件。",
    "投诉、求助、咨询分别为50件、40件、35件，共126件。",
    "共排查隐患126处，其中一般隐患120处，重大隐患8处。",
    "共走访126户，东湾镇50户、西湾镇40户、南湾镇35户。",
)

MEANS = (
    "一周共受理700件，日均120件。",
    "本周共受理700件，日均120件。",
    "5月共受理3100件，日均120件。",
    "7天共受理700件，日均90件。",
    "本周受理诉求140件，平均每天30件。",
    "5月份受理诉求310件，日均20件。",
    "5月1日至7日共受理700件，日均120件。",
)

OVERS = (
    "应办50件，已办结60件。",
    "全村共10户，走访12户。",
    "该小区共10户，入户走访12户。",
    "本周受理50件，其中已办结60件。",
    "50件诉求中，已办结60件。",
    "10户中有12户同意。",
    "发放500份问卷，收回520份。",
    "参加测评120人，满意的130人。",
    "应到120人，实到125人。",
    "应到会代表120名，实到125名。",
    "排查隐患50处，已整改55处。",
)

CHANGES = (
    "由120件增加到150件，增长20%。",
    "从上周的120件增加到本周的150件，增幅为20%。",
    "上周受理120件，本周受理150件，增长20%。",
    "本周受理150件，上周受理120件，环比增长20%。",
    "本周受理150件，比上周（120件）增加30件，增长20%。",
    "本周受理150件，较上月增加30件，增幅20%。",
    "办理时限由平均8天缩短至6天，缩短30%。",
    "办理时限由7个工作日压缩至5个工作日，压缩30%。",
    "本周受理150件，较上周的120件增长20%。",
    "由120件减少到90件，下降30%。",
    "比上周的80件减少20件，下降30%。",
    "本周受理60件，比上周的80件减少20件，下降30%。",
    "上月办结120件，本月办结150件，增加40件。",
    "投诉量由5月的120件下降到6月的90件，降幅为20%。",
    "去年同期120件，今年150件，同比增长20%。",
)

SUMS_RIGHT = (
    "共受理诉求126件，其中投诉50件、求助40件。",
    "共受理诉求126件，其中投诉50件、求助40件、咨询36件。",
    "共受理诉求126件。其中，投诉50件、求助40件、咨询20件。",
    "共受理诉求126件，其中投诉50件、求助40件，已办结120件。",
    "受理的126件诉求中，投诉50件最多。",
    "受理126件，办结120件，满意118件。",
    "受理的126件诉求中，当天办结50件、三天内办结40件、其余按期办理。",
    "共走访126户，解决问题50个，发放物资40份。",
)

MEANS_RIGHT = (
    "一周共受理700件，日均100件。",
    "本周共受理700件，日均140件。",
    "5月共受理3100件，日均100件。",
    "5月共受理2200件，日均100件。",
    "本月共受理3000件，日均100件。",
    "本周受理诉求140件，平均每天20件。",
    "截至5月底共受理诉求310件，日均20件。",
    "1至5月共受理3100件，日均20件。",
)

OVERS_RIGHT = (
    "本周受理50件，上周结转20件，办结60件。",
    "计划改造50户，已改造60户。",
    "走访50户，其中30户是低保户。",
    "走访慰问共10户，入户12户。",
    "工作组共帮扶10户，走访12户。",
    "召开会议5次，其中培训30人次。",
    "累计受理800件，本周办结60件，其中疑难12件。",
    "企业新增5家，累计50家，其中规上企业30家。",
    "组织3场宣讲，其中最大一场有20场次的规模。",
    "每户平均5人，其中最多的12人。",
)

CHANGES_RIGHT = (
    "由120件增加到150件，增长25%。",
    "上周受理120件，本周受理150件，环比增长25%。",
    "上周受理120件，本周受理150件，同比增长8%。",
    "上周投诉12件，本周求助15件，求助增长5%。",
    "办理时限由平均8天缩短至6天，缩短25%。",
    "受理量由5月的120件下降到6月的90件，降幅为25%，求助类下降3%。",
    "上周120件，本周150件，其中投诉类增长12%。",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "figure-sum") for text in SUMS),
        *((text, "figure-mean") for text in MEANS),
        *((text, "figure-over") for text in OVERS),
        *((text, "figure-change") for text in CHANGES),
    ],
)
def test_one_rule_tells_what_does_not_fit(text: str, code: str) -> None:
    assert [slip.code for slip in document_slips(read(text), OFFICE, RULES)] == [code]


@pytest.mark.parametrize("text", (*SUMS_RIGHT, *MEANS_RIGHT, *OVERS_RIGHT, *CHANGES_RIGHT))
def test_what_is_reckoned_otherwise_is_silent(text: str) -> None:
    assert [slip.code for slip in document_slips(read(text), OFFICE, RULES)] == []


TWICE = (
    ("本周共受理诉求126件。\n\n受理的128件诉求中，已办结120件。", "128件"),
    ("本周共受理群众诉求126件，全部交办。\n\n在受理的128件诉求中，投诉最多。", "128件"),
    ("活动共征集意见126条，逐条登记。\n\n对征集到的128条意见，逐一答复。", "128条"),
    ("共排查隐患36处，建立台账。\n\n排查出的38处隐患，已全部整改。", "38处"),
    ("今天走访学生家庭126户。", "126户"),
    (
        "全市共受理诉求126件。\n\n| 类别 | 受理量（件） |\n| --- | --- |\n"
        "| 投诉 | 58 |\n| 求助 | 70 |\n| 合计 | 128 |",
        "126件",
    ),
)
ONCE = (
    "本周共受理诉求126件。\n\n受理的126件诉求中，已办结120件。",
    "本周共受理诉求126件，上周受理诉求128件。\n\n受理的128件诉求，均已办结。",
    "全市共受理诉求126件。\n\n东湾镇受理的28件诉求中，已办结20件。",
    "5月20日走访学生家庭128户。",
    "云岭县走访学生家庭26户。",
    "全市共受理诉求128件。\n\n| 类别 | 受理量（件） |\n| --- | --- |\n"
    "| 投诉 | 58 |\n| 求助 | 70 |\n| 合计 | 128 |",
    "全市共受理诉求58件。\n\n| 类别 | 受理量（件） |\n| --- | --- |\n"
    "| 投诉 | 58 |\n| 求助 | 70 |\n| 合计 | 128 |",
)


@pytest.mark.parametrize(("body", "marked"), TWICE)
def test_a_figure_that_is_spoken_of_again(body: str, marked: str, tmp_path: Path) -> None:
    assert of_site(tmp_path, (TITLE, "市教育局", body)) == [("figure-twice", marked)]


@pytest.mark.parametrize("body", ONCE)
def test_a_figure_of_another_time_or_place_is_no_second_one(body: str, tmp_path: Path) -> None:
    assert of_site(tmp_path, (TITLE, "市教育局", body)) == []


def test_what_has_not_changed_is_not_looked_at_again(tmp_path: Path) -> None:
    body = "本周共受理诉求126件。\n\n受理的128件诉求中，已办结120件。"
    site = write_site(tmp_path, body)
    content, _ = load_site(site)
    assert content is not None
    plan, _ = compile_site(content)
    kept = Kept()
    prose = prose_of(content, plan, kept)
    first, _ = proofread_prose(prose, kept)
    assert [slip.code for slip in first] == ["figure-twice"]
    second, _ = proofread_prose(prose_of(content, plan, kept), kept)
    assert all(one is other for one, other in zip(first, second, strict=True))
    other = replace(prose, documents=prose.documents[1:])
    assert proofread_prose(other, kept)[0] == []
