"""Rules about how dates are written: years, centuries, Han and Arabic, one style in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers.near import (
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
_ZERO = pattern(r"[一二12][零○〇0-9OＯ一二三四五六七八九]{3}(?=年)")
_TO_HAN = str.maketrans("零○0123456789OＯ", "〇〇〇一二三四五六七八九〇〇")
_TO_ARABIC = str.maketrans("零○〇OＯ一二三四五六七八九", "00000123456789")
_NO_ZERO = str.maketrans(dict.fromkeys("零○0OＯ", "〇"))


def year_zero(block: Block, office: Office) -> Iterator[Hit]:
    """二零二二年 for 二〇二二年."""
    text = block.text
    for match in _ZERO.finditer(text):
        if match[0].isascii() and match[0].isdigit():
            continue
        arabic = sum(one.isascii() for one in match[0]) > 2
        right = match[0].translate(_TO_ARABIC if arabic else _TO_HAN)
        if re.match("[0-9]{1,2}月", text[match.end() + 1 : match.end() + 4]):
            continue  # Of that `mixed_date` speaks.
        if right != match[0] and before(text, match.start(), 1) not in tuple(
            "一二三四五六七八九〇零百千万0123456789."
        ):
            start, end = match.span()
            yield Hit(
                start,
                end,
                {"text": f"{match[0]}年", "right": f"{right}年"},
                can_fix(block, start, end, right),
            )


_CENTURY = pattern(
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
_MIXED = pattern(
    r"月(?:份)?(?:"
    rf"(?P<arabic>[0-9]{{1,2}})[日号]|(?P<han>{_HAN_NUMERAL})[日号](?![内游之报子常报])|)"
)
_AHEAD = pattern(
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


_HAO = pattern(rf"月[0-9]{{1,2}}(?P<hao>号){NO_HOUSE}(?![、—～~\-至通])")


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


_PADDED = pattern(r"[年月]0(?=(?P<rest>[1-9][月日号]))")


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
    for match in _PADDED_MONTH.finditer(text):
        if not is_title(text, match.start()):
            start, month = match.start(), match["rest"]
            fix = can_fix(block, start, start + 1, "")
            yield Hit(start, start + 1, {"text": f"0{month}", "right": month}, fix)


_PADDED_MONTH = pattern(r"0(?<![0-9A-Za-z.:：/\-年第]0)(?=(?P<rest>[1-9]月)(?!龄))")


_HAN_STYLE = pattern(r"年[0-9]{1,2}月[0-9]{1,2}日")
_SHORT_STYLE = pattern(
    r"[于在自从至到日](?P<year>[0-3][0-9])(?P<mark>[\-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"(?![0-9A-Za-z\-_/.])"
)
_READ = RUNNING | HEADS | {CAPTION}


def mixed_styles(document: Document, office: Office) -> Iterator[Found]:
    """2022-05-28 in a text that elsewhere writes 2022年5月28日. A table may have a style of its own, but
    one in a column."""
    for table in document.tables:
        for column in zip_longest(*table.rows):
            yield from _in_column([cell for cell in column if cell is not None])
    blocks = [block for block in document.blocks if block.kind in _READ]
    han = next(
        (
            match
            for block in blocks
            if "年" in block.text
            for match in _HAN_STYLE.finditer(block.text)
            if re.search(r"[0-9]{4}\Z", before(block.text, match.start(), 4))
        ),
        None,
    )
    if han is None:
        return
    for block in blocks:
        if not block.has("-./"):
            continue
        text = block.text
        found = [(start, end) for start, end, *day in numeric_dates(text) if day_of(2024, day[1], day[2])]
        found += [
            (match.start("year"), match.end())
            for match in _SHORT_STYLE.finditer(text)
            if day_of(2024, int(match["month"]), int(match["day"]))
        ]
        for start, end in found:
            yield block, Hit(start, end, {"text": text[start:end], "other": "几年几月几日"})


_DATE_CELL = pattern(
    r"\s*(?:(?:19|20)[0-9]{2}(?:(?P<han>年)[0-9]{1,2}月[0-9]{1,2}日|(?P<mark>[\-./])[0-9]{1,2}(?P=mark)[0-9]{1,2})"
    r"|(?P<short>[0-9]{1,2}月[0-9]{1,2}日))\s*\Z"
)


def _in_column(cells: Sequence[Block]) -> Iterator[Found]:
    """Dates in a column that are not written like the first one in it."""
    first = ""
    for cell in cells:
        match = _DATE_CELL.match(cell.text) if len(cell.text) < 16 else None
        if match is None or match["short"]:
            continue
        style = match["mark"] or "年"
        first = first or style
        if style != first:
            other = "几年几月几日" if first == "年" else f"2022{first}5{first}28"
            yield cell, Hit(0, len(cell.text), {"text": cell.text.strip(), "other": other})


RULES: tuple[Rule, ...] = (
    BlockRule("year-zero", year_zero, needs="零○〇0OＯ"),
    BlockRule("century-han", century_han, needs="世代"),
    BlockRule("date-numerals-mixed", mixed_date, needs="月"),
    BlockRule("day-hao", day_hao, needs="号"),
    BlockRule("date-padded", padded_date, needs="0"),
    DocumentRule("date-styles-mixed", mixed_styles),
)
