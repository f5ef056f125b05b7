"""What a final 采用通报 was sent with, held against what would be counted now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.model.adoption import Adoption, Tally, Use, summed

Difference = tuple[str, str, str]
"""Name of a figure, what was sent, what is counted now."""


def differences(sent: Adoption, now: Adoption) -> Iterator[Difference]:
    """Every number that was sent and is another one now: of all units, then of each unit, then of what the
    period is compared with. Where no number differs, the first title that does."""
    found = [*_numbers(sent, now), *_bases(sent, now)]
    yield from found or _titles(sent, now)


def _numbers(sent: Adoption, now: Adoption) -> Iterator[Difference]:
    yield from _tallies("合计", summed(one.now for one in sent.units), summed(one.now for one in now.units))
    units = {unit.name: unit for unit in now.units}
    former = {unit.name: unit for unit in sent.units}
    for name in dict.fromkeys((*former, *units)):
        for label, which in ((sent.label, "now"), (sent.year_label, "year")):
            one, other = (
                getattr(every[name], which) if name in every else Tally() for every in (former, units)
            )
            if label:
                yield from _tallies(f"{name}{label}", one, other)


def _tallies(name: str, one: Tally, other: Tally) -> Iterator[Difference]:
    for word, before, after in (("报送", one.sent, other.sent), ("采用", one.used, other.used)):
        if before != after:
            yield f"{name}{word}", f"{before}篇", f"{after}篇"


def _bases(sent: Adoption, now: Adoption) -> Iterator[Difference]:
    yield from _tallies("上期", sent.before.tally, now.before.tally)
    if sent.year_ago != sent.before:
        yield from _tallies("去年同期", sent.year_ago.tally, now.year_ago.tally)


def _titles(sent: Adoption, now: Adoption) -> Iterator[Difference]:
    for one, other in zip_longest(sent.uses, now.uses):
        if one != other:
            yield "目录", *_told(one, other)
            return


def _told(one: Use | None, other: Use | None) -> tuple[str, str]:
    """Two entries of the list, each with what differs besides the title."""
    if one is None or other is None:
        before, after = (f"有《{use.title}》" if use else "没有" for use in (one, other))
        return before, after
    texts = [f"《{one.title}》", f"《{other.title}》"]
    said = [(_facts(one)[name], _facts(other)[name]) for name in _facts(one)]
    apart = [pair for pair in said if pair[0] != pair[1]]
    if apart:
        texts = [f"{text}（{'，'.join(pair[place] for pair in apart)}）" for place, text in enumerate(texts)]
    return texts[0], texts[1]


def _facts(use: Use) -> dict[str, str]:
    """What else the list says of a report, in words."""
    return {
        "issue": f"{use.publication} {use.issue}",
        "unit": f"单位是{use.unit}",
        "first": "首次采用" if use.first else "重复采用",
        "internal": "标了“内部”" if use.internal else "没有标“内部”",
    }
