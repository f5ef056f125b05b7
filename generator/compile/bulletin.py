"""One issue made a bulletin: everything that its pages say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from generator.compile.byline import make_byline
from generator.compile.foot import make_foot
from generator.compile.numbers import Numbers, folder, pdf_name
from generator.compile.plan import Plan, compile_site
from generator.compile.titles import break_title
from generator.diagnostics import Diagnostic
from generator.load.paths import clean
from generator.model.bulletin import Article, Bulletin, BulletinSection, Masthead
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.dates import chinese_date
from generator.model.issue import DRAFT
from generator.model.report import Photo
from generator.model.site import Publication

__all__ = ["Plan", "compile_issue", "compile_site"]

TITLE_CHARACTERS = 20
"""Characters of 22 pt on a line of 156 mm (GB/T 9704-2012, 5.2.2 and 7.3.1)."""
NAME_CHARACTERS = 13
"""Characters of 46 pt that can be narrowed into a line of 156 mm, to 74% of their width (house)."""
_FIRST_COPY = "000001"


def compile_issue(content: Content, plan: Plan, key: str) -> tuple[Bulletin | None, list[Diagnostic]]:
    """The bulletin of the issue `key`; None where the plan has stopped it.

    Raises KeyError for a key that the plan does not hold.
    """
    numbers = plan.numbers[key]
    if key in plan.stopped:
        return None, []
    issue = next(issue for issue in content.issues if issue.key == key)
    publication = content.site.record.publications[issue.publication]
    reports = [[content.reports[path] for path in paths] for paths in plan.chosen[key]]
    printed = [report for section in reports for report in section]
    foot, findings = make_foot(issue, content)
    bulletin = Bulletin(
        key=key,
        publication=issue.publication,
        kind=publication.kind,
        folder=folder(issue.publication, numbers),
        file_name=pdf_name(publication.name, numbers),
        title=f"{publication.name}{numbers.label}",
        masthead=_masthead(issue, publication, numbers, foot.issuer),
        note_html=issue.note.html,
        sections=_sections(issue, reports, content),
        foot=foot,
        date=issue.front.record.date,
        year=numbers.year,
        number=numbers.number,
        supplement=numbers.supplement,
        draft=issue.front.record.state == DRAFT,
        even_foot=publication.even_foot,
        images=_images(issue, printed),
        sources=_sources(issue, printed, content),
        total=numbers.total,
        html=not publication.secrecy,
    )
    return bulletin, findings


def _masthead(issue: LoadedIssue, publication: Publication, numbers: Numbers, issuer: str) -> Masthead:
    secrecy = publication.secrecy
    if secrecy and publication.secrecy_term:
        secrecy = f"{secrecy}★{publication.secrecy_term}"
    return Masthead(
        name=publication.name,
        number_line=numbers.number_line,
        issuer=issuer,
        date_line=chinese_date(issue.front.record.date),
        notice=publication.notice,
        secrecy=secrecy,
        copy_number=_FIRST_COPY if publication.copy_numbers else "",
        broken_name=_broken_name(publication.name),
    )


def _broken_name(name: str) -> tuple[str, ...]:
    """A masthead's name in two lines, where narrowing it into one would make it hard to read."""
    if len(name) <= NAME_CHARACTERS:
        return ()
    lines = break_title(name, ceil(len(name) / 2) + 1, ())
    return lines if len(lines) == 2 else ()


def _sections(
    issue: LoadedIssue, reports: Sequence[Sequence[LoadedReport]], content: Content
) -> tuple[BulletinSection, ...]:
    """The sections that have articles; anchors count through all of them: a1, a2 …"""
    names = content.units.names()
    sections: list[BulletinSection] = []
    count = 0
    for section, own in zip(issue.front.record.sections, reports, strict=True):
        articles = tuple(
            _article(report, f"a{count + place}", names, content) for place, report in enumerate(own, 1)
        )
        count += len(articles)
        if articles:
            sections.append(BulletinSection(section.name, articles))
    return tuple(sections)


def _article(report: LoadedReport, anchor: str, names: tuple[str, ...], content: Content) -> Article:
    record = report.front.record
    return Article(
        anchor=anchor,
        title=break_title(record.title, TITLE_CHARACTERS, names),
        subtitle=record.subtitle,
        html=report.body.html,
        byline=make_byline(record, content.units),
        photos=_photos(report),
        source=report.path,
    )


def _photos(report: LoadedReport) -> tuple[Photo, ...]:
    """The photos, by paths that name a file in one way only."""
    return tuple(photo.model_copy(update={"file": clean(photo.file)}) for photo in report.front.record.photos)


def _images(issue: LoadedIssue, reports: Iterable[LoadedReport]) -> tuple[str, ...]:
    """Every picture once, in the order in which the pages show them."""
    shown = list(issue.note.images)
    for report in reports:
        shown += [*report.body.images, *(photo.file for photo in _photos(report))]
    return tuple(dict.fromkeys(shown))


def _sources(issue: LoadedIssue, reports: Sequence[LoadedReport], content: Content) -> tuple[str, ...]:
    files = [content.site.file, "content/units.yaml", issue.front.file]
    files += [report.front.file for report in reports]
    files += [f"content/{image}" for image in _images(issue, reports)]
    return tuple(dict.fromkeys(files))
