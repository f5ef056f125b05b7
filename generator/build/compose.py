"""One issue from records to HTML: compile, render, look it through. Quick, and without WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from jinja2 import Environment

from generator.build.signed import final_changed, final_of
from generator.build.workshop import Order, Workshop
from generator.check.discreet import discreet, discreet_text
from generator.check.output import guard_page
from generator.compile.bulletin import compile_issue
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.model.blocks import Chart
from generator.model.bulletin import Bulletin
from generator.model.final import Final
from generator.publish.media import Medium, place_pictures, prepare_media, used_pictures
from generator.render.bulletin import render_bulletin
from generator.render.charts import draw_chart
from generator.render.charts import prepare as prepare_charts
from generator.render.environment import make_environment, templates_of
from generator.render.photos import read_sizes
from generator.render.sheet import render_sheet


@dataclass(frozen=True)
class Desk:
    """A workshop with the templates read: what composing needs and cannot leave a process."""

    workshop: Workshop
    templates: Environment
    draw: Callable[[Chart], str]
    _used: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def templates_used(self, folder: str) -> tuple[str, ...]:
        """The templates and the style sheet that pages of a kind come through."""
        if folder not in self._used:
            names = templates_of(self.templates, f"{folder}/bulletin.html")
            self._used[folder] = (*names, "templates/shared/print.css")
        return self._used[folder]


def make_desk(workshop: Workshop) -> Desk:
    prepare_charts(workshop.site / ".cache")
    return Desk(workshop, make_environment(workshop.site), draw_chart)


@dataclass(frozen=True)
class Composed:
    """An issue as pages that wait to be set: its own, with the pictures' real addresses, and its sheets'.

    `traced` is the page with marks of source lines, for the preview; where it is given, the places of the
    marks on the printed pages are wanted. `final` is what a final issue says that nobody has signed yet.
    """

    bulletin: Bulletin
    html: str
    media: Mapping[str, Medium]
    sheets: Mapping[str, str]
    findings: tuple[Diagnostic, ...]
    traced: str = ""
    final: Final | None = None


def compose(desk: Desk, order: Order) -> tuple[Composed | None, list[Diagnostic]]:
    """The issue as HTML, which is quick; the findings, also those of the result, where there is none."""
    site = desk.workshop.site
    bulletin, findings = compile_issue(order.content, order.plan, order.key, order.figures)
    if bulletin is None or has_errors(findings):
        return None, findings
    sizes = read_sizes(site / "content", bulletin.images)
    html, found = render_bulletin(
        bulletin, desk.templates, previous=order.previous, next=order.next, sizes=sizes, draw=desk.draw
    )
    findings += found
    findings += _guard(html, desk.workshop, order, bulletin)
    media, found = prepare_media(site / "content", used_pictures(html), site / ".cache" / "media")
    findings += found
    sheets: dict[str, str] = {}
    for sheet in bulletin.sheets if not has_errors(findings) else ():
        sheets[sheet.file_name], found = render_sheet(sheet, desk.templates)
        findings += found + _guard(sheets[sheet.file_name], desk.workshop, order, bulletin)
    if has_errors(findings):
        return None, findings
    final, found = _signed(bulletin, html, sheets, desk.workshop, order)
    findings += found
    if has_errors(found):
        return None, findings
    page = place_pictures(html, media)
    return Composed(bulletin, page, media, sheets, tuple(findings), final=final), []


def _signed(
    bulletin: Bulletin, html: str, sheets: Mapping[str, str], workshop: Workshop, order: Order
) -> tuple[Final | None, list[Diagnostic]]:
    """What a final issue is to be signed with where it has no lock, and what differs where it has one."""
    if bulletin.draft:
        return None, []
    try:
        now = final_of(bulletin, html, sheets, workshop.site)
    except OSError as error:
        # A picture that went away since it was made ready.
        return None, [Diagnostic("media-unreadable", None, {"path": error.filename})]
    if order.final is None:
        return now, []
    names, allow = workshop.names, order.content.site.record.privacy.allow
    hide = partial(discreet_text, names=names, allow=allow)
    front = order.content.issues[0].front
    changed = final_changed(order.final, now, bulletin, workshop.site, front, hide)
    return None, discreet(changed, names, allow)


def _guard(html: str, workshop: Workshop, order: Order, bulletin: Bulletin) -> list[Diagnostic]:
    """What a finished page holds and must not: nothing that was overlooked before is printed."""
    privacy = order.content.site.record.privacy
    place = Place(f"content/issues/{bulletin.key}.yaml")
    return guard_page(html, workshop.names, privacy.allow, forbid=privacy.forbid, place=place)
