"""The numbers beside the lines of a proof, by the places of characters on its finished pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from rules_made import FRONT, write_site

from generator.proof.make import make_proof

ISSUE = """\
期号: 1
签发日期: 2022-06-06
报道期间: 2022-05-01 至 2022-06-05
按语: 本期只登一篇，说的是走访学校的事，请各单位看一看。
栏目:
  - 名称: 基层动态
    文章: [reports/r1.md]
状态: {state}
"""
TABLE = """
表：走访情况

| 学校名称 | 走访次数（按登记的次数计算，同一天的算一次） | 办成的事 |
| --- | --- | --- |
| 第一小学 | 12 | 修好了操场上的篮球架，换了教室里的灯，又给食堂添了一台消毒柜 |
| 第二小学 | 8 | 修路 |
"""
BODY = "".join(
    f"第{number}段说的是另外的一件事，写得长一些，好让它占上两三行的地方，再多写几个字。\n\n"
    for number in range(18)
)
KEY = "jianbao/2022-01"
MARGIN = 40.0
"""pt from the left edge: only the numbers of lines stand there."""


@dataclass(frozen=True)
class Page:
    """`numbers` by what they say, from top to bottom, and the bodies of all other characters: (bottom, top)
    in pt."""

    numbers: tuple[tuple[str, float, float], ...]
    characters: tuple[tuple[float, float], ...]

    def beside(self, bottom: float, top: float) -> bool:
        return any(low < top and bottom < high for low, high in self.characters)


def pages_of(file: Path) -> list[Page]:
    """The pages without the record of changes at the end."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [_page(page) for page in document][:-1]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    text, found, others = page.get_textpage(), {}, []
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index)
        if not char.strip() or right <= left:
            continue
        if right < MARGIN:
            row = next((one for one in found if abs(one - bottom) < 2), bottom)
            found.setdefault(row, []).append((left, char, bottom, top))
        elif bottom > 85:
            others.append((bottom, top))  # below that stands the number of the page
    numbers = [
        ("".join(char for _, char, _, _ in sorted(row)), row[0][2], row[0][3])
        for _, row in sorted(found.items(), reverse=True)
    ]
    return Page(tuple(numbers), tuple(others))


def check(pages: list[Page]) -> None:
    for page in pages:
        assert [number for number, _, _ in page.numbers] == [
            str(number) for number in range(1, len(page.numbers) + 1)
        ]
        for number, bottom, top in page.numbers:
            assert page.beside(bottom, top), f"{number} stands beside blank paper"
        for (_, bottom, _), (_, _, top) in zip(page.numbers, page.numbers[1:], strict=False):
            assert top < bottom, "numbers lie on one another"
        for low, high in page.characters:
            # Marks stand high or low in their line.
            near = [one for one, bottom, top in page.numbers if low - 7 < top and bottom < high + 7]
            assert near, "a line without a number"


@pytest.mark.parametrize("state", ["草稿", "定稿"])
def test_every_page_has_the_numbers_of_its_own_lines(tmp_path: Path, state: str) -> None:
    site = write_site(tmp_path, FRONT + BODY + TABLE, issue=ISSUE.format(state=state))
    made, findings = make_proof(site, site / "output", KEY)
    assert made is not None and not [one for one in findings if one.severity == "error"]
    pages = pages_of(site / "output" / made.files[0])
    assert len(pages) >= 3
    check(pages if state == "定稿" else [_without_mark(page) for page in pages])
    first, second = (tuple(round(bottom) for _, bottom, _ in page.numbers) for page in pages[:2])
    assert first != second and len(set(second)) > 10


def _without_mark(page: Page) -> Page:
    """草稿 across the page is none of its lines: without its two characters, which are larger than all."""
    return Page(page.numbers, tuple(one for one in page.characters if one[1] - one[0] < 60))


def test_charts_and_tables_of_another_office_have_their_numbers(tmp_path: Path) -> None:
    site = tmp_path / "yunling"
    shutil.copytree(Path(__file__).parent / "sites" / "yunling", site)
    made, _ = make_proof(site, site / "output", "nianbao/2025-01")
    assert made is not None
    for page in pages_of(site / "output" / made.files[0]):
        assert [number for number, _, _ in page.numbers] == [
            str(number) for number in range(1, len(page.numbers) + 1)
        ]
        for number, bottom, top in page.numbers:
            assert page.beside(bottom, top), f"{number} stands beside blank paper"
        for (_, bottom, _), (_, _, top) in zip(page.numbers, page.numbers[1:], strict=False):
            assert top < bottom, "numbers lie on one another"
