"""A whole site as loaded: what every later stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.model.report import Body, Report
from generator.model.site import Site
from generator.model.unit import Units


@dataclass(frozen=True)
class LoadedReport:
    """A report's front matter and body; `path` is relative to content/, as issues name it."""

    path: str
    front: Sourced[Report]
    body: Body


@dataclass(frozen=True)
class LoadedIssue:
    """`key` is `<publication id>/<file stem>`; `note` is the editor's note as HTML ("" without one)."""

    key: str
    publication: str
    front: Sourced[Issue]
    note: Body


@dataclass(frozen=True)
class Content:
    """`broken` are reports and issues that could not be loaded, by path relative to content/: an issue
    that uses one of them is stopped, the others go on. `broken_dates` are the dates of such reports, as
    far as they can be told."""

    root: Path
    site: Sourced[Site]
    units: Units
    reports: Mapping[str, LoadedReport]
    issues: tuple[LoadedIssue, ...]
    broken: frozenset[str] = frozenset()
    broken_dates: Mapping[str, date] = field(default_factory=dict)
