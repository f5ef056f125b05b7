"""The command `new`: what it makes, from what, and that it never overwrites."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.diagnostics import Diagnostic
from generator.load.site import load_site
from generator.model.dates import Period, parse_period
from generator.new import new_issue, new_report
from generator.next_issue import next_date

TODAY = date(2022, 6, 15)
CADENCES = ("周", "旬", "半月", "月", "季", "年", "不定期")
SITE = """\
单位: 市活动领导小组办公室
刊物:
  gongzuo-jianbao: {{名称: 工作简报, 类型: 简报, 频次: {cadence}}}
  qingkuang: {{名称: 情况交流, 类型: 简报, 频次: 月}}
"""
REPORT = "---\n标题: 市教育局走访学校\n单位: 市教育局\n日期: {date}\n栏目: {section}\n---\n\n走访三所学校。\n"


def make_site(root: Path, cadence: str = "周") -> Path:
    """A site with one unit and no issue."""
    write(root / "site.yaml", SITE.format(cadence=cadence))
    write(root / "content" / "units.yaml", "- {名称: 市教育局, 类别: 市直}\n")
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_report(site: Path, name: str, day: str, section: str = "基层动态") -> None:
    write(site / "content" / "reports" / f"{name}.md", REPORT.format(date=day, section=section))


def add_issue(site: Path, stem: str, day: str, *lines: str, sections: str = "") -> None:
    """An issue of gongzuo-jianbao that prints a report of its own, besides `sections`."""
    add_report(site, stem, "2020-01-01")
    own = f"栏目:\n  - {{名称: 工作部署, 文章: [reports/{stem}.md]}}\n{sections}"
    text = "\n".join((f"签发日期: {day}", *lines, own))
    write(site / "content" / "issues" / "gongzuo-jianbao" / f"{stem}.yaml", text)


def told(findings: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(finding.message, finding.hint) for finding in findings]


def made(site: Path, publication: str = "gongzuo-jianbao") -> Path:
    path, findings = new_issue(site, publication, today=TODAY)
    assert findings == []
    assert path is not None
    return path


def loaded(site: Path, path: Path) -> tuple[int | None, date, Period, tuple[str, ...]]:
    """Number, date, period and sections of an issue as the loader reads it; it must have no fault."""
    content, findings = load_site(site)
    assert content is not None
    assert findings == []
    key = f"{path.parent.name}/{path.stem}"
    record = next(issue for issue in content.issues if issue.key == key).front.record
    assert record.state == "草稿"
    names = tuple(section.name for section in record.sections)
    return record.number, record.date, parse_period(record.period), names


# Issues


def test_first_issue_is_of_today_and_reports_on_the_week_before(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = made(site)
    assert path == site / "content" / "issues" / "gongzuo-jianbao" / "2022-01.yaml"
    week = Period(date(2022, 6, 6), date(2022, 6, 12))
    assert loaded(site, path) == (1, TODAY, week, ("工作动态",))


def test_next_issue_follows_the_last_one_and_not_the_clock(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add_issue(site, "2021-50", "2021-12-13", "期号: 50", "报道期间: 2021-12-06 至 2021-12-12")
    path = made(site)
    assert path.name == "2021-51.yaml"
    week = Period(date(2021, 12, 13), date(2021, 12, 19))
    assert loaded(site, path) == (51, date(2021, 12, 20), week, ("工作部署",))


def test_a_new_year_begins_with_number_one(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add_issue(site, "2021-52", "2021-12-27", "期号: 52")
    path = made(site)
    assert path.name == "2022-01.yaml"
    assert loaded(site, path)[:2] == (1, date(2022, 1, 3))


def test_supplements_do_not_count(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add_issue(site, "2022-07", "2022-02-14", "期号: 7")
    add_issue(site, "2022-zengkan", "2022-02-16", "增刊: 是")
    assert loaded(site, made(site))[:2] == (8, date(2022, 2, 21))


def test_period_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    """An office whose week ends on the day of signing, a Friday."""
    site = make_site(tmp_path)
    add_issue(site, "2022-01", "2022-06-10", "报道期间: 2022-06-04 至 2022-06-10")
    assert loaded(site, made(site))[1:3] == (date(2022, 6, 17), Period(date(2022, 6, 11), date(2022, 6, 17)))


def test_period_of_a_month_is_a_whole_month(tmp_path: Path) -> None:
    site = make_site(tmp_path, "月")
    add_issue(site, "2022-01", "2022-02-28", "报道期间: 2022年1月")
    assert loaded(site, made(site))[1:3] == (date(2022, 3, 28), Period(date(2022, 2, 1), date(2022, 2, 28)))


def test_period_of_no_cadence_reaches_to_the_date(tmp_path: Path) -> None:
    site = make_site(tmp_path, "不定期")
    add_issue(site, "2022-01", "2022-06-10", "报道期间: 2022-06-01 至 2022-06-08")
    assert loaded(site, made(site))[1:3] == (date(2022, 6, 17), Period(date(2022, 6, 9), date(2022, 6, 17)))


def test_sections_are_those_of_the_last_issue_and_of_waiting_reports(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    rules = "  - {名称: 走进基层, 选取: {栏目: 基层动态, 单位类别: 市直, 最多: 4}}\n"
    add_issue(site, "2022-01", "2022-06-06", "报道期间: 2022-05-30 至 2022-06-05", sections=rules)
    add_report(site, "a", "2022-06-01")
    add_report(site, "b", "2022-06-08", '"经验: 做法"')
    add_report(site, "c", "2022-06-20", "别的")
    path = made(site)
    assert loaded(site, path)[3] == ("工作部署", "走进基层", "经验: 做法")
    text = path.read_text(encoding="utf-8")
    assert "    选取: {栏目: 基层动态, 单位类别: 市直, 最多: 4}\n" in text
    assert '  - 名称: "经验: 做法"\n    选取: {栏目: "经验: 做法"}\n' in text


def test_the_file_says_in_comments_what_to_do(tmp_path: Path) -> None:
    text = made(make_site(tmp_path)).read_text(encoding="utf-8")
    assert text.startswith("# 《工作简报》新的一期。")
    assert "请先核对，不对就改" in text
    assert "改成“定稿”" in text
    assert "$" not in text


@pytest.mark.parametrize("suffix", ["yaml", "yml", "md"])
def test_an_issue_that_is_there_is_never_overwritten(tmp_path: Path, suffix: str) -> None:
    site = make_site(tmp_path)
    there = site / "content" / "issues" / "gongzuo-jianbao" / f"2022-01.{suffix}"
    write(there, "这个文件还没有写好")
    path, findings = new_issue(site, "gongzuo-jianbao", today=TODAY)
    assert path is None
    assert told(findings) == [
        (
            f"已经有“content/issues/gongzuo-jianbao/2022-01.{suffix}”，没有改动它",
            "要接着写这个文件，请直接打开；要另建一个，请先把它改名，或者换一个名称",
        )
    ]
    assert there.read_text(encoding="utf-8") == "这个文件还没有写好"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("gongzuo-jianbo", "请写刊物的代号，是不是“gongzuo-jianbao”？"),
        ("工作简报", "请写刊物的代号，是不是“gongzuo-jianbao”？"),
        ("gongzuo-jianbao/2022-06", "请写刊物的代号，是不是“gongzuo-jianbao”？"),
        ("xyz", "请写刊物的代号，site.yaml 里有：gongzuo-jianbao、qingkuang"),
    ],
)
def test_an_unknown_publication_is_an_error_with_the_nearest(tmp_path: Path, name: str, hint: str) -> None:
    path, findings = new_issue(make_site(tmp_path), name, today=TODAY)
    assert path is None
    assert told(findings) == [(f"site.yaml 里没有代号是“{name}”的刊物", hint)]


def test_a_broken_site_file_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    write(site / "site.yaml", "单位： 市办公室\n")
    path, findings = new_issue(site, "gongzuo-jianbao", today=TODAY)
    assert path is None
    assert [finding.code for finding in findings] == ["yaml-wide-colon"]
    assert not (site / "content" / "issues").exists()


def test_the_sites_own_template_wins(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    write(site / "templates" / "new" / "issue.yaml", "签发日期: $date\n栏目:\n$sections\n# ${name}$$\n")
    assert made(site).read_text(encoding="utf-8").endswith("# 工作简报$\n")


def test_a_template_with_an_unknown_word_is_an_error_at_its_place(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    write(site / "templates" / "new" / "report.md", "---\n日期: $date\n单位: $unit\n---\n")
    path, findings = new_report(site, "0603-xuexiao", today=TODAY)
    assert path is None
    assert told(findings) == [
        (
            "新建文件用的模板里有程序不认识的“$unit”",
            "可以用：$date、$name；要写出“$”这个字符，请写成“$$”",
        )
    ]
    place = findings[0].place
    assert place is not None
    assert (place.file, place.line, place.column) == ("templates/new/report.md", 3, 5)
    assert not (site / "content" / "reports").exists()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(CADENCES))
def test_the_next_date_is_one_turn_on(day: date, cadence: str) -> None:
    turns = {"周": (7, 7), "旬": (8, 11), "半月": (13, 16), "月": (28, 31), "季": (89, 92), "年": (365, 366)}
    least, most = turns.get(cadence, (7, 7))
    assert least <= (next_date(day, cadence) - day).days <= most


@given(st.integers(2000, 2098), st.integers(1, 12))
def test_the_last_day_of_a_month_stays_within_the_next(year: int, month: int) -> None:
    last = date(year, month, calendar.monthrange(year, month)[1])
    following = last + timedelta(days=1)
    assert next_date(last, "月").replace(day=1) == following


# Reports


def test_a_new_report_needs_only_what_its_comments_ask_for(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path, findings = new_report(site, "0603-shijiaoyuju", today=TODAY)
    assert findings == []
    assert path == site / "content" / "reports" / "2022" / "0603-shijiaoyuju.md"
    _, found = load_site(site)
    assert told(found) == [
        ("“标题”没有写内容", "请写上内容，例如：标题: 市教育局召开动员会"),
        ("“单位”没有写内容", "请写上内容，例如：单位: 市教育局"),
    ]
    text = path.read_text(encoding="utf-8")
    assert text.count("# 必填") == 2
    filled = text.replace("标题: ", "标题: 市教育局走访学校 ").replace("单位: ", "单位: 市教育局 ")
    path.write_text(filled, encoding="utf-8")
    content, found = load_site(site)
    assert found == []
    assert content is not None
    front = content.reports["reports/2022/0603-shijiaoyuju.md"].front.record
    assert (front.title, front.unit, front.date) == ("市教育局走访学校", "市教育局", date(2022, 6, 3))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("0603-a", "2022/0603-a.md"),
        ("0603-a.md", "2022/0603-a.md"),
        ("1230-a", "2021/1230-a.md"),
        ("0630-a", "2021/0630-a.md"),
        ("0620-a", "2022/0620-a.md"),
        ("0231-a", "2022/0231-a.md"),
        ("市教育局走访", "2022/市教育局走访.md"),
    ],
)
def test_the_name_tells_the_year(tmp_path: Path, name: str, file: str) -> None:
    site = make_site(tmp_path)
    path, findings = new_report(site, name, today=TODAY)
    assert (path, findings) == (site / "content" / "reports" / file, [])


@pytest.mark.parametrize("name", ["a/b", "../a", "a\\b", "C:a", "", " ", ".a", "-a", "a b", "a?", "a" * 61])
def test_unsafe_names_are_errors(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path)
    path, findings = new_report(site, name, today=TODAY)
    assert path is None
    assert told(findings) == [
        (
            f"“{name}”不能用作文件名",
            "只用汉字、字母、数字和短横，不超过 60 个字，不写文件夹，例如 0603-shijiaoyuju",
        )
    ]
    assert not (site / "content" / "reports").exists()


@given(st.text(max_size=30))
def test_no_name_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    site = make_site(tmp_path_factory.mktemp("site"))
    path, findings = new_report(site, name, today=TODAY)
    assert (path is None) == bool(findings)
    if path is not None:
        assert path.parent.parent == site / "content" / "reports"
        assert path.is_file()


def test_a_report_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    first, _ = new_report(site, "0603-a", today=TODAY)
    assert first is not None
    write(first, "写好了")
    path, findings = new_report(site, "0603-a", today=TODAY)
    assert path is None
    assert findings[0].message == "已经有“content/reports/2022/0603-a.md”，没有改动它"
    assert first.read_text(encoding="utf-8") == "写好了"
    assert [file.name for file in first.parent.iterdir()] == ["0603-a.md"]


@pytest.mark.parametrize("folder", ["reports", "reports/2022"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, folder: str) -> None:
    site = make_site(tmp_path)
    write(site / "content" / folder, "一个文件占了文件夹的位置")
    path, findings = new_report(site, "0603-a", today=TODAY)
    assert path is None
    assert told(findings) == [
        (
            "不能新建“content/reports/2022/0603-a.md”：一个同名的文件占着文件夹的位置",
            "请检查站点的文件夹能不能写入、磁盘有没有满",
        )
    ]


def test_without_a_site_nothing_is_made(tmp_path: Path) -> None:
    path, findings = new_report(tmp_path, "0603-a", today=TODAY)
    assert path is None
    assert [finding.message for finding in findings] == ["这个文件夹里没有 site.yaml，不是一个站点"]
    assert list(tmp_path.iterdir()) == []


# The command


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    result = CliRunner().invoke(main, ["new", "--site", str(site), "--report", "0603-a"])
    assert result.exit_code == 0
    assert "已新建 " in result.output
    assert "按里面的说明填写" in result.output


def test_the_command_ends_in_one_after_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", "--site", str(make_site(tmp_path)), "--issue", "xyz"])
    assert result.exit_code == 1
    assert "错误 site.yaml 里没有代号是“xyz”的刊物" in result.output


@pytest.mark.parametrize("arguments", [[], ["--issue", "a", "--report", "b"]])
def test_the_command_wants_one_of_the_two(tmp_path: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["new", "--site", str(tmp_path), *arguments])
    assert result.exit_code == 2


def test_an_issue_of_figures_is_made_ready_to_build(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    text = (site / "site.yaml").read_text(encoding="utf-8")
    write(site / "site.yaml", text + "  shehui-minyi: {名称: 社情民意每周专报, 类型: 专报, 频次: 周}\n")
    first = made(site, "shehui-minyi")
    assert loaded(site, first)[:3] == (1, TODAY, Period(date(2022, 6, 6), date(2022, 6, 12)))
    written = first.read_text(encoding="utf-8")
    assert "make figures ISSUE=shehui-minyi/2022-01" in written and "# 截止时间: 2022-06-12 24:00" in written
    second = made(site, "shehui-minyi")
    assert loaded(site, second)[:3] == (
        2,
        TODAY + timedelta(days=7),
        Period(date(2022, 6, 13), date(2022, 6, 19)),
    )


def test_what_the_template_of_an_issue_of_figures_offers_can_be_used_as_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    text = (site / "site.yaml").read_text(encoding="utf-8")
    write(site / "site.yaml", text + "  shehui-minyi: {名称: 社情民意每周专报, 类型: 专报, 频次: 周}\n")
    path = made(site, "shehui-minyi")
    used = path.read_text(encoding="utf-8").replace("# 按语", "按语").replace("#   本期", "  本期")
    used = used.replace(
        "# 栏目:\n#   - 名称: 工作建议\n#     文字: |\n#  ", "栏目:\n  - 名称: 工作建议\n    文字: |\n "
    )
    write(path, used)
    assert loaded(site, path)[3] == ("工作建议",)
