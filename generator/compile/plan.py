"""What is decided for all issues together, before any of them is composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.compile.finding import at
from generator.compile.numbering import in_order, number_issues
from generator.compile.numbers import Numbers
from generator.compile.selection import Chosen, select_reports, unused_reports
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue
from generator.model.kinds import COMPOSED_KINDS


@dataclass(frozen=True)
class Plan:
    """Numbers and chosen reports by issue key.

    `order` holds each publication's issues by 签发日期, then file name. `stopped` are the issues that an
    error keeps from being made; the findings of `compile_site` say why.
    """

    numbers: Mapping[str, Numbers]
    chosen: Mapping[str, Chosen]
    order: Mapping[str, tuple[str, ...]]
    stopped: frozenset[str]


def compile_site(content: Content) -> tuple[Plan, list[Diagnostic]]:
    """Number all issues and settle which reports each of them uses. Reads no text and is cheap."""
    numbers: dict[str, Numbers] = {}
    chosen: dict[str, Chosen] = {}
    order: dict[str, tuple[str, ...]] = {}
    stopped: frozenset[str] = frozenset()
    findings: list[Diagnostic] = []
    for publication, issues in _by_publication(content).items():
        own_numbers, misnumbered, told = number_issues(
            publication, issues, content.site, _broken_stems(publication, content)
        )
        own_chosen, without_reports, more_told = select_reports(issues, content)
        cannot_be_made = _kind_not_made(publication, content)
        numbers |= own_numbers
        chosen |= own_chosen
        order[publication] = tuple(issue.key for issue in issues)
        stopped |= misnumbered | without_reports
        if cannot_be_made:
            stopped |= own_chosen.keys()
        findings += [*cannot_be_made, *told, *more_told]
    findings += unused_reports(content, chosen.values())
    return Plan(numbers, chosen, order, stopped), findings


def _by_publication(content: Content) -> dict[str, list[LoadedIssue]]:
    """The issues of each publication that the site declares and that has any, in order."""
    issues = {
        publication: [issue for issue in in_order(content.issues) if issue.publication == publication]
        for publication in content.site.record.publications
    }
    return {publication: own for publication, own in issues.items() if own}


def _broken_stems(publication: str, content: Content) -> list[str]:
    """File names, without their endings, of the publication's issues that could not be loaded."""
    folder = PurePosixPath("issues", publication)
    loaded = {issue.key for issue in content.issues}
    broken = [path for path in map(PurePosixPath, content.broken) if path.parent == folder]
    return sorted({path.stem for path in broken if f"{publication}/{path.stem}" not in loaded})


def _kind_not_made(publication: str, content: Content) -> list[Diagnostic]:
    spec = content.site.record.publications[publication]
    if spec.kind in COMPOSED_KINDS:
        return []
    words = {"name": spec.name, "kind": spec.kind, "kinds": "、".join(COMPOSED_KINDS)}
    place = ("publications", publication, "kind")
    return [at(content.site, "kind-not-made", *place, publication=publication, **words)]
