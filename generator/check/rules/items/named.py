"""A count beside names or short clauses: 化学、生物、历史4门; 三类问题：裸土未覆盖，车辆未冲洗."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.counted import count_of

_NUMBER = r"(?<![\d.第每前后另余剩各至～~—\-近约超百千万亿十])(?P<count>[两二三四五六七八九十]|\d{1,2})"
_BEHIND = pattern(
    rf"、[^，。；：！？（）、\n\d]{{1,14}}?(?P<open>等)?{_NUMBER}(?P<of>大类|大|个|家|所|座|条|项|类|种|部|门|款|级|件|处|道|幅|篇|首|枚|句|名|位|人|支|本|台|场|样|科|课)"
    r"(?P<noun>[\u4e00-\u9fff]{0,6})"
)
_START = pattern(
    r"[对将把为给向由从在就按于以][\u4e00-\u9fff]|(?:围绕|聚焦|涉及|针对|包括|开展|推进|组织|检查|开设|设置|设立|举办|推出|建设|新建|改造|安排|实施|提供|种植|培育|销售|生产|引进)[\u4e00-\u9fff]{2}"
)
_JOIN = pattern(r"以及|[和及与暨]")
_GROUP = pattern(
    r"(?:项目|工程|问题|任务|诉求|案件|企业|单位|部门|工作|活动|服务|设施|岗位|人员|事项|隐患|线索|产品|商品|物资|设备|材料|场所|店|点)\Z"
)
_ENDS = pattern(r"(?=[，。；）]|\s*\Z)")
_COUNTED = pattern(r"[\d两二三四五六七八九十]+(?:余|多)?[个家所座条项类种位名户支本门款级人件处场道份]")
_EACH = pattern(r"各|每|共有|分别|的|了")
_PURE = frozenset("项门种类样款科课")
_LONGEST, _MOST = 14, 100


def named_before(text: str) -> Iterator[Hit]:
    """Behind a list: 甲、乙、丙、丁、戊等4座 names too many; 甲、乙、丙、丁3项 is another number."""
    if text.count("、") < 2:
        return
    for match in islice(_counts(text), _MOST):
        if match["noun"].startswith(("以上", "以下", "及以", "或")):
            continue
        count = count_of(match["count"])
        run = text[
            _begin(text, match.start()) : match.end("open") - 1 if match["open"] else match.start("count")
        ]
        run = re.sub(r"(?:共|共计|合计|总共|这)\Z", "", run)
        pieces = run.split("、")
        if count is None or count < 2 or not all(pieces) or len(pieces) < 3:
            continue
        if _COUNTED.search(run) or "等" in run or any(len(piece) > _LONGEST for piece in pieces[1:]):
            continue
        if any(_EACH.search(piece) for piece in pieces[1:]):
            continue
        found = _listed(pieces)
        if found is None or any(low <= count <= high for low, high in found):
            continue
        least, most = found[0]
        if match["open"]:
            if count > least or least - count > 3 or match["of"] == "级" or _is_other(match, pieces):
                continue
        elif not _is_closed(text, match, pieces, least, count):
            continue
        start, end = (
            match.start("count"),
            match.end("of") + (len(match["noun"]) if len(match["noun"]) < 3 else 0),
        )
        yield Hit(
            start,
            end,
            {"told": text[start:end], "found": str(least) if least == most else f"{least}或{most}"},
        )


def _counts(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _BEHIND.search(text, position):
        position = match.end("count")
        yield match


def _begin(text: str, end: int) -> int:
    return max(text.rfind(mark, max(0, end - 100), end) for mark in "，。；：！？（）\n—“”\ufffc") + 1


def _is_other(match: re.Match[str], pieces: Sequence[str]) -> bool:
    """Whether the names are those of people with what they are, so that they can't be counted."""
    return match["of"] in ("名", "位", "人") and any(len(piece) > 4 for piece in pieces[1:])


def _listed(pieces: Sequence[str]) -> list[tuple[int, int]] | None:
    """How many names there are at least and at most: of the whole list, and of what stands behind a verb."""
    found = [_number(pieces)]
    for place, piece in enumerate(pieces[:-1]):
        if place and _START.search(piece):
            found.append(_number(pieces[place:]))
    usual = sorted(map(len, pieces[1:]))[(len(pieces) - 1) // 2]
    if any(len(piece) > usual + 4 for piece in pieces[1:-1]):
        return None
    return found


def _number(pieces: Sequence[str]) -> tuple[int, int]:
    joined = [len(_JOIN.findall(piece[1:-1])) for piece in pieces]
    return len(pieces), len(pieces) + sum(joined)


def _is_closed(text: str, match: re.Match[str], pieces: Sequence[str], least: int, count: int) -> bool:
    """Whether the count can only be that of the names: 语文、数学、英语4门, and nothing behind."""
    own = pieces[1:]
    widths = {len(piece) for piece in own}
    even = len(widths) == 1 or (max(widths) - min(widths) <= 1 and len({piece[-1] for piece in own}) == 1)
    if abs(least - count) > 2 or match["noun"] or not _ENDS.match(text, match.end("of")):
        return False
    if _GROUP.search(pieces[-1]) or len(pieces[0]) > max(widths) + 6:
        return False
    return even and max(widths) <= 6 and (match["of"] in _PURE or len({piece[-1] for piece in own}) == 1)


_AHEAD = pattern(
    rf"{_NUMBER}(?P<of>类|条|项|点|个|种|大|方面|招)(?P<noun>[\u4e00-\u9fff]{{0,8}})(?P<link>：|，即：?|——|，(?:分别|就)是：?)(?P<rest>[^。！？：\n“”（）\d]{{4,120}})(?=[。！？]|\Z)"
)
_ABSTRACT = pattern(
    r"(?:方面|问题|特点|环节|原因|重点|阶段|步骤|变化|办法|难题|难点|短板|工作|措施|任务|要求|意见|建议|做法|机制|举措|不足|经验|情况|困难|亮点|转变|原则|目标|关|事|实事|优势|弊端|隐患|问题|现象|关系|标准|条件|理念|需求|诉求|盼|方式|渠道|途径|模式|手段|内容|类型|好处|办法|本领)\Z"
)
_LINK = pattern(
    r"[：—，](?<=[\u4e00-\u9fff].)(?:(?<=：)(?=[^。！？：\n“”（）\d]{4})|(?<=—)—|(?<=，)(?:即|分别是|就是))"
)
_LOOSE = pattern(
    r"等|\A(?:一是|一要|第一|首先|其一|一[件个])|其中|例如|比如|包括|还|此外|分别|因此|所以|由于|但|而(?!不)|[均都将使其]|[，；](?:并|确保|力争|切实|让|为|从而|以|真正|推动|实现|做到|努力|进一步)"
)


def clauses_counted(text: str) -> Iterator[Hit]:
    """三条原则：先生活、后生产，先地表、后地下…: clauses of one form behind a count."""
    for match in _AHEAD.finditer(text) if _LINK.search(text) else ():
        count = count_of(match["count"])
        rest = match["rest"].rstrip("；，")
        noun = match["noun"]
        if (
            count is None
            or count < 2
            or _LOOSE.search(rest)
            or (noun and ("的" in noun or not _ABSTRACT.search(noun)))
        ):
            continue
        if not noun and match["of"] not in ("点", "条", "招", "方面", "项"):
            continue
        mark = "；" if "；" in rest else "，"
        pieces = rest.split(mark)
        number = len(pieces)
        if (
            number < 2
            or number == count
            or abs(number - count) > 2
            or not all(pieces)
            or not _are_even(pieces, mark)
        ):
            continue
        if rest.count("、") and len(re.split("[，；、]", rest)) == count:
            continue
        start, end = match.start("count"), match.end("noun")
        yield Hit(start, end, {"told": text[start:end], "found": str(number)})


def _are_even(pieces: Sequence[str], mark: str) -> bool:
    """Whether clauses are made alike: of one length, or with the same first character."""
    first = {piece[0] for piece in pieces}
    if len(first) == 1 and max(map(len, pieces)) <= 16:
        return True
    same = len({len(piece) for piece in pieces}) == 1
    common = any(len(set(chars)) == 1 for chars in zip(*pieces, strict=False))
    if mark == "；":
        return max(map(len, pieces)) - min(map(len, pieces)) <= 4 and all(
            "，" not in piece for piece in pieces
        )
    if len(pieces) > 2 and max(map(len, pieces)) <= 4:
        return True
    return same and len(pieces[0]) <= 10 and (common or len(pieces) > 2)


_NAMES_AHEAD = pattern(
    rf"{_NUMBER}(?P<of>个|家|所|座|条|处|种|项|名|位|支|件|类)：(?P<names>[^，。；：、\d\n（）]{{2,14}}(?:、[^，。；：、\d\n（）]{{2,14}}){{1,14}})，(?!以及|还有|另|其他|其余|其它|和)"
)


_NAMED = pattern("[个家所座条处种项名位支件类]：")


def names_ahead(text: str) -> Iterator[Hit]:
    """文明村3个：甲村、乙村、丙村、丁村，均已复查."""
    for match in _NAMES_AHEAD.finditer(text) if _NAMED.search(text) else ():
        count = count_of(match["count"])
        pieces = match["names"].split("、")
        least, most = _number(pieces)
        if (
            count is not None
            and count > 1
            and not least <= count <= most
            and _LOOSE.search(match["names"]) is None
        ):
            if not _are_alike(pieces):
                continue
            start, end = match.start("count"), match.end("of")
            yield Hit(start, end, {"told": text[start:end], "found": str(least)})


def _are_alike(pieces: Sequence[str]) -> bool:
    """Whether names are those of one sort: of nearly one length, or ending alike."""
    widths = [len(piece) for piece in pieces]
    return max(widths) - min(widths) <= 3 or len({piece[-1] for piece in pieces}) == 1
