"""How sentences tell figures: the few forms of a clause that say without doubt which figure they mean.

A clause is read only if the whole of it has one of these forms. Names of values are one character in it,
`VALUE`, and what says that it is about this period or about all requests is taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from generator.compile.figures.clauses import OTHER_MARK, THIS_MARK
from generator.model.statistics import Span

VALUE = "\ue010"
WHOLE = re.compile("全市|我市|本市|我办|办公室|领导小组办公室")
ALL = re.compile("全市|我市|本市")
"""Says that what follows is of all requests, whatever was spoken of before."""

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_COUNT = rf"{_NUMBER}(?P<unit>件|个)(?:诉求|工单|问题|事项)?"
_PERCENT = r"(?P<number>\d+(?:\.\d+)?)(?P<unit>%)"
_IS = r"(?:共计|共有|总计|合计|为|是|达到|达|共|有|计)?"
_LEAD = r"(?:其中|同时|此外|期间|已|共|共计|总计|一共|并)*"
_KIND = r"(?:类诉求|类问题|类工单|类事项|类|渠道|方面|领域|诉求|问题|事项|件|量)?"
_OBJECT = r"(?:各类|各种|有效|群众|公众|市民|社会|民生|的)*(?:诉求事项|诉求件|诉求|事项|工单|问题)?"
_VALUE = rf"(?P<value>{VALUE}){_KIND}"

VERBS: Mapping[str, tuple[str, ...]] = {
    "按时办结": ("按时办结量",),
    "按期办结": ("按时办结量",),
    "超期办结": ("超期办结量",),
    "超时办结": ("超期办结量",),
    "逾期办结": ("超期办结量",),
    "超期未办结": ("超期未办结量", "累计超期量"),
    "逾期未办结": ("超期未办结量", "累计超期量"),
    "到期未办结": ("超期未办结量", "累计超期量"),
    "尚未办结": ("在办量", "累计在办量"),
    "未办结": ("在办量", "累计在办量"),
    "正在办理": ("在办量", "累计在办量"),
    "仍在办理": ("在办量", "累计在办量"),
    "在办": ("在办量", "累计在办量"),
    "办结": ("办结量", "本期办结量"),
    "受理": ("受理量",),
    "收到": (),
    "接到": (),
    "超期": ("超期量", "超期未办结量", "累计超期量"),
    "重复": ("重复量",),
}
"""A verb → the counts that it may mean, the nearest first. Where several may be meant, any that is right will
do. Not all that an office 收到 is 受理: the ledger does not know the others."""

_VERB = "|".join(VERBS)
COUNTED = re.compile(
    rf"{_LEAD}(?:(?P<subject>{VALUE}){_KIND})?{_LEAD}(?P<verb>{_VERB})(?:了|的)?"
    rf"(?:{_VALUE}|{_OBJECT}){_IS}{_COUNT}"
)
"""本期共受理诉求150件, 受理投诉60件, 来访受理20件, 按时办结140件."""
VALUED = re.compile(rf"(?P<within>其中)?{_LEAD}{_VALUE}{_IS}{_COUNT}")
"""其中投诉60件, 投诉类诉求60件."""
VALUE_ALONE = re.compile(rf"{_LEAD}{_VALUE}")
"""Before a share or a change: 投诉占40.0%, 投诉环比上升20.0%."""
SHARED = re.compile(
    rf"占(?:受理总量|诉求总量|全部诉求|受理量|总受理量|总量|总数|全部)?(?:比重|比例|比)?(?:的|为|达|达到)?{_PERCENT}"
)
"""占40.0%, 占比40.0%, 占受理总量的40.0%."""
_WAY = "(?P<way>上升|增长|增加|提高|上涨|提升|下降|减少|降低|回落)"
CHANGED = re.compile(
    rf"{_LEAD}(?P<base>环比|同比)(?:(?P<same>持平)|{_WAY}了?(?P<number>\d+(?:\.\d+)?)(?P<unit>个百分点|%|件))"
)
"""环比上升12.3%, 同比下降2.1个百分点, 环比持平."""
UP = frozenset({"上升", "增长", "增加", "提高", "上涨", "提升"})

HARMLESS = re.compile(
    rf"(?:从|按|分|按照)?(?:诉求|受理)*(?:类型|来源|渠道|来源渠道|类别|分类|问题分类|服务对象|对象|属地)(?:上|来|分|划分)?(?:看)?"
    rf"|{_LEAD}|(?:总体|受理|办理|诉求|基本|有关)*(?:情况|概况)(?:如下)?"
)
"""Clauses that leave open nothing about what follows."""

ORGAN = re.compile(
    "[\u4e00-\u9fff](?:局|委|区(?!域)|县|镇|乡|街道|社区|村|公司|集团|学校|医院|系统|(?<!为)中心|专班|小组|支队"
    "|所(?![有需在以谓反提])|站|厂|院)"
)
"""What may be the subject of the sentences that follow, so that their numbers are its own."""

_OTHER_TIME = re.compile(
    "上周|上月|上季|上期|上一|前一|上年|去年|前年|往年|历年|历次|同期|今年以来|以来|年初|累计|截至|截止|目前"
    "|昨|今天|当日|当天|当周|当月|次日|近期|近年|下周|下月|下步|下一步|预计|计划|争取|力争|目标|确保|要求|每|平均"
    "|本周|这周|本月|本季|本年|今年|全年|上半年|下半年|季度|一周|周[一二三四五六日末]|星期"
    "|\\d年|\\d月|\\d日|\\d周|\\d时|月份|日前"
    f"|{OTHER_MARK}"
)

_NO_TIME = re.compile("累计在办量|累计超期量")

NOT_NAMES = frozenset(
    {"群众", "公众", "市民", "社会", "民生", "诉求", "问题", "事项", "工单", "其他", "个人", "企业", "单位"}
)
"""Words that tell nothing where they stand in a sentence, though a site may use them as values."""

SPECIAL = re.compile(r"问题|方面|领域|类|其中|部分|反映|来电|受理|收到|接到|办结|\d")
"""In a clause of none of the forms: what follows may be about this special thing alone."""

NAMED: Mapping[str, tuple[str, ...]] = {"办结量": ("办结量", "本期办结量")}
"""A name → the counts that it may mean: of 本期办结量, 本期 was taken out as what says when."""

SYNONYMS: Mapping[str, str] = {
    "受理总量": "受理量",
    "受理诉求总量": "受理量",
    "诉求总量": "受理量",
    "诉求受理量": "受理量",
    "日均受理诉求": "日均受理量",
    "日均受理": "日均受理量",
    "日均": "日均受理量",
}


def named_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """办结率98.5%, 投诉办结率为98.5%, 受理量150件, and the name alone before a change: 受理量环比…."""
    known = "|".join(sorted((re.escape(name) for name in (*names, *SYNONYMS)), key=len, reverse=True))
    return re.compile(
        rf"{_LEAD}(?:(?P<subject>{VALUE}){_KIND}的?)?(?:总体|整体|综合)?(?P<name>{known})"
        rf"(?P<told>{_IS}{_NUMBER}(?P<unit>件|个|%))?"
    )


def other_time(text: str) -> bool:
    """Whether a clause, that which says this period taken out, speaks of another time or of none."""
    return _OTHER_TIME.search(_NO_TIME.sub("", text)) is not None


def comparison_words(span: Span) -> re.Pattern[str]:
    """How a comparison names its base: 较上周, 与去年同期相比. The group `year` is that of 同比."""
    last = "|".join(["上期", "上一期", *_kind_of(span)[1]])
    return re.compile(
        rf"(?:较|比|与|同|和)(?:(?P<year>去年同期|上年同期|去年同月|上年同月)|(?:{last}))(?:相比|比)?"
    )


def this_period(span: Span, *, report: bool) -> re.Pattern[str]:
    """What says that a clause is about the period: 本周 in a weekly, its dates; in a report the dates alone,
    since 本周 is the report's own week there."""
    words = [_dates(span.first, span.last), *_months(span)]
    if not report:
        words += [THIS_MARK, "本期", *_kind_of(span)[0]]
    return re.compile(f"(?:在)?(?:{'|'.join(words)})(?:内|里|期间|以来(?!$))?")


def values_pattern(values: Iterable[str]) -> re.Pattern[str] | None:
    """Every name of a value, the longest first; None without any."""
    names = sorted({name for name in values if len(name) > 1}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names))) if names else None


def _kind_of(span: Span) -> tuple[list[str], list[str]]:
    """Words for this period and for the one before, by its length."""
    if span.days == 7:
        return ["本周", "这周", "一周来", "这一周"], ["上周", "前一周", "上一周"]
    if 28 <= span.days <= 31:
        return ["本月", "当月"], ["上月", "上个月", "前一月"]
    if 90 <= span.days <= 92:
        return ["本季度", "本季"], ["上季度", "上一季度", "上季"]
    if span.days >= 365:
        return ["本年度", "本年", "全年"], ["上年度"]
    return [], []


def _dates(first: date, last: date) -> str:
    """5月30日至6月5日, with the year or without, with the month a second time or without."""
    month = f"(?:{last.month}月)?" if first.month == last.month else f"{last.month}月"
    years = [f"(?:{day.year}年)?" for day in (first, last)]
    return rf"{years[0]}{first.month}月{first.day}日(?:至|到|~|～|-|—|–){years[1]}{month}{last.day}日"


def _months(span: Span) -> list[str]:
    """5月, 5月份, 第二季度 for spans that are whole months; with the year or without."""
    first, last = span.first, span.last
    year = f"(?:{first.year}年)?"
    whole = first.day == 1 and last.month != (date.fromordinal(last.toordinal() + 1)).month
    if not whole or first.year != last.year:
        return []
    if first.month == last.month:
        return [rf"(?<![\d至到])({year}{first.month}月份?)(?![\d至到日])"]
    if last.month - first.month == 2 and first.month % 3 == 1:
        return [f"{year}第?{'一二三四'[first.month // 3]}季度"]
    return [f"{first.year}年(?!\\d)"] if (first.month, last.month) == (1, 12) else []
