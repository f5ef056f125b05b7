"""One 交办单 as an HTML page, for its PDF; it is never published as a page."""

from __future__ import annotations

from jinja2 import Environment

from generator.diagnostics import Diagnostic
from generator.model.blocks import Sheet
from generator.render.environment import render_template
from generator.render.tables import layout


def render_sheet(sheet: Sheet, environment: Environment, *, root: str = "..") -> tuple[str, list[Diagnostic]]:
    """The page of one 交办单 with its slip to send back. `root` leads from the sheet's folder to output/.

    The text is empty after an error.
    """
    values = {
        "sheet": sheet,
        "root": root,
        "layout": layout,
    }
    return render_template(environment, "jiaobandan/sheet.html", values)
