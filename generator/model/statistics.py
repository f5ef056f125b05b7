"""What the ledger says of one issue's period: plain frozen values that JSON can hold.

A final issue keeps them in `content/records/`; tables, charts, sentences and `{{受理量}}` are all made of
these values and of nothing else, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.model.listing import Listing

COUNTS: Mapping[str, str] = {
    "受理量": "受理时间在本期内的件数",
    "办结量": "本期受理的诉求中，截止时间前已经办结的件数",
    "在办量": "本期受理的诉求中，截止时间前还没有办结的件数",
    "按时办结量": "本期受理的诉求中，在时限内办结的件数；没有时限的，办结即为按时；不知道何时办结的，不计",
    "超期办结量": "本期受理的诉求中，过了时限才办结的件数",
    "超期未办结量": "本期受理的诉求中，到期未办结的件数",
    "超期量": "超期办结量与超期未办结量之和",
    "重复量": "本期受理的诉求中，填了“重复件”的件数",
    "回访量": "本期受理并已办结的诉求中，回访得到满意或者不满意答复的件数",
    "满意量": "回访量中，答复属于词表“满意”的件数",
    "不满意量": "回访量中，答复属于词表“不满意”的件数",
    "保密量": "本期受理的诉求中，标了保密的件数（只计数，不登内容）",
    "本期办结量": "办结时间在本期内的件数，不论何时受理",
    "累计在办量": "到截止时间还没有办结的全部件数，不论何时受理",
    "累计超期量": "累计在办量中，已过时限的件数",
}
"""Names of the counts and their definitions, as printed. For all: received no later than 截止时间."""

DAILY = "日均受理量"
"""受理量 divided by the days of the period, to one decimal."""

SHARE, CHANGE, YEAR_CHANGE = "占比", "环比", "同比"
NO_BASE = "暂无可比基期"

NEW, ANSWERED, OPEN, OVERDUE, REPEATED = "新受理", "已答复", "在办", "超期", "重复"
"""Names of lists of items, the keys of `Statistics.items`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days from `first` to `last`, and the instant as of which the ledger is read."""

    first: date
    last: date
    as_of: datetime

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Counts:
    """One cell: each count of COUNTS in this period, in the one before, and a year ago.

    A count that is zero may be left out of the mappings.
    """

    now: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    year_ago: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of the trend, the last being this one. `label` is short: 第9周, 2月, 2/16."""

    label: str
    first: date
    last: date
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class HotIssue:
    """A matter (问题分类) that stands out. `usual` is the mean of the periods before; `reasons` are printed:
    件数第1位, 比常态增长80.0%, 重复6件, 涉及7个属地. `cases` are ids that may be quoted, best first."""

    category: str
    received: int
    before: int
    usual: float | None
    repeats: int
    areas: int
    reasons: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A request as it may be printed: masked, never a confidential one.

    `state` is 已办结, 已超期 or 在办 as of the issue's 截止时间; `late` are working days past the term
    (0: in term or no term); `standing` the number of this publication's issues, this one counted, in which it
    stood open; `repeats` how often it was made again. `term` is the last day of the term.
    """

    id: str
    received: date
    channel: str
    type: str
    category: str
    party: str
    area: str
    unit: str
    title: str
    content: str
    result: str
    state: str
    term: date | None = None
    closed: date | None = None
    late: int = 0
    standing: int = 0
    repeats: int = 0
    satisfied: bool | None = None


@dataclass(frozen=True, slots=True)
class RateRule:
    """A rate: names of two counts. Printed with every table that shows it."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures of an issue.

    `cells`: path → counts. The path is "" for all, `诉求类型.投诉` for a value of a dimension, and
    `来源渠道.来访.诉求类型.投诉` for a crossing, dimensions in the order of DIMENSIONS. A path
    that is missing has zero counts if its values are among `values`, else it is unknown.
    `values`: dimension → its values as they are printed: vocabulary first, then others; units in the
    order of units.yaml; 未注明 last. `items`: see NEW, ANSWERED, OPEN, OVERDUE, REPEATED; the whole list's
    length is in `lengths` where a list was cut. `cases` are the items of 典型案例 and hot issues.
    `floor` is 满意率下限 and `listings` the lists that the issue prints, as they were.
    """

    span: Span
    before: Span
    year_ago: Span
    cells: Mapping[str, Counts]
    values: Mapping[str, tuple[str, ...]]
    rates: Mapping[str, RateRule]
    trend: tuple[TrendPoint, ...] = ()
    hot: tuple[HotIssue, ...] = ()
    hot_rule: str = ""
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)
    cases: tuple[Item, ...] = ()
    floor: int | None = None
    listings: Mapping[str, Listing] = field(default_factory=dict)
