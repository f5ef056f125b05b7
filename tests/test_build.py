"""Whole builds: what is written, what is left alone, what the commands say and exit with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ISSUE, REPORT, SiteMaker

from generator.cli import main

SECOND = """\
期号: 6
签发日期: 2022-06-13
报道期间: 2022-06-06 至 2022-06-12
栏目:
  - 名称: 工作部署
    文章: [reports/b.md]
状态: 定稿
"""
TWO = {
    "content/reports/b.md": REPORT.replace("动员会", "推进会"),
    "content/issues/gongzuo-jianbao/2022-06.yaml": SECOND,
}
FOLDER = "output/gongzuo-jianbao/2022"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def build(site: Path, *more: str) -> Result:
    return run("build", "--site", site, "--jobs", "1", *more)


def snapshot(site: Path) -> dict[str, bytes]:
    output = site / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_a_build_puts_everything_where_the_contract_says(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    result = build(site)
    assert result.exit_code == 0, result.output
    assert "编出 2 期" in result.output
    for path in (
        "output/index.html",
        f"{FOLDER}/05/index.html",
        f"{FOLDER}/05/工作简报2022年第5期.pdf",
        f"{FOLDER}/06/工作简报2022年第6期.pdf",
    ):
        assert (site / path).is_file(), path


def test_a_second_build_changes_no_file(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    build(site)
    before = snapshot(site)
    times = {path: (site / "output" / path).stat().st_mtime_ns for path in before}
    result = build(site)
    assert "写了 0 个文件" in result.output
    assert snapshot(site) == before
    assert times == {path: (site / "output" / path).stat().st_mtime_ns for path in before}


def test_over_processes_the_bytes_are_the_same(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    build(site)
    before = snapshot(site)
    assert run("build", "--site", site, "--jobs", "2", "--output", site / "again").exit_code == 0
    again = {path: (site / "again" / path).read_bytes() for path in before}
    assert again == before


def test_an_error_in_one_issue_stops_only_that_one(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    build(site)
    before = snapshot(site)
    (site / "content/reports/b.md").write_text(
        REPORT.replace("市经信局召开", "<script>").replace("2022-05-28", "2022-06-31"), encoding="utf-8"
    )
    result = build(site)
    assert result.exit_code == 1
    assert "content/reports/b.md:4:5 错误" in result.output
    assert "有 1 期没有编（原来的成品还在）：gongzuo-jianbao/2022-06" in result.output
    assert "Traceback" not in result.output
    after = snapshot(site)
    assert {path: after[path] for path in before if path != ".manifest.json"} == {
        path: before[path] for path in before if path != ".manifest.json"
    }


def test_an_error_in_the_site_file_stops_all_and_harms_nothing(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    build(site)
    before = snapshot(site)
    (site / "site.yaml").write_text("单位：市领导小组办公室\n", encoding="utf-8")
    result = build(site)
    assert result.exit_code == 1
    assert "site.yaml:1:3 错误" in result.output
    assert "没有生成任何成品；原来的成品没有动。" in result.output
    assert snapshot(site) == before


def test_a_deleted_issue_leaves_the_output_and_the_archive(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    build(site)
    (site / "content/issues/gongzuo-jianbao/2022-06.yaml").unlink()
    build(site)
    assert not (site / FOLDER / "06").exists()
    assert "第6期" not in (site / "output/index.html").read_text(encoding="utf-8")


def test_one_issue_can_be_named_in_three_ways(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    for name in (
        "gongzuo-jianbao/2022-06",
        "issues/gongzuo-jianbao/2022-06.yaml",
        "content/issues/gongzuo-jianbao/2022-06.yaml",
    ):
        result = build(site, name)
        assert result.exit_code == 0 and "编出 1 期" in result.output
    assert not (site / FOLDER / "05").exists()


def test_an_unknown_issue_suggests_the_nearest(make_site: SiteMaker) -> None:
    result = build(make_site(TWO), "gongzuo-jianbao/2022-60")
    assert result.exit_code == 1
    assert "没有“gongzuo-jianbao/2022-60”这一期" in result.output
    assert "是不是“gongzuo-jianbao/2022-06”？" in result.output


def test_json_lines_have_all_fields_and_nothing_else_is_printed(make_site: SiteMaker) -> None:
    site = make_site({"content/issues/gongzuo-jianbao/2022-05.yaml": ISSUE.replace("reports/a.md", "a.md")})
    program = [sys.executable, "-m", "generator", "build", "--site", str(site), "--format", "json"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    for line in lines:
        assert list(line) == ["severity", "code", "file", "line", "column", "message", "hint"]
    (error,) = [line for line in lines if line["severity"] == "error"]
    assert error["file"] == "content/issues/gongzuo-jianbao/2022-05.yaml"
    assert (error["line"], error["column"]) == (6, 10)


def test_a_character_that_no_face_has_is_an_error_at_its_place(make_site: SiteMaker) -> None:
    text = REPORT.replace("走进企业", "走进\U000e1234企业")
    result = build(make_site({"content/reports/a.md": text}))
    assert result.exit_code == 1
    assert "U+E1234" in result.output
    assert "content/reports/a.md:6:9 错误" in result.output


def test_content_is_never_run_as_a_template(make_site: SiteMaker) -> None:
    text = REPORT.replace("走进企业", "{{ 7 * 191 }}{% include 'site.yaml' %}{{ self }}")
    site = make_site({"content/reports/a.md": text})
    assert build(site).exit_code == 0
    page = (site / FOLDER / "05/index.html").read_text(encoding="utf-8")
    assert "1337" not in page
    assert "{{ 7 * 191 }}" in page or "{{7 * 191}}" in page


def test_a_secret_publication_has_no_page(make_site: SiteMaker) -> None:
    site_file = (
        "单位: 市领导小组办公室\n刊物:\n"
        "  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 密级: 机密, 保密期限: 1年}\n"
    )
    site = make_site({"site.yaml": site_file})
    assert build(site).exit_code == 0
    assert sorted(path.name for path in (site / FOLDER / "05").iterdir()) == ["工作简报2022年第5期.pdf"]
    assert "工作简报" not in (site / "output/index.html").read_text(encoding="utf-8")


def test_a_site_overrides_templates_file_by_file(make_site: SiteMaker) -> None:
    site = make_site(
        {"templates/shared/note.html": "", "templates/shared/foot.html": "<footer>自己的版记</footer>"}
    )
    assert build(site).exit_code == 0
    page = (site / FOLDER / "05/index.html").read_text(encoding="utf-8")
    assert "自己的版记" in page and "市经信局召开动员会" in page


def test_a_broken_template_is_named_with_its_line(make_site: SiteMaker) -> None:
    site = make_site({"templates/shared/foot.html": "<footer>\n{{ bulletin.foott }}</footer>"})
    result = build(site)
    assert result.exit_code == 1
    assert "templates/shared/foot.html:2:1 错误" in result.output
    assert "Traceback" not in result.output


def test_a_profile_of_the_site_changes_the_page(make_site: SiteMaker) -> None:
    shipped = (Path(__file__).parents[1] / "templates/profiles/gbt9704.yaml").read_text(encoding="utf-8")
    own = shipped.replace("天头: {值: 37", "天头: {值: 40").replace("地脚: {值: 35", "地脚: {值: 32")
    site_file = (
        "单位: 市领导小组办公室\n版式: ben-shi\n刊物:\n  gongzuo-jianbao: {名称: 工作简报, 类型: 简报}\n"
    )
    site = make_site({"site.yaml": site_file, "templates/profiles/ben-shi.yaml": own})
    assert build(site).exit_code == 0
    assert "margin: 40.0mm" in (site / "output/assets/print.css").read_text(encoding="utf-8")


def test_an_unknown_profile_names_those_there_are(make_site: SiteMaker) -> None:
    site_file = (
        "单位: 市领导小组办公室\n版式: gbt9705\n刊物:\n  gongzuo-jianbao: {名称: 工作简报, 类型: 简报}\n"
    )
    result = build(make_site({"site.yaml": site_file}))
    assert result.exit_code == 1
    assert "site.yaml:2:5 错误 没有叫“gbt9705”的版式" in result.output
    assert "现有的版式：gbt9704" in result.output


@pytest.mark.parametrize("arguments", [["nonsense"], ["build", "--format", "xml"], ["new", "--site", "."]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_imports_nothing_heavy() -> None:
    heavy = ("weasyprint", "pydantic", "yaml", "jinja2", "rich")
    code = f"import sys; import generator.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_any_chinese_face_it_says_what_to_do(
    make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.installed_families", dict)
    result = build(make_site())
    assert result.exit_code == 3
    assert "一种中文字体也没有" in result.output
    assert "make faces" in result.output


def test_with_other_faces_it_builds_and_says_what_it_used(
    make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = {"Noto Serif CJK SC": frozenset({400, 700})}
    monkeypatch.setattr("generator.pipeline.installed_families", lambda: only)
    result = build(make_site())
    assert result.exit_code == 0
    assert "没有仿宋，暂用“Noto Serif CJK SC”代替" in result.output


RULE = """\
期号: 6
签发日期: 2022-06-13
报道期间: 2022-06-06 至 2022-06-12
栏目:
  - {名称: 基层动态, 选取: {最多: 6}}
状态: 定稿
"""


def late(day: str, unit: str = "市经信局") -> str:
    return f"---\n标题: 新的一篇\n单位: {unit}\n日期: {day}\n---\n又走访了十户。\n"


def test_a_broken_report_stops_the_issue_whose_rule_may_want_it(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "content/reports/b.md": late("2022-06-08"),
            "content/reports/c.md": late("2022-06-09"),
            "content/issues/gongzuo-jianbao/2022-06.yaml": RULE,
        }
    )
    assert build(site).exit_code == 0
    before = snapshot(site)
    (site / "content/reports/c.md").write_text(late("2022-06-09", "市经性局"), encoding="utf-8")
    result = build(site)
    assert result.exit_code == 1
    assert "“reports/c.md”没有读进来，这一期的“选取”可能要用它，这一期先不生成" in result.output
    assert "有 1 期没有编（原来的成品还在）：gongzuo-jianbao/2022-06" in result.output
    assert snapshot(site) == before


def test_a_broken_report_of_another_time_does_not(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "content/reports/b.md": late("2022-06-08"),
            "content/reports/c.md": late("2022-07-09", "市经性局"),
            "content/issues/gongzuo-jianbao/2022-06.yaml": RULE,
        }
    )
    result = build(site)
    assert result.exit_code == 1 and "编出 2 期" in result.output


def test_an_issue_that_cannot_be_read_is_counted_and_not_called_unknown(make_site: SiteMaker) -> None:
    site = make_site(TWO)
    broken = SECOND.replace("期号: 6", "期号：6")
    (site / "content/issues/gongzuo-jianbao/2022-06.yaml").write_text(broken, encoding="utf-8")
    for result in (build(site), build(site, "gongzuo-jianbao/2022-06")):
        assert result.exit_code == 1
        assert "这一期\n" not in result.output
        assert "有 1 期还没有编出来：gongzuo-jianbao/2022-06" in result.output
        assert result.output.rstrip().endswith("有错误：请按上面的提示改正，再运行一次。")
