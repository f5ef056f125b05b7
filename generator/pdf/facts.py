"""What a PDF says of itself: title, publication, number, issuer, date, keywords, as Info and as XMP.

PDF/A-1 wants both, and in step with each other (ISO 19005-1, 6.7.3); PDF/X-4 reads the XMP.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from generator.model.bulletin import Bulletin

# Every process that makes pages knows what they say of themselves; few of them write another PDF.
if TYPE_CHECKING:
    import pikepdf

PROGRAM = "简报生成器"
_ZONE = "+08:00"
"""An issue is signed at midnight of its date in Chinese time: a date alone says no more."""
_PACKET = "W5M0MpCehiHzreSzNTczkc9d"
"""The id of every packet (XMP Specification Part 1, 7.3.2)."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Facts:
    """`number` is as the masthead prints it, 第5期（总第78期）; `language` as RFC 3066 has it."""

    title: str
    publication: str
    number: str
    issuer: str
    date: date
    keywords: tuple[str, ...] = ()
    language: str = "zh-CN"

    @property
    def subject(self) -> str:
        return f"《{self.publication}》{self.number}"


@dataclass(frozen=True, slots=True)
class Property:
    """More XMP of one namespace: `values` are simple properties by their local names."""

    namespace: str
    prefix: str
    values: Mapping[str, str] = field(default_factory=dict)


def facts_of(bulletin: Bulletin) -> Facts:
    masthead = bulletin.masthead
    names = [masthead.name, *(section.name for section in bulletin.sections if section.name)]
    return Facts(
        bulletin.title,
        masthead.name,
        masthead.number_line,
        masthead.issuer,
        bulletin.date,
        tuple(dict.fromkeys(names)),
    )


def write_facts(
    pdf: pikepdf.Pdf, facts: Facts, more: Iterable[Property] = (), info: Mapping[str, str] | None = None
) -> None:
    """Say `facts` in the Info dictionary and in the XMP of `pdf`, in place of what stood there.

    `more` are XMP properties of the kind (its mark of conformance), `info` entries of Info by their names
    with a slash. The language becomes the document's. The metadata is not packed: PDF/A-1 forbids it (6.7.2).
    """
    import pikepdf
    from pikepdf import Dictionary, Name, String

    pdf.docinfo = pdf.make_indirect(Dictionary(_info(facts, info or {})))
    stream = pikepdf.Stream(pdf, _xmp(facts, more))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
    pdf.Root.Lang = String(facts.language)


def identifier(facts: Facts, what: str) -> UUID:
    """A name for a document of these facts that is the same every time; `what` is its kind."""
    words = "\n".join((what, facts.title, facts.issuer, facts.date.isoformat()))
    return UUID(bytes=sha256(words.encode("utf-8", "surrogatepass")).digest()[:16], version=5)


def _info(facts: Facts, more: Mapping[str, str]) -> dict[str, pikepdf.Object]:
    from pikepdf import Name, String

    moment = String(f"D:{facts.date:%Y%m%d}000000+08'00'")
    entries: dict[str, pikepdf.Object] = {
        "/Title": String(_plain(facts.title)),
        "/Author": String(_plain(facts.issuer)),
        "/Subject": String(_plain(facts.subject)),
        "/Keywords": String(_plain(", ".join(facts.keywords))),
        "/Creator": String(PROGRAM),
        "/Producer": String(PROGRAM),
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    return entries | {
        name: Name(value) if value.startswith("/") else String(value) for name, value in more.items()
    }


def _xmp(facts: Facts, more: Iterable[Property]) -> bytes:
    """One `rdf:Description` for each namespace, which declares it itself: that of PDFBox reads no other."""
    moment = f"{facts.date.isoformat()}T00:00:00{_ZONE}"
    groups = [
        _description(
            "http://purl.org/dc/elements/1.1/",
            "dc",
            "<dc:format>application/pdf</dc:format>",
            f"<dc:title><rdf:Alt>{_default(facts.title)}</rdf:Alt></dc:title>",
            f"<dc:creator><rdf:Seq>{_item(facts.issuer)}</rdf:Seq></dc:creator>",
            f"<dc:description><rdf:Alt>{_default(facts.subject)}</rdf:Alt></dc:description>",
            f"<dc:subject><rdf:Bag>{''.join(map(_item, facts.keywords))}</rdf:Bag></dc:subject>",
            f"<dc:language><rdf:Bag>{_item(facts.language)}</rdf:Bag></dc:language>",
        ),
        _simple(
            "http://ns.adobe.com/xap/1.0/",
            "xmp",
            {"CreatorTool": PROGRAM, "CreateDate": moment, "ModifyDate": moment, "MetadataDate": moment},
        ),
        _simple(
            "http://ns.adobe.com/pdf/1.3/",
            "pdf",
            {"Producer": PROGRAM, "Keywords": ", ".join(facts.keywords)},
        ),
        *(_simple(one.namespace, one.prefix, one.values) for one in more),
    ]
    packet = (
        f'<?xpacket begin="\ufeff" id="{_PACKET}"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f"{''.join(groups)}"
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()


def _description(namespace: str, prefix: str, *properties: str) -> str:
    head = f'<rdf:Description rdf:about="" xmlns:{prefix}={quoteattr(namespace)}>'
    return "\n".join((head, *properties, "</rdf:Description>\n"))


def _simple(namespace: str, prefix: str, values: Mapping[str, str]) -> str:
    lines = [f"<{prefix}:{name}>{_text(value)}</{prefix}:{name}>" for name, value in values.items()]
    return _description(namespace, prefix, *lines)


def _default(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{_text(text)}</rdf:li>'


def _item(text: str) -> str:
    return f"<rdf:li>{_text(text)}</rdf:li>"


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Without characters that XML cannot have: a control character that slipped into a name is left out."""
    return _UNFIT.sub("", text)
