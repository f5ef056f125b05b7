"""What a public edition may tell of an adoption, by the site as it is today: what was open may be so no more.

A title that a 采用通报 lists is told only where everybody can read it: in a publication that has a public
edition, of a report that is not marked 内部 now. Numbers stay, since whoever signed has read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from generator.compile.adoption import plain_title
from generator.compile.plan import Plan
from generator.model.adoption import Adoption
from generator.model.content import Content
from generator.model.issue import FINAL

INTERNAL = "（内部稿件）"
"""Instead of a title that is not for the public."""

_Place = tuple[str, str, str]
"""A report as a circular lists it: publication, issue, title."""


def open_adoption(adoption: Adoption, content: Content, plan: Plan) -> Adoption:
    """The same for a public edition: everything is counted, and titles are told of what is public now. A
    report that cannot be found in its issue any more is not told: nobody can say what has become of it."""
    specs = content.site.record.publications
    names = frozenset(name for name, one in specs.items() if one.public and not one.secrecy)
    shown = _shown(content, plan, names)
    uses = (
        use if (use.publication, use.issue, use.title) in shown else replace(use, title=INTERNAL)
        for use in adoption.uses
    )
    return replace(adoption, uses=tuple(uses))


def secret_now(adoption: Adoption, content: Content) -> tuple[str, ...]:
    """The names of publications that an adoption tells of and that are secret by now, in its order."""
    specs = content.site.record.publications
    told = dict.fromkeys(
        chain((one.id for one in adoption.publications), (use.publication for use in adoption.uses))
    )
    return tuple(specs[name].name for name in told if name in specs and specs[name].secrecy)


def circulars_to_withdraw(
    counted: Mapping[str, Adoption], content: Content, recorded: Mapping[str, Adoption]
) -> frozenset[str]:
    """The 采用通报 that tell of a publication which is secret by now, by the keys of their issues: of those
    that are not `counted` in this build, as final ones are on record."""
    final = {issue.key for issue in content.issues if issue.front.record.state == FINAL}
    every = {**{key: one for key, one in recorded.items() if key in final}, **counted}
    return frozenset(key for key, one in every.items() if secret_now(one, content))


def _shown(content: Content, plan: Plan, publications: frozenset[str]) -> frozenset[_Place]:
    """What the issues of these publications print that is not marked 内部, nor has the title of what is."""
    hidden: set[_Place] = set()
    found: set[_Place] = set()
    for place, internal in _printed(content, plan, publications):
        (hidden if internal else found).add(place)
    return frozenset(found - hidden)


def _printed(content: Content, plan: Plan, publications: frozenset[str]) -> Iterator[tuple[_Place, bool]]:
    for issue in content.issues:
        if issue.publication not in publications or issue.key not in plan.numbers:
            continue
        label = plan.numbers[issue.key].label
        for path in chain.from_iterable(plan.chosen.get(issue.key, ())):
            if path in content.reports:
                report = content.reports[path].front.record
                yield (issue.publication, label, plain_title(report)), report.internal
