"""What was left standing to be filled in: XX, ××, 【待核】, TODO, ？？？."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, Rule, SurveyRule
from generator.check.rules.names.near import SURNAMES
from generator.check.rules.wording import leftovers_gates as gates
from generator.check.rules.wording.leftovers_asides import asides
from generator.check.rules.wording.leftovers_drafts import drafts
from generator.check.rules.wording.leftovers_notes import notes
from generator.model.prose import CELL, Block

_COUNTED = (
    r"(?:年|月|日|时|分|件|个|名|人(?=[，。、；次参到出]|$)|户|家|次|项|起|处|条|场|批|期|宗|万|亿|元|吨|亩|米|公里|[%％]|百分|多|余"
    r"|局|委|厅|部|办|市长|县长|书记|主任|领导|会议|单位|部门|工作|情况|问题)"
)
_COVERED = r"(?![^，。；]{0,2}(?:小区|花园|路|街|巷|村|镇|乡|社区|学校|小学|中学|医院|公司|超市|商店|酒店))"
_WAITING = r"(?:补|核|填|插|确认|修改|更新)"
_HERE = (
    r"(?<![在于从到由])(?:此处|这里)(?:请|应|需|要)?"
    r"(?:插入|填入|填写|配图|加图|贴图|待补|待填|待核|补充数据|补数据|补图)"
)

_WAITS = (
    r"[此这本该](?:段|处|节|条|句|项|表|图|部分|数字?|数据)(?:文字|内容|数据)?(?:待|需|还需|尚需|请)"
    r"(?:补|核|续|填|确认|完善|更新|修改)(?:充|实|对|写)?(?=[，。；！）)]|\Z)"
    r"|(?:以下|下文|后文|后面|余下)(?:内容|部分)?(?:待|还需)(?:补|续|写)(?:充)?(?=[，。；！）)]|\Z)"
    r"|(?<=[。；，])待(?:补充?|核实?|续|填)(?=[。；）)]|\Z)"
)
"""此段待补。"""

_LEFT = pattern(
    # Latin X stands for a word; not 139XXXX, XXL, XX染色体, which something stands beside.
    r"(?<![A-Za-z0-9XxＸ*·.\-])[XxＸ]{2,}(?![A-Za-z0-9*·.\-]|染色体)"
    r"|(?<=(?<![A-Za-z0-9])20)[XxＸ×]{2}年(?:[XxＸ×]{1,2}月(?:[XxＸ×]{1,2}日)?)?"
    r"|(?<![\dA-Za-z×.])[XxＸ×](?:月[XxＸ×]日|年[XxＸ×]月(?:[XxＸ×]日)?)"
    # ×× may cover a person, a street or a firm; as a number, a post or an office it is left over.
    rf"|(?<![{SURNAMES}\dA-Za-z×*·])×{{2,}}(?={_COUNTED}){_COVERED}"
    rf"|(?<![〇○◯零一二三四五六七八九十百千\d])[○◯]{{2,}}(?={_COUNTED})"
    rf"|[?？]{{2,}}(?={_COUNTED})|[?？]{{3,}}"
    r"|(?<![A-Za-z0-9_])(?:TODO|FIXME|TBD|(?i:lorem ipsum))(?![A-Za-z0-9_])"
    rf"|[（(【\[〔](?:此处|这里|数据|数字|数量|内容|名单|照片|图片|日期|时间|地点|姓名|职务|具体|尚)?待{_WAITING}[^（）()【】〔〕]{{0,6}}[）)】\]〕]"
    r"|【(?:待定|待查|待审|缺|缺图|缺数|缺数据|缺名单|略|空|插图|配图|请补[^】]{0,8}|请核[^】]{0,8}|请填[^】]{0,8}|需补[^】]{0,8}|需核[^】]{0,8})】"
    r"|(?<![件表图单录文见])[（(]略[）)]"
    r"|待定数[字据]?(?![量值额])"
    r"|(?<=数据|数字|内容|名单|照片|图片|日期|人数|件数|金额)待(?:补充?|核实?|查|填)(?=[，。；、）)]|$)"
    rf"|{_HERE}|{_WAITS}"
    rf"|(?<![*＊])[*＊]{{2,}}(?={_COUNTED})"
    r"|(?<![\dA-Za-z×*·])×{3,}(?=等(?:县|区|市|单位|领导|负责|部门|[\d一二两三四五六七八九十]|同志|人))"
    r"|(?:\.{4,}|_{3,}|＿{2,})(?=(?:件|个|人|户|家|次|项|起|处|万元|亿元|%|年|月|日)(?![\u4e00-\u9fff]{0,1}[_.]))"
    r"|[（(](?:(?:此处|这里)(?=[请需应要待补加插填配放附缺核改数照图])|附图略|待定|待议)[^（）()]{0,16}[）)]|附图略"
    r"|[（(【](?:请|需|等|待)(?:领导|主任(?!科员)|科长|处室|编辑)[^（）()【】]{0,6}(?:审定|审阅|核定|把关|过目)[^（）()【】]{0,8}[）)】]"
    r"|(?:领导|主任)(?:审定|审阅|同意)后再(?:填|补|改|定|发|写)"
    r"|(?<![\dA-Za-z×*])×{3,}(?=(?:年|月|日|件|个|人|户|万元|亿元|[%％]))"
)
_MAY_BEGIN = pattern(
    r"X|x|Ｘ|×|○|◯|【|待|_|＿|\.\.\.\.|\?[?？]|？[?？]|\*[*＊]|＊[*＊]|（(?=.{0,2}[待略]|此|这|附图|[请需等])|\((?=.{0,2}[待略]|此|这|附图|[请需等])"
    r"|\[(?=.{0,2}[待略])|〔(?=.{0,2}[待略])|此[段处节条句项表图部数]|这[段处节条句项表图部数里]|本[段处节条句项表图部数]|该[段处节条句项表图部数]"
    r"|以下|下文|后文|后面|余下|附图略|领导审|主任审|TODO|FIXME|TBD|Lorem|lorem|LOREM"
)
"""Where it is worth looking: it is found ten times as quickly."""
_ALONE = pattern(r"\s*待(?:补充?|核实?|填写?|查|更新|完善)\s*")
"""All that stands in a cell."""


def survey(blocks: Sequence[Block], office: Office) -> dict[int, tuple[Block, int]]:
    """The blocks in which something may be left over, and of which sorts."""
    return {number: (blocks[number], may) for number, may in gates.may_be_left(blocks).items()}


def leftover(one: tuple[Block, int], office: Office) -> Iterator[Hit]:
    block, may = one
    if may & gates.CELLS and block.kind == CELL and _ALONE.fullmatch(block.text):
        yield Hit(0, len(block.text), {"text": block.text.strip()})
        return
    end, spans = 0, [*notes(block, may), *asides(block, may), *drafts(block, may)]
    for found in _MAY_BEGIN.finditer(block.text) if may & gates.LEFT else ():
        match = _LEFT.match(block.text, found.start()) if found.start() >= end else None
        if match:
            end = match.end()
            spans.append(match.span())
    last = 0
    for start, end in sorted(spans):
        if start >= last and end > start:
            last = end
            yield Hit(start, end, {"text": _short(block.text[start:end])})


def _short(text: str) -> str:
    return text if len(text) <= 12 else text[:11] + "…"


RULES: tuple[Rule, ...] = (SurveyRule("text-left-over", survey, leftover),)
