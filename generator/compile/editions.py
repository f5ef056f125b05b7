"""The public edition of an issue: the same source, with less in it.

Reports marked 内部 are taken out before anything is composed, so that numbers, contents and sections come out
right by themselves; a 举报 is only counted (`Options.public`). What is left has its words masked
(`public_texts`), and what speaks of the office alone is dropped: who gets it, how many are printed, 内部资料,
份号, who is in charge of an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from generator.compile.blocks.kind import Nothing
from generator.compile.bulletin import compile_issue
from generator.compile.finding import at
from generator.compile.issue_figures import IssueFigures
from generator.compile.plan import Plan
from generator.compile.public_left import names_left
from generator.compile.public_texts import public_section, public_words, said
from generator.diagnostics import Diagnostic
from generator.load.headings import number_text
from generator.load.paths import clean
from generator.model.bulletin import PUBLIC, Bulletin, BulletinSection
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.statistics import Statistics
from generator.privacy.public import Discretion

MARK = "公开版"
"""Stands in the place of 内部资料, and in the names of the files."""
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_NUMBERED = re.compile(r"(?P<part>[一二三四五六七八九十百]+、)|附件\s?(?P<annex>\d+)")
_COUNTED = re.compile(r"(?P<number>\d+|[一二两三四五六七八九十]+)(?:个单位的|条|组)?篇")
_LEAST_TITLE = 5
"""Characters of a title that is looked for in other texts; shorter ones are words."""


def compile_public(
    content: Content, plan: Plan, key: str, figures: IssueFigures, internal: Bulletin
) -> tuple[Bulletin | None, list[Diagnostic]]:
    """The public edition of the issue `key`, whose own bulletin is `internal`. None where its publication
    has none, or where nothing may be said. A correction has none, since it may speak of what the public
    edition has left out, nor has what was reissued since, which may be wrong. Findings that the internal one
    has too are not told again."""
    publication = content.site.record.publications[internal.publication]
    issue = next(issue for issue in content.issues if issue.key == key)
    if not publication.public or publication.secrecy or issue.front.record.corrects or key in plan.superseded:
        return None, []
    hidden = _left_out(content, plan, key)
    shown = {
        key: tuple(tuple(path for path in own if path not in hidden) for own in plan.chosen.get(key, ()))
    }
    opened = replace(figures, adoptions=figures.opened)
    bulletin, found = compile_issue(content, replace(plan, chosen=shown), key, opened, public=True)
    errors = [finding for finding in found if finding.severity == "error"]
    if bulletin is None or errors:
        return None, errors
    sections = _without_emptied(bulletin.sections, internal.sections)
    if not sections:
        return None, [at(issue.front, "public-empty")]
    discretion = _discretion(content, figures.statistics.get(key))
    bulletin = _opened(replace(bulletin, sections=sections), internal, discretion)
    told = [*_contradictions(bulletin, issue, hidden), *names_left(bulletin, issue, content, discretion)]
    return bulletin, told


def outdated(content: Content, plan: Plan, keys: Iterable[str]) -> frozenset[str]:
    """The issues among `keys`, which cannot be made now, whose public edition must not wait until they can:
    a report in them is marked 内部 or cannot be read, or nobody knows what they print."""
    issues = {issue.key: issue for issue in content.issues}
    return frozenset(key for key in keys if _is_doubtful(issues.get(key), content, plan))


def _is_doubtful(issue: LoadedIssue | None, content: Content, plan: Plan) -> bool:
    if issue is None or issue.key not in plan.chosen:
        return True
    sections = issue.front.record.sections
    named = {clean(path) for section in sections for path in section.reports}
    by_rule = any(section.select is not None for section in sections)
    unread = {path for path in content.broken if path.startswith("reports/")}
    return bool(_left_out(content, plan, issue.key) or named & unread or (by_rule and unread))


def _left_out(content: Content, plan: Plan, key: str) -> dict[str, LoadedReport]:
    """The issue's reports that are marked 内部, by path."""
    chosen = (path for own in plan.chosen.get(key, ()) for path in own)
    reports = {path: content.reports[path] for path in chosen if path in content.reports}
    return {path: report for path, report in reports.items() if report.front.record.internal}


def _without_emptied(
    sections: tuple[BulletinSection, ...], internal: tuple[BulletinSection, ...]
) -> tuple[BulletinSection, ...]:
    """The sections that still say something: one whose cases were all taken out goes with its title. Numbers
    that an editor wrote before the names are counted anew where something is gone."""
    told = {_bare(section.name) for section in internal if not _says_nothing(section)}
    kept = [section for section in sections if not (_says_nothing(section) and _bare(section.name) in told)]
    if len(kept) == len(internal):
        return tuple(kept)
    parts = annexes = 0
    renamed = []
    for section in kept:
        match = _NUMBERED.match(section.name)
        name = section.name
        if match and match["part"]:
            parts += 1
            name = number_text(1, parts) + name[match.end() :]
        elif match:
            annexes += 1
            name = f"附件{annexes}{name[match.end() :]}"
        renamed.append(replace(section, name=name))
    return tuple(renamed)


def _says_nothing(section: BulletinSection) -> bool:
    return not section.articles and all(isinstance(block, Nothing) for block in section.blocks)


def _bare(name: str) -> str:
    return _NUMBERED.sub("", name, count=1).strip()


def _discretion(content: Content, statistics: Statistics | None) -> Discretion:
    """Bylines, officers and leaders stay as they are."""
    words = content.words
    named = [leader.name for leader in (*words.leaders, *words.people)]
    for report in content.reports.values():
        authors = report.front.record.authors
        named += [*authors.reporters, *authors.correspondents]
        named += [photo.photographer for photo in report.front.record.photos]
    for publication in content.site.record.publications.values():
        named += [publication.approved_by, publication.reviewed_by, publication.edited_by]
    officials = frozenset(part for text in named for part in _BETWEEN.split(text) if part)
    items = [item for own in statistics.items.values() for item in own] if statistics else []
    ids = frozenset(item.id for item in (*items, *(statistics.cases if statistics else ())))
    return Discretion(content.site.record.privacy.allow, officials, ids)


def _opened(bulletin: Bulletin, internal: Bulletin, discretion: Discretion) -> Bulletin:
    """The bulletin in the words of the public edition, with files of its own beside the internal ones. It
    comes from all that the internal one comes from: what is left out decides what it says."""
    name = PurePosixPath(bulletin.file_name)
    return replace(
        bulletin,
        folder=f"{bulletin.folder}/{PUBLIC}",
        file_name=f"{name.stem}（{MARK}）{name.suffix}",
        title=f"{bulletin.title}（{MARK}）",
        masthead=replace(bulletin.masthead, notice=MARK, copy_number=""),
        note_html=public_words(bulletin.note_html, discretion),
        sections=tuple(public_section(section, discretion) for section in bulletin.sections),
        foot=replace(bulletin.foot, rows=(), copies=0),
        sources=internal.sources,
        sheets=(),
        public=True,
    )


def _contradictions(
    bulletin: Bulletin, issue: LoadedIssue, hidden: dict[str, LoadedReport]
) -> Iterator[Diagnostic]:
    """Places that speak of what is left out: its title in another text, and a note that counts articles."""
    for report in hidden.values():
        title = report.front.record.title.replace("\\\\", "")
        if len(title) >= _LEAST_TITLE and any(title in text for text in said(bulletin)):
            yield at(report.front, "public-mentioned", "internal", title=title, issue=bulletin.key)
    counted = _COUNTED.search(re.sub(r"<[^>]*>", "", bulletin.note_html)) if hidden else None
    if counted:
        yield at(issue.front, "public-counted", "note", counted=counted[0], count=len(hidden))
