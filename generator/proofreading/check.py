"""A check from a site's folder to its report, as a page that reads from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.again import Stamps, look
from generator.build.cores import cores
from generator.build.result import Outcome, Progress
from generator.check.discreet import discreet
from generator.check.silences import lines_of
from generator.diagnostics import Diagnostic, ordered
from generator.gather import Gathered, choose, gather
from generator.load.finals import final_file
from generator.load.kept import Kept
from generator.load.records import record_files
from generator.model.issue_keys import key_of
from generator.proofreading.again import remember
from generator.proofreading.baseline import Marked, leave_out, marked, read_baseline
from generator.proofreading.report import Report, Told
from generator.proofreading.text import gather_text, issue_files, proofread_text


@dataclass(frozen=True)
class Asked:
    """What to check: `only` issues, all of them when empty; only the `text`, without ledger and pages."""

    only: tuple[str, ...] = ()
    text: bool = False
    jobs: int = 0


def check_site(
    site: Path,
    output: Path,
    asked: Asked = Asked(),
    *,
    progress: Progress | None = None,
    reading: Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> tuple[Report, list[Marked]]:
    """Everything that can be found in the site: its report, and all findings as a baseline knows them.

    `progress` is called for each issue that is made, `reading` for each file that is proofread.
    """
    before = look(site)
    outcome: Outcome | None = None
    machine: Stamps = {}
    if not asked.text:
        # Pages need libraries that take their time to import.
        from generator.proofreading.pages import machine_stamps, make_pages

        outcome = make_pages(site, output, asked.only, asked.jobs, progress, waiting)
        machine = machine_stamps(site)
    gathered, findings = gather_text(site) if asked.text else gather(site)
    names = gathered.names if gathered else frozenset[str]()
    allow = gathered.content.site.record.privacy.allow if gathered else ()
    baseline, found = read_baseline(site)
    findings = discreet(findings, names, allow) + found
    if outcome is not None:
        findings += outcome.findings
    if gathered and asked.only:
        broken = {key_of(path) for path in gathered.content.broken}
        findings += choose(gathered.plan, asked.only, broken)[1]
    slips = proofread_text(gathered, progress=reading, jobs=asked.jobs or cores()) if gathered else []
    told = _in_order([Told(finding) for finding in findings], slips)
    all_marked = marked(told, _lines(told, gathered))
    told, stale = leave_out(all_marked, baseline)
    report = Report(tuple(told), issue_files(gathered.content, gathered.plan) if gathered else {})
    if outcome is not None:
        made, recorded = len(outcome.made), tuple(outcome.recorded)
        report = replace(report, made=made, recorded=recorded, lacking=outcome.lacking)
    if asked.only:
        known = [key for key in map(key_of, asked.only) if key in report.issues]
        return report.of_issues(known) or report, all_marked
    if not asked.text:
        # Without the pages nobody can say what of the baseline is gone.
        report = replace(report, stale=stale)
    own = [site / file for key in report.recorded for file in record_files(key)]
    own += [site / final_file(key) for key in outcome.signed] if outcome is not None else []
    remember(site, output, before, report, text=asked.text, machine=machine, own=own)
    return report, all_marked


def text_findings(
    site: Path, gathered: Gathered, kept: Kept, progress: Progress | None = None
) -> tuple[Diagnostic, ...]:
    """What the proofreader says of the text and the baseline does not have; for the preview, which stays."""
    told = proofread_text(gathered, kept, progress)
    baseline, found = read_baseline(site)
    left, _ = leave_out(marked(told, _lines(told, gathered)), baseline)
    return (*found, *(one.finding for one in left if not one.known))


def _in_order(findings: Iterable[Told], slips: Iterable[Told]) -> list[Told]:
    """Each finding once, by file, line and column."""
    known: dict[int, Told] = {id(one.finding): one for one in (*findings, *slips)}
    # Of two that say the same the first is taken, and a slip knows more than its finding.
    inner = [one.finding for one in (*slips, *findings)]
    return [known[id(finding)] for finding in ordered(inner)]


def _lines(told: Iterable[Told], gathered: Gathered | None) -> list[str]:
    """The lines of the findings as they stand in the files; what is shown of them may be hidden."""
    lines = lines_of(gathered.written) if gathered else {}

    def line(finding: Diagnostic) -> str:
        own = lines.get(finding.place.file, ()) if finding.place and finding.excerpt else ()
        number = finding.place.line if finding.place else 0
        return own[number - 1] if 0 < number <= len(own) else finding.excerpt

    return [line(one.finding) for one in told]
