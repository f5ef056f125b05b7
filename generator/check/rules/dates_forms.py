"""Rules about how dates are written: years, centuries, Han and Arabic, one style in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers_near import (
    NO_HOUSE,
    before,
    can_fix,
    day_of,
    han_value,
    is_lunar,
    is_title,
    numeric_dates,
    within,
)
from generator.model.prose import CAPTION, HEADS, RUNNING, Block, Document

_YEAR = r"[一二][零〇○0OＯ一二三四五六七八九]{3}"
_ZERO = re.compile(rf"{_YEAR}(?=年)")
_NO_ZERO = str.maketrans(dict.fromkeys("零○0OＯ", "〇"))


def year_zero(block: Block, office: Office) -> Iterator[Hit]:
    """二零二二年 for 二〇二二年."""
    text = block.text
    for match in _ZERO.finditer(text):
        right = match[0].translate(_NO_ZERO)
        if re.match("[0-9]{1,2}月", text[match.end() + 1 : match.end() + 4]):
            continue  # Of that `mixed_date` speaks.
        if right != match[0] and before(text, match.start(), 1) not in tuple("一二三四五六七八九〇零百千万"):
            start, end = match.span()
            yield Hit(
                start,
                end,
                {"text": f"{match[0]}年", "right": f"{right}年"},
                can_fix(block, start, end, right),
            )


_SHORT = re.compile(
    r"年(?:(?P<month>[1-9]|1[0-2])月(?![龄])|(?P<half>[上下]半年|第?[一二三四1-4]季度)"
    r"|(?P<ends>[底初])(?![蕴气色线子数片层板盘下心衷始步中级一二三婚恋次审试期]))"
)
_OTHER_YEARS = re.compile(r"(?:[国绪熙隆治正成庆丰光历元]|第|[满刑龄期长达共约近过续了这足超逾])\Z")
_IN = re.compile(r"(?:\A|[，。；：、“（(\s]|[在于自从到至截与和])\Z")
_APOSTROPHE = re.compile(r"[’'](?P<year>[0-9]{2})年(?![来前后间里内多余的以])")


def short_year(block: Block, office: Office) -> Iterator[Hit]:
    """22年5月, ’22年: a year has four digits. 22年来 is a time, and so is 有期徒刑22年5月."""
    text = block.text
    for match in _SHORT.finditer(text):
        ahead = before(text, match.start(), 4)
        year = re.search(r"(?:\A|[^0-9.:：\-—～~/、])([0-9]{2})\Z", ahead)
        if year is None or is_title(text, match.start()):
            continue
        if _OTHER_YEARS.search(ahead[:-2]) or (match["ends"] and not _IN.search(ahead[:-2])):
            continue
        if "刑" in before(text, match.start(), 12):
            continue
        start = match.start() - 2
        yield Hit(start, match.end(), {"text": text[start : match.end()]})
    for match in _APOSTROPHE.finditer(text):
        if match[0][0] == "'" or not within(text, match.start(), "‘’"):
            yield Hit(match.start(), match.end(), {"text": match[0]})


_CENTURY = re.compile(
    r"(?P<century>二?十[一二三四五六七八九]?)世纪(?:(?P<of>[二三四五六七八九]十)年代)?"
    r"|(?P<age>[二三四五六七八九]十)年代(?![价表理办码言替人际课销管步久])"
)


def century_han(block: Block, office: Office) -> Iterator[Hit]:
    """二十世纪九十年代 for 20世纪90年代."""
    text = block.text
    for match in _CENTURY.finditer(text):
        start, end = match.span()
        ahead = before(text, start, 1)
        if ahead in tuple("一二三四五六七八九十百、千") or is_title(text, start) or within(text, start, "“”"):
            continue
        century, of = match["century"], match["of"] or match["age"]
        right = f"{han_value(century)}世纪" if century else ""
        right += f"{han_value(of)}年代" if of else ""
        safe = century or before(text, start, 2) == "世纪"
        yield Hit(
            start,
            end,
            {"text": match[0], "right": right},
            can_fix(block, start, end, right) if safe else None,
        )


_HAN_NUMERAL = r"(?:[一二三四五六七八九]|二?三?十[一二三四五六七八九]?)"
_MIXED = re.compile(
    r"月(?:份)?(?:"
    rf"(?P<arabic>[0-9]{{1,2}})[日号]|(?P<han>{_HAN_NUMERAL})[日号](?![内游之报子常报])|)"
)
_AHEAD = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}|{_YEAR})年)?(?:(?P<arabic>(?<![0-9.])[0-9]{{1,2}})|(?P<han>十[一二]?|[一二三四五六七八九]))\Z"
)


def mixed_date(block: Block, office: Office) -> Iterator[Hit]:
    """五月3日, 5月三日, 二〇二二年5月3日, 2022年五月: one date, two kinds of numerals."""
    text = block.text
    for match in _MIXED.finditer(text):
        ahead = _AHEAD.search(before(text, match.start(), 8))
        if ahead is None:
            continue
        year = ahead["year"] or ""
        han = [bool(ahead["han"])]
        if year:
            han.append(not year.isascii())
        if match["arabic"] or match["han"]:
            han.append(bool(match["han"]))
        start = match.start() - len(ahead[0])
        if len(set(han)) == 1 or is_lunar(text, start) or is_title(text, start):
            continue
        # 2022年八月十五 is a day of the old calendar.
        if text[match.end() : match.end() + 1] in tuple("初十廿一二三四五六七八九节") or (
            before(text, start, 1) in tuple("一二三四五六七八九十百〇、")
        ):
            continue
        yield _as_arabic(block, start, match, ahead)


def _as_arabic(block: Block, start: int, match: re.Match[str], ahead: re.Match[str]) -> Hit:
    year, month = ahead["year"] or "", ahead["arabic"] or str(han_value(ahead["han"]))
    if year and not year.isascii():
        year = str(han_value(year.translate(_NO_ZERO)))
    day = match["arabic"] or (str(han_value(match["han"])) if match["han"] else "")
    end = match.end()
    right = (f"{year}年" if year else "") + f"{month}月" + (f"{day}日" if day else "")
    return Hit(start, end, {"text": block.text[start:end], "right": right}, can_fix(block, start, end, right))


_HAO = re.compile(rf"月[0-9]{{1,2}}(?P<hao>号){NO_HOUSE}(?![、—～~\-至通])")


def day_hao(block: Block, office: Office) -> Iterator[Hit]:
    """5月3号 for 5月3日; what people said is left as they said it."""
    text = block.text
    for match in _HAO.finditer(text):
        month = re.search(r"[0-9]{1,2}\Z", before(text, match.start(), 2))
        if month is None or within(text, match.start(), "“”") or is_title(text, match.start()):
            continue
        start = match.start() - len(month[0])
        if re.search(r"[〇零一二三四五六七八九]年\Z", before(text, start, 2)):
            continue  # Of that `mixed_date` speaks.
        place = match.start("hao")
        right = text[start:place] + "日"
        yield Hit(
            place,
            place + 1,
            {"text": text[start : place + 1], "right": right},
            can_fix(block, place, place + 1, "日"),
        )


_PADDED = re.compile(r"[年月]0(?=(?P<rest>[1-9][月日号]))")


def padded_date(block: Block, office: Office) -> Iterator[Hit]:
    """2022年05月03日 for 2022年5月3日."""
    text = block.text
    for match in _PADDED.finditer(text):
        first, last = match[0][0], match["rest"][-1]
        of = re.search(r"[0-9]{4}\Z" if first == "年" else r"[0-9]\Z", before(text, match.start(), 4))
        if of and (first == "年") == (last == "月") and not is_title(text, match.start()):
            start = match.start() + 1
            shown = "0" + match["rest"]
            yield Hit(
                start, start + 1, {"text": shown, "right": shown[1:]}, can_fix(block, start, start + 1, "")
            )


_HAN_STYLE = re.compile(r"年[0-9]{1,2}月[0-9]{1,2}日")
_SHORT_STYLE = re.compile(
    r"[于在自从至到日](?P<year>[0-3][0-9])(?P<mark>[\-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"(?![0-9A-Za-z\-_/.])"
)
_READ = RUNNING | HEADS | {CAPTION}


def mixed_styles(document: Document, office: Office) -> Iterator[Found]:
    """2022-05-28 in a text that elsewhere writes 2022年5月28日. Tables may write as they like."""
    blocks = [block for block in document.blocks if block.kind in _READ]
    han = next(
        (
            match
            for block in blocks
            if "年" in block.chars
            for match in _HAN_STYLE.finditer(block.text)
            if re.search(r"[0-9]{4}\Z", before(block.text, match.start(), 4))
        ),
        None,
    )
    if han is None:
        return
    for block in blocks:
        if block.chars.isdisjoint("-./"):
            continue
        text = block.text
        found = [(start, end) for start, end, *day in numeric_dates(text) if day_of(2024, day[1], day[2])]
        found += [
            (match.start("year"), match.end())
            for match in _SHORT_STYLE.finditer(text)
            if day_of(2024, int(match["month"]), int(match["day"]))
        ]
        for start, end in found:
            yield block, Hit(start, end, {"text": text[start:end]})


RULES: tuple[Rule, ...] = (
    BlockRule("year-zero", year_zero, needs="零○0OＯ"),
    BlockRule("year-short", short_year, needs="年"),
    BlockRule("century-han", century_han, needs="世代"),
    BlockRule("date-numerals-mixed", mixed_date, needs="月"),
    BlockRule("day-hao", day_hao, needs="号"),
    BlockRule("date-padded", padded_date, needs="0"),
    DocumentRule("date-styles-mixed", mixed_styles),
)
