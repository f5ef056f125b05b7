"""Texts that repeat one thing very often: a rule must not take long over them."""

from __future__ import annotations

import time

import pytest

from generator.check.rule import BlockRule
from generator.check.rules.punctuation.spaces import RULES
from generator.model.prose import CELL, PARAGRAPH, TITLE, Block, Run

_TIMES = 20_000
_LONGEST = 5.0
"""Seconds of a processor; a rule that is quadratic takes minutes."""


@pytest.mark.parametrize("kind", [PARAGRAPH, TITLE, CELL])
@pytest.mark.parametrize(
    "text",
    [
        "“走访 " * _TIMES,
        "走访" * _TIMES + "“。 ",
        "走访 " * _TIMES + "。",
        "走" + " " * _TIMES + "访。",
        " " * _TIMES + "走 访，" * _TIMES,
    ],
)
def test_spaces_of_an_endless_text(text: str, kind: str) -> None:
    block = Block(kind, text, "正文", "a.md", (Run(0, 1, 1),), (1, 1))
    before = time.process_time()
    for rule in RULES:
        if isinstance(rule, BlockRule) and kind in rule.kinds:
            list(rule.find(block, None))  # type: ignore[arg-type]
    assert time.process_time() - before < _LONGEST
