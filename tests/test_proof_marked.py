"""Changes marked in a page: whoever takes the marks away has the page as it is, or as it was."""

from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from generator.proof.marked import mark_changes, words_of
from generator.render.words import compare

HEAD = "<!DOCTYPE html>\n<html><head><title>t</title></head><body>"
END = "</body></html>"


def page(*blocks: str) -> str:
    return HEAD + "".join(blocks) + END


def body(html: str) -> str:
    return html[html.index("<body>") + 6 : html.index("</body>")]


def marked(old: list[str], new: list[str]) -> str:
    return body(mark_changes(page(*old), page(*new)).html)


def test_a_changed_word_is_struck_and_the_new_one_underlined() -> None:
    old, new = "<p>共走访企业128家。</p>", "<p>共走访企业182家。</p>"
    assert marked([old], [new]) == "<p>共走访企业<del>128</del><ins>182</ins>家。</p>"


def test_elements_inside_a_paragraph_stay() -> None:
    old = "<p>走访<strong>重点企业</strong>12家，解决问题。</p>"
    new = "<p>走访了<strong>重点项目</strong>12家，解决问题。</p>"
    found = marked([old], [new])
    assert found == (
        "<p>走访<ins>了</ins><strong>重点<del>企业</del><ins>项目</ins></strong>12家，解决问题。</p>"
    )


def test_a_paragraph_that_is_gone_is_shown_where_it_stood() -> None:
    old = ["<p>第一段说的是这件事。</p>", "<p>第二段说的是那件事。</p>", "<p>结尾。</p>"]
    found = marked(old, [old[0], old[2]])
    assert found == "<p>第一段说的是这件事。</p><p><del>第二段说的是那件事。</del></p><p>结尾。</p>"


def test_a_new_paragraph_is_underlined_as_a_whole() -> None:
    found = marked(["<p>开头。</p>"], ["<p>开头。</p>", "<p>新<em>加</em>的一段话。</p>"])
    assert found == "<p>开头。</p><p><ins>新</ins><em><ins>加</ins></em><ins>的一段话。</ins></p>"


def test_rows_and_items_stay_in_their_tables_and_lists() -> None:
    old = "<table><tbody><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></tbody></table>"
    new = "<table><tbody><tr><td>甲</td><td>3</td></tr></tbody></table>"
    assert marked([old], [new]) == (
        "<table><tbody><tr><td>甲</td><td><del>1</del><ins>3</ins></td></tr>"
        "<tr><td><del>乙</del></td><td><del>2</del></td></tr></tbody></table>"
    )
    found = marked(["<ul><li>第一件事办好</li></ul>"], ["<ul><li>第一件事办好</li><li>再办一件</li></ul>"])
    assert found == "<ul><li>第一件事办好</li><li><ins>再办一件</ins></li></ul>"


def test_another_picture_is_marked_and_told() -> None:
    result = mark_changes(
        page('<img src="a-111111.jpg" alt="会场">'), page('<img src="a-222222.jpg" alt="会场">')
    )
    assert '<img src="a-222222.jpg" alt="会场" class="changed">' in result.html
    assert [(one.old, one.new) for one in result.changes] == [("〔图片〕会场", "〔图片〕会场")]


def test_changes_are_told_with_their_heading() -> None:
    old = ["<h3>一条新闻</h3>", "<p>旧的说法在这里。</p>"]
    new = ["<h3>一条新闻</h3>", "<p>新的说法在这里。</p>"]
    (change,) = mark_changes(page(*old), page(*new)).changes
    assert (change.old, change.new, change.under) == ("旧的说法在这里。", "新的说法在这里。", "一条新闻")


def test_a_page_that_did_not_change_has_no_marks() -> None:
    one = page("<h2>标题</h2>", "<p>正文&amp;正文。</p>")
    result = mark_changes(one, one)
    assert result.changes == () and body(result.html) == body(one)


texts = st.text(st.sampled_from("的一是在12 ab，。"), min_size=1, max_size=30)


@given(texts, texts)
def test_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


shown = st.text(st.sampled_from("的一是在了12，。"), min_size=1, max_size=20)
blocks = st.one_of(
    shown.map(lambda text: f"<p>{text}</p>"),
    shown.map(lambda text: f"<h3>{text}</h3>"),
    st.tuples(shown, shown).map(lambda two: f"<p>{two[0]}<strong>{two[1]}</strong></p>"),
    st.lists(shown, min_size=1, max_size=3).map(
        lambda many: f"<ul>{''.join(f'<li>{x}</li>' for x in many)}</ul>"
    ),
)


@given(st.lists(blocks, max_size=5), st.lists(blocks, max_size=5))
def test_without_its_marks_it_is_the_new_page(old: list[str], new: list[str]) -> None:
    result = mark_changes(page(*old), page(*new))
    document = lxml.html.document_fromstring(result.html)
    for gone in document.xpath("//del"):
        gone.drop_tree()
    left = "".join(document.body.text_content())
    assert left == lxml.html.document_fromstring(page(*new)).body.text_content()
    inserted = [one for one in document.xpath("//ins") if not one.text_content()]
    assert not inserted
    if old == new:
        assert result.changes == ()


@given(st.lists(blocks, max_size=5), st.lists(blocks, max_size=5))
def test_the_words_of_the_earlier_page_are_enough(old: list[str], new: list[str]) -> None:
    words = words_of(page(*old))
    assert mark_changes(words, page(*new)) == mark_changes(page(*old), page(*new))
    assert words_of(words) == words


def test_the_words_of_a_page_are_short_and_readable() -> None:
    words = words_of(
        page('<h3 class="t">题 &lt;a&gt;</h3>', "<p>一<b>二</b>。</p>", '<img src="a.jpg" alt="图">')
    )
    assert words.split("\n")[3:6] == ["<h3>题 &lt;a&gt;</h3>", "<p>一二。</p>", '<img src="a.jpg" alt="图">']
