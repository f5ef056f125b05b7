"""Faults planted into sentences of official prose, each alone in a small site: what a proofreader must find.

The sentences are in YAML files, by kind of fault: those in `DEVELOPMENT` have shown what rules miss, those
in `BLIND` were written without a look at any rule, and no rule is mended after them. ⟦ and ⟧ stand around
what is wrong, around both places where two contradict each other, and are taken out here. 〔手机〕 and the
like are filled with made identifiers, so that none stands in any file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator.bench.planted.identifiers import MAKERS

DEVELOPMENT = Path(__file__).parent
BLIND = DEVELOPMENT.with_name("planted_blind")
OPEN, CLOSE = "⟦", "⟧"
PICTURE = "media/a.png"
"""The picture of every caption; whoever writes the sites makes it."""
DATE = "2022-05-28"
"""Of a report that has no other."""
TITLE = "走访工作进展"
_MARKED = re.compile(f"{OPEN}(?P<inner>[^{OPEN}{CLOSE}]*){CLOSE}")
_SLOT = re.compile("〔(" + "|".join(MAKERS) + ")〕")
_ISSUE = "content/issues/jianbao/2022-01.yaml"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is wrong: in a file of the site, from column `start` up to `end`, both from 1."""

    file: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault. `group` is the file that it stands in, `files` what its site has besides the office's own
    files: path → text."""

    group: str
    kind: str
    number: int
    files: Mapping[str, str]
    marks: tuple[Mark, ...]

    @property
    def name(self) -> str:
        return f"{self.kind}{self.number}"


def planted(folder: Path) -> tuple[Planted, ...]:
    """All faults planted in the YAML files of a folder, in the order of the files."""
    return tuple(_all(folder))


def _all(folder: Path) -> Iterator[Planted]:
    for path in sorted(folder.glob("*.yaml")):
        # A loader of its own kind keeps 010 and 2022-05-28 as they are written.
        for kind in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            for number, example in enumerate(kind["例"], start=1):
                # Seeded by its set too: two sets hold no identifier in common.
                chance = Random(f"{folder.name} {kind['名']} {number}")
                yield _planted(path.stem, kind["名"], number, example, chance)


def _planted(group: str, kind: str, number: int, example: str | dict[str, Any], chance: Random) -> Planted:
    whole: dict[str, Any] = {"正文": example} if isinstance(example, str) else example
    reports = [{"正文": one} if isinstance(one, str) else one for one in whole.get("篇", [whole])]
    marked = {f"content/reports/r{place}.md": _report(one) for place, one in enumerate(reports, start=1)}
    if "期" in whole:
        marked[_ISSUE] = whole["期"]
    files: dict[str, str] = {}
    marks: list[Mark] = []
    for name, text in marked.items():
        filled = _SLOT.sub(lambda match: MAKERS[match[1]](chance), text)
        files[name] = filled.replace(OPEN, "").replace(CLOSE, "")
        marks += _marks(name, filled)
    if not marks:
        raise ValueError(f"{kind} {number}: nothing is marked as wrong")
    return Planted(group, kind, number, files, tuple(marks))


def _report(told: Mapping[str, str]) -> str:
    front = [
        f"标题: {told.get('标题', TITLE)}",
        *([f"副题: {told['副题']}"] if "副题" in told else []),
        f"单位: {told.get('单位', '市教育局')}",
        f"日期: {told.get('日期', DATE)}",
        *(["图片:", f"  - 文件: {PICTURE}", f"    说明: {told['图说']}"] if "图说" in told else []),
    ]
    return "\n".join(("---", *front, "---", "", told["正文"].rstrip("\n"), ""))


def _marks(file: str, text: str) -> Iterator[Mark]:
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _MARKED.finditer(line):
            before = line[: match.start()].replace(OPEN, "").replace(CLOSE, "")
            start = len(before) + 1
            yield Mark(file, number, start, start + len(match["inner"]), match["inner"])
