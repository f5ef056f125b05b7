"""Elements of WordprocessingML. Children of properties are put in the order that the schema demands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr"),
    *("tabs", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
)
_RANKS = {qn(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}


def make(tag: str, attributes: Mapping[str, object] | None = None, *children: Any) -> Any:
    """An element; attributes without a prefix are of the `w` namespace."""
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name if ":" in name else f"w:{name}"), str(value))
    element.extend(children)
    return element


@dataclass(frozen=True, slots=True)
class Spacing:
    """What a paragraph has otherwise than its style, in twips."""

    before: int | None = None
    after: int | None = None
    line: int | None = None

    def element(self) -> Any:
        values: dict[str, object] = {"before": self.before, "after": self.after, "line": self.line}
        told = {name: value for name, value in values.items() if value is not None}
        return make("w:spacing", told | ({"lineRule": "exact"} if self.line is not None else {}))


def paragraph(
    style: str,
    runs: Iterable[Any] = (),
    *,
    spacing: Spacing | None = None,
    indent: Mapping[str, object] | None = None,
    align: str = "",
    keep: bool | None = None,
    tabs: Sequence[Any] = (),
    more: Sequence[Any] = (),
) -> Any:
    """A paragraph of the style with this id. `keep`: on one page with the next one; `more` are other
    properties of it."""
    properties = [make("w:pStyle", {"val": style}), *more]
    if keep is not None:
        properties.append(make("w:keepNext", {} if keep else {"val": 0}))
    if tabs:
        properties.append(make("w:tabs", None, *tabs))
    if spacing:
        properties.append(spacing.element())
    if indent:
        properties.append(make("w:ind", indent))
    if align:
        properties.append(make("w:jc", {"val": align}))
    return make("w:p", None, _sorted("w:pPr", properties), *runs)


def add_property(paragraph: Any, element: Any) -> None:
    """Give a finished paragraph one more property, in its place; it takes that of an earlier one."""
    properties = paragraph.find(qn("w:pPr"))
    kept = [one for one in properties if one.tag != element.tag]
    paragraph.replace(properties, _sorted("w:pPr", [*kept, element]))


def keep_together(paragraphs: Iterable[Any]) -> None:
    """Keep each of these on one page with what follows."""
    for one in paragraphs:
        add_property(one, make("w:keepNext"))


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run is set otherwise than its style says: `size` and `space` between letters in points, `narrow`
    in percent of the width; 0 where there is nothing to say."""

    size: float = 0.0
    space: float = 0.0
    narrow: int = 0


PLAIN = Setting()


def run(text: str, style: str = "", setting: Setting = PLAIN) -> Any:
    """A run of text; `style` is a character style."""
    return wrapped([text_element(text)], style, setting)


def wrapped(children: Sequence[Any], style: str = "", setting: Setting = PLAIN) -> Any:
    """A run of whatever stands in one: text, tabs, breaks, a field's parts."""
    properties = []
    if style:
        properties.append(make("w:rStyle", {"val": style}))
    if setting.space:
        properties.append(make("w:spacing", {"val": round(setting.space * 20)}))
    if setting.narrow:
        properties.append(make("w:w", {"val": setting.narrow}))
    if setting.size:
        # Rounded down to half points, as fine as sizes are: what has room in print has it here.
        properties += [make(tag, {"val": int(setting.size * 2)}) for tag in ("w:sz", "w:szCs")]
    head = [make("w:rPr", None, *properties)] if properties else []
    return make("w:r", None, *head, *children)


def text_element(text: str) -> Any:
    element = make("w:t", {"xml:space": "preserve"})
    element.text = _UNPRINTABLE.sub("", text)
    return element


def tab() -> Any:
    return make("w:r", None, make("w:tab"))


def line_break() -> Any:
    return make("w:r", None, make("w:br"))


def tab_stop(position: int, align: str = "right", leader: str = "") -> Any:
    return make("w:tab", {"val": align, **({"leader": leader} if leader else {}), "pos": position})


def field(instruction: str, result: str, style: str = "") -> list[Any]:
    """A field with the result that it has now; Word updates it when it is asked to."""
    code = make("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    parts = [
        make("w:fldChar", {"fldCharType": "begin"}),
        code,
        make("w:fldChar", {"fldCharType": "separate"}),
        text_element(result),
        make("w:fldChar", {"fldCharType": "end"}),
    ]
    return [wrapped([part], style) for part in parts]


def gap(height: int, *, keep: bool = False) -> Any:
    """An empty paragraph so high in twips: tables have no space around them."""
    return paragraph("Gap", spacing=Spacing(line=max(height, 20)), keep=keep or None)


def _sorted(tag: str, children: Iterable[Any]) -> Any:
    return make(tag, None, *sorted(children, key=lambda child: _RANKS[child.tag]))
