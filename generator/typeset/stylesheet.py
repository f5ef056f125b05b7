"""The print style sheet: a template filled with the layout profile's numbers and this machine's faces."""

from __future__ import annotations

from jinja2 import Environment

from generator.diagnostics import Diagnostic
from generator.model.profile import Profile
from generator.render.environment import render_template
from generator.typeset.faces import ROLES, Faces

# The upper edge of FandolFang's — above the baseline, and the em box's own, in em.
_DASH_TOP, _EM_TOP = 0.329, 0.88


def print_stylesheet(templates: Environment, profile: Profile, faces: Faces) -> tuple[str, list[Diagnostic]]:
    """The text of print.css, empty after an error in it. `templates` finds it, the site's own first."""
    size = profile.page_number_size.pt
    drop = profile.page_number_drop.pt - (_EM_TOP - _DASH_TOP) * size
    page_number = (
        'content: "— " counter(page) " —"; vertical-align: top; '
        f"font: {size}pt/{size}pt {faces.css(profile.page_number_face.value)}; padding-top: {drop:.3f}pt;"
    )
    environment = templates.overlay(autoescape=False)
    environment.filters["divide"] = lambda value, by: round(value / by, 4)
    values = {
        "P": profile,
        "F": {role: faces.css(role) for role in ROLES},
        "LP": profile.line_pitch.pt,
        "tracking": round(profile.type_width.pt / profile.characters.value - profile.body_size.pt, 5),
        "indent": round(profile.indent.value * profile.type_width.pt / profile.characters.value, 4),
        "title_weight": faces.title_weight,
        "page_number": page_number,
    }
    return render_template(environment, "shared/print.css", values)
