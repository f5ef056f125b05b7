"""How findings are worded, ordered and shown."""

from __future__ import annotations

import json
import string

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Place, has_errors, ordered
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.near import nearest, nearest_paths, suggestion
from generator.diagnostics.show import json_lines, one, plain, summary, width, window

COLON = Diagnostic(
    "yaml-wide-colon",
    Place("content/issues/gongzuo-jianbao/2022-05.yaml", 3, 5),
    {"key": "期号", "value": "5"},
    "  期号：5",
)
LONG = Diagnostic("report-title-long", Place("content/reports/a.md", 2, 5), {"count": 200, "limit": 60})
OLD = Diagnostic("file-gb18030", Place("content/reports/a.md"))


def test_one_finding_shows_place_line_caret_and_hint() -> None:
    assert one(COLON) == (
        "content/issues/gongzuo-jianbao/2022-05.yaml:3:5 错误 “期号”后面用了全角冒号“：”\n"
        "    期号：5\n"
        "        ^\n"
        "  提示：请改成半角冒号，后面空一格：期号: 5"
    )


def test_findings_are_grouped_by_file_and_counted() -> None:
    text = plain([LONG, COLON, OLD, COLON])
    lines = text.split("\n")
    assert lines[0].startswith("content/issues/")
    assert lines[4] == ""
    assert lines[5] == "content/reports/a.md:1:1 注意 这个文件的编码是 GB 18030，已经照样读取"
    assert lines[7] == "content/reports/a.md:2:5 警告 标题有 200 个字，排出来会占好几行"
    assert lines[-1] == "1 个错误，1 个警告，1 个注意"


def test_nothing_found_is_said() -> None:
    assert plain([]) == "没有发现问题"
    assert summary([]) == "没有发现问题"


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in plain([COLON])
    assert "\x1b[31m错误\x1b[0m" in plain([COLON], colour=True)


def test_json_lines_hold_the_contract_s_fields() -> None:
    record = json.loads(json_lines([COLON]))
    assert record == {
        "severity": "error",
        "code": "yaml-wide-colon",
        "file": "content/issues/gongzuo-jianbao/2022-05.yaml",
        "line": 3,
        "column": 5,
        "message": "“期号”后面用了全角冒号“：”",
        "hint": "请改成半角冒号，后面空一格：期号: 5",
    }
    assert json_lines([]) == ""


def test_control_characters_never_reach_the_terminal() -> None:
    finding = Diagnostic(
        "key-unknown", Place("a\x1b[2J.yaml"), {"key": "\x1b]0;x\x07", "near": ""}, "\x1b[31mx"
    )
    assert "\x1b" not in one(finding)


def test_long_lines_are_windowed_around_the_place() -> None:
    line = "字" * 500 + "：" + "字" * 500
    text, position = window(line, 501)
    assert width(text) <= 80
    assert text[position] == "："
    assert text.startswith("…") and text.endswith("…")


@given(st.text(max_size=300), st.integers(min_value=1, max_value=400))
def test_caret_always_stands_within_the_window(line: str, column: int) -> None:
    text, position = window(line, column)
    assert 0 <= position <= len(text)
    assert width(text) <= 80


def test_order_is_by_file_line_column_and_severity() -> None:
    same = Place("a.md", 1, 1)
    warning = Diagnostic("report-body-empty", same)
    error = Diagnostic("file-binary", same)
    later = Diagnostic("file-binary", Place("a.md", 10, 1))
    assert ordered([later, warning, error, warning]) == [error, warning, later]
    assert has_errors([warning, error])
    assert not has_errors([warning])


def test_every_sentence_of_the_catalogue_can_be_filled() -> None:
    for code, entry in CATALOGUE.items():
        for text in (entry.message, entry.hint):
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
            filled = text.format(**{name: "甲" for name in names})
            # Figures are named in two braces, and so are they in messages.
            assert "{甲" not in filled.replace("{{甲", ""), code
        assert entry.message, code
        assert not entry.message.endswith("。"), code


def test_nearest_knows_slips_and_parts_of_names() -> None:
    units = ["市经济和信息化局", "市教育局", "澄湖区教育局", "市城市管理局"]
    assert nearest("市教肓局", units)[0] == "市教育局"
    assert nearest("教育局", units) == ["市教育局", "澄湖区教育局"]
    assert nearest("完全无关", units) == []
    assert suggestion("市教肓局", ["市教育局"]) == "是不是想写“市教育局”？"
    assert suggestion("完全无关", units, "请核对") == "请核对"


def test_nearest_paths_prefers_the_same_file_in_another_folder() -> None:
    files = ["reports/2022/0528-jiaoyu.md", "reports/2021/0601-shuili.md", "reports/2022/0601-jiaoyu.md"]
    assert nearest_paths("reports/2022/0601-shuili.md", files)[0] == "reports/2021/0601-shuili.md"
    assert nearest_paths("reports/0528-jiaoyv.md", files)[0] == "reports/2022/0528-jiaoyu.md"
    assert nearest_paths("media/x.jpg", files) == []
