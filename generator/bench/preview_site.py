"""The sites whose preview is measured, and the edit that is made again and again in one long issue."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from generator.bench.ledger_site import CATEGORIES, CSV, write_ledger_site
from generator.bench.ledger_site import UNITS as LEDGER_UNITS
from generator.bench.prose import Block, Issue, Paragraph, Story, make_issues
from generator.bench.site import PUBLICATION, report_markdown, report_path, write_site

LONG = 1
"""The issue of eight pages: the same one, whatever number of others there is."""
LEDGER_ISSUES = 12
"""Issues that print figures of the ledger: the monthly ones of the year up to the end of the ledger."""
_LAST_YEAR = 2026
"""In whose January the ledger ends."""

_LEDGER_SITE = f"""  yuebao: {{名称: 社情民意月报, 类型: 专报, 频次: 月}}
词表:
  问题分类: [{", ".join(CATEGORIES)}]
"""


@dataclass(frozen=True, slots=True)
class Edited:
    """A site in `folder`; in the middle of `issue` one sentence is changed again and again."""

    folder: Path
    issue: Issue

    @property
    def key(self) -> str:
        return f"{PUBLICATION}/{self.issue.stem}"

    def save(self, number: int) -> float:
        """Save edit `number` as editors do: written in place, or beside it and moved there, in turn.

        Returns the time just before (seconds, as `time.time`).
        """
        issue = edit(self.issue, number)
        story = _middle(issue)
        path = self.folder / "content" / report_path(issue, story)
        text = report_markdown(story)
        target = path if number % 2 else path.with_name(f".{path.name}.swp")
        began = time.time()
        target.write_text(text, encoding="utf-8")
        if target != path:
            target.replace(path)
        return began


def edit(issue: Issue, number: int) -> Issue:
    """`issue` with one more sentence, in which the number is another in each edit."""
    story = _middle(issue)
    place = next(place for place, block in enumerate(story.blocks) if isinstance(block, Paragraph))
    added: Block = Paragraph(f"{_text(story.blocks[place])}{marker(number)}，没有发现新的问题。")
    edited = replace(story, blocks=(*story.blocks[:place], added, *story.blocks[place + 1 :]))
    return replace(issue, stories=tuple(edited if one is story else one for one in issue.stories))


def marker(number: int) -> str:
    """What only edit `number` says; as long for one number as for another."""
    return f"第{number:05d}次回访"


def write_small(folder: Path, count: int) -> Edited:
    """A site with `count` issues, one of them long."""
    issues = make_issues(count, LONG)
    # A final issue is locked: what is edited is a draft.
    write_site(folder, issues, [issues[LONG - 1]])
    return Edited(folder, issues[LONG - 1])


def write_large(folder: Path, count: int, rows: int) -> Edited:
    """The same with a ledger of `rows` requests, of which some of the `count` issues print figures."""
    edited = write_small(folder, count - LEDGER_ISSUES)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        write_ledger_site(Path(name, "ledger"), rows)
        (folder / CSV).parent.mkdir(parents=True)
        shutil.move(Path(name, "ledger", CSV), folder / CSV)
    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(_LEDGER_SITE)
    with (folder / "content" / "units.yaml").open("a", encoding="utf-8") as units:
        units.writelines(f"- {{名称: {name}, 类别: {kind}}}\n" for name, kind in LEDGER_UNITS.items())
    issues = folder / "content" / "issues" / "yuebao"
    issues.mkdir()
    for stem, text in _ledger_issues():
        (issues / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return edited


def _ledger_issues() -> Iterator[tuple[str, str]]:
    """Each month's issue, a draft with all that a 专报 has, comes out on the second day of the next one."""
    months = [date(_LAST_YEAR - 1 + month // 12, 1 + month % 12, 2) for month in range(1, LEDGER_ISSUES + 2)]
    for month, out in pairwise(months):
        yield f"{month:%Y-%m}", f"签发日期: {out}\n报道期间: {month.year}年{month.month}月\n"


def _middle(issue: Issue) -> Story:
    return issue.stories[len(issue.stories) // 2]


def _text(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return block.text
