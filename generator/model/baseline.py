"""content/records/baseline.yaml: what was wrong when an old site was taken over, and is not told any more."""

from __future__ import annotations

from generator.model.record import Record, key
from generator.model.types import Number, Text


class Known(Record):
    """Findings of one rule on lines that read the same. `mark` stands for the line, `line` shows it."""

    rule: Text = key("规则", example="sentence-long")
    file: Text = key("文件", example="content/reports/a.md")
    mark: Text = key("指纹", example="3f2a90c1d4e5b678")
    count: Number = key("次数", 1, example="1")
    line: Text = key("原文", "")


class Baseline(Record):
    known: tuple[Known, ...] = key("已有的问题", ())
