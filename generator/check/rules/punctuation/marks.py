"""Marks written in a wrong form, and marks that stand one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import (
    CLOSERS,
    HAN,
    addresses,
    before,
    behind_number,
    in_address,
    is_han,
)
from generator.model.prose import CAPTION, CELL, HEADS, VALUE, Block

_ETC_BEHIND = pattern(
    r"(?<!…)…++[，、]?(?P<etc>等等?)"
    r"(?=[，。；：、！？）”》]|一(?:批|系列|些|揽子)|[0-9二两三四五六七八九十几多]++(?!天|年|分钟|个?月"
    r"|个?小时|次)|方面|问题|部门|单位|工作|情况"
    r"|内容|地(?!铁)|活动|项目|措施|领域|环节|行业|诉求|事项|服务|场所|设施|群体|人员|均|\Z)"
)
_ETC_AHEAD = pattern(r"(?P<etc>等等?)…++")
_ETC_LISTED = pattern(rf"(?<!…)…++(?P<etc>等等?)(?=[{HAN}])(?![到待候我你他她一几两着了])")
_CLAUSE = pattern(r"[。！？；\n]")


def with_etc(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _ETC_BEHIND.finditer(text):
        yield Hit(match.start(), match.end(), {"etc": match["etc"]})
    for match in _ETC_LISTED.finditer(text):
        if "、" in _clause(text, match.start()) and not _ETC_BEHIND.match(text, match.start()):
            yield Hit(match.start(), match.end(), {"etc": match["etc"]})
    for match in _ETC_AHEAD.finditer(text):
        # “再等等……” is somebody who waits.
        if "、" in _clause(text, match.start()) or before(text, match.start()) in ("”", "》"):
            yield Hit(match.start(), match.end(), {"etc": match["etc"]})


def _clause(text: str, position: int) -> str:
    return _CLAUSE.split(text[max(0, position - 60) : position])[-1]


_DOTS = pattern(r"。{3,}|[.．]{3,}|[·•]{3,}|…+")
_DOTTED = ("…", "。。", "..", "．．", "··", "••")
"""What one of these begins with."""
_MATHS = pattern(r"[，、,]?[A-Za-z0-9]")


def ellipsis(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    web, length = addresses(text), len(text.strip())
    for match in _DOTS.finditer(text):
        dots, start, end = match[0], match.start(), match.end()
        if dots == "……" or end - start >= length:
            continue
        ahead, behind = before(text, start), text[end : end + 1]
        if dots == "…" and _MATHS.match(text, end):
            continue  # x1，x2，…，xn
        if dots[0] in ".．·•" and (block.kind in (CELL, VALUE) or not _is_chinese(ahead)):
            continue  # the leaders of a list of contents; English
        if in_address(web, start) or not (_is_chinese(ahead) or _is_chinese(behind)):
            continue
        yield Hit(start, end, {"mark": dots[:6]}, "……")


def _is_chinese(character: str) -> bool:
    return bool(character) and (is_han(character) or character in CLOSERS or character in "“《（，。、；！？")


_DASH = pattern(r"[-－─–ー—]+")
_EDGE = "，。、；：？！…“《（,;:?!"
# A single dash also joins places and times: 澜汀—砚平高速公路. These words begin what explains.
_EXPLAINS = pattern(
    r"即|就是|也就是|那就是|这[是就正一]|不是|而是|让|只有|一[个座句场]|没有|因为|原来|[它他她我你]们?|谁"
    r"|什么|怎"
    r"|为什么|从|把"
)
_RANGE_ENDS = frozenset("年月日时分点号岁周一二三四五六七八九十级站市县区镇乡村路口省州旗")
_LONG = pattern(rf"[{HAN}]{{7,40}}(?=[，。；！？]|\Z)")
_SAID = pattern("[^市县区镇乡村路站省州线级层段端港桥门岁]*?[是了着看听说想问我你他她它让没谁为]")


def dash(block: Block, office: Office) -> Iterator[Hit]:
    text, web = block.text, addresses(block.text)
    for match in _DASH.finditer(text):
        marks, start, end = match[0], match.start(), match.end()
        if marks == "——":
            continue
        if len(marks) == 1 and marks in "-－–─":
            if is_han(before(text, start) or " ") and _is_for_dash(block, start, end):
                yield Hit(start, end, {"mark": marks})
            continue
        ahead, behind = before(text, start), text[end : end + 1]
        if _is_between_numbers(marks, ahead, behind):
            yield Hit(start, end, {"mark": marks[:6]})
            continue
        if not behind or not (is_han(behind) or behind in "“《"):
            continue
        if ahead and not (is_han(ahead) or ahead in CLOSERS or ahead in _EDGE):
            continue
        if not ahead and (marks == "ー" or block.kind in (CELL, VALUE)):
            continue
        if len(marks) > 1 and not in_address(web, start):
            fix = None if ahead in _RANGE_ENDS else "——"
            yield Hit(start, end, {"mark": marks[:6]}, fix)
        elif marks == "ー":
            yield Hit(start, end, {"mark": marks})
        elif marks == "—" and _is_dash(text, start, ahead, behind):
            # Behind a comma a dash is one mark too many.
            yield Hit(start, end, {"mark": marks}, None if ahead in ("，", "；") else "——")
        elif marks == "—" and _is_sentence(text, start):
            yield Hit(start, end, {"mark": marks})


def _is_between_numbers(marks: str, ahead: str, behind: str) -> bool:
    """Whether marks of which one would do stand in a range: 6月1日———6月30日."""
    return (
        len(marks) > (1 if "—" not in marks or set(marks) != {"—"} else 2)
        and behind.isdigit()
        and (ahead in _RANGE_ENDS or ahead in "元米%％℃" or ahead.isdigit())
        and ahead != ""
    )


_WAVES = pattern("[~～〜]{2,}(?=[0-9])")


def _is_for_dash(block: Block, start: int, end: int) -> bool:
    """Whether a hyphen between two Chinese words stands for a dash and joins no places or parts."""
    text = block.text
    if block.kind in (CELL, VALUE) or not is_han(text[end : end + 1] or " "):
        return False
    if any(mark in text[max(0, start - 12) : start] + text[end : end + 8] for mark in "-－–─—"):
        return False
    return _is_dash(text, start, text[start - 1], text[end]) or _is_sentence(text, start)


def _is_dash(text: str, start: int, ahead: str, behind: str) -> bool:
    if ahead in _EDGE:
        return not (ahead == "、" or behind in "“《")
    if behind in "“《" or ahead in CLOSERS:
        return False
    return ahead in "了着吗呢吧" or _EXPLAINS.match(text, start + 1) is not None


def _is_sentence(text: str, start: int) -> bool:
    """Whether a sentence follows a single dash that is the only one near it, and no place or time."""
    match = _LONG.match(text, start + 1)
    if match is None or not _SAID.match(match[0]) or before(text, start) in _RANGE_ENDS:
        return False
    return "—" not in text[max(0, start - 30) : start]


_RUN = pattern(r"[，。、；：？！,;:?!][，。、；：？！,;:?!]+")
_ASKING = frozenset("？！?!")
_HALF = str.maketrans(",;:?!", "，；：？！")
_WITH_LONG = pattern(r"[，、；]——(?!\Z)|、……|——[，、；。]")
"""A mark beside one that parts well enough by itself."""
_WITH_POINT = pattern(rf"[.．](?:(?<=[{HAN}][.．])[，。、；]|(?<=[，。、；][.．])(?![0-9.．a-zA-Z]))")
_AROUND_QUOTE = pattern(rf"(?<=[{HAN}0-9！？…])(?:。”。|，”，|；”；|、”、)")


def doubled(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _RUN.finditer(text):
        marks, start, end = match[0], match.start(), match.end()
        wide = marks.translate(_HALF)
        kinds = set(wide)
        if (
            kinds <= _ASKING
            and not wide.startswith("！？")
            and (len(marks) <= 3 or wide == marks == "？！" * 2)
        ):
            continue
        ahead = before(text, start)
        if marks.isascii() and not (is_han(ahead) if ahead else False):
            continue
        if set(marks) == {"。"} and len(marks) > 2:
            continue  # an ellipsis
        if end == len(text) and (block.kind in HEADS or block.kind == CAPTION) and not kinds & _ASKING:
            continue  # ends.heading_end
        fix = wide[0] if len(kinds) == 1 and not kinds <= _ASKING and not behind_number(text, start) else None
        yield Hit(start, end, {"mark": marks[:6]}, fix)
    if "—" in text or "…" in text:
        for match in _WITH_LONG.finditer(text):
            yield Hit(match.start(), match.end(), {"mark": match[0]})
    if "～" in text or "~" in text:
        for match in _WAVES.finditer(text):
            yield Hit(match.start(), match.end(), {"mark": match[0][:6]})
    if "." in text or "．" in text:
        for match in _WITH_POINT.finditer(text):
            yield Hit(match.start(), match.end(), {"mark": match[0]})
    if "。”。" in text or "，”，" in text or "；”；" in text or "、”、" in text:
        for match in _AROUND_QUOTE.finditer(text):
            yield Hit(match.start(), match.end(), {"mark": match[0]})


RULES: tuple[Rule, ...] = (
    BlockRule("ellipsis-with-etc", with_etc, needs="…"),
    BlockRule("ellipsis-form", ellipsis, words=_DOTTED),
    BlockRule("dash-form", dash, needs="-－─–ー—"),
    BlockRule("marks-doubled", doubled, needs="，。、；：？！,;:?!~～.．"),
)
