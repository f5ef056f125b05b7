"""The rule of the proofreader about wrong characters in words and sayings, beyond its own examples."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rule import Office
from generator.check.rules.wording.group import RULES as WORDING
from generator.check.rules.wording.sounds import RULES
from generator.check.rules.wording.sounds_judged import is_judged, is_wrong
from generator.check.rules.wording.sounds_known import HEAD, LONGEST, meant, sounds, words
from generator.load.words import shipped_words
from generator.model.prose import PARAGRAPH, Block, Document, Run
from generator.model.silence import Proofreading
from generator.model.site import Site
from generator.model.unit import Units
from tests.official_prose_made import official_prose
from tests.rules_made import read_site, write_site

OFFICE = Office(Site(organization="砚平市", proofreading=Proofreading()), Units(()), shipped_words())


def document(text: str) -> Document:
    block = Block(PARAGRAPH, text, "正文", "r.md", (Run(0, 1, 1),), (1, 1), 1)
    return Document("report", "r", "r.md", (block,))


def found(text: str) -> list[tuple[str, str]]:
    """What is told, and what to write instead."""
    slips = document_slips(document(text), OFFICE, RULES)
    return [(text[slip.hit.start : slip.hit.end], slip.hit.data["right"]) for slip in slips]


WRONG = {
    "县里编制了新一轮城镇规华。": [("规华", "规划")],
    "供水单位公布了水值检测结果。": [("水值检测", "水质检测")],
    "居民艺术团在台上排练街目。": [("街目", "节目")],
    "居民艺术团排练街目。": [("街目", "节目")],
    "农户签订土地流转协意。": [("协意", "协议")],
    "加强未成年人宝护。": [("宝护", "保护")],
    "干部包联到户，责任道人。": [("责任道人", "责任到人")],
    "全面推行林涨制。": [("林涨制", "林长制")],
    "窗口实行首问负责治，一次告知。": [("首问负责治", "首问负责制")],
    "招标全程公开，阳光草作。": [("阳光草作", "阳光操作")],
    "水值检测和城镇规华都要公开。": [("水值检测", "水质检测"), ("规华", "规划")],
    "首期月嫂培圳班结业。": [("培圳", "培训")],
    "下游鱼塘遭到污柒，赔付还在商谈。": [("污柒", "污染")],
    "银企座淡会上，六家企业达成意向。": [("座淡", "座谈")],
    "新铺的历青路面还没有冷透。": [("历青", "沥青")],
    "检查组临走前督捉酒店搬开货架。": [("督捉", "督促")],
    "县里已有一条完整的产业练。": [("产业练", "产业链")],
    "居民问：“城镇的规华什么时候公布，水管什么时候修？”": [("规华", "规划")],
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_a_wrong_character_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


JUDGED = {
    "早稻秧田以经全部上水。": "以经",
    "路基以经完工。": "以经",
    "锁住的疏散门被在次锁上了。": "在次",
    "候鸟既将北归，巡护员抓紧清滩。": "既将",
    "十项承诺能否落石，年底由代表打分。": "落石",
    "热线坐席隔天进行电话回防。": "回防",
    "老周到信用社办了八万元货款买农机。": "货款",
    "医养结合让老俩口安了心。": "俩口",
    "村民小组分部不均，走一遍要半天。": "分部",
}


@pytest.mark.parametrize("text", JUDGED)
def test_the_words_around_tell_that_a_writing_is_wrong(text: str) -> None:
    written = JUDGED[text]
    assert is_judged(written) and written in meant()
    assert is_wrong(written, text, text.index(written))


CLEAN = (
    "对方按规定补交了材料，双方的矛盾化解了。",
    "手工做的布鞋送到老人手里。",
    "水质监测点设在取水口上游二百米。",
    "卫生健康部门和卫生检疫部门一起到场。",
    "服务对象逐户登记，服务队伍按时到岗。",
    "工作服从安排，工作战果由各组分别统计。",
    "家长们签署了真实姓名。",
    "最高峰期间每小时来电二百个。",
    "官网和微信公众号同时公布结果。",
    "在乡村振兴示范带上，新型农村合作社办起来了。",
    "各级干部分别到联系点走访。",
    "供暖企业提前检修锅炉。",
    "他再接到电话时，问题已经解决。",
    "会议时间要求压缩在一小时以内。",
    "制订方案时听取了居民意见，制定办法要合法。",
    "法制机构审核了文件，法治观念深入人心。",
    "检察机关和监察机关各司其职。",
    "即时办结的事项有十二件，及时答复的有三十件。",
    "银行债务由企业自行偿还。",
    "燃气管道和天然气管道分开编号。",
    "非机动车通行秩序明显好转。",
    "现场察看之后，专家到现场勘察。",
    "志愿服务对象以独居老人为主。",
    "以及依法应当公开的其他信息。",
    "行使权利要依法，行使权力受监督。",
    "技术职称评审工作下月开始。",
    "负责人选不符合条件的，另行推荐。",
    "居民李建社说，这件事办得快。",
    "记者周志健、通讯员王报文采写。",
    "李家压村和石桥头村合用一口井。",
    "会议学习了《关于统愁推进工作的意见》。",
    "请登录www.example.gov.cn查询办理进度。",
    "变量名保持不变，编号为A12。",
    "居民说：“我们小区的水压上来了。”",
    "三减三健活动在校园里开展。",
    "一校一策、一村一品都写进了方案。",
    "各村组干部到田间地头查看苗情。",
    "分管工作谈体会，主管部门提要求。",
    "同期减少了二十件，环比下降一成。",
    "内响应迅速，外协调有力。",
    "早点铺和小吃摊集中经营。",
    "学校食堂公开食材的进货渠道。",
    "办结数除以认领数就是办结率。",
    "先花一个星期数车，再划线。",
    "夏季卫生检查和冬季消防检查都有记录。",
    "重建设也要重管护，不能重建轻管。",
    "纠正问题一百二十个。",
    "调查和湿地保护同时进行。",
    "他们长年累月守在山上，常年累月不回家。",
    "图书管理员整理书架。",
    "乘客从南站出发，到北站下车。",
    "村里事村里办，组里事组里议。",
    "中层干部每人联系两户。",
    "县直机关干部下沉一线。",
    "市直部门逐项认领任务。",
    "每户每月用水不超过十立方米的，按第一级计价。",
    "该路段限高四点五米，限速四十公里。",
    "残疾人家庭医生签约率有所提高。",
    "特色种质资源得到保护，特色种子企业增加。",
    "违建拆除以后种上了花草。",
    "房东和租客签订了租房合同。",
    "社区会同物业一起排查。",
    "施工单位在路口设置了围挡。",
    "一楼上嫌潮、顶楼上怕晒的住户都登了记。",
    "老年人在家门口就能看病。",
    "以经审核的图纸为准，以经济建设为中心。",
    "在次日公布名单，事故多发生在次要路口。",
    "既将任务分到科室，又将责任落到个人。",
    "山体落石砸断护栏，清理了落石和淤泥。",
    "球队回防及时，守住了一分的优势。",
    "超市拖欠供货商货款，法院调解后付清货款。",
    "市卫健委在非遗馆旁开了彩超诊室。",
    "业委会依约扣减了服务费，陪诊志愿者排了班。",
    "他俩口头约定了工期。",
)


@pytest.mark.parametrize("text", CLEAN)
def test_right_prose_is_left_alone(text: str) -> None:
    assert found(text) == []


SET_OFF = (
    "会议学习了《城镇规华读本》。",
    "活动的口号是“阳光草作”。",
    "李规华在会上发言。",
    "参加的有张水值、王家廷、周宝护。",
    "规华村和水值路已经通车。",
    "记者李街目报道。",
)


@pytest.mark.parametrize("text", SET_OFF)
def test_titles_short_quotations_and_names_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_fault_that_the_lists_tell_is_not_told_again() -> None:
    text = "会议布署了下一阶段的工作，干部逐户走仿。"
    codes = [slip.code for slip in document_slips(document(text), OFFICE, WORDING)]
    assert len(codes) == 2 and "word-misspelt" not in codes


def test_what_is_told(tmp_path: Path) -> None:
    slips, _ = read_site(write_site(tmp_path, "窗口实行首问负责治，一次告知。"))
    (finding,) = [slip.finding for slip in slips]
    assert (finding.code, finding.severity) == ("word-misspelt", "warning")
    assert finding.message == "“首问负责治”像是有错别字"
    assert finding.hint == "请改为“首问负责制”：“制”误写成“治”"


def test_ordinary_official_prose_is_left_alone() -> None:
    prose = official_prose(30_000)
    assert [told for line in prose.splitlines() for told in found(line)] == []


def test_the_words_are_well_formed() -> None:
    wrong = meant()
    assert sounds().wrong == wrong.keys() and len(wrong) > 100_000
    for one, right in wrong.items():
        assert len(one) == len(right) == 2
        assert sum(a != b for a, b in zip(one, right, strict=True)) == 1
    assert wrong.keys().isdisjoint(wrong.values())
    assert {one for one in wrong if one in words()} <= {one for one in wrong if is_judged(one)}


def test_the_words_around_are_well_formed() -> None:
    assert {len(word) for word in words()} == set(range(2, LONGEST + 1))


def test_no_wrong_writing_is_told_in_a_saying() -> None:
    """In 预防|犯罪 stands 防犯, which belongs to the words beside it."""
    texts = {saying.text for those in sounds().sayings.values() for saying in those}
    blocks = [
        Block(PARAGRAPH, f"{text}。", "正文", "甲.md", (Run(0, line, 1),), (line, line))
        for line, text in enumerate(sorted(texts), start=1)
    ]
    document = Document("report", "甲", "甲.md", tuple(blocks))
    assert [slip.block.text for slip in document_slips(document, OFFICE, RULES)] == []


def test_the_sayings_are_well_formed() -> None:
    words = sounds()
    lines = (Path(__file__).parents[1] / "templates/proofreading/sayings.txt").read_text(encoding="utf-8")
    entries = "".join(line for line in lines.splitlines(True) if not line.startswith("#"))
    own = [entry.partition("/")[0] for entry in entries.split("\n=\n")[0].split()]
    assert len(own) == len(set(own)) > 3_000
    for those in words.sayings.values():
        for saying in those:
            assert HEAD <= len(saying.text) == len(saying.read) <= 8
            assert "\u4e00" <= min(saying.text) <= max(saying.text) <= "\u9fff"


@given(st.text(alphabet=st.sampled_from("规华水值检测首问负责制治《》“”，。李村阳光草作的a1"), max_size=60))
def test_text_of_the_words_ends_in_findings(text: str) -> None:
    for wrong, right in found(text):
        assert wrong != right and len(wrong) == len(right) and wrong in text


@given(st.text(max_size=200))
def test_any_text_ends_in_findings(text: str) -> None:
    assert all(wrong in text for wrong, _ in found(text))


@pytest.mark.parametrize("text", ["规华" * 20_000, "首问负责" * 20_000, "《" * 50_000, "“规华" * 20_000])
def test_strange_text_ends_soon(text: str) -> None:
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 20
