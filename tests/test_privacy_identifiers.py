"""Identifiers in text: all kinds in all ways of writing are found, and ordinary numbers are left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identifiers_made import HAN, identifiers
from official_prose_made import official_prose

from generator.privacy.identifiers import find_identifiers
from generator.privacy.numbers import valid_card, valid_identity

ROOT = Path(__file__).resolve().parents[1]
FRAMES = (
    "{}",
    "反映人住址及电话为{}的情况属实",
    "请与他联系（{}），谢谢。",
    "| 1 | {} | 无 |",
    "2022年5月30日，{}，2件",
    "《{}》\n\n1. 其他",
)


def found(text: str, allow: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find_identifiers(text, allow)]


@pytest.mark.parametrize("frame", FRAMES)
def test_every_made_identifier_is_found_whole(frame: str) -> None:
    missed = []
    for made in identifiers(2000):
        text = frame.format(made.text)
        left = list(text)
        for one in find_identifiers(text):
            left[one.start : one.end] = "＊" * (one.end - one.start)
        start = frame.index("{}")
        if any(sign.isdecimal() or sign in HAN for sign in left[start : start + len(made.text)]):
            missed.append(text)
    assert missed == []


def test_the_kinds_are_told_apart() -> None:
    for made in identifiers(1000, seed=2):
        kinds = {kind for kind, _ in found(made.text)}
        assert kinds == {made.kind.removeprefix("15位")}, made


def test_a_line_break_inside_hides_nothing() -> None:
    assert found("电话1380013\n8000。") == [("手机号", "1380013\n8000")]
    assert found("身份证号420106\n19900101001X") == [("身份证号", "420106\n19900101001X")]
    assert found("卡号6222 0212\n3456 7890 128") == [("银行卡号", "6222 0212\n3456 7890 128")]


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "\u200b甲　１３８\u00ad００１３８０００。"
    (one,) = find_identifiers(text)
    assert text[one.start : one.end] == "１３８\u00ad００１３８０００"


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("解放路12号", "门牌号", "12号"),
        ("解放路12号3栋2单元501室", "门牌号", "12号3栋2单元501室"),
        ("三栋二单元五〇一室", "门牌号", "三栋二单元五〇一室"),
        ("李家村3组12号", "门牌号", "3组12号"),
        ("家住李家村12号", "门牌号", "12号"),
        ("幸福小区3-2-501", "门牌号", "3-2-501"),
        ("创业大厦A座1203室", "门牌号", "A座1203室"),
        ("鄂A12345", "车牌号", "鄂A12345"),
        ("鄂AD12345", "车牌号", "鄂AD12345"),
        ("粤Z1234港", "车牌号", "粤Z1234港"),
        ("鄂A1234警", "车牌号", "鄂A1234警"),
        ("电话0716-8123456、8123457", "固定电话", "0716-8123456"),
        ("abc.d_e@qq.com", "邮箱", "abc.d_e@qq.com"),
        ("ａｂｃ＠qq．com", "邮箱", "ａｂｃ＠qq．com"),
        ("账号：12345678901234", "银行卡号", "12345678901234"),
        ("身份证号420106199001010015", "身份证号", "420106199001010015"),
    ],
)
def test_ways_of_writing(text: str, kind: str, part: str) -> None:
    assert (kind, part) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        *("3号楼外墙脱落", "12栋", "2单元电梯停运", "建设路12号院", "到205室办理", "幸福村3组", "12号线"),
        *(
            "解放路3号桥",
            "解放路3号起封闭施工",
            "拆除3栋12户",
            "3栋1240平方米",
            "2室1厅",
            "第3号公告",
            "村12号开会",
        ),
        *("澜政发〔2022〕12号", "20220530-0017", "GD2022053000123", "202205300001234", "编号0312-20220530"),
        *("东经113.12345678", "135.12345678", "1 3 5 7 9 11 13 15 17", "13812345678元", "15234567890.12"),
        *("400-123-4567", "12345热线受理1234567件", "热线2022-2023年度", "拨打12345、110、95598", "96313"),
        *(
            "ISBN 978-7-5000-1234-5",
            "91420100MA4KXXXX1Q",
            "photo@2x.jpg",
            "G2021次",
            "新A级",
            "粤ICP备2022012345号",
        ),
        *("2021 2022 2023 2024", "微信公众号：lanting2022", "QQ群12345678", "护照办理12345678件"),
        *("6201022022053000", "工单420106201201010014"),
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_no_false_alarm_in_official_prose() -> None:
    prose = official_prose(200_000)
    assert len(prose) >= 200_000
    assert [prose[max(0, one.start - 9) : one.end + 5] for one in find_identifiers(prose)] == []


def test_no_false_alarm_in_the_sample() -> None:
    files = [*(ROOT / "content").rglob("*.md"), *(ROOT / "content" / "issues").rglob("*.yaml")]
    assert len(files) > 100
    for path in files:
        assert found(path.read_text(encoding="utf-8")) == [], path


def test_what_the_site_allows_is_not_told() -> None:
    allow = ("12345", "0716-8000000", "tougao@…", "解放路12号", "138-0013-8000")
    for text in (
        *(
            "电话0716-8000000",
            "07168000000",
            "（0716）800 0000",
            "电话：8000000",
            "0716-8000000转801",
            "+86-716-8000000",
        ),
        *(
            "tougao@lanting.example",
            "TouGao＠qq.com",
            "地址：解放路12号",
            "解放路 12 号",
            "13800138000",
            "+8613800138000",
        ),
    ):
        assert found(text, allow) == [], text


def test_what_the_site_allows_covers_nothing_else() -> None:
    allow = ("12345", "0716-8000000", "tougao@…", "解放路12号")
    for text in (
        "18812345678",
        "0717-8000000",
        "0716-80000001",
        "tougao2@qq.com",
        "解放路12号3栋501室",
        "解放路112号",
    ):
        assert len(found(text, allow)) == 1, text


@pytest.mark.parametrize("allow", [("",), ("…",), ("*",), (" ",), ("。",)])
def test_an_empty_allowance_allows_nothing(allow: tuple[str, ...]) -> None:
    assert len(found("13800138000", allow)) == 1


def test_an_identity_number_needs_region_date_and_check_digit() -> None:
    assert valid_identity("42010619900101001X")
    assert not valid_identity("420106199001010015")
    assert not valid_identity("99010619900101001X")
    assert not valid_identity("42010619901301001X")


def test_a_card_needs_an_issuer_and_luhn() -> None:
    assert valid_card("6222021234567890128")
    assert not valid_card("6222021234567890127")
    assert not valid_card("7222021234567890127")


def test_numbers_of_orders_raise_few_alarms() -> None:
    """Ten thousand numbers of the kinds that offices make of a date and a count."""
    numbers = [f"2022{1 + n % 12:02d}{1 + n % 28:02d}{n:06d}" for n in range(5000)]
    numbers += [f"GD2022{1 + n % 12:02d}{1 + n % 28:02d}{n:05d}" for n in range(5000)]
    assert sum(len(find_identifiers(f"工单{number}。{number}已办结")) for number in numbers) == 0


ODD = st.text(
    alphabet=st.sampled_from(
        "0123456789０１８Xx一三八〇幺 \n\u200b-－—.·()（）@＠号室栋路村组单元电话鄂AＡbc,，。、:：转…*"
    )
    | st.characters(codec="utf-8"),
    max_size=120,
)


@given(ODD)
@settings(max_examples=500)
def test_any_text_is_searched(text: str) -> None:
    last = 0
    for one in find_identifiers(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end


@pytest.mark.parametrize(
    "text",
    [
        *("1" * 50_000, "1 " * 30_000, "a" * 50_000 + "@", "@" * 30_000, "一" * 50_000, "号" * 30_000),
        *(
            "1号楼" * 10_000,
            "电话" * 20_000,
            "(" * 30_000,
            "a.b-" * 12_000 + "@x",
            "路1号" * 12_000,
            "鄂A" * 20_000,
        ),
        *("1-1-1-" * 9_000, "\u200b" * 50_000, "微信号：" * 9_000, "6222 " * 10_000, "一、" * 30_000),
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_no_text_takes_long(text: str) -> None:
    """Half a second for 50,000 odd characters would be a hundred times the usual."""
    begin = time.process_time()
    find_identifiers(text)
    assert time.process_time() - begin < 2
