"""The mark behind a heading that stands at the head of its paragraph: （一）压实责任，各县区要负总责。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.punctuation.run_in_read import SENTENCE, Point, points
from generator.check.rules.punctuation.signs import HAN
from generator.model.prose import Document

_SURE = frozenset((" ", "—", "；", ";"))
"""Marks with which no sentence goes on behind a few words that an ordinal stands before."""
_LIKE = 2
"""Characters by which heads of one list may differ in length."""
_LONGER = 4
"""Characters by which what has no mark is longer than the longest head beside it, at least."""
_LONGEST_RIGHT = 12
_BODY = 12
"""Characters of a text behind a head that are more than the other half of the head."""
_INNER = pattern("[；;（(①-⑳]")
_CLAUSE = pattern("[应不未被的对将]")
"""A head with one of these is a clause: （五）垃圾应当及时清运；未及时清运的……。"""
_PART = pattern(
    "[的对向从由以因凡应不未被将把]|[时后中上下前内]\\Z|期间\\Z|以来\\Z|规定\\Z|^[在经与跟按据除其受]"
)
"""What no head has that words stand in, which a comma parts from the rest of their sentence."""
_LISTS = pattern("[^，。；、]{0,6}，|[^，。；、]{0,12}[。；]|[^，。；]{0,30}、|[^，。；]{0,30}等")
_FOUR = 4
_OPENS = pattern(
    "目前|今年|去年|近年|同时|此外|会[上后]|其中|当[天日前]|随后|今后|其次|首先|最后|一方|[各全][^，]*[县区镇乡市级地门位村体]\\Z|[局委]\\Z"
)
"""Four characters that begin a sentence and are no head."""
_HALF = 6
"""Characters by which the second half of a head is longer than the first."""
_ASKS = pattern("[谁何吗呢几怎哪]|什么|多少|是否|能否|可否|有没有|为啥")
_VERBS = pattern(
    "建[强立好设]|加[强快大密]|强化|严[把格守查控打]|摸清|压[实紧]|保[障证护]|打[造好牢通击响]|推[进动行广]|优化|完善|健全|深[化入]|提[升高质]|落实|抓[好实牢住紧]|做[好实细优强]"
    "|用[好活足]|夯实|筑牢|突出|坚持|创新|拓[宽展]|搭[建好]|畅通|规范|整[合治顿]|聚[焦力集]|狠抓|紧[盯扣抓]|广泛|统筹|明确|细化|构建|培[育养训]|激[活发]|守[住好牢]|改[善进造]|开展|实施"
    "|注重|围绕|发挥|引[导进]|扩大|破[解除]|盘活|办[好实]|回应|关[爱心注]|转变|树[立牢]|厚植|丰富|延[伸长]|补[齐短]|挖掘|倒逼|织[密牢]|擦亮|绷紧|凝聚|扎实|切实|全[面力]|大力|积极|主动|持续|科学|从严|分[类级]|精[准细]|稳[定步]|靠前|送|讲[好清]|学[懂深]|理[清顺]|吃透|问[计需]|把[好牢准]|管[好住]|护[好航]|种[好]|选[优准好]|唱[响好]|定[好准]"
    "|设[立置]|召开|组[织建]|成立|公开|公示|清[理除]|动员|排查|普及|安装|修[缮建]|广开|铺[好开]|备[足齐]|练[好强]"
)
_LABELS = pattern(
    "(?:时间|地点|对象|条件|方式|内容|原则|要求|目标|流程|材料|依据|范围|标准|程序|期限|事项|名单|人员|单位|主题|背景|情况|问题|原因|措施|任务|重点|职责|安排|步骤|渠道|电话|来源)\\Z"
)
_BEHIND_LEAST = 10
"""Characters behind a heading with a colon."""
_SUBJECT = pattern(
    rf"(?:各[级地县镇乡区市单部街村社]|全[县市区镇体]|[{HAN}]{{1,8}}?(?:部门|局|委|办|中心|街道|法院|检察院|政府|党委|党组|支部|干部|队员|人员|社区|乡镇|镇|县|村|学校|医院|企业))"
    r"(?:会同|联合|组织|要|牵头|负责|对|在|将|每|按|派|应|须|共|与|由|累计|先后|定期|把|已|通过|成立|建立|结合|立足|围绕|依托|积极|严格|采取|利用|紧[扣盯]|聚焦|坚持|开展|举办|出动|深入|全面)"
)
_ALONE = 40
"""Characters behind a head that stands alone in its list, and whose sentence goes on with a subject."""


def run_in(document: Document, office: Office) -> Iterator[Found]:
    for those in points(document):
        right = [len(one.head) for one in those if one.is_right]
        if len(right) == len(those):
            continue
        beside = _Beside(
            frozenset(right),
            others=len(those) > 2 and len(right) == len(those) - 1 and max(right) <= _LONGEST_RIGHT,
            alone=len(those) == 1,
            only=len(those) == len(right) + 1 == 2,
        )
        for one in those:
            if one.is_right:
                continue
            bare = one.unmarked_bold and (one.numbered or beside.others)
            if bare or (one.head and not one.unmarked_bold and _is_wrong(one, beside)):
                yield one.block, _hit(one)
            elif beside.others and _is_glued(one, max(right)):
                end = min(one.start + max(right) + 2, len(one.block.text))
                words = {"head": one.block.text[one.start : end], "mark": "没有标点"}
                yield one.block, Hit(one.start, end, words)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a point in its list: the lengths of heads with a full stop; whether all `others`
    have one, two at least; whether it is `alone`; whether there is `only` one beside it, and that has one."""

    right: frozenset[int]
    others: bool
    alone: bool
    only: bool


def _hit(one: Point) -> Hit:
    ahead = 2 if not one.bold else int(one.unmarked_bold)  # The mark stands behind the stars of bold type.
    start = max(one.start, one.mark_start - ahead)
    if one.unmarked_bold:
        mark = "没有标点"
    elif one.mark == " ":
        mark = "是空格"
    else:
        mark = f"是“{one.block.text[one.mark_start : one.mark_end]}”"
    end = min(one.mark_end + one.unmarked_bold, len(one.block.text))
    return Hit(start, max(end, start + 1), {"head": one.head, "mark": mark})


def _is_wrong(one: Point, beside: _Beside) -> bool:
    """Whether the mark should be a full stop, which stands behind heads of these lengths beside it."""
    right = beside.right
    if (
        one.bold
        and one.mark in "，；、,;"
        and (one.numbered or (beside.others and not _PART.search(one.head)))
    ):
        return True
    if not one.numbered:
        return beside.others and (
            one.mark == " " or (one.is_dash and one.mark in "，、" and _is_like(one, right))
        )
    if one.mark in _SURE:
        return not _goes_on(one) and (not one.said or bool(right) or one.mark == " ")
    if one.mark in "：:":
        alone = (
            not one.said
            and not _LABELS.search(one.head)
            and _VERBS.match(one.head)
            and len(one.head) > 3
            and len(one.behind) >= _BEHIND_LEAST
        )
        return bool(right) or bool(alone)
    if one.mark in "？！?!":
        named = beside.others or _VERBS.match(one.head) is not None
        return bool(right) and named and _ASKS.search(one.head) is None
    if not _is_like(one, right):
        return beside.alone and not one.said and one.mark == "，" and _turns(one)
    # 一是摸清底数，建好台账。 is a sentence, and so may be those beside it.
    named = _VERBS.match(one.head) is not None
    if beside.only and one.mark == "，" and len(one.head) == _FOUR and not _OPENS.search(one.head):
        named = named or _FOUR in right
    return (beside.others and len(one.behind) >= _BODY) or (named and (not one.said or one.mark == "、"))


def _is_like(one: Point, right: frozenset[int]) -> bool:
    """Whether a head with a comma is like those beside it with a full stop, and is no part of a sentence."""
    if not any(abs(length - len(one.head)) <= _LIKE for length in right) or _PART.search(one.head):
        return False
    if one.mark == "、" and _LISTS.match(one.behind):
        return False
    halves = SENTENCE.split(one.behind, maxsplit=1)
    return len(halves[0]) > len(one.head) + _HALF or not halves[1].strip()


def _turns(one: Point) -> bool:
    """Whether behind a head another subject begins: 强化监管，消防部门会同……."""
    return (
        len(one.behind) >= _ALONE
        and 4 <= len(one.head) <= 12
        and _VERBS.match(one.head) is not None
        and _SUBJECT.match(one.behind) is not None
    )


def _is_glued(one: Point, longest: int) -> bool:
    """Whether nothing parts what should be the head from the text, as it does beside it."""
    first = one.first_clause
    if _PART.search(first[:longest]) or "（" in first[: longest + _LIKE]:
        return False
    return len(first) >= longest + _LONGER and len(one.rest) >= len(first) + _BODY // 2


def _goes_on(one: Point) -> bool:
    """Whether a list goes on behind a semicolon: 1.身份证；2.户口簿。"""
    return one.mark in "；;" and (
        _CLAUSE.search(one.head) is not None
        or _INNER.search(one.behind) is not None
        or len(SENTENCE.findall(one.behind)) != 1
    )


RULES: tuple[Rule, ...] = (DocumentRule("heading-run-in-mark", run_in),)
