"""Signed issues from build to build: nothing in them changes unseen."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from conftest import REPORT, SiteMaker, picture
from identifiers_made import mobile
from watch_made import Held, processes

from generator.build.result import Outcome
from generator.build.signed import Change, change_words
from generator.cli import main
from generator.compile.finals import settle_finals
from generator.diagnostics import Diagnostic
from generator.load.finals import final_file, load_finals
from generator.model.final import Final, Said
from generator.model.final_text import from_text, to_text
from generator.pipeline import build
from generator.proof.make import make_diff, make_proof

KEY = "gongzuo-jianbao/2022-05"
LOCK = final_file(KEY)
ISSUE_FILE = f"content/issues/{KEY}.yaml"
PHOTO = REPORT.replace("---\n会议", "图片:\n  - {文件: media/a.jpg, 说明: 会场}\n---\n会议").replace(
    "走进企业。\n", "走进企业。\n\n第二段说的是另外一件事。\n\n最后一段写一写下一步怎么做。\n"
)
OUTPUT = "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf"
OFFICE = """\
单位: 市领导小组办公室
刊物:
  gongzuo-jianbao:
    名称: 工作简报
    类型: 简报
    频次: 周
    总期起始: 73
    送: [澄湖区, 市经信局]
"""
SECRET = """\
单位: 市办
刊物:
  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 密级: 秘密}
"""


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    return make_site(
        {
            "content/reports/a.md": PHOTO,
            "content/media/a.jpg": picture(),
            "site.yaml": OFFICE,
        }
    )


def make(site: Path) -> Outcome:
    faces = os.environ.get("FONTCONFIG_FILE")
    try:
        return build(site, site / "output", jobs=1)
    finally:
        if faces is not None:
            os.environ["FONTCONFIG_FILE"] = faces


def change(site: Path, file: str, old: str, new: str) -> None:
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), encoding="utf-8")


def errors(outcome: Outcome) -> list[Diagnostic]:
    return [one for one in outcome.findings if one.severity == "error"]


def only(outcome: Outcome) -> Diagnostic:
    (finding,) = errors(outcome)
    assert outcome.stopped == [KEY] and outcome.made == []
    return finding


def said(site: Path) -> list[str]:
    return [one.text for one in from_text((site / LOCK).read_text(encoding="utf-8")).said]


def test_an_issue_is_signed_when_it_is_made_for_the_first_time(site: Path) -> None:
    outcome = make(site)
    assert outcome.signed == [KEY] and not errors(outcome)
    assert said(site) == [
        "工作简报",
        "第5期（总第73期）",
        "市领导小组办公室2022年6月6日",
        "工作部署",
        "市经信局召开动员会",
        "会议强调，要走进企业。",
        "第二段说的是另外一件事。",
        "最后一段写一写下一步怎么做。",
        "media/a.jpg",
        "会场",
        "（市经济和信息化局）",
        "送：澄湖区，市经信局。",
        "市领导小组办公室2022年6月6日印发共印3份",
    ]
    before = (site / LOCK).stat()
    again = make(site)
    assert again.signed == [] and again.written == 0 and not errors(again)
    assert (site / LOCK).stat() == before


def test_a_changed_report_stops_the_issue_and_says_where(site: Path) -> None:
    make(site)
    pdf = (site / "output" / OUTPUT).read_bytes()
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    outcome = make(site)
    finding = only(outcome)
    assert finding.code == "final-changed"
    assert finding.message == (
        "这一期已经定稿，现在的内容和定稿时有 1 处不同：“…强调，要走进企业。”改成了“…强调，要走进村庄。”"
    )
    assert str(finding.place) == "Place(file='content/reports/a.md', line=8, column=9)"
    assert finding.excerpt == "会议强调，要走进村庄。"
    assert finding.hint == (
        "定了稿的不能悄悄改，原来的成品还在。三条路：改错了的，撤回这些改动；发出以后确实要更正的，撤回改动，"
        "另出一期更正或者重发，做法见手册“更正、重发、收回”（docs/manual/21-corrections.md）；还没有发出、要改了重新定稿的，删去"
        "“content/records/finals/gongzuo-jianbao/2022-05.txt”，再编一次，就按新的内容定稿。"
        "改在哪里，用 make diff ISSUE=gongzuo-jianbao/2022-05 标在页面上看"
    )
    assert outcome.standing == [KEY] and (site / "output" / OUTPUT).read_bytes() == pdf
    # Told again where nothing has changed since.
    assert [one.message for one in errors(make(site))] == [finding.message]
    change(site, "content/reports/a.md", "走进村庄", "走进企业")
    back = make(site)
    assert not errors(back) and back.made == [KEY] and back.signed == []


def test_without_its_lock_it_is_signed_anew(site: Path) -> None:
    make(site)
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    (site / LOCK).unlink()
    outcome = make(site)
    assert outcome.signed == [KEY] and not errors(outcome)
    assert "会议强调，要走进村庄。" in said(site)


@pytest.mark.parametrize(
    ("file", "old", "new", "told", "place"),
    [
        ("content/reports/a.md", "召开动员会", "召开大会", "“市经信局召开动员会”改成了“市经信局召开大会”",
         ("content/reports/a.md", 2)),
        ("content/reports/a.md", "\n第二段说的是另外一件事。\n", "", "删去了“第二段说的是另外一件事。”",
         ("content/reports/a.md", 8)),
        ("content/reports/a.md", "最后一段", "这里插进一段新的内容。\n\n最后一段",
         "加了“这里插进一段新的内容。”", ("content/reports/a.md", 12)),
        ("content/reports/a.md", "说明: 会场", "说明: 主会场", "“会场”改成了“主会场”",
         ("content/reports/a.md", 6)),
        ("site.yaml", "单位: 市领导小组办公室", "单位: 市工作专班办公室",
         "“市领导小组办公室202…”改成了“市工作专班办公室202…”", ("site.yaml", 1)),
        ("site.yaml", "名称: 工作简报", "名称: 工作快报", "“工作简报”改成了“工作快报”", ("site.yaml", 4)),
        ("content/units.yaml", "市经济和信息化局", "市工业和信息化局",
         "“（市经济和信息化局）”改成了“（市工业和信息化局）”", ("content/units.yaml", 1)),
        ("site.yaml", "送: [澄湖区, 市经信局]", "送: [市经信局]",
         "“送：澄湖区，市经信局。”改成了“送：市经信局。”", ("site.yaml", 8)),
        (ISSUE_FILE, "签发日期: 2022-06-06", "签发日期: 2022-06-07", "", (ISSUE_FILE, 7)),
        (ISSUE_FILE, "名称: 工作部署", "名称: 工作安排", "“工作部署”改成了“工作安排”", (ISSUE_FILE, 5)),
    ],
)  # fmt: skip
def test_a_change_is_told_by_what_changed(
    site: Path, file: str, old: str, new: str, told: str, place: tuple[str, int]
) -> None:
    make(site)
    text = (site / file).read_text(encoding="utf-8")
    change(site, file, old, new)
    finding = only(make(site))
    assert finding.code == "final-changed" and told in finding.message
    assert finding.place is not None and (finding.place.file, finding.place.line) == place, finding.message
    (site / file).write_text(text, encoding="utf-8")
    assert not errors(make(site))


def test_another_photo_and_another_order_are_changes(site: Path) -> None:
    make(site)
    (site / "content" / "media" / "a.jpg").write_bytes(picture(size=(61, 40)))
    finding = only(make(site))
    assert "有 1 处不同：图片 content/media/a.jpg 改过了" in finding.message
    assert finding.place is not None and finding.place.line == 6
    (site / "content" / "media" / "a.jpg").write_bytes(picture())
    second, last = "第二段说的是另外一件事。", "最后一段写一写下一步怎么做。"
    change(site, "content/reports/a.md", f"{second}\n\n{last}", f"{last}\n\n{second}")
    assert "有 1 处不同：“最后一段写一写下一步怎么做。”换了位置" in only(make(site)).message


def test_many_changes_are_counted_and_some_of_them_told(site: Path) -> None:
    make(site)
    for old, new in (
        ("走进企业", "走进村庄"),
        ("另外一件事", "另外两件事"),
        ("下一步怎么", "下一步如何"),
        ("会场", "主会场"),
    ):
        change(site, "content/reports/a.md", old, new)
    change(site, ISSUE_FILE, "名称: 工作部署", "名称: 工作安排")
    message = only(make(site)).message
    assert "有 5 处不同：“工作部署”改成了“工作安排”；" in message and message.endswith("；另有 2 处")
    assert "走进村庄。”（content/reports/a.md 第 8 行）" in message


def test_all_changes_of_a_paragraph_are_told(site: Path) -> None:
    make(site)
    change(site, "content/reports/a.md", "会议强调，要走进企业", "会议要求，要走进村庄")
    assert only(make(site)).message == (
        "这一期已经定稿，现在的内容和定稿时有 1 处不同："
        "“会议强调，要走进…”改成了“会议要求，要走进…”，“…，要走进企业。”改成了“…，要走进村庄。”"
    )


def test_a_paragraph_with_many_changes_says_how_many_more_there_are() -> None:
    old = "甲乙丙丁戊1甲乙丙丁戊2甲乙丙丁戊3甲乙丙丁戊4甲乙丙丁戊5甲乙丙丁戊"
    new = "甲乙丙丁戊6甲乙丙丁戊7甲乙丙丁戊8甲乙丙丁戊9甲乙丙丁戊0甲乙丙丁戊"
    told = change_words(Change(Said("p", old), Said("p", new)))
    assert told.count("改成了") == 3 and told.endswith("（这一段里还有 2 个地方）")


def test_what_changed_in_the_same_way_in_several_places_is_told_once_with_its_number(site: Path) -> None:
    report = "content/reports/a.md"
    change(site, report, "最后一段", "要走进企业。\n\n要走进企业。\n\n最后一段")
    make(site)
    text = (site / report).read_text(encoding="utf-8")
    (site / report).write_text(text.replace("\n要走进企业。", "\n要走进村庄。"), encoding="utf-8")
    assert only(make(site)).message == (
        "这一期已经定稿，现在的内容和定稿时有 2 处不同：“要走进企业。”改成了“要走进村庄。”（有 2 处）"
    )


SELECTING = """\
期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-01 至 2022-06-05
栏目:
  - 名称: 工作部署
    选取: {标签: [攻坚], 最多: 6}
状态: 定稿
"""


def test_a_late_report_that_a_signed_issue_collects_is_named(site: Path) -> None:
    report = (site / "content/reports/a.md").read_text(encoding="utf-8")
    report = report.replace("---\n会议", "标签: [攻坚]\n---\n会议")
    (site / "content/reports/a.md").write_text(report, encoding="utf-8")
    (site / ISSUE_FILE).write_text(SELECTING, encoding="utf-8")
    make(site)
    late = re.sub("图片:\n.*\n", "", report).replace("召开动员会", "补报一篇")
    late = late.replace("会议强调，要走进企业。", "这是后来才补报的一篇。").replace(
        "第二段说的是另外", "说的是后来"
    )
    late = late.replace("最后一段写一写下一步怎么做", "下一步的打算另行报送各单位")
    (site / "content/reports/b.md").write_text(late, encoding="utf-8")
    finding = only(make(site))
    assert finding.code == "final-collected"
    assert finding.message == (
        "这一期已经定稿，“选取”现在多收进了 1 篇后来的稿件：《市经信局补报一篇》（content/reports/b.md）"
    )
    assert finding.hint == (
        f"定了稿的不再收新的，原来的成品还在。请在“{ISSUE_FILE}”里把这个栏目的“选取”改成“文章”，"
        "写明原来的几篇（现在还在的：reports/a.md）；印的字没有变，就不算改动。后来的稿件可以收进以后的各期"
    )
    assert finding.place is not None and (finding.place.file, finding.place.line) == (ISSUE_FILE, 6)
    # What the hint says, done.
    change(site, ISSUE_FILE, "选取: {标签: [攻坚], 最多: 6}", "文章: [reports/a.md]")
    assert not errors(make(site))
    # A report that was printed, and whose title was changed since, is none that came late.
    (site / "content/reports/b.md").unlink()
    change(site, ISSUE_FILE, "文章: [reports/a.md]", "选取: {标签: [攻坚], 最多: 6}")
    change(site, "content/reports/a.md", "召开动员会", "召开大会")
    assert only(make(site)).code == "final-changed"


def test_how_a_page_looks_is_no_change(site: Path) -> None:
    make(site)
    own = site / "templates" / "shared"
    own.mkdir(parents=True)
    shipped = Path(__file__).resolve().parents[1] / "templates" / "shared"
    css = (shipped / "print.css").read_text(encoding="utf-8")
    (own / "print.css").write_text(css + "\np { color: #111 }\n", encoding="utf-8")
    article = (shipped / "article.html").read_text(encoding="utf-8")
    assert '<p class="byline">' in article
    article = article.replace('<h3 class="title"', '<h4 class="title"').replace("</h3>", "</h4>")
    (own / "article.html").write_text(article, encoding="utf-8")
    outcome = make(site)
    assert not errors(outcome) and outcome.set_now == 1
    (own / "article.html").write_text(
        article.replace("</article>", "<p>加印的话</p></article>"), encoding="utf-8"
    )
    assert "加了“加印的话”" in only(make(site)).message


def test_a_draft_keeps_its_lock_and_is_held_against_it_when_it_is_final_again(site: Path) -> None:
    make(site)
    lock = (site / LOCK).read_bytes()
    change(site, ISSUE_FILE, "状态: 定稿", "状态: 草稿")
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    outcome = make(site)
    assert outcome.made == [KEY] and not errors(outcome) and (site / LOCK).read_bytes() == lock
    (notice,) = [one for one in outcome.findings if one.code == "final-of-draft"]
    assert notice.severity == "notice"
    assert notice.message == "这一期以前定过稿，现在是草稿，改了什么不同定稿时比"
    assert notice.hint == (f"再次定稿的时候，仍要同留的底“{LOCK}”一样；要按新的内容定稿，请在那以前删去它")
    change(site, ISSUE_FILE, "状态: 草稿", "状态: 定稿")
    assert "改成了“…强调，要走进村庄。”" in only(make(site)).message
    change(site, "content/reports/a.md", "走进村庄", "走进企业")
    assert not errors(make(site)) and (site / LOCK).read_bytes() == lock


def test_a_damaged_lock_stops_its_issue_at_line_and_column(site: Path) -> None:
    make(site)
    good = (site / LOCK).read_bytes()
    change(site, LOCK, "走进企业", "走进村庄")
    finding = only(make(site))
    assert finding.message == "这个文件是程序给定稿留的底，读不出来：这一行留底以后被改动过"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == (LOCK, 9, 12)
    assert finding.excerpt.endswith("p 会议强调，要走进村庄。")
    (site / LOCK).write_bytes(b"\xff\xfe\x00")
    assert only(make(site)).message.endswith("读不出来：不是 UTF-8 编码")
    (site / LOCK).write_bytes(good.replace("定稿留底 1".encode(), "定稿留底 7".encode()))
    assert only(make(site)).message == "这个文件是用更新的程序留的底（格式 7），现在的程序读不了"
    (site / LOCK).write_bytes(good.replace(b"\n", b"\r\n"))
    assert not errors(make(site))


def test_nothing_is_published_that_cannot_be_locked(site: Path) -> None:
    (site / "content" / "records").mkdir()
    (site / "content" / "records" / "finals").write_text("", encoding="utf-8")
    finding = only(make(site))
    assert finding.code == "output-blocked" and "finals" in finding.message
    assert not (site / "output" / OUTPUT).exists()


def test_a_renamed_issue_is_not_signed_anew_without_a_word(site: Path) -> None:
    make(site)
    (site / ISSUE_FILE).rename((site / ISSUE_FILE).with_name("2022-5.yaml"))
    outcome = make(site)
    (finding,) = [one for one in outcome.findings if one.code == "final-elsewhere"]
    other = "content/records/finals/gongzuo-jianbao/2022-5.txt"
    assert finding.severity == "warning" and not errors(outcome) and outcome.signed == []
    assert finding.message == f"工作简报2022年第5期定稿时留的底是“{LOCK}”，同这一期的文件名不一样"
    assert f"请把留的底改名为“{other}”" in finding.hint and not (site / other).exists()
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    assert [one.code for one in errors(make(site))] == ["final-changed"]
    change(site, "content/reports/a.md", "走进村庄", "走进企业")
    (site / LOCK).rename(site / other)
    assert "final-elsewhere" not in {one.code for one in make(site).findings}


def test_a_lock_without_an_issue_is_told(site: Path) -> None:
    make(site)
    shutil.copy(site / LOCK, site / final_file("gongzuo-jianbao/2021-01"))
    outcome = make(site)
    (warning,) = [one for one in outcome.findings if one.code == "final-without-issue"]
    assert not errors(outcome) and warning.severity == "warning"
    assert warning.message == (
        "这是工作简报2022年第5期定稿时留的底，现在没有对应的一期（content/issues/gongzuo-jianbao/2021-01.yaml）"
    )


def test_no_finding_repeats_personal_data(site: Path) -> None:
    make(site)
    number = mobile(Random(7))[0]
    final = from_text((site / LOCK).read_text(encoding="utf-8"))
    told = tuple(
        Said("p", f"会议强调，联系电话{number}。") if "走进企业" in one.text else one for one in final.said
    )
    (site / LOCK).write_text(to_text(Final(final.title, told)), encoding="utf-8")
    finding = only(make(site))
    assert "联系电话" in finding.message and number not in finding.message and "*" in finding.message


def test_a_secret_issue_is_locked_too(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": SECRET})
    assert make(site).signed == [KEY]
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    assert only(make(site)).code == "final-changed"


def test_the_preview_signs_nothing_and_tells_what_changed(site: Path, tmp_path: Path) -> None:
    with processes(tmp_path / "crew") as crew:
        held = Held(site, crew, KEY)
        assert held.all().made == [KEY] and not (site / LOCK).exists()
        report = "content/reports/a.md"
        text = (site / report).read_text(encoding="utf-8")
        make(site)
        held.save({LOCK: (site / LOCK).read_text(encoding="utf-8")})
        shown = held.board.page(KEY)
        held.save({report: text.replace("走进企业", "走进村庄")})
        (told,) = [one for one in held.told if one[0] == "final-changed"]
        assert "改成了“…强调，要走进村庄。”" in told[2]
        assert held.board.page(KEY) == shown and "走进企业" in held.page(5)
        held.save({report: text})
        assert not [one for one in held.told if one[0] == "final-changed"]
        held.save({report: text.replace("走进企业", "走进村庄"), LOCK: None})
        assert "走进村庄" in held.page(5) and not (site / LOCK).exists()


def test_finals_that_are_not_to_be_made_are_settled_too(site: Path) -> None:
    from generator.gather import gather

    make(site)
    gathered, _ = gather(site)
    assert gathered is not None
    finals, _ = load_finals(site)
    signed, findings = settle_finals(gathered.content, gathered.plan, finals, {KEY}, ())
    assert list(signed.locks) == [KEY] and findings == [] and not signed.stopped


def test_a_difference_of_a_final_issue_is_against_what_was_signed(site: Path) -> None:
    make(site)
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    change(site, "content/reports/a.md", "\n第二段说的是另外一件事。\n", "")
    (site / "content" / "media" / "a.jpg").write_bytes(picture(size=(61, 40)))
    make_proof(site, site / "output", KEY)
    made, findings = make_diff(site, site / "output", KEY)
    assert not [one for one in findings if one.severity == "error"]
    assert made is not None and (made.number, made.changes) == (0, 3)
    folder = f"proofs/{KEY}/diff"
    assert made.files == (f"{folder}/index.html", f"{folder}/工作简报2022年第5期同定稿比.pdf")
    page = (site / "output" / folder / "index.html").read_text(encoding="utf-8")
    assert "要走进<del>企业</del><ins>村庄</ins>。" in page
    assert "<p><del>第二段说的是另外一件事。</del></p>" in page
    assert 'class="changed"' in page
    # It is whole in itself: nothing of it is looked for beside it but its pictures.
    assert "<link" not in page and "--gutter" in page
    assert "工作简报2022年第5期同定稿比，改了3处。" in page


def test_a_draft_is_compared_with_its_proof_or_with_what_was_signed_before(site: Path) -> None:
    make(site)
    change(site, ISSUE_FILE, "状态: 定稿", "状态: 草稿")
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    made, _ = make_diff(site, site / "output", KEY)
    assert made is not None and (made.number, made.changes) == (0, 1)
    make_proof(site, site / "output", KEY)
    made, _ = make_diff(site, site / "output", KEY)
    # Nothing has changed since the proof, so that what was signed is shown.
    assert made is not None and (made.number, made.changes, made.same) == (0, 1, 1)
    made, _ = make_diff(site, site / "output", KEY, since=1)
    assert made is not None and (made.number, made.changes, made.same) == (1, 0, 0)
    # The pages of the last comparison with something else are gone.
    assert [path.name for path in (site / "output/proofs" / KEY / "diff").glob("*.pdf")] == [
        "工作简报2022年第5期同第1次校样比.pdf"
    ]


def test_a_damaged_lock_cannot_be_compared_with(site: Path) -> None:
    make(site)
    change(site, ISSUE_FILE, "状态: 定稿", "状态: 草稿")
    change(site, LOCK, "走进企业", "走进村庄")
    made, findings = make_diff(site, site / "output", KEY)
    assert made is None
    assert "final-broken" in {one.code for one in findings if one.severity == "error"}


def test_the_commands_say_what_they_did(site: Path) -> None:
    runner = CliRunner()
    time.sleep(0.1)  # what was written a moment ago is not relied on
    shown = runner.invoke(main, ["build", "--site", str(site), "--jobs", "1"])
    assert shown.exit_code == 0, shown.output
    assert f"有 1 期定稿留了底，在 content/records/finals/，请一并存底：{KEY}" in shown.output
    again = runner.invoke(main, ["build", "--site", str(site), "--jobs", "1"])
    assert "同上次编的一样，没有要做的" in again.output
    change(site, "content/reports/a.md", "走进企业", "走进村庄")
    shown = runner.invoke(main, ["diff", "--site", str(site), KEY])
    assert shown.exit_code == 0 and "同定稿时比，改了 1 处：" in shown.output
    shown = runner.invoke(main, ["check", "--site", str(site)])
    assert shown.exit_code == 1 and "现在的内容和定稿时有 1 处不同" in shown.output


def test_another_office_is_signed_like_the_sample(tmp_path: Path) -> None:
    site = tmp_path / "yunling"
    shutil.copytree(Path(__file__).parent / "sites" / "yunling", site)
    key = "nianbao/2025-01"
    faces = os.environ.get("FONTCONFIG_FILE")
    try:
        outcome = build(site, site / "output", [key], jobs=1)
        assert outcome.signed == [key] and not errors(outcome)
        lock = from_text((site / final_file(key)).read_text(encoding="utf-8"))
        assert any(one.kind == "tr" and "\t" in one.text for one in lock.said)
        site_text = (site / "site.yaml").read_text(encoding="utf-8")
        unit = next(line for line in site_text.splitlines() if line.startswith("单位:"))
        change(site, "site.yaml", unit, f"{unit}（筹）")
        again = build(site, site / "output", [key], jobs=1)
    finally:
        if faces is not None:
            os.environ["FONTCONFIG_FILE"] = faces
    (finding,) = errors(again)
    assert finding.code == "final-changed" and "（筹）" in finding.message
    assert finding.place is not None and finding.place.file == "site.yaml"
