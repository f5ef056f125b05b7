"""How many items are announced, and how many follow, in whatever form: 从四个方面抓好工作：一要…二要…三要…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.check.rules.figures.counted import count_of
from generator.load.headings import han_number
from generator.model.prose import HEADING, ITEM, PARAGRAPH, SUBTITLE, TITLE, Block, Document

_FIRST = pattern(
    # A character of a class comes first: a search for it is quick.
    r"[一第其首（(1①](?<![\u4e00-\u9fff\d].)(?:(?<=一)(?:是(?!否)|要|、)|(?<=第)一(?:[，、：]|是|要|[步条点招项个件类关句道层阶组批梯档轮片])"
    r"|(?<=其)一|(?<=首)先[，要]|(?<=（)(?:一|1)）|(?<=\()一\)|(?<=1)[.．、）)](?!\d)|(?<=①))"
)
_FIRST_NAMED = pattern(
    r"(?<![\u4e00-\u9fff])(?P<word>任务|措施|举措|步骤|行动|原则|要求|问题|亮点|做法|关键|环节|建议|重点|特点|招数|招式|难题|变化|故事|场景)一(?=[：、是])"
)
_NEEDED = "一1①首"
_SAID = pattern(r"[。！？，；]?”[^“”。！？]{0,18}(?:说|表示|介绍|指出|强调|要求|提出|谈到|讲)[，：]“?\Z")
_COUNT = pattern(
    r"(?P<count>[两一二三四五六七八九十]{1,3}|(?<![\d.第每前后另余剩至～~—\-近约超百千万亿十年月])\d{1,2})"
    r"(?P<of>个|项|大|条|类|件|步(?!骤)|点(?!\d|钟|半)|招|方面|种|道|关|张|把|步骤|大块|句)(?P<noun>[^，。；：、！？\n]{0,18})\Z"
)
_BEFORE = pattern(r"[第每前后另余剩至～~—\-近约超百千万亿十一期周年初]\Z")
_ABSTRACT = pattern(
    r"\A[\u4e00-\u9fff“”]{0,4}?(?:方面|问题|特点|环节|原因|重点|阶段|步骤|变化|办法|关口|难题|难点|短板|坚持|到位|工作|措施|任务|要求|意见|建议|做法|机制|举措|不足|经验|情况"
    r"|困难|亮点|转变|突出|原则|行动|抓手|实招|硬招|实事|好事|事|关系|条件|标准|目标|任务|方向|思路|层面|维度|途径|渠道|路径|内容|要点|着力点|切入点|结合|统一|加强|确保|提升"
    r"|优化|创新|字|话|制度|保障|服务|便利|新招|妙招|工程|组(?![织成建合])|小组|梯队|批次|片区|板块|层次|矛盾|隐患|风险|误区|诉求|心愿|材料|证明|信号|好处)"
)
_BARE = frozenset(("步", "点", "招", "方面", "条", "步骤", "句"))
_SUBJECT = pattern(
    r"(?:问题|原因|措施|办法|做法|任务|要求|意见|建议|经验|特点|困难|难题|短板|重点|举措|隐患|诉求|工作)[\u4e00-\u9fff]{0,4}?(?:有|是|为|共|分为|包括|概括为|归纳为|归结为)\Z"
)
_THESE = pattern(r"(?:以下|下列|如下|下述|这)[\u4e00-\u9fff]{0,2}\Z")
_PART = pattern(
    r"其中|之一|[当前]前|另外|还有|以上|上述|前述|这[两三四五六七八九]|除了|除|等(?![级候待])|[前后中里]\Z"
)
_MORE = pattern(r"此外|另外|还有|同时|最后|再[次者就有]|其次|末了|以及|还要|另一")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MOST, _BLOCKS, _REACH, _FIRSTS = 20, 40, 80, 30


class _Items(NamedTuple):
    """How many items follow, and what stands behind the sign of the last one."""

    number: int
    tail: str


def announced(document: Document) -> Iterator[Found]:
    """Where the items behind an announcement are more or fewer."""
    blocks = list(document.of(TITLE, SUBTITLE, HEADING, PARAGRAPH, ITEM))
    for place, block in enumerate(blocks):
        if not block.has(_NEEDED):
            continue
        yield from ((block, hit) for hit in each_named(block.text))
        for first in islice(_firsts(block.text), _FIRSTS):
            found = _announcement(blocks, place, first)
            if found is None:
                continue
            told, match = found
            count = count_of(match["count"])
            items = _items(blocks, place, first)
            if (
                items is None
                or count is None
                or count < 2
                or not 1 < items.number != count
                or (items.number < count and _MORE.search(items.tail))
            ):
                continue
            start, end = match.start("count"), match.end("of")
            noun = re.match(r"[\u4e00-\u9fff]{0,8}", match["noun"])
            end += len(noun[0]) if noun else 0
            words = {"told": told.text[start:end], "found": str(items.number)}
            yield told, Hit(start, end, words)


def _firsts(text: str) -> Iterable[re.Match[str]]:
    """What a first item may begin with, in order."""
    if "一：" not in text and "一是" not in text and "一、" not in text:
        return _FIRST.finditer(text)
    found = (*_FIRST.finditer(text), *_FIRST_NAMED.finditer(text))
    return sorted(found, key=lambda match: match.start())


def _announcement(
    blocks: Sequence[Block], place: int, first: re.Match[str]
) -> tuple[Block, re.Match[str]] | None:
    """The count right before the first item, in its block or at the end of the one before."""
    told, end = blocks[place], first.start()
    lead = told.text[:end].strip("“ \n　")
    if not lead:
        if not place or (blocks[place - 1].kind == ITEM and told.kind != ITEM):
            return None
        told = blocks[place - 1]
        end = len(told.text)
    elif told.kind == HEADING:
        return None
    since = max(0, end - _REACH)
    said = _SAID.search(told.text, since, end)
    ahead = " " * since + told.text[since : said.start() if said else end].rstrip("“”。：，；！— \n　如下")
    clause = max(ahead.rfind(mark) for mark in "，。；：、！？\n") + 1
    match = _COUNT.search(ahead, clause)
    if match is None or _BEFORE.search(ahead[: match.start()]):
        return None
    own = ahead[clause:]
    if match["noun"].startswith(("的", "工作日")):
        return None
    if _PART.search(own) or (told.kind in (TITLE, SUBTITLE) and not lead):
        return None
    these = _THESE.search(ahead, clause, match.start()) is not None or told.text[len(ahead) :].startswith(
        "如下"
    )
    subject = not match["noun"] and _SUBJECT.search(ahead, clause, match.start()) is not None
    if not (these or subject or match["of"] in _BARE or _ABSTRACT.match(match["noun"])):
        return None
    behind = told.text[len(ahead) : end]
    listed = "：" in behind or "如下" in behind or lead or told.kind == HEADING or "。" in behind
    return (told, match) if listed else None


def _items(blocks: Sequence[Block], place: int, first: re.Match[str]) -> _Items | None:
    """The items of one form, from the first one on; None where they may go on elsewhere."""
    own = blocks[place]
    behind = blocks[place + 1 : place + 1 + _BLOCKS]
    if own.text[: first.start()].strip("“ \n　"):
        found = _count(own.text[first.end() :], first)
        goes_on = behind and re.match(_sign(first, found.number + 1), behind[0].text.lstrip("“ 　"))
        return None if goes_on else found
    texts = [own.text[first.end() :]]
    for block in behind:
        if block.kind == HEADING and not (own.kind == HEADING and block.level >= own.level):
            break
        texts.append(block.text)
    return _count("\n".join(texts), first, leading=True)


def _count(text: str, first: re.Match[str], *, leading: bool = False) -> _Items:
    if first[0].startswith("首先"):
        signs = list(re.finditer(r"(?:其次|再次|然后|接着|最后)[，要]", text))
        return _Items(1 + len(signs), text[signs[-1].end() :] if signs else "最后")
    count = position = 0
    again = _find(_sign(first, 1), text, 0, leading)
    stop = again if again >= 0 else len(text)
    while count < _MOST:
        at = _find(_sign(first, count + 2), text, position, leading)
        if not 0 <= at < stop:
            break
        count, position = count + 1, at + 2
    return _Items(count + 1, text[position:].partition("\n")[0])


def _find(sign: str, text: str, position: int, leading: bool) -> int:
    lead = (
        r"(?:\A|(?<=[，。；：！？、”“\s）]))"
        if sign[0] not in "一二三四五六七八九十" or not sign.endswith("、")
        else r"(?<=\n)"
    )
    match = re.compile(lead + sign).search(text, position)
    return match.start() if match else -1


def _sign(first: re.Match[str], number: int) -> str:
    """What an item of a number begins with, in the form of the first one, as an expression."""
    written, han = first[0], han_number(number)
    if word := first.groupdict().get("word"):
        return f"{word}{han}"
    if written[0] == "①":
        return _CIRCLED[number - 1 : number] or "⓪"
    if "1" in written:
        return re.escape(written.replace("1", str(number), 1)) + (r"(?!\d)" if written[-1] in ".．" else "")
    if written[0] == "第":
        return f"第{han}"
    return re.escape(written.rstrip("，").replace("一", han, 1))


def each_named(text: str) -> Iterator[Hit]:
    """三件事，一件是老人有人管，一件是孩子有人带: each item is told with the word that is counted."""
    if _ONE.search(text) is None:
        return
    for match in _EACH.finditer(text):
        count = count_of(match["count"])
        number = len(re.findall(f"[一另]{match['of']}(?:是|叫|为|要|在|靠|抓|管)", match["rest"]))
        if count is not None and 1 < number != count and not _MORE.search(match["rest"]):
            if _BEFORE.search(text[: match.start()]) or "等" in match["rest"]:
                continue
            start, end = match.start("count"), match.end("of") + len(match["noun"])
            yield Hit(start, end, {"told": text[start:end], "found": str(number)})


_ONE = pattern(r"一[件个条项类种头桩招批块笔本把道场样](?:是|叫|为|要|在|靠|抓|管)")
_EACH = pattern(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?P<of>[件个条项类种头桩招批块笔本把道场样])(?P<noun>[^，。；：\d]{0,10})[，：。——]{1,2}(?P<rest>一(?P=of)(?:是|叫|为|要|在|靠|抓|管)[^。！？]{2,120})"
)
