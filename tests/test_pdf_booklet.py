"""The booklet: which page stands where on the sheets, the foot on the back cover, nothing else changed."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest
from conftest import told
from hypothesis import given
from hypothesis import strategies as st
from pdf_made import A4, MM, MadePdf

from generator.pdf.booklet import make_booklet_pdf
from generator.pdf.facts import Facts
from generator.pdf.imposition import Side, padded, sides
from generator.pdf.kinds import KINDS
from generator.pdf.options import Options

FACTS = Facts(
    "工作简报2022年第5期", "工作简报", "第5期（总第78期）", "市办公室", date(2022, 6, 6), ("工作简报",)
)
TURNED = (A4[1], A4[0])
FOOT, BODY = "共印九十份", "面"


@dataclass(frozen=True)
class Word:
    """A run of text on a sheet and where its first character begins, in millimetres from left and bottom."""

    text: str
    left: float
    bottom: float


def issue(count: int, *, turned: tuple[int, ...] = ()) -> bytes:
    """An issue as it is typeset: `甲` × page and 面 at the left edge of the type area, the number below it,
    the foot at the bottom of the last page."""
    made = MadePdf()
    for number in range(1, count + 1):
        page = made.page(TURNED if number in turned else A4)
        left = 28 if number % 2 else 26
        page.text(left * MM, 60 * MM, f"{_name(number)}{BODY}")
        if number not in turned:
            page.text((150 if number % 2 else 30) * MM, (297 - 26.4) * MM, f"—{_name(number)}—", size=14)
        if number == count:
            page.text(left * MM, (297 - 37) * MM, FOOT, size=14)
    return written(made)


def written(made: MadePdf) -> bytes:
    with TemporaryDirectory() as folder:
        return made.save(Path(folder, "made.pdf")).read_bytes()


def _name(number: int) -> str:
    return "一二三四五六七八九十甲乙丙丁戊己"[number - 1]


def booklet(pdf: bytes, options: Options | None = None) -> bytes:
    made, findings = make_booklet_pdf(pdf, FACTS, options or Options())
    assert made is not None and findings == []
    return made


def words(pdf: bytes) -> list[list[Word]]:
    """The runs of text of each page as PDFium finds them."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        found = [text.get_rect(at) for at in range(text.count_rects())]
        pages.append([Word(text.get_text_bounded(*box).strip(), box[0] / MM, box[1] / MM) for box in found])
    document.close()
    return pages


def seen(pdf: bytes) -> list[tuple[str, str]]:
    """Which page stands at the left and at the right of each side, "" where none does."""
    half = A4[0] / MM
    return [
        (
            "".join(word.text[0] for word in page if word.text.endswith(BODY) and word.left < half),
            "".join(word.text[0] for word in page if word.text.endswith(BODY) and word.left >= half),
        )
        for page in words(pdf)
    ]


def folded(pdf: bytes) -> list[str]:
    """The pages in the order in which they are read once the sheets are printed, laid together and folded.

    Sheet i lies inside sheet i − 1; turned over the short edge, what is behind the right half of the front
    is the left half of the back.
    """
    halves = seen(pdf)
    fronts, backs = halves[::2], halves[1::2]
    first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    last = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first + last[::-1]


@pytest.mark.parametrize("count", range(2, 14))
def test_pages_come_in_order_and_the_foot_is_the_back_cover(count: int) -> None:
    made = booklet(issue(count))
    read = folded(made)
    assert len(read) % 4 == 0 and len(read) - count < 4
    names = [_name(number) for number in range(1, count + 1)]
    assert read[: count - 1] == names[:-1] and read[-1] == names[-1]
    assert read[count - 1 : -1] == [""] * (len(read) - count)
    (front, *_), half = words(made), A4[0] / MM
    assert [word.left < half for word in front if word.text == FOOT] == [True]


@pytest.mark.parametrize("count", range(1, 14))
def test_sides_follow_the_formula(count: int) -> None:
    order = padded(count)
    total = len(order)
    at = {place: page for place, page in enumerate(order, start=1)}
    wanted = []
    for i in range(total // 4):
        wanted.append(Side(i + 1, True, at[total - 2 * i], at[1 + 2 * i]))
        wanted.append(Side(i + 1, False, at[2 + 2 * i], at[total - 1 - 2 * i]))
    assert list(sides(count)) == wanted


@given(st.integers(min_value=2, max_value=400))
def test_every_page_stands_on_one_place(count: int) -> None:
    placed = [page for side in sides(count) for page in (side.left, side.right)]
    assert sorted(page for page in placed if page) == list(range(1, count + 1))
    assert len(placed) % 4 == 0 and placed.count(None) < 4
    assert sides(count)[0].left == count and sides(count)[0].right == 1


def test_no_pages_are_no_booklet() -> None:
    with pytest.raises(ValueError, match="a booklet of 0 pages"):
        padded(0)


def test_a_single_page_stays_in_front_and_is_told_of() -> None:
    made, findings = make_booklet_pdf(issue(1), FACTS)
    assert made is not None
    assert seen(made) == [("", "一"), ("", "")]
    assert [told(finding) for finding in findings] == [
        "注意 这一期只有一面，用不着折成小册子\n"
        "小册子里这一面放在封面，其余三面空着；直接用办公打印的 PDF 就行"
    ]


def test_the_foot_page_has_no_number_where_empty_pages_come_before_it() -> None:
    """GB/T 9704-2012, 7.5."""
    six, eight = ("".join(word.text for page in words(booklet(issue(n))) for word in page) for n in (6, 8))
    assert re.findall("—(.)—", six) == ["一", "二", "三", "四", "五"]
    assert sorted(re.findall("—(.)—", eight)) == sorted("一二三四五六七八")
    assert FOOT in six and FOOT in eight


def test_a_page_set_for_the_other_side_comes_to_that_sides_margins() -> None:
    """Page 3 of 3 was set as a right page and becomes the back cover: its type area begins 26 mm from the
    outer edge there, not 28."""
    (front, _) = words(booklet(issue(3)))
    (foot,) = (word for word in front if word.text == FOOT)
    assert foot.left == pytest.approx(26, abs=0.3)
    (cover, _) = words(booklet(issue(4)))
    (foot,) = (word for word in cover if word.text == FOOT)
    assert foot.left == pytest.approx(26, abs=0.3)
    (wide, _) = words(booklet(issue(3), Options(binding=30, outer=24)))
    (foot,) = (word for word in wide if word.text == FOOT)
    assert foot.left == pytest.approx(22, abs=0.3)


def test_pages_that_lie_on_their_side_are_set_upright_with_the_top_to_the_left() -> None:
    """GB/T 9704-2012, 11: the head of a table that lies across is at the binding of odd pages, at the outer
    edge of even ones; both are left."""
    made = booklet(issue(4, turned=(2, 3)))
    document = pypdfium2.PdfDocument(made)
    back = document[1]
    text = back.get_textpage()
    left, right = sorted(
        (
            text.get_charbox(index)
            for index in range(text.count_chars())
            if text.get_text_range(index, 1) == BODY
        ),
        key=lambda box: box[0],
    )
    half = A4[0]
    # Set 60 mm below the top and 26 or 28 mm from the left, minus the mark's own extent.
    for box, offset, across in ((left, 0.0, 26), (right, half, 28)):
        assert offset < box[0] < box[2] < offset + 62 * MM
        assert box[1] == pytest.approx((across + 16 / MM) * MM, abs=2 * MM)
    document.close()


def test_the_number_of_a_page_that_lies_on_its_side_goes_too() -> None:
    made = MadePdf()
    for number in (1, 2):
        page = made.page(TURNED)
        page.text(60 * MM, 60 * MM, f"{_name(number)}{BODY}")
        page.text(26 * MM, 150 * MM, f"—{_name(number)}—", size=14)
    text = "".join(word.text for page in words(booklet(written(made))) for word in page)
    assert "一面" in text and "二面" in text and "—一—" in text and "—二—" not in text


def test_sheets_are_twice_the_paper_and_carry_nothing_else() -> None:
    made = booklet(issue(5))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 4
        for page in pdf.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx(
                [0, 0, 420 * MM, 297 * MM], abs=0.01
            )
            assert "/Annots" not in page.obj
        assert {"/Outlines", "/Names"}.isdisjoint(pdf.Root.keys())
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        labels = [str(label.P) for label in list(pdf.Root.PageLabels.Nums)[1::2]]
        assert labels == ["第1张正面", "第1张背面", "第2张正面", "第2张背面"]
        assert str(pdf.docinfo.Title) == FACTS.title and str(pdf.docinfo.Author) == FACTS.issuer


def test_bookmarks_and_links_are_left_behind() -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(issue(2))) as pdf:
        pdf.pages[0].obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9])
                )
            ]
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("一", 0))
        pdf.save(stream)
    with pikepdf.open(io.BytesIO(booklet(stream.getvalue()))) as made:
        assert "/Outlines" not in made.Root
        assert not [one for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/Rect" in one]


def test_it_is_the_same_every_time() -> None:
    assert booklet(issue(7)) == booklet(issue(7))


def test_the_kind_makes_it() -> None:
    made, findings = KINDS["booklet"].make(issue(4), FACTS)
    assert made == booklet(issue(4)) and findings == []
    assert KINDS["booklet"].file_name("工作简报2022年第5期.pdf") == "工作简报2022年第5期（小册子）.pdf"
