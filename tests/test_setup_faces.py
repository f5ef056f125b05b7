"""Chinese faces: which are needed, where they come from, and what stands in for them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from setup_made import Server, bare_machine, font, make_deb, only, serving

from generator.setup import apt, faces, installed, supply, system
from generator.setup.faces import FACES, Missing
from generator.setup.installed import Installed


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return bare_machine(tmp_path, monkeypatch)


def test_face_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("JIANBAO_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert faces.face_folder() == tmp_path / ".cache/jianbao/faces"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert faces.face_folder() == tmp_path / ".cache/jianbao/faces"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    assert faces.face_folder() == tmp_path / "c/jianbao/faces"
    monkeypatch.setenv("JIANBAO_CACHE", "~/own")
    assert faces.face_folder() == tmp_path / "own/faces"


def test_nothing_is_done_when_all_faces_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> tuple[Installed, ...]:
        raise AssertionError("asked fontconfig")

    for face in FACES:
        (folder / face.file).write_bytes(b"font")
    monkeypatch.setattr(installed, "in_system", refuse)
    lines: list[str] = []
    assert faces.ensure_faces(lines.append) == []
    assert lines == []


def test_faces_of_the_system_are_not_fetched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tuple(font(face.family, bold=face.bold) for face in FACES)
    monkeypatch.setattr(installed, "in_system", lambda: fonts)
    assert faces.ensure_faces(pytest.fail) == []
    assert list(folder.iterdir()) == []


def test_office_faces_serve_but_rare_characters_need_the_spare(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tuple(font(face.office[0]) for face in FACES)
    monkeypatch.setattr(installed, "in_system", lambda: fonts)
    missing = faces.ensure_faces(lambda _: None)
    assert [(one.face.role, one.substitute) for one in missing] == [("宋体", "方正书宋_GBK")]


def test_bold_face_is_not_served_by_a_regular_one() -> None:
    title = next(face for face in FACES if face.role == "小标宋")
    assert faces.server_of(title, [font("Noto Serif CJK SC")]) is None
    assert faces.server_of(title, [font("Noto Serif CJK SC", bold=True)]) is not None


def test_without_network_and_faces(folder: Path) -> None:
    assert faces.describe(faces.ensure_faces(pytest.fail)) == [
        "没有取到仿宋、楷体、小标宋、宋体、黑体的字体：这个系统不用 apt，不能自动下载。",
        "  暂时代替：没有，这台机器上一种中文字体也没有。",
        "  要补上：联网后运行 make faces。不能联网的，把下列文件，或者本单位已有的方正小标宋、仿宋_GB2312、",
        f"  楷体_GB2312、黑体、宋体，放进文件夹 {folder}：",
        "  FandolFang-Regular.otf、LXGWWenKai-Regular.ttf、NotoSerifCJK-Bold.ttc、NotoSerifCJK-Regular.ttc、"
        "NotoSansCJK-Regular.ttc",
        "  这些文件在 Debian 软件包 texlive-lang-chinese、fonts-lxgw-wenkai、fonts-noto-cjk 里，"
        "把整个 .deb 文件放进去也行。",
    ]


def test_stand_ins_are_named() -> None:
    lines = faces.describe(
        [Missing(FACES[0], "连不上软件源", "SimSun"), Missing(FACES[1], "磁盘已满", "KaiTi")]
    )
    assert lines[:3] == [
        "没有取到仿宋的字体：连不上软件源。",
        "没有取到楷体的字体：磁盘已满。",
        "  暂时代替：仿宋用“SimSun”，楷体用“KaiTi”。",
    ]
    assert faces.describe([]) == []


def test_any_chinese_face_stands_in() -> None:
    fonts = [font("DejaVu Sans", chinese=False), font("WenQuanYi Zen Hei")]
    assert faces.substitute_for(FACES[0], fonts) == "WenQuanYi Zen Hei"
    assert faces.substitute_for(FACES[0], fonts[:1]) == ""


def test_package_put_there_by_hand(folder: Path) -> None:
    make_deb(folder / "fonts-lxgw-wenkai_1.250_all.deb", {"LXGWWenKai-Regular.ttf": b"wenkai"})
    missing = faces.ensure_faces(lambda _: None)
    assert "楷体" not in [one.face.role for one in missing]
    assert (folder / "LXGWWenKai-Regular.ttf").read_bytes() == b"wenkai"
    assert list(folder.glob("*.deb")) == []


def test_faces_are_fetched_from_the_address_that_apt_gives(
    folder: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {face.file: face.role.encode() for face in FACES}
    server.body = make_deb(tmp_path / "all.deb", files).read_bytes()
    source = apt.Source(
        server.address, "?", len(server.body), "sha256", hashlib.sha256(server.body).hexdigest()
    )
    monkeypatch.setattr(apt, "locate", lambda package: replace(source, file=f"{package}_1_all.deb"))
    monkeypatch.setattr(apt, "proxies", dict)
    (folder / "fonts-noto-cjk_0_all.deb.part").write_bytes(b"of another release")
    lines: list[str] = []
    live: list[str] = []
    assert faces.ensure_faces(lines.append, live.append) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files | {".lock": b""}
    assert lines == []
    assert live == [
        "正在下载字体 仿宋：100%（0/0 MB）",
        "正在下载字体 楷体：100%（0/0 MB）",
        "正在下载字体 小标宋、宋体、黑体：100%（0/0 MB）",
    ]


def test_unreachable_source_is_asked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def locate(package: str) -> apt.Source:
        asked.append(package)
        return apt.Source("http://127.0.0.1:9/x.deb", f"{package}_1_all.deb", 10, "sha256", "00")

    monkeypatch.setattr(apt, "locate", locate)
    monkeypatch.setattr(apt, "proxies", dict)
    missing = faces.ensure_faces(lambda _: None)
    assert {one.reason for one in missing} == {"连不上软件源"}
    assert asked == ["texlive-lang-chinese"]


def test_stale_lists_are_refreshed_by_root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updates = []

    def update(*words: str) -> bool:
        updates.append(words)
        return True

    monkeypatch.setattr(system, "manager", lambda: "apt")
    monkeypatch.setattr(system, "may_install", lambda _: True)
    monkeypatch.setattr(system, "apt", update)
    reasons = supply.supply([supply.Wanted("p", ("a.otf",), "")], folder, pytest.fail)
    assert reasons == {"p": "软件源目录里没有软件包 p（可以先运行 sudo apt-get update）"}
    assert updates == [("update",)]


def test_package_without_the_file(folder: Path) -> None:
    make_deb(folder / "p_1_all.deb", {"b.otf": b""})
    reasons = supply.supply([supply.Wanted("p", ("a.otf",), "")], folder, pytest.fail)
    assert reasons == {"p": "软件包 p_1_all.deb 里没有 a.otf"}


def test_face_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    reasons = supply.supply([supply.Wanted("p", ("a",), "")], tmp_path / "file" / "faces", pytest.fail)
    assert reasons == {"p": "读写出错：Not a directory"}


def test_list_of_fontconfig() -> None:
    found = installed.parse(
        ["/f/a.ttf\tSimSun,宋体\tRegular,常规\ten|zh-cn", "/f/b.ttf\tB\tBold\ten", "nonsense", ""]
    )
    assert found == (
        Installed(Path("/f/a.ttf"), frozenset({"SimSun", "宋体"}), frozenset({"Regular", "常规"}), True),
        Installed(Path("/f/b.ttf"), frozenset({"B"}), frozenset({"Bold"}), False),
    )
    assert [one.bold for one in found] == [False, True]


def test_without_fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ttf").write_bytes(b"")
    monkeypatch.setattr(shutil, "which", only())
    assert installed.in_system() == ()
    assert installed.in_folder(tmp_path) == ()
