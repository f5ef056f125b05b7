"""What a public edition masks of citizens, requests, buildings and columns: pure functions over strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.public_texts import public_section, public_words, without_persons
from generator.model.bulletin import BulletinSection
from generator.privacy.public import Discretion, citizens_in, mask_public
from generator.privacy.public_names import find_left


def public(text: str, *, request: bool = False) -> str:
    return mask_public(text, Discretion(), citizens_in(text), request=request)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("村民李小明住院", "村民李某住院"),
        ("村民李小明同志", "村民李某同志"),
        ("村民李小明从外地回来", "村民李某从外地回来"),
        ("村民李小明种地", "村民李某种地"),
        ("村民李小明被撞", "村民李某被撞"),
        ("村民李小明不满", "村民李某不满"),
        ("居民李小明家漏水", "居民李某家漏水"),
        ("职工张丽丽获评", "职工张某获评"),
        ("司机张伟停车", "司机张某停车"),
        ("网民李建军反映", "网民李某反映"),
        ("残疾人李建国说", "残疾人李某说"),
        ("残疾人张伟停车", "残疾人张某停车"),
        ("居民李建国、王秀英说", "居民李某、王某说"),
        ("村民李大山和王小花说", "村民李某和王某说"),
        ("居民李明、王芳、张丽丽等人", "居民李某、王某、张某等人"),
        ("居民李明及张丽丽，与王芳说过，张丽丽走了", "居民李某及张某，与王某说过，张某走了"),
        ("居民：李小明住院", "居民：李某住院"),
        ("村民欧阳建国住院", "村民欧阳某住院"),
        ("村民高明亮说路", "村民高某说路"),
        ("居民于建国反映", "居民于某反映"),
        ("村民王福来住院，昨天王福来又来", "村民王某住院，昨天王某又来"),
    ],
)
def test_a_citizen_is_masked_whatever_follows(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "群众高度评价，居民高兴地说",
        "市民方便反映，居民安装水表",
        "居民王大爷说，李阿姨也来",
        "村民李某和王某说",
        "村民李家湾下雨",
        "群众满意度提高，老人常年在家",
        "职工任务重，学生成长快，司机应当减速",
        "群众代表、居民小组长、村民委员会",
        "市民服务中心和王府井",
    ],
)
def test_what_is_nobodys_name_stays(text: str) -> None:
    assert public(text) == text
    assert list(find_left(text)) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("居民李不凡停车", ["李不凡"]),
        ("村民王也平和村民方不同说", ["王也平", "方不同"]),
        ("居民于近日反映", []),
        ("村民李某住院", []),
    ],
)
def test_what_may_be_a_name_and_is_left_is_found(text: str, left: list[str]) -> None:
    assert [one.name for one in find_left(public(text))] == left


@given(st.text("李王小明张伟高居村民职工司机和、与及某家从住说一不", max_size=30))
def test_no_text_leaves_a_name_that_was_found(text: str) -> None:
    once = public(text)
    assert mask_public(once, Discretion(), citizens_in(text)) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("工单20260530-0017已办结", "工单（编号略）已办结"),
        ("诉求20260530-0017、20260530-0018", "诉求（编号略）"),
        ("编号20260530-0017、20260530-0018已办", "编号略已办"),
        ("工单编号：20260530-0017和20260531-0001", "编号略"),
        ("见20260530-0017", "见（编号略）"),
    ],
)
def test_numbers_of_requests_are_masked(text: str, shown: str) -> None:
    assert public(text) == shown


@pytest.mark.parametrize("text", ["受理诉求21400件", "20260530-20260605", "诉求12345678件", "第20260530期"])
def test_other_numbers_stay(text: str) -> None:
    assert public(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("阳光小区3栋漏水", "某小区某栋漏水"),
        ("枫林花园12幢停电", "某花园某幢停电"),
        ("家住3栋", "家住某栋"),
        ("阳光小区3座", "某小区某座"),
        ("阳光小区12栋居民楼改造", "某小区12栋居民楼改造"),
        ("老旧小区改造完成12栋", "老旧小区改造完成12栋"),
    ],
)
def test_a_building_by_its_number(text: str, shown: str) -> None:
    assert public(text, request=True) == shown


def test_what_a_tag_parts_is_masked_as_one() -> None:
    html = "<p>住在3号楼<strong>2单元</strong>的人。</p><p>村民李<em>小明</em>住院，<b>好</b>。</p>"
    assert public_words(html, Discretion()) == (
        "<p>住在某号楼<strong></strong>的人。</p><p>村民李<em>某</em>住院，<b>好</b>。</p>"
    )
    plain = "<p>修<strong>三条</strong>路，<em>通</em>了。</p>"
    assert public_words(plain, Discretion()) == plain


def test_the_name_of_a_section_is_masked() -> None:
    section = public_section(BulletinSection("村民李小明来信", ()), Discretion())
    assert section.name == "村民李某来信"


@pytest.mark.parametrize(
    "head",
    [
        "责任单位及责任人",
        "手机号码",
        "责任人（签字）",
        "网格员",
        "分管领导",
        "联系人、电话",
        "包保责任人",
        "姓名",
    ],
)
def test_a_column_of_persons_goes(head: str) -> None:
    html = f"<table><tr><th>事项</th><th>{head}</th></tr><tr><td>修路</td><td>陈某</td></tr></table>"
    assert without_persons(html) == "<table><tr><th>事项</th></tr><tr><td>修路</td></tr></table>"


@pytest.mark.parametrize(
    "head", ["责任单位", "电话（件）", "负责人数", "电话回访满意率", "网格数", "领导批示"]
)
def test_a_column_of_anything_else_stays(head: str) -> None:
    html = f"<table><tr><th>事项</th><th>{head}</th></tr><tr><td>修路</td><td>3</td></tr></table>"
    assert without_persons(html) == html
