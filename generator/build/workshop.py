"""What goes into a task and what comes out of it; plain values that can go to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.layouts import Layout
from generator.compile.issue_figures import IssueFigures
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.model.content import Content
from generator.model.final import Final
from generator.model.look import Look
from generator.model.mark import Mark
from generator.model.profile import Profile
from generator.publish.manifest import Package
from generator.render.bulletin import Neighbour
from generator.typeset.faces import Faces


@dataclass(frozen=True)
class Workshop:
    """What all tasks share, handed to each process once.

    `site` is the site's folder, `output` where the files will stand, `stylesheet` the finished print style
    sheet. `names` are those of citizens in the ledger: the last check of a page looks for them, nothing else
    is given them. `machine` is a digest of what else a page's look depends on: program, libraries, faces;
    `templates` is one of the templates: a process that has read others reads them again. `profile`
    is the layout's, for what is made of finished pages.
    """

    site: Path
    output: Path
    faces: Faces
    stylesheet: str
    names: frozenset[str] = frozenset()
    machine: str = ""
    templates: str = ""
    profile: Profile | None = None


@dataclass(frozen=True)
class Order:
    """All that the making of one issue reads of the site, and nothing else: `content`, `plan` and `figures`
    hold this issue alone, so that no page can depend on what is not declared here.

    `previous` and `next` are the issues that its page links to. `layouts` are the PDFs that an earlier build
    made for it, by path below output/: one that would come out the same is not set again. `final` is what it
    said when it was signed. `kinds` are kinds of PDF that are wanted beside those of its publication; None in
    a preview, which makes print alone.
    """

    key: str
    content: Content
    plan: Plan
    figures: IssueFigures
    previous: Neighbour | None = None
    next: Neighbour | None = None
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    final: Final | None = None
    kinds: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Made:
    """What became of one issue. `package` is None where findings stopped it.

    `layouts` are all its PDFs by path below output/, `set_now` says how many of them were set this time.
    `places` are the marks of source lines on its pages, by number from 1, and `pdf` is the file that they
    belong to, where they were wanted; then `looks` are its pages, and `pictures` those of them that were
    asked for and have changed, as PNG by signature and dots per inch. `final` is what is to be kept of an
    issue that is signed now.
    """

    key: str
    package: Package | None
    findings: tuple[Diagnostic, ...]
    pages: int = 0
    sheets: int = 0
    borrowed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    set_now: int = 0
    places: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)
    pdf: bytes = b""
    looks: tuple[Look, ...] = ()
    pictures: Mapping[tuple[str, int], bytes] = field(default_factory=dict)
    final: Final | None = None
