"""The pages of 专报, 诉求动态 and 交办单 as HTML: numbers of sections, blocks, sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_made import article, bulletin
from report_made import (
    CASES,
    CHART,
    CROSS,
    TILES,
    TYPES,
    made_html,
    many_sections,
    report,
    sections,
    sheet,
    words,
)

from generator.model.blocks import Block, Case, Cases, Column, Table, Tile, Tiles
from generator.model.bulletin import BulletinSection
from generator.model.kinds import SHIPPED
from generator.render.area import TYPE_WIDTH, WIDE_WIDTH
from generator.render.environment import make_environment
from generator.render.sections import section_heads
from generator.render.sheet import render_sheet
from generator.render.tables import PADDING, layout


def one_block(block: Block) -> str:
    """The HTML of a section that holds this block alone."""
    html = made_html(report(sections=(BulletinSection("概况", blocks=(block,), anchor="s1"),)))
    return html.partition('<section class="section" id="s1">')[2].partition("</section>")[0]


def plain(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def names(*written: str) -> list[str]:
    made = report(sections=tuple(BulletinSection(name, annex=name.startswith("附件")) for name in written))
    return [head.line for head in section_heads(made)]


def test_sections_are_numbered_in_han() -> None:
    assert names("概况", "走势", "结构") == ["一、概况", "二、走势", "三、结构"]
    assert names(*["概况"] * 11)[9:] == ["十、概况", "十一、概况"]


def test_a_number_that_the_editor_wrote_is_kept_and_counted_on() -> None:
    assert names("概况", "三、走势", "结构") == ["一、概况", "三、走势", "四、结构"]


def test_a_section_without_a_name_does_not_count() -> None:
    assert names("概况", "", "结构") == ["一、概况", "", "二、结构"]


@pytest.mark.parametrize("written", ["附件1　问题清单", "附件1：问题清单", "附件1 问题清单", "附件 问题清单"])
def test_an_annex_is_labelled_whichever_way_it_is_written(written: str) -> None:
    made = report(
        sections=(
            BulletinSection("概况"),
            BulletinSection(written, annex=True),
            BulletinSection("单位附表", annex=True),
        )
    )
    assert [(head.label, head.text) for head in section_heads(made)] == [
        ("", "一、概况"),
        ("附件1", "问题清单"),
        ("附件2", "单位附表"),
    ]


def test_a_single_annex_has_no_number() -> None:
    made = report(sections=(BulletinSection("概况"), BulletinSection("问题清单", annex=True)))
    assert section_heads(made)[1].line == "附件　问题清单"


def test_contents_name_sections_articles_and_annexes() -> None:
    html = made_html(report(sections=many_sections()))
    contents = html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#(\w+)">([^<]*)</a>', contents) == [
        ("t1", "一、工作动态"),
        ("t2", "二、基层做法"),
        ("t3", "三、部门行动"),
        ("t4", "四、县区情况"),
        ("s1", "五、本周概况"),
        ("s2", "六、受理走势"),
        ("s3", "七、诉求结构"),
        ("s4", "八、热点诉求"),
        ("s5", "九、超期事项"),
        ("s6", "十、办理做法"),
        ("a1", "市发展局为企业办实事"),
        ("s7", "十一、工作建议"),
        ("s8", "附件1　各单位办理情况"),
        ("s9", "附件2　问题清单"),
    ]
    for anchor in re.findall(r'href="#(\w+)"', contents):
        assert f'id="{anchor}"' in html


def test_a_short_report_has_no_contents() -> None:
    assert 'class="contents"' not in made_html(report(sections=many_sections()[1:]))
    assert 'class="contents"' in made_html(report(sections=many_sections()))


def test_narrow_charts_that_follow_each_other_stand_side_by_side() -> None:
    half = replace(CHART, half=True)
    section = BulletinSection("结构", blocks=(half, half, half, TYPES, half), anchor="s1")
    html = made_html(report(sections=(section,)), draw=lambda chart: "<svg></svg>")
    assert html.count('<div class="charts">') == 1
    assert html.count('<figure class="chart half">') == 4
    pair = html.partition('<div class="charts">')[2].partition('<div class="data')[0]
    assert [pair.count(part) for part in ("<figure", "</figure>")] == [3, 3]
    assert re.sub(r"\s", "", pair).count("</figure></div>") == 1
    assert '<div class="charts">' not in made_html(report(sections=(section,)))


def test_both_kinds_of_figures_are_made_alike() -> None:
    html = made_html(report(kind="诉求动态"))
    assert '<body class="bulletin kind-suqiu-dongtai ends-wide continuous">' in html
    assert '<h2 class="part">一、本周概况</h2>' in html


def test_an_annex_has_its_label_above_its_title() -> None:
    html = made_html(report())
    assert '<section class="section annex" id="s8">\n<p class="annex-label">附件1</p>' in html
    assert (
        '<section class="section annex wide" id="s9">\n<p class="annex-label">附件2</p>\n'
        '<h2 class="annex-title" data-label="附件2　问题清单">问题清单</h2>'
    ) in html


def test_a_brief_looks_as_before() -> None:
    html = made_html(bulletin())
    assert html.count('<section class="section">\n<h2 class="section-name">') == 2
    assert '<body class="bulletin kind-jianbao">' in html
    assert not re.search(r'class="(part|data|tiles|cases)', html)


def test_a_brief_may_hold_blocks_of_figures() -> None:
    made = replace(bulletin(), sections=(BulletinSection("诉求", (article("a1", "一篇"),), (TYPES,)),))
    html = made_html(made)
    assert '<h2 class="section-name">诉求</h2>\n<div class="data' in html
    assert html.index('class="data') < html.index('class="article"')


def test_what_search_is_told_of_a_report_without_articles() -> None:
    html = made_html(report(sections=sections()[:2]))
    assert "《社情民意每周专报》第22期：本周概况；受理走势" in html


def test_tiles_stand_three_in_a_row() -> None:
    html = one_block(TILES)
    assert html.count('<div class="tile-row of-3">') == 2
    assert 'class="tiles"' in html
    assert "受理量1284件环比上升12.4%同比暂无可比基期" in plain(html)


def test_a_percent_sign_is_part_of_its_number() -> None:
    html = one_block(Tiles((Tile("办结率", "93.6", "%"), Tile("受理量", "12", "件"))))
    assert '<span class="tile-number">93.6%</span></p>' in html
    assert '<span class="tile-number">12</span><span class="tile-unit">件</span></p>' in html


def test_a_tile_without_a_number_says_so_in_small_letters() -> None:
    html = one_block(Tiles((Tile("办结率", "暂无数据", ""),)))
    assert '<p class="tile-value"><span class="tile-none">暂无数据</span></p>' in html


@pytest.mark.parametrize(
    ("count", "rows"),
    [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [4, 3]), (8, [4, 4]), (10, [4, 3, 3])],
)
def test_tiles_fill_their_rows_evenly(count: int, rows: list[int]) -> None:
    html = one_block(Tiles(tuple(Tile(f"指标{number}", "1", "件") for number in range(count))))
    assert [int(number) for number in re.findall(r'class="tile-row of-(\d)"', html)] == rows
    assert ('class="tiles odd"' in html) == (count % 2 == 1)


def test_a_table_says_all_that_it_holds() -> None:
    text = plain(one_block(TYPES))
    assert text.startswith("一、概况诉求类型情况续表诉求类型件数（件）占比环比同比咨询42032.7%")
    assert text.endswith(
        "合计1284100.0%上升12.4%暂无可比基期"
        "注：1.占比＝该类件数÷受理量。2.因四舍五入，各项占比之和可能不等于100%。"
    )


def test_a_single_note_has_no_number() -> None:
    assert plain(one_block(replace(TYPES, notes=("一句话。",)))).endswith("注：一句话。")


def test_neighbouring_columns_have_a_common_heading() -> None:
    html = one_block(CROSS)
    assert (
        '<th scope="col" rowspan="2">来源渠道</th><th scope="colgroup" colspan="5">诉求类型（件）</th>'
        in html
    )
    assert '<tr class="lower inner"><th scope="col">咨询</th>' in html
    assert '<tr class="continued"><th colspan="7">续表</th></tr>' in html


def test_numbers_are_lined_up_and_words_are_centred() -> None:
    html = one_block(TYPES)
    (numbers,) = set(re.findall(r'<td class="(align-right[^"]*)">(?:420|33|1284)</td>', html))
    assert re.fullmatch(r"align-right in-[1-9]", numbers)
    assert '<td class="align-center">暂无可比基期</td>' in html
    assert '<td class="align-left">咨询</td>' in html


def test_shares_stand_in_the_middle_below_the_total() -> None:
    html = one_block(replace(CROSS, shares=("占比", *["31.0%"] * 5, "100.0%"), subtotals=(1,)))
    assert html.count('<tr class="subtotal">') == 1
    below = html.partition('<tr class="total">')[2].partition('<tr class="shares">')[2]
    assert below.startswith('<td class="align-left">占比</td><td class="align-center">31.0%</td>')
    plain_table, shared = layout(CROSS), layout(replace(CROSS, shares=("占比", *["31.0%"] * 6)))
    assert all(one.startswith("align-right") for one in shared.classes[1:])
    assert plain_table.size == shared.size


def table_of(*columns: tuple[Column, str]) -> Table:
    return Table("", tuple(column for column, _ in columns), (tuple(text for _, text in columns),))


def em_widths(table: Table, wide: bool = False) -> list[float]:
    """The room for text in each column, in em."""
    made = layout(table, wide=wide)
    line = (WIDE_WIDTH if wide else TYPE_WIDTH) / made.size
    return [float(width.removesuffix("%")) / 100 * line - PADDING for width in made.widths]


def test_dates_names_and_numbers_stay_on_one_line() -> None:
    words = "再次反映：小区水压低，高峰时段用不上水，希望尽快解决"
    columns = (
        (Column("诉求"), words),
        (Column("承办单位"), "市消防救援支队"),
        (Column("时限", "center"), "2025年11月10日"),
        (Column("超期（工作日）", "right"), "134"),
    )
    matter, unit, term, late = em_widths(table_of(*columns))
    assert unit >= 7 and term >= 7.4 and late >= 5
    assert matter > 10


def test_columns_without_room_take_a_smaller_size() -> None:
    few = table_of(*[(Column("件数", "right"), "12")] * 6)
    many = table_of(*[(Column("按时办结率", "right"), "100.0%")] * 11)
    crowd = table_of(*[(Column("列", "right"), "1234")] * 40)
    assert (layout(few).size, layout(many).size, layout(few, wide=True).size) == (12, 9, 10.5)
    assert 3 < layout(crowd).size < 5


def test_the_widths_of_sentences_make_low_rows() -> None:
    short, long = "十二个字的一句话在这里。", "二十四个字的一句话在这里，还有十二个字接在后面。"
    left, right = em_widths(table_of((Column("甲"), short * 3), (Column("乙"), long * 5)))
    assert right > 1.5 * left


def test_a_heading_turns_before_a_bracket_and_in_even_lines() -> None:
    def lines(title: str, count: int = 9) -> tuple[str, ...]:
        row = [(Column(title, "right"), "1")] * count
        return layout(table_of((Column("承办单位"), "市住建局"), *row)).head[0][1].lines

    assert lines("受理量（件）", 2) == ("受理量（件）",)
    assert lines("受理量（件）") == ("受理量", "（件）")
    assert lines("按时办结率") == ("按时办", "结率")
    html = one_block(table_of(*[(Column("受理量（件）", "right"), "1")] * 9))
    assert '<th scope="col">受理量<br>（件）</th>' in html


COLUMNS = st.lists(
    st.builds(Column, st.just("列"), group=st.sampled_from(["", "甲", "乙"]), share=st.floats(0.2, 9)),
    min_size=1,
    max_size=20,
)


@given(COLUMNS)
def test_headings_cover_every_column_once(columns: list[Column]) -> None:
    rows = layout(Table("", tuple(columns), ())).head
    assert sum(cell.columns for cell in rows[0]) == len(columns)
    if len(rows) == 2:
        assert len(rows[1]) == sum(bool(column.group) for column in columns)
        assert len(rows[1]) + sum(cell.rows == 2 for cell in rows[0]) == len(columns)


TEXT = st.text(st.sampled_from("市民反映问题（，。）2022年5月%—"), max_size=60)


@given(COLUMNS, st.lists(TEXT, min_size=20, max_size=20), st.booleans())
def test_widths_fill_the_table(columns: list[Column], texts: list[str], wide: bool) -> None:
    made = layout(Table("", tuple(columns), (tuple(texts[: len(columns)]),)), wide=wide)
    parts = [float(width.removesuffix("%")) for width in made.widths]
    assert sum(parts) == pytest.approx(100, abs=0.1)
    assert min(parts) > 0 and 2 < made.size <= 12
    assert len(made.classes) == len(columns)


def test_content_is_never_read_as_html() -> None:
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}&"
    blocks: list[Block] = [
        Tiles((Tile(hostile, hostile, hostile, ((hostile, hostile),)),)),
        Table(
            hostile,
            (Column(hostile, group=hostile), Column("乙")),
            ((hostile, "1"),),
            (hostile, "1"),
            (hostile,),
        ),
        Cases(hostile, (Case(hostile, hostile, ((hostile, hostile),)),), hostile),
    ]
    for block in blocks:
        html = one_block(block)
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}&amp;" in html


def test_cases_are_numbered_and_their_facts_run_in() -> None:
    text = plain(one_block(CASES))
    assert text.startswith(
        "一、概况典型诉求1.东城水厂管网改造期间反复停水（12345热线澄湖区6月1日受理市水利局承办）诉求：居民反映"
    )
    assert "2.中小企业反映贷款续贷手续多" in text
    assert text.endswith("姓名、电话、住址已隐去。")


def test_a_single_case_has_no_number_and_its_paragraphs_stay_apart() -> None:
    html = one_block(Cases("", (Case("一件事", "", (("诉求", "第一段。\n\n第二段。"),)),)))
    assert '<p class="case-head"><span class="case-title">一件事</span></p>' in html
    assert '<p><strong class="case-label">诉求：</strong>第一段。</p>\n<p>第二段。</p>' in html
    assert "cases-heading" not in html and "case-meta" not in html


def test_several_headings_of_cases_are_numbered() -> None:
    section = BulletinSection(
        "热点",
        blocks=(words("一句。"), CASES, replace(CASES, heading="后续"), replace(CASES, heading="")),
        anchor="s1",
    )
    html = made_html(report(sections=(section,)))
    assert re.findall(r'<h3 class="cases-heading">(.*?)</h3>', html) == ["（一）典型诉求", "（二）后续"]


def test_charts_are_left_out_where_nobody_draws() -> None:
    assert "近八周受理量" not in one_block(CHART)


def test_a_drawn_chart_stands_in_the_page_as_it_is() -> None:
    made = report(sections=(BulletinSection("走势", blocks=(CHART,), anchor="s1"),))
    html = made_html(made, draw=lambda chart: f"<svg><title>{chart.title}</title></svg>")
    assert "<svg><title>近八周受理量</title></svg>" in html


def test_a_site_may_have_a_template_of_its_own_for_a_block(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "shared" / "blocks" / "tiles.html"
    own.parent.mkdir(parents=True)
    own.write_text("<p>{{ block.tiles | length }}项</p>", encoding="utf-8")
    html = made_html(report(sections=(BulletinSection("概况", blocks=(TILES,)),)), site=tmp_path)
    assert "<p>6项</p>" in html and "tile-row" not in html


def test_a_sheet_has_everything_and_a_slip_to_send_back() -> None:
    html, findings = render_sheet(sheet(), make_environment(SHIPPED.parent))
    assert findings == []
    assert "<title>公众诉求交办单（市水利局）</title>" in html
    text = plain(html.partition("<main")[2])
    for part in (
        "公众诉求交办单交办〔2026〕5-03号市水利局：现将本期",
        "120220530-0017东城片区反复停水投诉",
        "逾期未报的，列入下期督办。联系人：王某，电话：12345",
        "澜汀市实践活动领导小组办公室2022年6月6日",
        "公众诉求交办单回执承办单位市水利局交办单编号交办〔2026〕5-03号办理情况办结时间经办人及电话负责人签字单位（盖章）",
    ):
        assert part in text
    assert "草稿" not in html
    assert 'href="../assets/print.css"' in html


def test_a_secret_sheet_bears_its_marks_above_the_title() -> None:
    made = sheet(secrecy="机密★1年")
    html, findings = render_sheet(made, make_environment(SHIPPED.parent))
    assert findings == []
    assert "机密★1年公众诉求交办单" in plain(html.partition("<main")[2])
    assert "000001" not in html
    assert "sheet-mark" not in render_sheet(sheet(), make_environment(SHIPPED.parent))[0]


def test_a_draft_of_a_sheet_says_so_and_names_are_escaped() -> None:
    made = sheet(draft=True, unit="<b>局</b>", opening="", closing="", contact="")
    html, findings = render_sheet(made, make_environment(SHIPPED.parent), root="../../../..")
    assert findings == []
    assert '<p class="draft-mark" aria-hidden="true">草稿</p>' in html
    assert "<b>局" not in html and "&lt;b&gt;局" in html
    assert 'href="../../../../assets/print.css"' in html
    assert 'class="text"' not in html and "sheet-contact" not in html
