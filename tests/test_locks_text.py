"""What a signed issue said: read from its page, kept as text, compared block by block."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.signed import changes_between, quoted
from generator.build.sources import Sources
from generator.diagnostics import Place
from generator.model.final import Final, Said
from generator.model.final_text import FinalError, digest_of, from_text, to_text
from generator.render.blocks import element_of, page_of, said_by_page

FINAL = Final(
    "工作简报2022年第5期",
    (Said("h1", "工作简报"), Said("p", "走访学校12所。"), Said("img", "media/a.jpg", digest_of(b"x"))),
)
TEXT = to_text(FINAL)

texts = st.text(st.sampled_from("的一是 　\t\n\r\x0b\\n图\u2028\x85<&>12，。"), max_size=12)
blocks = st.one_of(
    st.builds(Said, st.sampled_from(("p", "h2", "li", "tr", "svg", "sheet")), texts),
    st.builds(Said, st.just("img"), st.text("aä图/. \n", min_size=1, max_size=9), st.binary().map(digest_of)),
)
finals = st.builds(Final, texts, st.lists(blocks, max_size=6).map(tuple))


@given(finals)
def test_the_text_brings_back_what_was_kept(final: Final) -> None:
    text = to_text(final)
    assert from_text(text) == final
    assert from_text(text.replace("\n", "\r\n")) == final
    assert len(text.splitlines()) == len(final.said) + 4


def test_a_lock_is_a_line_for_each_paragraph() -> None:
    lines = TEXT.splitlines()
    assert lines[:3] == [
        "定稿留底 1 工作简报2022年第5期",
        "这一期定稿时印出的全部文字，一段一行；图片只记摘要。程序写的，请勿改动。",
        "",
    ]
    assert [line[9:] for line in lines[3:-1]] == [
        "h1 工作简报",
        "p 走访学校12所。",
        f"img {digest_of(b'x')} media/a.jpg",
    ]
    assert lines[-1].startswith("共 3 行 ")


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("", "开头不是程序写的样子", 1, 1),
        ("<<<<<<< HEAD\n" + TEXT, "开头不是程序写的样子", 1, 1),
        (TEXT.replace("12所", "13所"), "这一行留底以后被改动过", 5, 12),
        (TEXT.replace("\n共 3", "\n=======\n共 3"), "这一行不是程序写的样子", 7, 1),
        (TEXT[: TEXT.index("共 3")], "末尾不全，少了最后一行", 6, 1),
        (TEXT[: TEXT.index("12所")], "这一行留底以后被改动过", 5, 12),
        ("".join(TEXT.splitlines(keepends=True)[:4] + TEXT.splitlines(keepends=True)[5:]),
         "留底时是 3 行，现在是 2 行", 6, 1),
        (TEXT.replace("2022年第5期", "2022年第6期"), "留底以后被改动过", 7, 1),
    ],
)  # fmt: skip
def test_what_is_no_lock(text: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(FinalError) as raised:
        from_text(text)
    assert (raised.value.reason, raised.value.line, raised.value.column) == (reason, line, column)


def test_lines_that_changed_places_are_told() -> None:
    lines = TEXT.splitlines(keepends=True)
    lines[3], lines[4] = lines[4], lines[3]
    with pytest.raises(FinalError, match="留底以后被改动过"):
        from_text("".join(lines))


def test_a_newer_format_is_told_by_its_number() -> None:
    with pytest.raises(FinalError) as raised:
        from_text(TEXT.replace("定稿留底 1", "定稿留底 2"))
    assert raised.value.version == 2


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>题</title></head><body>{body}</body></html>"


def said(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in said_by_page(page(body))]


def test_everything_that_is_printed_is_said() -> None:
    assert said(
        '<a class="skip" href="#m">跳到正文</a><nav class="site-bar">上一期</nav><style>p{}</style>'
        "<header><h1>工作<br>简报</h1></header><div>裸字</div>"
        "<ul><li>一级<b>粗</b><ul><li>二级</li></ul>尾巴</li></ul>"
        "<p>前<img src='a.jpg'>后</p><table><tr><th>甲</th><td> 1\n件 </td></tr></table><!-- 注 -->"
    ) == [
        ("h1", "工作简报"),
        ("p", "裸字"),
        ("p", "一级粗"),
        ("li", "二级"),
        ("p", "尾巴"),
        ("p", "前"),
        ("img", "a.jpg"),
        ("p", "后"),
        ("tr", "甲\t1 件"),
    ]


def test_a_drawing_is_what_it_tells_and_not_how_it_is_drawn() -> None:
    one = "<svg><title>走势</title><desc>走势：第1周3件。</desc><text>0</text><text>5</text></svg>"
    other = one.replace("<text>5</text>", "<text>10</text>")
    assert said(one) == said(other) == [("svg", "走势：第1周3件。")]
    assert said("<svg><title>走势</title><desc>第1周3件。</desc></svg>") == [("svg", "走势：第1周3件。")]
    assert said("<svg><text>字</text></svg>") == [("svg", "字")]


def test_templates_and_blanks_are_no_change() -> None:
    one = said_by_page(page("<p class='a'>走访 学校</p><section><h3>题</h3></section>"))
    other = said_by_page(page("<div>\n走访\n学校 </div><h2 id='x'>题</h2>"))
    assert changes_between(one, other) == []


@given(
    st.lists(
        st.builds(Said, st.sampled_from(("p", "h2", "li")), st.text("的一<&>12", min_size=1)), max_size=5
    )
)
def test_the_barest_page_says_the_same(blocks: list[Said]) -> None:
    again = said_by_page(page_of(element_of(one) for one in blocks))
    assert [one.meaning for one in again] == [one.meaning for one in blocks]


@given(st.lists(blocks, max_size=6), st.lists(blocks, max_size=6))
def test_changes_are_told_if_and_only_if_something_changed(one: list[Said], other: list[Said]) -> None:
    same = [block.meaning for block in one] == [block.meaning for block in other]
    assert (changes_between(one, other) == []) == same


def test_what_stands_elsewhere_now_was_moved() -> None:
    blocks = [Said("p", text) for text in ("第一段话在这里", "第二段是别的", "结尾写的是另一件事")]
    (change,) = changes_between(blocks, [blocks[1], blocks[2], blocks[0]])
    assert change.moved == 1 and change.new == blocks[0]


def test_quotes_are_short_and_show_where() -> None:
    assert quoted("共走访企业128家，解决问题9个。", "共走访企业182家，解决问题9个。") == [
        ("共走访企业128家，解决问题…", "共走访企业182家，解决问题…")
    ]
    assert quoted("甲" * 60, "乙" * 60) == [("甲" * 16 + "…", "乙" * 16 + "…")]
    assert quoted("甲\t1", "甲\t2") == [("甲　1", "甲　2")]


def test_every_place_of_a_paragraph_is_quoted() -> None:
    assert quoted("共走访企业128家，解决问题9个。", "共走访企业182家，解决困难9个。") == [
        ("共走访企业128家，解决…", "共走访企业182家，解决…"),
        ("…家，解决问题9个。", "…家，解决困难9个。"),
    ]


def test_what_stands_apart_on_paper_is_quoted_apart() -> None:
    old = "签发：张某审核：刘某责编：陈某"
    assert quoted(old, old.replace("刘某", "李某")) == [
        ("…张某　审核：刘某　责编：陈…", "…张某　审核：李某　责编：陈…")
    ]
    assert quoted("6月6日印发共印3份", "6月7日印发共印3份")[0][0].endswith("6日印发　共印…")
    assert quoted("责编：陈某", "责编：陈某甲") == [("责编：陈某", "责编：陈某甲")]


def test_the_row_that_a_table_goes_on_with_is_no_matter_of_what_was_signed() -> None:
    """Locks that an earlier version wrote have the row; they hold still."""
    table = "<table><tr class='continued'><th>续表</th></tr><tr><td>甲</td><td>1</td></tr></table>"
    told = said_by_page(page(table))
    assert [one.text for one in told] == ["续表", "甲\t1"]
    assert changes_between(told, told[1:]) == changes_between(told[1:], told) == []
    (change,) = changes_between([], told)
    assert change.new == Said("tr", "甲\t1")


@given(st.text("的一是12，\t", max_size=40), st.text("的一是12，\t", max_size=40))
def test_quotes_differ_where_texts_do(old: str, new: str) -> None:
    quotes = quoted(old, new)
    assert all(len(was) <= 31 and len(now) <= 31 for was, now in quotes)
    assert (quotes == []) == (old == new)


def test_places_are_found_in_the_files(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").write_text("单位: 砚平市新办公室\n", encoding="utf-8")
    report = tmp_path / "content" / "r.md"
    report.write_text("---\n标题: 一\n---\n市教育局走访**学校12所**，了解情况。\n", encoding="utf-8")
    (tmp_path / "content" / "b.md").write_bytes(b"\xff\xfe")
    sources = Sources(
        tmp_path, ["site.yaml", "content/none.md", "content/b.md", "content/p.jpg", "content/r.md"]
    )
    text = "市教育局走访学校12所，了解情况。"
    assert sources.around(text, 8, 10)[0] == Place("content/r.md", 4, 11)
    assert sources.line_of(text) == (Place("content/r.md", 4, 1), "市教育局走访**学校12所**，了解情况。")
    assert sources.around("砚平市新办公室2022年6月6日", 3, 4)[0] == Place("site.yaml", 1, 8)
    assert sources.around("哪里也没有的话", 2, 3) == (None, "")
    assert sources.line_of("") == (None, "")


@given(st.text("的一是12，* \u3000", max_size=30), st.integers(0, 30), st.integers(0, 10))
def test_any_place_of_any_text_may_be_asked_for(
    tmp_path_factory: pytest.TempPathFactory, text: str, start: int, more: int
) -> None:
    site = tmp_path_factory.getbasetemp()
    (site / "site.yaml").write_text("的一是12，的一是\n", encoding="utf-8")
    start = min(start, len(text))
    place, line = Sources(site, ["site.yaml"]).around(text, start, min(start + more, len(text)))
    assert (place is None) == (line == "")


def test_the_page_stays_a_page_when_words_are_set_apart() -> None:
    html = page("<ul><li>一级<b>粗</b><ul><li>二级</li></ul></li></ul>")
    document = lxml.html.document_fromstring(html)
    from generator.render.blocks import page_blocks

    list(page_blocks(document))
    assert lxml.html.tostring(document.body, encoding="unicode") == (
        "<body><ul><li><span>一级<b>粗</b></span><ul><li>二级</li></ul></li></ul></body>"
    )
