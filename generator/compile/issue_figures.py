"""The figures of all issues that print any: what they need, by the ledger or by their record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.compile.adoption_issues import compile_adoptions
from generator.compile.again import counted_orders
from generator.compile.blocks.parts import parts_of
from generator.compile.doubtful import doubtful
from generator.compile.figures.fill import find_placeholders
from generator.compile.figures.frozen import settle
from generator.compile.finding import at
from generator.compile.plan import Plan
from generator.compile.sections import wanted_of
from generator.compile.statistics import compile_statistics
from generator.compile.statistics.wanted import Wanted
from generator.diagnostics import Diagnostic, has_errors
from generator.load.kept import Kept
from generator.load.records import Records
from generator.model.adoption import Adoption
from generator.model.content import Content, LoadedIssue
from generator.model.issue import FINAL
from generator.model.kinds import LEDGER_KINDS
from generator.model.ledger import Ledger
from generator.model.statistics import Statistics


@dataclass(frozen=True)
class IssueFigures:
    """`statistics` by issue key. `to_record` are final issues whose figures are to be kept once they are
    made; `stopped` are issues that need figures and have none. `adoptions` are what each 采用通报 prints,
    `adoptions_to_record` those of them that are to be kept, `opened` what their public editions print."""

    statistics: Mapping[str, Statistics] = field(default_factory=dict)
    to_record: tuple[str, ...] = ()
    stopped: frozenset[str] = frozenset()
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    adoptions_to_record: tuple[str, ...] = ()
    opened: Mapping[str, Adoption] = field(default_factory=dict)


NO_FIGURES = IssueFigures()


def compile_figures(
    content: Content,
    plan: Plan,
    ledger: Ledger | None,
    records: Records,
    only: Iterable[str] = (),
    *,
    asked: bool = False,
    kept: Kept | None = None,
) -> tuple[IssueFigures, list[Diagnostic]]:
    """Count what the issues print. `only` are keys of issues to count for, all of them when empty; with
    `asked`, also those that print no figures. `kept` has what was counted before."""
    kept, chosen = kept or Kept(), frozenset(only)
    figures, findings = _of_ledger(content, plan, ledger, records, chosen, asked, kept)
    adopted, found = compile_adoptions(content, plan, records, chosen)
    adoptions = {key: kept.same(f"adoption {key}", one) for key, one in adopted.counted.items()}
    stopped = figures.stopped | adopted.stopped
    figures = replace(
        figures,
        stopped=stopped,
        adoptions=adoptions,
        adoptions_to_record=adopted.to_record,
        opened={key: kept.same(f"opened {key}", one) for key, one in adopted.opened.items()},
    )
    return figures, findings + found


def _of_ledger(
    content: Content,
    plan: Plan,
    ledger: Ledger | None,
    records: Records,
    chosen: frozenset[str],
    asked: bool,
    kept: Kept,
) -> tuple[IssueFigures, list[Diagnostic]]:
    wanting = {
        issue.key: wants(issue, content, plan)
        for issue in content.issues
        if issue.key not in plan.stopped
        and not issue.front.record.corrects
        and (not chosen or issue.key in chosen)
        and (asked or needs_figures(issue, content, plan))
    }
    if not wanting:
        return IssueFigures(), []
    broken = frozenset(path for path in content.broken if path.startswith("issues/"))
    values = {"wanting": wanting, "order": plan.order, "broken": broken}
    decides = _decides(content, ledger, records, *(kept.same(name, value) for name, value in values.items()))
    figures, findings = kept.again(
        "figures", (), decides, lambda: _count(content, plan, ledger, records, wanting)
    )
    # Counted anew, most come to the same: an issue is made of the same object then.
    same = {key: kept.same(f"figures {key}", one) for key, one in figures.statistics.items()}
    return replace(figures, statistics=same), list(findings)


def _decides(content: Content, ledger: Ledger | None, records: Records, *more: object) -> tuple[object, ...]:
    """All that the figures of all issues are made of."""
    outlines, listings = content.outlines.values(), content.listings.values()
    return (content.site, content.units, *outlines, *listings, *content.issues, ledger, records, *more)


def _count(
    content: Content,
    plan: Plan,
    ledger: Ledger | None,
    records: Records,
    wanting: Mapping[str, Wanted],
) -> tuple[IssueFigures, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    computed: dict[str, Statistics] = {}
    if ledger is not None and ledger.complete:
        counted, findings = compile_statistics(
            ledger, content, counted_orders(plan.order, plan.numbers), wanting
        )
        computed = {
            issue.key: _with_rules(counted[issue.key], issue, content)
            for issue in content.issues
            if issue.key in counted
        }
        findings += _drop_doubtful(computed, content, ledger, records, wanting)
    relevant = tuple(issue for issue in content.issues if issue.key in wanting)
    gone = _without_issue(records, content)
    used, to_record, found = settle(computed, records, replace(content, issues=relevant), gone)
    findings += found
    stopped = {issue.key for issue in relevant if issue.key not in used or _lacks_outline(issue, content)}
    if ledger is None or not ledger.complete:
        findings += [_without(issue, ledger) for issue in relevant if issue.key not in used]
    kept = tuple(key for key in to_record if key not in stopped)
    return IssueFigures(used, kept, frozenset(stopped)), findings


def _drop_doubtful(
    computed: dict[str, Statistics],
    content: Content,
    ledger: Ledger,
    records: Records,
    wanting: Mapping[str, Wanted],
) -> list[Diagnostic]:
    """Take out of `computed` what must not be printed, and say why; what is on record was printed before."""
    findings: list[Diagnostic] = []
    for issue in content.issues:
        on_record = issue.front.record.state == FINAL and issue.key in records.statistics
        if issue.key in computed and not on_record:
            found = doubtful(issue, computed[issue.key], ledger, content, wanting)
            findings += found
            if has_errors(found):
                del computed[issue.key]
    return findings


def needs_figures(issue: LoadedIssue, content: Content, plan: Plan) -> bool:
    """Whether the issue prints anything of the ledger."""
    record = issue.front.record
    publication = content.site.record.publications[issue.publication]
    if publication.kind in LEDGER_KINDS or prints_sheets(issue, content):
        return True
    if any(section.content or section.requests for section in record.sections):
        return True
    if find_placeholders(issue.front.lines):
        return True
    reports = (path for paths in plan.chosen[issue.key] for path in paths)
    return any(find_placeholders(content.reports[path].front.lines, report=True) for path in reports)


def prints_sheets(issue: LoadedIssue, content: Content) -> bool:
    """Whether a 交办单 is made for each unit: as the issue says, else as the publication does."""
    own = issue.front.record.sheets
    return content.site.record.publications[issue.publication].sheets if own is None else own


def wants(issue: LoadedIssue, content: Content, plan: Plan) -> Wanted:
    """Which lists and crossings the issue prints."""
    publication = content.site.record.publications[issue.publication]
    reports = (path for paths in plan.chosen[issue.key] for path in paths)
    texts = ["\n".join(content.reports[path].front.lines) for path in reports]
    return wanted_of(
        issue,
        content.outlines.get(publication.kind),
        sheets=prints_sheets(issue, content),
        texts=["\n".join(issue.front.lines), *texts],
    )


def _without_issue(records: Records, content: Content) -> dict[str, Statistics]:
    """The records whose issue is no more, neither sound nor broken."""
    broken = {path.removeprefix("issues/").rpartition(".")[0] for path in content.broken}
    known = {*broken, *(issue.key for issue in content.issues)}
    return {key: sent for key, sent in records.statistics.items() if key not in known}


def _with_rules(statistics: Statistics, issue: LoadedIssue, content: Content) -> Statistics:
    """The figures with what else of the site's present state an issue prints, and must still print when it
    has become final: the limit of 满意率, and the lists."""
    outline = content.outlines.get(content.site.record.publications[issue.publication].kind)
    names = dict.fromkeys(part.listing for part in parts_of(issue, outline))
    listings = {name: content.listings[name].record for name in names if name in content.listings}
    return replace(statistics, floor=content.site.record.satisfaction_floor, listings=listings)


def _lacks_outline(issue: LoadedIssue, content: Content) -> bool:
    """Whether the outline of the issue's kind could not be read, which has been told."""
    kind = content.site.record.publications[issue.publication].kind
    return kind in LEDGER_KINDS and kind not in content.outlines


def _without(issue: LoadedIssue, ledger: Ledger | None) -> Diagnostic:
    """Why an issue has no figures: there is no ledger, or one with errors."""
    code = "ledger-none" if ledger is None else "ledger-incomplete"
    return at(issue.front, code)
