"""What the doctor finds, and what the set-up command says and returns."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from setup_made import bare_machine, font, only

from generator.setup import __main__ as command
from generator.setup import doctor, environment, libraries, system
from generator.setup.faces import FACES, Missing
from generator.setup.lack import Lack


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return bare_machine(tmp_path, monkeypatch)


def test_doctor_of_a_bare_machine(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only())
    monkeypatch.setattr(libraries, "load", lambda _: None)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "SPACE_LEAST", 10**30)
    for need in ("SUBSET", "FONTCONFIG", "CHROMIUM"):
        monkeypatch.setattr(system, need, replace(getattr(system, need), present=lambda: False))
    checks = doctor.run_doctor(tmp_path / "nowhere")
    assert [check.name for check in checks if check.ok] == ["Python"]
    assert all(check.mend for check in checks if not check.ok)
    assert [check.name for check in checks if check.needed and not check.ok] == [
        "Python 组件",
        "排版库 Pango",
        "中文字体",
        "磁盘空间",
        "输出文件夹",
    ]
    assert doctor.verdict(checks) == "现在还做不了成品，请先按标着“缺少”的各行办理。"


def test_old_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "pango_version", lambda: (1, 42, 4))
    assert doctor.check_pango() == doctor.Check(
        "排版库 Pango", False, "1.42.4 太旧，要 1.44.0 以上", "请升级系统或换一台机器"
    )


def test_packages_against_the_lock(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("a-b==1.0 \\\n    --hash=x\nc==2\n")
    assert doctor.check_packages(tmp_path).detail == "还没有安装"
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text("")
    place = tmp_path / ".venv/lib/python3.11/site-packages"
    install(place, "A_b", "1.0")
    assert doctor.check_packages(tmp_path).detail == "缺 c"
    install(place, "c", "3")
    assert doctor.check_packages(tmp_path).detail == "版本不对：c"
    shutil.rmtree(place)
    install(place, "A_b", "1.0")
    install(place, "c", "2")
    assert doctor.check_packages(tmp_path) == doctor.Check("Python 组件", True, "2 个，版本都对")


def install(place: Path, name: str, version: str) -> None:
    info = place / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


def test_which_file_serves_a_face(folder: Path) -> None:
    song = FACES[3]
    assert doctor.check_face(song, [font("SimSun")]).detail == "/fonts/SimSun.ttf"
    absent = doctor.check_face(song, [font("WenQuanYi Zen Hei")])
    assert (absent.ok, absent.detail) == (False, "没有，暂用“WenQuanYi Zen Hei”代替")
    assert absent.mend == f"运行 make faces，或把 NotoSerifCJK-Regular.ttc 放进 {folder}"
    (folder / song.file).write_bytes(b"")
    assert doctor.check_face(song, []).detail == str(folder / song.file)


def test_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_output(tmp_path) == doctor.Check("输出文件夹", True, str(tmp_path / "output"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert doctor.check_output(tmp_path).detail == f"{tmp_path} 没有写入权限"
    (tmp_path / "output").write_text("")
    assert doctor.check_output(tmp_path).detail == f"{tmp_path / 'output'} 不是文件夹"


def test_table_of_the_doctor() -> None:
    checks = [
        doctor.Check("Python", True, "3.11.2"),
        doctor.Check("中文字体", False, "一个也没有", "运行 make faces"),
        doctor.Check("浏览器", False, "没有", needed=False),
    ]
    assert doctor.table(checks) == [
        "正常  Python    3.11.2",
        "缺少  中文字体  一个也没有",
        "                → 运行 make faces",
        "注意  浏览器    没有",
        "",
        "现在还做不了成品，请先按标着“缺少”的各行办理。",
    ]
    assert doctor.verdict(checks[:1]) == "一切正常。"
    assert doctor.verdict(checks[::2]) == "可以做成品。标着“注意”的各行有什么影响，写在该行里。"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    """What each step of `prepare` finds lacking; empty at first."""
    found: dict[str, list[object]] = {"system": [], "environment": [], "faces": []}
    monkeypatch.setattr(command, "ensure_system", lambda *_: list(found["system"]))
    monkeypatch.setattr(command, "ensure_environment", lambda *_, **__: list(found["environment"]))
    monkeypatch.setattr(command, "ensure_faces", lambda *_: found["faces"])
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["setup", *arguments])
    return command.main()


def test_ready_machine_says_nothing(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "prepare") == 0
    assert capfd.readouterr() == ("", "")
    assert run(monkeypatch, "faces") == 0
    assert capfd.readouterr() == ("", "中文字体都有了。\n")


def test_missing_library_stops(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine["system"] = [Lack("缺少甲。", "请运行：乙")]
    machine["environment"] = [Lack("不应到这一步。", "")]
    assert run(monkeypatch, "prepare", "--dev") == 3
    assert capfd.readouterr() == ("", "缺少甲。\n  请运行：乙\n")


def test_missing_faces_are_a_notice_to_a_build(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine["system"] = [Lack("缺少甲。", "请运行：乙", fatal=False)]
    machine["faces"] = [Missing(FACES[0], "连不上软件源", "SimSun")]
    assert run(monkeypatch, "prepare") == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("缺少甲。\n  请运行：乙\n没有取到仿宋的字体：连不上软件源。\n")
    assert run(monkeypatch, "faces") == 3


def test_interruption(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> list[Missing]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "ensure_faces", interrupt)
    assert run(monkeypatch, "faces") == 130
    assert capfd.readouterr().err == "已中断。再运行一次会接着做。\n"


def test_doctor_command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "run_doctor", lambda _: [doctor.Check("甲", False, "没有", "装上")])
    assert run(monkeypatch, "doctor") == 3
    assert capfd.readouterr().out.splitlines()[:2] == ["缺少  甲  没有", "          → 装上"]
    monkeypatch.setattr(command, "run_doctor", lambda _: [doctor.Check("甲", False, "没有", needed=False)])
    assert run(monkeypatch, "doctor") == 0
