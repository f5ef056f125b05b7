"""The sites that the proofreader is measured on: one for each planted fault, one for each clean office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from PIL import Image

from generator.bench.clean_prose import CleanReport
from generator.bench.planted import PICTURE, Planted

SITE = """\
单位: 砚平市进万家办实事活动领导小组办公室
地区: 砚平市
隐私:
  允许: ["12345", "砚平大道18号"]
刊物:
  jianbao: {名称: 工作简报, 类型: 简报}
"""
UNITS = """\
- {名称: 砚平市教育局, 简称: 市教育局, 类别: 市直}
- {名称: 砚平市水利局, 简称: 市水利局, 类别: 市直, 曾用名: [市水务局]}
- {名称: 砚平市卫生健康委员会, 简称: 市卫健委, 类别: 市直}
- {名称: 砚平市住房和城乡建设局, 简称: 市住建局, 类别: 市直}
- {名称: 云岭县人民政府, 简称: 云岭县, 类别: 县市区}
- {名称: 松桥县人民政府, 简称: 松桥县, 类别: 县市区}
"""
WORDS = """\
领导:
  - {姓名: 周某甲, 职务: [市委书记]}
  - {姓名: 吴某乙, 职务: [市委副书记, 市长]}
  - {姓名: 郑某丙, 职务: [市委常委, 副市长]}
  - {姓名: 王某戊, 职务: [副市长]}
禁用词:
  - {词: 临时工, 改为: 编外聘用人员, 理由: 本办规定}
  - {词: 刁民, 改为: 反映问题的群众, 理由: 本办规定}
  - {词: 外来妹, 改为: 务工人员, 理由: 本办规定}
  - {词: 残废, 改为: 残疾, 理由: 本办规定}
  - {词: 瞎子, 改为: 盲人, 理由: 本办规定}
"""
_UNIT = re.compile(r"单位: *([一-鿿]+) *")
_PICTURE_SIZE = (1600, 1067)
"""Pixels: enough for a page's width at 200 dpi."""


def write_planted(folder: Path, entries: Iterable[Planted]) -> list[Path]:
    """A site for each entry, in their order."""
    sites = []
    for number, entry in enumerate(entries, start=1):
        site = folder / f"{number:04d}"
        _write(site, {"content/units.yaml": UNITS + "".join(_other_units(entry)), **entry.files})
        sites.append(site)
    return sites


def write_clean(folder: Path, reports: Iterable[CleanReport]) -> list[Path]:
    """A site for each office, in their order."""
    sites = []
    for office, those in groupby(reports, lambda report: report.office):
        site = folder / f"{office:02d}"
        _write(site, {f"content/reports/{report.stem}.md": report_text(report) for report in those})
        sites.append(site)
    return sites


def _other_units(entry: Planted) -> list[str]:
    """The units that reports of a fault come from and the office has not, as in units.yaml: a report of a
    unit that nobody knows is not read, and what is wrong in it not looked for. A unit that is itself wrong
    stays unknown."""
    marked = {(mark.file, mark.line) for mark in entry.marks}
    found = {
        named[1].strip()
        for name, text in entry.files.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (named := _UNIT.fullmatch(line)) and (name, number) not in marked
    }
    return [f"- {{名称: {unit}, 类别: 市直}}\n" for unit in sorted(found) if f": {unit}," not in UNITS]


def report_text(report: CleanReport) -> str:
    front = [f"标题: {report.title}", f"单位: {report.unit}", f"日期: {report.day}"]
    if report.caption:
        front += ["图片:", f"  - 文件: {PICTURE}", f"    说明: {report.caption}"]
    return "\n".join(("---", *front, "---", "", report.body))


def _write(site: Path, files: Mapping[str, str]) -> None:
    whole = {"site.yaml": SITE, "content/units.yaml": UNITS, "content/words.yaml": WORDS, **files}
    for name, text in whole.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if any(PICTURE in text for text in files.values()):
        picture = site / "content" / PICTURE
        picture.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", _PICTURE_SIZE, "white").save(picture)
