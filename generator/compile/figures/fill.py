"""`{{受理量}}` in texts replaced by what the ledger says. Names only: nothing here is ever run."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Iterable
from typing import Any

from generator.compile.figures.braces import (
    BRACES,
    find_placeholders,
    find_unclosed,
    is_figure,
    name_in,
    pieces,
    placeholders,
    squeeze,
)
from generator.compile.figures.figure import figure
from generator.compile.figures.names import Aliases, FigureError, needed_pairs
from generator.diagnostics import Diagnostic, Place
from generator.load.spacing import is_wide
from generator.model.record import Sourced
from generator.model.statistics import Statistics

__all__ = [
    "fill_html",
    "fill_text",
    "find_placeholders",
    "needed_pairs",
    "placeholders",
    "unclosed_findings",
    "unknown_findings",
]

_WITH_BLANKS = re.compile(rf"( ?){BRACES.pattern}( ?)")


def fill_html(
    html: str, statistics: Statistics | None, aliases: Aliases | None = None, *, report: bool = False
) -> tuple[str, list[str]]:
    """HTML with its figures, and the names in it that are none, each once, as they are written.

    `report`: braces that hold no Han character stay as they are. Without statistics every name is unknown.
    """
    return _fill(html, statistics, aliases, report, _into_html)


def fill_text(
    text: str, statistics: Statistics | None, aliases: Aliases | None = None, *, report: bool = False
) -> tuple[str, list[str]]:
    """The same for plain text, as titles and captions are."""
    return _fill(text, statistics, aliases, report, lambda written, value: value)


def _fill(
    text: str,
    statistics: Statistics | None,
    aliases: Aliases | None,
    report: bool,
    put: Callable[[str, str], str],
) -> tuple[str, list[str]]:
    unknown: dict[str, None] = {}

    def replace(match: re.Match[str]) -> str:
        name = name_in(match[2])
        if not is_figure(name, report=report):
            return match[0]
        found = figure(statistics, name, aliases) if statistics is not None else None
        if found is None or isinstance(found, FigureError):
            unknown[name] = None
            return match[0]
        # No blank stands between Chinese and a figure (house rule; the loader does not know its text).
        before = "" if _is_wide_at(text, match.start() - 1) else match[1]
        after = "" if _is_wide_at(text, match.end()) else match[match.re.groups]
        return f"{before}{put(match[2], found.text)}{after}"

    return _WITH_BLANKS.sub(replace, text), list(unknown)


def _is_wide_at(text: str, position: int) -> bool:
    return 0 <= position < len(text) and is_wide(text[position])


def _into_html(written: str, value: str) -> str:
    """The value in place of the name, tags of emphasis between the braces kept around it."""
    parts: list[str] = []
    done = False
    for is_tag, part in pieces(written):
        if is_tag:
            parts.append(part)
        elif not done and part.strip():
            parts.append(markup.escape(value))
            done = True
    return "".join(parts)


def unknown_findings(
    unknown: Iterable[str],
    front: Sourced[Any],
    statistics: Statistics | None,
    aliases: Aliases | None = None,
    *,
    report: bool = False,
) -> list[Diagnostic]:
    """A finding at every place of a file where one of these names stands, with the nearest right ones.

    `front` is the record of the file in which the text stands: an issue, an outline, a report.
    """
    standing = find_placeholders(front.lines, report=report)
    findings: list[Diagnostic] = []
    for name in dict.fromkeys(unknown):
        error = figure(statistics, name, aliases) if statistics is not None else None
        code, data = "figure-no-ledger", {"name": name}
        if isinstance(error, FigureError):
            code, data = error.code, dict(error.data)
        same = [one for one in standing if squeeze(one.name) == squeeze(name)]
        places = [Place(front.file, one.line, one.column) for one in same] or [front.place()]
        findings += [Diagnostic(code, place, data, front.excerpt(place)) for place in places]
    return findings


def unclosed_findings(front: Sourced[Any], *, report: bool = False) -> list[Diagnostic]:
    """Braces that were opened and not closed, at each of them: they would be printed as they stand."""
    findings = []
    for one in find_unclosed(front.lines, report=report):
        place = Place(front.file, one.line, one.column)
        findings.append(Diagnostic("figure-unclosed", place, {"text": one.name}, front.excerpt(place)))
    return findings
