"""Marks at the beginning and at the end of headings, captions and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.punctuation.ends_heads import caption_ends, head_ends
from generator.check.rules.punctuation.ends_listed import open_points
from generator.check.rules.punctuation.signs import CLOSERS, DIGIT, HAN, NUMERALS, addresses, in_address
from generator.model.prose import CAPTION, HEADS, ITEM, PARAGRAPH, RUNNING, Block, Document

_STARTS = pattern(rf"[，。、；：？！](?!\Z)|[,;:?!](?=[{HAN}])")


def line_start(block: Block, office: Office) -> Iterator[Hit]:
    if match := _STARTS.match(block.text):
        yield Hit(0, match.end(), {"mark": match[0]})


_CLOSED = "。！？…；：—”’》）】〕」』.!?;:"
_SENTENCE = pattern(r"[。！？]")
_LAST = pattern(r"[。！？…]")
_LABELLED = pattern(
    r"[^，。；：]{1,10}(?<!答复)(?<!回复)(?<!反映)(?<!要求)(?<!强调)(?<!指出)(?<!表示)(?<!认为)："
)
_NUMBERED = pattern(rf"[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}0-9]{{1,3}}[）)]|[0-9]{{1,2}}[.、．]|[①-⒇]")
_IS = pattern(rf"[{NUMERALS}]{{1,2}}[是要来]|第[{NUMERALS}]|其[{NUMERALS}次]|首先|再次|最后|此外|同时")
_PART = pattern(r"[\u4e00-\u9fff“”]{2,12}[：:]|[（(]|[“《]|对|凡|有的|要|在[^，]{1,8}方面|以|坚持|加强")
_LETTER = pattern(rf"[{HAN}{DIGIT}A-Za-z%％℃，、{CLOSERS}]")
_SHORT, _PLAIN = 12, 30
"""Characters of a last sentence, and of a paragraph that is a single sentence; shorter ones are often names,
dates and lines of verse."""


def no_end(document: Document, office: Office) -> Iterator[Found]:
    """Paragraphs and items without a mark at their end, and those that break off behind a ；."""
    told = set()
    for block, hit in _ends(document):
        told.add(id(block))
        yield block, hit
    for block in open_points(document):
        if id(block) not in told:
            end = len(block.text)
            yield block, Hit(end - 1, end, {"end": block.text[-6:]})


_ENDED = frozenset(("", *"。！？…—"))


def _ends(document: Document) -> Iterator[Found]:
    blocks = document.blocks
    for number, block in enumerate(blocks):
        if block.kind not in (PARAGRAPH, ITEM) or block.text.rstrip()[-1:] in _ENDED:
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        ahead = blocks[number - 1] if number else None
        if block.text.endswith("；") and _breaks_off(block, ahead, following):
            yield block, Hit(len(block.text) - 1, len(block.text), {"end": block.text[-6:]})
        around = (one for one in (ahead, following) if one and one.kind == PARAGRAPH)
        beside = any(one.text.rstrip().endswith(("。", "。”")) for one in around)
        yield from ((block, hit) for hit in _open_end(block, beside))
        if _waits(block, following):
            yield block, Hit(len(block.text) - 1, len(block.text), {"end": block.text[-6:]})


_WAITING = 12
"""Characters of a paragraph of one clause that ends with a ：; shorter ones are labels."""
_INTRODUCES = pattern(
    r"如下|以下|下列|下面|这[样些几]|[一二三四五六七八九十两几多数0-9][个点项条方件份步种类大]|意见|要求|通知|报告|措施|[是为有即]：|包括|汇报|安排|建议|情况|内容|名单|附"
)


def _waits(block: Block, following: Block | None) -> bool:
    """Whether a paragraph ends with a ： behind which nothing comes but what it introduces."""
    text = block.text
    if block.kind not in (PARAGRAPH, ITEM) or not text.endswith("：") or text[-2:-1] in ("的", "定"):
        return False
    if text.count("：") > 1 or (len(text) <= _WAITING and "，" not in text):
        return False
    if following is None:
        return True
    clause = _CLAUSES.split(block.text)[-1]
    return (
        following.kind in HEADS
        and len(clause) > _TOLD_SHORT
        and not _INTRODUCES.search(clause)
        and not _SPEAKING.search(clause)
    )


_CLAUSES = pattern("[，。；！？]")
_SPEAKING = pattern(
    r"(?:说|道|讲|问|答|写|称|表示|指出|强调|介绍|告诉[^，。]{1,6}|认为|念|唱|喊)：\Z|公式|算式|曲|诗"
)
_TOLD_SHORT = 7
_WHOLE = pattern(r"“[^“”。！？…，]{4,60}，[^“”。！？…]{4,60}”\Z")
_REMARK = pattern(r"（[^（）]{2,30}）\Z")


_SAYS = pattern(
    r"(?:[说道讲问答喊]|表示|指出|强调|介绍|告诉[^，。：]{1,8}|感慨|坦言|回忆|认为|要求|提出|写着?|称赞|反映|透露|叮嘱|承诺|回应|解释)："
    r"“[^“”]{6,}[^“”。！？…]”\Z"
)
_QUOTED = pattern(r"[^。：]{6,}：“[^“”]{4,}，[^“”]{2,}[^“”。！？…，]”\Z")
_NAMED = pattern(
    r"(?:学习|传达|印发|审议|通过|讨论|发布|出台|制定|签订|修订|宣读|研究|观看|公布|编印|编写|下发|推出|建立|召开|开展|举办|打造|形成|推行|荣获|获得|成为)"
    r"了[^。，]{0,20}[《“][^《》“”]{2,40}[》”]\Z"
)


def _is_said(text: str, beside: bool) -> bool:
    """Whether a text ends with what someone says, or with a title, and has no mark."""
    if text[-1] == "”" and (_SAYS.search(text) or (beside and _QUOTED.search(text))):
        return True
    return beside and text[-1] in "》”" and _NAMED.search(text) is not None


def _is_remarked(text: str) -> bool:
    """Whether a sentence without an end has a remark in brackets behind it."""
    remark = _REMARK.search(text, max(0, len(text) - 32)) if text.endswith("）") else None
    if remark is None:
        return False
    ahead = text[: remark.start()]
    return (
        len(ahead) > _PLAIN - 8
        and "，" in ahead
        and not _UNPLAIN.search(ahead)
        and _TOLD.search(text) is not None
    )


_UNPLAIN = pattern(r"[。！？…：（）]")


def _breaks_off(block: Block, ahead: Block | None, following: Block | None) -> bool:
    """Whether nothing follows a ； that goes on with what it parts."""
    if block.kind == ITEM and not (ahead and ahead.kind == ITEM):
        return False  # The only one that was read of a list.
    if following is None or following.kind in HEADS:
        return True
    if block.kind == ITEM:
        return following.kind == PARAGRAPH and not _NUMBERED.match(following.text)
    if following.kind != PARAGRAPH:
        return False
    numbered = _NUMBERED.match(block.text) or _IS.match(block.text)
    if not numbered:
        # A paragraph by itself, between two that are no parts of a list.
        listed = ahead is not None and ahead.text.endswith(("；", "：", "，"))
        return (
            not listed
            and following.text.endswith("。")
            and block.text.count("。") == 0
            and not _PART.match(block.text)
        )
    return bool(numbered) and not (_NUMBERED.match(following.text) or _IS.match(following.text))


def _open_end(block: Block, beside: bool) -> Iterator[Hit]:
    """`beside`: whether a paragraph before or behind it ends with a full stop."""
    text = block.text.rstrip()
    if not text or text[-1] in "。！？…；：—" or not _LETTER.match(text[-1]):
        return
    sentences = _SENTENCE.search(text) is not None
    last = _LAST.split(text)[-1]
    if block.kind == PARAGRAPH and (_WHOLE.match(text) or _is_remarked(text) or _is_said(text, beside)):
        yield Hit(len(text) - 1, len(text), {"end": text[-6:]})
        return
    if text[-1] in CLOSERS:
        # （市教育局供稿） and “……。” end a paragraph; a title or a word in quotes does not.
        if not sentences or text[-2:-1] in "。！？…" or len(last) < _SHORT or last.lstrip()[0] in "（”":
            return
    elif sentences:
        if len(last.strip()) < 4 or (len(last) < _SHORT and "，" not in last and _LABELLED.match(last)):
            return
    elif block.kind == ITEM or not (_is_sentence(text) or _is_told(text, beside)):
        return
    if not in_address(addresses(text), len(text) - 1):
        yield Hit(len(text) - 1, len(text), {"end": text[-6:]})


def _is_sentence(text: str) -> bool:
    if text[-1] in "，、":
        return "：" not in text[:10] and len(text) > _SHORT
    return (
        len(text) >= _PLAIN
        and text.count("，") >= 2
        and not _LABELLED.match(text)
        and not _NUMBERED.match(text)
    )


_TOLD = pattern(
    r"[了已也都就还被把着过将使没能想说得]|[0-9一二三四五六七八九十两百千万几多半][个名次户家元件处所亩吨天年月日多余里米台辆张条项位人场成座期批种]"
    r"|今年|去年|目前|日前|近日|以来|期间|以后|之后|正在|当场|随即|立即|可以|能够|需要|应当|必须|不[得准用能再会]|表示|认为|介绍|反映|发现|要求|决定"
)
_NAMES = pattern(
    rf"[{HAN}]{{2,4}}(?:[ 　、][{HAN}]{{2,4}})+\Z|.{{0,20}}(?:人民政府|委员会|办公室|[局厅部委会院处])\Z"
    r"|图为|[上下左右][图：]|来源|作者|记者|供稿"
)
_ORDERED = pattern(r"[不应须将已]|必须|严禁|禁止|按时|及时|逾期")
_TOLD_LEAST, _TOLD_ALONE = 16, 22
"""Characters of a sentence of two clauses that something is told in, between others and by itself."""


def _is_told(text: str, beside: bool) -> bool:
    """Whether a text without an end is surely a sentence, and no heading, line of verse or name."""
    if numbered := _NUMBERED.match(text):
        return (
            beside
            and len(text) > _PLAIN - 6
            and text.count("，") > 1
            and bool(_ORDERED.search(text, numbered.end()))
        )
    if _LABELLED.match(text) or _NAMES.match(text) or "  " in text:
        return False
    clauses = text.count("，")
    if not clauses:
        return beside and len(text) >= _TOLD_LEAST and "：" not in text and len(_TOLD.findall(text)) > 1
    if len(text) < (_TOLD_LEAST if beside else _TOLD_ALONE) or not _TOLD.search(text):
        return False
    ahead, _, behind = text.partition("，")
    # 小网格连着千万家，大治理暖了百姓心: a heading of two halves.
    return beside or len(ahead) != len(behind)


# “如下。” at a paragraph's end is usual where a table or whole sections follow.
_AS_FOLLOWS = pattern(
    r"如下(?:[。，；](?=一是|首先|第一[，是]|[（(]一[）)]|1[.、]|一、)|(?=[（(][一1][）)]|一是|一、)|[，；、]\Z|\Z"
    r"|、|…+|——|！|[；](?=[一-鿿])|。(?=[^，。；]{1,30}、[^，。；]{1,40}。\Z)"
    r"|(?<=(?:分工|名单|安排|方式|时间|地点|要求|标准|流程|措施|步骤|结果|数据|电话|内容|原因|目录|做法|条件|材料|办法)如下)"
    r"，(?![请望供敬特不如若以欢并现妥当仅经其但均都各有主]))"
)


_ENUMERATED = pattern(r"[^，。；：、]{1,30}(?:、[^，。；：、]{1,30})+[。；]?\Z")
_FIRST = pattern(r"(?:一、|一是|第一|首先|[（(][一1][）)]|1[.、．])")


def as_follows(document: Document, office: Office) -> Iterator[Found]:
    last = len(document.blocks) - 1
    for number, block in enumerate(document.blocks):
        if block.kind not in RUNNING or "如下" not in block.text:
            continue
        for match in _AS_FOLLOWS.finditer(block.text):
            if match.end() < len(block.text) or number < last:
                yield block, Hit(match.start(), match.end(), {"found": match[0]})
        following = document.blocks[number + 1] if number < last else None
        listed = following is not None and following.kind in RUNNING
        goes_on = following and listed and (_FIRST.match(following.text) or _ENUMERATED.match(following.text))
        if block.text.endswith("如下。") and (block.kind == ITEM or goes_on):
            yield block, Hit(len(block.text) - 3, len(block.text), {"found": "如下。"})


RULES: tuple[Rule, ...] = (
    DocumentRule("heading-end-mark", head_ends),
    DocumentRule("caption-end-mark", caption_ends),
    BlockRule("line-start-mark", line_start, RUNNING | HEADS | {CAPTION}, needs="，。、；：？！,;:?!"),
    DocumentRule("paragraph-end-mark", no_end),
    DocumentRule("as-follows-mark", as_follows),
)
