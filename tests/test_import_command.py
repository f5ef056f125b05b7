"""The command `import`: what it says and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from import_made import jpeg, make_site, paragraph, word

from generator.cli import main

TEXT = "市教育局走访学校\n（2022年6月3日）\n\n市教育局走访学校，听取意见。居民李小明说好。\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make_site(tmp_path / "site")
    return tmp_path / "site"


def run(site: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["import", "--site", str(site), *arguments], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def test_it_says_what_was_made_and_what_to_look_at(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "来稿.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(site, str(file)) == (
        0,
        f"""\
已把“{file}”做成 content/reports/2022/0603-市教育局.md
  标题：市教育局走访学校
  待核对 3 处：
  1. 第 9 行：正文里写出了群众的全名（李**）。请改成“李某”；本人同意写出名字的，\
请在这个文件开头加一行“实名: 已征得同意”。
  2. 标题取的是最前面一行：“市教育局走访学校”。不对就改“标题”。
  3. 单位是从标题里认出来的：市教育局。请核对是不是报送单位。

下一步：打开文件核对，填上“栏目”“标签”；再把它写进一期的“文章”，例如：
  文章: [reports/2022/0603-市教育局.md]
边改边看打 make watch，改完校对打 make check。
""",
    )
    again = (0, f"“{file}”的文字同 content/reports/2022/0603-市教育局.md 一样，已经导入过，没有再做一份。\n")
    assert run(site, str(file)) == again


def test_pasted_text_and_text_in_the_command(site: Path) -> None:
    code, output = run(site, "-", stdin=TEXT.encode())
    assert code == 0
    assert output.startswith("已把“贴进来的文字”做成 content/reports/2022/0603-市教育局.md\n")
    code, output = run(site, "--text", "加装电梯\n\n市住建局完成32部。")
    assert code == 0
    assert "content/reports/2022/未定-市住建局.md" in output


def test_a_folder_is_taken_as_a_whole(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来稿"
    folder.mkdir()
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2.docx").write_bytes(
        word(paragraph("加装电梯") + paragraph("2022年6月4日，市住建局完成32部。"))
    )
    (folder / "3.docx").write_bytes(b"PK broken")
    (folder / "~$2.docx").write_bytes(b"lock")
    (folder / "photo.jpg").write_bytes(jpeg())
    code, output = run(site, str(folder))
    assert code == 1
    broken = folder / "3.docx"
    assert (
        f"没有导入“{broken}”：\n  这个文件已经损坏，或者不是 Word 文件，打不开。请在 Word 或 WPS 里打开它"
        in output
    )
    assert f"共 3 个文件，导入 2 篇，1 个没有导入：{broken}。" in output
    assert sorted(path.name for path in (site / "content" / "reports" / "2022").iterdir()) == [
        "0603-市教育局.md",
        "0604-市住建局.md",
    ]


def test_a_file_is_looked_for_in_the_site_too(site: Path) -> None:
    (site / "gao.txt").write_text(TEXT, encoding="utf-8")
    assert run(site, "gao.txt")[0] == 0


def test_what_is_not_there_is_told(site: Path) -> None:
    code, output = run(site, "no.docx")
    assert code == 1
    assert "错误 找不到要导入的文件“no.docx”" in output
    assert output.endswith("没有导入任何文件。\n")


def test_a_folder_without_texts_is_told(site: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, output = run(site, str(tmp_path / "empty"))
    assert code == 1
    assert "里没有能导入的文件" in output


def test_an_error_in_the_units_is_told_first(site: Path) -> None:
    (site / "content" / "units.yaml").write_text("- {名称: 甲, 名称: 乙}\n", encoding="utf-8")
    code, output = run(site, "--text", TEXT)
    assert code == 1
    assert "content/units.yaml:1" in output
    assert not (site / "content" / "reports" / "2022").exists()


def test_json_has_a_line_for_each_remark(site: Path) -> None:
    code, output = run(site, "--format", "json", "--text", TEXT)
    assert code == 0
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert {line["code"] for line in lines} == {
        "import-title-guessed",
        "import-unit-guessed",
        "person-without-consent",
    }


def test_wrong_usage_is_told(site: Path) -> None:
    for arguments in ((), ("a.docx", "--text", "甲")):
        code, output = run(site, *arguments)
        assert code == 2
        assert "请写要导入的文件" in output


FINAL = """\
期号: 1
签发日期: 2022-06-06
报道期间: 2022-05-23 至 2022-05-29
状态: 定稿
栏目:
  - {名称: 工作部署, 文章: [reports/a.md]}
  - {名称: 基层动态, 选取: {标签: [走访]}}
"""


def test_a_report_of_a_signed_period_is_told(tmp_path: Path) -> None:
    """With one more report the signed issue would be no more as it was signed."""
    issue = "content/issues/jianbao/2022-01.yaml"

    def said(state: str, day: str) -> list[str]:
        root = tmp_path / f"{state}{day}"
        root.mkdir()
        make_site(root)
        (root / issue).write_text(FINAL.replace("定稿", state), encoding="utf-8")
        text = f"市教育局走访校园周边\n\n{day}，市教育局走访16所学校，当场解决问题12个。"
        done = CliRunner().invoke(main, ["import", "--site", str(root), "--text", text])
        assert done.exit_code == 0, done.output
        return [line.partition(". ")[2] for line in done.output.splitlines() if "已定稿的" in line]

    assert said("定稿", "2022年5月28日") == [
        "日期 2022-05-28 在已定稿的《工作简报》第1期的报道期间里，"
        "填了“栏目”“标签”，"
        "那一期的“选取”可能把这一篇收进去，那一期就会报错。"
        f"请先在 {issue} 里把“选取”改成“文章”，写明原来的几篇；"
        "只在新的一期的“文章”里写这一篇，不管用。"
    ]
    assert said("定稿", "2022年5月30日") == []
    assert said("草稿", "2022年5月28日") == []
