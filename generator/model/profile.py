"""A layout profile: every number of the page with its unit, its clause and how binding it is.

A profile is data (`templates/profiles/<name>.yaml`); the print style sheet takes its numbers from
it, and `generator.measure` compares a finished PDF with them. Lengths are kept in the unit of the
clause and given in PDF points (1/72 inch) by `pt`.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from generator.diagnostics import Diagnostic, Place
from generator.model.record import Record, chinese_names, key
from generator.model.types import Text, choice, fail

PT_PER_MM: Final = 72 / 25.4
"""Points in a millimetre."""

STRENGTHS: Final[Mapping[str, str]] = {"国标": "standard", "惯例": "custom", "自定": "house"}
"""How binding a value is, as an editor writes it → as the documentation names it."""


def _number(value: Any) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise fail("profile-not-number", text=value) from None
    if not (math.isfinite(number) and number >= 0):
        raise fail("profile-not-number", text=value)
    return number


def _whole(value: Any) -> Any:
    if not (isinstance(value, str | int) and str(value).isdecimal() and int(value) > 0):
        raise fail("profile-not-whole", text=value)
    return int(value)


def _strength(value: Any) -> Any:
    name = STRENGTHS.get(value, value)
    if name not in STRENGTHS.values():
        raise fail("value-not-choice", text=value, allowed="、".join(STRENGTHS))
    return name


Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Percent = Annotated[float, BeforeValidator(_number), Field(ge=0, le=100)]


class Item(Record):
    """What every item carries: the clause it comes from and how binding it is."""

    clause: Text = key("依据")
    strength: Annotated[str, BeforeValidator(_strength)] = key("性质")
    note: Text = key("说明", "")


class Length(Item):
    """A length in millimetres or points, with the deviation that is still right, in the same unit."""

    value: Number = key("值")
    unit: Annotated[str, choice("mm", "pt")] = key("单位")
    tolerance: Number = key("容差", 0.0)

    @property
    def pt(self) -> float:
        return self.value * PT_PER_MM if self.unit == "mm" else self.value

    @property
    def mm(self) -> float:
        return self.pt / PT_PER_MM

    @property
    def tolerance_pt(self) -> float:
        return self.tolerance * PT_PER_MM if self.unit == "mm" else self.tolerance


class Amount(Item):
    """A whole number of characters (字) or lines (行)."""

    value: Whole = key("值")
    unit: Annotated[str, choice("字", "行")] = key("单位")


class Role(Item):
    """A role of face: which files serve it is the business of the faces' table."""

    value: Annotated[str, choice("仿宋", "楷体", "黑体", "宋体", "小标宋")] = key("值")


class Red(Item):
    """The red of mastheads: `cmyk` in percent, `srgb` as `#rrggbb`."""

    cmyk: tuple[Percent, Percent, Percent, Percent] = key("印刷")
    srgb: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = key("屏幕")


class Profile(Record):
    """All items of a page. Margins are those of an odd page; the sides swap on even pages."""

    name: Text = key("名称")
    about: Text = key("简介", "")

    paper_width: Length = key("纸张宽度")
    paper_height: Length = key("纸张高度")
    top: Length = key("天头")
    binding: Length = key("订口")
    outer: Length = key("切口")
    bottom: Length = key("地脚")
    type_width: Length = key("版心宽度")
    type_height: Length = key("版心高度")

    characters: Amount = key("每行字数")
    lines: Amount = key("每面行数")
    body_size: Length = key("正文字号")
    body_face: Role = key("正文字体")
    character_pitch: Length = key("字距")
    line_pitch: Length = key("行距")
    indent: Amount = key("首行缩进")
    line_edge: Length = key("行端偏差")
    slack: Length = key("空隙偏差")

    level_1_face: Role = key("一级标题字体")
    level_2_face: Role = key("二级标题字体")
    level_3_face: Role = key("三级标题字体")
    level_4_face: Role = key("四级标题字体")
    title_size: Length = key("文章标题字号")
    title_face: Role = key("文章标题字体")

    page_number_size: Length = key("页码字号")
    page_number_face: Role = key("页码字体")
    page_number_drop: Length = key("页码距版心")
    page_number_inset: Length = key("页码空边")

    red: Red = key("红色")
    name_size: Length = key("报头名称字号")
    name_face: Role = key("报头名称字体")
    name_top: Length = key("报头名称上距")
    masthead_rule: Length = key("报头红线粗")

    foot_size: Length = key("版记字号")
    foot_face: Role = key("版记字体")
    foot_inset: Length = key("版记空边")
    foot_rule_thick: Length = key("版记粗线")
    foot_rule_thin: Length = key("版记细线")
    foot_last_rule: Length = key("版记末线位置")

    @property
    def letter_spacing(self) -> float:
        """What is added to each body character's advance, in points (negative: set closer)."""
        return self.character_pitch.pt - self.body_size.pt

    def left_margin(self, page: int) -> float:
        """Left margin of page `page` (from 1), in points: the binding side is left on odd pages."""
        return self.binding.pt if page % 2 else self.outer.pt


def load_profile(path: Path, file: str = "") -> tuple[Profile | None, list[Diagnostic]]:
    """Read a profile; `file` is how messages name it. With any finding the profile is None."""
    shown = file or path.name
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError):
        return None, [Diagnostic("profile-missing", Place(shown), {"path": shown})]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        return None, [Diagnostic("profile-syntax", place)]
    if not isinstance(root, yaml.MappingNode):
        return None, [Diagnostic("profile-empty", Place(shown), {"path": shown})]
    reader = _Reader(shown)
    values = reader.record(root, Profile, ())
    if reader.findings:
        return None, reader.findings
    try:
        return Profile.model_validate(values), []
    except ValidationError as errors:
        return None, [reader.invalid(dict(error)) for error in errors.errors()]


class _Reader:
    """Turns the nodes of one file into plain values under English names and keeps their places."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self.places: dict[tuple[str | int, ...], Place] = {(): Place(file)}
        self.names: dict[str, str] = {}

    def record(
        self, node: yaml.MappingNode, record: type[Record], path: tuple[str | int, ...]
    ) -> dict[str, Any]:
        chinese = chinese_names(record)
        self.names.update(chinese)
        english = {title: name for name, title in chinese.items()}
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            written = str(key_node.value)
            name = english.get(written, written)
            place = self._place(key_node)
            if name not in chinese:
                near = difflib.get_close_matches(written, [*english, *chinese], 1, 0.0)
                self._report("profile-key-unknown", place, key=written, near=near[0])
            elif name in values:
                self._report("profile-key-twice", place, key=written, other=chinese[name])
            else:
                self.places[(*path, name)] = self._place(value_node)
                values[name] = self._value(value_node, record, name, (*path, name))
        return values

    def _value(self, node: yaml.Node, record: type[Record], name: str, path: tuple[str | int, ...]) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return tuple(child.value for child in node.value)
        kind = record.model_fields[name].annotation
        if isinstance(node, yaml.MappingNode) and isinstance(kind, type) and issubclass(kind, Record):
            return self.record(node, kind, path)
        return None

    def invalid(self, error: dict[str, Any]) -> Diagnostic:
        """A finding for one error of pydantic, at the value or, where it is missing, at its owner."""
        path = tuple(error["loc"])
        titles = "·".join(self.names.get(str(part), str(part)) for part in path)
        while path not in self.places:
            path = path[:-1]
        place = self.places[path]
        if error["type"] == "missing":
            return Diagnostic("profile-key-missing", place, {"name": titles})
        context: dict[str, Any] = error.get("ctx") or {}
        if "code" in context:
            data = {name: value for name, value in context.items() if name != "code"}
            return Diagnostic(str(context["code"]), place, {"name": titles, **data})
        return Diagnostic("profile-value", place, {"name": titles})

    def _report(self, code: str, place: Place, **data: object) -> None:
        self.findings.append(Diagnostic(code, place, data))

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
