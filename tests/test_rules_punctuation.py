"""The rules about punctuation, sentence by sentence."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from official_prose_made import official_prose

from generator.check.proofread import document_slips
from generator.check.rule import Office
from generator.check.rules.punctuation.group import RULES
from generator.diagnostics.rules_punctuation import PUNCTUATION
from generator.model.prose import (
    CAPTION,
    CELL,
    FIGURE,
    HEADING,
    ITEM,
    NOTE,
    PARAGRAPH,
    SUBTITLE,
    TITLE,
    VALUE,
    Block,
    Document,
    Run,
)
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists

KINDS = (TITLE, SUBTITLE, HEADING, PARAGRAPH, ITEM, CELL, CAPTION, NOTE, VALUE)


def block(text: str, kind: str = PARAGRAPH) -> Block:
    return Block(kind, text, "正文", "content/reports/a.md", (Run(0, 1, 1),), (1, 1))


def document(*blocks: Block) -> Document:
    return Document("report", "a", "content/reports/a.md", blocks)


def office() -> Office:
    return Office(Site(organization="砚平市领导小组办公室"), Units(()), WordLists())


def found(*texts: str | Block) -> list[tuple[str, str, str | None]]:
    """Code, characters and fix of what is found in paragraphs."""
    blocks = [text if isinstance(text, Block) else block(text) for text in texts]
    slips = document_slips(document(*blocks), office(), RULES)
    return [(slip.code, slip.block.text[slip.hit.start : slip.hit.end], slip.hit.fix) for slip in slips]


def mended(text: str, kind: str = PARAGRAPH) -> str:
    """A text with every fix made, from the last to the first; fixes never overlap."""
    slips = [slip for slip in document_slips(document(block(text, kind)), office(), RULES)]
    hits = sorted(
        {(slip.hit.start, slip.hit.end, slip.hit.fix) for slip in slips if slip.hit.fix is not None}
    )
    for one, other in pairwise(hits):
        assert one[1] <= other[0], (text, one, other)
    for start, end, fix in reversed(hits):
        text = text[:start] + (fix or "") + text[end:]
    return text


F = FIGURE
BAD = (
    # width
    ("punctuation-half-width", "各部门要加强配合,形成合力。", ",", "各部门要加强配合，形成合力。"),
    ("punctuation-half-width", "有的路段没有灯; 有的路段灯不亮。", "; ", "有的路段没有灯；有的路段灯不亮。"),
    ("punctuation-half-width", "这件事谁来办?谁来管!", "?", "这件事谁来办？谁来管！"),
    ("punctuation-half-width", "怎么能这样?!大家都很着急。", "?!", "怎么能这样？！大家都很着急。"),
    ("punctuation-half-width", "咨询电话:12345。", ":", "咨询电话：12345。"),
    ("punctuation-half-width", "受理2286件,其中投诉312件。", ",", "受理2286件，其中投诉312件。"),
    ("punctuation-half-width", "本月受理2286,同比持平。", ",", "本月受理2286，同比持平。"),
    ("punctuation-half-width", "“板凳会”,一月一次。", ",", "“板凳会”，一月一次。"),
    ("punctuation-half-width", f"受理{F}件,办结{F}件。", ",", f"受理{F}件，办结{F}件。"),
    ("punctuation-half-width", "乡镇(街道)逐户核对。", "(", "乡镇（街道）逐户核对。"),
    ("punctuation-half-width", "乡镇（街道)逐户核对。", ")", "乡镇（街道）逐户核对。"),
    ("punctuation-half-width", "项目投资320万元(2022年)。", "(", "项目投资320万元（2022年）。"),
    ("punctuation-half-width", "(1)摸清底数。各县区按时报送。", "(", "（1）摸清底数。各县区按时报送。"),
    ("punctuation-half-width", "走访了学校､医院｡", "､", "走访了学校、医院。"),
    ("punctuation-half-width", "使用PM2.5,臭氧两项指标。", ",", "使用PM2.5，臭氧两项指标。"),
    ("quotes-half-width", '大家叫它"板凳会"。', '"', "大家叫它“板凳会”。"),
    ("quotes-half-width", '推出"APP"服务。', '"', "推出“APP”服务。"),
    ("quotes-half-width", '大家叫它“板凳会"。', '"', "大家叫它“板凳会”。"),
    ("quotes-half-width", "他说：“这叫'板凳会'。”", "'", "他说：“这叫‘板凳会’。”"),
    ("stop-half-width", "三个小区已经通暖.", ".", "三个小区已经通暖。"),
    ("stop-half-width", "三个小区已经通暖．", "．", "三个小区已经通暖。"),
    ("stop-half-width", "全年办结率达到98.5%.", ".", "全年办结率达到98.5%。"),
    ("stop-half-width", "全市一共受理了2286件.", ".", "全市一共受理了2286件。"),
    ("stop-half-width", "他说：“路修好了.”", ".", "他说：“路修好了。”"),
    ("stop-half-width", "各县区参加. 会后走访学校。", ". ", "各县区参加。会后走访学校。"),
    ("characters-full-width", "全市共有１２个县区。", "１２", "全市共有12个县区。"),
    ("characters-full-width", "办结率达９８．５％。", "９８．５％", "办结率达98.5%。"),
    ("characters-full-width", "开通ＱＱ群。", "ＱＱ", "开通QQ群。"),
    # ordinals
    ("ordinal-word-mark", "第三、要抓好落实。", "、", "第三，要抓好落实。"),
    ("ordinal-word-mark", "会议要求，第一、一把手要负总责。", "、", "会议要求，第一，一把手要负总责。"),
    ("ordinal-word-mark", "再次、要加强宣传。", "、", "再次，要加强宣传。"),
    ("ordinal-word-mark", "第2、要加强宣传。", "、", "第2，要加强宣传。"),
    ("ordinal-word-mark", "第二.要加强宣传。", ".", "第二，要加强宣传。"),
    ("ordinal-han-mark", "一，加强领导。各县区要负总责。", "，", "一、加强领导。各县区要负总责。"),
    ("ordinal-han-mark", "十二.加强领导。各县区要负总责。", ".", "十二、加强领导。各县区要负总责。"),
    ("ordinal-han-mark", "要做好两件事：一，摸底；二，登记。", "，", "要做好两件事：一、摸底；二、登记。"),
    ("ordinal-han-mark", "一,加强领导。各县区要负总责。", ",", "一、加强领导。各县区要负总责。"),
    ("ordinal-digit-mark", "1、加强领导。各县区要负总责。", "、", "1.加强领导。各县区要负总责。"),
    ("ordinal-digit-mark", "１、加强领导。各县区要负总责。", "、", "1.加强领导。各县区要负总责。"),
    ("ordinal-digit-mark", "12．加强领导。各县区要负总责。", "．", "12.加强领导。各县区要负总责。"),
    ("ordinal-digit-mark", "3、 加强领导。各县区要负总责。", "、 ", "3.加强领导。各县区要负总责。"),
    ("ordinal-digit-mark", "1.2、加强领导。各县区要负总责。", "、", None),
    ("ordinal-digit-mark", "发现问题：1、路窄；2、灯暗。", "、", "发现问题：1.路窄；2.灯暗。"),
    ("ordinal-bracket-mark", "（二）、压实责任。各县区要负总责。", "、", "（二）压实责任。各县区要负总责。"),
    ("ordinal-bracket-mark", "（2）、压实责任。各县区要负总责。", "、", "（2）压实责任。各县区要负总责。"),
    ("ordinal-bracket-mark", "（二）,压实责任。各县区要负总责。", ",", "（二）压实责任。各县区要负总责。"),
    ("ordinal-bracket-mark", "①、压实责任。各县区要负总责。", "、", "①压实责任。各县区要负总责。"),
    ("ordinal-bracket-mark", "(1)、压实责任。各县区要负总责。", "、", "（1）压实责任。各县区要负总责。"),
    ("ordinal-is-mark", "下一步，一是，摸底；二是，登记。", "，", "下一步，一是摸底；二是登记。"),
    ("ordinal-is-mark", "三是、抓好落实。", "、", "三是抓好落实。"),
    ("ordinal-is-mark", "一要、摸底，二要、登记。", "、", "一要摸底，二要登记。"),
    ("ordinal-han-mark", "四：下一步打算是继续走访。", "：", "四、下一步打算是继续走访。"),
    ("ordinal-han-mark", "三。压实责任，抓好落实。", "。", "三、压实责任，抓好落实。"),
    ("ordinal-bracket-mark", "（三）。压实责任，抓好落实。", "。", "（三）压实责任，抓好落实。"),
    # documents' numbers, days, names
    ("document-number-brackets", "依据砚发﹝2022﹞8号文件。", "﹝2022﹞", "依据砚发〔2022〕8号文件。"),
    ("name-dot", "学习卡尔、马克思的著作。", "、", "学习卡尔·马克思的著作。"),
    ("dash-form", "目的只有一个-让群众少跑路。", "-", None),
    ("ellipsis-with-etc", "反映停车、噪声……等等情况都记下来。", "……等等", None),
    ("pause-before-and", "查看了学校、医院、和车站的安全情况。", "、", None),
    ("title-marks-misused", "街道开展《邻里一家亲》活动。", "《邻里一家亲》", None),
    ("title-marks-misused", "学校给他颁发《荣誉证书》。", "《荣誉证书》", None),
    ("colon-nested", "会议强调：各地要落实以下措施：先摸底，再登记。", "：", None),
    ("space-beside-han", "要认真\u3000落实会议要求，按时办结。", "\u3000", "要认真落实会议要求，按时办结。"),
    ("paragraph-end-mark", "（三）压实责任，抓好落实；", "；", None),
    ("document-number-brackets", "依据国办发（2022）15号文件。", "（2022）", "依据国办发〔2022〕15号文件。"),
    ("document-number-brackets", "依据砚办字[2022]8号文件。", "[2022]", "依据砚办字〔2022〕8号文件。"),
    ("document-number-brackets", "依据砚政函(2022)8号文件。", "(2022)", "依据砚政函〔2022〕8号文件。"),
    ("document-number-brackets", "依据砚发［2022］8号文件。", "［2022］", "依据砚发〔2022〕8号文件。"),
    ("document-number-form", "依据砚政函〔2022〕08号文件。", "08", None),
    ("document-number-form", "依据砚政函〔2022〕第8号文件。", "第8", None),
    ("event-day-dot", "“5.12”防灾减灾日，师生参加演练。", ".", "“5·12”防灾减灾日，师生参加演练。"),
    ("name-dot", "阿里木•某住在三楼。", "•", "阿里木·某住在三楼。"),
    # pairs
    ("pair-unclosed", "落实《走访办法的要求。", "《", None),
    ("pair-unclosed", "他说：“明天就来。", "“", None),
    ("pair-unclosed", "乡镇（街道逐户核对。", "（", None),
    ("pair-unclosed", "依据砚政函〔2022】8号文件。", "〔", None),
    ("pair-unclosed", "大家叫它“板凳会“，一月一次。", "“", None),
    ("pair-unopened", "落实走访办法》的要求。", "》", None),
    ("pair-unopened", "他说：明天就来。”", "”", None),
    ("pair-unopened", "乡镇街道）逐户核对。", "）", None),
    ("pair-crossed", "执行《走访办法（试行》）。", "》", None),
    ("pair-crossed", "他说：“执行《走访办法”》。", "”", None),
    ("title-marks-nested", "学习《关于《走访办法》的说明》。", "《", "学习《关于〈走访办法〉的说明》。"),
    ("quotes-nested", "他说：“这叫“板凳会”。”", "“", "他说：“这叫‘板凳会’。”"),
    ("quotes-single", "大家叫它‘板凳会’。", "‘", "大家叫它“板凳会”。"),
    # form
    ("ellipsis-with-etc", "解决了停车、噪声……等一批问题。", "……等", None),
    ("ellipsis-with-etc", "走访了学校、医院等……。", "等……", None),
    ("ellipsis-with-etc", "问水、问路……等等，都记在本上。", "……等等", None),
    ("ellipsis-form", "他想了想。。。还是来了。", "。。。", "他想了想……还是来了。"),
    ("ellipsis-form", "他想了想......还是来了。", "......", "他想了想……还是来了。"),
    ("ellipsis-form", "“可是…”他没有说完。", "…", "“可是……”他没有说完。"),
    ("dash-form", "大家只有一个愿望--早点通水。", "--", "大家只有一个愿望——早点通水。"),
    ("dash-form", "大家只有一个愿望－－早点通水。", "－－", "大家只有一个愿望——早点通水。"),
    ("dash-form", "这就是他的回答，—从来没有变过。", "—", None),
    ("dash-form", "周一--周五开放。", "--", None),
    ("marks-doubled", "各县区参加，，会后走访。", "，，", "各县区参加，会后走访。"),
    ("marks-doubled", "各县区参加,,会后走访。", ",,", "各县区参加，会后走访。"),
    ("marks-doubled", "各县区参加，,会后走访。", "，,", "各县区参加，会后走访。"),
    ("marks-doubled", "走访了学校、、医院。", "、、", "走访了学校、医院。"),
    ("marks-doubled", "会议指出：：要摸清底数。", "：：", "会议指出：要摸清底数。"),
    ("marks-doubled", "各县区参加。，会后走访。", "。，", None),
    ("marks-doubled", "各县区参加；。", "；。", None),
    ("marks-doubled", "各县区都来了！。", "！。", None),
    ("marks-doubled", "路通了！！！！", "！！！！", None),
    ("marks-doubled", "他说：“明天就来。”。", "。”。", None),
    # lists
    ("pause-between-pairs", "读《走访办法》、《信访条例》。", "、", "读《走访办法》《信访条例》。"),
    ("pause-between-pairs", "叫“甲会”、“乙会”和“丙会”。", "、", "叫“甲会”“乙会”和“丙会”。"),
    ("pause-before-and", "查了水表、电表、和气表。", "、", None),
    ("pause-before-and", "查了水表、电表、以及气表的读数。", "、", None),
    ("colon-nested", "会议要求：做好两项工作：摸底、登记。", "：", None),
    ("title-marks-misused", "全市举办了《百姓健步走活动》。", "《百姓健步走活动》", None),
    # spaces
    ("space-beside-latin", "受理 2286 件，办结率较高。", " ", "受理2286件，办结率较高。"),
    ("space-beside-latin", f"受理 {F} 件，办结率较高。", " ", f"受理{F}件，办结率较高。"),
    ("space-beside-latin", "办结率98.5% 左右，比较高。", " ", "办结率98.5%左右，比较高。"),
    ("space-beside-latin", "推广 APP，少跑路。", " ", "推广APP，少跑路。"),
    (
        "space-beside-han",
        "各县区要认真 落实会议要求，按时办结。",
        " ",
        "各县区要认真落实会议要求，按时办结。",
    ),
    ("space-beside-han", "摸清底数， 压实责任。", " ", "摸清底数，压实责任。"),
    ("space-beside-han", "摸清底数 ，压实责任。", " ", "摸清底数，压实责任。"),
    # ends
    ("line-start-mark", "，压实责任。", "，", None),
    ("line-start-mark", ",压实责任。", ",", None),
    ("heading-run-in-mark", "（三）压实责任 各县区要负总责。", "责任 ", None),
    ("as-follows-mark", "分工如下，一是市教育局走访学校。", "如下，", None),
    ("heading-run-in-mark", "（三）落实资金保障：市财政局按季拨付，各县区按月公示。", "保障：", None),
    ("heading-run-in-mark", "（1）线索移送——各部门发现线索，应在一天内移送公安机关。", "移送——", None),
    ("heading-run-in-mark", "三、加强舆论引导；在主要媒体开设专栏，讲好身边的故事。", "引导；", None),
    ("paragraph-end-mark", "派出所推行夜间办公，白天没空的务工人员下班后也能补办", "办", None),
    # said
    ("question-indirect", "不少果农弄不清病虫害究竟是怎么传进来的？", "？", None),
    ("question-indirect", "祠堂是整体搬迁？还是就地保护，专家分成了两派。", "？", None),
    ("quote-end", "司机动情地说：“一车人的平安就扛在肩上”。", "”。", None),
    ("quote-end", "他问：“这条路什么时候修”？", "”？", None),
    ("quote-end", "街坊们都夸她是“红娘。”", "。”", None),
    ("quote-end", "“我们那会儿，”老人放下刻刀：“学徒三年。”", "：", None),
    ("remark-behind-stop", "办起了老年大学。（每周二上课）报名的人多。", "。（每周二上课）", None),
    ("etc-mark", "套种了辣椒、生姜、等经济作物。", "、等", "套种了辣椒、生姜等经济作物。"),
    ("attachment-end-mark", "附件：1.参训学员名单；", "；", None),
    ("marks-doubled", "集市上有竹器、铁器、……叫卖声起伏。", "、……", None),
    ("marks-doubled", "他只求一件事，——山上不再冒烟。", "，——", None),
    ("marks-doubled", "这样能不劳民伤财吗！？", "！？", None),
)


@pytest.mark.parametrize(("code", "text", "marks", "right"), BAD)
def test_a_fault_is_found_and_mended(code: str, text: str, marks: str, right: str | None) -> None:
    assert (code, marks) in [(told, characters) for told, characters, _ in found(text)], found(text)
    if right is not None:
        assert mended(text) == right
        assert found(right) == []


HEAD_BAD = (
    (TITLE, "市教育局走访学校。", "。", "市教育局走访学校"),
    (SUBTITLE, "——走访三所学校；", "；", "——走访三所学校"),
    (HEADING, "一、摸清底数：", "：", "一、摸清底数"),
    (HEADING, "一，摸清底数，", "，", "一、摸清底数"),
    (HEADING, "摸清底数.", ".", "摸清底数"),
    (HEADING, "摸清底数,", ",", "摸清底数"),
    (HEADING, "摸清底数。。", "。。", "摸清底数"),
    (HEADING, "1、摸清底数", "、", "1.摸清底数"),
    (TITLE, "市教育 局走访三所学校", " ", "市教育局走访三所学校"),
    (HEADING, "一 总体情况", " ", "一、总体情况"),
    (TITLE, "砚平市 2022 年工作要点", " ", "砚平市2022年工作要点"),
    (SUBTITLE, "—走访三所学校", "—", "——走访三所学校"),
    (CAPTION, "图1：干部走访学校。", "。", "图1：干部走访学校"),
    (CAPTION, "干部走访学校。图中是校门口。", "。", "干部走访学校。图中是校门口"),
)


@pytest.mark.parametrize(("kind", "text", "marks", "right"), HEAD_BAD)
def test_a_fault_in_a_head_is_found_and_mended(kind: str, text: str, marks: str, right: str) -> None:
    assert marks in [characters for _, characters, _ in found(block(text, kind))]
    assert mended(text, kind) == right
    assert found(block(right, kind)) == []


CLEAN = (
    # width
    "活动8:30开始，12:00结束，主队以3:1取胜。",
    "网址是https://www.example.com/a?b=1,2;c=3。",
    "来信请寄tougao@example.com，邮编以信封为准。",
    "全年受理1,286,000件次。",
    "标准号为GB/T 15834-2011，系列为ISO 9001:2015。",
    "桥面坐标为K12+300，函数为f(x)=ax+b。",
    "办结率=办结量÷受理量×100%。",
    "Windows 11、Office 2021两个软件已经安装。",
    "他引用了一句英文：“Practice makes perfect.”",
    "他问：“Who are you?”孩子们都笑了。",
    "参考资料：论文集[C].砚平:砚平出版社,2020:15-20.",
    '显示屏为55"，孔径为3"，坐标为东经112°30\'。',
    "村名是砚平.中国，网站是砚平.网络。",
    "3.5万人次参加，增长2.5倍，版本为V2.0。",
    "第Ⅱ类医疗器械按①、②两种情形办理。",
    "Ⅰ级响应由市级启动，℃和㎡是单位符号。",
    # ordinals
    "第一书记第一时间赶到现场，第一责任人负总责。",
    "第一、二、三产业分别增长3%、5%、8%。",
    "第一、第二季度任务完成，第三、四季度抓紧。",
    "第1、2、3号楼已经通暖；第4、第5号楼正在施工。",
    "首先要问清楚，其次要记清楚，最后要说清楚。",
    "获得全市第一、全省第二。",
    "其一，路面窄；其二，车辆多。其他、其余的问题分批解决。",
    "最后、也是最要紧的一步，是请群众签字。",
    "一、二季度共受理300件，三、四季度共受理420件。",
    "一年一度的检查开始了，十一假期不休息。",
    "一，二，三，起！大家一起把车推出来。",
    "1.5万户居民受益，1.2米高的护栏全部装好。",
    "1—5月，全市受理1286件；1、2月受理420件。",
    "3、4年级的学生分两批，5、6年级的学生一批。",
    "全市受理的情况：1、2月420件，3、4月460件。",
    "（一）、（二）两项由市教育局负责。",
    "第（一）、（二）、（三）项规定不适用。",
    "附件（一）、（二）已经印发，见表（1）、（2）。",
    "图中①、②、③处需要更换。",
    "说一是一、说二是二，一就是一。",
    "一是快，二是准，三是实。",
    "做到一要、二问、三记、四办。",
    # ends
    "砚平市教育局",
    "2022年5月28日",
    "——摘自《走访笔记》",
    "（市教育局供稿）",
    "联系人：某某，电话：12345",
    "春种一粒粟，秋收万颗子",
    "上联：问需于民，下联：问计于民，横批：为民办事",
    "会议由市教育局主持。各县区参加。（周某　李某）",
    "他说：“路修好了，车也通了。”",
    "他念道：“谁言寸草心，报得三春晖。”——这是孩子写在墙上的话。",
    "（三）压实责任。各县区要负总责。",
    "三、压实责任，抓好落实",
    # documents' numbers
    "依据砚政发〔2022〕5号、砚政办函〔2022〕15号文件。",
    "（2022）砚01民终12号判决书已经生效。",
    "财政部　税务总局公告2022年第5号已经施行。",
    "市长办公会议纪要（2022）第5号、市政府令第12号均已印发。",
    "不动产权证为砚（2022）砚平市不动产权第0012345号。",
    "土地证为砚国用（2012）第05123号。",
    "阳光小区（2019）3号楼、和平里（2020）5号院已经通暖。",
    "处罚决定书为砚综执罚〔2022〕0012号。",
    "国发〔1998〕第5号文件已经废止。",
    "“12345”热线、“110”报警台、“3·15”晚会。",
    "评分为“9.5”分，药量为“2.5”毫升。",
    # pairs
    "分三步：1）登记；2）交办；3）答复。",
    "a）登记当天完成；b）交办不过夜。",
    "《关于印发〈走访办法（试行）〉的通知》（砚政发〔2022〕5号）。",
    "他说：“他管这叫‘板凳会’，我管这叫‘院坝会’。”",
    "他说：“信里写着‘请看《走访办法》’。”",
    "学生唱了It’s a New Day，又唱了Teachers’ Day。",
    "用惯了的全角括号“（”和书名号“《”要成对。",
    "【案例】某小区（共三栋）通暖。",
    # form
    "“您再等等……”电话那头说。",
    "我在等……等一个说法。",
    "雨下了一夜……等天亮了，水才退。",
    "变量为x1，x2，…，xn。",
    "……他没有再说下去。",
    "砚平—云岭铁路、国道G318线K12—K30段封闭施工。",
    "市—县—乡—村四级联动，问题—交办—办结—回访环环相扣。",
    "2022年5月—10月，星期一—星期五开放。",
    "型号为HT-2022-05，电话为0716-8000000。",
    "他是砚平人——土生土长的砚平人。",
    "怎么会这样？！路呢？？灯呢？？？通了！！！",
    "《谁来管？》，这是一篇调查。",
    "他喊：“来了！”，大家都跑出来。",
    # lists
    "读《走访办法》（试行）、《信访条例》。",
    "读“甲篇”（上）、“乙篇”（下）。",
    "有板凳会、“院坝会”、“屋场会”、议事厅。",
    "村风文明、和谐，答复准确、及时，做法公道、和气。",
    "干部进村入户、和群众拉家常，访民情、与群众交朋友。",
    "与民同乐、与时俱进、与会人员签到。",
    "途经和平路、和田巷、及第街。",
    "牵头单位：市教育局；配合单位：市水利局。",
    "他说：“要求有两点：修路、装灯。”",
    "会议指出，要解决两个问题：一是路窄，二是灯暗。",
    "开展《信访条例》宣传活动，举办《民法典》讲座。",
    "简报刊登了《市教育局召开推进会》一文。",
    # spaces
    "书号 ISBN 978-7-5000-0000-1，定价32.00元。",
    "软件为Microsoft Office，型号为GB/T 9704。",
    "详情请看 https://www.example.com 首页，也可以打电话。",
    "周 某、李某某、冯 某，均已到岗。",
    "“不忘初心 牢记使命”几个字写在墙上，很醒目。",
    "（记者 周某 通讯员 李某）路通了，灯亮了。",
    "财政部 教育部关于做好走访工作的通知已经转发，请照办。",
    "第一章 总则由市教育局起草，征求了意见。",
    "1.2 检查范围包括学校、医院。",
    f"受理{F}件，环比{F}；办结率{F}，满意率{F}。",
)


MORE_CLEAN = (
    "市-县-乡三级联动，砚平-云岭高速公路通车，约翰、大卫两位外教来了。",
    "财政部\u3000税务总局公告2022年第5号已经施行，开展《民法典》活动。",
    "首届“云岭—砚平”徒步大会在5月举行，路线全长12千米。",
    "全市推行“受理—交办—办理—回访”闭环管理，件件有着落。",
    "澜汀—云岭—雁坪一线降雪最大，积雪最深处达30厘米。",
    "从“要我干”到“我要干”，变化是一点一点来的。",
    "推行“党支部+合作社+农户”模式，带动320户增收。",
    "政府引导—企业参与的办法正在三个村试行。",
    "会议还传达了省委、省政府有关会议精神，审议了《砚平市走访办法（试行）》等文件。",
    "依据《中华人民共和国行政许可法》第十二条第（一）、（二）项之规定，作出如下决定：",
    "一、任命周某为市水利局局长。",
    "（一）强化统筹。市级成立专班，县级成立专组。",
    "1.建立台账。做到一户一档、一事一策。",
    "（1）对危房户，立即组织撤离；（2）对重点户，安排专人值守。",
    "一要抓早。二要抓小。三要抓实。",
    "一抓部署，二抓落实，三抓督查。",
    "同比增长5.2%，其中：一产增长3.1%，二产增长6.4%，三产增长5.8%。",
    "完成率分别为98.5%、97.2%和96.1%。",
    "联系人：周某；联系电话：0716-8000000。",
    "现将《砚平市走访办法》印发给你们，请认真贯彻执行。",
    "特此通知。",
    "此件公开发布。",
    "附件：1.任务清单",
    "附件：1.任务清单；2.责任清单",
    "（此页无正文）",
    "主持人：周某\u3000参加人：吴某、郑某",
    "问：怎么办理？答：带身份证到大厅办理。",
    "“最多跑一次”“一网通办”“跨省通办”成了热词。",
    "“五个一”工程、“三项行动”和“百日攻坚”同时推进。",
    "《条例》第三条、第五条，《办法》第二条、第七条对此都有规定。",
    "会议强调，要学好《习作选》《文选》和《读本》等书。",
    "他边走边说：“先去看看……”话没说完，电话响了。",
    "路灯亮了、水管通了、电梯修了……群众的笑容多了。",
    "温度在-5℃～3℃之间，风力4—5级，阵风7级。",
    "12月1日—7日，全市共接听来电6,286个（次），日均898个。",
    "地址为砚平市解放路18号（市民之家3楼B区），邮编见信封。",
    "车牌尾号为1、6的机动车周一限行，尾号为2、7的周二限行。",
    "A、B、C三个标段同时开工，D标段6月开工。",
    "第1—3标段、第5标段已经验收。",
    "QQ群、微信群、APP三个渠道同时开通。",
    "网站（www.example.com）和公众号（砚平发布）同步公布。",
    "他是全国五一劳动奖章获得者，也是全省优秀共产党员。",
    "“七一”前夕，“两优一先”表彰大会召开。",
    "“十四五”期间，“十纵十横”路网基本建成。",
    "会议时间：2022年5月28日（星期六）上午9:00—11:30。",
    "市委书记周某出席会议并讲话，市长吴某主持，市领导郑某、冯某参加。",
    "孩子们高兴地喊：“下雪啦！下雪啦！”",
    "谁来管？怎么管？管到什么程度？这三个问题要先回答。",
    "有的说“够用了”，有的说“还差得远”，有的不说话。",
    "“谢谢你们！”“不客气，这是应该做的。”",
    "水、电、路、气、讯全部接通，和城里没有两样。",
    "加强与发展改革、财政等部门的沟通，及时、准确、完整地报送。",
    "农村改厕、污水治理以及垃圾分类，今年都列入了计划。",
    "道路硬化3.2公里、和安装路灯120盏有关的资金已经到位。",
    "与会人员、与会代表一起观看了短片。",
    "市、县及乡镇三级干部都下去了，访贫、问苦、及时送药。",
    "经查，该公司（统一社会信用代码为91420000MA0000000X）没有办理手续。",
    "执法人员下达了《责令改正通知书》（砚城执责改〔2022〕第015号）。",
    "最高人民法院法释〔2020〕17号、国务院令第752号都有规定。",
    "砚府办通〔2022〕3号、砚办文〔2022〕11号一并执行。",
    "党的二十大报告指出：“江山就是人民，人民就是江山。”",
    "古人说：“知之者不如好之者，好之者不如乐之者。”（《论语·雍也》）",
    "“3·12”植树节、“4·15”全民国家安全教育日、“6·26”国际禁毒日接连到来。",
    "“一二·九”老校区、“九一八”纪念活动都有专人负责。",
    "玛依拉·某、阿卜杜拉·某两户已经搬进新居。",
    "1号楼、2号楼；3单元、4单元，都查了一遍。",
    "方案一：加装电梯；方案二：置换底楼。",
    "首先，感谢大家；其次，说三件事；最后，请大家提意见。",
    "首先是路，其次是水，再次是灯，最后是房。",
    "一来路远，二来天黑，三来没有灯。",
    "其一是钱，其二是人，其三是地。",
    "第一，二，三名都是本地人。",
    "一、二、三组负责东片，四、五组负责西片。",
    "十、二十户人家凑在一起，就能开一趟班车。",
    "2、3两个月的工资已经补发。",
    "30、40岁的年轻人最多，50、60岁的也不少。",
    "5.4万人、6.8万人、7.2万人，三年三个数。",
    "2022.5版软件、V1.2.3版本号、192.168.1.1地址都已登记。",
    "服务器型号为PowerEdge R740，内存为64 GB，硬盘为2 TB。",
    "学习了“Belt and Road”的资料，看了BBC、CNN的报道。",
    "水质达到Ⅲ类，COD、NH3-N两项指标合格。",
    "浓度为35 μg/m³，低于75 μg/m³的限值。",
    "公式为S=πr²，其中r为半径。",
    "满意率=（满意件数+基本满意件数）÷回访件数×100%。",
    "答复“同意”（含“基本同意”）的286户，占95.3%。",
    "村里有句话：“要想富，先修路。”这话不假。",
    "老人念叨着：“路啊，水啊，灯啊，都有了……”",
    "“好！”“好！”会场里响起一片叫好声。",
    "有人问“路呢？”，有人问“灯呢？”。",
    "他写了一份《我为什么要种树？》的材料。",
    "有没有人管？有！管得怎么样？请看下文。",
    "原文如此：“各地应於六月底前报送。”",
    "市教育局、市水利局等5个部门，云岭县、岫阳县等4个县区参加。",
    "等人、等钱、等项目，等到什么时候？",
    "“等”字当头的干部要换一换，“等等看”的想法要改一改。",
    "第一季度末、第二季度初是关键期。",
    "本办法自2022年6月1日起施行，《旧办法》同时废止。",
    "从砚平到云岭，坐车要2小时30分；通车以后，只要50分钟。",
    "比分定格在2:1，8:30开赛，10:15结束。",
    "全线按1:500比例尺测绘，坡度为1:1.5。",
)


@pytest.mark.parametrize("text", CLEAN + MORE_CLEAN)
def test_what_officials_write_is_left_alone(text: str) -> None:
    assert found(text) == []


HEAD_CLEAN = (
    (TITLE, "强化责任 狠抓落实"),
    (TITLE, "春节前　把冷清的门先敲开"),
    (TITLE, "水往哪里流？"),
    (TITLE, "榆垱县：夜校开到堂屋里"),
    (TITLE, "看住群众身边的“小钱”"),
    (SUBTITLE, "——全市农村供水防冻情况（第一批）"),
    (HEADING, "第1章 总则"),
    (HEADING, "1.2 检查范围"),
    (HEADING, "3 检查范围"),
    (HEADING, "“我家的灯亮了！”"),
    (HEADING, "还没有完……"),
    (HEADING, "学习《走访办法》"),
    (CAPTION, "图1　干部走访学校"),
    (CAPTION, "表2：各县区办理情况（截至5月底）"),
    (CELL, "A、B"),
    (CELL, "0.5%"),
    (CELL, "……"),
    (CELL, "—"),
    (CELL, "2022.05"),
    (CELL, "电话 0716-8000000"),
    (VALUE, "周某 李某"),
    (VALUE, "收费分三个阶段；公共收益入账"),
    (ITEM, "户口簿和身份证"),
    (ITEM, "一周能办的，由乡镇（街道）直接办，办完当面告知；"),
    (NOTE, "见《走访办法》，2022年第5期"),
)


@pytest.mark.parametrize(("kind", "text"), HEAD_CLEAN)
def test_heads_cells_and_items_are_left_alone(kind: str, text: str) -> None:
    assert found(block(text, kind)) == []


def test_a_quotation_over_several_paragraphs_opens_each_anew() -> None:
    assert found("他在信里说：“路通了。", "“灯也亮了。", "“村里人都说好。”") == []
    assert found("他在信里说：“路通了。", "灯也亮了。") == [("pair-unclosed", "“", None)]


def test_a_paragraph_without_an_end_is_told() -> None:
    missing = found("会议由市教育局主持。各县区参加了会议，并作了发言")
    assert missing == [("paragraph-end-mark", "言", None)]
    assert found("三个小区已经通暖，其余的小区月底前完成，市教育局每周调度一次并通报进度") == [
        ("paragraph-end-mark", "度", None)
    ]
    assert found("三个小区通暖。其余的小区，") == [("paragraph-end-mark", "，", None)]
    assert found(block("缺钱的七个小区。开发企业欠的，由税务部门去追", ITEM)) == [
        ("paragraph-end-mark", "追", None)
    ]


def test_as_follows_ends_with_a_colon_where_a_list_follows() -> None:
    assert found("现将分工公布如下", block("市教育局走访学校；", ITEM)) == [("as-follows-mark", "如下", None)]
    assert found("现将情况公布如下。", block("单位", CELL)) == []
    assert found("现将情况公布如下：", block("单位", CELL)) == []


def told(text: str) -> list[tuple[str, str]]:
    words = [
        (PUNCTUATION[slip.code], slip.hit.data)
        for slip in document_slips(document(block(text)), office(), RULES)
    ]
    return [(one.message.format(**data), one.hint.format(**data)) for one, data in words]


def test_messages_say_what_to_write() -> None:
    assert told("会议召开,各县区参加。") == [("中文里用了半角标点“,”", "请改成全角的“，”")]
    assert told("第一、要摸清底数。") == [("“第一”后面用了“、”", "请把“第一、”改成“第一，”")]
    assert told("1、要摸清底数。") == [("序号“1”后面用了“、”", "请改成“1.”，点用半角")]
    assert told("依据砚政发[2022]5号文件。") == [("发文字号的年份写成“[2022]”", "请改成“〔2022〕”")]
    assert told("他说：“明天就来。") == [("“ 没有对应的 ”", "请补上 ”；如果是左右写反了，请改过来")]
    assert told("受理 2286件，办结率高。") == [("“理 2”中间有空格", "请删去空格，排版时会自动留出间隙")]
    assert told("路通了...灯亮了。") == [("省略号写成了“...”", "请改成“……”，六个点，占两个字")]


def test_mending_twice_is_the_same_as_once() -> None:
    for _, text, _, _ in BAD:
        once = mended(text)
        assert mended(once) == once


def test_long_prose_is_clean() -> None:
    paragraphs = official_prose(40_000, seed=7).split("\n\n")
    assert found(*paragraphs) == []


NASTY = st.text(
    st.sampled_from(
        "，。、；：？！,;:?!.．()（）“”‘’\"'《》〈〉【】〔〕[]…—-ー·•"
        "等和及第其一二是１Ａ％aB12 　汉字年号\n￼①"
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=200)), st.sampled_from(KINDS))
def test_any_text_ends_in_findings(text: str, kind: str) -> None:
    whole = document(block(text, kind), block(text, PARAGRAPH))
    for slip in document_slips(whole, office(), RULES):
        words = PUNCTUATION[slip.code]
        assert 0 <= slip.hit.start < slip.hit.end <= len(text)
        assert words.message.format(**slip.hit.data) and words.hint.format(**slip.hit.data)


@pytest.mark.parametrize(
    "piece",
    ["《", "“", "）", "“《", "（》", "，", "“甲”、", "一", "1、", "…", "—", " ", "汉 ", ".汉", "等…", "“‘"],
)
def test_no_text_takes_long(piece: str) -> None:
    whole = document(block(piece * 40_000))
    start = time.perf_counter()
    assert sum(1 for _ in document_slips(whole, office(), RULES)) >= 0
    assert time.perf_counter() - start < 5
