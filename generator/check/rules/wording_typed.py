"""A character typed for another that sounds or looks like it, in words and sayings that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rules.names_near import SURNAMES
from generator.check.rules.wording_known import QUAD, Known, known
from generator.check.rules.wording_scan import Scanned

Typed = tuple[int, int, str]
"""Where a wrong word stands, and the right one."""
_NAMED = re.compile(
    rf"(?:\A|[^\u4e00-\u9fff]|记者|通讯员|摄影|编辑|审核|作者|书记|[市县区镇乡院校局部处科]长|主任|同志|队员|老师|医生)[{SURNAMES}]\Z"
)
_REACH = 5
_JUDGED = "即使"
"""A word of which the rest of the sentence tells whether it is wrong (`wording_pairs_heard`)."""


def typed(scan: Scanned) -> Iterator[Typed]:
    """追纠 for 追究, 再所难免 for 在所难免."""
    for wrong in scan.slips:
        yield from _words(scan.text, wrong, known())
    for sound in scan.quads:
        yield from _sayings(scan.text, scan.sound, sound, known())


def _words(text: str, wrong: str, right: Known) -> Iterator[Typed]:
    start = text.find(wrong)
    while start >= 0:
        end = start + len(wrong)
        # 危机|为 looks like 危 and a wrong 机为: the characters may belong to the words around.
        around = text[start - 1 : start + 1] if start else "", text[start + 1 : end + 1]
        named = _NAMED.search(text, max(0, start - _REACH), start)
        whole = (text[max(0, first) : first + QUAD] for first in range(end - QUAD, start + 1))
        if right.words.isdisjoint(around) and right.right.isdisjoint(whole) and not named:
            yield start, end, right.slips[wrong]
        start = text.find(wrong, end)


def _sayings(text: str, sounds: str, sound: str, right: Known) -> Iterator[Typed]:
    those = right.sayings[sound]
    start = sounds.find(sound)
    while start >= 0:
        end = start + QUAD
        written = text[start:end]
        if written not in those and not written.startswith(_JUDGED):
            meant = next((one for one in those if right.is_typed_for(written, one)), None)
            if meant:
                yield start, end, meant
        start = sounds.find(sound, start + 1)
