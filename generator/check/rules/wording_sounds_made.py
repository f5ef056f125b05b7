"""Makes `misspelt.txt` and `beside.txt` again out of much right text: `python -m` this module and a folder.

The folder has `*.txt`, right prose (statutes, news, reports); `words.tsv`, a word and how often it is used in
each line, from any dictionary; and `parted.txt`, prose whose words are parted by blanks. Of these only counts
are used, and which characters ever meet: nothing of their text is kept. Sounds and shapes are those of
`wording_known`, right sayings those of `sayings.txt`, which is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import add
from pathlib import Path

from generator.check.rules.wording_known import FOLDER, known
from generator.check.rules.wording_sounds_known import sounds

WORD_USED, WORD_MET = 100, 40
"""A word counts that the dictionary has as often, and that the texts have as often."""
WRONG_MET = 300
"""A character that is met less often is not what an input method offers first."""
ALONE, MOSTLY_ALONE = 0.15, 0.6
"""Shares of a character's places where it stands alone: from the first on, it is not taken for a wrong one;
from the second on, it may go with any other (不, 各), so that this is not taken for one either."""
BESIDE_MET = 7
"""Two characters that are met less often side by side count as strangers, as do those that are met less often
than by chance."""
_HAN = re.compile(r"[一-鿿]+")
_HEADS = {
    "misspelt.txt": "# 公文里常用的两字词，后面是会被误写进去的字：“1”后面的顶替第一个字，"
    "“2”后面的顶替第二个字。\n"
    "# slips.txt 以外的；前后的字同它也连不成词（beside.txt），才会提示。\n",
    "beside.txt": "# 常被误写进去的字：“<”后面是在公文里能站在它前面的字，“>”后面是能站在它后面的字。\n",
}


def make(folder: Path, output: Path) -> None:
    """Write both files into `output`."""
    met = _pairs(path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    words = dict(_words(folder / "words.tsv"))
    own = _pairs(saying.text for those in sounds().sayings.values() for saying in those)
    inner = _pairs(words)
    alone = _alone((folder / "parted.txt").read_text(encoding="utf-8").split())
    right = [
        word
        for word, count in words.items()
        if len(word) == 2 and count >= WORD_USED and (met[word] >= WORD_MET or own[word])
    ]
    right.sort(key=lambda word: -met[word])
    used: Counter[str] = Counter()
    for pair, count in met.items():
        used[pair[0]] += count
    wrong = _wrong(right, used, {*met, *inner, *own}, alone)
    lines: dict[str, list[str]] = defaultdict(lambda: ["", ""])
    for written, (word, place) in wrong.items():
        lines[word][place] += written[place]
    misspelt = (f"{word}{one and ' 1' + one}{two and ' 2' + two}" for word, (one, two) in lines.items())
    _write(output, "misspelt.txt", misspelt)
    _write(output, "beside.txt", _beside(wrong, met, {*inner}, {*own}))


def _wrong(
    right: Iterable[str], used: Mapping[str, int], seen: set[str], alone: Mapping[str, float]
) -> dict[str, tuple[str, int]]:
    """Each wrong writing that never stands in right text → the word, and which of its characters is wrong."""
    table = known()
    alike: dict[str, list[str]] = defaultdict(list)
    for code, sound in table.same.items():
        alike[sound].append(chr(code))
    wrong: dict[str, tuple[str, int]] = {}
    for word in right:
        for place, character in enumerate(word):
            if alone.get(word[1 - place], 0) > MOSTLY_ALONE:
                continue
            for other in (*alike[table.same.get(ord(character), "")], *table.shapes.get(character, "")):
                written = word[:place] + other + word[place + 1 :]
                if used[other] >= WRONG_MET and alone.get(other, 0) <= ALONE and written not in seen:
                    wrong.setdefault(written, (word, place))
    return {written: those for written, those in wrong.items() if written not in table.slips}


def _beside(
    wrong: Mapping[str, tuple[str, int]], met: Counter[str], inner: set[str], own: set[str]
) -> Iterator[str]:
    """For each wrong character those that it goes with on the side away from the rest of its word."""
    first, second = Counter[str](), Counter[str]()
    for pair, count in met.items():
        first[pair[0]] += count
        second[pair[1]] += count
    whole = met.total()
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for pair in {*met, *own}:
        by_chance = met[pair] * whole < first[pair[0]] * second[pair[1]]
        if pair in own or (met[pair] >= BESIDE_MET and (pair in inner or not by_chance)):
            before[pair[1]].add(pair[0])
            behind[pair[0]].add(pair[1])
    for sign, place, side in (("<", 0, before), (">", 1, behind)):
        for one in sorted({written[place] for written, (_, at) in wrong.items() if at == place}):
            yield f"{one}{sign}{''.join(sorted(side[one]))}"


def _pairs(texts: Iterable[str]) -> Counter[str]:
    pairs: Counter[str] = Counter()
    for text in texts:
        for run in _HAN.findall(text):
            pairs.update(map(add, run, run[1:]))
    return pairs


def _words(path: Path) -> Iterator[tuple[str, int]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, used = line.partition("\t")
        if _HAN.fullmatch(word):
            yield word, int(used)


def _alone(parted: Iterable[str]) -> Mapping[str, float]:
    """The share of its places where each character stands alone."""
    alone: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for word in parted:
        whole.update(word)
        if len(word) == 1:
            alone[word] += 1
    return {one: count / whole[one] for one, count in alone.items()}


def _write(output: Path, name: str, lines: Iterable[str]) -> None:
    (output / name).write_text(_HEADS[name] + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), FOLDER)
