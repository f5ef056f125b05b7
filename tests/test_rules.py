"""Every rule of the proofreader by its own examples: a bad one is found, a good one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check.rules import RULES
from generator.diagnostics.words_blocks import BLOCKS
from generator.diagnostics.words_content import CONTENT
from generator.diagnostics.words_figures import FIGURES
from generator.diagnostics.words_files import FILES
from generator.diagnostics.words_ledger import LEDGER
from generator.diagnostics.words_privacy import PRIVACY
from generator.diagnostics.words_proofreading import OF_PAGES
from generator.diagnostics.words_proofreading import RULES as WORDS
from generator.diagnostics.words_statistics import STATISTICS
from generator.inspect.check import PAGE_RULES
from generator.proofreading.text import gather_text, proofread_text
from tests.rules_made import codes_of, read_site, write_site

BAD = [(code, text) for code, words in WORDS.items() for text in words.bad]
GOOD = [(code, text) for code, words in WORDS.items() for text in words.good]


def test_every_rule_has_its_words_and_all_words_a_rule() -> None:
    of_text = [code for code in WORDS if not code.startswith(OF_PAGES)]
    assert sorted(rule.code for rule in RULES) == sorted(of_text)
    assert sorted(PAGE_RULES) == sorted(set(WORDS) - set(of_text))
    assert len({words.name for words in WORDS.values()}) == len(WORDS)


@pytest.mark.parametrize("code", WORDS)
def test_a_rule_says_what_and_why_and_shows_it(code: str) -> None:
    words = WORDS[code]
    # How a page goes wrong is shown in tests/test_page_rules.py.
    assert (words.bad and words.good) or code.startswith(OF_PAGES)
    assert len(words.name) <= 12 and words.what.endswith("。") and words.why.endswith("。")


@pytest.mark.parametrize(("code", "text"), BAD)
def test_a_bad_example_is_found(code: str, text: str, tmp_path: Path) -> None:
    slips, _ = read_site(write_site(tmp_path, text))
    found = [slip for slip in slips if slip.code == code]
    assert found, [slip.code for slip in slips]
    for slip in found:
        assert slip.finding.message and "{" not in slip.finding.message + slip.finding.hint
        assert 0 <= slip.hit.start < slip.hit.end <= len(slip.block.text)


@pytest.mark.parametrize(("code", "text"), GOOD)
def test_a_good_example_is_silent(code: str, text: str, tmp_path: Path) -> None:
    assert codes_of(write_site(tmp_path, text)) == []


def test_no_code_is_taken_twice() -> None:
    groups = (FILES, CONTENT, LEDGER, STATISTICS, FIGURES, BLOCKS, PRIVACY)
    others = [code for group in groups for code in group]
    assert len(set(others)) == len(others)
    assert not set(others) & set(WORDS)


def test_one_fault_is_told_once(tmp_path: Path) -> None:
    slips, _ = read_site(write_site(tmp_path, "市教肓局负责人参加了会议。"))
    assert [slip.code for slip in slips] == ["unit-misspelt"]


def test_what_may_not_be_printed_is_proofread_too(tmp_path: Path) -> None:
    site = write_site(tmp_path, "会议由市教育局主持,各县区参加。联系电话13800138000。")
    gathered, findings = gather_text(site)
    assert gathered is not None and "identifier-written" in [finding.code for finding in findings]
    told = proofread_text(gathered)
    assert [one.finding.code for one in told] == ["punctuation-half-width"]
