"""YAML: text stays text, and every slip of an editor is named at the very character."""

from __future__ import annotations

import pytest
from conftest import told
from hypothesis import given
from hypothesis import strategies as st

from generator.load.source import make_source
from generator.load.yaml_nodes import Mapping, Scalar, Sequence, parse_mapping, parse_yaml

EXAMPLE = "期号: 5"


def slip(text: str) -> list[str]:
    """What parsing a text tells."""
    node, found = parse_mapping(make_source("x.yaml", text), EXAMPLE)
    assert (node is None) == bool(found)
    return [told(finding) for finding in found]


def value(text: str) -> Scalar:
    """The scalar of the key 甲."""
    node, found = parse_mapping(make_source("x.yaml", f"甲: {text}\n"), EXAMPLE)
    assert isinstance(node, Mapping) and not found
    scalar = node.entries[0].value
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize(
    "text", ["010", "no", "否", "12:30", "0716-8000000", "2022-06-05 24:00", "1_000", "0x1F", "=", "“甲”"]
)
def test_scalars_keep_their_spelling(text: str) -> None:
    assert value(text).text == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null"])
def test_empty_values_are_none(text: str) -> None:
    assert value(text).text is None


def test_quotes_keep_what_looks_empty() -> None:
    assert value("'null'").text == "null"


def test_places_count_characters_from_one() -> None:
    node, _ = parse_yaml(make_source("x.yaml", "栏目:\n  - 名称: 工作部署\n    文章: [甲, 乙]\n"))
    assert isinstance(node, Mapping)
    sections = node.entries[0].value
    assert isinstance(sections, Sequence)
    section = sections.items[0]
    assert isinstance(section, Mapping)
    reports = section.entries[1].value
    assert isinstance(reports, Sequence)
    assert (reports.items[1].place.line, reports.items[1].place.column) == (3, 13)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "期号：5\n签发日期: 2022-06-06\n",
            "x.yaml:1:3 错误 “期号”后面用了全角冒号“：”\n请改成半角冒号，后面空一格：期号: 5",
        ),
        (
            "签发日期: 2022-06-06\n期号：5\n状态: 草稿\n",
            "x.yaml:2:3 错误 “期号”后面用了全角冒号“：”\n请改成半角冒号，后面空一格：期号: 5",
        ),
        (
            "期号：5\n",
            "x.yaml:1:3 错误 “期号”后面用了全角冒号“：”\n请改成半角冒号，后面空一格：期号: 5",
        ),
        (
            "期号:5\n状态: 草稿\n",
            "x.yaml:1:3 错误 “期号:”后面少了一个空格\n请在冒号后面空一格：期号: 5",
        ),
        (
            "栏目:\n\t- 名称: 甲\n",
            "x.yaml:2:1 错误 行首用了制表符（Tab 键）\n请改用空格，每退一级空两格",
        ),
        (
            "选取: {栏目: 动态，最多: 6}\n",
            "x.yaml:1:12 错误 这里用了“，”来分隔\n括号里的各项请用半角逗号加一个空格分开：[甲, 乙]",
        ),
        (
            "标题: “通知: 甲”\n",
            'x.yaml:1:5 错误 这里用了全角引号来包住内容\n请改成半角引号 "，前后都要改',
        ),
        (
            '标题: "甲乙\n日期: 2022\n',
            'x.yaml:1:5 错误 这里的引号 " 没有配对的另一个\n请在这段内容的末尾补上 "',
        ),
        (
            "标签: [甲, 乙\n日期: 2022\n",
            "x.yaml:1:5 错误 这里的“[”没有配对的“]”\n请在最后一项后面补上“]”，各项之间用半角逗号分开",
        ),
        (
            "标签: [甲,\n",
            "x.yaml:1:5 错误 这里的“[”没有配对的“]”\n请在最后一项后面补上“]”，各项之间用半角逗号分开",
        ),
        (
            "标题: 通知: 关于甲\n",
            "x.yaml:1:7 错误 “标题”的内容里有半角冒号，程序分不清哪里是内容\n"
            '请把这个冒号改成全角“：”，或者给整个内容加上半角引号 "',
        ),
        (
            "甲:\n  乙: 1\n 丙: 2\n",
            "x.yaml:3:2 错误 这一行的缩进和上下行对不齐\n同一级的各行请从同一列开始，下一级多空两格",
        ),
        (
            "甲: 1\n  乙: 2\n",
            "x.yaml:2:3 错误 这一行的缩进和上下行对不齐\n同一级的各行请从同一列开始，下一级多空两格",
        ),
        ("标题: @甲\n", 'x.yaml:1:5 错误 内容不能直接用“@”开头\n请给整个内容加上半角引号："@…"'),
        ("标题: *甲*\n", 'x.yaml:1:5 错误 内容不能直接用“*”开头\n请给整个内容加上半角引号："*…"'),
        ("标题: !甲\n", 'x.yaml:1:5 错误 内容不能直接用“!”开头\n请给整个内容加上半角引号："!…"'),
        (
            '标题: "甲"乙\n',
            "x.yaml:1:8 错误 引号后面还有文字\n引号要包住整个内容；内容里面的引号请用全角“”",
        ),
        (
            "甲: 1\n---\n乙: 2\n",
            "x.yaml:2:1 错误 这里又出现了一条“---”，一个文件里只能有一份内容\n"
            "请删掉这条“---”，或者另存成两个文件",
        ),
        ("甲: 1\n甲: 2\n", "x.yaml:2:1 错误 “甲”写了两次，第一次在第 1 行\n请只留一处"),
        ("甲: &x [*x]\n", "x.yaml:1:4 错误 “*”引用的内容里又引用了它自己\n请删掉“&”和“*”的写法，直接写内容"),
        ("甲: 乙\x07\n", "x.yaml:1:5 错误 这里有一个看不见的控制字符\n请删掉这个字符，重新输入这一处"),
        ("- 甲\n", "x.yaml:1:1 错误 这里应当是“名称: 内容”的形式\n例如：期号: 5"),
        ("# 只有说明\n", "x.yaml:1:1 错误 这个文件是空的\n请写上内容；不用的文件请删掉"),
        ("{[甲]: 1}\n", "x.yaml:1:2 错误 冒号前面应当只是一个名称\n请写成“名称: 内容”"),
    ],
)
def test_slips_are_named_where_they_stand(text: str, message: str) -> None:
    assert slip(text) == [message]


def test_alias_bomb_is_an_error() -> None:
    lines = ["a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    for here, before in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]")
    [message] = slip("\n".join(lines))
    assert "错误 “*”引用展开以后超过 200000 项\n请删掉“&”和“*”的写法，直接写内容" in message


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "a", "{a: " * 50_000])
def test_endless_nesting_is_an_error_and_no_crash(text: str) -> None:
    [message] = slip(text)
    assert "错误 这里套得太深，超过 30 层" in message


def test_front_matter_counts_from_the_top_of_the_file() -> None:
    source = make_source("a.md", "---\n标题: 甲\n日期：2022\n---\n正文\n")
    _, [finding] = parse_mapping(source, EXAMPLE, 2, 3)
    assert told(finding).startswith("a.md:3:3 错误 “日期”后面用了全角冒号“：”")
    assert finding.excerpt == "日期：2022"


@given(st.text(max_size=200))
def test_any_text_is_a_node_or_findings(text: str) -> None:
    node, found = parse_yaml(make_source("x.yaml", text))
    assert (node is None) == bool(found)
    for finding in found:
        assert told(finding)
        assert finding.place is not None and finding.place.line >= 1 and finding.place.column >= 1


MARKS = [*"甲1:：-[]{}，,\"“'&*#|>?!%@\\", "期号", " "]
MARKS += [": ", "- ", ", ", "\n", "  ", "\t", "&a ", "*a", "---\n", " #"]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_marks_are_a_node_or_findings(text: str) -> None:
    node, found = parse_yaml(make_source("x.yaml", text))
    assert (node is None) == bool(found)
    assert all(told(finding) for finding in found)
