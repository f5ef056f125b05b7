"""The volume put together: the issues' finished pages laid on the empty ones that were set for them.

A page of an issue is taken as it is, with all that draws it. What was set for its place, the number of the
page in the volume, is drawn below it as a form: of the page's own content nothing is touched or covered.
Numbers of clauses are those of ISO 32000-1.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence
from copy import copy

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from generator.pdf.facts import Facts, write_facts
from generator.volume.entries import Bound, Spot, spots_of
from generator.volume.skeleton import INDEX, Skeleton

_FORM = Name("/VolumePage")
_CONTENTS, _INDEX = "总目录", "单位索引"

Places = Mapping[str, Spot]


def bind(skeleton: Skeleton, issues: Sequence[Bound], facts: Facts) -> bytes:
    """The finished volume; the same bytes every time. Raises pikepdf.PdfError where an issue is no PDF."""
    places = dict(skeleton.spots)
    with contextlib.ExitStack() as sources:
        volume = sources.enter_context(pikepdf.open(io.BytesIO(skeleton.pdf)))
        names: list[Places] = [places] * len(volume.pages)
        for issue in issues:
            # Open until the volume is saved, which reads from it.
            source = sources.enter_context(pikepdf.open(io.BytesIO(issue.pdf)))
            first = skeleton.spots[issue.id].page
            own = {name: _moved(spot, first) for name, spot in spots_of(source).items()}
            for place, page in enumerate(source.pages, first - 1):
                _lay(volume, place, page)
                names[place] = own
            places |= {entry.id: _moved(entry.spot, first) for entry in issue.entries}
        for page, known in zip(volume.pages, names, strict=True):
            _lead(volume, page, known)
        _add_bookmarks(volume, issues, places, facts.title)
        del volume.Root.Names
        volume.Root.PageMode = Name.UseOutlines
        volume.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipLongEdge)
        write_facts(volume, facts)
        target = io.BytesIO()
        volume.save(target, fix_metadata_version=False, deterministic_id=True)
        return target.getvalue()


def _moved(spot: Spot, first: int) -> Spot:
    """A place of an issue whose first page is `first` of the volume."""
    return Spot(spot.page + first - 1, spot.left, spot.top)


def _lay(volume: pikepdf.Pdf, place: int, page: pikepdf.Page) -> None:
    """Put a page of an issue where an empty one is, which is drawn below it."""
    form = volume.pages[place].as_form_xobject()
    volume.pages[place] = page
    laid = volume.pages[place]
    left, bottom, right, top = (float(edge) for edge in laid.mediabox)
    # A page on its side is bound with its top to the left; what is drawn for the page's foot turns with it.
    turned = right - left > top - bottom
    matrix = f"0 -1 1 0 {left:.6f} {top:.6f}" if turned else f"1 0 0 1 {left:.6f} {bottom:.6f}"
    # WeasyPrint's pages share one dictionary of resources; this form belongs to one page.
    resources = copy(laid.resources)
    resources.XObject = copy(resources.get("/XObject", Dictionary()))
    resources.XObject[_FORM] = form
    laid.obj.Resources = resources
    # No part of the text: whoever hears the page read aloud does not hear it on every one (14.8.2.2).
    laid.contents_add(f"/Artifact BMC\nq {matrix} cm {_FORM} Do Q\nEMC\n".encode(), prepend=True)
    # In one piece, as what makes the other kinds of PDF reads it.
    laid.contents_coalesce()


def _lead(volume: pikepdf.Pdf, page: pikepdf.Page, names: Places) -> None:
    """Have the page's links lead to where their names stand now: several issues use the same ones (12.3.2.3).
    A link whose name is nowhere leads nowhere and is left out."""
    kept = []
    for annotation in page.obj.get("/Annots", ()):
        if "/Dest" in annotation:
            spot = names.get(str(annotation.Dest))
            if spot is None:
                continue
            annotation.Dest = _target(volume, spot)
        kept.append(annotation)
    if "/Annots" in page.obj:
        page.obj.Annots = Array(kept)


def _target(volume: pikepdf.Pdf, spot: Spot) -> Array:
    return Array([volume.pages[spot.page - 1].obj, Name.XYZ, spot.left, spot.top, 0])


def _add_bookmarks(volume: pikepdf.Pdf, issues: Sequence[Bound], places: Places, title: str) -> None:
    """The volume → its issues → their articles."""

    def item(text: str, spot: Spot) -> OutlineItem:
        return OutlineItem(text, _target(volume, spot))

    whole = item(title, Spot(1, 0.0, float(volume.pages[0].mediabox[3])))
    whole.is_closed = False
    whole.children.append(item(_CONTENTS, places["contents-title"]))
    for issue in issues:
        own = item(f"{issue.number_line}　{issue.date_line}", places[issue.id])
        own.is_closed = True
        own.children.extend(item(entry.title, places[entry.id]) for entry in issue.entries)
        whole.children.append(own)
    if INDEX in places:
        whole.children.append(item(_INDEX, places[INDEX]))
    with volume.open_outline() as outline:
        outline.root[:] = [whole]
