"""The rules of the proofreader about words, beyond their own examples."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rule import Office
from generator.check.rules.wording.group import RULES
from generator.check.rules.wording.lists import confusable, sifted
from generator.check.sieve import Slip
from generator.load.words import shipped_words
from generator.model.prose import CELL, HEADING, PARAGRAPH, TITLE, Block, Document, Run
from generator.model.silence import Proofreading
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import Word, WordLists
from tests.official_prose_made import official_prose
from tests.rules_made import SITE, codes_of, read_site, write_site


def office(words: WordLists | None = None, length: int = 0) -> Office:
    site = Site(organization="砚平市", proofreading=Proofreading(sentence_length=length))
    return Office(site, Units(()), words or shipped_words())


OFFICE = office()


def block(text: str, kind: str = PARAGRAPH) -> Block:
    return Block(kind, text, "正文", "r.md", (Run(0, 1, 1),), (1, 1), 1)


def slips(text: str, kind: str = PARAGRAPH, known: Office = OFFICE) -> list[Slip]:
    return list(document_slips(Document("report", "r", "r.md", (block(text, kind),)), known, RULES))


def found(text: str, kind: str = PARAGRAPH, known: Office = OFFICE) -> list[str]:
    return [text[slip.hit.start : slip.hit.end] for slip in slips(text, kind, known)]


WRONG = {
    "截止今年5月，已经建成。": ["截止今年"],
    "截止2022年底，全市建成12个。": ["截止2022年"],
    "截止到目前，还剩3户。": ["截止到"],
    "村民反应了路灯不亮的问题。": ["反应了"],
    "这些数字反应出几个问题。": ["反应出"],
    "来信反应、热线反应的都要登记。": ["来信反应", "热线反应"],
    "普遍反应办得快。": ["普遍反应"],
    "好象下过雨。": ["好象"],
    "村里象过年一样热闹，人象潮水一样。": ["象过年一样", "象潮水一样"],
    "帮扶对像和服务对像都要上门。": ["帮扶对像", "服务对像"],
    "在那里渡假，渡过春节。": ["渡假", "渡过春节"],
    "帮助企业度过难关。": ["度过难关"],
    "燃气泄露和信息泄漏都要防。": ["燃气泄露", "信息泄漏"],
    "生活必须品充足，必需严格检查。": ["必须品", "必需严格"],
    "山洪爆发时转移群众。": ["山洪爆发"],
    "招聘启示贴在门口。": ["招聘启示"],
    "人民调节员上门。": ["人民调节"],
    "人民检查院派员参加。": ["检查院"],
    "资金己全部拔付到位，末按要求整改的3处。": ["己全部", "拔付", "末按要求"],
    "道路己经修好，问题即然清楚，立既整改。": ["己经", "即然", "立既"],
    "水源冶理、防冶火灾。": ["冶理", "防冶"],
    "撒销处分，折除围挡，兔费发放。": ["撒销", "折除", "兔费"],
    "党员千部带头，接侍群众。": ["党员千部", "接侍"],
    "教肓、供暧、竟争、训炼。": ["教肓", "供暧", "竟争", "训炼"],
    "通迅员来稿。": ["通迅"],
    "走仿群众，来仿群众，受里诉求。": ["走仿", "来仿群众", "受里诉求"],
    "按步就班，一如继往，再接再励。": ["按步就班", "一如继往", "再接再励"],
    "部份成份不清。": ["部份", "成份"],
    "银行帐户和台帐。": ["帐户", "台帐"],
    "名列前矛，迫不急待，穿流不息。": ["名列前矛", "迫不急待", "穿流不息"],
    "会议纪录由专人整理。": ["会议纪录"],
    "佩带口罩，张帖通知，发放补帖。": ["佩带口罩", "张帖", "补帖"],
    "为人民服物。": ["为人民服物"],
    "群众反应的供水问题。": ["群众反应的"],
    "措施末落实，防止泄露燃气。": ["末落实", "泄露燃气"],
}

RIGHT = (
    "报名截止6月30日，申请截止时间是5月，意见征集截止到月底。",
    "化学反应问题由专家研究，应急反应情况良好，群众反应强烈。",
    "热线反应迅速，普遍反应良好，不良反应出现后立即停用。",
    "大象一样的石头，这一现象和去年一样，形象大使和往年一样多。",
    "下好象棋，建设美好象征，这是良好象征。",
    "两座落后的泵站，一座落成，这座落在后面。",
    "通报导致误会，谎报导致停工，汇报导入新系统。",
    "大部份额由国企持有，生成份数不限，完成份内之责。",
    "这一份内容要改，6月份内工作做完。",
    "必须品尝才知道，必须品质优良。",
    "检查官网、检查官方账号、检查院落和院内卫生。",
    "周末完成巡查，年末办结，月末整改，自己完成，自己解决。",
    "立既定之志，树立既有信心，相当既定任务，勇于担当既要有办法。",
    "上海拨付资金，沿海拨款，挑选拨付对象。",
    "秸秆撒回田里，骨折除外，加计折除以二。",
    "交通迅速恢复，消防迅速到场，沟通迅捷。",
    "反复盖章、重复盖章、修复盖板、批复盖章。",
    "国家俱乐部、职工俱乐部。",
    "暧昧的说法，采取暧昧态度。",
    "信息引导至大厅，疏导至出口。",
    "《银行帐户管理办法》和《其它规定》照录原名。",
    "询问侯某、慰问侯某，同时侯某也在场。",
    "甚至使用手机，直至使群众满意。",
    "道欠账、街道欠费、渠道欠缺。",
    "信仿佛从天上来，后来仿照施工，返回仿古街。",
    "帐篷运到村里，台帐篷布，搬到帐篷里。",
    "既使群众得实惠，又使企业有发展。",
    "违规张贴广告，按规章办事。",
    "这是第3次记录在案，打破纪录，会议记录完整。",
    "最近30多天，约有50人到场，30人左右。",
)


@pytest.mark.parametrize(("text", "wrong"), WRONG.items())
def test_a_wrong_word_is_found(text: str, wrong: list[str]) -> None:
    assert found(text) == wrong


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_word_is_silent(text: str) -> None:
    assert found(text) == []


def test_every_shipped_word_is_found_and_what_it_should_be_is_not() -> None:
    """As it stands in a sentence; the signs are filled in."""
    signs = {"【数】": "36", "…": "某种东西"}
    missed, loud = [], []
    for name in ("forbidden", "preferred", "confusable"):
        for one in getattr(shipped_words(), name):
            word, right = one.word, one.instead
            for sign, text in signs.items():
                word, right = word.replace(sign, text), right.replace(sign, text)
            if word not in "".join(found(f"“{word}”。")):
                missed.append(word)
            if right and found(f"“{right}”。"):
                loud.append((word, right))
    assert missed == [] and loud == []


def test_the_hint_says_what_to_write_with_the_number_in_it() -> None:
    (slip,) = slips("截止6月30日，全部完成。")
    assert slip.finding.message == "“截止6月”可能用错了字"
    assert slip.finding.hint == "请改为“截至6月”：“截止”是到期停止，“截至”才是到某时为止"
    (slip,) = slips("村里象过年一样。")
    assert slip.finding.hint == "请改为“像过年一样”：比方、类似用“像”"
    (slip,) = slips("从其它渠道办理。")
    assert slip.finding.message == "“其它”不是推荐的写法"


def test_an_office_forbids_prefers_and_allows_words() -> None:
    words = WordLists(
        forbidden=(
            Word(word="黑名单", instead="失信名单", reason="本办规定", unless=("企业黑名单",)),
            Word(word="第【数】把手", reason="写职务"),
        ),
        preferred=(Word(word="领导干部", reason="本办写“干部”"),),
        confusable=(Word(word="其它", reason="不管", unless=("其它",)),),
    )
    known = office(words)
    text = "黑名单、企业黑名单和第一把手，领导干部和其它人，《黑名单办法》。"
    told = slips(text, known=known)
    assert [(slip.code, text[slip.hit.start : slip.hit.end]) for slip in told] == [
        ("word-banned", "黑名单"),
        ("word-banned", "第一把手"),
        ("word-banned", "黑名单"),
        ("word-preferred", "领导干部"),
    ]
    assert told[0].finding.message == "“黑名单”不能用"
    assert [slip.finding.hint for slip in told] == [
        "请改为“失信名单”：本办规定",
        "请换一种说法：写职务",
        "请改为“失信名单”：本办规定",
        "请换一种说法：本办写“干部”",
    ]


def test_the_longest_word_is_told_once() -> None:
    words = WordLists(confusable=tuple(Word(word=one, reason="试") for one in ("甲乙", "甲乙丙")))
    office_of = office(words)
    hits = list(confusable(sifted(block("甲乙丙，甲乙，甲甲乙"), office_of), office_of))
    assert [(hit.start, hit.end) for hit in hits] == [(0, 3), (4, 6), (8, 10)]


LEFT = {
    "受理诉求XX件。": ["XX"],
    "由XXX局牵头，xx县配合。": ["XXX", "xx"],
    "××年××月××日，××局召开会议，共××件。": ["××", "××", "××", "××", "××"],
    "20XX年X月X日印发。": ["XX年X月X日"],
    "×月×日，会议召开。": ["×月×日"],
    "参加的有120人【待核】，（数据待补），[待确认]。": ["【待核】", "（数据待补）", "[待确认]"],
    "TODO：补充例子。lorem ipsum": ["TODO", "lorem ipsum"],
    "整改？？？处，共??件。": ["？？？", "??"],
    "【此处插入照片】": ["此处插入"],
    "（略）": ["（略）"],
    "办结率待定数字。": ["待定数字"],
    "共○○件。": ["○○"],
    "投入资金***万元，×××人参加。": ["***", "×××"],
    "（此处补照片）、（请领导审定）、附图略。": ["（此处补照片）", "（请领导审定）", "附图略"],
    "本段待领导审定后再改。": ["本段待领导审定后再改。"],
    "落实高标准农田（数字请农业农村局核）万亩。": ["（数字请农业农村局核）"],
    "关于防火工作的汇报（第三稿）": ["（第三稿）"],
    "现有床位＿＿张，追回工资（  ）万元。": ["＿＿", "（  ）"],
    "概算为[金额]，参加的有主任○○○和六家企业。": ["[金额]", "○○○"],
    "开设公益课NN期，全县N个林场，一年不少于00场。": ["NN", "N", "00"],
    "上半年增长X%，贷款X亿元，问题?个，油菜……亩。": ["X", "X", "?", "…"],
    "这项改革走在前列（？），原因（等应急局口径）在查。": ["（？）", "（等应急局口径）"],
    "（王科长改，五月二十日）": ["（王科长改，五月二十日）"],
    "该局副局长/局长（二选一）带队。": ["（二选一）"],
    "（以上内容字数超了，可删）": ["（以上内容字数超了，可删）"],
    "颁奖词（原文：感天动地。改为：平凡。）念完。": ["（原文：感天动地。改为：平凡。）"],
    "【批注：这句与前文重复】全市预约办证。": ["【批注：这句与前文重复】"],
    "责任单位：未定；": ["未定"],
    "派出所民警某某某背出老人。": ["某某某"],
    "同比增长百分之……，核销率百分之几，拉动消费。": ["百分之……", "百分之几"],
    "共出动志愿者@小刘补人次。": ["@小刘补"],
    "（接上页）村里清理了垃圾堆。": ["（接上页）"],
    "【缺图】和【请补充数据】": ["【缺图】", "【请补充数据】"],
}

NOT_LEFT = (
    "家住××小区的李××反映，××路不平，××公司已经道歉。",
    "尺码有XXL号，XX染色体，尾号139XXXX5678，车牌鄂AXXXXX，型号XX-200。",
    "公元一九○○年，二〇〇八年，第○号。",
    "【待遇落实】【待办事项】【补短板】【缺水地区】。",
    "空缺岗位待补选，证件待补办，事故原因待查明，时间待定。",
    "附件（略），名单（略）。",
    "为什么？怎么办？！什么？",
    "面积是3×4米，2×2方格，5×年利率。",
    "在此处插入卡片，从这里填写，请在此处填写姓名。",
    "引导牌放在此处，此处缺少路灯，这里补充了人手。",
    "（此处水深2米）、（由主任科员审定的文件），李***和电话138****5678。",
    "X射线检查，A×B，x轴。",
    "TODOS是品牌，TBDs不读。",
)


@pytest.mark.parametrize(("text", "left"), LEFT.items())
def test_what_is_left_over_is_found(text: str, left: list[str]) -> None:
    assert [text[s.hit.start : s.hit.end] for s in slips(text) if s.code == "text-left-over"] == left


@pytest.mark.parametrize("text", NOT_LEFT)
def test_what_is_meant_is_not_left_over(text: str) -> None:
    assert found(text) == []


def test_a_cell_that_waits_is_left_over() -> None:
    assert found("待补", CELL) == ["待补"] and found("待核实", CELL) == ["待核实"]
    assert found("待定", CELL) == [] and found("待办理", CELL) == [] and found("等待核实", CELL) == []


TWICE = {
    "反映的的问题": ["的的"],
    "召开了了会议": ["了了"],
    "正在在全市推广": ["在在"],
    "会议是是按计划开的": ["是是"],
    "教育和和水利部门": ["和和"],
    "他们们都来了": ["们们"],
    "情况进行进行核查": ["进行进行"],
    "会议要求要求各单位落实": ["要求要求"],
    "这项工作工作做得细": ["工作工作"],
    "群众群众都满意": ["群众群众"],
    "领导小组办公室领导小组办公室印发通知": ["领导小组办公室领导小组办公室"],
    "干部进村走访进村走访": ["进村走访进村走访"],
    "市教育局市教育局负责": ["市教育局市教育局"],
    "由市市教育局负责": ["市市"],
    "针对对群众的意见": ["对对"],
    "各部门要要抓紧": ["要要"],
}

ONCE = (
    "天天、人人、常常、往往、看看、家家户户、方方面面。",
    "的的确确，目的的实现，标的的价格，打的的乘客。",
    "为了了解情况，不了了之，终于了了一桩心愿，除了了解还要办。",
    "现在在建的项目，存在在册人员不实，实在在理，在在建工地。",
    "是是非非，关键是是否到位，但是是真的。",
    "温和和善，和和美美，和和气气，安徽省和和县。",
    "对对联，面对对手，校对对象，反对对抗，一对对。",
    "以及及时，涉及及格线，普及及推广。",
    "研究研究、讨论讨论、了解了解、商量商量、考虑考虑。",
    "一个个一个个地查，一件一件一件一件地办，越来越越来越好。",
    "社会工作工作人员、主题活动活动室、组织会议会议室、问题问题库。",
    "党组织组织活动，首都都市圈，丰都都好。",
    "落实落实再落实，“加强加强管理”是群众的话。",
    "基金会基金会员，第一军第一师，自己的敌人的敌人。",
    "市市场监管局、县县域经济、区区划，全市市民，砚平市市长，各市市委，城市市政。",
    "重要要求，主要要素，需要要件。",
    "哈哈哈哈，等等等等，谢谢谢谢。",
    "被被告人，把把关，向向阳村，从从容容。",
)


@pytest.mark.parametrize(("text", "twice"), TWICE.items())
def test_a_doubled_word_is_found(text: str, twice: list[str]) -> None:
    assert found(text) == twice
    (slip,) = slips(text)
    half = twice[0][: len(twice[0]) // 2]
    assert slip.finding.message == f"“{twice[0]}”重复了" and slip.finding.hint == f"请只留一个“{half}”"


@pytest.mark.parametrize("text", ONCE)
def test_what_may_stand_twice_is_silent(text: str) -> None:
    assert found(text) == []


def test_a_sentence_over_the_office_s_length() -> None:
    long = "各县市区、各部门和各单位都要派人来参加这次会议。"
    text = f"会议开始。{long}讲话说：“好。”散会。"
    assert found(text, known=office(length=0)) == []
    (slip,) = slips(text, known=office(length=20))
    assert text[slip.hit.start : slip.hit.end] == long
    assert slip.finding.message == "这句话有 24 个字，超过了本办定的 20 个字"
    assert found(text, kind=CELL, known=office(length=20)) == []


def test_a_heading_over_two_lines() -> None:
    assert found("标" * 40, TITLE) == [] and found("标" * 41, TITLE) == ["标" * 41]
    assert found("标" * 61, TITLE) == [], "the loader tells of it"
    assert found("标" * 38 + "2026", TITLE) == []
    assert found("标" * 56, HEADING) == [] and found("标" * 57, HEADING) == ["标" * 57]
    assert found("标" * 20 + "\\" + "题" * 20, TITLE) == []


def test_a_site_with_a_length_is_told(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        "会议听取了今年以来全市农村供水、城区供暖和老旧管网改造等工作的进展情况。\n",
        site=SITE.replace("句长: 120", "句长: 30"),
    )
    assert "sentence-long" in codes_of(root)


def test_a_finding_stands_at_its_place(tmp_path: Path) -> None:
    told, _ = read_site(write_site(tmp_path, "第一行没有错。\n\n全市**截止**目前，都完成了。\n"))
    (slip,) = [one for one in told if one.code == "word-confusable"]
    assert slip.finding.place is not None
    assert (slip.finding.place.line, slip.finding.place.column) == (8, 5)


def test_clean_prose_is_silent() -> None:
    assert [found(text) for text in official_prose(40_000, 7).split("\n\n") if found(text)] == []


CHARACTERS = (
    "截止至月日的了在是和对×X？【】（）待补核略《》“”象一样反应问题市局12\ufffc，。、 abc\U00020000\ud800"
)


@given(st.text(alphabet=CHARACTERS, max_size=200) | st.text(max_size=100))
def test_any_text_ends_in_findings(text: str) -> None:
    for slip in slips(text, known=office(length=10)):
        assert 0 <= slip.hit.start < slip.hit.end <= len(text)
        assert slip.finding.message and slip.finding.hint


@pytest.mark.parametrize(
    "piece", ["截止目前", "的的", "象", "待", "××", "【待", "《截止", "一", "既使", "甲乙", "？"]
)
def test_the_same_over_and_over_takes_no_longer(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    slips(text)
    assert time.process_time() - started < 3


PAIRS = {
    "截止5日18时，全市共接到来电30件。": ["截止"],
    "征集活动于5月底截至。": ["截至"],
    "居民向社区反应楼道堆放杂物。": ["反应"],
    "整改必需在6月底前完成。": ["必需"],
    "部门公布权利清单，明确双方的权力和义务。": ["权利", "权力"],
    "企业在帮扶下度过了危机，做好安全渡汛准备。": ["度过", "渡汛"],
    "运用法制思维解决问题，提升城市品味。": ["法制", "品味"],
    "对处罚决定不服，提出了申述，事实不容质疑。": ["申述", "质疑"],
    "查处截流、挪用惠农资金的问题，新建截留井4座。": ["截流", "截留"],
    "平台5月1日正是启用，收益群众达到3万人。": ["正是", "收益"],
    "打造服务形机关，面对严峻型势。": ["形", "型"],
    "工作做的很扎实，更好的为群众服务。": ["的", "的"],
    "坚持接诉既办，改造即有住宅。": ["既", "即"],
    "加强日常巡查，加强日常巡查，确保安全。": ["加强日常巡查，加强日常巡查"],
    "一次性告知一次性告知所需材料。": ["一次性告知一次性告知"],
    "日子缓了过来。此段待补。": ["此段待补"],
    "持续巩固成果，做到抓细抓时。": ["抓细抓时"],
    "市民可登陆网站查看办理进度。": ["登陆"],
    "群众登陆“砚平办事”APP就能预约。": ["登陆"],
    "用户凭账号登陆，或者扫码登陆。": ["登陆", "登陆"],
    "工作人员登陆系统，逐条核对。": ["登陆"],
    "他既使不来也行。": ["既使"],
    "既使没有合同，也要付清工资。": ["既使"],
}
PAIRS_RIGHT = (
    "台风登陆后，网站发布预警；台风登陆我省，系统运行平稳。",
    "强台风在沿海登陆，登陆点在县城以南，登陆时中心风力12级。",
    "群众登录网站、登录手机APP、扫码登录都能查。",
    "既使干部受教育，也使群众得实惠；既使企业减负，又使群众受益。",
    "即使不来也行，即使下雨也要走访。",
    "居民反应冷淡，司机反应不及，热线反应很快，群众反应最强烈的是停车。",
    "各部门要保障群众的监督权利，从6月起用电量下降。",
    "打破行政区域界限，划出两村的界线。",
    "孩子的抚养权归父亲，抚养父母双亡的孤儿。",
    "村民收益3万元，保障农户收益，村集体受益。",
    "停车难已缓解，入学困难已解决，费用已补助到位。",
    "以全部办结为目标，以整改到位为标准。",
    "在创新高地上建设园区，在一次走访中发现问题。",
    "信访即是民意，当天即有居民报名，扫码即能办理。",
    "既可上门办理，也可网上办理，既便民又利企。",
    "积极的推进作用、有效的解决办法，都写进了方案。",
    "他们干的很多事，大家都看在眼里，睡觉的地方也有了。",
    "分工做社区工作，处方型、地方型都有，在地型的项目。",
    "查找排查不细的问题，这类形状的井盖已经更换。",
    "接收组织关系，接受新生事物，接收教育、卫生等部门移交的资产。",
    "党组织组织活动，人大代表代表群众发言，市教育局局长到场。",
    "这段时间待在村里，以下内容待会议研究后公布。",
)


@pytest.mark.parametrize(("text", "wrong"), PAIRS.items())
def test_a_word_taken_for_another_is_found(text: str, wrong: list[str]) -> None:
    assert [one for one in found(text) if any(one in each or each in one for each in wrong)]
    assert len(found(text)) >= len(wrong)


@pytest.mark.parametrize("text", PAIRS_RIGHT)
def test_a_word_in_its_place_is_silent(text: str) -> None:
    assert found(text) == []
