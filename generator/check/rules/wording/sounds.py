"""A wrong character in a word or a saying, which sounds or looks like the right one: 规华, 首问负责治."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import Hit, Office, Rule, SurveyRule
from generator.check.rules.names.near import SURNAMES
from generator.check.rules.wording.lists import Sifted, confusable, preferred, survey
from generator.check.rules.wording.scan import Scanned
from generator.check.rules.wording.sounds_judged import is_judged, is_wrong
from generator.check.rules.wording.sounds_known import LONGEST, Saying, Sounds, meant, sounds, words

_Found = tuple[int, int, str]
"""Where a wrong writing stands, and the right one."""
_SET_OFF = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,12}”|‘[^‘’]{1,12}’|「[^「」]{1,12}」")
"""A title is quoted as it is printed; a short quotation may play on words: “一码当先”."""
_NAMED = re.compile(
    rf"(?:\A|[^\u4e00-\u9fff]|记者|通讯员|摄影|编辑|作者|书记|[市县区镇乡院校局部处科站所]长|主任|经理|同志|队员|老师|医生|居民|村民|业主)"
    rf"[{SURNAMES}]?\Z"
)
_PLACE = re.compile(
    r"[一-鿿]?(?:某|[村镇乡县](?!级)|屯|庄|寨|湾|苑|巷|湖(?!泊)|山(?!区|林)|河(?!道|流|段)|桥(?!梁|面)|街(?!道|面)|路(?!面|段|口|灯))"
    r"|公司|集团|超市|饭店|酒店|商行"
)
_BEFORE_PLACE = re.compile(r"(?:\A|[^一-鿿]|[省市县区镇乡村州在到由与和及向从往赴经是为的叫])\Z")
"""What stands before a place's or a shop's name."""
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
    """Wrong writings of two characters that are not part of other words: in 对方|按规定 stands 方按, and in
    稻种|值得 stands 种值."""
    text = scan.text
    for written in scan.wrong:
        start = text.find(written)
        while start >= 0:
            if _is_misspelt(written, text, start):
                yield start, start + 2, meant()[written]
            start = text.find(written, start + 2)


def _is_misspelt(written: str, text: str, start: int) -> bool:
    if is_judged(written):
        return is_wrong(written, text, start)
    return not belongs(text, start, words()) and not _is_name(text, start)


def belongs(text: str, start: int, right: frozenset[str]) -> bool:
    """Whether one of the two characters from `start` is in a right word with others before or behind."""
    for first in range(max(0, start - LONGEST + 1), start + 2):
        for end in range(max(first, start) + 1, first + LONGEST + 1):
            if (first < start or end > start + 2) and end - first > 1 and text[first:end] in right:
                return True
    return False


def _is_name(text: str, start: int) -> bool:
    """Whether the two characters may be a person's or a place's name."""
    before = text[start - 1 : start] if start else ""
    if before and before in SURNAMES and text[max(0, start - 2) : start] not in words():
        return True
    named = _NAMED.search(text, max(0, start - _REACH), start)
    is_surname = named and (text[start] in SURNAMES or (before and before in SURNAMES))
    is_place = _PLACE.match(text, start + 2) and _BEFORE_PLACE.search(text, max(0, start - 1), start)
    return bool(is_surname or is_place)


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
    """Whether a wrong character at the head (0) or the end (1) can't belong to what stands beyond it: 会议事
    is no 会议室 where 议事规则 follows."""
    right = words()
    if place == 0:
        first = range(max(0, start - LONGEST + 1), start)
        return not any(text[one : start + more] in right for one in first for more in (1, 2))
    last = range(end + 1, end + LONGEST)
    return not any(text[end - more : one] in right for one in last for more in (1, 2))


RULES: tuple[Rule, ...] = (SurveyRule("word-misspelt", survey, misspelt),)
