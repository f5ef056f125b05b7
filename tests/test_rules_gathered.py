"""Rules that look at the whole site through what they take from each document."""

from __future__ import annotations

from pathlib import Path

from generator.check.proofread import proofread, prose_of, site_slips
from generator.check.rule import GatheringRule, SiteRule
from generator.check.rules import RULES
from generator.compile.plan import compile_site
from generator.load.kept import Kept
from generator.load.site import load_site
from tests.rules_made import read_site, write_site

CODES = ("report-again", "paragraph-elsewhere", "event-two-dates", "report-date", "weekday-unlikely")
TWO = """\
---
标题: 市水利局抢修北岭供水管道
单位: 市水利局
日期: 2022-05-28
---
5月27日（星期一），主供水管道爆裂，市水利局组织抢修队赶到现场，当晚就恢复了供水。

包段的管水员每天上午巡一遍，发现渗漏当场处理，处理不了的拍照上报，由县里派人来修。

6月20日，市水利局召开了供水安全会议，部署了汛期的工作。
=====
---
标题: 市水利局抢修北岭供水管道
单位: 市水利局
日期: 2022-05-29
---
5月26日，主供水管道爆裂，市水利局组织抢修队赶到现场，当晚就恢复了供水。

包段的管水员每天上午巡一遍，发现渗漏当场处理，处理不了的拍照上报，由县里派人来修。
=====
---
标题: 云岭县河道管护有了新办法
单位: 云岭县
日期: 2022-05-29
---
云岭县把河道管护写进了村规民约，家家户户都要遵守。

包段的管水员每天上午巡一遍，发现渗漏当场处理，处理不了的拍照上报，由县里派人来修。
"""


def test_none_of_them_reads_the_whole_site() -> None:
    gathering = {rule.code for rule in RULES if isinstance(rule, GatheringRule)}
    assert gathering >= set(CODES)
    assert not any(isinstance(rule, SiteRule) and rule.code in CODES for rule in RULES)


def test_each_finds_what_it_looks_for(tmp_path: Path) -> None:
    slips, _ = read_site(write_site(tmp_path, TWO))
    assert {slip.code for slip in slips} >= set(CODES)


def test_what_is_gathered_again_of_one_document_gives_the_same_as_the_whole(tmp_path: Path) -> None:
    """After an edit only the edited report is gathered anew; what is found is what a fresh reading finds."""
    root = write_site(tmp_path, TWO)
    kept = Kept()
    for day in ("5月26日", "5月25日", "5月27日（星期六）"):
        path = root / "content" / "reports" / "r2.md"
        text = path.read_text(encoding="utf-8")
        start = text.index("---\n5月") + 4
        path.write_text(text[:start] + day + text[text.index("，主供水") :], encoding="utf-8")
        content, _ = load_site(root, kept)
        assert content is not None
        plan, _ = compile_site(content)
        again, _ = proofread(content, plan, kept)
        fresh, _ = proofread(content, plan)
        told = [
            [(slip.code, str(slip.finding.place), slip.finding.message) for slip in one]
            for one in (again, fresh)
        ]
        assert told[0] == told[1] and {code for code, *_ in told[0]} & set(CODES)


def test_alone_they_find_the_same_as_among_all(tmp_path: Path) -> None:

    content, _ = load_site(write_site(tmp_path, TWO))
    assert content is not None
    plan, _ = compile_site(content)
    prose = prose_of(content, plan, Kept())
    every = [(slip.code, slip.hit) for slip in site_slips(prose) if slip.code in CODES]
    alone = [
        (slip.code, slip.hit)
        for code in dict.fromkeys(rule.code for rule in RULES)
        if code in CODES
        for slip in site_slips(prose, [rule for rule in RULES if rule.code == code])
    ]
    assert alone == every
