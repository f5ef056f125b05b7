"""Stops that break a sentence in two, and questions that end like statements.

据统计。全市…… and 既要管好当前。又要谋划长远 leave a piece behind that is no sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN, NUMERALS
from generator.model.prose import ITEM, PARAGRAPH, RUNNING, Block

_HEAD = rf"(?:[（(][{NUMERALS}0-9]{{1,3}}[）)]|[{NUMERALS}]{{1,3}}、|[0-9]{{1,2}}[.．]|[①-⑳]|[{NUMERALS}]是)?"
"""Before the first words of a sentence; a full stop is set before the text for the first one."""
_GOES_ON = rf"(?=.[{HAN}0-9“《])"

_TIMES = (
    "近[日期]|日前|目前|眼下|连日来|近年来|长期以来|一直以来|一段时间以来|与此同时|在此基础上|在此期间"
    "|不仅如此|除此之外"
    "|总的来[看说]|总体来看|总体上看|换句话说|也就是说|由此可见|有鉴于此|到目前为止|截至目前|[一另]方面"
    "|[据为对因]此|随后|[此另]外"
    "|同时|但是|然而|[而并]且|所以|于是|不过|总之|可见|[当次][天日晚]|会[上后前]|期间|[今去前]年以来"
    "|(?:今年)?[0-9]{1,2}月以来"
    "|20[0-9]{2}年以来|[入开立]?[春夏秋冬汛]季?以来|开年以来|年初以来|节后以来|(?:活动|工作)?开展以来|下一步"
    "|下阶段|接下来|今后|其中|尤其是"
    "|特别是|正因为?如此|毫无疑问|众所周知"
)
_HEARD = (
    r"据(?:[一-鿿]{0,8}?(?:统计|了解|介绍|测算|分析|反映|调查|估算|透露|预测|预报|监测|报道|记载)|悉)"
    r"|[一-鿿]{0,4}(?:调查|统计|数据|结果|事实|实践|监测|检测|核查)(?:数据|结果)?(?:显示|表明|证明)"
    r"|经(?:初步)?(?:查|核实|核查|调查|了解|协商|调解)"
    r"|[0-9]{1,2}月[0-9]{1,2}日(?:[上下]午|晚|清晨|凌晨)?|截至(?:20[0-9]{2}年)?(?:[今去]年)?[0-9]{1,2}月(?:底"
    r"|末|[0-9]{1,2}日)"
    r"|截至[今去]年年?底|20[0-9]{2}年(?:初|底|末|[0-9]{1,2}月(?:[0-9]{1,2}日|底|初|以来)?)"
)
_PURPOSE = (
    "为(?:了|进一步|切实|深入|更好地?|全面|认真|有效|确保|解决|贯彻|方便|规范|推进|加快|提[升高]|强化|加强"
    "|破解)"
)
_GIVES = pattern(
    "提供|贡献|奠定|打[下牢]|创造|营造|注入|保驾|护航|添|作出|筑牢|献|服务\\Z|做|尽|铺|赋能|助力|搭|加油|点赞"
    "|负责|[把是有要]|进行|开展"
)
_ENDS = "要求|部署|精神|安排|规定|意见|通知|办法|条例|方案|计划|实际|标准|原则|思路|》|号）"
_WHEN = (
    "(?<=[^准按及定同临小学工课]时)|的时候|以来|之际|过程中|基础上|之[后前]|的同时|的情况下"
    "|的[^，。；]{0,4}(?:领导|支持|帮助|指导|努力|推动|关心|带领|引领|配合)下|的背景下|期间|前提下"
)
_WHY = "原因|影响|限制|不足|问题|不便|不畅|较[差低]|老化|失修|紧张|有限|缺乏|滞后|薄弱"
_INNER = "[^，。；：！？“”]"
_PAIRS = (
    ("不[仅但光只](?!如此)", "而且|并且|还|更|也|甚至|同时"),
    ("既(?:要|能|有|是|可以?|保|让|使|方便|解|不|给|为)", "又|也"),
    ("虽然|尽管|虽说", "但|可是|却|然而|不过|仍"),
    ("因为|由于", "所以|因此|因而|故而|导致|致使|造成"),
    ("只要|一旦", "就|便|都"),
    ("只有", "才"),
    ("如果|要是|倘若|假如|假使|若是", "就|那么|则|便"),
    ("无论|不论|不管|即使|即便|哪怕", "都|也|总"),
    ("除了?(?!此|外)", "还|也|又|都"),
    ("与其", "不如|倒不如"),
    ("宁[可愿]", "也不|也要"),
    ("既然", "就|那么|便"),
    ("一边", "一边"),
    ("不是|不再是|不单是", "而是|就是"),
)
_SPLIT = "|".join(rf"(?:{first}){_INNER}{{2,30}}(?=[。；](?:{second}))" for first, second in _PAIRS) + (
    "|(?:只要|如果|要是|一旦|倘若|假如|即使|即便|哪怕|无论|不论|不管"
    "|只有)[^，。；：！？“”就都才也便总将会是可能]{3,30}"
    "(?=。[^，。；：！？]{1,10}[就才都便])"
)
_FIRST = (
    "0-9近日目眼连长一与在不除总换也由有到截据为对因随此另同但然而并所于过可当次会期今去前入开立春夏秋冬汛年"
    "活工下接其尤特正毫众悉调统数结事实监检核经随鉴根再最第如见图表通首按依遵自既虽尽只如要倘假若无即哪宁"
)
_BEFORE = rf"\s　（(①-⑳{NUMERALS}"
"""What blanks and numbers begin with."""
_BROKEN = pattern(
    rf"[。！？；](?=[{_BEFORE}{_FIRST}])(?=[^，。；：、！？;?!]{{1,52}}+[。；：、！？;?!])[\s　]*{_HEAD}"
    rf"(?:(?=[{_FIRST}])(?:"
    rf"(?P<adverb>(?:{_TIMES}|{_HEARD})(?=[。；、！？;?!])(?!(?<=日)、[0-9]){_GOES_ON}"
    rf"|(?:{_TIMES})(?<![中是会后前间日])(?=：){_GOES_ON})"
    rf"|(?P<ordinal>(?:首先|其次|再次|最后)(?=[；。])|第[{NUMERALS}](?=；)){_GOES_ON}"
    rf"|(?P<figure>[如见][图表][0-9一二三四五六]?(?=[。；、])|[如见]?[图表][0-9](?=[。、]所示)){_GOES_ON}"
    rf"|(?P<purpose>{_PURPOSE}{_INNER}{{3,40}})(?=[。；]){_GOES_ON}"
    rf"|(?P<clause>(?:(?:随着|鉴于){_INNER}{{3,40}}|(?:根据|按照|依据|遵照|依照"
    rf"|对照){_INNER}{{1,30}}(?:{_ENDS})|(?:由于|因){_INNER}{{4,30}}(?:{_WHY}))(?=[。；])"
    rf"|(?:通过|经过)(?!了)[^，。；：！？“”了的]{{2,14}}(?=。)"
    rf"|由于[^，。；：！？“”概均都就而才将应须会造导致被得]{{3,24}}(?=。)"
    rf"|[当在自][^，。；：！？“”是有]{{2,30}}(?:{_WHEN})(?=。)){_GOES_ON}"
    rf"|(?P<split>{_SPLIT})))"
)
_BOTH = pattern(
    r"[不既](?:(?<=不)[仅但光]|(?<=既)[要能])(?:[^。；：！？“”]{2,40}(?P<mark>。)(?=(?:而且|并且|还要"
    r"|更[要能]|又[要能]|也[要能]))|(?<=不.)[^，。；：！？“”]{2,20}(?P<stop>。)(?=[还更也]))"
)
_NO_BEGINNING = pattern(rf"。(?=(?:从而|以便|以致|以至于?|致使|使得|以及|乃至)[{HAN}“《]{{2}})")
"""Before words that never begin a sentence."""
_NO_BEGINNINGS = tuple(
    "。" + words for words in ("从而", "以便", "以致", "以至", "致使", "使得", "以及", "乃至")
)


def broken(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    told = set()
    for match in _BROKEN.finditer("。" + text):
        if match["purpose"] and _GIVES.search(match["purpose"]):
            continue
        if match["clause"] and match[0][0] == "？":
            continue  # 依据什么？按照省里的规定。
        told.add(match.end() - 1)
    if "不仅" in text or "不但" in text or "不光" in text or "既要" in text or "既能" in text:
        told.update(match.start(str(match.lastgroup)) for match in _BOTH.finditer(text))
    if "从而" in text or "以" in text or "使" in text or "乃至" in text:
        told.update(match.start() for match in _NO_BEGINNING.finditer(text))
    for place in sorted(told):
        yield Hit(place, place + 1, {"said": text[max(0, place - 8) : place], "mark": text[place]})


_HOW = (
    r"怎么办|怎么管|怎么解决|如何破解|如何解决|怎样破解|从哪里?来|从哪儿来|[往到]哪[里儿]去|去哪[里儿]了"
    r"|由谁来?[一-鿿]{1,3}"
    r"|该怎么[一-鿿]{1,3}|何在|如何是好"
)
_ASKED = pattern(
    rf"[。！？；：“][\s　]*{_HEAD}(?P<asked>(?=[一-鿿])(?:难道{_INNER}{{2,30}}|为[什何]么?(?!说|要|会有这"
    rf"|[^，。]{{0,20}}(?:原因|在于|因为|就是)){_INNER}{{3,24}}"
    rf"|[^，。；：！？“”知清明研讨看说问想弄摸解答取围定]{{1,12}}(?:{_HOW}|是什么|为了什么|靠什么"
    rf"|谁来[一-鿿]{{1,4}})"
    rf"|(?:谁来|谁该|何必|何不|岂不是?|岂能|怎能|怎么能|凭什么|能不能|可不可以|是不是|何尝不是"
    rf"|何乐而不为)[^，。；：！？“”]{{0,16}}"
    rf"|请问[^。；：！？“”]{{2,30}}|[^，。；：！？“”知清明研讨问解答看]{{1,16}}，(?:(?:能不能|可不可以|要不要"
    rf"|该不该|是不是)[^，。；：！？“”]{{1,14}}|何乐而不为|(?:那|又|到底)?(?:该|能)?怎么办|如何是好|是不是"
    rf"|对不对|行不行|好不好)))(?=。)"
)


_OR_NOT = pattern("不(?:(?<=[能是要该对行好]不)[能是要该对行好]|可以)")


def question_missing(block: Block, office: Office) -> Iterator[Hit]:
    """路修好了吗。: what surely asks and ends with a full stop."""
    text = block.text
    told = set()
    start = text.find("吗。")
    while start >= 0:
        told.add(start + 1)
        start = text.find("吗。", start + 1)
    if block.has("谁何么哪岂怎") or "难道" in text or "请问" in text or _OR_NOT.search(text):
        told.update(match.end() - 1 for match in _ASKED.finditer("。" + text))
    for place in sorted(told):
        yield Hit(place, place + 1, {"said": text[max(0, place - 8) : place]})


_SERIES = (
    ("一是", "二是"), ("一要", "二要"), ("（一）", "（二）"), ("第一，", "第二，"), ("首先，", "其次，"),
    ("1.", "2."), ("①", "②"),
)  # fmt: skip


def stop_within(block: Block, office: Office) -> Iterator[Hit]:
    """一是摸清底数。逐户走访；二是……: parts with a full stop inside are not parted by semicolons."""
    text = block.text
    for first, second in _SERIES:
        end = text.find("；" + second)
        start = text.rfind(first, 0, end) if end > 0 else -1
        if start < 0 or text.count("“", start, end) != text.count("”", start, end):
            continue
        within = text[start:end]
        if "。" in within and "（" not in within[len(first) :] and "“" not in within:
            yield Hit(end, end + 1, {"first": first.rstrip("，"), "second": second.rstrip("，")})


RULES: tuple[Rule, ...] = (
    BlockRule("sentence-broken", broken, frozenset({PARAGRAPH, ITEM}), needs="。；、：！？;?!"),
    BlockRule("question-mark-missing", question_missing, RUNNING, needs=("谁何么哪岂怎道问不吗", "。")),
    BlockRule("semicolon-over-stop", stop_within, RUNNING, needs=("；", "。")),
)
