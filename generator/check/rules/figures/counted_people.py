"""A count of people against the names beside it: 莫某甲、罗某乙3名同志, 一等奖2名 and whom they went to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.check.rules.figures.counted import count_of
from generator.model.prose import CAPTION, HEADING, ITEM, NOTE, PARAGRAPH, SUBTITLE, TITLE, Block, Document
from generator.privacy.name_characters import (
    GIVEN,
    RARER_SURNAMES,
    SELDOM_SURNAMES,
    SEXAGENARY,
    SURNAMES,
)
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_S = SURNAMES + RARER_SURNAMES + SELDOM_SURNAMES + "于常成时向应解乐全明水连容满边官包管农粟滚磨"
_G = "".join(sorted(GIVEN))
_HAN = "[\u4e00-\u9fff]"
_BARE = (
    rf"(?:(?:{'|'.join(sorted(COMPOUND_SURNAMES))})(?:某[{SEXAGENARY}]?|{_HAN}{{1,2}})|[{_S}]某[{SEXAGENARY}某]?"
    rf"|[{_S}](?:{_HAN}[{_G}]|[{_G}]{_HAN}|[{_G}])|[老小阿][{_S}]|小[{_G}])"
)
_CALLED = (
    r"同志|同学|老师|教授|医生|大夫|护士|警官|律师|法官|师傅|大[姐哥爷妈伯叔娘婶]|奶奶|爷爷|阿姨|女士|先生"
)
_NAME_ALONE, _BEGINS = (
    pattern(rf"{_BARE}(?:{_CALLED})?|{_HAN}{{0,6}}[{_S}](?:{_CALLED})"),
    pattern(rf"{_BARE}|[{_S}](?:{_CALLED})"),
)
_WITH_POST = pattern(
    rf"{_HAN}{{0,14}}[长任记席委员表部师授生士妇友者手民工警官人员干人犯区县镇乡村局校院科队站组厂目的](?P<name>{_BARE})"
    rf"|{_HAN}{{1,12}}(?P<some>[{_S}]某[{SEXAGENARY}]?)"
)
_ENDS = pattern(rf"(?P<name>{_BARE}|[{_S}](?:{_CALLED}))\Z")
_NUMBER = r"\d{1,2}|[两二三四五六七八九十]{1,3}"
_BEHIND = pattern(
    r"(?P<count>[0-9两二三四五六七八九十](?<![\d.第每前后另余剩至近约超百千万亿十多和及与带领].)"
    r"(?:(?<=[0-9])[0-9]?|[一二三四五六七八九十]{0,2}))(?P<of>个人|人(?!次|民|以[上下]|一[组队班户]|小组|[为成分]一?[组队]|一?组(?!成)|左右|余|多|制|间|份|员)|[名位](?![单额列次于置])(?=[\u4e00-\u9fff]))"
)
_TOTAL = pattern(r"(?:等[共计]?|共计?|一共|总共|合计|这|那|(?<=某)等?)\Z")
_SENTENCE = pattern(r".*[，。；：！？\n“”]", re.DOTALL)
_ASIDE = pattern(r"（[^（）]{0,20}）")
_JOIN = pattern(r"以及|[和与及]")
_REACH, _FIRST, _LONGEST_LINK, _LONGEST_LABEL = 150, 32, 16, 5
_TOGETHER = pattern(r"(?:人|个人)(?:均|都|全部|一起|一同|一道|共同|当场)")


def people_behind(text: str) -> Iterator[Hit]:
    """韦某甲、罗某乙、覃某丙、莫某丁3名同志; 宁某（内科）、游某（外科）、詹某（儿科）4名医生."""
    for token in _BEHIND.finditer(text):
        start = token.start()
        before = text[max(0, start - _REACH) : start]
        if before.endswith("，") and _TOGETHER.match(text, token.start("of")):
            before = before[:-1]
        run = _SENTENCE.sub("", _ASIDE.sub("", before), count=1) if "、" in before else ""
        if "、" not in run:
            continue
        total = _TOTAL.search(run)
        pieces = run[: total.start() if total else None].split("、")
        number = _counted(pieces)
        count = count_of(token["count"])
        if number is None or count is None or count == number or count < 2:
            continue
        if total is not None and total[0].startswith("等") and count > number:
            continue
        yield Hit(start, token.end(), {"told": token[0], "found": str(number)})


def _counted(pieces: Sequence[str]) -> int | None:
    """How many people are in a list of which all but the first piece, which has other words before the name,
    are names; or None."""
    number = len(pieces)
    for place, piece in enumerate(pieces):
        parts = [part for part in _JOIN.split(piece) if part]
        if len(parts) > 1 and all(map(_is_person, parts if place else parts[1:])):
            number += len(parts) - 1
            first = parts[0]
        else:
            first = piece
        if place and not _is_person(first):
            return None
        if not place and (_ENDS.search(first) is None or "等" in first):
            return None
    return number


def _is_person(piece: str) -> bool:
    if _NAME_ALONE.fullmatch(piece):
        return len(piece) > 2 or piece not in WORDS
    return bool(_WITH_POST.fullmatch(piece))


@dataclass(frozen=True, slots=True)
class _People:
    """People named from a place on: how many, and whether there may be more."""

    number: int
    more: bool
    end: int


def _people_at(text: str, start: int) -> _People | None:
    """The names that stand at `start`; None for fewer than two, or where it is not clear."""
    end = next((at for at in range(start, len(text)) if text[at] in "。；！？\n"), len(text))
    pieces = _ASIDE.sub("", text[start:end]).split("、") if text.find("、", start, start + _FIRST) > 0 else []
    number = 0
    for place, piece in enumerate(pieces):
        parts = _JOIN.split(piece)
        is_last = place == len(pieces) - 1 or "，" in piece
        if not is_last:
            if not all(map(_is_person, parts)):
                return None
            number += len(parts)
            continue
        return _last(piece.split("，")[0], number, end)
    return None


def _last(piece: str, number: int, end: int) -> _People | None:
    """The last of the names, behind which the sentence goes on: 任某和石某参加了."""
    parts = _JOIN.split(piece)
    begins = [_BEGINS.match(part) or _WITH_POST.match(part) for part in parts]
    if begins[0] is None or (len(parts) > 1 and begins[1] is None and _is_person(parts[0])):
        return None
    for begin, part in zip(begins, parts, strict=True):
        number += begin is not None
        if begin is None or begin.end() < len(part):
            rest = part[begin.end() :] if begin is not None else ""
            return _People(number, rest[:2].find("等") >= 0, end) if number > 1 else None
    return _People(number, False, end) if number > 1 else None


_AHEAD = pattern(
    r"(?P<count>[0-9两二三四五六七八九十](?<![\d.第每前后另余剩至近约超百千万亿多].)"
    r"(?:(?<=[0-9])[0-9]?|[一二三四五六七八九十]{0,2}))"
    r"(?:个人|人|[名位](?=[\u4e00-\u9fff（])|(?<=十)[佳大](?=[\u4e00-\u9fff]))(?P<noun>[\u4e00-\u9fff“”]{0,16})"
)
_LINK = pattern(
    r"：|[是为]|——|，?(?:他们|她们)?(?:分别|依次)?[是为即]：?|，?(?:具体)?名单[如为]下?：|（(?:[从由]?左[至到起]右?|前排|后排)[^（）]{0,6}）：?"
    rf"|(?<=[志范民表师员生士者手兵才家匠友警干部])(?={_BARE}(?:同志)?[、（])"
)
_NO_PEOPLE = pattern(r"[的了]|不|没|其中|记者|问题|意见|困难")


def people_ahead(text: str) -> Iterator[Hit]:
    """以下6位同志担任监督员：史某甲、董某乙…; 三名村民是石某、邢某和任某; 四位模范（左起）蒙某、陶某."""
    for match in _AHEAD.finditer(text):
        count = count_of(match["count"])
        for link in _LINK.finditer(text, match.start("noun"), match.end() + _LONGEST_LINK):
            if link.start() > match.end() or _NO_PEOPLE.search(text, match.start("noun"), link.start()):
                break
            people = _people_at(text, link.end())
            if people is not None:
                if _differs(people, count):
                    told = text[match.start() : link.start()]
                    yield Hit(match.start(), link.start(), {"told": told, "found": str(people.number)})
                break


def _differs(people: _People, count: int | None) -> bool:
    if count is None or count < 2 or count == people.number:
        return False
    return not people.more or people.number > count


_LIST = pattern(
    r"(?:名单(?:[是为]|如下)?：?|(?:他|她)们(?:分别)?(?:是|为)：?|分别(?:是|为)：?|依次[是为]：?)(?=[\u4e00-\u9fff])"
)
_OF = pattern(
    r"(?P<count>[0-9两二三四五六七八九十](?<![\d.第每前后另余剩至近约超百千万亿十多].)"
    r"(?:(?<=[0-9])[0-9]?|[一二三四五六七八九十]{0,2}))(?:人|[名位](?![单额列次])(?P<noun>[\u4e00-\u9fff]{0,8}))"
)


def people_told(document: Document) -> Iterator[Found]:
    """花桥镇五名青年返乡创业 as a title, and 他们是… in the text; 一等奖2名, and 一等奖获得者为…."""
    title: Block | None = None
    before: Block | None = None
    for block in document.of(TITLE, SUBTITLE, HEADING, PARAGRAPH, ITEM, NOTE, CAPTION):
        if block.kind == TITLE:
            title = before = block
            continue
        if "、" in block.text and block.kind not in (SUBTITLE, HEADING):
            listed = _LIST.search(block.text)
            if listed is not None:
                yield from _named_later(block, listed, before if before is not None else title)
            yield from ((block, hit) for hit in _of_label(block.text))
        before = block


def _named_later(block: Block, listed: re.Match[str], before: Block | None) -> Iterator[Found]:
    text = block.text
    start = listed.start()
    number = _all_named(text, listed.end())
    if number is None:
        return
    own = text[:start].rstrip("。：，")
    own = own[max(own.rfind(mark) for mark in "。；！？\n") + 1 :]
    where, lead = (block, start - (len(text[:start]) - text[:start].rfind(own)) if own else 0)
    told = list(_OF.finditer(text, lead, start)) if own else []
    if before is not None and (not own or (not told and before.kind == TITLE)):
        where, told = before, list(_OF.finditer(before.text))
    if len(told) != 1 or (count := count_of(told[0]["count"])) is None or count in (1, number):
        return
    words = {"told": told[0][0], "found": str(number)}
    yield where, Hit(told[0].start(), told[0].end(), words)


def _all_named(text: str, start: int) -> int | None:
    """How many people a sentence names when it does nothing else, or up to where it goes on."""
    people = _people_at(text, start)
    if people is not None:
        behind = text[start : people.end]
        if "，" not in behind.split("、")[-1]:
            return None if people.more else people.number
    end = next((at for at in range(start, len(text)) if text[at] in "。！？\n"), len(text))
    pieces = re.split("[、，；]", _ASIDE.sub("", text[start:end]))
    names = [_ENDS.search(piece) for piece in pieces]
    if len(pieces) > 2 and all(
        name is not None and len(name["name"]) > 1 and len(piece) < 16 and _is_led(piece, name)
        for piece, name in zip(pieces, names, strict=True)
    ):
        return len(pieces)
    return people.number if people is not None and not people.more else None


def _is_led(piece: str, name: re.Match[str]) -> bool:
    """Whether what stands before a name is its bearer's office or place: 枫林片区樊某甲."""
    return not name.start() or bool(_WITH_POST.fullmatch(piece)) or bool(_NAME_ALONE.fullmatch(piece))


_LABELLED = pattern(
    r"(?P<count>[0-9两二三四五六七八九十](?<=[奖长任员事席军].)(?:(?<=[0-9])[0-9]?|[一二三四五六七八九十]{0,2}))[名人位]"
)
_LABEL = pattern(
    r"(?:[特一二三优][等秀]奖|[金银铜]奖|[冠亚季]军|副?(?:组长|理事长|秘书长|主任|会长|队长|主席|主任委员)|委员|监事|理事)\Z"
)
_STOP = pattern("[。；！？]")


def _of_label(text: str) -> Iterator[Hit]:
    for match in _LABELLED.finditer(text):
        named_so = _LABEL.search(text, max(0, match.start() - _LONGEST_LABEL), match.start())
        if named_so is None:
            continue
        label = re.escape(named_so[0])
        named = re.compile(
            rf"(?<!副){label}(?:获得者|得主|获奖者|人选|名单)?(?:分别)?(?:[为是：由]|由)"
        ).search(text, match.end())
        people = _people_at(text, named.end()) if named else None
        count = count_of(match["count"])
        if people is not None and named is not None and count != people.number and not people.more:
            words = {"told": named_so[0] + match[0], "found": str(people.number)}
            near = not _STOP.search(text, match.end(), named.start())
            yield Hit(named_so.start() if near else named.start(), people.end, words)
