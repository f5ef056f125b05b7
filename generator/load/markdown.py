"""Markdown of a report or a note into safe HTML with Chinese white space.

Python-Markdown does the parsing. Around it: the source is checked where places are known
(`markdown_scan`), the tree is made what a bulletin prints (`markdown_tree`), and nothing of the source
can reach the page as HTML, since the library's handling of raw HTML is taken out and the tree is
serialised anew.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from generator.diagnostics import Diagnostic
from generator.load.markdown_scan import Text, check_source, prepare, readable
from generator.load.markdown_tree import finish
from generator.load.paths import Pictures
from generator.model.report import Body

NOTES = "notes"
"""Class of the element that holds the notes until they find their places."""


def convert(
    text: str, *, file: str, first_line: int, report_path: str, root: Path, prefix: str
) -> tuple[Body, list[Diagnostic]]:
    """One Markdown text as HTML, with what is wrong in it.

    `file` is relative to the site and `first_line` the line of it where `text` starts; `report_path` is
    relative to content/, for pictures that stand beside the report; ids in the HTML begin with `prefix`.
    With errors the body is not fit to print.
    """
    return Converter(root).convert(
        text, file=file, first_line=first_line, report_path=report_path, prefix=prefix
    )


class Converter:
    """Converts many texts of one site: the parser is built once, each picture is looked at once."""

    def __init__(self, root: Path) -> None:
        self.pictures = Pictures(root)
        self._parser = Parser()

    def convert(
        self,
        text: str,
        *,
        file: str,
        first_line: int,
        report_path: str,
        prefix: str,
        first_column: int = 1,
    ) -> tuple[Body, list[Diagnostic]]:
        """See `convert`; `first_column` is where every line of `text` starts in the file."""
        source = Text(readable(text), file, first_line, first_column)
        findings, parseable = check_source(source)
        if not parseable:
            return Body(""), findings
        try:
            root, damaged = self._parser.parse(prepare(source.text))
            if damaged:
                unclear = [source.finding("text-marks-unclear", source.next_offset(one)) for one in damaged]
                return Body(""), findings + unclear
            body, found = finish(root, source, self.pictures, report_path, prefix)
        except RecursionError:
            # The checks of the source bound what is known to nest; this is the net below them.
            return Body(""), [*findings, source.finding("text-too-deep", 0, limit=10)]
        return body, findings + found


class Notes(FootnoteExtension):
    """Footnotes whose texts are handed on as they are: where they stand is the tree's matter."""

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        if not self.footnotes:
            return None
        holder = Element("div", {"class": NOTES})
        for name, text in self.footnotes.items():
            note = SubElement(holder, "div", {"id": name})
            self.parser.parseChunk(note, text)
        return holder

    def unique_ref(self, reference: str, found: bool = False) -> str:
        return reference


class Parser(Markdown):
    """Python-Markdown up to the tree, without raw HTML and without code by indentation.

    Editors indent paragraphs by habit; a bulletin has no listings.
    """

    def __init__(self) -> None:
        # No source can hold this marker of the place for notes: control characters are taken out.
        notes = Notes(PLACE_MARKER="\x02notes\x03")
        tables = TableExtension(use_align_attribute=True)
        super().__init__(extensions=[tables, notes, SaneListExtension()])
        for registry, name in (
            (self.preprocessors, "html_block"),
            (self.inlinePatterns, "html"),
            (self.inlinePatterns, "entity"),
            (self.inlinePatterns, "automail"),
            (self.parser.blockprocessors, "code"),
            (self.treeprocessors, "prettify"),
        ):
            registry.deregister(name)

    def parse(self, text: str) -> tuple[Element, list[str]]:
        """The tree of a text, under one `div`, and the first lines of blocks that did not come through.

        Where marks of emphasis cross each other the library loses characters, so they are counted.
        """
        self.reset()
        self.parser.state.clear()
        lines = text.split("\n")
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        root = cast(Element, self.parser.parseDocument(lines).getroot())
        written: list[str] = []
        for treeprocessor in self.treeprocessors:
            if treeprocessor is self.treeprocessors["inline"]:
                written = ["".join(block.itertext()) for block in root]
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        labels = "".join(self.references)
        damaged = [
            _first_line(text)
            for text, block in zip(written, root, strict=True)
            if _changed(text, block, labels)
        ]
        return root, damaged


def _changed(written: str, block: Element, labels: str) -> bool:
    """Whether characters are gone or doubled, or the library's own marks are left in the text.

    `labels` of links by reference are not printed; entities and numbers of notes are ASCII.
    """
    texts = list(block.itertext())
    if any("\x02" in text or "\x03" in text for text in texts):
        return True
    source, printed = Counter(written), Counter("".join(texts))
    if any(character > "\x7f" and not character.isspace() for character in printed - source):
        return True
    printed.update("".join(value for element in block.iter() for value in element.attrib.values()))
    return any(_is_text(character) and character not in labels for character in source - printed)


def _is_text(character: str) -> bool:
    """Letters, digits and Chinese punctuation; the marks of Markdown are all ASCII."""
    return character.isalnum() or (character > "\x7f" and not character.isspace())


def _first_line(text: str) -> str:
    return text.strip().split("\n")[0].strip()
