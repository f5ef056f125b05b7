"""Signed issues held against their locks: which lock belongs to which issue, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from generator.compile.finding import at
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic, Place
from generator.load.finals import Finals, final_file
from generator.model.content import Content, LoadedIssue
from generator.model.final import Final
from generator.model.issue import FINAL


@dataclass(frozen=True)
class Signed:
    """`locks` of the issues that are final now, by key; one without a lock is signed when it is made.
    `stopped` are final issues of which nobody can tell what was signed."""

    locks: Mapping[str, Final] = field(default_factory=dict)
    stopped: frozenset[str] = frozenset()


def settle_finals(
    content: Content, plan: Plan, finals: Finals, known: Collection[str], keys: Collection[str]
) -> tuple[Signed, list[Diagnostic]]:
    """Find each final issue its lock. `known` are the keys of all issues of the site, also of those that
    could not be read; `keys` are those that are to be made, of which alone drafts are told.

    A lock whose issue is no more is told. Where it has the name and number of a final issue that has no lock
    itself, the issue's file was most likely renamed, and it is held against that lock: else it would be
    signed anew without a word.
    """
    gone = {final.title: key for key, final in finals.locks.items() if key not in known}
    locks: dict[str, Final] = {}
    stopped: set[str] = set()
    findings: list[Diagnostic] = []
    for issue in content.issues:
        key = issue.key
        if issue.front.record.state != FINAL:
            if key in keys and (key in finals.locks or key in finals.broken):
                findings.append(at(issue.front, "final-of-draft", "state", file=final_file(key)))
        elif key in finals.broken:
            stopped.add(key)
        elif key in finals.locks:
            locks[key] = finals.locks[key]
        elif (title := _title(issue, content, plan)) in gone:
            locks[key] = finals.locks[gone[title]]
            files = {"former": final_file(gone.pop(title)), "file": final_file(key)}
            findings.append(at(issue.front, "final-elsewhere", "state", title=title, **files))
    findings += _orphans(gone)
    return Signed(locks, frozenset(stopped)), findings


def _title(issue: LoadedIssue, content: Content, plan: Plan) -> str:
    """工作简报2026年第6期, as `Bulletin.title` has it."""
    numbers = plan.numbers.get(issue.key)
    publication = content.site.record.publications.get(issue.publication)
    return f"{publication.name}{numbers.label}" if numbers and publication else ""


def _orphans(gone: Mapping[str, str]) -> Iterator[Diagnostic]:
    for title, key in sorted(gone.items(), key=lambda item: item[1]):
        data = {"title": title, "issue": f"content/issues/{key}.yaml", "file": final_file(key)}
        yield Diagnostic("final-without-issue", Place(final_file(key)), data)
