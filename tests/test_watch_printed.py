"""Printed pages as the preview shows them: signatures, pictures, and where the source's lines stand."""

from __future__ import annotations

import io
import random
import threading
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import prose
import pypdfium2
import pytest
import render_made
import report_made
from PIL import Image, ImageChops

from generator.build.task import _seen
from generator.model.bulletin import Bulletin, BulletinSection
from generator.model.look import Asked
from generator.model.mark import Mark
from generator.render.charts import draw_chart
from generator.typeset.document import _lay_out, typeset
from generator.typeset.foot import settle_foot
from generator.typeset.looks import page_looks
from generator.typeset.pictures import changed_pictures, page_png
from generator.typeset.places import source_places

PARAGRAPHS = tuple(prose.paragraph(random.Random(seed)) for seed in range(40))
PHOTO = render_made.picture((1200, 800))
OTHER_PHOTO = render_made.picture((1200, 790))


def issue(paragraphs: tuple[str, ...] = PARAGRAPHS, photo_after: int = -1, **more: Any) -> Bulletin:
    """One long article, with a photo after one of its paragraphs."""
    texts = [f"<p>{text}</p>" for text in paragraphs]
    if photo_after >= 0:
        texts.insert(photo_after, '<figure class="photo"><img alt="" src="media/a.png"></figure>')
    article = render_made.article("a1", "各地推动办实事走深走实", html="\n".join(texts))
    return render_made.bulletin(sections=(BulletinSection("工作", (article,)),), note_html="", **more)


def pdf_of(made: Bulletin, photo: bytes = PHOTO) -> bytes:
    html = report_made.made_html(made, draw=draw_chart)
    done, findings = typeset(report_made.press(), html, {"media/a.png": photo})
    assert done is not None and findings == []
    return done.pdf


@cache
def plain() -> bytes:
    return pdf_of(issue())


def edited(place: int, old: str, new: str) -> tuple[str, ...]:
    text = PARAGRAPHS[place]
    assert old in text
    return (*PARAGRAPHS[:place], text.replace(old, new, 1), *PARAGRAPHS[place + 1 :])


def changed_pixels(before: bytes, after: bytes) -> set[int]:
    """The pages that look different, by pixels of 96 dpi."""
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        assert len(one) == len(other)
        return {
            number + 1
            for number in range(len(one))
            if ImageChops.difference(
                one[number].render(scale=4 / 3).to_pil(), other[number].render(scale=4 / 3).to_pil()
            ).getbbox()
        }


def changed_signatures(before: bytes, after: bytes) -> set[int]:
    pairs = zip(page_looks(before), page_looks(after), strict=True)
    return {number for number, (one, other) in enumerate(pairs, start=1) if one.signature != other.signature}


def first_pair(place: int) -> tuple[str, str]:
    """Two Han characters of a paragraph, and two others that stand nowhere in the issue."""
    text = PARAGRAPHS[place]
    return next(text[at : at + 2] for at in range(2, len(text)) if text[at : at + 2].isalpha()), "龘鬻"


def test_a_word_changes_the_signature_of_its_page_alone() -> None:
    after = pdf_of(issue(edited(0, *first_pair(0))))
    assert len(page_looks(plain())) >= 6
    assert changed_signatures(plain(), after) == changed_pixels(plain(), after) == {1}


def test_a_word_in_the_middle_too() -> None:
    after = pdf_of(issue(edited(20, *first_pair(20))))
    changed = changed_signatures(plain(), after)
    assert changed == changed_pixels(plain(), after)
    assert changed and 1 not in changed and len(changed) <= 2


def test_text_that_grows_changes_what_comes_after_it() -> None:
    after = pdf_of(issue(edited(20, "，", "，还要一项一项抓好落实，不走过场，不留尾巴，让群众满意，")))
    assert changed_signatures(plain(), after) == changed_pixels(plain(), after)


def test_a_photo_and_another_photo() -> None:
    before, after = pdf_of(issue(photo_after=3)), pdf_of(issue(photo_after=3), OTHER_PHOTO)
    changed = changed_signatures(before, after)
    assert changed == changed_pixels(before, after) and len(changed) >= 1
    word = pdf_of(issue(edited(30, *first_pair(30)), photo_after=3))
    assert changed_signatures(before, word) == changed_pixels(before, word)


def test_charts_tables_and_draft_marks() -> None:
    made = report_made.report(draft=True)
    first, *others = made.sections
    tiles = replace(
        first.blocks[0], tiles=(*first.blocks[0].tiles[:-1], replace(first.blocks[0].tiles[-1], value="38"))
    )
    again = replace(made, sections=(replace(first, blocks=(tiles, *first.blocks[1:])), *others))
    before, after = pdf_of(made), pdf_of(again)
    assert changed_signatures(before, after) == changed_pixels(before, after) == {1}


def test_the_same_page_has_the_same_signature_in_every_making() -> None:
    assert page_looks(pdf_of(issue())) == page_looks(plain())


def test_pages_have_their_size() -> None:
    looks = page_looks(plain())
    assert {(look.width, look.height) for look in looks} == {(595.28, 841.89)}
    assert all(len(look.signature) == 24 for look in looks)


def test_wide_pages_are_wide() -> None:
    looks = page_looks(pdf_of(report_made.report()))
    assert (looks[-1].width, looks[-1].height) == (841.89, 595.28)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def test_a_picture_has_the_pixels_of_the_page() -> None:
    with pypdfium2.PdfDocument(plain()) as document:
        for number in (1, 2):
            image = opened(page_png(plain(), number, 96))
            assert image.format == "PNG" and image.size == (794, 1123)
            # pdfium draws the edges of letters a little differently where it has no colours.
            grey = image.mode == "P"
            drawn = document[number - 1].render(scale=96 / 72, grayscale=grey).to_pil().convert("RGB")
            assert ImageChops.difference(image.convert("RGB"), drawn).getbbox() is None


def test_a_page_without_colour_is_sent_as_greys() -> None:
    assert opened(page_png(plain(), 1, 96)).mode == "RGB"  # the red of the masthead
    assert opened(page_png(plain(), 2, 96)).mode == "P"
    assert len(page_png(plain(), 2, 96)) < 150_000


def test_a_page_that_is_not_there_is_an_error() -> None:
    for number in (0, 100):
        with pytest.raises(IndexError, match=f"no page {number}"):
            page_png(plain(), number, 96)


def test_many_threads_get_what_one_gets() -> None:
    documents = [plain(), *(pdf_of(issue(PARAGRAPHS[:count])) for count in (2, 4, 6, 8, 10))]
    alone = [page_png(pdf, 1, 48) for pdf in documents]
    found: list[list[bytes]] = []
    threads = [
        threading.Thread(target=lambda: found.append([page_png(pdf, 1, 48) for pdf in documents]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def asked_before(*numbers: int, dpi: int = 96) -> tuple[Asked, ...]:
    looks = page_looks(plain())
    return tuple(Asked(number, dpi, looks[number - 1].signature) for number in numbers)


def test_of_the_pages_asked_for_those_that_changed_are_drawn_as_each_by_itself() -> None:
    after = pdf_of(issue(edited(0, *first_pair(0))))
    looks = page_looks(after)
    drawn = changed_pictures(after, looks, asked_before(2, 1, dpi=48))
    assert drawn == {(looks[0].signature, 48): page_png(after, 1, 48)}
    assert changed_pictures(after, looks, asked_before(2, 3)) == {}
    grey = pdf_of(issue(edited(20, *first_pair(20))))
    looks = page_looks(grey)
    changed = changed_signatures(plain(), grey)
    drawn = changed_pictures(grey, looks, asked_before(*range(1, len(looks) + 1)))
    assert drawn == {(looks[n - 1].signature, 96): page_png(grey, n, 96) for n in changed}


def test_pages_that_are_not_there_any_more_are_not_drawn() -> None:
    after = pdf_of(issue(edited(0, *first_pair(0))[:2]))
    looks = page_looks(after)
    drawn = changed_pictures(after, looks, asked_before(len(page_looks(plain())), 1, dpi=48))
    assert drawn.keys() == {(looks[0].signature, 48)}


def test_a_fault_of_ours_in_drawing_keeps_no_issue_from_being_made() -> None:
    assert _seen(b"no PDF", asked_before(1)) == ((), {})
    looks = page_looks(plain())
    assert _seen(plain(), [Asked(1, 96, "before")]) == (
        looks,
        {(looks[0].signature, 96): page_png(plain(), 1, 96)},
    )


# Where the lines of the source stand.

SOURCED = "\n".join(
    f'<p data-source="content/reports/a.md:{number}">{text}</p>' for number, text in enumerate(PARAGRAPHS, 7)
)


def laid_out(html: str) -> tuple[Any, dict[int, tuple[Mark, ...]]]:
    press = report_made.press()
    press.case.begin_document()
    document = _lay_out(press, html, {"media/a.png": PHOTO})
    assert settle_foot(document) == []
    return document, source_places(document)


def page_with(text: str) -> str:
    plain_text = "\n".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    html = report_made.made_html(issue())
    assert plain_text in html
    return html.replace(plain_text, text)


def test_every_paragraph_has_its_rectangle_and_a_broken_one_has_two() -> None:
    document, places = laid_out(page_with(SOURCED))
    assert set(places) <= set(range(1, len(document.pages) + 1))
    lines = [place.line for number in sorted(places) for place in places[number]]
    assert sorted(set(lines)) == list(range(7, 7 + len(PARAGRAPHS)))
    assert lines == sorted(lines)
    broken = {line for line in lines if lines.count(line) > 1}
    assert broken
    for line in broken:
        on = [number for number, found in places.items() if any(place.line == line for place in found)]
        assert on == [on[0], on[0] + 1]


def test_rectangles_stand_in_the_type_area_one_below_the_other() -> None:
    _, places = laid_out(page_with(SOURCED))
    for found in places.values():
        for place in found:
            assert place.file == "content/reports/a.md"
            assert 70 < place.x < 80 and 440 < place.width < 445  # 156 mm between margins of 28 and 26 mm
            assert place.y > 100 and place.y + place.height < 842 - 90
        for above, below in pairwise(found):
            assert above.y + above.height <= below.y + 0.02


def test_rectangles_hold_the_text_of_their_paragraph() -> None:
    html = page_with(SOURCED)
    _, places = laid_out(html)
    with pypdfium2.PdfDocument(typed_pdf(html)) as document:
        for number in (2, 3):
            text = document[number - 1].get_textpage()
            for place in places[number][1:-1]:
                top = 841.89 - place.y
                inside = text.get_text_bounded(place.x, top - place.height, place.x + place.width, top)
                squeezed = "".join(inside.split())
                assert squeezed[:8] == PARAGRAPHS[place.line - 7][:8]


def typed_pdf(html: str) -> bytes:
    done, findings = typeset(report_made.press(), html, {"media/a.png": PHOTO})
    assert done is not None and findings == []
    return done.pdf


def test_the_pdf_is_the_same_with_and_without_the_attributes() -> None:
    assert typed_pdf(page_with(SOURCED)) == plain()


def test_tables_lists_notes_and_what_is_inside_each_other() -> None:
    source = "content/reports/a.md"
    text = (
        f'<ul><li data-source="{source}:1"><p data-source="{source}:1">甲</p>'
        f'<p data-source="{source}:2">乙</p></li></ul>'
        f'<p data-source="{source}:3">正文<sup class="footnote-ref">1</sup>'
        f'<span data-source="{source}:9" class="footnote">注文。</span>。</p>'
        f'<div class="table"><table><tbody><tr data-source="{source}:4"><td>一</td></tr>'
        f'<tr data-source="{source}:5"><td>二</td></tr></tbody></table></div>'
        f'<figure data-source="{source}:6" class="photo"><img alt="" src="media/a.png"></figure>'
        '<p data-source="nonsense">丙</p>'
    )
    _, places = laid_out(page_with(text))
    found = {place.line: place for number in places for place in places[number]}
    assert [place.line for place in places[1]] == [1, 2, 3, 4, 5, 9]
    inner, outer = found[2], found[1]
    assert outer.y < inner.y and inner.y + inner.height <= outer.y + outer.height + 0.02
    assert found[4].y + found[4].height <= found[5].y + 0.02
    assert found[6].height > 100
    assert found[9].y > found[3].y + found[3].height  # at the page's end


def test_photos_side_by_side_have_a_rectangle_each() -> None:
    figures = [
        f'<figure data-source="content/reports/a.md:{line}" class="photo half" style="--ratio: 1.5">'
        '<img alt="" src="media/a.png"><figcaption>图</figcaption></figure>'
        for line in (8, 9)
    ]
    _, places = laid_out(page_with(f'<div class="photos">{"".join(figures)}</div>'))
    left, right = (place for number in places for place in places[number])
    assert (left.line, right.line) == (8, 9)
    assert left.y == right.y and left.x + left.width <= right.x + 0.02
