"""One issue from records to finished files, in one process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.compose import Composed, Desk, compose, make_desk
from generator.build.kinds import make_beside, plan_kinds
from generator.build.layouts import Layout, digest, layout_key, stands
from generator.build.workshop import Made, Order, Workshop
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.inspect.check import check_pages
from generator.inspect.place import placed
from generator.inspect.printed import PrintedPage
from generator.model.bulletin import PUBLIC, Bulletin
from generator.model.kinds import KIND_FOLDERS
from generator.model.look import Asked, Look
from generator.model.mark import Mark
from generator.publish.write import PublicFiles, bulletin_package
from generator.render.bulletin import for_print
from generator.typeset.document import Press, make_press, typeset
from generator.typeset.recent import Recent

_PAGES_KEPT = 32
"""Those of the last few saves of an issue; a page takes some 200 kB."""


@dataclass(frozen=True)
class Bench:
    """A desk with what typesetting needs besides: faces opened, the style sheet read. `pages` are those that
    were looked through a moment ago: most of them stay as they are when somebody edits an issue."""

    desk: Desk
    press: Press
    pages: Recent[PrintedPage] = field(default_factory=lambda: Recent(_PAGES_KEPT))

    @property
    def workshop(self) -> Workshop:
        return self.desk.workshop


def set_up(workshop: Workshop) -> Bench:
    return Bench(make_desk(workshop), make_press(workshop.faces, workshop.stylesheet))


def make_issue(bench: Bench, order: Order) -> Made:
    """Make the files of an issue. Anything that goes wrong is a finding."""
    composed, findings = compose(bench.desk, order)
    if composed is None:
        return Made(order.key, None, tuple(findings))
    return print_issue(bench, order, composed)


def print_issue(bench: Bench, order: Order, composed: Composed, asked: Iterable[Asked] = ()) -> Made:
    """The finished files; what an earlier build has set already stays as it is. Of an issue that somebody
    looks at, also what its pages look like, with pictures of those `asked` for that have changed. The other
    kinds of PDF are made of the same pages."""
    bulletin, findings = composed.bulletin, list(composed.findings)
    pictures = {f"media/{medium.name}": medium.data for medium in composed.media.values()}
    own_html, traced = for_print(composed.html), for_print(composed.traced)
    photos = {f"media/{medium.name}": f"content/{path}" for path, medium in composed.media.items()}
    draft = bulletin.draft
    job = _Job(bulletin.file_name, own_html, pictures, bulletin.even_foot, traced, draft, photos)
    kinds = plan_kinds(order, bulletin, _key(bench.workshop, job), bench.workshop)
    jobs = [replace(job, tagged=kinds.tagged)]
    jobs += [_Job(name, html, draft=draft) for name, html in composed.sheets.items()]
    jobs += _public_job(composed)
    laid: dict[str, _Laid] = {}
    for job in jobs:
        path = f"{bulletin.folder}/{job.name}"
        one, found = _lay_out(bench, order.layouts.get(path), path, job)
        found = [_placed(finding, bench.workshop.site, bulletin) for finding in found]
        findings += _of_public(found, findings) if job.public else found
        if one is None or has_errors(findings):
            return Made(order.key, None, tuple(findings))
        laid[job.name] = one
    own = laid[bulletin.file_name]
    beside, found = make_beside(
        kinds, order, composed, own.layout, lambda: _printed(bench.workshop, bulletin, own), own.tagged
    )
    findings += [_placed(finding, bench.workshop.site, bulletin) for finding in found]
    if has_errors(found):
        return Made(order.key, None, tuple(findings))
    new = {name: one.pdf for name, one in laid.items() if not one.stands}
    new |= {name: one.data for name, one in beside.items() if one.data}
    package = bulletin_package(
        bulletin,
        composed.html if bulletin.html else None,
        new,
        composed.media.values(),
        pages=own.layout.pages,
        standing=[name for name in (*laid, *beside) if name not in new],
        public=_public_files(composed, laid, bench.workshop),
    )
    pdf = own.pdf if composed.traced else b""
    looks, drawn = _seen(pdf, asked) if pdf else ((), {})
    sources = (*bulletin.sources, *bench.desk.templates_used(KIND_FOLDERS[bulletin.kind]))
    layouts = {name: one.layout for name, one in laid.items()}
    layouts |= {name: one.layout for name, one in beside.items()}
    return Made(
        order.key,
        package,
        tuple(findings),
        own.layout.pages,
        len(composed.sheets),
        own.layout.borrowed,
        {f"{bulletin.folder}/{name}": replace(layout, sources=sources) for name, layout in layouts.items()},
        set_now=sum(not one.stands for one in laid.values()),
        places=own.places,
        pdf=pdf,
        looks=looks,
        pictures=drawn,
        final=composed.final,
    )


@dataclass(frozen=True)
class _Job:
    """One PDF to be: its file name, its HTML, and that with marks of source lines where these are wanted.
    `photos` are the files of its pictures in the site by their address in the page. `tagged`: the pages are
    wanted with marks of their structure, too. `public`: it is the public edition's."""

    name: str
    html: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    even_foot: bool = False
    traced: str = ""
    draft: bool = False
    photos: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = False
    public: bool = False


@dataclass(frozen=True)
class _Laid:
    """One PDF: what is kept of it, and its bytes unless it `stands` already and nobody wants them."""

    layout: Layout
    pdf: bytes
    stands: bool
    places: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)
    tagged: bytes = b""


def _public_job(composed: Composed) -> list[_Job]:
    """The PDF of the public edition, named from the issue's own folder."""
    page = composed.public
    if page is None:
        return []
    photos = {f"media/{medium.name}": f"content/{path}" for path, medium in page.media.items()}
    bulletin = page.bulletin
    job = _Job(f"{PUBLIC}/{bulletin.file_name}", for_print(page.html), page.pictures, bulletin.even_foot)
    return [replace(job, draft=bulletin.draft, photos=photos, public=True)]


def _of_public(found: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings of the public edition's pages, which say so, without those that the internal one has too."""
    known = list(told)
    new = (finding for finding in found if finding not in known)
    return [
        one
        if one.severity == "error"
        else Diagnostic("public-page", one.place, {"said": one.message, "hint": one.hint}, one.excerpt)
        for one in new
    ]


def _public_files(composed: Composed, laid: Mapping[str, _Laid], workshop: Workshop) -> PublicFiles | None:
    page = composed.public
    if page is None:
        return None
    pages = laid[f"{PUBLIC}/{page.bulletin.file_name}"].layout.pages
    media = tuple(page.media.values())
    return PublicFiles(page.bulletin, page.html, media, page.screen, workshop.stylesheet.encode(), pages)


def _printed(workshop: Workshop, bulletin: Bulletin, own: _Laid) -> bytes:
    """The print PDF, also where it was not set this time."""
    return own.pdf or (workshop.output / bulletin.folder / bulletin.file_name).read_bytes()


def _key(workshop: Workshop, job: _Job) -> str:
    return layout_key(workshop.machine, workshop.stylesheet, job.html, job.pictures, even_foot=job.even_foot)


def _lay_out(
    bench: Bench, known: Layout | None, path: str, job: _Job
) -> tuple[_Laid | None, list[Diagnostic]]:
    """One PDF, set where it has changed, or the places of its marks or its tags are wanted."""
    workshop = bench.workshop
    key = _key(workshop, job)
    there = known is not None and known.key == key and stands(workshop.output / path, known)
    if there and known is not None and not (job.traced or job.tagged):
        return _Laid(known, b"", True), list(known.findings)
    # The marks are attributes and change nothing of the PDF.
    html = job.traced or job.html
    result, findings = typeset(
        bench.press,
        html,
        job.pictures,
        even_foot=job.even_foot,
        places=bool(job.traced),
        tagged=job.tagged,
    )
    if result is None:
        return None, findings
    findings += check_pages(
        result.pdf,
        result.parts,
        draft=job.draft,
        even_foot=job.even_foot,
        photos=job.photos,
        # Of an issue that nobody looks at the pages are read once.
        read_before=bench.pages if job.traced else None,
    )
    layout = Layout(key, digest(result.pdf), result.pages, result.borrowed, tuple(findings))
    return _Laid(layout, result.pdf, there, result.places, result.tagged), findings


def _seen(pdf: bytes, asked: Iterable[Asked]) -> tuple[tuple[Look, ...], dict[tuple[str, int], bytes]]:
    """The pages of a PDF, and pictures of those asked for that have changed; neither where that fails by a
    fault of ours: the files are sound, and the preview will find out and tell."""
    try:
        # A build that nobody looks at does without what reads PDFs, which takes its time to import.
        from generator.typeset.looks import page_looks
        from generator.typeset.pictures import changed_pictures

        looks = page_looks(pdf)
        return looks, changed_pictures(pdf, looks, asked)
    except Exception:
        return (), {}


def _placed(finding: Diagnostic, site: Path, bulletin: Bulletin) -> Diagnostic:
    """A finding of the page with the place in the content that it comes from, as far as can be told."""
    own = Place(f"content/issues/{bulletin.key}.yaml")
    if finding.code != "glyph-missing":
        return placed(finding, site, bulletin.sources, own)
    for source in bulletin.sources:
        try:
            text = (site / source).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if (column := line.find(finding.data["char"])) >= 0:
                return Diagnostic(finding.code, Place(source, number, column + 1), finding.data, line)
    return Diagnostic(finding.code, own, finding.data)
