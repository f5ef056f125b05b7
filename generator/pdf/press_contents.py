"""Operators of colour rewritten to inks: in pages, forms and patterns; gradients too.

Numbers of operators and tables are those of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pikepdf
from pikepdf import Array, Name, Object, Operator

from generator.pdf.colours import Content, instructions, numbers, space_name
from generator.pdf.press_inks import CMYK, Inks

TURNABLE = frozenset(
    ("/DeviceGray", "/CalGray", "/DeviceRGB", "/CalRGB", "/DeviceCMYK", "/ICCBased", "/Pattern")
)
"""Spaces whose colours are told from the number of their values: one is grey, three RGB, four inks."""
_OPERATORS = frozenset(("g", "rg", "k", "cs", "sc", "scn"))
_BLACK: CMYK = (0.0, 0.0, 0.0, 1.0)
_EXPONENTIAL, _STITCHED = 2, 3
_AXIAL, _RADIAL = 2, 3


class UnprintableError(Exception):
    """Something that cannot be turned to inks; the message names it in Chinese."""


def inked(content: Content, inks: Inks) -> bytes:
    """The operators of `content` with all colours as inks (`k`, `K`). Raises UnprintableError."""
    lines = []
    for operands, operator in instructions(content.holder):
        if operator == "INLINE IMAGE":
            _look_at_inline(operands[0].obj, content.resources)
        if operator.lower() in _OPERATORS and operator in (operator.lower(), operator.upper()):
            lines += _chosen(operator, operands, content.resources, inks)
        else:
            lines.append(pikepdf.ContentStreamInstruction(operands, Operator(operator)))
    return pikepdf.unparse_content_stream(lines)


def turn_resources(resources: Object, inks: Inks) -> None:
    """Gradients that `resources` name to inks, and the names of colour spaces away, which nothing uses any
    more. Raises UnprintableError."""
    for shading in _values(resources, "/Shading"):
        _turn_shading(shading, resources, inks)
    for pattern in _values(resources, "/Pattern"):
        if "/Shading" in pattern:
            _turn_shading(pattern.Shading, resources, inks)
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and mask.get("/S") != Name.Alpha:
            # Its colours say how much shows through: in inks they would say something else.
            raise UnprintableError("渐隐的半透明效果")
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]


def _chosen(
    operator: str, operands: Sequence[Object], resources: Object, inks: Inks
) -> list[pikepdf.ContentStreamInstruction]:
    """What stands for an operator of colour. One that chooses a space also chooses its black (8.6.8)."""
    fills = operator.islower()
    kept = [pikepdf.ContentStreamInstruction(operands, Operator(operator))]
    if operator.lower() == "cs":
        family = space_name(operands[0], resources)
        if family not in TURNABLE or (family == "/Pattern" and operands[0] != Name.Pattern):
            raise UnprintableError("专色一类的颜色")
        return kept if family == "/Pattern" else [_ink(_BLACK, fills)]
    if operands and isinstance(operands[-1], Name):
        return kept
    return [_ink(_as_inks(numbers(operands), inks), fills)]


def _as_inks(values: Sequence[float], inks: Inks) -> CMYK:
    if len(values) == 1:
        return inks.of_grey(values[0])
    if len(values) == 3:
        return inks.of_rgb((values[0], values[1], values[2]))
    if len(values) == 4:
        return (values[0], values[1], values[2], values[3])
    raise UnprintableError("不认识的颜色")


def _ink(colour: CMYK, fills: bool) -> pikepdf.ContentStreamInstruction:
    operands = [Decimal(f"{value:.4f}").normalize() + 0 for value in colour]
    return pikepdf.ContentStreamInstruction(operands, Operator("k" if fills else "K"))


def _look_at_inline(image: Object, resources: Object) -> None:
    space = image.get("/ColorSpace", image.get("/CS"))
    if space is not None and space_name(space, resources) not in ("/DeviceGray", "/DeviceCMYK"):
        raise UnprintableError("写在页面里的彩色小图")


def _turn_shading(shading: Object, resources: Object, inks: Inks) -> None:
    """A gradient along a line or between circles (8.7.4.5.3 and 4); others are not met and not turned."""
    family = space_name(shading.ColorSpace, resources)
    if family in ("/DeviceGray", "/DeviceCMYK"):
        shading.ColorSpace = Name(family)
        return
    if family not in TURNABLE or int(shading.ShadingType) not in (_AXIAL, _RADIAL):
        raise UnprintableError("复杂的渐变色")
    _turn_function(shading.Function, inks)
    shading.ColorSpace = Name.DeviceCMYK
    if "/Background" in shading:
        shading.Background = Array(_decimals(_as_inks(numbers(list(shading.Background)), inks)))


def _turn_function(function: Object, inks: Inks) -> None:
    """The two ends of every stretch (7.10.3); between them inks change as evenly as the colours did."""
    kind = int(function.FunctionType) if isinstance(function, pikepdf.Dictionary) else 0
    if kind == _STITCHED:
        for part in list(function.Functions):
            _turn_function(part, inks)
    elif kind == _EXPONENTIAL:
        if len(function.get("/C0", Array([0]))) != 4:
            function.C0 = Array(_decimals(_as_inks(numbers(list(function.get("/C0", Array([0])))), inks)))
            function.C1 = Array(_decimals(_as_inks(numbers(list(function.get("/C1", Array([1])))), inks)))
        if "/Range" in function:
            del function["/Range"]
    else:
        raise UnprintableError("复杂的渐变色")


def _decimals(colour: CMYK) -> list[Decimal]:
    return [Decimal(f"{value:.4f}") for value in colour]


def _values(resources: Object, kind: str) -> list[Object]:
    return list(resources[kind].as_dict().values()) if kind in resources else []
