"""Kinds of PDF in a build and by order, and the package of sources beside the archive copy."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import incremental_made
import pytest
from click.testing import CliRunner
from conftest import ISSUE, REPORT, SITE, SiteMaker, picture, told
from identifiers_made import mobile
from pages import built, page_texts

from generator.build.cache import cache_folder
from generator.build.layouts import read_layouts
from generator.build.orders import orders
from generator.build.result import Outcome
from generator.build.task import make_issue, set_up
from generator.cli import main
from generator.gather import gather
from generator.model.site import PDF_KINDS
from generator.pdf.archive_source import SUFFIX
from generator.pdf.kinds import KINDS
from generator.pipeline import begin, build, find_faces, make_ready

KEY = "gongzuo-jianbao/2022-05"
FOLDER = "gongzuo-jianbao/2022/05"
NAME = "工作简报2022年第5期"
TOTAL = SITE.replace("频次: 周", "频次: 周, 总期起始: 78")
ISSUE_FILE = f"content/issues/{KEY}.yaml"


def listing(*kinds: str) -> str:
    return TOTAL.replace("频次: 周", f"频次: 周, 成品: [{', '.join(kinds)}]")


def names(site: Path) -> set[str]:
    """The files of the issue, without its page."""
    folder = site / "output" / FOLDER
    return {path.name for path in folder.iterdir() if path.suffix in (".pdf", ".zip")}


def test_every_kind_that_an_editor_may_write_has_an_entry() -> None:
    assert tuple(KINDS) == PDF_KINDS
    assert [kind.label for kind in KINDS.values()] == ["办公打印", "归档", "送印刷厂", "小册子"]
    assert [kind.file_name(f"{NAME}.pdf") for kind in KINDS.values()] == [
        f"{NAME}.pdf",
        f"{NAME}（归档）.pdf",
        f"{NAME}（付印）.pdf",
        f"{NAME}（小册子）.pdf",
    ]


def test_a_publication_gets_the_kinds_that_it_lists(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("print", "archive")})
    built(site)
    assert names(site) == {f"{NAME}.pdf", f"{NAME}（归档）.pdf", f"{NAME}{SUFFIX}"}
    page = (site / "output" / "index.html").read_text(encoding="utf-8")
    assert "归档" not in page and "2022%E5%B9%B4%E7%AC%AC5%E6%9C%9F.pdf" in page


def test_print_is_the_same_with_and_without_an_archive_copy(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": TOTAL})
    built(site)
    alone = (site / "output" / FOLDER / f"{NAME}.pdf").read_bytes()
    shutil.rmtree(site / "output")
    (site / "site.yaml").write_text(listing("print", "archive"), encoding="utf-8")
    built(site)
    assert (site / "output" / FOLDER / f"{NAME}.pdf").read_bytes() == alone


def test_a_second_build_makes_nothing(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive")})
    first = built(site)
    assert first.set_now == 1 and first.unchanged == 0
    times = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()}
    # Something changed that is in no page: the build has to go its whole way.
    units = site / "content" / "units.yaml"
    units.write_text(units.read_text(encoding="utf-8") + "- {名称: 市水利局, 类别: 市直}\n", encoding="utf-8")
    again = built(site)
    assert (again.set_now, again.removed) == (0, 0)
    now = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()}
    changed = {path.name for path in now if now[path] != times.get(path)}
    # The list of units is among the sources.
    assert changed == {f"{NAME}{SUFFIX}"}


def test_an_archive_copy_that_is_lost_is_made_again_and_print_stays(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive")})
    built(site)
    folder = site / "output" / FOLDER
    copy, printed = folder / f"{NAME}（归档）.pdf", folder / f"{NAME}.pdf"
    before, time = copy.read_bytes(), printed.stat().st_mtime_ns
    copy.unlink()
    built(site)
    assert copy.read_bytes() == before and printed.stat().st_mtime_ns == time


def test_a_kind_that_is_listed_no_more_goes(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive", "booklet")})
    built(site)
    assert f"{NAME}（小册子）.pdf" in names(site)
    (site / "site.yaml").write_text(listing("print"), encoding="utf-8")
    assert built(site).removed == 3
    assert names(site) == {f"{NAME}.pdf"}


def test_by_order_any_kind_is_made_and_stays_until_the_pages_change(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": TOTAL, ISSUE_FILE: ISSUE.replace("定稿", "草稿")})
    built(site)
    assert names(site) == {f"{NAME}.pdf"}
    told_by = CliRunner().invoke(main, ["pdf", "--site", str(site), "--kind", "归档，booklet", KEY])
    assert told_by.exit_code == 0, told_by.output
    folder = site / "output" / FOLDER
    assert told_by.output.splitlines()[-2:] == [
        f"归档：{folder / f'{NAME}（归档）.pdf'}",
        f"小册子：{folder / f'{NAME}（小册子）.pdf'}",
    ]
    both = {f"{NAME}.pdf", f"{NAME}（归档）.pdf", f"{NAME}（小册子）.pdf"}
    assert names(site) == both
    built(site)
    assert names(site) == both
    report = site / "content" / "reports" / "a.md"
    report.write_text(REPORT.replace("走进企业", "走进学校"), encoding="utf-8")
    built(site)
    assert names(site) == {f"{NAME}.pdf"}


def test_what_was_made_by_order_stays_when_it_is_listed_too(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": TOTAL})
    build(site, site / "output", [KEY], kinds=["archive"], jobs=1)
    copy = site / "output" / FOLDER / f"{NAME}（归档）.pdf"
    time = copy.stat().st_mtime_ns
    (site / "site.yaml").write_text(listing("archive"), encoding="utf-8")
    built(site)
    assert copy.stat().st_mtime_ns == time
    (site / "site.yaml").write_text(listing("print"), encoding="utf-8")
    built(site)
    assert not copy.exists()


def test_a_preview_makes_print_alone_and_leaves_nothing_stale(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive")})
    built(site)
    assert made_in_preview(site) == {f"{NAME}.pdf", f"{NAME}（归档）.pdf", f"{NAME}{SUFFIX}"}
    report = site / "content" / "reports" / "a.md"
    report.write_text(REPORT.replace("走进企业", "走进学校"), encoding="utf-8")
    assert made_in_preview(site) == {f"{NAME}.pdf"}


def made_in_preview(site: Path) -> set[str]:
    """The files that belong to the issue after a preview has made it."""
    output = site / "output"
    faces, _ = find_faces(site)
    gathered, _ = gather(site)
    assert gathered is not None
    ready, _ = make_ready(site, output, gathered, faces)
    assert ready is not None
    making = begin(Outcome(output), ready)
    layouts = read_layouts(cache_folder(site, output))
    # The issue is final: what was signed is no matter here.
    planned = replace(making.planned, finals={})
    (order,) = orders(planned, [KEY], {}, layouts)
    package = make_issue(set_up(ready.workshop), order).package
    assert package is not None
    return {path.rpartition("/")[2] for path in package.paths if path.endswith((".pdf", ".zip"))}


def test_a_draft_carries_its_mark_and_no_sources(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive", "press"), ISSUE_FILE: ISSUE.replace("定稿", "草稿")})
    built(site)
    assert names(site) == {f"{NAME}.pdf", f"{NAME}（归档）.pdf", f"{NAME}（付印）.pdf"}
    folder = site / "output" / FOLDER
    printed = page_texts(folder / f"{NAME}.pdf")
    assert all("草稿" in text for text in printed)
    assert page_texts(folder / f"{NAME}（归档）.pdf") == printed


def test_the_level_of_a_secret_issue_is_said_with_its_pdfs(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": TOTAL.replace("频次: 周", "频次: 周, 密级: 机密, 保密期限: 1年")})
    done = CliRunner().invoke(main, ["pdf", "--site", str(site), "--kind", "booklet", KEY])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == (
        "这一期有密级（机密★1年）：这些 PDF 同样涉密，付印、拷贝、存放都按保密规定办。"
    )


def test_an_unknown_kind_is_told(make_site: SiteMaker) -> None:
    site = make_site()
    done = CliRunner().invoke(main, ["pdf", "--site", str(site), "--kind", "ofd", KEY])
    assert done.exit_code == 1
    assert "错误 没有“ofd”这一种 PDF" in done.output
    assert (
        "请写其中一种：print（办公打印）、archive（归档）、press（送印刷厂）、booklet（小册子）"
        in done.output
    )
    assert not (site / "output").exists()


def test_an_issue_with_errors_is_not_made_by_order(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": None})
    done = CliRunner().invoke(main, ["pdf", "--site", str(site), "--kind", "archive", KEY])
    assert done.exit_code == 1
    assert done.output.rstrip().endswith("没有做成；原来的文件没有动。")
    assert not list((site / "output").rglob("*.pdf"))


# The package of sources


def unpacked(site: Path, target: Path) -> Path:
    (package,) = (site / "output").rglob(f"*{SUFFIX}")
    with zipfile.ZipFile(package) as content:
        assert {entry.date_time for entry in content.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert content.namelist() == sorted(content.namelist())
        content.extractall(target)
    (folder,) = target.iterdir()
    assert folder.name == package.name.removesuffix(".zip")
    return folder


def test_the_sources_make_the_same_issue_elsewhere(make_site: SiteMaker, tmp_path: Path) -> None:
    issue = ISSUE.replace("期号: 5", "期号: 6").replace("06-06", "06-13")
    site = make_site(
        {
            "site.yaml": listing("archive"),
            "content/reports/a.md": REPORT + "\n![会场](media/a.png)\n",
            "content/reports/b.md": REPORT.replace("动员会", "别的会"),
            "content/media/a.png": picture("PNG"),
            "content/media/b.png": picture("PNG"),
            "content/issues/gongzuo-jianbao/2022-06.yaml": issue.replace("a.md", "b.md"),
            "templates/shared/byline.html": "own",
        }
    )
    built(site, ["gongzuo-jianbao/2022-06"])
    shutil.rmtree(site / "output")
    built(site, [KEY])
    folder = unpacked(site, tmp_path / "elsewhere")
    inside = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in inside if name.startswith("content/")} == {
        "content/units.yaml",
        ISSUE_FILE,
        "content/reports/a.md",
        "content/media/a.png",
    }
    assert {
        "site.yaml",
        "说明.txt",
        "组件版本.txt",
        "SHA256SUMS",
        "templates/jianbao/bulletin.html",
    } <= inside
    assert "templates/shared/byline.html" in inside and "templates/profiles/gbt9704.yaml" in inside
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told_sums = dict(line.split("  ", 1)[::-1] for line in sums)
    assert told_sums.keys() == inside - {"SHA256SUMS"}
    for name, digest in told_sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    built(folder)
    same = f"output/{FOLDER}/{NAME}.pdf"
    assert page_texts(folder / same) == page_texts(site / same)
    assert "第5期（总第78期）" in page_texts(folder / same)[0]


def test_the_sources_tell_how_to_go_about_it(make_site: SiteMaker, tmp_path: Path) -> None:
    site = make_site({"site.yaml": listing("archive")})
    built(site)
    text = (unpacked(site, tmp_path / "x") / "说明.txt").read_text(encoding="utf-8")
    assert text.startswith("工作简报2022年第5期（第5期（总第78期））的源文件\n")
    assert "make SITE=这个文件夹的路径" in text and f"output/{FOLDER}/" in text
    assert "台账" not in text


def test_the_sources_of_figures_hold_no_row_of_the_ledger(tmp_path: Path) -> None:
    """Its figures are there, as they were sent; the citizens who are in the ledger are not."""
    phone, _ = mobile(random.Random(7))
    lines = incremental_made.LEDGER.splitlines()
    people = ["姓名,电话", *[f"欧阳建国,{phone}"] * (len(lines) - 1)]
    ledger = "".join(f"{line},{person}\n" for line, person in zip(lines, people, strict=True))
    issue = "content/issues/dongtai/2022-02.yaml"
    files = {
        **incremental_made.FILES,
        "content/requests/a.csv": ledger.replace("水龙头出", "欧阳建国家的水龙头出"),
        issue: incremental_made.monthly(2, "2022-07-01") + "状态: 定稿\n",
    }
    site = incremental_made.write(tmp_path / "site", files)
    key = "dongtai/2022-02"
    assert build(site, site / "output", [key], kinds=["archive"], jobs=1).made == [key]
    folder = unpacked(site, tmp_path / "elsewhere")
    assert not (folder / "content" / "requests").exists()
    record = json.loads((folder / "content" / "records" / "figures" / f"{key}.json").read_text("utf-8"))
    assert record["数据"]["cells"]
    assert "台账没有放进来" in (folder / "说明.txt").read_text(encoding="utf-8")
    whole = "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    assert "欧阳建国" not in whole and phone not in whole and "水龙头出黄水" in whole
    assert built(folder).made == [key]
    (printed,) = (site / "output").rglob("*期.pdf")
    again = folder / printed.relative_to(site)
    assert again.read_bytes() == printed.read_bytes()


def test_a_secret_issue_has_its_sources_too(make_site: SiteMaker) -> None:
    secret = listing("archive").replace("成品", "密级: 秘密, 保密期限: 1年, 成品")
    site = make_site({"site.yaml": secret})
    for _ in range(2):
        built(site)
        assert names(site) == {f"{NAME}.pdf", f"{NAME}（归档）.pdf", f"{NAME}{SUFFIX}"}
    assert not (site / "output" / FOLDER / "index.html").exists()


def test_the_package_is_the_same_every_time(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": listing("archive")})
    built(site)
    (package,) = (site / "output").rglob(f"*{SUFFIX}")
    before = package.read_bytes()
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    built(site)
    assert package.read_bytes() == before


def test_a_source_that_went_away_is_told(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"site.yaml": listing("archive")})

    def gone(_: object) -> bytes:
        raise FileNotFoundError(2, "no such file", "content/units.yaml")

    monkeypatch.setattr("generator.build.kinds.source_package", gone)
    outcome = build(site, site / "output", jobs=1)
    assert [told(one) for one in outcome.findings if one.severity == "error"] == [
        f"{ISSUE_FILE}:1:1 错误 归档要带的源文件打不开：content/units.yaml（文件不存在）\n"
        "请看这个文件是不是刚被移走或者改了名；放回原处再编一次"
    ]
    assert outcome.stopped == [KEY] and not list((site / "output").rglob("*.pdf"))
