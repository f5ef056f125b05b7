"""Apache PDFBox Preflight asked about PDFs, and archive copies read."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile

import pypdfium2
import pytest

from generator.setup.system import PREFLIGHT, command_for, manager, preflight

ARCHIVED = "（归档）.pdf"


def preflight_findings(files: Iterable[Path], work: Path) -> dict[str, list[str]]:
    """What Preflight finds in each file, by its number among them; `work` is a folder to work in."""
    command = preflight()
    if not command:
        pytest.fail(f"没有 PDF/A 检验程序，请运行 make prepare-dev。{command_for([PREFLIGHT], manager())}")
    folder = work / "asked"
    folder.mkdir()
    for number, file in enumerate(files):
        copyfile(file, folder / f"{number:04d}.pdf")
    done = subprocess.run([*command, "xml", "group", folder], cwd=work, capture_output=True, text=True)
    (report,) = work.glob("**/*.preflight.xml")
    found: dict[str, list[str]] = {}
    for one in ElementTree.parse(report).getroot().iter("preflight"):
        errors = [f"{error.findtext('code')} {error.findtext('details')}" for error in one.iter("error")]
        valid = one.findtext("isValid") == "true"
        found[one.attrib["name"]] = errors if valid or errors else [done.stderr or "not valid"]
    return found


def drawn_text(file: Path) -> list[list[tuple[str, tuple[float, ...]]]]:
    """The lines of text of each page with the places where they stand, as PDFium sees them."""
    document = pypdfium2.PdfDocument(file)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            places = [text.get_rect(number) for number in range(text.count_rects())]
            pages.append(
                [(text.get_text_bounded(*place), tuple(round(edge, 2) for edge in place)) for place in places]
            )
        return pages
    finally:
        document.close()
