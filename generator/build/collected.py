"""Reports that came after an issue was signed, and that its rules (选取) collect all the same."""

from __future__ import annotations

from collections.abc import Callable

from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.load.paths import clean
from generator.model.bulletin import Article, Bulletin
from generator.model.final import Final, plain
from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.render.blocks import said_by_page

TOLD = 5
"""Reports that are named."""
_OWN = 12
"""Characters of a paragraph that no other report has too; a heading is shorter."""


def late_reports(
    signed: Final, bulletin: Bulletin, front: Sourced[Issue], hide: Callable[[str], str]
) -> Diagnostic | None:
    """That the issue collects reports that it did not print when it was signed. Told at the rule that does
    so; `hide` takes out of a text what no finding may repeat."""
    selected = _selected(bulletin, front.record)
    known = {plain(one.text) for one in signed.said}
    late = [article for article in selected if not _was_printed(article, known)]
    if not late:
        return None
    told = "、".join(f"《{hide(''.join(one.title))}》（content/{one.source}）" for one in late[:TOLD])
    kept = "、".join(article.source for article in selected if article not in late)
    data = {
        "count": len(late),
        "reports": told + ("等" if len(late) > TOLD else ""),
        "issue": front.file,
        "kept": f"（现在还在的：{kept}）" if kept else "",
    }
    return at(
        front, "final-collected", "sections", _section_of(late[0], bulletin, front.record), "select", **data
    )


def _selected(bulletin: Bulletin, issue: Issue) -> list[Article]:
    """The articles that no editor has named."""
    if not any(section.select for section in issue.sections):
        return []
    named = {clean(path) for section in issue.sections for path in section.reports}
    named |= {clean(one.revised) for one in issue.revisions}
    return [article for article in bulletin.articles if article.source not in named]


def _was_printed(article: Article, known: set[str]) -> bool:
    """Whether anything of a report was printed: else its title or its words were changed since."""
    said = (plain(one.text) for one in said_by_page(f"<body>{article.html}</body>"))
    return plain("".join(article.title)) in known or any(len(text) >= _OWN and text in known for text in said)


def _section_of(article: Article, bulletin: Bulletin, issue: Issue) -> int:
    """The place in 栏目 of the rule that has taken a report; empty sections are not printed."""
    names = [section.name for section in bulletin.sections if article in section.articles]
    rules = [place for place, section in enumerate(issue.sections) if section.select]
    return next((place for place in rules if issue.sections[place].name in names), rules[0])
