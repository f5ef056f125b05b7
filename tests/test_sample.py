"""The sample that a new user sees first."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compile.bulletin import compile_issue
from generator.compile.issue_figures import compile_figures
from generator.diagnostics.show import plain
from generator.gather import Gathered, gather

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sample() -> Gathered:
    gathered, findings = gather(ROOT)
    assert gathered is not None and findings == [], plain(findings)
    return gathered


def test_nothing_is_said_against_the_sample(sample: Gathered) -> None:
    content, plan = sample.content, sample.plan
    figures, findings = compile_figures(content, plan, sample.ledger, sample.records)
    assert findings == [], plain(findings)
    for key in plan.numbers:
        bulletin, findings = compile_issue(content, plan, key, figures)
        assert bulletin is not None and findings == [], plain(findings)


def test_final_issues_have_their_figures_on_record(sample: Gathered) -> None:
    figures, _ = compile_figures(sample.content, sample.plan, sample.ledger, sample.records)
    assert figures.to_record == ()


def test_the_sample_is_rich(sample: Gathered) -> None:
    assert sample.ledger is not None and sample.ledger.complete
    assert sample.ledger.size >= 3000
    first, last = sample.ledger.first_day, sample.ledger.last_day
    assert first is not None and last is not None and (last - first).days >= 545
    kinds = {name: one.kind for name, one in sample.content.site.record.publications.items()}
    weekly = [key for key in sample.plan.numbers if key.startswith("shehui-minyi/")]
    assert len(weekly) >= 13 and "诉求动态" in kinds.values()
