"""The dot between the parts of a foreign or a minority's name: 玛丽·居里 (GB/T 15834-2011, 4.14)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation_signs import HAN, before
from generator.model.prose import CELL, HEADS, VALUE, Block

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
_NAMED = pattern(
    "|".join(
        f"{first}(?P<mark{number}>[、，。；*＊—－–\\- .．]){last}"
        for number, (first, last) in enumerate(_FAMOUS)
    )
)
"""People whose names everybody knows: other names may be those of two people."""
_HEARD = (
    "阿埃艾爱奥巴白贝本比彼波伯博布查达戴丹道德登迪蒂杜恩尔法范菲费芬弗福盖戈格古哈海汉赫亨华怀霍基吉加贾杰金居卡凯坎康柯科克肯库夸昆拉莱兰朗劳勒雷里利莉理林琳留龙卢鲁路伦罗洛马玛迈麦曼梅蒙孟米密明"
    "摩莫墨姆穆纳娜内奈尼妮宁纽努诺欧帕佩潘庞皮珀浦普齐奇恰乔切琼丘热荣茹儒瑞若萨塞森沙莎山绍舍圣施什史士思斯苏索塔泰坦汤特提图托瓦万韦维威魏温文沃乌武西希席夏肖谢辛休许雅亚延扬耶叶伊依因英雨约扎泽詹珍芝朱兹祖佐逊翰森顿"
    "吐买孜江木别甫黑哥"
)
_FIRST = (
    "约翰|约瑟夫|玛丽亚?|玛丽娜|玛利亚|安娜|安妮|安东尼奥?|安德烈|安德鲁|安吉拉|马克西姆|维克多|维克托|穆罕默德|查尔斯|查理|迈克尔|米歇尔|彼得|保罗|大卫|戴维|汤姆|托马斯|詹姆斯|杰克|杰克逊|罗伯特|理查德|威廉|威尔逊|乔治|亨利|爱德华|弗兰克|丹尼尔"
    "|马修|马克|卢卡斯|路易斯|路易|卡尔|卡洛斯|胡安|何塞|佩德罗|费尔南多|阿里|艾哈迈德|阿卜杜勒|哈桑|易卜拉欣|优素福|伊万|弗拉基米尔|尼古拉|谢尔盖|亚历山大|鲍里斯|列夫|米哈伊尔|叶卡捷琳娜|娜塔莎|娜塔莉亚?|伊琳娜|叶莲娜|凯瑟琳|凯特|伊丽莎白|艾米丽"
    "|艾米|艾玛|苏珊|苏菲亚?|索菲亚?|露西|露丝|莉莉|珍妮|珍妮弗|简妮|海伦|琳达|丽莎|莎拉|萨拉|杰西卡|杰西|瑞秋|夏洛特|维多利亚|马丁|阿尔伯特|阿尔弗雷德|弗里德里希|汉斯|沃尔夫冈|路德维希|菲利普|帕特里克|史蒂夫|史蒂文|斯蒂芬|史蒂芬|布莱恩|凯文|克里斯|克里斯托弗"
    "|克里斯蒂娜|克里斯蒂安|乔纳森|乔瑟夫|阿瑟|本杰明|塞缪尔|山姆|亚当|亚瑟|弗洛伦斯|诺尔曼|埃德加|文森特|巴勃罗|欧内斯特|儒勒|朱利安|朱莉|朱莉娅|劳拉|劳伦斯|拉吉夫|桑杰|拉杰什?|法蒂玛|萨利姆|奥马尔|哈立德|比尔|鲍勃|吉姆|蒂姆|尼克|雅各布|西蒙|弗朗西斯|弗朗索瓦"
    "|买买提|阿不都|阿卜杜|吐尔逊|艾合买提|艾力|玉素甫|依布拉音|努尔|古丽娜?|木沙|热依拉|阿依古丽|帕提古丽|库尔班|热合曼|迪丽热巴|阿迪力|亚森|卡德尔|哈尼克孜|阿孜古丽|巴哈尔|巴图|加娜尔"
)
_FIRST_ENDS = "".join(sorted({end for name in _FIRST.split("|") for end in name.rstrip("?")[-2:]}))
_JOINED = pattern(rf"[\-－–—*＊﹒☆](?<=[{_FIRST_ENDS}].)(?=[{_HEARD}]{{2}})")
"""A mark that is none of a name, quickly found; whether a first name stands before it is asked then."""
_STOP = pattern(rf"。(?=[{_HEARD}]{{2,8}}(?![一-鿿]))")
_GIVEN = pattern(rf"(?:{_FIRST})\Z")
_FAMILY = pattern(rf"[{_HEARD}]{{2,9}}")
_LONGEST = 8


def name_dot(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    told = set()
    for match in _POINT.finditer(text):
        if before(text, match.start()) and (match[0] != "●" or text.count("●") == 1):
            yield Hit(match.start(), match.end(), {"mark": match[0]}, "·")
    for match in _NAMED.finditer(text):
        start, end = match.span(str(match.lastgroup))
        mark = match[str(match.lastgroup)]
        told.add(start)
        if mark not in ".．":
            yield Hit(start, end, {"mark": mark.replace(" ", "空格")}, "·")
    for match in _JOINED.finditer(text):
        if match.start() not in told and _is_between(text, match.start(), match.end()):
            yield Hit(match.start(), match.end(), {"mark": match[0]})
    if block.kind in (CELL, VALUE) or block.kind in HEADS:
        for match in _STOP.finditer(text):
            if match.start() not in told and _is_between(text, match.start(), match.end()):
                yield Hit(match.start(), match.end(), {"mark": match[0]})


def _is_between(text: str, start: int, end: int) -> bool:
    """Whether a first name stands before a mark and another name behind it, and no third one."""
    if not _GIVEN.search(text, max(0, start - _LONGEST), start):
        return False
    family = _FAMILY.match(text, end)
    return family is not None and text[family.end() : family.end() + 1] not in ("·", "-", "—", "－")


RULES: tuple[Rule, ...] = (
    BlockRule(
        "name-dot", name_dot, needs="•・‧●∙⋅-－–—*＊﹒☆" + "".join({first[-1] for first, _ in _FAMOUS})
    ),
)
