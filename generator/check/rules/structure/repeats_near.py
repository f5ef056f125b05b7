"""Sentences that stand a second time in nearly the same words, and clauses that stand twice in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.structure.repeats import same_words
from generator.model.prose import FIGURE, ITEM, PARAGRAPH, Block, Document

_END = pattern(r"[。！？；][”’」』）]*")
_CLAUSE = pattern(r"[^，：、。！？；\n]{6,}")
_LOOSE = str.maketrans("", "", "“”‘’《》（）、，：；。！？ 　了的地得由将把被也已就还都在并且共其该")
"""What may be written or left out without a change of meaning, and so is not compared."""
_NUMBERS = pattern(r"\d[\d.,]*[%％‰万亿]*|[一二三四五六七八九十百千两]+")
_FORM = pattern(
    r"^[（(]?(?:注|备注|说明|附|来源|资料来源|数据来源|供稿)|责任(?:单位|人|领导)|(?:牵头|配合|承办|办理|主办|协办|责任|报送)单位|时限|联系(?:人|电话|方式)"
    r"|咨询电话|供稿|追究|处分|罚款|责令|规定|条例|办法第|第[一二三四五六七八九十百\d]+[条款项]"
)
_KEY = 6
"""Characters of a clause's end that both sentences have."""
_SHORTEST, _LONGER = 17, 2.2
"""Characters of the shorter sentence, and how many times as long the other may be."""
_LONGEST = 300
_ALIKE = 0.8
"""Of the shorter sentence's pairs of characters, the share that stands in the other."""
_SHORTEST_CLAUSE, _SHORTEST_SINGLE = 11, 14
"""Characters of clauses that stand twice in one sentence: of several, and of one."""
_SHORTEST_PART = 4
_SHORTEST_AT_ONCE = 8
"""Of a clause that stands twice at once; shorter ones are cries."""
_RULING = pattern(r"的\Z|罚|责令|处分|吊销|承担")
_COMMON = 4


class _Said(NamedTuple):
    block: Block
    start: int
    text: str


def sentence_nearly_twice(document: Document, office: Office) -> Iterator[Found]:
    """A sentence that is nearly the same as one before, and what stands twice in one. A sentence that is the
    very same as another is told by another rule."""
    if document.kind != "report":
        return
    blocks = [block for block in document.of(PARAGRAPH, ITEM) if len(block.text) >= _SHORTEST]
    whole = "，".join([block.text for block in blocks])
    for mark in "：、。！？；\n":
        whole = whole.replace(mark, "，")
    tails = [clause[-_KEY:] for clause in whole.split("，") if len(clause) >= _KEY]
    if len(set(tails)) == len(tails):
        return  # In nearly all reports no two clauses are alike.
    again = frozenset(tail for tail, count in Counter(tails).items() if count > 1)
    yield from _nearly(blocks, again)
    yield from _clauses_twice(blocks)


def _nearly(blocks: Sequence[Block], again: frozenset[str]) -> Iterator[Found]:
    holders: dict[str, list[_Said]] = {}
    for block in blocks:
        text = block.text
        if FIGURE in text:
            continue
        for start, end in _sentences(text):
            keys = _keys(text[start:end], again)
            if not keys:
                continue
            said = _Said(block, start, text[start:end])
            first = next((one for one in _holding(holders, keys) if _is_again(one, said)), None)
            if first is not None:
                lead = len(said.text) - len(said.text.lstrip())
                line = first.block.place(first.start).line
                words = {"shown": f"{said.text.strip()[:12]}……", "why": f"和第{line}行的一句几乎一样"}
                yield block, Hit(start + lead, end, words)
            for key in keys:
                holders.setdefault(key, []).append(said)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end that may be told."""
    start = 0
    for match in _END.finditer(text):
        if _SHORTEST <= match.end() - start <= _LONGEST:
            yield start, match.end()
        start = match.end()


def _keys(sentence: str, again: frozenset[str]) -> list[str]:
    """The ends of a sentence's clauses that stand elsewhere, too."""
    if "，" not in sentence:
        return []
    return [clause[-_KEY:] for clause in _CLAUSE.findall(sentence) if clause[-_KEY:] in again]


def _bare(text: str) -> str:
    return text.translate(_LOOSE)


def _holding(holders: dict[str, list[_Said]], keys: list[str]) -> Iterator[_Said]:
    for key in keys:
        those = holders.get(key, ())
        if len(those) < _COMMON:
            yield from those


def _is_again(first: _Said, second: _Said) -> bool:
    if _FORM.search(first.text) or _FORM.search(second.text):
        return False
    one, other = _bare(first.text), _bare(second.text)
    if same_words(first.text) == same_words(second.text):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST - 2 or len(long) > _LONGER * len(short):
        return False
    if Counter(short) - Counter(long):
        return False  # Whoever is told of has another name, or a number is another.
    own = Counter(_NUMBERS.findall(first.text)), Counter(_NUMBERS.findall(second.text))
    if (own[0] - own[1]) and (own[1] - own[0]):
        return False
    pairs = {short[place : place + 2] for place in range(len(short) - 1)}
    return sum(pair in long for pair in pairs) >= _ALIKE * len(pairs)


_TWICE = pattern(r"[^。！？；\n]+")


def _clauses_twice(blocks: Sequence[Block]) -> Iterator[Found]:
    """今年形势平稳，但仍有薄弱环节，今年形势平稳，但仍有薄弱环节，要紧盯……."""
    for block in blocks:
        if len(block.text) < 2 * _SHORTEST_AT_ONCE or "，" not in block.text:
            continue
        for sentence in _TWICE.finditer(block.text):
            if "，" in sentence[0]:
                yield from ((block, hit) for hit in _in_one(sentence))


def _in_one(sentence: re.Match[str]) -> Iterator[Hit]:
    parts = re.split(r"[，：]", sentence[0])
    if len(set(parts)) == len(parts):
        return
    starts = [sentence.start()]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    seen: dict[str, int] = {}
    for place, part in enumerate(parts):
        first = seen.setdefault(part, place)
        if first == place or FIGURE in part or len(part) < _SHORTEST_PART:
            continue
        last = place
        for last in range(place, min(2 * place - first, len(parts))):
            if last + 1 == len(parts) or parts[last + 1] != parts[first + last + 1 - place]:
                break
        end = starts[last + 1] - 1
        least = _SHORTEST_CLAUSE if last > place else _SHORTEST_SINGLE
        if place == first + 1 and last == place:
            least = _SHORTEST_AT_ONCE
        if end - starts[place] >= least and not _RULING.search(part):
            yield Hit(starts[place], end, {"shown": part[:14], "why": "在同一句里写了两次"})
            return


NEAR_RULES: tuple[Rule, ...] = (DocumentRule("sentence-nearly-twice", sentence_nearly_twice),)
