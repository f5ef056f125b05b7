"""Marks on the page: where their ink stands in their cells, measured in the PDF."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pages import profile
from PIL import Image

from generator.model.kinds import SHIPPED
from generator.render.environment import make_environment
from generator.typeset.document import Press, make_press, typeset
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig
from generator.typeset.stylesheet import print_stylesheet

ROOT = Path(__file__).parents[1]
EM = 16.0
DOTS = 8
"""Of the picture, for each point."""
LEFT = 28 * 72 / 25.4
"""Of the type area (GB/T 9704-2012, 5.2.1), in points."""
MARKS = "，。、；：？！）》"


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    use_fontconfig(tmp_path_factory.mktemp("cache"))
    found, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def press(faces: Faces) -> Press:
    stylesheet, findings = print_stylesheet(make_environment(ROOT), profile(), faces)
    assert findings == []
    return make_press(faces, stylesheet)


def ink(press: Press, text: str, family: str) -> list[tuple[float, float]]:
    """From where to where a line is black, in points: each stretch without a gap as wide as a dot."""
    html = (
        '<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>测试</title></head><body class="bulletin"><main>'
        f"<p style=\"font: {EM}pt '{family}'; text-indent: 0\">{text}</p></main></body></html>"
    )
    result, findings = typeset(press, html, {})
    assert result is not None and findings == []
    with pypdfium2.PdfDocument(result.pdf) as document:
        page = document[0].render(scale=DOTS, grayscale=True).to_pil()
    # The page number stands far below.
    line = page.crop((0, 0, page.width, page.height // 2)).point(lambda level: 255 * (level < 128))
    _, top, _, bottom = line.getbbox() or (0, 0, 0, 1)
    line = line.crop((0, top, line.width, bottom))
    columns = line.resize((line.width, 1), Image.Resampling.BOX).point(lambda level: 255 * (level > 0))
    black = [column for column in range(columns.width) if columns.getpixel((column, 0))]
    begins = [column for column in black if column - 1 not in black]
    ends = [column + 1 for column in black if column + 1 not in black]
    return [(left / DOTS, right / DOTS) for left, right in zip(begins, ends, strict=True)]


@pytest.mark.parametrize("mark", MARKS)
def test_the_ink_of_closing_marks_is_in_the_left_half_of_their_cells(
    press: Press, faces: Faces, mark: str
) -> None:
    for stack in faces.stacks.values():
        _, *between, _ = ink(press, f"国{mark}国", stack[0])
        cell = LEFT + EM
        assert cell - 0.1 < between[0][0] and between[-1][1] < cell + EM / 2, stack[0]


def test_a_mark_that_gave_room_does_not_touch_what_follows(press: Press, faces: Faces) -> None:
    """Of two marks in a row the first loses its right half: there ？ of FandolFang stood on the second."""
    for stack in faces.stacks.values():
        stretches = ink(press, "国？）国", stack[0])
        assert len(stretches) >= 4, stack[0]
        assert all(right[0] - left[1] > 0.05 * EM for left, right in pairwise(stretches[-3:])), stack[0]
