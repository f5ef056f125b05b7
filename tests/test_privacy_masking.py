"""What is masked reads well, holds nothing any more and stays as it is when masked again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identifiers_made import identifiers

from generator.privacy.found import Found
from generator.privacy.identifiers import find_identifiers
from generator.privacy.masking import hidden, mask, masked_name, partial
from generator.privacy.names import find_names
from generator.privacy.values import find_values

NAMES = frozenset(("李小明", "李国强", "王五一", "欧阳春", "欧阳海波", "张三", "高峰", "和平"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("请打13800138000。", "请打（电话略）。"),
        ("电话：0716-8123456转801", "电话：（电话略）"),
        ("身份证号42010619900101001X", "身份证号（证件号略）"),
        ("护照号E12345678", "护照号（证件号略）"),
        ("卡号6222021234567890128", "卡号（卡号略）"),
        ("鄂A12345占道", "（车牌略）占道"),
        ("abc@qq.com", "（邮箱略）"),
        ("微信：abc12345", "微信：（账号略）"),
        ("解放路12号3栋2单元501室漏水", "解放路某号漏水"),
        ("李家村3组12号门前积水", "李家村某号门前积水"),
        ("幸福小区3栋2单元501室", "幸福小区某号"),
        ("住址：3栋2单元501室", "住址：（门牌号略）"),
        ("12345热线", "12345热线"),
    ],
)
def test_masked_text_reads_well(text: str, printed: str) -> None:
    assert mask(text)[0] == printed


def test_names_keep_the_surname() -> None:
    assert mask("李小明反映噪声", names=NAMES)[0] == "李某反映噪声"
    assert mask("欧阳春、欧阳海波和王五一", names=NAMES)[0] == "欧阳某甲、欧阳某乙和王某"
    assert mask("李国强与李小明，李国强先到", names=NAMES)[0] == "李某甲与李某乙，李某甲先到"


def test_what_the_ledgers_columns_hold_is_masked_as_well() -> None:
    values = frozenset(("81234567", "0716-8765432", "澜中区文昌里丙字巷十二号"))
    text = "请打8123 4567，住澜中区 文昌里丙字巷十二号"
    assert mask(text, values=values)[0] == "请打（电话略），住（住址略）"


def test_what_was_masked_is_told_at_its_place() -> None:
    text = "李小明，13800138000，解放路12号"
    printed, found = mask(text, names=NAMES)
    assert printed == "李某，（电话略），解放路某号"
    assert [(one.kind, text[one.start : one.end]) for one in found] == [
        ("姓名", "李小明"),
        ("手机号", "13800138000"),
        ("门牌号", "12号"),
    ]


def test_what_is_allowed_stays() -> None:
    assert mask("办公室电话0716-8000000", allow=("0716-8000000",)) == ("办公室电话0716-8000000", ())


def test_two_thousand_identifiers_are_masked() -> None:
    for made in identifiers(2000, seed=3):
        printed, found = mask(f"反映人说，{made.text}，请核实。")
        assert found, made
        assert find_identifiers(printed) == ()
        assert made.core.lower() not in "".join(one for one in printed if one.isalnum()).lower()


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李四", "李某"),
        ("欧阳春", "欧阳某"),
        ("司马", "司某"),
        ("阿依古丽·买买提", "阿某"),
        ("李　四", "李某"),
    ],
)
def test_a_masked_name(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_more_than_ten_of_one_surname_stay_apart() -> None:
    given = "一二三四五六七八九十甲乙"
    names = frozenset(f"王小{one}" for one in given)
    printed, _ = mask("、".join(f"王小{one}" for one in given), names=names)
    people = printed.split("、")
    assert people[:2] == ["王某甲", "王某乙"]
    assert people[10:] == ["王某甲甲", "王某甲乙"]
    assert len(set(people)) == len(given)


def test_partial_never_shows_more_than_a_third() -> None:
    for made in identifiers(500, seed=4):
        for one in find_identifiers(made.text):
            shown = partial(made.text, one)
            assert len(shown.rstrip("*")) <= min(3, max(1, len(shown) // 3))
            assert find_identifiers(shown) == ()
    assert partial("13800138000", Found("手机号", 0, 11)) == "138********"
    assert partial("李小明", Found("姓名", 0, 3)) == "李**"


def test_hidden_keeps_the_length() -> None:
    text = "电话 138-0013-8000。"
    assert hidden(text, find_identifiers(text)) == "电话 ***-****-****。"


PIECES = (
    *(
        "13800138000",
        "8123456",
        "电话",
        "拨打",
        "（",
        "）",
        "，",
        " ",
        "\n",
        "号",
        "3栋",
        "2单元",
        "501室",
        "解放路",
    ),
    *(
        "12号",
        "李小明",
        "张三",
        "高峰",
        "业主",
        "反映",
        "a@b.cn",
        "鄂A12345",
        "0716",
        "-",
        "1",
        "卡号",
        "转",
        "微信：",
    ),
    "6222021234567890128",
)
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(TEXT)
@settings(max_examples=500)
def test_masking_again_changes_nothing(text: str) -> None:
    values = frozenset(("8123456",))
    printed, found = mask(text, names=NAMES, values=values)
    assert mask(printed, names=NAMES, values=values) == (printed, ())
    assert find_identifiers(printed) == () == find_names(printed, NAMES) == find_values(printed, values)
    assert (printed == text) == (found == ())
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.text(max_size=80))
@settings(max_examples=300)
def test_any_text_can_be_masked(text: str) -> None:
    printed, _ = mask(text, names=NAMES)
    assert mask(printed, names=NAMES)[0] == printed
