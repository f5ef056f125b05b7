"""What is hard to set: each of these once went wrong."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ISSUE, SiteMaker
from pages import built, characters, only_pdf, page_texts
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTCurve
from PIL import Image

from generator.diagnostics import ordered
from generator.diagnostics.show import plain
from generator.pipeline import build
from generator.publish.media import encode

HEAD = "---\n标题: 测试\n单位: 市经信局\n日期: 2022-05-28\n---\n"
MM = 72 / 25.4


def copied(site: Path) -> str:
    return "".join(page_texts(only_pdf(site)))


def said(site: Path) -> str:
    return plain(ordered(build(site, site / "output", jobs=1).findings))


def overshoot(pdf: Path) -> float:
    """How far the furthest glyph stands beyond the type area's right edge, in points."""
    furthest = -1000.0
    for page in extract_pages(pdf, laparams=None):
        edge = (28 if page.pageid % 2 else 26) * MM + 156 * MM
        furthest = max([furthest, *(char.x1 - edge for char in characters(page))])
    assert furthest > -300
    return furthest


@pytest.mark.parametrize(
    "text",
    [
        "网址是https://example.org/2022/05/28/a1b2c3d4e5f6a7b8c9d0?id=20220528&page=1234567890，请查看。",
        "编号为20220528000000000000000000000000000000000000000000000000000001的文件。",
        "代号ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ结束。",
    ],
)
def test_nothing_runs_off_the_paper(make_site: SiteMaker, text: str) -> None:
    site = make_site({"content/reports/a.md": f"{HEAD}各单位请注意，{text}\n"})
    built(site)
    assert overshoot(only_pdf(site)) < 9  # half a closing mark may stand over
    assert text in copied(site)


def test_a_long_issuer_wraps_and_the_date_does_not(make_site: SiteMaker) -> None:
    issuer = "中共某某市委“下基层、察民情、解民忧、暖民心”实践活动领导小组办公室综合协调组"
    site_file = f"单位: {issuer}\n刊物:\n  gongzuo-jianbao: {{名称: 工作简报, 类型: 简报, 频次: 周}}\n"
    site = make_site({"site.yaml": site_file})
    built(site)
    assert overshoot(only_pdf(site)) < 9
    text = copied(site)
    assert text.count("2022年6月6日") == 2 and text.count(issuer) == 2


def test_a_list_starts_where_the_editor_says(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": f"{HEAD}正文。\n\n3. 第三项\n4. 第四项\n"})
    built(site)
    assert "3.第三项4.第四项" in copied(site)


def test_a_glyph_that_is_missing_accuses_only_itself(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": f"{HEAD}产值GDP\U000e12342022年。\n"})
    found = said(site)
    assert found.count("哪一种字体里都没有") == 1 and "U+E1234" in found


def test_radicals_and_characters_of_one_glyph_copy_as_written(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": f"{HEAD}⼀⽉⼈⼯，一月人工，⼀月⼈工。\n"})
    built(site)
    assert "⼀⽉⼈⼯，一月人工，⼀月⼈工。" in copied(site)


def test_a_number_keeps_its_measure_across_emphasis(make_site: SiteMaker) -> None:
    body = "\n\n".join("市" * count + "修了**35**公里的路，运了35 kg的料。" for count in range(12, 26))
    site = make_site({"content/reports/a.md": f"{HEAD}{body}\n"})
    built(site)
    for page in extract_pages(only_pdf(site), laparams=None):
        rows: dict[float, str] = {}
        for char in characters(page):
            row = round(char.matrix[5], 1)
            rows[row] = rows.get(row, "") + char.get_text()
        for row in rows.values():
            assert not row.startswith(("公里", "kg", "里的路")), row
            assert not row.rstrip().endswith("35"), row


def test_wide_cells_cost_no_more_than_their_text(make_site: SiteMaker) -> None:
    """A table of long cells once took memory with the square of their length."""
    cell = "各单位把群众的事放在心上，逐件登记，逐项销号。" * 60
    table = f"| 事项 | 进展 |\n| --- | --- |\n| {cell} | {cell} |\n"
    site = make_site({"content/reports/a.md": f"{HEAD}正文。\n\n{table}"})
    # A process of its own between: this one's children are browsers too.
    measured = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    program = [sys.executable, "-m", "generator", "build", "--site", str(site), "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", measured, *program], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 400 * 1024


def test_footnotes_keep_off_the_foot(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": f"{HEAD}正文[^1]。\n\n[^1]: 说明文字。\n"})
    built(site)
    lowest_note, foot_top = 1000.0, 0.0
    for page in extract_pages(only_pdf(site), laparams=None):
        rules = [item for item in page if isinstance(item, LTCurve) and item.width > 400]
        notes = [char for char in characters(page) if abs(char.size - 10.5) < 0.6 and char.matrix[5] < 400]
        lowest_note = min((note.matrix[5] for note in notes), default=1000.0)
        foot_top = max((rule.y1 for rule in rules if rule.y1 < lowest_note), default=0.0)
    assert 2 < lowest_note - foot_top < 40


def test_a_footnote_longer_than_its_page_is_told(make_site: SiteMaker) -> None:
    note = "说明文字很长，一直写下去。" * 160
    site = make_site({"content/reports/a.md": f"{HEAD}正文[^1]。\n\n[^1]: {note}\n"})
    assert "脚注太长" in said(site)


def test_scans_of_sixteen_bits_stay_grey() -> None:
    out = io.BytesIO()
    Image.new("I;16", (40, 40), 32768).save(out, "PNG")
    data, _ = encode(out.getvalue(), 100)
    pixel = Image.open(io.BytesIO(data)).convert("RGB").getpixel((5, 5))
    assert pixel == pytest.approx((128, 128, 128), abs=3)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"site.yaml": "单位: 某办\n版式: ../../../etc/x\n刊物: {}\n"}, "没有叫“../../../etc/x”的版式"),
        ({"templates/shared/faces.yaml": "仿宋: [a\n"}, "字体表 templates/shared/faces.yaml 读不懂"),
        (
            {"templates/shared/faces.yaml": "仿宋: {本单位: []}\n"},
            "字体表 templates/shared/faces.yaml 读不懂",
        ),
        ({"templates/shared/print.css": "a { color: {{ nothing }} }"}, "templates/shared/print.css:1:1 错误"),
        ({".cache": "a file"}, "不能写入缓存文件夹"),
    ],
)
def test_a_site_of_ones_own_mistakes_ends_in_a_message(
    make_site: SiteMaker, files: dict[str, str], message: str
) -> None:
    assert message in said(make_site(files))


def test_two_files_for_one_issue_stop_it(make_site: SiteMaker) -> None:
    other = f"---\n{ISSUE}---\n按语\n"
    site = make_site({"content/issues/gongzuo-jianbao/2022-05.md": other})
    found = said(site)
    assert "这一期有两个文件" in found
    assert not list((site / "output").rglob("*.pdf"))


def test_links_lead_only_to_pages_that_are_there(make_site: SiteMaker) -> None:
    more = {
        "content/reports/b.md": HEAD.replace("测试", "另一篇") + "正文。\n",
        "content/issues/gongzuo-jianbao/2022-06.yaml": ISSUE.replace("5\n", "6\n", 1)
        .replace("2022-06-06", "2022-06-13")
        .replace("reports/a.md", "reports/b.md"),
    }
    site = make_site(more)
    built(site, ["gongzuo-jianbao/2022-06"])
    page = (site / "output/gongzuo-jianbao/2022/06/index.html").read_text(encoding="utf-8")
    assert not re.search(r'rel="(prev|next)"', page)


def test_a_title_without_a_letter_is_an_error(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": HEAD.replace("测试", "\\\\\\\\") + "正文。\n"})
    assert "标题里没有字" in said(site)


def test_no_link_leads_to_an_issue_that_could_not_be_set(make_site: SiteMaker) -> None:
    """That a glyph is missing shows only when the page is set, after its neighbours were made."""
    more = {
        "content/reports/b.md": HEAD.replace("测试", "另一篇") + "正文\U000e1234。\n",
        "content/issues/gongzuo-jianbao/2022-06.yaml": ISSUE.replace("5\n", "6\n", 1)
        .replace("2022-06-06", "2022-06-13")
        .replace("reports/a.md", "reports/b.md"),
    }
    site = make_site(more)
    assert "U+E1234" in said(site)
    page = (site / "output/gongzuo-jianbao/2022/05/index.html").read_text(encoding="utf-8")
    assert 'rel="next"' not in page
