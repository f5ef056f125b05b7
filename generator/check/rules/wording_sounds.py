"""A wrong character in a word or a saying, which sounds or looks like the right one: 规华, 首问负责治."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.names_near import SURNAMES
from generator.check.rules.wording_lists import Sifted, confusable, preferred, sifted
from generator.check.rules.wording_scan import Scanned
from generator.check.rules.wording_sounds_known import Saying, Sounds, beside, sounds

_Found = tuple[int, int, str]
"""Where a wrong writing stands, and the right one."""
_SET_OFF = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,12}”|‘[^‘’]{1,12}’|「[^「」]{1,12}」")
"""A title is quoted as it is printed; a short quotation may play on words: “一码当先”."""
_NAMED = re.compile(
    rf"(?:\A|[^\u4e00-\u9fff]|记者|通讯员|摄影|编辑|作者|书记|[市县区镇乡院校局部处科站所]长|主任|经理|同志|队员|老师|医生|居民|村民|业主)"
    rf"[{SURNAMES}]?\Z"
)
_PLACE = re.compile(
    r"[一-鿿]?(?:某|村|镇|乡|屯|庄|寨|湾|桥|路|街|巷|苑|桥|河|湖|山|公司|集团|超市|饭店|酒店|商行)"
)
_REACH = 5
_SHORT = 4
"""Characters of a saying that other words may form by chance."""
_NEAR = 2
"""Characters before and behind a saying in which something else that is right is looked for."""


def misspelt(one: Sifted, office: Office) -> Iterator[Hit]:
    scan, text = one.scan, one.text
    if not scan.wrong and not scan.heads:
        return
    found = sorted({*_words(scan), *_sayings(scan)})
    if not found:
        return
    taken = {place for match in _SET_OFF.finditer(text) for place in range(*match.span())}
    for told in (preferred, confusable):
        # What the lists of words find is not told again.
        taken.update(place for hit in told(one, office) for place in range(hit.start, hit.end))
    for start, end, right in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            wrong = (pair for pair in zip(text[start:end], right, strict=True) if pair[0] != pair[1])
            pairs = "，".join(f"“{two}”误写成“{one}”" for one, two in wrong)
            yield Hit(start, end, {"word": text[start:end], "right": right, "pairs": pairs})


def _words(scan: Scanned) -> Iterator[_Found]:
    """Wrong writings of two characters. The wrong character must not go with the one on its other side: in
    对方|按规定 stands 方按, but 按规 is well known, too."""
    known, text = sounds(), scan.text
    for written in scan.wrong:
        right = known.meant[written]
        place = 0 if written[0] != right[0] else 1
        start = text.find(written)
        while start >= 0:
            if _goes_alone(text, start, start + 2, place) and not _is_name(text, start):
                yield start, start + 2, right
            start = text.find(written, start + 2)


def _beyond(text: str, start: int, end: int, place: int) -> str:
    """The character before the first of the text from `start` to `end`, or behind its last; "" at an edge."""
    return text[start - 1 : start] if place == 0 and start else text[end : end + 1] if place else ""


def _is_name(text: str, start: int) -> bool:
    """Whether the two characters may be a person's or a place's name."""
    before = text[start - 1 : start] if start else ""
    if before and before in SURNAMES and text[start + 2 : start + 3] in ("、", "（"):
        return True
    named = _NAMED.search(text, max(0, start - _REACH), start)
    is_surname = named and (text[start] in SURNAMES or (before and before in SURNAMES))
    return bool(is_surname or _PLACE.match(text, start + 2))


def _sayings(scan: Scanned) -> Iterator[_Found]:
    known, text, heard = sounds(), scan.text, scan.sound
    for head in scan.heads:
        those = known.sayings[head]
        if heard.count(head) == sum(text.count(saying.text) for saying in those):
            continue
        start = heard.find(head)
        while start >= 0:
            yield from _said(text, start, those, known)
            start = heard.find(head, start + 1)


def _said(text: str, start: int, sayings: tuple[Saying, ...], known: Sounds) -> Iterator[_Found]:
    if not any(text.startswith(saying.text, start) for saying in sayings):
        for saying in sayings:
            end = start + len(saying.text)
            if end <= len(text) and _is_wrong(text, start, end, saying, known):
                yield start, end, saying.text
                return


def _is_wrong(text: str, start: int, end: int, saying: Saying, known: Sounds) -> bool:
    if not known.is_typed_for(text[start:end], saying):
        return False
    wrong = [place for place, one in enumerate(saying.text) if text[start + place] != one]
    around = text[max(0, start - _NEAR) : end + _NEAR]
    by_chance = end - start <= _SHORT and not known.free.isdisjoint(text[start + place] for place in wrong)
    return (
        not by_chance
        and (wrong[0] > 0 or _goes_alone(text, start, end, 0))
        and (start + wrong[-1] < end - 1 or _goes_alone(text, start, end, 1))
        and all(match[1] in saying.text for match in known.right.finditer(around))
    )


def _goes_alone(text: str, start: int, end: int, place: int) -> bool:
    """Whether a wrong character at the head (0) or the end (1) can't belong to what stands beyond it."""
    other = _beyond(text, start, end, place)
    return not other or other not in beside()[place].get(text[start if place == 0 else end - 1], "")


RULES: tuple[Rule, ...] = (ReadingRule("word-misspelt", sifted, misspelt),)
