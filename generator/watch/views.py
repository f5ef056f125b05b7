"""The view that windows show, made of what is known of the site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from generator.check.discreet import discreet_one, discreet_text
from generator.diagnostics import FOLLOWS, Diagnostic, ordered
from generator.diagnostics.words_proofreading import OF_PAGES, RULES
from generator.gather import Gathered
from generator.load.kept import Kept
from generator.load.paths import clean
from generator.model.content import LoadedIssue
from generator.watch.state import Result, State
from generator.watch.view import FindingView, IssueView, SourceLine

AROUND = 2
"""Lines of the file shown before and after the place of a finding."""
_OF_LEDGER = frozenset({"identifier-of-ledger", "person-named", "person-without-consent"})


@dataclass(frozen=True)
class Shown:
    """What a view shows of a state: the list of issues, and the findings in words. `told` are the findings
    themselves, fit to be shown."""

    issues: tuple[IssueView, ...]
    findings: tuple[FindingView, ...]
    told: tuple[Diagnostic, ...] = ()


def shown(state: State, site: Path, kept: Kept | None = None) -> Shown:
    """The issues by publication, the newest first, and all findings; no finding says what no page may.

    `kept` has what was shown the last time: of findings and files that are the same nothing is done again.
    """
    kept = kept or Kept()
    gathered = state.gathered
    users = _users(state, gathered) if gathered else {}
    found = told(state, kept)
    names, allow = _hidden(gathered)

    # A file with many findings is read once.
    @cache
    def lines(file: str) -> Sequence[str]:
        path = site / file
        return kept.again(f"lines {file}", (path,), (names, allow), lambda: _lines(path, names, allow))

    around = partial(_around, lines, _private(found))
    findings = tuple(_finding(one, _keys(one, users), around(one)) for one in found)
    issues = tuple(_issues(state, gathered, findings)) if gathered else ()
    kept.sweep()
    return Shown(issues, findings, tuple(found))


def told(state: State, kept: Kept) -> list[Diagnostic]:
    """All findings of a site in the order in which they are shown, fit to be shown: what only follows from
    another finding comes after it."""
    names, allow = _hidden(state.gathered)
    made = kept.each(
        "told", state.all_findings(), (names, allow), lambda one: discreet_one(one, names, allow)
    )
    findings = ordered(made)
    return sorted(findings, key=lambda finding: finding.code in FOLLOWS)


def _hidden(gathered: Gathered | None) -> tuple[Collection[str], Sequence[str]]:
    """The names that are never shown, and the numbers that may be."""
    if gathered is None:
        return (), ()
    return gathered.names, gathered.content.site.record.privacy.allow


def _issues(state: State, gathered: Gathered, findings: Sequence[FindingView]) -> Iterator[IssueView]:
    content = gathered.content
    loaded = {issue.key: issue for issue in content.issues}
    broken = {path.removeprefix("issues/").rpartition(".")[0] for path in content.broken if _is_issue(path)}
    counts = _counts(findings)
    views = [
        _issue(key, loaded.get(key), state, gathered, counts.get(key, (0, 0)))
        for key in {*loaded, *broken}
        if key.partition("/")[0] in content.site.record.publications
    ]
    order = list(content.site.record.publications)
    views.sort(key=lambda view: (view.date, view.key), reverse=True)
    views.sort(key=lambda view: order.index(view.key.partition("/")[0]))
    yield from views


def _is_issue(path: str) -> bool:
    return path.startswith("issues/") and path.count("/") == 2


def _issue(
    key: str, issue: LoadedIssue | None, state: State, gathered: Gathered, counts: tuple[int, int]
) -> IssueView:
    publication = gathered.content.site.record.publications[key.partition("/")[0]]
    numbers = gathered.plan.numbers.get(key)
    result, entry = state.results.get(key), state.standing.get(key)
    made = result or Result()
    label, day = key.partition("/")[2], ""
    if entry is not None:
        label, day = f"{entry.year}年{entry.number_line.partition('（')[0]}", entry.date
    return IssueView(
        key=key,
        publication=publication.name,
        label=numbers.label if numbers else label,
        date=issue.front.record.date.isoformat() if issue else day,
        state=issue.front.record.state if issue else "",
        folder=made.folder or (entry.folder if entry else ""),
        web=made.web,
        pages=made.pages,
        page_count=made.page_count or (entry.pages if entry else 0),
        errors=counts[0],
        warnings=counts[1],
        stopped=state.broken or issue is None or (result is not None and not result.ok),
        secret=bool(publication.secrecy),
    )


def _counts(findings: Iterable[FindingView]) -> dict[str, tuple[int, int]]:
    """Errors and warnings by issue."""
    counts: dict[str, tuple[int, int]] = {}
    for finding in findings:
        for key in finding.keys:
            errors, warnings = counts.get(key, (0, 0))
            counts[key] = (errors + (finding.severity == "error"), warnings + (finding.severity == "warning"))
    return counts


def _users(state: State, gathered: Gathered) -> dict[str, list[str]]:
    """The issues that a file is or is part of, by its path in the site; those too that it keeps from being
    made."""
    users: dict[str, list[str]] = {}
    content, plan = gathered.content, gathered.plan
    for issue in content.issues:
        chosen = {path for section in plan.chosen.get(issue.key, ()) for path in section}
        named = {clean(path) for section in issue.front.record.sections for path in section.reports}
        for file in (issue.front.file, *(f"content/{path}" for path in sorted(chosen | named))):
            users.setdefault(file, []).append(issue.key)
    for path in sorted(content.broken):
        if _is_issue(path):
            users.setdefault(f"content/{path}", []).append(path.removeprefix("issues/").rpartition(".")[0])
    for finding in state.findings:
        # A rule might have taken the report, if it could be read.
        if finding.code == "report-broken-selected" and finding.place is not None:
            own = users.get(finding.place.file, ())
            users.setdefault(f"content/{finding.data['path']}", []).extend(own)
    return users


def _keys(finding: Diagnostic, users: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(users.get(finding.place.file, ()))) if finding.place else ()


def _finding(finding: Diagnostic, keys: tuple[str, ...], around: tuple[SourceLine, ...]) -> FindingView:
    place = finding.place
    return FindingView(
        severity=finding.severity,
        code=finding.code,
        file=place.file if place else "",
        line=place.line if place else 0,
        column=place.column if place else 0,
        message=finding.message,
        hint=finding.hint,
        around=around,
        keys=keys,
        slip=finding.code in RULES and not finding.code.startswith(OF_PAGES),
    )


def _private(findings: Iterable[Diagnostic]) -> dict[tuple[str, int], str]:
    """Lines that hold what the ledger alone knows to be personal, by file and number, with that hidden."""
    return {
        (one.place.file, one.place.line): one.excerpt
        for one in findings
        if one.code in _OF_LEDGER and one.place is not None
    }


def _around(
    lines: Callable[[str], Sequence[str]], private: Mapping[tuple[str, int], str], finding: Diagnostic
) -> tuple[SourceLine, ...]:
    """The lines around the place as the file is now, and the line itself as it was found."""
    place = finding.place
    if place is None or not finding.excerpt:
        return ()
    now = lines(place.file)
    first, last = max(1, place.line - AROUND), min(len(now), place.line + AROUND)
    text = {number: private.get((place.file, number), now[number - 1]) for number in range(first, last + 1)}
    text[place.line] = finding.excerpt
    return tuple(SourceLine(number, text[number], number == place.line) for number in sorted(text))


def _lines(file: Path, names: Collection[str], allow: Sequence[str]) -> Sequence[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ()
    # As a whole, since an identifier may go on in the next line; what is hidden keeps its length.
    return discreet_text(text, names, allow).splitlines()
