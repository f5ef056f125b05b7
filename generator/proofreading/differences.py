"""What a mending changes, shown line by line before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from generator.diagnostics.show import visible, width
from generator.proofreading.mend import Mended

_AROUND = 12
"""Characters of a long line that are shown on both sides of what changes."""
_RED, _GREEN, _BOLD, _END = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_UNDER, _UNDER_END = "\x1b[7m", "\x1b[27m"


def differences(file: Mended, *, colour: bool = False, columns: int | None = None) -> str:
    """The changed lines of a file, old and new. Lines that are longer than `columns` are shown around what
    changes in them."""
    heads = [f"--- 原来的 {visible(file.file)}", f"+++ 改后的 {visible(file.file)}"]
    lines = [f"{_BOLD}{head}{_END}" if colour else head for head in heads]
    for number, (old, new) in enumerate(zip(file.old, file.new, strict=True), start=1):
        if old != new:
            lines.append(f"@@ 第 {number} 行 @@")
            lines += _pair(visible(old), visible(new), colour=colour, columns=columns)
    return "\n".join(lines)


def _pair(old: str, new: str, *, colour: bool, columns: int | None) -> Iterator[str]:
    cut = columns is not None and max(width(old), width(new)) + 2 > columns
    before: list[str] = []
    after: list[str] = []
    # Every character counts: what is frequent is not left out of the comparison.
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (kind, first, last, other_first, other_last) in enumerate(steps):
        was, now = old[first:last], new[other_first:other_last]
        if kind == "equal":
            same = _middle(was, index == 0, index == len(steps) - 1) if cut else was
            before.append(same)
            after.append(same)
        else:
            before.append(f"{_UNDER}{was}{_UNDER_END}" if colour and was else was)
            after.append(f"{_UNDER}{now}{_UNDER_END}" if colour and now else now)
    for sign, pieces, tone in (("-", before, _RED), ("+", after, _GREEN)):
        line = sign + " " + "".join(pieces)
        yield f"{tone}{line}{_END}" if colour else line


def _middle(text: str, is_first: bool, is_last: bool) -> str:
    """What stands between two changes, its middle left out where it is long."""
    head, tail = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(text) <= head + tail + 1:
        return text
    return text[:head] + "…" + (text[len(text) - tail :] if tail else "")
