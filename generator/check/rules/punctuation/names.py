"""The dot between the parts of a foreign or a minority's name: 玛丽·居里 (GB/T 15834-2011, 4.14)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN, before
from generator.model.prose import NOTE, PARAGRAPH, Block

_POINT = pattern(rf"[•・‧●∙⋅](?<=[{HAN}].)(?=[{HAN}])")
_FAMOUS = (
    ("卡尔", "马克思"), ("弗里德里希", "恩格斯"), ("列夫", "托尔斯泰"), ("查尔斯", "达尔文"),
    ("阿尔伯特", "爱因斯坦"), ("托马斯", "爱迪生"), ("艾萨克", "牛顿"), ("尼古拉", "奥斯特洛夫斯基"),
    ("诺尔曼", "白求恩"), ("亨利", "诺尔曼"), ("埃德加", "斯诺"), ("弗洛伦斯", "南丁格尔"),
    ("阿尔弗雷德", "诺贝尔"), ("马克西姆", "高尔基"), ("威廉", "莎士比亚"), ("玛丽", "居里"),
    ("维克多", "雨果"), ("路德维希", "贝多芬"), ("亚当", "斯密"), ("亚伯拉罕", "林肯"),
    ("乔治", "华盛顿"), ("纳尔逊", "曼德拉"), ("海伦", "凯勒"), ("迈克尔", "乔丹"),
    ("儒勒", "凡尔纳"), ("查理", "卓别林"), ("安东", "契诃夫"), ("巴勃罗", "毕加索"),
    ("文森特", "梵高"), ("史蒂夫", "乔布斯"), ("比尔", "盖茨"), ("埃隆", "马斯克"),
    ("罗曼", "罗兰"), ("汉斯", "安徒生"), ("亚历山大", "普希金"), ("伊万", "屠格涅夫"),
    ("约翰", "列侬"), ("温斯顿", "丘吉尔"), ("富兰克林", "罗斯福"), ("尤里", "加加林"),
    ("詹姆斯", "瓦特"), ("欧内斯特", "海明威"), ("拉宾德拉纳特", "泰戈尔"), ("奥诺雷", "巴尔扎克"),
    ("居斯塔夫", "埃菲尔"), ("本杰明", "富兰克林"), ("莱昂纳多", "达芬奇"), ("约翰", "施特劳斯"),
    ("伊萨克", "牛顿"), ("克里斯蒂安", "安徒生"), ("瓦西里", "苏霍姆林斯基"), ("马丁", "路德"),
)  # fmt: skip
_HEARD = (
    "阿埃艾爱奥巴白贝本比彼波伯博布查达戴丹道德登迪蒂杜恩尔法范菲费芬弗福盖戈格古哈海汉赫亨华怀霍基吉加贾杰金"
    "居卡凯坎康柯科克肯库夸昆拉莱兰朗劳勒雷里利莉理林琳留龙卢鲁路伦罗洛马玛迈麦曼梅蒙孟米密明"
    "摩莫墨姆穆纳娜内奈尼妮宁纽努诺欧帕佩潘庞皮珀浦普齐奇恰乔切琼丘热荣茹儒瑞若萨塞森沙莎山绍舍圣施什史士思斯"
    "苏索塔泰坦汤特提图托瓦万韦维威魏温文沃乌武西希席夏肖谢辛休许雅亚延扬耶叶伊依因英雨约扎泽詹珍芝朱兹祖佐逊"
    "翰森顿"
    "吐买孜江木别甫黑哥门邦冈根豪胡饶瑟滕廷茨佳赖芳芙奎巧仑旺雪霞"
)
_FIRST = (
    "约翰|约瑟夫|玛丽亚?|玛丽娜|玛利亚|安娜|安妮|安东尼奥?|安德烈|安德鲁|安吉拉|马克西姆|维克多|维克托"
    "|穆罕默德|查尔斯|查理|迈克尔|米歇尔|彼得|保罗|大卫|戴维|汤姆|托马斯|詹姆斯|杰克|杰克逊|罗伯特|理查德"
    "|威廉|威尔逊|乔治|亨利|爱德华|弗兰克|丹尼尔"
    "|马修|马克|卢卡斯|路易斯|路易|卡尔|卡洛斯|胡安|何塞|佩德罗|费尔南多|阿里|艾哈迈德|阿卜杜勒|哈桑|易卜拉欣"
    "|优素福|伊万|弗拉基米尔|尼古拉|谢尔盖|亚历山大|鲍里斯|列夫|米哈伊尔|叶卡捷琳娜|娜塔莎|娜塔莉亚?|伊琳娜"
    "|叶莲娜|凯瑟琳|凯特|伊丽莎白|艾米丽"
    "|艾米|艾玛|苏珊|苏菲亚?|索菲亚?|露西|露丝|莉莉|珍妮|珍妮弗|简妮|海伦|琳达|丽莎|莎拉|萨拉|杰西卡|杰西"
    "|瑞秋|夏洛特|维多利亚|马丁|阿尔伯特|阿尔弗雷德|弗里德里希|汉斯|沃尔夫冈|路德维希|菲利普|帕特里克|史蒂夫"
    "|史蒂文|斯蒂芬|史蒂芬|布莱恩|凯文|克里斯|克里斯托弗"
    "|克里斯蒂娜|克里斯蒂安|乔纳森|乔瑟夫|阿瑟|本杰明|塞缪尔|山姆|亚当|亚瑟|弗洛伦斯|诺尔曼|埃德加|文森特"
    "|巴勃罗|欧内斯特|儒勒|朱利安|朱莉|朱莉娅|劳拉|劳伦斯|拉吉夫|桑杰|拉杰什?|法蒂玛|萨利姆|奥马尔|哈立德"
    "|比尔|鲍勃|吉姆|蒂姆|尼克|雅各布|西蒙|弗朗西斯|弗朗索瓦"
    "|买买提|阿不都|阿卜杜|吐尔逊|艾合买提|艾力|玉素甫|依布拉音|努尔|古丽娜?|木沙|热依拉|阿依古丽|帕提古丽"
    "|库尔班|热合曼|迪丽热巴|阿迪力|亚森|卡德尔|哈尼克孜|阿孜古丽|巴哈尔|巴图|加娜尔|皮埃尔|雅克|汉娜|赫尔曼"
    "|古斯塔夫|奥托|克劳斯|沃尔特|拉尔夫|埃里克|安德斯|卡米拉|卡门|迭戈|费利佩|若昂|若泽|阿卜杜拉|穆斯塔法"
    "|苏莱曼|侯赛因|卡里姆|拉希德|奥尔加|德米特里|阿列克谢|康斯坦丁|尤里|哈里|爱丽丝|格蕾丝|索尼娅|肯尼思"
    "|道格拉斯|布鲁斯|格雷戈里|斯科特|杰夫|杰弗里|唐纳德|罗纳德|雷蒙德|诺曼|弗雷德|埃德温|霍华德"
)
_ENDS = "".join(
    sorted(
        {end for name in _FIRST.split("|") for end in name.rstrip("?")[-2:]} | {one[-1] for one, _ in _FAMOUS}
    )
)
_BEGINS = "".join(sorted(set(_HEARD) | {letter for _, last in _FAMOUS for letter in last[:2]}))
_MARKED = pattern(rf"[、，。；*＊—－–\- .．﹒☆](?<=[{_ENDS}].)(?=[{_BEGINS}]{{2}})")
"""A mark that is none of a name, quickly found; whether a first name stands before it is asked then."""
_JOINS, _PARTS = "-－–—*＊﹒☆", "、。，．. "
_GIVEN = pattern(rf"(?:{_FIRST})\Z")
_FAMILY = pattern(rf"[{_HEARD}]{{2,9}}")
_LONGEST = 8


def name_dot(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if block.has("•・‧●∙⋅"):
        for match in _POINT.finditer(text):
            if before(text, match.start()) and (match[0] != "●" or text.count("●") == 1):
                yield Hit(match.start(), match.end(), {"mark": match[0]}, "·")
    stands_alone = block.kind not in (PARAGRAPH, NOTE)
    for match in _MARKED.finditer(text):
        start, end, mark = match.start(), match.end(), match[0]
        if _is_famous(text, start, end):
            if mark not in ".．":
                yield Hit(start, end, {"mark": mark.replace(" ", "空格")}, "·")
        elif _is_one_name(text, start, end, stands_alone):
            yield Hit(start, end, {"mark": mark.replace(" ", "空格")})
    if "《" in text:
        for match in _OF_BOOK.finditer(text):
            mark = match["mark"].strip() or "空格"
            yield Hit(match.start("mark"), match.end("mark"), {"mark": mark}, "·")


def _is_famous(text: str, start: int, end: int) -> bool:
    """Whether everybody knows who is named: other names may be those of two people."""
    return any(text.startswith(last, end) and text.endswith(first, 0, start) for first, last in _FAMOUS)


def _is_one_name(text: str, start: int, end: int, stands_alone: bool) -> bool:
    """Whether a mark stands within one name, for it joins, or since there is but one name or person."""
    given = _GIVEN.search(text, max(0, start - _LONGEST), start)
    family = _FAMILY.match(text, end)
    if given is None or family is None:
        return False
    mark, follows = text[start], text[family.end() : family.end() + 1]
    if mark in _JOINS:
        return follows not in ("·", "-", "—", "－")
    if mark == "。" and stands_alone and not _A_HAN.match(follows):
        return True
    return (
        mark in _PARTS
        and follows != "、"
        and _FOREIGN.search(text, max(0, given.start() - 16), given.start()) is not None
    )


_A_HAN = pattern("[一-鿿]")
_BOOKS = (
    "史记|汉书|后汉书|三国志|资治通鉴|左传|战国策|国语|论语|孟子|大学|中庸|诗经|尚书|礼记|周易|易经|庄子|老子"
    "|荀子|韩非子|墨子|管子|孙子兵法|淮南子"
    "|吕氏春秋|世说新语|宋史|明史|元史|新唐书|旧唐书|晋书|资本论|沁园春|水调歌头|念奴娇|满江红|浣溪沙|菩萨蛮"
    "|卜算子|清平乐|忆秦娥|采桑子|七律|七绝|蝶恋花|如梦令|虞美人|鹧鸪天|西江月|江城子|蝶恋花|中国大百科全书"
    "|说文解字"
)
_OF_BOOK = pattern(rf"《(?P<book>{_BOOKS})(?P<mark>[，,、。.．\-－—–:：/ ]+)(?=[{HAN}]{{1,10}}[》（])")
_FOREIGN = pattern(
    r"(?:外[籍方教国][一-鿿]{0,6}|留学生|国际友人|[国亚兰斯西大籍](?:籍|的)?(?:专家|教授|博士|学者|工程师"
    r"|代表|教练|游客|客商|商人|记者|选手|画家|大使"
    r"|院士|老师|教师|志愿者|总经理|医生|球员|小伙|姑娘|友人))[：:]?\Z"
)
"""外籍专家彼得、拉森: one person is named, whose name has two parts."""

_WORDS = (
    *"•・‧●∙⋅",
    *(f"《{book}" for book in _BOOKS.split("|")),
    *(name.removesuffix("?")[: -1 if name.endswith("?") else None] for name in _FIRST.split("|")),
    *(first for first, _ in _FAMOUS),
)
"""Without one of these there is no name with a dot."""

RULES: tuple[Rule, ...] = (BlockRule("name-dot", name_dot, words=_WORDS),)
