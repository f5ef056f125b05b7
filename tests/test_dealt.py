"""Rules dealt out to two processes find what one process finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.check import dealt
from generator.check.dealt import deal, looking
from generator.check.proofread import proofread
from generator.check.rule import GatheringRule, ReadingRule, SiteRule, SurveyRule
from generator.check.rules import RULES
from generator.diagnostics import ordered
from generator.load.kept import Kept
from generator.proofreading.text import gather_text

SAMPLE = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a slip in each of its reports, so that there is something to find in all documents."""
    site = tmp_path_factory.mktemp("sample")
    (site / "site.yaml").write_bytes((SAMPLE / "site.yaml").read_bytes())
    for path in (SAMPLE / "content").rglob("*"):
        if path.suffix in (".md", ".yaml"):
            copy = site / path.relative_to(SAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            slip = "\n共有3个县：甲县、乙县,进一步规华，再再推进。\n" if "reports" in path.parts else ""
            copy.write_text(text + slip, encoding="utf-8")
    return site


def told(site: Path, jobs: int) -> list[tuple[str, str, str]]:
    gathered, _ = gather_text(site)
    assert gathered is not None
    slips, findings = proofread(gathered.written, gathered.plan, Kept(), jobs=jobs)
    return [
        (one.code, str(one.place), one.message)
        for one in ordered([*(slip.finding for slip in slips), *findings])
    ]


def test_two_processes_find_what_one_finds(sample: Path) -> None:
    alone = told(sample, 1)
    assert len({code for code, _, _ in alone}) >= 3 and len(alone) > 100
    assert told(sample, 2) == alone


def test_what_a_process_does_not_do_is_done_by_the_other(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = told(sample, 1)
    monkeypatch.setattr(dealt, "_help", lambda *given: os._exit(9))
    assert told(sample, 2) == alone


def test_the_rules_are_dealt_out_whole() -> None:
    own, others = deal(RULES)
    assert len(own) + len(others) == len(RULES) and {*own} | {*others} == {*RULES}
    assert not [rule for rule in others if isinstance(rule, SiteRule | GatheringRule)]
    for kind, name in ((ReadingRule, "read"), (SurveyRule, "survey")):
        shared = [{getattr(rule, name) for rule in some if isinstance(rule, kind)} for some in (own, others)]
        assert shared[0].isdisjoint(shared[1])
    assert len(RULES) / 4 < len(others) < len(RULES)


def test_where_no_process_can_be_had_all_is_done_in_one(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = told(sample, 1)

    def fail() -> int:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fail)
    assert told(sample, 2) == alone


def test_few_documents_need_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealt, "_start", lambda *given: pytest.fail("另起了进程"))
    with looking([[]], None, RULES, 2) as look:  # type: ignore[arg-type]
        assert look([]) == []
