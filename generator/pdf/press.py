"""The file for a print shop: PDF/X-4 (ISO 15930-7) in inks alone, made of the pages as they were set.

What the standard wants: all fonts inside, a printing condition named, the boxes of every page, metadata as
XMP, no encryption, no actions; and nothing of what only a reader on a screen needs.
"""

from __future__ import annotations

import io
from hashlib import sha256
from uuid import UUID

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from generator.diagnostics import Diagnostic
from generator.pdf.colours import Content, contents
from generator.pdf.facts import Facts, Property, write_facts
from generator.pdf.options import AS_STANDARD, Options
from generator.pdf.output_intent import output_intent
from generator.pdf.press_boxes import MARKS, all_plates, crop_marks, set_boxes
from generator.pdf.press_contents import UnprintableError, inked, turn_resources
from generator.pdf.press_images import turn_image
from generator.pdf.press_inks import CONDITION, CONDITION_IN_WORDS, REGISTRY, Inks, make_inks, profile_bytes

VERSION = "PDF/X-4"
_KEPT = frozenset(("/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/PageLabels"))
"""What of the document's catalogue a print shop needs: no bookmarks, links or forms."""
_DROPPED_FROM_PAGES = ("/Annots", "/AA", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb")


def make_press_pdf(
    pdf: bytes, facts: Facts, options: Options = AS_STANDARD
) -> tuple[bytes | None, list[Diagnostic]]:
    """The press file of a finished PDF; the same bytes every time. None where something on its pages cannot
    be turned to inks. Raises pikepdf.PdfError where `pdf` is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        findings = _turn_colours(document, make_inks(options.red))
        if findings:
            return None, findings
        plates = Dictionary({MARKS: all_plates(document)})
        for page in document.pages:
            _finish(document, page, options, plates)
        for name in set(document.Root.keys()) - _KEPT:
            del document.Root[name]
        document.Root.OutputIntents = Array([_output_intent(document)])
        _say(document, facts)
        return _saved(document), []


def _turn_colours(document: pikepdf.Pdf, inks: Inks) -> list[Diagnostic]:
    """Everything that has a colour turned to inks; what cannot be is a finding for each page."""
    findings: dict[tuple[int, str], Diagnostic] = {}
    turned: set[tuple[int, int]] = set()
    # Read through before anything is changed: pages share resources.
    everything = list(contents(document))
    for content in everything:
        try:
            _write(document, content, inked(content, inks))
            _turn_images(content, inks, turned)
        except UnprintableError as error:
            data = {"page": content.page, "what": str(error)}
            findings.setdefault((content.page, str(error)), Diagnostic("press-colour", data=data))
    for content in everything:
        try:
            turn_resources(content.resources, inks)
        except UnprintableError as error:
            data = {"page": content.page, "what": str(error)}
            findings.setdefault((content.page, str(error)), Diagnostic("press-colour", data=data))
    return list(findings.values())


def _write(document: pikepdf.Pdf, content: Content, operators: bytes) -> None:
    """Put the operators in place. A page says its first colour, and shuts in what it does to the state."""
    if content.holder.get("/Type") == Name.Page:
        begun = b"q\n0 0 0 1 k\n0 0 0 1 K\n" + operators + b"\nQ\n"
        content.holder.Contents = document.make_stream(begun)
    else:
        content.holder.write(operators)
        if "/Group" in content.holder:
            content.holder.Group.CS = Name.DeviceCMYK


def _turn_images(content: Content, inks: Inks, turned: set[tuple[int, int]]) -> None:
    if "/XObject" not in content.resources:
        return
    for drawn in content.resources.XObject.as_dict().values():
        if not isinstance(drawn, pikepdf.Stream) or drawn.objgen in turned:
            continue
        turned.add(drawn.objgen)
        if drawn.get("/Subtype") == Name.Image:
            turn_image(drawn, content.resources, inks)


def _finish(document: pikepdf.Pdf, page: pikepdf.Page, options: Options, plates: Object) -> None:
    trim = set_boxes(page, options.bleed, options.crop_marks)
    for name in _DROPPED_FROM_PAGES:
        if name in page.obj:
            del page.obj[name]
    if options.crop_marks:
        page.resources.ColorSpace = plates
        marks = crop_marks(trim, options.bleed)
        page.obj.Contents = document.make_stream(page.obj.Contents.read_bytes() + marks)
    if "/Group" in page.obj or _is_see_through(page.resources):
        # What shows through is mixed as inks, not as lights (ISO 32000-1, 11.6.6).
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def _is_see_through(resources: Object) -> bool:
    """Whether anything that `resources` name lets the paper or other colours through."""
    states = resources.get("/ExtGState", Dictionary()).as_dict().values()
    drawn = resources.get("/XObject", Dictionary()).as_dict().values()
    return any(_blends(state) for state in states) or any(
        "/SMask" in one or "/Group" in one or ("/Resources" in one and _is_see_through(one.Resources))
        for one in drawn
    )


def _blends(state: Object) -> bool:
    return (
        any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA"))
        or str(state.get("/SMask", "/None")) != "/None"
        or str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
    )


def _output_intent(document: pikepdf.Pdf) -> Object:
    """6.2.2: the printing condition by its registered name, and its profile, so that inks can be shown."""
    words, profile = CONDITION_IN_WORDS, profile_bytes()
    intent = output_intent(document, Name.GTS_PDFX, CONDITION, REGISTRY, words, profile, 4)
    intent.OutputCondition = String(words)
    return intent


def _say(document: pikepdf.Pdf, facts: Facts) -> None:
    """6.7 and 6.8: the version in XMP (in Info too, where older programs of print shops look), that nothing
    was trapped, and an identity of the document."""
    more = (
        Property("http://www.npes.org/pdfx/ns/id/", "pdfxid", {"GTS_PDFXVersion": VERSION}),
        Property("http://ns.adobe.com/pdf/1.3/", "pdf", {"Trapped": "False"}),
        Property(
            "http://ns.adobe.com/xap/1.0/mm/",
            "xmpMM",
            {"DocumentID": f"uuid:{_identity(facts)}", "VersionID": "1", "RenditionClass": "default"},
        ),
    )
    write_facts(document, facts, more, {"/GTS_PDFXVersion": VERSION, "/Trapped": "/False"})


def _identity(facts: Facts) -> UUID:
    """The same for every making of one issue, and another for its other kinds (RFC 9562, 5.5)."""
    words = "\n".join(("press", facts.title, facts.issuer, facts.date.isoformat()))
    return UUID(bytes=sha256(words.encode("utf-8", "replace")).digest()[:16], version=5)


def _saved(document: pikepdf.Pdf) -> bytes:
    """PDF/X-4 is an extension of PDF 1.6."""
    out = io.BytesIO()
    document.save(
        out,
        force_version="1.6",
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return out.getvalue()
