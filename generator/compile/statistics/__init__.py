"""From the ledger to the figures of issues: counts, trend, hot issues and items, as the ledger stood."""

from __future__ import annotations

from generator.compile.statistics.behind import rows_behind
from generator.compile.statistics.issues import compile_statistics
from generator.compile.statistics.rates import check_rates
from generator.compile.statistics.spans import base_spans, span_of
from generator.compile.statistics.wanted import Wanted

__all__ = ["Wanted", "base_spans", "check_rates", "compile_statistics", "rows_behind", "span_of"]
