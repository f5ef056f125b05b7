"""Looks at the machine and says what is there, what is missing and what mends it; changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from generator.setup import libraries, system
from generator.setup.environment import LOCK, python_of
from generator.setup.faces import (
    FACES,
    Face,
    face_folder,
    has_chinese_face,
    known_fonts,
    server_of,
    substitute_for,
)
from generator.setup.installed import Installed

ROOT = Path(__file__).resolve().parents[2]
SPACE_LEAST = 500_000_000
"""Bytes that a first set-up and a build need at most."""


@dataclass(frozen=True)
class Check:
    """One finding about the machine. `needed` tells whether bulletins can be made without it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    needed: bool = True


def run_doctor(site: Path) -> list[Check]:
    """All checks, in the order in which they are worth mending."""
    fonts = known_fonts()
    return [
        check_python(),
        check_packages(ROOT),
        check_pango(),
        check_subset(),
        check_fontconfig(),
        *(check_face(face, fonts) for face in FACES),
        check_any_face(fonts),
        check_browser(),
        check_space(ROOT),
        check_output(site),
    ]


def check_python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), version, "请装 Python 3.11 或更高的版本")


def check_packages(root: Path) -> Check:
    """Compares what .venv holds with the lock, so it tells the truth even when run from outside .venv."""
    name = "Python 组件"
    if not python_of(root).exists():
        return Check(name, False, "还没有安装", "运行 make")
    wanted = locked(root / LOCK)
    folders = [str(path) for path in (root / ".venv" / "lib").glob("python*/site-packages")]
    there = {plain(one.metadata["Name"]): one.version for one in distributions(path=folders)}
    missing = sorted(package for package in wanted if package not in there)
    other = sorted(package for package in wanted if package in there and there[package] != wanted[package])
    mend = "删掉 .venv 文件夹，再运行 make"
    if missing:
        return Check(name, False, "缺 " + "、".join(missing), mend)
    if other:
        return Check(name, False, "版本不对：" + "、".join(other), mend)
    return Check(name, True, f"{len(wanted)} 个，版本都对")


def locked(lock: Path) -> dict[str, str]:
    """Name and version of every package in a lock file."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {plain(name): version for name, version in found}


def plain(name: str) -> str:
    """A package's name as comparisons want it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def check_pango() -> Check:
    version = libraries.pango_version()
    mend = system.command_for([system.PANGO], system.manager())
    if version is None:
        return Check("排版库 Pango", False, "没有，做不了 PDF", mend)
    text = ".".join(map(str, version))
    if version < libraries.PANGO_LEAST:
        least = ".".join(map(str, libraries.PANGO_LEAST))
        return Check("排版库 Pango", False, f"{text} 太旧，要 {least} 以上", "请升级系统或换一台机器")
    if not libraries.has_pango():
        return Check("排版库 Pango", False, f"{text}，缺少 FreeType 部分", mend)
    return Check("排版库 Pango", True, text)


def check_subset() -> Check:
    return _of_need(system.SUBSET, "有")


def check_fontconfig() -> Check:
    return _of_need(system.FONTCONFIG, shutil.which("fc-list") or "")


def check_browser() -> Check:
    return _of_need(system.CHROMIUM, system.browser() or "")


def _of_need(need: system.Need, detail: str) -> Check:
    if need.present():
        return Check(need.name, True, detail, needed=need.required)
    mend = system.command_for([need], system.manager())
    return Check(need.name, False, need.without, mend, needed=need.required)


def check_face(face: Face, fonts: Sequence[Installed]) -> Check:
    """Which file serves a role, or what stands in for it."""
    name = f"字体：{face.role}"
    server = server_of(face, fonts)
    if server is not None:
        return Check(name, True, str(server.file), needed=False)
    own = face_folder() / face.file
    if own.is_file():
        return Check(name, True, str(own), needed=False)
    stand_in = substitute_for(face, fonts)
    detail = f"没有，暂用“{stand_in}”代替" if stand_in else "没有，也没有可以代替的"
    return Check(name, False, detail, f"运行 make faces，或把 {face.file} 放进 {face_folder()}", needed=False)


def check_any_face(fonts: Sequence[Installed]) -> Check:
    """Without any Chinese face no page can be made."""
    if has_chinese_face(fonts):
        return Check("中文字体", True, "有")
    mend = f"运行 make faces，或把中文字体放进 {face_folder()}"
    return Check("中文字体", False, "一个也没有，做不了成品", mend)


def check_space(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    enough = free >= SPACE_LEAST
    return Check("磁盘空间", enough, f"剩余 {free / 1e9:.1f} GB", "请腾出 0.5 GB 以上的空间")


def check_output(site: Path) -> Check:
    """Whether output/ can be written, or made where it is not there yet."""
    site = site.absolute()
    output = site / "output"
    place = output if output.exists() else site
    if not place.is_dir():
        return Check("输出文件夹", False, f"{place} 不是文件夹", "请检查 SITE= 后面写的路径")
    if not os.access(place, os.W_OK | os.X_OK):
        return Check("输出文件夹", False, f"{place} 没有写入权限", f"请把 {place} 改为本人可以写入")
    return Check("输出文件夹", True, str(output))


def table(checks: Sequence[Check]) -> list[str]:
    """The checks as lines: a mark, the name, what was found; below it what mends it."""
    width = max((columns(check.name) for check in checks), default=0)
    lines = []
    for check in checks:
        mark = "正常" if check.ok else ("缺少" if check.needed else "注意")
        lines.append(f"{mark}  {check.name}{' ' * (width - columns(check.name))}  {check.detail}")
        if not check.ok and check.mend:
            lines.append(f"{' ' * (6 + width)}  → {check.mend}")
    return [*lines, "", verdict(checks)]


def verdict(checks: Sequence[Check]) -> str:
    """One sentence that sums the checks up."""
    failed = [check for check in checks if not check.ok]
    if any(check.needed for check in failed):
        return "现在还做不了成品，请先按标着“缺少”的各行办理。"
    if failed:
        return "可以做成品。标着“注意”的各行有什么影响，写在该行里。"
    return "一切正常。"


def columns(text: str) -> int:
    """The width of `text` on a terminal, where a Han character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
