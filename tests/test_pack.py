"""The command `pack`: what is refused, what stays when something changes, what a broken run leaves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import REPORT, SiteMaker, told

from generator.cli import main
from generator.dispatch import parcel
from generator.dispatch.pack import Packed, pack
from generator.dispatch.parcel import SUMS, Parcel, is_whole
from generator.dispatch.register import read_register, register_file
from generator.pipeline import build

KEY = "gongzuo-jianbao/2022-05"
RECORD = register_file(KEY)
SITE = """\
单位: 市领导小组办公室
简称: 市活动办
词表: {单位类别: [市直, 县市区]}
刊物:
  gongzuo-jianbao:
    名称: 工作简报
    类型: 简报
    频次: 周
    份号: 是
    暗记: 是
    报: [市委领导同志]
    发: [市直, 澄湖区]
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2, 联系人: 李某, 曾用名: [市经委]}
- {名称: 市教育局, 类别: 市直}
- {名称: 澄湖区, 类别: 县市区}
"""
ISSUE = """\
期号: 5
总期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-28 至 2022-06-05
栏目:
  - 名称: 工作部署
    文章: [reports/a.md]
状态: 定稿
"""
KEPT = f"content/records/finals/{KEY}.txt"
"""What is kept of the issue as it was signed."""
SIGNED = (
    f"注意 没有封装，可是这一期已经按现在的内容定稿留了底（{KEPT}）\n"
    "改上面的错误要动这一期的内容的，先删去这个文件，再封装，就按新的内容定稿"
)
HEAD = "# 发文登记：哪一份发给了谁，以这里为准。make pack 写的，请不要改，同稿子一起存底。\n"


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    issue = f"content/issues/{KEY}.yaml"
    return make_site({"site.yaml": SITE, "content/units.yaml": UNITS, issue: ISSUE})


def packed(site: Path, day: date | None = None) -> Packed:
    made, findings = pack(site, site / "output", KEY, day=day)
    assert made is not None, [told(one) for one in findings]
    return made


def refused(site: Path) -> list[str]:
    made, findings = pack(site, site / "output", KEY)
    assert made is None
    return [told(one) for one in findings]


def change_signed(site: Path, file: str, old: str, new: str) -> None:
    """Change what a signed issue prints, as the manual says: what was kept of it is deleted first."""
    (site / KEPT).unlink()
    change(site, file, old, new)


def change(site: Path, file: str, old: str, new: str) -> None:
    path = site / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def record(site: Path) -> str:
    return (site / RECORD).read_text(encoding="utf-8")


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its time and its place on the disk."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_a_pack_has_a_folder_and_a_zip_for_each_unit(site: Path) -> None:
    made = packed(site)
    assert sorted(path.name for path in made.folder.iterdir()) == [
        *("001-市委领导同志", "001-市委领导同志.zip", "002-市经济和信息化局", "002-市经济和信息化局.zip"),
        *("003-市教育局", "003-市教育局.zip", "004-澄湖区", "004-澄湖区.zip"),
        *("SHA256SUMS", "发文登记.xlsx", "地址签.pdf"),
    ]
    assert sorted(path.name for path in (made.folder / "002-市经济和信息化局").iterdir()) == [
        *("SHA256SUMS", "发文通知.pdf"),
        *("工作简报2022年第5期（000002）.pdf", "工作简报2022年第5期（000003）.pdf"),
    ]
    done = subprocess.run(["sha256sum", "-c", SUMS], cwd=made.folder / "002-市经济和信息化局", check=False)
    assert done.returncode == 0
    assert record(site) == HEAD + (
        '刊物: 工作简报\n期: "2022年第5期"\n共印: 5\n登记:\n'
        "  - {单位: 市委领导同志, 份数: 1, 份号: [000001], 状态: 已封装, 日期: 2022-06-06}\n"
        "  - {单位: 市经济和信息化局, 份数: 2, 份号: [000002-000003], 状态: 已封装, 日期: 2022-06-06}\n"
        "  - {单位: 市教育局, 份数: 1, 份号: [000004], 状态: 已封装, 日期: 2022-06-06}\n"
        "  - {单位: 澄湖区, 份数: 1, 份号: [000005], 状态: 已封装, 日期: 2022-06-06}\n"
    )


def test_without_numbers_a_unit_gets_one_file(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n    暗记: 是\n", "")
    made = packed(site)
    assert not made.numbers
    names = [path.name for path in (made.folder / "002-市经济和信息化局").iterdir()]
    assert sorted(names) == ["SHA256SUMS", "发文通知.pdf", "工作简报2022年第5期.pdf"]
    own = made.folder / "002-市经济和信息化局/工作简报2022年第5期.pdf"
    assert own.read_bytes() == (site / "output/gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf").read_bytes()


def test_a_draft_is_not_packed(site: Path) -> None:
    change(site, f"content/issues/{KEY}.yaml", "定稿", "草稿")
    assert refused(site) == [
        f"content/issues/{KEY}.yaml:8:5 错误 这一期还是草稿，不能封装\n"
        f"签发以后把“状态”改成“定稿”，再运行 make pack ISSUE={KEY}"
    ]
    assert not (site / "output" / "packs").exists()
    assert not (site / RECORD).exists()


def test_what_the_proofreader_calls_an_error_is_not_packed(site: Path) -> None:
    (site / "content/reports/a.md").write_text(REPORT.replace("强调，", "强调,"), encoding="utf-8")
    assert [one.splitlines()[0] for one in refused(site)] == [
        "content/reports/a.md:6:5 错误 中文里用了半角标点“,”"
    ]


def test_an_issue_that_cannot_be_built_is_not_packed(site: Path) -> None:
    (site / "content/reports/a.md").unlink()
    assert refused(site) == [
        f"content/issues/{KEY}.yaml:7:10 错误 找不到报送信息“reports/a.md”\n"
        "请核对路径，从 content 文件夹算起，例如：reports/2022/0528-jiaoyu.md"
    ]


def test_nobody_on_the_lists(site: Path) -> None:
    change(site, "site.yaml", "    报: [市委领导同志]\n    发: [市直, 澄湖区]\n", "    印数: 5\n")
    assert refused(site) == [
        f"content/issues/{KEY}.yaml:1:1 错误 这一期没有发送名单，不知道封装给谁\n"
        "请在这一期里，或者在 site.yaml 的这个刊物下写“报”“送”“发”",
        SIGNED,
    ]


def test_more_on_the_lists_than_are_printed(site: Path) -> None:
    change(site, "site.yaml", "    报:", "    印数: 4\n    报:")
    assert refused(site) == [
        "site.yaml:11:9 错误 名单上各单位合计要 5 份，可是共印 4 份，不够发\n"
        "请把“印数”改成 5 以上，或者删去“印数”由程序合计；份数多了的，请改 units.yaml 里的“份数”",
        SIGNED,
    ]
    # Nothing left the office, and somebody has to decide what is signed.
    change(site, "site.yaml", "印数: 4", "印数: 5")
    (finding,) = refused(site)
    assert "错误 这一期已经定稿，现在的内容和定稿时有 1 处不同" in finding and KEPT in finding
    (site / KEPT).unlink()
    assert sum(share.copies for share in packed(site).shares) == 5


def test_what_is_packed_is_signed(site: Path) -> None:
    """Without a `make` before it: what was given out cannot be changed without a word."""
    assert not (site / KEPT).exists()
    assert packed(site).signed == (KEY,)
    kept = (site / KEPT).read_text(encoding="utf-8")
    assert "要走进企业" in kept
    assert packed(site).signed == ()
    before = record(site), tree(site / "output")
    change(site, "content/reports/a.md", "要走进企业", "要走进农村")
    (finding,) = refused(site)
    assert finding.startswith("content/reports/a.md:6:9 错误 这一期已经定稿")
    assert "1 处不同：“…强调，要走进企业。”改成了“…强调，要走进农村。”" in finding
    outcome = build(site, site / "output", jobs=1)
    assert outcome.stopped == [KEY] and outcome.signed == []
    assert ((site / KEPT).read_text(encoding="utf-8"), record(site)) == (kept, before[0])
    assert {path: one for path, one in tree(site / "output").items() if path.endswith(".pdf")} == {
        path: one for path, one in before[1].items() if path.endswith(".pdf")
    }
    (site / KEPT).unlink()
    assert packed(site).signed == (KEY,)


def test_a_new_short_name_is_what_the_mark_says(site: Path) -> None:
    made = packed(site)
    copy = "003-市教育局/工作简报2022年第5期（000004）.pdf"
    before = (made.folder / copy).read_bytes()
    # No page prints it, so that nothing but the mark is another one.
    change(site, "content/units.yaml", "{名称: 市教育局, ", "{名称: 市教育局, 简称: 市教委, ")
    made = packed(site)
    assert not made.again and (made.folder / copy).read_bytes() != before
    assert packed(site).again


def test_a_unit_with_no_copies_is_told(site: Path) -> None:
    change(
        site, "content/units.yaml", "{名称: 市教育局, 类别: 市直}", "{名称: 市教育局, 类别: 市直, 份数: 0}"
    )
    made, findings = pack(site, site / "output", KEY)
    assert made is not None and "市教育局" not in made.numbers
    assert [one.message for one in findings] == ["“市教育局”在名单上，可是份数是 0，没有给它封装"]


def test_packing_again_writes_nothing(site: Path) -> None:
    first = packed(site)
    before = tree(site / "output"), tree(site / "content")
    assert not first.again
    assert packed(site).again
    # Without what the cache remembers it is made anew, found to be the same and left alone.
    shutil.rmtree(site / ".cache")
    assert packed(site).again
    assert (tree(site / "output"), tree(site / "content")) == before


def test_a_pack_that_was_tampered_with_is_made_again(site: Path) -> None:
    folder = packed(site).folder
    sums = (folder / SUMS).read_bytes()
    (folder / "004-澄湖区" / "发文通知.pdf").write_bytes(b"%PDF")
    assert not packed(site).again
    assert is_whole(folder) and (folder / SUMS).read_bytes() == sums


def test_the_same_pack_is_the_same_bytes_elsewhere(site: Path, tmp_path: Path) -> None:
    here, _ = pack(site, site / "output", KEY)
    shutil.rmtree(site / "content/records")
    there, _ = pack(site, tmp_path / "elsewhere", KEY)
    assert here and there
    assert (here.folder / SUMS).read_bytes() == (there.folder / SUMS).read_bytes()


def test_numbers_stay_with_their_units_when_the_list_changes(site: Path) -> None:
    packed(site)
    change_signed(site, "site.yaml", "发: [市直, 澄湖区]", "发: [新城管委会, 市经信局, 澄湖区]")
    made = packed(site)
    assert made.numbers == {
        "市委领导同志": (1,),
        "新城管委会": (6,),
        "市经济和信息化局": (2, 3),
        "澄湖区": (5,),
    }
    assert record(site).endswith("收回:\n  - {单位: 市教育局, 份号: [000004]}\n")
    assert is_whole(made.folder)
    assert not list(made.folder.glob("*市教育局*"))
    change_signed(site, "site.yaml", "发: [新城管委会, 市经信局, 澄湖区]", "发: [市直, 澄湖区]")
    assert packed(site).numbers["市教育局"] == (4,)
    assert record(site).endswith("收回:\n  - {单位: 新城管委会, 份号: [000006]}\n")


def test_a_unit_that_was_renamed_keeps_its_numbers(site: Path) -> None:
    packed(site)
    change(site, "content/units.yaml", "{名称: 市教育局, ", "{名称: 市教体局, 曾用名: [市教育局], ")
    made = packed(site)
    assert made.numbers["市教体局"] == (4,)
    assert not made.register.recalled


def test_what_was_sent_keeps_its_day(site: Path) -> None:
    packed(site, date(2022, 6, 7))
    change(site, RECORD, "份号: [000004], 状态: 已封装", "份号: [000004], 状态: 已发出")
    made = packed(site, date(2022, 6, 8))
    assert {row.unit: (row.state, row.date.day) for row in made.register.rows} == {
        "市委领导同志": ("已封装", 8),
        "市经济和信息化局": ("已封装", 8),
        "市教育局": ("已发出", 7),
        "澄湖区": ("已封装", 8),
    }
    # Without a day everything stays as it is.
    assert packed(site).again


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[000004]", "[000005]", "错误 份号 000005 登记了两次：“市教育局”和“澄湖区”"),
        ("单位: 市教育局", "单位: 澄湖区", "错误 “澄湖区”在发文登记里有两行"),
        ("[000004]", "[四]", "错误 “四”不是份号"),
        ("已封装, 日期: 2022-06-06}", "已封装, 日期: 六月}", "错误 "),
    ],
)
def test_a_register_that_was_damaged_is_not_written_over(
    site: Path, old: str, new: str, message: str
) -> None:
    packed(site)
    before = tree(site / "output/packs")
    change(site, RECORD, old, new)
    damaged = record(site)
    assert any(message in one for one in refused(site))
    assert record(site) == damaged
    assert tree(site / "output/packs") == before


class Killed(BaseException):
    """The process ends here, in a test."""


def test_whenever_it_is_broken_off_the_last_pack_stands_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off before every single step on the disk in turn."""
    target = tmp_path / "packs" / "05"

    def fill(content: bytes) -> None:
        made = Parcel(target)
        made.add_folder("001-甲", {"a.pdf": content, "b.pdf": content})
        made.add("地址签.pdf", content)
        made.close()

    fill(b"old")
    for step in range(1, 200):
        steps = iter(range(1, step + 1))

        def counted(name: str, real: object = None, steps: object = steps) -> None:
            if next(steps, None) is None:  # type: ignore[call-overload]
                raise Killed

        with monkeypatch.context() as patch:
            for owner, name in (
                (Path, "write_bytes"),
                (Path, "write_text"),
                (Path, "mkdir"),
                (os, "rename"),
                (shutil, "rmtree"),
                (parcel, "_exchanged"),
            ):
                real = getattr(owner, name)
                patch.setattr(owner, name, _dying(real, counted, name))
            try:
                fill(f"new {step}".encode())
                done = True
            except Killed:
                done = False
        assert is_whole(target)
        if done:
            break
    else:
        pytest.fail("never done")
    assert (target / "001-甲" / "a.pdf").read_bytes() == f"new {step}".encode()
    assert sorted(path.name for path in target.parent.iterdir()) == ["05"]


def _dying(real: object, counted: object, name: str) -> object:
    def call(*arguments: object, **named: object) -> object:
        counted(name)  # type: ignore[operator]
        return real(*arguments, **named)  # type: ignore[operator]

    return call


def test_a_run_between_two_moves_is_put_right_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a system cannot exchange two folders there is a moment without a pack."""
    monkeypatch.setattr(parcel, "_exchanged", lambda one, other: False)
    target = tmp_path / "05"
    for content in (b"old", b"new"):
        made = Parcel(target)
        made.add("a.pdf", content)
        made.close()
    assert (target / "a.pdf").read_bytes() == b"new"
    os.rename(target, parcel.beside(target, ".old~"))
    parcel.sweep(target)
    assert is_whole(target) and sorted(path.name for path in tmp_path.iterdir()) == ["05"]


def test_killed_for_real(site: Path) -> None:
    folder = packed(site).folder
    command = [sys.executable, "-m", "generator", "pack", "--site", str(site), KEY]
    root = Path(__file__).resolve().parents[1]
    for turn in range(6):
        (site / KEPT).unlink(missing_ok=True)
        change(site, "site.yaml", "    报: [", f"    报: [市领导{turn}, ")
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.6 + 0.35 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert is_whole(folder)
        register, findings = read_register(site, KEY)
        assert register is not None and findings == []
    (site / KEPT).unlink(missing_ok=True)
    made = packed(site)
    assert is_whole(folder)
    assert made.numbers["市教育局"] == (4,) and len(made.numbers) == 10
    assert [path.name for path in folder.parent.iterdir()] == ["05"]


def test_a_file_in_the_way_is_told(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/packs").write_text("", encoding="utf-8")
    assert refused(site) == [
        f"错误 不能写入“{site / 'output/packs'}”：一个同名的文件占着这个位置\n请把它改名或者移走，再做一次",
        SIGNED,
    ]
    assert not (site / RECORD).exists()


def test_the_command_shows_totals(site: Path) -> None:
    done = CliRunner().invoke(main, ["pack", "--site", str(site), KEY])
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "发送  单位  份数  份号            交办单\n"
        "报       1     1  000001               0\n"
        "发       3     4  000002至000005       0\n"
        "合计     4     5                       0\n"
        "\n"
        "《工作简报》2022年第5期共 5 份，同版记的“共印”一致。\n"
        f"这一期定稿留了底，在 content/records/finals/，请一并存底：{KEY}\n"
        f"封装好了，在 {site}/output/packs/gongzuo-jianbao/2022/05；"
        f"发文登记也记在 {RECORD}，请一并存底。\n"
    )
    again = CliRunner().invoke(main, ["pack", "--site", str(site), KEY])
    assert again.stdout.endswith(
        f"同上次封装的一样，没有要做的，都在 {site}/output/packs/gongzuo-jianbao/2022/05。\n"
    )


def test_the_command_refuses_a_draft(site: Path) -> None:
    change(site, f"content/issues/{KEY}.yaml", "定稿", "草稿")
    done = CliRunner().invoke(main, ["pack", "--site", str(site), KEY])
    assert done.exit_code == 1
    assert "这一期还是草稿，不能封装" in done.stdout
    assert done.stdout.endswith("没有封装；原来封装的没有动。\n")


def test_the_command_tells_of_an_issue_that_is_not_there(site: Path) -> None:
    done = CliRunner().invoke(main, ["pack", "--site", str(site), "gongzuo-jianbao/2022-06"])
    assert done.exit_code == 1
    assert "没有“gongzuo-jianbao/2022-06”这一期" in done.stdout


def test_the_command_tells_of_a_day_that_is_none(site: Path) -> None:
    done = CliRunner().invoke(main, ["pack", "--site", str(site), "--date", "六月八日", KEY])
    assert done.exit_code == 2
    assert "“六月八日”不是日期，请写成 2026-06-08 这样" in done.output
    assert (
        CliRunner().invoke(main, ["pack", "--site", str(site), "--date", "2022年6月8日", KEY]).exit_code == 0
    )
    assert "日期: 2022-06-08" in record(site)
