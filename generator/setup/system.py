"""System packages: what is missing, and apt where the user may run it; elsewhere the command to type."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.setup import libraries
from generator.setup.lack import Lack, Report

# Waits for another apt to finish; without a network gives up soon, and says so even for `update`.
_APT_OPTIONS = (
    "-oDPkg::Lock::Timeout=120",
    "-oAcquire::Retries=1",
    "-oAPT::Update::Error-Mode=any",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

_JARS = (
    *("preflight", "pdfbox2", "fontbox2", "xmpbox"),
    *("commons-logging", "commons-io", "javax.activation", "jaxb-api"),
)


@dataclass(frozen=True)
class Need:
    """A thing of the system: `packages` has its package for each package manager.

    `without` says what happens without it; a need that is not `required` only gets a notice.
    """

    name: str
    packages: Mapping[str, tuple[str, ...]]
    without: str
    required: bool
    present: Callable[[], bool]


def has_venv() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def browser() -> str | None:
    """The path of a browser that the tests can drive, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def office() -> str | None:
    """The path of a LibreOffice that has Writer, or None."""
    found = shutil.which("soffice")
    if found is None:
        return None
    # On Linux its parts are packages of their own; elsewhere they come together.
    writer = Path(found).resolve().with_name("libswlo.so")
    return found if writer.is_file() or not sys.platform.startswith("linux") else None


def preflight(folder: Path = Path("/usr/share/java")) -> tuple[str, ...]:
    """How Apache PDFBox Preflight is called, which says whether a PDF is PDF/A-1b; files follow. Empty where
    a part of it is missing. Debian keeps its jars in `folder`."""
    java = shutil.which("java")
    jars = [folder / f"{name}.jar" for name in _JARS]
    if java is None or not all(jar.is_file() for jar in jars):
        return ()
    return java, "-cp", os.pathsep.join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b"


VENV = Need(
    "Python 虚拟环境",
    {"apt": ("python3-venv",), "dnf": ("python3-pip",), "brew": ("python",)},
    "没有它装不上本程序的组件",
    True,
    has_venv,
)
PANGO = Need(
    "排版库 Pango",
    {"apt": ("libpango-1.0-0", "libpangoft2-1.0-0"), "dnf": ("pango",), "brew": ("pango",)},
    "没有它做不了 PDF",
    True,
    libraries.has_pango,
)
SUBSET = Need(
    "字体裁剪库 HarfBuzz",
    {"apt": ("libharfbuzz-subset0",), "dnf": ("harfbuzz",), "brew": ("harfbuzz",)},
    "没有它照样能做，只是慢几倍",
    False,
    libraries.has_subset,
)
FONTCONFIG = Need(
    "字体查找工具 fontconfig",
    {"apt": ("fontconfig",), "dnf": ("fontconfig",), "brew": ("fontconfig",)},
    "没有它照样能做，只是查不出系统里装了哪些字体",
    False,
    lambda: shutil.which("fc-list") is not None,
)
CHROMIUM = Need(
    "浏览器 Chromium",
    {"apt": ("chromium",), "dnf": ("chromium",), "brew": ("--cask", "chromium")},
    "没有它只是跳过网页的测试",
    False,
    lambda: browser() is not None,
)

ATOMIC = Need(
    "运行库 libatomic",
    {"apt": ("libatomic1",), "dnf": ("libatomic",), "yum": ("libatomic",)},
    "没有它只是跑不了网页的测试（驱动浏览器的程序要用）",
    False,
    libraries.has_atomic,
)

PREFLIGHT = Need(
    "PDF/A 检验程序 Preflight",
    {
        "apt": (
            *("default-jre-headless", "libpdfbox2-java", "libcommons-logging-java", "libcommons-io-java"),
            *("libactivation-java", "libjaxb-api-java"),
        ),
        "dnf": ("java-latest-openjdk-headless", "pdfbox"),
        "brew": ("openjdk", "pdfbox"),
    },
    "没有它只是跑不了归档 PDF 的测试",
    False,
    lambda: bool(preflight()),
)

OFFICE = Need(
    "LibreOffice",
    {
        "apt": ("libreoffice-writer-nogui",),
        "dnf": ("libreoffice-writer",),
        "brew": ("--cask", "libreoffice"),
    },
    "没有它只是跑不了 Word 文件的测试（要下载约 150 MB，装好占 480 MB）",
    False,
    lambda: office() is not None,
)

RUN_NEEDS = (PANGO, SUBSET, FONTCONFIG)
TEST_NEEDS = (*RUN_NEEDS, CHROMIUM, ATOMIC, PREFLIGHT, OFFICE)


def manager() -> str | None:
    """The package manager of this system: apt, dnf, yum or brew."""
    commands = {"apt-get": "apt", "dnf": "dnf", "yum": "yum", "brew": "brew"}
    return next((name for command, name in commands.items() if shutil.which(command)), None)


def may_install(by: str | None) -> bool:
    """Whether packages can be installed without asking: root on a system with apt."""
    return by == "apt" and os.geteuid() == 0


def packages_of(needs: Sequence[Need], by: str) -> list[str]:
    table = "dnf" if by == "yum" else by
    return [package for need in needs for package in need.packages[table]]


def command_for(needs: Sequence[Need], by: str | None) -> str:
    """What to type to get `needs`, in a sentence."""
    if by is None:
        names = "、".join(need.name for need in needs)
        return f"请信息中心在这台机器上装好：{names}"
    words = " ".join(packages_of(needs, by))
    if by == "brew":
        return f"请运行：brew install {words}"
    sudo = "" if os.geteuid() == 0 else "sudo "
    tool = "apt-get" if by == "apt" else by
    return f"请运行：{sudo}{tool} install -y {words}"


def ensure_system(needs: Sequence[Need], report: Report) -> list[Lack]:
    """Installs what is missing of `needs` where it may; what is missing then is one lack with one command."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return []
    by = manager()
    if may_install(by):
        report("正在安装系统软件包：" + "、".join(need.name for need in missing) + "（第一次要几分钟）……")
        install(missing)
        missing = [need for need in missing if not need.present()]
    if not missing:
        return []
    what = "\n".join(f"缺少“{need.name}”：{need.without}。" for need in missing)
    return [Lack(what, command_for(missing, by), any(need.required for need in missing))]


def install(needs: Sequence[Need]) -> None:
    """All packages at once; where that fails, with fresh lists, then one need at a time.

    One package that a system does not carry must not keep the others away; without a network, though, each
    try would only wait again.
    """
    if apt("install", *packages_of(needs, "apt")):
        return
    refreshed = apt("update")
    if apt("install", *packages_of(needs, "apt")) or not refreshed:
        return
    for need in needs:
        apt("install", *packages_of([need], "apt"))


def apt(command: str, *packages: str) -> bool:
    """Runs apt-get without questions; whether it succeeded."""
    arguments = ["apt-get", "-q", "-y", *_APT_OPTIONS, command]
    if packages:
        arguments += ["--no-install-recommends", *packages]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            arguments, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False
        )
    except OSError:
        return False
    return done.returncode == 0
