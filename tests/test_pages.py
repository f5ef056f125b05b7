"""Whole small sites made into PDFs, measured and read back."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from conftest import SiteMaker
from pages import built, markdown_text, only_pdf, page_texts, profile
from PIL import Image
from prose import report

from generator.measure import as_table, measure, remarks

ISSUE_HEAD = "期号: 5\n签发日期: 2022-06-06\n报道期间: 2022-05-23 至 2022-06-05\n状态: 定稿\n"


def issue(*reports: str, head: str = ISSUE_HEAD) -> str:
    return f"{head}栏目:\n  - 名称: 工作动态\n    文章: [{', '.join(reports)}]\n"


def front(title: str = "测试", more: str = "") -> str:
    return f"---\n标题: {title}\n单位: 市经信局\n日期: 2022-05-28\n{more}---\n"


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 140, 180)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than 30 pages of running text of every kind."""
    from conftest import FILES

    root = tmp_path_factory.mktemp("long")
    names = [f"reports/{number}.md" for number in range(10)]
    texts = {f"content/{name}": report(number, 36) for number, name in enumerate(names)}
    files = {**FILES, **texts, "content/issues/gongzuo-jianbao/2022-05.yaml": issue(*names)}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built(root)
    return only_pdf(root)


def test_the_page_measures_as_the_profile_says(long_pdf: Path) -> None:
    measurement, findings = measure(long_pdf, profile())
    assert measurement is not None and not findings
    rows = {row.item: row for row in as_table(measurement)}
    wrong = {item: row for item, row in rows.items() if row.ok is False}
    assert wrong == {}, [remark for remark in remarks(measurement)]
    assert int(rows["页数"].found) >= 30
    for item in (
        "每行字数",
        "字距",
        "每面行数",
        "行距",
        "正文右边缘",
        "行首行末规则",
        "页码距版心",
        "报头红线粗",
    ):
        assert rows[item].ok is True, rows[item]


def test_nearly_every_full_line_ends_at_the_edge(long_pdf: Path) -> None:
    measurement, _ = measure(long_pdf, profile())
    assert measurement is not None
    off = [abs(line.right) for line in measurement.lines if line.right is not None]
    assert len(off) > 400
    assert sum(deviation <= 0.3 for deviation in off) / len(off) >= 0.995
    assert max(off) < 1


def test_what_is_copied_is_what_was_written(long_pdf: Path) -> None:
    copied = re.sub(r"— \d+ —", "", "".join(page_texts(long_pdf)))
    for number in range(10):
        body = markdown_text(report(number, 36))
        assert body in copied, f"report {number}"


def test_the_same_input_gives_the_same_bytes(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": report(1, 8)})
    built(site)
    first = only_pdf(site).read_bytes()
    only_pdf(site).unlink()
    built(site)
    assert only_pdf(site).read_bytes() == first


def test_title_author_date_and_bookmarks(make_site: SiteMaker) -> None:
    site = make_site()
    built(site)
    with pikepdf.open(only_pdf(site)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "工作简报2022年第5期"
        assert str(pdf.docinfo["/Author"]) == "市领导小组办公室"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220606")
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["工作部署"]
            assert [item.title for item in outline.root[0].children] == ["市经信局召开动员会"]


def test_contents_name_the_page_of_each_article(make_site: SiteMaker) -> None:
    files = {f"content/reports/{n}.md": report(n, 10, f"第{n}篇文章") for n in range(1, 4)}
    names = [f"reports/{n}.md" for n in range(1, 4)]
    site = make_site(
        {**files, "content/reports/a.md": None, "content/issues/gongzuo-jianbao/2022-05.yaml": issue(*names)}
    )
    built(site)
    texts = page_texts(only_pdf(site))
    for n in range(1, 4):
        printed = re.search(rf"第{n}篇文章{n}[.\s]*(\d+)", texts[0])
        assert printed, texts[0]
        # The contents themselves name every title, on page 1.
        starts = [number for number, text in enumerate(texts, start=1) if f"第{n}篇文章{n}" in text]
        assert int(printed[1]) == starts[-1]


def test_a_table_goes_on_with_its_header_and_xubiao(make_site: SiteMaker) -> None:
    rows = "\n".join(f"| {n} | 事项{n} | 已办结 |" for n in range(1, 70))
    text = f"{front()}正文一段。\n\n表：办理情况\n\n| 序号 | 事项 | 状态 |\n| --- | --- | --- |\n{rows}\n"
    site = make_site({"content/reports/a.md": text})
    built(site)
    texts = page_texts(only_pdf(site))
    parts = [text for text in texts if "已办结" in text]
    assert len(parts) >= 3
    assert [("续表" in part) for part in parts] == [False] + [True] * (len(parts) - 1)
    assert all("序号事项状态" in part.replace(" ", "") for part in parts)
    assert "办理情况" in parts[0] and "办理情况" not in parts[1]


def test_a_footnote_stands_on_the_page_of_its_call(make_site: SiteMaker) -> None:
    paragraphs = [f"第{n}段。" + "各单位把群众的事放在心上，逐件登记，逐项销号。" * 6 for n in range(12)]
    calls = {2: "甲", 5: "乙", 9: "丙"}
    body = "\n\n".join(text + (f"[^{n}]" if n in calls else "") for n, text in enumerate(paragraphs))
    notes = "\n\n".join(f"[^{n}]: 脚注{name}在这里。" for n, name in calls.items())
    site = make_site({"content/reports/a.md": f"{front()}{body}\n\n{notes}\n"})
    built(site)
    texts = page_texts(only_pdf(site))
    for mark, (n, name) in zip("①②③", calls.items(), strict=True):
        (page,) = [text for text in texts if f"脚注{name}在这里" in text]
        assert f"{mark}脚注{name}在这里" in page
        assert page.count(mark) == 2, f"call and note of paragraph {n} on one page"


def test_photos_keep_within_the_type_area_and_beside_each_other(make_site: SiteMaker) -> None:
    photos = "图片:\n" + "".join(
        f"  - {{文件: media/{name}.jpg, 说明: 照片{name}}}\n" for name in ("wide", "small", "little")
    )
    site = make_site(
        {
            "content/reports/a.md": f"{front(more=photos)}正文。\n",
            "content/media/wide.jpg": picture(2400, 1000),
            "content/media/small.jpg": picture(600, 450),
            "content/media/little.jpg": picture(640, 480),
        }
    )
    built(site)
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTFigure

    mm = 72 / 25.4
    figures = []
    for page in extract_pages(only_pdf(site), laparams=None):
        left = (28 if page.pageid % 2 else 26) * mm
        for item in page:
            if isinstance(item, LTFigure):
                x0, y0, x1, y1 = item.bbox
                figures.append((x0 - left, y0 - 1000 * page.pageid, x1 - left, y1 - 1000 * page.pageid))
    left, right = 0, 156 * mm
    assert len(figures) == 3
    assert all(x0 >= left - 0.1 and x1 <= right + 0.1 for x0, _, x1, _ in figures)
    wide, *pair = sorted(figures, key=lambda box: box[3], reverse=True)
    assert wide[2] - wide[0] == pytest.approx(right - left, abs=0.5)
    assert pair[0][3] == pytest.approx(pair[1][3], abs=0.5)
    assert all(x1 - x0 < (right - left) / 2 for x0, _, x1, _ in pair)


def test_a_rare_character_comes_from_the_next_face_everywhere(make_site: SiteMaker) -> None:
    text = f"{front('石垱镇的做法')}在石垱镇㙍头村。\n\n| 地方 | 数 |\n| --- | --- |\n| 㙍头 | 1 |\n"
    site = make_site({"content/reports/a.md": text})
    outcome = built(site)
    assert "㙍" in outcome.borrowed[("FandolFang", "Noto Serif CJK SC")]
    assert "垱" in outcome.borrowed[("FandolFang", "Noto Serif CJK SC")]
    copied = "".join(page_texts(only_pdf(site)))
    assert "石垱镇㙍头村" in copied


def test_a_draft_says_so_on_every_page_and_a_final_does_not(make_site: SiteMaker) -> None:
    draft = issue("reports/a.md", head=ISSUE_HEAD.replace("定稿", "草稿"))
    site = make_site(
        {"content/reports/a.md": report(3, 12), "content/issues/gongzuo-jianbao/2022-05.yaml": draft}
    )
    built(site)
    texts = page_texts(only_pdf(site))
    assert len(texts) >= 3 and all("草稿" in text for text in texts)
    path = site / "content/issues/gongzuo-jianbao/2022-05.yaml"
    path.write_text(issue("reports/a.md"), encoding="utf-8")
    built(site)
    assert not any("草稿" in text for text in page_texts(only_pdf(site)))


@pytest.mark.parametrize("paragraphs", [1, 3, 5, 6, 7])
def test_the_foot_of_a_duplex_office_is_on_an_even_page(make_site: SiteMaker, paragraphs: int) -> None:
    site_file = (
        "单位: 市领导小组办公室\n刊物:\n"
        "  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 版记偶数页: 是, 发: [县市区]}\n"
    )
    site = make_site({"site.yaml": site_file, "content/reports/a.md": report(paragraphs, paragraphs)})
    built(site)
    texts = page_texts(only_pdf(site))
    assert len(texts) % 2 == 0
    assert "共印" in texts[-1] and not any("共印" in text for text in texts[:-1])
    blank = [number for number, text in enumerate(texts, start=1) if not text.strip()]
    assert all(number == len(texts) - 1 for number in blank)
    if blank:
        assert "—" not in texts[-1]


def test_a_foot_never_stands_alone(make_site: SiteMaker) -> None:
    """Whatever the length of the text, the last page has some of it besides the foot."""
    for count in range(18, 26):
        body = "\n\n".join("各单位把群众的事放在心上。" for _ in range(count))
        site = make_site({"content/reports/a.md": f"{front()}{body}\n"})
        # Each time it is an issue that was never signed.
        shutil.rmtree(site / "content" / "records", ignore_errors=True)
        built(site)
        last = page_texts(only_pdf(site))[-1]
        assert "共印" not in last or "各单位把群众的事" in last or "（市经济和信息化局" in last, count
