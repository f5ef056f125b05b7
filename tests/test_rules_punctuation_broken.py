"""The rules about sentences that are broken, leads, series and misplaced marks, sentence by sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rules_punctuation import block, document, office

from generator.check.proofread import document_slips
from generator.check.rule import Rule
from generator.check.rules.punctuation import breaks as punctuation_breaks
from generator.check.rules.punctuation import codes as punctuation_codes
from generator.check.rules.punctuation import days as punctuation_days
from generator.check.rules.punctuation import leads as punctuation_leads
from generator.check.rules.punctuation import lists as punctuation_lists
from generator.check.rules.punctuation import marks as punctuation_marks
from generator.check.rules.punctuation import misplaced as punctuation_misplaced
from generator.check.rules.punctuation import names as punctuation_names
from generator.check.rules.punctuation import said as punctuation_said
from generator.check.rules.punctuation import series as punctuation_series

RULES: tuple[Rule, ...] = (
    *punctuation_breaks.RULES,
    *punctuation_codes.RULES,
    *punctuation_days.RULES,
    *punctuation_leads.RULES,
    *punctuation_lists.RULES,
    *punctuation_marks.RULES,
    *punctuation_misplaced.RULES,
    *punctuation_names.RULES,
    *punctuation_said.RULES,
    *punctuation_series.RULES,
)


def found(text: str) -> list[tuple[str, str]]:
    """Code and characters of what is found in paragraphs, parted by a line's end."""
    blocks = [block(part) for part in text.split("\n")]
    slips = document_slips(document(*blocks), office(), RULES)
    return [(slip.code, slip.block.text[slip.hit.start : slip.hit.end]) for slip in slips]


BROKEN = (
    ("截至6月底；全县发放补贴230万元。", "；"),
    ("6月5日上午、市里开了会。", "、"),
    ("经核查。该小区水压确实不足。", "。"),
    ("另外。居民还反映了噪声。", "。"),
    ("随着城里人多起来。停车越来越难。", "。"),
    ("按照上级部署要求。各县区开展了自查。", "。"),
    ("在走访过程中。干部发现路灯坏了。", "。"),
    ("通过走访。摸清了群众的需求。", "。"),
    ("不但节约了成本。而且提高了效率。", "。"),
    ("他不仅自己干。还带动邻居干。", "。"),
    ("除了发放物资。还开展了义诊。", "。"),
    ("水管漏了。致使三户人家进水。", "。"),
)


@pytest.mark.parametrize(("text", "mark"), BROKEN)
def test_a_sentence_in_two_pieces(text: str, mark: str) -> None:
    assert ("sentence-broken", mark) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "何不试一试网上办理。",
        "孩子没有人管怎么办。村里办了托管班。",
        "您对办理结果满意吗。",
        "请问，这件事什么时候能办。",
        "路灯坏了，能不能修一下。",
        "群众最盼的是什么。是路。",
    ],
)
def test_a_question_without_its_mark(text: str) -> None:
    assert [code for code, _ in found(text)] == ["question-mark-missing"]


LED = (
    ("list-lead-mark", "具备以下条件者优先。\n（一）本地户籍；\n（二）有驾照。"),
    ("list-lead-mark", "需提交下列材料，\n1.身份证；\n2.户口簿。"),
    ("list-lead-mark", "对以下三个路段优先改造；中山路、学府路、滨河路。"),
    ("said-mark", "居民告诉记者；“办事方便多了。”"),
    ("said-mark", "他感慨地说“路终于通了！”"),
    ("said-mark", "困难主要表现在；路窄、灯少。"),
    ("said-mark", "联系人；李某。"),
)


@pytest.mark.parametrize(("code", "text"), LED)
def test_what_leads_to_something_has_a_colon(code: str, text: str) -> None:
    assert code in [one for one, _ in found(text)]


SERIES = (
    ("list-mark-mixed", "走访了东村、西村。南村等5个村。"),
    ("list-mark-mixed", "水、电、路，讯等设施全部到位。"),
    ("list-mark-mixed", "市、县，乡三级联动。"),
    ("list-mark-mixed", "新建学校3所；医院2所、公园5个。"),
    ("list-mark-mixed", "到会的有市教育局，市水利局、市财政局。"),
    ("list-mark-mixed", "接件1200件、同比增长12%。"),
    ("list-mark-mixed", "审议了《要点》，《考核办法》和《清单》。"),
    ("pause-before-and", "参加拔河、跳绳、和套圈比赛的村民不少。"),
    ("pause-before-and", "救生衣800件、和冲锋舟14艘都已备好。"),
    ("etc-mark", "到会的有市教育局、市水利局；等12个部门。"),
)


@pytest.mark.parametrize(("code", "text"), SERIES)
def test_marks_within_a_series(code: str, text: str) -> None:
    assert [one for one, _ in found(text)] == [code]


@pytest.mark.parametrize(
    "number",
    [
        "砚政发〔2023〕62", "砚政发2022〔34号〕", "砚政审2024-77号", "砚政发16号〔2024〕", "砚政发202421号",
        "〔2023〕砚政发8号", "砚政发〔二〇一九〕27号", "砚政发（二〇一九）27号", "砚政发〔2O24〕12号",
        "砚政发〔20224〕12号", "砚政发〔2024-12〕号", "砚政发〔2024年12号〕", "砚政发〔2024〕十二号",
        "砚政发〔2024〕（12）号", "砚政发〔 2024〕12号", "砚政发〔2024〕 12号", "砚政发〔2024〕12号号",
    ],
)  # fmt: skip
def test_a_document_number_in_a_wrong_form(number: str) -> None:
    assert "document-number-form" in [code for code, _ in found(f"按照《走访办法》（{number}）办理。")]


OTHERS = (
    ("name-dot", "法国专家皮埃尔，杜邦来到茶园。"),
    ("name-dot", "会上读了《史记，项羽本纪》。"),
    ("event-day-dot", "师生参加了“11。9”消防宣传日活动。"),
    ("event-day-dot", "老战士回忆起“一、二八”淞沪抗战。"),
    ("dash-form", "活动时间为6月1日———6月30日。"),
    ("marks-doubled", "处200元～～500元罚款。"),
    ("marks-doubled", "本办法今天起施行.。"),
    ("remark-behind-stop", "张某，（男，45岁）是护林员。"),
    ("quote-end", "“路通了”，他高兴地说：“再也不用绕远了。”"),
    ("quote-end", "他问：“什么时候能通水。”"),
    ("question-indirect", "请各县区按时上报？"),
    ("title-marks-misused", "学校开设了《书法》课。"),
    ("title-marks-misused", "记者从《市教育局》获悉。"),
    ("mark-superfluous", "坚持“群众至上，”的理念。"),
    ("brackets-kind", "根据<走访办法>办理。"),
    ("address-mark-wide", "联系邮箱abc＠example.com。"),
)


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_marks(code: str, text: str) -> None:
    assert code in [one for one, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "60岁以下，第一次报名的，先到村里登记。",
        "按照专有部分的面积比例分摊。计算办法另行公布。",
        "既有住宅加装电梯的具体办法由市人民政府制定。",
        "无论室内还是室外都坐满了人。来宾有老有少。",
        "只有少数人反对。就这样定了下来。",
        "1月30日、31日举行比赛。",
        "其中：商品住宅1801套，写字楼12座。",
        "“修好了。”村支书说。“灯也亮了。”",
        "“到站几点？”一位老人挤过来问。“九点。”",
        "不知道孩子发烧了怎么办才好。",
        "明确了“谁来改、怎么改、何时改好”。",
        "路修好了吗？大家都很关心。",
        "无障碍设施与道路同时设计、同时施工、同时验收。",
        "对有关的意愿要核实，不得作虚假的表示；没有核实的不办。",
        "原单位应当准予复职、复工；原是高等学校学生的，准予复学。",
        "有第一项、第二项行为之一的，由市水利局处理。",
        "省、市、县三级联动，水、电、路等设施到位。",
        "市民乘坐和谐号、和平号列车，参与、支持志愿服务。",
        "道路硬化3.2公里、和安装路灯有关的资金已经到位。",
        "按照砚政发〔2022〕5号、砚政办函〔2022〕105号和6号文件办理。",
        "印发2024年1号文件，转发2023年5号令。",
        "作出（2022）砚01民终12号判决，土地证号为砚国用（2012）第0512号。",
        "读了〔英〕某作家的书，数见附注〔3〕。",
        "按照第三条（第（二）项除外）办理。",
        "会后照了相。（市教育局供稿。）",
        "请登录http://www.example.com，查看详情。",
        "取得了成效，的确不容易。",
        "玛丽、安娜两位同学来了。约翰、史密斯都是常见的名字。",
        "“1，2”号楼、“110”报警台、“12345”热线都在图上。",
        "气温为-5℃，海拔1000—2000米，时间为6月1日至30日。",
    ],
)
def test_what_officials_write_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_parts_of_a_list_with_a_stop_inside_are_not_parted_by_semicolons() -> None:
    assert found("一是抓培训。讲课12场；二是抓督查，通报3次。") == [("semicolon-over-stop", "；")]
    assert found("一是抓培训，讲课12场；二是抓督查，通报3次。") == []


@given(
    st.text(
        st.sampled_from("，。；：、！？“”（）《》〔〕…—～.0123发号等和为在不既了以下说问的村市<> \n"),
        max_size=300,
    )
)
def test_any_text_ends_in_findings_quickly(text: str) -> None:
    began = time.perf_counter()
    for _, characters in found(text):
        assert characters
    assert time.perf_counter() - began < 2
