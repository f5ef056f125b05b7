"""The one way through the program, read from its imports; docs/architecture.md says it in words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator"

STAGES = (
    *("diagnostics", "model", "privacy"),
    *("load", "compile", "check", "render", "typeset", "pdf", "inspect", "publish", "build"),
)
"""In this order; each may import those before it. `diagnostics`, `model` and `privacy` are what all of them
share. What editors wrote is checked before it is compiled, but rules know of the plan of all issues."""

ALLOWED: dict[str, frozenset[str]] = {
    **{stage: frozenset(STAGES[:number]) for number, stage in enumerate(STAGES)},
    "gather": frozenset({"diagnostics", "model", "load", "check", "compile"}),
    "refresh": frozenset({"diagnostics", "model", "load", "check", "compile", "gather"}),
    "watch": frozenset({*STAGES, "gather", "refresh", "pipeline", "proofreading"}),
    "pipeline": frozenset({*STAGES, "gather"}),
    "proofreading": frozenset({*STAGES, "gather", "pipeline"}),
    "proof": frozenset({*STAGES, "gather", "pipeline"}),
    "word": frozenset({*STAGES, "gather", "pipeline", "proof"}),
    "volume": frozenset({*STAGES, "gather", "pipeline"}),
    "seal": frozenset({"diagnostics", "model", "load", "render", "pdf", "publish"}),
    "dispatch": frozenset({*STAGES, "pdf", "gather", "pipeline", "proofreading", "seal"}),
    "setup": frozenset(),
    "measure": frozenset({"diagnostics", "model"}),
    "columns": frozenset({"diagnostics", "model", "load"}),
    "intake": frozenset({"diagnostics", "model", "privacy", "load", "check", "publish"}),
    "figures": frozenset({"diagnostics", "model", "privacy", "load", "check", "compile"}),
    "next_issue": frozenset({"diagnostics", "model", "load", "compile"}),
    "new": frozenset({"diagnostics", "model", "load", "compile", "render", "publish", "next_issue"}),
    "bench": frozenset({*STAGES, "setup", "gather", "pipeline", "proofreading", "dispatch", "seal"}),
    "console": frozenset({*STAGES, "pipeline", "measure", "columns", "watch", "proofreading", "proof"}),
    "commands": frozenset(
        {
            *STAGES,
            "gather",
            "pipeline",
            "setup",
            "measure",
            "new",
            "bench",
            "console",
            "columns",
            "intake",
            "figures",
            "watch",
            "proofreading",
            "proof",
            "word",
            "dispatch",
            "seal",
            "volume",
        }
    ),
    "cli": frozenset({"commands"}),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(),
}

FACE_FOLDER = ("typeset", "generator.setup.faces", "face_folder")
"""The one thing that a stage asks of the set-up: where the faces were put."""

TALKING = frozenset({"console.py", "setup/__main__.py", "bench/bare.py"})
"""What may print and exit beside the commands: what they show; the set-up, which runs before there are any;
and a program of its own that `bench` starts, whose output it reads."""


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """The stage or top-level module that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[tuple[str, str, int]]:
    """Module, imported name ("" for `import module`) and line of every import, those in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            for alias in node.names:
                # `from generator import setup` names a part; `from generator.model import x` has it already.
                module = f"generator.{alias.name}" if node.module == "generator" else node.module or ""
                yield module, alias.name, node.lineno


def test_every_part_has_its_place() -> None:
    assert {part_of(path) for path in modules()} <= ALLOWED.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    own = part_of(path)
    wrong = []
    for module, name, line in imports_of(path):
        parts = module.split(".")
        if parts[0] != "generator" or len(parts) == 1 or parts[1] == own:
            continue
        if parts[1] not in ALLOWED[own] and (own, module, name) != FACE_FOLDER:
            wrong.append(f"line {line}: {own} may not import {module}")
    assert wrong == []


def test_the_set_up_needs_the_standard_library_alone() -> None:
    foreign = {
        module.split(".")[0]
        for path in modules()
        if part_of(path) == "setup"
        for module, _, _ in imports_of(path)
        if module.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign <= {"generator"}


def test_only_the_commands_print_and_exit() -> None:
    talking = {
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in modules()
        if path.relative_to(PACKAGE).as_posix() not in TALKING and part_of(path) != "commands"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("print", "sys.exit", "exit", "quit", "input")
    }
    assert talking == set()


def test_only_worker_processes_keep_state() -> None:
    """A `global` statement is a state that parameters do not show; a worker process has to have one."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    }
    assert found <= {"build/pool.py"}


def test_the_commands_start_light() -> None:
    """Help and wrong usage answer at once: the heavy libraries wait until a command needs them."""
    heavy = (
        "weasyprint",
        "pydantic",
        "jinja2",
        "PIL",
        "markdown",
        "fontTools",
        "matplotlib",
        "numpy",
        "duckdb",
    )
    code = f"import sys, generator.cli; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_architecture_names_every_folder_once() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+/)` \|", text, re.MULTILINE)
    assert len(rows) == len(set(rows))
    folders = {f"generator/{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    folders |= {f"templates/{path.name}/" for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert folders <= set(rows)
    missing = [row for row in rows if not (ROOT / row).is_dir() and row != "output/"]
    assert missing == []
