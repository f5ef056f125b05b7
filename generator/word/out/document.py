"""A bulletin as a Word document, from its first line to its last."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx.oxml.ns import qn
from jinja2 import Environment

from generator.diagnostics import Diagnostic
from generator.model.blocks import Chart
from generator.model.bulletin import Article, Bulletin, BulletinSection
from generator.model.profile import Profile
from generator.publish.media import Medium
from generator.render.bulletin import label_note, one_line
from generator.render.photos import Figure, Sizes, pair
from generator.render.sections import Head, section_heads
from generator.word.out.blocks import section_blocks
from generator.word.out.body import text_blocks
from generator.word.out.front import contents, foot, masthead
from generator.word.out.inline import BREAK, Piece, runs_of
from generator.word.out.page import Page, blank_document, page_of, same_bytes
from generator.word.out.pictures import Drawing, Shown, photo_row
from generator.word.out.sections import Layout, furnish, section_properties
from generator.word.out.supplies import Supplies
from generator.word.out.xml import Spacing, add_property, gap, make, paragraph, run, tab, tab_stop

DRAFT_MARK = "草稿"
_SEPARATE_KINDS = frozenset({"简报"})
"""Kinds whose sections stand apart, each under its name in the middle; those of others run on, numbered."""


@dataclass(frozen=True)
class Material:
    """What a bulletin is written with: the templates, the 版式 profile, its photos by their path below
    content/ with their `sizes` in px, its charts as pictures by their `id()`, and what is known from print:
    on which page each anchor stands, whether the last page is `even`, and whether the foot has it alone."""

    templates: Environment
    profile: Profile
    pictures: Mapping[str, Medium] = field(default_factory=dict)
    sizes: Sizes = field(default_factory=dict)
    drawings: Mapping[int, Drawing] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    even: bool = False
    foot_apart: bool = False


def charts_of(bulletin: Bulletin) -> list[Chart]:
    return [block for section in bulletin.sections for block in section.blocks if isinstance(block, Chart)]


def write_document(bulletin: Bulletin, material: Material) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of the .docx, the same for the same bulletin; None where a template is at fault."""
    page = page_of(material.profile)
    document, findings = blank_document(material.templates, material.profile, page)
    if document is None:
        return None, findings
    supplies = Supplies(document, page, material.pictures, material.pages)
    _Writer(document, bulletin, material, supplies).write()
    supplies.store_notes()
    _describe(document.core_properties, bulletin)
    target = io.BytesIO()
    document.save(target)
    return same_bytes(target.getvalue()), findings


class _Writer:
    """Puts the parts of one bulletin into the document, section by section."""

    def __init__(self, document: Any, bulletin: Bulletin, material: Material, supplies: Supplies) -> None:
        self._document, self._body = document, document.element.body
        self._bulletin, self._material, self._supplies = bulletin, material, supplies
        self._page: Page = supplies.page
        self._continuous = bulletin.kind not in _SEPARATE_KINDS
        self._layout = Layout()
        self._layouts: list[Layout] = []

    def write(self) -> None:
        bulletin, supplies = self._bulletin, self._supplies
        self._body.remove(self._body.find(qn("w:sectPr")))
        self._add(masthead(bulletin.masthead, self._material.profile, supplies))
        if bulletin.masthead.again:
            again = paragraph("EditorsNote", [run(bulletin.masthead.again)])
            self._add([again, gap(self._page.line // 2 if self._continuous else self._page.line)])
        self._add(contents(bulletin, supplies, continuous=self._continuous))
        self._add(self._note())
        heads = section_heads(bulletin)
        for number, (section, head) in enumerate(zip(bulletin.sections, heads, strict=True), start=1):
            self._section(section, head, first=number == 1, last=number == len(bulletin.sections))
        if self._material.foot_apart:
            self._turn(Layout(start="evenPage", numbered=False))
            # A section that began with a table out of the text would not begin a page in LibreOffice.
            self._add([gap(20)])
        else:
            self._hold()
        self._add(
            foot(
                bulletin.foot,
                self._material.profile,
                supplies,
                wide=self._layout.wide,
                even=self._material.even,
            )
        )
        self._body.append(section_properties(self._layout, self._page, self._material.profile))
        self._layouts.append(self._layout)
        furnish(
            self._document.sections,
            self._layouts,
            self._page,
            self._material.profile,
            level=bulletin.masthead.secrecy,
            draft=DRAFT_MARK if bulletin.draft else "",
        )

    def _add(self, elements: Iterable[Any]) -> None:
        for element in elements:
            self._body.append(element)

    def _note(self) -> list[Any]:
        html = label_note(self._bulletin.note_html)
        if not html:
            return []
        height = self._page.line // 2 if self._continuous else self._page.line
        made = text_blocks(html, self._supplies, style="EditorsNote", alt="编者按配图")
        return [*made, gap(height)]

    def _section(self, section: BulletinSection, head: Head, *, first: bool, last: bool) -> None:
        if section.wide != self._layout.wide:
            self._turn(Layout(wide=section.wide))
        self._add(self._heading(section, head, first=first))
        self._add(section_blocks(section, self._material.drawings, self._supplies, last=last))
        for number, article in enumerate(section.articles):
            self._add(self._article(article, follows=number > 0))

    def _heading(self, section: BulletinSection, head: Head, *, first: bool) -> Iterator[Any]:
        named = self._supplies.bookmarked
        breaking = [make("w:pageBreakBefore")] if section.annex and not section.wide else []
        if not self._continuous:
            if section.name:
                runs = [run(section.name)]
                spacing = Spacing(before=0) if first else None
                yield paragraph("SectionName", self._marked(section.anchor, runs), spacing=spacing)
        elif section.annex:
            if section.wide and head.text:
                yield self._turned_title(section, head)
                return
            yield paragraph("AnnexLabel", named(section.anchor, [run(head.label)]), more=breaking)
            if head.text:
                yield paragraph("AnnexTitle", [run(head.text)])
        elif section.name:
            yield paragraph("Heading1", self._marked(section.anchor, [run(head.text)]))

    def _turned_title(self, section: BulletinSection, head: Head) -> Any:
        """Turned pages are low: the title stands in one line with 附件, in the middle."""
        label = self._supplies.bookmarked(section.anchor, [run(head.label, "AnnexMark")])
        return paragraph(
            "AnnexTitle",
            [*label, tab(), run(head.text)],
            spacing=Spacing(before=0, after=self._page.line // 4),
            tabs=[tab_stop(self._page.wide_width // 2, "center")],
            align="left",
        )

    def _marked(self, anchor: str, runs: list[Any]) -> list[Any]:
        return self._supplies.bookmarked(anchor, runs) if anchor else runs

    def _article(self, article: Article, *, follows: bool) -> Iterator[Any]:
        pieces: list[Piece] = []
        for line in article.title:
            pieces += [BREAK, Piece(line.strip())] if pieces else [Piece(line.strip())]
        runs = self._supplies.bookmarked(article.anchor, runs_of(pieces, self._supplies))
        if self._continuous:
            yield paragraph("SmallTitle", runs)
        else:
            yield paragraph("Title", runs, spacing=Spacing(before=self._page.line) if follows else None)
        if article.subtitle:
            yield paragraph("Subtitle", [run(article.subtitle)])
        alt = f"{one_line(article)}（图）"
        yield from text_blocks(article.html, self._supplies, alt=alt)
        for row in _rows(pair(article.photos, self._material.sizes)):
            shown = [Shown(one.file, one.caption, one.photographer, one.caption or alt) for one in row]
            yield from photo_row(shown, self._supplies)
        if article.byline:
            # Already in the document are the paragraphs before it: _add takes them one by one.
            self._hold()
            yield paragraph("Byline", [run(article.byline)])

    def _turn(self, layout: Layout) -> None:
        """End the section here and begin another one."""
        ended = section_properties(self._layout, self._page, self._material.profile)
        self._layouts.append(self._layout)
        last = self._body[-1]
        if last.tag != qn("w:p"):
            last = gap(20)
            self._body.append(last)
        add_property(last, ended)
        self._layout = layout

    def _hold(self) -> None:
        """Keep the last paragraph with what comes: no byline and no foot gets a page alone."""
        last = self._body[-1]
        if last.tag == qn("w:p"):
            add_property(last, make("w:keepNext"))


def _rows(figures: tuple[Figure, ...]) -> Iterator[list[Figure]]:
    """Photos as they stand: one, or two small ones side by side."""
    waiting: list[Figure] = []
    for figure in figures:
        waiting.append(figure)
        if not figure.half or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _describe(properties: Any, bulletin: Bulletin) -> None:
    """What the file says of itself: nothing of who made it, or when, but the issue's own."""
    masthead = bulletin.masthead
    made = datetime(bulletin.date.year, bulletin.date.month, bulletin.date.day)
    properties.title = bulletin.title[:255]
    properties.subject = f"{masthead.name}{masthead.number_line}"[:255]
    properties.author = properties.last_modified_by = masthead.issuer[:255]
    properties.keywords = "，".join(dict.fromkeys(one.name for one in bulletin.sections if one.name))[:255]
    properties.comments = ""
    properties.category = masthead.name[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = made
    properties.revision = 1
