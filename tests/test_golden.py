"""Whole sites in, golden text out: every page of every PDF, and every web page, word for word.

`UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the golden files anew; look at the difference.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from pages import built, page_texts, profile

from generator.measure import as_table, measure

SITES = Path(__file__).parent / "sites"
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.name for path in SITES.iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=NAMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("golden") / request.param
    shutil.copytree(SITES / request.param, copy)
    built(copy)
    return copy


def told(site: Path) -> str:
    """All pages of all PDFs and the text of all web pages, in one text."""
    output = site / "output"
    parts = []
    for pdf in sorted(output.rglob("*.pdf")):
        parts.append(f"=== {pdf.relative_to(output).as_posix()}")
        for number, text in enumerate(page_texts(pdf), start=1):
            parts.append(f"--- 第 {number} 页\n{text}")
    for page in sorted(output.rglob("*.html")):
        body = page.read_text(encoding="utf-8").partition("<body")[2].partition(">")[2]
        text = re.sub(r"\n\s*\n+", "\n", re.sub(r"<[^>]+>", "", body)).strip()
        parts.append(f"=== {page.relative_to(output).as_posix()}\n{text}")
    return "\n".join(parts) + "\n"


def test_the_site_says_what_it_said(site: Path) -> None:
    golden = GOLDEN / f"{site.name}.txt"
    found = told(site)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_page_measures_as_the_profile_says(site: Path) -> None:
    for pdf in (path for path in (site / "output").rglob("*.pdf") if path.parent.name != "交办单"):
        measurement, findings = measure(pdf, profile())
        assert measurement is not None and findings == []
        assert [row for row in as_table(measurement) if row.ok is False] == [], pdf.name
