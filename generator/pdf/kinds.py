"""The kinds of PDF that an issue can be made as; a new one is an entry here and what makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.diagnostics import Diagnostic
from generator.pdf.facts import Facts
from generator.pdf.options import AS_STANDARD, Options

PRINT, ARCHIVE = "print", "archive"


class Make(Protocol):
    """From a finished PDF, as it was typeset, to one of the kind; None after an error among the findings."""

    def __call__(
        self, pdf: bytes, facts: Facts, options: Options = AS_STANDARD
    ) -> tuple[bytes | None, list[Diagnostic]]: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` as editors write it under 成品, `label` as they read it; `suffix` ends the file's name.

    `tagged`: it is made of the same pages written with marks of their structure, not of the print PDF itself.
    """

    name: str
    label: str
    suffix: str
    make: Make
    tagged: bool = False

    def file_name(self, printed: str) -> str:
        """工作简报2022年第5期.pdf → 工作简报2022年第5期（归档）.pdf"""
        return f"{printed.removesuffix('.pdf')}{self.suffix}.pdf"


def _print(pdf: bytes, facts: Facts, options: Options = AS_STANDARD) -> tuple[bytes | None, list[Diagnostic]]:
    """Print is what was typeset."""
    return pdf, []


# What makes a kind is imported when it is wanted: reading PDFs takes its time to import.
def _archive(
    pdf: bytes, facts: Facts, options: Options = AS_STANDARD
) -> tuple[bytes | None, list[Diagnostic]]:
    from generator.pdf.archive import archive

    return archive(pdf, facts, options.red)


def _press(pdf: bytes, facts: Facts, options: Options = AS_STANDARD) -> tuple[bytes | None, list[Diagnostic]]:
    from generator.pdf.press import make_press_pdf

    return make_press_pdf(pdf, facts, options)


def _booklet(
    pdf: bytes, facts: Facts, options: Options = AS_STANDARD
) -> tuple[bytes | None, list[Diagnostic]]:
    from generator.pdf.booklet import make_booklet_pdf

    return make_booklet_pdf(pdf, facts, options)


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(PRINT, "办公打印", "", _print),
        Kind(ARCHIVE, "归档", "（归档）", _archive, tagged=True),
        Kind("press", "送印刷厂", "（付印）", _press),
        Kind("booklet", "小册子", "（小册子）", _booklet),
    )
}
"""By name, in the order of `model.site.PDF_KINDS`."""
