"""Marks that come in pairs: closed, in order, nested as the standard says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, ReadingRule, Rule
from generator.check.rules.punctuation.signs import IS_HAN, NUMERALS, before
from generator.model.prose import Block, Document

_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
_OPENERS = {close: opening for opening, close in _PAIRS.items()}
_MARKS = "".join(_PAIRS) + "".join(_OPENERS)
_MARK = pattern(f"[{_MARKS}()]")
_SAME = {"(": "（", ")": "）"}
"""Half-width brackets pair with full-width ones here; their width is for another rule to say."""
_FAMILY = {"“": "quotes", "‘": "quotes", "《": "titles", "〈": "titles"}
_NUMBERED = pattern(rf"(?:\A|[\s。；：，、！？])(?:[0-9０-９A-Za-z]{{1,2}}|[{NUMERALS}]{{1,2}})\Z")
_SHORT_YEAR = pattern("’[0-9]{2}年")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a pair opens and closes; `outer` is where the pair of its family around it opens, or -1."""

    opening: int
    close: int
    outer: int


@dataclass
class Pairs:
    """The pairs of a text, and the marks that have no other half. `crossed`: a closing mark and the mark
    that should close before it."""

    text: str
    closed: list[Pair] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    crossed: list[tuple[int, int]] = field(default_factory=list)


def _is_sound(text: str) -> bool:
    """Whether all pairs are closed and in order, told quickly for nearly every text that is."""
    marks = "".join(_MARK.findall(text))
    for _ in range(4):
        for opening, close in _PAIRS.items():
            if close in marks:
                marks = marks.replace(opening + close, "")
        marks = marks.replace("()", "")
        if not marks:
            return True
    return False


def _read(text: str) -> Pairs:
    pairs = Pairs(text)
    found = [(match.start(), _SAME.get(match[0], match[0])) for match in _MARK.finditer(text)]
    stack: list[tuple[int, str, int]] = []
    waiting = dict.fromkeys(_PAIRS, 0)
    families: dict[str, list[int]] = {"quotes": [], "titles": []}
    skipped = -1
    for number, (position, mark) in enumerate(found):
        if number == skipped or _is_named(text, position) or _is_apostrophe(text, position, mark, waiting):
            continue
        if mark in _PAIRS:
            family = families.get(_FAMILY.get(mark, ""))
            stack.append((position, mark, family[-1] if family else -1))
            waiting[mark] += 1
            if family is not None:
                family.append(position)
            continue
        wanted = _OPENERS[mark]
        if not waiting[wanted]:
            if not (mark == "）" and _NUMBERED.search(text[max(0, position - 3) : position])):
                pairs.unopened.append(position)
            continue
        while True:
            opened, opening, outer = stack.pop()
            waiting[opening] -= 1
            if opening in _FAMILY:
                families[_FAMILY[opening]].pop()
            if opening == wanted:
                pairs.closed.append(Pair(opened, position, outer))
                break
            follows = found[number + 1] if number + 1 < len(found) else None
            if skipped <= number and follows is not None and follows[1] == _PAIRS[opening]:
                skipped = number + 1
                pairs.crossed.append((position, follows[0]))
            else:
                pairs.unclosed.append(opened)
    pairs.unclosed += [opened for opened, _, _ in stack]
    return pairs


def _is_named(text: str, position: int) -> bool:
    """Whether a mark is itself what quotes are about, as in “（”."""
    return text[position - 1 : position] == "“" and text[position + 1 : position + 2] == "”"


def _is_apostrophe(text: str, position: int, mark: str, waiting: dict[str, int]) -> bool:
    """Whether ’ is that of it’s or of workers’, or a sign of minutes."""
    if mark != "’":
        return False
    ahead, behind = before(text, position), text[position + 1 : position + 2]
    if _SHORT_YEAR.match(text, position) and not waiting["‘"]:
        return True  # ’22年, which `year-short` tells.
    if ahead.isascii() and ahead.isalnum():
        return not waiting["‘"] or (behind.isascii() and behind.isalpha())
    return False


def unclosed(document: Document, office: Office) -> Iterator[Found]:
    blocks = document.blocks
    for number, block in enumerate(blocks):
        if not _MARK.search(block.text) or _is_sound(block.text):
            continue
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        told: set[str] = set()
        for position in reversed(sorted(_read(block.text).unclosed)):
            mark = block.text[position]
            # Of a quotation over several paragraphs each opens anew, and only the last one closes.
            if mark in "“‘" and following.startswith(mark):
                continue
            if mark != "(" and mark not in told:
                told.add(mark)
                yield block, Hit(position, position + 1, {"mark": mark, "right": _PAIRS[mark]})


def _unsound(block: Block, office: Office) -> Pairs | None:
    """The pairs of a text in which something may be wrong with them."""
    return None if _is_sound(block.text) else _read(block.text)


def unopened(pairs: Pairs | None, office: Office) -> Iterator[Hit]:
    for position in pairs.unopened if pairs else ():
        mark = pairs.text[position] if pairs else ""
        if mark != ")":
            yield Hit(position, position + 1, {"mark": mark, "right": _OPENERS[mark]})


def crossed(pairs: Pairs | None, office: Office) -> Iterator[Hit]:
    for position, other in pairs.crossed if pairs else ():
        data = {"mark": pairs.text[position], "right": pairs.text[other]} if pairs else {}
        yield Hit(position, position + 1, data)


_TITLE_IN_TITLE = pattern("《[^《》]*《")
_QUOTE_IN_QUOTE = pattern("“[^“”]*“")


def title_nested(block: Block, office: Office) -> Iterator[Hit]:
    if _TITLE_IN_TITLE.search(block.text):
        yield from _nested(block.text, "《", "〈", "〉")


def quote_nested(block: Block, office: Office) -> Iterator[Hit]:
    if _QUOTE_IN_QUOTE.search(block.text):
        yield from _nested(block.text, "“", "‘", "’")


def _nested(text: str, mark: str, left: str, right: str) -> Iterator[Hit]:
    pairs = _read(text)
    closed = {pair.opening for pair in pairs.closed}
    # Which marks of a third level are right depends on the second, so these are left to the editor.
    changed = {pair.opening for pair in pairs.closed if pair.outer in closed and text[pair.outer] == mark}
    for pair in pairs.closed:
        if text[pair.opening] == mark and pair.opening in changed and pair.outer not in changed:
            simple = (
                mark not in text[pair.opening + 1 : pair.close]
                and left not in text[pair.opening : pair.close]
            )
            for position, wanted in ((pair.opening, left), (pair.close, right)):
                data = {"mark": text[position], "right": wanted}
                yield Hit(position, position + 1, data, wanted if simple else None)


def quote_single(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    pairs = _read(text)
    if any(text[position] in "“‘’”" for position in (*pairs.unclosed, *pairs.unopened)):
        return
    for pair in pairs.closed:
        if text[pair.opening] == "‘" and pair.outer < 0 and IS_HAN.search(text, pair.opening, pair.close):
            simple = "“" not in text[pair.opening : pair.close]
            for position, wanted in ((pair.opening, "“"), (pair.close, "”")):
                data = {"mark": text[position], "right": wanted}
                yield Hit(position, position + 1, data, wanted if simple else None)


RULES: tuple[Rule, ...] = (
    DocumentRule("pair-unclosed", unclosed),
    ReadingRule("pair-unopened", _unsound, unopened, needs="".join(_OPENERS)),
    ReadingRule("pair-crossed", _unsound, crossed, needs="".join(_OPENERS)),
    BlockRule("title-marks-nested", title_nested, needs="《"),
    BlockRule("quotes-nested", quote_nested, needs="“"),
    BlockRule("quotes-single", quote_single, needs="‘"),
)
