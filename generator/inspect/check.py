"""All rules about pages over one finished document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from generator.diagnostics import Diagnostic
from generator.inspect.breaks import foot_alone, heading_at_foot, line_rules, single_last_line
from generator.inspect.furniture import contents_pages, draft_left, draft_missing, foot_place
from generator.inspect.page import Finished, finished
from generator.inspect.printed import PrintedPage
from generator.inspect.sizes import long_title, overfull, photo_dots, title_glyphs
from generator.typeset.parts import DocumentParts
from generator.typeset.recent import Recent

PageRule = Callable[[Finished], Iterable[Diagnostic]]

PAGE_RULES: Final[Mapping[str, PageRule]] = {
    "page-line-rule": line_rules,
    "page-heading-foot": heading_at_foot,
    "page-single-line": single_last_line,
    "page-foot-alone": foot_alone,
    "page-overfull": overfull,
    "page-title-long": long_title,
    "page-title-glyph": title_glyphs,
    "page-photo-dpi": photo_dots,
    "page-foot-place": foot_place,
    "page-contents": contents_pages,
    "page-draft-left": draft_left,
    "page-draft-missing": draft_missing,
}
"""The rules by code."""


def check_pages(
    pdf: bytes,
    parts: DocumentParts,
    *,
    draft: bool = False,
    even_foot: bool = False,
    photos: Mapping[str, str] | None = None,
    read_before: Recent[PrintedPage] | None = None,
) -> list[Diagnostic]:
    """What the rules find on the pages of a PDF that was set a moment ago; `parts` came with it.

    `draft`: the issue is one. `even_foot`: the foot has to stand on an even page. `photos`: the editor's
    file for the address of each picture, "media/x-1a2b3c4d.jpg" → "content/media/x.jpg". The findings have
    no place yet; their `text` is what they are about (`place.find_place`). `read_before` has the pages of
    what was checked a moment ago. Raises pikepdf.PdfError for what is no PDF.
    """
    document = finished(
        pdf, parts, draft=draft, even_foot=even_foot, photos=photos or {}, read_before=read_before
    )
    return [finding for rule in PAGE_RULES.values() for finding in rule(document)]
