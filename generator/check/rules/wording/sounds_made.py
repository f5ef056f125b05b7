"""Makes `misspelt.txt` and `words.txt` again out of much right text: `python -m` this module and a folder.

The folder has `*.txt`, right prose (statutes, news, reports); `words.tsv`, a word and how often it is used in
each line, from any dictionary; `parted.txt`, prose whose words are parted by blanks; and `alike.tsv`, a
character and those that look like it in each line. Of the prose only counts are used, and which characters
meet: nothing of it is kept. Sounds are those of `wording.known`. What was in misspelt.txt stays, by hand or
not, unless the prose shows that it is right.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from operator import add
from pathlib import Path

from generator.check.rules.wording.known import FOLDER, known
from generator.check.rules.wording.sounds import belongs
from generator.check.rules.wording.sounds_judged import is_judged
from generator.check.rules.wording.sounds_known import LONGEST, meant

SURE = 9.0
"""How much likelier the right word must be than its characters one by one (natural logarithm)."""
LIKELY, LESS_LIKELY, LEAST_LIKELY = -10.6, 0.9, -12.0
"""How likely a slip is: from the first down, each step asks for so much more to be sure; below the last it is
left out."""
OFTEN_ALONE, ALONE = 0.02, 1.2
"""A right character that is a word by itself as often as this, or oftener, makes a slip less sure."""
WORD_COST, LONG_COST, WRONG_RANK = 13.6, 15.0, 3200
"""Words of two characters and longer ones that stand in words.txt are no rarer; characters that are rarer
than the first so many are not what an input method offers."""
UNKNOWN = 16.0
_NUMBERS = frozenset("一二三四五六七八九十百千万亿两零某〇各每该本此几多第之不")
_HAN = re.compile(r"[一-鿿]+")
_WIDTH = 100
_HEADS = {
    "misspelt.txt": "# 公文里常用的两字词，后面是会被误写进去的字：“1”后面的顶替第一个字，"
    "“2”后面的顶替第二个字。\n"
    "# 误写出来的都不成词；前后的字同它们连得成词（words.txt）的，不提示。\n",
    "words.txt": "# 两到四个字的词：误写的两个字里有一个同前后的字连成这些词的，就不是错别字。"
    "misspelt.txt、phrases.txt 里的不重复。\n"
    "# 参照结巴分词的词典（MIT 许可）挑选，按在法规、新闻里的多少取舍。\n",
}


@dataclass(frozen=True)
class Counted:
    """`cost`: how rare a word is, as a natural logarithm. `alone`: the share of its places where a character
    is a word by itself. `used`: how often a character is met, `rank` from 0 for the one met most."""

    cost: Mapping[str, float]
    alone: Mapping[str, float]
    used: Mapping[str, float]
    rank: Mapping[str, int]
    shapes: Mapping[str, str]


def make(folder: Path, output: Path) -> None:
    """Write both files into `output`."""
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.txt") if path.name != "parted.txt"]
    counted = _counted(folder)
    wrong = {**dict(_wrong(counted)), **meant()}
    own = set(known().right)
    words = {
        word for word in own | counted.cost.keys() if word not in wrong and _is_common(word, counted)
    } | own
    for one in _met(texts, wrong, words | set(wrong.values())):
        wrong.pop(one, None)
    lines: dict[str, list[str]] = defaultdict(lambda: ["", ""])
    for one, right in sorted(wrong.items(), key=lambda pair: (counted.cost.get(pair[1], UNKNOWN), pair)):
        place = 0 if one[0] != right[0] else 1
        lines[right][place] += one[place]
    rows = (f"{word}{one and ' 1' + one}{two and ' 2' + two}" for word, (one, two) in lines.items())
    _write(output, "misspelt.txt", rows)
    _write(output, "words.txt", _rows(sorted(words - own - lines.keys())))


def _wrong(counted: Counted) -> Iterator[tuple[str, str]]:
    """Wrong writings of common words that are no words, the likeliest right word of each last."""
    table, cost = known(), counted.cost
    alike: dict[str, list[str]] = defaultdict(list)
    for code, sound in table.same.items():
        alike[sound].append(chr(code))
    for word in sorted((one for one in cost if len(one) == 2), key=lambda one: -cost[one]):
        for place, character in enumerate(word):
            kept = word[1 - place]
            shapes = counted.shapes.get(character, "") + table.shapes.get(character, "")
            for other in {*alike[table.same.get(ord(character), "")], *shapes} - {character}:
                written = word[:place] + other + word[place + 1 :]
                is_rare = other not in shapes and counted.rank.get(other, WRONG_RANK) >= WRONG_RANK
                if is_rare or written in cost or _NUMBERS.intersection((other, kept)):
                    continue
                if _is_sure(word, written, other, kept, counted):
                    yield written, word


def _is_sure(word: str, written: str, other: str, kept: str, counted: Counted) -> bool:
    cost = counted.cost
    parted = sum(cost.get(one, UNKNOWN) for one in written) - cost[word]
    alone = ALONE * log(max(counted.alone.get(kept, 0), OFTEN_ALONE) / OFTEN_ALONE)
    likely = -0.7 * cost[word] + 0.4 * log(counted.used.get(other, 1e-9))
    if likely < LEAST_LIKELY:
        return False
    return parted - alone >= SURE + LESS_LIKELY * max(0.0, LIKELY - likely)


def _met(texts: Iterable[str], wrong: Mapping[str, str], words: set[str]) -> Iterator[str]:
    """Wrong writings that stand in right text, not as parts of other words."""
    written, right = frozenset(wrong), frozenset(words)
    for text in texts:
        for run in _HAN.findall(text):
            for start, pair in enumerate(map(add, run, run[1:])):
                if pair in written and not is_judged(pair) and not belongs(run, start, right):
                    yield pair


def _is_common(word: str, counted: Counted) -> bool:
    most = WORD_COST if len(word) == 2 else LONG_COST
    return 1 < len(word) <= LONGEST and counted.cost.get(word, UNKNOWN) <= most


def _counted(folder: Path) -> Counted:
    used = dict(_words(folder / "words.tsv"))
    parted = Counter(_HAN.findall((folder / "parted.txt").read_text(encoding="utf-8")))
    whole, all_parted = sum(used.values()), parted.total()
    share = {one: used.get(one, 0) / whole / 2 + parted[one] / all_parted / 2 for one in {*used, *parted}}
    characters: dict[str, float] = defaultdict(float)
    met: dict[str, int] = defaultdict(int)
    for word, part in share.items():
        for one in word:
            characters[one] += part
    for word, count in parted.items():
        for one in word:
            met[one] += count
    every = sum(characters.values())
    return Counted(
        {word: -log(part) for word, part in share.items() if part > 0},
        {one: parted[one] / count for one, count in met.items()},
        {one: count / every for one, count in characters.items()},
        {one: rank for rank, one in enumerate(sorted(characters, key=lambda one: -characters[one]))},
        dict(_pairs(folder / "alike.tsv")),
    )


def _words(path: Path) -> Iterator[tuple[str, int]]:
    return ((word, int(used)) for word, used in _pairs(path) if _HAN.fullmatch(word))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        one, _, rest = line.partition("\t")
        yield one, rest


def _rows(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) > _WIDTH:
            yield line
            line = ""
        line += f" {word}" if line else word
    yield line


def _write(output: Path, name: str, lines: Iterable[str]) -> None:
    (output / name).write_text(_HEADS[name] + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), FOLDER)
