"""What final issues keep: content/records/figures/<publication id>/<file stem of the issue>.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.kept import Kept
from generator.load.source import reason, site_name
from generator.model.statistics import Statistics
from generator.model.statistics_json import RecordError, from_json

FOLDER = "content/records/figures"


@dataclass(frozen=True, slots=True)
class Records:
    """Records by the key of their issue; `broken` are the keys of those that could not be read. Their
    issues cannot be made: what was sent is not known, and must not be computed anew unasked."""

    statistics: Mapping[str, Statistics] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


def record_file(key: str) -> str:
    """Where the record of the issue `key` stands, relative to the site."""
    return f"{FOLDER}/{key}.json"


def load_records(root: Path, kept: Kept | None = None) -> tuple[Records, list[Diagnostic]]:
    """All records of a site, and an error for each that cannot be read. `kept` has those read before."""
    files = sorted((root / FOLDER).glob("*/*.json"))
    return (kept or Kept()).again("records", files, (), lambda: _load_all(root, files))


def _load_all(root: Path, files: Iterable[Path]) -> tuple[Records, list[Diagnostic]]:
    found: dict[str, Statistics] = {}
    broken: set[str] = set()
    findings: list[Diagnostic] = []
    for path in files:
        key = f"{path.parent.name}/{path.stem}"
        statistics, finding = _load(path, root)
        if statistics is not None:
            found[key] = statistics
        if finding is not None:
            broken.add(key)
            findings.append(finding)
    return Records(found, frozenset(broken)), findings


def _load(path: Path, root: Path) -> tuple[Statistics | None, Diagnostic | None]:
    name = site_name(path, root)
    try:
        if not path.is_file():
            return None, Diagnostic("record-broken", Place(name), {"reason": "它不是普通文件"})
        return from_json(path.read_bytes().decode("utf-8-sig")), None
    except OSError as error:
        return None, Diagnostic("record-broken", Place(name), {"reason": reason(error)})
    except UnicodeDecodeError:
        return None, Diagnostic("record-broken", Place(name), {"reason": "不是 UTF-8 编码"})
    except RecordError as error:
        place = Place(name, error.line, error.column)
        if error.version:
            return None, Diagnostic("record-version", place, {"version": error.version})
        return None, Diagnostic("record-broken", place, {"reason": error.reason})
