"""Characters by what a measured page does with them."""

from __future__ import annotations

import unicodedata
from typing import Final

MARKERS: Final = frozenset("·•●○◆◇■□▪")
"""What an item of a list may begin with; such a line's indent is the list's."""


def is_wide(text: str) -> bool:
    """Han, or a mark that takes a full width in Chinese text (“ ” ‘ ’ — … · are drawn so too)."""
    if len(text) != 1:
        return False
    return text in "“”‘’—…·～" or unicodedata.east_asian_width(text) in "WF"


def is_han(text: str) -> bool:
    return len(text) == 1 and (
        "\u3400" <= text <= "\u9fff" or "\uf900" <= text <= "\ufaff" or text >= "\U00020000" or text == "〇"
    )
