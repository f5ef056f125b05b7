"""What goes into a task and what comes out of it; plain values that can go to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.compile.issue_figures import IssueFigures
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.model.content import Content
from generator.publish.manifest import Package
from generator.render.archive import ArchiveEntry
from generator.typeset.faces import Faces


@dataclass(frozen=True)
class Workshop:
    """What every task needs; the same for all issues, and handed to each process once.

    `site` is the site's folder, `stylesheet` the finished print style sheet. `standing` are the entries of
    issues that cannot be made now and whose earlier output stays; `linkable` are the issues that
    have a page now or will have one after this build. `names` are those of citizens in the ledger: the last
    check of a page looks for them, nothing else is given them.
    """

    site: Path
    content: Content
    plan: Plan
    figures: IssueFigures
    faces: Faces
    stylesheet: str
    standing: tuple[ArchiveEntry, ...] = ()
    linkable: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Made:
    """What became of one issue. `package` is None where findings stopped it."""

    key: str
    package: Package | None
    findings: tuple[Diagnostic, ...]
    pages: int = 0
    sheets: int = 0
    borrowed: Mapping[tuple[str, str], str] = field(default_factory=dict)
