"""What a site lets be printed: public numbers, addresses, mailboxes (site.yaml, 隐私, 允许)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.privacy.found import Found
from generator.privacy.normal import SEPARATORS, bare, plain

_WILD = re.compile(r"…+|\*+|\.{3,}")
_ANYTHING = r"[^\s，。；、：“”（）<>]*"
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)(\d{7,8})", re.ASCII)
_EXTENSION = r"(?:(?:转|分机)\d{1,5})?"


def not_allowed(text: str, found: Iterable[Found], allow: Sequence[str]) -> list[Found]:
    """What of `found` in a plain text lies in nothing that may be printed.

    Texts are compared without separators; `…` or `*` in an entry stand for any characters that are no
    blank and no mark. A telephone with its area code allows it also without, with +86 and an extension.
    """
    found = list(found)
    spans = _spans(text, allow) if found and allow else []
    return [one for one in found if not any(_within(text, one, *span) for span in spans)]


def _within(text: str, found: Found, first: int, last: int) -> bool:
    """Without the brackets and blanks at its ends, which no entry keeps."""
    part = text[found.start : found.end]
    start = found.end - len(part.lstrip(SEPARATORS))
    end = found.start + len(part.rstrip(SEPARATORS))
    return first <= start and end <= last


def _spans(text: str, allow: Sequence[str]) -> list[tuple[int, int]]:
    """Where an entry stands, from and to (exclusive)."""
    pattern = "|".join(filter(None, map(_pattern, allow)))
    if not pattern:
        return []
    short, places = bare(text)
    return [
        (places[match.start()], places[match.end() - 1] + 1)
        for match in re.finditer(pattern, short)
        if match.end() > match.start()
    ]


def _pattern(entry: str) -> str:
    parts = [bare(plain(part))[0] for part in _WILD.split(entry.strip())]
    if not any(parts):
        return ""
    if len(parts) > 1 or not parts[0].isdigit():
        return _ANYTHING.join(map(re.escape, parts))
    if local := _LANDLINE.fullmatch(parts[0]):
        area = parts[0][1 : -len(local[1])]
        return rf"(?:(?:\+?86)?0?{area})?{local[1]}{_EXTENSION}"
    return rf"(?:\+?86|0086)?{parts[0]}{_EXTENSION}"
