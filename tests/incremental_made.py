"""A small site with everything that can change in one, and what builds of it leave behind."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from conftest import picture

from generator.build.again import unchanged
from generator.build.result import Outcome
from generator.pipeline import build

SITE = """\
单位: 市领导小组办公室
刊物:
  jianbao: {名称: 工作简报, 类型: 简报, 频次: 周, 总期起始: 31}
  dongtai: {名称: 诉求动态, 类型: 诉求动态, 频次: 月, 交办单: 是}
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2}
- {名称: 澄湖区, 类别: 县市区}
- {名称: 市水利局, 类别: 市直}
"""
REPORT_A = """\
---
标题: 市经信局走进企业
单位: 市经信局
日期: 2022-05-31
标签: [惠企]
---
上门问需，当场答复。

![座谈会现场](media/a.png)
"""
REPORT_B = """\
---
标题: 澄湖区走访农户
单位: 澄湖区
日期: 2022-06-08
标签: [基层]
---
走访了十户。
"""
REPORT_C = (
    REPORT_B.replace("走访农户", "清淤修渠").replace("06-08", "06-15").replace("走访了十户", "修了三条渠")
)
REPORT_D = REPORT_B.replace("走访农户", "抗旱保苗").replace("基层", "简讯")


def issue(number: int, signed: str, period: str, section: str) -> str:
    return f"期号: {number}\n签发日期: {signed}\n报道期间: {period}\n栏目:\n  - {section}\n状态: 草稿\n"


def monthly(number: int, signed: str) -> str:
    return f"期号: {number}\n签发日期: {signed}\n按语: 本月受理{{{{受理量}}}}件。\n"


OUTLINE = """\
栏目:
  - 名称: 新受理诉求
    内容: [新受理]
  - 名称: 问题清单
    清单: 问题清单
"""
LEDGER = """\
编号,受理时间,诉求类型,承办单位,标题,内容,状态,办结时间
1,2022-04-01 09:00,咨询,市水利局,询问水费,水费怎么交。,已办结,2022-04-04
2,2022-05-10 09:00,投诉,市水利局,自来水浑浊,水龙头出黄水。,办理中,
3,2022-05-11 09:00,求助,澄湖区,道路积水,下雨就积水。,已办结,2022-05-20
4,2022-06-12 09:00,投诉,澄湖区,路灯不亮,路灯坏了三盏。,办理中,
5,2022-06-30 09:00,建议,市水利局,加装护栏,河边加护栏。,已办结,2022-06-30
"""
LIST = """\
名称: 问题清单
条目:
  - {序号: 1, 事项: 更换老旧水管, 单位: 市水利局, 时限: 2022-08-31, 状态: 推进中}
"""
Files = Mapping[str, str | bytes | None]
FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE,
    "content/units.yaml": UNITS,
    "content/reports/a.md": REPORT_A,
    "content/reports/b.md": REPORT_B,
    "content/reports/c.md": REPORT_C,
    "content/reports/d.md": REPORT_D,
    "content/media/a.png": picture("PNG"),
    "content/issues/jianbao/2022-05.yaml": issue(
        5, "2022-06-06", "2022-05-30 至 2022-06-05", "{名称: 工作部署, 文章: [reports/a.md]}"
    ),
    "content/issues/jianbao/2022-06.yaml": issue(
        6, "2022-06-13", "2022-06-06 至 2022-06-12", "{名称: 基层动态, 选取: {标签: [基层]}}"
    ),
    "content/issues/jianbao/2022-07.yaml": issue(
        7, "2022-06-20", "2022-06-13 至 2022-06-19", "{名称: 基层动态, 文章: [reports/c.md]}"
    ),
    "content/issues/dongtai/2022-01.yaml": monthly(1, "2022-06-01"),
    "content/issues/dongtai/2022-02.yaml": monthly(2, "2022-07-01"),
    "content/requests/a.csv": LEDGER,
    "content/lists/wenti.yaml": LIST,
    "templates/suqiu-dongtai/outline.yaml": OUTLINE,
}


def write(site: Path, files: Files) -> Path:
    """Write files into a site; None removes one."""
    for name, text in files.items():
        path = site / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return site


def replace(site: Path, name: str, old: str, new: str) -> None:
    """Change words of a file that has to hold them."""
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


def make(site: Path, *, jobs: int = 1) -> Outcome:
    """What the command `build` does. What was written a moment ago is left to settle first."""
    time.sleep(0.03)
    output = site / "output"
    return unchanged(site, output) or build(site, output, jobs=jobs)


def outputs(site: Path) -> dict[str, bytes]:
    """All files below output/, hidden ones too, by their path in it."""
    return tree(site / "output")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def marks(*folders: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, times of change and of the inode's change of all files and folders."""
    found = {}
    for folder in folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            status = path.stat()
            found[str(path)] = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
    return found


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The paths whose bytes are not the same before and after, those added or gone among them."""
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def copy_of(site: Path, target: Path, *, clean: bool = False) -> Path:
    """The site in another folder; with `clean` without output and cache."""
    left_out = shutil.ignore_patterns("output", ".cache") if clean else None
    shutil.copytree(site, target, ignore=left_out, symlinks=True)
    return target


def clean_build(site: Path, scratch: Path) -> dict[str, bytes]:
    """What a first build of the same content gives, in a folder of its own below `scratch`."""
    copy = copy_of(site, scratch / f"clean-{len(os.listdir(scratch))}", clean=True)
    build(copy, copy / "output", jobs=1)
    return outputs(copy)
