"""Which two posts nobody has at a time: 局长 and 副局长 of one office, 镇长 and 镇党委书记."""

from __future__ import annotations

from generator.check.pattern import pattern
from generator.check.rules.names.held import OFFICERS, STAFF, Post

_GENERIC = frozenset({"主任", "书记", "会长", "队长", "经理", "主席", "科长", "股长", "处长", "总监"})
"""Heads of all kinds of offices, of which one person may have several."""
_OF_ONE = frozenset(
    {
        *(
            "局长",
            "厅长",
            "镇长",
            "乡长",
            "县长",
            "区长",
            "市长",
            "校长",
            "园长",
            "院长",
            "行长",
            "馆长",
            "所长",
        ),
        *("支队长", "大队长", "董事长", "总经理", "台长", "检察长", "部长"),
    }
)
"""Of two different offices nobody is this."""
_GOVERNS = frozenset({"镇长", "乡长", "县长", "区长", "市长", "州长", "旗长"})
_COMMITTEE = pattern(r"(?:(?<=[镇乡])(?:党委)?|[县市区州旗]委|^党委|街道(?:党工委)?|^党工委)$")
_APART = _OF_ONE - {"支队长", "大队长", "董事长", "总经理", "部长", "厅长", "馆长"}
"""Of two such posts of different kinds nobody has both: 局长 and 校长."""
_ALSO_LED = pattern(r"(?:党校|夜校|学校|学院|研究[院所]|医学院)$")
"""Of which leaders of other offices are the heads, too."""
_DEPARTMENTS = frozenset({"主任", "科长", "股长"})
_OFFICER, _STAFF = frozenset(OFFICERS.split("|")), frozenset(STAFF.split("|"))
_LED_BY_OFFICERS = frozenset(
    {
        "局长",
        "支队长",
        "总队长",
        "大队长",
        "中队长",
        "队长",
        "院长",
        "主任",
        "站长",
        "所长",
        "部长",
        "校长",
        "行长",
        "董事长",
        "镇长",
        "厅长",
        "总经理",
    }
)
_BRANCH = pattern(r"分局|分院|分校|分公司|分会|分中心|分所|支行|分行|校区|院区")
_BELOW = frozenset({"科长", "股长", "处长"})
_COMMON = frozenset(
    {
        "中学",
        "小学",
        "医院",
        "公司",
        "集团",
        "银行",
        "中心",
        "支队",
        "大队",
        "公室",
        "支部",
        "党委",
        "党组",
        "委会",
        "街道",
        "社区",
    }
)
"""What the names of many offices end with."""


def same_post(one: Post, other: Post) -> bool:
    return (one.deputy, one.head) == (other.deputy, other.head) and same_office(one.office, other.office)


def same_office(one: str, other: str) -> bool:
    """Whether two names may be of one office: one is the end of the other, or it is shortened: 市一院."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long.endswith(short):
        return True
    common = 0
    while common < len(short) and short[-1 - common] == long[-1 - common]:
        common += 1
    if common > 2 or (common == 2 and short[-2:] not in _COMMON and short[-1] not in "局委"):
        return True
    rest = iter(long)
    return len(short) > 2 and all(character in rest for character in short)


def contrary(one: Post, other: Post) -> bool:
    """Whether nobody has both posts at a time, as far as their names tell."""
    if one.head == other.head:
        return _of_one_head(one, other)
    if {one.head, other.head} <= _GOVERNS:
        return len(one.told) > 2 and len(other.told) > 2 and not (one.deputy or other.deputy)
    if {one.head, other.head} <= _APART and not (one.deputy or other.deputy):
        return _are_apart(one.office, other.office)
    for first, second in ((one, other), (other, one)):
        if first.head in _STAFF and second.head in _OF_ONE and len(first.office) > 2:
            return same_office(first.office, second.office)
        if (
            first.head == "主席"
            and first.office.endswith(("镇人大", "乡人大"))
            and second.head in ("镇长", "乡长")
        ):
            return True
        if first.head == "书记" and not first.deputy and _governs(first.office, second):
            return True
        if (
            first.head in _OFFICER
            and second.head in _LED_BY_OFFICERS
            and same_office(first.office, second.office)
        ):
            return True
        if (
            first.head == "董事长"
            and second.told.endswith("副总经理")
            and same_office(first.office, second.office)
        ):
            return not first.deputy
        if _is_below(first, second):
            return True
    return False


def _of_one_head(one: Post, other: Post) -> bool:
    same = same_office(one.office, other.office)
    if one.head in _DEPARTMENTS and one.office[-1:] == other.office[-1:] and one.office[-1:] in ("科", "股"):
        return not (one.office.endswith(other.office) or other.office.endswith(one.office))
    if one.deputy != other.deputy and same:
        return True
    if same or one.head in _GENERIC - {"主任", "书记"} or _BRANCH.search(one.office + other.office):
        return False
    if one.office.startswith(other.office) or other.office.startswith(one.office):
        return False
    if one.head == "主任":
        return one.office[-1:] == other.office[-1:] == "委"
    if one.head == "书记":
        return bool(_COMMITTEE.search(one.office) and _COMMITTEE.search(other.office))
    return one.head in _OF_ONE


def _are_apart(one: str, other: str) -> bool:
    """县司法局 and 实验小学, of which nobody leads both."""
    if min(len(one), len(other)) < 3 or one.startswith(other) or other.startswith(one):
        return False
    return not (_ALSO_LED.search(one) or _ALSO_LED.search(other) or _BRANCH.search(one + other))


def _governs(committee: str, post: Post) -> bool:
    """石门镇党委 and 石门镇镇长; 县委 and 县长; 街道党工委 and 街道办事处主任."""
    if not _COMMITTEE.search(committee):
        return False
    if "街道" in committee or "党工委" in committee:
        return post.head == "主任" and post.office.endswith("办事处")
    if post.head not in _GOVERNS:
        return False
    is_town = post.head in ("镇长", "乡长")
    if is_town != (committee[-1:] not in "委" or committee.endswith("党委")):
        return False
    return is_town or post.head[0] == committee[-2:-1]


def _is_below(post: Post, chief: Post) -> bool:
    """市林业局造林科科长 and 市林业局局长."""
    if chief.deputy or chief.head not in ("局长", "校长", "院长") or len(chief.office) < 3:
        return False
    below = post.head in _BELOW or (
        post.head == "主任" and post.office.endswith(("办公室", "教务", "教导", "政教"))
    )
    return below and post.office != chief.office and post.office.startswith(chief.office)
