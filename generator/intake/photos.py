"""Pictures with the captions that stand below them, or beside them in their paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.draft import PhotoDraft
from generator.intake.manuscript import Block, Line, Shown

LONGEST = 60
"""Characters of a caption; what is longer is text."""
_LABEL = re.compile(r"\s*(?:图\s*[\d一二三四五六七八九十]*|照片\s*\d*|图片\s*\d*)\s*(?:[：:.．、]|[ 　]+)\s*")
_NAME = r"[\u3400-\u9fff·]{2,5}"
_CREDIT = re.compile(
    rf"\s*[（(]\s*(?:摄影|摄|图)\s*[：:/／]?\s*(?P<a>{_NAME})\s*[）)]"
    rf"|\s*[（(]\s*(?P<b>{_NAME}?)\s*(?:摄影|摄)\s*[）)]"
    rf"|[\s　]+(?:摄影[：:]\s*)(?P<c>{_NAME})$|[\s　]+(?P<d>{_NAME}?)[\s　]*(?:摄影|摄)$"
)
_MEANT = re.compile(r"图为|图\s*[\d一二三四五六七八九十]*\s*[：:]|[（(上下左右]图|照片")


def take_photos(blocks: Sequence[Block]) -> tuple[list[PhotoDraft], list[Block]]:
    """The pictures with their captions, and the other blocks."""
    photos: list[PhotoDraft] = []
    others: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if not isinstance(block, Shown):
            others.append(block)
            continue
        below = blocks[place] if place < len(blocks) else None
        if isinstance(below, Line) and is_caption(below, others):
            caption, photographer = read_caption(below.text)
            photos.append(PhotoDraft(block.key, caption, photographer))
            place += 1
        else:
            photos.append(PhotoDraft(block.key))
    return photos, others


def is_caption(line: Line, above: Sequence[Block]) -> bool:
    """Whether the line below a picture says what it shows: it is marked so, or centred and short.

    A picture above all text stands over the title, which is centred too.
    """
    text = line.text.strip()
    if len(text) > LONGEST or line.look.heading or line.look.role:
        return False
    if _LABEL.match(text) or _MEANT.match(text) or _CREDIT.search(text) or text.endswith("供图）"):
        return True
    has_text = any(isinstance(block, Line) for block in above)
    return has_text and line.look.align == "center" and not text.endswith(("。", "；"))


def read_caption(text: str) -> tuple[str, str]:
    """The caption without its 图1：, its final 。 and its （陈某 摄）, and who took the picture."""
    text = _LABEL.sub("", text.strip(), count=1)
    photographer = ""
    match = _CREDIT.search(text)
    if match:
        photographer = next((name for name in match.groups() if name), "")
        if photographer:
            text = text[: match.start()] + text[match.end() :]
    return text.strip().removesuffix("。").strip(), photographer
