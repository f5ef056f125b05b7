"""The rules of the proofreader about units and people, beyond their own examples."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rule import BlockRule, Office
from generator.check.rules.names.group import RULES
from generator.check.rules.names.near import alike_by_sound, slip, sounds_like
from generator.check.sieve import Slip
from generator.model.prose import PARAGRAPH, Block, Document, Run
from generator.model.site import Publication, Site
from generator.model.unit import Unit, Units
from generator.model.word_lists import Leader, WordLists
from tests.official_prose_made import official_prose
from tests.rules_made import codes_of, read_site, write_site

UNITS = Units(
    (
        Unit(name="市委组织部"),
        Unit(name="市教育局"),
        Unit(name="市财政局"),
        Unit(name="市商务局"),
        Unit(name="市水利和湖泊局", short_name="市水利局", former_names=("市水务局",)),
        Unit(name="市发展和改革委员会", short_name="市发改委"),
        Unit(name="市市场监督管理局", short_name="市市场监管局", former_names=("市工商行政管理局",)),
        Unit(name="市人力资源和社会保障局", short_name="市人社局"),
        Unit(name="市文化和旅游局", short_name="市文旅局"),
        Unit(name="市消防救援支队"),
        Unit(name="市残疾人联合会", short_name="市残联"),
        Unit(name="云岭县人民政府", short_name="云岭县"),
        Unit(name="新城区人民政府", short_name="新城区", former_names=("砚平县",)),
        Unit(name="砚平市第一中学"),
    )
)
WORDS = WordLists(
    leaders=(
        Leader(name="周某甲", posts=("市委书记",)),
        Leader(name="吴某乙", posts=("市委副书记", "市长")),
        Leader(name="李敏", posts=("市人大常委会主任",)),
        Leader(name="郑某丙", posts=("市委常委", "市委宣传部部长")),
        Leader(name="王某庚", posts=("副市长",)),
        Leader(name="陈某辛", posts=("常务副市长",)),
    ),
    people=(Leader(name="冯某丁", posts=("市水利局局长",)),),
)
SITE = Site(
    organization="砚平市领导小组办公室",
    region="砚平市",
    publications={"a": Publication(name="工作简报", kind="简报")},
)
OFFICE = Office(SITE, UNITS, WORDS)
BARE = Office(Site(organization="办公室"), Units(()), WordLists())


def block(text: str) -> Block:
    return Block(PARAGRAPH, text, "正文", "r.md", (Run(0, 1, 1),), (1, 1))


def slips(text: str, known: Office = OFFICE) -> list[Slip]:
    return list(document_slips(Document("report", "r", "r.md", (block(text),)), known, RULES))


def found(text: str, known: Office = OFFICE) -> list[tuple[str, str]]:
    return [(one.code, text[one.hit.start : one.hit.end]) for one in slips(text, known)]


UNIT = {
    "市教肓局负责。": "市教肓局",
    "市教局负责。": "市教局",
    "市育教局负责。": "市育教局",
    "由市水力局牵头。": "市水力局",
    "由市水利居牵头。": "市水利居",
    "市场监管委开展检查。": "市场监管委",
    "市财政政局拨款。": "市财政政局",
    "市发改局汇报了情况。": "市发改局",
    "砚平市财正局拨款。": "市财正局",
    "云岭县教肓局负责。": "县教肓局",
    "市发该委牵头。": "市发该委",
    "市发展和改格委员会牵头。": "市发展和改格委员会",
    "市市场监督管里局检查。": "市市场监督管里局",
    "市市场临管局检查。": "市市场临管局",
    "市人力资源和社会障保局招聘。": "市人力资源和社会障保局",
    "市人力资源和社会保局招聘。": "市人力资源和社会保局",
    "市文化和旅由局宣传。": "市文化和旅由局",
    "市消防救缓支队演练。": "市消防救缓支队",
    "市残集人联合会慰问。": "市残集人联合会",
    "市委组识部考察。": "市委组识部",
}

UNIT_RIGHT = (
    "全市水利居全省前列，市应急委、市规委开会。",
    "宁州市教育委、云岭县发改局、市教育局局长到场。",
    "市教育局、教育局、市局、各县区教育局和市教育局办公室。",
    "市体育局、市邮政局、市税务局、市民政局、市文物局、市文化局、市水文局。",
    "市住房城乡建设局、市文化旅游局、市人力资源社会保障局。",
    "市场监管局、市场监督管理局、县市场监管局。",
    "宁州市水政局、宁州市文广局、省教育厅、国家税务总局。",
    "城市格局、市场格局、城市水系局部调整、全市结局、本市大局。",
    "市发改委员会同意、市深改委、市体改委、市委书记、市委宣传部。",
    "各市县局长、市县科局长、市分局、市总局、市税局。",
    "市第一中学、市第二中学、砚平市第三中学。",
    "市委组织部部长、市委领导干部、市委各部。",
    "县农业农村局、区应急管理局、市大数据局。",
    "市委、市政府办公室，市政协办公室，市纪委监委。",
)


@pytest.mark.parametrize(("text", "wrong"), UNIT.items())
def test_a_misspelt_unit_is_found(text: str, wrong: str) -> None:
    assert found(text) == [("unit-misspelt", wrong)]


@pytest.mark.parametrize("text", UNIT_RIGHT)
def test_other_units_are_no_misspelt_ones(text: str) -> None:
    assert found(text) == []


def test_the_hint_names_the_unit() -> None:
    (one,) = slips("市教肓局负责。")
    assert one.finding.message == "“市教肓局”和单位名册里的名称差一个字"
    assert one.finding.hint == "请改成“市教育局”；是另外一个单位的，请先加到 content/units.yaml"


FORMER = {
    "市水务局清淤。": "市水务局",
    "由砚平市水务局清淤。": "市水务局",
    "会同市工商行政管理局检查。": "市工商行政管理局",
    "砚平县的做法。": "砚平县",
}

FORMER_RIGHT = (
    "原市水务局修的渠，时任市水务局局长李某。",
    "市水务局（现市水利局）修的渠。",
    "市水务局更名为市水利局，市水务局、市农业局合并以后。",
    "宁州市水务局、临江市水务局来学习。",
    "“市水务局”的牌子已经换下，《市水务局志》已经出版。",
    "市水利局、市水利和湖泊局清淤。",
    "市水务集团、水务局。",
    "市水务局改名以后。",
    "前市工商行政管理局的档案。",
    "老砚平县的故事。",
)


@pytest.mark.parametrize(("text", "wrong"), FORMER.items())
def test_a_former_name_is_found(text: str, wrong: str) -> None:
    assert found(text) == [("unit-former", wrong)]


@pytest.mark.parametrize("text", FORMER_RIGHT)
def test_former_times_may_be_told(text: str) -> None:
    assert [one for one in found(text) if one[1] != "市农业局"] == []


PLACE = {
    "研平市的做法": ("region-misspelt", "研平市"),
    "平砚市的做法": ("region-misspelt", "平砚市"),
    "在云领县座谈": ("region-misspelt", "云领县"),
    "走访，心城区最快": ("region-misspelt", "心城区"),
    "《工作剪报》第3期": ("publication-misspelt", "工作剪报"),
    "《作工简报》第3期": ("publication-misspelt", "作工简报"),
}

PLACE_RIGHT = (
    "中心城区、主城区、老城区、全城区。",
    "砚平市、云岭县、新城区的做法。",
    "和平市场、公平市值、太平市镇。",
    "云山县、云溪县、延安市、平乐县。",
    "《工作通报》《工作日报》《工作简报》《工作总结》。",
    "工作剪报、《简报》。",
    "平市价、言平、研究平台市场。",
    "《砚平市工作简报编印办法》。",
    "云岭县城、云岭县志、新城区域。",
    "县城区、市区、郊区。",
)


@pytest.mark.parametrize(("text", "wrong"), PLACE.items())
def test_a_misspelt_place_or_publication_is_found(text: str, wrong: tuple[str, str]) -> None:
    assert found(text) == [wrong]


@pytest.mark.parametrize("text", PLACE_RIGHT)
def test_other_places_are_no_misspelt_ones(text: str) -> None:
    assert found(text) == []


ORDER = {
    "周某甲、郑某丙、吴某乙出席。": "郑某丙、吴某乙",
    "吴某乙、周某甲出席。": "吴某乙、周某甲",
    "市委书记周某甲，副市长王某庚，市委常委郑某丙出席。": "王某庚，市委常委郑某丙",
    "周某甲和郑某丙、李敏出席。": "郑某丙、李敏",
    "市领导周某甲、李敏、吴某乙、郑某丙参加。": "李敏、吴某乙",
    "市委书记周某甲同志、市委宣传部部长郑某丙同志、市长吴某乙同志。": "郑某丙同志、市长吴某乙",
}

ORDER_RIGHT = (
    "周某甲、吴某乙、李敏、郑某丙、王某庚出席。",
    "市委书记周某甲，市委副书记、市长吴某乙，市人大常委会主任李敏出席。",
    "吴某乙主持会议，周某甲讲话。",
    "出席的有郑某丙。周某甲到会讲话。",
    "王某庚汇报情况；郑某丙、周某甲没有参加的，会后补课。"[:9],
    "王某庚就工程进展作说明，周某甲问得很细。",
    "周某甲、周某甲。",
    "周某甲在会上说，吴某乙、郑某丙要抓落实。",
    "郑某丙代表周某甲看望群众。",
    "王某庚向吴某乙汇报。",
    "李敏捷地跳上岸，吴某乙也跟着。",
)


@pytest.mark.parametrize(("text", "wrong"), ORDER.items())
def test_leaders_in_another_order_are_found(text: str, wrong: str) -> None:
    assert [one for one in found(text) if one[0] == "leaders-order"] == [("leaders-order", wrong)]


@pytest.mark.parametrize("text", ORDER_RIGHT)
def test_leaders_in_order_or_in_no_list_are_silent(text: str) -> None:
    assert found(text) == []


def test_the_hint_gives_the_order() -> None:
    (one,) = slips("郑某丙、吴某乙、周某甲出席。")
    assert one.finding.message == "名单里“郑某丙”排在“吴某乙”前面，和本办的次序不一样"
    assert one.finding.hint == "请按这个次序：周某甲、吴某乙、郑某丙"


POSTS = {
    "市长周某甲出席。": ("post-of-another", "市长周某甲"),
    "市委书记吴某乙出席。": ("post-of-another", "市委书记吴某乙"),
    "砚平市委书记吴某乙出席。": ("post-of-another", "砚平市委书记吴某乙"),
    "市委常委、市长郑某丙出席。": ("post-of-another", "市长郑某丙"),
    "副市长吴某乙出席。": ("post-of-another", "副市长吴某乙"),
    "市水利局局长王某庚出席。": ("post-of-another", "市水利局局长王某庚"),
    "市长李敏出席。": ("post-of-another", "市长李敏"),
    "云岭县县长王某庚出席。": ("post-not-recorded", "云岭县县长王某庚"),
    "市教育局局长冯某丁出席。": ("post-not-recorded", "市教育局局长冯某丁"),
    "市政协主席李敏出席。": ("post-not-recorded", "市政协主席李敏"),
    "市委书记周某乙出席。": ("post-wrong-name", "周某乙"),
    "中共砚平市委书记周某丁出席。": ("post-wrong-name", "周某丁"),
    "由市长王建国主持。": ("post-wrong-name", "王建国"),
    "市水利局局长冯某甲出席。": ("post-wrong-name", "冯某甲"),
}

POSTS_RIGHT = (
    "市委书记周某甲，市委副书记、市长吴某乙，市委常委、市委宣传部部长郑某丙出席。",
    "砚平市委书记周某甲、砚平市市长吴某乙、市政府市长吴某乙、代市长吴某乙。",
    "市人大常委会党组书记、主任李敏，市委常委郑某丙，副市长陈某辛出席。",
    "时任市长周某甲、原副市长吴某乙、前市委书记吴某乙。",
    "领导小组组长周某甲、总河长吴某乙、校长助理。",
    "市委书记周某主持会议，市长吴某说，市长李某同志。",
    "市委书记高度重视，市长马上答复，市长热线，市长信箱，市委书记任组长。",
    "市长于会后看望，市长连夜到场，市长和群众座谈，市长向群众说明。",
    "天津市市长王建国、临江市委书记王建国出席。",
    "副市长王建国、市委常委张志强出席。",
    "局长冯某丁、市水利局党组书记冯某丁、水利局局长冯某丁。",
    "市委书记、市长周某甲、吴某乙分别讲话。",
    "李敏锐地发现问题，市长李敏锐意改革是另一个人。"[:9],
)


@pytest.mark.parametrize(("text", "wrong"), POSTS.items())
def test_a_wrong_post_is_found(text: str, wrong: tuple[str, str]) -> None:
    assert found(text) == [wrong]


@pytest.mark.parametrize("text", POSTS_RIGHT)
def test_a_right_post_is_silent(text: str) -> None:
    assert found(text) == []


def test_a_post_of_another_names_who_holds_it() -> None:
    (one,) = slips("市长周某甲出席。")
    assert one.finding.message == "“周某甲”前面写的职务是“市长”，名册里这是“吴某乙”的职务"
    (one,) = slips("市委书记周某乙出席。")
    assert one.finding.message == "“市委书记”后面的姓名，和名册里的不一样"
    assert "周某乙" not in one.finding.message + one.finding.hint


def report(day: str, body: str) -> str:
    return f"---\n标题: {day[5:]}工作记事\n单位: 市教育局\n日期: {day}\n---\n{body}\n"


def test_two_posts_of_one_person_are_told_at_the_later_place(tmp_path: Path) -> None:
    text = "=====\n".join(
        (
            report("2022-05-28", "市教育局局长孙某戊介绍了做法。"),
            report("2022-05-30", "走访结束。市水利局局长孙某戊到校检查。"),
        )
    )
    told, _ = read_site(write_site(tmp_path, text))
    (one,) = told
    assert one.code == "person-two-posts"
    assert one.finding.place is not None and one.finding.place.file == "content/reports/r2.md"
    assert one.finding.message == (
        "这里写的职务是“市水利局局长”，content/reports/r1.md 第 6 行写的是“市教育局局长”"
    )
    assert "孙某戊" not in one.finding.message


@pytest.mark.parametrize(
    "bodies",
    [
        ("市教育局局长孙某介绍了做法。", "市水利局局长孙某到校检查。"),
        ("市教育局局长孙某戊介绍了做法。", "局长孙某戊到校检查。"),
        ("市教育局党组书记、局长孙某戊主持。", "市教育局党组书记孙某戊到校检查。"),
        ("云岭县委书记钱某己主持。", "时任云岭县县长钱某己到校检查。"),
        ("市教育局局长孙某戊主持。", "市水利局局长钱某己到校检查。"),
        ("市水利局局长冯某丁主持。", "局长冯某丁到校检查。"),
        ("市教育局局长向群众说明。", "市水利局局长向群众说明。"),
        ("市教育局局长王府井到场。"[:6], "市水利局局长。"),
    ],
)
def test_posts_that_go_together_are_silent(tmp_path: Path, bodies: tuple[str, str]) -> None:
    text = "=====\n".join(report(f"2022-05-2{day}", body) for day, body in enumerate(bodies, start=7))
    assert codes_of(write_site(tmp_path, text)) == []


def test_names_are_like_by_one_slip() -> None:
    assert slip("教肓", "教育") and slip("育教", "教育") and slip("教", "教育")
    assert not slip("教育", "教育") and not slip("体商", "教育") and not slip("教育局", "教育")
    assert sounds_like("简", "检") and not sounds_like("简", "通") and not sounds_like("简", "简")
    assert "力" in alike_by_sound("利") and alike_by_sound("瀛") == "" and alike_by_sound("a") == ""


def test_without_lists_nothing_is_told() -> None:
    for text in (*UNIT, *FORMER, *PLACE, *ORDER, *POSTS):
        assert [one for one in found(text, BARE) if one[0] != "office-misspelt"] == []


def test_clean_prose_is_silent() -> None:
    assert [found(text) for text in official_prose(40_000, 9).split("\n\n") if found(text)] == []


CHARACTERS = "市县委教育局肓水务周某甲吴乙、，书记长副原《》工作简报砚平云岭区和与 a\U00020000\ud800"


@given(st.text(alphabet=CHARACTERS, max_size=200) | st.text(max_size=100))
def test_any_text_ends_in_findings(text: str) -> None:
    for one in slips(text):
        assert 0 <= one.hit.start < one.hit.end <= len(text)
        assert one.finding.message and one.finding.hint


@pytest.mark.parametrize(
    "piece", ["市", "周某甲、", "市委书记", "市教育局", "周某甲", "《工作", "砚平市", "书记、", "市水务局"]
)
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    looked = block(piece * (60_000 // len(piece)))
    started = time.perf_counter()
    for rule in RULES:
        if isinstance(rule, BlockRule):
            for _ in rule.find(looked, OFFICE):
                pass
    assert time.perf_counter() - started < 3
