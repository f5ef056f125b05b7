"""One issue from records to finished files: compile, render, typeset, in one process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.build.workshop import Made, Workshop
from generator.check.output import guard_page
from generator.compile.bulletin import compile_issue
from generator.compile.numbers import folder
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.model.blocks import Chart
from generator.model.bulletin import Bulletin
from generator.publish.media import place_pictures, prepare_media, used_pictures
from generator.publish.write import bulletin_package
from generator.render.bulletin import Neighbour, render_bulletin
from generator.render.charts import draw_chart
from generator.render.charts import prepare as prepare_charts
from generator.render.environment import make_environment
from generator.render.photos import read_sizes
from generator.render.sheet import render_sheet
from generator.typeset.document import Press, make_press, typeset


@dataclass(frozen=True)
class Bench:
    """A workshop with what cannot leave a process: templates read and faces opened."""

    workshop: Workshop
    templates: Environment
    press: Press
    draw: Callable[[Chart], str]


def set_up(workshop: Workshop) -> Bench:
    prepare_charts(workshop.site / ".cache")
    templates = make_environment(workshop.site)
    return Bench(workshop, templates, make_press(workshop.faces, workshop.stylesheet), draw_chart)


def make_issue(bench: Bench, key: str) -> Made:
    """Make the files of the issue `key`. Anything that goes wrong is a finding."""
    workshop = bench.workshop
    bulletin, findings = compile_issue(workshop.content, workshop.plan, key, workshop.figures)
    if bulletin is None or has_errors(findings):
        return Made(key, None, tuple(findings))
    content = workshop.site / "content"
    sizes = read_sizes(content, bulletin.images)
    previous, following = _neighbours(workshop, bulletin)
    html, found = render_bulletin(
        bulletin, bench.templates, previous=previous, next=following, sizes=sizes, draw=bench.draw
    )
    findings += found
    findings += _guard(html, workshop, bulletin)
    media, found = prepare_media(content, used_pictures(html), workshop.site / ".cache" / "media")
    findings += found
    if has_errors(findings):
        return Made(key, None, tuple(findings))
    html = place_pictures(html, media)
    pictures = {f"media/{medium.name}": medium.data for medium in media.values()}
    result, found = typeset(bench.press, html, pictures, even_foot=bulletin.even_foot)
    findings += [_placed(finding, workshop.site, bulletin) for finding in found]
    if result is None or has_errors(findings):
        return Made(key, None, tuple(findings))
    sheets, found = _sheets(bench, bulletin)
    findings += found
    if has_errors(findings):
        return Made(key, None, tuple(findings))
    package = bulletin_package(
        bulletin,
        html if bulletin.html else None,
        {bulletin.file_name: result.pdf, **sheets},
        media.values(),
        pages=result.pages,
    )
    return Made(key, package, tuple(findings), result.pages, len(sheets), result.borrowed)


def _sheets(bench: Bench, bulletin: Bulletin) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The 交办单 of an issue by file name; each is checked like a page."""
    workshop = bench.workshop
    files: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for sheet in bulletin.sheets:
        html, found = render_sheet(sheet, bench.templates)
        found += _guard(html, workshop, bulletin)
        if has_errors(found):
            return {}, findings + found
        result, more = typeset(bench.press, html, {})
        findings += found + [_placed(finding, workshop.site, bulletin) for finding in more]
        if result is None:
            return {}, findings
        files[sheet.file_name] = result.pdf
    return files, findings


def _guard(html: str, workshop: Workshop, bulletin: Bulletin) -> list[Diagnostic]:
    """What a finished page holds and must not: nothing that was overlooked before is printed."""
    privacy = workshop.content.site.record.privacy
    place = Place(f"content/issues/{bulletin.key}.yaml")
    return guard_page(html, workshop.names, privacy.allow, forbid=privacy.forbid, place=place)


def _neighbours(workshop: Workshop, bulletin: Bulletin) -> tuple[Neighbour | None, Neighbour | None]:
    """The issues before and after of the same publication: those made now, and those that still stand."""
    plan = workshop.plan
    there = [
        (issue.front.record.date.isoformat(), issue.key, _neighbour(issue.publication, plan, issue.key))
        for issue in workshop.content.issues
        if issue.publication == bulletin.publication
        and issue.key not in plan.stopped
        and issue.key in workshop.linkable
    ]
    there += [
        (entry.date, entry.key, Neighbour(entry.folder, entry.number_line))
        for entry in workshop.standing
        if entry.publication == bulletin.publication
    ]
    there.sort(key=lambda item: item[:2])
    place = [key for _, key, _ in there].index(bulletin.key)
    before = there[place - 1][2] if place else None
    after = there[place + 1][2] if place + 1 < len(there) else None
    return before, after


def _neighbour(publication: str, plan: Plan, key: str) -> Neighbour:
    numbers = plan.numbers[key]
    return Neighbour(folder(publication, numbers), numbers.number_line)


def _placed(finding: Diagnostic, site: Path, bulletin: Bulletin) -> Diagnostic:
    """A finding of the page with the place in the content that it comes from, as far as can be told."""
    own = Place(f"content/issues/{bulletin.key}.yaml")
    if finding.code != "glyph-missing":
        return Diagnostic(finding.code, own, finding.data)
    for source in bulletin.sources:
        try:
            text = (site / source).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if (column := line.find(finding.data["char"])) >= 0:
                return Diagnostic(finding.code, Place(source, number, column + 1), finding.data, line)
    return Diagnostic(finding.code, own, finding.data)
