"""Makes `doubled.txt` again out of much right text: `python -m` this module and a folder.

The folder has what `wording.sounds_made` reads: `words.tsv`, in each line a word and how often it is used,
from any dictionary; `parted.txt`, prose whose words are parted by blanks; and other `*.txt`, right prose.
Only counts are used, and which characters meet: nothing of their text is kept.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from generator.check.rules.wording.known import FOLDER

WORD_USED, WORD_MET = 20, 1
"""A word counts that the dictionary has as often, or that the parted text has as often."""
COMMON = 12
"""A character that the parted text has less often is not looked at."""
WELL_USED = 20
"""A longer word within which a character stands twice counts from here on."""
STRONG_USED, STRONG_MET = 400, 10
"""A word counts as well known from here on."""
DOUBLE_MET = 2
"""What stands twice beside the same character counts from here on."""
_HAN = re.compile(r"[一-鿿]+\Z")
_TWICE = re.compile(r"(?=(.)([一-鿿])\2(.))")


def main(folder: Path) -> None:
    used = _used(folder / "words.tsv")
    met = Counter(folder.joinpath("parted.txt").read_text("utf-8").split())
    ends: defaultdict[str, set[str]] = defaultdict(set)
    begins: defaultdict[str, set[str]] = defaultdict(set)
    strong: Counter[str] = Counter()
    strongly_met: Counter[str] = Counter()
    inner: set[tuple[str, str, str]] = set()
    for word in used.keys() | met.keys():
        if len(word) < 2 or not _HAN.match(word):
            continue
        strong[word[:2]] += used[word]
        strongly_met[word[:2]] += met[word]
        if used[word] >= WORD_USED or met[word] >= WORD_MET:
            ends[word[-1]].add(word[-2])
            begins[word[0]].add(word[1])
        if len(word) > 2 and (used[word] >= WELL_USED or met[word]):
            inner.update(_inner(word))
    beside = _beside(folder)
    common = Counter(one for word in met.elements() for one in word)
    out = []
    for one in sorted(one for one in begins.keys() | ends.keys() if common[one] >= COMMON):
        # Of 人员员 and 工人人 neither side makes a word: what has no other half can't be told from a slip.
        well = {
            two
            for two in begins[one]
            if strong[one + two] >= STRONG_USED and strongly_met[one + two] >= STRONG_MET
        }
        ahead = {left for (left, twice), count in beside[0].items() if twice == one and count >= DOUBLE_MET}
        behind = {
            right for (twice, right), count in beside[1].items() if twice == one and count >= DOUBLE_MET
        }
        # What meets where a word ends and another begins is no sign of a word that doubles.
        ahead = (ahead - ends[one]) | {left for left, twice, _ in inner if twice == one and left}
        behind = (behind | {right for _, twice, right in inner if twice == one and right}) - well
        parts = (ends[one], begins[one] - well, well, ahead, behind)
        out.append(" ".join((one, *("".join(sorted(part)) or "-" for part in parts))))
    FOLDER.joinpath("doubled.txt").write_text(_HEAD + "\n".join(out) + "\n", "utf-8")


_HEAD = (
    "# 连着写两遍也可能没有写错的字。每行五组：什么字后面能有以它结尾的词；"
    "它开头的词第二个字是什么（不常用的，常用的）；它叠用时前面、后面可以是什么字。\n"
)


def _used(file: Path) -> Counter[str]:
    lines = (line.partition("\t") for line in file.read_text("utf-8").splitlines())
    return Counter({word: int(count) for word, _, count in lines if count})


def _inner(word: str) -> Iterator[tuple[str, str, str]]:
    """Where a character stands twice within a word: what is before, the character, what is behind."""
    for place, (one, two) in enumerate(pairwise(word)):
        if one == two:
            yield word[place - 1] if place else "", one, word[place + 2 : place + 3]


def _beside(folder: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often right prose has each character before and behind one that stands twice."""
    ahead: Counter[tuple[str, str]] = Counter()
    behind: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.glob("*.txt")):
        if file.name != "parted.txt":
            for left, twice, right in _TWICE.findall(file.read_text("utf-8")):
                ahead[left, twice] += bool(_HAN.match(left))
                behind[twice, right] += bool(_HAN.match(right))
    return ahead, behind


if __name__ == "__main__":
    main(Path(sys.argv[1]))
