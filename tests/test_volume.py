"""The command `volume`, its pages read with PDFium, which has no part in making them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from conftest import told
from hypothesis import given
from hypothesis import strategies as st
from pdf_archive_made import drawn_text, preflight_findings

from generator.cli import main
from generator.commands.volume import volume_kinds
from generator.compile.numbers import Numbers
from generator.pipeline import build
from generator.volume.make import Volume, make_volume
from generator.volume.part import Part, numbers_text, parse_part, parse_year, runs_text, totals_text

ROOT = Path(__file__).resolve().parents[1]
SITE = """\
单位: 澜汀市实践活动领导小组办公室
词表: {单位类别: [市直, 县市区]}
刊物:
  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 总期起始: 71, 标注: 内部资料 注意保存}
"""
UNITS = """\
- {名称: 市教育局, 类别: 市直}
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 曾用名: [市经委]}
- {名称: 市文明办}
- {名称: 澄湖区, 类别: 县市区}
"""
LONG = "会议强调，要走进企业、走进社区，把群众反映的问题一件一件记下来，一件一件办到底。\n\n" * 24
REPORTS = {
    "0105-jiaoyu": ("市教育局逐校检查取暖", "市教育局", LONG),
    "0106-jingxin": ("市经信局帮127家企业找工人", "市经委", "企业缺工，办法总比困难多。\n"),
    "0112-chenghu": ("澄湖区把议事会开到田间地头", "澄湖区", LONG),
    "0120-jiaoyu": ("孩子们的午睡枕头", "市教育局", "学校给每个班添了午睡枕头。\n"),
    "0203-wenming": ("雪天里的扫雪队", "市文明办", "大雪下了一夜，扫雪队出门了。\n"),
    "0706-qu": ("澄湖区入夏防汛", "澄湖区", "入夏以来，雨比往年多。\n"),
}
ISSUES = {
    "2026-01": ("期号: 1", "2026-01-05", ["0105-jiaoyu", "0106-jingxin"], "定稿"),
    "2026-02": ("期号: 2", "2026-01-12", ["0112-chenghu"], "定稿"),
    "2026-z01": ("期号: 1\n增刊: 是", "2026-01-20", ["0120-jiaoyu"], "定稿"),
    "2026-04": ("期号: 4", "2026-02-03", ["0203-wenming"], "定稿"),
    "2026-05": ("期号: 5", "2026-07-06", ["0706-qu"], "草稿"),
}
PUB, KEY = "gongzuo-jianbao", "content/issues/gongzuo-jianbao"
FILE = f"{PUB}/2026/工作简报2026年合订本.pdf"
OWN = (("01", "第1期"), ("02", "第2期"), ("z01", "增刊第1期"), ("04", "第4期"))
"""Folder and label of each issue that the whole volume holds."""
MISSING = (
    "警告 《工作简报》2026年没有第3期，合订本里缺\n没有编过的不用管；编过的，请把那一期的文件找回来，再做一次"
)
DRAFT = (
    f"{KEY}/2026-05.yaml:6:5 警告 2026年第5期还是草稿，没有收进合订本\n签发以后把“状态”改成“定稿”，再做一次"
)


def make(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """A site of five issues: number 3 is wanting, the supplement is signed before number 4, 5 is a draft."""
    texts = {"site.yaml": SITE, "content/units.yaml": UNITS}
    for name, (title, unit, body) in REPORTS.items():
        day = f"2026-{name[:2]}-{name[2:4]}"
        texts[f"content/reports/{name}.md"] = f"---\n标题: {title}\n单位: {unit}\n日期: {day}\n---\n{body}"
    for name, (number, day, reports, state) in ISSUES.items():
        own = ", ".join(f"reports/{report}.md" for report in reports)
        head = f"{number}\n签发日期: {day}\n"
        texts[f"{KEY}/{name}.yaml"] = f"{head}栏目:\n  - 名称: 工作动态\n    文章: [{own}]\n状态: {state}\n"
    for name, text in {**texts, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def made(site: Path, *words: str, publication: str = PUB, year: str = "2026") -> tuple[Volume, list[str]]:
    volume, findings = make_volume(site, site / "output", publication, year, *words)
    assert volume is not None, [told(one) for one in findings]
    return volume, [told(one) for one in findings]


def refused(site: Path, *words: str, publication: str = PUB, year: str = "2026") -> list[str]:
    volume, findings = make_volume(site, site / "output", publication, year, *words)
    assert volume is None
    return [told(one) for one in findings]


def change(site: Path, file: str, old: str, new: str) -> None:
    path = site / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def texts(file: Path) -> list[str]:
    """The text of each page without its blanks, as PDFium reads it."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def bookmarks(file: Path) -> list[tuple[int, str, int]]:
    """Depth, title and page from 1 of every bookmark."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [
            (one.level, one.get_title(), (one.get_dest().get_index() or 0) + 1) for one in document.get_toc()
        ]
    finally:
        document.close()


def issue_pdf(site: Path, folder: str, label: str) -> Path:
    return site / "output" / PUB / "2026" / folder / f"工作简报2026年{label}.pdf"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Volume, list[str]]:
    """The site with its volume of the whole year, for tests that only look."""
    site = make(tmp_path_factory.mktemp("whole"))
    return site, *made(site)


def test_years_and_parts_as_editors_write_them() -> None:
    assert [parse_year(text) for text in ("2026", " 2026年 ", "26", "今年", "20266")] == [
        *(2026, 2026, None, None, None)
    ]
    assert parse_part("") == Part() and parse_part(" 上半年 ") == Part(half=1)
    assert parse_part("下半年") == Part(half=2)
    for text in ("1-12", "第1期至第12期", "1～12", "1期到12期", "1 — 12"):
        assert parse_part(text) == Part(first=1, last=12), text
    for text in ("前半年", "12-1", "0-3", "3", "1-2-3", "一至三"):
        assert parse_part(text) is None, text
    assert [Part().label, Part(half=2).label, Part(first=1, last=12).label] == ["", "下半年", "第1期至第12期"]


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_what_a_part_is_called_means_it_again(first: int, last: int) -> None:
    part = Part(first=min(first, last), last=max(first, last))
    assert parse_part(part.label) == (part if part.first < part.last else None)
    assert parse_part(f"{part.first}-{part.last}") == part


@given(st.text(max_size=12))
def test_any_text_is_a_part_or_none(text: str) -> None:
    part = parse_part(text)
    assert part is None or part.first <= part.last


@given(st.sets(st.integers(1, 60), min_size=1))
def test_runs_tell_every_number_once(numbers: set[int]) -> None:
    told_of: list[int] = []
    for run in runs_text(numbers).split("、"):
        ends = [int(one) for one in re.findall(r"第(\d+)期", run)]
        told_of += range(ends[0], ends[-1] + 1)
    assert told_of == sorted(numbers)


def test_numbers_on_the_cover() -> None:
    numbers = [Numbers(2026, 1, 71, False), Numbers(2026, 1, None, True), Numbers(2026, 2, 72, False)]
    assert numbers_text(numbers) == "第1期至第2期、增刊第1期"
    assert totals_text(numbers) == "总第71期至总第72期"
    assert totals_text([Numbers(2026, 1, None, True)]) == ""


def test_the_volume_says_what_it_is(whole: tuple[Path, Volume, list[str]]) -> None:
    site, volume, findings = whole
    assert findings == [DRAFT, MISSING]
    assert volume.files == {"print": FILE}
    assert (volume.title, volume.issues, volume.articles, volume.units) == ("工作简报2026年合订本", 4, 5, 4)
    cover = texts(site / "output" / FILE)[0]
    assert cover == (
        "内部资料注意保存工作简报2026年合订本第1期至第2期、第4期、增刊第1期总第71期至总第73期"
        "澜汀市实践活动领导小组办公室2026年1月5日至2026年2月3日"
    )
    with pikepdf.open(site / "output" / FILE) as document:
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "工作简报2026年合订本",
            "/Author": "澜汀市实践活动领导小组办公室",
            "/Subject": "《工作简报》第1期至第2期、第4期、增刊第1期，总第71期至总第73期",
            "/Keywords": "工作简报, 合订本, 2026年",
            "/Creator": "简报生成器",
            "/Producer": "简报生成器",
            "/CreationDate": "D:20260203000000+08'00'",
            "/ModDate": "D:20260203000000+08'00'",
        }
        assert str(document.Root.Lang) == "zh-CN"


def test_contents_name_the_pages_on_which_titles_stand(whole: tuple[Path, Volume, list[str]]) -> None:
    pages = texts(whole[0] / "output" / FILE)
    lines = re.findall(r"(.+?)\.{2,}(\d+)", pages[2].removeprefix("总目录"))
    assert [line for line, _ in lines] == [
        "第1期（总第71期）2026年1月5日",
        "市教育局逐校检查取暖（市教育局）",
        "市经信局帮127家企业找工人（市经信局）",
        "第2期（总第72期）2026年1月12日",
        "澄湖区把议事会开到田间地头（澄湖区）",
        "增刊第1期2026年1月20日",
        "孩子们的午睡枕头（市教育局）",
        "第4期（总第73期）2026年2月3日",
        "雪天里的扫雪队（市文明办）",
        "单位索引",
    ]
    for line, page in lines:
        title = re.sub(r"（市.*|（澄.*|2026年.*", "", line)
        assert title in pages[int(page) - 1], line
    articles = [int(page) for line, page in lines if line.endswith(("局）", "区）", "办）"))]
    # The second article begins on another page than the first.
    assert articles[1] > articles[0]


def test_every_page_of_an_issue_is_as_it_was_made(whole: tuple[Path, Volume, list[str]]) -> None:
    site = whole[0]
    drawn, starts = drawn_text(site / "output" / FILE), []
    for folder, label in OWN:
        own = drawn_text(issue_pdf(site, folder, label))
        (start,) = (
            page for page in range(len(drawn)) if all(line in drawn[page] for line in own[0]) and own[0]
        )
        starts.append(start + 1)
        for place, lines in enumerate(own, start):
            added = [text for text, _ in drawn[place] if (text, _) not in lines]
            assert "".join(added).strip() == f"合订本第{place + 1}页"
            assert all(line in drawn[place] for line in lines)
    assert all(start % 2 for start in starts) and starts == sorted(starts)


def test_the_volume_number_stands_clear_of_the_issue_number(whole: tuple[Path, Volume, list[str]]) -> None:
    site, gaps = whole[0], []
    for lines in drawn_text(site / "output" / FILE)[4:-1]:
        numbers = [place for text, place in lines if re.match(r"— ?\d", text)]
        volume = [place for text, place in lines if text.startswith("合订本第")]
        if numbers:
            ((_, bottom, _, _),), ((_, _, _, top),) = numbers, volume
            gaps.append(bottom - top)
    own = (texts(issue_pdf(site, *one)) for one in OWN)
    numbered = [page for pages in own for page in pages if re.search(r"—\d+—", page)]
    assert len(gaps) == len(numbered) >= len(OWN)
    assert min(gaps) > 20  # pt


def test_empty_pages_fill_up_to_odd_ones(whole: tuple[Path, Volume, list[str]]) -> None:
    pages = texts(whole[0] / "output" / FILE)
    empty = [number for number, text in enumerate(pages, 1) if not text]
    assert 2 in empty and all(number % 2 == 0 for number in empty)
    for number, text in enumerate(pages[2:], 3):
        assert not text or text.endswith(f"合订本第{number}页") or f"合订本第{number}页" in text


def test_the_index_names_the_pages_of_each_unit(whole: tuple[Path, Volume, list[str]]) -> None:
    pages = texts(whole[0] / "output" / FILE)
    # The last page but the index on which a title stands: contents come before what they name.
    page = {
        title: max(number for number, text in enumerate(pages[:-1], 1) if title in text)
        for title, _, _ in REPORTS.values()
        if title != "澄湖区入夏防汛"
    }
    first, fourth = page["市教育局逐校检查取暖"], page["孩子们的午睡枕头"]
    assert pages[-1] == (
        "单位索引各单位的稿件在合订本第几页；不止一篇的，注明篇数"
        f"市直市教育局（2篇）{first}、{fourth}市经济和信息化局{page['市经信局帮127家企业找工人']}"
        f"县市区澄湖区{page['澄湖区把议事会开到田间地头']}其他市文明办{page['雪天里的扫雪队']}"
        f"合订本第{len(pages)}页"
    )
    assert len(pages) % 2 == 1


def test_bookmarks_lead_from_the_volume_to_its_articles(whole: tuple[Path, Volume, list[str]]) -> None:
    pages = texts(whole[0] / "output" / FILE)
    found = bookmarks(whole[0] / "output" / FILE)
    assert [(level, title) for level, title, _ in found] == [
        (0, "工作简报2026年合订本"),
        (1, "总目录"),
        (1, "第1期（总第71期）　2026年1月5日"),
        (2, "市教育局逐校检查取暖"),
        (2, "市经信局帮127家企业找工人"),
        (1, "第2期（总第72期）　2026年1月12日"),
        (2, "澄湖区把议事会开到田间地头"),
        (1, "增刊第1期　2026年1月20日"),
        (2, "孩子们的午睡枕头"),
        (1, "第4期（总第73期）　2026年2月3日"),
        (2, "雪天里的扫雪队"),
        (1, "单位索引"),
    ]
    for _, title, page in found[1:]:
        assert title.partition("　")[0] in pages[page - 1]


def test_links_lead_within_the_volume(whole: tuple[Path, Volume, list[str]]) -> None:
    """Those of the contents to what they name; those in an issue to its own articles and to no other's."""
    with pikepdf.open(whole[0] / "output" / FILE) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        links = {
            # A line of the contents has a link for each of its parts.
            number: list(dict.fromkeys(numbers[link.Dest[0].objgen] for link in page.obj.get("/Annots", ())))
            for number, page in enumerate(document.pages, 1)
        }
        assert "/Names" not in document.Root
    pages = texts(whole[0] / "output" / FILE)
    assert links[3] == list(dict.fromkeys(int(page) for page in re.findall(r"\.{2,}(\d+)", pages[2])))
    assert len(links[3]) > 5
    index = pages[-1].partition("篇数")[2].partition("合订本")[0].replace("（2篇）", "")
    assert links[len(pages)] == list(dict.fromkeys(int(page) for page in re.findall(r"\d+", index)))
    # 目录 of the first issue, on its first page; its second article stands on a later one.
    assert links[5] == [5, int(re.findall(r"\.{2,}(\d+)", pages[2])[2])]


def test_the_same_files_give_the_same_bytes(whole: tuple[Path, Volume, list[str]], tmp_path: Path) -> None:
    site = whole[0]
    file = site / "output" / FILE
    before, time = file.read_bytes(), file.stat().st_mtime_ns
    made(site)
    assert file.stat().st_mtime_ns == time
    other, _ = made(make(tmp_path / "elsewhere"))
    assert (tmp_path / "elsewhere" / "output" / other.files["print"]).read_bytes() == before


def test_the_archive_copy_passes_preflight(whole: tuple[Path, Volume, list[str]], tmp_path: Path) -> None:
    site = whole[0]
    volume, findings = make_volume(site, site / "output", "工作简报", "2026年", kinds=["archive", "press"])
    assert volume is not None and [told(one) for one in findings] == [DRAFT, MISSING]
    assert volume.files == {
        "archive": f"{PUB}/2026/工作简报2026年合订本（归档）.pdf",
        "press": f"{PUB}/2026/工作简报2026年合订本（付印）.pdf",
    }
    archived = site / "output" / volume.files["archive"]
    assert preflight_findings([archived], tmp_path) == {"0000.pdf": []}
    assert drawn_text(archived) == drawn_text(site / "output" / FILE)


def test_a_build_leaves_the_volume_alone(tmp_path: Path) -> None:
    site = make(tmp_path)
    made(site)
    before = (site / "output" / FILE).stat().st_mtime_ns
    outcome = build(site, site / "output", jobs=1)
    assert outcome.removed == 0
    assert (site / "output" / FILE).stat().st_mtime_ns == before


def test_parts_of_a_year(tmp_path: Path) -> None:
    site = make(tmp_path)
    change(site, f"{KEY}/2026-05.yaml", "草稿", "定稿")
    first, findings = made(site, "上半年")
    assert first.files == {"print": f"{PUB}/2026/工作简报2026年上半年合订本.pdf"}
    assert (first.held, findings) == ("第1期至第2期、第4期、增刊第1期，总第71期至总第73期", [MISSING])
    second, findings = made(site, "下半年")
    assert (second.held, findings) == ("第5期，总第74期", [])
    # The supplement was signed after number 2.
    numbered, findings = made(site, "2-4")
    assert numbered.files == {"print": f"{PUB}/2026/工作简报2026年第2期至第4期合订本.pdf"}
    assert (numbered.held, findings) == ("第2期、第4期、增刊第1期，总第72期至总第73期", [MISSING])
    rest, findings = made(site, "5-7")
    assert (rest.held, findings) == ("第5期，总第74期", [MISSING.replace("第3期", "第6期至第7期")])
    assert len(list((site / "output" / PUB / "2026").glob("*合订本.pdf"))) == 4


def test_what_was_asked_for_and_is_not_there(tmp_path: Path) -> None:
    site = make(tmp_path)
    assert refused(site, publication="gongzuo-jianbo", year="26") == [
        "错误 site.yaml 里没有代号是“gongzuo-jianbo”的刊物\n请写刊物的代号，是不是想写“gongzuo-jianbao”？",
        "错误 “26”不是年份\n请写四位数字，例如 YEAR=2026",
    ]
    assert refused(site, "前半年") == [
        "错误 看不懂“前半年”是一年里的哪一部分\n"
        "请写上半年、下半年，或者从第几期到第几期，例如 PART=1-12；整年的不用写"
    ]
    assert refused(site, "下半年") == [
        DRAFT,
        "错误 《工作简报》2026年下半年没有定稿的期，做不成合订本\n"
        "请核对刊物和年份；还没有定稿的，签发以后把“状态”改成“定稿”",
    ]
    assert not (site / "output").exists()


def test_a_locked_issue_that_was_changed_stops_the_volume(tmp_path: Path) -> None:
    site = make(tmp_path)
    made(site)
    before = (site / "output" / FILE).read_bytes()
    change(site, "content/reports/0203-wenming.md", "扫雪队出门了", "扫雪队没有出门")
    found = refused(site)
    assert [one.splitlines()[0] for one in found][1:] == [
        f"{KEY}/2026-04.yaml:6:5 错误 2026年第4期没有编出来，合订本不能缺它，所以没有做",
        *(one.splitlines()[0] for one in (DRAFT, MISSING)),
    ]
    assert found[0].startswith("content/reports/0203-wenming.md:6:") and "定稿" in found[0]
    assert (site / "output" / FILE).read_bytes() == before


def test_a_file_with_errors_stops_the_volume_of_its_year(tmp_path: Path) -> None:
    site = make(tmp_path)
    (site / KEY / "2026-03.yaml").write_text("期号: 三\n签发日期: 2026-01-19\n", encoding="utf-8")
    found = refused(site)
    assert (
        f"{KEY}/2026-03.yaml:1:1 错误 “{KEY}/2026-03.yaml”有错误，不知道它该不该收进合订本，所以没有做\n"
        + ("请先改好它，或者把它移走，再做一次")
        in found
    )
    assert any(one.startswith(f"{KEY}/2026-03.yaml:1:5 错误") for one in found)
    (site / KEY / "2026-03.yaml").rename(site / KEY / "2025-03.yaml")
    assert made(site)[0].issues == 4


def test_a_reissue_takes_the_place_of_the_first(tmp_path: Path) -> None:
    again = "重发: gongzuo-jianbao/2026-02\n签发日期: 2026-02-10\n栏目:\n  - 名称: 工作动态\n"
    again += "    文章: [reports/0112-chenghu.md]\n状态: 定稿\n"
    site = make(tmp_path, {f"{KEY}/2026-02-chongfa.yaml": again})
    volume, findings = made(site, "1-2")
    assert findings == [
        f"{KEY}/2026-02-chongfa.yaml:1:5 注意 "
        "2026年第2期后来重发过，合订本里收的是2026年第2期（重发），原件不收\n"
        "重发的以重发的为准；要把原件也留一份，请另外存档"
    ]
    titles = [title for level, title, _ in bookmarks(site / "output" / volume.files["print"]) if level == 1]
    assert titles[1:-1] == [
        "第1期（总第71期）　2026年1月5日",
        "第2期（重发，总第72期）　2026年2月10日",
        "增刊第1期　2026年1月20日",
    ]


def test_the_level_stands_on_every_page_of_a_secret_volume(tmp_path: Path) -> None:
    """Tables that lie on their side, an empty page before the foot, padding: all of them."""
    site = tmp_path / "yunling"
    shutil.copytree(ROOT / "tests/sites/yunling", site, ignore=shutil.ignore_patterns(".cache", "output"))
    issue = site / "content/issues/yaoqing/2026-05.yaml"
    text = re.sub(r"(?m)^状态:.*\n", "", issue.read_text(encoding="utf-8"))
    issue.write_text(f"{text}\n状态: 定稿\n", encoding="utf-8")
    volume, findings = made(site, publication="yaoqing")
    assert findings == [
        "警告 《民情要情专呈》2026年没有第1期至第4期，合订本里缺\n"
        "没有编过的不用管；编过的，请把那一期的文件找回来，再做一次"
    ]
    assert volume.secrecy == "机密★6个月"
    pages = texts(site / "output" / volume.files["print"])
    assert all("机密★6个月" in page for page in pages)
    assert pages[0].startswith("机密★6个月民情要情专呈")
    assert pages[1] == pages[3] == "机密★6个月"
    assert all(f"机密★6个月合订本第{number}页" in page for number, page in enumerate(pages[4:], 5))
    assert list((site / "output" / "yaoqing").rglob("*.html")) == []
    assert "合订本" not in (site / "output/index.html").read_text(encoding="utf-8")
    document = pypdfium2.PdfDocument(site / "output" / volume.files["print"])
    assert any(page.get_width() > page.get_height() for page in document)
    document.close()


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    site = make(tmp_path)
    done = CliRunner().invoke(main, ["volume", "--site", str(site), PUB, "2026"])
    assert done.exit_code == 0
    assert done.output.splitlines()[-4:] == [
        f"办公打印：{site / 'output' / FILE}",
        "《工作简报2026年合订本》收 4 期，第1期至第2期、第4期、增刊第1期，总第71期至总第73期；",
        "总目录 5 条，单位索引 4 个单位，共 17 页。",
        "这几期的数字、文字头一次留底，在 content/records/，请一并存底："
        "gongzuo-jianbao/2026-01、gongzuo-jianbao/2026-02、gongzuo-jianbao/2026-04、gongzuo-jianbao/2026-z01",
    ]
    done = CliRunner().invoke(main, ["volume", "--site", str(site), "--kind", "小册子", PUB, "2026"])
    assert done.exit_code == 1
    assert done.output == (
        "错误 合订本不做“小册子”这一种 PDF\n"
        "  提示：可以做的有：print（办公打印）、archive（归档）、press（送印刷厂）\n\n1 个错误\n\n"
        "没有做合订本；原来的没有动。\n"
    )
    assert volume_kinds("")[0] == ("print",)
    assert volume_kinds("归档，print")[0] == ("print", "archive")
