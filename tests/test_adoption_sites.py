"""采用通报 on whole sites: built, kept, built again, asked for by the command; also on a foreign site."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import incremental_made as small
import pytest
from click.testing import CliRunner, Result
from conftest import FILES, SiteMaker, told
from incremental_made import differing, make, outputs, replace
from pages import built, page_texts

from generator.cli import main
from generator.compile.issue_figures import compile_figures
from generator.gather import gather
from generator.load.kept import Kept
from generator.load.records import load_records
from generator.new import new_issue
from generator.publish.manifest import MANIFEST, manifest_bytes, read_manifest
from generator.refresh import refresh

SITE = """\
单位: 市领导小组办公室
刊物:
  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 总期起始: 5}
  caiyong: {名称: 采用通报, 类型: 采用通报, 频次: 月}
"""
JUNE = "期号: 1\n签发日期: 2022-07-05\n报道期间: 2022年6月\n状态: {state}\n"
OTHER = (
    FILES["content/reports/a.md"].replace("市经信局召开动员会", "澄湖区修渠").replace("市经信局", "澄湖区")
)
NEXT = """\
期号: 6
签发日期: 2022-06-13
报道期间: 2022-06-06 至 2022-06-12
栏目:
  - 名称: 工作部署
    文章: [reports/b.md]
状态: 定稿
"""
WITH = {
    "site.yaml": SITE,
    "content/reports/b.md": OTHER,
    "content/issues/caiyong/2022-01.yaml": JUNE.format(state="草稿"),
}
PAGE = "caiyong/2022/01/index.html"
PDF = "caiyong/2022/01/采用通报2022年第1期.pdf"


def text_of(site: Path) -> str:
    return (site / "output" / PAGE).read_text(encoding="utf-8")


def run(site: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["adoption", "--site", str(site), *more])


def test_exactly_the_circular_changes_when_another_issue_takes_a_report(make_site: SiteMaker) -> None:
    """A report that an issue takes, and a title of one, change the issue and the circular of its month, and
    not the circular of another month."""
    site = make_site(
        WITH | {"content/issues/caiyong/2022-02.yaml": JUNE.replace("6月", "4月").format(state="草稿")}
    )
    replace(
        site,
        "content/issues/caiyong/2022-02.yaml",
        "期号: 1\n签发日期: 2022-07-05",
        "期号: 2\n签发日期: 2022-07-06",
    )
    outcome = make(site)
    assert [finding.code for finding in outcome.findings] == ["report-unused"]
    before = outputs(site)
    small.write(site, {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT})
    outcome = make(site)
    assert outcome.findings == []
    after = outputs(site)
    new = {"gongzuo-jianbao/2022/06/index.html", "gongzuo-jianbao/2022/06/工作简报2022年第6期.pdf"}
    # The page of the issue before gets a link; what is printed of it does not.
    linked = {"gongzuo-jianbao/2022/05/index.html", "index.html", ".manifest.json"}
    assert differing(before, after) == {PAGE, PDF, *new, *linked}
    assert outcome.set_now == 2
    # Not sent yet, and signed once more with another title.
    lock = "content/records/finals/gongzuo-jianbao/2022-06.txt"
    small.write(site, {lock: None})
    replace(site, "content/reports/b.md", "澄湖区修渠", "澄湖区引水")
    outcome = make(site)
    assert differing(after, outputs(site)) == {PAGE, PDF, *new, "index.html", ".manifest.json"}
    assert outcome.set_now == 2
    # What is not told in it changes nothing of it.
    after = outputs(site)
    small.write(site, {lock: None})
    replace(site, "content/reports/b.md", "会议强调", "会议指出")
    assert make(site).set_now == 1
    assert differing(after, outputs(site)) == new


def test_a_final_circular_stays_as_it_was_sent(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/caiyong/2022-01.yaml": JUNE.format(state="定稿")})
    outcome = make(site)
    assert (outcome.recorded, outcome.signed) == (
        ["caiyong/2022-01"],
        ["gongzuo-jianbao/2022-05", "caiyong/2022-01"],
    )
    assert load_records(site)[0].adoptions["caiyong/2022-01"].name == "2022年6月"
    assert make(site).again
    before = outputs(site)
    small.write(site, {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT})
    outcome = make(site)
    assert [told(finding) for finding in outcome.findings] == [
        "content/issues/caiyong/2022-01.yaml:1:1 警告 这一期已经定稿，现在统计出来有 3 处和定稿时不同："
        "合计采用定稿时1篇，现在2篇；澄湖区6月采用定稿时0篇，现在1篇；澄湖区1至6月采用定稿时0篇，现在1篇\n"
        "成品仍用定稿时的数，可以不管；如果要按现在的改正这一期，请删去“content/records/adoption/caiyong/2022-01.json”"
        "和“content/records/finals/caiyong/2022-01.txt”，重新生成，并另行说明更正"
    ]
    after = outputs(site)
    assert (before[PAGE], before[PDF]) == (after[PAGE], after[PDF])
    shutil.rmtree(site / "output")
    make(site)
    assert (outputs(site)[PAGE], outputs(site)[PDF]) == (before[PAGE], before[PDF])


def test_a_damaged_record_is_told_and_the_last_output_stays(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/caiyong/2022-01.yaml": JUNE.format(state="定稿")})
    make(site)
    before = outputs(site)
    record = "content/records/adoption/caiyong/2022-01.json"
    replace(site, record, '"used": 1', '"used": 9')
    outcome = make(site)
    assert outcome.stopped == ["caiyong/2022-01"]
    assert [told(finding) for finding in outcome.findings if finding.severity == "error"] == [
        f"{record}:1:1 错误 这个文件是程序给定稿的采用通报留存的数，读不出来：留存以后被改动过\n"
        "请从版本库恢复这个文件；没有的话，请删去它，程序会按现在的各期重新统计，请核对以后再付印"
    ]
    assert outputs(site)[PDF] == before[PDF]


def test_the_pages_show_the_tables(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT})
    built(site)
    page = text_of(site)
    for part in (
        "一、总体情况",
        "二、各单位报送和采用情况",
        "三、各刊物采用情况",
        "四、没有报送信息的单位",
        "采用稿件目录",
    ):
        assert part in page
    assert '<h2 class="annex-title" data-label="附件\u3000采用稿件目录">采用稿件目录</h2>' in page
    texts = page_texts(site / "output" / PDF)
    assert "采用通报" in texts[0] and "没有单位报送信息" in texts[0]
    assert "澄湖区修渠" in texts[-1] and "版" not in texts[0]


def test_secret_publications_leave_no_trace(make_site: SiteMaker) -> None:
    secret = SITE + "  neican: {名称: 内情专报, 类型: 简报, 密级: 秘密}\n"
    issue = NEXT.replace("期号: 6", "期号: 1")
    site = make_site(WITH | {"site.yaml": secret, "content/issues/neican/2022-01.yaml": issue})
    built(site)
    page = text_of(site)
    assert "内情" not in page and "澄湖区修渠" not in page
    assert "内情" not in "".join(page_texts(site / "output" / PDF))
    assert "内情" not in run(site).output


# The public edition


def test_the_public_edition_counts_internal_reports_and_hides_their_titles(make_site: SiteMaker) -> None:
    site = make_site(
        WITH
        | {
            "site.yaml": SITE.replace("频次: 月}", "频次: 月, 公开: 是}"),
            "content/reports/b.md": OTHER.replace("日期:", "内部: 是\n日期:"),
            "content/issues/gongzuo-jianbao/2022-06.yaml": NEXT,
        }
    )
    built(site)
    assert "澄湖区修渠" in text_of(site)
    public = [
        path for path in (site / "output/caiyong").rglob("index.html") if path != site / "output" / PAGE
    ]
    assert len(public) == 1
    page = public[0].read_text(encoding="utf-8")
    assert "澄湖区修渠" not in page and "（内部稿件）" in page and "采用稿件目录" in page


# The preview


def test_a_changed_title_gathers_the_site_anew_where_circulars_tell_titles(make_site: SiteMaker) -> None:
    def again(site: Path) -> bool:
        kept = Kept()
        gathered, findings = gather(site, kept)
        assert gathered is not None
        replace(site, "content/reports/b.md", "澄湖区修渠", "澄湖区引水")
        path = site / "content/reports/b.md"
        titled = refresh(site, gathered, [path], [one for one in findings if not one.place], kept) is not None
        replace(site, "content/reports/b.md", "澄湖区引水", "澄湖区修渠")
        replace(site, "content/reports/b.md", "会议强调", "会议指出")
        worded = refresh(site, gathered, [path], [one for one in findings if not one.place], kept) is not None
        assert worded
        return titled

    site = make_site(WITH)
    assert not again(site)
    shutil.rmtree(site)
    assert again(make_site({"content/reports/b.md": OTHER}))


# The command


def test_the_command_prints_a_table(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT})
    result = run(site, "--period", "2022年6月")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:3] == [
        "2022年6月，没有单位报送信息，环比下降100.0%，同比暂无可比基期；"
        "2个单位的2篇被采用，环比、同比暂无可比基期。",
        "1至6月累计报送信息2篇，采用2篇，采用率100.0%。",
        "",
    ]
    assert [line.split() for line in lines[3:7]] == [
        [
            *("单位类别", "单位", "6月报送", "6月采用", "6月采用率", "6月名次"),
            *("1至6月报送", "1至6月采用", "1至6月采用率", "1至6月名次"),
        ],
        ["县市区", "澄湖区", "0", "1", "—", "1", "1", "1", "100.0%", "1"],
        ["市直", "市经信局", "0", "1", "—", "1", "1", "1", "100.0%", "1"],
        ["合计", "0", "2", "—", "2", "2", "100.0%"],
    ]
    assert lines[8].startswith("注：报送按来稿日期计。")
    assert lines[-3:] == [
        "6月没有报送信息的单位：",
        "  县市区 1 个：澄湖区",
        "  市直 1 个：市经信局",
    ]


def test_the_command_writes_csv_and_json(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT})
    printed = run(site, "--period", "2022年", "--format", "csv").output
    assert printed.startswith("\ufeff单位类别,单位,全年报送,全年采用,全年采用率,全年名次\n")
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"))))
    assert [(row["单位"], row["全年采用"]) for row in rows] == [("澄湖区", "1"), ("市经信局", "1")]
    printed = run(site, "--period", "2022年", "--format", "json").output
    head, *units = map(json.loads, printed.splitlines())
    assert head == {
        "first": "2022-01-01",
        "last": "2022-12-31",
        "name": "2022年",
        "now": {"sent": 2, "used": 2},
        "year": {"sent": 2, "used": 2},
    }
    assert [unit["name"] for unit in units] == ["市经信局", "澄湖区"]


def test_without_a_period_it_is_the_month_of_the_last_final_issue(make_site: SiteMaker) -> None:
    assert run(make_site(WITH)).output.startswith("2022年6月，")


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("六月", "“六月”不是期间"),
        ("2022年13月", "“2022年13月”"),
        ("2022-06-30 至 2022-06-01", "“2022-06-30 至 2022-06-01”"),
    ],
)
def test_a_period_that_is_none(make_site: SiteMaker, period: str, message: str) -> None:
    result = run(make_site(WITH), "--period", period)
    assert result.exit_code == 1 and message in result.output and "Traceback" not in result.output


def test_a_site_without_a_final_issue(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-05.yaml": NEXT.replace("定稿", "草稿")})
    result = run(site)
    assert result.exit_code == 0
    assert "还没有一期定稿的简报，没有采用可以统计" in result.output


def test_the_command_counts_nothing_while_an_issue_cannot_be_read(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-06.yaml": "期号： 6\n"})
    result = run(site, "--format", "csv")
    assert result.exit_code == 1
    assert "采用情况统计不全：content/issues/gongzuo-jianbao/2022-06.yaml 有错误" in result.output
    assert "单位类别" not in result.output


def test_drafts_are_told_beside_the_table(make_site: SiteMaker) -> None:
    site = make_site(WITH | {"content/issues/gongzuo-jianbao/2022-06.yaml": NEXT.replace("定稿", "草稿")})
    result = run(site, "--period", "2022年6月")
    assert result.exit_code == 0 and "还有 1 期是草稿，没有计入" in result.output and "合计" in result.output


# New ones, and another office


def test_a_new_circular_follows_the_last(make_site: SiteMaker) -> None:
    site = make_site(WITH)
    path, findings = new_issue(site, "caiyong")
    assert findings == [] and path is not None
    text = path.read_text(encoding="utf-8")
    assert "期号: 2\n签发日期: 2022-08-05" in text and "报道期间: 2022-07-01 至 2022-07-31" in text
    assert "栏目" not in [line.partition(":")[0] for line in text.splitlines()]
    outcome = built(site, ["caiyong/2022-02"])
    assert outcome.made == ["caiyong/2022-02"]


YUNLING = Path(__file__).parent / "sites" / "yunling"
FOREIGN = """
  xinxi:
    名称: 沄陵信息
    类型: 简报
    频次: 月
    总期起始: 12
  caiyong:
    名称: 信息采用通报
    类型: 采用通报
    频次: 月
    总期起始: 4
    通报范围: [镇街, 市水务局]
    发: [镇街, 部门]
"""
REPORT = "---\n标题: {title}\n单位: {unit}\n日期: {day}\n---\n办结一件，回访一件，群众满意。\n"
FEBRUARY = "期号: 1\n签发日期: 2026-02-24\n报道期间: 2026年2月\n状态: 定稿\n"
XINXI = "期号: 1\n签发日期: 2026-01-22\n栏目:\n  - 名称: 动态\n    文章: [{paths}]\n状态: 定稿\n"


def test_another_office_whose_months_end_on_the_twentieth(tmp_path: Path) -> None:
    site = tmp_path / "yunling"
    shutil.copytree(YUNLING, site)
    reports = [
        ("a", "望沄街道", "2025-12-22"),
        ("b", "泊桥街道办事处", "2026-01-08"),
        ("c", "市房管局", "2026-01-20"),
        ("d", "青笠镇", "2026-01-21"),
    ]
    files = {
        f"content/reports/{name}.md": REPORT.format(title=f"{unit}办实事", unit=unit, day=day)
        for name, unit, day in reports
    }
    small.write(
        site,
        {
            "site.yaml": (site / "site.yaml").read_text(encoding="utf-8").rstrip("\n") + FOREIGN,
            **files,
            "content/issues/xinxi/2026-01.yaml": XINXI.format(
                paths="reports/a.md, reports/c.md, reports/d.md"
            ),
            "content/issues/caiyong/2026-01.yaml": FEBRUARY,
            "content/issues/caiyong/2026-02.yaml": "签发日期: 2026-02-25\n报道期间: 2026年1月\n",
        },
    )
    outcome = built(site, ["caiyong/2026-01", "caiyong/2026-02"])
    assert outcome.recorded == ["caiyong/2026-01"]
    february, january = (
        "".join(page_texts(site / f"output/caiyong/2026/0{number}/信息采用通报2026年第{number}期.pdf"))
        for number in (1, 2)
    )
    assert "2026年2月（2026年1月21日至2月20日），1个单位报送信息1篇，环比下降66.7%" in february
    assert "3个单位的3篇被采用" in february
    assert "镇街2个：泊桥街道、石笋镇" not in february
    assert "2月没有报送信息的单位共4个：镇街3个：望沄街道、泊桥街道、石笋镇。部门1个：市水务局。" in february
    # 22 December is a day of January there.
    assert "2026年1月（2025年12月21日至2026年1月20日），3个单位报送信息3篇" in january
    assert "没有信息被采用" in january


def test_the_circulars_of_the_sample_are_on_record() -> None:
    gathered, _ = gather(Path(__file__).parents[1])
    assert gathered is not None
    content, plan = gathered.content, gathered.plan
    keys = [issue.key for issue in content.issues if issue.publication == "caiyong-tongbao"]
    figures, findings = compile_figures(content, plan, gathered.ledger, gathered.records, keys)
    assert findings == [] and figures.adoptions_to_record == ()
    assert [figures.adoptions[key].name for key in sorted(keys)] == ["2025年11月", "2025年12月", "2026年1月"]


def test_a_circular_that_told_of_what_is_secret_now_is_taken_back(make_site: SiteMaker) -> None:
    """Its pages, what other commands made of it, the volume that holds it: none waits until somebody counts
    anew. Other issues of the publication stay."""
    site = make_site(
        WITH
        | {
            "content/issues/caiyong/2022-01.yaml": JUNE.format(state="定稿"),
            "content/issues/caiyong/2022-02.yaml": (
                "期号: 2\n签发日期: 2022-07-06\n报道期间: 2022年4月\n状态: 定稿\n"
            ),
        }
    )
    make(site)
    output = site / "output"
    stands = {
        "caiyong/2022/01/采用通报2022年第1期.docx": "@docx caiyong/2022-01",
        "caiyong/2022/采用通报2022年合订本.pdf": "@volume caiyong/2022 全年",
    }
    manifest = read_manifest(output)
    for name, owner in stands.items():
        (output / name).write_bytes(b"made beside")
        manifest = manifest.with_files(owner, [name])
    (output / MANIFEST).write_bytes(manifest_bytes(manifest))
    assert (output / PAGE).exists() and (output / PDF).exists()
    replace(site, "site.yaml", "频次: 周, 总期起始: 5}", "频次: 周, 总期起始: 5, 密级: 秘密}")
    # Also where only another issue is built.
    CliRunner().invoke(main, ["build", "--site", str(site), "caiyong/2022-02"])
    assert not (output / PAGE).exists()
    outcome = make(site)
    codes = [one.code for one in outcome.findings]
    assert "adoption-secret" in codes and "adoption-differs" not in codes
    left = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    assert not {one for one in left if one.startswith("caiyong/2022/01/")} and not {*stands} & left
    assert "caiyong/2022/02/index.html" in left
    assert "caiyong/2022/01" not in (output / "index.html").read_text(encoding="utf-8")
    assert not any("动员会" in (output / one).read_text("utf-8") for one in left if one.endswith(".html"))
    # A wrong level taken away again brings all of it back.
    replace(site, "site.yaml", ", 密级: 秘密}", "}")
    assert [one for one in make(site).findings if one.severity == "error"] == []
    assert (output / PAGE).exists() and (output / PDF).exists()
