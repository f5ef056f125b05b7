"""The locks of signed issues: content/records/finals/<publication id>/<file stem of the issue>.txt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.kept import Kept
from generator.load.source import reason, site_name
from generator.model.final import Final
from generator.model.final_text import FinalError, from_text

FOLDER = "content/records/finals"


@dataclass(frozen=True, slots=True)
class Finals:
    """Locks by the key of their issue; `broken` are the keys of those that could not be read. Their issues
    cannot be made: nobody can tell whether they still say what was signed."""

    locks: Mapping[str, Final] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


def final_file(key: str) -> str:
    """Where the lock of the issue `key` stands, relative to the site."""
    return f"{FOLDER}/{key}.txt"


def load_finals(root: Path, kept: Kept | None = None) -> tuple[Finals, list[Diagnostic]]:
    """All locks of a site, and an error for each that cannot be read. `kept` has those read before."""
    files = sorted((root / FOLDER).glob("*/*.txt"))
    return (kept or Kept()).again("finals", files, (), lambda: _load_all(root, files))


def _load_all(root: Path, files: Iterable[Path]) -> tuple[Finals, list[Diagnostic]]:
    locks: dict[str, Final] = {}
    broken: set[str] = set()
    findings: list[Diagnostic] = []
    for path in files:
        key = f"{path.parent.name}/{path.stem}"
        final, finding = _load(path, root)
        if final is not None:
            locks[key] = final
        if finding is not None:
            broken.add(key)
            findings.append(finding)
    return Finals(locks, frozenset(broken)), findings


def _load(path: Path, root: Path) -> tuple[Final | None, Diagnostic | None]:
    name = site_name(path, root)
    text = ""
    try:
        if not path.is_file():
            return None, Diagnostic("final-broken", Place(name), {"reason": "它不是普通文件"})
        text = path.read_bytes().decode("utf-8-sig")
        return from_text(text), None
    except OSError as error:
        return None, Diagnostic("final-broken", Place(name), {"reason": reason(error)})
    except UnicodeDecodeError:
        return None, Diagnostic("final-broken", Place(name), {"reason": "不是 UTF-8 编码"})
    except FinalError as error:
        place = Place(name, error.line, error.column)
        if error.version:
            return None, Diagnostic("final-version", place, {"version": error.version})
        line = text.replace("\r\n", "\n").split("\n")[error.line - 1]
        return None, Diagnostic("final-broken", place, {"reason": error.reason}, line)
