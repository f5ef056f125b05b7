"""A site read, checked and planned: what a build and the command `figures` both start from."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.check.discreet import discreet
from generator.check.privacy import check_content, guarded_names
from generator.compile.again import first_key
from generator.compile.finding import at
from generator.compile.plan import Plan, compile_site
from generator.diagnostics import Diagnostic
from generator.diagnostics.near import nearest
from generator.load.kept import Kept
from generator.load.records import Records, load_records
from generator.load.site import load_site
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.issue_keys import key_of
from generator.model.ledger import Ledger
from generator.model.statistics import Statistics

Refused = tuple[LoadedReport | LoadedIssue, ...]


def refused_of(loaded: Content, checked: Content) -> Refused:
    """What was read and is not in the content that was checked."""
    issues = {issue.key for issue in checked.issues}
    return (
        *(report for path, report in loaded.reports.items() if path not in checked.reports),
        *(issue for issue in loaded.issues if issue.key not in issues),
    )


@dataclass(frozen=True)
class Gathered:
    """A site as it was read, with what all issues share. `ledger` is None where there is none.

    `names` are those of citizens that no page may hold. `refused` are reports and issues that hold what must
    not be printed: they could be read, and what else is wrong with them can be told.
    """

    content: Content
    plan: Plan
    ledger: Ledger | None
    records: Records
    names: frozenset[str]
    refused: Refused = field(default_factory=tuple)

    @property
    def written(self) -> Content:
        """All that could be read, whether it may be printed or not."""
        reports = {one.path: one for one in self.refused if isinstance(one, LoadedReport)}
        issues = (one for one in self.refused if isinstance(one, LoadedIssue))
        content = self.content
        return replace(content, reports={**content.reports, **reports}, issues=(*content.issues, *issues))


def gather(site: Path, kept: Kept | None = None) -> tuple[Gathered | None, list[Diagnostic]]:
    """Read and check the site, number its issues and choose their reports. None where nothing can be made.

    `kept` has what was read before, for a process that reads the site again and again.
    """
    # Who looks at the text only has no use for what reckons.
    from generator.compile.statistics import check_rates
    from generator.load.ledger import load_ledger

    kept = kept or Kept()
    content, findings = load_site(site, kept)
    if content is None:
        return None, findings
    ledger, found = load_ledger(site, content.site, content.units, kept)
    found = found + check_rates(content.site)
    findings += found
    if any(one.severity == "error" and one.place and one.place.file == content.site.file for one in found):
        return None, findings
    checked, found = check_content(content, ledger, kept)
    findings += found
    if checked is None:
        return None, findings
    refused, content = refused_of(content, checked), checked
    records, found = load_records(site, kept)
    findings += found
    plan, found = compile_site(content)
    findings += found
    names = guarded_names(content, ledger, kept)
    return Gathered(content, plan, ledger, records, names, refused), findings


@dataclass(frozen=True)
class Shown:
    """The figures of one issue, and what tells the rows behind a count: (path of its cell, name) → ids.

    `rows_behind` is None where the figures are those kept when the issue became final.
    """

    statistics: Statistics
    rows_behind: Callable[[str, str], tuple[str, ...]] | None


def figures_of(site: Path, name: str) -> tuple[Shown | None, list[Diagnostic]]:
    """The figures of the issue `name` as it would print them, whether it prints any now or not."""
    from generator.compile.issue_figures import compile_figures
    from generator.compile.statistics import rows_behind

    gathered, findings = gather(site)
    if gathered is None:
        return None, discreet(findings)
    broken = {key_of(path) for path in gathered.content.broken}
    keys, found = choose(gathered.plan, [name], broken)
    findings += found
    if not keys:
        return None, discreet(findings, gathered.names, gathered.content.site.record.privacy.allow)
    issue = next(issue for issue in gathered.content.issues if issue.key == keys[0])
    if issue.front.record.corrects:
        return None, [at(issue.front, "correction-figures", "corrects", first=first_key(issue))]
    figures, found = compile_figures(
        gathered.content, gathered.plan, gathered.ledger, gathered.records, keys, asked=True
    )
    statistics, ledger = figures.statistics.get(keys[0]), gathered.ledger
    findings = [finding for finding in findings if finding.severity == "error"] + found
    findings = discreet(findings, gathered.names, gathered.content.site.record.privacy.allow)
    if statistics is None:
        return None, findings
    if gathered.records.statistics.get(keys[0]) is statistics or ledger is None:
        return Shown(statistics, None), findings
    return Shown(statistics, partial(rows_behind, ledger, statistics)), findings


def choose(plan: Plan, only: Sequence[str], broken: Set[str]) -> tuple[list[str], list[Diagnostic]]:
    """The issues to make, in order. An issue is named by its file or shortly `<publication>/<stem>`.

    One that is `broken` is known too: why it cannot be made has been told.
    """
    every = [key for keys in plan.order.values() for key in keys]
    if not only:
        return every, []
    chosen, findings = [], []
    for name in only:
        key = key_of(name)
        if key in every:
            chosen.append(key)
        elif key not in broken:
            near = nearest(key, every)
            hint = f"是不是“{near[0]}”？" if near else "各期的文件在 content/issues/ 下"
            findings.append(Diagnostic("issue-unknown", None, {"name": name, "near": hint}))
    return chosen, findings
