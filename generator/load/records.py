"""What final issues keep: content/records/figures/<publication id>/<file stem of the issue>.json.

A 采用通报 keeps what it counted in content/records/adoption/, in files of the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic, Place
from generator.load.kept import Kept
from generator.load.source import reason, site_name
from generator.model.adoption import Adoption
from generator.model.adoption_json import from_json as adoption_of
from generator.model.statistics import Statistics
from generator.model.statistics_json import RecordError, from_json

FOLDER = "content/records/figures"
ADOPTION_FOLDER = "content/records/adoption"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Records:
    """Records by the key of their issue; `broken` are the keys of those that could not be read. Their
    issues cannot be made: what was sent is not known, and must not be computed anew unasked."""

    statistics: Mapping[str, Statistics] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    broken_adoptions: frozenset[str] = frozenset()


def record_file(key: str) -> str:
    """Where the record of the issue `key` stands, relative to the site."""
    return f"{FOLDER}/{key}.json"


def adoption_file(key: str) -> str:
    """The same for what a 采用通报 counted."""
    return f"{ADOPTION_FOLDER}/{key}.json"


def record_files(key: str) -> tuple[str, ...]:
    """All files that a final issue may keep its figures in."""
    return record_file(key), adoption_file(key)


def load_records(root: Path, kept: Kept | None = None) -> tuple[Records, list[Diagnostic]]:
    """All records of a site, and an error for each that cannot be read. `kept` has those read before."""
    figures, adoptions = (sorted((root / folder).glob("*/*.json")) for folder in (FOLDER, ADOPTION_FOLDER))
    every = [*figures, *adoptions]
    return (kept or Kept()).again("records", every, (), lambda: _load_all(root, figures, adoptions))


def _load_all(
    root: Path, figures: Iterable[Path], adoptions: Iterable[Path]
) -> tuple[Records, list[Diagnostic]]:
    statistics, broken, findings = _load_each(root, figures, from_json, "record-broken")
    counted, broken_adoptions, found = _load_each(root, adoptions, adoption_of, "adoption-broken")
    return Records(statistics, broken, counted, broken_adoptions), findings + found


def _load_each(
    root: Path, files: Iterable[Path], parse: Callable[[str], T], code: str
) -> tuple[dict[str, T], frozenset[str], list[Diagnostic]]:
    found: dict[str, T] = {}
    broken: set[str] = set()
    findings: list[Diagnostic] = []
    for path in files:
        key = f"{path.parent.name}/{path.stem}"
        value, finding = _load(path, root, parse, code)
        if value is not None:
            found[key] = value
        if finding is not None:
            broken.add(key)
            findings.append(finding)
    return found, frozenset(broken), findings


def _load(path: Path, root: Path, parse: Callable[[str], T], code: str) -> tuple[T | None, Diagnostic | None]:
    name = site_name(path, root)
    try:
        if not path.is_file():
            return None, Diagnostic(code, Place(name), {"reason": "它不是普通文件"})
        return parse(path.read_bytes().decode("utf-8-sig")), None
    except OSError as error:
        return None, Diagnostic(code, Place(name), {"reason": reason(error)})
    except UnicodeDecodeError:
        return None, Diagnostic(code, Place(name), {"reason": "不是 UTF-8 编码"})
    except RecordError as error:
        place = Place(name, error.line, error.column)
        if error.version:
            return None, Diagnostic("record-version", place, {"version": error.version})
        return None, Diagnostic(code, place, {"reason": error.reason})
