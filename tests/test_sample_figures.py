"""Every figure of the sample, in the statistics and as printed, against a recount in plain Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
import yaml
from recount_made import DIMENSIONS, ROOT, Recount, Row, read_rows, recounts
from recount_printed_made import Printed, listed, placeholders, slips

from generator.compile.bulletin import compile_issue
from generator.compile.figures.every import every_figure
from generator.compile.figures.figure import Figure, figure
from generator.compile.figures.names import aliases_of
from generator.compile.issue_figures import IssueFigures, compile_figures
from generator.gather import Gathered, gather
from generator.model.bulletin import Bulletin
from generator.model.statistics import COUNTS, Counts, Item, Statistics

PUBLICATIONS = {"shehui-minyi": "周", "minyi-yuebao": "月", "minyi-jibao": "季", "suqiu-dongtai": "半月"}
OUTLINES = {"suqiu-dongtai": "suqiu-dongtai"}
KEYS = sorted(
    f"{publication}/{path.stem}"
    for publication in PUBLICATIONS
    for path in (ROOT / "content/issues" / publication).glob("*.yaml")
)
WEEKLY, HALF_MONTHLY = "shehui-minyi/2026-03", "suqiu-dongtai/2025-01"


@dataclass(frozen=True)
class Sample:
    """The sample as the generator counts and composes it, and the recount."""

    gathered: Gathered
    figures: IssueFigures
    recounts: Mapping[str, Recount]

    def bulletin(self, key: str, figures: IssueFigures | None = None) -> Bulletin:
        made, findings = compile_issue(
            self.gathered.content, self.gathered.plan, key, figures or self.figures
        )
        assert made is not None and findings == []
        return made

    def printed(self, key: str, bulletin: Bulletin | None = None) -> Printed:
        outline = _yaml(f"templates/{OUTLINES.get(key.partition('/')[0], 'zhuanbao')}/outline.yaml")
        words = _yaml("templates/shared/words.yaml")["词句"] | outline.get("词句", {})
        return Printed(
            self.recounts[key],
            bulletin or self.bulletin(key),
            _yaml(f"content/issues/{key}.yaml"),
            outline,
            words,
            listed(),
        )


def _yaml(path: str) -> Any:
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read_rows()


@pytest.fixture(scope="module")
def sample(rows: list[Row]) -> Sample:
    gathered, findings = gather(ROOT)
    assert gathered is not None and findings == []
    figures, _ = compile_figures(gathered.content, gathered.plan, gathered.ledger, gathered.records)
    return Sample(gathered, figures, recounts(rows, PUBLICATIONS))


def test_all_issues_of_the_ledger_are_recounted(sample: Sample) -> None:
    assert sorted(sample.figures.statistics) == KEYS
    assert sorted(sample.recounts) == KEYS and len(KEYS) >= 20


def test_the_ledger_has_the_same_rows(sample: Sample, rows: list[Row]) -> None:
    assert sample.gathered.ledger is not None
    read = sample.gathered.ledger.connection.execute(
        "SELECT id, unit, unit_class, received_at, closed_at, satisfied, confidential, repeat_of, "
        "CAST(due_at - INTERVAL 1 DAY AS DATE) FROM request ORDER BY received_at, id"
    ).fetchall()
    assert read == [
        (
            *(row.id, row.values["承办单位"], row.values["单位类别"], row.received, row.closed_at),
            *(row.satisfied, row.confidential, row.repeat_of, row.due),
        )
        for row in rows
    ]


@pytest.mark.parametrize("key", KEYS)
def test_every_count_of_every_cell_is_right(sample: Sample, key: str) -> None:
    check_cells(sample.figures.statistics[key], sample.recounts[key])


def check_cells(statistics: Statistics, recount: Recount) -> None:
    spans = {"now": statistics.span, "before": statistics.before, "year_ago": statistics.year_ago}
    for which, span in spans.items():
        own = recount.spans[which]
        assert (span.first, span.last, span.as_of) == (own.first, own.last, own.as_of)
    crossed = set()
    for path, counts in statistics.cells.items():
        pairs = _pairs(path)
        crossed.add(tuple(dimension for dimension, _ in pairs))
        for which in spans:
            numbers = getattr(counts, which)
            wanted = {name: recount.count(name, pairs, which) for name in COUNTS}
            assert {name: numbers.get(name, 0) for name in COUNTS} == wanted, (path, which)
    for which in spans:
        for pairs, counts in recount.cells[which].items():
            dimensions = tuple(dimension for dimension, _ in pairs)
            if counts.total() and (len(pairs) < 2 or dimensions in crossed):
                assert ".".join(part for pair in pairs for part in pair) in statistics.cells
    assert crossed >= {(), *((dimension,) for dimension in DIMENSIONS)} and len(crossed) >= 13


def _pairs(path: str) -> tuple[tuple[str, str], ...]:
    """The sample's values hold no dots."""
    parts = path.split(".") if path else []
    return tuple(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("key", KEYS)
def test_trend_hot_issues_and_lists_are_right(sample: Sample, key: str) -> None:
    statistics, recount = sample.figures.statistics[key], sample.recounts[key]
    points = [(point.first, point.last, point.received, point.closed) for point in statistics.trend]
    assert points == [(span.first, span.last, received, closed) for span, received, closed in recount.trend]
    hot = [
        (
            one.category,
            one.received,
            one.before,
            one.repeats,
            one.areas,
            "；".join(one.reasons),
            list(one.cases),
        )
        for one in statistics.hot
    ]
    assert hot == [(*row[:3], *row[4:], recount.hot_cases(row[0])) for row in recount.hot]
    lists = {
        "新受理": recount.inside,
        "已答复": recount.answered,
        "在办": recount.open,
        "超期": recount.overdue,
        "重复": recount.repeated,
    }
    assert statistics.items and not statistics.lengths
    for name, items in statistics.items.items():
        wanted = [row for row in lists[name] if not row.confidential]
        if name in ("新受理", "已答复"):
            items = tuple(sorted(items, key=lambda item: [row.id for row in wanted].index(item.id)))
        assert [item.id for item in items] == [row.id for row in wanted]
        for item, row in zip(items, wanted, strict=True):
            check_item(item, row, recount)


def check_item(item: Item, row: Row, recount: Recount) -> None:
    as_of = recount.period.as_of
    assert item.state == recount.state(row)
    assert item.standing == recount.standing(row)
    assert item.repeats == recount.again(row)
    if item.state != "已办结":
        assert item.late == row.days_late(as_of)
    assert item.unit == row.values["承办单位"]
    assert item.satisfied is (row.satisfied if row.done(as_of) else None)
    if row.tells:
        assert (item.content, item.result, item.area, item.term, item.closed) == ("", "", "", None, None)
    else:
        assert (item.title, item.content, item.term) == (row.title, row.content, row.due)
        assert item.received == row.received.date()


@pytest.mark.parametrize("key", KEYS)
def test_everything_that_is_printed_is_right(sample: Sample, key: str) -> None:
    assert sample.printed(key).check() > 300


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_named_in_a_text_is_right(sample: Sample, key: str) -> None:
    content, statistics = sample.gathered.content, sample.figures.statistics[key]
    aliases = aliases_of(content.site.record, content.units)
    text = (ROOT / f"content/issues/{key}.yaml").read_text(encoding="utf-8")
    names = placeholders(re.sub(r"(?m)^\s*#.*", "", text))
    for name in names:
        found = figure(statistics, name, aliases)
        assert isinstance(found, Figure) and found.text == sample.recounts[key].text(name), name


@pytest.mark.parametrize("key", [f"{name}/2026-01" for name in PUBLICATIONS])
def test_every_figure_that_can_be_named_is_right(sample: Sample, key: str) -> None:
    """What the command `figures` lists."""
    recount = sample.recounts[key]
    figures = list(every_figure(sample.figures.statistics[key]))
    wrong = [(one.name, one.text) for one in figures if one.text != recount.text(one.name)]
    assert wrong == [] and len(figures) > 5000


# That these checks find a slip: each number, one more than it should be.


@pytest.mark.parametrize("name", ["受理量", "办结量", "按时办结量", "满意量", "累计超期量"])
@pytest.mark.parametrize("which", ["now", "before", "year_ago"])
def test_a_count_off_by_one_is_found(sample: Sample, name: str, which: str) -> None:
    statistics = sample.figures.statistics[WEEKLY]
    whole = statistics.cells[""]
    numbers = {**getattr(whole, which), name: getattr(whole, which).get(name, 0) + 1}
    wrong: Counts = replace(whole, **{which: numbers})
    changed = replace(statistics, cells={**statistics.cells, "": wrong})
    with pytest.raises(AssertionError):
        check_cells(changed, sample.recounts[WEEKLY])
    figures = replace(sample.figures, statistics={**sample.figures.statistics, WEEKLY: changed})
    with pytest.raises((AssertionError, ValueError)):
        sample.printed(WEEKLY, sample.bulletin(WEEKLY, figures)).check()


@pytest.mark.parametrize("key", [WEEKLY, HALF_MONTHLY])
def test_a_printed_number_off_by_one_is_found(sample: Sample, key: str) -> None:
    printed = sample.printed(key)
    count = 0
    for section in printed.bulletin.sections:
        for wrong in slips(section):
            with pytest.raises(AssertionError):
                printed.check_section(wrong)
            count += 1
    assert count > 150
