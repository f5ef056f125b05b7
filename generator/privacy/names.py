"""Names out of the ledger's column 姓名, found in any text.

A name of three or more characters counts wherever it stands. One of two characters stands inside other
words by chance (主张三是 holds 张三), so it counts only at the edge of Han text or beside a word that goes
with persons: 村民李四, 李四反映, “李四”. A name that is an ordinary word too (高峰, 和平, 周末) counts only
with a word that is said of persons alone: 业主高峰, 高峰先生. Names with 某 are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from generator.privacy.found import NAME, Found, apart
from generator.privacy.normal import BLANKS, INVISIBLES, plain
from generator.privacy.words import WORDS

COMPOUND_SURNAMES = frozenset(
    (
        *("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙"),
        *("慕容", "令狐", "长孙", "宇文", "轩辕", "端木", "百里", "呼延", "东郭", "南门", "西门", "申屠"),
        *("公冶", "太叔", "澹台", "濮阳", "淳于", "单于", "仲孙", "钟离", "司空", "闻人", "赫连", "拓跋"),
    )
)
"""Of the surnames with two characters those that are met."""

_HAN = "\u4e00-\u9fff"
_ROLES = (
    "居民|村民|市民|群众|业主|住户|租户|房客|房东|家长|学生|学员|职工|员工|工人|民工|务工者|老人|患者|病人"
    "|商户|店主|老板|司机|乘客|网民"
    "|来电人|诉求人|投诉人|举报人|反映人|申请人|当事人|联系人|委托人|信访人|纳税人"
    "|邻居|丈夫|妻子|儿子|女儿|父亲|母亲|爱人|本人|名叫|姓名:?"
)
_SAID = "反映|来电|来访|来信|先生|女士|同志|师傅|大爷|大妈|老人|阿姨|夫妇|夫妻|本人|一家"
_KIN = "母亲|父亲|妻子|丈夫|儿子|女儿|爷爷|奶奶|老伴"
_TOWARDS = "[和与及向对由给叫找请被将把让陪]|反映|告诉|通知|委托|举报|投诉|表扬|感谢|联系|帮助|帮"
_STRONG_BEFORE = re.compile(rf"(?:{_ROLES})$")
_STRONG_AFTER = re.compile(_SAID)
_BEFORE = re.compile(rf"(?:^|[^{_HAN}]|{_ROLES}|{_TOWARDS})$")
_AFTER = re.compile(
    rf"$|[^{_HAN}]|{_SAID}|[称说等家户的在因想住和与及]|表示|投诉|举报|求助|咨询|建议|希望|多次|{_KIN}|家属|名下"
)
_BLANK, _UNSEEN = "".join(BLANKS), "".join(INVISIBLES)
_BLANKS = re.compile(rf"(?<=[{_HAN}])[ \r\n{_BLANK}]{{1,2}}(?=[{_HAN}])|[{_UNSEEN}]")
_HAS_HAN = re.compile(f"[{_HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9]", re.ASCII)
_WINDOW = 5
_KEY = 2


def find_names(text: str, names: Collection[str], exclude: Collection[str] = ()) -> tuple[Found, ...]:
    """The names in `text`, by position; also 李　四 and names with invisible characters inside.

    `exclude` are names that may be printed: officials in office and bylines. Names given as a frozenset
    are prepared once, however often they are looked for; 100,000 of them take some 0.1 s then.
    """
    if not names or not text:
        return ()
    index = _index(_Same(names if isinstance(names, frozenset) else frozenset(names)))
    short, places = _squeezed(text)
    found = [
        Found(NAME, places[start], places[end - 1] + 1)
        for start, end in _matches(short, index)
        if short[start:end] not in exclude
    ]
    return apart(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Names as a key that equals no other object: to find out that 100,000 names are the same takes longer
    than to look for them in a line."""

    names: frozenset[str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.names is other.names

    def __hash__(self) -> int:
        return id(self.names)


@lru_cache(maxsize=4)
def _index(same: _Same) -> Mapping[str, tuple[str, ...]]:
    """First two characters → the names that begin so, the longest first."""
    index: dict[str, list[str]] = {}
    for name in same.names:
        # Of a name in Latin letters the blanks belong to it.
        name = ("" if _HAS_HAN.search(name) else " ").join(plain(name).split())
        if len(name) >= _KEY and "某" not in name:
            index.setdefault(name[:_KEY], []).append(name)
    return {key: tuple(sorted(those, key=lambda one: (-len(one), one))) for key, those in index.items()}


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The text without blanks between Han characters and without what is invisible; the places kept."""
    if not _BLANKS.search(text):
        return text, range(len(text))
    places: list[int] = []
    last = 0
    for match in _BLANKS.finditer(text):
        places.extend(range(last, match.start()))
        last = match.end()
    places.extend(range(last, len(text)))
    return _BLANKS.sub("", text), places


def _matches(text: str, index: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    pairs = map(add, text, text[1:])
    starts = [place for place, pair in enumerate(pairs) if pair in index]
    for start in starts:
        for name in index[text[start : start + _KEY]]:
            end = start + len(name)
            if text.startswith(name, start) and _is_person(text, start, end):
                yield start, end
                break


def _is_person(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if text[start].isascii():
        return not _LATIN.match(before[-1:]) and not _LATIN.match(after[:1])
    if end - start > _KEY:
        return True
    if text[start:end] in WORDS:
        return bool(_STRONG_BEFORE.search(before) or _STRONG_AFTER.match(after))
    return bool(_BEFORE.search(before) or _AFTER.match(after))
