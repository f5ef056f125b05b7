"""The Chinese faces: which ones, where they are kept, and getting those that the system lacks.

Open faces stand in for the office faces, which are licensed and never shipped. They come out of Debian
packages, one file at a time, into a folder that all copies of the program on this machine share.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.setup import installed
from generator.setup.installed import Installed
from generator.setup.lack import Report
from generator.setup.supply import Wanted, supply


@dataclass(frozen=True)
class Face:
    """An open face: what it is for, its file and family, and the package that has it at `path`.

    `office` are the names of faces that offices own and that go before it. A `spare` face also lends its rare
    characters to other faces, so that it is needed even beside an office face.
    """

    role: str
    file: str
    family: str
    package: str
    path: str
    office: tuple[str, ...]
    bold: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Missing:
    """A face that could not be had: why, and the family that will stand in (empty if there is none)."""

    face: Face
    reason: str
    substitute: str


_NOTO = "usr/share/fonts/opentype/noto/"
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"

FACES: tuple[Face, ...] = (
    Face(
        "仿宋",
        "FandolFang-Regular.otf",
        "FandolFang",
        "texlive-lang-chinese",
        _FANDOL + "FandolFang-Regular.otf",
        ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "仿宋", "FangSong", "STFangsong"),
    ),
    Face(
        "楷体",
        "LXGWWenKai-Regular.ttf",
        "LXGW WenKai",
        "fonts-lxgw-wenkai",
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "楷体", "KaiTi", "STKaiti"),
    ),
    Face(
        "小标宋",
        "NotoSerifCJK-Bold.ttc",
        "Noto Serif CJK SC",
        "fonts-noto-cjk",
        _NOTO + "NotoSerifCJK-Bold.ttc",
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        bold=True,
    ),
    Face(
        "宋体",
        "NotoSerifCJK-Regular.ttc",
        "Noto Serif CJK SC",
        "fonts-noto-cjk",
        _NOTO + "NotoSerifCJK-Regular.ttc",
        ("方正书宋_GBK", "宋体", "SimSun", "STSong"),
        spare=True,
    ),
    Face(
        "黑体",
        "NotoSansCJK-Regular.ttc",
        "Noto Sans CJK SC",
        "fonts-noto-cjk",
        _NOTO + "NotoSansCJK-Regular.ttc",
        ("方正黑体_GBK", "黑体", "SimHei", "STHeiti"),
    ),
)


def face_folder() -> Path:
    """Where the faces are kept: under JIANBAO_CACHE if set, else the user's cache folder."""
    own = os.environ.get("JIANBAO_CACHE")
    if own:
        return Path(own).expanduser().absolute() / "faces"
    shared = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG rules say to pass over a relative path.
    base = Path(shared) if os.path.isabs(shared) else Path(os.path.expanduser("~/.cache"))
    return base / "jianbao" / "faces"


def known_fonts() -> tuple[Installed, ...]:
    """All faces that pages can be set in: the system's and those in the face folder."""
    return installed.in_folder(face_folder()) + installed.in_system()


def server_of(face: Face, fonts: Sequence[Installed]) -> Installed | None:
    """The font that serves the role of `face`: an office face, else the open face; None without either."""
    return _office_face(face, fonts) or _open_face(face, fonts)


def substitute_for(face: Face, fonts: Sequence[Installed]) -> str:
    """The family that stands in where the open face is missing: an office face, else any Chinese one."""
    office = _office_face(face, fonts)
    if office is not None:
        return next(name for name in face.office if name in office.families)
    return min((min(font.families) for font in fonts if font.chinese), default="")


def _office_face(face: Face, fonts: Sequence[Installed]) -> Installed | None:
    matches = (font for name in face.office for font in fonts if name in font.families and not font.bold)
    return next(matches, None)


def _open_face(face: Face, fonts: Sequence[Installed]) -> Installed | None:
    return next((font for font in fonts if face.family in font.families and font.bold == face.bold), None)


def has_chinese_face(fonts: Sequence[Installed]) -> bool:
    """Whether any Chinese face is there at all; without one no page can be made."""
    folder = face_folder()
    return any(font.chinese for font in fonts) or any((folder / face.file).is_file() for face in FACES)


def ensure_faces(report: Report, live: Report | None = None) -> list[Missing]:
    """Fetches the faces that neither the folder nor the system has; returns those it could not get.

    `live`, where given, is told the progress as a line that replaces the one before; without it `report`
    gets a line at each quarter. Raises nothing: without network or apt the machine goes on with what it has.
    """
    folder = face_folder()
    lacking = [face for face in FACES if not (folder / face.file).is_file()]
    if not lacking:
        return []
    fonts = known_fonts()
    lacking = [face for face in lacking if not _is_served(face, fonts)]
    reasons = supply([_wanted(package, lacking) for package in _packages(lacking)], folder, report, live)
    return [
        Missing(face, reasons.get(face.package, ""), substitute_for(face, fonts))
        for face in lacking
        if not (folder / face.file).is_file()
    ]


def describe(missing: Sequence[Missing]) -> list[str]:
    """The lines that tell the editor about missing faces, what stands in for them, and what to do."""
    if not missing:
        return []
    lines = []
    for reason in dict.fromkeys(one.reason for one in missing):
        roles = "、".join(one.face.role for one in missing if one.reason == reason)
        lines.append(f"没有取到{roles}的字体：{reason}。")
    stand_ins = [f"{one.face.role}用“{one.substitute}”" for one in missing if one.substitute]
    lines.append(
        "  暂时代替：" + ("，".join(stand_ins) if stand_ins else "没有，这台机器上一种中文字体也没有") + "。"
    )
    files = "、".join(one.face.file for one in missing)
    lines.append(
        "  要补上：联网后运行 make faces。不能联网的，把下列文件，或者本单位已有的方正小标宋、仿宋_GB2312、"
    )
    lines.append(f"  楷体_GB2312、黑体、宋体，放进文件夹 {face_folder()}：")
    lines.append(f"  {files}")
    packages = "、".join(_packages([one.face for one in missing]))
    lines.append(f"  这些文件在 Debian 软件包 {packages} 里，把整个 .deb 文件放进去也行。")
    return lines


def _packages(faces: Sequence[Face]) -> list[str]:
    return list(dict.fromkeys(face.package for face in faces))


def _wanted(package: str, lacking: Sequence[Face]) -> Wanted:
    faces = [face for face in lacking if face.package == package]
    files = tuple(PurePosixPath(face.path).name for face in faces)
    return Wanted(package, files, "正在下载字体 " + "、".join(face.role for face in faces))


def _is_served(face: Face, fonts: Sequence[Installed]) -> bool:
    return (_open_face if face.spare else server_of)(face, fonts) is not None
