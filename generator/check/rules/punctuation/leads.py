"""Marks before what a sentence leads to: lists, what somebody says, what a label stands for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN
from generator.model.prose import CELL, ITEM, PARAGRAPH, RUNNING, Block, Document

_BELOW = (
    "下(?:(?<=如下)|[列面]"
    "|(?<=以下)(?<![0-9０-９岁元米度级名人倍年月日天%％℃厘克吨亩里层及和含内处科县乡\ufffc]以下))"
)
"""Not 60岁以下."""
_FIRST = "(?:一是|一要|第一|首先|其一|[（(][一1][）)]|1[.、．]|一、|①)"
_COUNTED = "[几数多两二三四五六七八九十0-9]{1,2}[个点项条件类种方步大处户名人家位批]"
_INNER = "[^，。；：、！？“”（）:]"
_INLINE = pattern(
    rf"{_BELOW}(?:{_INNER}{{0,16}}(?P<mark>[；，、？！])(?<!如下.)(?={_FIRST})"
    rf"|(?<=如下){_INNER}{{1,12}}(?P<stop>。)(?={_FIRST})"
    rf"|{_COUNTED}{_INNER}{{0,16}}(?P<list>[；、！？，])(?=[{HAN}]{{2,12}}(?:、[{HAN}]{{2,12}})+(?:等[^，。]"
    rf"{{0,6}})?。))"
)
_LAST = pattern(rf"{_BELOW}(?P<what>{_INNER}{{0,14}})(?P<mark>[；，、？！。]?)\s*\Z")
_MEANT = pattern(
    rf"(?:提出|作出|具备|符合|提供|携带|遵守|做[好到]|存在|采取|开展|完成"
    rf"|[有按对将把就现])[^，。；：、]{{0,10}}\Z|\A{_INNER}{{0,8}}\Z"
)
_ORDINAL = pattern(_FIRST)
_LOOSE = pattern("一|第|首先|其")


def list_lead(document: Document, office: Office) -> Iterator[Found]:
    """符合以下条件；, 提出以下建议 before a list, 对以下三个路段优先改造；中山路东段、…… within a line."""
    blocks = document.blocks
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        if block.kind not in RUNNING or "下" not in block.text:
            continue
        for match in _INLINE.finditer(block.text):
            place = match.start(str(match.lastgroup))
            yield block, Hit(place, place + 1, {"found": block.text[max(0, place - 8) : place + 1]})
        if following is not None and (hit := _before_list(block, following)):
            yield block, hit


def _before_list(block: Block, following: Block) -> Hit | None:
    match = _LAST.search(block.text, max(0, len(block.text) - 24))
    if (
        match is None
        or following.kind not in (PARAGRAPH, ITEM)
        or (not match["what"] and block.text[match.start() - 1 : match.start()] == "如")
    ):
        return None
    listed = following.kind == ITEM and block.kind != ITEM
    if not (listed or _ORDINAL.match(following.text)):
        return None
    if match["mark"] == "。" and _LOOSE.match(following.text):
        return None  # Headings of a sort: 一、形式多样。
    if not match["mark"] or match["mark"] == "。":
        clause = block.text[: match.start()].rpartition("，")[2].rpartition("。")[2]
        if not _MEANT.search(clause[:-1] or clause):
            return None
    start = match.start("mark") if match["mark"] else match.end("what") - 1
    return Hit(start, start + 1, {"found": block.text[max(0, start - 8) : start + 1]})


_LABEL = pattern(
    r"(?=[一-鿿]{2,8}[；。、！;])(?:(?:活动|会议|培训|报名|办理|受理|截止|完成|集合)?(?:时间|地点|时限|期限"
    r"|方式|对象)|主持人?|出席(?:人员)?|参[会加]人员|联系人|(?:联系|咨询|举报|投诉|监督)?电话|地址|(?:责任"
    r"|牵头|配合|承办|协办|主办|报送)单位"
    r"|诉求(?:内容|人)|(?:处理|办理|核查|回访)(?:结果|情况|过程)|主送|抄送|报送|发送"
    r"|附件)(?P<mark>[；。、！;])(?=[一-鿿0-9])"
)
_MARK = pattern(
    r"[；。、！？](?:(?=“)|(?<=[到为示出识言露调知感映悉得求定望现明说道讲问答称绍叹忆是有括如于在].))"
)
_SAYS = pattern(
    r"(?:说|道|讲|问|答|称|表示|指出|强调|介绍|认为|坦言|感叹|感慨|回忆|要求|提出|告诉[^，。：；]{1,6})\Z"
)
_THINKS = pattern(
    r"(?:深?深?深?切?感到|一致认为|普遍认为|表示|指出|意识到|坦言|透露|强调|深知|深感|普遍反映|获悉|得知"
    r"|了解到)\Z"
)
_NO_THOUGHT = pattern(r"[的以作等及]|意思表示|[予加]以强调|着重强调")
_CLAUSE_SAYS = pattern(
    r"(?:[^，。；：！？“”]{0,16}(?:深深感到|深切感到|深刻感到|感到|一致认为|普遍认为|指出|强调|意识到|坦言"
    r"|深知|认为|获悉|得知|(?<!意思)表示)"
    r"|(?:[^，。；：！？“”]{0,8}会议|会上|[^，。；：！？“”]{0,6}(?:书记|[市县区局镇]长|主任|负责人))(?:还"
    r"|同时|最后|明确|特别)?(?:要求|提出|强调|指出|认为|决定|号召|希望|介绍|说))\Z"
)
_LEADS = pattern(
    r"(?:分别[是为有]|包括|例如|比如|主要[是有]|主要包括|具体[是为]|具体包括|(?:表现|体现|反映)在|(?:原因"
    r"|目的|办法|好处|关键|难点|特点|做法)(?:主要)?(?:[是有]|在于))\Z"
)
_NO_MARK = pattern(r"(?P<open>“)(?<=[说道问答喊]“)[^“”]{4,}[。！？]”(?![的这等、])")
_STOPS = pattern("[。！？；”“：，]")
_REACH = 24


def said_mark(block: Block, office: Office) -> Iterator[Hit]:
    """他表示；“……”, 大家感到；群众……, 会议指出。要……, 主要包括、路窄……, 时间；6月1日."""
    text = block.text
    label = _LABEL.match(text)
    if label:
        yield Hit(label.start("mark"), label.end("mark"), {"found": label[0]})
    if block.kind == CELL:
        return
    if "“" in text:
        for match in _NO_MARK.finditer(text):
            yield Hit(
                match.start("open"),
                match.end("open"),
                {"found": text[max(0, match.start() - 4) : match.end("open")]},
            )
    for match in _MARK.finditer(text):
        start = match.start()
        ahead = text[max(0, start - _REACH) : start]
        clause = _STOPS.split(ahead)[-1]
        if _is_lead(ahead, clause, match[0], text[start + 1 : start + 2]):
            yield Hit(start, start + 1, {"found": text[max(0, start - 6) : start + 1]})


def _is_lead(ahead: str, clause: str, mark: str, behind: str) -> bool:
    if not behind or (behind == "”" or len(clause) == len(ahead) == _REACH):
        return False
    is_after_quote = ahead[: len(ahead) - len(clause)].endswith("”")
    if behind == "“" and _SAYS.search(clause):
        return not is_after_quote or mark in "；、"
    if _LEADS.search(clause):
        return True
    if mark in "；、" and _THINKS.search(clause) and not _NO_THOUGHT.search(clause):
        return mark == "；" or (len(clause) < 8 and not clause.endswith(("强调", "得知")))
    whole = ahead[: len(ahead) - len(clause)][-1:] in ("", "。", "！", "？", "；")
    return whole and not is_after_quote and _CLAUSE_SAYS.match(clause) is not None


RULES: tuple[Rule, ...] = (
    DocumentRule("list-lead-mark", list_lead),
    BlockRule("said-mark", said_mark, RUNNING | {CELL}, needs="；。、！？;"),
)
