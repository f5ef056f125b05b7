"""Names counted beside their list, lists that do not begin with one, 一盼…二盼…四盼."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.load.headings import han_number
from generator.model.prose import HEADING, ITEM, PARAGRAPH, Block, Document

_ONES = "一二三四五六七八九十"
_VALUES = {han_number(number): number for number in range(1, 20)} | {"两": 2}
_COUNT = rf"(?P<count>\d{{1,2}}|[两{_ONES}]{{1,2}})"
_KIND = (
    r"(?:成员|责任|承办|牵头|参建|市直|联办|重点|试点)?"
    r"(?:单位|部门|企业|县市区|县区|区县|县|区|乡镇|镇街|街道|社区|村|镇|乡|学校|医院|小区|园区|站点|地方)"
)
_BRACKETED = pattern(
    rf"(?<![\d.第至～—余多前另]){_COUNT}(?:个|家|所|座){_KIND}（(?P<names>[\u4e00-\u9fff]{{2,12}}(?:、[\u4e00-\u9fff]{{2,12}}){{1,20}})）"
)
_ETC = pattern(
    rf"(?P<names>(?<![\u4e00-\u9fff、）”》（])[\u4e00-\u9fff]{{2,14}}(?:、[\u4e00-\u9fff]{{2,12}}){{1,20}})"
    rf"等{_COUNT}(?:个|家|所|座){_KIND}"
)
_PLACES = pattern(
    r"(?P<names>(?<![\u4e00-\u9fff、）”》（等])(?:[\u4e00-\u9fff]{2,14}(?P<end>[县区市镇乡村局委社校院])、)(?:[\u4e00-\u9fff]{1,12}(?P=end)[、和及与]){0,20}"
    rf"[\u4e00-\u9fff]{{1,12}}(?P=end))(?:这|共|总共|一共|合计)?{_COUNT}(?:个|家|所)(?P=end)?"
    r"(?=[县区市镇乡村局委社校院单部的，。；]|街道|学)"
)
"""云岭县、松桥县3个县: the names stand right before their number."""
_JOINED = pattern(r"以及|[和及与暨]|等$")
_SLOGAN = pattern(
    rf"[“]?(?P<count>[两{_ONES}])(?:个)?(?P<word>公开|到位|不放过|必须|坚持|清单|统一|不准|严禁|确保|优先)[”]?：(?P<names>[\u4e00-\u9fff]{{2,10}}(?:、[\u4e00-\u9fff]{{2,10}}){{1,9}})(?=[。；])"
)
_ASPECTS = pattern(
    rf"(?<![第前另其]){_COUNT}(?:个方面|个环节|个领域|个重点|类问题|个步骤|个阶段|道工序)：(?P<names>[\u4e00-\u9fff]{{2,8}}(?:、[\u4e00-\u9fff]{{2,8}}){{1,9}})(?=[。；])"
)


def names_beside(text: str) -> Iterator[Hit]:
    """3个县（甲县、乙县）; 甲局、乙局、丙局、丁局等3个单位; “三公开”：内容公开、过程公开."""
    if "、" not in text:
        return
    for form in (_BRACKETED, _ETC, _SLOGAN, _ASPECTS, _PLACES):
        if (form is _ETC and "等" not in text) or (form is _BRACKETED and "（" not in text):
            continue
        for match in form.finditer(text):
            written = match["count"]
            count = int(written) if written.isdecimal() else _VALUES.get(written)
            names = match["names"].split("、")
            least = len(names) if form is not _PLACES else len(re.split("[、和及与]", match["names"]))
            most = least + len(_JOINED.findall(match["names"])) if form is not _PLACES else least
            if count is None or match["names"].endswith("等"):
                continue
            wrong = count < least if form is _ETC else not least <= count <= most
            if wrong:
                start = match.start("count")
                end = match.start("names") - 1 if form not in (_ETC, _PLACES) else match.end()
                end = max(end, start + 1)
                found = str(least) if least == most else f"{least}或{most}"
                told = text[start:end].rstrip("（：”")
                yield Hit(start, start + len(told), {"told": told, "found": found})


_SECOND = pattern(r"(?:(?<=[，。；：！？\s])|^)(?:二是(?!否)|二要|第二，|其二，|②|[（(]2[）)])")
_THIRD = {
    "二是": "三是",
    "二要": "三要",
    "第二，": "第三，",
    "其二，": "其三，",
    "②": "③",
    "（2）": "（3）",
    "(2)": "(3)",
}
_FIRSTS = {
    "二是": ("一是", "首先", "一方面", "第一", "其一"),
    "二要": ("一要", "首先", "第一", "其一", "一是"),
    "第二，": ("第一", "首先", "其一", "一是"),
    "其二，": ("其一", "首先", "第一", "一是"),
    "②": ("①", "一是", "第一"),
    "（2）": ("（1）", "(1)", "1）"),
    "(2)": ("（1）", "(1)", "1)"),
}
_QUOTED = pattern(r"[后中末]|另|其余|还有|接着")


def missing_first(document: Document) -> Iterator[Found]:
    """Lists of words whose second and third items stand there and whose first stands nowhere before."""
    yield from _headed(document)
    earlier: list[str] = []
    for block in document.of(PARAGRAPH, HEADING, ITEM):
        text = block.text
        for match in _SECOND.finditer(text) if block.has("二②2") else ():
            sign = match[0]
            if _THIRD[sign] not in text[match.end() :] and not (
                sign in ("（2）", "(2)") and match.start() == 0
            ):
                continue
            told = "".join(earlier) + text[: match.start()]
            if any(one in told for one in _FIRSTS[sign]) or re.search(r"^\s*[1一①]", told, re.MULTILINE):
                continue
            lead = text[max(0, match.start() - 30) : match.start()]
            if _QUOTED.search(lead):
                continue
            words = {"shown": sign.rstrip("，"), "right": _FIRSTS[sign][0]}
            yield block, Hit(match.start(), match.end(), words)
        earlier.append(text + "\n")


def _headed(document: Document) -> Iterator[Found]:
    """A heading 二、 without 一、 before it."""
    for block in document.of(HEADING, PARAGRAPH):
        text = block.text.lstrip()
        if text.startswith("一、") or (block.kind == PARAGRAPH and text.startswith("（一）")):
            return
        if text.startswith("二、") and block.kind == HEADING:
            start = len(block.text) - len(text)
            yield block, Hit(start, start + 2, {"shown": "二、", "right": "一、"})
            return


_THEN = pattern(r"首先，[^。]{2,60}?[。；](?P<lead>[^首]{0,80}?)(?P<then>再次)，")
_SECONDLY = pattern(r"其次|第二|然后|接着|同时|随后|二是|另外|还要")


def skipped_steps(document: Document) -> Iterator[Found]:
    """首先，核对名单；再次，张榜公示: nothing is 其次."""
    for block in document.of(PARAGRAPH, ITEM):
        for match in _THEN.finditer(block.text) if "再次，" in block.text else ():
            if not _SECONDLY.search(block.text, match.start(), match.start("then")):
                words = {"shown": "再次", "fault": "不连续", "before": "首先", "right": "其次"}
                yield block, Hit(match.start("then"), match.end("then"), words)


_WISH = pattern(rf"(?<![\u4e00-\u9fff\d])(?P<number>[{_ONES}])(?P<word>[盼愁怕忧喜难])(?=[\u4e00-\u9fff])")


def skipped_wishes(document: Document) -> Iterator[Found]:
    """一盼修路，二盼通水，四盼装灯."""
    for block in document.of(PARAGRAPH, ITEM):
        if block.has("盼愁怕忧喜难") and block.has("二三"):
            yield from _wishes(block)


def _wishes(block: Block) -> Iterator[Found]:
    last: dict[str, int] = {}
    for match in _WISH.finditer(block.text):
        word, value = match["word"], _VALUES[match["number"]]
        before = last.get(word)
        if before is not None and value not in (before + 1, 1) and value - before <= 2:
            fault = "重复" if value == before else "不连续"
            words = {"shown": match[0], "fault": fault, "before": f"{han_number(before)}{word}"}
            yield block, Hit(match.start(), match.end(), words | {"right": f"{han_number(before + 1)}{word}"})
        if value == 1 or before is not None:
            last[word] = value
