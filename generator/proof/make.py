"""The commands `proof` and `diff`: what a signer gets to read.

A proof is the issue as it will be printed, with numbers beside its lines and a record of what was changed
since the proof before. It is kept; a difference (`diff`) is the page as it is now with everything marked
that has changed since then, or since the issue was signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.diagnostics import Diagnostic, has_errors
from generator.proof.change import Change, addressed, place_of
from generator.proof.earlier import Earlier, find_earlier
from generator.proof.marked import Marked, mark_changes, words_of
from generator.proof.screen import on_top, screen_page
from generator.proof.snapshot import Snapshot, load_snapshots, store_snapshot
from generator.proof.studio import Studio, joined, open_studio, set_pages
from generator.publish.manifest import Package, read_manifest
from generator.publish.write import write_package
from generator.render.environment import read_shared, render_template

FOLDER = "proofs"


@dataclass(frozen=True)
class Proofed:
    """What was made: `files` below output/, the `number` of the proof, how many `changes` it has against the
    proof before; `first`: there was none. A difference has the number of the proof that it was compared with,
    0 for what was signed; `same` is the last proof where nothing has changed since, and it was compared with
    an earlier state."""

    files: tuple[str, ...]
    number: int
    changes: int
    first: bool = False
    same: int = 0


def make_proof(site: Path, output: Path, name: str) -> tuple[Proofed | None, list[Diagnostic]]:
    """Set a proof of the issue `name` and keep what it says. Where nothing has changed since the last
    one, that one is set again. None after an error; then nothing is kept."""
    studio, findings = open_studio(site, output, name)
    if studio is None:
        return None, findings
    kept, found = load_snapshots(site, studio.key)
    findings += found
    if has_errors(found):
        return None, findings
    page = studio.page
    said = words_of(page)
    if kept and kept[-1].words == said:
        number, before = kept[-1].number, kept[-2] if len(kept) > 1 else None
    else:
        number, before = kept[-1].number + 1 if kept else 1, kept[-1] if kept else None
    changes = mark_changes(before.words, page).changes if before else ()
    if changes:
        page = addressed(page, {change.block for change in changes})
    pages, found = set_pages(studio, page, studio.pictures, numbered=True)
    findings += found
    if pages is None:
        return None, findings
    placed = [replace(change, place=place_of(change, pages.lines)) for change in changes]
    record, found = _record(studio, number, before, placed)
    findings += found
    if record is None:
        return None, findings
    files = {f"{_stem(studio)}第{number}次校样.pdf": joined(pages.pdf, record)}
    written, found = _write(studio, output, f"proof {number}", "", files)
    findings += found
    if not has_errors(found):
        findings += store_snapshot(site, studio.key, Snapshot(number, said))
    return (
        None if has_errors(findings) else Proofed(written, number, len(changes), before is None)
    ), findings


def make_diff(
    site: Path, output: Path, name: str, since: int | None = None
) -> tuple[Proofed | None, list[Diagnostic]]:
    """Show what the issue `name` says otherwise than before, as a page and as a PDF: than in the proof of the
    number `since` (0: than when it was signed), or than in what `find_earlier` chooses. A secret one becomes
    no page."""
    studio, findings = open_studio(site, output, name)
    if studio is None:
        return None, findings
    before, found = find_earlier(site, studio, since)
    findings += found
    if before is None:
        return None, findings
    marked = mark_changes(before.words, studio.page)
    files, found = _marked_files(studio, marked, before)
    findings += found
    if files is None:
        return None, findings
    written, found = _write(studio, output, "diff", "/diff", files)
    findings += found
    shown = tuple(path for path in written if not path.rpartition("/")[0].endswith("/media"))
    result = Proofed(shown, before.number, len(marked.changes), same=before.same)
    return (None if has_errors(findings) else result), findings


def _marked_files(
    studio: Studio, marked: Marked, before: Earlier
) -> tuple[dict[str, bytes] | None, list[Diagnostic]]:
    """The marked page with its pictures, unless it is secret, and its PDF, by file name."""
    values = {
        "title": _stem(studio),
        "before": before.name,
        "changes": len(marked.changes),
        "same": f"第{before.same}次校样" if before.same else "",
    }
    style, findings = read_shared(studio.ready.templates, "proof/marks.css")
    note, found = render_template(studio.ready.templates, "proof/note.html", values)
    findings += found
    if has_errors(findings):
        return None, findings
    html = marked.html.replace("</head>", f"<style>{style}</style></head>", 1)
    pages, found = set_pages(studio, on_top(html, note), studio.pictures)
    findings += found
    if pages is None:
        return None, findings
    files: dict[str, bytes] = {}
    if studio.composed.bulletin.html:
        page, found = _on_screen(studio, html, values)
        findings += found
        if has_errors(found):
            return None, findings
        files |= {path: data for path, data in studio.pictures.items() if f'"{path}"' in html}
        files["index.html"] = page.encode()
    files[f"{_stem(studio)}同{before.name}比.pdf"] = pages.pdf
    return files, findings


def _on_screen(studio: Studio, html: str, values: Mapping[str, object]) -> tuple[str, list[Diagnostic]]:
    """The marked page as it is read on a screen."""
    ready = studio.ready
    legend, findings = render_template(ready.templates, "proof/legend.html", values)
    styles = {"screen": ready.screen, "print": ready.workshop.stylesheet}
    return screen_page(html, styles, legend), findings


def _record(
    studio: Studio, number: int, before: Snapshot | None, changes: Sequence[Change]
) -> tuple[bytes | None, list[Diagnostic]]:
    """The pages that tell the changes."""
    against = f"第{before.number}次校样" if before else ""
    values = {"number": number, "before": against, "changes": changes, "title": _stem(studio)}
    html, findings = render_template(studio.ready.templates, "proof/record.html", values)
    if has_errors(findings):
        return None, findings
    pages, found = set_pages(studio, html, {})
    return pages.pdf if pages else None, findings + found


def _stem(studio: Studio) -> str:
    """工作简报2022年第5期"""
    return studio.composed.bulletin.file_name.removesuffix(".pdf")


def _write(
    studio: Studio, output: Path, what: str, below: str, files: Mapping[str, bytes]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Write into a folder of their own; those of the last time that are not written again are removed."""
    folder = f"{FOLDER}/{studio.key}{below}"
    package = Package(f"@{what} {studio.key}", {f"{folder}/{name}": data for name, data in files.items()})
    with alone(cache_folder(studio.ready.workshop.site, output)):
        _, changes, findings = write_package(output, package, read_manifest(output))
    return tuple(sorted((*changes.written, *changes.unchanged))), findings
