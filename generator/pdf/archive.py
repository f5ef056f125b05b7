"""The archive copy: PDF/A-1b (ISO 19005-1:2005, GB/T 23286.1), made of the tagged pages as they were set.

The pages themselves are left as they are: what the standard wants lies beside them. Numbers of clauses in
this folder are those of ISO 19005-1.
"""

from __future__ import annotations

import io
from importlib.resources import files

import pikepdf
from pikepdf import Array, Name

from generator.diagnostics import Diagnostic
from generator.pdf.archive_colours import colours_in_srgb
from generator.pdf.archive_faces import say_cids
from generator.pdf.archive_tags import tidy_tags
from generator.pdf.facts import Facts, Property, write_facts
from generator.pdf.options import AS_STANDARD, Red
from generator.pdf.output_intent import output_intent

CONFORMANCE = Property("http://www.aiim.org/pdfa/ns/id/", "pdfaid", {"part": "1", "conformance": "B"})
_PRINTED = 4
"""The flag of annotations that are printed (PDF Reference 1.4, 8.4.2)."""
_SRGB = "sRGB IEC61966-2.1"
_REGISTRY = "http://www.color.org"
_OPAQUE_MODES = ("/Normal", "/Compatible")


def archive(pdf: bytes, facts: Facts, red: Red = AS_STANDARD.red) -> tuple[bytes | None, list[Diagnostic]]:
    """The archive copy of a PDF; the same bytes every time. `red` is that of the layout profile. None where
    something on the pages is see-through: that is forbidden, and cannot be changed without changing them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if any(_is_see_through(item) for item in document.objects):
            return None, [Diagnostic("archive-see-through")]
        for item in document.objects:
            _put_right(item)
        for page in document.pages:
            for annotation in page.get("/Annots", ()):
                annotation.F = _PRINTED
        colours_in_srgb(document, red)
        say_cids(document)
        tidy_tags(document)
        # 6.2.2: what the colours mean, so that they can be told in thirty years.
        intent = output_intent(document, Name.GTS_PDFA1, _SRGB, _REGISTRY, _SRGB, srgb_profile(), 3)
        document.Root.OutputIntents = Array([intent])
        write_facts(document, facts, [CONFORMANCE])
        return _saved(document), []


def srgb_profile() -> bytes:
    """The ICC's own profile of sRGB, version 2 as PDF 1.4 knows it; it may be passed on freely. It comes with
    WeasyPrint. (What littleCMS makes holds the time of its making.)"""
    return (files("weasyprint") / "pdf" / "sRGB2014.icc").read_bytes()


def _put_right(item: pikepdf.Object) -> None:
    """6.2.4: pictures are not smoothed. They look the same: readers smooth them as they please."""
    if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image and "/Interpolate" in item:
        del item["/Interpolate"]


def _is_see_through(item: pikepdf.Object) -> bool:
    """6.4: no soft mask, no blending, no opacity below 1, no group of transparency."""
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if item.get("/Subtype") == Name.Image:
        return "/SMask" in item
    if item.get("/S") == Name.Transparency:
        return True
    if isinstance(group := item.get("/Group"), pikepdf.Dictionary) and group.get("/S") == Name.Transparency:
        return True
    states = item.get("/Resources", item).get("/ExtGState")
    return isinstance(states, pikepdf.Dictionary) and any(
        _blends(state) for state in states.as_dict().values()
    )


def _blends(state: pikepdf.Object) -> bool:
    opacities = (state.get(name, 1) for name in ("/ca", "/CA"))
    return (
        any(float(opacity) < 1 for opacity in opacities)
        or str(state.get("/SMask", "/None")) != "/None"
        or str(state.get("/BM", "/Normal")) not in _OPAQUE_MODES
    )


def _saved(document: pikepdf.Pdf) -> bytes:
    """As PDF 1.4: without object streams and cross-reference streams (6.1.4)."""
    target = io.BytesIO()
    document.remove_unreferenced_resources()
    document.save(
        target,
        min_version="1.4",
        force_version="1.4",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return target.getvalue()
