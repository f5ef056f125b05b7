"""The part of a year that a volume holds, and numbers of issues as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.compile.numbers import CORRECTION, Numbers

_HALVES = {"上半年": 1, "下半年": 2}
_RANGE = re.compile(r"第?\s*(\d{1,4})\s*期?\s*(?:[-－–—~～]|至|到)\s*第?\s*(\d{1,4})\s*期?")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")


@dataclass(frozen=True, slots=True)
class Part:
    """The whole year, or with `half` (1 or 2) the issues signed in that half, or the ordinary issues numbered
    `first` to `last`. A supplement follows the issue after which it was signed."""

    half: int = 0
    first: int = 0
    last: int = 0

    @property
    def label(self) -> str:
        """What follows the year in the volume's title: 上半年, 第1期至第12期; "" for a whole year."""
        if self.half:
            return next(name for name, half in _HALVES.items() if half == self.half)
        return runs_text(range(self.first, self.last + 1)) if self.last else ""


def parse_year(text: str) -> int | None:
    """2026, 2026年; None for anything else."""
    found = _YEAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def parse_part(text: str) -> Part | None:
    """上半年, 下半年, 1-12, 第1期至第12期; an empty text is the whole year, None is none of these."""
    text = text.strip()
    if not text:
        return Part()
    if text in _HALVES:
        return Part(half=_HALVES[text])
    found = _RANGE.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        return None
    return Part(first=int(found[1]), last=int(found[2]))


def runs_text(numbers: Iterable[int], head: str = "") -> str:
    """`第1期、第3期至第7期`; `head` stands before each 第."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(
        f"{head}第{first}期" if first == last else f"{head}第{first}期至{head}第{last}期"
        for first, last in runs
    )


def is_correction(numbers: Numbers) -> bool:
    """Whether they are those of a 更正, which stands beside its issue, not in its place as a 重发 does."""
    return numbers.again is not None and numbers.again.what == CORRECTION


def numbers_text(numbers: Sequence[Numbers]) -> str:
    """The issues of one year as the cover names them: 第1期至第7期、增刊第1期; behind them, corrections whose
    issue is not among them: 第9期（更正）."""
    issues = [one for one in numbers if not is_correction(one)]
    named = {(one.supplement, one.number) for one in issues}
    ordinary = runs_text(one.number for one in issues if not one.supplement)
    supplements = runs_text((one.number for one in issues if one.supplement), "增刊")
    alone = [
        one.label.removeprefix(f"{one.year}年")
        for one in numbers
        if is_correction(one) and (one.supplement, one.number) not in named
    ]
    return "、".join(text for text in (ordinary, supplements, *alone) if text)


def totals_text(numbers: Sequence[Numbers]) -> str:
    """总第71期至总第77期; "" where none is counted. Corrections are not."""
    return runs_text((one.total for one in numbers if one.total is not None and not is_correction(one)), "总")
