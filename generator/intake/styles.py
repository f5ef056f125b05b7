"""Styles and automatic numbers of a Word file, as far as the structure of a report hangs on them.

mammoth knows neither alignment that comes from a style nor the forms of Chinese numbers, so both are worked
out here from styles.xml and numbering.xml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.intake.manuscript import Look
from generator.intake.package import Element
from generator.load.headings import han_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_LEVEL = re.compile(r"%([1-9])")
_ALIGN = {"center": "center", "right": "right", "end": "right"}
_DEEPEST_STYLE = 12
"""Styles that a style is based on, one on the other; a ring of them ends here."""
_HAN_FORMATS = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand"),
        *("ideographDigital", "ideographTraditional", "taiwaneseCounting", "taiwaneseCountingThousand"),
        *("chineseLegalSimplified", "koreanDigital"),
    )
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name`; "" where the child has none; None without the child."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else str(child.get(f"{W}val", ""))


def is_on(parent: Element | None, name: str) -> bool | None:
    """A switch such as bold; None where it is not told."""
    written = value(parent, name)
    return None if written is None else written not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Styles:
    """Styles of paragraphs by id."""

    elements: Mapping[str, Element]
    default: str = ""

    def chain(self, style: str | None) -> list[Element]:
        """The style and those that it is based on."""
        found: list[Element] = []
        name = style or self.default
        while name in self.elements and len(found) < _DEEPEST_STYLE:
            found.append(self.elements[name])
            name = value(found[-1], "basedOn") or ""
        return found

    def look(self, paragraph: Element) -> Look:
        """How a paragraph is set, from its own properties, its runs and its style."""
        own = paragraph.find(f"{W}pPr")
        chain = self.chain(value(own, "pStyle"))
        names = [(value(style, "name") or "").strip().lower() for style in chain[:1]]
        properties = [own, *(style.find(f"{W}pPr") for style in chain)]
        align = next((one for each in properties if (one := value(each, "jc")) is not None), "")
        outline = next((one for each in properties if (one := value(each, "outlineLvl"))), "")
        heading = next((int(match[1]) for name in names if (match := _HEADING.fullmatch(name))), 0)
        if not heading and outline.isdecimal() and int(outline) < 9:
            heading = int(outline) + 1
        role = next((_ROLES[name] for name in names if name in _ROLES), "")
        runs = [run for run in paragraph.iter(f"{W}r") if "".join(run.itertext()).strip()]
        fonts = [style.find(f"{W}rPr") for style in chain]
        bold = bool(runs) and all(_first_on(run, fonts, "b") for run in runs)
        sizes = [_size(run, fonts) for run in runs]
        return Look(_ALIGN.get(align, ""), max(sizes, default=0), heading, role, bold=bold)

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The list to which a paragraph belongs and its level there; None for none."""
        own = paragraph.find(f"{W}pPr")
        properties = [own, *(style.find(f"{W}pPr") for style in self.chain(value(own, "pStyle")))]
        lists = [each.find(f"{W}numPr") for each in properties if each is not None]
        number = next((one for each in lists if (one := value(each, "numId"))), "0")
        level = next((one for each in lists if (one := value(each, "ilvl"))), "0")
        if number == "0" or not level.isdecimal():
            return None
        return number, min(int(level), 8)


_ROLES: Mapping[str, str] = {
    "title": "title",
    "标题": "title",
    "文章标题": "title",
    "subtitle": "subtitle",
    "副标题": "subtitle",
}


def read_styles(root: Element | None) -> Styles:
    if root is None:
        return Styles({})
    found = {
        one.get(f"{W}styleId", ""): one
        for one in root.iter(f"{W}style")
        if one.get(f"{W}type") == "paragraph"
    }
    default = next((name for name, one in found.items() if one.get(f"{W}default") in ("1", "true")), "")
    return Styles(found, default)


def _first_on(run: Element, fonts: list[Element | None], name: str) -> bool:
    told = (is_on(each, name) for each in (run.find(f"{W}rPr"), *fonts))
    return next((one for one in told if one is not None), False)


def _size(run: Element, fonts: list[Element | None]) -> int:
    told = (value(each, "sz") for each in (run.find(f"{W}rPr"), *fonts))
    written = next((one for one in told if one), "")
    return min(int(written), 400) if written.isdecimal() and len(written) < 5 else 0


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Numbers:
    """Counts the automatic numbers of one document, in its order."""

    lists: Mapping[str, tuple[str, Mapping[int, _Level], Mapping[int, int]]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> tuple[str, bool]:
        """The number at this place as it is printed, and whether it is but a dot."""
        if number not in self.lists:
            return "", False
        abstract, levels, starts = self.lists[number]
        kind = levels.get(level)
        if kind is None or kind.form == "none":
            return "", False
        if kind.form == "bullet":
            return "", True
        counts = self._counts.setdefault(abstract, [None] * 9)
        if number not in self._begun:
            self._begun.add(number)
            for restarted in starts:
                counts[restarted] = None
        now = counts[level]
        counts[level] = starts.get(level, kind.start) if now is None else now + 1
        counts[level + 1 :] = [None] * (8 - level)

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            used = levels.get(other, kind)
            count = counts[other]
            return _written(used.form, used.start if count is None else count)

        return _LEVEL.sub(shown, kind.text), False


def read_numbers(root: Element | None) -> Numbers:
    if root is None:
        return Numbers({})
    abstracts = {
        one.get(f"{W}abstractNumId", ""): {
            _whole(level.get(f"{W}ilvl")): _level(level) for level in one.findall(f"{W}lvl")
        }
        for one in root.iter(f"{W}abstractNum")
    }
    lists = {}
    for one in root.iter(f"{W}num"):
        abstract = value(one, "abstractNumId") or ""
        levels = dict(abstracts.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in one.findall(f"{W}lvlOverride"):
            place = _whole(override.get(f"{W}ilvl"))
            if place > 8:
                continue
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[place] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                starts[place] = _whole(start, 1)
        lists[one.get(f"{W}numId", "")] = (abstract, levels, starts)
    return Numbers(lists)


def _level(element: Element) -> _Level:
    text = (value(element, "lvlText") or "")[:20]
    return _Level(value(element, "numFmt") or "decimal", text, _whole(value(element, "start"), 1))


def _whole(written: str | None, otherwise: int = 0) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 5 else otherwise


def _written(form: str, count: int) -> str:
    if form in _HAN_FORMATS:
        return han_number(count)
    if form in _CIRCLED and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return f"{count:02d}" if form == "decimalZero" else str(count)
