"""The sample that a new user sees first."""

from __future__ import annotations

from pathlib import Path

from generator.compile.bulletin import compile_issue
from generator.compile.plan import compile_site
from generator.diagnostics.show import plain
from generator.load.site import load_site

ROOT = Path(__file__).parents[1]


def test_nothing_is_said_against_the_sample() -> None:
    content, findings = load_site(ROOT)
    assert content is not None and findings == [], plain(findings)
    plan, findings = compile_site(content)
    assert findings == [], plain(findings)
    for key in plan.numbers:
        bulletin, findings = compile_issue(content, plan, key)
        assert bulletin is not None and findings == [], plain(findings)
