"""Near misses: what an editor most likely meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from pathlib import PurePosixPath

CUTOFF = 0.5
"""Likeness from 0 to 1. Chinese names are short: half of the characters in order is a near miss."""

FILE_CUTOFF = 0.7
"""Names of files are spelt in few letters and are all a little alike."""


def nearest(name: str, candidates: Iterable[str], limit: int = 3, cutoff: float = CUTOFF) -> list[str]:
    """The candidates most like `name`, the best first, at most `limit`.

    A candidate that holds the name, or is held by it, counts too: 教育局 for 市教育局, 发展局 for 县发展局.
    """
    known = list(dict.fromkeys(candidate for candidate in candidates if candidate))
    close = get_close_matches(name, known, n=limit, cutoff=cutoff)
    inner = [one for one in known if len(name) > 1 and len(one) > 1 and (name in one or one in name)]
    inner.sort(key=lambda one: -SequenceMatcher(None, name, one).ratio())
    return list(dict.fromkeys([*close, *inner]))[:limit]


def nearest_paths(path: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """The same for files: those of the same name in other folders, then those with a like name."""
    known = list(dict.fromkeys(candidates))
    name = PurePosixPath(path.replace("\\", "/"))
    same = [one for one in known if PurePosixPath(one).name.lower() == name.name.lower()]
    stems: dict[str, list[str]] = {}
    for one in known:
        stems.setdefault(PurePosixPath(one).stem, []).append(one)
    like = [one for stem in nearest(name.stem, stems, limit, FILE_CUTOFF) for one in stems[stem]]
    return list(dict.fromkeys([*same, *like]))[:limit]


def question(names: Iterable[str]) -> str:
    """The candidates as a question to the editor."""
    return "是不是想写" + "".join(f"“{name}”" for name in names) + "？"


def suggestion(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint for an unknown name: its nearest candidates as a question, else `otherwise`."""
    found = nearest(name, candidates)
    return question(found) if found else otherwise


def path_suggestion(path: str, candidates: Iterable[str], otherwise: str) -> str:
    """The hint for a file that is not there."""
    found = nearest_paths(path, candidates)
    return question(found) if found else otherwise
