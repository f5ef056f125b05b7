"""Copies of finished pages: numbers and marks, and nothing else that changes."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.model.kinds import SHIPPED
from generator.model.profile import Profile, load_profile
from generator.pdf.lettering import Lettering
from generator.pdf.numbering import number_text
from generator.pdf.stamp import ROLE, Stamper
from generator.pipeline import find_faces
from generator.typeset.faces import Faces

POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def profile() -> Profile:
    made, findings = load_profile(SHIPPED / "profiles/gbt9704.yaml", "gbt9704")
    assert made and not findings
    return made


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    found, _ = find_faces(tmp_path_factory.mktemp("faces"))
    assert found
    return found


@pytest.fixture(scope="module")
def lettering(faces: Faces) -> Lettering:
    return Lettering(faces, ROLE)


def pages(*sizes: tuple[float, float]) -> bytes:
    """Empty pages of these sizes in mm, each with a rule drawn under a transformation that is not undone."""
    pdf = pikepdf.new()
    for width, height in sizes:
        pdf.add_blank_page(page_size=(width * POINTS, height * POINTS))
        pdf.pages[-1].Contents = pdf.make_stream(b"0.5 0 0 -0.5 0 800 cm 0 0 m 100 0 l S")
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def boxes(pdf: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Every character with its left edge and its baseline's height, pt."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        for place in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(place, loose=False)
            found.append((text.get_text_range(place, 1), left, bottom))
        return found
    finally:
        document.close()


def test_the_number_stands_at_the_first_character_of_the_first_line(
    lettering: Lettering, profile: Profile
) -> None:
    with Stamper(pages((210, 297), (210, 297)), lettering, profile, at_masthead=True) as stamper:
        stamper.begin()
        copy = stamper.copy(12)
    assert texts(copy) == ["000012", ""]
    char, left, bottom = boxes(copy)[0]
    assert char == "0"
    # 28 mm from the left edge, with the little room that a digit has at its side; the first of 22 lines.
    assert left == pytest.approx(28 * POINTS + 0.6, abs=0.6)
    baseline = (297 - 37) * POINTS - 28.98 / 2 - 0.38 * 16
    assert bottom == pytest.approx(baseline, abs=0.4)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        fonts = pdf.pages[0].Resources.XObject["/CopyNumber"].Resources.Font
        face = next(iter(fonts.values()))
        program = face.DescendantFonts[0].FontDescriptor
        assert any(key in program for key in ("/FontFile2", "/FontFile3"))


def test_a_mark_stands_on_every_page_and_is_faint(lettering: Lettering, profile: Profile) -> None:
    source = pages((210, 297), (297, 210))
    with Stamper(source, lettering, profile, at_masthead=False) as stamper:
        stamper.begin("市教育局")
        copy = stamper.copy(7)
    assert texts(copy) == ["市教育局000007"] * 2
    document = pypdfium2.PdfDocument(copy)
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    # The rule of the page itself is black; the mark is seen, and lighter than any text.
    greys = {value for count, value in picture.getcolors() if count > 200 and value < 255}
    assert greys and min(greys) > 200


def test_what_the_page_draws_is_left_as_it_was(lettering: Lettering, profile: Profile) -> None:
    source = pages((210, 297))
    with Stamper(source, lettering, profile, at_masthead=True) as stamper:
        stamper.begin("甲单位")
        copy = stamper.copy(1)
    with pikepdf.open(io.BytesIO(source)) as before, pikepdf.open(io.BytesIO(copy)) as after:
        own = after.pages[0].Contents
        assert own[len(own) - 1].read_bytes() == before.pages[0].Contents.read_bytes()


def test_copies_differ_in_their_number_alone_and_are_the_same_every_time(
    lettering: Lettering, profile: Profile
) -> None:
    source = pages((210, 297))
    made = []
    for _ in range(2):
        with Stamper(source, lettering, profile, at_masthead=True) as stamper:
            stamper.begin("甲")
            first, second = stamper.copy(1), stamper.copy(2)
            stamper.begin("乙")
            made.append((first, second, stamper.copy(3)))
    assert made[0] == made[1]
    assert [texts(copy)[0] for copy in made[0]] == ["甲000001000001", "甲000002000002", "乙000003000003"]
    # A copy says nothing of who got the others.
    assert all("甲" not in text for text in texts(made[0][2]))


def test_a_character_that_the_face_lacks_comes_from_another(lettering: Lettering) -> None:
    line = lettering.line("垱珺㙍12")
    assert [letter.text for letter in line.letters] == list("垱珺㙍12")
    assert line.width == pytest.approx(sum(letter.width for letter in line.letters))


def test_a_long_mark_is_kept_on_the_page(lettering: Lettering, profile: Profile, tmp_path: Path) -> None:
    with Stamper(pages((210, 297)), lettering, profile, at_masthead=False) as stamper:
        stamper.begin("某市进万家办实事实践活动领导小组办公室综合协调组")
        copy = stamper.copy(1)
    for _, left, bottom in boxes(copy):
        assert 0 < left < 210 * POINTS and 0 < bottom < 297 * POINTS


def test_numbers_have_six_digits() -> None:
    assert (number_text(1), number_text(123456)) == ("000001", "123456")
