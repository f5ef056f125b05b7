"""How much memory a watch has while one issue is edited again and again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import count as counting
from typing import Any
from urllib.parse import quote

from generator.bench.preview_site import Edited
from generator.bench.preview_watch import Watching, watching

Say = Callable[[str], None]
EARLY = 10
"""The edit after which it is measured first."""
_DPI = 138
"""Of a page as wide as a window of 1440 px has room for."""
_REST = 1.0
"""Seconds until the work on a look has begun, and until what an edit needed is given back."""
_TOLD = 5
"""So often it is told how far the edits are."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes after the first edits (`EARLY`) and after all `edits`."""

    early: int
    late: int
    edits: int


def memory_of(edited: Edited, edits: int, say: Say, first: int = EARLY) -> Memory | None:
    """Edit the issue as fast as the preview follows, and look after edit `first` and after the last.

    None where the system does not tell the memory of a process with what it shares.
    """
    if sys.platform != "linux":
        return None
    early = 0
    with watching(edited.folder) as begun, begun.events(edited.key) as events:
        time.sleep(_REST)
        begun.settle()
        version, shown = str(_issue(begun, edited.key)["pages"]), begun.pages(edited.key)
        for number in counting(1):
            edited.save(number)
            version = events.wait("print", version)
            shown = _fetch(begun, edited.key, shown)
            if number == first:
                early = _settled(begun)
            if number >= max(edits, first):
                return Memory(early, _settled(begun), number)
            if number % max(1, edits // _TOLD) == 0:
                say(f"内存：改了 {number} 次，共 {edits} 次……")
    raise AssertionError("the edits end by themselves")


def _fetch(begun: Watching, key: str, shown: Collection[str]) -> list[str]:
    """Ask for what a window shows after a save: the state, the page, and the printed pages that changed.
    Returns the signatures of all printed pages."""
    begun.get(f"/site/{_issue(begun, key)['folder']}/index.html")
    pages = begun.pages(key)
    for number, signature in enumerate(pages, start=1):
        if signature not in shown:
            begun.get(f"/api/print/{key}/{number}.png?dpi={_DPI}&v={quote(signature)}")
    return pages


def _issue(begun: Watching, key: str) -> Mapping[str, Any]:
    """The state of the issue."""
    found: Mapping[str, Any] = next(issue for issue in begun.view()["issues"] if issue["key"] == key)
    return found


def _settled(begun: Watching) -> int:
    """The memory when all work is done."""
    begun.settle()
    time.sleep(_REST)
    return begun.memory()
