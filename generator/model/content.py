"""A whole site as loaded: what every later stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """`broken` maps a report or issue that could not be loaded (path relative to content/) to nothing
    more than its name: an issue that uses one of them is stopped, the others go on."""

    root: Path
    site: Sourced[Site]
    units: Units
    reports: Mapping[str, LoadedReport]
    issues: tuple[LoadedIssue, ...]
    broken: frozenset[str] = frozenset()
