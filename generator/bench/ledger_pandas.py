"""The same counts of the same CSV, by pandas, in a process of its own.

`python -m generator.bench.ledger_pandas CSV TOLD` writes to the file TOLD, as JSON, every count of every
cell. It reads only the columns that it counts, checks nothing, and quotes nothing.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas  # type: ignore[import-untyped]

from generator.bench.ledger_site import UNITS
from generator.compile.statistics.cells import CROSSINGS
from generator.model.request import DIMENSIONS

_SPANS: Mapping[str, tuple[datetime, datetime]] = {
    "now": (datetime(2026, 1, 1), datetime(2026, 2, 1)),
    "before": (datetime(2025, 12, 1), datetime(2026, 1, 1)),
    "year_ago": (datetime(2025, 1, 1), datetime(2025, 2, 1)),
}
_TIMES = ["受理时间", "办理时限", "办结时间"]
_DIMENSIONS = [dimension for dimension in DIMENSIONS if dimension != "单位类别"]


def main(csv: Path, told: Path) -> None:
    columns = ["编号", *_TIMES, *_DIMENSIONS, "满意度", "重复件", "保密"]
    rows = pandas.read_csv(csv, usecols=columns, dtype=str, keep_default_na=False)
    for name in _TIMES:
        rows[name] = pandas.to_datetime(rows[name], format="ISO8601")
    rows["办理时限"] += timedelta(days=1)
    rows["单位类别"] = rows["承办单位"].map(UNITS)
    cells: dict[str, dict[str, dict[str, int]]] = {}
    for which, (first, end) in _SPANS.items():
        _count(rows, which, first, end, cells)
    told.write_text(
        json.dumps({"cpu": time.process_time(), "cells": cells}, ensure_ascii=False), encoding="utf-8"
    )


def _count(
    rows: Any, which: str, first: datetime, end: datetime, cells: dict[str, dict[str, dict[str, int]]]
) -> None:
    """Add the counts of one span, as of its end, to `cells`; those that are zero are left out."""
    rows = rows[rows["受理时间"] < end]
    done = rows["办结时间"] < end
    closed_inside = done & (rows["办结时间"] >= first)
    inside = rows["受理时间"] >= first
    chosen = inside | ~done | closed_inside
    rows, done, inside, closed_inside = rows[chosen], done[chosen], inside[chosen], closed_inside[chosen]
    late = (rows["办结时间"].where(done, end) > rows["办理时限"]) | (
        done & (rows["办结时间"] == rows["办理时限"])
    )
    good = rows["满意度"].isin(["满意", "基本满意"])
    bad = rows["满意度"] == "不满意"
    flags = {
        "受理量": inside,
        "办结量": inside & done,
        "在办量": inside & ~done,
        "按时办结量": inside & done & ~late,
        "超期办结量": inside & done & late,
        "超期未办结量": inside & ~done & late,
        "超期量": inside & late,
        "重复量": inside & (rows["重复件"] != ""),
        "回访量": inside & done & (good | bad),
        "满意量": inside & done & good,
        "不满意量": inside & done & bad,
        "保密量": inside & (rows["保密"] == "是"),
        "本期办结量": closed_inside,
        "累计在办量": ~done,
        "累计超期量": ~done & late,
    }
    table = rows[list(DIMENSIONS)].assign(**flags)
    names = list(flags)
    cells.setdefault("", {})[which] = {
        name: int(count) for name, count in table[names].sum().items() if count
    }
    for dimensions in (*((one,) for one in DIMENSIONS), *CROSSINGS):
        counted = table.groupby(list(dimensions), sort=False)[names].sum()
        for values, counts in zip(counted.index, counted.to_numpy().tolist(), strict=True):
            pairs = zip(dimensions, values if len(dimensions) > 1 else (values,), strict=True)
            path = ".".join(f"{dimension}.{value}" for dimension, value in pairs)
            own = {name: int(count) for name, count in zip(names, counts, strict=True) if count}
            cells.setdefault(path, {})[which] = own


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
