"""Notes of those who wrote a text, and blanks for what they did not know: （请统计局核）, 共N个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rules.names_near import SURNAMES
from generator.check.rules.numbers_near import is_title
from generator.model.prose import CELL, HEADS, RUNNING, Block

Span = tuple[int, int]

_DEICTIC = pattern(r"[此这该本以上](?:[段句处里稿]|部分|[上下述](?:数字|数据|内容|部分)|段落)")
_BARE_NOTE = 30
"""Characters of a paragraph that is nothing but a note."""
_BRACKETS = pattern(r"[（(【\[［〔](?P<note>[^（）()【】\[\]［］〔〕\n]{0,44})[）)】\]］〕]")
_EDIT = (
    r"(?:补充?|补上|补齐|填上?|填写|删[去除掉改]?|去掉|拿掉|修改|改写|重写|改[为成]?|调整|写上?|撰写|拟定?|插图|配图|加图|换图|更新|完善"
    r"|移[走开]?|合并|压缩|精简|润色|展开|统一|斟酌|推敲|把关|替换|查[证实找]?|核[对实查定准]?|确认|落实|商定?|议|考虑|定)"
)
_NOTE = pattern(
    # 数字请农业农村局核, 名称再核对一下, 这一段建议删
    rf"(?:待(?!遇|办|人|业|岗|建)|请|尚需|还需|有待|建议|再|最好|须再|需再|需要再)[^，。；：]{{0,10}}?{_EDIT}(?:一下|一遍|一次|下)?(?:[，。；！].*)?\Z(?<!待建)(?<!待批)(?<!再定)"
    r"|(?:需|要|应|可|可以|宜|拟)(?:补充|补上|删[去除掉]?|修改|改写|核[对实]|润色|压缩|精简|展开|查证|斟酌|推敲|重写|合并)(?:一下)?\Z(?<!尽改)"
    r"|\A请(?:补(?:[充上齐数例图]|具体|一|\Z)|核|删|填(?:[上数]|具体|\Z)|插|加[图上一例数]|配图|查[证实]|改[为成写]|再|润色|压缩|各?[^，。]{2,10}(?:提供|补充|核实|核对|填写|填报|认领)\Z)"
    r"|(?:待|等)[^，。；：]{1,10}(?:提供|口径|回复|反馈|报数|报来|来数|定稿|审定|拍板)(?:后再?[补填定写发改].{0,4})?\Z"
    r"|\A(?:此|这|该|本|以上|以下|上述|上|下|前|后)(?:一)?(?:[段句处条节例图表数]|部分|数[字据]|标题|内容|事例|案例|段落|几句|两句|提法|说法|表述)[^。]{0,14}?"
    r"(?:删|移[到至]|挪|重复|待[补核定]|再|存疑|有误|不准|不对|偏[高低长]|太[长短多少乱]|建议|空[一两二三]|先用|展开|不用|不要|改[为成写]?|调[到整]|合并|另起|保留吗|可不要|核)"
    r"|\A(?:第[一二三四五六七八九十0-9]{1,3}稿|[初草]稿|未定稿|修改稿|[一二三四五六]稿|[Vv][0-9.]{1,4}版?|改后稿|清样|过程稿)\Z"
    r"|(?:[红蓝黄绿紫]色?字|标[红黄蓝绿黑]|加粗|下划线|高亮|阴影|涂[红黄])(?:部分|内容|处|的)?(?:[为是系]|需|请|待)?(?:新增|修改|改动|补充|增加|新加|待|需|请|有|是|\Z)"
    r"|\A[接转续承](?:上|下|前|后|第[0-9]{1,3})(?:页|面)\Z"
    r"|见(?:邮件|邮箱|微信|录音|传真|原稿|手写|笔记|纸质稿|打印稿|另一?稿|群(?:里|文件)?|[Qq][Qq]|[Uu]盘|桌面|短信|网盘)"
    r"|\A原(?:文|稿|句|话|来)?(?:是|为)?[:：].{0,30}改[为成]|改[为成][:：]"
    r"|\A(?:批注|批改|修订(?=[:：])|修改意见|审稿意见|审阅意见|校对意见|责编意见|编辑意见|领导意见|待办|存疑|疑问|备忘)(?:[:：]|\Z)"
    r"|\A[一-鿿]{1,3}(?:科长|主任|局长|书记|处长|老师|总|工|秘书长|秘书|部长|[市县区镇乡院校所站]长"
    r"|编辑)(?:已|亲|又|再)?(?:改|阅|审|批|核|校|定)(?:[，、 .．。0-9].{0,12})?\Z"
    r"|[0-9日号](?:晚|上午|下午)?(?:修改|再改|改|[一二三]校|校|核)\Z"
    r"|字数(?:超|太|不[够足]|偏|过|多|少)|篇幅(?:超|太|过|偏)|超字数"
    r"|[一-鿿]{0,10}待(?:[拟写补核填查议商配续]|补充|核[实对定]|填写|查证|确认|定|确定|统计|提供|插图|配图|上传|更新|完善)(?:[，。；].{0,10})?\Z"
    r"|\A(?:略|省略|从略)[，、。；].{0,6}(?:补|加|填|后)|此处(?:省略|从略|略)"
    r"|(?:最后|最终|暂|暂时|数字|数据|人数|金额)(?:先)?以[^，。]{1,14}为准"
    r"|\A(?:以下|此下|下文|后面|中间)?(?:省略|略去|从略)[0-9一二三四五六七八九十百千若干余]{1,5}[字行段条]?(?:[，。].{0,6})?\Z|\A(?:需|需要|请|要|应)(?:配|插|加|补|换|附)图\Z|\A编[者辑]注[:：].{0,20}(?:补|核|删|改|待|图)"
    r"|\A(?:配|插|加|补|换|缺|附)图(?:片|[0-9一二三]{1,2})?\Z"
    r"|(?:是否|多少|哪[个位家年月天里]|何时|对吗|对不对|属实|准确|有误|要不要|能否|可否|有没有|确切吗|行吗|删吗|合适)[^，。]{0,8}[?？]\Z"
    r"|请[^，。]{2,10}(?:审阅|过目|批示|定夺|审定后|阅后)|请(?:美编|编辑|责编|排版|设计|校对|文印|打字)"
    r"|\A(?:插入|加入|补入|放入|贴上?|加上?|补上)[^，。]{0,8}(?:图|表|照片|表格|图片|数据|名单|文字|例子?|内容)[0-9一二三]?\Z|\A空[一二两三1-3](?:行|格|段)\Z"
    r"|\A(?:另起一?[段行页]|换行|分页|换页|本段完|未完)\Z|(?:后|另|再|容后|会后|稍后)补(?:[上充发])?\Z|(?:题目?|标题|名称|名)暂定\Z|\A暂定名\Z"
    r"|几[个名家次户年月日处条件位点]?[^，。]{0,4}[?？]\Z|\A[^，。？?]{1,6}[?？]\Z"
    r"|\A(?:注意|提醒|说明|编辑注意)[:：].{0,20}(?:[此这本]段|[此本]稿|排版|领导)"
    r"|\A[?？]+\Z|存疑\Z|数据?(?:有误|不对|不准|偏[高低])|[^，。]{0,8}口径(?:不一|待定|不对|有误)"
    r"|\A[一-鿿]{1,8}(?:没报|未报来?|还没[报给来]|先空着|暂[缺空])\Z"
)
_EDITS = pattern(
    "[核补填删去掉改写拟定查议商稿字色标加下高阴涂页面见原注批修备忘认几或另入后编处起完暂片待存疑阅审校略准图?？报来缺空移挪重口偏走并缩简色开一酌敲关换实虑落供配传新善]"
)
"""Of these characters a note has at least one."""
_PLAIN_NOTE = pattern(
    # Each begins with a character, by which it is looked for quickly.
    r"击(?<=[单点双]击)(?:此处|这里|以)?(?:添加|编辑|输入|键入|插入)|此处(?:添加|键入|输入)(?:标题|正文|文字|文本|内容)|输入(?:标题|正文)|键入(?:标题|正文|文字|文本|内容)"
    r"|空着(?<=[先暂时]空着)|空下(?<=[先暂时]空下)|留空(?<=[先暂时]留空)|待(?<=(?:标题|题目|说明|图说|文字|导语|按语|结尾|落款|署名|名称)待)[拟写补定](?![定用])"
    r"|未定(?<=[：:]未定)(?=[；;。]?\s*\Z)|错误！(?:未找到|未定义|超链接)|删除的内容 ?[:：]"
    r"|带格式的 ?[:：]|设置了格式 ?[:：]|批注 ?\[[^\]\n]{1,12}\] ?[:：]"
    r"|@[一-鿿]{1,4}?(?:补|核|填|确认|看一?下?|改|提供|查|审|落实|写|定)(?![一-鿿]{0,1}[厅局发布])"
    r"|示例文[字本]|待定(?<=(?:编辑|作者|摄影|供稿|撰稿|审核|签发|任人|系人)：待定)|占位(?:文字|文本|符|用)"
    r"|这里(?:写|放)(?:标题|正文|内容|图)|此处(?:写|放)(?:标题|正文|内容|图)"
)
_MEASURED = (
    r"(?=[个名人件期场次项户家条万亿元吨亩里处起位台套类种份批座栋所张笔株头只间辆封篇组届%％]"
    r"|公里|平方米|百分点|余|多(?:[个名人件户家次]|\Z))"
)
_UNIT = (
    "件|个|名|人|户|家|次|项|起|处|条|场|期|批|座|栋|所|头|只|株|辆|吨|亩"
    "|人次|户次|公里|平方米|万元|亿元|万亩|万人|万吨|元|米|%|％|个百分点"
)
_UNKNOWN = (
    rf"(?<![A-Za-z0-9+＋\-“].)(?:\.[Xx]{{1,2}})?(?=[%％]|[万亿][元吨亩件人]|个百分点|(?:{_UNIT})[，。；、])"
)
"""Behind X: 增长X%, X亿元."""
_OPEN = rf"(?<![。！？“A-Za-z0-9\n].)(?=(?:{_UNIT})[，。；、（])"
"""Behind a mark that stands for a number: 问题?个，."""
_PLACES = (
    "金额|数字|数据|人数|数量|姓名|单位|单位名称|日期|时间|年份|月份|地点|地名|名称|标题|题目|内容|正文|电话|地址|职务|比例|百分比|部门"
    "|联系人|图片?|照片|链接|来源|作者|项目名称|企业名称|村名|填空|待填"
)
_BLANKS = pattern(
    # Each begins with a character, by which it is looked for quickly.
    rf"X{_UNKNOWN}|x{_UNKNOWN}|n(?<![A-Za-z0-9+＋\-“]n)(?=[万亿]元|(?:{_UNIT})[，。；、])"
    rf"|\?{_OPEN}|？{_OPEN}|…{_OPEN}|\*{_OPEN}|＊{_OPEN}|\.\.\.+(?=(?:{_UNIT})[，。；、（])"
    r"|\*\*+(?<=(?:主任|局长|县长|市长|镇长|乡长|区长|部长|院长|校长|所长|站长|科长|队长|书记|经理)\*\*)\**"
    r"|\[(?<=[一-鿿，。；、]\[)[一-鿿]{2,14}\]|［(?<=[一-鿿，。；、]［)[一-鿿]{2,14}］|：[?？]+(?=[）)]|\Z)|:[?？]+(?=[）)]|\Z)"
    rf"|N(?<![A-Za-z0-9+＋\-第“]N)N{{0,2}}{_MEASURED}(?!次方|种可能|元次)"
    rf"|0(?<![0-9.,:：A-Za-z\-/—～~+＋年月时点]0)0{{1,3}}{_MEASURED}"
    r"|0(?<![0-9.]0)0?月00?日|Y(?<![A-Za-z]Y)Y{1,3}(?=年|月|日|个|名|人|件|万元|户)|M(?<![A-Za-z]M)M月|Z(?<![A-Za-z]Z)Z(?=个|名|人|件|年|月|日)"
    r"|□□+|○[○◯]+(?=\Z|[和、，。；及与（的等率带在]|主持|出席|参加|介绍|同志)|◯[○◯]+(?=\Z|[和、，。；及与（的等率带在])"
    r"|＿＿+(?=[一-鿿，。；、]|\Z)|__+(?=[一-鿿，。；、]|\Z)"
    r"|某某某|某某(?<=(?:主任|局长|县长|市长|镇长|乡长|区长|部长|院长|校长|所长|站长|科长|队长|厅长|处长|书记|民警|经理|同志)某某)(?=[^\s某]|\Z)"
    r"|百分之(?:几(?=[，。；、]|\Z)|(?=…|\.\.|[？?×_＿\s，。；、（(]))(?:…+|\.{2,}|[？?]+|[_＿]+)?"
    r"|（[ 　\u00a0]*[）)]|\([ 　\u00a0]*[）)]"
    rf"|\[(?:{_PLACES})\]|［(?:{_PLACES})］|<(?:{_PLACES})>|＜(?:{_PLACES})＞|｛(?:{_PLACES})｝|{{(?:{_PLACES})}}"
    r"|#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!)"
)
_FILLED = frozenset(("姓名", "名字", "人名", "数字", "金额", "日期"))
_RATED = pattern(r"(?:率|达到?|占比?|为|增长|下降|提高|降低|上升|完成|约|超过?|近|率首轮)了?\Z")
_NULL = pattern(
    r"\s*(?:null|NULL|NaN|nan|undefined|None|#{3,}|\?+|？+|未报.{0,6}空.{0,2}|[（(][一-鿿]{2,12}(?:提供|填报|上报|填|报)[）)])\s*"
)
"""All that stands in a cell."""
_ASIDE = pattern(
    r"(?://|／／)(?<![:：A-Za-z0-9/]//) ?(?=[一-鿿])[^\n]{0,20}?"
    r"(?:删|改|核|补|查|要不要|是否|能否|再|重写|待|疑|确认|润色|合并|吗|？|\?)[^\n]{0,20}\Z"
)
"""A remark as programs have them, behind a sentence: // 这句要不要删？"""
_CHOICE = pattern(r"[/／或](?=[^，。；/／]{1,10}[（(](?:二|两者?|三|几)(?:者)?选[一1其])")
_CHOSEN = pattern(r"[（(](?:二|两者?|三|几)(?:者)?选[一1其][^（）()]{0,4}[）)]")


def notes(block: Block) -> Iterator[Span]:
    """Where notes and blanks stand in a block."""
    text = block.text
    if block.kind == CELL and _NULL.fullmatch(text):
        yield 0, len(text)
        return
    for match in _BRACKETS.finditer(text):
        note = match["note"].strip()
        if (note in _FILLED and block.kind in RUNNING and match.end() < len(text)) or (
            _EDITS.search(note) and _NOTE.search(note) and not _is_quoted(text, match.start(), note)
        ):
            yield match.span()
    if len(text) < _BARE_NOTE and _DEICTIC.match(text) and _NOTE.search(text.rstrip("。")):
        yield 0, len(text)
    if text.startswith("//"):
        yield 0, min(len(text), _BARE_NOTE)
    elif ("//" in text or "／／" in text) and (aside := _ASIDE.search(text)):
        yield aside.span()
    if "选" in text and _CHOICE.search(text):
        yield from (match.span() for match in _CHOSEN.finditer(text))
    for match in _PLAIN_NOTE.finditer(text):
        yield match.span()
    if block.kind in HEADS and text.strip().endswith(("为准）", "为准)")):
        yield max(text.rfind("（"), text.rfind("("), 0), len(text)
    for match in _BLANKS.finditer(text):
        if _is_blank(text, match):
            yield match.span()


def _is_quoted(text: str, start: int, note: str) -> bool:
    """Whether it belongs to the title of a document: 《……（修改稿）》."""
    return note.endswith("稿") and (is_title(text, start) or text[start - 1 : start] == "》")


def _is_blank(text: str, match: re.Match[str]) -> bool:
    found, start, end = match[0], match.start(), match.end()
    ahead = text[start - 1 : start] if start else ""
    if found[0] in "○◯":
        return ahead not in SURNAMES and ahead not in tuple("〇零一二三四五六七八九十百千0123456789")
    if found[0] in "_＿":
        return ahead not in ("：", ":", "", "_") and not ahead.isascii()
    if found == "百分之几":
        return _RATED.search(text[max(0, start - 6) : start]) is not None
    if found == "某某某":
        return ahead not in SURNAMES or not ahead
    if found[0] in "（(" and len(found) == 2 and found[0] == "(":
        return not (ahead.isascii() and ahead.isalnum())
    return not (found[0] == "0" and text[end : end + 1] == "后")
