"""What each issue is made of, cut out of the whole site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from generator.build.layouts import Layout
from generator.build.workshop import Order
from generator.compile.issue_figures import IssueFigures
from generator.compile.numbers import folder
from generator.compile.plan import Plan
from generator.model.content import Content, LoadedIssue
from generator.model.final import Final
from generator.model.word_lists import WordLists
from generator.render.archive import ArchiveEntry
from generator.render.bulletin import Neighbour

_FEW = 8
"""So many folders are looked for quicker than all paths are taken apart."""

_NO_WORDS = WordLists()

Beside = Mapping[str, tuple[Neighbour | None, Neighbour | None]]
"""The issues before and after an issue in its publication, by its key."""


@dataclass(frozen=True)
class Planned:
    """A site ready to be made. `linkable` are the issues that have a page now or will have one after this
    build, `standing` the entries of those that cannot be made now and whose earlier page stays. `finals` are
    the locks of final issues by key; those without one are signed when they are made. `kinds` are kinds of
    PDF that are wanted beside those of each publication; None where print alone is made."""

    content: Content
    plan: Plan
    figures: IssueFigures
    linkable: frozenset[str] = frozenset()
    standing: tuple[ArchiveEntry, ...] = ()
    finals: Mapping[str, Final] = field(default_factory=dict)
    kinds: tuple[str, ...] | None = None


def orders(
    planned: Planned, keys: Iterable[str], beside: Beside, layouts: Mapping[str, Layout]
) -> Iterator[Order]:
    """The order of each issue of `keys`; `layouts` are all that are known, by path below output/."""
    content, plan = planned.content, planned.plan
    issues = {issue.key: issue for issue in content.issues}
    wanted = tuple(keys)
    folders = [folder(issues[key].publication, plan.numbers[key]) for key in wanted]
    known = _by_folder(layouts, folders)
    for key, own in zip(wanted, folders, strict=True):
        issue = issues[key]
        previous, following = beside.get(key, (None, None))
        yield Order(
            key,
            _content_of(issue, content, plan),
            _plan_of(key, plan),
            _figures_of(key, planned.figures),
            previous,
            following,
            known.get(own, {}),
            planned.finals.get(key),
            planned.kinds,
        )


def neighbours(planned: Planned) -> Beside:
    """Who stands beside whom, by 签发日期."""
    plan = planned.plan
    rows: dict[str, list[tuple[tuple[str, str], Neighbour]]] = {}
    for issue in planned.content.issues:
        if issue.key in planned.linkable and issue.key not in plan.stopped and issue.key in plan.numbers:
            numbers = plan.numbers[issue.key]
            beside = Neighbour(folder(issue.publication, numbers), numbers.number_line)
            place = (issue.front.record.date.isoformat(), issue.key)
            rows.setdefault(issue.publication, []).append((place, beside))
    for entry in planned.standing:
        beside = Neighbour(entry.folder, entry.number_line)
        rows.setdefault(entry.publication, []).append(((entry.date, entry.key), beside))
    found: dict[str, tuple[Neighbour | None, Neighbour | None]] = {}
    for row in rows.values():
        row.sort(key=lambda item: item[0])
        line = [None, *(beside for _, beside in row), None]
        for index, ((_, key), _) in enumerate(row, start=1):
            found[key] = (line[index - 1], line[index + 1])
    return found


def _content_of(issue: LoadedIssue, content: Content, plan: Plan) -> Content:
    paths = chain.from_iterable(plan.chosen.get(issue.key, ()))
    return replace(
        content,
        issues=(issue,),
        reports={path: content.reports[path] for path in paths if path in content.reports},
        # The proofreader's alone; to hand them to a process takes ten milliseconds.
        words=_NO_WORDS,
        broken=frozenset(),
        broken_dates={},
    )


def _plan_of(key: str, plan: Plan) -> Plan:
    chosen = {key: plan.chosen[key]} if key in plan.chosen else {}
    return Plan({key: plan.numbers[key]}, chosen, {}, plan.stopped & {key}, plan.superseded & {key})


def _figures_of(key: str, figures: IssueFigures) -> IssueFigures:
    statistics, adoption = figures.statistics.get(key), figures.adoptions.get(key)
    opened = figures.opened.get(key)
    return IssueFigures(
        {key: statistics} if statistics else {},
        (),
        figures.stopped & {key},
        {key: adoption} if adoption else {},
        opened={key: opened} if opened else {},
    )


def _by_folder(layouts: Mapping[str, Layout], folders: Sequence[str]) -> dict[str, dict[str, Layout]]:
    """The layouts of the issues in `folders`, which have three parts; an issue's sheets stand below it."""
    known: dict[str, dict[str, Layout]] = {own: {} for own in folders}
    # One save concerns one issue: not every path of a large site is to be taken apart then.
    prefixes = tuple(f"{own}/" for own in folders) if len(folders) <= _FEW else ""
    for path, layout in layouts.items():
        if path.startswith(prefixes):
            own = "/".join(path.split("/", 3)[:3])
            if own in known:
                known[own][path] = layout
    return known
