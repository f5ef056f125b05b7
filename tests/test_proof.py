"""Proofs and differences, as an editor and a signer go through them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from rules_made import FRONT, write_site

from generator.cli import main
from generator.proof.make import make_diff, make_proof

ISSUE = """\
期号: 1
签发日期: 2022-06-06
报道期间: 2022-05-01 至 2022-06-05
栏目:
  - 名称: 基层动态
    文章: [reports/r1.md]
状态: 草稿
"""
BODY = "市教育局走访学校12所，了解开学准备情况。\n\n第二段说的是另一件事，没有改动。\n"
KEY = "jianbao/2022-01"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, FRONT + BODY, issue=ISSUE)


def text_of(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def change(site: Path, old: str, new: str) -> None:
    report = site / "content" / "reports" / "r1.md"
    text = report.read_text(encoding="utf-8")
    assert old in text
    report.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_proof_has_numbered_lines_and_says_that_it_is_the_first(site: Path) -> None:
    output = site / "output"
    made, findings = make_proof(site, output, KEY)
    assert made is not None and (made.number, made.changes, made.first) == (1, 0, True)
    assert not [one for one in findings if one.severity == "error"]
    (file,) = made.files
    assert file == f"proofs/{KEY}/工作简报2022年第1期第1次校样.pdf"
    *pages, record = text_of(output / file)
    # The numbers stand below one another: masthead, title, two lines and one of text, byline, foot.
    assert "123456789" in "".join("".join(pages).split())
    assert "第1次校样是第一次校样" in "".join(record.split())
    assert (site / "content" / "records" / "proofs" / f"{KEY}-1.html").is_file()


def test_a_second_proof_tells_the_changes_and_may_be_set_again(site: Path) -> None:
    output = site / "output"
    make_proof(site, output, KEY)
    change(site, "12所", "13所")
    made, _ = make_proof(site, output, KEY)
    assert made is not None and (made.number, made.changes, made.first) == (2, 1, False)
    *_, record = text_of(output / made.files[0])
    told = "".join(record.split())
    assert "第2次校样同第1次校样相比，改了1处" in told and "12" in told and "13" in told
    before = (output / made.files[0]).read_bytes()
    again, _ = make_proof(site, output, KEY)
    assert again == made and (output / made.files[0]).read_bytes() == before
    assert (output / f"proofs/{KEY}/工作简报2022年第1期第1次校样.pdf").is_file()


def test_a_difference_marks_what_changed_in_the_page_itself(site: Path) -> None:
    output = site / "output"
    make_proof(site, output, KEY)
    change(site, "12所", "13所")
    made, _ = make_diff(site, output, KEY)
    assert made is not None and made.changes == 1
    page = (output / f"proofs/{KEY}/diff/index.html").read_text(encoding="utf-8")
    assert "走访学校<del>12</del><ins>13</ins>所" in page
    (pdf,) = [file for file in made.files if file.endswith(".pdf")]
    assert "12" in text_of(output / pdf)[0] and "13" in text_of(output / pdf)[0]
    with pikepdf.open(output / pdf) as document:
        assert document.pages


def test_a_difference_is_with_the_proof_before_where_nothing_changed_since_the_last(site: Path) -> None:
    output = site / "output"
    make_proof(site, output, KEY)
    made, _ = make_diff(site, output, KEY)
    assert made is not None and (made.number, made.changes, made.same) == (1, 0, 0)
    change(site, "12所", "13所")
    make_proof(site, output, KEY)
    change(site, "另一件事", "另外一件事")
    made, _ = make_diff(site, output, KEY)
    assert made is not None and (made.number, made.changes, made.same) == (2, 1, 0)
    change(site, "另外一件事", "另一件事")
    made, _ = make_diff(site, output, KEY)
    assert made is not None and (made.number, made.changes, made.same) == (1, 1, 2)
    page = (output / f"proofs/{KEY}/diff/index.html").read_text(encoding="utf-8")
    assert "工作简报2022年第1期同第1次校样比，改了1处。（第2次校样以后没有改动。）" in page
    make_proof(site, output, KEY)
    change(site, "13所", "14所")
    for since, changes in ((1, 1), (2, 1)):
        made, _ = make_diff(site, output, KEY, since)
        assert made is not None and (made.number, made.changes, made.same) == (since, changes, 0)


def test_a_difference_says_on_paper_what_it_is_and_moves_no_line(site: Path) -> None:
    output = site / "output"
    make_proof(site, output, KEY)
    change(site, "12所", "13所")
    made, _ = make_diff(site, output, KEY)
    assert made is not None
    note = "工作简报2022年第1期同第1次校样比，改了1处。记号：增加的字　删去的字　换了的图"
    pdf = output / next(file for file in made.files if file.endswith(".pdf"))
    first, *others = text_of(pdf)
    assert "".join(note.split()) in "".join(first.split()) and not any("记号" in page for page in others)
    with_note = tops_of(pdf)
    own = site / "templates" / "proof"
    own.mkdir(parents=True)
    (own / "note.html").write_text("", encoding="utf-8")
    make_diff(site, output, KEY)
    assert "记号" not in text_of(pdf)[0]
    assert tops_of(pdf) == [place for place in with_note if place[1] < 750] and tops_of(pdf) != with_note


def tops_of(file: Path) -> list[tuple[str, int, int]]:
    """The characters of the first page with their places in pt."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        text = document[0].get_textpage()
        boxes = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
        return sorted((char, round(box[1]), round(box[0])) for char, box in boxes if char.strip())
    finally:
        document.close()


def test_the_record_tells_page_and_line_of_the_new_proof(tmp_path: Path) -> None:
    lines = "这一段写得长一些，好让它占上两三行的地方，再多写几个字，看看改了的字排在第几行。"
    body = f"第一段说的是走访学校的事。\n\n{lines}最后是12所。\n\n要删去的一段。\n\n- 甲事项\n- 乙事项\n"
    site = write_site(tmp_path, FRONT + body, issue=ISSUE)
    make_proof(site, site / "output", KEY)
    change(site, "最后是12所", "最后是13所")
    change(site, "这一段写得", "这一段话写得")
    change(site, "要删去的一段。\n\n", "")
    change(site, "乙事项", "乙事项和丙事项")
    made, _ = make_proof(site, site / "output", KEY)
    assert made is not None
    *pages, record = text_of(site / "output" / made.files[0])
    told = "".join(record.split())
    assert "页、行是第2次校样的。" in told
    assert len(pages) == 1
    # 1 masthead, 2 number, 3 issuer, 4 section, 5 title, 6 first paragraph.
    assert "第1页第7、8行" in told
    assert "第1页第8行后" in told and "第1页第10行" in told


def test_names_of_blocks_change_nothing_on_the_page(tmp_path: Path) -> None:
    """The numbered pages are those that will be printed."""
    from generator.proof.change import addressed
    from generator.proof.studio import open_studio, set_pages

    site = tmp_path / "yunling"
    shutil.copytree(Path(__file__).parent / "sites" / "yunling", site)
    studio, _ = open_studio(site, site / "output", "nianbao/2025-01")
    assert studio is not None
    plain, _ = set_pages(studio, studio.page, studio.pictures)
    named, _ = set_pages(studio, addressed(studio.page, set(range(500))), studio.pictures)
    assert plain is not None and named is not None and plain.pdf == named.pdf


def test_only_what_concerns_the_issue_is_told(site: Path) -> None:
    (site / "content/reports/r2.md").write_text(
        FRONT.replace("走访学校", "另一件事") + "没有用的一篇。\n", encoding="utf-8"
    )
    other = site / "content/issues/jianbao/2022-02.yaml"
    other.write_text(
        ISSUE.replace("期号: 1", "期号: 5").replace("06-06", "07-06").replace("r1.md", "none.md"),
        encoding="utf-8",
    )
    made, findings = make_proof(site, site / "output", KEY)
    assert made is not None and findings == []
    config = site / "site.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "校样: 1\n", encoding="utf-8")
    made, findings = make_proof(site, site / "output", KEY)
    assert {one.place.file for one in findings if one.place} == {"site.yaml"}


def test_an_office_may_have_its_own_marks(site: Path) -> None:
    own = site / "templates" / "proof"
    own.mkdir(parents=True)
    (own / "marks.css").write_text("ins { color: #123456 }", encoding="utf-8")
    make_proof(site, site / "output", KEY)
    change(site, "12所", "13所")
    make_diff(site, site / "output", KEY)
    page = (site / "output" / f"proofs/{KEY}/diff/index.html").read_text(encoding="utf-8")
    assert "ins { color: #123456 }" in page and "line-through" not in page


def test_there_is_no_difference_without_a_proof(site: Path) -> None:
    made, findings = make_diff(site, site / "output", KEY)
    assert made is None
    assert [one.message for one in findings if one.severity == "error"] == [
        f"“{KEY}”还没有出过校样，也没有定过稿，没有可以比的"
    ]
    assert not (site / "output" / "proofs").exists()


def test_a_secret_issue_becomes_no_page(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        FRONT + BODY,
        issue=ISSUE,
        site="单位: 砚平市领导小组办公室\n刊物:\n  jianbao: {名称: 工作简报, 类型: 简报, 密级: 秘密}\n",
    )
    make_proof(site, site / "output", KEY)
    change(site, "12所", "13所")
    made, _ = make_diff(site, site / "output", KEY)
    assert made is not None and made.changes == 1
    assert [file.rpartition(".")[2] for file in made.files] == ["pdf"]
    assert not list((site / "output").rglob("*.html"))


def test_a_broken_issue_is_not_proofed(site: Path) -> None:
    change(site, "标题:", "标是:")
    made, findings = make_proof(site, site / "output", KEY)
    assert made is None and any(one.severity == "error" for one in findings)
    assert not (site / "content" / "records").exists()


def test_a_proof_that_cannot_be_read_is_told(site: Path) -> None:
    make_proof(site, site / "output", KEY)
    (site / "content" / "records" / "proofs" / f"{KEY}-1.html").write_bytes(b"\xff\xfe\x00")
    for make in (make_proof, make_diff):
        made, findings = make(site, site / "output", KEY)
        assert made is None
        assert [one.message for one in findings if one.severity == "error"] == [
            "存底的校样读不了：不是 UTF-8 编码"
        ]


def test_the_commands_say_what_was_made(site: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(main, ["proof", "--site", str(site), KEY])
    assert shown.exit_code == 0, shown.output
    assert "第 1 次校样，这是第一次，没有可以比的：" in shown.output
    change(site, "12所", "13所")
    shown = runner.invoke(main, ["diff", "--site", str(site), KEY])
    assert shown.exit_code == 0 and "同第 1 次校样比，改了 1 处：" in shown.output
    shown = runner.invoke(main, ["proof", "--site", str(site), KEY])
    assert "第 2 次校样，同上一次比，改了 1 处：" in shown.output
    shown = runner.invoke(main, ["diff", "--site", str(site), KEY])
    assert "第 2 次校样以后没有改动；改同第 1 次校样比，改了 1 处：" in shown.output
    shown = runner.invoke(main, ["diff", "--site", str(site), "--from", "第2次", KEY])
    assert "同第 2 次校样比，没有改动：" in shown.output
    shown = runner.invoke(main, ["diff", "--site", str(site), "--from", "7", KEY])
    assert shown.exit_code == 1
    assert f"错误 “{KEY}”没有第 7 次校样，不能同它比\n  提示：可以写的有：FROM=1、FROM=2\n" in shown.output
    shown = runner.invoke(main, ["diff", "--site", str(site), "--from", "定稿", KEY])
    assert f"“{KEY}”没有定稿时留的底，不能同它比" in shown.output
    shown = runner.invoke(main, ["diff", "--site", str(site), "--from", "上次", KEY])
    assert shown.exit_code == 2 and (
        "“上次”不是第几次校样，请写数字，如 FROM=1；同定稿时留的底比，写 FROM=定稿" in shown.output
    )
    shown = runner.invoke(main, ["proof", "--site", str(site), "jianbao/2022-09"])
    assert shown.exit_code == 1 and "没有出校样；原来的没有动。" in shown.output
