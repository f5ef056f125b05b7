"""The text of a site proofread: what the rules find, with the lines that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.check.discreet import discreet, discreet_text
from generator.check.privacy import check_content
from generator.check.proofread import Progress, proofread
from generator.check.sieve import Slip
from generator.check.silences import lines_of
from generator.compile.plan import Plan, compile_site
from generator.diagnostics import Diagnostic
from generator.gather import Gathered, refused_of
from generator.load.kept import Kept
from generator.load.records import Records
from generator.load.site import load_site
from generator.model.content import Content
from generator.model.issue import FINAL
from generator.proofreading.report import Told

Lines = Mapping[str, tuple[str, ...]]
"""The lines of every file of text, by its name."""

_TEXTS = (".md", ".markdown", ".yaml", ".yml")


def gather_text(site: Path) -> tuple[Gathered | None, list[Diagnostic]]:
    """A site read without its ledger, which is quick. None where nothing can be judged."""
    loaded, findings = load_site(site)
    if loaded is None:
        return None, findings
    content, found = check_content(loaded, None)
    findings += found
    if content is None:
        return None, findings
    plan, found = compile_site(content)
    refused = refused_of(loaded, content)
    return Gathered(content, plan, None, Records(), frozenset(), refused), findings + found


def proofread_text(
    gathered: Gathered, kept: Kept | None = None, progress: Progress | None = None, jobs: int = 1
) -> list[Told]:
    """What the proofreader finds in the whole site. Nothing of it repeats what no page may hold.

    For a process that stays, `kept` has what was found before: of documents that are the same objects nothing
    is looked at again but what concerns the whole site. With two `jobs` another process helps.
    """
    content = gathered.written
    slips, findings = proofread(content, gathered.plan, kept, progress, jobs)
    lines, locked = lines_of(content), locked_in(gathered)
    told = [told_of(slip, lines, locked) for slip in slips]
    told += [Told(with_line(finding, lines)) for finding in findings]
    return discreetly(told, gathered)


def as_written(gathered: Gathered) -> tuple[Content, Plan]:
    """The site with what may not be printed too, as if it could be: what each issue would be printed from."""
    if not gathered.refused:
        return gathered.content, gathered.plan
    content = gathered.written
    read = {f"content/{path}" for path in content.reports} | {issue.front.file for issue in content.issues}
    broken = frozenset(path for path in content.broken if f"content/{path}" not in read)
    content = replace(content, broken=broken)
    return content, compile_site(content)[0]


def locked_in(gathered: Gathered) -> dict[str, str]:
    """`locked_files` of a site, also of what may not be printed: a final issue may have printed it."""
    content, plan = as_written(gathered)
    return locked_files(content, gathered.plan) | locked_files(content, plan)


def told_of(slip: Slip, lines: Lines, locked: Mapping[str, str]) -> Told:
    """A slip with the line that it stands in; its mending only where that would be safe."""
    finding = with_line(slip.finding, lines)
    text = text_there(slip, lines)
    is_safe = bool(text) and is_text(slip.block.file) and slip.block.file not in locked
    return Told(finding, text, slip.hit.fix if is_safe else None)


def text_there(slip: Slip, lines: Lines) -> str:
    """The characters of a slip, if they stand in the file one behind the other just as they were read."""
    start, end = slip.hit.start, slip.hit.end
    text = slip.block.text[start:end]
    if not slip.block.is_whole(start, end):
        return ""
    place = slip.block.place(start)
    line = _line(place.file, place.line, lines)
    return text if line[place.column - 1 : place.column - 1 + len(text)] == text else ""


def is_text(file: str) -> bool:
    """Whether it is a file of text, which can be mended; a spreadsheet is not."""
    return file.lower().endswith(_TEXTS)


def locked_files(content: Content, plan: Plan) -> dict[str, str]:
    """Files that final issues are printed from, each with the file of such an issue. They say what was signed
    and sent, and are not mended by a program."""
    locked: dict[str, str] = {}
    for path in sorted(content.broken):
        # What a final issue is printed from cannot be told while it cannot be read: then it may be anything.
        if path.startswith("issues/") and FINAL in _text(content.root / "content" / path):
            files = [file for file in lines_of(content) if is_text(file)]
            locked |= dict.fromkeys(files, f"content/{path}")
    for issue in content.issues:
        if issue.front.record.state != FINAL:
            continue
        own = issue.front.file
        reports = [path for section in plan.chosen.get(issue.key, ()) for path in section]
        lists = [content.listings.get(section.listing) for section in issue.front.record.sections]
        outlines = [outline.front.file for outline in content.outlines.values()]
        files = [own, content.site.file, *outlines, *(f"content/{path}" for path in reports)]
        for file in (*files, *(listing.file for listing in lists if listing is not None)):
            locked.setdefault(file, own)
    return locked


def issue_files(content: Content, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The files that an issue is written in: its own and its reports, also those that could not be read."""
    files: dict[str, tuple[str, ...]] = {}
    for issue in content.issues:
        named = [path for section in issue.front.record.sections for path in section.reports]
        chosen = [path for section in plan.chosen.get(issue.key, ()) for path in section]
        own = [f"content/{path}" for path in dict.fromkeys([*chosen, *named])]
        files[issue.key] = (issue.front.file, *own)
    for path in content.broken:
        if path.startswith("issues/"):
            files.setdefault(path.removeprefix("issues/").rpartition(".")[0], (f"content/{path}",))
    return files


def with_line(finding: Diagnostic, lines: Lines) -> Diagnostic:
    place = finding.place
    if finding.excerpt or place is None:
        return finding
    return replace(finding, excerpt=_line(place.file, place.line, lines))


def discreetly(told: Iterable[Told], gathered: Gathered) -> list[Told]:
    """The same with identifiers and names as `*`; what would have to show them is not mended."""
    told, names = list(told), gathered.names
    allow = gathered.content.site.record.privacy.allow
    shown = discreet([one.finding for one in told], names, allow)
    texts = [discreet_text(one.text, names, allow) for one in told]
    return [
        Told(finding, text, one.fix if text == one.text and _is_open(one, finding) else None)
        for one, finding, text in zip(told, shown, texts, strict=True)
    ]


def _is_open(told: Told, shown: Diagnostic) -> bool:
    """Whether neither the name of the file nor the characters themselves are hidden in what is shown."""
    place = told.finding.place
    if place is None or shown.place != place:
        return place is None
    start = place.column - 1
    end = start + len(told.text)
    return told.finding.excerpt[start:end] == shown.excerpt[start:end]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return data.decode("utf-8", "replace") + data.decode("gb18030", "replace")


def _line(file: str, number: int, lines: Lines) -> str:
    own = lines.get(file, ())
    return own[number - 1] if 0 < number <= len(own) else ""
