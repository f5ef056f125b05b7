"""The parts of a whole as a sentence lists them, and what their sum says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import PEOPLE, Amount, plain
from generator.model.prose import FIGURE

_ASIDE = pattern(
    r"[，\s]*(?:占|约占|(?:同|环)比|[比较][^，、；。]{0,12}(?:[增减升降多少]|持平))[^，、；。]{0,24}(?=[，、；。]|$)"
)
_SEPARATOR = pattern(r"\s*(?:，?(?:以及|和|及|与)|[、，；])\s*")
_LINKS = frozenset(("以及", "和", "及", "与"))
MARK = pattern(r"[、，；]")
STATUS = pattern(
    r"办结|合格|达标|完成|解决|整改|满意|回访|回复|答复|查实|属实|销号|转办|交办|立案|到位|通过|剩余|尚|未|其余|新增"
    r"|增加|减少|累计|平均|最|每|涉及|另|再|又|上[周月年]|去年|同期"
)
_CROSSING = pattern(
    r"党员|[男女]|青年|老[年人]|儿童|干部|代表|委员|学历|大学|本科|专科|研究生|[博硕]士|岁|以[上下]|困难|低保|特困"
    r"|残疾|独居|留守|退役|少数民族|脱贫|重点|农民|务工|毕业|骨干|专家|首次|免费|涉及|同时|规模|规上|高新|民营|外资"
    r"|上市|专精"
)
_CROSSING_PEOPLE = pattern(r"[含有能会]|来自|需要|愿意|参加")
"""Labels that may be true of the same person, household or matter, so that parts may come to more."""
_ROLE = pattern(
    r"[\u4e00-\u9fff]{0,6}?(?:[村镇乡县市]?干部|网格员|教师|医生|护士|民警|辅警|社工|志愿者|学生|家长|村民|居民|工作人员|技术人员|医务人员"
    r"|医护人员|管理人员|执法人员|职工|员工|农户|负责人|联络员|信息员|协管员|调解员|楼栋长|商户|业主|司机|技工|工人)"
)
"""What somebody is by trade: two of them are hardly one person."""
_DONE = pattern(r"(?:已经|已|现已|按[时期])?(?:全部)?(?P<verb>[\u4e00-\u9fff]{1,4})(?:的|了)?")
_NOT_DONE = pattern(
    r"(?P<no>尚未|还未|未|不|没有?|正在|待|在|需|拟|逾期未|超期未)(?P<verb>[\u4e00-\u9fff]{1,4})(?:的|中的?)?"
)
_MORE = pattern(r"其余|其他|其它|剩|余下|另|还有|此外|等")
_WORDED = pattern(r"[\u4e00-\u9fffA-Za-z“”《》]")
LEAST_PLAIN, LEAST_NEARLY = 3, 3
NEARLY, MOSTLY, SLIPPED = Decimal("0.95"), Decimal("0.85"), Decimal("0.9")
LABEL, LONG_LABEL = 16, 60
"""Most characters of a label; the first may have a clause before it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`open`: 等 stands behind, or the list is broken off."""

    labels: tuple[str, ...]
    amounts: tuple[Amount, ...]
    open: bool

    @property
    def total(self) -> Decimal:
        return sum((amount.value for amount in self.amounts), Decimal(0))

    def slack(self, total: Amount) -> Decimal:
        """How far rounded parts may be from their rounded sum."""
        return sum((amount.step for amount in self.amounts), total.step) / 2


def judged(total: Amount, parts: Parts, *, whole: bool, near: Decimal = NEARLY) -> Iterator[Hit]:
    """`whole`: the parts are surely all that there are. Where they are three or more and make at least
    `near` of the total, it is more likely that one is wrong than that one was left out."""
    slack = parts.slack(total)
    if any(abs(running - total.value) <= slack for running in running_sums(parts.amounts)):
        return
    if parts.total > total.value + slack:
        if is_done_or_not(parts.labels) or all(_ROLE.fullmatch(label) for label in parts.labels):
            yield sum_hit(total, parts)
            return
        people = _CROSSING_PEOPLE if total.unit in PEOPLE or total.unit == "户" else _CROSSING
        crossing = any(_CROSSING.search(label) or people.search(label) for label in parts.labels)
        if crossing and not is_men_and_women(parts.labels):
            return
    elif parts.open or not (whole or _is_nearly_all(total, parts, near)):
        return
    yield sum_hit(total, parts)


def _is_nearly_all(total: Amount, parts: Parts, near: Decimal) -> bool:
    people = _CROSSING_PEOPLE if total.unit in PEOPLE or total.unit == "户" else _CROSSING
    unlike = any(
        _CROSSING.search(label) or people.search(label) or STATUS.search(label) for label in parts.labels
    )
    if _are_one_digit_apart(parts.total, total.value):
        near = min(near, SLIPPED)
    return len(parts.amounts) >= LEAST_NEARLY and not unlike and parts.total >= total.value * near


def _are_one_digit_apart(one: Decimal, other: Decimal) -> bool:
    """116 and 126: what a slip in the sum or in a part looks like."""
    texts = plain(one), plain(other)
    return len(texts[0]) == len(texts[1]) and sum(a != b for a, b in zip(*texts, strict=True)) == 1


def running_sums(parts: Sequence[Amount]) -> Iterator[Decimal]:
    """The sums of the first two, three … parts: behind a whole division another may stand."""
    running = Decimal(0)
    for number, part in enumerate(parts):
        running += part.value
        if number:
            yield running


def sum_hit(total: Amount, parts: Parts) -> Hit:
    reckoned = "＋".join(plain(amount.value / total.scale) for amount in parts.amounts)
    right = f"{plain(parts.total / total.scale)}{total.measure}"
    return Hit(total.start, total.end, {"total": total.shown, "parts": reckoned, "sum": right})


def is_done_or_not(labels: Sequence[str], *, surely: bool = False) -> bool:
    """Whether two parts can have nothing in common: 已整改 and 正在整改; `surely` where there is nothing else
    either: 采纳 and 未采纳."""
    done = _DONE.fullmatch(labels[0].strip("有")) if len(labels) == 2 else None
    rest = _NOT_DONE.fullmatch(labels[1].strip("有")) if done else None
    if done is None or rest is None:
        return False
    same = done["verb"].startswith(rest["verb"]) or rest["verb"].startswith(done["verb"])
    return same and (not surely or rest["no"] in ("未", "不", "尚未", "还未", "没", "没有"))


def is_men_and_women(labels: Sequence[str]) -> bool:
    return len(labels) == 2 and {label.rstrip("性生职工")[-1:] for label in labels} == {"男", "女"}


def parts_of(
    text: str,
    position: int,
    end: int,
    kind: str,
    found: list[Amount],
    *,
    labelled: bool,
    first: int = LABEL,
) -> Parts:
    """The parts of one kind of unit behind `position`, as long as they follow each other in one form."""
    labels: list[str] = []
    own: list[Amount] = []
    separator = ""
    broken = False
    for amount in (one for one in found if position <= one.start and one.end <= end):
        if amount.start < position:
            continue
        label = text[position : amount.start].strip("　 ，；")
        marked = MARK.search(label) is not None and (bool(own) or first == LABEL)
        broken = (
            amount.kind != kind
            or amount.is_vague
            or marked
            or FIGURE in label
            or len(label) > (LABEL if own else first)
            or (labelled and _WORDED.search(label) is None)
            or (
                separator == "，"
                and STATUS.search(label) is not None
                and not (len(own) == 1 and is_done_or_not((*labels, label)))
            )
        )
        if broken:
            break
        labels.append(label)
        own.append(amount)
        after = amount.end
        while aside := _ASIDE.match(text, after, end):
            after = aside.end()
        mark = _SEPARATOR.match(text, after, end)
        if mark is None:
            broken = after < end and text[after] not in "。，；！？”"
            break
        linked = mark[0].strip().lstrip("，") in _LINKS
        if not linked and separator and mark[0].strip() != separator:
            broken = _MORE.search(text, after, end) is not None
            break
        separator = separator or ("" if linked else mark[0].strip())
        position = mark.end()
        if linked and separator:
            # Behind 和 only one part more can stand.
            following = MARK.search(text, position, end)
            end = following.start() if following else end
    return Parts(tuple(labels), tuple(own), broken)
