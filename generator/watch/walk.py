"""The blocks of HTML that was made of one Markdown text, each with the line where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.watch.written import Written, squeeze

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "figure", "caption", "hr"})
"""Elements that get a line."""

TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>"]*(?:"[^"]*"[^<>"]*)*)>')
"""A tag as our templates and ElementTree write it: marks that mean something are escaped in attributes."""

_BOUNDS = BLOCKS | {"ul", "ol", "table", "thead", "tbody", "blockquote", "div"}
"""Where one text ends and another begins."""

_NAMED = re.compile(r"&(?:#\w+|\w+);")
"""ElementTree and Jinja write them for marks of ASCII alone."""
_CLASS = re.compile(r'\bclass="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_LINK = re.compile(r'<a href="#([^"]*)"')
_CAPTION = re.compile(r'<span class="caption">(.*?)</span></figcaption>', re.DOTALL)
_SPAN = re.compile(r"<(/?)span\b[^<>]*>")

_HAN = "[零一二三四五六七八九十百]+"
_NUMBER = re.compile(rf"\s*(?:{_HAN}、|（{_HAN}）|\d+\.|（\d+）)")
_LABEL = re.compile(r"\s*(?:编者按|编者的话|按语|按)[：:]")
_TABLE_NUMBER = re.compile(r"表[0-9一二三四五六七八九十]*")


def classes(attributes: str) -> list[str]:
    """The classes of a tag, given all its attributes."""
    found = _CLASS.search(attributes) if "class" in attributes else None
    return found[1].split() if found else []


def walk(html: str, start: int, end: int, written: Written) -> list[tuple[int, int]]:
    """For every block between `start` and `end` the offset behind the name of its tag, and its line in the
    text that it was made of."""
    work = _Walk(html, end, written)
    last = position = start
    while match := TAG.search(html, position, end):
        work.text.append(html[last : match.start()])
        last = position = work.tag(match)
    return work.finish()


@dataclass
class _Walk:
    """One text on its way.

    `open` are elements that have no text so far, `unsure` those whose text was not found, each with whether
    it is the row of a table. `notes` are names of footnotes by their address in the page.
    """

    html: str
    end: int
    written: Written
    text: list[str] = field(default_factory=list)
    spots: list[tuple[int, int]] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    unsure: list[tuple[list[int], bool]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    note: str = ""
    marks: int = 0
    pictures: int = 0
    role: str = ""

    def tag(self, match: re.Match[str]) -> int:
        """Sees to one tag; returns where to go on, which may be behind the whole element."""
        name, attributes = match["name"], match["rest"]
        if name in _BOUNDS:
            self._end_text()
        if match["end"]:
            if name in BLOCKS:
                self._lose(rows=name == "tr")
            return match.end()
        if name in BLOCKS:
            return self._block(match, name, attributes)
        if name in ("sup", "span") and "footnote" in attributes:
            return self._footnote(match, classes(attributes))
        return match.end()

    def finish(self) -> list[tuple[int, int]]:
        self._end_text()
        self._lose(rows=False)
        self._settle(self.written.last_line(), self.written.end())
        return self.spots

    def _block(self, match: re.Match[str], name: str, attributes: str) -> int:
        offset = match.end("name")
        names = classes(attributes)
        self.role = "caption" if name == "caption" else ""
        if any(one.startswith("level-") for one in names):
            self.role = "heading"
        if name == "figure":
            after = self._after("</figure>", match.end())
            self.spots.append((offset, self._picture(self.html[match.end() : after])))
            return after
        found = _ID.search(attributes) if name == "li" and self.notes else None
        if found and found[1] in self.notes:
            after = self._after("</li>", match.end())
            self.spots.append((offset, self._note_line(self.notes[found[1]])))
            return after
        self.open.append(offset)
        if name == "hr":
            self._lose(rows=False)
        if "continued" in names:
            # 续表 is not written by the editor; the row belongs to the head below it.
            return self._after("</tr>", match.end())
        return match.end()

    def _footnote(self, match: re.Match[str], names: list[str]) -> int:
        """The mark of a footnote, or its text, which stands behind the mark for paper."""
        if "footnote-ref" in names:
            after = self._after("</sup>", match.end())
            marks = self.written.marks
            self.note = marks[self.marks] if self.marks < len(marks) else ""
            self.marks += 1
            address = _LINK.search(self.html, match.end(), after)
            if address:
                self.notes.setdefault(address[1], self.note)
            return after
        if "footnote" in names:
            self.spots.append((match.end("name"), self._note_line(self.note)))
            return self._after_span(match.end())
        return match.end()

    def _end_text(self) -> None:
        """The open elements begin with the text that was read."""
        text = _NAMED.sub("", "".join(self.text))
        role, self.role = self.role, ""
        self.text = []
        if not squeeze(text):
            self.role = role
            return
        before = self.written.last_line()
        line = self.written.take(_forms(text, role))
        if line is None:
            self._lose(rows=False)
            return
        self._settle(before, line)
        self.spots += [(offset, line) for offset in self.open]
        self.open = []

    def _lose(self, *, rows: bool) -> None:
        """No line is known for the elements that are open."""
        if self.open:
            self.unsure.append((self.open, rows))
        self.open = []

    def _settle(self, after: int, before: int) -> None:
        """Deals the lines between two known ones to the elements between them."""
        for number, (offsets, rows) in enumerate(self.unsure):
            lines = self.written.between(after, before, rows=rows)
            line = lines[min(number, len(lines) - 1)] if lines else max(after, self.written.first)
            self.spots += [(offset, line) for offset in offsets]
        self.unsure = []

    def _picture(self, inside: str) -> int:
        """The line of the next picture that has this caption, or else of the next one."""
        found = _CAPTION.search(inside)
        caption = squeeze(_NAMED.sub("", found[1])) if found else ""
        images = self.written.images
        same = (place for place in range(self.pictures, len(images)) if images[place][0] == caption)
        place = next(same, self.pictures)
        if place >= len(images):
            return max(self.written.last_line(), self.written.first)
        self.pictures = place + 1
        return images[place][1]

    def _note_line(self, name: str) -> int:
        lines = (note.line for note in self.written.notes if note.name == name)
        return next(lines, max(self.written.last_line(), self.written.first))

    def _after(self, closing: str, start: int) -> int:
        place = self.html.find(closing, start, self.end)
        return place + len(closing) if place >= 0 else self.end

    def _after_span(self, start: int) -> int:
        """Behind the end of a span, which may hold others."""
        depth = 1
        for match in _SPAN.finditer(self.html, start, self.end):
            depth += -1 if match[1] else 1
            if not depth:
                return match.end()
        return self.end


def _forms(text: str, role: str) -> Iterator[str]:
    """How a block's text may stand in the source: without the number or label that the program gave it."""
    whole = squeeze(text)
    if role == "caption":
        number = _TABLE_NUMBER.match(whole)
        label, rest = (number[0], whole[number.end() :]) if number else ("表", whole)
        yield from (f"{label}：{rest}", f"{label}{rest}", f"表：{whole}", f"表{whole}")
    yield whole
    pattern = _NUMBER if role == "heading" else _LABEL
    if (given := pattern.match(text)) is not None:
        yield squeeze(text[given.end() :])
