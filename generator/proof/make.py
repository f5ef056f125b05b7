"""The commands `proof` and `diff`: what a signer gets to read.

A proof is the issue as it will be printed, with numbers beside its lines and a record of what was changed
since the proof before. It is kept; a difference (`diff`) is the page as it is now with everything marked
that has changed since then, or since the issue was signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.diagnostics import Diagnostic, has_errors
from generator.load.finals import final_file, load_finals
from generator.proof.final import words_of_final
from generator.proof.marked import Change, mark_changes, words_of
from generator.proof.screen import screen_page
from generator.proof.snapshot import Snapshot, load_snapshots, store_snapshot
from generator.proof.studio import Studio, joined, open_studio, set_pages
from generator.publish.manifest import Package, read_manifest
from generator.publish.write import write_package
from generator.render.environment import read_shared, render_template

FOLDER = "proofs"


@dataclass(frozen=True)
class Proofed:
    """What was made: `files` below output/, the `number` of the proof, how many `changes` it has against the
    proof before; `first`: there was none. A difference has them against `against`, 第2次校样 or 定稿; it has
    no number."""

    files: tuple[str, ...]
    number: int
    changes: int
    first: bool = False


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
    pages, found = set_pages(studio, page, studio.pictures, numbered=True)
    findings += found
    record, found = _record(studio, number, before, changes)
    findings += found
    if pages is None or record is None:
        return None, findings
    files = {f"{_stem(studio)}第{number}次校样.pdf": joined(pages, record)}
    written, found = _write(studio, output, f"proof {number}", "", files)
    findings += found
    if not has_errors(found):
        findings += store_snapshot(site, studio.key, Snapshot(number, said))
    return (
        None if has_errors(findings) else Proofed(written, number, len(changes), before is None)
    ), findings


def make_diff(site: Path, output: Path, name: str) -> tuple[Proofed | None, list[Diagnostic]]:
    """Show what the issue `name` says otherwise than before, as a page and as a PDF: than when it was signed,
    if it is final, else than its last proof. A secret one becomes no page."""
    studio, findings = open_studio(site, output, name)
    if studio is None:
        return None, findings
    before, found = _earlier(site, studio)
    findings += found
    if before is None:
        return None, findings
    marked = mark_changes(before.words, studio.page)
    style, found = read_shared(studio.ready.templates, "proof/marks.css")
    findings += found
    if has_errors(found):
        return None, findings
    html = marked.html.replace("</head>", f"<style>{style}</style></head>", 1)
    pdf, found = set_pages(studio, html, studio.pictures)
    findings += found
    if pdf is None:
        return None, findings
    files: dict[str, bytes] = {}
    if studio.composed.bulletin.html:
        page, found = _on_screen(studio, html, before, len(marked.changes))
        findings += found
        if has_errors(found):
            return None, findings
        files |= {path: data for path, data in studio.pictures.items() if f'"{path}"' in html}
        files["index.html"] = page.encode()
    files[f"{_stem(studio)}同{before.name}比.pdf"] = pdf
    written, found = _write(studio, output, "diff", "/diff", files)
    findings += found
    shown = tuple(path for path in written if not path.rpartition("/")[0].endswith("/media"))
    result = Proofed(shown, before.number, len(marked.changes))
    return (None if has_errors(findings) else result), findings


@dataclass(frozen=True)
class _Earlier:
    """The earlier of two states, and what its page said: a proof by its number, or what was signed, 0."""

    number: int
    words: str

    @property
    def name(self) -> str:
        return f"第{self.number}次校样" if self.number else "定稿"


def _earlier(site: Path, studio: Studio) -> tuple[_Earlier | None, list[Diagnostic]]:
    """What the page is to be compared with. Of a draft that was signed once, that is the last proof: what
    was sent around last; where there was no proof, what was signed."""
    finals, found = load_finals(site)
    lock = finals.locks.get(studio.key)
    if studio.key in finals.broken:
        file = final_file(studio.key)
        return None, [one for one in found if one.place is not None and one.place.file == file]
    signed = _Earlier(0, words_of_final(lock, studio.composed.media, site)) if lock else None
    if signed is not None and not studio.composed.bulletin.draft:
        return signed, []
    kept, found = load_snapshots(site, studio.key)
    if kept:
        return _Earlier(kept[-1].number, kept[-1].words), found
    if has_errors(found):
        return None, found
    return signed, found if signed else [*found, Diagnostic("proof-none", None, {"key": studio.key})]


def _on_screen(studio: Studio, html: str, before: _Earlier, changes: int) -> tuple[str, list[Diagnostic]]:
    """The marked page as it is read on a screen."""
    ready = studio.ready
    values = {"title": _stem(studio), "before": before.name, "changes": changes}
    legend, findings = render_template(ready.templates, "proof/legend.html", values)
    styles = {"screen": ready.screen, "print": ready.workshop.stylesheet}
    return screen_page(html, styles, legend), findings


def _record(
    studio: Studio, number: int, before: Snapshot | None, changes: tuple[Change, ...]
) -> tuple[bytes | None, list[Diagnostic]]:
    """The pages that tell the changes."""
    against = f"第{before.number}次校样" if before else ""
    values = {"number": number, "before": against, "changes": changes, "title": _stem(studio)}
    html, findings = render_template(studio.ready.templates, "proof/record.html", values)
    if has_errors(findings):
        return None, findings
    pdf, found = set_pages(studio, html, {})
    return pdf, findings + found


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
