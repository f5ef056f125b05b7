"""The rule about a number that was left out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import before
from generator.model.prose import CAPTION, CELL, HEADS, RUNNING, Block

_MISSING_MEASURE = (
    r"件(?![件数])|个(?!个)|人次|人(?=[，。；、）]|\Z)|万人|万户|户(?!户|外)|家(?!家|庭)|条(?!条)|项(?!项|目)|起(?!来)|名(?!单|称)|处(?!处|理)"
    r"|场(?!所)|万元|亿元|元(?=[，。；、）])|吨|公里|平方米|个?百分点|[%％‰]|万件|万[平亩吨]"
)
_GAP = pattern(rf"[ 　]+(?P<measure>{_MISSING_MEASURE})")
_GAP_AT_END = pattern(
    r"[ 　](?<=[㐀-鿿].)[ 　]*(?:件|个|封|份|次|例|批|台|辆|本|套|米|亩|天|小时|分钟"
    r"|户|家|条|项|人|名|处|场|吨|笔|宗|通|篇|座|栋|盏|口|棵|株)"
    r"(?=[，。；、）])"
)
_EXPECTING = pattern(
    r"(?:共|共计|合计|总计|累计|达|达到|约|近|占|为|超过|增长|下降|上升|提高|降低|减少|增加|回落"
    r"|受理|办结|转办|交办|接听|收到|收集|征集|登记|答复|回访|排查|整改|解决|完成|发放|走访|投入|收入|支出|资金|总额"
    r"|投诉|求助|咨询|建议|举报|同比|环比|其中|发现|处理|梳理|慰问|帮助|新增|剩余|剩|余|尚有|尚余|还有|仅有|共有)\Z"
)
_BARE_PERCENT = pattern(r"[%％](?<=[长降升高占达为率比约至到近加少].)(?![0-9])")
_BARE_COUNT = pattern(
    r"共(?:计|有|收)?"
    r"(?:件(?![件数])|(?:个|万元|亿元|人次|户次|户|家|条|名|项)(?=[，。；、]|\Z|其中))"
)
_NUMERALS = "0123456789.一二三四五六七八九十百千万亿几两数每余多半各 \ufffc"
_COUNT_ENDS = pattern(rf"[份个条户次起处场件里点米人元为达到](?<=[^{_NUMERALS}].)(?=[，。；、）以左])")
_LEFT_OUT = pattern(
    r"(?:[金资款额贴][万亿]元"
    r"|(?:资料|传单|手册|画册|明白纸|问卷|倡议书|公开信)份"
    r"|(?:诉求|问题|隐患|企业|群众|农户|居民|住户|矛盾纠纷|纠纷|意见|建议|线索|活动|讲座)"
    r"(?:个|条|户|人次|起|处|场次?)"
    r"|(?:约|近|逾|超过?|达到?|共计?)(?:人次|户次|件次|平方米|公里|个百分点)"
    r"|(?:提高|上升|增长|提升|下降|降低|回落)了?个百分点"
    r"|(?:比上[年周月]|同比|环比)(?:增加|减少|多|少)了?(?:件|户|个|人次|起|人)"
    r"|率(?:为|达到?))\Z"
)
_NO_COUNT = pattern(r"[公中国一]\Z")
_SHORT_CELL = 6
_NO_AMOUNT = pattern(
    r"(?:金额|资金|资|款|额|缺口|投入|收入|支出|补贴|共计|合计|总计|累计)约?[万亿]元(?=[，。；、）])"
)
"""缺口约万元, where the markup has taken the stars away: 约***万元."""
_ORDINAL_GAP = pattern(r"第(?:[ 　_]*期(?![刊待间望末限盼])|[ 　_]+[号次批页条季])")
_DATE_GAP = pattern(r"月[ 　]{0,8}日(?![报程历常期子])")
_BEFORE_MONTH = pattern(r"(?:[0-9]{4}年|[于在至])[ 　]{0,8}\Z|(?P<month>[0-9])\Z")
_GAP_ENDS = pattern(r"[，。、（前至—～]|[上下]午|\Z")


def missing_number(block: Block, office: Office) -> Iterator[Hit]:
    """A place where a number should stand and does not: 共　件."""
    text = block.text
    found = [match.span() for match in _ORDINAL_GAP.finditer(text)] if "第" in block.text else []
    if block.kind in RUNNING or block.kind == CAPTION:
        if block.has(" 　"):
            found += _gaps(text)
        if "月" in block.text and "日" in block.text:
            found += _date_gaps(text)
    elif block.kind == CELL and len(text) > _SHORT_CELL and block.has(" 　"):
        # 已整改18处，剩余　处: a cell that is a sentence.
        found += [span for span in _gaps(text) if "，" in text or "：" in text]
    if block.kind in RUNNING:
        if block.has("%％"):
            found += [(max(0, match.start() - 2), match.end()) for match in _BARE_PERCENT.finditer(text)]
        if "共" in block.text:
            found += [
                match.span()
                for match in _BARE_COUNT.finditer(text)
                if not _NO_COUNT.search(before(text, match.start(), 1))
            ]
        found += _left_out(text)
        if "元" in block.text:
            found += [match.span() for match in _NO_AMOUNT.finditer(text)]
    for start, end in sorted(set(found)):
        yield Hit(start, end, {"text": text[start:end].strip()})


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    """资料份，约人次，上升个百分点，率为，: a measure, or a verb, that is waiting for its number."""
    for ends in _COUNT_ENDS.finditer(text):
        place = ends.start()
        ahead = before(text, place + 1, 12)
        match = _LEFT_OUT.search(ahead)
        if match and not (match[0][0] in "超近" and _NO_COUNT.search(ahead[: match.start()])):
            start = place + 1 - len(match[0])
            if not (text[start - 1 : start] == "一" or (match[0][0] == "共" and _is_public(text, start))):
                yield start, place + 1


def _is_public(text: str, position: int) -> bool:
    return _NO_COUNT.search(before(text, position, 1)) is not None


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """共　件, 来信  封，."""
    expected = set()
    for match in _GAP.finditer(text):
        ahead = _EXPECTING.search(before(text, match.start(), 4))
        if ahead:
            expected.add(match.start())
            yield match.start() - len(ahead[0]), match.end()
    for match in _GAP_AT_END.finditer(text):
        if match.start() not in expected:
            yield match.start() - 1, match.end()


def _date_gaps(text: str) -> Iterator[tuple[int, int]]:
    """于　月　日, 5月　日."""
    for match in _DATE_GAP.finditer(text):
        ahead = _BEFORE_MONTH.search(before(text, match.start(), 14))
        if ahead and (not ahead["month"] or len(match[0]) > 2 or _GAP_ENDS.match(text, match.end())):
            yield match.start() - len(ahead[0]), match.end()


_COUNTED = "件个万亿人户家条名项"
_WORDS = (
    *(" ", "　", "第_", "第期", "月日"),
    *(f"{lead}{percent}" for lead in "长降升高占达为率比约至到近加少" for percent in "%％"),
    *(f"共{verb}{unit}" for verb in ("", "计", "有", "收") for unit in _COUNTED),
    *(f"{lead}{scale}元" for lead in "额金资款口入出贴计约" for scale in "万亿"),
    *(f"{unit}{mark}" for unit in "份个条户次起处场件里点米人元为达到" for mark in "，。；、）以左"),
)
RULES: tuple[Rule, ...] = (
    BlockRule("number-missing", missing_number, RUNNING | HEADS | {CELL, CAPTION}, words=_WORDS),
)
