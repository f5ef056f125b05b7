"""What the preview knows: one frozen value for each moment, handed from the builder to the server."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.mark import Mark


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file around the place of a finding; `hit` is the line itself."""

    number: int
    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words. `severity` is error, warning or notice; `file` is "" where there is no place.
    `keys` are the issues that it concerns, none where it concerns all. `slip`: the proofreader says it, and
    it keeps no issue from being made."""

    severity: str
    code: str
    file: str
    line: int
    column: int
    message: str
    hint: str
    around: tuple[SourceLine, ...] = ()
    keys: tuple[str, ...] = ()
    slip: bool = False


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue in the list.

    `folder` is where its page stands below output/, "" before it was made for the first time. `web` and
    `pages` name the state of its page and of its printed pages: another text means that they changed, ""
    that there are none. `stopped`: it cannot be made now and what is shown is the last good state. A
    `secret` issue is listed and never shown.
    """

    key: str
    publication: str
    label: str
    date: str
    state: str
    folder: str = ""
    web: str = ""
    pages: str = ""
    page_count: int = 0
    errors: int = 0
    warnings: int = 0
    stopped: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the list and the findings show. `serial` grows with every change of it; `run` is
    another text in every run of the server, so that a page that reconnects knows that all may be different.
    `assets` names the state of the style sheets. `busy`: a build is under way, `done` of `total` issues."""

    run: str
    serial: int
    site: str
    issues: tuple[IssueView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    assets: str = ""
    busy: bool = False
    done: int = 0
    total: int = 0
    summary: str = ""
    editor: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """A printed page: `signature` is the same as long as the page looks the same; sizes in pt."""

    signature: str
    width: float
    height: float
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintView:
    """The printed pages of an issue; `version` is that of `IssueView.pages`."""

    key: str
    version: str
    pages: tuple[PageView, ...] = ()
