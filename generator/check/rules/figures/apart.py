"""A whole in a title, a heading or the line before a list, and what it is divided into below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Office, Rule
from generator.check.rules.figures.amounts import Amount, Figures, read_figures
from generator.check.rules.figures.parts import Parts, sum_hit
from generator.check.rules.figures.tally import chain, is_division, is_off, is_slip
from generator.model.prose import FIGURE, HEADING, ITEM, PARAGRAPH, RUNNING, SUBTITLE, TITLE, Block, Document

_NO_WHOLE = pattern(r"每|均|超|逾|近|增长|增加|减少|下降|同比|环比|比|第|最|余|多")
_INTRO = pattern(r"(?:：|如下。?|其中：?)\Z")
_LEAD = pattern(
    r"\A[\s“]*(?:[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d]{1,2}[）)、.．]\s?)?(?P<label>[^，。；：、（）\d\s]{1,14}[：，]?)(?=\d)"
)
_LEAST, _MOST = Decimal("0.94"), Decimal("1.06")
_DIGITS = "0123456789"


def parts_apart(document: Document, office: Office) -> Iterator[Found]:
    """标题: 两季水稻种植31.5万亩, and below it 早稻14.8万亩、晚稻17.2万亩."""
    if document.kind != "report":
        return
    blocks = [block for block in document.blocks if block.kind in RUNNING | {TITLE, SUBTITLE, HEADING}]
    for place, block in enumerate(blocks):
        if not block.has(_DIGITS) or FIGURE in block.text:
            continue
        if block.kind == PARAGRAPH:
            if place + 2 < len(blocks) and blocks[place + 1].kind == ITEM and _INTRO.search(block.text):
                yield from _of_items(block, blocks[place + 1 :], office)
        elif block.kind in (TITLE, SUBTITLE, HEADING):
            yield from _of_head(block, blocks[place + 1 :], office)


def _of_head(head: Block, behind: Sequence[Block], office: Office) -> Iterator[Found]:
    told = [one for one in read_figures(head, office).amounts if not one.is_percent]
    if len(told) != 1 or told[0].is_vague or _NO_WHOLE.search(head.text):
        return
    total = told[0]
    body: list[Figures] = []
    for block in behind:
        if block.kind == HEADING and head.kind == HEADING and block.level <= head.level:
            break
        if block.kind in RUNNING and block.has(_DIGITS):
            body.append(read_figures(block, office))
    same = [one for figures in body for one in figures.amounts if one.kind == total.kind]
    # What is divided must stand there but once, and nothing else of its kind.
    if not 2 <= len(same) <= 8 or any(one.is_vague or one.value >= total.value for one in same):
        return
    for figures in body:
        for sentence in figures.sentences(2):
            own = [one for one in sentence.amounts if one.kind == total.kind]
            parts = chain(figures.text, sentence.start, own) if len(own) == len(same) else None
            if parts is None or len(parts.amounts) != len(own) or len(parts.amounts) < 2:
                continue
            ratio = parts.total / total.value
            if is_off(total, parts) and _LEAST <= ratio <= _MOST and is_division(total, parts):
                yield head, sum_hit(total, parts)
                return


def _of_items(block: Block, behind: Sequence[Block], office: Office) -> Iterator[Found]:
    """共受理诉求126件： and below it - 投诉50件； - 求助40件； - 咨询35件。"""
    start = max(block.text.rfind(mark, 0, len(block.text) - 1) for mark in "。！？；") + 1
    told = [one for one in read_figures(block, office).within(start, len(block.text)) if not one.is_percent]
    if not told or told[-1].is_vague or _NO_WHOLE.search(block.text, start):
        return
    labels: list[str] = []
    own: list[Amount] = []
    last = block
    for one in behind:
        if one.kind != ITEM or one.lines[0] > last.lines[1] + 3:
            break
        lead = _LEAD.match(one.text)
        amount = read_figures(one, office).at(lead.end()) if lead else None
        if lead is None or amount is None or amount.is_vague:
            return
        labels.append(lead["label"].rstrip("：，"))
        own.append(amount)
        last = one
    kinds = {one.kind for one in own}
    totals = [one for one in told if one.kind in kinds]
    if len(own) < 2 or len(kinds) != 1 or len(totals) != 1:
        return
    total, parts = totals[0], Parts(tuple(labels), tuple(own), False)
    ratio = parts.total / total.value if total.value else Decimal(0)
    if is_off(total, parts) and (
        is_division(total, parts)
        or (len(own) > 2 and is_slip(total, parts) and Decimal("0.85") < ratio < Decimal("1.18"))
    ):
        yield block, sum_hit(total, parts)


APART_RULES: tuple[Rule, ...] = (DocumentRule("figure-sum-apart", parts_apart),)
