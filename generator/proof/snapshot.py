"""What a page said in each proof: content/records/proofs/<publication id>/<stem of the issue>-<number>.html.

They are kept under version control with the content: what was sent out must not depend on a folder that
anyone may delete.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.source import reason
from generator.publish.records import keep_file

FOLDER = "content/records/proofs"
_NUMBER = re.compile(r"-(\d{1,4})\.html$")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The `number`-th proof of an issue, from 1, and what its page says (`marked.words_of`)."""

    number: int
    words: str


def snapshot_file(key: str, number: int) -> str:
    """Where a proof of the issue `key` is kept, relative to the site."""
    return f"{FOLDER}/{key}-{number}.html"


def proof_numbers(root: Path, key: str) -> list[int]:
    """The numbers of the proofs that are kept, in order."""
    return sorted(
        int(match[1])
        for path in (root / FOLDER / key).parent.glob(f"{Path(key).name}-*.html")
        if (match := _NUMBER.search(path.name)) and path.name == f"{Path(key).name}{match[0]}"
    )


def load_snapshots(root: Path, key: str) -> tuple[list[Snapshot], list[Diagnostic]]:
    """The last two proofs, the later one last; fewer where there are not so many. One that cannot be read is
    an error."""
    found: list[Snapshot] = []
    for number in proof_numbers(root, key)[-2:]:
        one, findings = load_snapshot(root, key, number)
        if one is None:
            return [], findings
        found.append(one)
    return found, []


def load_snapshot(root: Path, key: str, number: int) -> tuple[Snapshot | None, list[Diagnostic]]:
    """One of the proofs that are kept."""
    name = snapshot_file(key, number)
    try:
        return Snapshot(number, (root / name).read_bytes().decode()), []
    except OSError as error:
        why = reason(error)
    except UnicodeDecodeError:
        why = "不是 UTF-8 编码"
    return None, [Diagnostic("proof-record-broken", Place(name), {"reason": why})]


def store_snapshot(root: Path, key: str, snapshot: Snapshot) -> list[Diagnostic]:
    """Keep a proof: whole or not at all."""
    return keep_file(root / snapshot_file(key, snapshot.number), snapshot.words.encode())
