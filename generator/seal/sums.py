"""SHA-256 sums of all that was issued, kept beside the register of each issue; what was once issued stays.

content/records/dispatch/<publication id>/<file stem of the issue>-sums.jsonl: one JSON object a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.publish.faults import explain
from generator.publish.records import keep_file
from generator.seal.lines import from_line, to_line

FOLDER = "content/records/dispatch"
ENDING = "-sums.jsonl"
COPY, ZIP, SHEET, NOTE = "分发件", "压缩包", "交办单", "发文通知"
"""Kinds of what lies in a pack; others are the labels of `pdf.kinds`."""
PUBLIC_EDITION, SOURCES = "公开版", "归档源文件"
_VOLUMES = "合订本"
"""The file with the sums of a publication's volumes; keys of issues are not Chinese, and volumes end so."""
_KEYS = ("指纹", "刊物", "期", "种类", "单位", "份号", "文件")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Issued:
    """One file that was issued. `unit` and `number` (000004) are "" where it is nobody's own."""

    digest: str
    publication: str
    issue: str
    kind: str
    unit: str = ""
    number: str = ""
    file: str = ""

    @property
    def title(self) -> str:
        """What such a PDF says that it is: 工作简报2022年第5期, 工作简报2022年第5期（公开版）."""
        mark = f"（{PUBLIC_EDITION}）" if self.kind == PUBLIC_EDITION else ""
        return f"{self.publication}{self.issue}{mark}"

    @property
    def is_remade(self) -> bool:
        """Whether it may be made anew under the same name, after the issues themselves are final."""
        return self.kind == PUBLIC_EDITION or self.issue.endswith(_VOLUMES)

    @property
    def same(self) -> tuple[str, str, str]:
        """What a later one of has to be to take its place."""
        return self.publication, self.issue, self.kind


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def sums_file(issue_key: str) -> str:
    """Where the sums of an issue stand, relative to the site."""
    return f"{FOLDER}/{issue_key}{ENDING}"


def read_sums(site: Path) -> tuple[Mapping[str, tuple[Issued, ...]], list[Diagnostic]]:
    """All that was ever issued, by its sum. A line that cannot be read is an error; the others count."""
    found: dict[str, list[Issued]] = {}
    findings: list[Diagnostic] = []
    for path in sorted((site / FOLDER).glob(f"*/*{ENDING}")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            findings.append(Diagnostic("sums-unreadable", Place(path.relative_to(site).as_posix())))
            continue
        for number, line in enumerate(lines, 1):
            issued = _parsed(line)
            if issued is None:
                place = Place(path.relative_to(site).as_posix(), number)
                findings.append(Diagnostic("sums-line", place, {}, line))
            else:
                found.setdefault(issued.digest, []).append(issued)
    return {digest: tuple(own) for digest, own in found.items()}, findings


def add_sums(site: Path, issue_key: str, issued: Iterable[Issued]) -> list[Diagnostic]:
    """Enter what is not entered yet. Nothing is taken out: an earlier pack may have been sent."""
    target = site / sums_file(issue_key)
    try:
        lines = target.read_text(encoding="utf-8").splitlines() if target.exists() else []
    except UnicodeDecodeError:
        return [Diagnostic("sums-unreadable", Place(sums_file(issue_key)))]
    except OSError as error:
        return [explain(error, target)]
    lines = list(dict.fromkeys([*lines, *map(_line, issued)]))
    return keep_file(target, "".join(f"{line}\n" for line in lines).encode()) if lines else []


def volume_key(publication: str) -> str:
    """By what name `add_sums` knows the volumes of a publication (its id)."""
    return f"{publication}/{_VOLUMES}"


def _line(issued: Issued) -> str:
    return to_line(_KEYS, [getattr(issued, field.name) for field in fields(issued)])


def _parsed(line: str) -> Issued | None:
    values = from_line(_KEYS, line)
    return Issued(*values) if values and _DIGEST.fullmatch(values[0]) and all(values[1:4]) else None
