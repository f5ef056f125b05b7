"""From a site's ledger to the figures of its issue, as a build does it, in a process of its own.

`python -m generator.bench.ledger_ours SITE TOLD` writes to the file TOLD, as JSON, how many seconds the
parts took and every count of every cell.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from generator.bench.ledger_site import ISSUE
from generator.diagnostics import has_errors
from generator.load.site import load_site


def main(site: Path, told: Path) -> None:
    content, findings = load_site(site)
    if content is None or has_errors(findings):
        raise RuntimeError(findings)
    began = time.perf_counter()
    # Imported here: their time is part of what a ledger costs.
    from generator.compile.statistics import Wanted, compile_statistics
    from generator.load.ledger import load_ledger
    from generator.model.statistics import OVERDUE, REPEATED

    ledger, findings = load_ledger(site, content.site, content.units)
    loaded = time.perf_counter()
    cells = {}
    if ledger is not None:
        wanted = {ISSUE: Wanted(frozenset({OVERDUE, REPEATED}))}
        orders = {ISSUE.partition("/")[0]: (ISSUE,)}
        statistics, found = compile_statistics(ledger, content, orders, wanted)
        if ISSUE not in statistics:
            raise RuntimeError(findings + found)
        cells = {
            path: {"now": counts.now, "before": counts.before, "year_ago": counts.year_ago}
            for path, counts in statistics[ISSUE].cells.items()
        }
    compiled = time.perf_counter() - loaded
    result = {"load": loaded - began, "compile": compiled, "cpu": time.process_time(), "cells": cells}
    told.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
