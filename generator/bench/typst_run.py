"""typst on the same text, a process a file; the files' faces are those that our build chose."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.bench.processes import BenchFailed, python

# `typst` comes as a Python package; these few lines are its command line.
_FACES = """\
import json, sys, typst
fonts = typst.Fonts(include_system_fonts=sys.argv[2] == "all", font_paths=[sys.argv[1]])
print(json.dumps(sorted({font.family for font in fonts.fonts()})))
"""
_COMPILE = """\
import sys, typst
source, target, folder, system = sys.argv[1:]
# Our files carry no tags for accessibility either.
typst.compile(
    source, output=target, font_paths=[folder], ignore_system_fonts=system != "all", pdf_tags=False
)
"""


@dataclass(frozen=True, slots=True)
class TypstFaces:
    """`stacks`: for each role the families by typst's names. `system`: whether some are the system's."""

    folder: Path
    stacks: Mapping[str, tuple[str, ...]]
    system: bool


def find_faces(stacks: Mapping[str, Sequence[str]], folder: Path) -> TypstFaces:
    """The families of `stacks` as typst calls them. Raises BenchFailed without typst or the best face."""
    if importlib.util.find_spec("typst") is None:
        raise BenchFailed("没有装 typst，无从比较。请运行 make bench，它会先装好测试用的组件。")
    for system in (False, True):
        known = json.loads(python("typst", "-c", _FACES, folder, _which(system)).output)
        named = {role: tuple(_names(families, known)) for role, families in stacks.items()}
        if all(_alias(families[0], known) for families in stacks.values()):
            return TypstFaces(folder, named, system)
    raise BenchFailed("typst 找不到编印所用的字体，无从比较。")


def _names(families: Sequence[str], known: Sequence[str]) -> list[str]:
    return [name for family in families if (name := _alias(family, known))]


def _alias(family: str, known: Sequence[str]) -> str | None:
    """Where a face has two family names, typst takes the one that ends in its style: FandolFang R."""
    if family in known:
        return family
    return next(
        (name for name in known if name.startswith(f"{family} ") and len(name) == len(family) + 2), None
    )


def compile_file(source: Path, faces: TypstFaces) -> float:
    """Compile `source` to the PDF beside it, in a process; the seconds that took, start included."""
    target = source.with_suffix(".pdf")
    return python("typst", "-c", _COMPILE, source, target, faces.folder, _which(faces.system)).seconds


def compile_side_by_side(sources: Sequence[Path], faces: TypstFaces, jobs: int) -> float:
    """Compile all `sources`, a process a file, `jobs` of them at a time; the seconds for all together."""
    began = time.perf_counter()
    with ThreadPoolExecutor(jobs) as threads:
        list(threads.map(lambda source: compile_file(source, faces), sources))
    return time.perf_counter() - began


def _which(system: bool) -> str:
    return "all" if system else "folder"
