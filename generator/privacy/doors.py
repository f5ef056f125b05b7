"""Door numbers in plain text (see `normal`): numbers that lead to somebody's door.

Told are:

- a room below a building or a unit: 3栋2单元501室, 5号楼1203, A座1203室, 三栋二单元五〇一室, 幸福小区3-2-501;
- a house in a street: 解放路12号, 建设巷12-3号, 200弄5号, with all that follows it (12号3栋2单元501室);
- a house in a village: 李家村3组12号; 李家村45号 and 幸福苑45号 where it can be no day of the month, or
  where 住, 家 or 地址 stands before it.

Not told, since public talk is full of them: a building, a unit or a compound alone (3号楼外墙脱落, 2单元电梯,
建设路12号院), a room alone (到205室办理), a village group alone (3组), numbered things (12号线, 解放路3号桥,
第3号公告), days (解放路3号起施工) and counts (3栋12户). An office's own address is told: it belongs on the
site's list of what may be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import DOOR, Found
from generator.privacy.normal import INVISIBLE

_GAP = rf"[ {INVISIBLE}\n]{{0,2}}"
_HAN = "一二三四五六七八九十百零〇○两"
_N = rf"(?:\d{{1,4}}|[{_HAN}]{{1,6}}|[A-Za-z])"
_BUILDING = rf"{_N}{_GAP}(?:栋|幢|座|号楼|号院|#楼?){_GAP}"
_UNIT = rf"{_N}{_GAP}(?:单元|门洞|门栋){_GAP}"
_FLOOR = rf"(?:{_N}{_GAP}[楼层]{_GAP})?"
_COUNTED = (
    r"\s?(?:[多余个平户套间人元万千百亿米吨件名年月日天位辆台盏处亩次条度棵株盆张块只头公㎡%kKmM]|\.?\d|-\d)"
)
_ROOM = (
    rf"(?:[A-Za-z]?(?:\d{{2,4}}|[{_HAN}]{{2,6}})(?:-\d{{1,2}})?{_GAP}(?:室(?![厅卫])|房(?![屋间产子])|号(?![楼线院栋]))"
    rf"(?![{_HAN}\d][厅卫])|-?\d{{3,4}}(?!{_COUNTED}))"
)
_FAMILY = r"\d{3,4}户"
"""Only below a unit: no unit has a hundred households, a building may."""
_INNER = re.compile(
    rf"(?<![\dA-Za-z{_HAN}])(?:(?:{_BUILDING}){{1,3}}(?:{_UNIT})?{_FLOOR}{_ROOM}"
    rf"|(?:{_BUILDING}){{0,3}}{_UNIT}{_FLOOR}(?:{_ROOM}|{_FAMILY}))",
    re.ASCII,
)
_HYPHENED = re.compile(
    r"(?<=[区苑园村邸府城庭湾里居轩墅寓厦坊]) ?"
    r"(?P<number>[A-Za-z]?\d{1,3}[-#]\d{1,2}[-#]\d{3,4}(?![-\d])[室号]?)"
    r"|(?<![-\d])(?P<room>\d{1,3}[-#](?:\d{1,2}[-#])?\d{3,4}室)",
    re.ASCII,
)
_NUMBER = (
    rf"(?P<number>甲?(?:(?P<digits>\d{{1,4}})|[{_HAN}]{{1,5}})(?:[-、]\d{{1,4}}){{0,3}}{_GAP}号"
    r"(?:[附之]\d{1,3}号?)?)"
)
_IN_STREET = re.compile(
    rf"(?:[\u4e00-\u9fff](?:(?<![公道铁线电])路|大道|街|巷|胡同)[东西南北中]?段?|\d弄){_GAP}{_NUMBER}",
    re.ASCII,
)
_IN_GROUP = re.compile(
    rf"(?<=[村湾塆屯寨庄社坪冲])(?:村民)?(?:小组)?{_GAP}(?P<number>第?{_N}{_GAP}(?:村民小组|小组|组|队|社){_GAP}"
    rf"(?P<digits>{_N}){_GAP}号)",
    re.ASCII,
)
_IN_ESTATE = re.compile(rf"(?<=[村湾塆屯寨庄苑园区寓]){_GAP}{_NUMBER}", re.ASCII)
_HOME = re.compile(r"(?:住|家在|地址)[^\d，。；、\n]{0,16}$")
_THING = re.compile(
    r"[线桥井泵口文令站标闸坝路机仓厂库塔杆灯箱柜变台涵渠沟管馆梯炉段坑池点区片泊岗哨亭展楼院栋幢案船车]"
    r"|门(?![前外口])|码头|地[块铁下面段]|公[告路交寓]|工[程地]|项目|隧道|通道|出[口入]|入口|航|高炉|矿|网格|会议|宿舍|小区|大厦|提案|议案|建议|摊"
)
_DAY = re.compile(
    r"\s?(?:[起前至到日]|之前|以前|开[工始通放]|动工|复工|完[工成]|竣工|封闭|恢复|[上下中]午|早|晚|凌晨|夜|那天|当[天日]"
    r"|[-~—]|通知|组织|召开)"
)
_LAST_DAY = 31

_INNER_SIGN = re.compile(rf"[\dA-Za-z{_HAN}]{_GAP}(?:栋|幢|座|号楼|号院|#|单元|门洞|门栋)", re.ASCII)
_HOUSE_SIGN = re.compile(rf"[\d{_HAN}]{_GAP}号", re.ASCII)
_HYPHEN_SIGN = re.compile(r"\d[-#]\d{1,2}[-#]\d{3}|\d[-#]\d{3,4}室", re.ASCII)
"""Without one of these the slower patterns are not tried."""
_BEFORE, _BEHIND = 24, 40
"""Characters around such a sign in which a whole door number stands."""


def find_doors(text: str) -> Iterator[Found]:
    """Door numbers in a plain text; some may overlap or stand side by side."""
    inner: dict[int, int] = {}
    for sign in _INNER_SIGN.finditer(text):
        window = max(0, sign.start() - _BEFORE), sign.end() + _BEHIND
        inner |= {match.start(): match.end() for match in _INNER.finditer(text, *window)}
    for start, end in inner.items():
        yield Found(DOOR, start, end)
    for sign in _HOUSE_SIGN.finditer(text):
        for start, end in _houses(text, (max(0, sign.start() - _BEFORE), sign.end() + _BEHIND)):
            yield Found(DOOR, start, inner.get(end, inner.get(end + 1, end)))
    if _HYPHEN_SIGN.search(text):
        for match in _HYPHENED.finditer(text):
            name = "number" if match["number"] else "room"
            yield Found(DOOR, match.start(name), match.end(name))


def _houses(text: str, window: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for pattern in (_IN_STREET, _IN_GROUP):
        for match in pattern.finditer(text, *window):
            if not _other(text, match):
                yield match.span("number")
    for match in _IN_ESTATE.finditer(text, *window):
        at_home = _HOME.search(text, max(0, match.start() - 24), match.start()) is not None
        large = int(match["digits"] or 0) > _LAST_DAY
        if (at_home or large) and not _other(text, match):
            yield match.span("number")


def _other(text: str, match: re.Match[str]) -> bool:
    """Whether the number is that of a thing or of a day: 12号线, 3号起."""
    end = match.end("number")
    digits = match["digits"]
    day = not digits or not digits.isdigit() or int(digits) <= _LAST_DAY
    return bool(_THING.match(text, end) or (day and _DAY.match(text, end)))
