"""Figures beside their times, multiples, wholes, counts of clauses: what is found, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rules.figures.group import RULES
from generator.check.rules.numbers.bases import RULES as BASES
from tests.rules_made import codes_of, write_site
from tests.test_rules_figures import OFFICE, read

BAD = [
    ("figure-direction", "去年全县发生火灾41起，今年发生56起，减少15起。"),
    ("figure-direction", "2021年事故12起，2022年9起，上升3起。"),
    ("figure-direction", "6月来电量3200件，7月来电量2900件，增加300件。"),
    ("figure-direction", "改造前日均客流800人次，改造后日均客流1200人次，下降50%。"),
    ("figure-direction", "库存从300吨变为450吨，减少150吨。"),
    ("figure-direction", "水价由2.1元调整为2.6元，降低0.5元。"),
    ("figure-direction", "误诊率由3.2%降到了4.1%。"),
    ("figure-direction", "登记失业人数缩小到530人，比上季度的480人减少50人。"),
    ("figure-direction", "平均等候时间延长了：上月15分钟，本月12分钟。"),
    ("figure-direction", "上月投诉35件，本月42件，投诉量有所下降。"),
    ("figure-direction", "用工缺口增大，由200人变为150人。"),
    ("figure-direction", "与去年的120起相比，今年的138起减少了18起。"),
    ("figure-direction", "老旧车辆从260辆减少到310辆。"),
    ("figure-direction", "上周空气优良天数6天，本周7天，比上周减少1天。"),
    ("figure-direction", "本月用电量5.2万千瓦时，上月4.8万千瓦时，下降0.4万千瓦时。"),
    ("figure-direction", "全县贫困发生率从8.5%上升到1.2%。"),
    ("figure-direction", "村里垃圾桶从30个减到80个。"),
    ("figure-direction", "进京信访量同比上升，去年为22批，今年为15批。"),
    ("figure-direction", "昨天入园2.1万人次，今天入园1.8万人次，增加0.3万人次。"),
    ("figure-times", "去年收入20万元，今年收入60万元，增长了3倍。"),
    ("figure-times", "产值从2亿元增至8亿元，翻了三番。"),
    ("figure-times", "全年接待游客30万人次，是去年10万人次的2倍。"),
    ("figure-times", "种植面积由100亩扩大到500亩，扩大了5倍。"),
    ("figure-times", "网点由8个增加到24个，是原来的2倍。"),
    ("figure-times", "今年受理900件，比去年的300件增加3倍。"),
    ("figure-times", "志愿者队伍从50人壮大到200人，壮大了4倍。"),
    ("figure-times", "2021年产量5吨，2022年产量10吨，翻了两番。"),
    ("figure-times", "投资额由1.2亿元提高到2.4亿元，翻了两番。"),
    ("figure-times", "利润是上年50万元的三倍，达到200万元。"),
    ("figure-times", "用户数由1000户猛增至5000户，增长5倍。"),
    ("figure-times", "原来每天只能处理20吨，现在能处理80吨，提高了4倍。"),
    ("figure-times", "床位从200张增加到600张，增加2.5倍。"),
    ("figure-times", "参训人数由40人增长至120人，翻了一番。"),
    ("figure-times", "学校占地由20亩扩大到60亩，是过去的两倍。"),
    ("figure-times", "财政补助由每人30元提高到90元，提高了3倍。"),
    ("figure-times", "今年引进项目18个，为去年6个的两倍。"),
    ("figure-times", "新馆藏书12万册，旧馆只有3万册，新馆是旧馆的3倍。"),
    ("figure-times", "年接诊量由8000人次上升到2.4万人次，上升3倍。"),
    ("compared-base", "环比上年四季度，今年四季度签约户数多出1300户；"),
    ("compared-base", "前天受理咨询63件，昨天受理71件，同比多8件。"),
    ("compared-base", "2021年校园安全事故为零，2022年仍为零，环比持平。"),
    ("compared-base", "本月接诉500件，上月450件，同比增加50件。"),
    ("compared-base", "上周发生警情30起，本周25起，同比减少5起。"),
    ("compared-base", "一季度立案20件，二季度立案26件，同比增加6件。"),
    ("compared-base", "6月份受理120件，7月份受理150件，同比多30件。"),
    ("compared-base", "与上个月同比，投诉量少了两成。"),
    ("compared-base", "同比昨天增加12例。"),
    ("compared-base", "比前一周同比下降8%。"),
    ("compared-base", "环比去年同期下降4%。"),
    ("compared-base", "今年5月与去年5月环比增长3%。"),
    ("compared-base", "较2021年同期环比增加20件。"),
    ("compared-base", "今年前三季度与去年前三季度环比，税收增长6%。"),
    ("compared-base", "二季度同比一季度增长12%。"),
    ("compared-base", "9月环比去年同月增长7%。"),
    ("compared-base", "这周比上周的来电同比多了两成。"),
    ("compared-base", "同比今年1月，2月的订单少了。"),
    ("compared-base", "环比上一年度，事故下降12%。"),
    ("compared-base", "本季度与上季度同比持平。"),
    ("figure-sum", "全校教师86人（男教师30人、女教师50人）。"),
    ("figure-sum", "全县412个村中，350个村通了快递，其余72个村年底前接通。"),
    ("figure-sum", "120户里有85户签了协议，还有25户没有签。"),
    ("figure-sum", "财政拨款300万元，加上企业捐助50万元，合计400万元。"),
    ("figure-sum", "线上受理120件，再加线下受理80件，总数为220件。"),
    ("figure-sum", "采购图书500册、杂志200本，共计800册（本）。"),
    ("figure-sum", "购置救护车12辆（监护型5辆、转运型5辆）。"),
    ("figure-sum", "本次抽检样品60批次（合格55批次、不合格3批次）。"),
    ("figure-sum", "城区供水管网改造18公里，乡镇改造12公里，加起来32公里。"),
    ("names-count", "既要管得住，又要放得活，还要服务好，这两点缺一不可。"),
    ("names-count", "要勤走访，要多倾听，要快办理，这四条是对干部的要求。"),
    ("names-count", "检查水质、管网、泵房、水表等3项。"),
    ("names-count", "左起赵某、钱某、孙某（从左到右）两名教师。"),
    ("names-count", "不吃请，不收礼，不打牌，这两条纪律人人遵守。"),
    ("names-count", "开设剪纸、陶艺、书法、刺绣等三门课程。"),
    ("names-count", "组织了测血压、量血糖、配药等2项服务。"),
]
GOOD = [
    "既要方便群众，又要节省经费，还要保证安全，这三条哪一条都不能丢。",
    "免费检查血压、血糖、心电图等3项。",
    "全村217户中，128户装了净水器，还有89户没有装。",
    "全村217户中，128户装了净水器，还有30户没有签字。",
    "公司有客车35辆（大型20辆、中型12辆、小型3辆）。",
    "参训干部80人（科级12人、女30人）。",
    "上月来访50人，本月来信70件，同比增加8%。",
    "去年12月受理120件，今年1月受理150件，环比增加30件。",
    "去年四季度收入8亿元，今年一季度收入7亿元，环比减少1亿元。",
    "去年收入20万元，今年收入60万元，增长2倍。",
    "产值由2亿元增至8亿元，翻了两番。",
    "去年11人，今年14人，增加3人。",
    "今年收到建议14件，去年11件，办结率提高5个百分点。",
    "由26分钟变为31分钟，延长5分钟。",
    "办理效率提高，由26分钟变为20分钟。",
    "本月用电500千瓦时，比上月的400千瓦时多100千瓦时，是去年的2倍。",
    "石门镇的水渠全长23公里，柳树乡的水渠全长32公里。",
    "前年捐款12万元，去年捐款18万元，同比增长50%。",
    "2021年来访120人次，2022年来访90人次，同比减少25%。",
    "6月来访120人次，7月来访90人次，环比减少25%。",
    "平均等候由30分钟降到10分钟，缩短20分钟。",
    "从3个到5个不等，减少的有2个。",
    "今年6月120件，去年6月100件，同比增加20件。",
    "今年6月受理120件，比去年6月的100件增加20件，环比减少8件。",
    "小区住户是乡镇住户的3倍。",
    "这座水厂日供水1.5万吨；新建水厂二期后，这每天2.5万吨的供水能力能满足需要。",
    "三个乡镇植树：柳树乡0.9万株，河口镇0.8万株，石门镇0.6万株，共2.3万株。",
    "财政补助100万元，加上自筹50万元，总投资150万元。",
]


@pytest.mark.parametrize(("code", "text"), BAD)
def test_a_fault_is_found(code: str, text: str, tmp_path: Path) -> None:
    assert code in codes_of(write_site(tmp_path, text))


@pytest.mark.parametrize("text", GOOD)
def test_right_prose_is_silent(text: str, tmp_path: Path) -> None:
    ours = {"figure-times", "figure-direction", "figure-sum", "names-count", "figure-twice", "compared-base"}
    assert ours.isdisjoint(codes_of(write_site(tmp_path, text)))


@given(
    st.text(alphabet="由从去年今12345.件人，。：（）、增减到至倍翻番两同环比中还有其余加上共这", max_size=120)
)
def test_any_text_ends_in_findings(text: str) -> None:
    for slip in document_slips(read(text), OFFICE, (*RULES, *BASES)):
        assert 0 <= slip.hit.start < slip.hit.end <= len(slip.block.text)
        assert "{" not in slip.finding.message + slip.finding.hint
