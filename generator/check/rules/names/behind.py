"""Posts behind the name of somebody on the lists, before it with a colon, and beside it in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.names.leaders import People, people_of
from generator.check.rules.names.posts import fits
from generator.check.rules.wording.once import once
from generator.model.prose import CELL, Block, Document

_RANKS = frozenset("长记任席委")
_GENERIC = pattern(
    r"副?(?:主席|主任|秘书长|常委|检察长|院长|局长|部长|处长|科长|镇长|乡长|支队长|大队长|总经理|董事长|校长|书记处书记)"
)
"""Posts of which everybody may have one more: of a leading group, a school, a party branch."""
_LINKS = (
    r"(?:同志)?(?P<link>[（(](?:现任)?|[ 　]{1,4}|：|，(?:现任|现为|时任(?!.))?|现任|现为|担任|系|是|任|即)?"
)
_BRACKET_END, _CLAUSE_END = pattern(r"[）)，,、；兼]"), pattern(r"$|[，。；！？\s]")
_LINE_END = pattern(r"$|[\s，。；、）]")
_NO_POST = pattern(
    r"[助医委员特秘令热信代专公负所]|办公|记[录员]|期间|时[，期]|以来|以前|之后|[后前][，。]|之[职际]|一职|候选|的"
)
_OF_OTHERS = pattern(
    r"[王李张刘陈杨赵黄吴徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭肖潘袁蔡蒋魏苏吕沈姚卢周钱][某一-鿿]"
)
_COLUMN = pattern(r"职|岗位|身份|头衔")
_LABEL = pattern(r"(?:：|[ 　]{1,4})$")
_LONGEST_LABEL = 40
_BLANKS = str.maketrans("", "", " 　\t")


@once
def _forms(office: Office) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Posts behind a name, and posts by themselves."""
    post = people_of(office).posts_in.one.pattern
    chain = rf"(?P<chain>(?:{post})(?:(?:[、，]|兼任?)(?:{post}))*)"
    return pattern(_LINKS + chain), pattern(chain)


def behind_name(document: Document, office: Office) -> Iterator[Found]:
    people = people_of(office)
    if people.anyone is None:
        return
    for block in document.blocks:
        if block.kind != CELL and block.has(_RANKS):
            yield from _of_text(block, people, office)
    for table in document.tables:
        head = table.rows[0] if table.rows else ()
        for row in table.rows[1:]:
            yield from _of_row(row, head, people, office)
            for cell in row:
                if cell.has(_RANKS):
                    yield from _of_text(cell, people, office)


def _of_text(block: Block, people: People, office: Office) -> Iterator[Found]:
    text = block.text
    behind, alone = _forms(office)
    for name in people.anyone.finditer(text) if people.anyone else ():
        match = behind.match(text, name.end())
        if match is not None and _is_of_name(text, match, people):
            end = match.end() + text.startswith(("）", ")"), match.end())
            yield from _wrong(block, name.start(), end, name[0], match["chain"], people)
        label = _LABEL.search(text, max(0, name.start() - 4), name.start())
        if label is not None and label.start() <= _LONGEST_LABEL and _LINE_END.match(text, name.end()):
            titles = alone.fullmatch(text, 0, label.start())
            if titles is not None:
                yield from _wrong(block, 0, name.end(), name[0], titles["chain"], people)


def _is_of_name(text: str, match: re.Match[str], people: People) -> bool:
    """Whether the posts behind a name are its bearer's, and whole."""
    link, end = match["link"] or "", match.end()
    if link[:1] in ("（", "("):
        return bool(_BRACKET_END.match(text, end))
    if link.startswith("，"):
        return bool(_CLAUSE_END.match(text, end)) and len(match["chain"]) > len("市长")
    if link[:1] in (" ", "　", "："):
        return bool(_LINE_END.match(text, end))
    if people.anyone is not None and people.anyone.match(text, end):
        return False
    return not (_NO_POST.match(text, end) or _OF_OTHERS.match(text, end))


def _of_row(
    row: tuple[Block, ...], head: tuple[Block, ...], people: People, office: Office
) -> Iterator[Found]:
    alone = _forms(office)[1]
    for place, cell in enumerate(row):
        name = cell.text.translate(_BLANKS)
        if name not in people.posts:
            continue
        for beside in (place + 1, place - 1):
            if 0 <= beside < min(len(row), len(head)) and _COLUMN.search(head[beside].text):
                told = alone.fullmatch(row[beside].text.strip())
                if told is not None:
                    end = len(row[beside].text)
                    yield from _wrong(row[beside], 0, end, name, told["chain"], people)


def _wrong(block: Block, start: int, end: int, name: str, chain: str, people: People) -> Iterator[Found]:
    recorded = people.posts[name]
    for one in people.posts_in.one.finditer(chain) if recorded else ():
        post = people.posts_in.normal(one[0])
        if fits(post, recorded) or "党" in post or _GENERIC.fullmatch(post):
            continue
        data = {"name": name, "post": one[0], "recorded": "、".join(recorded)}
        yield block, Hit(start, end, data)
        return


RULES: tuple[Rule, ...] = (DocumentRule("post-behind-name", behind_name),)
