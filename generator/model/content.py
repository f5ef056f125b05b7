"""A whole site as loaded: what every later stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.issue import Issue
from generator.model.listing import LoadedListing
from generator.model.outline import OutlineFile
from generator.model.record import Sourced
from generator.model.report import Body, Report
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists


@dataclass(frozen=True)
class LoadedReport:
    """A report's front matter and body; `path` is relative to content/, as issues name it."""

    path: str
    front: Sourced[Report]
    body: Body


@dataclass(frozen=True)
class LoadedIssue:
    """`key` is `<publication id>/<file stem>`; `note` is the editor's note as HTML ("" without
    one), `texts` are the words (文字) of its sections, by their place in 栏目."""

    key: str
    publication: str
    front: Sourced[Issue]
    note: Body
    texts: Mapping[int, Body] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """词句: as written, as HTML, and the file in which they stand."""

    text: str
    body: Body
    source: Sourced[Any]


@dataclass(frozen=True)
class LoadedOutline:
    """A kind's outline; `texts` are its words (文字) as HTML, by place in 栏目, `words` those by block:
    its own, else those that all kinds share."""

    front: Sourced[OutlineFile]
    texts: Mapping[int, Body] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """`broken` are reports and issues that could not be loaded, by path relative to content/: an issue
    that uses one of them is stopped, the others go on. `broken_dates` are the dates of such reports, as
    far as they can be told. `listings` are the lists of lists/ by 名称, `outlines` those of its kinds,
    `broken_lists` the files of lists that have errors with the names that they may hold, none where any."""

    root: Path
    site: Sourced[Site]
    units: Units
    reports: Mapping[str, LoadedReport]
    issues: tuple[LoadedIssue, ...]
    broken: frozenset[str] = frozenset()
    broken_dates: Mapping[str, date] = field(default_factory=dict)
    listings: Mapping[str, LoadedListing] = field(default_factory=dict)
    broken_lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outlines: Mapping[str, LoadedOutline] = field(default_factory=dict)
    words: WordLists = field(default_factory=WordLists)
