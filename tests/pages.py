"""Building a small site in a test and reading what its PDF shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from pdfminer.layout import LTChar, LTContainer, LTItem

from generator.build.result import Outcome
from generator.diagnostics import has_errors, ordered
from generator.diagnostics.show import plain
from generator.model.profile import Profile
from generator.pipeline import build, find_profile


def built(site: Path, only: Sequence[str] = (), *, jobs: int = 1) -> Outcome:
    """Build a site that has to be free of errors."""
    outcome = build(site, site / "output", only, jobs=jobs)
    assert not has_errors(outcome.findings), plain(ordered(outcome.findings))
    return outcome


def only_pdf(site: Path) -> Path:
    (pdf,) = (site / "output").rglob("*.pdf")
    return pdf


def page_texts(pdf: Path) -> list[str]:
    """The text of each page as a reader copies it, lines joined."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"[\r\n\ufffe]+", "", text) for text in texts]


def profile() -> Profile:
    found, findings = find_profile(Path(), "gbt9704")
    assert found is not None and not findings
    return found


def markdown_text(report: str) -> str:
    """The body of a report file without its paragraph breaks."""
    return re.sub(r"\s+", "", report.split("---\n", 2)[2])


def characters(item: LTItem) -> Iterator[LTChar]:
    """The characters of a page of pdfminer's, which groups them into lines and boxes."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from characters(part)
