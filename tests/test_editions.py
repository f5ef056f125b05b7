"""Public editions: what they leave out and mask, where they stand, when they are made and when they go; and
what a secret publication and a draft say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace as replace_record
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import unquote

import incremental_made as made
import pikepdf
import pytest
from conftest import told
from hypothesis import given
from hypothesis import strategies as st
from incremental_made import clean_build, copy_of, differing, make, marks, outputs, replace
from pages import page_texts
from watch_made import Held, processes

from generator.build.pool import Crew
from generator.check.output import page_text
from generator.compile.bulletin import compile_issue
from generator.compile.editions import compile_public
from generator.compile.issue_figures import NO_FIGURES
from generator.compile.public_texts import without_persons
from generator.diagnostics import has_errors
from generator.gather import gather
from generator.model.bulletin import Bulletin
from generator.privacy.public import Discretion, citizens_in, mask_public

SITE = """\
单位: 市领导小组办公室
隐私:
  允许: ["12345", "0716-8123456", 澄湖区解放路12号]
刊物:
  jianbao:
    {名称: 工作简报, 类型: 简报, 频次: 周, 总期起始: 31, 公开: 是,
     份号: 是, 标注: 内部资料 注意保存, 报: [市委], 发: [市直], 签发: 张某}
  dongtai: {名称: 诉求动态, 类型: 诉求动态, 频次: 月, 公开: 是, 交办单: 是, 发: [县市区]}
"""
OPEN = """\
---
标题: 澄湖区走访农户
单位: 澄湖区
日期: 2022-05-31
作者: {记者: [周某]}
实名: 已征得同意
---
村民李小明说，路修好了。李小明家住澄湖村，他打12345（0716-8123456）反映过。湖光小区3号楼2单元的住户王建军也说好。

| 事项 | 责任人 | 进度 |
| --- | --- | --- |
| 修路 | 陈某 | 已完成 |
"""
INNER = """\
---
标题: 澄湖区排查安全隐患
单位: 澄湖区
日期: 2022-05-31
作者: {记者: [周某]}
内部: 是
---
查了八家。
"""
SECTIONS = """\
期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-30 至 2022-06-05
按语: 本期请对照看一看。
栏目:
  - 名称: 一、安全
    文章: [reports/inner.md]
  - 名称: 二、基层动态
    文章: [reports/open.md, reports/a.md]
状态: 草稿
"""
HEAD = "编号,受理时间,诉求类型,承办单位,属地,问题分类,服务对象,标题,内容,状态,办结时间\n"
LEDGER = HEAD + (
    "W2022051000001,2022-05-10 09:00,投诉,市水利局,澄湖区,供水,普通居民,"
    "湖光小区自来水浑浊,湖光小区3号楼水龙头出黄水。,办理中,\n"
    "W2022051100002,2022-05-11 09:00,举报,市水利局,澄湖区,供水,普通居民,某厂偷排,夜里偷排。,办理中,\n"
    "W2022051200003,2022-05-12 09:00,求助,澄湖区,澄湖区,道路,普通居民,"
    "道路积水,枫林村3组下雨就积水。,已办结,2022-05-20\n"
)
LIST = """\
名称: 问题清单
条目:
  - {序号: 1, 事项: 更换老旧水管, 单位: 市水利局, 责任人: 罗某, 时限: 2022-08-31, 状态: 推进中}
"""
OUTLINE = """\
栏目:
  - 名称: 本期概况
    文字: 本期共受理{{受理量}}件，其中举报{{受理量.诉求类型.举报}}件。
  - 名称: 新受理诉求
    内容: [新受理]
  - 名称: 仍在办理
    内容: [仍在办]
  - 名称: 问题清单
    清单: 问题清单
    附件: 是
"""
FIVE = "jianbao/2022/05"
PUBLIC = f"{FIVE}/public"
PDF = f"{PUBLIC}/工作简报2022年第5期（公开版）.pdf"
OWN_PDF = f"{FIVE}/工作简报2022年第5期.pdf"
KEY = "jianbao/2022-05"


def write_site(root: Path) -> Path:
    return made.write(
        root / "site",
        {
            **made.FILES,
            "site.yaml": SITE,
            "content/reports/open.md": OPEN,
            "content/reports/inner.md": INNER,
            "content/issues/jianbao/2022-05.yaml": SECTIONS,
            "content/requests/a.csv": LEDGER,
            "content/lists/wenti.yaml": LIST,
            "templates/suqiu-dongtai/outline.yaml": OUTLINE,
        },
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, made once; for tests that only look."""
    site = write_site(tmp_path_factory.mktemp("editions"))
    outcome = make(site)
    assert not outcome.stopped, [told(finding) for finding in outcome.findings]
    return site


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it with all that was made, and looked at by a build."""
    site = copy_of(built, tmp_path / "site")
    make(site)
    return site


def said(site: Path, path: str) -> str:
    """What a page of output/ says, in one line."""
    return "".join(page_text((site / "output" / path).read_text(encoding="utf-8")).split())


def codes(site: Path) -> list[str]:
    return [finding.code for finding in make(site).findings]


# What a public edition says


def test_what_is_internal_is_left_out_and_the_rest_is_counted_anew(built: Path) -> None:
    internal, public = said(built, f"{FIVE}/index.html"), said(built, f"{PUBLIC}/index.html")
    assert "一、安全" in internal and "排查安全隐患" in internal and "二、基层动态" in internal
    assert "安全" not in public and "查了八家" not in public and "排查" not in public
    assert "一、基层动态" in public and "二、" not in public
    html = (built / "output" / PUBLIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<article class="article" id="(\w+)"', html) == ["a1", "a2"]
    assert 'href="#a3"' not in html
    pdf = "".join(page_texts(built / "output" / PDF))
    assert "澄湖区走访农户" in pdf and "查了八家" not in pdf and "安全隐患" not in pdf


def test_it_carries_no_list_no_copies_no_notice_and_no_copy_number(built: Path) -> None:
    internal, public = said(built, f"{FIVE}/index.html"), said(built, f"{PUBLIC}/index.html")
    for word in ("内部资料", "报：市委", "发：各市直单位", "共印4份"):
        assert word in internal and word not in public
    html = (built / "output" / PUBLIC / "index.html").read_text(encoding="utf-8")
    assert '<p class="notice">公开版</p>' in html and "copy-number" not in html
    assert "签发：张某" in public and "2022年6月6日印发" in public
    assert "<title>工作简报2022年第5期（公开版）</title>" in html


def test_citizens_become_surname_and_mou_though_they_agreed(built: Path) -> None:
    internal, public = said(built, f"{FIVE}/index.html"), said(built, f"{PUBLIC}/index.html")
    assert "村民李小明说" in internal and "3号楼2单元" in internal
    assert "村民李某说，路修好了。李某家住澄湖村" in public
    assert "湖光小区某号楼的住户王某也说好" in public
    assert "12345（0716-8123456）" in public, "公开的电话照登"
    assert "（澄湖区记者周某）" in public, "署名照登"
    pdf = "".join(page_texts(built / "output" / PDF))
    assert "李小明" not in pdf and "王建军" not in pdf and "2单元" not in pdf


def test_tables_lose_who_is_in_charge(built: Path) -> None:
    internal = (built / "output" / FIVE / "index.html").read_text(encoding="utf-8")
    public = (built / "output" / PUBLIC / "index.html").read_text(encoding="utf-8")
    assert "责任人" in internal and "columns-3" in internal
    assert "责任人" not in public and "陈某" not in public and 'class="columns-2"' in public
    assert "修路" in public and "已完成" in public
    listed = said(built, "dongtai/2022/01/public/index.html")
    assert "罗某" in said(built, "dongtai/2022/01/index.html")
    assert "罗某" not in listed and "责任人" not in listed and "更换老旧水管" in listed


def test_requests_lose_their_places_and_a_report_of_misdeeds_is_only_counted(built: Path) -> None:
    internal, public = (said(built, f"dongtai/2022/01/{name}index.html") for name in ("", "public/"))
    assert "湖光小区自来水浑浊" in internal and "供水方面的举报" in internal
    assert (
        "某小区自来水浑浊" in public
        and "某小区某号楼水龙头出黄水" in public
        and "某村某组下雨就积水" in public
    )
    assert "方面的举报" not in public
    assert "本期共受理3件，其中举报1件" in internal and "本期共受理3件，其中举报1件" in public
    assert "另有1件按保密规定只计数，不登内容。" in public
    assert "另有1件按保密规定只计数，不列出。" in public
    assert "按保密规定" not in internal
    assert "供水，澄湖区，市水利局承办" in internal and "供水，市水利局承办" in public


def everything_in(path: Path) -> str:
    """All that a file says: a PDF's pages, metadata, XMP, bookmarks, attached files and whatever else its
    objects hold as text; of every file its bytes too, as UTF-8 and as UTF-16."""
    data = path.read_bytes()
    parts = [data.decode("utf-8", "ignore"), data.decode("utf-16-be", "ignore")]
    if path.suffix == ".pdf":
        parts += page_texts(path)
        with pikepdf.open(path) as pdf:
            with pdf.open_metadata() as metadata:
                parts.append(str(metadata))
            with pdf.open_outline() as outline:
                parts += outline_titles(outline.root)
            for one in pdf.objects:
                parts += strings_in(one)
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
                    parts.append(one.read_bytes().decode("utf-8", "ignore"))
    return "\n".join(parts)


def outline_titles(entries: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield from outline_titles(entry.children)


def strings_in(one: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """The strings of an object that stand in it and not in others."""
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif depth and getattr(one, "is_indirect", False):
        return
    elif isinstance(one, pikepdf.Array):
        for part in one:
            yield from strings_in(part, depth + 1)
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for _, part in one.items():
            yield from strings_in(part, depth + 1)


def test_nothing_internal_stands_in_any_byte_or_name_of_its_folder(built: Path) -> None:
    hidden = ("李小明", "王建军", "查了八家", "reports/", "市委", "W2022051", "排查安全隐患", "交办")
    for folder in (PUBLIC, "dongtai/2022/01/public"):
        paths = [path for path in (built / "output" / folder).rglob("*") if path.is_file()]
        assert {path.suffix for path in paths} >= {".html", ".css", ".pdf"}
        for path in paths:
            assert not any(word in path.name for word in hidden)
            said = everything_in(path)
            # A style sheet of all editions names 交办单, and is no word of any issue.
            words = [word for word in hidden if path.suffix != ".css" or word != "交办"]
            assert [word for word in words if word in said] == [], path.name
    # What is looked for would be found.
    pdf = everything_in(built / "output" / OWN_PDF)
    assert "李小明" in pdf and pdf.count("排查安全隐患") > "".join(
        page_texts(built / "output" / OWN_PDF)
    ).count("排查安全隐患")


def test_its_folder_needs_nothing_around_it_and_leads_nowhere_internal(built: Path) -> None:
    folder = built / "output" / PUBLIC
    html = (folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"#]+)"', html)
    assert {"./assets/screen.css", "./assets/print.css"} <= set(links)
    assert not [link for link in links if ".." in link]
    assert all((folder / unquote(link)).is_file() for link in links)
    assert "全部刊物" not in html and "上一期" not in html and "下一期" not in html


def test_the_archive_and_the_issues_page_lead_to_it(built: Path) -> None:
    index = (built / "output/index.html").read_text(encoding="utf-8")
    assert f'href="{PUBLIC}/index.html"' in index
    assert 'aria-label="工作简报第5期（总第31期） 公开版 PDF"' in index
    assert '<a class="edition" href="public/index.html">公开版</a>' in (
        built / "output" / FIVE / "index.html"
    ).read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#]+)"', index)
    assert all((built / "output" / unquote(link)).is_file() for link in links)


def words_of(bulletin: Bulletin) -> str:
    """The note, the sections' names without their numbers, and the articles, as HTML."""
    parts = [bulletin.note_html]
    for section in bulletin.sections:
        parts.append(f"<p>{section.name.partition('、')[2]}</p>")
        for article in section.articles:
            parts += [f"<p>{text}</p>" for text in ("".join(article.title), article.subtitle, article.byline)]
            parts.append(article.html)
    return "".join(parts)


def test_it_holds_nothing_that_the_internal_one_does_not(built: Path) -> None:
    """Only what was masked reads otherwise: whoever signed has read all that is public."""
    gathered, _ = gather(built)
    assert gathered is not None
    content, plan = gathered.content, gathered.plan
    internal, found = compile_issue(content, plan, KEY)
    assert internal is not None and not has_errors(found)
    public, found = compile_public(content, plan, KEY, NO_FIGURES, internal)
    assert public is not None and found == []
    sources = {article.source for article in internal.articles}
    assert {article.source for article in public.articles} == sources - {"reports/inner.md"}
    assert public.sources == internal.sources, "由哪些文件而来，同内部版一样：少登哪一篇也由文件定"
    # Words that the internal one has not are those that stand for what was masked.
    shown, own = page_text(words_of(public)), page_text(words_of(internal))
    parts = SequenceMatcher(None, own, shown, autojunk=False).get_opcodes()
    added = {shown[first:last] for kind, _, _, first, last in parts if kind in ("insert", "replace")}
    assert added <= {"某", "某号楼"} and "某" in "".join(added)
    assert replace_record(public.foot, rows=(), copies=0) == replace_record(internal.foot, rows=(), copies=0)
    assert public.public and not public.sheets and public.foot.rows == () and public.foot.copies == 0


# When there is none


def test_without_the_key_nothing_is_made(site: Path) -> None:
    replace(site, "site.yaml", "总期起始: 31, 公开: 是", "总期起始: 31, 公开: 否")
    before = outputs(site)
    outcome = make(site)
    gone = {path for path in before if path not in outputs(site)}
    assert gone == {path for path in before if path.startswith("jianbao/") and "/public/" in path}
    assert outcome.set_now == 0, "内部版不重新排"
    assert "公开版" not in said(site, f"{FIVE}/index.html")
    assert f"{PUBLIC}/index.html" not in said(site, "index.html")


def test_a_publication_that_is_closed_loses_it_though_an_issue_cannot_be_made(site: Path) -> None:
    replace(site, "site.yaml", "总期起始: 31, 公开: 是", "总期起始: 31, 公开: 否")
    replace(site, "content/issues/jianbao/2022-05.yaml", "reports/a.md]", "reports/none.md]")
    assert make(site).stopped == [KEY]
    assert not (site / "output" / PUBLIC).exists()
    assert (site / "output" / OWN_PDF).is_file()
    assert f"{PUBLIC}/" not in (site / "output/index.html").read_text(encoding="utf-8")


def test_secret_and_public_is_an_error_and_nothing_stays_public(site: Path) -> None:
    replace(site, "site.yaml", "总期起始: 31, 公开: 是", "总期起始: 31, 公开: 是, 密级: 机密")
    outcome = make(site)
    assert [told(one) for one in outcome.findings if one.severity == "error"] == [
        "site.yaml:6:45 错误 “工作简报”标了密级（机密），又写了“公开: 是”；有密级的刊物不能有公开版\n"
        "请把这个刊物的“公开”改成“否”；密级标错了的，删去“密级”"
    ]
    assert sorted(outcome.stopped) == [f"jianbao/2022-0{number}" for number in (5, 6, 7)]
    assert not list((site / "output/jianbao").rglob("*.html"))
    assert not list((site / "output/jianbao").rglob("*公开版*"))
    assert "工作简报" not in (site / "output/index.html").read_text(encoding="utf-8")
    assert (site / "output/dongtai/2022/01/public/index.html").is_file(), "别的刊物照编"


def test_an_issue_of_internal_reports_alone_has_none(site: Path) -> None:
    replace(site, "content/issues/jianbao/2022-05.yaml", "[reports/open.md, reports/a.md]", "[]")
    replace(site, "content/issues/jianbao/2022-05.yaml", "    文章: []\n", "    文章: [reports/inner2.md]\n")
    made.write(
        site, {"content/reports/inner2.md": INNER.replace("八家", "九家").replace("排查安全", "整治安全")}
    )
    outcome = make(site)
    assert not outcome.stopped
    (finding,) = [one for one in outcome.findings if one.code == "public-empty"]
    assert told(finding).split(" ", 1)[1] == (
        "警告 这一期没有可以公开的内容，没有编公开版\n"
        "这一期的文章都标了“内部: 是”；有能公开的，请把那一篇的“内部”改成“否”"
    )
    assert not (site / "output" / PUBLIC).exists()
    assert "公开版" not in said(site, f"{FIVE}/index.html")


# Contradictions


def test_a_title_that_another_text_repeats_is_told(site: Path) -> None:
    replace(
        site, "content/issues/jianbao/2022-05.yaml", "请对照看一看", "《澄湖区排查安全隐患》一文请对照看一看"
    )
    (finding,) = [one for one in make(site).findings if one.code == "public-mentioned"]
    assert told(finding) == (
        "content/reports/inner.md:6:5 警告 《澄湖区排查安全隐患》标了“内部: 是”，公开版不登，"
        "可是公开版的别处写到了这个标题（jianbao/2022-05）\n"
        "请看这一期的按语和别的文章，改掉提到它的那一句；可以公开的，把“内部”改成“否”"
    )


def test_a_note_that_counts_the_articles_is_told(site: Path) -> None:
    replace(site, "content/issues/jianbao/2022-05.yaml", "本期请对照看一看", "本期交流三篇材料，请对照看一看")
    (finding,) = [one for one in make(site).findings if one.code == "public-counted"]
    assert told(finding) == (
        "content/issues/jianbao/2022-05.yaml:4:5 警告 按语里写着“三篇”，公开版有 1 篇不登，篇数可能对不上\n"
        "请把按语改成不写篇数的话；这个数说的不是本期登的文章，不用改"
    )


def test_clean_prose_is_not_told(built: Path) -> None:
    assert [code for code in codes(copy_of(built, built.parent / "again")) if code.startswith("public")] == []


# Second builds


def test_a_second_build_touches_nothing(site: Path) -> None:
    make(site)
    before = marks(site / "output")
    outcome = make(site)
    assert outcome.set_now == 0 and outcome.written == 0
    assert marks(site / "output") == before


def test_what_concerns_the_internal_one_alone_does_not_set_the_public_one(site: Path) -> None:
    before = outputs(site)
    replace(site, "content/reports/inner.md", "八家", "十家")
    outcome = make(site)
    assert outcome.set_now == 1
    assert differing(before, outputs(site)) == {f"{FIVE}/index.html", OWN_PDF}


def test_the_mark_of_a_report_sets_the_public_one_alone(site: Path, tmp_path: Path) -> None:
    before = outputs(site)
    replace(site, "content/reports/inner.md", "内部: 是", "内部: 否")
    outcome = make(site)
    assert outcome.set_now == 1
    gone = differing(before, outputs(site))
    assert (
        {f"{PUBLIC}/index.html", PDF} <= gone <= {f"{PUBLIC}/index.html", PDF, ".manifest.json", "index.html"}
    )
    assert "查了八家" in said(site, f"{PUBLIC}/index.html")
    assert outputs(site) == clean_build(site, tmp_path)


def test_an_own_screen_style_goes_into_the_public_folder_without_setting_a_page(site: Path) -> None:
    css = "body { color: #111; }\n"
    made.write(site, {"templates/shared/screen.css": css})
    outcome = make(site)
    assert outcome.set_now == 0
    assert (site / "output" / PUBLIC / "assets/screen.css").read_text(encoding="utf-8") == css


def test_a_public_file_that_was_deleted_is_made_again(site: Path, tmp_path: Path) -> None:
    (site / "output" / PDF).unlink()
    assert make(site).set_now == 1
    assert outputs(site) == clean_build(site, tmp_path)


def test_an_issue_with_an_error_keeps_both_as_they_were(site: Path) -> None:
    """Where all that it prints can be read and is public."""
    replace(site, "content/issues/jianbao/2022-05.yaml", "[reports/inner.md]", "[]")
    replace(site, "content/issues/jianbao/2022-05.yaml", "  - 名称: 一、安全\n    文章: []\n", "")
    make(site)
    before = outputs(site)
    replace(site, "content/issues/jianbao/2022-05.yaml", "期号: 5", "期号: 6")
    assert KEY in make(site).stopped
    assert f"{PUBLIC}/index.html" in before
    after = outputs(site)
    assert {path: data for path, data in after.items() if path.startswith(FIVE)} == {
        path: data for path, data in before.items() if path.startswith(FIVE)
    }


def test_the_lock_of_a_final_issue_says_nothing_of_it(site: Path) -> None:
    """What is public may be narrowed after signing, and no lock has to be opened for it."""
    replace(site, "content/issues/jianbao/2022-05.yaml", "草稿", "定稿")
    make(site)
    lock = next((site / "content/records/finals/jianbao").iterdir())
    signed = lock.read_bytes()
    assert "公开版" not in signed.decode()
    replace(site, "content/reports/a.md", "标签: [惠企]", "内部: 是")
    outcome = make(site)
    assert not outcome.stopped and lock.read_bytes() == signed
    assert "市经信局走进企业" not in said(site, f"{PUBLIC}/index.html")


# The preview


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    with processes(tmp_path_factory.mktemp("crew")) as crew:
        yield crew


def test_a_preview_keeps_a_public_edition_and_never_a_stale_one(
    site: Path, crew: Crew, tmp_path: Path
) -> None:
    make(site)
    before = outputs(site)
    held = Held(site, crew, KEY)
    held.all()
    assert {path: data for path, data in outputs(site).items() if "/public/" in path} == {
        path: data for path, data in before.items() if "/public/" in path
    }
    inner = (site / "content/reports/inner.md").read_text(encoding="utf-8")
    held.save({"content/reports/inner.md": inner.replace("八家", "十家")})
    assert (site / "output" / PDF).read_bytes() == before[PDF], "只改内部的一篇，公开版不动"
    text = (site / "content/reports/open.md").read_text(encoding="utf-8")
    held.save({"content/reports/open.md": text.replace("路修好了", "桥修好了")})
    assert not (site / "output" / PUBLIC).exists()
    assert "公开版" not in said(site, f"{FIVE}/index.html")
    assert f"{PUBLIC}/" not in (site / "output/index.html").read_text(encoding="utf-8")
    held.save({"content/reports/open.md": text.replace("路修好了", "渠修好了")})
    make(site)
    assert "渠修好了" in said(site, f"{PUBLIC}/index.html")
    assert outputs(site) == clean_build(site, tmp_path)


# A secret publication, a draft


def test_a_secret_publication_says_its_level_on_every_page_and_is_nowhere_else(
    tmp_path: Path, crew: Crew
) -> None:
    site = write_site(tmp_path)
    for line in ("总期起始: 31, 公开: 是", "频次: 月, 公开: 是"):
        replace(site, "site.yaml", line, line.replace("公开: 是", "密级: 机密, 保密期限: 1年"))
    replace(
        site,
        "content/reports/open.md",
        "路修好了。",
        "路修好了。\n\n" + "会议强调，要抓落实。" * 400 + "\n\n",
    )
    make(site)
    for name in (OWN_PDF, "dongtai/2022/01/诉求动态2022年第1期.pdf"):
        texts = page_texts(site / "output" / name)
        assert len(texts) > 1 and all("机密★1年" in text for text in texts), name
    assert not [path for path in outputs(site) if path.endswith(".html") and path != "index.html"]
    index = (site / "output/index.html").read_text(encoding="utf-8")
    assert "工作简报" not in index and "诉求动态" not in index and "公开" not in index
    held = Held(site, crew, KEY)
    held.all()
    assert held.board.page(KEY) is None
    assert all(issue.secret for issue in held.shown.issues)


def test_a_draft_says_so_across_every_page_of_both_editions(built: Path) -> None:
    for name in (OWN_PDF, PDF):
        assert all("草稿" in text for text in page_texts(built / "output" / name)), name
    html = (built / "output" / PUBLIC / "index.html").read_text(encoding="utf-8")
    assert "尚未定稿，请勿外传" in html


# Words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("反映和平路阳光小区3号楼2单元漏水", "反映和平路某小区某号楼漏水"),
        ("和平小区供暖不足", "某小区供暖不足"),
        ("岫阳县㙍头村冻管停水", "岫阳县某村冻管停水"),
        ("家住李家湾村3组，路不通", "家住某村某组，路不通"),
        ("锦绣花园A座停水", "某花园某座停水"),
        ("第3栋电梯坏", "某栋电梯坏"),
        ("工单编号：20220301-0012已办结", "编号略已办结"),
        ("见20220511000002", "见（编号略）"),
        ("业主李建国多次来电，李建国说", "业主李某多次来电，李某说"),
        ("居民王芳和村民王小明来访", "居民王某甲和村民王某乙来访"),
    ],
)
def test_a_request_is_masked(text: str, shown: str) -> None:
    discretion = Discretion(ids=frozenset({"20220511000002", "12"}))
    assert mask_public(text, discretion, citizens_in(text), request=True) == shown


@pytest.mark.parametrize(
    "text",
    [
        "老旧小区改造完成12栋",
        "问题出在小区二次管网失衡",
        "建议在小区北门设站，通过小区群补发说明",
        "把供暖投诉集中的小区逐一查清",
        "该小区物业不作为，相邻小区合建泵房",
        "农村公路、城中村改造、村村通",
        "街道社区干部入户，社区医院接诊",
        "拨打12345，到市政务服务中心3号窗口办理",
        "按市政发〔2022〕12号文件办理",
        "群众高度评价，居民高兴地说",
        "商户周边停车难，市民王府井逛街",
        "涉及43户、受理2140件",
    ],
)
def test_what_tells_nobodys_home_stays(text: str) -> None:
    assert mask_public(text, Discretion(ids=frozenset({"12"})), citizens_in(text), request=True) == text


def test_what_the_site_allows_and_who_is_an_official_stays() -> None:
    text = "到澄湖区解放路12号阳光公寓3号楼办理，市民陈明说"
    allow = ("澄湖区解放路12号阳光公寓3号楼",)
    shown = mask_public(text, Discretion(allow), citizens_in(text, {"陈明"}), request=True)
    assert shown == text


@given(st.text("李王小明村民居业主说的在小区花园3号楼单元组A座12345编号：，。<&", max_size=40), st.booleans())
def test_masking_twice_is_masking_once(text: str, request: bool) -> None:
    names = citizens_in(text)
    once = mask_public(text, Discretion(ids=frozenset({"123451"})), names, request=request)
    again = mask_public(once, Discretion(ids=frozenset({"123451"})), names, request=request)
    assert again == once


def test_a_table_without_persons_keeps_its_shape() -> None:
    html = (
        '<table class="columns-3"><thead><tr class="continued"><th colspan="3">续表</th></tr>'
        "<tr><th>事项</th><th><strong>包保责任人</strong></th><th>时限</th></tr></thead>"
        "<tbody><tr><td>修路</td><td>陈某</td><td>6月</td></tr></tbody></table>"
    )
    assert without_persons(html) == (
        '<table class="columns-2"><thead><tr class="continued"><th colspan="2">续表</th></tr>'
        "<tr><th>事项</th><th>时限</th></tr></thead>"
        "<tbody><tr><td>修路</td><td>6月</td></tr></tbody></table>"
    )
    only = "<table><tr><th>责任人</th><th>联系电话</th></tr><tr><td>陈某</td><td>略</td></tr></table>"
    assert without_persons(only) == only, "一列不剩的表不动"
