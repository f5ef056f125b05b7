"""Names of the ledger are found where persons are meant, and not inside other words."""

from __future__ import annotations

import time
from itertools import product

import pytest

from generator.privacy.named import find_named
from generator.privacy.names import find_names
from generator.privacy.values import find_values

NAMES = frozenset(
    ("李小明", "张三", "王刚", "高峰", "和平", "欧阳春", "阿依古丽·买买提", "John Smith", "李某")
)


def found(text: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [text[one.start : one.end] for one in find_names(text, NAMES, exclude)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("居委会把李小明的诉求转了出去", ["李小明"]),
        ("村民张三反映", ["张三"]),
        ("“王刚”", ["王刚"]),
        ("联系人:张三", ["张三"]),
        ("请王刚到场", ["王刚"]),
        ("来电反映张三母亲的低保", ["张三"]),
        ("李　小　明", ["李　小　明"]),
        ("张 三来电", ["张 三"]),
        ("李\u200b小\u00ad明", ["李\u200b小\u00ad明"]),
        ("李小\n明住在", ["李小\n明"]),
        ("业主高峰说", ["高峰"]),
        ("高峰先生来电", ["高峰"]),
        ("阿依古丽·买买提的店", ["阿依古丽·买买提"]),
        ("Mr John Smith said", ["John Smith"]),
    ],
)
def test_a_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "早晚高峰，车流大",
            "高峰时段",
            "和平路口",
            "和平、发展",
            "主张三是要落实",
            "国王刚刚到",
            "开张三天",
        ),
        *("李某说", "Johnson Smithson", "张三李四式的编造".replace("张三", "张五")),
    ],
)
def test_words_are_not_names(text: str) -> None:
    assert found(text) == []


def test_officials_and_bylines_of_the_same_name_are_left() -> None:
    assert found("记者李小明、村民张三", ("李小明",)) == ["张三"]


def test_a_hundred_thousand_names_are_quickly_looked_for() -> None:
    given = [chr(0x4E00 + 97 * number % 6000) for number in range(100)]
    names = frozenset("".join(parts) for parts in product("王李张刘陈杨赵黄周吴", given, given))
    assert len(names) >= 99_000
    text = "全市加强供暖保障，市住建局对老旧管网逐条排查，发现问题当场整改。" * 2000
    find_names(text[:10], names)
    begin = time.process_time()
    find_names(text, names)
    assert time.process_time() - begin < 1


def test_values_of_the_ledger_are_found_in_any_writing() -> None:
    values = frozenset(("8123456", "13800138000", "42010619900101001X", "澜中区文昌里12号", "澜中区"))
    text = "812-3456、138 0013 8000、42010619900101001x、澜中区 文昌里 12号、澜中区、98123456"
    assert [text[one.start : one.end] for one in find_values(text, values)] == [
        "812-3456",
        "138 0013 8000",
        "42010619900101001x",
        "澜中区 文昌里 12号",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("居民李小明说，暖气热了", ["李小明"]),
        ("村民王刚：“路修好了”", ["王刚"]),
        ("居民欧阳春表示感谢", ["欧阳春"]),
        *(
            (text, [])
            for text in ("居民李某说", "村民王某某介绍", "居民高兴地说", "村民小组说", "居民代表说")
        ),
        *(
            (text, [])
            for text in ("居民安全意识在提高", "村民陈家的院子", "居民马上说", "居民张贴的告示", "居民自筹")
        ),
    ],
)
def test_citizens_with_their_full_names(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_named(text)] == names
