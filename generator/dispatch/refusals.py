"""Why an issue is not packed: an order against what was registered, a register that is missing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.compile.finding import at
from generator.diagnostics import Diagnostic, Place
from generator.dispatch.outbox import ENDING as LOG
from generator.dispatch.register import Register, register_file, same_issue
from generator.dispatch.source import Finished
from generator.seal.sums import ENDING as SUMS_ENDING

_NUMBERED = re.compile(r"（\d{6}）")


def contradictions(finished: Finished, before: Register | None, day: date | None) -> list[Diagnostic]:
    """What the order says against the issue or its register."""
    signed, publication = finished.bulletin.date, finished.publication
    if day is not None and day < signed:
        return [Diagnostic("pack-day-early", None, {"day": day.isoformat(), "signed": signed.isoformat()})]
    if before is None or not (before.recalled or any(row.numbers for row in before.rows)):
        return []
    site = finished.ready.gathered.content.site
    path = ("publications", finished.issue.publication)
    if not (publication.copy_numbers or publication.mark):
        return [at(site, "pack-numbers-off", *path)]
    if not (publication.copy_numbers or before.mark_only):
        return [at(site, "pack-number-hidden", *path)]
    return []


def traces(site: Path, target: Path, finished: Finished) -> list[Diagnostic]:
    """What says that the issue was packed before, where its register is missing: numbering from 000001 again
    would give numbers to other units than those that hold them."""
    key, publication = finished.issue.key, finished.publication.name
    record = register_file(key)
    issue = finished.bulletin.title.removeprefix(publication)
    other = same_issue(site, key, publication, issue)
    if other:
        data = {"file": record, "other": other, "title": finished.bulletin.title}
        return [Diagnostic("register-other", Place(other), data)]
    stem = record.removesuffix(".yaml")
    signs = [name for name in (f"{stem}{LOG}", f"{stem}{SUMS_ENDING}") if (site / name).exists()]
    if any(_NUMBERED.search(path.name) for path in target.glob("*/*.pdf")):
        signs.append(str(target))
    if signs:
        return [Diagnostic("register-missing", None, {"file": record, "signs": "、".join(signs)})]
    return []
