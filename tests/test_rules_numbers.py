"""The rules about numbers and dates, sentence by sentence."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.proofread import Slip, document_slips
from generator.check.rule import Office
from generator.check.rules.dates.group import RULES as DATES
from generator.check.rules.numbers.group import RULES as NUMBERS_ALONE
from generator.diagnostics.rules_numbers import NUMBERS
from generator.model.prose import CELL, FIGURE, HEADING, PARAGRAPH, TITLE, VALUE, Block, Document, Run
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists
from tests.official_prose_made import official_prose
from tests.rules_made import read_site, write_site

RULES = (*NUMBERS_ALONE, *DATES)

KINDS = (PARAGRAPH, HEADING, TITLE, CELL, VALUE)


def slips_of(*texts: str, kind: str = PARAGRAPH) -> list[Slip]:
    blocks = tuple(
        Block(kind, text, "正文", "content/reports/a.md", (Run(0, 1, 1),), (1, 1)) for text in texts
    )
    office = Office(Site(organization="砚平市领导小组办公室"), Units(()), WordLists())
    return list(document_slips(Document("report", "a", "content/reports/a.md", blocks), office, RULES))


def found(text: str, kind: str = PARAGRAPH) -> list[tuple[str, str]]:
    """Code and characters of what is found."""
    return [(slip.code, text[slip.hit.start : slip.hit.end]) for slip in slips_of(text, kind=kind)]


def mended(text: str, kind: str = PARAGRAPH) -> str:
    """A text with every fix made, from the last to the first; fixes never overlap."""
    hits = [slip.hit for slip in slips_of(text, kind=kind) if slip.hit.fix is not None]
    fixed = sorted(hits, key=lambda hit: hit.start)
    assert all(one.end <= other.start for one, other in pairwise(fixed)), fixed
    for hit in reversed(fixed):
        text = text[: hit.start] + str(hit.fix) + text[hit.end :]
    return text


BAD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "range-unit-shared",
        "规模9～16亿元，占15—30%，比重3至5‰，共3-5万人，1～2万亿元。",
        ("9～16亿", "15—30%", "3至5‰", "3-5万", "1～2万亿"),
    ),
    (
        "range-unit-shared",
        "成活率85到95%，面积20～30万平方米，1,000～2,000万元。",
        ("85到95%", "20～30万", "1,000～2,000万"),
    ),
    (
        "range-mark",
        "3-5天，100~150元，0-3岁，20–25℃，10——20人，60－80平方米。",
        ("-", "~", "-", "–", "——", "－"),
    ),
    ("range-mark", "2021-2022年，2022年1-5月，6月3-5日，5月-6月，5月28日-6月3日。", ("-",) * 5),
    ("range-mark", "增长3%-5%，投入3万-5万元，工期3-5年，2021-2022学年。", ("-",) * 4),
    ("approximate-apart", "三、四个村，有五、六十人，两、三百户。", ("五、六", "两、三")),
    (
        "approximate-apart",
        "来了十七、八岁的青年，等七、八天，隔三、五天，抽3、4名干部。",
        ("七、八", "七、八", "三、五", "3、4"),
    ),
    (
        "approximate-twice",
        "白鹭超过2000只以上，限载不超过10吨以内，来了数十余人，大概约300元。",
        ("超过2000只以上", "不超过10吨以内", "大概约", "数十余"),
    ),
    (
        "number-in-han",
        "正月15，3分之1，光绪23年，“八0后”，“14五”规划，星期3，第1书记，周5下午，第十2届。",
        ("正月15", "3分之1", "光绪23年", "八0后", "14五", "星期3", "第1", "周5", "第十2"),
    ),
    ("clock-half-day", "下午14时30分，晚上20:00，傍晚18点。", ("下午14时", "晚上20:", "傍晚18点")),
    (
        "span-backwards",
        "从5月25日24时到5月20日8时开放，每年6月30日至3月1日，五月二十五日至五月二十日。",
        ("5月25日24时到5月20日", "6月30日至3月1日", "五月二十五日至五月二十日"),
    ),
    (
        "approximate-twice",
        "约300多人，近50余家，逾300余户，约几十个。",
        ("约300多", "近50余", "逾300余", "约几十个"),
    ),
    (
        "approximate-twice",
        "大约10天左右，约占总数的三成左右，300多人左右。",
        ("大约10天左右", "约占总数的三成左右", "300多人左右"),
    ),
    (
        "number-mixed",
        "3千5百元，共4千人，2百3十户，3百万元，1万2千户。",
        ("3千5百", "4千", "2百3十", "3百", "1万2千"),
    ),
    (
        "number-idiom",
        "5湖4海，1如既往，独1无2，7上八下，数1数2。",
        ("5湖4海", "1如既往", "1无2", "7上八下", "1数2"),
    ),
    (
        "number-wide-sign",
        "共1，234件，3．5个百分点，达98。5%，1，234，567元。",
        ("，", "．", "。", "，", "，"),
    ),
    (
        "number-missing",
        "共　件，共件，达  万元，增长%，约 人，投入 万元。",
        ("共　件", "共件", "达  万元", "增长%", "约 人", "投入 万元"),
    ),
    (
        "number-missing",
        "于 月 日召开，5月 日，2022年　月　日，第 期。",
        ("于 月 日", "5月 日", "2022年　月　日", "第 期"),
    ),
    ("percent-mixed", "占百分之25，达百分之5.2。", ("百分之25", "百分之5.2")),
    ("unit-symbol", "长5KM，重20 Kg，功率50KW，容量5ML，耗电3KWH。", ("KM", "Kg", "KW", "ML", "KWH")),
    ("units-mixed", "120㎡和30平方米，5km和3公里，20kg和5公斤。", ("㎡", "km", "kg")),
    ("currency-twice", "￥500元，RMB30万元，¥1,200元。", ("￥500元", "RMB30万元", "¥1,200元")),
    ("degree-sign", "气温38°，升到60度C。", ("°", "度C")),
    ("percent-styles-mixed", "百分之四十二有操场，58%没有操场。", ("百分之四十二",)),
    (
        "times-decrease",
        "下降3倍，减少了两倍，成倍下降，少了3倍，缩短近一倍。",
        ("下降3倍", "减少了两倍", "少了3倍", "缩短近一倍", "成倍下降"),
    ),
    ("times-decrease", f"成本降低{FIGURE}倍。", (f"降低{FIGURE}倍",)),
    (
        "compared-base",
        "较上月同比下降，比上周的320件同比增长，同比上期上升。",
        ("较上月同比", "比上周的320件同比", "同比上期"),
    ),
    ("compared-base", "比上年同期环比增长，环比去年同期上升。", ("比上年同期环比", "环比去年同期")),
    (
        "percent-points",
        "提高5.2个百分比，提高3%个百分点，下降2个百分率。",
        ("个百分比", "%个百分点", "个百分率"),
    ),
    (
        "compared-base",
        "与去年同期相比，环比增长5%，比去年5月环比增长，较前一周，同比上升，环比去年下降。",
        ("与去年同期相比，环比", "比去年5月环比", "较前一周，同比", "环比去年"),
    ),
    ("compared-base", "比上年同期增长5%（环比）。", ("比上年同期增长5%（环比",)),
    ("percent-points", "提高5个%，提高5.2个百分比点。", ("个百分比点", "个%")),
    ("percent-points-measure", "提高5.2百分点。", ("百分点",)),
    (
        "year-short",
        "19年底，21年度预算，自98年起施行，2019—22年，21年以来全县开展，较21年同期多。",
        ("19年底", "21年度", "98年起", "21年以来", "21年同期", "22年"),
    ),
    (
        "number-mixed",
        "来了10几个人，几10万元，一百2十户，三十5名，3十个，2百多人。",
        ("2百", "一百2十", "三十5", "3十", "10几", "几10"),
    ),
    (
        "time-backwards",
        "上午10时至9时，14:30—13:00，下午3时至2时，9点到8点。",
        ("10时至9时", "14:30—13:00", "3时至2时", "9点到8点"),
    ),
    ("clock-impossible", "5月3日26时30分，上午25时。", ("26时30分", "25时")),
    ("range-mark", "9时-17时，3-5袋，5-8人，10-15分钟，9-17时。", ("-",) * 5),
    (
        "number-missing",
        "发放资料份，约人次，较上周上升个百分点，满意率为，共 件。",
        ("资料份", "约人次", "上升个百分点", "率为", "共 件"),
    ),
    ("unit-symbol", "面积120M2、35m2，水量40m3。", ("M2", "m2", "m3")),
    ("number-wide-sign", "共1，300余人。", ("，",)),
    ("date-padded", "05月16日开会。", ("0",)),
    ("rate-moved-percent", "由85%提高到90%，提高5%。满意率98.5%，较上周提高2.1%。", ("5%", "2.1%")),
    ("part-over-whole", "占105%，占比达120.5%，满意率102%。", ("占105%", "占比达120.5%", "满意率102%")),
    (
        "day-impossible",
        "2月30日，13月5日，4月31号，2023年2月29日，2022年13月，2022-02-30，1900年2月29日。",
        ("2月30日", "13月5日", "4月31号", "2023年2月29日", "1900年2月29日", "2022年13月", "2022-02-30"),
    ),
    (
        "weekday-wrong",
        "2022年6月3日（星期六），2022年6月3日，星期四，2022-06-03（周六）。",
        ("2022年6月3日（星期六", "2022年6月3日，星期四", "2022-06-03（周六"),
    ),
    ("weekday-wrong", "2022年12月30日（星期五）至1月3日（星期三）。", ("1月3日（星期三",)),
    (
        "span-backwards",
        "6月5日至3日，2022年6月至2021年5月，2022—2021年，6月28日至5月20日，6月5—3日。",
        ("6月5日至3日", "2022年6月至2021年5月", "2022—2021年", "6月28日至5月20日", "6月5—3日"),
    ),
    ("span-backwards", "2022-06-05至2022-06-03。", ("2022-06-05至2022-06-03",)),
    (
        "clock-impossible",
        "会议于24:30结束，上午8:75开始，上午15:00，8时75分。",
        ("24:30", "8:75", "8时75分", "上午15"),
    ),
    (
        "time-backwards",
        "开放时间8:30—7:00，每天9时至7时，9:00至5:00。",
        ("8:30—7:00", "9时至7时", "9:00至5:00"),
    ),
    ("time-wide-colon", "每天8：30开始，比分3：1，以3：1获胜，8：30—17：00。", ("：",) * 5),
    (
        "year-zero",
        "二零二二年，二0二一年，二○二二年，二O二二年。",
        ("二零二二", "二0二一", "二○二二", "二O二二"),
    ),
    (
        "year-short",
        "项目22年5月启动，’22年完成，22年上半年，于21年底建成。",
        ("22年5月", "22年上半年", "21年底", "’22年"),
    ),
    (
        "century-han",
        "二十世纪九十年代，上世纪八十年代，二十一世纪。",
        ("二十世纪九十年代", "八十年代", "二十一世纪"),
    ),
    (
        "date-numerals-mixed",
        "五月3日，5月三日，二零二二年5月3日，2022年五月，十二月31日。",
        ("五月3日", "5月三日", "二零二二年5月3日", "2022年五月", "十二月31日"),
    ),
    ("day-hao", "会议5月3号召开，6月15号截止。", ("号", "号")),
    ("date-padded", "2022年05月03日，6月08日。", ("0", "0", "0")),
    (
        "date-styles-mixed",
        "2022年5月28日，2022-05-27前，2022.5.26起，2022/5/25。",
        ("2022-05-27", "2022.5.26", "2022/5/25"),
    ),
    ("date-styles-mixed", "2022年5月28日召开，于22-5-30复查。", ("22-5-30",)),
)


@pytest.mark.parametrize(("code", "text", "marked"), BAD)
def test_slips_are_found_where_they_stand(code: str, text: str, marked: tuple[str, ...]) -> None:
    assert tuple(word for one, word in found(text) if one == code) == marked


def test_no_rule_is_untried() -> None:
    assert {rule.code for rule in RULES} == set(NUMBERS)
    assert set(NUMBERS) == {code for code, _, _ in BAD} | {"weekday-unlikely", "year-short-tabled"}


CLEAN = (
    "工龄22年，22年前，22年的教龄，历时3年，22年来，最低10年起步，15年以来，他一直守林，建厂22年以来。",
    "30来人，20多户，5万元，近万元，达万元以上，活动场所，走访企业家，第3-5名，用M2衡量货币供应量。",
    "晚10时至2时，20:00—6:00，下午2:30—5:00，上午9时至下午5时，历时72时，18:00—12:00。",
    "受理件、办结件分类归档，环比去年12月增长5%，与上月相比，同比增幅扩大，较去年同期，环比数据更稳。",
    "全年新增投资9亿～16亿元，参与率保持在15%～30%，每袋重100～150千克，需要3～5天。",
    "罚款标准为5000～1万元，用户实现从0到1亿的突破，企业由50家增加到1万家，由5000到10万户逐步扩大。",
    "电话0551-62636263，传真010-8888 1234，合同HT-2022-15号，批次2022-05-28，编号GD20220528-0015。",
    "比赛以3-1获胜，比分21-15，依据GB/T 9704—2012和GB/T 15835-2011执行，按GB/T 1.1—2020修改。",
    "家住建设路3-5号楼302-1室，乘12-1路公交，坐波音737-800飞机、A320-200型客机，看歼-20战机。",
    "软件升级到2.0.1版，活动时间8:30-10:00，14:00—17:30，20:00至次日6:00，地址192.168.1.1。",
    "走访120户——30户低保户、90户老党员，共收集问题120件——30件当天办结。",
    "一、二季度保持平稳，二、三产业比重提高，三、四年级学生参加，一、二号楼先改，获一、二等奖。",
    "三、四个坚持",
    "本周三、四个别部门值班，第一、二名和第三、四次会议，初一、二学生，大学三、四年级，周三、周四开放。",
    "近10多年来，近几年来，最近30多天，附近20多家商户，节约300多万元，预约50余人，签约20多个项目。",
    "约300人参加，300多人参加，300人左右，近300人，30余次，道路左右两侧各50米，上下游20多个县。",
    "约有三分之一，近一半，约占三分之二，超市20多家，合约20余份，走近20多位老人，约定10天左右。",
    "二〇二二年五月三日，二〇二〇年，一九九〇年，一百零一件，零零后，一零一医院，二零八师。",
    "22年来，建厂22年间，30年前，15年的历史，10年初心不改，20年底蕴深厚，从业22年6个月，民国22年5月。",
    "判处有期徒刑12年6个月，工龄满20年，连续15年年底结清，近10年底数不清，2022年5月，第22年上半年。",
    "20世纪90年代，上世纪80年代，《二十一世纪城市》，“二十一世纪海上丝绸之路”，付出三十年代价，八九十年代。",
    "重3千克，长5千米，110千伏，5万元，3亿元，500强企业，百强县，第2百货商店，10千瓦，2022千人计划。",
    "1次申报，5年一届，1条龙舟，3台设备一体化，七上八下，五湖四海，7名干部，第1、第2名。",
    "得票分别为235，312，198票，热线12345，办理120件，2021年为98，比上年多，第5，120人参加。",
    "1．2022年工作，2．3个村完成，3·15活动，5·12防灾日。",
    "满意率98.5%。5%的群众，达到98。",
    "公共条件改善，公共项目，中共党员，一共起草文件5份，总共件数，共建共享，公共户外空间，共个性发展。",
    "办结　件件有回音，走访　户户都到，占比（%），单位：%，第一期，次第期待，门第期间。",
    "5月日均受理120件，11月日照充足，每月日常维护，“月”“日”，增长点，百分号（%）。",
    "成本下降30%，增长3倍，为去年的2倍，由5倍降低到2倍，下降到三分之一，降幅是平均的2倍，引进三倍体。",
    "较上月增长5%，同比增长8%，与上月相比，同比增幅扩大2个百分点，环比去年12月增长5%，较去年四季度环比增长3%。",
    "同比增速较上月回落0.3个百分点，比上年同期增长5%，环比上升，同比上升，比上月同期多。",
    "提高5.2个百分点，两个百分比，百分比图，占比提高2个百分点，百分率，百分数，百分之百。",
    "由85%提高到90%，提高5个百分点，由80%提高到100%，增长25%，增长率5%，同比提高2个百分点。",
    "完成年度任务的105%，占年度任务的120%，增长120%，占100%，债务占GDP的105%，毛入学率为102%。",
    "重20kg，长5km，50kW，DB34/T 1234，K12教育，5G网络，4K电视，型号X5KM，编号2KG-5，50Hz。",
    "￥500，¥3.5，人民币500元，38℃，北纬31°52′，坡度25°，东经118°，转角90°，气温15～18℃，零下5度。",
    "2022年6月3日（星期五），2022年6月3日，星期五，2022年6月3日（周五），6月3日，周一帆主持会议。",
    "自2022年6月1日起，周一至周五开放，2022年6月3日（周六、周日除外），农历6月3日（星期一）。",
    "2022年12月30日（星期五）至1月3日（星期二），2022年6月3日（星期五）至5日（星期日）。",
    "2024年2月29日，2月29日，农历2月30日，24:00，0:30，23:59，13月龄，比分24:30，配比8:75，1:100。",
    "2000年2月29日，4月31号楼，3:62的比例，产业结构比为15.3:35.5:49.2，12∶88，编号2022-02-30-1。",
    "6月5日至8日，12月28日至1月3日，11月至次年2月，9月1日至6月30日，4月1日至3月31日，12月21日至1月20日。",
    "2021年6月至2022年5月，6月25日至次月3日，6月25日到3号楼走访，每月25日至5日，2022—2023学年。",
    "8:30—17:00，20:00—6:00，下午2:30—5:00，上午9时至下午5时，晚10时至6时，14:00—2:00。",
    "比分11:09，21:15—15:21，用时2时5分，72时30分，8点30分钟，截至8时30分。",
    "2022年5月28日，文号2022-05-28号，版本2.0.1，网址http://www.example.com/2022/05/28/。",
    "五月三日，五月份，5月份上旬，2022年八月十五，2022年正月初三，五月天，二月二，11月三日内，十月革命。",
    "6月3号楼，6月1号线开通，“我6月3号去的”，1号、2号，9月3号文，12月5号机组，《6月3号纪要》。",
    "表1：20户名单，附件1：12个项目，方案1：2022年，问题3：10分钟，图2：3月受理情况，任务1：15日前完成。",
    "其中：10件，共3类：15件，注1：20%，情形2：10人以上，电话：12345。",
    f"热线共受理{FIGURE}件，办结率{FIGURE}，较上周上升{FIGURE}个百分点，第{FIGURE}期，占{FIGURE}%。",
    f"投资{FIGURE}～{FIGURE}亿元，约{FIGURE}人，2022年{FIGURE}月{FIGURE}日，{FIGURE}千米。",
    "人均1.5万余元，10万余人，一千余户，近百名，近千户，近万人，上百件，数百人，几十个，十几天。",
    "两三百户，三五成群，十七八岁，三四十人，七八成新，三百五六十户，两三千元，60岁左右，18岁以上。",
    "3～5天，10—20人，第3—5条，3—5月，1998—2022年，2026年—2027年，5月28日—6月3日。",
    "G318线K12+300至K15+200段，北纬31.5至32.5度，户型3-2-1，准考证2022-15-28，邮编230000。",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_sentences_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_ordinary_prose_is_left_alone() -> None:
    """But for times and days that chance made wrong, and dates in two styles."""
    chance = {"date-styles-mixed", "time-backwards", "day-impossible"}
    for paragraph in official_prose(60_000, 7).split("\n\n"):
        assert {code for code, _ in found(paragraph)} <= chance


def test_a_range_without_a_unit_and_with_a_hyphen_is_told_once_with_one_remedy() -> None:
    told = [slip.finding for slip in slips_of("占16-30%，另有16-30%和3~5万人，降16—30%，长3-5米。")]
    assert [(one.code, one.hint) for one in told] == [
        ("range-unit-shared", "请写成“16%～30%”"),
        ("range-unit-shared", "请写成“16%～30%”"),
        ("range-unit-shared", "请写成“3万～5万”"),
        ("range-unit-shared", "请写成“16%—30%”"),
        ("range-mark", "请把中间的符号改成“～”"),
    ]


MENDED = (
    ("规模9～16亿元，占15-30%，3~5万人。", "规模9亿～16亿元，占15%～30%，3万～5万人。"),
    ("3-5天，2021-2022年，5月-6月，10——20人。", "3～5天，2021—2022年，5月—6月，10—20人。"),
    ("走访三、四个村，十七、八岁。", "走访三四个村，十七八岁。"),
    (
        "投入3千5百元，3百万元，1万2千户，12千人，12千万元。",
        "投入3500元，300万元，1.2万户，1.2万人，12000万元。",
    ),
    ("来自5湖4海，1如既往，独1无2。", "来自五湖四海，一如既往，独一无二。"),
    ("共1，234，567件，3．5倍。", "共1,234,567件，3.5倍。"),
    ("占百分之25，百分之15至30。", "占25%，百分之15至30。"),
    ("长5KM，￥500元，耗电3KWH。", "长5km，500元，耗电3kW·h。"),
    ("提高5.2个百分比，3%个百分点，2百分点。", "提高5.2个百分点，3个百分点，2个百分点。"),
    ("每天8：30—17：00，比分3：1。", "每天8:30—17:00，比分3:1。"),
    ("二零二二年，二十世纪九十年代，上世纪八十年代。", "二〇二二年，20世纪90年代，上世纪80年代。"),
    ("五月3日，5月三日，二零二二年5月3号，2022年05月03日。", "5月3日，5月3日，2022年5月3日，2022年5月3日。"),
    ("会议5月3号召开。", "会议5月3日召开。"),
)


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_fixes_write_what_is_right_and_only_once(text: str, right: str) -> None:
    assert mended(text) == right
    assert mended(right) == right


def test_what_editors_read() -> None:
    told = {slip.code: slip.finding for slip in slips_of("规模9～16亿元，2022年6月3日（星期六），下降3倍。")}
    unit, weekday, times = (told[code] for code in ("range-unit-shared", "weekday-wrong", "times-decrease"))
    assert unit.message == "“9～16亿”的前一个数少了“万”“亿”或者百分号"
    assert unit.hint == "请写成“9亿～16亿”"
    assert weekday.message == "“2022年6月3日星期六”对不上：2022年6月3日是星期五"
    assert times.hint == "请改用百分数或者分数，例如“下降三分之二”“下降66.7%”"


def test_a_weekday_without_a_year_is_that_of_the_report(tmp_path: Path) -> None:
    body = "6月3日（星期六）开会，12月3日（星期一）复查，5月30日（周一）上午入户。\n"
    slips, _ = read_site(write_site(tmp_path, body))
    found_there = [slip.finding.message for slip in slips if slip.code == "weekday-unlikely"]
    assert found_there == ["“6月3日星期六”可能对不上：2022年6月3日是星期五"]


def test_a_weekday_at_the_turn_of_the_year_is_of_the_nearest_year(tmp_path: Path) -> None:
    text = "---\n标题: 市教育局走访学校\n单位: 市教育局\n日期: 2023-01-04\n---\n12月30日（星期五）入户。\n"
    slips, _ = read_site(write_site(tmp_path, text))
    assert [slip.code for slip in slips if slip.code.startswith("weekday")] == []


def test_tables_may_write_dates_and_headings_may_have_gaps() -> None:
    assert found("2022-05-28", CELL) == []
    assert found("傍晚六点半　板凳搬出来", HEADING) == []
    assert [code for code, _ in found("第　期", TITLE)] == ["number-missing"]


PIECES = st.sampled_from(
    (
        *"0123456789年月日号时分：:.,，．。、-—～~至到%％‰万亿千百十",
        *"一二三四〇零约近多余左右上下同比环比占率倍个件人元共第期°￥ 　（）星周",
        *("百分之", "个百分点", "2022年", "5月", "28日", "较上月", "下降", "世纪", "年代", "左右", FIGURE),
        *("km", "㎡", "平方米"),
    )
)


@settings(max_examples=1500)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)), st.sampled_from(KINDS))
def test_any_text_ends_in_findings(text: str, kind: str) -> None:
    for slip in slips_of(text, kind=kind):
        assert 0 <= slip.hit.start < slip.hit.end <= len(text)
        assert "{" not in slip.finding.message.replace(text, "")
    once = mended(text, kind)
    assert mended(once, kind) == once


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1-",
        "一、",
        "1:30",
        "月日",
        "约1",
        "1～",
        "百",
        "2022-1-",
        "周一",
        "，1",
        "共 ",
        "5月3日至",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    slips_of(text)
    assert time.perf_counter() - start < 8
