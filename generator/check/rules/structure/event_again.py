"""A day, month or year of one report that speaks again of what was told before: 该基地自2018年开工以来, where
it was 2019年."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.same import are_places_apart, place_in
from generator.check.rules.figures.words import pairs_of
from generator.model.prose import CAPTION, CELL, FIGURE, HEADS, Block, Document

_DATES = (
    r"(?P<year>(?:(?:19|20)\d{2}|[去今前])年)?(?P<month>1[0-2]|0?[1-9])月"
    r"(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]|份?(?![\d底初末]|[上中下]旬|中[，旬]))"
    r"(?!(?:[至到—～~、和及]|——)(?=[\d一二三四五六七八九十本明次])|[前以之电])"
    r"|(?P<only>(?:19|20)\d{2})年(?![至到—～~、和及底初末度级版]|\d)"
)
_DATE = pattern(_DATES)
_DATED_AT = pattern(rf"[\d去今前](?<=(?=(?P<whole>{_DATES})).)")
"""The same where it begins: so a search is quicker."""
_NO_START = pattern(r"[\d第\-—～~]\Z|[年月日号份][至到、和及]\Z")
_VERBS = (
    r"开工|动工|复工|竣工|完工|通车|通航|通水|通电|通气|投产|投用|启用|停用|揭牌|挂牌|奠基|封顶|合龙|贯通|落成|建成|开业|开张|开园|开馆|开街|开播|首映|开通|开放|上线"
    r"|投入使用|投入运营|试运[营行]|运营|运行|营业|施行|实施|生效|印发|出台|发布|公布|颁布|获批|批复|立项|签[约订署]?|成立|组建|设立|创办|创建|搬迁|迁[入至址]|搬[到至入]|入驻|交付|移交|验收|摘[牌帽]"
    r"|拆除|关闭|关停|查封|撞|坍塌|垮塌|倒塌|起火|失火|着火|发生|破获|告破|侦破|落网|宣判|判决|立案|受理|结案|中标|夺冠|首发|发车|首航|去世|病逝|出院|住院|入院|截止|开学|剪彩|点火|并网|蓄水|截流"
    r"|召开|举行|举办|开幕|闭幕|启动|开赛|开讲|调研|视察|考察|走访|慰问|巡查|检查|督查|督导|督办|演练|培训|约谈|座谈|会见|会谈|接访|下访|开庭|庭审|调解|协商|听证|通报|发现|查获|查处|接[到报警]"
    r"|突发|突降|登陆|来袭|泄漏|爆炸|中毒|侧翻|追尾|坠落|溺水|走失|失踪|获救|收到|送达|上任|任命|任职|到任|就职|入职|上岗|到岗|报到|毕业|结婚|出生|注册|登记|上市|下架|停产|停水|停电|停运|恢复|抢通|动迁|征收|认定|命名|授予|评为"
    r"|入党|入团|参军|入伍|滑坡|塌方|决堤|滑倒|摔[倒伤]|受伤|封闭|执行|建起|办起|开庭|租[下赁]|购[买入]|借|办理|申请|投诉|反映|来信|来访|来电|提交|申报"
)
_VERB = pattern(_VERBS)
_ALIKE = (
    "投入使用|投用|投入运营|运营|试运营",
    "建成|建起|办起|落成",
    "签|签约|签订|签署",
    "开庭|庭审",
    "开工|动工",
    "破获|告破|侦破",
    "坍塌|垮塌|倒塌",
    "举办|召开|举行",
    "施行|实施|生效|执行",
    "搬|搬到|搬至|搬入|迁入|迁至|迁址|搬迁|入驻",
    "受伤|摔倒|摔伤|滑倒",
    "起火|失火|着火",
)
"""Words for the same."""
_ONE = {word: words.split("|")[0] for words in _ALIKE for word in words.split("|")}
_END = pattern(r"[。！？；\n]")
_FILLERS = pattern(
    r"[的了在于着也已把将被由是自从“”《》（）、，：\s]|\d+[时点分]|[一这那该此本][起次场处座条个项家件]?|正式|顺利|成功|以[来后]|当[天日]|[上下]午|晚上?|凌晨|清晨"
)
_AGAIN_BEHIND = pattern(
    r"(?:[上下]午|晚上?|凌晨|\d{1,2}[时点]许?)?(?:的|[一-鿿]{0,8}(?:发生|召开|举行|举办)的)(?:这|此|该|本|上述)[次起场项个座条家件届]?(?P<noun>[一-鿿]{2})"
    r"|(?:的)?[^，。；\d]{2,24}?(?:之日|一[事案]|以来|以后|之后|至今|那[天日]|当[天日]|首日|伊始|后(?=[，。]|$)|起(?=，)|时(?=，)|到(?=建成|竣工|投|通车|完工|如今|今年|现在|目前))"
    r"|[^，。；\d]{0,3}(?:的那[次场天]|之日)"
)
_AGAIN_OF = pattern(
    rf"(?:[上下]午|晚上?|凌晨|\d{{1,2}}[时点]许?)?(?:{_VERBS})?的(?P<noun>[^，。；、的\d]{{2,8}})"
)
_AGAIN_BEFORE = pattern(
    r"(?:这|此|该|上述)(?![样里些时外前后刻])[一-鿿]{0,12}$|(?:日期|时间|日子|当[天日晚]|之日|那天)(?:确|应|就|正|也|，)?(?:是|为|在|系|定[为在于])?[（：]?$"
)
_DATED = pattern(r"(?:日期|时间)(?:确|应|就|正|也)?(?:是|为|在|系)?[：]?$")
_OFTEN = pattern(
    r"例会|每[周月季旬天日年]|第[一二三四五六七八九十\d]+[次期批场轮阶]|再次|再度|又|分别|延期|改[到为期在]|推迟|提前到|原定|原计划|各[地校村镇]|陆续|先后|两次|多次|截至|[一二三四]期"
    r"|[一二三四]标段|预警|电（|报道|有效期|起至|修正|续签|另|其他|年级|届"
)
_PLANNED = pattern(r"将|拟|计划|预计|即将|力争|争取|准备")
_LAST_DAY = pattern(r"闭幕|落幕|结业|结束(?!后)|闭营|收官|收尾|完赛|决赛|止")
_NEGATIVE = pattern(r"尚未|没有|重新|恢复|首次")
_AHEAD, _BEHIND = 26, 30
_TIME = pattern(r"^(?:[上下]午|晚上?|凌晨|清晨|\d{1,2}[时点]许?(?:\d{1,2}分)?)*起?，?")
_MOST = 40
_RETOLD, _SLIPPED, _TITLED = 6, 5, 4
_TITLES = HEADS | {CAPTION}
_MEETINGS = frozenset(("会议", "活动", "仪式", "比赛", "演练", "培训", "座谈", "大会", "论坛", "现场"))
_NO_HAN = pattern(r"[^一-鿿]")
_WHOLE = pattern(r"全[省市县区]")


class Day(NamedTuple):
    """A date from `start` to `end` of a block's text; `ahead` is its clause before it, `behind` what follows;
    `near` is what its clause says."""

    block: Block
    start: int
    end: int
    value: tuple[str, int, int]
    ahead: str = ""
    behind: str = ""
    near: str = ""

    @property
    def written(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def grain(self) -> int:
        """How exact it is: 2 for a year, 1 for a month, 0 for a day."""
        return (self.value[1] == 0) + (self.value[2] == 0)

    @property
    def said(self) -> str:
        return _FILLERS.sub("", self.ahead) + _FILLERS.sub("", self.behind)

    @property
    def verbs(self) -> frozenset[str]:
        """What takes place, by the first character of its word."""
        return frozenset(_ONE.get(match[0], match[0][:2]) for match in _VERB.finditer(self.near))


def days_again(document: Document) -> Iterator[tuple[Day, Day]]:
    """Pairs of dates of one report that are told of the same."""
    found: list[Day] = []
    for block in document.blocks:
        if ("月" in block.text or "年" in block.text) and block.kind != CELL:
            found += _days(block)
    for table in document.tables:
        for row in table.rows:
            found += _of_row(row)
    if not 2 <= len(found) <= _MOST:
        return
    values = {day.value: day for day in found}.values()
    if not any(one.grain == other.grain and _differ(one, other) for one, other in combinations(values, 2)):
        return  # So it is in most reports.
    found = [day if day.block.kind == CELL else _told(day) for day in found]
    for place, second in enumerate(found):
        for first in reversed(found[:place]):
            if _is_one(first, second, found[:place]) or _is_labelled(first, second, document):
                yield first, second
                break


def _days(block: Block) -> Iterator[Day]:
    text = block.text
    last = 0
    for match in _DATED_AT.finditer(text):
        start, end = match.span("whole")
        if start < last:
            continue
        last = end
        if _NO_START.search(text[max(0, start - 2) : start]) or FIGURE in text[start - 1 : end + 1]:
            continue
        value = _value(match["year"] or match["only"], match["month"], match["day"])
        yield Day(block, start, end, value)


def _told(day: Day) -> Day:
    """The same with the words around it."""
    text = day.block.text
    ahead = _END.split(text[max(0, day.start - _AHEAD) : day.start])[-1]
    behind = _END.split(text[day.end : day.end + _BEHIND])[0]
    near = ahead.split("，")[-1] + _TIME.sub("", behind).split("，")[0]
    return day._replace(ahead=ahead, behind=behind, near=near)


def _value(year: str | None, month: str | None, day: str | None) -> tuple[str, int, int]:
    return (year or "").rstrip("年"), int(month or 0), int(day or 0)


def _of_row(row: Sequence[Block]) -> Iterator[Day]:
    """A cell that is a date, with the words of the row's first cell that is none."""
    if not any("月" in cell.text or "年" in cell.text for cell in row):
        return
    words = next((cell.text.strip() for cell in row if not any(map(str.isdecimal, cell.text))), "")
    for cell in row if len(words) > 2 else ():
        match = _DATE.fullmatch(cell.text.strip())
        if match:
            value = _value(match["year"] or match["only"], match["month"], match["day"])
            yield Day(cell, 0, len(cell.text), value, words, "", words)


def _is_one(first: Day, second: Day, known: Sequence[Day]) -> bool:
    if first.grain != second.grain or not _differ(first, second):
        return False
    if first.block is second.block and not _END.search(first.block.text, first.end, second.start):
        return False
    if _OFTEN.search(first.near) or _OFTEN.search(second.near):
        return False
    for word in (_PLANNED, _LAST_DAY, _NEGATIVE):
        if bool(word.search(first.near)) != bool(word.search(second.near)):
            return False
    if are_places_apart(first.ahead + first.behind, second.ahead + second.behind):
        return False
    for whole, part in ((first, second), (second, first)):
        if _WHOLE.search(whole.near) and place_in(part.near)[:1] not in ("", "全"):
            return False
    again = _AGAIN_BEHIND.match(second.behind)
    if again and again["noun"]:
        # 5月5日的此次调研: the only day before of which that is told.
        those = {day.value for day in known if again["noun"] in day.behind}
        if again["noun"] in first.behind and len(those) == 1:
            return True
    dated = _DATED.search(second.ahead) is not None
    definite = again is not None or dated or _AGAIN_BEFORE.search(second.ahead) is not None
    verbs = first.verbs & second.verbs
    of = _AGAIN_OF.match(second.behind)
    if of and first.grain < 2:
        # 4月6日发生的坍塌事故; 3月15日的义务植树活动.
        named = pairs_of(of["noun"]) & pairs_of(first.near + first.behind)
        definite = definite or bool(verbs) or len(named) > 1
        if (
            len(named) > 1
            and len({day.value for day in known if pairs_of(of["noun"]) & pairs_of(day.behind)}) == 1
        ):
            return True
    if of and of["noun"][:2] in _MEETINGS and of["noun"][:2] in first.near:
        # 5月14日的会议上: of the only one that was told of.
        return len({day.value for day in known if of["noun"][:2] in day.near}) == 1
    pairs, others = pairs_of(first.said), pairs_of(second.said)
    common = pairs & others
    plain = {pair for pair in common if not _VERB.search(pair)}
    if CELL in (first.block.kind, second.block.kind):
        cell = first if first.block.kind == CELL else second
        label = pairs_of(cell.said)
        most = len(label & common) + (len(label) > 2)
        return bool(verbs) and most >= len(label) > 1 and first.block.kind != second.block.kind
    near = _is_near(first, second)
    only = len({day.value for day in known if day.verbs & verbs}) == 1
    if definite and verbs:
        return bool(
            (plain and (dated or len(plain) > 1 or first.grain or len(common) > 2))
            or (only and (near or dated) and first.grain < 2)
        )
    if definite and near and len(common) >= _SLIPPED:
        return True
    if first.grain == 2:
        return False
    titled = any(day.block.kind in _TITLES for day in (first, second))
    if not titled and not _end_alike(first.near, second.near):
        return False
    needed = _TITLED if titled else _SLIPPED if near else _RETOLD
    return (
        bool(verbs) and len(common) >= needed and (2 + titled) * len(common) >= min(len(pairs), len(others))
    )


_EVENTS = frozenset(("会议", "活动", "培训", "考试", "比赛", "仪式", "典礼", "面试", "笔试", "报名"))
_LABEL = pattern(r"(?P<verb>[一-鿿]{2,4})(?:日期|时间|日)：$")


def _is_labelled(first: Day, second: Day, document: Document) -> bool:
    """举办日期：4月16日 in a list, and 徒步大会举办当天（4月17日）."""
    label = _LABEL.fullmatch(first.ahead)
    named = _AGAIN_BEFORE.search(second.ahead)
    if not label or not named or first.grain or second.grain or not _differ(first, second):
        return False
    before = second.ahead[: named.start()]
    if label["verb"] not in before[-6:] or _OFTEN.search(second.ahead):
        return False
    noun = before[: before.rindex(label["verb"])][-2:]
    if label["verb"] in _EVENTS:
        return True
    blocks = document.blocks[: document.blocks.index(first.block)]
    return len(noun) > 1 and any(noun in block.text for block in blocks)


def _end_alike(one: str, other: str) -> bool:
    """Whether the last words of a clause are in the other one: not 动员会 and 推进会."""
    clauses = [_NO_HAN.sub("", text) for text in (one, other)]
    return clauses[0][-3:] in clauses[1] or clauses[1][-3:] in clauses[0]


def _differ(first: Day, second: Day) -> bool:
    """Whether they are surely two dates: one without a year may be the same."""
    one, other = first.value, second.value
    if first.grain == 2:
        return one[0] != other[0]
    if one[0] and other[0] and one[0] != other[0]:
        # What took place in another year took place again.
        return False
    return one[1:] != other[1:]


def _is_near(first: Day, second: Day) -> bool:
    """Whether but one number of them is another."""
    return sum(a != b for a, b in zip(first.value, second.value, strict=True) if a and b) == 1
