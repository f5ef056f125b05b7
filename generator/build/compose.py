"""One issue from records to HTML: compile, render, look it through. Quick, and without WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from jinja2 import Environment

from generator.build.layouts import layout_key, stands
from generator.build.signed import final_changed, final_of
from generator.build.workshop import Order, Workshop
from generator.check.discreet import discreet, discreet_text
from generator.check.output import guard_page
from generator.compile.bulletin import compile_issue
from generator.compile.editions import compile_public
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.model.blocks import Chart
from generator.model.bulletin import PUBLIC, Bulletin
from generator.model.final import Final
from generator.publish.media import Medium, place_pictures, prepare_media, used_pictures
from generator.render.bulletin import for_print, render_bulletin
from generator.render.charts import draw_chart
from generator.render.charts import prepare as prepare_charts
from generator.render.environment import make_environment, read_shared, templates_of
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
class PublicPage:
    """The public edition as a page that waits to be set. `screen` is its style sheet: it has one of its own,
    so that its folder can be taken away alone."""

    bulletin: Bulletin
    html: str
    media: Mapping[str, Medium]
    screen: bytes

    @property
    def path(self) -> str:
        """Where its PDF goes, below output/."""
        return f"{self.bulletin.folder}/{self.bulletin.file_name}"

    @property
    def pictures(self) -> dict[str, bytes]:
        return {f"media/{medium.name}": medium.data for medium in self.media.values()}


@dataclass(frozen=True)
class Composed:
    """An issue as pages that wait to be set: its own, with the pictures' real addresses, and its sheets'.

    `traced` is the page with marks of source lines, for the preview; where it is given, the places of the
    marks on the printed pages are wanted. `final` is what a final issue says that nobody has signed yet,
    `public` its public edition.
    """

    bulletin: Bulletin
    html: str
    media: Mapping[str, Medium]
    sheets: Mapping[str, str]
    findings: tuple[Diagnostic, ...]
    traced: str = ""
    final: Final | None = None
    public: PublicPage | None = None


def compose(desk: Desk, order: Order) -> tuple[Composed | None, list[Diagnostic]]:
    """The issue as HTML, which is quick; the findings, also those of the result, where there is none."""
    bulletin, findings = compile_issue(order.content, order.plan, order.key, order.figures)
    if bulletin is None or has_errors(findings):
        return None, findings
    public, found = _public(desk, order, bulletin)
    findings += found
    html, media, found = _page(desk, order, bulletin, public=public is not None)
    # What both editions say is told once.
    findings += [finding for finding in found if finding not in findings]
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
    return Composed(bulletin, page, media, sheets, tuple(findings), final=final, public=public), []


def _page(
    desk: Desk, order: Order, bulletin: Bulletin, *, public: bool
) -> tuple[str, dict[str, Medium], list[Diagnostic]]:
    """A bulletin's page, with the pictures that it shows; `public`: it leads to its public edition."""
    site = desk.workshop.site
    html, findings = render_bulletin(
        bulletin,
        desk.templates,
        previous=order.previous,
        next=order.next,
        public=public,
        sizes=read_sizes(site / "content", bulletin.images),
        draw=desk.draw,
    )
    findings += _guard(html, desk.workshop, order, bulletin)
    media, found = prepare_media(site / "content", used_pictures(html), site / ".cache" / "media")
    return html, dict(media), findings + found


def _public(desk: Desk, order: Order, internal: Bulletin) -> tuple[PublicPage | None, list[Diagnostic]]:
    """The public edition. A preview makes none: one that would come out as it stands is kept, any other goes,
    since it would say what has been changed; the next build makes it."""
    place = f"{internal.folder}/{PUBLIC}/"
    if order.kinds is None and not any(path.startswith(place) for path in order.layouts):
        return None, []
    bulletin, findings = compile_public(order.content, order.plan, order.key, order.figures, internal)
    if bulletin is None:
        return None, findings
    html, media, found = _page(desk, order, bulletin, public=False)
    findings += found
    screen, found = read_shared(desk.templates, "shared/screen.css")
    findings += found
    if has_errors(findings):
        return None, findings
    page = PublicPage(bulletin, place_pictures(html, media), media, screen.encode())
    if order.kinds is None and not _is_there(page, order, desk.workshop):
        return None, []
    return page, findings


def _is_there(page: PublicPage, order: Order, workshop: Workshop) -> bool:
    """Whether the PDF of a public edition stands as it would be set now."""
    known = order.layouts.get(page.path)
    key = layout_key(
        workshop.machine,
        workshop.stylesheet,
        for_print(page.html),
        page.pictures,
        even_foot=page.bulletin.even_foot,
    )
    return known is not None and known.key == key and stands(workshop.output / page.path, known)


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
