"""Names that are the same all over the country, the order of posts, places told in two ways, old offices."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rules.names.group import RULES
from generator.model.prose import PARAGRAPH, Block, Document, Run
from tests.rules_made import read_site, write_site
from tests.test_rules_names import BARE, block

CODES = frozenset({"office-misspelt", "region-of-country", "posts-order", "place-two-ways"})
WRONG = [
    ("office-misspelt", "县人力资源和社保障局审核了材料。", "县人力资源和社保障局"),
    ("office-misspelt", "此案由市中级人民检察院公诉。", "市中级人民检察院"),
    ("office-misspelt", "县农村农业局的技术员下田。", "县农村农业局"),
    ("office-misspelt", "由市国有资产监督管理委员牵头。", "市国有资产监督管理委员"),
    ("office-misspelt", "市残疾人连合会送来了轮椅。", "市残疾人连合会"),
    ("office-misspelt", "市交通运输厅加密了班次。", "市交通运输厅"),
    ("office-misspelt", "市消防救援支对出动水罐车。", "市消防救援支对"),
    ("region-of-country", "货车司机是内蒙自治区人。", "内蒙自治区"),
    ("region-of-country", "广西壮族自治州来了客商。", "广西壮族自治州"),
    ("region-of-country", "广东省厦门市的团队到访。", "广东省厦门市"),
    ("region-of-country", "考察了浙江省温洲市。", "温洲市"),
    ("region-of-country", "籍贯是贵洲省遵义市。", "贵洲省"),
    ("region-of-country", "香港特区行政区的企业参展。", "香港特区行政区"),
    ("region-of-country", "呼合浩特市的牛奶运到了。", "呼合浩特市"),
    ("posts-order", "副区长柳某、区长花某到社区。", "副区长柳某、区长花某"),
    ("posts-order", "镇长俞某、镇党委书记任某走访。", "镇长俞某、镇党委书记任某"),
    ("posts-order", "副总经理孔某、董事长白某介绍。", "副总经理孔某、董事长白某"),
    ("posts-order", "市人大、市委、市政府印发通知。", "市人大、市委、市政府"),
    ("posts-order", "县委书记阎某、副省长薛某察看汛情。", "县委书记阎某、副省长薛某"),
]
RIGHT = [
    "县人力资源社会保障局、县自然资源和规划局、县城市管理综合执法局、区市场监管局都派了人。",
    "市中级人民法院、市人民检察院、市纪委监委、县监察委员会派员参加，县纪律检查委员会委员到会。",
    "省农业农村厅、自治区财政厅、直辖市公安局来了人，市教育部门和市水利系统全部参加。",
    "江苏省南京市、江苏南通、吉林省吉林市、湖北省恩施土家族苗族自治州、甘肃省甘南藏族自治州都来了人。",
    "全省、外省、邻省都一样，又省钱又省力，东北三省、沿江五省签了协议。",
    "内蒙古自治区、新疆自治区、广西融水苗族自治县、新疆伊犁哈萨克自治州、西藏自治区的客商到了。",
    "1952年的广西省地图还在；广西省际公路通了车。",
    "区长花某、副区长柳某到社区，区政协主席鲁某、副主席方某一同走访。",
    "副区长柳某、区长花某先后讲话。参加的有副县长冯某，县长蒋某主持会议。",
    "县委、县政府、县人大、县政协四套班子参加；县政协、县委宣传部联合办展。",
    "云岭县副县长冯某、松桥县县长蒋某参加。",
    "东河村、西河村、上坪村、下坪村都通了车；个别乡镇、各个乡镇情况不同。",
]


def told(text: str) -> list[tuple[str, str]]:
    found = document_slips(Document("report", "r", "r.md", (block(text),)), BARE, RULES)
    return [(one.code, text[one.hit.start : one.hit.end]) for one in found if one.code in CODES]


@pytest.mark.parametrize(("code", "text", "marked"), WRONG)
def test_what_is_wrong_everywhere_is_told(code: str, text: str, marked: str) -> None:
    assert told(text) == [(code, marked)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_somewhere_is_silent(text: str) -> None:
    assert told(text) == []


TWICE = [
    (("记者来到青河镇，园里蓝莓熟了。", "松桥县清河镇村民采摘蓝莓。"), ["青河镇", "清河镇"]),
    (("松林村通了水，松林村又修了路。", "柏树村、松淋村还没有。"), ["松淋村"]),
    (("东丰村、东风村都通了水。", "东风村又修了路。"), []),
    (("东河村通了水。", "西河村修了路。"), []),
    (("三个村一个样。", "每个村、各个村都一样。"), []),
]


@pytest.mark.parametrize(("texts", "marked"), TWICE)
def test_a_place_that_is_named_in_two_ways(texts: tuple[str, ...], marked: list[str]) -> None:
    blocks = tuple(
        Block(PARAGRAPH, text, "正文", "r.md", (Run(0, line, 1),), (line, line))
        for line, text in enumerate(texts, start=1)
    )
    found = document_slips(Document("report", "r", "r.md", blocks), BARE, RULES)
    names = [one.block.text[one.hit.start : one.hit.end] for one in found if one.code == "place-two-ways"]
    assert sorted(names) == sorted(marked)


ABOLISHED = [
    ("2022-05-28", "县卫计委派人检查。", 1),
    ("2022-05-28", "检查由县工商局、县质监局牵头。", 2),
    ("2018-05-28", "县卫计委派人检查。", 0),
    ("2022-05-28", "原县卫计委、县工商局的人都来了。", 0),
    ("2022-05-28", "证是2016年县国土局发的。", 0),
    ("2022-05-28", "县农业局家属院的水管换了。", 0),
    ("2020-05-28", "县扶贫办派人走访。", 0),
    ("2022-05-28", "县扶贫办派人走访。", 1),
]


@pytest.mark.parametrize(("day", "body", "number"), ABOLISHED)
def test_offices_of_former_times(day: str, body: str, number: int, tmp_path: Path) -> None:
    text = f"---\n标题: 一件事的经过\n单位: 市教育局\n日期: {day}\n---\n{body}\n"
    slips, _ = read_site(write_site(tmp_path, text))
    assert [one.code for one in slips].count("unit-abolished") == number


@given(st.text("省市县区自治州广西壮族内蒙古副长书记、，和某王李局委员会教育人民政协河口镇何村", max_size=80))
def test_any_text_ends_in_findings(text: str) -> None:
    for code, marked in told(text):
        assert code and marked


@pytest.mark.parametrize(
    "piece", ["副县长冯某、", "市县政协、", "自治区省市", "某省市委书记", "河口镇何口镇"]
)
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    began = time.process_time()
    told(piece * 3000)
    assert time.process_time() - began < 5
