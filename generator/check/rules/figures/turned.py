"""Words for the way of a change that the numbers beside them turn round: 以前18分钟，现在缩短到25分钟."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Office
from generator.check.rules.figures.amounts import Amount, Figures, Sentence
from generator.check.rules.figures.compared import is_vague
from generator.model.prose import FIGURE, Document, Table

_UP = (
    "增加|增长|增多|增大|增添|增设|增|上升|提高|提升|抬高|升高|加大|延长|拉长|变长|变多|变大|扩大|扩充|扩展|扩容|扩建|扩编|扩张|扩增|扩|上涨|上浮|上调|调高|走高|攀升|跃升|飙升"
    "|猛增|激增|骤增|陡增|净增|多出来?|多|高出|涨|升"
)
_DOWN = (
    "减少|下降|降低|缩短|变短|变少|变小|压缩|压减|压降|压|缩小|缩减|缩|收窄|回落|下滑|下跌|下浮|下调|调低"
    "|走低|滑落|骤降|锐减|骤减|猛降|陡降|净减|精简|精减|削减|裁减|节约|节省|少用|少|低|降|减|跌|落"
)
_UPS = frozenset(_UP.replace("多出来?", "多出|多出来").split("|"))
_WAY = rf"(?P<way>{_UP}|{_DOWN})"
_TURN = pattern("[增升提高抬大延长拉变扩涨浮调走攀跃飙猛激骤多下降低缩压收窄回滑精削裁节少减跌落]")
_BECAME = pattern(rf"{_WAY}了?(?:到了?|至|为|成)(?:[一-鿿“”]{{0,6}}的)?(?:每?[一-鿿“”]{{0,4}})\Z")
_FROM = pattern(r"[由从](?<![自来离出得经].)[^，。；：、]{0,18}\Z")
_PAST = pattern(
    r"以前|过去|原来|原先|之前|此前|先前|早先|当初|起初|最初|去年|上年|前年|上[月周季期]|上个[月周]|上一?学[期年]|往年|年初|月初|期初|昨[天日]|前[天日]|前期|老[楼房校馆路]|传统|同期|[^目当跟眼]前(?=[，的需要有为])|原(?![料则因地本])"
)
_NOW = pattern(
    r"现在|如今|目前|今年|当前|眼下|今[天日]|本[月周季期年]|本学[期年]|这个?[月周]|这学期|现|当[月年]|[^之以此目当]后(?=[，为])"
)
_BY = pattern(rf"{_WAY}了?(?:近|约|整整)?\Z")
_AMONG = pattern(r"其中|另|分别|各|每|同比|环比")
_YEAR, _MONTH = pattern(r"(?:19|20)\d\d(?=年)"), pattern(r"(?<!\d)(?:1[0-2]|[1-9])(?=月)")
_RANK_UNITS = frozenset("位名级类度")
_BETTER = pattern(r"效率|速度|速率|水平|质量|能力|位次|排名|名次|提前")
_LONGEST = 26
_FASTER = frozenset(("分钟", "小时", "天", "个"))


def turned(figures: Figures) -> Iterator[Hit]:
    """以前18分钟，现在缩短到25分钟; 上年末3.12%，本期末3.05%，上升0.07个百分点; 由第3位上升到第5位."""
    text = figures.text
    if "第" in text and ("位" in text or "名" in text):
        yield from _ranks(text)
    if len(figures.amounts) < 2 or _TURN.search(text) is None:
        return
    for sentence in figures.sentences(2):
        if not sentence.repeats or FIGURE in text[sentence.start : sentence.end]:
            continue
        told = sentence.amounts
        if "：" in text or "（" in text or "(" in text:
            yield from _headed(text, sentence)
        for place, second in enumerate(told[1:], start=1):
            yield from _became(text, sentence, told[place - 1], second)
        for by in told if len(told) > 2 else ():
            yield from _by(text, sentence, by, told)


def _became(text: str, sentence: Sentence, old: Amount, new: Amount) -> Iterator[Hit]:
    """由8.6万人次增至7.9万人次."""
    if old.kind != new.kind or new.start - old.end > _LONGEST or is_vague(text, old) or is_vague(text, new):
        return
    match = _BECAME.search(text, old.end, new.start)
    if match is None or text.count("，", old.end, new.start) > 1:
        return
    clause = max(text.rfind(mark, sentence.start, old.start) for mark in "，；：、") + 1
    ahead = text[max(sentence.start, clause) : old.start]
    said = _FROM.search(ahead) or _PAST.search(ahead) or _NOW.search(text, old.end, match.start())
    if said:
        yield from _hit(text, old, new, match)


def _hit(text: str, old: Amount, new: Amount, match: re.Match[str]) -> Iterator[Hit]:
    gone = new.value - old.value
    goes_up = match["way"] in _UPS
    if abs(gone) <= (old.step + new.step) / 2 or goes_up == (gone > 0) or old.unit in _RANK_UNITS:
        return
    if any(text[one.start - 1 : one.start] in ("·", "．") for one in (old, new)):
        return
    better = _BETTER.search(text, max(0, match.start("way") - 10), match.start("way"))
    if (better or match["way"][0] == "提") and old.unit in _FASTER:
        return
    words = {"old": old.shown, "new": new.shown, "way": match["way"]}
    yield Hit(*match.span("way"), words | {"right": "增加" if gone > 0 else "减少"})


def _by(text: str, sentence: Sentence, by: Amount, told: Sequence[Amount]) -> Iterator[Hit]:
    """Where two amounts lie as far apart as a third one says, but the other way."""
    match = _BY.search(text, max(sentence.start, by.start - 8), by.start)
    if match is None or by.unit == "%":
        return
    kind = "%" if by.unit == "个百分点" else by.kind
    own = [one for one in told if one is not by and one.kind == kind and not is_vague(text, one)]
    for place, first in enumerate(own):
        for second in own[place + 1 :]:
            slack = (first.step + second.step + by.step) / 4
            if abs(abs(first.value - second.value) - by.value) > slack or first.value == second.value:
                continue
            pair = _ordered(text, sentence, first, second, by, match.start())
            if pair is not None:
                yield from _hit(text, *pair, match)
                return


def _ordered(
    text: str, sentence: Sentence, first: Amount, second: Amount, by: Amount, at: int
) -> tuple[Amount, Amount] | None:
    """Which of two amounts was before the other, if the sentence tells."""
    if _AMONG.search(text, min(first.end, by.end), max(second.start, by.start)):
        return None
    labels = [_label(text, sentence, one) for one in (first, second)]
    one, other = labels
    if first.end <= at < second.start:
        # 较上周的64件减少9件，共73件; 234件，比3月多出31件（3月为265件）.
        ahead = text[max(sentence.start, first.end - _LONGEST) : at]
        close = at - first.end
        if re.search(r"[比较]", one) and close <= 3:
            return first, second
        bracket = text.rfind("（", by.end, second.start) >= 0
        if bracket and re.search(r"[比较]", ahead[-14:]) and not _NOW.search(other):
            return second, first
        return None
    if second.end <= at or by.end <= first.start:
        between = text[first.end : second.start]
        if _FROM.search(one) and re.fullmatch(r"[^，。；\d]{0,8}?[到至为成][^，。；\d]{0,4}", between):
            return first, second
        return _by_labels(one, other, first, second)
    return None


def _by_labels(one: str, other: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    labels = one, other
    for sort in (_YEAR, _MONTH):
        found = [sort.findall(label) for label in labels]
        if found[0] and found[1] and found[0][-1] != found[1][-1]:
            earlier = int(found[0][-1]) < int(found[1][-1])
            return (first, second) if earlier else (second, first)
    past = [_PAST.search(label) is not None for label in labels]
    now = [_NOW.search(label) is not None for label in labels]
    if past[0] and not past[1] and now[1] and not now[0]:
        return first, second
    if past[1] and not past[0] and not now[1]:
        return second, first
    return None


def _label(text: str, sentence: Sentence, one: Amount) -> str:
    """The clause before an amount."""
    clause = max(text.rfind(mark, sentence.start, one.start) for mark in "，；：（") + 1
    label = text[max(sentence.start, clause) : one.start]
    timed = any(sort.search(label) for sort in (_YEAR, _MONTH, _PAST, _NOW))
    if (timed and len(label) > 1) or text[clause - 1 : clause] != "，":
        return label
    before = max(text.rfind(mark, sentence.start, max(0, clause - 1)) for mark in "，；：（") + 1
    # 2020年末，全县存栏生猪24.3万头.
    return text[max(sentence.start, before) : one.start]


_HEADED = pattern(rf"{_WAY}(?:了|明显)?[：（(]")


def _headed(text: str, sentence: Sentence) -> Iterator[Hit]:
    """优良天数增加：去年一季度81天，今年一季度76天."""
    for match in _HEADED.finditer(text, sentence.start, sentence.end):
        two = [one for one in sentence.amounts if match.end() <= one.start <= match.end() + 3 * _LONGEST][:2]
        if len(two) == 2 and two[0].kind == two[1].kind and two[0].start - match.end() < _LONGEST:
            pair = _by_labels(_label(text, sentence, two[0]), _label(text, sentence, two[1]), *two)
            if pair:
                yield from _hit(text, *pair, match)


_RANK = pattern(
    r"第?(?<![\d.])(?P<old>\d{1,3})(?P<of>[位名])(?:，)?(?:[一-鿿]{0,4}?)"
    r"(?P<way>上升|提升|前移|跃升|跃居|晋升|攀升|升|提高|前进|下降|后移|下滑|跌|滑落|退|降|回落|倒退)"
    r"(?:到了?|至|为)[一-鿿]{0,6}?第?(?P<new>\d{1,3})(?P=of)(?![人同学员])"
)
_FELL = frozenset("下后跌滑退降回倒")
_RANKED = pattern(r"[由从][^，。；]{0,12}\Z|排[名位]|位[次列居]|名次")


def _ranks(text: str) -> Iterator[Hit]:
    """由第3位上升到第5位."""
    for match in _RANK.finditer(text):
        if not _RANKED.search(text, max(0, match.start() - 16), match.start()) or "第" not in match[0]:
            continue
        old, new = int(match["old"]), int(match["new"])
        fell = match["way"][0] in _FELL
        if old != new and fell == (new < old):
            words = {"old": f"第{old}{match['of']}", "new": f"第{new}{match['of']}", "way": match["way"]}
            yield Hit(*match.span("way"), words | {"right": "上升" if fell else "下降"})


_CHANGED = pattern(
    rf"\s*(?:同比|环比|比[一-鿿]{{2,4}}|较[一-鿿]{{2,4}})?(?:净)?{_WAY}了?(?P<by>\d[\d.,]*)(?P<unit>[^\d\s]{{0,4}})\s*\Z"
)
_NUMBER = pattern(r"\s*(\d+(?:\.\d+)?)[%％]?[一-鿿]{0,3}\s*\Z")
_OF_CHANGE = pattern(r"变化|增减|升降|变动|比较|对比|情况|同比|环比|[增涨降升]幅")


def turned_in_tables(document: Document, office: Office) -> Iterator[Found]:
    """4月4.9, 3月4.2, 变化情况缩短0.7天."""
    for table in document.tables:
        columns = _columns(table)
        if columns is None:
            continue
        now, before = columns
        for row in table.rows[1:]:
            if len(row) <= max(now, before):
                continue
            numbers = [_NUMBER.match(row[index].text) for index in (now, before)]
            for cell in row[1:]:
                match = _CHANGED.match(cell.text)
                if match is None or not numbers[0] or not numbers[1]:
                    continue
                new, old = (float(number[1]) for number in numbers if number)
                if new != old and (match["way"] in _UPS) != (new > old):
                    words = {"old": f"{old:g}", "new": f"{new:g}", "way": match["way"]}
                    words["right"] = "增加" if new > old else "减少"
                    yield cell, Hit(*match.span("way"), words)


def _columns(table: Table) -> tuple[int, int] | None:
    """The columns of the time that is told and of the one before."""
    heads = [cell.text for cell in table.rows[0]] if table.rows else []
    if not any(_OF_CHANGE.search(head) for head in heads):
        return None
    own = [place for place, head in enumerate(heads) if place and not _OF_CHANGE.search(head)]
    if len(own) != 2:
        return None
    first, second = own
    for sort in (_YEAR, _MONTH):
        found = [sort.search(heads[place]) for place in own]
        if found[0] and found[1] and found[0][0] != found[1][0]:
            later = int(found[0][0]) > int(found[1][0])
            return (first, second) if later else (second, first)
    past = [_PAST.search(heads[place]) is not None for place in own]
    if past[0] == past[1]:
        return None
    return (second, first) if past[0] else (first, second)
