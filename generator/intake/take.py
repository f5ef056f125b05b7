"""The command `import`: one file that a unit sent made a report of the site."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.check.discreet import discreet, discreet_text
from generator.check.guard import Guard
from generator.check.privacy import check_report
from generator.diagnostics import Diagnostic
from generator.intake.compose import Around, compose
from generator.intake.draft import Draft
from generator.intake.manuscript import Line, Manuscript
from generator.intake.marked import read_markdown
from generator.intake.office import as_docx
from generator.intake.package import LARGEST, is_old_word
from generator.intake.plain import read_text
from generator.intake.store import Picture, free_place, same_report, sound_pictures, write_all
from generator.intake.word import read_word
from generator.intake.writing import has_braces, write_body, write_front
from generator.load.markdown import Converter
from generator.load.markdown_scan import Text, check_source
from generator.load.reports import load_report
from generator.load.source import LARGEST as LARGEST_TEXT
from generator.load.source import decode
from generator.model.content import Content
from generator.privacy.names import find_names

WORD = (".docx", ".docm")
OLD_WORD = (".doc",)
TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
SUFFIXES = (*WORD, *OLD_WORD, *TEXT, *MARKDOWN)
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PLACEHOLDER = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: `name` as the editor wrote it, `suffix` in lower case ("" for copied text), `folder`
    where its pictures may lie, `saved` when the file was last changed."""

    name: str
    data: bytes
    suffix: str = ""
    folder: Path | None = None
    saved: date | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made, relative to the site. `same` is the report that had the text already: then nothing was
    made. `remarks` are what an editor should look at, `day` the 日期 that was found."""

    report: str
    title: str = ""
    pictures: tuple[str, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    same: str = ""
    day: date | None = None


def take(
    sent: Sent, content: Content, office: str | None, guard: Guard | None = None
) -> tuple[Taken | None, list[Diagnostic]]:
    """The report that was written, or None and why not. `office` is the program that reads .doc files.
    `guard` is what is looked for in the text, the citizens of the ledger among it.

    Nothing that is there is ever overwritten, and either all files are written or none.
    """
    manuscript, findings = read_sent(sent, office)
    if manuscript is None:
        return None, findings
    newest = max((issue.front.record.date for issue in content.issues), default=None)
    stem = Path(sent.name).stem if sent.suffix else ""
    draft = compose(manuscript, Around(content.units, newest, stem, sent.saved))
    if draft is None:
        return None, [Diagnostic("import-no-text")]
    privacy = content.site.record.privacy
    nobody = Guard(tuple(privacy.allow), tuple(privacy.forbid), frozenset(), frozenset(), frozenset())
    return _store(draft, manuscript, stem, newest, content, guard or nobody)


def read_sent(sent: Sent, office: str | None) -> tuple[Manuscript | None, list[Diagnostic]]:
    """What was sent, by its ending; what a Word file is, its first bytes tell."""
    if len(sent.data) > LARGEST:
        return None, [Diagnostic("import-large", None, {"size": LARGEST // 1024 // 1024})]
    if not sent.data.strip():
        return None, [Diagnostic("import-empty")]
    if sent.suffix in (*WORD, *OLD_WORD):
        data = sent.data
        if is_old_word(data) or (sent.suffix in OLD_WORD and not data.startswith(b"PK")):
            converted, findings = as_docx(data, office)
            if converted is None:
                return None, findings
            data = converted
        return read_word(data)
    if sent.suffix not in ("", *TEXT, *MARKDOWN):
        code = "import-pdf" if sent.suffix == ".pdf" else "import-kind"
        return None, [Diagnostic(code, None, {"suffix": sent.suffix})]
    if len(sent.data) > LARGEST_TEXT:
        return None, [Diagnostic("import-text-large")]
    text, findings = _decoded(sent)
    if text is None:
        return None, findings
    if sent.suffix in MARKDOWN:
        return read_markdown(text, sent.folder)
    return read_text(text), []


def _decoded(sent: Sent) -> tuple[str | None, list[Diagnostic]]:
    """The text; Windows also saves UTF-16, with a mark at the start."""
    encoding = _BOMS.get(sent.data[:2])
    if encoding:
        try:
            return sent.data.decode(encoding), []
        except UnicodeDecodeError:
            return None, [Diagnostic("import-encoding")]
    text, findings = decode(sent.data, sent.name)
    if text is None:
        code = "import-empty" if any(one.code == "file-empty" for one in findings) else "import-encoding"
        return None, [Diagnostic(code)]
    return text, []


def _store(
    draft: Draft, manuscript: Manuscript, stem: str, newest: date | None, content: Content, guard: Guard
) -> tuple[Taken | None, list[Diagnostic]]:
    body, widened = _body(draft)
    if body is None:
        return None, [Diagnostic("import-too-long")]
    same = same_report(body, content.root)
    if same is not None:
        return Taken(same, same=same), []
    names, allow = guard.names, guard.allow
    # What stands in the file as a word to the editor is no place for a number either.
    draft = replace(draft, unit_written=discreet_text(draft.unit_written, names, allow))
    pictures, remarks = sound_pictures(manuscript.pictures)
    remarks = [*draft.remarks, *remarks, *widened, *_missing(draft), *_alike(draft, content)]
    if any(has_braces(block.text) for block in manuscript.blocks if isinstance(block, Line)):
        remarks.append(Diagnostic("import-braces"))
    unit = content.units.find(draft.unit)
    short = (unit.short_name or unit.name) if unit is not None else ""
    stem = "" if find_names(stem, names) else stem
    place = free_place(draft, short, stem, str(newest.year) if newest else "", content.root)
    draft, files = _pictured(draft, pictures, place.picture_stem)
    text = write_front(draft, [files[photo.key][0] for photo in draft.photos]) + "\n" + body
    data = {name: picture.data for name, picture in files.values()}
    remarks += _checked(draft, body, files, place.report, content, guard)
    findings = write_all({**data, place.report: text.encode()}, content.root)
    if findings:
        return None, findings
    made = tuple(f"content/{name}" for name in data)
    title = discreet_text(draft.title, names, allow)
    told = tuple(discreet(remarks, names, allow))
    return Taken(f"content/{place.report}", title, made, told, day=draft.day), []


def _body(draft: Draft) -> tuple[str | None, list[Diagnostic]]:
    """The Markdown, with full-width signs where there are too many of those that mean something."""
    body = write_body(draft)
    if check_source(Text(body, "", 1))[1]:
        return (body, []) if len(body.encode()) < LARGEST_TEXT * 0.9 else (None, [])
    body = write_body(draft, widened=True)
    if check_source(Text(body, "", 1))[1] and len(body.encode()) < LARGEST_TEXT * 0.9:
        return body, [Diagnostic("import-signs-widened")]
    return None, []


def _missing(draft: Draft) -> list[Diagnostic]:
    remarks = []
    if not draft.unit:
        near = "是不是" + "、".join(f"“{name}”" for name in draft.unit_near) + "？" if draft.unit_near else ""
        if draft.unit_written:
            data = {"name": draft.unit_written, "near": near or "新单位请先加到 content/units.yaml"}
            remarks.append(Diagnostic("import-unit-unknown", None, data))
        else:
            remarks.append(Diagnostic("import-unit-missing"))
    if draft.day is None:
        remarks.append(Diagnostic("import-day-missing"))
    return remarks


def _alike(draft: Draft, content: Content) -> list[Diagnostic]:
    """Another report of the same title is told: it may be an earlier version of this one."""
    bare = draft.title.replace("\\", "").replace(" ", "")
    return [
        Diagnostic("import-title-twice", None, {"other": f"content/{report.path}"})
        for report in content.reports.values()
        if report.front.record.title.replace("\\", "").replace(" ", "") == bare
    ]


def _pictured(
    draft: Draft, pictures: Sequence[Picture | None], stem: str
) -> tuple[Draft, dict[int, tuple[str, Picture]]]:
    """The draft with the photos that can be printed, and their names in their order."""
    files: dict[int, tuple[str, Picture]] = {}
    kept = []
    for photo in draft.photos:
        picture = pictures[photo.key]
        if picture is None:
            continue
        files.setdefault(photo.key, (f"{stem}-{len(files) + 1}.{picture.ending}", picture))
        kept.append(photo)
    return replace(draft, photos=tuple(kept)), files


def _checked(
    draft: Draft,
    body: str,
    files: Mapping[int, tuple[str, Picture]],
    name: str,
    content: Content,
    guard: Guard,
) -> list[Diagnostic]:
    """What the program itself will say of the report once its unit and date are filled in: read back from a
    folder of its own, before anything is written to the site."""
    unit = draft.unit or next((one.name for one in content.units.all), "")
    filled = replace(draft, unit=unit, day=draft.day or _PLACEHOLDER)
    text = write_front(filled, [files[photo.key][0] for photo in draft.photos]) + "\n" + body
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        root = Path(folder)
        for file, picture in files.values():
            path = root / "content" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture.data)
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        report, findings = load_report(path, root, content.units, Converter(root))
    findings = [one for one in findings if one.code != "unit-unknown"]
    if report is None:
        return findings
    officials = guard.officials.union(draft.reporters, draft.correspondents)
    return [*findings, *check_report(report, replace(guard, officials=officials))]
