"""Characters typed for others that sound or look like them, and other faults that were missed once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.rules.wording.known import known
from generator.check.rules.wording.scan import scanned
from generator.check.rules.wording.typed import typed
from tests.official_prose_made import official_prose
from tests.rules_made import read_site, write_site

WRONG = {
    "施工噪声再所难免，请居民谅解。": ("再所难免", "在所难免"),
    "大家齐心胁力，把路修好。": ("齐心胁力", "齐心协力"),
    "要牢固竖立正确的政绩观。": ("竖立正确", "树立正确"),
}
RIGHT = (
    "依法追究责任，从在所难免的小事做起。",
    "党组织组织活动，危机为人们敲响警钟。",
    "检查官网信息，打破行政区域界限。",
    "群众反应强烈的问题，由包案领导答复。",
    "社会主义法治国家建设稳步推进，政府和有关部门各负其责。",
    "记者李学江、通讯员陈建力报道。",
)


@pytest.mark.parametrize("text", WRONG)
def test_what_was_typed_for_another_is_found(text: str) -> None:
    wrong, right = WRONG[text]
    assert (wrong, right) in [(text[start:end], meant) for start, end, meant in typed(scanned(text))]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_silent(text: str) -> None:
    assert list(typed(scanned(text))) == []


def test_no_right_saying_is_a_wrong_one() -> None:
    assert not [saying for saying in known().right if any(True for _ in typed(scanned(saying)))]


def test_official_prose_is_silent() -> None:
    assert not list(typed(scanned(official_prose(20_000, 7))))


@given(st.text(alphabet="追究纠在再所难免以一如既往继的了工作布部署，。a1\ufffc", max_size=400))
def test_any_text_ends(text: str) -> None:
    began = time.process_time()
    for start, end, right in typed(scanned(text)):
        assert 0 <= start < end <= len(text) and len(right) == end - start and right != text[start:end]
    assert time.process_time() - began < 1


FOUND = {
    "张某98年起在水文站工作，从没有漏测过一次。": ("year-short", "98年起"),
    "会议总结了21年度工作，部署了下一步任务。": ("year-short", "21年度"),
    "夜间门诊每天开放至25时，安排两名护士。": ("clock-impossible", "25时"),
    "便民服务时间为14:30—9:30，中午有人值守。": ("time-backwards", "14:30—9:30"),
    "5月份办结率为97.2%，与4月份同比持平。": ("compared-base", "与4月份同比"),
    "上半年就诊人次较去年上半年环比增长6.3%。": ("compared-base", "较去年上半年环比"),
    "应检校车86辆，实检92辆，全部合格。": ("figure-over", "92辆"),
    "征求意见稿收到反馈64条，其中采纳41条，未采纳13条。": ("figure-sum", "64条"),
    "医保报销人次由3.2万增加到4.0万，增长20.0%，运行平稳。": ("figure-change", "20.0%"),
    "五天义诊接待患者750人次，平均每天160人次。": ("figure-mean", "160人次"),
    "首先，核对名单；再次，张榜公示；最后，发放到户。": ("list-number-skipped", "再次"),
    "座谈会邀请了云岭县、松桥县3个县的代表参加。": ("names-count", "3个县"),
    "会上，砚平市水利局局长韩某己讲话。\n\n随后，砚平市水利局副局长韩某己回答了提问。": (
        "person-two-posts",
        "砚平市水利局副局长韩某己",
    ),
    "5月12日，柳园小区电梯加装工程正式开工，居民盼了多年。\n\n"
    "5月15日，柳园小区电梯加装工程正式开工那天，不少老人到场。": (
        "event-day-differs",
        "5月15日",
    ),
    "由砚平市教肓局牵头，砚平巿水利局配合。": ("word-confusable", "巿"),
    "对逾期不改的单位予以通告批评，责令退还费用。": ("word-confusable", "通告"),
    "各地要即使上报险情，不得迟报漏报。": ("word-confusable", "即使"),
    "专班每周每周召开一次调度会。": ("word-doubled", "每周每周"),
}
SILENT = (
    "他当村支书21年，年初刚退，工作队在村里住了20年。",
    "值班时间为17:30—8:30，电话畅通。",
    "参训人员160人，其中党员85人、妇女90人。",
    "4月份受理120件，同比增长5.0%，环比下降3.0%。",
    "即使上报了险情，也要有人值守。",
    "市教育局、市水利局等部门逐户核对了名单。",
)


@pytest.mark.parametrize("text", FOUND)
def test_a_fault_is_found(text: str, tmp_path: Path) -> None:
    code, fault = FOUND[text]
    slips, _ = read_site(write_site(tmp_path, text))
    found = [(slip.code, slip.block.text[slip.hit.start : slip.hit.end]) for slip in slips]
    assert (code, fault) in found, found


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_written_is_silent(text: str, tmp_path: Path) -> None:
    slips, findings = read_site(write_site(tmp_path, text))
    assert not slips and not findings
