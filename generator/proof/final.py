"""What a signed issue said, as the earlier of two pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from generator.model.final import PICTURE, Final, Said
from generator.model.final_text import digest_of
from generator.publish.media import Medium
from generator.render.blocks import element_of, page_of

_DIGEST = re.compile(r"-[0-9a-f]{8}(?=\.\w+$)")


def words_of_final(final: Final, media: Mapping[str, Medium], site: Path) -> str:
    """The page that was signed, as `marked.words_of` has one. `media` are the pictures of the page as it is
    now, by path below content/: one whose file is still the same has the same address."""
    return page_of(_element(one, media, site) for one in final.page)


def _element(one: Said, media: Mapping[str, Medium], site: Path) -> str:
    if one.kind != PICTURE:
        return element_of(one)
    medium = media.get(one.text)
    name = Path(one.text).name
    if medium is not None:
        name = medium.name
        if digest_of((site / "content" / one.text).read_bytes()) != one.digest:
            name = _DIGEST.sub(f"-{one.digest}", name)
    placed = replace(one, text=f"media/{quote(name)}")
    return element_of(placed).replace(">", f' alt="{escape(one.text)}">')
