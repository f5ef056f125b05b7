"""Any text at all ends in findings, with all rules together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_made import write_site

from generator.check.proofread import document_slips, prose_of
from generator.check.prose.body import Blocks
from generator.check.prose.inline import SourceLine
from generator.check.rule import Office
from generator.load.kept import Kept
from generator.load.markdown_scan import readable
from generator.model.prose import Document
from generator.proofreading.text import gather_text

FILE = "content/reports/a.md"
MARKS = (
    "一二三四第是其首先，、。：；（）《》“”〔〕[]…—-～0123456789.%万亿元件年月日时比增长同环"
    "XX×|#*>`{}\n 　aZ/￥㎡"
)
WORDS = (
    *("第一，", "一是", "二〇二二年", "5月3日", "6月31日", "星期五", "由12件增加到15件", "增长25%", "比上周"),
    *("共12件，其中", "《", "》", "……", "等", "市教育局", "市委书记周某甲", "9～16亿元", "截止目前", "XX"),
    *("\n\n", "# ", "- ", "| a | 1 |\n|---|---|\n", "、", "，", "。", "（一）", "1."),
)
texts = st.one_of(
    st.text(st.sampled_from(MARKS), max_size=100),
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    gathered, _ = gather_text(write_site(tmp_path_factory.mktemp("site") / "s", "甲。"))
    assert gathered is not None
    return prose_of(gathered.content, gathered.plan, Kept()).office


@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_any_text_ends_in_findings(office: Office, text: str) -> None:
    read = Blocks(FILE, "正文")
    lines = enumerate(readable(text).split("\n"), start=1)
    read.read([SourceLine(line, number, 1) for number, line in lines])
    document = Document("report", "reports/a.md", FILE, tuple(read.blocks), tuple(read.tables))
    for slip in document_slips(document, office):
        assert slip.finding.message and "{" not in slip.finding.message.replace("{{", "")
        assert 0 <= slip.hit.start < slip.hit.end <= len(slip.block.text)
        place = slip.finding.place
        assert place is not None and 1 <= place.line <= text.count("\n") + 1 + text.count("\r")
