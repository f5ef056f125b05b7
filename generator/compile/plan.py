"""What is decided for all issues together, before any of them is composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.compile.again import number_again, what_of
from generator.compile.finding import at
from generator.compile.numbering import in_order, number_issues
from generator.compile.numbers import REISSUE, Numbers
from generator.compile.selection import Chosen, select_reports, unused_reports
from generator.diagnostics import Diagnostic
from generator.load.corrections import says_again
from generator.model.content import Content, LoadedIssue
from generator.model.issue import FINAL


@dataclass(frozen=True)
class Plan:
    """Numbers and chosen reports by issue key.

    `order` holds each publication's issues by 签发日期, then file name. `stopped` are the issues that an
    error keeps from being made; the findings of `compile_site` say why. `superseded` are those that a final
    reissue stands for now.
    """

    numbers: Mapping[str, Numbers]
    chosen: Mapping[str, Chosen]
    order: Mapping[str, tuple[str, ...]]
    stopped: frozenset[str]
    superseded: frozenset[str] = frozenset()


def compile_site(content: Content) -> tuple[Plan, list[Diagnostic]]:
    """Number all issues and settle which reports each of them uses. Reads no text and is cheap."""
    numbers: dict[str, Numbers] = {}
    chosen: dict[str, Chosen] = {}
    order: dict[str, tuple[str, ...]] = {}
    stopped: frozenset[str] = frozenset()
    findings: list[Diagnostic] = []
    for publication, issues in _by_publication(content).items():
        ordinary = [issue for issue in issues if not what_of(issue)]
        own_numbers, misnumbered, told = number_issues(
            publication, ordinary, content.site, _broken_stems(publication, content)
        )
        again, not_again, found = number_again(issues, own_numbers, content)
        own_chosen, without_reports, more_told = select_reports(issues, content)
        numbers |= {**own_numbers, **again}
        chosen |= own_chosen
        order[publication] = tuple(issue.key for issue in issues)
        stopped |= misnumbered | not_again | without_reports
        findings += [*told, *found, *more_told]
    secret_and_public = _secret_and_public(content)
    stopped |= {key for publication in secret_and_public for key in order.get(publication, ())}
    findings += [*secret_and_public.values(), *unused_reports(content, chosen.values())]
    return Plan(numbers, chosen, order, stopped, _superseded(content, numbers)), findings


def _by_publication(content: Content) -> dict[str, list[LoadedIssue]]:
    """The issues of each publication that the site declares and that has any, in order."""
    issues = {
        publication: [issue for issue in in_order(content.issues) if issue.publication == publication]
        for publication in content.site.record.publications
    }
    return {publication: own for publication, own in issues.items() if own}


def _broken_stems(publication: str, content: Content) -> list[str]:
    """File names, without their endings, of the publication's issues that could not be loaded and count."""
    folder = PurePosixPath("issues", publication)
    loaded = {issue.key for issue in content.issues}
    broken = [path for path in map(PurePosixPath, content.broken) if path.parent == folder]
    broken = [path for path in broken if not says_again(content.root / "content" / path)]
    return sorted({path.stem for path in broken if f"{publication}/{path.stem}" not in loaded})


def _superseded(content: Content, numbers: Mapping[str, Numbers]) -> frozenset[str]:
    """Issues that were reissued since, and reissues but for the last."""
    last: dict[str, str] = {}
    gone: set[str] = set()
    for issue in in_order(content.issues):
        again = numbers[issue.key].again if issue.key in numbers else None
        if again is not None and again.what == REISSUE and issue.front.record.state == FINAL:
            gone.add(last.get(again.first, again.first))
            last[again.first] = issue.key
    return frozenset(gone)


def _secret_and_public(content: Content) -> dict[str, Diagnostic]:
    """Publications that cannot be both, with what is wrong: nothing is made of them until one of the two is
    taken away, since it cannot be told which was meant."""
    return {
        publication: at(
            content.site,
            "public-secret",
            *("publications", publication, "public"),
            name=spec.name,
            secrecy=spec.secrecy,
        )
        for publication, spec in content.site.record.publications.items()
        if spec.secrecy and spec.public
    }
