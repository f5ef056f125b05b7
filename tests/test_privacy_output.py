"""Two thousand identifiers planted in everything that editors write: each is told, none is printed."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from conftest import ISSUE, REPORT, SITE, UNITS, picture
from identifiers_made import Made, identifiers
from PIL import Image
from planted_made import flat, left_in, texts_below, with_digits

from generator.build.result import Outcome
from generator.diagnostics.show import json_lines, plain
from generator.pipeline import build

COUNT = 2000
PLACES = 10
"""Places of a report: see `report`."""


def report(made: list[Made]) -> str:
    """A report with an identifier in each place where text can stand."""
    title, subtitle, section, tag, caption, paragraph, heading, cell, link, note = (one.text for one in made)
    front = {
        "标题": f"会议 {title} 召开",
        "副题": subtitle,
        "单位": "市经信局",
        "日期": "2022-05-28",
        "栏目": section,
    }
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in front.items()]
    lines.append(f"标签: [{json.dumps(tag, ensure_ascii=False)}]")
    lines.append(f"图片: [{{文件: media/a.jpg, 说明: {json.dumps(caption, ensure_ascii=False)}}}]")
    body = (
        f"会议强调，{paragraph}，要走进企业[^1]。\n\n# 小标题，{heading}\n\n"
        "表：办理情况\n\n| 事项 | 说明 |\n| --- | --- |\n"
        f"| 供暖 | {cell} |\n\n[网站，{link}](https://example.cn/a)\n\n[^1]: 注，{note}。\n"
    )
    return "\n".join(("---", *lines, "---", body))


def issue(number: int, reports: list[str], made: list[Made] | None = None) -> str:
    """An issue that prints the reports; with identifiers in its own texts where given."""
    note, name, receiver = (one.text for one in made) if made else ("按语", "工作部署", "市委")
    return "\n".join(
        (
            *(f"期号: {number}", f"签发日期: 2022-06-{number % 28 + 1:02d}"),
            f"按语: {json.dumps('编者按，' + note, ensure_ascii=False)}",
            f"报: [{json.dumps(receiver, ensure_ascii=False)}]",
            "栏目:",
            f"  - 名称: {json.dumps(name, ensure_ascii=False)}",
            f"    文章: [{', '.join(reports)}]",
        )
    )


def plant(root: Path) -> list[Made]:
    """A site of one clean issue and many in which everything is planted; what was planted."""
    planted = identifiers(COUNT, seed=11)
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/reports/a.md": REPORT,
        "content/media/a.jpg": picture(),
        "content/issues/gongzuo-jianbao/clean.yaml": ISSUE.replace("期号: 5", "期号: 500"),
    }
    reports = planted[: COUNT - 60]
    for number in range(len(reports) // PLACES):
        name = f"reports/r{number:03d}.md"
        files[f"content/{name}"] = report(reports[number * PLACES : (number + 1) * PLACES])
        files[f"content/issues/gongzuo-jianbao/i{number:03d}.yaml"] = issue(number + 1, [name])
    for number, start in enumerate(range(COUNT - 60, COUNT, 3)):
        files[f"content/reports/n{number}.md"] = REPORT
        text = issue(number + 300, [f"reports/n{number}.md"], planted[start : start + 3])
        files[f"content/issues/gongzuo-jianbao/n{number}.yaml"] = text
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data.encode() if isinstance(data, str) else data)
    return planted


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Made], Outcome]:
    root = tmp_path_factory.mktemp("planted")
    planted = plant(root)
    return root, planted, build(root, root / "output", jobs=1)


def test_only_the_clean_issue_is_made(site: tuple[Path, list[Made], Outcome]) -> None:
    _, _, outcome = site
    assert outcome.made == ["gongzuo-jianbao/clean"]
    assert len(outcome.stopped) == (COUNT - 60) // PLACES + 20


def test_every_identifier_is_told(site: tuple[Path, list[Made], Outcome]) -> None:
    _, planted, outcome = site
    told = [one for one in outcome.findings if one.code == "identifier-written"]
    places = {(one.place.file, one.place.line) for one in told if one.place}
    for number in range((COUNT - 60) // PLACES):
        lines = {line for file, line in places if file == f"content/reports/r{number:03d}.md"}
        assert lines >= {2, 3, 6, 7, 8, 10, 12, 18, 20, 22}, planted[number * PLACES : (number + 1) * PLACES]
    for number in range(20):
        lines = {line for file, line in places if file == f"content/issues/gongzuo-jianbao/n{number}.yaml"}
        assert lines == {3, 4, 6}


def test_no_finding_repeats_one(site: tuple[Path, list[Made], Outcome]) -> None:
    _, planted, outcome = site
    shown = [one for one in outcome.findings if one.severity == "error"]
    text = plain(shown) + json_lines(shown)
    lines = [(flat(line), with_digits(line)) for line in set(text.split("\n"))]
    hay = "\n".join(part for line in lines for part in line)
    assert [made for made in planted if flat(made.core) in hay or with_digits(made.core) in hay] == []


def test_none_is_in_any_byte_of_the_output(site: tuple[Path, list[Made], Outcome]) -> None:
    root, planted, _ = site
    names = [name for name, _ in texts_below(root / "output")]
    assert any(name.endswith("page 1") for name in names)
    assert left_in(root / "output", [made.core for made in planted]) == []


def test_the_search_itself_would_find_them(tmp_path: Path) -> None:
    """The same texts where nothing is looked for: what is searched for does reach a page."""
    planted = [made for made in identifiers(40, seed=12) if made.kind in ("手机号", "身份证号", "银行卡号")]
    (tmp_path / "a.html").write_text("<p>" + "</p><p>".join(made.text for made in planted), encoding="utf-8")
    assert len({line.split(" in ")[0] for line in left_in(tmp_path, [one.core for one in planted])}) == len(
        planted
    )


def test_names_of_files_do_not_reach_the_output(tmp_path: Path) -> None:
    planted = [made for made in identifiers(60, seed=13) if not re.search(r"[\n/:：*?\"<>|]", made.text)]
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/reports/a.md": REPORT,
    }
    files["content/issues/gongzuo-jianbao/clean.yaml"] = ISSUE
    for number, made in enumerate(planted):
        files[f"content/media/图{made.text}.jpg"] = picture()
        name = json.dumps(f"media/图{made.text}.jpg", ensure_ascii=False)
        files[f"content/reports/p{number}.md"] = REPORT.replace(
            "---\n会", f"图片: [{{文件: {name}}}]\n---\n会"
        )
        files[f"content/issues/gongzuo-jianbao/p{number}.yaml"] = issue(
            number + 10, [f"reports/p{number}.md"]
        )
        files[f"content/issues/gongzuo-jianbao/号{made.text}.yaml"] = issue(number + 200, ["reports/a.md"])
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data.encode() if isinstance(data, str) else data)
    outcome = build(tmp_path, tmp_path / "output", jobs=1)
    assert outcome.made == ["gongzuo-jianbao/clean"]
    assert left_in(tmp_path / "output", [made.core for made in planted]) == []
    named = [one for one in outcome.findings if one.code == "identifier-in-file-name"]
    assert len({one.place for one in named}) >= len(planted)
    text = flat(plain(named) + json_lines(named))
    assert [made for made in planted if flat(made.core) in text] == []


def test_metadata_of_photos_does_not_reach_the_output(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "13800138000"
    exif[0x013B] = "SECRETNAME"
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 120, 60)).save(
        out, "JPEG", exif=exif, comment=b"SECRETNAME 13800138000"
    )
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/media/a.jpg": out.getvalue(),
        "content/reports/a.md": REPORT.replace("---\n会", "图片: [{文件: media/a.jpg, 说明: 会场}]\n---\n会"),
        "content/issues/gongzuo-jianbao/a.yaml": ISSUE,
    }
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data.encode() if isinstance(data, str) else data)
    outcome = build(tmp_path, tmp_path / "output", jobs=1)
    assert outcome.made == ["gongzuo-jianbao/a"]
    assert left_in(tmp_path / "output", ["13800138000", "SECRETNAME"]) == []
    photos = [path for path in (tmp_path / "output").rglob("*.jpg")]
    assert len(photos) == 1
    assert b"Exif" not in photos[0].read_bytes()
