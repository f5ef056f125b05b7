"""System packages, the Python environment and its locks."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from setup_made import ROOT, only

from generator.setup import doctor, environment, libraries, system


@pytest.fixture
def lacking() -> tuple[system.Need, ...]:
    return tuple(replace(need, present=lambda: False) for need in (system.PANGO, system.SUBSET))


@pytest.mark.parametrize(
    ("commands", "root", "said"),
    [
        (
            ("apt-get",),
            False,
            "请运行：sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        (("dnf", "yum"), False, "请运行：sudo dnf install -y pango harfbuzz"),
        (("yum",), True, "请运行：yum install -y pango harfbuzz"),
        (("brew",), False, "请运行：brew install pango harfbuzz"),
        ((), False, "请信息中心在这台机器上装好：排版库 Pango、字体裁剪库 HarfBuzz"),
    ],
)
def test_command_to_type(
    lacking: tuple[system.Need, ...],
    monkeypatch: pytest.MonkeyPatch,
    commands: tuple[str, ...],
    root: bool,
    said: str,
) -> None:
    monkeypatch.setattr(shutil, "which", only(*commands))
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    (lack,) = system.ensure_system(lacking, pytest.fail)
    assert lack.lines() == (
        "缺少“排版库 Pango”：没有它做不了 PDF。",
        "缺少“字体裁剪库 HarfBuzz”：没有它照样能做，只是慢几倍。",
        f"  {said}",
    )
    assert lack.fatal
    (lack,) = system.ensure_system(lacking[1:], pytest.fail)
    assert not lack.fatal


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    have: set[str] = set()
    ran: list[tuple[str, ...]] = []

    def run(*words: str) -> bool:
        ran.append(words)
        # The lists are old, then one of the packages is not to be had.
        if words[0] == "install" and ("update",) in ran and "libharfbuzz-subset0" not in words:
            have.update(words[1:])
        return words[0] == "update"

    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "apt", run)
    needs = (
        replace(system.PANGO, present=lambda: "libpango-1.0-0" in have),
        replace(system.SUBSET, present=lambda: False),
        replace(system.FONTCONFIG, present=lambda: True),
    )
    lines: list[str] = []
    lacks = system.ensure_system(needs, lines.append)
    assert lines == ["正在安装系统软件包：排版库 Pango、字体裁剪库 HarfBuzz（第一次要几分钟）……"]
    assert [lack.mend for lack in lacks] == ["请运行：apt-get install -y libharfbuzz-subset0"]
    everything = ("install", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
    assert ran[:3] == [everything, ("update",), everything]


def test_root_without_network_gives_up_soon(
    lacking: tuple[system.Need, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "apt", lambda *words: ran.append(words[0]))
    (lack,) = system.ensure_system(lacking, lambda _: None)
    assert lack.fatal
    assert ran == ["install", "update", "install"]


def test_nothing_is_installed_when_all_is_there() -> None:
    needs = tuple(replace(need, present=lambda: True) for need in system.TEST_NEEDS)
    assert system.ensure_system(needs, pytest.fail) == []


def test_pango_of_this_machine() -> None:
    version = libraries.pango_version()
    assert version is not None and version >= libraries.PANGO_LEAST
    assert libraries.load("no-such-library") is None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with locks and an interpreter that need not work."""
    for lock in (environment.LOCK, environment.LOCK_DEV):
        (tmp_path / lock).write_text(f"# {lock}\n")
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


def test_environment_is_made_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "_run", lambda _, *words: ran.append(words))
    lines: list[str] = []
    assert environment.ensure_environment(project, lines.append, dev=True) == []
    assert lines == ["正在安装 Python 组件（第一次要一两分钟）……"]
    assert "--require-hashes" in ran[-1]
    assert ran[-1][-1] == str(project / "requirements-dev.lock")
    ran.clear()
    assert environment.ensure_environment(project, pytest.fail, dev=True) == []
    assert environment.ensure_environment(project, pytest.fail, dev=False) == []
    assert ran == []
    (project / "requirements.lock").write_text("# another\n")
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_of_a_replaced_interpreter_is_not_ready(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_run", lambda *_: None)
    environment.ensure_environment(project, lambda _: None, dev=False)
    assert environment.is_ready(project, environment.LOCK)
    environment.python_of(project).unlink()
    assert not environment.is_ready(project, environment.LOCK)
    environment.python_of(project).symlink_to("/bin/sh")
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_without_network(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_run", lambda _, *words: "连不上" if "install" in words else None)
    (lack,) = environment.ensure_environment(project, lambda _: None, dev=False)
    assert lack.lines() == (
        "Python 组件没有装上：连不上",
        "  请检查网络后再运行一次 make。单位有内部软件源的，先设好 PIP_INDEX_URL；",
        "  完全不能上网的，在一台系统相同、能上网的机器上运行 "
        "python3 -m pip download -r requirements.lock -d wheels，",
        "  把 wheels 文件夹拷到这里，再运行：PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make",
    )
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_without_pip_is_made_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def run(_: Path, *words: str) -> str | None:
        ran.append(words)
        return "No module named pip" if words[-1] == "--version" else None

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment, "ensure_system", lambda *_: [])
    assert environment.ensure_environment(project, lambda _: None, dev=False) == []
    assert ("-m", "venv", "--clear", str(project / ".venv")) in ran


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        (
            "WARNING: ... NewConnectionError ...\nERROR: No matching distribution found",
            "连不上 Python 软件包网站",
        ),
        ("ERROR: No matching distribution found for x", "软件源里没有需要的组件"),
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "下载的组件与锁定的校验值不符，可能被网络中途改动"),
        ("first\nlast", "last"),
        ("", "没有说明原因"),
    ],
)
def test_reasons_of_pip_in_words(said: str, meaning: str) -> None:
    assert environment.reason(said) == meaning


def test_interpreter_that_does_not_run(tmp_path: Path) -> None:
    assert environment._run(tmp_path / "python") == "No such file or directory"
    assert environment._run(Path(sys.executable), "-c", "") is None


def locked(name: str) -> dict[str, str]:
    return doctor.locked(ROOT / name)


def test_tests_have_what_a_run_has() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(r"^(?:[\w.-]+==\S+) \\\n(    --hash=sha256:[0-9a-f]{64})", text, re.MULTILINE)
    assert len(entries) == len(locked(name)) > 30
    assert re.findall(r"https?://|file:|index-url|find-links|trusted-host", text) == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_locked(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    wanted = {doctor.plain(found.group()) for line in lines if (found := re.match(r"[A-Za-z][\w.-]*", line))}
    assert wanted <= locked(f"{name}.lock").keys()
