"""From figures to what is printed: the blocks that a section can ask for by name (内容).

Each is made of `Statistics` alone, so that tables, charts and sentences cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.compile.blocks.cases import TYPICAL_CASES
from generator.compile.blocks.dimensions import one_dimension, side_by_side, structure, two_dimensions
from generator.compile.blocks.hot import HOT_ISSUES
from generator.compile.blocks.key_figures import KEY_FIGURES, TREND
from generator.compile.blocks.kind import BlockKind, Nothing, Options
from generator.compile.blocks.open_items import OPEN_ITEMS, OVERDUE_ITEMS, REPEATED_ITEMS
from generator.compile.blocks.requests import ANSWERED_REQUESTS, NEW_REQUESTS
from generator.compile.blocks.units import ANNEX, DISSATISFIED, HANDLING

__all__ = ["BLOCKS", "CASES", "HOT", "BlockKind", "Nothing", "Options"]

CASES, HOT = "典型案例", "热点诉求"

BLOCKS: Mapping[str, BlockKind] = {
    "关键数字": KEY_FIGURES,
    "走势": TREND,
    "诉求结构": structure("来源渠道", "诉求类型", "来源渠道和诉求类型"),
    "服务对象和属地": side_by_side("服务对象", "属地"),
    "诉求类型": one_dimension("诉求类型"),
    "来源渠道": one_dimension("来源渠道"),
    "服务对象": one_dimension("服务对象"),
    "属地": one_dimension("属地"),
    "问题分类": one_dimension("问题分类"),
    "承办单位": one_dimension("承办单位"),
    "来源与类型": two_dimensions("来源渠道", "诉求类型", "来源渠道和诉求类型"),
    "服务对象与问题": two_dimensions("问题分类", "服务对象", "服务对象和问题分类"),
    HOT: HOT_ISSUES,
    CASES: TYPICAL_CASES,
    "超期事项": OVERDUE_ITEMS,
    "重复诉求": REPEATED_ITEMS,
    "办理情况": HANDLING,
    "满意率": DISSATISFIED,
    "单位附表": ANNEX,
    "新受理": NEW_REQUESTS,
    "已答复": ANSWERED_REQUESTS,
    "仍在办": OPEN_ITEMS,
}
"""Names that 内容 may hold, in the order in which a 专报 usually tells them."""
