"""The word for the way beside two amounts of which one is the earlier: 下降（去年11人，今年14人）."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import Amount, Figures
from generator.check.rules.figures.grown import past_behind
from generator.check.rules.figures.timed import Timed, moved, timed
from generator.check.rules.figures.words import pairs_of

_UP = (
    "不降反升|不减反增|有增无减|增加|增长|增多|上升|提高|提升|增大|加大|延长|拉长|变长|变多|变大|扩大|上涨|走高|攀升"
    "|多了|多出|高出|涨|多|升|增"
)
_DOWN = (
    "不升反降|不增反减|有减无增|减少|下降|降低|缩短|变短|变少|变小|压缩|压减|缩小|回落|下滑|下跌|走低"
    "|少了|降|减|跌|少"
)
_UPS = frozenset(_UP.split("|"))
_WAY = rf"(?P<way>{_UP}|{_DOWN})"
_AHEAD = pattern(rf"{_WAY}(?:了|明显|显著)?(?:[：:（(]|，(?:[即也]?)|——)\Z")
_BEHIND = pattern(
    rf"(?:[\u4e00-\u9fff]{{0,4}}?)[，（；](?:[同环]比|人均|平均|总共|一共|合计|前后|比[\u4e00-\u9fff]{{2,6}}?|较[\u4e00-\u9fff]{{2,6}}?)?(?:反而|净|共|整体|总体)?{_WAY}了?(?:近|约)?(?=\d)"
)
_SAID = pattern(
    rf"，(?P<of>[\u4e00-\u9fff]{{0,6}}?)(?:有所|明显|显著|大幅|略有|稳步|持续|进一步|逐[月年周]|同比|环比)+{_WAY}(?=[，。；]|\Z)"
)
_FASTER = frozenset(("分钟", "小时", "天"))
_BETTER = pattern(r"效率|速度|速率|水平|质量|能力|位次|排名|名次")


def contrary(figures: Figures) -> Iterator[Hit]:
    """上月为6.2%，本月为5.7%，上升0.5个百分点; 缩短，由26分钟变为31分钟."""
    text = figures.text
    for pair in (*timed(figures), *moved(figures), *_bare(figures)):
        gone = pair.new.value - pair.old.value
        if abs(gone) <= (pair.old.step + pair.new.step) / 2:
            continue
        ahead = _AHEAD.search(text, max(0, pair.start - 8), pair.start) if pair.kind != "bare" else None
        behind = _BEHIND.match(text, pair.end, pair.end + 24)
        told = figures.at(behind.end()) if behind else None
        said = None if behind or pair.kind == "bare" else _SAID.match(text, pair.end, pair.end + 16)
        if said is not None and said["of"] and not pairs_of(said["of"]) & pairs_of(text[: pair.end]):
            said = None
        for match in (ahead, behind if told is not None and _is_told(pair, told) else None, said):
            if match is None or (match["way"] in _UPS) == (gone > 0):
                continue
            if _BETTER.search(text, max(0, match.start("way") - 10), match.start("way")):
                continue
            if pair.old.unit in _FASTER and match["way"].startswith("提"):
                continue
            words = {"old": pair.old.shown, "new": pair.new.shown, "way": match["way"]}
            yield Hit(*match.span("way"), words | {"right": "增加" if gone > 0 else "减少"})
            break


_AGO = pattern(r"[去上前]年|上个?[月周季期]|往年|原来|以前")
_REACH = 20


def _bare(figures: Figures) -> Iterator[Timed]:
    """浓度为33微克/立方米，上年4月为38微克/立方米: only the earlier amount has its time beside it."""
    if len(figures.amounts) > 2 and "比" in figures.text:
        for old, new in past_behind(figures, percents=True):
            if _AGO.search(figures.text, max(0, new.start - _REACH), new.start) is None:
                yield Timed(old, new, new.start, old.end, "", "bare")


def _is_told(pair: Timed, told: Amount) -> bool:
    """Whether what is said to have been added or taken away is what lies between the two amounts."""
    gone = abs(pair.new.value - pair.old.value)
    slack = (pair.old.step + pair.new.step + told.step) / 2
    if told.unit in ("%", "个百分点") and pair.old.unit != "%":
        bases = [one.value for one in (pair.old, pair.new) if one.value > 0]
        return told.unit == "%" and any(
            abs(gone / base * 100 - told.value) <= max(told.step, slack / base * 100) for base in bases
        )
    same = told.unit == pair.old.unit or (told.unit == "个百分点" and pair.old.unit == "%")
    return same and abs(gone - told.value) <= slack
