"""Numbers of documents: their brackets and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN
from generator.model.prose import Block

_NO_HOUSE = r"(?![楼线院井桥泵栋门厅机房地路店仓库窗台])"
_YEAR = pattern(
    rf"(?P<left>[\[［（(【〖﹝﹙〈<{{｛「『《“＜≪«⟨|｜‹])(?P<year>(?:19"
    rf"|20)[0-9]{{2}})(?P<right>[\]］）)】〗﹞﹚〉>}}｝」』》”＞≫»⟩|｜›])"
    rf"(?P<number> ?第?[0-9]{{1,5}}(?:[、，][0-9]{{1,5}})* ?号{_NO_HOUSE})"
)
# These have brackets and numbers of their own: minutes and notices, certificates of land and of houses.
_OTHER = pattern(r"(?:纪要|公告|通告|令|简报|提案|建议|议案|证|用|权|期|届|会|次)\Z")
_ROUND = "（("


def number_brackets(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _YEAR.finditer(text):
        ahead = text[max(0, match.start() - 6) : match.start()]
        if not ahead or not re.match(f"[{HAN}]", ahead[-1]):
            continue
        if match["left"] in _ROUND and (_OTHER.search(ahead) or "证" in ahead):
            continue
        right = f"〔{match['year']}〕"
        yield Hit(match.start(), match.end("right"), {"found": match[0][:6], "right": right}, right)


_NUMBER = pattern(
    rf"〔(?P<year>(?:[0-9]{{2}}|(?:19|20)[0-9]{{2}})年?)〕(?P<number>(?:第|0)[0-9]{{0,6}}"
    rf"|[0-9]{{1,6}})号{_NO_HOUSE}"
)
# What courts and enforcement agencies issue is numbered in ways of its own.
_CASES = pattern(r"[罚执许证鉴裁决认诉复检监强撤责税银土房权]")
_SINCE = 2012
"""GB/T 9704-2012 holds for documents from that year on; older ones are cited as they are."""


_OPEN, _CLOSE = r"[\[［（(【〖〔]", r"[\]］）)】〗〕]"
_DIGITS = "[0-9]{1,5}"
_YEARS = "(?:19|20)[0-9]{2}"
_ALONE = r"(?![0-9号]|[ 　]+号|[、，；。\-－—–～~至/）)》][0-9]{1,5}[)）]?号)"
"""Behind a number that should have a 号, and has none: not 〔2022〕5、6号."""
_FORMS = (
    rf"(?:{_YEARS}(?:{_OPEN}第?{_DIGITS}号?{_CLOSE}号?|(?:[-－—–/／.．·、，, ]|年?第)?[0-9]{{1,4}}号"
    rf"|年[0-9]{{1,4}}号(?=[）)]))"
    rf"|第?{_DIGITS}号?{_OPEN}{_YEARS}年?{_CLOSE}号?"
    rf"|{_OPEN}(?:{_YEARS}(?:年?[-－—–/／.．·、，, ]?第?[0-9]{{1,4}}(?:号{_CLOSE}号?|{_CLOSE}号)|(?:\]|］|）"
    rf"|\)|】){_DIGITS}{_ALONE})"
    rf"|(?:二[〇零○0]|一九)[〇零○一二三四五六七八九0]{{2}}年?{_CLOSE}(?=第?[0-9])))"
)
"""发2022〔34号〕, 发2024-77号, 发202421号, 发16号〔2024〕, 发〔2024，16〕号, 发（二〇一九）27号."""
_BY_CODE = pattern(
    rf"[发函办字规审批](?<![印下制签转颁新开分出收主承经自沙].)(?<=[{HAN}]{{2}})(?P<number>{_FORMS})"
)
"""Behind the last character of an agency's code, as in 砚政办发; not that of 印发."""
_BY_TITLE = pattern(rf"》（[{HAN}]{{2,9}}(?P<number>{_FORMS})")
_BY_BRACKET = pattern(
    rf"〔(?:{_YEARS}年?〕(?:第?{_DIGITS}{_ALONE}|第?[一二三四五六七八九十百〇零]{{1,6}}号"
    rf"|[{HAN}]{{1,6}}[发函办规]第?{_DIGITS}号"
    rf"|号|[（(〔\[]{_DIGITS}[）)〕\]]号?|〕|{_DIGITS}号号|(?:[Nn][Oo][.．]?|[、，：.．·\-－—]| +){_DIGITS})"
    rf"|[〇零○一二三四五六七八九]{{2,4}}年?〕|[0-9OoIl]{{3,5}}〕(?<!〔(?:19|20)[0-9]{{2}}〕)|[ 　]+{_YEARS}"
    rf"|{_YEARS}[ 　]+〕"
    r"|(?<=[发函字办][：，、,:.]〔)[0-9]{4}〕)"
)
"""〔2023〕62, 〔2023〕十二号, 〔2023〕县农发8号, 〔二〇一九〕27号, 〔20223〕5号, 〔2O22〕5号."""


def number_form(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _NUMBER.finditer(text):
        ahead = text[max(0, match.start() - 10) : match.start()]
        year, number = match["year"], match["number"]
        if not year.isdigit() or len(year) == 2:
            yield Hit(match.start("year"), match.end("year"), {"found": match[0]})
        elif number[0] in "第0" and int(year) >= _SINCE and not _CASES.search(ahead):
            yield Hit(match.start("number"), match.end("number"), {"found": match[0]})
    found = {}
    if "〔" in text:
        found = {match.start(): match.end() for match in _BY_BRACKET.finditer(text)}
    for one in (_BY_CODE, _BY_TITLE):
        found.update(match.span("number") for match in one.finditer(text))
    for start, end in sorted(found.items()):
        yield Hit(start, end, {"found": text[max(0, start - 1) : end]})


RULES: tuple[Rule, ...] = (
    BlockRule("document-number-brackets", number_brackets, needs="[［（(【〖﹝﹙〈<{｛「『《“〔＜≪«⟨|｜‹"),
    BlockRule("document-number-form", number_form, needs=("发函办字规审批〔", "0123456789〔")),
)
