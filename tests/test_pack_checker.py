"""Packs held against what site.yaml, units.yaml and the issue's own file say, and nothing else.

The lists are read and the copies counted here anew; nothing of the program that packs is asked.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import yaml

from generator.dispatch.pack import pack

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("报", "送", "发")
NUMBER = re.compile(r"（(\d{6})）\.pdf$")


@dataclass(frozen=True)
class Wanted:
    """What the files say: the copies of each receiver in order, 共印, and whether copies bear numbers."""

    copies: Mapping[str, int]
    total: int
    numbered: bool
    marked: bool
    short: Mapping[str, str]
    secrecy: str


def wanted(site: Path, key: str) -> Wanted:
    publication_id = key.partition("/")[0]
    office = read(site / "site.yaml")
    publication = office["刊物"][publication_id]
    issue = read(site / f"content/issues/{key}.yaml")
    units = read(site / "content/units.yaml")
    classes = {unit.get("类别") for unit in units}
    copies: dict[str, int] = {}
    for label in LISTS:
        entries = issue[label] if label in issue else publication.get(label) or []
        for entry in [entries] if isinstance(entries, str) else entries:
            named = [one for one in units if entry in names_of(one)]
            if not named and entry in classes:
                named = [one for one in units if one.get("类别") == entry]
            for one in named:
                copies.setdefault(one["名称"], int(one.get("份数", 1)))
            if not named:
                copies.setdefault(entry, 1)
    given = issue.get("印数", publication.get("印数"))
    listed = sum(copies.values())
    total = listed if given is None else int(given)
    if total > listed:
        copies["留存"] = total - listed
    return Wanted(
        copies,
        total,
        publication.get("份号") == "是" or publication.get("暗记") == "是",
        publication.get("暗记") == "是",
        {unit["名称"]: unit.get("简称", unit["名称"]) for unit in units},
        publication.get("密级", ""),
    )


def names_of(unit: Mapping[str, Any]) -> tuple[str, ...]:
    former = unit.get("曾用名", [])
    return (unit["名称"], unit.get("简称", ""), *([former] if isinstance(former, str) else former))


def read(path: Path) -> Any:
    """YAML with all values as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def check(site: Path, key: str) -> int:
    """Hold the pack of an issue against the files. Returns the number of copies that were looked at."""
    want = wanted(site, key)
    printed = next((site / "output" / key.partition("/")[0]).rglob(f"{folder_name(site, key)}/*.pdf"))
    pack_folder = site / "output" / "packs" / printed.parent.relative_to(site / "output")
    check_sums(pack_folder)
    folders = {path.name.partition("-")[2]: path for path in pack_folder.iterdir() if path.is_dir()}
    assert {name for name in want.copies} <= {*folders}
    seen: set[str] = set()
    for name, folder in folders.items():
        seen |= check_folder(folder, name, want)
    numbers = sum(want.copies.values()) if want.numbered else 0
    assert seen == {f"{number:06d}" for number in range(1, numbers + 1)}
    assert all(
        f"共印{want.total}份" in text_of(path)[-1] for path in pack_folder.glob(f"*/{printed.stem}*.pdf")
    )
    check_register(pack_folder / "发文登记.xlsx", want)
    rows = check_record(site / f"content/records/dispatch/{key}.yaml", pack_folder, want)
    check_sheets(printed.parent / "交办单", pack_folder, rows, key)
    labels = text_of(pack_folder / "地址签.pdf")
    receivers = [name for name in folders if name != "留存"]
    assert len(labels) == -(-len(receivers) // 24)
    assert all(any(name in page for page in labels) for name in receivers)
    return len(seen)


def folder_name(site: Path, key: str) -> str:
    issue = read(site / f"content/issues/{key}.yaml")
    return f"{int(issue['期号']):02d}"


def check_sums(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {*listed} == there - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def check_folder(folder: Path, name: str, want: Wanted) -> set[str]:
    """The copies of one receiver, their numbers on the pages, and the zip beside the folder."""
    copies = want.copies.get(name, 0)
    files = sorted(path for path in folder.iterdir())
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        assert sorted(archive.namelist()) == [f"{folder.name}/{path.name}" for path in files]
        for path in files:
            assert archive.read(f"{folder.name}/{path.name}") == path.read_bytes()
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    own = [path for path in files if path.name != "SHA256SUMS"]
    sums = {f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in own}
    assert {*lines} == sums
    bulletins = [path for path in own if path.name not in ("发文通知.pdf", "群众诉求交办单.pdf")]
    assert len(bulletins) == (copies if want.numbered else min(copies, 1))
    if not want.numbered:
        return set()
    numbers = set()
    for path in bulletins:
        match = NUMBER.search(path.name)
        assert match
        numbers.add(match[1])
        pages = text_of(path)
        assert match[1] in pages[0]
        assert all(want.secrecy in page for page in pages)
        if want.marked:
            assert marks_of(path) == [f"{want.short.get(name, name)}{match[1]}"] * len(pages)
    if name != "留存":
        note = "".join(text_of(folder / "发文通知.pdf"))
        assert name in note
        assert not copies or f"共{copies}份" in note
        assert not numbers or min(numbers) in note
        assert not numbers or max(numbers) in note
    return numbers


def check_register(path: Path, want: Wanted) -> None:
    rows = list(openpyxl.load_workbook(path).active.values)
    listed = {row[1]: row[3] for row in rows[2:] if isinstance(row[0], int)}
    assert {name: count for name, count in listed.items() if count} == want.copies
    assert [row[:5] for row in rows if row[0] == "合计"] == [
        ("合计", f"{len(listed)}个", "", want.total, f"共印{want.total}份")
    ]


def check_record(path: Path, pack_folder: Path, want: Wanted) -> list[dict[str, Any]]:
    """The register that is kept: each receiver once, in the order of the lists, with its files' numbers;
    none is left out and none stands twice. Its rows, in the order of the folders."""
    record = read(path)
    rows: list[dict[str, Any]] = record["登记"]
    assert [row["单位"] for row in rows if int(row["份数"])] == [*want.copies]
    assert {row["单位"]: int(row["份数"]) for row in rows if int(row["份数"])} == want.copies
    assert int(record["共印"]) == want.total == sum(int(row["份数"]) for row in rows)
    folders = sorted(path for path in pack_folder.iterdir() if path.is_dir())
    assert [folder.name for folder in folders] == [
        f"{place:03d}-{row['单位']}" for place, row in enumerate(rows, 1)
    ]
    numbers: list[int] = []
    for folder, row in zip(folders, rows, strict=True):
        named = sorted(int(match[1]) for one in folder.iterdir() if (match := NUMBER.search(one.name)))
        assert spelled(row.get("份号", [])) == named
        numbers += named
    assert numbers == [*range(1, want.total + 1)] * want.numbered
    return rows


def spelled(runs: list[str]) -> list[int]:
    """000004-000005, 000009 → 4, 5, 9"""
    found: list[int] = []
    for run in runs:
        first, _, last = run.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def check_sheets(made: Path, pack_folder: Path, rows: list[dict[str, Any]], key: str) -> None:
    """Each 交办单 that the issue has goes to the one unit that it names, as it is; numbered from 01 without a
    gap, with the requests that the registers say."""
    numbers, sent = [], set()
    listed = {row[1]: row[6:8] for row in openpyxl.load_workbook(pack_folder / "发文登记.xlsx").active.values}
    for place, row in enumerate(rows, 1):
        path = pack_folder / f"{place:03d}-{row['单位']}" / "群众诉求交办单.pdf"
        matters = row.get("事项", [])
        assert path.exists() == ("交办单" in row)
        assert listed[row["单位"]] == (row.get("交办单", ""), len(matters) or "")
        if not path.exists():
            continue
        text, note = "".join(text_of(path)), "".join(text_of(path.with_name("发文通知.pdf")))
        assert text.count(f"{row['单位']}：") == 1 and text.count(row["交办单"]) >= 1
        assert all(text.count(matter["编号"]) >= 1 for matter in matters)
        count = int(re.findall(r"群众诉求共(\d+)件", text)[0])
        # What tells on somebody is handed over another way; what is confidential is counted and not listed.
        secret = sum(map(int, re.findall(r"另有(\d+)件按保密规定只计数", text)))
        assert count == len(matters) + text.count("内容另行转办") + secret
        assert row["交办单"] in note and f"列有诉求{count - secret}件" in note
        numbers.append(row["交办单"])
        sent.add(hashlib.sha256(path.read_bytes()).hexdigest())
    there = {hashlib.sha256(path.read_bytes()).hexdigest() for path in made.glob("*.pdf")}
    assert sent == there and len(numbers) == len(sent)
    year, _, issue = key.rpartition("/")[2].partition("-")
    assert sorted(numbers) == [
        f"交办〔{year}〕{int(issue)}-{number:02d}号" for number in range(1, len(numbers) + 1)
    ]


def text_of(path: Path) -> list[str]:
    """The text of each page, without blanks."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def marks_of(path: Path) -> list[str]:
    """What stands aslant on each page, from left to right."""
    document = pypdfium2.PdfDocument(path)
    found = []
    try:
        for page in document:
            text = page.get_textpage()
            aslant = [
                (text.get_charbox(place)[0], text.get_text_range(place, 1))
                for place in range(text.count_chars())
                if 0.3 < pypdfium2.raw.FPDFText_GetCharAngle(text, place) % 1.5708 < 1.3
            ]
            found.append("".join("".join(char for _, char in sorted(aslant)).split()))
    finally:
        document.close()
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site without its output."""
    site = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", site / "content")
    text = (ROOT / "site.yaml").read_text(encoding="utf-8")
    for name in ("工作简报", "今冬明春安全生产与民生保障情况交流"):
        text = re.sub(rf"(    名称: {name}.*\n)", r"\1    份号: 是\n    暗记: 是\n", text)
    for name in ("公众诉求动态", "社情民意季报"):
        text = re.sub(rf"(    名称: {name}.*\n)", r"\1    份号: 是\n", text)
    (site / "site.yaml").write_text(text, encoding="utf-8")
    return site


def test_the_largest_issue_of_the_sample(sample: Path) -> None:
    key = "gongzuo-jianbao/2025-03"
    packed, findings = pack(sample, sample / "output", key)
    assert packed is not None, [finding.message for finding in findings]
    assert findings == []
    assert check(sample, key) == packed.register.total == 110


def test_the_issue_with_most_pages(sample: Path) -> None:
    key = "minyi-jibao/2026-01"
    packed, findings = pack(sample, sample / "output", key)
    assert packed is not None, [finding.message for finding in findings]
    assert check(sample, key) == packed.register.total


def test_the_issue_with_most_sheets(sample: Path) -> None:
    key = "suqiu-dongtai/2026-01"
    packed, findings = pack(sample, sample / "output", key)
    assert packed is not None, [finding.message for finding in findings]
    assert check(sample, key) == packed.register.total == 91
    assert sum(1 for row in packed.register.rows if row.sheet) == 21


def test_what_is_printed_beyond_the_lists_stays_with_the_office(sample: Path) -> None:
    key = "dongchun-jiaoliu/2026-01"
    packed, findings = pack(sample, sample / "output", key)
    assert packed is not None
    assert [finding.message for finding in findings] == [
        "共印 85 份，名单上各单位合计 59 份，多出的 26 份登记为“留存”"
    ]
    assert check(sample, key) == 85
    assert not (packed.folder / f"{len(packed.shares):03d}-留存" / "发文通知.pdf").exists()


def test_a_secret_issue_with_sheets_for_units_that_are_on_no_list(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "tests/sites/yunling", site, ignore=shutil.ignore_patterns("output", ".cache"))
    issue = site / "content/issues/yaoqing/2026-05.yaml"
    issue.write_text(re.sub("状态:.*\n?", "", issue.read_text(encoding="utf-8")) + "\n状态: 定稿\n", "utf-8")
    packed, findings = pack(site, site / "output", "yaoqing/2026-05")
    assert packed is not None, [finding.message for finding in findings]
    assert check(site, "yaoqing/2026-05") == 2
    assert packed.secrecy == "机密★6个月"
    asked = [share.name for share in packed.shares if share.way == "交办"]
    assert len(asked) == 9
    for place, share in enumerate(packed.shares, 1):
        files = {path.name for path in (packed.folder / f"{place:03d}-{share.name}").iterdir()}
        assert ("群众诉求交办单.pdf" in files) == (share.name in asked)
        assert "发文通知.pdf" in files
    # It is no page anywhere, and no mail can be made of it by itself: the pack says its level.
    assert not list((site / "output").rglob("yaoqing/**/*.html"))
