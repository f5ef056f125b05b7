"""Words between those who write and those who edit, without brackets: 这样写行不行, 此段与上期重复，删？"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rules.wording import leftovers_gates as gates
from generator.model.prose import HEADS, Block

Span = tuple[int, int]

_BEGIN = r"(?:(?<=[。！？；…）])|(?<=\A))"
_EDITED = (
    r"(?:删|移[到至走]|挪[到至走]|重复|待[补核定写改]|存疑|太[长短多少乱空虚]|有点[长短多乱]|展开|不要了|改[为成写一]|另起|合并|调[到整]"
    r"|核[对实一]|先空|补[充上一写]|润色|压缩|精简|要不要|再[核改补写查想议看]|写得|没写完|还没写|口径|拿不准|斟酌|存[目疑]|空着|有误|有出入|矛盾|不一致|对不上|不[对准]|是不是|太(?:绝对|满|硬|细|碎|绕|直白|口语)|更[好准顺妥]|没必要|可有可无|不妥|生硬|啰嗦|拗口|不通顺|[先留]着|可能不)"
)
_SAID = pattern(
    # Each begins with a character, by which it is looked for quickly.
    rf"[此这本](?<={_BEGIN}[此这本])(?:一?[段句稿](?=[与和再太要建内文话可请应需删移待重不写有，的先放另怎是领局主])|[表图](?=[数内有再待请])|部分(?<!该部分)(?=[再太要建请需删移待]|内容)|数[字据](?=[与和再太要请需待不先])"
    rf"|处(?=建议|内容|文字|再|请|要不要|待[补核定写]|需[补核改]|数[字据])|里(?=要不要|再[加补写]|请|建议|待[补核定写]|需[补核改])|个(?:数|提法|说法|例子)(?=再|要|请|待|不))"
    rf"[^。！？?]{{0,24}}?{_EDITED}[^。！？?]{{0,8}}(?:[。！？?]|\Z)"
    r"|[这此](?:样|么)(?:写|改|表述|提法?|处理)(?:行不行|行吗|可以吗|好不好|好吗|可否|是否可[以行]|是否(?:合适|妥当)|合适吗|妥否|妥不妥|对不对|对吗|如何[？?])"
    rf"|请(?<={_BEGIN}请)[^，。；：！？]{{0,8}}?(?:领导|主任|局长|科长|处长|书记|[一-鿿]科|[一-鿿]局|[一-鿿]工|编辑|各位|老师)(?:再)?(?:审阅|审定|过目|把关|审核|修改|斟酌|定夺|批示|核稿)[^，。；：！？]{{0,8}}[。！]?\Z"
    rf"|请(?<={_BEGIN}请)[^，。；：！？]{{0,8}}?(?:审阅|审定|过目|把关|审核|修改|核对|核稿)(?:后|并|再)(?:定稿|排版|付印|付排|签发)[。！]?\Z"
    rf"|请(?<={_BEGIN}请)(?:在?此[处行段])?(?:补充|核[对实]|补上|再核|插入|配上?|附上)(?:一?[个组张份段])?(?:具体|相关|有关|准确|会议|活动|现场)?(?:的)?(?:数据|数字|事例|案例|例子|名单|照片|图片|人名|时间地点|职务)[^，。；]{{0,4}}[。！]?(?=\Z|[^，；])"
    rf"|(?:举|加|补|配|找)(?<={_BEGIN}.)(?:一?[个张段点组])(?:例子|数据|事例|案例|图|照片|具体数字)[^，。；]{{0,4}}[？?]"
    r"|要不要(?:写|加|删|保留|展开|配图|点名|提|改)[^，。；]{0,8}[？?]"
    r"|这里(?:引用|加上?|补上?|插入?|放上?|写上?)[^，。；]{0,3}(?:一[句段张个]|几句|数据|例子|照片|图)|记得(?:换|改|补|删|填|核)(?=[。，；]|\Z|上|一下)|请小[一-鿿]{1,2}(?:核[实对查]|补[上充]|查|改|填|确认|再)[^。]{0,12}(?:[。]|\Z)"
    r"|这里?是(?:一段)?(?:测试|示例)(?:文字|内容|文本)"
    r"|先(?:这样|这么)(?:写|放|写着|放着)(?=[，。；]|\Z)|回头再?(?:补|改|核|填|查)(?=[，。；]|\Z)|原文到此|以下(?:内容)?(?:还)?没写[完好]?"
    r"|未完(?=待补|[，。]?待续[。）]?\Z)"
)
_MAY_SAY = pattern(
    r"[此这本请举加补配找要先回原未记](?:(?<=[此这本])(?=[一段句稿部数处里表图个样么是])|(?<=[请举加补配找])(?<![^。！？；…）].)"
    r"|(?<=要)(?=不要)|(?<=先)(?=[这])|(?<=回)(?=头)|(?<=记)(?=得[换改补删填核])|(?<=原)(?=文到)|(?<=未)(?=完))"
)
"""Where it is worth looking: it is found ten times as quickly."""
_LATER = pattern(r"再(?:[贴填补排改写]|加(?!大|强|快)|定稿|上)[入上进]?(?=[。，；]|\Z)")
_WHEN = pattern(
    r"[待等][^，。；：]{1,10}?(?:改|定|审|看|核|补|写|确认|签|批|报来|提供|给)(?:后|过后?|完后?|好后?|了)\Z"
)
"""待王科改后|再贴。"""
_REACH = 18
_ALIKE = (
    "重视|关注|加强|强化|提高|提升|开展|组织|推进|推动|落实|执行|完成|实现|召开|举行|举办|指出|强调|要求|提出|发放|下发|解决|化解|增加|增长|下降|减少"
    "|排查|检查|整改|整治|采取|采用|建立|设立|成立|构建|打造|吸引|引来|带动|拉动|帮助|帮扶|走访|慰问|会同|联合|获得|荣获|取得|制定|制订|出台|印发"
    "|督促|责令|维护|保障|确保|保证|保护|改善|改进|优化|扩大|拓展|发现|查出|查处|处理|办理|处置|邀请|聘请|约有|共有|近年|今年|本月|上月|目前|当前|截至"
    "|介绍|表示|认为|显示|反映|反馈|群众|居民|村民|市民|学生|老师|干部|党员|领导|同志|广泛|深入|认真|扎实|切实|积极|主动|及时|迅速|显著|明显|进一|大幅"
    "|投资|投入|安排|筹集|争取|支持|扶持|鼓励|引导|参加|参与|出席|主持|包括|涉及|覆盖|达到|超过|突破|共计|合计|形成|营造|产生|造成|导致|引起|引发"
)
_ALTERNATIVE = pattern(rf"[/／](?<=(?:{_ALIKE})[/／])(?:{_ALIKE})(?![\u4e00-\u9fff]{{0,2}}[/／])")
_BOTH = pattern(
    rf"[（(](?<=(?:{_ALIKE})[（(])(?:或|或者|也可用|也可写|还是)[:：“\"]?(?:{_ALIKE})[”\"]?[？?]?[）)]"
)
_LETTERS = pattern(r"[AX](?:BCD?E?|AA+|YZ)(?=等(?!级|类|型)|单位|公司|部门|县|区|市|乡|镇|村)")
_SMALL = pattern(r"[a-z][a-z]")
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|[aeiou]))"
)
_PINYIN = pattern(rf"(?<=[\u4e00-\u9fff]){_SYLLABLE}{{2,6}}(?=[\u4e00-\u9fff，。、；])")
_PARTICLE = pattern(
    r"(?<=[\u4e00-\u9fff])(?:de|le|he|zai|shi|you|dui|yu|jiang|wei|bu|ba|bei|ji)(?=[\u4e00-\u9fff])"
)
_SHORT = 5
_WORDS = frozenset((
    "data", "media", "panda", "beta", "china", "nature", "manage", "change", "banana", "mini", "weixin",
    "taobao", "huawei", "baidu", "alipay", "jian", "like", "line", "live", "page", "size", "face", "base",
    "code", "home", "mate", "pure", "nano", "tape", "wanda", "gene", "game", "same", "mode", "node",
    "image", "coca", "cola", "sina", "wuhan", "beijing", "shanghai", "tiao", "genie", "menu", "cuda",
    "lila",
))  # fmt: skip
"""English words and names that read like Pinyin, too."""
_VERSION = pattern(
    r"[-—_－－\x20（(【]+(?:最终版?|最新版?|修改版?|定版|终版|终稿|定稿|初稿|草稿|修改稿|修订稿|审定稿|送审稿|过程稿|副本|新版|改定|初版|打印版|排版|校对版?|待审|待改|待定|未定"
    r"|[Ff]inal|FINAL|改\d?|[一二三四五六]稿|第[一二三四五六\d]稿|[一二三]校)(?:版|稿)?[\x20（(]?\d{0,8}[）)】]?\s*\Z"
    r"|[Vv]\d(?:\.\d)?\s*\Z(?<=[一-鿿\x20_（(-][Vv].)|(?:[-—_－\x20]|(?<=[结报况知施排会要]))[（(]?(?:最终|最新|修改|定稿)版?\d{1,8}[）)]?\s*\Z"
    r"|\.(?:docx?|wps|xlsx?|pdf|txt|pptx?|md)\s*\Z|[（(](?:征求意见稿|讨论稿|送审稿|审议稿|会签稿|代拟稿|报审稿|修订稿|终稿|定稿|最终稿|校对稿|汇总稿|待修改|未定)[）)]\s*\Z"
    r"|[ -]*[（(]\d{1,2}[）)]\.?\s*\Z(?<=副本\(\d\))"
)
"""What stands behind a title as in the name of a file: 工作总结-最终版2."""
_MAY_MAKE = pattern(
    r"[$%{<>＃#“《【第？?年月某测DPpTtfWCFI](?:(?<=[$%{<>＃#【？?])|(?=[\x20\u3000月日×XxＸNn?？_”》某试RLlOoiBbCAe]))"
)
_MADE = pattern(
    r"\$\{[^}\n]{0,20}\}|\{[A-Za-z_]{2,20}\}|%[sd](?![A-Za-z0-9])|<{7}|>{7}|(?:DRAFT|PLACEHOLDER|placeholder|todo|ToDo|Todo|fixme|tbd|TBC|TBA|WIP)(?![A-Za-z])"
    r"|Comment(?:ed)?\x20?\[[^\]\n]{1,12}\]|(?:Formatted|Deleted|Inserted)\x20?[:：]|(?:测试){2,}|＃{2,}(?=[件个人户家次项起万亿]|[县区局镇])|#{2,}(?=[件个人户家次项起万亿])"
    r"|“[\x20\u3000]*”|《[\x20\u3000]*》|【(?:(?<=[一-鿿，、]【)(?:主持人|发言人|作者|时间|地点|日期|金额|数字|职务|数据|名单|领导姓名|姓名|单位名称|单位)|图片?|照片|附图|图表|插图)[0-9一二三]?】"
    r"|第[\x20\u3000]+[期号](?=[，。；]|\Z)|第[×XxＸNn?？]+[期号]|[?？](?=[年月][?？\d]|[日月][，。；、至到])(?<=[\d年月][?？])"
    r"|年(?<=\d{4}年)[\x20\u3000]*月(?:[\x20\u3000]*日)?(?!\d)|月(?<=\d月)[\x20\u3000]*日(?=[，。；、至到起前内止）)]|以[前来内]|\Z)|月[?？]{1,2}日"
    r"|某某(?=局长|主任|书记|县长|市长|镇长|乡长|区长|部长|院长|校长|所长|站长|科长)(?<=[，。、由长任记和]某某)"
)


def asides(block: Block, may: int) -> Iterator[Span]:
    """Where such words stand in a block; `may`: of which sorts there may be something."""
    text = block.text
    for bit, gate, those in ((gates.SAID, _MAY_SAY, _SAID), (gates.MADE, _MAY_MAKE, _MADE)):
        for found in gate.finditer(text) if may & bit else ():
            said = those.match(text, found.start())
            if said and not _goes_on(text, found.start()):
                yield said.span()
    for match in _LATER.finditer(text) if may & gates.LATER else ():
        if when := _WHEN.search(text, max(0, match.start() - _REACH), match.start()):
            yield when.start(), match.end()
    if may & gates.LETTERS and _SMALL.search(text):
        yield from _pinyin(text)
    if may & gates.ALTERNATIVE:
        for match in _ALTERNATIVE.finditer(text):
            yield match.start() - 2, match.end()
    for match in _BOTH.finditer(text) if may & gates.BOTH else ():
        yield match.span()
    for match in _LETTERS.finditer(text) if may & gates.COVER else ():
        yield match.span()
    last = _VERSION.search(text) if may & gates.VERSION and block.kind in HEADS else None
    if last and "》" not in text[max(0, last.start() - 1) :]:
        yield last.span()


def _goes_on(text: str, start: int) -> bool:
    """Whether a Latin letter is within a longer word."""
    both = text[start - 1 : start + 1] if start else ""
    return both.isascii() and both.isalpha()


def _pinyin(text: str) -> Iterator[Span]:
    """Words that an input method has left in letters: 上门kanwang."""
    for match in _PINYIN.finditer(text):
        if len(match[0]) >= _SHORT and match[0] not in _WORDS:
            yield match.span()
    for match in _PARTICLE.finditer(text):
        yield match.span()
