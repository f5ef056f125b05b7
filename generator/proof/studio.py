"""One issue composed and set outside a build, for proofs: the same page, set by the same press."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from generator.build.compose import Composed, compose, make_desk
from generator.build.orders import Planned, orders
from generator.check.discreet import discreet
from generator.diagnostics import Diagnostic, has_errors
from generator.gather import Gathered, gather
from generator.pipeline import Ready, find_faces, make_ready
from generator.render.bulletin import for_print
from generator.typeset.document import Press, Typeset, make_press, typeset
from generator.typeset.faces import Faces


@dataclass(frozen=True)
class Studio:
    """An issue composed, and what is needed to set pages of it. `page` is its page as it is printed."""

    key: str
    ready: Ready
    composed: Composed
    press: Press

    @property
    def page(self) -> str:
        return for_print(self.composed.html)

    @property
    def pictures(self) -> dict[str, bytes]:
        return {f"media/{medium.name}": medium.data for medium in self.composed.media.values()}


def open_studio(site: Path, output: Path, name: str) -> tuple[Studio | None, list[Diagnostic]]:
    """The issue `name`, read, checked and composed as a build would do it; None where it cannot be. One
    that is final is not held against what was signed: what was changed in it is to be seen."""
    faces, findings = find_faces(site)
    gathered, found = gather(site)
    findings += found
    if gathered is None:
        return None, discreet(findings)
    studio, found = _opened(site, output, name, gathered, faces)
    findings += found
    if studio is not None:
        findings = _own(findings, studio)
    allow = gathered.content.site.record.privacy.allow
    return studio, discreet(findings, gathered.names, allow)


def _own(findings: Iterable[Diagnostic], studio: Studio) -> list[Diagnostic]:
    """What concerns the site as a whole, the issue, or what it is printed from. Who reads one issue has no
    use for the faults of others, which `make check` tells."""
    issue = f"content/issues/{studio.key}"
    files = {"site.yaml", *studio.composed.bulletin.sources}
    return [
        one
        for one in findings
        if one.place is None or one.place.file in files or one.place.file.rpartition(".")[0] == issue
    ]


def _opened(
    site: Path, output: Path, name: str, gathered: Gathered, faces: Faces | None
) -> tuple[Studio | None, list[Diagnostic]]:
    ready, findings = make_ready(site, output, gathered, faces, [name])
    if ready is None or not ready.keys:
        return None, findings
    key = ready.keys[0]
    if key in ready.plan.stopped or key in ready.figures.stopped or key in ready.broken:
        return None, findings
    planned = Planned(gathered.content, ready.plan, ready.figures)
    order = next(orders(planned, [key], {}, {}))
    composed, found = compose(make_desk(ready.workshop), order)
    findings += found
    if composed is None:
        return None, findings
    press = make_press(ready.workshop.faces, ready.workshop.stylesheet)
    return Studio(key, ready, composed, press), [*findings, *composed.findings]


def set_pages(
    studio: Studio, html: str, files: Mapping[str, bytes], *, numbered: bool = False
) -> tuple[Typeset | None, list[Diagnostic]]:
    """The pages of `html`, with numbers beside their lines where these are wanted."""
    even_foot = studio.composed.bulletin.even_foot
    result, findings = typeset(studio.press, html, files, even_foot=even_foot, numbered=numbered)
    if result is None or has_errors(findings):
        return None, findings
    return result, findings


def joined(*parts: bytes) -> bytes:
    """The pages of several PDFs in one file."""
    with pikepdf.open(io.BytesIO(parts[0])) as whole:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as more:
                whole.pages.extend(more.pages)
        target = io.BytesIO()
        whole.save(target, deterministic_id=True)
    return target.getvalue()
