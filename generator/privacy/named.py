"""Citizens who are named in full in a report of the office: 群众王秀兰说, 六十八岁的江仁福, 陈玉珍老人.

Whether two or three characters are a name cannot be told for certain. So a name counts where something tells
of a citizen: a word before it, what is said of it, a word of respect behind it, the head of a column. It
begins with a surname and goes on with characters that names are made of, or, behind a word for citizens,
with others if a mark or what is said of persons follows. Officials are named behind their posts, and are
none of these. What is made public is masked by `public_names`, which may find a word too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import NAME, Found
from generator.privacy.name_characters import GIVEN, RARER_SURNAMES, SELDOM_SURNAMES, SURNAMES
from generator.privacy.named_tables import named_in_tables
from generator.privacy.named_words import (
    CALLED,
    FIRST,
    HONOURED,
    LINKED,
    NO_NAME,
    PLACE_BEHIND,
    PLACES,
    PREDICATES,
    ROLES,
)
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_NOT_GIVEN = (
    "某们的了地说着过在向对把被将给没不也都就还又次每各这那此其与及或从要想该很太最更已只却但打拨投诉拿坐看听"
    "问答称叫请让使做办里外内后前个户组委村区镇县市街部人家多几两因由于以所应当您我你他她它是有和为"
)
_CERTAIN = (
    r"说|表示|告诉|反映|介绍|感慨|感激|激动|笑|指着|拿出|握着|拉着|今年|家[中里的]|的(?:家|父|母|儿|女|丈夫|妻子|诉求|投诉)"
    r"|，|、|。|：|（[男女\d]|来电|来访|来信|致电|拨打|投诉|举报|求助|咨询"
)
_LIKELY = (
    r"打|拨|致|送|来|去|到|拿|走|住|收|把|被|将|给|为|跟|和|同|与|的|在|是|有|也|就|又|还|很|从|因|想|要|向|对|听|站|坐|看"
    r"|握|拉|带|建议|希望|主动|多次|第一|一家|一直|每天|夫妇|夫妻|等|“|（|；|！|？|$"
)
_ALSO = (
    r"[在向对听站坐看的是有也就又还把被给和从因想要住等]|举着?|抱着?|捧着|终于|起初|没有想到|没想到|高兴|开心|乐|哭|感动|回忆|算|种|养|卖|开起|开了|家"
    r"|一早|一大早|连|竖起|抹|捐|领|搬|正|刚|才|早|曾|通过|用|靠|今年|去年|前年|建议|希望|主动|多次|一家|每天|夫妇|夫妻|“|（|；|！|？|$|\n"
)
_TITLED = re.compile(
    "大[爷妈姐哥娘叔婶嫂伯姨]|[阿小大]姨|先生|女士|小姐|师傅|奶奶|爷爷|老[师汉伯人板乡总太]|婆婆|公公|同志|医生|叔叔|伯伯|嫂子|书记|主任"
    "|经理|局长|支书|教授|警官|律师|[姐哥姨叔婶伯爷奶嫂总]$"
)
"""What stands behind a surname and is no given name: 王大爷."""
_NO_NAME = re.compile(NO_NAME)
_CITED = re.compile(r"（?(?:化名|音译|虚构)")
_PLACE_BEHIND = re.compile(PLACE_BEHIND)
_POST_BEHIND = re.compile(
    r"书记|支书|主任|局长|镇长|县长|市长|院长|校长|所长|站长|队长|经理|董事长|民警|警官|主席"
)
_HAN = "\u4e00-\u9fff"
_MARKS = "：:“”、，。；！？）（\\s|"
_BEFORE = (
    "".join(sorted({role[-1] for role in ROLES}))
    + "的村组区屯寨镇乡道元楼叫名是为款了望问访助扶送说到出起下回进服给替帮和与、"
)
_FIRST_BEFORE = "给帮对向到把被请找和与让助替扶在的"
_RISKY = "于常成时向应解乐官包管荣权习银"
_SELDOM = SELDOM_SURNAMES + _RISKY
"""Surnames that other words begin with more often: of these more has to tell."""
_CANDIDATE = re.compile(
    rf"[{SURNAMES}{RARER_SURNAMES}{_SELDOM}{''.join(sorted({name[0] for name in COMPOUND_SURNAMES}))}]"
    rf"(?:(?<![{_HAN}].)|(?<=[{_BEFORE}{_FIRST_BEFORE}{_MARKS}].))(?=[{_HAN}])"
)
_PREDICATES, _PLACES = re.compile(PREDICATES), re.compile(PLACES)
_CALLED, _LINKED = re.compile(CALLED), re.compile(LINKED)
_SURELY = re.compile(_CERTAIN)
_PERHAPS = re.compile(f"{_CERTAIN}|{_LIKELY}")
_DOES = re.compile(f"{_CERTAIN}|{_LIKELY}|{_ALSO}")
_SHORT_BEHIND = re.compile(f"{_CERTAIN}|[在向对听站坐看]")
_VISITED = re.compile(
    r"(?:看望|慰问|走访|探望|帮助|救助|资助|搀扶|护送|陪护|劝说|找到|见到|采访|遇到|遇见|救出|救起|救下|推举|推选|表扬|感谢|接回|送|走进|来到|接到|收到|做通|说服|了解到|为|给|替|帮)了?$"
)
_OBJECT_BEHIND = re.compile(
    r"家|的|时|，|。|、|一家|等|老人|和|后|母[女子]|父[女子]|夫妇|[申办代]|修|送|解决|争取|找|垫"
)
_WITHOUT_WORD = re.compile(FIRST)
_TELLS_BOTH = re.compile(f"{_CERTAIN}|{FIRST}")
_HONOURED = re.compile(HONOURED)
_SAYS = re.compile(r"(?:[^，。：“”\n]{1,4}地|笑着|哭着)?(?:说|道|感慨|告诉[记大])[^，。：“”\n]{0,4}[，。：]")
_POSTS_END = "[长任记席员官师生警委席表理]"
_NOT_LAST = frozenset("家前上先不在有大小老")
_MAY_GO_ON = frozenset("和有来")
"""Also what follows a name of two characters."""
_OF_PLACES = frozenset("山桥河湖江路街园林花树茶酒米果田岭洲海洋泉溪井石木竹梅菊兰松柏桃杏枣")
"""With one of these at its end it may be a place or a plant: 村里的白玉兰."""
_LOOK_BACK = 24
_AROUND = 2000
"""Characters on both sides of a name in which a post before it may stand."""


def find_named(text: str) -> Iterator[Found]:
    """The full names of citizens in a text, in order; 李某 and 王大爷 are nobody's."""
    found = list(named_in_tables(text)) if "|" in text else []
    taken = {one.start for one in found}
    end = 0
    for match in _CANDIDATE.finditer(text):
        start = match.start()
        if start >= end and start not in taken:
            length = _citizen(text, start, end)
            if length:
                end = start + length
                found.append(Found(NAME, start, end))
    yield from sorted(found, key=lambda one: one.start)


def _citizen(text: str, start: int, last: int) -> int:
    """The length of the name at `start`, if it is one of a citizen, or 0; `last` is where the one before
    ended."""
    before = text[max(0, start - _LOOK_BACK) : start]
    is_told = before.endswith(ROLES)
    if text[start] in (_RISKY if is_told else _SELDOM) and not _TELLS_BOTH.match(text, start + 3):
        return 0
    if is_told:
        return _checked(text, start, _behind_role(text, start))
    linked = _LINKED.search(before)
    if _CALLED.search(before) or (linked and before[: linked.start()].endswith(ROLES)):
        return _checked(text, start, _called(text, start))
    if before[-1:] == "的" and _PREDICATES.search(before):
        return _checked(text, start, _strict(text, start) or _short(text, start, _SURELY))
    if _PLACES.search(before) and (
        _DOES.match(text, start + 3) or text[start + 2 : start + 3] not in _OF_PLACES
    ):
        return _checked(text, start, _strict(text, start))
    if _VISITED.search(before) and _OBJECT_BEHIND.match(text, start + 3):
        return _checked(text, start, _strict(text, start))
    if 0 < last == start - 1 and before[-1] in "、和与":
        return _checked(text, start, _strict(text, start) or _short(text, start, _DOES))
    if before and "\u4e00" <= before[-1] <= "\u9fff" and before[-1] not in _FIRST_BEFORE:
        return 0
    return _checked(text, start, _without_word(text, start))


def _behind_role(text: str, start: int) -> int:
    if text[start : start + 2] in COMPOUND_SURNAMES:
        return 2 + _given(text, start + 2)
    short = _short(text, start, _DOES)
    strict = _strict(text, start)
    if strict and not (short and text[start + 2] in _MAY_GO_ON):
        return strict
    if text[start] in SURNAMES:
        given = text[start + 1 : start + 3]
        if len(given) == 2 and _may_be_given(given) and _PERHAPS.match(text, start + 3):
            return 3
        if _may_be_given(given[:1]) and _SHORT_BEHIND.match(text, start + 2):
            return 2
    return short


def _called(text: str, start: int) -> int:
    length = _strict(text, start) or _short(text, start, _DOES)
    return length if _PERHAPS.match(text, start + length) or text[start + length] in " \n|”" else 0


def _given(text: str, start: int) -> int:
    """How many characters of a given name stand behind a surname of two."""
    given = text[start : start + 2]
    if len(given) == 2 and GIVEN.issuperset(given):
        return 2
    return 1 if given and _may_be_given(given[0]) and _PERHAPS.match(text, start + 1) else -2


def _may_be_given(characters: str) -> bool:
    return bool(characters) and all(
        "\u4e00" <= one <= "\u9fff" and one not in _NOT_GIVEN for one in characters
    )


def _strict(text: str, start: int) -> int:
    given = text[start + 1 : start + 3]
    return 3 if len(given) == 2 and GIVEN.issuperset(given) and given[1] not in _NOT_LAST else 0


def _short(text: str, start: int, behind: re.Pattern[str]) -> int:
    given = text[start + 1 : start + 2]
    fits = given in GIVEN and given not in _NOT_LAST and text[start] in SURNAMES
    return 2 if fits and behind.match(text, start + 2) else 0


def _without_word(text: str, start: int) -> int:
    """The name of somebody of whom only what follows tells that it is a citizen."""
    if _strict(text, start) and (_WITHOUT_WORD.match(text, start + 3) or _SAYS.match(text, start + 3)):
        # Whoever is named behind a post elsewhere is an official here too.
        around = text[max(0, start - _AROUND) : start + _AROUND]
        return 0 if re.search(_POSTS_END + text[start : start + 3], around) else 3
    return _short(text, start, _HONOURED)


def _checked(text: str, start: int, length: int) -> int:
    """`length`, or 0 where the name is another word or that of a place, of an official, or made up."""
    if length <= 0:
        return 0
    name = text[start : start + length]
    given = name[2:] if name[:2] in COMPOUND_SURNAMES and length > 2 else name[1:]
    end = start + length
    if name[:2] in WORDS or _NO_NAME.match(name) or _TITLED.search(given):
        return 0
    if _CITED.match(text, end) or _PLACE_BEHIND.match(text, end) or _POST_BEHIND.match(text, end):
        return 0
    return length
