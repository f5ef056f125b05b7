"""A report as far as it could be told from a manuscript, before it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.diagnostics import Diagnostic
from generator.intake.manuscript import NOTHING, Span, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` from 1; the number is dropped where the bulletin prints the same one by itself."""

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; every item with its level, from 0."""

    ordered: bool
    items: tuple[tuple[int, tuple[Span, ...]], ...]


Part = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class PhotoDraft:
    """A picture of the manuscript by its key."""

    key: int
    caption: str = ""
    photographer: str = ""


@dataclass(frozen=True)
class Draft:
    """`unit` and `day` are "" and None where they could not be told; `unit_written` is a name that no unit
    has, `unit_near` those most like it."""

    title: str
    subtitle: str = ""
    unit: str = ""
    unit_written: str = ""
    unit_near: tuple[str, ...] = ()
    day: date | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    section: str = ""
    photos: tuple[PhotoDraft, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    remarks: tuple[Diagnostic, ...] = ()
