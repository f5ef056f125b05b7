"""How it all starts: the search for a Python, the Makefile, and what the set-up may not do."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from setup_made import ROOT


def start(folder: Path, commands: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs start.sh in `folder` on a machine whose commands are these shell scripts alone."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for name, script in commands.items():
        (bin_folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin_folder / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "generator/setup/start.sh"), "prepare"],
        cwd=folder,
        env={"PATH": str(bin_folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_start_without_python(tmp_path: Path) -> None:
    done = start(tmp_path, {})
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "这台机器上没有 Python，本程序需要 3.11 或更高的版本。",
        "软件源里的版本不够新时，请信息中心另装一个 Python 3.11 以上的版本，再运行：make PYTHON=它的完整路径",
    ]


def test_start_with_an_old_python(tmp_path: Path) -> None:
    old = 'case "$2" in *platform*) echo 3.7.3;; *) exit 1;; esac'
    done = start(tmp_path, {"python3": old, "apt-get": ""})
    assert done.returncode == 3
    assert done.stderr.splitlines()[:2] == [
        "这台机器上的 Python 是 3.7.3，本程序需要 3.11 或更高的版本。",
        "请先试：sudo apt-get install python3 python3-venv",
    ]


def test_start_finds_a_newer_python_beside_an_old_one(tmp_path: Path) -> None:
    newer = 'case "$1" in -c) exit 0;; *) echo "newer $*";; esac'
    done = start(tmp_path, {"python3": "exit 1", "python3.12": newer})
    assert (done.returncode, done.stdout) == (0, "newer -m generator.setup prepare\n")


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    own = {"SITE", "OUTPUT", "FORMAT", "ISSUE", "REPORT", "PDF", "PYTHON", "MFLAGS"}
    clean = {
        name: value for name, value in os.environ.items() if name not in own and not name.startswith("MAKE")
    }
    return subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    targets = set(phony.group(1).split()) - {"prepare", "prepare-dev"}
    said = make("help").stdout
    assert set(re.findall(r"^  make ([a-z]+) +\S", said, re.MULTILINE)) == targets
    assert re.findall(r"^\S+$", said, re.MULTILINE)[:3] == ["编简报", "照看机器", "维护程序"]


def test_values_reach_the_program_as_they_are(tmp_path: Path) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nshift 2\nprintf "<%s>" "$@"\n')
    python.chmod(0o755)
    (tmp_path / "generator/setup").mkdir(parents=True)
    (tmp_path / "generator/setup/start.sh").write_text("exit 0\n")

    def said(*arguments: str) -> str:
        done = make(*arguments, cwd=tmp_path)
        assert done.stderr == ""
        return done.stdout

    assert said() == "<build><--site><.>"
    values = ("SITE=my 'site'", "OUTPUT=a b", "FORMAT=json", "ISSUE=gongzuo-jianbao/2022-05")
    assert said(*values) == (
        "<build><--site><my 'site'><--output><a b><--format><json><gongzuo-jianbao/2022-05>"
    )
    assert said("new", "ISSUE=gongzuo-jianbao") == "<new><--site><.><--issue><gongzuo-jianbao>"
    assert said("new", "REPORT=0603-zhaoshang") == "<new><--site><.><--report><0603-zhaoshang>"
    assert said("measure", "PDF=第 5 期.pdf") == "<measure><--site><.><第 5 期.pdf>"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("new", "请写明要新建什么，例如：make new ISSUE=gongzuo-jianbao 或 make new REPORT=0603-shifazhanju"),
        ("measure", "请写明要量哪个文件，例如：make measure PDF=output/某一期.pdf"),
    ],
)
def test_target_that_needs_a_value(tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "generator/setup").mkdir(parents=True)
    (tmp_path / "generator/setup/start.sh").write_text("exit 0\n")
    done = make(target, cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, message)


def test_clean_deletes_only_what_was_generated(tmp_path: Path) -> None:
    site = tmp_path / "my site"
    for name in ("output/a.html", ".cache/b", "content/c.md", "site.yaml"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("")
    for name in ("generator", "tests", ".venv"):
        (tmp_path / name).mkdir()
    assert make("clean", f"SITE={site}", "OUTPUT=/nowhere", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in site.iterdir()) == ["content", "site.yaml"]
    assert (tmp_path / ".venv").is_dir()


def test_clean_of_a_folder_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    done = make("clean", f"SITE={tmp_path}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"{tmp_path} 里没有 site.yaml，不是站点，没有删任何东西。"
    assert (tmp_path / "output").is_dir()


def test_setup_needs_nothing_installed() -> None:
    for path in sorted((ROOT / "generator/setup").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                own = name == "generator.setup" or name.startswith("generator.setup.")
                assert own or name.partition(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_no_address_stands_in_the_setup() -> None:
    files = [*(ROOT / "generator/setup").iterdir(), ROOT / "Makefile", ROOT / ".ci/run"]
    for path in files:
        if path.is_file():
            assert re.findall(r"(?:https?|ftp)://", path.read_text(encoding="utf-8")) == [], path.name
