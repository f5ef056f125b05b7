"""Computed styles, made when they are asked for and begun with what most of them have in common.

WeasyPrint makes a style for five kinds of marks at every element, of which hardly one is ever shown, and
computes each property of each style by way of the cascade, where nine of ten turn out to have their
initial value. That is a sixth of the time that a document takes. What the cascade does is left to WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, inline, page, percent, table
from weasyprint.layout.page import PageType

from generator.typeset.shaping import TypeCase

# WeasyPrint finds the values of these by more than the cascade.
_SPECIAL = {"display", "float", "position", "page", *(n for n in INITIAL_VALUES if n.startswith("text_deco"))}
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED and name not in INITIAL_NOT_COMPUTED and name not in _SPECIAL
}
# `margin-inline-start` and the like give a value to a property of another name.
_LOGICAL = {
    function(block="ttb", inline=direction)
    for function in PHYSICAL_FUNCTIONS.values()
    for direction in ("ltr", "rtl")
}

# A line of no style has no width.
_BORDERS = {
    f"{border}_style": f"{border}_width"
    for border in ("border_top", "border_right", "border_bottom", "border_left", "outline", "column_rule")
}
_INITIAL |= {width: 0 for width in _BORDERS.values()}
# What WeasyPrint's resolve_percentages gives a box.
_USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
    *(f"{limit}{length}" for limit in ("", "min_", "max_") for length in ("width", "height")),
)
_MODULES = (absolute, block, column, float, inline, page, table)

_StyleFor = css.StyleFor
_resolve_percentages = percent.resolve_percentages


def install() -> None:
    """Take the place of WeasyPrint's classes, once in a process; `hook.install` guards the version."""
    css.StyleFor = Styles
    css.ComputedStyle = ComputedStyle
    css.AnonymousStyle = AnonymousStyle
    for module in _MODULES:
        module.resolve_percentages = resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """WeasyPrint's function, which sets a box's lengths: once for all of a style in blocks of a size."""
    style = box.style
    if not isinstance(style.font_config, TypeCase) or style["border_collapse"] == "collapse":
        _resolve_percentages(box, containing_block)
        return
    size = (
        (containing_block.width, containing_block.height)
        if isinstance(containing_block, boxes.Box)
        else containing_block
    )
    known = style.__dict__.setdefault("used", {})
    key = (*size, isinstance(box, boxes.PageBox))
    if key in known:
        box.__dict__.update(known[key])
    else:
        _resolve_percentages(box, containing_block)
        known[key] = {name: box.__dict__[name] for name in _USED}


class ComputedStyle(css.ComputedStyle):  # type: ignore[misc]
    """The style of an element, a mark at it, a page or a page's margin; initial values are there at once."""

    def __init__(self, parent_style: Any, cascaded: Any, *more: Any, **named: Any) -> None:
        super().__init__(parent_style, cascaded, *more, **named)
        if isinstance(self.font_config, TypeCase) and _LOGICAL.isdisjoint(cascaded):
            self.update(_INITIAL)
            for name in cascaded:
                self.pop(name, None)
                self.pop(_BORDERS.get(name), None)

    def __missing__(self, name: str) -> Any:
        if name in INHERITED and name not in self.cascaded and self.parent_style is not None:
            value = self.parent_style[name]
            if not check_math(value):
                self[name] = value
                return value
        return super().__missing__(name)


class AnonymousStyle(css.AnonymousStyle):  # type: ignore[misc]
    """The style of a box that stands for no element; initial values are there at once."""

    def __init__(self, parent_style: Any) -> None:
        super().__init__(parent_style)
        if isinstance(self.font_config, TypeCase):
            self.update(_INITIAL)


class Styles(_StyleFor):  # type: ignore[misc,valid-type]
    """The styles of a document by element, page and kind of mark (`::marker`) or page margin.

    Those of marks and margins wait until they are asked for; pages that the same rules apply to share theirs.
    """

    _cascaded_styles: dict[tuple[Any, str | None], Any]

    def __init__(self, *more: Any, **named: Any) -> None:
        self._waiting: dict[tuple[Any, str | None], tuple[Any, Any, Any, Any]] = {}
        self._pages: dict[tuple[Any, ...], Any] = {}
        super().__init__(*more, **named)

    def set_computed_styles(
        self,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """WeasyPrint's method. An anchor is told at once, so that a style that has one cannot wait."""
        ours = isinstance(self.font_config, TypeCase)
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        if ours and pseudo_type and "anchor" not in cascaded:
            self._waiting[element, pseudo_type] = cascaded, parent, root, base_url
        elif ours and isinstance(element, PageType):
            self._make(element, pseudo_type, cascaded, parent, root, base_url)
        else:
            super().set_computed_styles(element, parent, root, pseudo_type, base_url, target_collector)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type and (waiting := self._waiting.pop((element, pseudo_type), None)):
            self._make(element, pseudo_type, *waiting)
        return super().__call__(element, pseudo_type)

    def _make(
        self, element: Any, pseudo_type: str | None, cascaded: Any, parent: Any, root: Any, base_url: Any
    ) -> None:
        styles = self._computed_styles
        key = None
        if isinstance(element, PageType):
            key = (pseudo_type, id(styles[parent, None]), *map(_identity, cascaded.items()))
            if key in self._pages:
                styles[element, pseudo_type] = self._pages[key]
                return
        all_cascaded, self._cascaded_styles = self._cascaded_styles, {(element, pseudo_type): cascaded}
        super().set_computed_styles(element, parent, root, pseudo_type, base_url)
        self._cascaded_styles = all_cascaded
        if key:
            self._pages[key] = styles[element, pseudo_type]


def _identity(declared: tuple[str, tuple[Any, tuple[Any, ...]]]) -> tuple[Any, ...]:
    """Which declaration of a style sheet gives a property its value, and with what weight."""
    name, (value, (precedence, layer, specificity)) = declared
    return name, id(value), precedence, layer, *specificity
