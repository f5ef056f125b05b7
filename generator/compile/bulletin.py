"""One issue made a bulletin: everything that its pages say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from generator.compile.adoption_sections import with_adoption
from generator.compile.byline import make_byline
from generator.compile.corrections import again_foot, correction_sections, reissue_line
from generator.compile.figures.names import Aliases, aliases_of
from generator.compile.figures.typed import typed_findings
from generator.compile.filling import fill_issue, fill_report
from generator.compile.foot import make_foot
from generator.compile.issue_figures import NO_FIGURES, IssueFigures, prints_sheets
from generator.compile.numbers import Numbers, folder, pdf_name
from generator.compile.plan import Plan, compile_site
from generator.compile.printed_lists import broken_lists, listings_of
from generator.compile.secrecy import FIRST_COPY, secrecy_line
from generator.compile.sections import compose_sections, listing_files
from generator.compile.sheets import make_sheets
from generator.compile.titles import break_title
from generator.diagnostics import Diagnostic
from generator.load.paths import clean
from generator.model.blocks import Sheet
from generator.model.bulletin import Article, Bulletin, BulletinSection, Masthead
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.dates import chinese_date
from generator.model.issue import DRAFT
from generator.model.kinds import LEDGER_KINDS
from generator.model.report import Photo
from generator.model.site import Publication, Site
from generator.model.statistics import Statistics

__all__ = ["Plan", "compile_issue", "compile_site"]

TITLE_CHARACTERS = 20
"""Characters of 22 pt on a line of 156 mm (GB/T 9704-2012, 5.2.2 and 7.3.1)."""
NAME_CHARACTERS = 13
"""Characters of 46 pt that can be narrowed into a line of 156 mm, to 74% of their width (house)."""


def compile_issue(
    content: Content, plan: Plan, key: str, figures: IssueFigures = NO_FIGURES, *, public: bool = False
) -> tuple[Bulletin | None, list[Diagnostic]]:
    """The bulletin of the issue `key`; None where the plan has stopped it, or its figures are wanting.

    `public`: requests are told as the public may read them, and no unit is given any to answer.
    Raises KeyError for a key that the plan does not hold.
    """
    numbers = plan.numbers[key]
    if key in plan.stopped or key in figures.stopped:
        return None, []
    statistics = figures.statistics.get(key)
    site = content.site.record
    aliases = aliases_of(site, content.units, floor=_floor(statistics, site))
    issue = next(issue for issue in content.issues if issue.key == key)
    publication = site.publications[issue.publication]
    issue, findings = fill_issue(issue, statistics, aliases)
    reports: list[list[LoadedReport]] = []
    for paths in plan.chosen[key]:
        filled = [fill_report(content.reports[path], statistics, aliases) for path in paths]
        reports.append([report for report, _ in filled])
        findings += [finding for _, found in filled for finding in found]
    printed = [report for section in reports for report in section]
    if statistics is not None:
        findings += typed_findings(issue.front, statistics, aliases)
        for report in printed:
            findings += typed_findings(report.front, statistics, aliases, report=True)
    foot, found = make_foot(issue, content)
    findings += found
    foot = again_foot(foot, issue) if numbers.again else foot
    if issue.front.record.corrects:
        names = content.units.names()
        sections = correction_sections(issue, numbers, publication.name, TITLE_CHARACTERS, names)
    else:
        sections, found = _compose(issue, reports, content, statistics, aliases, public=public)
        findings += found
        if key in figures.adoptions:
            outline = content.outlines[publication.kind]
            sections, found = with_adoption(sections, figures.adoptions[key], outline)
            findings += found
    sheets: tuple[Sheet, ...] = ()
    if statistics is not None and not public and prints_sheets(issue, content):
        sheets, found = make_sheets(issue, content, statistics, numbers, aliases)
        findings += found
    bulletin = Bulletin(
        key=key,
        publication=issue.publication,
        kind=publication.kind,
        folder=folder(issue.publication, numbers),
        file_name=pdf_name(publication.name, numbers),
        title=f"{publication.name}{numbers.label}",
        masthead=_masthead(issue, publication, numbers, foot.issuer),
        note_html=issue.note.html,
        sections=sections,
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
        first_date=numbers.again.date.isoformat() if numbers.again else "",
        html=not publication.secrecy,
        sheets=sheets,
    )
    return bulletin, findings


def _compose(
    issue: LoadedIssue,
    reports: Sequence[Sequence[LoadedReport]],
    content: Content,
    statistics: Statistics | None,
    aliases: Aliases,
    *,
    public: bool,
) -> tuple[tuple[BulletinSection, ...], list[Diagnostic]]:
    """The sections: of reports alone as the issue has them, of figures after the outline of the kind."""
    articles = _articles(issue, reports, content)
    site = content.site.record
    kind = site.publications[issue.publication].kind
    if kind not in LEDGER_KINDS and not any(one.has_blocks for one in issue.front.record.sections):
        own_sections = zip(issue.front.record.sections, articles, strict=True)
        return tuple(BulletinSection(section.name, own) for section, own in own_sections if own), []
    # What a 采用通报 counts comes around what is composed here: `with_adoption`.
    outline = content.outlines.get(kind) if kind in LEDGER_KINDS else None
    listings = listings_of(content, statistics)
    sections, findings = compose_sections(
        issue,
        outline,
        statistics,
        listings,
        lambda index: articles[index],
        aliases,
        floor=_floor(statistics, site),
        public=public,
    )
    return sections, findings + broken_lists(issue, outline, content, listings)


def _floor(statistics: Statistics | None, site: Site) -> int:
    kept = statistics.floor if statistics else None
    return site.satisfaction_floor if kept is None else kept


def _masthead(issue: LoadedIssue, publication: Publication, numbers: Numbers, issuer: str) -> Masthead:
    return Masthead(
        name=publication.name,
        number_line=numbers.number_line,
        issuer=issuer,
        date_line=chinese_date(issue.front.record.date),
        notice=publication.notice,
        secrecy=secrecy_line(publication),
        copy_number=FIRST_COPY if publication.copy_numbers else "",
        broken_name=_broken_name(publication.name),
        again=reissue_line(numbers),
    )


def _broken_name(name: str) -> tuple[str, ...]:
    """A masthead's name in two lines, where narrowing it into one would make it hard to read."""
    if len(name) <= NAME_CHARACTERS:
        return ()
    lines = break_title(name, ceil(len(name) / 2) + 1, ())
    return lines if len(lines) == 2 else ()


def _articles(
    issue: LoadedIssue, reports: Sequence[Sequence[LoadedReport]], content: Content
) -> tuple[tuple[Article, ...], ...]:
    """The articles of each section; anchors count through all of them: a1, a2 …"""
    names = content.units.names()
    articles: list[tuple[Article, ...]] = []
    count = 0
    for own in reports:
        articles.append(
            tuple(
                _article(report, f"a{count + place}", names, content) for place, report in enumerate(own, 1)
            )
        )
        count += len(own)
    return tuple(articles)


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
    outline = content.outlines.get(content.site.record.publications[issue.publication].kind)
    files += [] if issue.front.record.corrects else listing_files(issue, outline, content.listings)
    return tuple(dict.fromkeys(files))
