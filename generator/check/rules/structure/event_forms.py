"""How texts tell the day of an event: 5月12日，新馆开放 … 新馆于5月12日开放 … 5月12日开放的新馆."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern

_TIME = (
    r"(?:[上下]午|晚上?|凌晨|清晨|早上|早晨|中午|傍晚|夜间|当[天日]|深夜|一早)?(?:[零〇一二三四五六七八九十]{1,2}[时点])?"
    r"(?P<clock>\d{1,2}(?:时|点|[：:])\d{1,2}分?|\d{1,2}[时点](?:许|半|整)?)?"
)
_DAY = pattern(
    r"(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])[日号]"
    rf"(?![至到—\-～~、和及\d])(?:（[^（）]{{2,4}}）)?{_TIME}"
)
_YEAR = pattern(r"(?:\d{4}年|去年|前年|今年)$")
_RANGE_BEFORE = pattern(r"[至到—\-～~、和及截前]$")
_CLAUSE_END = pattern(r"[，。！？；：…\n（）]")
_CLAUSE_START = pattern(r"[，。！？；：…\n（）]")
_LEAD = pattern(r"^(?:起?，|起(?![火飞])|，?由|正式)+")
_SINCE = pattern(r"(?:，|自|从|于|在|是|为|定于|定在|选在|就在|早在|时间|日期|日子|：|（)+$")
_ADVERB = (
    r"(?:正式|顺利|隆重|成功|如期|全面|全线|提前|已经?|率先|统一|同步|首次|对外|重新|向[一-鿿]{2,4}|即)*"
)
_ONCE = (
    r"开工|动工|复工|竣工|完工|通车|通航|通水|通电|通气|投产|投用|启用|停用|封闭|揭牌|揭幕|挂牌|奠基|封顶|合龙|贯通|落成|建成|开业|开张|开园|开馆|开诊"
    r"|开市|开街|闭幕|落幕|开播|首播|首演|首映|首航|开通|开放|开行|上线|下线|上市|投入使用|投入运营|试?运营|试?运行|营业|施行|实施|生效|执行|印发|出台|发布"
    r"|公布|颁布|获批|立项|签约|签订|签署|成立|组建|搬迁|迁至|迁入|搬至|搬到|入驻|回迁|交付|交房|移交|验收|摘牌|摘帽|拆除|关闭|关停|查封|撞断|撞毁|撞倒"
    r"|坍塌|垮塌|倒塌|起火|失火|着火|决口|破获|侦破|落网|宣判|中标|夺冠|发出|发车|抵达|启程|出征|去世|逝世|病逝|出院|揭晓|摇号|开考|录取|截止|开学"
    r"|解封|开仓|开秤|开镰|开犁|开捕|放流|试水|试航|试飞|剪彩|点火|并网|蓄水|下闸|截流|首飞|上岗|受理|出土|诞生|登陆|到货|运抵|获奖|接警|报警|接报|就诊|确诊"
    r"|侧翻|追尾|相撞|坠落|设立|创办|创建|创立|开启|禁行|限行|放行|恢复|试行|推行|上演|展出|授予|命名|更名|合并|换届|入选|晋级|入伍|脱贫|销号|拨付|下拨|到账|送达"
    r"|立案|结案|判决|逮捕|投案|查获|检出|治愈|抢通|复电|复课|停课|停工|停业|歇业|注销|领证|关张|开闸|泄洪|进入|开工建设|禁止|突发|突降"
)
_HELD = "召开|举行|举办|开幕|启幕|启动|开赛|开唱|开哨|开讲|开锣|开打|开演|组织|开展|进行|拉开帷幕"
_VERB = pattern(f"{_ONCE}|{_HELD}")
VERB_AT_END = pattern(rf"(?:{_ONCE}|{_HELD})了?的?$")
_VERBS = pattern(rf"(?<=....)(?:{_ONCE})+$")
_STARTS = pattern(
    rf"{_ADVERB}(?:被[一-鿿]{{1,10}}?)?(?:在[一-鿿]{{2,12}}?)?{_ADVERB}(?:{_ONCE}){{0,2}}(?P<verb>{_ONCE}|{_HELD})(?:了|的|过)?"
)
_AT_END = pattern(
    r"$|[，。！？；：…\n”（）]|了$|了[，。！？]|以来|以后|之后|后$|后，|的|仪式|典礼|当[天日晚]|那[天日晚]|时[，]"
)
_EVENT = (
    r"会议|大会|年会|[^委协工商学社本机]会|论坛|仪式|典礼|演练|比赛|[大联决邀公开]赛|赛|展览|[画影成果书]展|庙会|晚会|运动会|培训班|培训|义诊|集市|市集|征文|讲座|活动|[一-鿿]节|展演|巡演|演出|汇演"
    r"|短路|火灾|大火|事故|滑坡|塌方|泄漏|爆炸|溺水|车祸|停电|爆管|山火|险情|案|暴雨|山洪|冰雹|龙卷风|洪峰|中毒|事件"
)
_NAMED = pattern(
    rf"(?P<name>[一-鿿“”《》]{{2,26}}?(?:{_EVENT}))(?=$|[^一-鿿”》]|由|上|后|以|之|期间|中[，]|时|的|是|在|已|共|吸引|参|为|让|将|有|检|取得|落|圆满|结束|如期|正式|顺利|隆重)"
)
_WORD = pattern(f"{_ONCE}|{_EVENT}")
_ENDS_EVENT = pattern(rf"(?:{_EVENT})[”》]?$")
EVENT_NAME = pattern(_EVENT)
"""What an event is called."""
_CUT_NAME = pattern(r"(?<=....)(?:在|于|由|向|从|与|对|被|因|到|至).*$")
_CLEAN = pattern(
    r"[“”《》、\s]|^(?:我[市县区]|全[市县区镇省]|[市县区])(?=[一-鿿]{4})|(?:已经?|正式|顺利|隆重|成功|如期|全面|全线|提前|率先|对外|重新|首次|统一)+$|[了的]$|(?<=....)(?:建设)?(?:项目|工程)$"
)
_FILLERS = pattern(
    r"[的了在于着也已把被由“”《》、，\s]|发生|[一这那][起次场处]|正式|顺利|隆重|成功|如期|全面|召开|举行|举办|组织|开展|以[来后]$|当[天日]$|那[天日]$|后$|时$|前$"
)
_OFTEN = pattern(
    r"例会|调度|联席|每[周月季旬天日年]|[周月季旬]会|第[一二三四五六七八九十\d]+[次期批场轮]|再次|又[一在到]|再度|分别|延期|改[到为期在]|推迟|原定|系列|各[地校村镇]|陆续|先后|常务|预警|预报|信号"
    r"|会商|抽检|抽查|巡查|名单|截至|两次|多次|轮流|循环|党组|常委会|理论学习|交接班|值班|夜班"
)
_PLANNED = pattern(r"将|拟|定于|计划|预计|即将|力争|争取|准备")
_SHORTEST_WHOLE = 8
_WINDOW = 48
_ASIDE = pattern(r"[一-鿿“”]{0,10}(?:日|节|当[天晚日]|之际|期间|时分|前夕|上午|下午)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day of something, from `start` to `end` of the text. `names` are what takes place, with its verb;
    `tails` begin with such a name and go on. `wholes` are all that is said of it, without small words, and
    `around` the words about it in their order, with `ends`, what its name may end with."""

    start: int
    end: int
    year: str
    month: int
    day: int
    clock: str
    who: str
    planned: bool
    names: tuple[tuple[str, str], ...]
    tails: tuple[tuple[str, str], ...]
    wholes: tuple[str, ...]
    around: str
    ends: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        return bool(self.names or self.tails or self.wholes or self.clock or self.around)

    @property
    def words(self) -> frozenset[str]:
        """What takes place, as single words: 开工, 演练."""
        return frozenset(match[0] for match in _WORD.finditer(self.around))


def mentions(text: str) -> Iterator[Mention]:
    """The days of a text that something takes place on."""
    for match in _DAY.finditer(text):
        year = _YEAR.search(text, max(0, match.start() - 5), match.start())
        start = year.start() if year else match.start()
        if not _RANGE_BEFORE.search(text, max(0, start - 1), start):
            mention = _mention(text, match, year[0] if year else "")
            if mention.is_something:
                yield mention


def day_of_cell(text: str, told: str) -> Mention | None:
    """A day in one cell with what took place in the next."""
    day = _DAY.search(text) if len(told) <= _WINDOW else None
    if day is None or text[day.end() :].strip() or _YEAR.sub("", text[: day.start()]).strip():
        return None
    mention = _mention(f"{text[: day.end()]}，{told}", day, "")
    return mention if mention.is_something else None


def _mention(text: str, match: re.Match[str], year: str) -> Mention:
    after = text[match.end() : match.end() + _WINDOW]
    close = not after.startswith(("，", "起，"))
    after = _LEAD.sub("", after)
    clause, *rest = _CLAUSE_END.split(after, 2)
    if rest and _ASIDE.fullmatch(clause):
        # 5月18日国际博物馆日当天，特展开幕.
        clause = rest[0]
    start = match.start() - len(year)
    before = _SINCE.sub("", _CLAUSE_START.split(text[max(0, start - _WINDOW // 2) : start])[-1])
    clock = match["clock"] or ""
    names: list[tuple[str, str]] = []
    tails: list[tuple[str, str]] = []
    who = ""
    if not _OFTEN.search(clause) and not _OFTEN.search(before):
        names += _behind_name(before, after, close)
        if close:
            tails += _before_name(after)
        names += _in_clause(clause)
        names += _with_object(clause)
        who = _subject(clause)
        behind = _FILLERS.sub("", clause)
        around = _FILLERS.sub("", before + clause if close else clause)
        wholes = tuple(one for one in dict.fromkeys((behind, around)) if len(one) >= _SHORTEST_WHOLE)
        behind_verb = _STARTS.match(after)
        is_named_behind = behind_verb is not None and "的" in after[: behind_verb.end() + 12]
        ends = tuple(_ends(before if close and not is_named_behind else "", clause))
    else:
        clock, around, wholes, ends = "", "", (), ()
    return Mention(
        start,
        match.end("day") + 1,
        year,
        int(match["month"]),
        int(match["day"]),
        clock if re.search(r"\d[时点：:](?!00|30)\d+", clock) else "",
        who,
        bool(_PLANNED.search(before + clause)),
        tuple((name, kind) for name, kind in names if name),
        tuple(tails),
        wholes,
        around,
        ends,
    )


def _ends(before: str, clause: str) -> Iterator[str]:
    """The two characters before a verb: what takes place ends so. Of what is named behind none is known."""
    for place, text in ((0, clause), (1, before)):
        match = _VERB.search(text) if place == 0 else None
        cut = _FILLERS.sub("", text[: match.start()] if match else text if place else "")
        if len(cut) > 1:
            yield cut[-2:]


def _kind(verb: str, name: str) -> str:
    """Held, whatever the verb, where the name is one of an event."""
    return "会" if verb in _HELD and _ENDS_EVENT.search(name) else verb


def _behind_name(before: str, after: str, close: bool) -> Iterator[tuple[str, str]]:
    """新馆于5月12日开放; 新馆开放时间是5月12日."""
    match = _STARTS.match(after) if close else None
    if match and _AT_END.match(after, match.end()) and len(before) > 1:
        name = clean(before)
        yield name, _kind(match["verb"], name)
    told = _TOLD_BEFORE.search(before)
    if told:
        name = clean(told["name"])
        yield name, _kind(told["verb"], name)


_TOLD_BEFORE = pattern(
    rf"(?P<name>[一-鿿“”《》]{{2,24}}?)的?(?P<verb>{_ONCE}|{_HELD})(?:时间|日期|日|仪式|典礼)?(?:是在?|为|定?在)?$"
)


def _before_name(after: str) -> Iterator[tuple[str, str]]:
    """5月12日开放的新馆; 5月4日撞断限高架的货车; 5月12日的现场会."""
    if after.startswith("的"):
        match = _NAMED.match(after, 1)
        if match:
            yield clean(match["name"]), "会"
        return
    match = _STARTS.match(after)
    if match is None:
        return
    rest = after[match.end() :]
    if match[0].endswith("的"):
        yield clean(rest[:24]), match["verb"]
        named = _NAMED.match(rest)
        if named and match["verb"] in _HELD:
            yield clean(named["name"]), "会"
    elif "的" in rest[:20]:
        yield clean(rest[: rest.index("的")]), match["verb"]


def _in_clause(clause: str) -> Iterator[tuple[str, str]]:
    """新馆正式开放, 现场会在云岭县召开."""
    for match in _VERB.finditer(clause, 2):
        if _AT_END.match(clause, match.end()):
            name = clean(_VERBS.sub("", _CUT_NAME.sub("", clause[: match.start()])))
            yield name, _kind(match[0], name)
            return


def _with_object(clause: str) -> Iterator[tuple[str, str]]:
    """市教育局召开推进会; 市政府印发《办法》."""
    match = _VERB.search(clause)
    if match is None:
        return
    rest = clause[match.end() :].lstrip("了")
    named = _NAMED.match(rest)
    if named and match[0] in _HELD:
        yield clean(named["name"]), "会"
    elif rest.startswith("《") and "》" in rest:
        yield clean(rest[: rest.index("》")]), match[0]


_SUBJECT = pattern(
    r"^[一-鿿]{1,14}?(?:局|委|办|县|区|市|镇|乡|街道|社区|村|学校|小学|中学|医院|公司|中心|政府|站|院|所)(?=召开|举行|举办|组织|启动|开展|主持)"
)


def _subject(clause: str) -> str:
    match = _SUBJECT.match(clause)
    return match[0] if match else ""


def clean(name: str) -> str:
    """A name without quotation marks, 全市 before it, and 正式 behind it."""
    return _CLEAN.sub("", _CLEAN.sub("", name))
