"""LibreOffice for the tests of Word files: found, or told how to get it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.setup import system


def only(*commands: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in commands else None


def test_it_is_there_when_it_has_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, link = tmp_path / "lib" / "soffice", tmp_path / "bin" / "soffice"
    for path in (program, link):
        path.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    link.symlink_to(program)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.office() is None and not system.OFFICE.present()
    (program.parent / "libswlo.so").write_bytes(b"")
    assert system.office() == str(link) and system.OFFICE.present()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.office() is None


def test_who_may_not_install_it_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (lack,) = system.ensure_system([system.OFFICE], pytest.fail)
    assert not lack.fatal
    assert lack.lines() == (
        "缺少“LibreOffice”：没有它只是跑不了 Word 文件的测试（要下载约 150 MB，装好占 480 MB）。",
        "  请运行：sudo apt-get install -y libreoffice-writer-nogui",
    )


def test_root_gets_it_with_what_else_the_tests_need(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def run(*words: str) -> bool:
        ran.append(words)
        return True

    assert system.OFFICE in system.TEST_NEEDS and system.OFFICE not in system.RUN_NEEDS
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "apt", run)
    lines: list[str] = []
    system.ensure_system([system.OFFICE], lines.append)
    assert lines == ["正在安装系统软件包：LibreOffice（第一次要几分钟）……"]
    assert ran == [("install", "libreoffice-writer-nogui")]
